"""Tests `evaluate/report.py`: figures and words on a small gold of our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from riwaya.errors import DataFileError
from riwaya.evaluate.report import evaluate, lines_of
from tests.articles import BRIDGE
from tests.evaluate.perfect import perfect_incidents, perfect_reading

GOLD: dict[str, Any] = {
    "document": "bridge",
    "published": "2024-05-17",
    "entities": {
        "ministry": {"type": "organization", "name": "Russian Ministry of Defence", "forms": ["وزارة الدفاع الروسية"]},
        "staff": {"type": "organization", "name": "Ukrainian General Staff", "forms": ["هيئة الأركان الأوكرانية"]},
        "town": {"type": "place", "name": "Vovchansk", "forms": ["فوفتشانسك", "بلدة فوفتشانسك"]},
        "telegram": {"type": "medium", "name": "Telegram", "forms": ["تيليغرام"]},
        "ukraine": {"type": "place", "name": "Ukraine", "forms": ["أوكرانيا"]},
    },
    "times": [{"quote": "اليوم الجمعة 17 مايو/أيار 2024", "from": "2024-05-17", "to": "2024-05-17"}],
    "statements": [
        {"cue": "أعلنت", "act": "assert", "sources": ["ministry"], "relays": [], "probe": "سيطرت على بلدة"},
        {"cue": "نفت", "act": "deny", "sources": ["staff"], "relays": []},
        {"cue": "قالت", "act": "assert", "sources": ["staff"], "relays": ["telegram"], "probe": "المعارك ما زالت", "optional": True},
    ],
    "events": [
        {
            "kind": "seizure",
            "trigger": "سيطرت",
            "participants": [["actor", "ministry"]],
            "place": "town",
            "from": "2024-05-17",
            "to": "2024-05-17",
            "by": [0],
        },
        {"kind": "casualties", "trigger": "مقتل", "place": "town", "from": None, "to": None, "quantities": [["killed", 12, 12]], "by": [0]},
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "bridge.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return folder


def readings(folder: Path, *records: Any) -> Path:
    path = folder / "readings.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def told(gold: Path, reading: Any) -> list[str]:
    report = evaluate(gold, readings(gold.parent, reading))
    return [str(finding).replace("\u2068", "«").replace("\u2069", "»") for finding in report.findings]


def test_a_perfect_reading_has_nothing_to_tell(gold: Path) -> None:
    report = evaluate(gold, readings(gold.parent, perfect_reading(GOLD, BRIDGE)))
    assert report.findings == ()
    assert {figures["f1"] for figures in report.measures.values()} == {1.0}
    assert report.measures["statement"]["gold"] == 2, "the optional one does not count"
    assert lines_of(report)[0] == "documents            p 1.000  r 1.000  f1 1.000  hit 1  predicted 1  gold 1"


def test_what_is_wrong_is_said_in_words(gold: Path) -> None:
    reading = perfect_reading(GOLD, BRIDGE)
    reading["document"]["published"] = None
    reading["times"][0]["to"] = "2024-05-18"
    reading["statements"][0].update(act="confirm", sources=reading["statements"][1]["sources"], content=None)
    reading["events"][0].update(status="planned", when=None, place=None, participants=[], statements=[])
    reading["events"][1]["quantities"] = [{"what": "killed", "min": 13, "max": None}]
    assert told(gold, reading) == [
        "bridge: published: is of 2024-05-17, read as of no day",
        "bridge: time.value: «اليوم الجمعة 17 مايو/أيار 2024» is 2024-05-17, read as 2024-05-17 to 2024-05-18",
        "bridge: statement.act: assert «أعلنت» read as confirm",
        "bridge: statement.source: assert «أعلنت» is by Russian Ministry of Defence, read as by «Ukrainian General Staff»",
        "bridge: statement.content: content of assert «أعلنت»: none was read",
        "bridge: event.when: seizure «سيطرت» is of 2024-05-17, read as of no day",
        "bridge: event.status: seizure «سيطرت» is happened, read as planned",
        "bridge: event.place: seizure «سيطرت» is in Vovchansk, read as in nowhere",
        "bridge: event.participants: seizure «سيطرت» misses its actor Russian Ministry of Defence",
        "bridge: event.by: seizure «سيطرت» is told by Russian Ministry of Defence, read as told by the outlet itself",
        "bridge: event.quantities: casualties «مقتل» counts killed 12, read as killed 13..",
        "bridge: event.by: casualties «مقتل» is told by Russian Ministry of Defence, read as told by «Ukrainian General Staff»",
    ]


def test_what_is_missed_and_spurious_is_said(gold: Path) -> None:
    reading = perfect_reading(GOLD, BRIDGE)
    reading["events"][1]["kind"] = "strike"
    reading["statements"][1]["cues"] = [[0, 5]]
    reading["times"], reading["mentions"] = [], []
    found = told(gold, reading)
    for line in (
        "bridge: time: missed «اليوم الجمعة 17 مايو/أيار 2024»",
        "bridge: statement: missed deny «نفت»",
        "bridge: statement: spurious deny «الجيش»",
        "bridge: event: missed casualties «مقتل»",
        "bridge: event: spurious strike «مقتل»",
        "bridge: name: missed Vovchansk: «فوفتشانسك»",
    ):
        assert line in found


def test_names_are_quoted_as_printed(gold: Path) -> None:
    other = {**GOLD, "entities": {**GOLD["entities"], "ministry": {**GOLD["entities"]["ministry"], "forms": ["وزارة الدفاع الروسية", "الوزارة"]}}}
    (gold / "bridge.json").write_text(json.dumps(other), encoding="utf-8")
    text = BRIDGE + " وقالت الوزارة ذلك."
    reading = perfect_reading(GOLD, text)
    start = text.index("الوزارة ذلك")
    reading["mentions"].append({**reading["mentions"][0], "id": "m99", "start": start, "end": start + len("الوزارة"), "entity": None})
    assert "bridge: name.link: «وزارة الدفاع الروسية» and «الوزارة» not joined" in told(gold, reading)


def test_a_missing_reading_is_charged(gold: Path) -> None:
    report = evaluate(gold, readings(gold.parent))
    assert report.measures["documents"]["r"] == report.measures["event"]["r"] == 0
    assert [str(finding) for finding in report.findings] == ["bridge: documents: no reading of it"]


def test_incidents(gold: Path) -> None:
    folder, reading = gold.parent, perfect_reading(GOLD, BRIDGE)
    clusters = [{"members": [["bridge", 0], ["bridge", 1]], "disputes": ["killed"], "title": "Vovchansk"}]
    (folder / "clusters.json").write_text(json.dumps(clusters), encoding="utf-8")
    for made, link, dispute in ((perfect_incidents([reading], clusters), 1.0, 1.0), (perfect_incidents([reading], []), 0.0, 0.0)):
        incidents = folder / "incidents.jsonl"
        incidents.write_text("".join(json.dumps(item) + "\n" for item in made), encoding="utf-8")
        report = evaluate(gold, readings(folder, reading), incidents=incidents, clusters=folder / "clusters.json")
        assert report.measures["incident.link"]["f1"] == link
        assert report.measures["dispute"]["r"] == dispute
    assert any("not joined" in str(finding) for finding in report.findings)
    assert any("missed that killed is disputed" in str(finding) for finding in report.findings)


@pytest.mark.parametrize(
    ("lines", "place", "words"),
    [
        ("{", "readings.jsonl:1", "not a reading"),
        ('\n\n{"document": {"id": 3}}', "readings.jsonl:3", "not a reading"),
        (json.dumps({"document": {"id": "bridge", "text": "نص آخر"}}), "bridge.json", "does not stand"),
        ((json.dumps(perfect_reading(GOLD, BRIDGE)) + "\n") * 2, "readings.jsonl", "two readings"),
    ],
)
def test_files_that_cannot_be_used(gold: Path, lines: str, place: str, words: str) -> None:
    path = gold.parent / "readings.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(DataFileError, match=words) as caught:
        evaluate(gold, path)
    assert place in str(caught.value)


def test_a_text_that_is_not_its_source_s(gold: Path) -> None:
    source = gold.parent / "input.jsonl"
    source.write_text(json.dumps({"id": "bridge", "text": BRIDGE + " "}), encoding="utf-8")
    path = readings(gold.parent, perfect_reading(GOLD, BRIDGE))
    with pytest.raises(DataFileError, match="not the text of"):
        evaluate(gold, path, source=source)


def test_bad_gold(gold: Path, tmp_path: Path) -> None:
    path = readings(tmp_path, perfect_reading(GOLD, BRIDGE))
    with pytest.raises(DataFileError, match="no gold"):
        evaluate(tmp_path, path)
    (gold / "bridge.json").write_text('{"document": "bridge"}', encoding="utf-8")
    with pytest.raises(DataFileError, match="not gold"):
        evaluate(gold, path)
