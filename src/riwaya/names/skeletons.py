"""The consonant skeletons of a word: classes of consonants common to Arabic, Latin and Cyrillic letters, vowels dropped.

A letter that may be read in several ways gives several skeletons, the likely ones first; a doubled consonant counts once. Source of
the idea: Soundex and its kin (Knuth (1998), The Art of Computer Programming, volume 3, chapter 6); for names between Arabic and Latin
letters, Freeman, Condon and Ackerman (2006), Cross linguistic name matching in English and Arabic.
"""

from functools import cache, lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.names.files import DATA, read_toml
from riwaya.names.letters import SCRIPTS, Script, Spelling, spell

CLASSES = frozenset("PFTDSCJKGLMNR")


class Classes(Struct, frozen=True):
    """Of one script: what a group of letters may stand for, and the letters that may be silent at a word's end."""

    groups: dict[str, tuple[str, ...]]
    longest: int
    silent: frozenset[str]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    arabic: dict[str, tuple[str, ...]]
    latin: dict[str, tuple[str, ...]]
    cyrillic: dict[str, tuple[str, ...]]


@cache
def load_classes(data: Path = DATA) -> dict[Script, Classes]:
    """The classes of each script's letters; raises `DataFileError` where one is unknown."""
    path = data / "skeletons.toml"
    file = read_toml(path, _File)
    found = {}
    for script in SCRIPTS:
        groups = dict(msgspec.to_builtins(getattr(file, script)))
        silent = frozenset(groups.pop("silent", ()))
        for group, alternatives in groups.items():
            if not set("".join(alternatives)) <= CLASSES:
                raise DataFileError(f"{group!r} stands for an unknown class", path=path)
        found[script] = Classes({g: tuple(a) for g, a in groups.items()}, max(map(len, groups)), silent)
    return found


def skeletons(word: str, *, limit: int = 8) -> tuple[str, ...]:
    """The skeletons of a printed word, the likeliest first; none where it has no letters.

    >>> skeletons("شويغو")[0] == skeletons("Shoigu")[0] == skeletons("Шойгу")[0]
    True
    """
    found = spell(word)
    return skeletons_of(found, limit) if found else ()


@lru_cache(maxsize=65536)
def skeletons_of(spelling: Spelling, limit: int) -> tuple[str, ...]:
    """The skeletons of a spelling, the likeliest first, at most `limit`; a word of vowels has the empty one."""
    classes = load_classes()[spelling.script]
    letters = spelling.letters
    best: list[tuple[int, str]] = [(0, "")]
    i = 0
    while i < len(letters):
        for length in range(min(classes.longest, len(letters) - i), 0, -1):
            alternatives = classes.groups.get(letters[i : i + length])
            if alternatives is not None:
                break
        i += length
        if alternatives is not None:
            best = _extended(best, alternatives, limit)
    best += [(cost + 1, s[:-1]) for cost, s in best[:2] if letters[-1] in classes.silent and len(s) > 1]
    return tuple(dict.fromkeys(s for _, s in sorted(best)))[:limit]


def _extended(best: list[tuple[int, str]], alternatives: tuple[str, ...], limit: int) -> list[tuple[int, str]]:
    """Each skeleton so far with each alternative behind it; a class is not repeated."""
    if len(alternatives) == 1 and len(alternatives[0]) == 1:
        letter = alternatives[0]
        return [(cost, s if s[-1:] == letter else s + letter) for cost, s in best]
    found: dict[str, int] = {}
    for cost, skeleton in best:
        for rank, added in enumerate(alternatives):
            grown = skeleton
            for letter in added:
                if grown[-1:] != letter:
                    grown += letter
            if found.get(grown, cost + rank + 1) > cost + rank:
                found[grown] = cost + rank
    return sorted((cost, s) for s, cost in found.items())[:limit]
