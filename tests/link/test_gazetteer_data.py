"""The data of the embedded gazetteer: where.tsv and settlements.tsv against places.tsv and against what any atlas says."""

import csv
import math
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from riwaya.lexicon.compiled import DATA
from riwaya.link.sources import PRECISIONS

GAZETTEER = DATA / "gazetteer"
CASES = Path(__file__).resolve().parent.parent / "cases" / "gazetteer"
OSM = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "gazetteer" / "ua_settlements_osm" / "settlements.csv"
LARGEST_BYTES = 3_500_000


@cache
def rows(path: Path) -> tuple[dict[str, str], ...]:
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def where() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(GAZETTEER / "where.tsv")}


def distance_km(first: dict[str, str], latitude: float, longitude: float) -> float:
    a, b = math.radians(float(first["latitude"])), math.radians(latitude)
    turn = math.radians(longitude - float(first["longitude"]))
    return 6371 * math.acos(min(1.0, math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)))


def test_every_row_is_one_of_places() -> None:
    ids = [row["id"] for row in rows(GAZETTEER / "where.tsv")]
    assert set(ids) <= {row["id"] for row in rows(GAZETTEER / "places.tsv")}
    assert len(ids) == len(set(ids))


def test_nearly_all_places_are_located() -> None:
    assert len(where()) >= 0.97 * len(rows(GAZETTEER / "places.tsv"))


@pytest.mark.parametrize("name", ["where.tsv", "settlements.tsv"])
def test_numbers_of_geonames_stand_once_over_both_files(name: str) -> None:
    other = {"where.tsv": "settlements.tsv", "settlements.tsv": "where.tsv"}[name]
    numbers = [row["geonames"] for row in rows(GAZETTEER / name) if row["geonames"]]
    assert len(numbers) == len(set(numbers))
    assert not set(numbers) & {row["geonames"] for row in rows(GAZETTEER / other) if row["geonames"]}


def test_ids_of_wikidata_stand_once() -> None:
    ids = [row["wikidata"] for row in rows(GAZETTEER / "where.tsv") if row["wikidata"]]
    assert [id for id, number in Counter(ids).items() if number > 1] == []
    assert all(id[0] == "Q" and id[1:].isdigit() for id in ids)


def test_precision_and_radius_are_of_the_contract() -> None:
    for row in rows(GAZETTEER / "where.tsv"):
        assert row["precision"] in PRECISIONS, row
        assert 1 <= int(row["radius_km"]) <= (30 if row["precision"] == "settlement" else 8000), row


@pytest.mark.parametrize("name", ["where.tsv", "settlements.tsv"])
def test_points_lie_in_their_country(name: str) -> None:
    boxes = {row["country"]: row for row in rows(CASES / "boxes.tsv")}
    checked = 0
    for row in rows(GAZETTEER / name):
        latitude, longitude = float(row["latitude"]), float(row["longitude"])
        assert -90 <= latitude <= 90
        assert -180 <= longitude <= 180
        box = boxes.get(row["country"])
        if box:
            checked += 1
            assert float(box["south"]) <= latitude <= float(box["north"]), row
            assert float(box["west"]) <= (longitude + 360 if row["country"] == "RU" and longitude < 0 else longitude) <= float(box["east"]), row
    assert checked > 2500


@pytest.mark.parametrize("spot", rows(CASES / "spots.tsv"), ids=lambda row: row["id"])
def test_a_place_lies_where_an_atlas_has_it(spot: dict[str, str]) -> None:
    assert distance_km(where()[spot["id"]], float(spot["latitude"]), float(spot["longitude"])) <= float(spot["km"])


def test_every_settlement_has_names_and_a_point() -> None:
    for row in rows(GAZETTEER / "settlements.tsv"):
        assert row["en"], row
        assert len(row["country"]) == 2, row
        assert all(len(row[language].split("|")) <= 4 for language in ("ar", "ru", "uk")), row


def test_scripts_stand_in_their_columns() -> None:
    for name in ("where.tsv", "settlements.tsv"):
        for row in rows(GAZETTEER / name):
            assert not set(row["ru"]) & set("іїєґ"), row
            assert not set(row["uk"]) & set("ыэъё"), row
            assert all("\u0600" <= letter <= "\u06ff" or letter in " -|،.()ـ'" or letter == "\u200c" for letter in row.get("ar", "")), row


def test_the_files_stay_small() -> None:
    assert sum((GAZETTEER / name).stat().st_size for name in ("where.tsv", "settlements.tsv")) <= LARGEST_BYTES


@pytest.mark.skipif(not OSM.is_file(), reason="the settlements of OpenStreetMap are not beside the project")
def test_ukrainian_settlements_lie_where_openstreetmap_has_them() -> None:
    """Of settlements that bear a name of OpenStreetMap within their region, 98 in 100 lie within 5 km of one of them."""
    regions = {"Donetsk Oblast": "Донецька", "Luhansk Oblast": "Луганська", "Kharkiv Oblast": "Харківська", "Zaporizhzhia Oblast": "Запорізька"}
    regions |= {"Kherson Oblast": "Херсонська", "Sumy Oblast": "Сумська", "Mykolaiv Oblast": "Миколаївська", "Odesa Oblast": "Одеська"}
    points: dict[tuple[str, str], list[tuple[float, float]]] = {}
    with OSM.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            points.setdefault((row["oblast"], row["name_uk"]), []).append((float(row["lat"]), float(row["lon"])))
    near = far = 0
    for row in rows(GAZETTEER / "settlements.tsv"):
        known = [p for name in row["uk"].split("|") for p in points.get((regions.get(row["region"], ""), name), ())]
        if row["country"] == "UA" and known:
            hit = min(distance_km(row, *point) for point in known) <= 5
            near, far = near + hit, far + (not hit)
    assert near > 2000
    assert far <= 0.02 * (near + far)
