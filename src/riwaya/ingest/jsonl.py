"""JSON Lines to pages: one document a line, with an `id` and its text inline or in a file beside."""

import codecs
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msgspec

from riwaya.errors import DocumentError
from riwaya.ingest.columns import map_columns
from riwaya.ingest.complaints import near_keys, place_in, said_broken, said_mismatch
from riwaya.ingest.decoding.decode import check_text, decode_bytes
from riwaya.ingest.opening import Found, Opening, Source, check_size, problem_from
from riwaya.ingest.paths import problem_of
from riwaya.ingest.raw import HTML, TEXT, Known, Raw, with_known
from riwaya.ingest.tables import open_objects
from riwaya.model import Document, DocumentInput, Page, Problem

KEYS = DocumentInput.__struct_fields__
"""The keys of a line that are read."""

_READINGS = (
    "readings, as `riwaya read` writes them, not documents; `riwaya load` stores them in a ledger and `riwaya evaluate` scores them; "
    "to read or show again, name the texts that they were made from"
)
_MOST_RECODED = 200_000_000
_JSON_GROWTH = 6
"""How many times longer JSON may write a text than UTF-8 does (backslash escapes)."""

_PAGES = (".html", ".htm")
_HTML_START = (b"<!doctype html", b"<html")

Fragments = Iterable[bytes]
"""Pieces of a stream, each ending at a newline, at the length limit, or at the stream's end."""


def numbered_lines(fragments: Fragments, *, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers (from 1) and lines; None for a line that fills more than one fragment of `limit` bytes.

    >>> list(numbered_lines([b"{}\\n", b"abc", b"d\\n", b"{}"], limit=3))
    [(1, b'{}\\n'), (2, None), (3, b'{}')]
    """
    number, within = 1, False
    for fragment in fragments:
        ends = fragment.endswith(b"\n")
        if not within:
            too_long = not ends and len(fragment) >= limit
            yield number, None if too_long else fragment
        within = not ends
        number += ends


def open_jsonl(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The documents of JSON Lines, one a line, and a problem for each line that is none."""
    limit = _JSON_GROWTH * opening.max_bytes + 1
    fragments = iter(lambda: stream.readline(limit), b"")
    first = next(fragments, b"")  # no more than a line: a stream may come line by line
    if not _is_utf8(first):
        fragments = _recoded(first + stream.read(_MOST_RECODED), source.place)
        first = next(fragments, b"")
    lines = numbered_lines(chain([first] if first else [], fragments), limit=limit)
    if opening.columns or _has_other_keys(first):
        yield from open_objects(((number, _object(line)) for number, line in lines if line is None or line.strip()), source=source, opening=opening)
        return
    base, empty, told = base_folder(source.path), True, set[str]()
    for number, line in lines:
        place = f"{source.place}:{number}"
        if number == 1 and line is not None:
            line = line.removeprefix(codecs.BOM_UTF8)
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
            load_file = partial(_load_file, base=base, place=place, max_bytes=opening.max_bytes)
            yield place, document_of_line(line, place=place, max_bytes=opening.max_bytes, load_file=load_file)
        except DocumentError as error:
            yield place, problem_from(error)
    if empty:
        raise DocumentError("no line in it", document=source.place, rule="input.empty")


def _is_utf8(line: bytes) -> bool:
    """True where a line is UTF-8, cut within a letter at most."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(line) - 4
    return b"\0" not in line


def _recoded(raw: bytes, place: str) -> Iterator[bytes]:
    """The lines of JSON Lines in another character set, in UTF-8; raises `DocumentError` where it cannot be told or is too large for that."""
    if len(raw) > _MOST_RECODED:
        message = f"JSON Lines of more than {_MOST_RECODED:,} bytes that are not in UTF-8; convert them first (iconv)"
        raise DocumentError(message, document=place, rule="input.encoding")
    yield from decode_bytes(raw, place=place).text.encode("utf-8").splitlines(keepends=True)


def document_of_line(line: bytes, *, place: str, max_bytes: int, load_file: Callable[[str, DocumentInput], Raw]) -> Raw | Page:
    """The document of one line; `load_file(file, item)` gives that of a file that the line names.

    Raises `DocumentError` (`input.json`, `input.record`, `input.published`, `input.stories`, and those of the text).
    """
    item = _item(line, place)
    if (item.text is None) == (item.file is None):
        raise DocumentError("needs exactly one of `text` and `file`", document=place, rule="input.record")
    if item.file is not None:
        return load_file(item.file, item)
    document = _inline(item, place=place, max_bytes=max_bytes)
    for number, story in enumerate(item.stories):
        if not story.starts or story.starts not in document.text:
            raise DocumentError(f"`stories[{number}].starts` does not stand in the text", document=place, rule="input.stories")
    return Page(with_known(document, _known(item)), item.stories)


def _has_other_keys(line: bytes) -> bool:
    """True where a line is an object that has neither `text` nor `file`, but a key by which other tools name a text."""
    try:
        keys = msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return not {"text", "file", "document"} & keys.keys() and "text" in map_columns(list(keys), {})


def _object(line: bytes | None) -> object:
    """The value of a line of JSON; for what is none, what is wrong with it in words."""
    if line is None:
        return "a line over the limit; left out"
    try:
        return msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return f"not a line of JSON: {said_broken(error)}"


def is_record(line: bytes) -> bool:
    """True where a line is one JSON object, as in JSON Lines.

    >>> is_record(b'{"id": "a"}'), is_record(b'{'), is_record(b'[1]')
    (True, False, False)
    """
    try:
        return isinstance(msgspec.json.decode(line.removeprefix(codecs.BOM_UTF8)), dict)
    except (ValueError, RecursionError):
        return False


def is_reading(line: bytes) -> bool:
    """True for a line that is a reading of a document, not a document.

    >>> is_reading(b'{"document": {"id": "a"}, "stories": [], "passages": []}'), is_reading(b'{"id": "a", "text": "b", "document": 1}')
    (True, False)
    """
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).keys()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return {"document", "passages"} <= keys and "id" not in keys


def base_folder(path: Path | None) -> Path:
    """The folder to which `file` is relative: that of the JSON Lines file, for a stream the current one."""
    return path.parent if path else Path()


def _item(line: bytes, place: str) -> DocumentInput:
    try:
        item = msgspec.json.decode(line, type=DocumentInput)
    except msgspec.ValidationError as error:
        where = place_in(error)
        if where.endswith("published"):
            raise DocumentError(f"`{where}` is not a day like 2025-10-21", document=place, rule="input.published") from error
        message = f"not a document: {said_mismatch(error)}; a line needs `id` and exactly one of `text` and `file`"
        raise DocumentError(message, document=place, rule="input.record") from error
    except UnicodeDecodeError as error:
        raise DocumentError("not UTF-8; save the file as UTF-8", document=place, rule="input.encoding") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise DocumentError(f"not a line of JSON: {said_broken(error)}", document=place, rule="input.json") from error
    if not item.id.strip():
        raise DocumentError("`id` is empty", document=place, rule="input.record")
    return item


def _inline(item: DocumentInput, *, place: str, max_bytes: int) -> Document:
    text = item.text or ""
    raw = text.encode("utf-8")
    if len(raw) > max_bytes:
        raise DocumentError(f"text of {len(raw):,} bytes, over the limit of {max_bytes:,}", document=place, rule="input.oversize")
    check_text(text, place=place)
    return Document(id=item.id, text=text, sha256=hashlib.sha256(raw).hexdigest())


def _known(item: DocumentInput) -> Known:
    return Known(url=item.url, outlet=item.outlet, title=item.title, published=item.published, fetched=item.fetched)


def _load_file(file: str, item: DocumentInput, *, base: Path, place: str, max_bytes: int) -> Raw:
    """The bytes of a file that a line of JSON Lines names; `place` tells the line."""
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
    check_size(raw, max_bytes=max_bytes, place=here)
    is_page = path.suffix.lower() in _PAGES or (path.suffix.lower() != ".txt" and raw.lstrip()[:15].lower().startswith(_HTML_START))
    return Raw(id=item.id, place=here, form=HTML if is_page else TEXT, raw=raw, known=_known(item), stories=item.stories)
