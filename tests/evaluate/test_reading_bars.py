"""How well Riwaya reads must not fall, on data beside the checkout (left out where it is not there).

For attacks on newswire this holds the narrower question that docs/quality.md tells of, not the wide one.
"""

from pathlib import Path

import pytest
from benchmarks import event_gsr, timex

from riwaya.engine.local import read_paths
from riwaya.evaluate.report import evaluate
from tests.fuse.gold_readings import write_rows

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SEEDS = SHARED / "gold" / "seeds.jsonl"
WITHOUT = "the data (../shared) is not beside this checkout; benchmarks/README.md says where the public part of it is had"

SEED_BARS = {
    "time": 0.95, "time.value": 0.95, "statement": 0.85, "statement.act": 0.85, "statement.source": 0.82, "statement.chain": 0.70,
    "statement.content": 0.80, "event_any_kind": 0.78, "event": 0.72, "event.by": 0.78, "event.when": 0.80, "event.place": 0.65,
    "event.status": 0.88, "event.participants": 0.65, "event.quantities": 0.85, "name": 0.82, "name.link": 0.75,
}  # fmt: skip


@pytest.mark.skipif(not SEEDS.exists(), reason=WITHOUT)
def test_the_seeds_are_read(tmp_path: Path) -> None:
    readings = write_rows(tmp_path / "readings.jsonl", list(read_paths([SEEDS])))
    measured = evaluate(SHARED / "gold" / "seeds", readings, source=SEEDS).measures
    assert not {name: measured[name]["f1"] for name, bar in SEED_BARS.items() if measured[name]["f1"] < bar}


@pytest.mark.skipif(not (timex.DEFAULT / timex.CORPUS).exists(), reason=WITHOUT)
def test_times_of_other_projects() -> None:
    outcomes = [timex.score_cases(cases) for cases in timex.load_recognizers(timex.DEFAULT).values()]
    for field, bar in (("spans", 0.90), ("values", 0.80)):
        shares = [getattr(outcome, field) for outcome in outcomes]
        assert sum(share.right for share in shares) >= bar * sum(share.of for share in shares), field
    days, _, _ = timex.score_duckling(timex.DEFAULT)
    assert days.right >= 0.55 * days.of


@pytest.mark.skipif(not (event_gsr.FOLDER / "dev-assault.jsonl").exists(), reason=WITHOUT)
def test_attacks_on_newswire_of_others() -> None:
    read = event_gsr.read_rows(event_gsr.FOLDER / "dev-assault.jsonl", workers=2)
    assert event_gsr.score(read, event_gsr.tells_act).f1 >= 0.60
    assert event_gsr.score(read, event_gsr.tells_particulars).f1 >= 0.60
    assert event_gsr.score(read, event_gsr.tells_violence).f1 >= 0.49
