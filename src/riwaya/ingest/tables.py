"""Tables of articles as other tools export them: CSV and TSV, JSON arrays and JSON Lines with keys of their own. A row is a document.

Which column was taken for what is always told, since it is found by name where it is not stated.
"""

import csv
import hashlib
import html
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from riwaya.errors import DocumentError
from riwaya.ingest.columns import ORDERS, day_of, map_columns, prove_order
from riwaya.ingest.complaints import said_broken
from riwaya.ingest.decoding.decode import decode_bytes
from riwaya.ingest.opening import Found, Opening, Source, check_size, problem_from
from riwaya.ingest.raw import HTML, TEXT, Known, Raw
from riwaya.ingest.urls import identity_of_url
from riwaya.model import Problem, Witness

ROW = "row"
SAMPLE = 2_000
"""Rows by which the order of day and month is told."""

_DELIMITERS = ",;\t|"
_TAGS = re.compile(r"</?(?:p|div|br|a|span|strong|em|h\d|ul|li|img|article)\b[^<>]*>", re.IGNORECASE)
_STATED = re.compile(r"sep=([,;\t|])\r?\n")
_MOST = 200_000_000

Row = Mapping[str, str]
Numbered = tuple[int, "Row | str"]
"""The number of a row's line or item, and its cells by column, or what is wrong with it."""


def open_csv(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The rows of a table in CSV or TSV (RFC 4180, with any of four delimiters)."""
    text = _decoded(stream, source)
    stated = _STATED.match(text)
    delimiter = stated[1] if stated else _delimiter(text)
    text = text[stated.end() :] if stated else text
    csv.field_size_limit(_MOST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(iter(_cells(reader)), (0, [""]))[1]]
    if len(header) < 2:
        raise DocumentError(
            "no table: its first line has no columns parted by comma, semicolon, tab or bar", document=source.place, rule="input.table"
        )
    if twice := next((name for name in header if name and header.count(name) > 1), None):
        raise DocumentError(f"the column {twice!r} stands twice in the first line", document=source.place, rule="input.table")
    yield from open_rows(_csv_rows(reader, header), header=header, source=source, opening=opening)


def open_json_array(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The objects of a JSON array, or of the one array that an object of JSON holds (`{"articles": […]}`)."""
    raw = stream.read(_MOST + 1)
    check_size(raw, max_bytes=_MOST, place=source.place)
    text = decode_bytes(raw, place=source.place).text
    try:
        found = msgspec.json.decode(text.encode())
    except (msgspec.DecodeError, RecursionError) as error:
        raise DocumentError(f"not JSON: {said_broken(error)}", document=source.place, rule="input.json") from error
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list):
        raise DocumentError("JSON, but no list of documents", document=source.place, rule="input.form")
    yield from open_objects(enumerate(found, 1), source=source, opening=opening)


def open_objects(items: Iterable[tuple[int, Any]], *, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The documents of numbered objects of JSON; keys within objects are written `author.name`."""
    rows = ((number, _flat(item) if isinstance(item, dict) else item if isinstance(item, str) else "not an object of JSON") for number, item in items)
    first = list(islice(rows, SAMPLE))
    header = list(dict.fromkeys(name for _, row in first if not isinstance(row, str) for name in row))
    yield from open_rows(_chained(first, rows), header=header, source=source, opening=opening)


def open_rows(rows: Iterator[Numbered], *, header: list[str], source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The documents of numbered rows; first what was taken for what, told as a problem of the rule `input.columns` where it was not stated.

    Raises `DocumentError` (`input.columns`) where no column holds the texts.
    """
    try:
        columns = map_columns(header, dict(opening.columns))
    except KeyError as error:
        message = f"no column {error.args[0]!r}, which --columns names; there are {_listed(header)}"
        raise DocumentError(message, document=source.place, rule="input.columns") from error
    if "text" not in columns:
        message = f"no column is known to hold the texts; name it: --columns text=NAME, one of {_listed(header)}"
        raise DocumentError(message, document=source.place, rule="input.columns")
    first = list(islice(rows, SAMPLE))
    when = columns.get("published")
    order = opening.day_order or (prove_order(row[when] for _, row in first if when and not isinstance(row, str) and row.get(when)) if when else None)
    if told := _taken(columns, opening.columns):
        yield source.place, Problem("ingest", source.place, "input.columns", told)
    empty = True
    for number, row in _chained(first, rows):
        empty = False
        place = f"{source.place}:{number}"
        try:
            yield from _documents(row, columns=columns, order=order, place=place, source=source, opening=opening)
        except DocumentError as error:
            yield place, problem_from(error)
    if empty:
        raise DocumentError("a table without a row", document=source.place, rule="input.empty")


def _documents(
    row: Row | str, *, columns: Mapping[str, str], order: str | None, place: str, source: Source, opening: Opening
) -> Iterator[tuple[str, Found]]:
    if isinstance(row, str):
        raise DocumentError(row, document=place, rule="input.row")
    cells = {part: row.get(column, "").strip() for part, column in columns.items()}
    text = row.get(columns["text"], "")
    if not text.strip():
        raise DocumentError(f"no text in the column {columns['text']!r}", document=place, rule="input.empty")
    raw = text.encode("utf-8", "replace")
    check_size(raw, max_bytes=opening.max_bytes, place=place)
    printed = cells.get("published", "")
    day = day_of(printed, order=order)
    if printed and day is None:
        yield place, Problem("ingest", place, "input.published", _undated(printed, columns["published"]))
    is_page = len(_TAGS.findall(text)) > 1
    yield (
        place,
        Raw(
            id=_identity(cells, raw, source),
            place=place,
            form=HTML if is_page else TEXT,
            raw=raw if not is_page else _page(text, cells.get("title", "")),
            known=Known(**{part: cells[part] or None for part in ("url", "title", "outlet", "fetched") if part in cells}, published=day),
            told=ROW,
            charset="utf-8",
            container=source.path.name if source.path else source.place,
            record=place.removeprefix(f"{source.place}:"),
            witnesses=(Witness("export", day, printed),) if day else (),
        ),
    )


def _identity(cells: Mapping[str, str], raw: bytes, source: Source) -> str:
    """The row's own id, else that of its address, else one made of its text."""
    if cells.get("id"):
        return cells["id"]
    return identity_of_url(cells["url"]) if cells.get("url") else f"{source.identity}#{hashlib.sha256(raw).hexdigest()[:12]}"


def _page(text: str, title: str) -> bytes:
    headline = html.escape(title, quote=False)
    head = f"<h1>{headline}</h1>" if headline else ""
    page = f"<!doctype html>\n<html><head><title>{headline}</title></head><body><article>{head}\n{text}\n</article></body></html>\n"
    return page.encode("utf-8", "replace")


def _undated(printed: str, column: str) -> str:
    ordered = any(day_of(printed, order=order) for order in ORDERS)
    advice = "state the order of day and month: --day-order dmy (or mdy, ymd)" if ordered else "write it like 2024-05-17"
    return f"the day {printed[:40]!r} in the column {column!r} cannot be told; {advice}. Read without it"


def _taken(columns: Mapping[str, str], stated: Mapping[str, str]) -> str:
    """What was taken for what, where it was not stated; empty where all was."""
    found = {part: column for part, column in columns.items() if part not in stated and part != column}
    if not found:
        return ""
    taken = ", ".join(f"{part}={column}" for part, column in columns.items())
    return f"columns found by their names: --columns {taken!r} says so beforehand"


def _listed(header: list[str]) -> str:
    return ", ".join(header[:20]) + (" …" if len(header) > 20 else "")


def _decoded(stream: BinaryIO, source: Source) -> str:
    raw = stream.read(_MOST + 1)
    check_size(raw, max_bytes=_MOST, place=source.place)
    return decode_bytes(raw, place=source.place).text


def _delimiter(text: str) -> str:
    """The delimiter that the first line has most of, outside quotes.

    >>> _delimiter('a;"b,c,d,e";c\\n1;2;3')
    ';'
    """
    line = re.sub(r'"[^"]*"', "", text[:65_536]).partition("\n")[0]
    return max(_DELIMITERS, key=line.count)


def _cells(reader: Any) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their last line; blank lines are passed over."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        if row:
            yield reader.line_num, row


def _csv_rows(reader: Any, header: list[str]) -> Iterator[Numbered]:
    number = 1
    while True:
        number += 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"a row that cannot be read ({error})"
            continue
        if not row:
            number -= 1
        elif len(row) == len(header):
            yield number, dict(zip(header, row, strict=True))
        else:
            yield number, f"{len(row)} fields where the first line has {len(header)}; a quote or delimiter is amiss"


def _flat(item: Mapping[str, Any], above: str = "") -> dict[str, str]:
    """The values of an object of JSON as text, those of objects within it under both names; lists and null are left out.

    >>> _flat({"a": 1, "b": {"c": "x"}, "d": None})
    {'a': '1', 'b.c': 'x'}
    """
    found: dict[str, str] = {}
    for name, value in item.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{above}{name}.")
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            found[above + name] = str(value)
    return found


def _chained(first: Iterable[Numbered], rest: Iterator[Numbered]) -> Iterator[Numbered]:
    yield from first
    yield from rest
