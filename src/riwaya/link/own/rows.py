"""What rows of the user's own files have in common: the kinds of place that they may be, clean names, and the bad ones among them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct, field

from riwaya.errors import DataFileError
from riwaya.lexicon.closed import NAME_TYPES
from riwaya.lexicon.rows import read_rows
from riwaya.link.sources import CITY, PRECISIONS, settlement_radius_km

TOLD = 5
"""Bad lines of a dump that are told one by one."""
UNDETERMINED = "und"
"""The language of a name whose source does not tell it (ISO 639-2)."""
_LONGEST_NAME = 200
_OTHER_SCRIPT = re.compile(
    "[^\u0000-\u024f\u0300-\u036f\u1e00-\u1eff\u02b0-\u02ff\u2010-\u201f"  # Latin, its marks and quotation marks
    "\u0400-\u052f\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"  # Cyrillic, Arabic
)
_CODE = re.compile(r"[A-Z0-9]{1,4}")
_RADIUS = re.compile(r"(\d+(\.\d+)?)?")
PLACE_LEVELS = (*NAME_TYPES["places"], "settlement")
"""The kinds of place of the base: those of the readers, and a settlement of which no more is known."""


class Level(Struct, frozen=True):
    """What kind of place a feature is to Riwaya, how exactly its point tells where it lies, and how far what is meant may lie from it."""

    level: str
    precision: str
    radius_km: float | None

    def of_size(self, population: int) -> "Level":
        """The same with a radius where it hangs on the inhabitants; what is a settlement and no more is a city from 100,000 on."""
        level = "city" if self.level == "settlement" and population >= CITY else self.level
        return Level(level, self.precision, settlement_radius_km(population) if self.radius_km is None else self.radius_km)


class Tally(Struct):
    """What became of the rows of a file: features `left_out` because Riwaya has no such kind, and `bad` lines, the first of them told."""

    left_out: Counter[str] = field(default_factory=Counter)
    bad: int = 0
    told: list[str] = field(default_factory=list)

    def add_bad(self, path: Path, line: int, reason: str) -> None:
        """Count a line that cannot be used, and tell it where it is among the first."""
        self.bad += 1
        if len(self.told) < TOLD:
            self.told.append(f"{path}:{line}: {reason}")


def read_levels(data: Path, source: str) -> Mapping[str, Level]:
    """The features of a source (`geonames`, `osm`) that Riwaya has a kind of place for: `p.ppl`, `city`; raises `DataFileError` on a bad row."""
    found: dict[str, Level] = {}
    path = data / "gazetteer" / "feature_levels.tsv"
    for line, row in read_rows(path, ("id", "level", "precision", "radius_km")):
        owner, _, feature = row["id"].partition(".")
        if row["level"] not in PLACE_LEVELS or row["precision"] not in PRECISIONS or not _RADIUS.fullmatch(row["radius_km"]):
            message = f"{row['id']}: level, precision and radius must be of {' '.join(PLACE_LEVELS)}; of {' '.join(PRECISIONS)}; a number or empty"
            raise DataFileError(message, path=path, line=line)
        if owner == source:
            found[feature] = Level(row["level"], row["precision"], float(row["radius_km"]) if row["radius_km"] else None)
    return found


def clean_name(name: str) -> str:
    """A name in Unicode NFC with single spaces, presentation forms as plain letters; empty where it cannot be one.

    >>> clean_name("  Bila   Hora "), clean_name("x" * 300), clean_name("\\ufee3\\ufeae\\ufead")
    ('Bila Hora', '', 'مرر')
    """
    if len(name) > _LONGEST_NAME:
        return ""
    if not name.isascii():
        name = unicodedata.normalize("NFC", "".join(unicodedata.normalize("NFKC", c) if "\ufb50" <= c <= "\ufefc" else c for c in name))
    name = " ".join(name.split())
    return name if name.isprintable() else ""


def is_readable(name: str) -> bool:
    """True for a name in Latin, Cyrillic or Arabic letters, the scripts that texts name it in; neither an airport's code nor letters
    put for those of another script (`mdynt tmbktw`) are one.

    >>> is_readable("Бахмут"), is_readable("巴赫穆特"), is_readable("KBP"), is_readable("bakhmwt")
    (True, False, False, False)
    """
    return bool(name) and not "a" <= name[0] <= "z" and _OTHER_SCRIPT.search(name) is None and _CODE.fullmatch(name) is None


def is_latin(name: str) -> bool:
    """True for a name in Latin letters alone."""
    return name.isascii() or not any("\u0370" <= c <= "\u1dff" or c > "\u2e00" for c in name)


def names_by_language(given: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Names under their languages, each once and the best first; one that has a language is not also undetermined."""
    found: dict[str, dict[str, None]] = {}
    for language, name in given:
        if name:
            found.setdefault(language, {})[name] = None
    known = {name for language, names in found.items() if language != UNDETERMINED for name in names}
    rest = [name for name in found.pop(UNDETERMINED, {}) if name not in known]
    return {**{language: tuple(names) for language, names in found.items()}, **({UNDETERMINED: tuple(rest)} if rest else {})}


def point(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Degrees of WGS 84 from their cells; None where they are none."""
    try:
        at = float(latitude), float(longitude)
    except ValueError:
        return None
    return at if -90 <= at[0] <= 90 and -180 <= at[1] <= 180 else None
