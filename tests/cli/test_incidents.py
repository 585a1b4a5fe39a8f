"""Tests `cli/incidents.py` and `cli/incident_rows.py`."""

import codecs
import csv
import io
import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from riwaya.cli import account_rows
from riwaya.cli.incident_rows import COLUMNS, flat_row, table_lines
from riwaya.cli.main import cli
from riwaya.lexicon.compiled import DATA
from riwaya.model.schema import incident_schema
from tests.ledgers import RIWAYA
from tests.model.records import incident

SAMPLES = DATA / "samples" / "samples.jsonl"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def records(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples as a ledger and as a file of readings."""
    path = tmp_path_factory.mktemp("incidents")
    assert run("run", SAMPLES, "--ledger", path / "war.db").exit_code == 0
    assert run("read", SAMPLES, "--out", path / "readings.jsonl").exit_code == 0
    return path


def test_incidents_keep_to_the_schema(folder: Path) -> None:
    result = run("incidents", "--ledger", folder / "war.db")
    assert (result.exit_code, result.stderr) == (0, "")
    found = records(result.stdout)
    assert found
    for one in found:
        jsonschema.validate(one, incident_schema(), format_checker=jsonschema.FormatChecker(formats=["date"]))


def test_readings_give_the_same_without_a_ledger(folder: Path) -> None:
    assert run("incidents", folder / "readings.jsonl").stdout == run("incidents", "--ledger", folder / "war.db").stdout


def test_filters(folder: Path) -> None:
    every = records(run("incidents", "--ledger", folder / "war.db").stdout)
    kinds = records(run("incidents", "--ledger", folder / "war.db", "--kind", "strike", "--kind", "meeting").stdout)
    assert kinds == [one for one in every if one["kind"] in ("strike", "meeting")]
    contested = records(run("incidents", "--ledger", folder / "war.db", "--standing", "contested").stdout)
    assert contested == [one for one in every if one["standing"] == "contested"]
    days = records(run("incidents", "--ledger", folder / "war.db", "--since", "2025-10-10", "--until", "2025-10-11").stdout)
    assert days == [one for one in every if one["when"] and one["when"]["to"] >= "2025-10-10" and one["when"]["from"] <= "2025-10-11"]
    assert 0 < len(days) < len(every)


def test_csv_has_one_row_an_incident(folder: Path, tmp_path: Path) -> None:
    result = run("incidents", "--ledger", folder / "war.db", "--format", "csv", "--out", tmp_path / "i.csv")
    assert (result.exit_code, result.stdout) == (0, "")
    with (tmp_path / "i.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert (tmp_path / "i.csv").read_bytes().startswith(codecs.BOM_UTF8)
    assert run("incidents", "--ledger", folder / "war.db", "--format", "csv").stdout.startswith("id,kind,"), "no mark in a pipe"
    every = records(run("incidents", "--ledger", folder / "war.db").stdout)
    assert [row["id"] for row in rows] == [one["id"] for one in every]
    assert tuple(rows[0]) == COLUMNS


def test_a_flat_row() -> None:
    row = dict(zip(COLUMNS, flat_row(incident()), strict=True))
    assert (row["id"], row["from"], row["place_en"], row["actor"]) == ("i0", "2024-05-17", "Vovchansk", "وزارة الدفاع الروسية")
    assert row["disputes"].startswith("occurrence: ")
    assert " | " in row["disputes"]
    assert (row["other_quantities"], row["accounts"], row["outlets"]) == ("settlements 1", "2", "السراج")
    assert (row["sources"], row["killed_min"], row["related"]) == ("وزارة الدفاع الروسية", "", "casualties i1")


def test_a_column_holds_one_language(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("incidents", "--ledger", folder / "war.db", "--format", "csv").stdout)))
    for row in rows:
        for name, value in row.items():
            if name.endswith("_en"):
                assert not re.search("[\u0621-\u064a]", value), (name, value)
    places = {row["place"] for row in rows if row["place_en"] == "Belgorod"}
    assert places == {"بيلغورود"}


def test_a_row_for_each_account(folder: Path) -> None:
    arguments = ("--ledger", folder / "war.db", "--standing", "contested", "--format")
    rows = list(csv.DictReader(io.StringIO(run("incidents", *arguments, "csv", "--accounts").stdout)))
    accounts = [(one["id"], account) for one in records(run("incidents", *arguments, "jsonl").stdout) for account in one["accounts"]]
    assert tuple(rows[0]) == account_rows.COLUMNS
    assert [(row["incident"], row["document"], row["event"], row["act"]) for row in rows] == [
        (id, account["document"], account["event"] or "", account["act"]) for id, account in accounts
    ]
    for row, (_, account) in zip(rows, accounts, strict=True):
        voice = "source" if account["sources"] else "nobody named" if account["statement"] else "outlet"
        assert (row["voice"], bool(row["sources"])) == (voice, any(s["text"] or s["entity"] for s in account["sources"]))
        assert row["killed_min"] == str((account["values"].get("killed") or {}).get("min") or "")
    assert {row["happened"] for row in rows} >= {"yes", "no"}
    wrong = run("incidents", "--ledger", folder / "war.db", "--accounts", "--format", "jsonl")
    assert (wrong.exit_code, "--accounts goes with --format csv" in wrong.stderr) == (2, True)


def test_amounts_of_one_name_say_whose_they_are() -> None:
    made = incident()
    both = tuple(structs.replace(made.quantities[0], what="released", of=of) for of in (made.entities[0].id, None))
    row = dict(zip(COLUMNS, flat_row(structs.replace(made, quantities=both)), strict=True))
    amounts = row["other_quantities"].split("; ")
    assert len(amounts) == 2
    assert all(re.fullmatch(r"released 1 \(.+\)", amount) for amount in amounts), amounts


def test_what_is_more_than_a_round_number_is_said_so() -> None:
    quantity = structs.replace(incident().quantities[0], what="displaced", min=12_000_001, max=None)
    (line,) = [line.plain for line in table_lines([structs.replace(incident(), quantities=(quantity,))], width=100) if "displaced" in line.plain]
    assert "displaced more than 12,000,000" in line


def test_the_help_lists_the_kinds_and_the_default_form(folder: Path) -> None:
    told = " ".join(run("incidents", "--help").stdout.split())
    assert "Kinds are call, meeting, summon," in told
    assert "table in a terminal, jsonl in a file or a pipe" in told


def test_a_table_in_a_terminal(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    subprocess.run([*RIWAYA, "incidents", "--ledger", str(folder / "war.db"), "--kind", "summon"], stdout=theirs, check=True, timeout=60)
    os.close(theirs)
    seen = os.read(ours, 65536).decode()
    os.close(ours)
    assert " summon, " in seen
    assert "{" not in seen


def test_cells_with_commas_and_quotes_survive() -> None:
    line = io.StringIO()
    csv.writer(line).writerow(flat_row(incident()))
    assert next(csv.reader([line.getvalue()])) == list(flat_row(incident()))


def test_the_table_isolates_arabic_and_fits(folder: Path) -> None:
    for line in table_lines([incident()], width=60):
        assert all(opening == closing for opening, closing in [(line.plain.count("\u2068"), line.plain.count("\u2069"))])
    result = run("incidents", "--ledger", folder / "war.db", "--format", "table")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1].endswith(" incidents")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name either --ledger or files of readings"),
        (["{folder}/readings.jsonl", "--ledger", "{folder}/war.db"], "and not both"),
        (["--ledger", "{folder}/war.db", "--kind", "party"], "known are call, meeting"),
        (["--ledger", "{folder}/war.db", "--since", "yesterday"], "'yesterday' is not a day like 2025-10-21"),
        (["--ledger", "{folder}/war.db", "--out", "{folder}/war.db"], "both read and written"),
        (["--ledger", "{folder}/war.db", "--standing", "true"], "'true' is not"),
        (["--ledger", "{folder}/none.db"], "no ledger at"),
    ],
)
def test_wrong_options_end_with_2(folder: Path, arguments: list[str], words: str) -> None:
    result = run("incidents", *(argument.format(folder=folder) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_files_go_before_a_ledger_of_the_environment(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_LEDGER", str(folder / "none.db"))
    assert run("incidents", folder / "readings.jsonl").exit_code == 0


def test_bad_lines_are_told(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    first = (folder / "readings.jsonl").read_text(encoding="utf-8").splitlines()[0]
    other = json.dumps({**json.loads(first), "events": []})
    path.write_text(f"{first}\n{first}\n{other}\nno\n", encoding="utf-8")
    result = run("incidents", path)
    assert result.exit_code == 1
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == [f"{path}:3", f"{path}:4", "1 document read, 2 problems"]
    assert records(result.stdout)
