"""What the readers know of the past, to tell when a text was written: wars with their first and last days, and which words name which office."""

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.rows import ID, check_characters, read_rows, split_cell
from riwaya.lexicon.terms import Bounds, parse_bounds
from riwaya.text.fold import fold_word

_PREFIXES = ("", "و", "ل", "ب", "ال", "وال", "لل", "بال", "ولل")
_PRONOUNS = ("", "ه", "ها", "هم")


class War(Struct, frozen=True):
    """A war: `parties` are the ids of the places by whose names it is told, `names` what names it without them (folded).

    `began` holds the earliest and the latest day that may be its first; `ended` is its last, None while it goes on or where no day can
    be named.
    """

    id: str
    parties: frozenset[str]
    names: tuple[str, ...]
    began: Bounds
    ended: Bounds | None
    source: str


class History(Struct, frozen=True):
    """Wars, the roles that a head of the lexicon may name, and the words by which texts speak of wars and of former offices, all folded.

    `war`: a war, where one of its parties stands by it; `fighting`: the same, less surely; `onset`: the beginning of one by itself (غزو);
    `begin`: what makes one of a war; `since`: before a length of time, as بعد is; `between`: what may stand between a count and its war;
    `former`: an office that is over, or not yet taken.
    """

    wars: tuple[War, ...]
    roles: dict[str, tuple[str, ...]]
    war: frozenset[str]
    fighting: frozenset[str]
    onset: frozenset[str]
    begin: frozenset[str]
    since: frozenset[str]
    between: frozenset[str]
    former: frozenset[str]


class _Words(Struct, frozen=True, forbid_unknown_fields=True):
    war: tuple[str, ...]
    fighting: tuple[str, ...]
    onset: tuple[str, ...]
    begin: tuple[str, ...]
    since: tuple[str, ...]
    between: tuple[str, ...]
    former: tuple[str, ...]


class _WarRow(Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    en: str
    began: str
    source: str
    parties: tuple[str, ...]
    ended: str = ""
    names: tuple[str, ...] = ()


class _File(Struct, frozen=True):
    words: _Words
    war: tuple[_WarRow, ...]


def load_history(data: Path) -> History:
    """Read `data/history/wars.toml` and `data/gazetteer/offices.tsv`; raises `DataFileError` where one is wrong.

    A data folder without them has no history: then no text is dated by it.
    """
    path = data / "history" / "wars.toml"
    roles = _roles(data / "gazetteer" / "offices.tsv")
    if not path.is_file():
        return History((), roles, *[frozenset[str]()] * 7)
    try:
        text = path.read_text(encoding="utf-8")
        read = msgspec.convert(tomllib.loads(text), _File)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError("not UTF-8; save it as UTF-8" if isinstance(error, UnicodeDecodeError) else str(error), path=path) from error
    check_characters(path, text)
    wars = tuple(_war(row, path=path) for row in read.war)
    if len({war.id for war in wars}) < len(wars):
        raise DataFileError("two wars have one id", path=path)
    words = read.words
    lists = (words.war, words.fighting, words.onset, words.begin, words.since, words.between, words.former)
    return History(wars, roles, *(_clitics(each) for each in lists))


def _war(row: _WarRow, *, path: Path) -> War:
    if not ID.fullmatch(row.id) or not row.source or not (row.parties or row.names):
        raise DataFileError(f"{row.id!r}: a war has a dotted ASCII id, a source, and `parties` or `names`", path=path)
    try:
        first, _, latest = row.began.partition("..")
        earliest, newest, ended = parse_bounds(first), parse_bounds(latest or first), parse_bounds(row.ended)
    except ValueError as error:
        raise DataFileError(f"{row.id}: {error}", path=path) from error
    if earliest is None or newest is None or newest[1] < earliest[0] or (ended is not None and ended[1] < earliest[0]):
        raise DataFileError(f"{row.id}: `began` is the first day, and not behind `ended`", path=path)
    began = (earliest[0], newest[1])
    names = tuple(" ".join(fold_word(word) for word in name.split()) for name in row.names)
    return War(row.id, frozenset(row.parties), names, began, ended, row.source)


def _clitics(words: tuple[str, ...]) -> frozenset[str]:
    """Folded words with what may be glued to them."""
    return frozenset(prefix + fold_word(word) + pronoun for word in words for prefix in _PREFIXES for pronoun in _PRONOUNS)


def _roles(path: Path) -> dict[str, tuple[str, ...]]:
    """Id of a head to the roles that it may name."""
    found: dict[str, tuple[str, ...]] = {}
    if path.is_file():
        for _, row in read_rows(path, ("id", "heads", "en")):
            for head in split_cell(row["heads"]):
                found[head] = (*found.get(head, ()), row["id"])
    return found
