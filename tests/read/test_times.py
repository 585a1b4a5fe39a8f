"""Tests `read/times/find.py` by the cases in `tests/cases/times` and by the examples that the entries of the lexicon carry."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.lexicon.compiled import DATA, load_lexicon
from riwaya.lexicon.load import load_entries
from riwaya.model import TimeExpression
from riwaya.ontology.load import load_ontology
from riwaya.read.parse import parse_text
from riwaya.read.times.find import find_times, resolve_times
from tests.readings import load_cases

WEDNESDAY = date(2025, 1, 15)

lexicon = cache(load_lexicon)


def read(text: str, published: date | None, *, language: str = "ar") -> tuple[TimeExpression, ...]:
    """The times of a text whose only story was published on that day."""
    parse = parse_text(text, lexicon(language))
    parse.stories = (msgspec.structs.replace(parse.stories[0], published=published),)
    return resolve_times(parse, find_times(parse))


def day(value: date | None) -> str:
    return value.isoformat() if value is not None else ""


@pytest.mark.parametrize("case", load_cases("times"))
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    times = read(text, case.get("published"), language=case.get("language", "ar"))
    named = [t for t in times if t.days is None]
    assert [[text[t.start : t.end], day(t.from_), day(t.to)] for t in named] == case["want"]
    lengths = [[text[t.start : t.end], t.days.min, -1 if t.days.max is None else t.days.max] for t in times if t.days is not None]
    if "durations" in case:
        assert lengths == case["durations"]
    if "parts" in case:
        assert [t.part_of_day or "" for t in named] == case["parts"]
    if "approximate" in case:
        assert [t.approximate for t in named] == [case["approximate"]] * len(named)


def test_every_time_has_a_rule() -> None:
    for case in load_cases("times"):
        for time in read(case.values[0]["text"], WEDNESDAY):
            assert time.rule.startswith("time.")


def examples(language: str) -> list[Any]:
    """The hits and misses of the time entries of a language: sentence, entry id, whether it must be found."""
    entries = (located.entry for located in load_entries(DATA, language, ontology=load_ontology(DATA)) if Path(located.path).parent.name == "times")
    found = []
    for entry in entries:
        found += [pytest.param(language, text, entry.id, True, id=f"{entry.id}: {text}") for text in getattr(entry, "hit", ())]
        found += [pytest.param(language, text, entry.id, False, id=f"{entry.id}, not: {text}") for text in getattr(entry, "miss", ())]
    return found


@pytest.mark.parametrize(("language", "text", "entry", "wanted"), [*examples("ar"), *examples("en")])
def test_example(language: str, text: str, entry: str, wanted: bool) -> None:
    rules = [time.rule.split("+") for time in read(text, WEDNESDAY, language=language)]
    assert any(entry in rule for rule in rules) == wanted
    if entry.startswith("trap."):
        assert not rules
