"""Whence a document of a ledger came: address or file, when, as what bytes, and where in the page its words are printed."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from riwaya.engine.cells import find_cell
from riwaya.engine.custody import bytes_of, folders_of
from riwaya.engine.explain import explain
from riwaya.engine.explained import Words
from riwaya.engine.keys import OWN_ID, VERSION, parse_key
from riwaya.errors import DocumentError, StoreError, UsageError
from riwaya.ingest.decoding.decode import decode_bytes, decode_page
from riwaya.ingest.fetching.journal import NAME, Fetch, read_journal
from riwaya.ingest.opening import STDIN
from riwaya.ingest.raw import HTML
from riwaya.ledger.store import Ledger
from riwaya.model import Custody, Document, Span


class PagePlace(Struct, frozen=True, kw_only=True):
    """Words of a document and where its page prints them: `page` in code points of the decoded page, `printed` as it stands there.

    `page` is None where the text was not made of a page that can be decoded (PDF), `printed` also where the raw bytes are not kept.
    """

    words: Words
    page: Span | None
    printed: str | None


class Whence(Struct, frozen=True, kw_only=True):
    """All that is known of where a document came from; None or empty where nothing is.

    `files` are those that it was read from, `kept_in` the folder that has its raw bytes, whole; `answers` those of the web that gave it, or
    said that it had not changed; `places` the words that were asked for.
    """

    document: str
    url: str | None
    outlet: str | None
    title: str | None
    fetched: str | None
    sha256: str
    custody: Custody | None
    files: tuple[str, ...]
    kept_in: str | None
    answers: tuple[Fetch, ...]
    places: tuple[PagePlace, ...]


def whence(name: str, ledger: Ledger, *, named: Path | None = None) -> Whence:
    """Whence a document came, by its id or a cell of it, whose words are then shown where the page prints them.

    `named` is a folder of kept bytes to look in first. Raises `UsageError` where there is no such document.
    """
    cell = find_cell(name, ledger)
    if cell.reading is None:
        raise UsageError(f"{name} is an incident, of several documents; name one of them, such as those that `riwaya explain {name}` shows")
    document = cell.reading.document
    folders = folders_of(ledger, named=named)
    raw, kept_in = _kept(document, folders)
    words = [found for found in explain(name, ledger).words if found.document == document.id] if cell.item is not None or cell.field else []
    key = parse_key(ledger.inputs()[document.id], name=document.id)
    return Whence(
        document=document.id,
        url=document.url,
        outlet=document.outlet,
        title=document.title,
        fetched=document.fetched,
        sha256=document.sha256,
        custody=document.custody,
        files=tuple(
            "standard input" if file.startswith(STDIN + " ") else file for file in key.origins if file != OWN_ID and not file.startswith(VERSION)
        ),
        kept_in=None if kept_in is None else str(kept_in),
        answers=tuple(_answers(document, folders)),
        places=tuple(_places(document, words, raw=raw)),
    )


def raw_bytes(name: str, ledger: Ledger, *, named: Path | None = None) -> bytes:
    """The raw bytes of a document; raises `UsageError` where there is no such document, `StoreError` where they are not kept whole."""
    cell = find_cell(name, ledger)
    if cell.reading is None:
        raise UsageError(f"{name} is an incident, not a document")
    return bytes_of(cell.reading.document, folders_of(ledger, named=named))


def page_span(span: Span, document: Document) -> Span | None:
    """Where the decoded page prints a span of its text: from the first to the last line that holds it; None where no line does.

    >>> custody = Custody(form="html", bytes=9, anchors=((0, 3, 20, 23), (4, 9, 40, 48)))
    >>> page_span((2, 6), Document(id="a", text="abc defgh", sha256="", custody=custody))
    (20, 48)
    """
    anchors = document.custody.anchors if document.custody else ()
    if not anchors:
        return span if document.custody is None or document.custody.form != _PDF else None
    first = bisect_left(anchors, span[0] + 1, key=lambda anchor: anchor[1])
    held = [anchor for anchor in anchors[first:] if anchor[0] < span[1]]
    return (min(anchor[2] for anchor in held), max(anchor[3] for anchor in held)) if held else None


_PDF = "pdf"


def _kept(document: Document, folders: Sequence[Path]) -> tuple[bytes | None, Path | None]:
    for folder in folders:
        try:
            return bytes_of(document, [folder]), folder
        except StoreError:
            continue
    return None, None


def _places(document: Document, words: Iterable[Words], *, raw: bytes | None) -> Iterator[PagePlace]:
    page = None if raw is None else _decoded(raw, document)
    for found in words:
        span = page_span(found.span, document)
        yield PagePlace(words=found, page=span, printed=None if page is None or span is None else page[slice(*span)])


def _decoded(raw: bytes, document: Document) -> str | None:
    """The page as it was decoded when it was read."""
    custody = document.custody
    if custody is not None and custody.form == _PDF:
        return None
    charset = custody.encoding if custody else None
    try:
        if custody is not None and (custody.anchors or custody.form == HTML):
            return decode_page(raw, charset=charset, place=document.id).text
        return decode_bytes(raw, charset=charset, place=document.id).text
    except DocumentError:
        return None


def _answers(document: Document, folders: Sequence[Path]) -> Iterator[Fetch]:
    for folder in folders:
        for line in read_journal(folder / NAME):
            if isinstance(line, Fetch) and line.kept == document.sha256:
                yield line
