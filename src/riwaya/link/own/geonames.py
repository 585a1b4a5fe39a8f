"""GeoNames: the dump of a country, and the names of its features by language.

Source of the columns: https://download.geonames.org/export/dump/readme.txt
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from riwaya.link.facts import Fact
from riwaya.link.own.rows import UNDETERMINED, Level, Tally, clean_name, is_latin, is_readable, names_by_language, point
from riwaya.link.own.streams import LIMITS, Limits, open_lines

DUMP_COLUMNS = 19
ALTERNATE_COLUMNS = (8, 10)
"""Columns of the alternate names: of the older files, and of those that tell the years."""
_ID, _NAME, _ASCII, _OTHERS, _LATITUDE, _LONGITUDE, _CLASS, _CODE, _COUNTRY, _ADMIN1, _POPULATION = 0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 14
_COUNTRY_CODE = re.compile("[A-Z]{2}|")
_WIKIDATA = re.compile(r"Q\d{1,12}")
_PREFERRED, _PLAIN, _SHORT, _COLLOQUIAL, _HISTORIC = range(5)

Alternates = Mapping[int, list[tuple[int, str, str]]]
"""By geonameid: rank (the preferred first, historic ones last), language, name; the language `wkdt` holds an id of Wikidata."""


class Scan(Struct, frozen=True):
    """What a first pass over a dump finds: the geonameids of the features that Riwaya keeps, and the first-order regions, by country and code."""

    ids: Collection[int]
    regions: Mapping[tuple[str, str], tuple[int, str]]


def scan_dump(path: Path, levels: Mapping[str, Level], *, limits: Limits = LIMITS) -> Scan:
    """The first pass over a dump; lines that are none are left to the second."""
    ids: set[int] = set()
    regions: dict[tuple[str, str], tuple[int, str]] = {}
    with open_lines(path, limits=limits) as lines:
        for _, line in lines:
            cells = line.split(b"\t")
            if len(cells) != DUMP_COLUMNS or not cells[_ID].isdigit():
                continue
            if f"{cells[_CLASS].decode('latin-1')}.{cells[_CODE].decode('latin-1')}".lower() in levels:
                ids.add(int(cells[_ID]))
            if cells[_CODE] == b"ADM1":
                country, code = cells[_COUNTRY].decode("latin-1"), cells[_ADMIN1].decode("latin-1")
                regions[country, code] = int(cells[_ID]), cells[_ASCII].decode("utf-8", "replace") or cells[_NAME].decode("utf-8", "replace")
    return Scan(ids, regions)


def read_alternates(paths: Iterable[Path], *, ids: Collection[int], languages: Collection[str], tally: Tally, limits: Limits = LIMITS) -> Alternates:
    """The names of some features in some languages, out of files of alternate names."""
    found: dict[int, list[tuple[int, str, str]]] = {}
    wanted = {language.encode() for language in languages} | {b"wkdt"}
    for path in paths:
        with open_lines(path, limits=limits) as lines:
            for number, line in lines:
                cells = line.split(b"\t")
                if len(cells) not in ALTERNATE_COLUMNS or not cells[1].isdigit():
                    tally.add_bad(path, number, f"{len(cells)} columns; alternate names have {ALTERNATE_COLUMNS[1]}, the second a geonameid")
                elif cells[2] in wanted and int(cells[1]) in ids:
                    name = _decoded(cells[3])
                    if name is None:
                        tally.add_bad(path, number, "not UTF-8")
                    elif name := clean_name(name):
                        found.setdefault(int(cells[1]), []).append((_rank(cells), cells[2].decode(), name))
    for names in found.values():
        names.sort(key=lambda name: name[0])
    return found


def _rank(cells: list[bytes]) -> int:
    if cells[7] == b"1":
        return _HISTORIC
    if cells[6] == b"1":
        return _COLLOQUIAL
    return _PREFERRED if cells[4] == b"1" else _SHORT if cells[5] == b"1" else _PLAIN


def read_dump(
    path: Path,
    levels: Mapping[str, Level],
    *,
    scan: Scan,
    alternates: Alternates,
    tally: Tally,
    country: str = "",
    seen: set[int] | None = None,
    limits: Limits = LIMITS,
) -> Iterator[Fact]:
    """The places of a dump that Riwaya has a kind for; features of other kinds are counted, bad lines counted and told.

    `country` is the only one that its rows may have, empty: any. `seen` holds the geonameids met before, and takes up those met here.
    """
    seen = set() if seen is None else seen
    with open_lines(path, limits=limits) as lines:
        for number, line in lines:
            row = _cells(line)
            if isinstance(row, str):
                tally.add_bad(path, number, row)
                continue
            level = levels.get(f"{row[_CLASS]}.{row[_CODE]}".lower())
            if level is None:
                tally.left_out[f"{row[_CLASS] or '?'}.{row[_CODE] or '?'}"] += 1
            elif country and row[_COUNTRY] != country:
                tally.add_bad(path, number, f"country {row[_COUNTRY]!r} in the dump of {country}")
            elif int(row[_ID]) in seen:
                tally.add_bad(path, number, f"geonameid {row[_ID]} stands twice")
            else:
                seen.add(int(row[_ID]))
                yield _place(row, level, regions=scan.regions, alternates=alternates)


def _cells(line: bytes) -> list[str] | str:
    """The cells of a row of a dump, or what is wrong with it."""
    text = _decoded(line)
    if text is None:
        return "not UTF-8"
    row = text.split("\t")
    if len(row) != DUMP_COLUMNS:
        return f"{len(row)} column{'' if len(row) == 1 else 's'}; a dump has {DUMP_COLUMNS}"
    checks: tuple[tuple[bool, Callable[[], str]], ...] = (
        (row[_ID].isascii() and row[_ID].isdigit() and len(row[_ID]) < 12, lambda: f"geonameid {row[_ID]!r} is no number"),
        (bool(clean_name(row[_NAME]) or clean_name(row[_ASCII])), lambda: "no name"),
        (point(row[_LATITUDE], row[_LONGITUDE]) is not None, lambda: f"{row[_LATITUDE]!r}, {row[_LONGITUDE]!r} is no point"),
        (_COUNTRY_CODE.fullmatch(row[_COUNTRY]) is not None, lambda: f"{row[_COUNTRY]!r} is no country code"),
        (
            not row[_POPULATION] or (row[_POPULATION].isascii() and row[_POPULATION].isdigit()),
            lambda: f"population {row[_POPULATION]!r} is no number",
        ),
    )
    return next((reason() for right, reason in checks if not right), row)


def _place(row: list[str], level: Level, *, regions: Mapping[tuple[str, str], tuple[int, str]], alternates: Alternates) -> Fact:
    id, population = int(row[_ID]), int(row[_POPULATION] or 0)
    given = alternates.get(id, ())
    at = point(row[_LATITUDE], row[_LONGITUDE])
    sized = level.of_size(population)
    region, name = regions.get((row[_COUNTRY], row[_ADMIN1]), (0, ""))
    if region:
        name = next((n for _, language, n in alternates.get(region, ()) if language == "en"), clean_name(name))
    return Fact(
        id=f"geonames.{id}",
        type="place",
        names=names_by_language(_names(row, [(language, n) for _, language, n in given if language != "wkdt"])),
        level=sized.level,
        country=row[_COUNTRY],
        region="" if region == id else name,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        precision=sized.precision,
        radius_km=sized.radius_km,
        geonames=id,
        wikidata=next((n for _, language, n in given if language == "wkdt" and _WIKIDATA.fullmatch(n)), None),
        population=population,
        listed=False,
    )


def _names(row: list[str], alternates: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The names by language, then the dump's own: its main name is the English one, or in Latin letters; of the others it tells no language."""
    yield from alternates
    for name in (clean_name(row[_NAME]), clean_name(row[_ASCII])):
        yield "en" if is_latin(name) else UNDETERMINED, name
    for name in row[_OTHERS].split(","):
        if is_readable(cleaned := clean_name(name)):
            yield UNDETERMINED, cleaned


def _decoded(text: bytes) -> str | None:
    try:
        return text.decode("utf-8")
    except UnicodeDecodeError:
        return None
