"""Signs of machine translation and of spoiled characters (`data/pages/quality.toml`)."""

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.model import Span

TRANSLATED, GARBLED = "machine_translated", "garbled"


class QualitySign(Struct, frozen=True, forbid_unknown_fields=True):
    """One sign: see the head of the data file."""

    id: str
    flag: str
    pattern: str
    least: int
    needs: list[str]
    says: str
    hit: list[str]
    miss: list[str]
    of: str = ""
    share: float = 0.0
    weight: float = 1.0
    gate: str = ""

    @property
    def rule(self) -> str:
        """The id of the rule, as evidence names it."""
        return f"quality.{self.id}"


class _Enough(Struct, frozen=True, forbid_unknown_fields=True):
    enough: float
    kinds: int


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    machine_translated: _Enough
    sign: list[QualitySign]


class Searched(Struct, frozen=True):
    """A sign with its patterns compiled; `letter` stands in each of what it needs (empty: none does), and is sought first, many times faster."""

    sign: QualitySign
    letter: str
    pattern: re.Pattern[str]
    of: re.Pattern[str] | None
    gate: re.Pattern[str] | None

    def find(self, text: str) -> list[Span]:
        """Where the sign stands in a text; empty where it stands too seldom to be one."""
        if self.letter not in text:
            return []
        for need in self.sign.needs:
            if need in text:
                break
        else:
            return []
        if self.gate is not None and len(self.gate.findall(text)) < self.sign.least:
            return []
        found = [match.span() for match in self.pattern.finditer(text)]
        if len(found) < self.sign.least:
            return []
        if self.of is not None and len(found) < self.sign.share * sum(1 for _ in self.of.finditer(text)):
            return []
        return found


class QualitySigns(Struct, frozen=True):
    """The signs of each flag, and how many and how heavy ones show a translation."""

    translated: tuple[Searched, ...]
    garbled: tuple[Searched, ...]
    enough: float
    kinds: int


@cache
def load_quality_signs(data: Path = DATA) -> QualitySigns:
    """The signs; raises `DataFileError` for a bad file."""
    path = data / "pages" / "quality.toml"
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File, strict=True)
        searched = [_searched(sign) for sign in file.sign]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
        raise DataFileError(f"no signs of quality: {error}", path=path) from error
    unknown = next((sign.flag for sign in file.sign if sign.flag not in (TRANSLATED, GARBLED)), None)
    if unknown is not None:
        raise DataFileError(f"flag {unknown!r} is none of {TRANSLATED}, {GARBLED}", path=path)
    return QualitySigns(
        translated=tuple(each for each in searched if each.sign.flag == TRANSLATED),
        garbled=tuple(each for each in searched if each.sign.flag == GARBLED),
        enough=file.machine_translated.enough,
        kinds=file.machine_translated.kinds,
    )


def _searched(sign: QualitySign) -> Searched:
    shared = frozenset(sign.needs[0]).intersection(*sign.needs) if sign.needs else frozenset[str]()
    pattern, of, gate = (re.compile(text) if text else None for text in (sign.pattern, sign.of, sign.gate))
    assert pattern is not None
    return Searched(sign, max(shared, default=""), pattern, of, gate)
