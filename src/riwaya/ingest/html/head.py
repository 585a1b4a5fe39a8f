"""What a page's head and its records for machines say: title, site, address, and every stamp, with the words that they stand in."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct, field

from riwaya.ingest.html.dates import read_stamp
from riwaya.ingest.html.words import load_page_words
from riwaya.ingest.references import unescape

_META_PATTERN = r"<meta\b((?:[^>\"']++|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+)>"
_META, _ANY_META = re.compile(_META_PATTERN), re.compile(_META_PATTERN, re.IGNORECASE)
_PLAIN_META = re.compile(r"""<meta\s+(?:name|property|itemprop)="([^"]*)"\s+content="([^"]*)\"""")
"""As most pages write it, told in one go."""
_META_NAME = re.compile(r"""\b(?:property|name|itemprop|http-equiv)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_META_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_TITLE = re.compile(r"<(?:title|TITLE|Title)\b[^>]*>([^<]*)")
_CANONICAL = re.compile(r"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_LONGEST_LINK = 2000
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_JSON = "application/ld+json"
_PAIR = re.compile(r'"(datePublished|dateCreated|uploadDate|dateModified|headline)"\s*:\s*"([^"\n]{1,400})"')
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_HTTP = re.compile(r"https?://[^\s<>\"']+")
_ELSEWHERE = frozenset(
    (
        "itemListElement",
        "comment",
        "comments",
        "video",
        "image",
        "mentions",
        "relatedLink",
        "publisher",
        "author",
        "review",
        "liveBlogUpdate",
        "citation",
        "isBasedOn",
        "breadcrumb",
    )
)
"""Keys of a record that hold other things than the page's own stories."""
_STORIES = ("Article", "Posting", "WebPage", "Report", "CreativeWork", "Book")
_MOST_RECORDS = 2000


class Stamp(Struct, frozen=True):
    """A day that the page's machine-readable part names: `published` or not (then of its last change), and the words."""

    day: date
    says: str
    published: bool
    headline: str = ""


class Head(Struct):
    """What the head says; titles in the order of their weight, the plain `<title>` last."""

    titles: list[str] = field(default_factory=list)
    site: str | None = None
    url: str | None = None
    stamps: list[Stamp] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)


def read_head(source: str) -> Head:
    """The head of a page's source; broken records say what can be read of them, and never raise."""
    words = load_page_words()
    named: dict[str, str] = {}
    head = Head()
    for name, value in _metas(source):
        if name not in words.meta_names or not value:
            continue
        if name in words.published or name in words.modified:
            value = unescape(value).strip()
            if (day := read_stamp(value)) is not None:
                head.stamps.append(Stamp(day, f"{name} {value}", name in words.published))
        else:
            named.setdefault(name, value)
    _read_records(source, head)
    title = _TITLE.search(source)
    titles = [*(named[name] for name in words.title if name in named), title[1] if title else ""]
    head.titles = [text for text in dict.fromkeys(clean(text) for text in titles) if text]
    head.site = next((text for name in words.site if (text := clean(named.get(name, ""))) and not text.startswith("http")), None)
    head.url = _address(source, [named.get(name, "") for name in words.url])
    return head


def _metas(source: str) -> Iterator[tuple[str, str]]:
    """Name, in small letters, and value of the `<meta>` elements; the plain search for their beginning is many times faster than a pattern's."""
    at = source.find("<meta")
    if at < 0:
        yield from (_pair(found[1]) for found in _ANY_META.finditer(source))
    while at >= 0:
        if (plain := _PLAIN_META.match(source, at)) is not None:
            yield plain[1].lower(), plain[2]
        elif (found := _META.match(source, at)) is not None:
            yield _pair(found[1])
        at = source.find("<meta", at + 5)


def _pair(attributes: str) -> tuple[str, str]:
    return _first(_META_NAME.search(attributes)).lower(), _first(_META_CONTENT.search(attributes))


def clean(text: str) -> str:
    """A value of the head as it reads: entities resolved, blanks made one."""
    return " ".join(unescape(text).split())


def _first(found: "re.Match[str] | None") -> str:
    return (found[1] or found[2] or found[3] or "") if found else ""


def _address(source: str, given: list[str]) -> str | None:
    for text in (_canonical(source), *given):
        text = unescape(text).strip()
        if _HTTP.fullmatch(text):
            return text
    return None


def _canonical(source: str) -> str:
    """What the first `<link rel="canonical">` points to; empty without one."""
    at = source.find("canonical")
    while at >= 0:
        start = source.rfind("<", max(0, at - _LONGEST_LINK), at)
        end = source.find(">", at, at + _LONGEST_LINK)
        if start >= 0 and end >= 0 and source[start : start + 5].lower() == "<link" and _CANONICAL.search(source, start, end):
            return _first(_HREF.search(source, start, end))
        at = source.find("canonical", at + 1)
    return ""


def _read_records(source: str, head: Head) -> None:
    """Add what the JSON-LD records (schema.org) say of the page's stories."""
    at = source.find(_JSON)
    while at >= 0:
        start = source.find(">", at) + 1
        end = source.find("</script", at)
        text = source[start : end if end >= 0 else len(source)] if start else ""
        at = source.find(_JSON, max(start, end, at + 1))
        records = list(_stories(_decoded(text))) or list(_torn(text))
        for record in records:
            _add_record(record, head)


def _add_record(record: dict[str, Any], head: Head) -> None:
    words = load_page_words()
    headline = clean(_text(record.get("headline")) or _text(record.get("name")))
    if headline:
        head.headlines.append(headline)
    for keys, published in ((words.json_published, True), (words.json_modified, False)):
        for key in keys:
            value = _text(record.get(key)).strip()
            if value and (day := read_stamp(value)) is not None:
                head.stamps.append(Stamp(day, f"{key} {value}", published, headline))
                break


def _text(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return value if isinstance(value, str) else ""


def _decoded(text: str) -> object:
    text = text.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip(" \n\r\t;")
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        pass
    try:
        return json.loads(_TRAILING_COMMA.sub(r"\1", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _stories(value: object) -> Iterator[dict[str, Any]]:
    """The records of stories, in the order of the page; whatever is nested in a graph or a list among them."""
    waiting, seen = [value], 0
    while waiting and seen < _MOST_RECORDS:
        item = waiting.pop(0)
        seen += 1
        if isinstance(item, list):
            waiting[:0] = item[:_MOST_RECORDS]
        elif isinstance(item, dict):
            kinds = item.get("@type")
            names = [kind for kind in kinds if isinstance(kind, str)] if isinstance(kinds, list) else [kinds] if isinstance(kinds, str) else []
            if any(sign in name for name in names for sign in _STORIES):
                yield item
            waiting[:0] = [inner for key, inner in item.items() if key not in _ELSEWHERE and isinstance(inner, dict | list)]


def _torn(text: str) -> Iterator[dict[str, Any]]:
    """The pairs of a record that is no JSON as a whole: each headline opens another story."""
    record: dict[str, Any] = {}
    for found in _PAIR.finditer(text):
        if found[1] in record:
            yield record
            record = {}
        record[found[1]] = found[2]
    if record:
        yield record
