"""Paths to pages: opens each source, tells its form, and turns whatever cannot be read into a problem."""

import os
import stat
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from riwaya.errors import DocumentError
from riwaya.ingest.complaints import near_keys
from riwaya.ingest.forms import HTML, JSONL, SUFFIXES, TEXT, find_form, is_record, page_of_bytes
from riwaya.ingest.jsonl import KEYS, base_folder, is_reading, numbered_lines, page_of_line
from riwaya.ingest.sources import STDIN, Placed, Source, find_sources, printable, problem_of
from riwaya.model import Page, Problem

MAX_BYTES = 10_000_000
"""The largest document that is read, in bytes."""

_READINGS = (
    "readings, as `riwaya read` writes them, not documents; `riwaya load` stores them in a ledger and `riwaya evaluate` scores them; "
    "to read or show again, name the texts that they were made from"
)
_JSON_GROWTH = 6
"""How many times longer JSON may write a text than UTF-8 does (backslash escapes)."""


def load_pages(
    paths: Sequence[str | Path],
    *,
    input_form: str | None = None,
    max_bytes: int = MAX_BYTES,
    published: date | None = None,
    skip: Collection[Path] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Problem]:
    """The pages of files, folders and `-` (standard input), in order, and a problem for each that cannot be read.

    `input_form` (`text`, `html`, `jsonl`) overrides suffix and beginning; `published` is the day of documents that come without one.
    Ids are unique in a run: a second document of one id is a problem. `skip` and the walk of folders: see `find_sources`.
    """
    seen: dict[str, str] = {}
    for place, item in _read_sources(find_sources(paths, input_form=input_form, skip=skip), max_bytes=max_bytes, stdin=stdin):
        if isinstance(item, Page) and (first := seen.setdefault(item.document.id, place)) != place:
            item = Problem("ingest", place, "input.duplicate", f"id {item.document.id!r} was already taken by {first}; this one is left out")
        yield _dated(item, published)


def load_placed_pages(
    paths: Sequence[str | Path],
    *,
    input_form: str | None = None,
    max_bytes: int = MAX_BYTES,
    published: date | None = None,
    skip: Collection[Path] = (),
    stdin: BinaryIO | None = None,
) -> Iterator[Placed[Page]]:
    """What `load_pages` gives, each with its place (`news.jsonl:3`) and origin, and ids that hang on nothing but the document.

    A file's document gets the file's stem, whatever else is read beside it; several documents may share an id.
    """
    sources = find_sources(paths, input_form=input_form, skip=skip)
    plain = [replace(s, identity=printable(s.path.stem)) if isinstance(s, Source) and s.path else s for s in sources]
    for source in plain:
        if isinstance(source, Problem):
            yield Placed(source.document, source)
            continue
        origin = STDIN if source.path is None else os.path.abspath(source.place)
        for place, item in _read_source(source, max_bytes=max_bytes, stdin=stdin):
            yield Placed(place, _dated(item, published), origin if place == source.place else None)  # a line's place tells its number too


def _dated(item: Page | Problem, published: date | None) -> Page | Problem:
    """The page with the day given for all, where it has none of its own."""
    if isinstance(item, Problem) or published is None or item.document.published is not None:
        return item
    return replace(item, document=replace(item.document, published=published))


def count_documents(paths: Sequence[str | Path], *, input_form: str | None = None, skip: Collection[Path] = ()) -> int | None:
    """About how many documents there are to load: lines of JSON Lines, other files; None where a stream is among them."""
    total = 0
    for source in find_sources(paths, input_form=input_form, skip=skip):
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


def _read_sources(sources: Sequence[Source | Problem], *, max_bytes: int, stdin: BinaryIO | None) -> Iterator[tuple[str, Page | Problem]]:
    for source in sources:
        if isinstance(source, Problem):
            yield source.document, source
        else:
            yield from _read_source(source, max_bytes=max_bytes, stdin=stdin)


def _read_source(source: Source, *, max_bytes: int, stdin: BinaryIO | None) -> Iterator[tuple[str, Page | Problem]]:
    try:
        if source.path is None:
            yield from _read_stream(stdin or sys.stdin.buffer, source, max_bytes=max_bytes)
            return
        with open(source.path, "rb") as stream:
            yield from _read_stream(stream, source, max_bytes=max_bytes)
    except OSError as error:
        yield source.place, problem_of(error, source.place)
    except DocumentError as error:
        yield source.place, _problem(error)


def _read_stream(stream: BinaryIO, source: Source, *, max_bytes: int) -> Iterator[tuple[str, Page | Problem]]:
    limit = _JSON_GROWTH * max_bytes + 1

    def fragments() -> Iterator[bytes]:
        while fragment := stream.readline(limit):
            yield fragment

    head: list[bytes] = []
    rest = fragments()
    for fragment in rest:
        head.append(fragment)
        if fragment.strip() or sum(map(len, head)) > max_bytes:
            break
    if source.form == JSONL or (source.form is None and head and is_record(head[-1])):
        yield from _read_lines(chain(head, rest), source, max_bytes=max_bytes, limit=limit)
        return
    raw = b"".join(head)
    raw += stream.read(max(0, max_bytes + 1 - len(raw)))
    _check_size(raw, max_bytes=max_bytes, place=source.place)
    form = source.form or find_form(raw, place=source.place)
    yield source.place, page_of_bytes(raw, form=form, identity=source.identity, place=source.place)


def _read_lines(fragments: Iterator[bytes], source: Source, *, max_bytes: int, limit: int) -> Iterator[tuple[str, Page | Problem]]:
    base, empty, told = base_folder(source.path), True, set[str]()
    for number, line in numbered_lines(fragments, limit=limit):
        place = f"{source.place}:{number}"
        if number == 1 and line is not None:
            if line.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise DocumentError("UTF-16; convert it first: iconv -f UTF-16 -t UTF-8", document=source.place, rule="input.encoding")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line is not None and not line.strip():
            continue
        if empty and line is not None and is_reading(line):
            raise DocumentError(_READINGS, document=source.place, rule="input.readings")
        empty = False
        for key, meant in near_keys(line, KEYS) if line is not None else ():
            if key not in told:
                told.add(key)
                message = f"the key `{key}` is not read; is `{meant}` meant? (told once for all lines)"
                yield place, Problem("ingest", place, "input.key", message)
        try:
            if line is None:
                raise DocumentError(f"a line of more than {limit - 1:,} bytes; left out", document=place, rule="input.oversize")
            load_file = partial(_load_file, base=base, place=place, max_bytes=max_bytes)
            yield place, page_of_line(line, place=place, max_bytes=max_bytes, load_file=load_file)
        except DocumentError as error:
            yield place, _problem(error)
    if empty:
        raise DocumentError("no line in it", document=source.place, rule="input.empty")


def _load_file(file: str, identity: str, *, base: Path, place: str, max_bytes: int) -> Page:
    """The page of a file that a line of JSON Lines names; `place` tells the line."""
    path, here = base / file, f"{place} ({file})"
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise DocumentError("not a regular file", document=here, rule="input.unreadable")
        with open(path, "rb") as stream:
            raw = stream.read(max_bytes + 1)
    except OSError as error:
        problem = problem_of(error, here)
        raise DocumentError(problem.message, document=here, rule=problem.rule) from error
    except ValueError as error:
        raise DocumentError(f"`file` is no path: {error}", document=place, rule="input.record") from error
    _check_size(raw, max_bytes=max_bytes, place=here)
    form = SUFFIXES.get(path.suffix.lower()) or find_form(raw, place=here)
    return page_of_bytes(raw, form=HTML if form == HTML else TEXT, identity=identity, place=here)


def _check_size(raw: bytes, *, max_bytes: int, place: str) -> None:
    if len(raw) > max_bytes:
        raise DocumentError(f"over the limit of {max_bytes:,} bytes; split it or raise --max-bytes", document=place, rule="input.oversize")


def _problem(error: DocumentError) -> Problem:
    return Problem(error.stage, error.document, error.rule, error.reason)
