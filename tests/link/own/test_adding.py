"""Tests `link/own/adding.py` and the readers of forms beneath it: what of a file becomes a fact, and what is told of the rest."""

import json
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.errors import DataFileError, UsageError
from riwaya.lexicon.compiled import DATA
from riwaya.link import link, load_base
from riwaya.link.facts import Fact
from riwaya.link.own.adding import add_files, form_of
from riwaya.link.own.kept import FIELDS, changing, kept_gazetteers, read_kept, remove_gazetteer
from riwaya.link.own.rows import read_levels
from riwaya.link.own.streams import Limits
from tests.link.own.tables import OSM_HEADER, alternate, feature, table, write
from tests.readings import read

REGION = feature(800, "Donetsk Oblast", code="A.ADM1")
VILLAGE = feature(801, "Zelenyi Hai", others="Зелений Гай,زيليني هاي,Zelenyj Gaj,绿林,ZGH", population=412)


def added(*files: Path, **options: Any) -> dict[str, Fact]:
    """The facts that files become, by id; nothing else is kept."""
    (one,) = add_files(files, **options)
    return {fact.id: fact for fact in read_kept(one.kept)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RIWAYA_GAZETTEERS", str(tmp_path / "own"))
    return tmp_path / "own"


@pytest.mark.parametrize("name", ["UA.txt", "UA.zip", "UA.txt.gz"])
def test_a_place_of_a_dump(tmp_path: Path, name: str) -> None:
    found = added(write(tmp_path / name, [VILLAGE, REGION]))["geonames.801"]
    assert found.names == {"en": ("Zelenyi Hai",), "und": ("Зелений Гай", "زيليني هاي", "Zelenyj Gaj")}
    assert (found.level, found.country, found.region, found.population) == ("settlement", "UA", "Donetsk Oblast", 412)
    assert (found.latitude, found.longitude, found.precision, found.radius_km) == (48.5, 37.9, "settlement", 2.0)
    assert (found.geonames, found.listed, found.labels) == (801, False, {"en": "Zelenyi Hai"})


@pytest.mark.parametrize(
    ("code", "population", "level", "precision"),
    [
        ("P.PPL", 250_000, "city", "settlement"),
        ("P.PPLA2", 9_000, "town", "settlement"),
        ("A.ADM2", 0, "district", "district"),
        ("H.STM", 0, "river", "region"),
        ("S.DAM", 0, "dam", "exact"),
        ("S.AIRB", 0, "airport", "exact"),
        ("T.ISL", 0, "island", "district"),
        ("S.CMPRF", 0, "camp", "settlement"),
    ],
)
def test_kinds_of_features(tmp_path: Path, code: str, population: int, level: str, precision: str) -> None:
    found = added(write(tmp_path / "UA.txt", [feature(5, "Balka", code=code, population=population)]))["geonames.5"]
    assert (found.level, found.precision) == (level, precision)


def test_kinds_that_linking_has_none_for_are_counted(tmp_path: Path) -> None:
    lines = [VILLAGE, feature(7, "School 3", code="S.SCH"), feature(8, "School 4", code="S.SCH"), feature(9, "Old Town", code="P.PPLH")]
    (one,) = add_files([write(tmp_path / "UA.txt", lines)])
    assert (one.kept.rows, one.kept.left_out, one.tally.left_out) == (1, 3, {"S.SCH": 2, "P.PPLH": 1})


def test_alternate_names_are_joined_and_the_best_stand_first(tmp_path: Path) -> None:
    dump = write(tmp_path / "UA.zip", [VILLAGE, REGION])
    names = [
        *(alternate(801, "uk", "Радянське", historic=True), alternate(801, "uk", "Зелений Гай"), alternate(801, "ar", "زيليني غاي", preferred=True)),
        *(
            alternate(801, "fr", "Vert-Bois"),
            alternate(801, "wkdt", "Q123"),
            alternate(999, "en", "Elsewhere"),
            alternate(800, "en", "Donetsk Region"),
        ),
    ]
    found = added(dump, write(tmp_path / "alternatenames" / "UA.zip", names), languages=("ar", "uk", "en"))["geonames.801"]
    assert found.names["uk"] == ("Зелений Гай", "Радянське")
    assert found.names["ar"] == ("زيليني غاي",)
    assert (found.wikidata, found.region) == ("Q123", "Donetsk Region")
    assert "fr" not in found.names
    assert "Зелений Гай" not in found.names["und"]


def test_alternate_names_can_be_added_to_what_is_kept(tmp_path: Path) -> None:
    add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    names = write(tmp_path / "alternateNamesV2.txt", [alternate(801, "ru", "Зелёный Гай")])
    with pytest.raises(UsageError, match="need their dump"):
        add_files([names])
    assert added(names, name="ua")["geonames.801"].names["ru"] == ("Зелёный Гай",)
    assert [kept.sources for kept in kept_gazetteers()] == [("UA.txt", "alternateNamesV2.txt")]


def test_bad_lines_of_a_dump_are_told_and_the_others_kept(tmp_path: Path) -> None:
    bad = [
        *("only\tthree\tcells", feature("x", "No Id"), feature(2, ""), feature(3, "Nowhere", at=("91", "10")), feature(801, "Twice")),
        *(feature(4, "Code", country="UKR"), feature(6, "People", population="many")),
    ]
    path = tmp_path / "UA.txt"
    path.write_bytes(write(path, [VILLAGE, *bad]).read_bytes() + b"\xff\xfe\tx\n")
    (one,) = add_files([path])
    assert (one.kept.rows, one.kept.bad, len(one.tally.told)) == (1, 8, 5)
    assert one.tally.told[0] == f"{path}:2: 3 columns; a dump has 19"
    assert one.tally.told[3] == f"{path}:5: '91', '10' is no point"


def test_a_dump_of_another_country_is_none_of_this_one(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="country 'UA' in the dump of SD"):
        add_files([write(tmp_path / "SD.txt", [VILLAGE])], country="SD")
    assert kept_gazetteers() == ()


def test_places_of_openstreetmap(tmp_path: Path) -> None:
    path = table(
        tmp_path / "osm.tsv",
        OSM_HEADER,
        (
            "12",
            "node",
            "Зелений Гай",
            "زيليني هاي",
            "Zelenyi Hai",
            "Зелёный Гай",
            "Зелений Гай",
            "village",
            "48.5",
            "37.9",
            "1 200",
            "Donetsk Oblast, Ukraine",
        ),
        ("13", "way", "Поле", "", "", "", "", "field", "48.5", "37.9", "", ""),
        ("14", "node", "", "", "", "", "", "village", "48.5", "37.9", "", ""),
        ("15", "stone", "Х", "", "", "", "", "village", "48.5", "37.9", "", ""),
        ("12", "node", "Again", "", "", "", "", "village", "48.5", "37.9", "", ""),
        ("16", "node", "North", "", "", "", "", "village", "148.5", "37.9", "", ""),
    )
    (one,) = add_files([path])
    (found,) = read_kept(one.kept)
    assert (found.id, found.level, found.country, found.population) == ("osm.node.12", "village", "UA", 1200)
    assert found.names == {"ar": ("زيليني هاي",), "en": ("Zelenyi Hai",), "ru": ("Зелёный Гай",), "uk": ("Зелений Гай",)}
    assert one.tally.left_out == {"place=field": 1, "without a name": 1}
    assert [told.partition("osm.tsv:")[2][0] for told in one.tally.told] == ["5", "6", "7"]


def test_the_overpass_api_names_its_columns_otherwise(tmp_path: Path) -> None:
    path = table(tmp_path / "o.tsv", ("@id", "@type", "name", "place", "@lat", "@lon"), ("7", "node", "Hai", "town", "1.5", "2.5"))
    assert added(path)["osm.node.7"].latitude == 1.5


LIST = ("id", "type", "en", "ar", "country", "latitude", "longitude", "offices")
MAYOR = ("tala_karim", "person", "Tala Karim", "تالة كريم", "SY", "", "", "mayor@aleppo:2023-02..")
HILL = ("talat_alward", "village", "Talat al-Ward", "تلة الورد", "SY", "36.1", "37.2", "")


def test_a_list_of_ones_own(tmp_path: Path) -> None:
    found = added(table(tmp_path / "mine.tsv", LIST, MAYOR, HILL))
    person, village = found["person.tala_karim"], found["place.talat_alward"]
    assert (person.type, person.listed, person.names["ar"], person.offices[0].role) == ("person", True, ("تالة كريم",), "mayor")
    assert (village.level, village.precision, village.radius_km, village.country) == ("village", "settlement", 2.0, "SY")


def test_a_toml_entry(tmp_path: Path) -> None:
    lines = [
        "# mine",
        "[[entity]]",
        'id = "talat_alward"',
        'type = "village"',
        'ar = ["تلة الورد", "تلة ورد"]',
        "latitude = 36.1",
        "longitude = 37.2",
    ]
    found = added(write(tmp_path / "mine.toml", lines))["place.talat_alward"]
    assert (found.names, found.latitude) == ({"ar": ("تلة الورد", "تلة ورد")}, 36.1)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("Tala", "person", "Tala", "", "", "", "", ""), "id 'Tala' is not dotted ASCII"),
        (("tala", "planet", "Tala", "", "", "", "", ""), "unknown type 'planet'"),
        (("tala", "", "Tala", "", "", "", "", ""), "no type, and the base has no such id"),
        (("tala", "person", "", "", "", "", "", ""), "has no name"),
        (("tala", "village", "Tala", "", "Syria", "", "", ""), "country 'Syria' is not an ISO 3166-1 code"),
        (("tala", "village", "Tala", "", "", "36.1", "", ""), "is no point"),
        (("tala", "village", "Tala", "", "", "36.1", "999", ""), "is no point"),
        (("tala", "person", "Tala", "", "", "", "", "mayor"), "no term of office"),
        (("place.tala", "person", "Tala", "", "", "", "", ""), "begins with person."),
        (("place.kharkiv", "person", "Kharkiv", "", "", "", "", ""), "is known as place"),
        (("tala", "country", "", "تالا", "", "", "", ""), "a country needs its English name"),
        (("tala", "village", "ta\u0007la", "", "", "", "", ""), "is no name; write plain letters"),
        (MAYOR, "stands twice"),
    ],
)
def test_of_a_list_with_a_bad_row_nothing_is_taken(tmp_path: Path, row: tuple[str, ...], reason: str) -> None:
    path = table(tmp_path / "mine.tsv", LIST, MAYOR, row)
    with pytest.raises(DataFileError, match=reason) as raised:
        add_files([path])
    assert (raised.value.path, raised.value.line) == (path, 3)
    assert kept_gazetteers() == ()


def test_every_bad_row_of_a_list_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataFileError) as raised:
        add_files([table(tmp_path / "mine.tsv", ("id", "type", "en"), ("A", "person", "x"), ("b", "person", "B"), ("c", "", "C"))])
    assert [line.partition("mine.tsv:")[2][0] for line in str(raised.value).split("\n")] == ["2", "4"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["id\ttype\tcolour", "x\tperson\tred"], "unknown column 'colour'"),
        (["id\ten\ten", "x\ty\tz"], "column en stands twice"),
        (["nothing", "of use"], "neither a dump of GeoNames"),
        (["id\ttype\ten"], "no entries"),
        ([], "the file is empty"),
        (["[[entity]]", 'id = "x', 'en = "y"'], "not TOML"),
        (["[[entity]]", 'id = "x"', "[other]", "a = 1"], "nothing else"),
    ],
)
def test_a_file_that_is_no_list(tmp_path: Path, lines: list[str], reason: str) -> None:
    with pytest.raises(DataFileError, match=reason):
        add_files([write(tmp_path / "mine.txt", lines)])


def test_forms_are_told_by_the_first_line(tmp_path: Path) -> None:
    assert form_of(write(tmp_path / "a.zip", [VILLAGE])) == "geonames"
    assert form_of(write(tmp_path / "b", [alternate(1, "en", "x")])) == "alternates"
    assert form_of(table(tmp_path / "c", OSM_HEADER)) == "osm"
    assert form_of(table(tmp_path / "d", LIST)) == "list"
    assert form_of(write(tmp_path / "e", ["# one", "[[entity]]"])) == "list"


def test_an_archive_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    lines = [feature(n, "A" * 100) for n in range(1000)]
    for name in ("UA.zip", "UA.txt.gz"):
        with pytest.raises(DataFileError, match="more than such a table can be"):
            add_files([write(tmp_path / name, lines)], limits=Limits(ratio=5, small=1000))
        with pytest.raises(DataFileError, match="more than such a table can be"):
            add_files([write(tmp_path / name, lines)], limits=Limits(size=10_000))
    with pytest.raises(DataFileError, match="no table"):
        add_files([write(tmp_path / "UA.txt", ["x" * 5000])], limits=Limits(line=1000))


@pytest.mark.parametrize("name", ["UA.zip", "UA.txt.gz"])
def test_a_damaged_archive_is_told(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, [feature(n, f"Place {n * n}") for n in range(500)])
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path.write_bytes(raw)
    with pytest.raises(DataFileError, match="damaged"):
        add_files([path])
    path.write_bytes(raw[: len(raw) // 2])
    with pytest.raises(DataFileError, match="damaged"):
        add_files([path])
    assert kept_gazetteers() == ()


def test_a_second_table_in_an_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a.txt", VILLAGE)
        archive.writestr("b.txt", VILLAGE)
    with pytest.raises(DataFileError, match=r"one table; this one holds 'a\.txt', 'b\.txt'"):
        add_files([tmp_path / "two.zip"])


def test_one_bad_file_of_several_leaves_everything_as_it_was(tmp_path: Path, folder: Path) -> None:
    add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(DataFileError):
        add_files([write(tmp_path / "UA.txt", [feature(1, "Other")]), table(tmp_path / "mine.tsv", LIST, ("A", *MAYOR[1:]))])
    assert [fact.id for fact in read_kept(kept_gazetteers()[0])] == ["geonames.801"]
    add_files([table(tmp_path / "more.tsv", LIST, MAYOR)])
    after = sorted(path.name for path in folder.iterdir() if not path.name.startswith("more"))
    assert after == before


def test_a_gazetteer_of_the_same_name_is_replaced(tmp_path: Path, folder: Path) -> None:
    (first,) = add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    (second,) = add_files([write(tmp_path / "UA.txt", [feature(1, "Other")])])
    assert (first.replaced, second.replaced, len(kept_gazetteers())) == (False, True, 1)
    assert len(list(folder.glob("*.jsonl"))) == 1


def test_names_and_languages_are_checked(tmp_path: Path) -> None:
    dump = write(tmp_path / "UA.txt", [VILLAGE])
    for options, reason in (({"name": "../ua"}, "no name for a gazetteer"), ({"languages": ("english",)}, "is no language")):
        with pytest.raises(UsageError, match=reason):
            add_files([dump], **options)
    with pytest.raises(UsageError, match="different forms"):
        add_files([dump, table(tmp_path / "mine.tsv", LIST, MAYOR)], name="all")


def test_removing(tmp_path: Path, folder: Path) -> None:
    add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    assert remove_gazetteer("UA").rows == 1
    assert kept_gazetteers() == ()
    assert not list(folder.glob("*.jsonl"))
    with pytest.raises(UsageError, match="no gazetteer of yours is called ua"):
        remove_gazetteer("ua")


def test_a_kept_file_that_was_changed_is_not_read(tmp_path: Path) -> None:
    (one,) = add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    raw = one.kept.path.read_bytes()
    for changed in (raw.replace(b"Zelenyi Hai", b"Zelenyi Gay"), raw[:40], raw + raw):
        one.kept.path.write_bytes(changed)
        with pytest.raises(DataFileError, match="add it again"):
            list(read_kept(one.kept))
    one.kept.path.unlink()
    with pytest.raises(DataFileError, match="is gone"):
        kept_gazetteers()


def test_facts_of_another_shape_are_not_read(tmp_path: Path) -> None:
    (one,) = add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    shorter, other = msgspec.structs.replace(one.kept, fields=FIELDS[:5]), msgspec.structs.replace(one.kept, fields=("name", *FIELDS[1:]))
    assert list(read_kept(shorter)) == list(read_kept(one.kept))
    with pytest.raises(DataFileError, match="another version of Riwaya"):
        list(read_kept(other))


def test_one_process_changes_the_folder_at_a_time(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("riwaya.link.own.kept._WAIT_S", 0)
    dump = write(tmp_path / "UA.txt", [VILLAGE])
    with changing(folder), pytest.raises(UsageError, match="another process is changing"):
        add_files([dump])
    assert len(add_files([dump])) == 1


def test_a_damaged_manifest_is_told(tmp_path: Path, folder: Path) -> None:
    add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert str(tmp_path) not in json.dumps(manifest)
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFileError, match="damaged"):
        kept_gazetteers()
    (folder / "manifest.json").write_bytes(msgspec.json.encode({"gazetteers": [], "extra": 1}))
    with pytest.raises(DataFileError, match="damaged"):
        kept_gazetteers()


def joined(tmp_path: Path) -> Any:
    """The base with what is kept."""
    return load_base(DATA, own=kept_gazetteers(), cache=tmp_path / "cache")


def test_a_list_changes_what_the_base_says_of_an_id(tmp_path: Path) -> None:
    rows = ("place.crimea", "", "Taurida|Crimea", "", "ZZ", "", "", "")
    add_files([table(tmp_path / "mine.tsv", LIST, rows, HILL, MAYOR)])
    base = joined(tmp_path)
    crimea = base.get("place.crimea")
    assert (base.country(crimea), crimea.names["en"][:2], crimea.names["ar"][0], crimea.level) == ("ZZ", ("Taurida", "Crimea"), "القرم", "region")
    assert crimea.source == "riwaya mine"
    assert [fact.id for fact in base.named("Taurida", type="place")] == ["place.crimea"]
    assert [fact.source for fact in base.named("تلة الورد", type="place")] == ["mine"]
    assert base.get("person.tala_karim").offices[0].role == "mayor"


def test_a_dump_completes_what_the_base_has_and_adds_no_second_entry(tmp_path: Path) -> None:
    before = load_base(DATA, cache=tmp_path / "cache")
    kharkiv = before.get("place.kharkiv")
    assert kharkiv is not None
    add_files([write(tmp_path / "UA.txt", [feature(kharkiv.geonames or 0, "Xarkow", country="PL", at=(1, 1)), VILLAGE])])
    base = joined(tmp_path)
    after = base.get("place.kharkiv")
    assert (after.country, after.latitude, after.names["en"]) == ("UA", kharkiv.latitude, (*kharkiv.names["en"], "Xarkow"))
    assert base.get(f"geonames.{kharkiv.geonames}") is None
    assert base.get("geonames.801").source == "ua"
    assert [fact.id for fact in base.named("زيليني هاي", type="place")] == ["geonames.801"]


def test_a_list_may_change_a_place_of_a_dump(tmp_path: Path) -> None:
    add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    add_files([table(tmp_path / "mine.tsv", ("id", "ar"), ("geonames.801", "القرية الخضراء"))])
    found = joined(tmp_path).get("geonames.801")
    assert (found.names["ar"], found.names["en"], found.listed, found.country) == (("القرية الخضراء",), ("Zelenyi Hai",), True, "UA")


def test_a_list_can_be_added_again_with_other_types(tmp_path: Path) -> None:
    add_files([table(tmp_path / "mine.tsv", LIST, HILL)])
    again = ("place.talat_alward", "area", *HILL[2:])
    assert added(table(tmp_path / "mine.tsv", LIST, again))["place.talat_alward"].level == "area"
    with pytest.raises(DataFileError, match="no type, and the base has no such id"):
        add_files([table(tmp_path / "mine.tsv", LIST, ("place.talat_alward", "", *HILL[2:]))])


def test_linking_to_a_place_whose_names_have_no_language_twice(tmp_path: Path) -> None:
    add_files([write(tmp_path / "UA.txt", [feature(801, "Karanbusha", others="كرنبوشة", population=5000)])])
    base = joined(tmp_path)
    once = link(read("قال الوزير الأوكراني إن قرية كرنبوشة في أوكرانيا تعرضت للقصف.", date(2023, 5, 17)), base)
    assert "geonames.801" in [entity.known for entity in once.entities]
    assert [entity.known for entity in link(once, base).entities] == [entity.known for entity in once.entities]


@pytest.mark.parametrize("after_s", [0.05, 0.3, 0.6, 1.0])
def test_an_add_that_is_killed_leaves_what_was_there(tmp_path: Path, folder: Path, after_s: float) -> None:
    add_files([table(tmp_path / "mine.tsv", LIST, HILL)])
    dump = write(tmp_path / "UA.txt", [feature(n, f"Place {n}") for n in range(1, 60_000)])
    code = "import sys; from pathlib import Path; from riwaya.link.own.adding import add_files; print(flush=True); add_files([Path(sys.argv[1])])"
    with subprocess.Popen([sys.executable, "-c", code, str(dump)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after_s)
        process.kill()
    names = [kept.name for kept in kept_gazetteers()]
    assert names in (["mine"], ["mine", "ua"])
    assert all(len(list(read_kept(kept))) == kept.rows for kept in kept_gazetteers())
    add_files([write(tmp_path / "SD.txt", [feature(1, "Other")])])
    assert sorted(path.name.partition("-")[0] for path in folder.glob("*.jsonl")) == sorted([*names, "sd"])
    assert not list(folder.glob(".new-*"))


def test_every_feature_of_the_table_is_of_a_kind_that_there_is(tmp_path: Path) -> None:
    assert read_levels(DATA, "osm")["village"].level == "village"
    (tmp_path / "gazetteer").mkdir()
    for row in ("osm.moon\tmoon\texact\t1", "osm.hut\tvillage\tnearly\t1", "osm.hut\tvillage\texact\tfar"):
        write(tmp_path / "gazetteer" / "feature_levels.tsv", ["id\tlevel\tprecision\tradius_km", row])
        with pytest.raises(DataFileError, match="level, precision and radius"):
            read_levels(tmp_path, "geonames")


def test_the_base_is_compiled_anew_for_other_gazetteers_only(tmp_path: Path) -> None:
    paths = set()
    add_files([write(tmp_path / "UA.txt", [VILLAGE])])
    paths.add(joined(tmp_path).path)
    paths.add(joined(tmp_path).path)
    assert len(paths) == 1
    add_files([write(tmp_path / "UA.txt", [feature(1, "Other")])])
    paths.add(joined(tmp_path).path)
    assert len(paths) == 2
