"""Plain text to a page: the text is what the bytes say, byte-order mark apart."""

from riwaya.ingest.decoding.decode import decode_bytes
from riwaya.ingest.raw import Raw
from riwaya.model import Document, Page


def page_of_text(raw: Raw) -> Page:
    """The page of a text file's bytes; raises `DocumentError` where they are no text."""
    found = decode_bytes(raw.raw, charset=raw.charset, place=raw.place)
    custody = raw.custody(encoding=found.encoding, repairs=found.repairs)
    return Page(Document(id=raw.id, text=found.text, sha256=raw.sha256, custody=custody))
