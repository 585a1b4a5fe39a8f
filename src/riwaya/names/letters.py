"""The letters by which names are compared: one script a word, without marks, digits and signs.

Spelling is folded first (`riwaya.text.fold`), so that what Arabic orthography leaves to the writer makes no difference.
"""

import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

from riwaya.names.files import DATA, read_toml
from riwaya.text.fold import fold_word

Script = Literal["arabic", "latin", "cyrillic"]
SCRIPTS: tuple[Script, ...] = ("arabic", "cyrillic", "latin")


class Letters(Struct, frozen=True, forbid_unknown_fields=True):
    """Of one script: the letters that are kept, and what stands for others."""

    keep: str
    replace: dict[str, str]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    arabic: Letters
    latin: Letters
    cyrillic: Letters


class Spelling(Struct, frozen=True, order=True):
    """A word as it is compared: `letters` of one script, at least one."""

    script: Script
    letters: str


@cache
def load_letters(data: Path = DATA) -> dict[str, tuple[Script, str]]:
    """Every character that counts, with its script and the letters that stand for it."""
    file = read_toml(data / "letters.toml", _File)
    found: dict[str, tuple[Script, str]] = {}
    for script, rules in zip(SCRIPTS, (file.arabic, file.cyrillic, file.latin), strict=True):
        found.update({c: (script, c) for c in rules.keep})
        found.update({c: (script, plain) for c, plain in rules.replace.items()})
    return found


@lru_cache(maxsize=65536)
def spell(word: str) -> Spelling | None:
    """A printed word as it is compared, in the script of its first letter; None where it has no letter of the three scripts.

    >>> spell("Müller-7"), spell("Її")
    (Spelling(script='latin', letters='müller'), Spelling(script='cyrillic', letters='ии'))
    """
    known = load_letters()
    script: Script | None = None
    kept = []
    for character in unicodedata.normalize("NFC", fold_word(word)):
        found = known.get(character)
        parts = [found] if found else [known[c] for c in unicodedata.normalize("NFD", character) if c in known]
        for its, letters in parts:
            script = script or its
            if its == script:
                kept.append(letters)
    return Spelling(script, "".join(kept)) if script and kept else None
