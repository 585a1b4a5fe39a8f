"""The sources of the embedded gazetteer: what they hold, and readers of the postal places, of Natural Earth and of what was written by hand.

Sources: GeoNames' postal places of Ukraine (CC BY 4.0), Natural Earth (public domain); `geonames.py` reads the rest.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
GAZETTEER = HERE.parent.parent / "src" / "riwaya" / "data" / "gazetteer"


class Settlement(NamedTuple):
    """A settlement as GeoNames has it; `geonames` is empty for one that only the postal list holds."""

    geonames: str
    name: str
    country: str
    admin1: str
    latitude: float
    longitude: float
    population: int
    latin: tuple[str, ...]
    arabic: tuple[str, ...]
    cyrillic: tuple[str, ...]


class Row(NamedTuple):
    """A row of places.tsv: its id, type, names, container and the place whose capital it is."""

    id: str
    type: str
    english: str
    arabic: tuple[str, ...]
    container: str


class Country(NamedTuple):
    """A country: ISO 3166-1 alpha-2, central point, area, people and its names in other languages."""

    code: str
    latitude: float
    longitude: float
    area_km2: float
    population: int
    geonames: str
    russian: str
    ukrainian: str


def read_table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file with a header, without blank lines and lines that begin with `#`."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        yield from ({k: v or "" for k, v in row.items()} for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def read_rows() -> dict[str, Row]:
    """The rows of places.tsv by their id, in the order of the file."""
    found = {}
    for row in read_table(GAZETTEER / "places.tsv"):
        found[row["id"]] = Row(row["id"], row["type"], row["en"], tuple(filter(None, row["ar"].split("|"))), row["in"])
    return found


class Postal(NamedTuple):
    """The postal places of Ukraine: those with a point of their own, and how many places of a region bear a name, by (code, name)."""

    settlements: tuple[Settlement, ...]
    namesakes: dict[tuple[str, str], int]


def read_postal(path: Path) -> Postal:
    """Ukrainian places of the postal list; those with the point of a GeoNames entry (accuracy 4) inside their district become settlements.

    The list is `UA.txt` of http://download.geonames.org/export/zip/; without it (`path` does not exist) villages that GeoNames' towns lack are
    left out.
    """
    if not path.is_file():
        return Postal((), {})
    places: dict[tuple[str, str, str], list[tuple[float, float]]] = {}
    districts: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        code, name, district = _POSTAL_CODES.get(cells[4], cells[4]), cells[2].strip().replace("'", "’"), cells[5] or cells[1]
        points = places.setdefault((code, name, district), [])
        if cells[11] == "4":
            points.append((float(cells[9]), float(cells[10])))
            districts.setdefault((code, cells[5]), []).append(points[-1])
    middles = {key: (median(p[0] for p in points), median(p[1] for p in points)) for key, points in districts.items()}
    found, namesakes = [], Counter[tuple[str, str]]()
    for (code, name, district), points in sorted(places.items()):
        namesakes[code, name] += max(1, len(set(points)))
        middle = middles.get((code, district))
        for latitude, longitude in sorted(set(points)):
            if middle and abs(latitude - middle[0]) < 0.4 and abs(longitude - middle[1]) < 0.6:
                found.append(Settlement("", name, "UA", code, latitude, longitude, 0, (), (), (name,)))
    return Postal(tuple(found), dict(namesakes))


_POSTAL_CODES = {"12": "13", "13": "12"}


class Region(NamedTuple):
    """A first-order region of GeoNames: its English name and the row of places.tsv that is the same region (empty: none)."""

    country: str
    admin1: str
    english: str
    place: str


def read_regions() -> list[Region]:
    """The first-order regions named by hand."""
    return [Region(row["country"], row["admin1"], row["en"], row["place"]) for row in read_table(HERE / "regions.tsv")]


class ByHand(NamedTuple):
    """What is known of a place by hand: a point, or the number of the GeoNames entry that it is; empty cells leave the join alone."""

    id: str
    latitude: str
    longitude: str
    precision: str
    radius_km: str
    country: str
    geonames: str
    russian: str
    ukrainian: str


def read_by_hand() -> dict[str, ByHand]:
    """The rows of placed_by_hand.tsv by their ids."""
    found = {}
    for row in read_table(HERE / "placed_by_hand.tsv"):
        entry = ByHand(*(row[key] for key in ("id", "latitude", "longitude", "precision", "radius_km", "country", "geonames", "ru", "uk")))
        if entry.id in found:
            raise SystemExit(f"placed_by_hand.tsv: {entry.id} twice")
        found[entry.id] = entry
    return found


class Known(NamedTuple):
    """A place of Natural Earth with its id in Wikidata."""

    geonames: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    wikidata: str
    russian: str


def read_natural_earth(path: Path) -> list[Known]:
    """The populated places of Natural Earth that name their Wikidata id; none where `path` does not exist."""
    if not path.is_file():
        return []
    found = []
    for row in read_table(path):
        if not re.fullmatch(r"Q\d+", row["wikidataid"]):
            continue
        number = row["GEONAMEID"].split(".")[0]
        names = (row["NAME"], row["NAMEASCII"], row["NAME_EN"])
        found.append(
            Known(number if number.isdigit() else "", names, float(row["LATITUDE"]), float(row["LONGITUDE"]), row["wikidataid"], row["NAME_RU"])
        )
    return found
