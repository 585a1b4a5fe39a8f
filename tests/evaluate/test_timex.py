"""Tests `benchmarks/timex.py` with cases written for it."""

import json
from pathlib import Path
from typing import Any

import pytest

timex = pytest.importorskip("benchmarks.timex", reason="the benchmarks come with a checkout, not with the package")

TEXT = "وصل الوفد في 3 مارس 2020 ثم غادر"


def case(text: str, found: str, day: str = "", **more: Any) -> dict[str, Any]:
    """A case as the specs write it; without a day, one without a value."""
    resolution = {"date": day}
    value = {"Value": {"FutureResolution": resolution, "PastResolution": resolution}} if day else {}
    results = [{"Text": found, "Start": text.index(found), "Length": len(found), **value}] if found else []
    return {"Input": text, "Context": {"ReferenceDateTime": "2021-06-01T00:00:00"}, "Results": results, **more}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in the form of the real one."""
    cases = {
        "DateParser": [
            case(TEXT, "3 مارس 2020", "2020-03-03"),
            case(TEXT, "مارس 2020", "2020-03-04", IgnoreResolution="true"),
            case("وصل الوفد في 9", "9", "2021-05-09"),
        ],
        "DatePeriodParser": [],
        "DateExtractor": [case("وصل الوفد أمس", "أمس"), case("وصل الوفد أمس", "")],
    }
    (tmp_path / timex.SPECS).mkdir(parents=True)
    for name in timex.FILES:
        (tmp_path / timex.SPECS / f"{name}.json").write_text(json.dumps(cases[name]), encoding="utf-8")
    (tmp_path / timex.CORPUS).parent.mkdir(parents=True)
    (tmp_path / timex.CORPUS).write_text(
        '[ examples (datetime (2013, 2, 11, 0, 0, 0) Day)\n [ "أمس"\n , "ضباب"\n ]\n'
        ', examples (datetime (2013, 2, 4, 0, 0, 0) Week)\n [ "الأسبوع الماضي" ]\n'
        ', examples (datetimeInterval ((2012, 5, 1, 0, 0, 0), (2012, 6, 1, 0, 0, 0)) Day)\n [ "مايو 2012" ] ]',
        encoding="utf-8",
    )
    return tmp_path


def test_spans_and_values_are_counted(folder: Path) -> None:
    cases = timex.load_recognizers(folder)
    parsed, extracted = timex.score_cases(cases["DateParser"]), timex.score_cases(cases["DateExtractor"])
    assert (parsed.spans, parsed.exact, parsed.values, parsed.unchecked, parsed.bare) == ((3, 3), (2, 3), (2, 2), (0, 1), (1, 1))
    assert (parsed.plain, len(parsed.misses)) == ((2, 2), 1)
    assert (extracted.spans, extracted.precision) == ((1, 1), (1, 2))


def test_phrases_are_counted_by_their_days(folder: Path) -> None:
    days, weeks, misses = timex.score_duckling(folder)
    assert (days, weeks, len(misses)) == ((2, 3), (1, 1), 1)


def test_the_report_tells_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    timex.report(folder, errors=True)
    told = capsys.readouterr().out
    assert "Recognizers-Text together\n  spans 1.000 (4 of 4), exact 0.750 (3 of 4)" in told
    assert "Duckling\n  values 0.667 (2 of 3)" in told
