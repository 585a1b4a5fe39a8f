"""How rows of places.tsv are joined with GeoNames: on settlements made for the tests."""

from pathlib import Path

from benchmarks.places.match import Index, Scope, Wikidata, find_near, find_settlement, index_settlements, region_codes, scope_of
from benchmarks.places.names import cyrillic_names, fold_arabic, fold_latin
from benchmarks.places.placed import Sources, place_rows, settlement_radius_km
from benchmarks.places.settlements import Listed, Taken, choose, distinct, rows_of
from benchmarks.places.sources import ByHand, Country, Known, Postal, Region, Row, Settlement, read_natural_earth, read_postal

EMPTY = Postal((), {})
SCOPE = Scope(frozenset({"SY"}), frozenset({("SY", "12")}))


def town(
    name: str, number: str = "1", *, at: tuple[float, float] = (35.8, 36.7), admin1: str = "12", people: int = 5000, country: str = "SY"
) -> Settlement:
    return Settlement(number, name, country, admin1, *at, people, (name,), (), ())


def row(english: str, *, arabic: str = "بلدة", type: str = "town", container: str = "idlib_gov") -> Row:
    return Row(fold_latin(english), type, english, (arabic,), container)


def index(*settlements: Settlement, postal: Postal = EMPTY) -> Index:
    return index_settlements(settlements, postal)


def test_a_town_is_found_by_its_english_name_without_the_article() -> None:
    found = find_settlement(row("Al-Dana"), scope=SCOPE, index=index(town("Ad Dānā")))
    assert found.settlement == town("Ad Dānā")


def test_a_town_is_found_by_its_arabic_name() -> None:
    place = town("Kafranbel")._replace(arabic=("كفر نبل",))
    assert find_settlement(row("Kafr Nabl", arabic="كفر نبل"), scope=SCOPE, index=index(place)).settlement == place


def test_a_namesake_in_another_region_is_not_taken() -> None:
    found = find_settlement(row("Sarmin"), scope=SCOPE, index=index(town("Sarmin", admin1="09")))
    assert (found.settlement, found.why) == (None, "none")


def test_two_namesakes_in_the_region_leave_it_open() -> None:
    places = index(town("Sarmin", "1"), town("Sarmin", "2", at=(35.2, 36.2)))
    assert find_settlement(row("Sarmin"), scope=SCOPE, index=places).why == "ambiguous"


def test_two_entries_of_one_place_are_one() -> None:
    places = index(town("Sarmin", "1", people=20), town("Sarmin", "2", at=(35.81, 36.71), people=900))
    found = find_settlement(row("Sarmin"), scope=SCOPE, index=places)
    assert found.settlement
    assert found.settlement.geonames == "2"


def test_a_far_larger_city_is_meant_in_a_whole_country() -> None:
    scope = Scope(frozenset({"SY"}), frozenset())
    large, hamlet = town("Homs", "1", people=700_000), town("Homs", "2", at=(33.0, 36.0), people=900)
    assert find_settlement(row("Homs", type="city"), scope=scope, index=index(large, hamlet)).settlement == large
    assert find_settlement(row("Homs", type="city"), scope=scope, index=index(town("Homs", people=6000), hamlet)).why == "ambiguous"


def test_a_ukrainian_village_with_a_namesake_in_its_region_is_left_open() -> None:
    village = Settlement("", "Веселе", "UA", "05", 48.75, 38.15, 0, (), (), ("Веселе",))
    scope = Scope(frozenset({"UA"}), frozenset({("UA", "05")}))
    alone = index(postal=Postal((village,), {("05", "Веселе"): 1}))
    several = index(postal=Postal((village,), {("05", "Веселе"): 3}))
    assert find_settlement(row("Vesele"), scope=scope, index=alone).settlement == village
    assert find_settlement(row("Vesele"), scope=scope, index=several).why == "ambiguous"


def test_the_nearest_container_with_codes_is_the_scope() -> None:
    rows = {
        "idlib_gov": Row("idlib_gov", "region", "Idlib", (), "syria"),
        "sarmin": row("Sarmin"),
        "tall": row("Tall", container="syria"),
        "syria": Row("syria", "country", "Syria", (), ""),
    }
    countries = {"syria": Country("SY", 35, 38, 185_000, 1, "", "", "")}
    codes = region_codes([Region("SY", "12", "Idlib", "idlib_gov")], {})
    assert scope_of(rows["sarmin"], rows=rows, countries=countries, codes=codes) == SCOPE
    assert scope_of(rows["tall"], rows=rows, countries=countries, codes=codes) == Scope(frozenset({"SY"}), frozenset())


def sources(by_hand: dict[str, ByHand], *settlements: Settlement) -> Sources:
    rows = {
        "syria": Row("syria", "country", "Syria", ("سوريا",), ""),
        "sarmin": row("Sarmin", container="syria"),
        "crossing": row("Crossing", type="crossing"),
    }
    countries = {"syria": Country("SY", 35, 38, 185_000, 20_000_000, "163843", "Сирия", "Сирія")}
    return Sources(rows, countries, {}, index(*settlements), settlements, by_hand, Wikidata([]))


def test_what_is_written_by_hand_goes_over_what_was_joined() -> None:
    hand = {
        "sarmin": ByHand("sarmin", "35.9", "36.72", "", "4", "-", "", "Сармин", ""),
        "crossing": ByHand("crossing", "36.2", "36.7", "exact", "2", "", "", "", ""),
    }
    placed, left = place_rows(sources(hand, town("Sarmin", "7", at=(35.91, 36.73))))
    assert [p.cells() for p in placed] == [
        ("syria", "SY", "35", "38", "country", "243", "163843", "", "20000000", "Сирия", "Сирія"),
        ("sarmin", "", "35.9", "36.72", "settlement", "4", "7", "", "5000", "Сармин", ""),
        ("crossing", "", "36.2", "36.7", "exact", "2", "", "", "", "", ""),
    ]
    assert left == {}


def test_a_row_left_out_by_hand_and_one_of_no_settlement_stay_without_a_point() -> None:
    placed, left = place_rows(sources({"sarmin": ByHand("sarmin", "-", "", "", "", "", "", "", "")}, town("Sarmin")))
    assert [p.id for p in placed] == ["syria"]
    assert left == {"sarmin": "doubtful", "crossing": "none"}


def test_a_point_by_hand_takes_the_entry_of_its_name_that_lies_there() -> None:
    near, far = town("Sarmin", "7"), town("Sarmin", "8", at=(33.0, 36.0))
    assert find_near(row("Sarmin"), (35.81, 36.71), index=index(near, far)) == near
    assert find_near(row("Sarmin"), (34.5, 36.7), index=index(near, far)) is None


def test_wikidata_only_for_the_same_name_nearby() -> None:
    wikidata = Wikidata([Known("", ("Sarmin",), 35.8, 36.7, "Q1", ""), Known("9", ("Idlib",), 35.9, 36.6, "Q2", "Идлиб")])
    assert wikidata.of(town("Sarmin")) == "Q1"
    assert wikidata.of(town("Sarmin", at=(33.0, 36.0))) == ""
    assert (wikidata.of(town("Idleb", "9")), wikidata.russian_of(town("Idleb", "9"))) == ("Q2", "Идлиб")


def test_settlements_listed_are_those_that_linking_asks_for() -> None:
    listed = {"SY": Listed(0, None, frozenset(), True), "TR": Listed(5000, 500, frozenset(), False)}
    places = [
        town("Sarmin", "1", people=0),
        town("Taken", "2"),
        town("Twin", "3"),
        town("Köy", "4", country="TR", people=900),
        town("Köy", "5", country="TR", people=900)._replace(arabic=("كوي",)),
        town("Large", "6", country="FR", people=200_000),
        town("Lyon", "7", country="FR", people=500_000)._replace(arabic=("ليون",)),
    ]
    taken = Taken(frozenset({"2"}), {("SY", "twin"): [(35.8, 36.7)]})
    assert [p.geonames for p in choose(places, EMPTY, taken=taken, listed=listed)] == ["1", "5", "7"]


def test_quarters_of_a_city_are_listed_only_with_an_arabic_name() -> None:
    listed = {"SY": Listed(0, None, frozenset(), True, frozenset({"13"}), 900)}
    places = [
        town("Quarter", "1", admin1="13"),
        town("Mezzeh", "2", admin1="13")._replace(arabic=("المزة",)),
        town("Late", "900"),
        town("Early", "899"),
    ]
    assert [p.geonames for p in choose(places, EMPTY, taken=Taken(frozenset(), {}), listed=listed)] == ["2", "899"]


def test_villages_of_the_postal_list_are_listed_where_their_name_is_alone() -> None:
    villages = tuple(Settlement("", name, "UA", "05", 48.0, 37.0, 0, (), (), (name,)) for name in ("Веселе", "Кліщіївка", "Нове"))
    postal = Postal(villages, {("05", "Веселе"): 2, ("05", "Кліщіївка"): 1, ("05", "Нове"): 1})
    known = Settlement("1", "Nove", "UA", "05", 48.0, 37.0, 800, ("Nove",), (), ("Нове",))
    chosen = choose([known], postal, taken=Taken(frozenset({"1"}), {}), listed={})
    cells = rows_of(chosen, regions=[Region("UA", "05", "Donetsk Oblast", "")], wikidata=Wikidata([]), listed={})
    assert cells == [("ua05.klishchiivka", "", "Klishchiivka", "", "", "Кліщіївка", "UA", "Donetsk Oblast", "48", "37", "")]


def test_a_village_of_the_postal_list_far_from_its_region_is_left_out() -> None:
    village = Settlement("", "Залісне", "UA", "14", 48.0, 37.0, 0, (), (), ("Залісне",))
    known = Settlement("1", "Nove", "UA", "05", 48.0, 37.0, 800, ("Nove",), (), ("Нове",))
    assert choose([known], Postal((village,), {("14", "Залісне"): 1}), taken=Taken(frozenset({"1"}), {}), listed={}) == []


def test_names_are_told_apart_by_their_letters() -> None:
    place = Settlement("", "Mykolayiv", "UA", "16", 46.9, 32.0, 0, ("Mykolayiv", "Nikolaev"), (), ("Миколаїв", "Николаев"))
    assert cyrillic_names(place) == (["Николаев"], ["Миколаїв", "Николаев"])


def test_names_that_are_one_once_folded_stand_once() -> None:
    assert distinct(["الفاشر", "فاشر", "الفاشِر"], fold=fold_arabic) == ["الفاشر"]


def test_radius_grows_with_people() -> None:
    assert [settlement_radius_km(n) for n in (400, 1_000_000, 30_000_000)] == [2, 7, 20]


def test_a_missing_source_is_an_empty_one(tmp_path: Path) -> None:
    assert read_postal(tmp_path / "UA.txt") == EMPTY
    assert read_natural_earth(tmp_path / "places.tsv") == []


def test_postal_places_outside_their_district_are_left_out(tmp_path: Path) -> None:
    def line(name: str, latitude: str, accuracy: str = "4") -> str:
        return "\t".join(("UA", "1", name, "Donetska", "05", "Raion", "", "", "", latitude, "38.0", accuracy))

    path = tmp_path / "UA.txt"
    path.write_text("\n".join((line("А", "48.5"), line("Б", "48.6"), line("В", "47.0"), line("Г", "48.5", "1"))) + "\n", encoding="utf-8")
    postal = read_postal(path)
    assert [s.name for s in postal.settlements] == ["А", "Б"]
    assert postal.namesakes == {("05", "А"): 1, ("05", "Б"): 1, ("05", "В"): 1, ("05", "Г"): 1}
