"""Which entry of GeoNames a row of places.tsv is: by its English or Arabic name within its container; never a namesake of another region.

A row that two distant entries could be is left out. In Ukraine the postal list tells whether a village has namesakes in its region.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.places.names import fold_arabic, fold_latin, romanise_ukrainian
from benchmarks.places.sources import Country, Known, Postal, Region, Row, Settlement

NEAR_KM = 6.0
"""Two entries of one name this near each other are one place, entered twice."""
FAR_LARGER = 12.0
"""Within a whole country a city is its largest namesake only where it has this many times the people of the next."""
CITY = 15_000
LARGE_TOWN = 8_000
"""A Ukrainian town of this size is meant where villages of its region bear its name."""


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude) on a sphere of 6,371 km.

    >>> round(distance_km((50.45, 30.52), (46.48, 30.73)))
    442
    """
    a, b = math.radians(first[0]), math.radians(second[0])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(second[1] - first[1]) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(half))


class Scope(NamedTuple):
    """Where to look for a place: its country and, where its container is a region, the region's codes (empty: the whole country)."""

    countries: frozenset[str]
    codes: frozenset[tuple[str, str]]


def chain(row: Row, *, rows: Mapping[str, Row]) -> Iterable[str]:
    """The containers of a place from the nearest outward."""
    at, seen = row.container, set[str]()
    while at and at not in seen:
        seen.add(at)
        yield at
        at = rows[at].container if at in rows else ""


def scope_of(row: Row, *, rows: Mapping[str, Row], countries: Mapping[str, Country], codes: Mapping[str, frozenset[tuple[str, str]]]) -> Scope:
    """The scope of a row by its chain of containers."""
    for container in chain(row, rows=rows):
        if container in codes:
            return Scope(frozenset(c for c, _ in codes[container]), codes[container])
        if container in countries:
            return Scope(frozenset({countries[container].code}), frozenset())
    return Scope(frozenset(), frozenset())


class Index(NamedTuple):
    """Settlements by country and folded name."""

    latin: dict[tuple[str, str], list[Settlement]]
    arabic: dict[tuple[str, str], list[Settlement]]
    ukrainian: dict[tuple[str, str], list[Settlement]]
    namesakes: Mapping[tuple[str, str], int]
    countries: tuple[str, ...]


def index_settlements(settlements: Sequence[Settlement], postal: Postal) -> Index:
    """Index all settlements by country and name, the postal ones by region and romanised name."""
    latin, arabic, ukrainian = defaultdict(list), defaultdict(list), defaultdict(list)
    for place in settlements:
        for name in dict.fromkeys(fold_latin(n) for n in (place.name, *place.latin)):
            latin[place.country, name].append(place)
        for name in dict.fromkeys(fold_arabic(n) for n in place.arabic):
            arabic[place.country, name].append(place)
    for place in postal.settlements:
        ukrainian[place.admin1, fold_latin(romanise_ukrainian(place.name))].append(place)
    namesakes = defaultdict[tuple[str, str], int](int)
    for (code, name), number in postal.namesakes.items():
        namesakes[code, fold_latin(romanise_ukrainian(name))] += number
    return Index(dict(latin), dict(arabic), dict(ukrainian), dict(namesakes), tuple(sorted({s.country for s in settlements})))


class Found(NamedTuple):
    """What the join says of a row: the settlement, or why none (`none`, `ambiguous`)."""

    settlement: Settlement | None
    why: str
    candidates: tuple[Settlement, ...]


def find_settlement(row: Row, *, scope: Scope, index: Index) -> Found:
    """The settlement that a row is, if it is surely one."""
    named: dict[tuple[str, float, float], Settlement] = {}
    by_english = fold_latin(row.english)
    for country in sorted(scope.countries):
        for place in index.latin.get((country, by_english), ()):
            named[place.geonames, place.latitude, place.longitude] = place
        for name in row.arabic:
            for place in index.arabic.get((country, fold_arabic(name)), ()):
                named[place.geonames, place.latitude, place.longitude] = place
    candidates = [p for p in named.values() if not scope.codes or (p.country, p.admin1) in scope.codes]
    for country, code in sorted(scope.codes):
        if country == "UA":
            for village in index.ukrainian.get((code, by_english), ()):
                if all(distance_km(_at(village), _at(p)) > NEAR_KM for p in candidates):
                    candidates.append(village)
    namesakes = max((index.namesakes.get((code, by_english), 0) for country, code in scope.codes if country == "UA"), default=0)
    return _judge(row, candidates, scope, namesakes=namesakes)


def find_near(row: Row, point: tuple[float, float], *, index: Index) -> Settlement | None:
    """The settlement of GeoNames that bears a name of a row and lies where the row was placed by hand, in whatever country GeoNames has it."""
    named: list[Settlement] = []
    for country in index.countries:
        named += index.latin.get((country, fold_latin(row.english)), ())
        for form in row.arabic:
            named += index.arabic.get((country, fold_arabic(form)), ())
    near = [p for p in named if distance_km(_at(p), point) <= NEAR_KM]
    return min(near, key=lambda p: (-p.population, p.geonames)) if near else None


def _judge(row: Row, candidates: list[Settlement], scope: Scope, *, namesakes: int) -> Found:
    """Take the largest candidate if all others are the same place, bear the name beside their own, or are far smaller.

    `namesakes`: how many places of that name the region's postal list holds; a village among several is none surely.
    """
    exact = fold_latin(row.english)
    candidates.sort(key=lambda p: (fold_latin(p.name) != exact, -p.population, p.geonames, p.latitude))
    if not candidates:
        return Found(None, "none", ())
    best = candidates[0]
    others = [p for p in candidates[1:] if distance_km(_at(p), _at(best)) > NEAR_KM]
    if namesakes > 1 and best.population < LARGE_TOWN:
        return Found(None, "ambiguous", tuple(candidates))
    if fold_latin(best.name) == exact:
        others = [p for p in others if fold_latin(p.name) == exact or p.population > best.population]
    if not others or (best.population >= CITY and best.population >= FAR_LARGER * max(p.population for p in others)):
        return Found(best, "", tuple(candidates))
    return Found(None, "ambiguous", tuple(candidates))


def _at(place: Settlement) -> tuple[float, float]:
    return place.latitude, place.longitude


def region_codes(regions: Sequence[Region], unions: Mapping[str, str]) -> dict[str, frozenset[tuple[str, str]]]:
    """The codes of GeoNames of every row of places.tsv that is a region or a union of regions."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for region in regions:
        if region.place:
            found[region.place].add((region.country, region.admin1))
    for place, codes in unions.items():
        found[place] = {(code.split(":")[0], code.split(":")[1]) for code in codes.split()}
    return {place: frozenset(codes) for place, codes in found.items()}


class Wikidata:
    """Ids of Wikidata by Natural Earth: for the same GeoNames number, or the same name, within 20 km either way."""

    def __init__(self, known: Sequence[Known]) -> None:
        self._by_number = {k.geonames: k for k in known if k.geonames}
        self._by_name: dict[str, list[Known]] = defaultdict(list)
        for entry in known:
            for name in dict.fromkeys(fold_latin(n) for n in entry.names if n):
                self._by_name[name].append(entry)

    def of(self, place: Settlement) -> str:
        """The id of a settlement; empty where Natural Earth does not surely have it."""
        known = self._known(place)
        return known.wikidata if known else ""

    def russian_of(self, place: Settlement) -> str:
        """The Russian name of a settlement that Natural Earth surely has; else empty."""
        known = self._known(place)
        return known.russian if known else ""

    def _known(self, place: Settlement) -> Known | None:
        same = self._by_number.get(place.geonames)
        if same and distance_km((same.latitude, same.longitude), _at(place)) <= 20:
            return same
        near = {k.wikidata: k for k in self._by_name.get(fold_latin(place.name), ()) if distance_km((k.latitude, k.longitude), _at(place)) <= 20}
        return next(iter(near.values())) if len(near) == 1 else None
