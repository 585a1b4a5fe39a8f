"""Tests `cli/remove.py`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ledger.store import open_ledger
from tests.ledgers import exports, lines_of, write_lines


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    assert run("run", write_lines(tmp_path / "in.jsonl", lines_of(4)), "--ledger", tmp_path / "war.db").exit_code == 0
    return tmp_path / "war.db"


def test_what_is_left_is_as_if_it_had_come_alone(ledger: Path, tmp_path: Path) -> None:
    result = run("remove", "d001", "d003", "--ledger", ledger)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{ledger}: 2 documents removed; 2 documents and ")
    lines = lines_of(4)
    run("run", write_lines(tmp_path / "left.jsonl", [lines[0], lines[2]]), "--ledger", tmp_path / "want.db")
    assert exports(ledger) == exports(tmp_path / "want.db")
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_the_last_document_may_go(ledger: Path) -> None:
    assert run("remove", "d000", "d001", "d002", "d003", "--ledger", ledger).exit_code == 0
    with open_ledger(ledger) as opened:
        assert (opened.documents(), list(opened.incidents())) == ([], [])


def test_an_unknown_document_names_the_nearest_and_removes_nothing(ledger: Path) -> None:
    before = exports(ledger)
    result = run("remove", "d000", "d01", "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no document 'd01'" in result.stderr
    assert "the nearest are d001" in result.stderr
    assert exports(ledger) == before


def test_no_ledger_is_made(tmp_path: Path) -> None:
    result = run("remove", "d000", "--ledger", tmp_path / "none.db")
    assert (result.exit_code, (tmp_path / "none.db").exists()) == (2, False)
