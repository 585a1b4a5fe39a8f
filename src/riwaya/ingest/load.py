"""Paths to documents: opens each source, tells its form, and turns whatever cannot be read into a problem."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from msgspec.structs import replace

from riwaya.errors import DocumentError
from riwaya.ingest.extracting import extract
from riwaya.ingest.fetching.addresses import is_address
from riwaya.ingest.forms import JSONL, find_form, load_opener
from riwaya.ingest.keeping import open_keep, with_bytes_kept
from riwaya.ingest.naming import with_outlet
from riwaya.ingest.opening import STDIN, Found, Opening, Placed, Source, looked_into, problem_from
from riwaya.ingest.paths import printable, problem_of
from riwaya.ingest.raw import Raw
from riwaya.ingest.sources import find_sources
from riwaya.model import Page, Problem

if TYPE_CHECKING:
    from riwaya.ingest.fetching.visits import Visits

_DEFAULT = Opening()


def load_documents(paths: Sequence[str | Path], *, opening: Opening = _DEFAULT, stdin: BinaryIO | None = None) -> Iterator[Found]:
    """The documents of files, folders and `-` (standard input), in order, and a problem for each that cannot be read.

    Ids are unique in a run: a second document of one id is a problem. For the walk of folders see `find_sources`.
    """
    seen: dict[str, str] = {}
    sources = find_sources(paths, form=opening.form, skip=opening.skip)
    with _visiting(sources, opening) as visits:
        for place, item in (found for source in sources for found in _open_source(source, opening, stdin=stdin, visits=visits)):
            if not isinstance(item, Problem) and (first := seen.setdefault(id_of(item), place)) != place:
                message = f"id {id_of(item)!r} was already taken by {first}; this one is left out"
                yield Problem("ingest", place, "input.duplicate", message)
            else:
                yield item


def load_pages(paths: Sequence[str | Path], *, opening: Opening = _DEFAULT, stdin: BinaryIO | None = None) -> Iterator[Page | Problem]:
    """What `load_documents` gives, each as a page."""
    for item in load_documents(paths, opening=opening, stdin=stdin):
        try:
            yield extract(item) if isinstance(item, Raw) else item
        except DocumentError as error:
            yield problem_from(error)


def load_placed(paths: Sequence[str | Path], *, opening: Opening = _DEFAULT, stdin: BinaryIO | None = None) -> Iterator[Placed[Raw | Page]]:
    """What `load_documents` gives, each with its place (`news.jsonl:3`) and origin, and ids that hang on nothing but the document.

    A file's document gets the file's stem, whatever else is read beside it; several documents may share an id.
    """
    sources = find_sources(paths, form=opening.form, skip=opening.skip)
    with _visiting(sources, opening) as visits:
        for source in sources:
            if isinstance(source, Problem):
                yield Placed(source.document, source)
                continue
            plain = source if source.path is None else replace(source, identity=printable(source.path.stem))
            origin = os.path.abspath(source.place) if source.path else STDIN if source.place == STDIN else None
            for place, item in _open_source(plain, opening, stdin=stdin, visits=visits):
                yield Placed(place, item, origin if place == source.place else None)  # a line's place tells its number too


def id_of(item: Raw | Page) -> str:
    """The id that a document came with."""
    return item.id if isinstance(item, Raw) else item.document.id


def count_documents(paths: Sequence[str | Path], *, opening: Opening = _DEFAULT) -> int | None:
    """About how many documents there are to load: lines of JSON Lines, other files; None where a stream is among them."""
    total = 0
    for source in find_sources(paths, form=opening.form, skip=opening.skip):
        if isinstance(source, Problem):
            total += 1
        elif source.path is None or not source.path.is_file():
            return None
        elif source.form != JSONL:
            total += 1
        else:
            with suppress(OSError), open(source.path, "rb") as stream:
                total += sum(1 for line in stream if line.strip())
    return total


def _visiting(sources: Sequence[Source | Problem], opening: Opening) -> "AbstractContextManager[Visits | None]":
    """The visits to the addresses among the sources, which together are one job; None where there are none."""
    addresses = [source.place for source in sources if isinstance(source, Source) and is_address(source.place)]
    if not addresses:
        return nullcontext()
    visiting = import_module("riwaya.ingest.fetching.visits").visiting  # what it imports is for the web alone
    return cast("AbstractContextManager[Visits]", visiting(opening.web, addresses, opened=_open_stream))


def _open_source(source: Source | Problem, opening: Opening, *, stdin: BinaryIO | None, visits: "Visits | None") -> Iterator[tuple[str, Found]]:
    """The documents of one source, as they are to be read; what keeps the rest of it from being read is the last problem of it."""
    if isinstance(source, Problem):
        yield source.document, source
        return
    try:
        if visits is not None and is_address(source.place):
            yield from visits.visit(source, opening)
            return
        if source.path is None:
            yield from _open_stream(stdin or sys.stdin.buffer, source, opening)
            return
        with open(source.path, "rb") as stream:
            yield from _open_stream(stream, source, opening)
    except OSError as error:
        yield source.place, problem_of(error, source.place)
    except DocumentError as error:
        yield source.place, problem_from(error)


def _open_stream(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    form = source.form
    if form is None:
        head, stream = looked_into(stream)
        form = find_form(head, source)
    keep = None if opening.keep is None else open_keep(opening.keep, write=True)
    for place, item in load_opener(form)(stream, source, opening):
        told = _told(item, opening)
        yield place, told if keep is None or isinstance(told, Problem) else with_bytes_kept(told, keep)


def _told(item: Found, opening: Opening) -> Found:
    """The document with what is said of all: the mode of extraction, the day where it has none of its own, and the outlet of its address."""
    if isinstance(item, Problem):
        return item
    if isinstance(item, Raw):
        known = item.known if item.known.published else replace(item.known, published=opening.published)
        return replace(item, known=known, extraction=opening.extraction)
    document = with_outlet(item.document, told=item.document.outlet)
    if opening.published is not None and document.published is None:
        document = replace(document, published=opening.published)
    return item if document is item.document else replace(item, document=document)
