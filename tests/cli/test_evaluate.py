"""Tests `cli/evaluate.py`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from tests.articles import BRIDGE
from tests.evaluate.perfect import perfect_reading
from tests.evaluate.test_report import GOLD


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "bridge.json").write_text(json.dumps(GOLD), encoding="utf-8")
    reading = perfect_reading(GOLD, BRIDGE)
    reading["events"][0]["status"] = "planned"
    (tmp_path / "readings.jsonl").write_text(json.dumps(reading) + "\n", encoding="utf-8")
    (tmp_path / "input.jsonl").write_text(json.dumps({"id": "bridge", "text": BRIDGE}) + "\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["evaluate", str(folder / "gold"), str(folder / "readings.jsonl"), *options])


def test_lines(folder: Path) -> None:
    result = run(folder, "--input", str(folder / "input.jsonl"))
    assert result.exit_code == 0
    assert "event.status         p 0.500  r 0.500  f1 0.500  hit 1  predicted 2  gold 2" in result.stdout.splitlines()


def test_json_and_words(folder: Path) -> None:
    result = run(folder, "--json", "--errors")
    figures, *words = result.stdout.splitlines()
    assert json.loads(figures)["event.status"]["f1"] == 0.5
    assert words == ["bridge: event.status: seizure \u2068سيطرت\u2069 is happened, read as planned"]


def test_incidents_go_with_clusters(folder: Path) -> None:
    result = run(folder, "--incidents", str(folder / "readings.jsonl"))
    assert (result.exit_code, "go together" in result.stderr) == (2, True)


def test_a_bad_line_of_readings(folder: Path) -> None:
    with (folder / "readings.jsonl").open("a", encoding="utf-8") as stream:
        stream.write("{}\n")
    result = run(folder)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{folder / 'readings.jsonl'}:2: not a reading" in result.stderr


def test_a_bad_line_of_incidents(folder: Path) -> None:
    (folder / "incidents.jsonl").write_text("[]\n", encoding="utf-8")
    (folder / "clusters.json").write_text("[]", encoding="utf-8")
    result = run(folder, "--incidents", str(folder / "incidents.jsonl"), "--clusters", str(folder / "clusters.json"))
    assert (result.exit_code, "incidents.jsonl:1: not an incident" in result.stderr) == (2, True)


def test_help_says_what_the_measures_are() -> None:
    told = CliRunner().invoke(cli, ["evaluate", "--help"]).stdout
    assert all(word in told for word in ("precision", "recall", "event_any_kind"))


def test_another_text_than_the_input_s(folder: Path) -> None:
    (folder / "input.jsonl").write_text(json.dumps({"id": "bridge", "text": BRIDGE[:-1]}) + "\n", encoding="utf-8")
    assert run(folder, "--input", str(folder / "input.jsonl")).exit_code == 2


def test_readings_of_other_documents_are_told(folder: Path) -> None:
    reading = perfect_reading({**GOLD, "document": "elsewhere"}, BRIDGE)
    (folder / "readings.jsonl").write_text(json.dumps(reading) + "\n", encoding="utf-8")
    result = run(folder)
    assert result.exit_code == 1
    assert "gold is of bridge; the readings are of elsewhere" in result.stderr
    assert result.stdout.startswith("documents")
