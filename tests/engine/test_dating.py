"""Tests `engine/dating.py`, `engine/again.py` and `fuse/company.py`: days that pages do not settle."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from riwaya.engine.again import read_again
from riwaya.engine.dating import correct_day, withdraw_day
from riwaya.engine.intake import Watch
from riwaya.engine.local import read_paths
from riwaya.engine.run import fuse_ledger, run_paths
from riwaya.errors import RiwayaError, UsageError
from riwaya.ledger.store import open_ledger
from riwaya.ledger.verify import verify
from riwaya.lexicon.compiled import DATA
from riwaya.model import Reading
from tests.ledgers import exports
from tests.readings import tools

HERE = Path(__file__).parent / "company"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def run(ledger: Path, *paths: Path) -> dict[str, Reading]:
    with open_ledger(ledger, write=True) as opened:
        run_paths(paths, ledger=opened, tools=tools())
        assert list(verify(opened)) == []
        return {reading.document.id: reading for reading in opened.readings()}


def settle(ledger: Path) -> dict[str, Reading]:
    with open_ledger(ledger, write=True) as opened:
        fuse_ledger(opened, watch=Watch(), tools=tools)
        return {reading.document.id: reading for reading in opened.readings()}


def days(readings: dict[str, Reading]) -> dict[tuple[str, int], tuple[date | None, str | None]]:
    return {
        (id, story.id): (story.published, story.published_basis)
        for id, reading in readings.items()
        for story in reading.stories
        if story.published_basis != "given"
    }


def test_stories_are_dated_by_dated_stories_that_tell_the_same(tmp_path: Path) -> None:
    found = run(tmp_path / "l.db", HERE / "undated.jsonl", HERE / "dated.jsonl")
    assert days(found) == {
        ("open-friday", 0): (date(2022, 10, 21), "inferred"),
        ("open-yesterday", 0): (date(2025, 3, 20), "inferred"),
        ("open-daily", 0): (None, None),
        ("open-clash", 0): (None, None),
        ("two-open", 0): (None, None),
        ("two-open", 1): (date(2025, 3, 19), "inferred"),
    }
    story = found["open-yesterday"].stories[0]
    text = found["open-yesterday"].document.text
    assert {text[slice(*e.span)]: e.says for e in story.published_evidence if e.span and "company" in e.why} == {
        "مكالمة": "trump-a#e0 puts this on 2025-03-19",
        "محادثات": "trump-a#e3 puts this on 2025-03-19",
    }


def test_relative_days_and_incidents_move_with_it(tmp_path: Path) -> None:
    found = run(tmp_path / "l.db", HERE / "undated.jsonl", HERE / "dated.jsonl")
    call = next(e for e in found["open-yesterday"].events if e.kind == "call" and e.when and e.when.basis == "stated")
    assert call.when is not None
    assert call.when.from_ == date(2025, 3, 19)
    with open_ledger(tmp_path / "l.db") as opened:
        incident = opened.incident_of("open-yesterday", call.id)
        assert incident is not None
        assert {"trump-a", "trump-b"} <= {account.document for account in incident.accounts}


def test_without_company_nothing_is_inferred_and_what_was_is_let_go(tmp_path: Path) -> None:
    alone = run(tmp_path / "alone.db", HERE / "undated.jsonl")
    assert {day for day, _ in days(alone).values()} == {None}
    run(tmp_path / "l.db", HERE / "undated.jsonl", HERE / "dated.jsonl")
    with open_ledger(tmp_path / "l.db", write=True) as opened:
        for document in opened.inputs():
            if not document.startswith(("open", "two")):
                opened.remove(document)
    assert settle(tmp_path / "l.db") == alone


def test_the_order_of_runs_does_not_matter(tmp_path: Path) -> None:
    run(tmp_path / "a.db", HERE / "undated.jsonl")
    run(tmp_path / "a.db", HERE / "dated.jsonl")
    run(tmp_path / "b.db", HERE / "dated.jsonl", HERE / "undated.jsonl")
    assert exports(tmp_path / "a.db") == exports(tmp_path / "b.db")


def test_a_correction_moves_every_relative_day_and_can_be_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    before = run(path, HERE / "undated.jsonl", HERE / "dated.jsonl")
    kept = exports(path)
    with open_ledger(path, write=True) as opened:
        correct_day("open-yesterday", date(2025, 4, 10), story=0, by="amal", reason="the printed paper", ledger=opened)
    found = settle(path)["open-yesterday"]
    assert (found.document.published, found.document.published_basis) == (date(2025, 4, 10), "corrected")
    assert {e.when.from_ for e in found.events if e.when and e.when.basis == "stated"} == {date(2025, 4, 9)}
    assert found.document.published_evidence[0].why == "published.corrected: by amal: the printed paper"
    run(path, HERE / "undated.jsonl")
    assert settle(path)["open-yesterday"] == found  # running the page again keeps the correction
    with open_ledger(path, write=True) as opened:
        withdraw_day("open-yesterday", story=0, ledger=opened)
    assert settle(path) == before
    assert exports(path) == kept


def test_a_correction_outweighs_a_day_that_was_given(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    before = run(path, HERE / "dated.jsonl")
    with open_ledger(path, write=True) as opened:
        correct_day("trump-b", date(2025, 3, 27), story=0, by="amal", reason="", ledger=opened)
    found = settle(path)["trump-b"]
    assert {e.when.from_ for e in found.events if e.when} == {date(2025, 3, 26)}
    assert found.stories[0].published_given == date(2025, 3, 20)
    with open_ledger(path, write=True) as opened:
        withdraw_day("trump-b", story=0, ledger=opened)
    assert settle(path) == before


def test_a_page_that_cannot_be_read_again_is_told_and_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "l.db"
    before = run(path, HERE / "dated.jsonl")
    with open_ledger(path, write=True) as opened:
        correct_day("trump-b", date(2025, 3, 27), story=0, by="amal", reason="", ledger=opened)

    def fail(*_: object) -> Reading:
        raise RiwayaError("told otherwise")

    monkeypatch.setattr("riwaya.engine.dating.read_again", fail)
    assert settle(path) == before
    with open_ledger(path) as opened:
        assert [(p.document, p.rule) for p in opened.problems()] == [("trump-b", "ledger.day")]


def test_what_cannot_be_corrected_is_told(tmp_path: Path) -> None:
    run(tmp_path / "l.db", HERE / "undated.jsonl")
    with open_ledger(tmp_path / "l.db", write=True) as opened:
        with pytest.raises(UsageError, match="no document 'none'"):
            correct_day("none", date(2025, 3, 27), story=0, by="amal", reason="", ledger=opened)
        with pytest.raises(UsageError, match="has 1 stories"):
            correct_day("open-daily", date(2025, 3, 27), story=1, by="amal", reason="", ledger=opened)
        with pytest.raises(UsageError, match="was not corrected"):
            withdraw_day("open-daily", story=0, ledger=opened)


def test_a_reading_goes_back_to_its_page() -> None:
    paths = [DATA / "samples" / "samples.jsonl", HERE / "undated.jsonl", HERE / "dated.jsonl"]
    readings = [item for item in read_paths(paths) if isinstance(item, Reading)]
    assert len(readings) > 30
    for reading in readings:
        again = read_again(reading, (), tools())
        assert msgspec.json.encode(again) == msgspec.json.encode(reading), reading.document.id


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the pages of the shared folder are not here; nothing else needs them")
def test_real_pages_without_a_day_are_dated_by_articles_written_for_it(tmp_path: Path) -> None:
    found = days(run(tmp_path / "l.db", SEEDS, HERE / "dated.jsonl"))
    inferred = {(id[:3], story): day for (id, story), (day, basis) in found.items() if basis == "inferred"}
    assert inferred == {("001", 0): date(2022, 10, 21), ("003", 0): date(2024, 6, 26), ("004", 0): date(2025, 3, 15), ("002", 1): date(2025, 3, 19)}
