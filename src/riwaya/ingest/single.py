"""Files that are one document each: plain text, HTML and PDF."""

from collections.abc import Iterator
from typing import BinaryIO

from riwaya.ingest.opening import Found, Opening, Source, check_size, read_whole
from riwaya.ingest.raw import HTML, PDF, TEXT, Known, Raw
from riwaya.ingest.saved import find_saved

_PDF_TIMES = 10


def open_text(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The one document of a text file."""
    yield source.place, Raw(id=source.identity, place=source.place, form=TEXT, raw=read_whole(stream, source, opening))


def open_html(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The one document of an HTML file; where and when it was saved, if it says so."""
    raw = read_whole(stream, source, opening)
    saved = find_saved(raw)
    known = Known(url=saved.url)
    yield source.place, Raw(id=source.identity, place=source.place, form=HTML, raw=raw, known=known, witnesses=saved.witnesses)


def open_pdf(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The one document of a PDF file, up to ten times the limit of other documents: most of it is pictures and type."""
    raw = stream.read(_PDF_TIMES * opening.max_bytes + 1)
    check_size(raw, max_bytes=_PDF_TIMES * opening.max_bytes, place=source.place)
    yield source.place, Raw(id=source.identity, place=source.place, form=PDF, raw=raw)
