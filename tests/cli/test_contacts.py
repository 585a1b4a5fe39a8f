"""Tests `cli/contacts.py` on a small ledger."""

import csv
import io
import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from msgspec import structs

from riwaya.cli.main import cli
from riwaya.ledger.store import Stored, open_ledger
from riwaya.model import FusedEntity, Incident
from tests.fuse.test_contacts import KARAM, NAJI, account, incident
from tests.model.records import reading

NAMES = {KARAM: ("كرم الراوي", {"en": "Karam al-Rawi"}), NAJI: ("ناجي سليم", {})}


def named(made: Incident) -> Incident:
    entities = tuple(FusedEntity(id=e.id, type="person", name=NAMES[e.id][0], labels=dict(NAMES[e.id][1]), members=e.members) for e in made.entities)
    accounts = tuple(structs.replace(a, document=reading().document.id) for a in made.accounts)
    return structs.replace(made, entities=entities, accounts=accounts)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    incidents = [
        incident("i0", day="2031-03-01", accounts=[account()]),
        incident("i1", day="2031-03-13", accounts=[account(initiative=NAJI), account(initiative=KARAM)]),
        incident("i2", day=None, kind="meeting", status="planned", accounts=[account(initiative=NAJI)]),
    ]
    path = tmp_path / "war.db"
    with open_ledger(path, write=True) as opened:
        opened.put([Stored(reading(), "k")])
        opened.replace_fusion([named(i) for i in incidents], [], key="f")
    return path


def run(ledger: Path, *options: str) -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(cli, ["contacts", "--ledger", str(ledger), *options])


def test_table(ledger: Path) -> None:
    result = run(ledger)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "   day        kind     status       since last  between",
        "   2031-03-01 call     happened                 \u2068Karam al-Rawi\u2069  \u2068ناجي سليم\u2069",
        "   2031-03-13 call     happened        12 days  \u2068Karam al-Rawi\u2069  \u2068ناجي سليم\u2069",
        "              sought by (accounts name several)  \u2068ناجي سليم\u2069  \u2068Karam al-Rawi\u2069",
        "   no day     meeting  planned                  \u2068Karam al-Rawi\u2069  \u2068ناجي سليم\u2069",
        "              sought by  \u2068ناجي سليم\u2069",
    ]


def test_jsonl(ledger: Path) -> None:
    lines = [json.loads(line) for line in run(ledger, "--format", "jsonl").stdout.splitlines()]
    assert [(line["incident"], line["previous"], line["gap_days"]) for line in lines] == [("i0", None, None), ("i1", "i0", 12), ("i2", None, None)]
    assert lines[1]["initiative"] == [NAJI, KARAM]


def test_csv(ledger: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(ledger, "--format", "csv").stdout)))
    assert [row["from"] for row in rows] == ["2031-03-01", "2031-03-13", ""]
    assert [row["initiative"] for row in rows] == ["", "ناجي سليم|Karam al-Rawi", "ناجي سليم"]
    assert rows[1] == rows[1] | {"first": "Karam al-Rawi", "second": "ناجي سليم", "previous": "i0", "gap_days": "12", "basis": "stated"}


@pytest.mark.parametrize(
    ("options", "want"),
    [
        (["--since", "2031-03-02"], ["i1"]),
        (["--until", "2031-03-12"], ["i0"]),
        (["--with", "karam"], ["i0", "i1", "i2"]),
        (["--with", "ناجى"], ["i0", "i1", "i2"]),
        (["--with", "Kar"], []),
        (["--with", "سلمى"], []),
    ],
    ids=" ".join,
)
def test_options_choose(ledger: Path, options: list[str], want: list[str]) -> None:
    found = [json.loads(line) for line in run(ledger, "--format", "jsonl", *options).stdout.splitlines()]
    assert [line["incident"] for line in found] == want
    if want == ["i1"]:
        assert found[0]["gap_days"] == 12


def test_nothing_to_show(ledger: Path) -> None:
    assert run(ledger, "--with", "سلمى").stdout == "No contacts.\n"
    assert run(ledger, "--with", "سلمى", "--format", "csv").stdout.count("\n") == 1


def test_no_ledger_at_the_path(tmp_path: Path) -> None:
    result = run(tmp_path / "none.db")
    assert result.exit_code == 2
    assert "none.db" in result.stderr


def test_a_day_that_is_none(ledger: Path) -> None:
    assert run(ledger, "--since", "yesterday").exit_code == 2


def test_every_line_is_a_contact(ledger: Path) -> None:
    assert all(msgspec.json.decode(line)["rule"] == "contact.pair" for line in run(ledger, "--format", "jsonl").stdout.splitlines())
