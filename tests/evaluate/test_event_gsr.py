"""The benchmark on the event gold standard of others, with rows of our own."""

import json
from pathlib import Path

import pytest
from benchmarks.event_gsr import (
    Annotation,
    agreement,
    answers,
    main,
    mentions_violence,
    or_ended,
    particulars,
    read_rows,
    score,
    tells_act,
    tells_particulars,
    tells_violence,
)

ROWS = (
    ("XYZ_ARB_20310514.0001-1", "yes", "قتل أربعة جنود في انفجار سيارة مفخخة استهدف دوريتهم وسط مدينة حلب أمس."),
    ("XYZ_ARB_20310514.0001-2", "difficult no", "وكانت محكمة قد نظرت في قضية اغتيال الوزير السابق."),
    ("XYZ_ARB_20310514.0001-3", "easy no", "عقد المجلس جلسته الأولى بعد عطلة الصيف."),
    ("XYZ_ARB_20310514.0001-4", "ambiguous", "قصفت المدفعية البلدة."),
)
SPANS = {
    "source": "XYZ_ARB_20310514.0001-1",
    "event_type": "ASSAULT",
    "text": ROWS[0][2],
    "spans": [{"verb": ["انفجار"], "source_actor": ["سيارة", "مفخخة"], "target_actor": ["دوريتهم"]}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [json.dumps({"id": name, "label": label, "text": text}) for name, label, text in ROWS]
    for name in ("dev-assault.jsonl", "dev-protest.jsonl"):
        (tmp_path / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    (tmp_path / "dev-spans.jsonl").write_text(json.dumps(SPANS) + "\n", encoding="utf-8")
    return tmp_path


def test_a_report_of_an_act_is_told_from_a_mention_of_one(folder: Path) -> None:
    read = read_rows(folder / "dev-assault.jsonl", workers=1)
    assert score(read, tells_act) == score(read, tells_violence) == score(read, tells_particulars) == ((1, 1), (0, 1), (0, 1))
    assert particulars(read[0][1]) == {"victim", "means", "number", "place", "day"}
    assert score(read, or_ended).yes == score(read, mentions_violence).yes == (1, 1)
    assert {"deed", "harm", "number", "means", "place", "day"} <= answers(read[0][1])


def test_marked_words_are_met_where_ours_overlap_them(folder: Path) -> None:
    reading = read_rows(folder / "dev-assault.jsonl", workers=1)[0][1]
    marked = [Annotation(("انفجار",), ("سيارة", "مفخخة"), ("دوريتهم",)), Annotation(("أمس",), (), ())]
    found = agreement(reading, marked)
    assert found["verb"][:2] == (1, 2)
    assert found["source"][:2] == (1, 1)
    assert found["target"][:2] == (1, 1)


def test_it_prints_figures_and_errors(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["event_gsr", str(folder), "--errors", "--workers", "1"])
    main()
    printed = capsys.readouterr().out
    assert "a specific act" in printed
    assert "words marked in 1 sentences" in printed


def test_without_the_data_it_says_where_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["event_gsr", str(tmp_path)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "no dev-assault.jsonl" in (told := capsys.readouterr().err)
    assert "benchmarks/README.md" in told
