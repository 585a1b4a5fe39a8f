"""Pages that a person saved: MHTML files (RFC 2557) of browsers, and what SingleFile, browsers and HTTrack note in the pages they save."""

import re
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.opening import Found, Opening, Source, check_size
from riwaya.ingest.raw import HTML, Known, Raw
from riwaya.model import Witness

_TIMES = 8
_HEAD = 16_384
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\r\n]{10,80})")
_BROWSER = re.compile(rb"<!--\s*saved from url=\(\d{1,6}\)(\S+?)\s*-->")
_HTTRACK = re.compile(rb"<!--\s*Mirrored from (\S+) by HTTrack [^>]*?, ((?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [^>]{10,40}?)\s*-->")
_JAVASCRIPT = re.compile(r"\w{3} (\w{3} \d{1,2} \d{4} [\d:]{8} GMT[+-]\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Saved(Struct, frozen=True):
    """What is noted of the saving of a page: its address, and the day with the words that say it; None where nothing is."""

    url: str | None = None
    day: date | None = None
    says: str = ""

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """That the page was there on the day on which it was saved."""
        return (Witness("archived", self.day, self.says),) if self.day else ()


def find_saved(raw: bytes) -> Saved:
    """What whoever saved a page noted in its beginning.

    >>> find_saved(b"<html><!-- saved from url=(0024)https://sarraj.example/1 -->").url
    'https://sarraj.example/1'
    """
    head = raw[:_HEAD]
    if found := _SINGLE_FILE.search(head):
        says = found[2].decode("utf-8", "replace").strip()
        return Saved(_address(found[1]), _day_of_script(says), f"saved date: {says}")
    if found := _HTTRACK.search(head):
        says = found[2].decode("ascii", "replace")
        return Saved(_address(b"http://" + found[1]), _day_of_mail(says), f"mirrored {says}")
    found = _BROWSER.search(head)
    return Saved(_address(found[1])) if found else Saved()


def open_mhtml(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The page of an MHTML file; pictures, style sheets and frames beside it are left out. Raises `DocumentError` (`input.mhtml`)."""
    raw = stream.read(_TIMES * opening.max_bytes + 1)
    check_size(raw, max_bytes=_TIMES * opening.max_bytes, place=source.place)
    message = message_from_bytes(raw)  # headers as they stand: what a policy makes of a broken date may raise anything
    part = _page_part(message)
    if part is None:
        raise DocumentError("an MHTML file without a page of HTML", document=source.place, rule="input.mhtml")
    page = part.get_payload(decode=True)
    if not isinstance(page, bytes):
        raise DocumentError("an MHTML file whose page cannot be had out of it", document=source.place, rule="input.mhtml")
    check_size(page, max_bytes=opening.max_bytes, place=source.place)
    address = str(message.get("Snapshot-Content-Location") or part.get("Content-Location") or message.get("Content-Location") or "").strip()
    printed = str(message.get("Date") or "").strip()
    saved = Saved(address if _ADDRESS.match(address) else None, _day_of_mail(printed), f"Date: {printed}")
    yield (
        source.place,
        Raw(
            id=source.identity,
            place=source.place,
            form=HTML,
            raw=page,
            known=Known(url=saved.url),
            charset=part.get_content_charset(),
            media_type="multipart/related",
            record=str(part.get("Content-ID") or "") or None,
            witnesses=saved.witnesses,
        ),
    )


def _page_part(message: Message) -> Message | None:
    """The root part of the message, else its first of HTML."""
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    start = message.get_param("start")
    root = [part for part in pages if start and part.get("Content-ID") == start]
    return (root or pages)[0] if pages else None


def _address(found: bytes) -> str | None:
    url = found.decode("utf-8", "replace")
    return url if _ADDRESS.match(url) else None


def _day_of_mail(printed: str) -> date | None:
    try:
        return parsedate_to_datetime(printed).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day_of_script(printed: str) -> date | None:
    """The day of a date as JavaScript prints it, in the zone that it prints.

    >>> _day_of_script("Fri May 17 2024 23:10:00 GMT+0300 (Arabian Standard Time)")
    datetime.date(2024, 5, 17)
    """
    found = _JAVASCRIPT.match(printed)
    if found is None:
        return None
    month, day, year = found[1].split()[:3]
    try:
        return date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
