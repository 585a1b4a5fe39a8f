"""The spellings that the weights of names are learnt from and measured by, read from other people's data; each says how it may be used.

FOLDER (`../shared/data/names`) holds `wikidata/wd_arabic_64` (to learn), `wd_arabic_16` (to choose and calibrate), `wd_arabic_20` (to measure,
nothing else), `wd_russian_64`, `wd_russian_16`: rows of a Latin word, a word of the other script with spaces between its letters, and how many
persons bear both (Wikidata, CC0; github.com/steveash/NETransliteration-COLING2018); and `google_ar2en/ar2en-train.txt`: Arabic and Latin words
(Apache-2.0; github.com/google/transliteration, Rosca and Breuel (2016)).
"""

import csv
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from riwaya.names.letters import spell

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
LONGEST = 18
"""Letters of a word; longer rows are no names."""


class Row(NamedTuple):
    """A word in another script and in Latin, and how many persons bear both."""

    other: str
    latin: str
    persons: int


Counts = Counter[tuple[str, str]]
"""How often two spellings stand for one name."""


def stop_without(*paths: Path) -> None:
    """End with status 2, saying what is missing, where a file is."""
    for path in paths:
        if not path.is_file():
            print(
                f"{path}: no such file. This data is no part of Riwaya; benchmarks/README.md says where it is had. Nothing else needs it.",
                file=sys.stderr,
            )
            sys.exit(2)


def letters(word: str, script: str) -> str:
    """The letters that a word is compared by, empty where it is of another script."""
    found = spell(word)
    return found.letters if found and found.script == script and len(found.letters) <= LONGEST else ""


def read_wikidata(folder: Path, name: str) -> list[Row]:
    """The rows of a file of `wikidata`, as they are printed."""
    lines = (folder / "wikidata" / name).read_text(encoding="utf-8").splitlines()
    cells = (line.split("\t") for line in lines)
    return [Row(other.replace(" ", ""), latin, int(count)) for latin, other, count in cells]


def counted(rows: Iterable[Row], script: str) -> Counts:
    """Pairs of spellings (the other script's, Latin), without rows that have no letters of them."""
    found: Counts = Counter()
    for row in rows:
        pair = letters(row.other, script), letters(row.latin, "latin")
        if all(pair):
            found[pair] += row.persons
    return found


def google(folder: Path) -> Counts:
    """The Arabic and Latin words of `google_ar2en`."""
    lines = (folder / "google_ar2en" / "ar2en-train.txt").read_text(encoding="utf-8").splitlines()
    return counted((Row(arabic, latin, 1) for arabic, latin in (line.split("\t") for line in lines)), "arabic")


def by_latin(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The spellings of another script that a Latin word has."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for other, latin in sorted(pairs):
        found[latin].append(other)
    return dict(found)


def joined(left: Mapping[str, list[str]], right: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    """Spellings of two scripts that share a Latin word."""
    return {(a, b) for latin in left.keys() & right.keys() for a in left[latin] for b in right[latin]}


def variants(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Two different spellings of one script that stand in one group, both ways round."""
    pairs = (pair for group in groups for pair in combinations(sorted(set(group)), 2))
    return {both for a, b in pairs for both in ((a, b), (b, a))}


def plain(latin: str) -> str:
    """A Latin spelling without marks and doubled letters, y as i.

    >>> plain("müller") == plain("muler")
    True
    """
    bare = "".join(c for c in unicodedata.normalize("NFD", latin.replace("y", "i")) if not unicodedata.combining(c))
    return "".join(c for n, c in enumerate(bare) if bare[n - 1 : n] != c)


def within_arabic(arabic: Iterable[tuple[str, str]], cyrillic: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Two Arabic spellings whose Latin words are alike but for marks, or share a Cyrillic spelling."""
    return _within(arabic) | _sharing(arabic, by_latin(cyrillic))


def of_gazetteer(folder: Path) -> set[tuple[str, str]]:
    """Two Arabic words that Riwaya's gazetteer lists as names of one person or place, both ways round."""
    groups: list[set[str]] = []
    for file, columns in (("persons.tsv", ("short", "ar")), ("places.tsv", ("ar",))):
        with (folder / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines, delimiter="\t"):
                names = [name for column in columns for name in row[column].split("|")]
                groups.append({word for name in names if " " not in name and (word := letters(name, "arabic"))})
    return variants(groups)


def within_cyrillic(cyrillic: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Two Cyrillic spellings whose Latin words are alike but for marks."""
    return _within(cyrillic)


def _within(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for other, latin in sorted(pairs):
        groups[plain(latin)].add(other)
    return variants(groups.values())


def _sharing(pairs: Iterable[tuple[str, str]], third: Mapping[str, list[str]]) -> set[tuple[str, str]]:
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for other, latin in sorted(pairs):
        for spelling in third.get(latin, ()):
            groups[spelling].add(other)
    return variants(groups.values())


def within_latin(arabic: Iterable[tuple[str, str]], cyrillic: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Two Latin spellings that share both an Arabic and a Cyrillic one."""
    shared: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    of_cyrillic = by_latin(cyrillic)
    for other, latin in sorted(arabic):
        for russian in of_cyrillic.get(latin, ()):
            shared[other, russian].add(latin)
    return variants(shared.values())
