"""The forms of input, and how a file's form is told: by its suffix, else by how it begins."""

import codecs
import re

import msgspec

from riwaya.errors import DocumentError
from riwaya.ingest.text import page_of_text
from riwaya.model import Page

TEXT, HTML, JSONL = "text", "html", "jsonl"
FORMS = (TEXT, HTML, JSONL)
SUFFIXES = {".txt": TEXT, ".html": HTML, ".htm": HTML, ".jsonl": JSONL, ".ndjson": JSONL}

_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def is_record(line: bytes) -> bool:
    """True where a line is one JSON object, as in JSON Lines.

    >>> is_record(b'{"id": "a"}'), is_record(b'{'), is_record(b'[1]')
    (True, False, False)
    """
    try:
        return isinstance(msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8)), dict)
    except (ValueError, RecursionError):
        return False


def find_form(raw: bytes, *, place: str) -> str:
    """`text` or `html`, by how the bytes begin; raises `DocumentError` (`input.form`) for what is known to be neither."""
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if _HTML_START.match(raw):
        return HTML
    if raw.startswith(b"WARC/"):
        raise DocumentError("a web archive (WARC), which is not read yet", document=place, rule="input.form")
    if raw.lstrip()[:1] in (b"{", b"[") and _is_json(raw):
        raise DocumentError("JSON, but not JSON Lines: write one document a line (jq -c '.[]')", document=place, rule="input.form")
    return TEXT


def page_of_bytes(raw: bytes, *, form: str, identity: str, place: str) -> Page:
    """The page of a text or HTML file's bytes; raises `DocumentError` where it cannot be had."""
    if form != HTML:
        return page_of_text(raw, identity=identity, place=place)
    from riwaya.ingest.html import page_of_html  # noqa: PLC0415 - it imports an extractor that takes long and that texts do without

    return page_of_html(raw, identity=identity, place=place)


def _is_json(raw: bytes) -> bool:
    try:
        msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return False
    return True
