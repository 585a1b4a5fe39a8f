"""Tests `read/passages/stories.py` by the cases in `tests/cases/stories`, and what the input and the form of a page tell."""

import tomllib
from datetime import date
from typing import Any

import pytest

from riwaya.model import Document, Page, Part, StoryInput
from riwaya.read.document import read_document
from tests.readings import CASES, cut, lexicons, read

FILE = tomllib.loads((CASES / "stories" / "pages.toml").read_text(encoding="utf-8"))
WEEKS = (date(2024, 4, 10), date(2024, 5, 15))


def page_of(case: dict[str, Any]) -> str:
    return "\n".join(case["page"]).format(**FILE["texts"])


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in FILE["case"]])
def test_case(case: dict[str, Any]) -> None:
    reading = read(page_of(case))
    found = [cut(reading, (story.start, story.end)).strip() for story in reading.stories[1:]]
    shown = [text[:30] for text in found], [story.rule for story in reading.stories]
    assert len(found) == len(case["starts"]), shown
    assert all(text.startswith(words) for text, words in zip(found, case["starts"], strict=True)), shown
    if "rules" in case:
        assert [story.rule for story in reading.stories[1:]] == case["rules"]
    if "days" in case:
        assert [str(story.published) for story in reading.stories] == case["days"]


def story_page(**more: Any) -> Page:
    text = "\n\n".join([FILE["texts"]["bridge"], FILE["texts"]["port"]])
    return Page(Document(id="page", text=text, sha256="", published=WEEKS[1]), **more)


def test_stories_of_the_input_have_their_own_day_and_anchor() -> None:
    page = story_page(stories=(StoryInput("أعلنت سلطة ميناء", WEEKS[0]),))
    reading = read_document(page, lexicons=lexicons())
    assert [story.published for story in reading.stories] == [WEEKS[1], WEEKS[0]]
    told = {cut(reading, (t.start, t.end)): str(t.from_) for t in reading.times}
    assert (told["اليوم الثلاثاء"], told["صباح أمس الأربعاء"]) == ("2024-05-14", "2024-04-10")  # a day off the one given, as their weekdays say


def test_stories_of_the_form() -> None:
    text = story_page().document.text
    at = text.index("أعلنت سلطة ميناء")
    parts = (Part(start=0, end=at, role="body"), Part(start=at, end=len(text), role="body", story=1))
    reading = read_document(story_page(parts=parts), lexicons=lexicons())
    assert [(story.start, story.rule) for story in reading.stories] == [(0, "story.parts"), (at, "story.parts")]
    assert {passage.rule for passage in reading.passages} == {"passage.part"}


def test_words_of_the_input_stand_before_the_form() -> None:
    text = story_page().document.text
    at = text.index("أعلنت سلطة ميناء")
    parts = (Part(start=0, end=at, role="body"), Part(start=at, end=len(text), role="body", story=1))
    reading = read_document(story_page(parts=parts, stories=(StoryInput("أعلنت سلطة ميناء", WEEKS[0]),)), lexicons=lexicons())
    assert [(story.published, story.rule) for story in reading.stories[1:]] == [(WEEKS[0], "story.given")]


def test_a_sign_off_that_stands_alone_is_no_story() -> None:
    reading = read("(انتهى)\n" + FILE["texts"]["bridge"])
    assert [story.rule for story in reading.stories] == ["story.whole"]


def test_stories_are_named_by_their_headlines() -> None:
    case = next(case for case in FILE["case"] if case["why"] == "three stories")
    reading = read(page_of(case))
    assert [story.title for story in reading.stories] == ["الجيش يستعيد جسر كولدانا", "مؤتمر للمانحين في نورهاف", "سفينة تجنح عند مدخل زيلوفا"]
