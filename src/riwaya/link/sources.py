"""The data files behind the knowledge base: the gazetteers that the readers share, and those that linking alone asks for."""

import math
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, structs

from riwaya.errors import DataFileError
from riwaya.lexicon.rows import NAME_COLUMNS, NAME_PREFIXES, OPTIONAL_COLUMNS, read_rows, split_cell
from riwaya.lexicon.terms import parse_offices
from riwaya.link.facts import Fact

WHERE_COLUMNS = ("id", "country", "latitude", "longitude", "precision", "radius_km", "geonames", "wikidata", "population", "ru", "uk")
SETTLEMENT_COLUMNS = ("id", "geonames", "en", "ar", "ru", "uk", "country", "region", "latitude", "longitude", "population")
BODY_COLUMNS = ("id", "heads", "en", "ru", "uk", "same")
ROLE_COLUMNS = ("id", "heads", "en")
LANGUAGES = ("ar", "en", "ru", "uk")
NAMED_LEVELS = frozenset(("city", "town", "village", "settlement", "camp", "area", "region", "district", "country"))
"""The kinds of place that a head announces as part of what the place is called; `غرب` before a name is no part of it."""
PRECISIONS = ("exact", "settlement", "district", "region", "country")


class Kind(Struct, frozen=True):
    """A kind of state body or of office: the heads of the lexicon that name it, and its names with `{}` for the state's.

    `same` maps states to the body of the base that is theirs of this kind (the Pentagon).
    """

    id: str
    heads: tuple[str, ...]
    names: dict[str, str]
    same: dict[str, str]


class Beside(Struct, frozen=True):
    """What the other tables say of a row: more English names, English adjectives, and its line and row in `where.tsv`."""

    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    line: int = 0
    where: Mapping[str, str] = {}


def read_facts(data: Path) -> Iterator[Fact]:
    """Every person, body and place of a data folder; raises `DataFileError` on the first bad row."""
    folder = data / "gazetteer"
    beside = _read_beside(folder)
    nations = _nations(folder / "places.tsv")
    for kind in ("persons", "organizations", "places"):
        path = folder / f"{kind}.tsv"
        for line, row in read_rows(path, NAME_COLUMNS[kind], optional=OPTIONAL_COLUMNS.get(kind, ())):
            id = f"{NAME_PREFIXES[kind]}.{row['id']}"
            if row.get("type") != "toponym":
                fact = _listed(row, id, path=path, line=line, beside=beside.get(id, Beside()))
                yield _called_without_nation(fact, nations) if kind == "places" else fact
    path = folder / "settlements.tsv"
    for line, row in _optional(path, SETTLEMENT_COLUMNS):
        yield _settlement(row, path=path, line=line)


def _nations(path: Path) -> frozenset[str]:
    """The definite adjectives of all nations, of either gender: what tells a town from its namesake abroad (`طرابلس اللبنانية`)."""
    stems = (stem.partition(";")[0] for _, row in read_rows(path, NAME_COLUMNS["places"]) for stem in split_cell(row["adjective"]))
    return frozenset(f"ال{stem}{ending}" for stem in stems for ending in ("", "ة"))


def _called_without_nation(fact: Fact, nations: frozenset[str]) -> Fact:
    """A town under its name without the nation's adjective too: the page may tell the nation elsewhere."""
    words = [name.split() for name in fact.names.get("ar", ())]
    bare = tuple(w[0] for w in words if len(w) == 2 and w[1] in nations and fact.level in ("city", "town", "village"))
    return structs.replace(fact, names={**fact.names, "ar": (*fact.names["ar"], *dict.fromkeys(bare))}) if bare else fact


def _read_beside(folder: Path) -> dict[str, Beside]:
    found: dict[str, Beside] = {}
    for _, row in _optional(folder / "english.tsv", ("id", "names", "adjectives")):
        found[row["id"]] = Beside(split_cell(row["names"]), split_cell(row["adjectives"]))
    for line, row in _optional(folder / "where.tsv", WHERE_COLUMNS):
        id = f"place.{row['id']}"
        found[id] = structs.replace(found.get(id, Beside()), line=line, where=row)
    return found


def read_kinds(data: Path, name: str) -> tuple[Kind, ...]:
    """The kinds of state body (`state_bodies`), of office (`offices`) or of place (`place_kinds`) of a data folder."""
    columns = BODY_COLUMNS if name == "state_bodies" else ROLE_COLUMNS
    rows = (row for _, row in _optional(data / "gazetteer" / f"{name}.tsv", columns))
    return tuple(Kind(row["id"], split_cell(row["heads"]), {c: row[c] for c in LANGUAGES if row.get(c)}, _pairs(row.get("same", ""))) for row in rows)


def _pairs(cell: str) -> dict[str, str]:
    return {left: right for left, _, right in (pair.partition("=") for pair in split_cell(cell))}


class PlaceHead(Struct, frozen=True):
    """A head of the lexicon that announces a place (`مدينة`), and the kind of place that it announces, empty where it does not say."""

    id: str
    lemma: str
    level: str


def read_place_heads(data: Path) -> tuple[PlaceHead, ...]:
    """The heads of places of all lexicons of a data folder, by id."""
    tables = (tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((data / "lexicon").rglob("*.toml")))
    heads = (head for table in tables for head in table.get("head", ()) if head["type"] == "place_head")
    return tuple(sorted((PlaceHead(h["id"], h["lemma"], h.get("level", "")) for h in heads), key=lambda h: h.id))


def _optional(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    return read_rows(path, columns) if path.is_file() else iter(())


def _listed(row: Mapping[str, str], id: str, *, path: Path, line: int, beside: Beside) -> Fact:
    at = beside.where
    cells = {language: split_cell(row.get(language) or at.get(language, "")) for language in LANGUAGES}
    cells["en"] = (*cells["en"], *beside.names)
    kind = id.partition(".")[0]
    try:
        offices = parse_offices(row.get("offices", ""))
    except ValueError as error:
        raise DataFileError(f"{id}: {error}", path=path, line=line) from error
    fact = Fact(
        id=id,
        type=row["type"] if kind == "organization" else kind,
        names={language: names for language, names in cells.items() if names},
        short=split_cell(row.get("short", "")),
        level=row["type"] if kind == "place" else "",
        of=row.get("in") or row.get("of") or "",
        wikidata=row.get("wikidata") or at.get("wikidata") or None,
        role=row.get("role", ""),
        offices=offices,
        adjective=beside.adjectives[0] if beside.adjectives and kind == "place" else "",
    )
    return _located(fact, at, path=path.with_name("where.tsv"), line=beside.line) if at else fact


def _located(fact: Fact, at: Mapping[str, str], *, path: Path, line: int) -> Fact:
    return structs.replace(
        fact,
        country=at["country"],
        latitude=_number(at, "latitude", path=path, line=line),
        longitude=_number(at, "longitude", path=path, line=line),
        precision=at["precision"] or None,
        radius_km=_number(at, "radius_km", path=path, line=line),
        geonames=int(at["geonames"]) if at["geonames"] else None,
        population=int(at["population"] or 0),
    )


def _settlement(row: Mapping[str, str], *, path: Path, line: int) -> Fact:
    cells = {language: split_cell(row[language]) for language in LANGUAGES}
    population = int(row["population"] or 0)
    return Fact(
        id=f"settlement.{row['id']}",
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
