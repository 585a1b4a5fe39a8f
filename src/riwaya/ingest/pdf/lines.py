"""The lines of a page of PDF: its signs with their places by PDFium, put together and into the order in which they are read."""

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium
from msgspec import Struct

from riwaya.ingest.pdf.order import is_rightward, read_order

_SAME_LINE = 0.45
_SPACE, _WIDE_SPACE = 0.17, 0.7
_ALEFS = frozenset("اأإآٱ")


class Sign(Struct):
    """A sign of a page: its letters, origin and box (points), size of its type, whether its font tells which letters it is."""

    text: str
    x: float
    y: float
    left: float
    right: float
    size: float
    known: bool


class Line(Struct, frozen=True):
    """A line as it is read, with its edges, base line (points, from the page's lower left corner), size of type, and page from 0."""

    text: str
    left: float
    right: float
    y: float
    size: float
    page: int


def lines_of_page(text_page: Any, page: int) -> tuple[list[Line], int, int]:
    """The lines of a page in the order of its content, how many signs they have, and of how many no letter is known."""
    signs = list(_signs(text_page))
    lines = [line for group in _grouped(signs) if (line := _line(group, page)) is not None]
    return lines, len(signs), sum(not sign.known for sign in signs)


def _signs(text_page: Any) -> Iterator[Sign]:
    """The printed signs of a page in the order of its content; spaces that PDFium makes of the ends of lines are left out."""
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    before: Sign | None = None
    for i in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, i)
        if pdfium.FPDFText_IsGenerated(text_page, i) == 1 or not pdfium.FPDFText_GetCharOrigin(text_page, i, x, y):
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, i, box)
        size = pdfium.FPDFText_GetFontSize(text_page, i)
        known = pdfium.FPDFText_HasUnicodeMapError(text_page, i) != 1 and code not in (0, 0xFFFD, 0xFFFE, 0xFFFF) and not 0xE000 <= code <= 0xF8FF
        letters = unicodedata.normalize("NFKC", chr(code)) if known else "\ufffd"
        letters = " " if letters.isspace() else letters
        if before is not None and (round(before.x, 2), round(before.y, 2)) == (round(x.value, 2), round(y.value, 2)) and letters != " ":
            before.text = _ligature(before.text, letters)
            before.left, before.right = min(before.left, box.left), max(before.right, box.right)
            continue
        if before is not None:
            yield before
        before = Sign(letters, x.value, y.value, box.left, box.right, max(size, 1.0), known)
    if before is not None:
        yield before


def _ligature(first: str, second: str) -> str:
    """The letters of one sign; that of LAM and ALEF is read in this order, however the font tells it.

    >>> _ligature("أ", "ل"), _ligature("f", "i")
    ('لأ', 'fi')
    """
    return second + first if first in _ALEFS and second == "ل" else first + second


def _grouped(signs: Sequence[Sign]) -> Iterator[list[Sign]]:
    """Signs of one line each: neighbours in the content whose base lines are the same."""
    group: list[Sign] = []
    for sign in signs:
        if group and abs(sign.y - group[-1].y) > _SAME_LINE * max(sign.size, group[-1].size):
            yield group
            group = []
        group.append(sign)
    if group:
        yield group


def _line(group: list[Sign], page: int) -> Line | None:
    marks = [sign for sign in group if sign.text and all(unicodedata.combining(c) for c in sign.text)]
    bases = sorted((sign for sign in group if sign not in marks), key=lambda sign: (sign.x, sign.text == " "))
    for mark in marks:
        beneath = [base for base in bases if base.left <= (mark.left + mark.right) / 2 <= base.right]
        if beneath:
            beneath[0].text += mark.text
    spaced = any(sign.text == " " for sign in bases)
    placed: list[str] = []
    before: Sign | None = None
    for sign in bases:
        gap = sign.left - before.right if before is not None else 0.0
        joined = spaced and before is not None and is_rightward(before.text + sign.text)  # a line with spaces: boxes of Arabic letters need not touch
        if gap > (_WIDE_SPACE if joined else _SPACE) * sign.size and placed and placed[-1] != " " and sign.text != " ":
            placed.append(" ")
        if sign.text != " " or (placed and placed[-1] != " "):
            placed.append(sign.text)
        before = sign
    text = " ".join(read_order(placed).split())
    if not text:
        return None
    sizes = sorted(sign.size for sign in bases if sign.text != " ")
    solid = [sign for sign in bases if sign.text != " "]
    return Line(text, min(s.left for s in solid), max(s.right for s in solid), solid[0].y, sizes[len(sizes) // 2], page)
