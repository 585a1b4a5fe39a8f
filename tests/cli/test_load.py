"""Tests `cli/load.py`."""

from pathlib import Path

from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from tests.ledgers import lines_of, write_lines


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def test_what_read_writes_can_be_loaded(tmp_path: Path) -> None:
    source, readings = write_lines(tmp_path / "in.jsonl", lines_of(5)), tmp_path / "readings.jsonl"
    assert run("read", source, "--out", readings).exit_code == 0
    result = run("load", readings, "--ledger", tmp_path / "load.db")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "5 new" in result.stdout
    assert run("run", source, "--ledger", tmp_path / "run.db").exit_code == 0
    listed = [run("incidents", "--ledger", tmp_path / name).stdout for name in ("load.db", "run.db")]
    assert listed[0] == listed[1] != ""


def test_readings_on_standard_input(tmp_path: Path) -> None:
    readings = run("read", write_lines(tmp_path / "in.jsonl", lines_of(2))).stdout_bytes
    result = run("load", "-", "--ledger", tmp_path / "war.db", stdin=readings + b"{}\n")
    assert result.exit_code == 1
    assert result.stderr.startswith("riwaya: -:3: not a reading: `document` is missing; a line is one reading")
    assert "2 new" in result.stdout


def test_what_is_no_file_of_readings_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("سطر\nوسطر\nوثالث\n", encoding="utf-8")
    source = write_lines(tmp_path / "in.jsonl", lines_of(3))
    for path, words in (
        (tmp_path / "a.txt", "its first line is no JSON object; `riwaya run` reads texts"),
        (source, "documents, not readings of them"),
    ):
        result = run("load", path, "--ledger", tmp_path / "war.db")
        assert result.exit_code == 2
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
