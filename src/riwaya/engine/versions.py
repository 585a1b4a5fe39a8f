"""The versions of a page in a ledger, the oldest first, and what each changed of the one before."""

from datetime import date
from difflib import get_close_matches

from msgspec import Struct

from riwaya.engine.cells import find_cell
from riwaya.errors import UsageError
from riwaya.ledger.store import Ledger
from riwaya.model import Reading, Span
from riwaya.versions.address import page_of
from riwaya.versions.changes import find_changes
from riwaya.versions.order import age_of

_NEAREST = 5


class Edit(Struct, frozen=True, kw_only=True):
    """Words that gave way to others, each with its place in the text of its version; one of them is empty where words only came or went."""

    before: Span
    after: Span
    removed: str
    added: str


class Version(Struct, frozen=True, kw_only=True):
    """One version of a page; `edits` are what it changed of the one before, None for the first."""

    document: str
    url: str | None
    fetched: str | None
    published: date | None
    title: str | None
    sha256: str
    kept: bool
    edits: tuple[Edit, ...] | None


class History(Struct, frozen=True, kw_only=True):
    """A page and its versions, the oldest first, the newest last."""

    page: str
    versions: tuple[Version, ...]


def history_of(name: str, ledger: Ledger) -> History:
    """The versions of the page that an address names, or of which a document is one; raises `UsageError` where there is none."""
    page = page_of(name) or _page_of_document(name, ledger)
    found = [ledger.reading(row.id) for row in ledger.documents_of(page)]
    readings = sorted((reading for reading in found if reading), key=lambda reading: age_of(reading.document))
    if not readings:
        known = sorted({row.page for row in ledger.documents() if row.page})
        nearest = get_close_matches(page, known, n=_NEAREST, cutoff=0.5)
        raise UsageError(f"no document of {page} in {ledger.path}" + (f"; the nearest are {', '.join(nearest)}" if nearest else ""))
    return History(page=page, versions=tuple(_version(reading, readings[n - 1] if n else None) for n, reading in enumerate(readings)))


def _page_of_document(name: str, ledger: Ledger) -> str:
    reading = find_cell(name, ledger).reading
    if reading is None:
        raise UsageError(f"{name} is an incident, not a document")
    page = page_of(reading.document.url)
    if page is None:
        told = "has no address" if reading.document.url is None else f"has the address {reading.document.url}, which names no one page"
        raise UsageError(f"{reading.document.id} {told}, so that no other document is known to be a version of it")
    return page


def _version(reading: Reading, before: Reading | None) -> Version:
    document = reading.document
    return Version(
        document=document.id,
        url=document.url,
        fetched=document.fetched,
        published=document.published,
        title=document.title,
        sha256=document.sha256,
        kept=document.custody is not None and document.custody.kept,
        edits=None if before is None else _edits(before.document.text, document.text),
    )


def _edits(before: str, after: str) -> tuple[Edit, ...]:
    return tuple(
        Edit(before=change.before, after=change.after, removed=before[slice(*change.before)], added=after[slice(*change.after)])
        for change in find_changes(before, after)
    )
