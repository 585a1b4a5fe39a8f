"""Folding of spelling variants, with an exact map back to the printed text.

Folding removes what Arabic orthography leaves to the writer (short vowels, tatweel, the seat of hamza, final ya and
ta marbuta, the script of digits), applies Unicode NFKC, and lower-cases Latin and Cyrillic. Equal folded strings are
treated as one spelling everywhere in Riwaya. Sources: Unicode Standard Annex 15; Habash (2010), Introduction to Arabic
Natural Language Processing, section 3.1 (orthographic normalisation).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

_DELETED = (
    "\u0610-\u061a"  # Quranic annotation signs
    "\u064b-\u065f\u0670"  # harakat, superscript alef
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0640"  # tatweel
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # soft hyphen, zero-width and bidi controls
)
_COMPATIBLE = "\u00aa\u00b2\u00b3\u00b9\u00ba\u2000-\u200a\u202f\u205f\u3000\uff01-\uff5e\ufb50-\ufdff\ufe70-\ufefc"
_ALTERED = re.compile(f"[{_DELETED}{_COMPATIBLE}]")  # one set: a search for it is four times as fast as for either of two
_ONE_SPELLING = {
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ۀ": "ه",
    "ؤ": "و",
    "ئ": "ي",
    "ک": "ك",
    "ھ": "ه",
    "٫": ".",
    "٬": ",",
    "\u00a0": " ",
    "\t": " ",
    **{chr(0x660 + d): str(d) for d in range(10)},
    **{chr(0x6F0 + d): str(d) for d in range(10)},
}
"""Character to the one that stands for it; none is both, so that the order of replacing does not matter."""
_ONE_TO_ONE = str.maketrans(_ONE_SPELLING)
_SHORT = 64
_NUMBERS = list(range(8192))
"""Offsets of most texts, made once: a list of them is copied six times as fast as counted."""


class Folded(Struct, frozen=True):
    """Folded text and the way back: `offsets[i]` is the printed offset of folded character i (None: the identity).

    `offsets` has one entry more than `text`, for its end; it never decreases.
    """

    text: str
    offsets: list[int] | None

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """The span of the printed text behind a non-empty folded span, deleted marks at its right edge included."""
        if self.offsets is None:
            return start, end
        offsets = self.offsets
        last, after = offsets[end - 1], offsets[end]
        while after == last:  # inside a ligature: all of it
            end += 1
            after = offsets[end]
        return offsets[start], after


def fold(text: str) -> Folded:
    """Fold spelling variants; every folded character knows the printed character that it came from.

    >>> fold("الصّراعُ في ٢٠٢٢").text
    'الصراع في 2022'
    >>> folded = fold("مدينـة كبرى")
    >>> folded.text, folded.printed(0, 5)
    ('مدينه كبري', (0, 6))
    """
    if not _ALTERED.search(text):
        lowered = text.lower()
        if len(lowered) == len(text):
            return Folded(_replace(lowered), None)
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for found in _ALTERED.finditer(text):
        start = found.start()
        pieces.append(text[last:start])
        offsets += _numbers(last, start)
        printed = text[start]
        if printed not in _DELETED_SET:
            plain = unicodedata.normalize("NFKC", printed)
            plain = "".join(c for c in plain if c not in _DELETED_SET)
            pieces.append(plain)
            offsets.extend([start] * len(plain))
        last = start + 1
    pieces.append(text[last:])
    offsets += _numbers(last, len(text) + 1)
    joined = "".join(pieces)
    lowered = joined.lower()
    if len(lowered) != len(joined):  # a few capitals (Turkish dotted I) lower to two characters
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in joined)
    return Folded(_replace(lowered), offsets)


def _numbers(first: int, after: int) -> Iterable[int]:
    """The numbers of `[first, after)`."""
    return _NUMBERS[first:after] if after <= len(_NUMBERS) else range(first, after)


def _replace(text: str) -> str:
    if len(text) < _SHORT:
        return text.translate(_ONE_TO_ONE)
    for printed, plain in _ONE_SPELLING.items():  # a search for each is many times faster than a table over a long text
        text = text.replace(printed, plain)
    return text


def _expand(ranges: str) -> frozenset[str]:
    """The characters that a regular expression's set names.

    >>> sorted(_expand("a-cx"))
    ['a', 'b', 'c', 'x']
    """
    return frozenset(chr(code) for first, last in re.findall("(.)(?:-(.))?", ranges) for code in range(ord(first), ord(last or first) + 1))


_DELETED_SET = _expand(_DELETED)


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """The folded form of a single word or phrase, without offsets."""
    lowered = word.lower()
    if len(lowered) != len(word) or _ALTERED.search(word) is not None:
        return fold(word).text.strip()
    return _replace(lowered).strip()
