"""Tests `read/published.py` by the cases in `tests/cases/published`."""

from datetime import date
from functools import cache
from typing import Any

import msgspec
import pytest

from riwaya.lexicon.compiled import load_lexicon
from riwaya.model import Evidence, Interval
from riwaya.read.parse import parse_text
from riwaya.read.published import doubt_given, judge_published
from riwaya.read.times import find_times
from tests.readings import load_cases

lexicon = cache(load_lexicon)


def judge(text: str) -> tuple[str, list[str], tuple[Evidence, ...]]:
    """The day and the range of a text as printed dates, empty where there is none, and the witnesses."""
    parse = parse_text(text, lexicon("ar"))
    day, bounds, evidence = judge_published(parse, find_times(parse), story=parse.stories[0])
    bounds = bounds or Interval(None, None)
    ends = [end.isoformat() if end is not None else "" for end in (bounds.from_, bounds.to)]
    return day.isoformat() if day is not None else "", ends, evidence


@pytest.mark.parametrize("case", load_cases("published"))
def test_case(case: dict[str, Any]) -> None:
    wanted = case.get("want", "")
    day, ends, evidence = judge(case["text"])
    assert day == wanted
    assert ends == ([wanted, wanted] if wanted else case.get("range", ["", ""]))
    assert evidence or not wanted


def test_evidence_is_printed_and_named() -> None:
    text = "أعلن الجيش، اليوم الجمعة 21 أكتوبر 2022، استعادة الجسر."
    _, _, evidence = judge(text)
    witnesses = [(text[slice(*item.span)], item.why.split(":")[0]) for item in evidence if item.span is not None]
    assert ("اليوم الجمعة 21 أكتوبر 2022", "published.today_date") in witnesses
    assert all(why.startswith("published.") for _, why in witnesses)


def test_a_given_day_that_the_words_contradict_is_kept_and_doubted() -> None:
    text = "أعلن الجيش، اليوم الثلاثاء، استعادة الجسر، وكان قصفه أمس الاثنين."
    parse = parse_text(text, lexicon("ar"))
    story = msgspec.structs.replace(parse.stories[0], published=date(2024, 5, 15))
    doubts = doubt_given(parse, find_times(parse), story=story)
    assert [text[slice(*item.span)] for item in doubts if item.span is not None] == ["اليوم الثلاثاء", "أمس الاثنين"]
    assert all(item.why.startswith("published.given_differs: the day given, 2024-05-15, is a Wednesday") for item in doubts)
    assert doubt_given(parse, find_times(parse), story=msgspec.structs.replace(story, published=date(2024, 5, 14))) == ()
