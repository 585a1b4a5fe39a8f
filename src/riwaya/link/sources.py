"""The data files behind the knowledge base: the gazetteers that the readers share, and those that linking alone asks for."""

import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.rows import NAME_COLUMNS, NAME_PREFIXES, OPTIONAL_COLUMNS, read_rows, split_cell
from riwaya.link.facts import Fact, parse_offices

WHERE_COLUMNS = ("id", "country", "latitude", "longitude", "precision", "radius_km", "geonames", "wikidata", "population", "ru", "uk")
SETTLEMENT_COLUMNS = ("id", "geonames", "en", "ar", "ru", "uk", "country", "region", "latitude", "longitude", "population")
BODY_COLUMNS = ("id", "heads", "en", "ru", "uk", "same")
ROLE_COLUMNS = ("id", "heads", "en")
LANGUAGES = ("ar", "en", "ru", "uk")
PRECISIONS = ("exact", "settlement", "district", "region", "country")


class Kind(Struct, frozen=True):
    """A kind of state body or of office: the heads of the lexicon that name it, and its names with `{}` for the state's.

    `same` maps states to the body of the base that is theirs of this kind (the Pentagon).
    """

    id: str
    heads: tuple[str, ...]
    names: dict[str, str]
    same: dict[str, str]


def read_facts(data: Path) -> Iterator[Fact]:
    """Every person, body and place of a data folder; raises `DataFileError` on the first bad row."""
    folder = data / "gazetteer"
    english = {row["id"]: split_cell(row["names"]) for _, row in _optional(folder / "english.tsv", ("id", "names", "adjectives"))}
    where = {row["id"]: (line, row) for line, row in _optional(folder / "where.tsv", WHERE_COLUMNS)}
    for kind in ("persons", "organizations", "places"):
        path = folder / f"{kind}.tsv"
        for line, row in read_rows(path, NAME_COLUMNS[kind], optional=OPTIONAL_COLUMNS.get(kind, ())):
            id = f"{NAME_PREFIXES[kind]}.{row['id']}"
            if row.get("type") != "toponym":
                yield _listed(row, id, path=path, line=line, english=english.get(id, ()), where=where.get(row["id"]) if kind == "places" else None)
    path = folder / "settlements.tsv"
    for line, row in _optional(path, SETTLEMENT_COLUMNS):
        yield _settlement(row, path=path, line=line)


def read_kinds(data: Path, name: str) -> tuple[Kind, ...]:
    """The kinds of state body (`state_bodies`) or of office (`offices`) of a data folder."""
    columns = BODY_COLUMNS if name == "state_bodies" else ROLE_COLUMNS
    rows = (row for _, row in _optional(data / "gazetteer" / f"{name}.tsv", columns))
    return tuple(Kind(row["id"], split_cell(row["heads"]), {c: row[c] for c in LANGUAGES if row.get(c)}, _pairs(row.get("same", ""))) for row in rows)


def _pairs(cell: str) -> dict[str, str]:
    return {left: right for left, _, right in (pair.partition("=") for pair in split_cell(cell))}


def _optional(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    return read_rows(path, columns) if path.is_file() else iter(())


def _listed(row: Mapping[str, str], id: str, *, path: Path, line: int, english: tuple[str, ...], where: tuple[int, Mapping[str, str]] | None) -> Fact:
    at = where[1] if where else {}
    cells = {language: split_cell(row.get(language) or at.get(language, "")) for language in LANGUAGES}
    cells["en"] = (*cells["en"], *english)
    owner = row.get("in") or row.get("of") or ""
    kind = id.partition(".")[0]
    try:
        offices = parse_offices(row.get("offices", ""))
    except ValueError as error:
        raise DataFileError(f"{id}: {error}", path=path, line=line) from error
    return Fact(
        id=id,
        type=row["type"] if kind == "organization" else kind,
        names={language: names for language, names in cells.items() if names},
        short=split_cell(row.get("short", "")),
        level=row["type"] if kind == "place" else "",
        of=owner,
        country=at.get("country", ""),
        latitude=_number(at, "latitude", path=path.with_name("where.tsv"), line=where[0] if where else line),
        longitude=_number(at, "longitude", path=path.with_name("where.tsv"), line=where[0] if where else line),
        precision=at.get("precision") or None,
        radius_km=_number(at, "radius_km", path=path.with_name("where.tsv"), line=where[0] if where else line),
        geonames=int(at["geonames"]) if at.get("geonames") else None,
        wikidata=row.get("wikidata") or at.get("wikidata") or None,
        population=int(at.get("population") or 0),
        role=row.get("role", ""),
        offices=offices,
    )


def _settlement(row: Mapping[str, str], *, path: Path, line: int) -> Fact:
    cells = {language: split_cell(row[language]) for language in LANGUAGES}
    population = int(row["population"] or 0)
    return Fact(
        id=f"geonames.{row['geonames']}" if row["geonames"] else f"settlement.{row['id']}",
        type="place",
        names={language: names for language, names in cells.items() if names},
        level="city" if population >= CITY else "town",
        country=row["country"],
        region=row["region"],
        latitude=_number(row, "latitude", path=path, line=line),
        longitude=_number(row, "longitude", path=path, line=line),
        precision="settlement",
        radius_km=settlement_radius_km(population),
        geonames=int(row["geonames"]) if row["geonames"] else None,
        population=population,
        listed=False,
    )


CITY = 100_000
"""Inhabitants from which a settlement is called a city where its source does not say."""


def settlement_radius_km(population: int) -> float:
    """How far from its point a settlement reaches: a disc of 2,000 people a square kilometre, at least 2 km.

    >>> settlement_radius_km(0), settlement_radius_km(1_000_000)
    (2.0, 12.6)
    """
    return max(2.0, round(math.sqrt(population / 2000 / math.pi), 1))


def _number(row: Mapping[str, str], column: str, *, path: Path, line: int) -> float | None:
    cell = row.get(column, "")
    try:
        return float(cell) if cell else None
    except ValueError as error:
        raise DataFileError(f"{row.get('id')}: {column} {cell!r} is no number", path=path, line=line) from error
