"""Tests `cli/date.py`."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli

COMPANY = Path(__file__).parents[1] / "engine" / "company"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    assert run("run", COMPANY / "undated.jsonl", COMPANY / "dated.jsonl", "--ledger", tmp_path / "war.db").exit_code == 0
    return tmp_path / "war.db"


def test_a_day_is_corrected_and_taken_back(ledger: Path) -> None:
    result = run("date", "open-yesterday", "2025-04-10", "--ledger", ledger, "--by", "amal", "--why", "printed")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("open-yesterday: published 2025-04-10 (corrected); ")
    explained = run("explain", "open-yesterday.published", "--ledger", ledger)
    assert "2025-04-10, corrected" in explained.stdout
    assert "by amal: printed" in " ".join(explained.stdout.split())
    assert run("verify", "--ledger", ledger).exit_code == 0
    result = run("date", "open-yesterday", "--withdraw", "--ledger", ledger)
    assert result.stdout.startswith("open-yesterday: published 2025-03-20 (inferred); ")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["open-daily"], "give a day"),
        (["open-daily", "2025-04-10", "--withdraw"], "give a day"),
        (["open-daily", "yesterday"], "not a day"),
        (["nothing", "2025-04-10"], "no document 'nothing'"),
        (["open-daily", "--withdraw"], "was not corrected"),
    ],
)
def test_what_cannot_be_is_told(ledger: Path, arguments: list[str], told: str) -> None:
    result = run("date", *arguments, "--ledger", ledger)
    assert result.exit_code == 2
    assert told in result.stderr
