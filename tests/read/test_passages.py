"""Tests `read/passages.py` by the cases in `tests/cases/passages`."""

from typing import Any

import pytest

from riwaya.model import Passage, Reading
from tests.readings import cut, load_cases, read


def is_wanted(reading: Reading, passage: Passage, want: list[Any]) -> bool:
    role, language, story, starts = want
    if passage.role not in role.split("|") or (passage.language, passage.story) != (language, story):
        return False
    return cut(reading, (passage.start, passage.end)).startswith(starts)


@pytest.mark.parametrize("case", load_cases("passages"))
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    found = [p for p in reading.passages if p.language != "und"] if case.get("loose") else list(reading.passages)
    shown = [(p.role, p.language, p.story, cut(reading, (p.start, p.end))[:20]) for p in found]
    assert len(reading.stories) == case["stories"], shown
    assert len(found) == len(case["want"]), shown
    assert all(is_wanted(reading, passage, want) for passage, want in zip(found, case["want"], strict=True)), shown
    if "posts" in case:
        posts = [[p.author or "", p.platform or "", str(p.published or "")] for p in found if p.role == "quote_post"]
        assert posts == case["posts"]


@pytest.mark.parametrize("case", load_cases("passages", hard_may_fail=False))
def test_passages_cover_every_line_of_their_story(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    text = case["text"]
    rest = "".join(c for n, c in enumerate(text) if not any(p.start <= n < p.end for p in reading.passages))
    assert not rest.strip()
    assert all(a.end <= b.start for a, b in zip(reading.passages, reading.passages[1:], strict=False))
    for passage in reading.passages:
        story = reading.stories[passage.story]
        assert story.start <= passage.start < passage.end <= story.end
