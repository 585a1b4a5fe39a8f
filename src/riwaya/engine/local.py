"""Reads documents on this machine: ingest, read, link, in one process or several, with the same results in the same order."""

import hashlib
import traceback
from collections.abc import Generator, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import BinaryIO

from riwaya.engine.fusing import fuse_all
from riwaya.engine.tools import Tools, load_tools
from riwaya.engine.workers import map_chunks
from riwaya.errors import DocumentError, UsageError
from riwaya.ingest.decoding.decode import check_text
from riwaya.ingest.extracting import extract
from riwaya.ingest.load import id_of, load_documents
from riwaya.ingest.naming import with_outlet
from riwaya.ingest.opening import Opening, problem_from
from riwaya.ingest.raw import Raw
from riwaya.link import link
from riwaya.model import Document, Incident, Page, Problem, Reading
from riwaya.read.document import read_document

_DEFAULT = Opening()


def read_paths(
    paths: Sequence[str | Path] | str | Path,
    *,
    tools: Tools | None = None,
    workers: int = 1,
    opening: Opening = _DEFAULT,
    stdin: BinaryIO | None = None,
) -> Generator[Reading | Problem, None, None]:
    """The reading of every document in files, folders and `-` (several, or a single one), in order, and a problem for each that could
    not be read.

    `tools` default to those that come with Riwaya. With several `workers` (processes) the results are the same. `opening` says how the
    input is opened (`riwaya.ingest.opening`). Raises `UsageError` for fewer than one worker.
    """
    if workers < 1:
        raise UsageError(f"{workers} workers; at least 1 is needed")
    paths = [paths] if isinstance(paths, (str, Path)) else paths
    known = tools if tools is not None else _own_tools()
    documents = load_documents(paths, opening=opening, stdin=stdin)
    if workers == 1:
        return (item if isinstance(item, Problem) else read_item(item, known) for item in documents)
    return map_chunks(read_item, documents, shared=known, workers=workers)


def read_item(item: Raw | Page, tools: Tools) -> Reading | Problem:
    """The linked reading of one document; what cannot be read, or makes a reader fail, becomes a problem, and the run goes on."""
    try:
        return _read(extract(item) if isinstance(item, Raw) else item, tools)
    except DocumentError as error:
        return problem_from(error)
    except Exception as error:  # noqa: BLE001 - the one boundary behind which a document may fail
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        message = f"a reader failed on it ({type(error).__name__}: {error}, {place}); please report it with the text"
        return Problem("read", id_of(item), "read.failure", message)


def read_text(
    text: str,
    *,
    id: str = "text",
    published: date | str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Reading:
    """The linked reading of one text with Riwaya's own lexicons; raises `DocumentError` for a text with nothing to read.

    Raises `UsageError` where what is given is no text, no id or no day.
    """
    if not isinstance(text, str):
        advice = "decode it first: data.decode('utf-8')" if isinstance(text, (bytes, bytearray)) else "give the text itself, as a str"
        raise UsageError(f"a text is needed, not {type(text).__name__}; {advice}")
    if not isinstance(id, str) or not id.strip():
        raise UsageError(f"id={id!r} is no id; give a str that is not empty")
    check_text(text, place=id)
    try:
        day = date.fromisoformat(published) if isinstance(published, str) else published
    except ValueError as error:
        raise UsageError(f"published={published!r} is not a day like 2025-10-21") from error
    if day is not None and not isinstance(day, date):
        raise UsageError(f"published={published!r} is not a day; give a date, or a str like 2025-10-21")
    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    document = Document(id=id, text=text, sha256=sha256, url=url, outlet=outlet, title=title, published=day)
    return _read(Page(with_outlet(document, told=outlet)), _own_tools())


def _read(page: Page, tools: Tools) -> Reading:
    reading = read_document(page, lexicons=tools.lexicons)
    return reading if tools.base is None else link(reading, tools.base)


def fuse_readings(readings: Iterable[Reading] | Reading) -> tuple[Incident, ...]:
    """The incidents that readings of different documents, or a single one, tell; raises `UsageError` for anything else."""
    given = [readings] if isinstance(readings, Reading) else list(readings)
    by_id: dict[str, Reading] = {}
    for reading in given:
        if isinstance(reading, Problem):
            raise UsageError(f"{reading.document} could not be read ({reading.message}); leave problems out, and fuse the readings")
        if not isinstance(reading, Reading):
            raise UsageError(f"readings are needed, not {type(reading).__name__}; make them with riwaya.read")
        if by_id.setdefault(reading.document.id, reading) is not reading:
            message = f"two of the readings are of a document {reading.document.id!r}; give each its own id: riwaya.read(text, id=…)"
            raise UsageError(message)
    return fuse_all(list(by_id.values())).incidents


@cache
def _own_tools() -> Tools:
    return load_tools()
