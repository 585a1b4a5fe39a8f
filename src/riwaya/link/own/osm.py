"""Places of OpenStreetMap as a table, such as the Overpass API's CSV form gives.

Source of the keys: https://wiki.openstreetmap.org/wiki/Key:place and https://wiki.openstreetmap.org/wiki/Key:name
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

from riwaya.errors import DataFileError
from riwaya.link.facts import Fact
from riwaya.link.own.rows import UNDETERMINED, Level, Tally, clean_name, names_by_language, point
from riwaya.link.own.streams import LIMITS, Limits, open_lines
from riwaya.link.sources import LANGUAGES

COLUMNS = ("osm_id", "osm_type", "name", "place", "lat", "lon")
"""Columns that such a table must have."""
FURTHER = ("population", "country", "is_in", "is_in:country", "is_in:country_code", "is_in:region", "addr:country", "alt_name", "wikidata")
"""Columns that it may have, beside `name:XX` of any language."""
_TYPES = {"n": "node", "w": "way", "r": "relation", "node": "node", "way": "way", "relation": "relation"}
_OVERPASS = {"@id": "osm_id", "@type": "osm_type", "@lat": "lat", "@lon": "lon"}
_WIKIDATA = re.compile(r"Q\d{1,12}")
_COUNTRY_CODE = re.compile("[A-Z]{2}")


def header_of(line: bytes) -> tuple[str, ...]:
    """The columns that a header names, those of Overpass under the names of OpenStreetMap."""
    return tuple(_OVERPASS.get(cell.strip(), cell.strip()) for cell in line.decode("utf-8", "replace").split("\t"))


def read_osm(
    path: Path,
    levels: Mapping[str, Level],
    *,
    languages: Collection[str] = LANGUAGES,
    country_of: Callable[[str], str],
    tally: Tally,
    limits: Limits = LIMITS,
) -> Iterator[Fact]:
    """The places of a table; those of kinds that Riwaya has none for, and without a name, are counted; bad lines counted and told.

    `country_of` gives the ISO code of a country's name, empty for what it does not know. Raises `DataFileError` where a column is missing.
    """
    seen: set[str] = set()
    with open_lines(path, limits=limits) as lines:
        header = header_of(next(lines, (1, b""))[1])
        if missing := [column for column in COLUMNS if column not in header]:
            raise DataFileError(f"the header lacks {', '.join(missing)}; see docs/linking.md", path=path, line=1)
        for number, line in lines:
            if not line.strip():
                continue
            row = _row(line, header)
            fact = row if isinstance(row, str) else _place(row, levels, languages=languages, country_of=country_of, tally=tally)
            if isinstance(fact, str):
                tally.add_bad(path, number, fact)
            elif fact is not None and fact.id in seen:
                tally.add_bad(path, number, f"{row['osm_type']} {row['osm_id']} stands twice" if isinstance(row, dict) else "stands twice")
            elif fact is not None:
                seen.add(fact.id)
                yield fact


def _row(line: bytes, header: tuple[str, ...]) -> dict[str, str] | str:
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError:
        return "not UTF-8"
    if len(cells) != len(header):
        return f"{len(cells)} cells where the header has {len(header)}"
    row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    if not (row["osm_id"].isascii() and row["osm_id"].isdigit()) or row["osm_type"].lower() not in _TYPES:
        return f"{row['osm_type']!r} {row['osm_id']!r} is no id of OpenStreetMap; write node, way or relation, and its number"
    return row


def _place(
    row: Mapping[str, str], levels: Mapping[str, Level], *, languages: Collection[str], country_of: Callable[[str], str], tally: Tally
) -> Fact | str | None:
    """A row's place; None for one that is left out, a str for what is wrong."""
    level = levels.get(row["place"])
    names = names_by_language(_names(row, languages))
    if level is None or not names:
        tally.left_out[f"place={row['place'] or '?'}" if level is None else "without a name"] += 1
        return None
    at = point(row["lat"], row["lon"])
    if at is None:
        return f"{row['lat']!r}, {row['lon']!r} is no point"
    digits = re.sub(r"[\s,.'\u00a0\u202f]", "", row.get("population", ""))
    population = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0  # written freely: `~ 400`, `1 200 (2020)`
    sized = level.of_size(population)
    return Fact(
        id=f"osm.{_TYPES[row['osm_type'].lower()]}.{row['osm_id']}",
        type="place",
        names=names,
        level=sized.level,
        country=_country(row, country_of),
        region=clean_name(row.get("is_in:region", "")),
        latitude=at[0],
        longitude=at[1],
        precision=sized.precision,
        radius_km=sized.radius_km,
        wikidata=row["wikidata"] if _WIKIDATA.fullmatch(row.get("wikidata", "")) else None,
        population=population,
        listed=False,
    )


def _names(row: Mapping[str, str], languages: Collection[str]) -> Iterator[tuple[str, str]]:
    for language in languages:
        for name in row.get(f"name:{language}", "").split(";"):
            yield language, clean_name(name)
    for column in ("name", "alt_name"):
        for name in row.get(column, "").split(";"):
            yield UNDETERMINED, clean_name(name)


def _country(row: Mapping[str, str], country_of: Callable[[str], str]) -> str:
    """The country that a row tells, by code or by name; `is_in` lists what holds the place, the widest last."""
    for column in ("is_in:country_code", "country", "addr:country", "is_in:country"):
        if cell := row.get(column, ""):
            return cell if _COUNTRY_CODE.fullmatch(cell) else country_of(cell)
    return next((code for part in reversed(re.split("[,;]", row.get("is_in", ""))) if (code := country_of(part.strip()))), "")
