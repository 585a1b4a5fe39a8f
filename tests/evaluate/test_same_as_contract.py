"""The figures of `riwaya evaluate` are those of the public contract's own scorer, to the last digit."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from riwaya.evaluate.report import Report, evaluate, lines_of
from tests.evaluate.perfect import inputs, perfect_incidents, perfect_reading, spoiled, spoiled_incidents

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "contract" / "score.py"
SAMPLES = ROOT / "src" / "riwaya" / "data" / "samples"
SETS = {
    "samples": (SAMPLES / "gold", SAMPLES / "samples.jsonl", SAMPLES / "clusters.json"),
    "seeds": (SHARED / "gold" / "seeds", SHARED / "gold" / "seeds.jsonl", SHARED / "gold" / "seeds-clusters.json"),
}

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the contract's scorer (../shared/contract/score.py) is not beside this checkout")


def contract(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, str(SCORER), *map(str, arguments), "--json"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, Any] = json.loads(printed)
    return figures


def write(path: Path, records: list[Any]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def made(name: str) -> tuple[list[Any], Path, Path, Path]:
    gold, source, clusters = SETS[name]
    if not gold.exists():
        pytest.skip(f"no gold of the {name} here")
    texts = inputs(source)
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    return [perfect_reading(item, texts[item["document"]]) for item in files if item["document"] in texts], gold, source, clusters


def same(report: Report, figures: dict[str, Any]) -> None:
    assert report.measures == figures
    assert list(report.measures) == list(figures), "in the same order too"
    assert json.dumps(report.measures) == json.dumps(figures)


@pytest.mark.parametrize("name", SETS)
def test_of_perfect_readings(tmp_path: Path, name: str) -> None:
    readings, gold, source, clusters = made(name)
    path = write(tmp_path / "readings.jsonl", readings)
    incidents = write(tmp_path / "incidents.jsonl", perfect_incidents(readings, json.loads(clusters.read_text(encoding="utf-8"))))
    report = evaluate(gold, path, source=source, incidents=incidents, clusters=clusters)
    same(report, contract(gold, path, "--input", source, "--incidents", incidents, "--clusters", clusters))
    assert report.measures["event.participants"]["f1"] == report.measures["incident.link"]["f1"] == 1


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", SETS)
def test_of_spoiled_readings(tmp_path: Path, name: str, seed: int) -> None:
    readings, gold, source, clusters = made(name)
    incidents = spoiled_incidents(perfect_incidents(readings, json.loads(clusters.read_text(encoding="utf-8"))), seed)
    readings = [spoiled(reading, seed) for number, reading in enumerate(readings) if number != seed]
    path = write(tmp_path / "readings.jsonl", readings)
    told = write(tmp_path / "incidents.jsonl", incidents)
    report = evaluate(gold, path, source=source, incidents=told, clusters=clusters)
    same(report, contract(gold, path, "--incidents", told, "--clusters", clusters))
    assert 0 < report.measures["event"]["f1"] < 1
    assert report.findings


def test_the_lines_are_printed_alike(tmp_path: Path) -> None:
    readings, gold, *_ = made("samples")
    path = write(tmp_path / "readings.jsonl", [spoiled(reading, 3) for reading in readings])
    printed = subprocess.run([sys.executable, str(SCORER), str(gold), str(path)], capture_output=True, text=True, check=True).stdout
    assert "\n".join(lines_of(evaluate(gold, path))) + "\n" == printed
