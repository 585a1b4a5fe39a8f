"""Plain text to a page: the text is what the bytes say, byte-order mark apart."""

from riwaya.ingest.decoding import decode_text
from riwaya.ingest.raw import Raw
from riwaya.model import Document, Page


def page_of_text(raw: Raw) -> Page:
    """The page of a text file's bytes; raises `DocumentError` where they are no text."""
    text = decode_text(raw.raw, place=raw.place)
    return Page(Document(id=raw.id, text=text, sha256=raw.sha256, custody=raw.custody()))
