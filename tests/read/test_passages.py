"""Tests `read/passages/find.py` by the cases in `tests/cases/passages`."""

from datetime import date
from typing import Any

import pytest

from riwaya.model import Document, Page, Part, Passage, Reading
from riwaya.read.document import read_document
from tests.readings import cut, lexicons, load_cases, read


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


FURNITURE = """الأحد 12 مايو 2024 | الرئيسية | حرب

الجيش يستعيد جسر كولدانا

أعلن الجيش الدالموري أنه استعاد جسر كولدانا بعد معارك عنيفة مساء السبت.

اقرأ أيضا: مقتل عشرين جنديا في قصف روسي على خاركيف في 3 يناير 2019

وقال المتحدث باسم الجيش إن المعارك أوقعت تسعة جرحى. اقرأ أيضا: الرئيس الفرنسي يلتقي نظيره الروسي غدا

مقالات ذات صلة
أوكرانيا تعلن إسقاط عشر مسيرات في 25 ديسمبر 2025
"""


def test_no_reader_touches_furniture() -> None:
    reading = read(FURNITURE, None)
    spans = [(p.start, p.end) for p in reading.passages if p.role == "boilerplate"]
    assert len(spans) == 5
    found = [(m.start, m.end) for m in reading.mentions] + [(t.start, t.end) for t in reading.times]
    found += [e.trigger for e in reading.events] + [e.evidence for e in reading.events] + [(s.start, s.end) for s in reading.statements]
    found += [e.span for story in reading.stories for e in story.published_evidence if e.span]
    assert found
    assert [cut(reading, span) for span in found if any(start < span[1] and span[0] < end for start, end in spans)] == []
    assert {e.kind for e in reading.events} <= {"seizure", "assault", "casualties"}


def test_the_language_of_a_page_is_that_of_most_of_it() -> None:
    persian = next(case.values[0] for case in load_cases("passages") if "Persian page" in case.values[0]["why"])
    reading = read(persian["text"])
    assert reading.document.language == "fa"
    assert (reading.mentions, reading.events, reading.statements, reading.times) == ((), (), (), ())
    assert read("Breaking news from the region\n\nأفادت مصادر محلية بسقوط قذائف على أطراف المدينة صباح اليوم.").document.language == "ar"


def test_parts_of_the_form_stand_and_lines_tell_the_rest() -> None:
    lines = [
        "الجيش يستعيد الجسر",
        "سامر الناصري",
        "أعلن الجيش أنه استعاد الجسر مساء أمس.",
        "الهدنة تبدأ غدا",
        "اقرأ أيضا: حكاية الجسر",
        "وقال سكان إن المدينة هادئة.",
    ]
    text = "\n".join(lines)
    at = [text.index(line) for line in lines]
    parts = (
        Part(start=at[0], end=at[0] + len(lines[0]), role="headline"),
        Part(start=at[1], end=at[1] + len(lines[1]), role="byline"),
        Part(start=at[2], end=at[2] + len(lines[2]), role="body"),
        Part(start=at[3], end=at[3] + len(lines[3]), role="quote_post", author="@darenolvo", platform="twitter", published=date(2024, 5, 14)),
        Part(start=at[4], end=at[4] + len(lines[4]), role="body"),
    )
    document = Document(id="page", text=text, sha256="", published=date(2024, 5, 15))
    reading = read_document(Page(document, parts=parts), lexicons=lexicons())
    roles = [(p.role, p.rule) for p in reading.passages]
    assert roles == [
        ("headline", "passage.part"),
        ("byline", "passage.part"),
        ("body", "passage.part"),
        ("quote_post", "passage.part"),
        ("boilerplate", "passage.boilerplate.read_also"),  # the form says no more of it than that it is a paragraph
        ("body", "passage.body"),
    ]
    post = reading.passages[3]
    assert (post.author, post.platform, post.published) == ("@darenolvo", "twitter", date(2024, 5, 14))
    assert {cut(reading, (t.start, t.end)): str(t.from_) for t in reading.times}["غدا"] == "2024-05-15"  # told on the day of the post


def test_a_part_within_a_line() -> None:
    text = "كولدانا - مرفأ: أعلن الجيش أنه استعاد الجسر مساء أمس."
    part = Part(start=0, end=len("كولدانا - مرفأ:"), role="dateline")
    reading = read_document(Page(Document(id="page", text=text, sha256="", published=date(2024, 5, 15)), parts=(part,)), lexicons=lexicons())
    assert [(p.role, cut(reading, (p.start, p.end))[:9]) for p in reading.passages] == [("dateline", "كولدانا -"), ("body", "أعلن الجيش"[:9])]
