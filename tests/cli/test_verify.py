"""Tests `cli/verify.py` and `engine/checking.py`."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.engine import checking
from riwaya.engine.fusing import Fused, fuse_all
from riwaya.engine.keys import fusion_key
from riwaya.ledger.store import open_ledger
from riwaya.model import EntityJudgement, Reading
from tests.ledgers import lines_of, write_lines


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    assert run("run", write_lines(tmp_path / "in.jsonl", lines_of(6)), "--ledger", path).exit_code == 0
    return path


def test_a_whole_ledger(ledger: Path) -> None:
    result = run("verify", "--ledger", ledger)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{ledger} is whole: 6 documents, ")
    assert "fusing the readings again gives the same" in result.stdout


def test_what_was_altered_is_found(ledger: Path) -> None:
    with sqlite3.connect(ledger) as connection:
        connection.execute("UPDATE documents SET body = replace(body, 'جنديا', 'مدنيا') WHERE id = 'd000'")
    connection.close()
    result = run("verify", "--ledger", ledger)
    assert result.exit_code == 1
    assert result.stdout.startswith("d000: what is kept has changed since it was stored")
    assert f"{ledger}: " in result.stderr


def test_incidents_that_fusion_would_not_make_are_found(ledger: Path) -> None:
    with open_ledger(ledger, write=True) as opened:
        (first, *rest) = opened.incidents()
        key = fusion_key(opened.inputs())
        entities, named = list(opened.entities()), list(opened.entity_judgements())
        opened.replace_fusion(rest, list(opened.judgements()), entities=entities, entity_judgements=named, copies=list(opened.copies()), key=key)
    result = run("verify", "--ledger", ledger)
    assert (result.exit_code, bool(result.stdout)) == (1, True)
    with open_ledger(ledger) as opened:
        assert [finding.cell for finding in checking.verify_fusion(opened)] == [first.id]


def test_another_fusion_is_told_once(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fewer(readings: list[Reading], judged: list[EntityJudgement]) -> Fused:
        made = fuse_all(readings, judged)
        return Fused(made.incidents[1:], made.judgements, made.entities, made.entity_judgements, made.copies)

    monkeypatch.setattr(checking, "fuse_all", fewer)
    monkeypatch.setattr(checking, "fusion_key", lambda inputs, judged: "another")
    with open_ledger(ledger) as opened:
        (finding,) = checking.verify_fusion(opened)
    assert "riwaya run" in finding.message
