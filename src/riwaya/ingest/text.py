"""Plain text to a page: the text is what the bytes say, byte-order mark apart."""

import hashlib

from riwaya.ingest.decoding import decode_text
from riwaya.model import Document, Page


def page_of_text(raw: bytes, *, identity: str, place: str) -> Page:
    """The page of a text file's bytes; raises `DocumentError` where they are no text."""
    text = decode_text(raw, place=place)
    return Page(Document(id=identity, text=text, sha256=hashlib.sha256(raw).hexdigest()))
