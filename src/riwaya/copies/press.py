"""Whom a text may be credited to: outlets and agencies by the names under which others print them."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import ahocorasick
import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.outlets.registry import Outlets, load_outlets
from riwaya.text.fold import fold_word

_MEDIUM = "medium"


class Press(Struct, frozen=True):
    """`names` maps a folded name to an outlet's id, `agencies` are the ids of those that write for others.

    `cues` are folded words before a name that credit it, `fillers` those that may stand between; `automaton` finds names; `outlets` is the registry.
    """

    names: Mapping[str, str]
    agencies: frozenset[str]
    cues: frozenset[str]
    fillers: frozenset[str]
    automaton: ahocorasick.Automaton
    outlets: Outlets

    def outlet(self, name: str | None, url: str | None = None) -> str | None:
        """The id of an outlet by a name of it, else by an address; None where no list knows it."""
        named = self.names.get(fold_word(name)) if name else None
        if named is None and (found := self.outlets.of_url(url)) is not None:
            return found.id
        return named


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    cues: dict[str, list[str]]
    fillers: dict[str, list[str]]
    agencies: dict[str, list[str]]


@cache
def load_press(data: Path = DATA) -> Press:
    """The outlets of a data folder; raises `DataFileError` where a file is missing or wrong."""
    file = _read(data / "copies" / "credits.toml")
    named_so = tuple(f"{fold_word(word)} " for words in file.agencies.values() for word in words)
    names: dict[str, str] = {}
    agencies = set()
    for id, printed in _outlets(data / "gazetteer" / "organizations.tsv"):
        for name in map(fold_word, printed):
            names.setdefault(name, id)
            agencies |= {id} if name.startswith(named_so) else set()
    outlets = load_outlets(data)
    listed = outlets.by_id.values()
    agencies |= {outlet.id for outlet in listed if outlet.kind == "agency"}
    names |= {fold_word(name): outlet.id for outlet in listed for name in outlet.credits}
    automaton = ahocorasick.Automaton(ahocorasick.STORE_INTS)
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    for outlet in listed:
        for name in outlet.names:
            names.setdefault(fold_word(name), outlet.id)  # names that a text may hold for other reasons: they tell an outlet, not a credit
    return Press(names, frozenset(agencies), _folded(file.cues.values()), _folded(file.fillers.values()), automaton, outlets)


def _folded(lists: Iterable[Iterable[str]]) -> frozenset[str]:
    return frozenset(fold_word(word) for words in lists for word in words)


def _outlets(path: Path) -> Iterator[tuple[str, list[str]]]:
    """The id and all names of everything that publishes."""
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                if row["type"] == _MEDIUM:
                    yield row["id"], [name for column in ("ar", "en") for name in row[column].split("|") if name.strip()]
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise DataFileError(f"cannot be read as a table of outlets: {error}", path=path) from error


def _read(path: Path) -> _File:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(str(error), path=path) from error
