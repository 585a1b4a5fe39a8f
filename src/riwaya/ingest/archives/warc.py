"""Web archives (WARC 1.0 and 1.1, ISO 28500): each page that was fetched with success, as it came, with its address and moment.

What is no page (redirects, errors, pictures, scripts, requests, pages known from before) is passed over; what says that it is a page, and is
damaged, becomes a problem that names the file and the offset of its record.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import PurePath
from typing import BinaryIO

from fastwarc.warc import WarcRecord
from fastwarc.warc import response as response_type
from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.archives.records import Damage, Record, read_records
from riwaya.ingest.beginnings import begins_html
from riwaya.ingest.digests import is_other
from riwaya.ingest.limits import Readable
from riwaya.ingest.opening import Found, Opening, Source, check_size, problem_from
from riwaya.ingest.payloads import Payload, decode_payload, unpacked
from riwaya.ingest.raw import HTML, PDF, TEXT, Known, Raw
from riwaya.ingest.urls import identity_of_url
from riwaya.model import Problem, Witness

_FORMS = {
    "text/html": HTML,
    "application/xhtml+xml": HTML,
    "application/vnd.wap.xhtml+xml": HTML,
    "text/plain": TEXT,
    "application/pdf": PDF,
    "application/x-pdf": PDF,
}
_UNSAID = frozenset(("", "application/octet-stream", "binary/octet-stream", "unknown/unknown", "application/unknown", "content/unknown"))
"""Media types that say nothing: the payload's beginning decides."""

_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_FOR_MACHINES = re.compile(r"/(?:robots|ads|app-ads|sellers|humans|security|llms|llms-full)\.txt$|/\.well-known/", re.IGNORECASE)
"""Addresses of texts that speak to programs (RFC 9309, RFC 9116 and the like)."""

_TYPE = re.compile(rb"^warc-type[ \t]*:[ \t]*(\w+)", re.IGNORECASE | re.MULTILINE)
_TARGET = re.compile(rb"^warc-target-uri[ \t]*:[ \t]*<?([^\s>]+)", re.IGNORECASE | re.MULTILINE)
_TAKEN = frozenset((b"response", b"resource"))
_KINDS = _TAKEN | {b"warcinfo", b"request", b"metadata", b"revisit", b"conversion", b"continuation"}
_ALTERED = "not the bytes that were captured: their digest is not the one that the archive states; damaged or altered, and left out"
_HEADER = 65536
"""How long the header of a response may be, in bytes."""


class Place(Struct, frozen=True):
    """Where an archive's records are: the file as messages name it, and the archive's name within it, where it is a part (of a WACZ file)."""

    file: str
    part: str = ""

    def name(self, item: Record | Damage) -> str:
        """A record's place: the offset of the packed member that holds it, or of itself, with what else tells it."""
        behind = f"byte {item.within:,} of what is packed there" if item.offset is not None and item.within else ""
        told = ", ".join(filter(None, (self.part, behind, _target(item.head))))
        return f"{self.file}:{item.within if item.offset is None else item.offset}" + (f" ({told})" if told else "")


class _Passed(Exception):
    """A record that holds no page to read; it says what it holds instead."""


class _Response(Struct, frozen=True):
    """What was fetched: media type (lower case, empty where none is said), charset, body as it came, its codings and how long it should be."""

    media_type: str
    charset: str | None
    body: bytes
    transfer: str = ""
    content: str = ""
    length: int = 0


def open_warc(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The pages of a WARC file, packed (gzip, Zstandard) or not; a problem (`input.none`) where it holds none."""
    yield from open_records(stream, Place(source.place), opening)


def open_records(stream: Readable, place: Place, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The pages among the records of a stream, and a problem for each that is damaged."""
    passed: Counter[str] = Counter()
    told = False
    for item in read_records(stream, wanted=lambda head: opening.max_bytes + _HEADER if _kind(head) in _TAKEN else 0):
        here = place.name(item)
        try:
            for found in _found(item, here, opening, container=PurePath(place.file).name):
                yield here, found
                told = True
        except _Passed as why:
            passed[str(why)] += 1
        except DocumentError as error:
            yield here, problem_from(error)
            told = True
    if not told:
        held = ", ".join(f"{count:,} {what}" for what, count in sorted(passed.items())) or "not a record"
        yield place.file, Problem("ingest", place.file, "input.none", f"no page in {place.part or 'this web archive'}: {held}")


def _found(item: Record | Damage, place: str, opening: Opening, *, container: str) -> Iterator[Found]:
    """The page of a record, and a problem where it is not the whole page; raises `_Passed` where it is none, `DocumentError`."""
    if isinstance(item, Damage):
        raise DocumentError(f"a record that cannot be read: {item.what}; what follows it is read", document=place, rule="input.warc")
    kind, url = _kind(item.head), _target(item.head)
    if kind not in _KINDS:
        raise DocumentError("a record of no known type; damaged, or written wrong", document=place, rule="input.warc")
    if kind not in _TAKEN:
        raise _Passed(f"{kind.decode('ascii')} records")
    record = _parsed(item, place)
    _check_address(url, record, place)
    if item.length == len(item.block) and is_other(record.headers.get("WARC-Block-Digest") or "", item.block):
        raise DocumentError(_ALTERED, document=place, rule="input.digest")
    response = _response(record, place) if kind == b"response" else _resource(record)
    form = _form(response)
    if item.length > len(item.block):
        raise DocumentError(f"over the limit of {opening.max_bytes:,} bytes; raise --max-bytes", document=place, rule="input.oversize")
    payload = _payload(record, response, most=opening.max_bytes, place=place)
    if not payload.body and payload.broken:
        raise DocumentError("a page whose packed content is damaged: nothing of it comes out", document=place, rule="input.cut")
    if not payload.body:
        raise DocumentError("a page without content: nothing came with its header", document=place, rule="input.empty")
    yield _raw(record, payload.body, response, form=form or _sniffed(payload.body), url=url, place=place, container=container)
    if why := _cut(record, response, payload):
        yield Problem("ingest", place, "input.cut", f"{why}; what there is of it is read, fetch it again for the rest")


def _check_address(url: str, record: WarcRecord, place: str) -> None:
    """Raise `_Passed` for what is no page's address, `DocumentError` for what cannot be that of such a record."""
    on_the_web = _WEB.match(url) is not None
    meant = url.lower().startswith(("http:", "https:"))
    if not _ADDRESS.match(url) or meant is not on_the_web or (on_the_web != record.is_http and record.record_type == response_type):
        raise DocumentError("a record whose address is none, or not of what it holds; damaged, or written wrong", document=place, rule="input.warc")
    if not (on_the_web or url.lower().startswith(("ftp://", "file://"))) or _FOR_MACHINES.search(url):
        raise _Passed("records of no page's address")


def _parsed(item: Record, place: str) -> WarcRecord:
    try:
        return WarcRecord.from_bytes(item.head + item.block)
    except (OSError, ValueError) as error:
        raise DocumentError(f"a record that cannot be read: its header is damaged ({error})", document=place, rule="input.warc") from error


def _resource(record: WarcRecord) -> _Response:
    media_type = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    return _Response(media_type, None, record.reader.read())


def _response(record: WarcRecord, place: str) -> _Response:
    """The response of a record; raises `_Passed` where it was none of success, `DocumentError` (`input.http`) where it is none of HTTP."""
    if not record.is_http:
        raise _Passed("responses of other protocols than HTTP")
    try:
        record.parse_http(max_header_len=_HEADER)
        headers = record.http_headers
        status = headers.status_code
    except (OSError, ValueError, AttributeError) as error:
        message = "a response whose HTTP header cannot be read; it was damaged, or the archive was written wrong"
        raise DocumentError(message, document=place, rule="input.http") from error
    if status is None:
        raise DocumentError("a response without an HTTP status; the archive was written wrong, or damaged", document=place, rule="input.http")
    if status != 200:
        raise _Passed("responses of redirects and errors")
    length = headers.get("Content-Length") or ""
    return _Response(
        (record.http_content_type or "").strip().lower(),
        record.http_charset,
        record.reader.read(),
        headers.get("Transfer-Encoding") or "",
        headers.get("Content-Encoding") or "",
        int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0,
    )


def _form(response: _Response) -> str | None:
    """The form that a media type tells, None where it tells none; raises `_Passed` for what is no page."""
    form = _FORMS.get(response.media_type)
    if form is None and response.media_type not in _UNSAID:
        raise _Passed("responses that are no page")
    return form


def _sniffed(body: bytes) -> str:
    """The form that a payload's beginning tells; raises `_Passed` where it tells none."""
    if body.startswith(b"%PDF-"):
        return PDF
    if begins_html(body):
        return HTML
    raise _Passed("responses that are no page")


def _payload(record: WarcRecord, response: _Response, *, most: int, place: str) -> Payload:
    """The payload, unpacked; raises `DocumentError` where it is too large, or another than the archive states.

    Archives take the digest of a payload with its codings or without; where they state that of the block too, which has one meaning, it
    was asked before.
    """
    found = decode_payload(response.body, transfer=response.transfer, content=response.content, most=most, place=place)
    check_size(found.body, max_bytes=most, place=place)
    stated = "" if record.headers.get("WARC-Block-Digest") else record.headers.get("WARC-Payload-Digest") or ""
    if is_other(stated, response.body, unpacked(response.body, response.transfer), found.body):
        raise DocumentError(_ALTERED, document=place, rule="input.digest")
    return found


def _cut(record: WarcRecord, response: _Response, payload: Payload) -> str:
    """Why a payload is not the whole page; empty where it is."""
    if reason := record.headers.get("WARC-Truncated"):
        return f"a page that was cut short when it was captured ({reason[:40]})"
    if payload.broken:
        return "a page whose packed content is damaged or breaks off"
    if len(response.body) < response.length and not response.transfer:
        return f"a page that breaks off after {len(response.body):,} of {response.length:,} bytes"
    return ""


def _raw(record: WarcRecord, body: bytes, response: _Response, *, form: str, url: str, place: str, container: str) -> Raw:
    fetched = (record.headers.get("WARC-Date") or "").strip() or None
    if form == TEXT and begins_html(body):
        form = HTML
    elif body.startswith(b"%PDF-"):
        form = PDF
    return Raw(
        id=identity_of_url(url),
        place=place,
        form=form,
        raw=body,
        known=Known(url=url, fetched=fetched),
        charset=response.charset,
        media_type=response.media_type or None,
        container=container,
        record=(record.headers.get("WARC-Record-ID") or "").strip("<> ") or None,
        witnesses=_archived(fetched),
    )


def _archived(fetched: str | None) -> tuple[Witness, ...]:
    """That a page was there on the day of its capture; none where that day cannot be read."""
    try:
        return (Witness("archived", date.fromisoformat((fetched or "")[:10]), f"WARC-Date: {fetched}"),)
    except ValueError:
        return ()


def _kind(head: bytes) -> bytes:
    """The type of a record, in lower case; empty where its header says none."""
    found = _TYPE.search(head)
    return found[1].lower() if found else b""


def _target(head: bytes) -> str:
    """The address that a record is of; empty where its header says none."""
    found = _TARGET.search(head)
    return found[1].decode("utf-8", "replace") if found else ""
