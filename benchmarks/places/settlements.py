"""Rows of settlements.tsv: places known to linking only, from GeoNames and the postal list of Ukraine."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.places.match import NEAR_KM, Wikidata, distance_km
from benchmarks.places.names import cyrillic_names, fold_arabic, fold_latin, romanise_ukrainian
from benchmarks.places.sources import HERE, Postal, Region, Settlement, read_table

WORLD = 100_000
MOST_NAMES = 4
HEADER = ("id", "geonames", "en", "ar", "ru", "uk", "country", "region", "latitude", "longitude", "population")


class Listed(NamedTuple):
    """Which settlements of a country are listed: a row of listed.tsv; `least_arabic`: None if an Arabic name makes no difference."""

    least: int
    least_arabic: int | None
    whole: frozenset[str]
    plain: bool
    quarters: frozenset[str] = frozenset()
    before: int | None = None

    def has_quarter(self, place: Settlement) -> bool:
        """True for what is a quarter of a city, by its region or its number, and has no Arabic name."""
        return not place.arabic and (place.admin1 in self.quarters or (self.before is not None and int(place.geonames) >= self.before))


def read_listed() -> dict[str, Listed]:
    """The rows of listed.tsv by country."""
    found = {}
    for row in read_table(HERE / "listed.tsv"):
        arabic = None if row["arabic"] == "-" else int(row["arabic"])
        found[row["country"]] = Listed(
            int(row["least"]),
            arabic,
            frozenset(row["whole"].split()),
            row["plain"] == "yes",
            frozenset(row["quarters"].split()),
            int(row["before"]) if row["before"] else None,
        )
    return found


class Taken(NamedTuple):
    """What where.tsv holds already: numbers of GeoNames, and the points of each folded name in a country."""

    numbers: frozenset[str]
    points: Mapping[tuple[str, str], Sequence[tuple[float, float]]]

    def holds(self, place: Settlement, names: Iterable[str]) -> bool:
        """True for a settlement that where.tsv has by its number, or by one of its folded names nearby."""
        if place.geonames in self.numbers:
            return True
        here = (place.latitude, place.longitude)
        return any(distance_km(here, point) <= NEAR_KM for name in names for point in self.points.get((place.country, name), ()))


def choose(settlements: Sequence[Settlement], postal: Postal, *, taken: Taken, listed: Mapping[str, Listed]) -> list[Settlement]:
    """The settlements that settlements.tsv lists, those of GeoNames by number, then the villages that only the postal list of Ukraine has."""
    chosen = [s for s in settlements if _wanted(s, listed) and not taken.holds(s, (fold_latin(s.name), *map(fold_arabic, s.arabic)))]
    ukrainian: dict[str, list[Settlement]] = defaultdict(list)
    near: dict[tuple[int, int], list[Settlement]] = defaultdict(list)
    for place in settlements:
        if place.country == "UA":
            near[int(place.latitude), int(place.longitude)].append(place)
            for name in dict.fromkeys(place.cyrillic):
                ukrainian[name.replace("'", "’")].append(place)
    for village in postal.settlements:
        same = ukrainian.get(village.name, ())
        if postal.namesakes.get((village.admin1, village.name)) != 1 or any(s.admin1 == village.admin1 for s in same):
            continue
        if not taken.holds(village, [fold_latin(romanise_ukrainian(village.name))]) and lies_in_region(village, among=near):
            chosen.append(village)
    return chosen


def lies_in_region(village: Settlement, *, among: Mapping[tuple[int, int], Sequence[Settlement]]) -> bool:
    """True where one of the five settlements of GeoNames nearest to a point is of the region that the postal list says; `among`: by whole degrees."""
    latitude, longitude = int(village.latitude), int(village.longitude)
    around = [p for a in (-1, 0, 1) for b in (-1, 0, 1) for p in among.get((latitude + a, longitude + b), ())]
    around.sort(key=lambda p: distance_km((village.latitude, village.longitude), (p.latitude, p.longitude)))
    return any(p.admin1 == village.admin1 for p in around[:5])


def _wanted(place: Settlement, listed: Mapping[str, Listed]) -> bool:
    rule = listed.get(place.country)
    if rule is None:
        return place.population >= WORLD and bool(place.arabic)
    if rule.has_quarter(place):
        return False
    if place.admin1 in rule.whole or place.population >= rule.least:
        return True
    return rule.least_arabic is not None and place.population >= rule.least_arabic and bool(place.arabic)


def rows_of(chosen: Iterable[Settlement], *, regions: Sequence[Region], wikidata: Wikidata, listed: Mapping[str, Listed]) -> list[tuple[str, ...]]:
    """The cells of settlements.tsv; the id is `gn` with the number of GeoNames, or `ua` with code and romanised name."""
    names = {(r.country, r.admin1): r.english for r in regions}
    found = []
    for place in chosen:
        marked = place.country not in listed or not listed[place.country].plain
        found.append(_cells(place, region=names.get((place.country, place.admin1), ""), wikidata=wikidata, marked=marked))
    times = Counter[str]()
    for number, cells in enumerate(found):
        times[cells[0]] += 1
        if times[cells[0]] > 1:
            found[number] = (f"{cells[0]}_{times[cells[0]]}", *cells[1:])
    return found


def _cells(place: Settlement, *, region: str, wikidata: Wikidata, marked: bool) -> tuple[str, ...]:
    if place.geonames:
        number, english = f"gn{place.geonames}", place.name if marked else plain(place.name)
        russian, ukrainian = cyrillic_names(place, known=wikidata.russian_of(place))
    else:
        english = "-".join(part.capitalize() for part in " ".join(w.capitalize() for w in romanise_ukrainian(place.name).split()).split("-"))
        number, russian, ukrainian = f"ua{place.admin1}.{_ascii(romanise_ukrainian(place.name))}", [], [place.name]
    return (
        number,
        place.geonames,
        english,
        "|".join(distinct(place.arabic, fold=fold_arabic)),
        "|".join(distinct(russian, fold=str.casefold)),
        "|".join(distinct(ukrainian, fold=str.casefold)),
        place.country,
        region,
        f"{place.latitude:.4f}".rstrip("0").rstrip("."),
        f"{place.longitude:.4f}".rstrip("0").rstrip("."),
        str(place.population or ""),
    )


def plain(name: str) -> str:
    """A transcribed name without marks, as English newspapers write it.

    >>> plain("Dar‘ā"), plain("Ryl’sk")
    ('Dara', 'Rylsk')
    """
    letters = unicodedata.normalize("NFKD", name.strip("‘’ʻʼ'`"))
    return unicodedata.normalize("NFC", "".join(c for c in letters if not unicodedata.combining(c) and c not in "‘’ʻʼ'`ʿʾ"))


def _ascii(name: str) -> str:
    return "".join(c if c.isalnum() else "_" for c in name.lower())


def distinct(names: Iterable[str], *, fold: Callable[[str], str]) -> list[str]:
    """At most four names, each another one once folded."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name.strip())
    return list(found.values())[:MOST_NAMES]


def counted(rows: Iterable[tuple[str, ...]]) -> Counter[str]:
    """How many rows each country has."""
    return Counter(row[6] for row in rows)
