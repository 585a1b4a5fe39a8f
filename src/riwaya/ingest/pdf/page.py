"""PDF to a page: the text layer by PDFium, in the order in which it is read, lines of one paragraph joined.

What stands at the head or foot of page after page is boilerplate. A PDF without a text layer is a picture of a text, and is refused by name.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pypdfium2

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.decode import check_text
from riwaya.ingest.pdf.lines import Line, lines_of_page
from riwaya.ingest.pdf.order import is_rightward
from riwaya.ingest.raw import Raw
from riwaya.model import Document, Page, Part, Witness

MOST_PAGES, MOST_SIGNS = 2_000, 5_000_000
"""Pages and signs beyond which a file is refused."""

ORDERED = "letters put in the order of reading by their places on the page"

_FEW_LETTERS = 20
_UNKNOWN = 0.05
_REPEATED = 0.6
_NEAR, _FARTHEST = 1.2, 2.2
_LARGER = 1.2
_CREATED = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FIGURES = re.compile(r"\d+")


def page_of_pdf(raw: Raw) -> Page:
    """The page of a PDF file's bytes; raises `DocumentError` (`input.pdf`) where it is locked, damaged, or holds no text that can be told."""
    lines, pages, silent, created = _read(raw)
    text, parts = _set_out(lines, pages)
    check_text(text, place=raw.place)
    repairs = [ORDERED] if any(is_rightward(line.text) for line in lines) else []
    if silent:
        repairs.append(f"{silent:,} of {pages:,} pages hold no text: pictures, perhaps")
    day = _day_of(created)
    witnesses = (Witness("archived", day, f"CreationDate {created}"),) if day else ()
    custody = raw.custody(repairs=tuple(repairs))
    return Page(Document(id=raw.id, text=text, sha256=raw.sha256, custody=custody), parts=parts, witnesses=witnesses)


def _read(raw: Raw) -> tuple[list[Line], int, int, str]:
    """The lines, how many pages there are, how many of them hold none, and when the file was made, as it prints it."""
    lines: list[Line] = []
    signs = unknown = silent = 0
    try:
        with pypdfium2.PdfDocument(raw.raw) as document:
            pages = len(document)
            if pages > MOST_PAGES:
                raise _wrong(f"{pages:,} pages, more than {MOST_PAGES:,}; split it", raw, "input.oversize")
            created = document.get_metadata_dict().get("CreationDate", "")
            for number in range(pages):
                found, count, wrong = lines_of_page(document[number].get_textpage(), number)
                lines += found
                signs, unknown, silent = signs + count, unknown + wrong, silent + (not found)
                if signs > MOST_SIGNS:
                    raise _wrong(f"more than {MOST_SIGNS:,} signs; split it", raw, "input.oversize")
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise _wrong("locked by a password; unlock it first (qpdf --decrypt)" if locked else f"damaged ({error})", raw, "input.pdf") from error
    if sum(c.isalpha() for line in lines for c in line.text) < _FEW_LETTERS:
        raise _wrong("a PDF without a text layer; it needs recognition of its letters first (ocrmypdf -l ara)", raw, "input.pdf")
    if unknown > _UNKNOWN * signs:
        raise _wrong("a PDF whose fonts do not tell their letters; it needs recognition first (ocrmypdf --force-ocr -l ara)", raw, "input.pdf")
    return lines, pages, silent, created


def _set_out(lines: Sequence[Line], pages: int) -> tuple[str, tuple[Part, ...]]:
    """The text, a paragraph a line, and its parts: the headline, and what stands on page after page."""
    repeated = _running(lines, pages)
    sizes = Counter(round(line.size, 1) for line in lines if id(line) not in repeated for _ in line.text)
    body = sizes.most_common(1)[0][0] if sizes else 0.0
    leading = _leading([line for line in lines if id(line) not in repeated])
    widths = {page: _edges([line for line in lines if line.page == page and id(line) not in repeated]) for page in range(pages)}
    pieces: list[tuple[str, str | None]] = []
    before: Line | None = None
    headed = False
    for line in lines:
        if id(line) in repeated:
            pieces.append((line.text, "boilerplate"))
            continue
        large = line.size > _LARGER * body
        if before is not None and pieces and _goes_on(before, line, edges=widths, leading=leading):
            last = max(i for i, (_, role) in enumerate(pieces) if role != "boilerplate")
            pieces[last] = (f"{pieces[last][0]} {line.text}", pieces[last][1])
        else:
            pieces.append((line.text, "headline" if large and not headed else None))
        headed = headed or not large or pieces[-1][1] is None
        before = line
    parts, at = [], 0
    for text, role in pieces:
        if role:
            parts.append(Part(start=at, end=at + len(text), role=role))
        at += len(text) + 1
    return "\n".join(text for text, _ in pieces), tuple(parts)


def _leading(lines: Sequence[Line]) -> float:
    """How far the base lines of one paragraph lie apart, in sizes of type: the least that is usual in the file."""
    steps = sorted((a.y - b.y) / a.size for a, b in pairwise(lines) if a.page == b.page and 0.8 * a.size < a.y - b.y < _FARTHEST * a.size)
    return steps[len(steps) // 20] if steps else 1.0


def _goes_on(line: Line, following: Line, *, edges: dict[int, tuple[float, float]], leading: float) -> bool:
    """True where a paragraph goes on in the next line: the line has no room for its first word, which is near and of the same type."""
    if abs(line.size - following.size) > 0.06 * line.size:
        return False
    left, right = edges[line.page]
    rightward = is_rightward(line.text)
    reach = right - line.left if rightward else line.right - left
    word = len(following.text.split(maxsplit=1)[0]) + 1
    width = max(edge[1] - edge[0] for edge in edges.values())
    if reach + word * (following.right - following.left) / max(1, len(following.text)) < width:
        return False
    if line.page == following.page:
        return 0 < line.y - following.y < _NEAR * leading * line.size
    return line.text[-1].isalpha() or line.text[-1] in "،,؛"


def _edges(lines: Sequence[Line]) -> tuple[float, float]:
    return (min(line.left for line in lines), max(line.right for line in lines)) if lines else (0.0, 0.0)


def _running(lines: Sequence[Line], pages: int) -> set[int]:
    """The lines at the head or foot of pages that most pages have, figures apart, and bare numbers there, by `id`."""
    edges: list[Line] = []
    for page in range(pages):
        here = sorted((line for line in lines if line.page == page), key=lambda line: -line.y)
        edges += {id(line): line for line in (*here[:2], *here[-2:])}.values()
    counts = Counter(_FIGURES.sub("0", line.text) for line in edges)
    least = max(3.0, _REPEATED * pages) if pages > 2 else 2.0 if pages == 2 else pages + 1.0
    outer = {id(line) for page in range(pages) for line in _outer([line for line in lines if line.page == page])}
    bare = {id(line) for line in edges if id(line) in outer and _FIGURES.fullmatch(line.text.strip("-–— "))}
    return bare | {id(line) for line in edges if counts[_FIGURES.sub("0", line.text)] >= least}


def _outer(lines: Sequence[Line]) -> list[Line]:
    """The highest and the lowest line of a page of several."""
    return [max(lines, key=lambda line: line.y), min(lines, key=lambda line: line.y)] if len(lines) > 2 else []


def _day_of(created: str) -> date | None:
    """The day on which a file was made, in the zone that it prints: a story in it is not younger."""
    found = _CREATED.match(created)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _wrong(message: str, raw: Raw, rule: str) -> DocumentError:
    return DocumentError(message, document=raw.place, rule=rule)
