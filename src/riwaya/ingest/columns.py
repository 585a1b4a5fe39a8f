"""Which column of a table is which part of a document, and how its days are written: as stated, else by the names of the columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError, UsageError
from riwaya.ingest.days import day_printed

PARTS = ("id", "text", "url", "title", "outlet", "published", "fetched")
"""What a column can be."""

ORDERS = ("ymd", "dmy", "mdy")
"""The orders of day, month and year in a date of figures."""

NAMES = Path(__file__).resolve().parent.parent / "data" / "forms" / "columns.toml"

_NUMERIC = re.compile(r"^\s*(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ,]+\d{1,2}:\d{2}.*)?\s*$")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_EPOCH = re.compile(r"^\d{9,10}(?:\.\d+)?$|^\d{12,13}$")


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """The names that tools give the columns of each part, the surer first (data/forms/columns.toml)."""

    names: dict[str, list[str]]


def parse_columns(stated: str) -> dict[str, str]:
    """The mapping that an option states; raises `UsageError`.

    >>> parse_columns("text=body, published=date")
    {'text': 'body', 'published': 'date'}
    """
    found: dict[str, str] = {}
    for item in filter(str.strip, stated.split(",")):
        part, equals, column = (piece.strip() for piece in item.partition("="))
        if not equals or not column or part not in PARTS:
            raise UsageError(f"--columns {item.strip()!r}: write PART=COLUMN, PART one of {', '.join(PARTS)}")
        if part in found:
            raise UsageError(f"--columns: {part} is stated twice")
        found[part] = column
    return found


def map_columns(header: Sequence[str], stated: Mapping[str, str]) -> dict[str, str]:
    """The column of each part: those stated, the others by their names; a part that no column is for is left out.

    Raises `KeyError` with the name of a stated column that there is not.

    >>> map_columns(["guid", "Body", "pub_date", "lang"], {})
    {'id': 'guid', 'text': 'Body', 'published': 'pub_date'}
    """
    for column in stated.values():
        if column not in header:
            raise KeyError(column)
    plain = {_plain(name): name for name in reversed(header)}
    taken = set(stated.values())
    found = dict(stated)
    for part, names in known_names(NAMES).items():
        named = next((plain[name] for name in names if name in plain and plain[name] not in taken), None)
        if part not in found and named is not None:
            found[part] = named
            taken.add(named)
    return {part: found[part] for part in PARTS if part in found}


@cache
def known_names(path: Path) -> dict[str, list[str]]:
    """The names of columns by part; raises `DataFileError`."""
    try:
        names = msgspec.toml.decode(path.read_bytes(), type=Names).names
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataFileError(str(error), path=path) from error
    if wrong := next((part for part in names if part not in PARTS), None):
        raise DataFileError(f"`{wrong}` is no part of a document; parts are {', '.join(PARTS)}", path=path)
    return names


def prove_order(values: Iterable[str]) -> str | None:
    """The order in which dates of figures are written where one of them can be read in no other order, and none contradicts it; else None.

    >>> prove_order(["03/04/2024", "25/04/2024"]), prove_order(["03/04/2024"]), prove_order(["2024-05-17"])
    ('dmy', None, 'ymd')
    """
    possible = set(ORDERS)
    seen = False
    for value in values:
        orders = {order for order in ORDERS if _numeric(value, order) is not None}
        if orders:
            seen = True
            possible &= orders
    return possible.pop() if seen and len(possible) == 1 else None


def day_of(value: str, *, order: str | None) -> date | None:
    """The day that a cell says: ISO 8601 and RFC 822 as they stand, figures in the order given; None where it cannot be told.

    Seconds since 1970 are no day by themselves (their day depends on a place) and give None.

    >>> day_of("2024-05-17T10:00:00+03:00", order=None), day_of("١٧/٥/٢٠٢٤", order="dmy"), day_of("03/04/2024", order=None)
    (datetime.date(2024, 5, 17), datetime.date(2024, 5, 17), None)
    """
    value = value.translate(_DIGITS).strip()
    if not value or _EPOCH.match(value):
        return None
    first = _NUMERIC.match(value)
    if first is not None:
        return _numeric(value, "ymd" if len(first[1]) == 4 else order) if len(first[1]) == 4 or order else None
    return day_printed(value)


def _numeric(value: str, order: str | None) -> date | None:
    found = _NUMERIC.match(value.translate(_DIGITS))
    if found is None or order is None:
        return None
    parts = dict(zip(order, found.groups(), strict=True))
    if len(parts["y"]) != 4:
        return None
    try:
        return date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
    except ValueError:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[\s_.-]+", "_", name.strip().lower())
