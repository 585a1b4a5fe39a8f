"""Feeds (RSS, RDF, Atom by feedparser; JSON Feed): each entry is a document, with what the feed tells of it.

A feed often holds the first lines of its stories only: an entry without content of its own, whose summary is short or breaks off, comes as
a `teaser`, and is read as the little that it is.
"""

import codecs
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any, BinaryIO
from urllib.parse import urljoin

import feedparser
import msgspec
from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.days import day_printed
from riwaya.ingest.decoding.decode import decode_page
from riwaya.ingest.opening import Found, Opening, Source, check_size
from riwaya.ingest.raw import HTML, TEXT, Known, Link, Raw
from riwaya.ingest.references import unescape
from riwaya.ingest.urls import identity_of_url
from riwaya.model import Problem, Witness

ENTRY, TEASER = "entry", "teaser"

_TIMES = 8
_SHORT = 500
_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"</p>|</div>|</li>|<br\b[^<>]*>|\n", re.IGNORECASE)
_BREAKS_OFF = re.compile(r"(?:\.\.\.|…|\[(?:…|\.\.\.)\])\W*$")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HEADERS = {"content-type": "application/xml; charset=utf-8"}


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a feed: `content` is HTML, `day` that of publication in the zone that the feed prints, `changed` of its last change."""

    key: str
    url: str | None
    title: str | None
    outlet: str | None
    content: str
    whole: bool
    day: date | None
    printed: str
    changed: date | None
    changed_printed: str


def open_feed(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The entries of a feed, and a problem for each that holds nothing."""
    raw = stream.read(_TIMES * opening.max_bytes + 1)
    check_size(raw, max_bytes=_TIMES * opening.max_bytes, place=source.place)
    entries, wrong = read_feed(raw, place=source.place)
    for number, entry in enumerate(entries, 1):
        place = f"{source.place}:{number}"
        page = _page_of(entry)
        if page is None:
            yield place, Problem("ingest", place, "input.empty", "an entry without title and text")
        elif len(page) > opening.max_bytes:
            yield place, Problem("ingest", place, "input.oversize", f"an entry over the limit of {opening.max_bytes:,} bytes; raise --max-bytes")
        else:
            yield place, _raw_of(entry, page, source=source, place=place)
    if wrong:
        yield source.place, Problem("ingest", source.place, "input.feed", wrong)


def read_feed(raw: bytes, *, place: str, base: str = "") -> tuple[list[Entry], str]:
    """The entries of a feed, addresses made whole by `base`, and what is wrong with the feed (empty: nothing).

    Raises `DocumentError` (`input.feed`, and those of decoding) where it is none.
    """
    if raw.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return _json_entries(raw, place, base), ""
    text = _DECLARATION.sub("", decode_page(raw, charset=None, place=place).text)
    found = feedparser.parse(io.BytesIO(text.encode("utf-8", "replace")), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version") and not found.entries:
        raise DocumentError("no feed of RSS, RDF or Atom", document=place, rule="input.feed")
    site = found.feed.get("link") or base
    outlet = _plain(found.feed.get("title"))
    entries = [_xml_entry(entry, site=site, outlet=outlet, is_atom=found.version.startswith("atom")) for entry in found.entries]
    error = found.get("bozo_exception") if found.get("bozo") else None
    told = f"not well-formed ({error}); entries behind that place may be missing: fetch the feed again" if error else ""
    return entries, told if entries else told or "a feed without entries"


def links_of_feed(raw: bytes, *, place: str, base: str = "") -> tuple[Link, ...]:
    """The pages that a feed names, in its order, each with what the feed tells of it; raises as `read_feed`."""
    entries, _ = read_feed(raw, place=place, base=base)
    return tuple(
        Link(url=entry.url, title=entry.title, published=entry.day, changed=entry.changed, outlet=entry.outlet) for entry in entries if entry.url
    )


def _xml_entry(entry: Any, *, site: str, outlet: str | None, is_atom: bool) -> Entry:
    contents = [part for part in entry.get("content", ()) if part.get("value")]
    best = max(contents, key=lambda part: len(part["value"]), default=None)
    summary = entry.get("summary_detail") or {}
    chosen = best or summary
    content = chosen.get("value") or ""
    if chosen.get("type") == "text/plain":
        content = _paragraphs(content)
    printed, changed = dict.get(entry, "published") or "", dict.get(entry, "updated") or ""  # its own `get` takes the one for the other
    if not is_atom and not printed:
        printed, changed = changed, ""  # RSS knows no day of change: `dc:date` is that of publication
    url = entry.get("link") or (entry.get("id") if _ADDRESS.match(entry.get("id") or "") else None)
    return Entry(
        key=entry.get("id") or url or "",
        url=_whole_address(url, site),
        title=_plain(entry.get("title")),
        outlet=_plain((entry.get("source") or {}).get("title")) or outlet,
        content=content,
        whole=_is_whole(content, best is not None and best.get("value") != summary.get("value")),
        day=day_printed(printed),
        printed=printed,
        changed=day_printed(changed),
        changed_printed=changed,
    )


def _json_entries(raw: bytes, place: str, base: str) -> list[Entry]:
    """The items of a JSON Feed (jsonfeed.org, version 1.1)."""
    try:
        feed = msgspec.json.decode(raw.removeprefix(codecs.BOM_UTF8), type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DocumentError(f"no JSON Feed: {error}", document=place, rule="input.feed") from error
    items = feed.get("items")
    if not isinstance(items, list):
        raise DocumentError("a JSON Feed without `items`", document=place, rule="input.feed")
    site = _text(feed.get("home_page_url")) or base
    return [_json_entry(item, site=site, outlet=_plain(_text(feed.get("title")))) for item in items if isinstance(item, dict)]


def _json_entry(item: dict[str, Any], *, site: str, outlet: str | None) -> Entry:
    content = _text(item.get("content_html")) or _paragraphs(_text(item.get("content_text")))
    summary = _paragraphs(_text(item.get("summary")))
    printed, changed = _text(item.get("date_published")), _text(item.get("date_modified"))
    url = _text(item.get("url")) or None
    return Entry(
        key=str(item.get("id") or url or ""),
        url=_whole_address(url, site),
        title=_plain(_text(item.get("title"))),
        outlet=outlet,
        content=content or summary,
        whole=_is_whole(content, bool(content)),
        day=day_printed(printed),
        printed=printed,
        changed=day_printed(changed),
        changed_printed=changed,
    )


def _raw_of(entry: Entry, page: bytes, *, source: Source, place: str) -> Raw:
    """The document of an entry; the day that the feed gives is that of publication, and a witness of it."""
    witnesses = [Witness("feed", entry.day, entry.printed)] if entry.day else []
    if entry.changed and entry.changed_printed != entry.printed:
        witnesses.append(Witness("modified", entry.changed, entry.changed_printed))
    mark = entry.key or hashlib.sha256(page).hexdigest()[:12]
    return Raw(
        id=identity_of_url(entry.url) if entry.url else f"{source.identity}#{mark}",
        place=place,
        form=HTML if entry.whole else TEXT,
        raw=page,
        known=Known(url=entry.url, outlet=entry.outlet, title=entry.title, published=entry.day),
        told=ENTRY if entry.whole else TEASER,
        charset="utf-8",
        container=source.path.name if source.path else source.place,
        record=entry.key or None,
        witnesses=tuple(witnesses),
    )


def _page_of(entry: Entry) -> bytes | None:
    """What an entry says, in UTF-8: a page of its title and content; for a teaser, the few words as lines; None where there are none."""
    if not entry.whole:
        lines = [entry.title, *(_plain(line) for line in _BREAK.split(entry.content))]
        return "\n\n".join(line for line in lines if line).encode("utf-8", "replace") or None
    title = escape(entry.title or "", quote=False)
    headline = f"<h1>{title}</h1>\n" if title else ""
    content = entry.content if _TAG.search(entry.content) else f"<p>{entry.content}</p>"
    page = f"<!doctype html>\n<html><head><title>{title}</title></head><body><article>\n{headline}{content}\n</article></body></html>\n"
    return page.encode("utf-8", "replace")


def _is_whole(content: str, of_its_own: bool) -> bool:
    plain = unescape(_TAG.sub(" ", content)).strip()
    return bool(plain) and (of_its_own or len(plain) > _SHORT) and not _BREAKS_OFF.search(plain)


def _paragraphs(text: str) -> str:
    """Plain text as paragraphs of HTML; empty where there is none."""
    return "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in text.splitlines() if line.strip())


def _plain(text: str | None) -> str | None:
    """Text without tags and references; None where nothing is left."""
    return " ".join(unescape(_TAG.sub("", text or "")).split()) or None


def _whole_address(url: str | None, site: str) -> str | None:
    if not url:
        return None
    try:
        whole = urljoin(site, url.strip())
    except ValueError:
        return None
    return whole if _ADDRESS.match(whole) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
