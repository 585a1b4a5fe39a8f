"""Words around an event that tell which of several it is, or how its count stands to others (`data/fusion/wording.toml`)."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from msgspec import Struct

from riwaya.fuse.knowledge import read_toml
from riwaya.lexicon.compiled import DATA
from riwaya.text.fold import fold_word

_BETWEEN_LETTERS = 60
"""How far behind its verb a word may stand that belongs to it."""
_BEHIND_LETTERS = 40
_AS_FAR_AS_WORDS = 2
"""Words that may stand between a trigger and the adjective that makes it another one."""


class _Preliminary(Struct, frozen=True, forbid_unknown_fields=True):
    count: list[str]
    called: list[str]
    said: list[str]
    before: list[str]
    phrases: list[str]


class _Rising(Struct, frozen=True, forbid_unknown_fields=True):
    rose: list[str]
    count: list[str]
    phrases: list[str]


class _Another(Struct, frozen=True, forbid_unknown_fields=True):
    words: list[str]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    preliminary: _Preliminary
    rising: _Rising
    another: _Another


class Wording(Struct, frozen=True):
    """Patterns over folded text."""

    preliminary: re.Pattern[str]
    rising: re.Pattern[str]
    another: re.Pattern[str]

    def is_preliminary(self, sentence: str) -> bool:
        """True where a sentence calls a count a first or an earlier one."""
        return bool(self.preliminary.search(fold_word(sentence)))

    def is_rising(self, sentence: str) -> bool:
        """True where a sentence says that a count has grown."""
        return bool(self.rising.search(fold_word(sentence)))

    def is_another(self, behind: str) -> bool:
        """True where the words behind a trigger make it another happening than the one spoken of before."""
        return bool(self.another.match(fold_word(behind[:_BEHIND_LETTERS])))


@cache
def load_wording(data: Path = DATA) -> Wording:
    """The wording in a data folder; raises `DataFileError` where the file is missing or wrong."""
    file = read_toml(data / "fusion" / "wording.toml", _File)
    first, grown = file.preliminary, file.rising
    gap = rf"\b[^.]{{0,{_BETWEEN_LETTERS}}}?"
    counted = rf"\b(?:{_any(first.count)}) (?:{_any(first.called)})\b"
    said = rf"\b[وف]?(?:{_any(first.said)}){gap}\b(?:{_any(first.before)})\b"
    rose = rf"\b[وف]?(?:{_any(grown.rose)}){gap}(?:\b(?:ال)?(?:{_any(grown.count)})|\d)"
    return Wording(
        preliminary=re.compile(rf"{counted}|{said}|\b(?:{_any(first.phrases)})\b"),
        rising=re.compile(rf"{rose}|\b(?:{_any(grown.phrases)})\b"),
        another=re.compile(rf"(?:\s+\w+){{0,{_AS_FAR_AS_WORDS}}}?\s+(?:{_any(file.another.words)})\b"),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in words)
