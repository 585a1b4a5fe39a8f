"""Tests `cli/gazetteer.py`: adding, listing, looking up, removing; and that every command that links uses what is kept."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from tests.link.own.tables import feature, table, write

LIST = ("id", "type", "en", "ar", "country", "latitude", "longitude")
HILL = ("talat_alward", "village", "Talat al-Ward", "تلة الورد|تلة الوردة", "SY", "36.1", "37.2")
TEXT = "قال الوزير السوري إن قرية كرنبوشة في سوريا تعرضت للقصف."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RIWAYA_GAZETTEERS", str(tmp_path / "own"))
    monkeypatch.setenv("COLUMNS", "120")
    return tmp_path / "own"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_add_tells_what_it_took_and_left(tmp_path: Path) -> None:
    dump = write(tmp_path / "UA.zip", [feature(801, "Zelenyi Hai"), feature(7, "School", code="S.SCH"), "no dump"])
    result = run("gazetteer", "add", dump)
    assert result.exit_code == 1
    assert "ua: added, 1 entry of UA.zip" in result.stdout
    assert "left out, of kinds that linking does not use: 1 (S.SCH 1)" in result.stdout
    assert "GeoNames, https://www.geonames.org/, CC BY 4.0" in result.stdout
    assert f"{dump}:3: 1 column; a dump has 19" in result.stderr
    assert "ua: 1 bad line left out" in result.stderr


def test_a_bad_list_ends_with_its_file_and_line(tmp_path: Path, folder: Path) -> None:
    result = run("gazetteer", "add", table(tmp_path / "mine.tsv", LIST, HILL, ("x", "planet", "X", "", "", "", "")))
    assert result.exit_code == 2
    assert "mine.tsv:3: x: unknown type 'planet'" in result.stderr
    assert run("gazetteer", "list").stdout.startswith("No gazetteers of your own")


def test_list_tells_licence_and_attribution(tmp_path: Path) -> None:
    run("gazetteer", "add", write(tmp_path / "UA.txt", [feature(801, "Zelenyi Hai")]), table(tmp_path / "mine.tsv", LIST, HILL))
    lines = run("gazetteer", "list").stdout.splitlines()
    assert [line.split()[:3] for line in lines[1:3]] == [["mine", "1", "list"], ["ua", "1", "geonames"]]
    assert lines[3] == "CC BY 4.0: GeoNames, https://www.geonames.org/"
    records = [json.loads(line) for line in run("gazetteer", "list", "--format", "jsonl").stdout.splitlines()]
    assert [(r["name"], r["files"], r["licence"]) for r in records] == [("mine", ["mine.tsv"], "your own"), ("ua", ["UA.txt"], "CC BY 4.0")]


def test_show_gives_every_candidate_with_its_source(tmp_path: Path) -> None:
    run("gazetteer", "add", write(tmp_path / "UA.txt", [feature(801, "Kharkiv", population=90, country="SD")]))
    result = run("gazetteer", "show", "Kharkiv")
    heads = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert heads == ["Kharkiv  [place.kharkiv]", "Kharkiv  [geonames.801]"]
    assert "settlement, SD, 48.5000, 37.9000 (settlement, within 2 km), population 90, geonames 801, source ua" in result.stdout
    first = json.loads(run("gazetteer", "show", "خاركيف", "--format", "jsonl").stdout.splitlines()[0])
    assert (first["id"], first["country"], first["region"], first["source"]) == ("place.kharkiv", "UA", "Kharkiv Oblast", ["riwaya"])


def test_show_of_a_person_by_name_and_by_id() -> None:
    for name in ("Volodymyr Zelensky", "person.volodymyr_zelensky"):
        assert "[person.volodymyr_zelensky]" in run("gazetteer", "show", name).stdout


def test_show_of_what_nobody_knows() -> None:
    result = run("gazetteer", "show", "Xyzzyville")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nothing is known under Xyzzyville" in result.stderr


def test_remove(tmp_path: Path) -> None:
    run("gazetteer", "add", table(tmp_path / "mine.tsv", LIST, HILL))
    assert run("gazetteer", "remove", "mine").stdout == "mine: removed, 1 entry\n"
    result = run("gazetteer", "remove", "mine")
    assert (result.exit_code, "no gazetteer of yours is called mine" in result.stderr) == (2, True)


def place_of(*arguments: object) -> dict[str, object]:
    (entity,) = [e for e in json.loads(run(*arguments).stdout)["entities"] if e["name"] == "كرنبوشة"]
    return dict(entity)


def test_reading_links_to_what_was_added(tmp_path: Path) -> None:
    page = write(tmp_path / "page.txt", [TEXT])
    assert place_of("read", page).get("known") is None
    row = ("karanbusha", "village", "Karanbusha", "كرنبوشة", "SY", "36.1", "37.2")
    run("gazetteer", "add", table(tmp_path / "mine.tsv", LIST, row))
    found = place_of("read", page)
    assert (found["known"], found["latitude"], found["labels"]) == ("place.karanbusha", 36.1, {"ar": "كرنبوشة", "en": "Karanbusha"})
    assert place_of("read", page, "--no-own-gazetteers").get("known") is None


def test_a_run_reads_anew_what_was_read_by_other_gazetteers(tmp_path: Path) -> None:
    page, ledger = write(tmp_path / "page.txt", [TEXT]), tmp_path / "war.db"
    assert "1 new" in run("run", page, "--ledger", ledger).stdout
    assert "1 unchanged" in run("run", page, "--ledger", ledger).stdout
    run("gazetteer", "add", table(tmp_path / "mine.tsv", LIST, HILL))
    assert "1 unchanged" not in run("run", page, "--ledger", ledger).stdout
    assert "1 unchanged" in run("run", page, "--ledger", ledger).stdout
