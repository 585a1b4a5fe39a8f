"""Reads documents on this machine: ingest, read, link, in one process or several, with the same results in the same order."""

import hashlib
import traceback
from collections.abc import Collection, Generator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO

from riwaya.engine.lexicons import Lexicons, load_lexicons
from riwaya.engine.workers import map_chunks
from riwaya.errors import UsageError
from riwaya.ingest.decoding import check_text
from riwaya.ingest.load import MAX_BYTES, load_pages
from riwaya.link import link
from riwaya.model import Document, Page, Problem, Reading
from riwaya.read.document import read_document


def read_paths(
    paths: Sequence[str | Path],
    *,
    lexicons: Lexicons | None = None,
    workers: int = 1,
    input_form: str | None = None,
    max_bytes: int = MAX_BYTES,
    skip: Collection[Path] = (),
    stdin: BinaryIO | None = None,
) -> Generator[Reading | Problem, None, None]:
    """The reading of every document in files, folders and `-`, in order, and a problem for each that could not be read.

    `lexicons` defaults to those that come with Riwaya. With several `workers` (processes) the results are the same.
    For the other options see `riwaya.ingest.load.load_pages`. Raises `UsageError` for fewer than one worker.
    """
    if workers < 1:
        raise UsageError(f"{workers} workers; at least 1 is needed")
    known = lexicons if lexicons is not None else _own_lexicons()
    pages = load_pages(paths, input_form=input_form, max_bytes=max_bytes, skip=skip, stdin=stdin)
    if workers == 1:
        return (read_page(item, known) if isinstance(item, Page) else item for item in pages)
    return map_chunks(read_page, pages, shared=known, workers=workers)


def read_page(page: Page, lexicons: Lexicons) -> Reading | Problem:
    """The linked reading of one page; a page that makes a reader fail becomes a problem, and the run goes on."""
    try:
        return link(read_document(page, lexicons=lexicons))
    except Exception as error:  # noqa: BLE001 - the one boundary behind which a document may fail
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        message = f"a reader failed on it ({type(error).__name__}: {error}, {place}); please report it with the text"
        return Problem("read", page.document.id, "read.failure", message)


def read_text(
    text: str,
    *,
    id: str = "text",
    published: date | str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Reading:
    """The linked reading of one text with Riwaya's own lexicons; raises `DocumentError` for a text with nothing to read."""
    check_text(text, place=id)
    try:
        day = date.fromisoformat(published) if isinstance(published, str) else published
    except ValueError as error:
        raise UsageError(f"published={published!r} is not a day like 2025-10-21") from error
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    document = Document(id=id, text=text, sha256=sha256, url=url, outlet=outlet, title=title, published=day)
    return link(read_document(Page(document), lexicons=_own_lexicons()))


@cache
def _own_lexicons() -> Lexicons:
    return load_lexicons()
