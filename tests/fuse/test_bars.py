"""How well fusion does on the sample corpus: the least that it must reach, with perfect readings and with Riwaya's own."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from riwaya.evaluate.report import Report, evaluate
from riwaya.fuse.fusion import fuse
from riwaya.model import Reading
from tests.fuse.gold_readings import CLUSTERS, GOLD, SOURCE, own_readings, perfect_readings, write_rows


def report_of(readings: Sequence[Reading], folder: Path) -> Report:
    """What the evaluation says of the incidents that readings tell."""
    incidents = write_rows(folder / "incidents.jsonl", fuse(readings).incidents)
    return evaluate(GOLD, write_rows(folder / "readings.jsonl", readings), source=SOURCE, incidents=incidents, clusters=CLUSTERS)


@pytest.fixture(scope="module")
def perfect(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(perfect_readings(), tmp_path_factory.mktemp("perfect"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report_of(own_readings(), tmp_path_factory.mktemp("own"))


def test_perfect_readings_are_perfect(perfect: Report) -> None:
    for measure in ("event", "event.when", "event.participants", "event.quantities", "event.status", "statement.source", "stories"):
        assert perfect.measures[measure]["f1"] == 1, measure


def test_incidents_of_perfect_readings(perfect: Report) -> None:
    assert perfect.measures["incident.link"]["f1"] >= 0.80


def test_disputes_of_perfect_readings(perfect: Report) -> None:
    assert perfect.measures["dispute"]["f1"] >= 0.60


def test_incidents_of_own_readings(own: Report) -> None:
    assert own.measures["incident.link"]["f1"] >= 0.55


def test_one_incident_for_each_document_and_kind_does_not_reach_the_bar(perfect: Report, tmp_path: Path) -> None:
    rows: dict[tuple[str, str], list[dict[str, str]]] = {}
    for reading in perfect_readings():
        for event in reading.events:
            rows.setdefault((reading.document.id, event.kind), []).append({"document": reading.document.id, "event": event.id})
    made = [{"id": f"i{n}", "accounts": accounts, "disputes": []} for n, accounts in enumerate(rows.values())]
    readings = write_rows(tmp_path / "readings.jsonl", perfect_readings())
    plain = evaluate(GOLD, readings, incidents=write_rows(tmp_path / "incidents.jsonl", made), clusters=CLUSTERS)
    assert plain.measures["incident.link"]["f1"] < perfect.measures["incident.link"]["f1"] - 0.2
