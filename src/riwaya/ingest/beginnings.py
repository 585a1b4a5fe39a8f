"""How sources begin, by which their forms are told: nothing but the first bytes is looked at, and no library is loaded for it."""

import codecs
import csv
import re
import zlib
from contextlib import suppress

from riwaya.ingest.columns import map_columns
from riwaya.ingest.jsonl import is_record

_COMMENT = rb"(?><!--.*?-->)"
_PROLOGUE = rb"\s*+(?:(?:<\?[^>]*\?>|" + _COMMENT + rb"|<!DOCTYPE[^>]*>)\s*+)*+"
"""What may stand before a root; nothing that matched is tried another way, which would take for ever."""
_HTML = re.compile(rb"\s*+(?:<\?xml[^>]*>\s*+)?(?:" + _COMMENT + rb"\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(_PROLOGUE + rb"<(?:rss|feed|rdf:RDF|RDF)[\s>]", re.DOTALL)
_SITEMAP = re.compile(_PROLOGUE + rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]", re.DOTALL)
_JSON_FEED = re.compile(rb"\s*\{[^\[]{0,2000}?jsonfeed\.org/version/")
_XML = re.compile(rb"\s*<\?xml\b")
_JSON = re.compile(rb"\s*(?:\[\s*\{|\[\s*\]|\{\s*(?:\"|\}))")
_SINGLE = rb'(?>"(?:[^"\\]|\\.)*+"|[-+.\w]++)'
_LIST = re.compile(rb'\{(?:\s*+"[^"\\]*+"\s*+:\s*+' + _SINGLE + rb'\s*+,)*+\s*+"[^"\\]*+"\s*+:\s*+\[\s*+\{')
_KEYS = re.compile(rb'"([^"\\]*+)"\s*+:')
_PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"PK\x03\x04", b"PK\x05\x06")
_DELIMITERS = ",;\t|"


def begins_html(head: bytes) -> bool:
    """True for a page of HTML."""
    return _HTML.match(head) is not None


def begins_jsonl(head: bytes) -> bool:
    """True where the first line is an object of JSON, or breaks off in one that is longer than what can be seen."""
    line, _, rest = head.lstrip().partition(b"\n")
    if not rest.strip() and _holds_list(line):
        return False
    return line.startswith(b"{") and (is_record(line) or (not rest and len(line) > 2 and b'"' in line))


def _holds_list(line: bytes) -> bool:
    """True for one object in one line of which the first thing that is no single value is a list of objects, and no key before it is a document's.

    >>> _holds_list(b'{"status": "ok", "articles": [{"title": "x"'), _holds_list(b'{"id": "a", "authors": [{"name": "x"}], "text": "y"}')
    (True, False)
    """
    found = _LIST.match(line)
    return found is not None and not map_columns([key.decode("utf-8", "replace") for key in _KEYS.findall(found[0])], {})


def begins_feed(head: bytes) -> bool:
    """True for RSS, RDF, Atom and JSON Feed."""
    return _FEED.match(head) is not None or _JSON_FEED.match(head) is not None


def begins_sitemap(head: bytes) -> bool:
    """True for a sitemap or an index of sitemaps."""
    return _SITEMAP.match(head) is not None


def begins_telegram(head: bytes) -> bool:
    """True for an export of Telegram Desktop.

    >>> begins_telegram(b'{"name": "x", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "date_unixtime": "1"')
    True
    """
    if not head.lstrip().startswith(b"{"):
        return False
    single = b'"messages"' in head and b'"type"' in head and (b'"date_unixtime"' in head or b'"from_id"' in head)
    return single or (b'"chats"' in head and b'"list"' in head and (b'"about"' in head or b'"messages"' in head))


def begins_json(head: bytes) -> bool:
    """True for a list of objects of JSON, or an object over more than one line."""
    return _JSON.match(head) is not None


def begins_table(head: bytes) -> bool:
    """True where the first line parts names of columns that are known, one of them that of the texts.

    >>> begins_table(b"guid;body;date\\n1;x;2024-05-17"), begins_table(b"In the text, the body\\n")
    (True, False)
    """
    line = head.decode("utf-8", "replace").partition("\n")[0].strip()
    if len(line) > 1000:
        return False
    try:
        names = [name.strip() for name in next(csv.reader([line], delimiter=max(_DELIMITERS, key=line.count)), [])]
    except csv.Error:
        return False
    return len(names) > 1 and all(len(name.split()) < 4 for name in names) and len(map_columns(names, {})) > 1 and "text" in map_columns(names, {})


def begins_warc(head: bytes) -> bool:
    """True for records of a web archive in the open, packed by gzip, or by Zstandard with a dictionary of their own."""
    if head.startswith((b"WARC/", b"\x5d\x2a\x4d\x18")):
        return True
    with suppress(zlib.error):
        return head.startswith(b"\x1f\x8b") and zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    return False


def begins_wacz(head: bytes) -> bool:
    """True for a ZIP archive that holds web archives."""
    return head.startswith(b"PK\x03\x04") and (b"archive/" in head or b"datapackage.json" in head)


def begins_pdf(head: bytes) -> bool:
    """True for a PDF file."""
    return head.startswith(b"%PDF-")


def begins_mhtml(head: bytes) -> bool:
    """True for a page that a browser saved with all that belongs to it in one message."""
    start = head[:4096].lower()
    return b"multipart/related" in start and b"mime-version:" in start and not start.lstrip().startswith(b"<")


def begins_packed(head: bytes) -> bool:
    """True for gzip, bzip2, xz, Zstandard, ZIP and tar."""
    return head.startswith(_PACKED) or head[257:262] == b"ustar"


def begins_xml(head: bytes) -> bool:
    """True for any XML that says so."""
    return _XML.match(head.removeprefix(codecs.BOM_UTF8)) is not None
