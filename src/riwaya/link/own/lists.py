"""Lists of the user's own: persons, bodies and places, as a TSV table with a header or as TOML."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from riwaya.errors import DataFileError
from riwaya.lexicon.closed import NAME_TYPES
from riwaya.lexicon.rows import ID, split_cell
from riwaya.lexicon.terms import Office, parse_offices
from riwaya.link.facts import Fact
from riwaya.link.own.rows import PLACE_LEVELS, clean_name, point
from riwaya.link.own.streams import Limits, open_lines
from riwaya.link.sources import LANGUAGES, PRECISIONS, settlement_radius_km

COLUMNS = (
    *("id", "type", *LANGUAGES, "short", "role", "of", "country", "region", "latitude", "longitude", "precision", "radius_km"),
    *("geonames", "wikidata", "population", "offices"),
)
"""Columns, or keys, of a list; `id` and a name are needed, of an id that the base has only the id."""
LIST_LIMITS = Limits(size=64 * 2**20)
_BODIES = NAME_TYPES["organizations"]
_SETTLEMENTS = frozenset(("city", "town", "village", "settlement", "camp"))
_EXACTNESS = {"country": "country", "region": "region", "district": "district", "sea": "region", "river": "region", "front": "region"}
_TABLE = re.compile(r"\s*\[\[\s*entity\s*\]\]")
_TOML_LINE = re.compile(r"line (\d+)")
_COUNTRY_CODE = re.compile("[A-Z]{2}")
_WIKIDATA = re.compile(r"Q\d{1,12}")
_TOLD = 10


def read_list(path: Path, *, known: Callable[[str], Fact | None]) -> list[Fact]:
    """The entries of a list, in its order; `known` is what the base has under an id.

    Raises `DataFileError` with every bad row, the first of them by line: of a list with one, nothing is taken.
    """
    facts: dict[str, Fact] = {}
    wrong: list[tuple[int, str]] = []
    for line, row in _rows(path):
        try:
            fact = _fact(row, known)
            if fact.id in facts:
                raise ValueError(f"{fact.id} stands twice")
            facts[fact.id] = fact
        except ValueError as error:
            wrong.append((line, str(error)))
    if wrong:
        more = "".join(f"\n{path}:{line}: {reason}" for line, reason in wrong[1:_TOLD])
        rest = f"\nand {len(wrong) - _TOLD:,} more bad rows" if len(wrong) > _TOLD else ""
        raise DataFileError(f"{wrong[0][1]}{more}{rest}", path=path, line=wrong[0][0])
    if not facts:
        raise DataFileError("no entries", path=path)
    return list(facts.values())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Each entry's line and its cells; raises `DataFileError` where the file is no such table."""
    with open_lines(path, limits=LIST_LIMITS) as lines:
        numbered = [(number, _text(line, path=path, number=number)) for number, line in lines]
    if any(_TABLE.match(text) for _, text in numbered):
        yield from _tables(numbered, path=path)
        return
    if not numbered:
        raise DataFileError("the file is empty", path=path)
    header = tuple(cell.strip() for cell in numbered[0][1].split("\t"))
    _check_columns(header, path=path, line=1)
    for number, text in numbered[1:]:
        if not text.strip():
            continue
        cells = text.split("\t")
        if len(cells) > len(header):
            raise DataFileError(f"{len(cells)} cells where the header has {len(header)}", path=path, line=number)
        yield number, dict(zip(header, (cell.strip() for cell in cells), strict=False))


def _text(line: bytes, *, path: Path, number: int) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataFileError("not UTF-8; save it as UTF-8", path=path, line=number) from error


def _check_columns(columns: tuple[str, ...], *, path: Path, line: int) -> None:
    if unknown := [column for column in columns if column not in COLUMNS]:
        raise DataFileError(f"unknown column {unknown[0]!r}; known are {' '.join(COLUMNS)}", path=path, line=line)
    if twice := [column for column in columns if columns.count(column) > 1]:
        raise DataFileError(f"column {twice[0]} stands twice", path=path, line=line)
    if "id" not in columns:
        raise DataFileError("the column id is missing", path=path, line=line)


def _tables(numbered: list[tuple[int, str]], *, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        table = tomllib.loads("\n".join(text for _, text in numbered))
    except tomllib.TOMLDecodeError as error:
        at = _TOML_LINE.search(str(error))
        raise DataFileError(f"not TOML: {error}", path=path, line=int(at[1]) if at else len(numbered)) from error
    at_lines = [number for number, text in numbered if _TABLE.match(text)]
    entries = table.pop("entity", [])
    if table or not isinstance(entries, list) or len(entries) != len(at_lines):
        raise DataFileError("write every entry under an [[entity]] of its own, and nothing else", path=path, line=1)
    for number, entry in zip(at_lines, entries, strict=True):
        _check_columns(tuple(entry), path=path, line=number)
        yield number, {key: _cell(value) for key, value in entry.items()}


def _cell(value: Any) -> str:
    """A value of TOML as a table has it: the items of a list with `|` between them."""
    return "|".join(str(item) for item in value) if isinstance(value, list) else str(value).strip()


def _fact(row: Mapping[str, str], known: Callable[[str], Fact | None]) -> Fact:
    """The entry of a row; raises `ValueError` with what is wrong."""
    id, kind, level = _identity(row, known)
    names = {language: split_cell(row.get(language, "")) for language in LANGUAGES}
    if bad := next((name for given in names.values() for name in given if clean_name(name) != name), None):
        raise ValueError(f"{bad!r} is no name; write plain letters in Unicode NFC, 200 at most")
    if not any(names.values()) and known(id) is None:
        raise ValueError(f"{id} has no name; fill one of {' '.join(LANGUAGES)}")
    if level == "country" and not names["en"] and known(id) is None:
        raise ValueError(f"{id}: a country needs its English name")  # its ministries are called by it
    population = int(_number(row, "population") or 0)
    located = _location(row, level=level, population=population)
    return Fact(
        id=id,
        type=kind,
        names={language: given for language, given in names.items() if given},
        short=split_cell(row.get("short", "")),
        level=level,
        of=_owner(row),
        country=_matching(row, "country", _COUNTRY_CODE, "an ISO 3166-1 code such as UA"),
        region=row.get("region", ""),
        **located,
        geonames=int(_number(row, "geonames") or 0) or None,
        wikidata=_matching(row, "wikidata", _WIKIDATA, "an id of Wikidata such as Q212") or None,
        population=population,
        role=row.get("role", ""),
        offices=_offices(row),
    )


def _identity(row: Mapping[str, str], known: Callable[[str], Fact | None]) -> tuple[str, str, str]:
    """An entry's full id, its type and its kind of place; an id without a prefix gets that of its type."""
    given, type = row.get("id", ""), row.get("type", "")
    if not ID.fullmatch(given):
        raise ValueError(f"id {given!r} is not dotted ASCII in lower case")
    if type and type not in ("person", *_BODIES, *PLACE_LEVELS):
        raise ValueError(f"{given}: unknown type {type!r}; known are person {' '.join((*_BODIES, *PLACE_LEVELS))}")
    held = known(given)
    if held is not None:
        is_other = type and type != held.type and not (held.type == "place" and type in PLACE_LEVELS)
        if is_other:
            raise ValueError(f"{given} is known as {held.type}, not as {type}")
        return given, held.type, type if held.type == "place" else ""
    if not type:
        raise ValueError(f"{given}: no type, and the base has no such id")
    prefix = "person" if type == "person" else "organization" if type in _BODIES else "place"
    if "." in given and not given.startswith(f"{prefix}."):
        raise ValueError(f"{given}: the id of a {type} begins with {prefix}.")
    id = given if "." in given else f"{prefix}.{given}"
    found = known(id)
    if found is not None:
        return _identity({"id": id, "type": type}, known)
    return (id, "place", type) if prefix == "place" else (id, type, "")


def _owner(row: Mapping[str, str]) -> str:
    owner = row.get("of", "").removeprefix("place.").removeprefix("organization.")
    if owner and not ID.fullmatch(owner):
        raise ValueError(f"of {owner!r} is no id")
    return owner


def _location(row: Mapping[str, str], *, level: str, population: int) -> dict[str, Any]:
    """Where a place lies; how exactly hangs on its kind where the row does not tell."""
    cells = row.get("latitude", ""), row.get("longitude", "")
    precision, radius = row.get("precision", ""), _number(row, "radius_km")
    if precision and precision not in PRECISIONS:
        raise ValueError(f"unknown precision {precision!r}; known are {' '.join(PRECISIONS)}")
    if not any(cells):
        return {"precision": precision or None, "radius_km": radius}
    at = point(*cells)
    if at is None:
        raise ValueError(f"{cells[0]!r}, {cells[1]!r} is no point; write degrees such as 48.6 and 37.9")
    is_settlement = level in _SETTLEMENTS
    exactness = precision or ("settlement" if is_settlement else _EXACTNESS.get(level, "exact"))
    if radius is None and is_settlement:
        radius = settlement_radius_km(population)
    return {"latitude": at[0], "longitude": at[1], "precision": exactness, "radius_km": radius}


def _number(row: Mapping[str, str], column: str) -> float | None:
    cell = row.get(column, "")
    if not cell:
        return None
    whole = column != "radius_km"
    try:
        number = float(int(cell)) if whole else float(cell)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e11:
        raise ValueError(f"{column} {cell!r} is no {'whole ' if whole else ''}number")
    return number


def _matching(row: Mapping[str, str], column: str, shape: re.Pattern[str], meant: str) -> str:
    cell = row.get(column, "")
    if cell and not shape.fullmatch(cell):
        raise ValueError(f"{column} {cell!r} is not {meant}")
    return cell


def _offices(row: Mapping[str, str]) -> tuple[Office, ...]:
    return parse_offices(row.get("offices", ""))
