"""Rows of where.tsv: where each row of places.tsv lies, how surely, and by which source."""

import math
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.places.match import Found, Index, Wikidata, chain, distance_km, find_near, find_settlement, scope_of
from benchmarks.places.names import cyrillic_names
from benchmarks.places.sources import ByHand, Country, Row, Settlement

JOINED = {"city": "settlement", "town": "settlement", "village": "settlement", "port": "settlement", "district": "district"}
"""Types of places.tsv whose rows are looked for among settlements, and the precision of what is found; all others stand in placed_by_hand.tsv."""
DISTRICT_KM = 8
FEW = 4
"""A region with fewer settlements than this is not placed by them."""


class Placed(NamedTuple):
    """A row of where.tsv."""

    id: str
    country: str
    latitude: float
    longitude: float
    precision: str
    radius_km: int
    geonames: str
    wikidata: str
    population: int
    russian: str
    ukrainian: str

    def cells(self) -> tuple[str, ...]:
        """The cells of the row as written: coordinates to four decimals, no zero for an unknown population."""
        return (
            self.id,
            self.country,
            f"{self.latitude:.4f}".rstrip("0").rstrip("."),
            f"{self.longitude:.4f}".rstrip("0").rstrip("."),
            self.precision,
            str(self.radius_km),
            self.geonames,
            self.wikidata,
            str(self.population or ""),
            self.russian,
            self.ukrainian,
        )


class Sources(NamedTuple):
    """All that placing a row needs."""

    rows: Mapping[str, Row]
    countries: Mapping[str, Country]
    codes: Mapping[str, frozenset[tuple[str, str]]]
    names: Index
    settlements: Sequence[Settlement]
    by_hand: Mapping[str, ByHand]
    wikidata: Wikidata


def settlement_radius_km(population: int) -> int:
    """How far a settlement reaches from its middle, by its people: 2 km for a village, 20 for a city of ten million; 3 where they are unknown.

    >>> settlement_radius_km(400), settlement_radius_km(100_000), settlement_radius_km(10_000_000), settlement_radius_km(0)
    (2, 3, 20, 3)
    """
    return min(20, max(2, round(1.5 + math.sqrt(population) / 170))) if population else 3


def place_rows(sources: Sources) -> tuple[list[Placed], dict[str, str]]:
    """Every row of places.tsv that is surely located, in its order, and for each other one why it is not."""
    by_number = {s.geonames: s for s in sources.settlements}
    placed: list[Placed] = []
    left: dict[str, str] = {}
    taken: set[str] = set()
    for row in sources.rows.values():
        found = _place(row, sources, by_number)
        if isinstance(found, str):
            left[row.id] = found
            continue
        if found.geonames in taken:
            found = found._replace(geonames="", wikidata="")
        taken.add(found.geonames or row.id)
        placed.append(found)
    return placed, left


def _place(row: Row, sources: Sources, by_number: Mapping[str, Settlement]) -> Placed | str:
    if row.id in sources.countries:
        return _country(row, sources.countries[row.id])
    hand = sources.by_hand.get(row.id)
    if hand and hand.latitude == "-":
        return "doubtful"
    country = _country_of(row, sources)
    placed: Placed | str = "none"
    if hand and hand.geonames:
        placed = _settlement(row, by_number[hand.geonames], country=country, sources=sources)
    elif row.type in JOINED and not (hand and hand.latitude):
        scope = scope_of(row, rows=sources.rows, countries=sources.countries, codes=sources.codes)
        placed = _joined(row, find_settlement(row, scope=scope, index=sources.names), country=country, sources=sources)
    elif row.id in sources.codes:
        placed = _region(row, sources, country=country)
    return _corrected(row, hand, placed, country=country, sources=sources) if hand else placed


def _country(row: Row, country: Country) -> Placed:
    radius = max(5, round(math.sqrt(country.area_km2 / math.pi)))
    return Placed(
        row.id,
        country.code,
        country.latitude,
        country.longitude,
        "country",
        radius,
        country.geonames,
        "",
        country.population,
        country.russian,
        country.ukrainian,
    )


def _country_of(row: Row, sources: Sources) -> str:
    for container in chain(row, rows=sources.rows):
        if container in sources.countries:
            return sources.countries[container].code
    return ""


def _joined(row: Row, found: Found, *, country: str, sources: Sources) -> Placed | str:
    if found.settlement is None:
        return found.why
    return _settlement(row, found.settlement, country=country, sources=sources)


def _settlement(row: Row, place: Settlement, *, country: str, sources: Sources) -> Placed:
    precision = JOINED.get(row.type, "settlement")
    radius = DISTRICT_KM if precision == "district" else settlement_radius_km(place.population)
    russian, ukrainian = cyrillic_names(place, known=sources.wikidata.russian_of(place))
    return Placed(
        row.id,
        country,
        place.latitude,
        place.longitude,
        precision,
        radius,
        place.geonames,
        sources.wikidata.of(place) if precision == "settlement" else "",
        place.population,
        russian[0] if russian else "",
        ukrainian[0] if ukrainian else "",
    )


def _region(row: Row, sources: Sources, *, country: str) -> Placed | str:
    codes = sources.codes[row.id]
    inside = [s for s in sources.settlements if (s.country, s.admin1) in codes]
    if len(inside) < FEW:
        return "few settlements"
    middle = (median(s.latitude for s in inside), median(s.longitude for s in inside))
    distances = sorted(distance_km(middle, (s.latitude, s.longitude)) for s in inside)
    radius = max(5, round(distances[int(len(distances) * 0.9)]))
    return Placed(row.id, country, round(middle[0], 2), round(middle[1], 2), "region", radius, "", "", 0, "", "")


def _corrected(row: Row, hand: ByHand, placed: Placed | str, *, country: str, sources: Sources) -> Placed | str:
    """What is written by hand over what was joined; a row with a point by hand needs no join, but takes what GeoNames has of its name there."""
    if isinstance(placed, str):
        if not hand.latitude:
            return placed
        near = find_near(row, (float(hand.latitude), float(hand.longitude)), index=sources.names) if row.type in JOINED else None
        if near:
            placed = _settlement(row, near, country=country, sources=sources)
        else:
            placed = Placed(row.id, country, 0.0, 0.0, JOINED.get(row.type, "exact"), 3, "", "", 0, "", "")
    if hand.latitude:
        placed = placed._replace(latitude=float(hand.latitude), longitude=float(hand.longitude))
    if hand.country:
        placed = placed._replace(country=hand.country if hand.country != "-" else "")
    if hand.precision:
        placed = placed._replace(precision=hand.precision)
    if hand.radius_km:
        placed = placed._replace(radius_km=int(hand.radius_km))
    return placed._replace(russian=hand.russian or placed.russian, ukrainian=hand.ukrainian or placed.ukrainian)
