"""Tests `cli/copies.py` on a ledger of reprints."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.engine.checking import verify_fusion
from riwaya.engine.intake import Watch
from riwaya.engine.run import fuse_ledger, remove_documents
from riwaya.ledger.store import Stored, open_ledger
from riwaya.ledger.verify import verify
from tests.fuse.tellers import PRESS
from tests.fuse.test_reprints import LEAD, OWN, REST, page
from tests.ledger.made import alter


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    text = f"{LEAD}\n{REST}"
    readings = [
        page("first", text),
        page("again", text, outlet=PRESS[1], day="2031-03-05"),
        page("longer", f"{OWN}\n{text}\n{OWN[::-1]}", outlet=PRESS[2], day="2031-03-06"),
    ]
    with open_ledger(path, write=True) as opened:
        opened.put([Stored(reading, reading.document.id) for reading in readings])
        fuse_ledger(opened, watch=Watch())
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["copies", *map(str, arguments)])


def test_records(ledger: Path) -> None:
    result = run("--ledger", ledger, "--format", "jsonl")
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    told = [(c["document"], c["of"], c["kind"], c["basis"]) for c in lines]
    assert told == [
        ("again", "first", "exact", "day"),
        ("longer", "first", "partial", "day"),
    ]


def test_a_table(ledger: Path) -> None:
    result = run("--ledger", ledger)
    assert "exact" in result.stdout
    assert "100%" in result.stdout
    assert "it was published later" in result.stdout
    for words in ("first", "again", "longer", PRESS[1], "2031-03-06"):
        assert words in result.stdout


def test_only_some(ledger: Path) -> None:
    assert "again" not in run("--ledger", ledger, "--kind", "partial").stdout
    assert "longer" not in run("--ledger", ledger, "--document", "again").stdout
    assert run("--ledger", ledger, "--kind", "near").stdout == "No copies.\n"


def test_copies_go_with_their_documents(ledger: Path) -> None:
    with open_ledger(ledger, write=True) as opened:
        remove_documents(["first"], ledger=opened)
    lines = [json.loads(line) for line in run("--ledger", ledger, "--format", "jsonl").stdout.splitlines()]
    assert [(c["document"], c["of"]) for c in lines] == [("longer", "again")]


def test_a_ledger_with_copies_is_whole(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        assert list(verify(opened)) == []
        assert list(verify_fusion(opened)) == []


def test_a_changed_copy_is_told(ledger: Path) -> None:
    alter(ledger, "UPDATE copies SET kind = 'near' WHERE document = 'again'")
    alter(ledger, "UPDATE copies SET body = replace(body, 'partial', 'exact') WHERE document = 'longer'")
    with open_ledger(ledger) as opened:
        told = {finding.cell: finding.message for finding in verify(opened)}
    assert "the column kind" in told["copies again first"]
    assert "copies longer first" in told


def test_a_copy_of_what_is_not_there_is_told(ledger: Path) -> None:
    alter(ledger, "UPDATE copies SET of = 'gone', body = replace(body, '\"of\":\"first\"', '\"of\":\"gone\"') WHERE document = 'again'")
    with open_ledger(ledger) as opened:
        assert any("not in the ledger" in finding.message for finding in verify(opened))
