"""Files that are one document each: plain text and HTML."""

from collections.abc import Iterator
from typing import BinaryIO

from riwaya.ingest.opening import Found, Opening, Source, read_whole
from riwaya.ingest.raw import HTML, TEXT, Raw


def open_text(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The one document of a text file."""
    yield source.place, Raw(id=source.identity, place=source.place, form=TEXT, raw=read_whole(stream, source, opening))


def open_html(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The one document of an HTML file."""
    yield source.place, Raw(id=source.identity, place=source.place, form=HTML, raw=read_whole(stream, source, opening))
