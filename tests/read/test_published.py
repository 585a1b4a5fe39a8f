"""Tests `read/published/decide.py` by the cases in `tests/cases/published`."""

import re
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.engine.rules import explain_rule
from riwaya.lexicon.compiled import load_lexicon
from riwaya.model import Document, Evidence, Interval, Page, Story, StoryInput, Witness
from riwaya.read import document as document_module
from riwaya.read.document import READERS, begin, read_document
from riwaya.read.parse import parse_text
from riwaya.read.published.decide import doubt_given
from riwaya.read.times.find import find_times
from tests.readings import lexicons, load_cases

lexicon = cache(load_lexicon)


def stories_of(page: Page) -> tuple[Story, ...]:
    """The stories of a page, read up to the judgement of their days."""
    work = begin(page, lexicons())
    for reader in READERS:
        reader.run(work)
        if reader.name == "published":
            break
    return work.parse.stories


def page_of(case: dict[str, Any]) -> Page:
    witnesses = tuple(Witness(kind, date.fromisoformat(day), day, *story) for kind, day, *story in case.get("witnesses", ()))
    later = tuple(StoryInput(starts) for starts in case.get("stories", ()))
    given = date.fromisoformat(case["given"]) if "given" in case else None
    return Page(Document(id="case", text=case["text"], sha256="", published=given), stories=later, witnesses=witnesses)


def rules_of(evidence: tuple[Evidence, ...]) -> set[str]:
    """The rules of the witnesses, and the one that settles the day."""
    settled = {rule for item in evidence for rule in re.findall(r"settled by ([a-z_.]+)", item.why)}
    return settled | {item.why.partition(":")[0] for item in evidence}


@pytest.mark.parametrize("case", load_cases("published"))
def test_case(case: dict[str, Any]) -> None:
    told = stories_of(page_of(case))
    story = told[case.get("story", 0)]
    day, bounds = story.published, story.published_range or Interval(None, None)
    ends = [end.isoformat() if end is not None else "" for end in (bounds.from_, bounds.to)]
    wanted = case.get("want", "")
    assert (day.isoformat() if day is not None else "") == wanted
    if "given" not in case:
        assert ends == ([wanted, wanted] if wanted else case.get("range", ["", ""]))
    assert story.published_evidence or not wanted
    assert not set(case.get("rules", ())) - rules_of(story.published_evidence)
    told_of = [item for item in story.published_evidence if item.span is None]
    own = [w for w in case.get("witnesses", ()) if (w[2] if len(w) > 2 else 0) == story.id]
    assert "given" in case or len(told_of) >= len(own) + bool(own), "each witness and the verdict are told"


def test_evidence_is_printed_and_named() -> None:
    text = "أعلن الجيش، اليوم الجمعة 21 أكتوبر 2022، استعادة الجسر."
    evidence = stories_of(page_of({"text": text}))[0].published_evidence
    witnesses = [(text[slice(*item.span)], item.why.split(":")[0]) for item in evidence if item.span is not None]
    assert ("اليوم الجمعة 21 أكتوبر 2022", "published.today_date") in witnesses
    assert all(why.startswith("published.") for _, why in witnesses)
    assert evidence[0].why == "published.verdict: settled by published.today_date"


def test_every_rule_is_explained() -> None:
    folder = Path(document_module.__file__).parent
    named = {rule for path in folder.rglob("*.py") for rule in re.findall(r'"(published\.[a-z_]+)', path.read_text(encoding="utf-8"))}
    assert len(named) > 25
    assert {rule for rule in named if "not of this Riwaya" in explain_rule(rule)[0].says} == set()


def test_a_given_day_that_the_words_contradict_is_kept_and_doubted() -> None:
    text = "أعلن الجيش، اليوم الثلاثاء، استعادة الجسر، وكان قصفه أمس الاثنين."
    parse = parse_text(text, lexicon("ar"))
    story = msgspec.structs.replace(parse.stories[0], published=date(2024, 5, 15))
    doubts = doubt_given(parse, find_times(parse), story=story)
    assert [text[slice(*item.span)] for item in doubts if item.span is not None] == ["اليوم الثلاثاء", "أمس الاثنين"]
    assert all(item.why.startswith("published.given_differs: the day given, 2024-05-15, is a Wednesday") for item in doubts)
    assert doubt_given(parse, find_times(parse), story=msgspec.structs.replace(story, published=date(2024, 5, 14))) == ()


def test_a_given_day_is_told_and_contradicting_witnesses_with_it() -> None:
    case = {
        "text": "أعلن الجيش استعادة الجسر.",
        "given": "2022-10-21",
        "witnesses": [["metadata", "2024-04-25"], ["url", "2022-10-20"], ["archived", "2022-10-01"], ["modified", "2022-11-01"]],
    }
    story = stories_of(page_of(case))[0]
    assert story.published == date(2022, 10, 21)
    told = [(item.says, item.why.partition(":")[0]) for item in story.published_evidence]
    assert told == [
        ("published on 2022-10-21", "published.given"),
        ("metadata: 2024-04-25 (2024-04-25)", "published.given_differs"),
        ("archived: 2022-10-01 (2022-10-01)", "published.given_differs"),
    ]


def test_what_a_document_says_of_its_given_day_is_kept() -> None:
    correction = Evidence(None, "corrected to 2022-10-21", "published.corrected: by hand")
    document = Document(id="case", text="أعلن الجيش استعادة الجسر.", sha256="", published=date(2022, 10, 21), published_evidence=(correction,))
    assert stories_of(Page(document))[0].published_evidence[0] == correction


def test_a_later_story_does_not_inherit_the_day_of_the_first() -> None:
    first = "الجيش يستعيد الجسر\n\nأعلن الجيش استعادة الجسر بعد معارك استمرت أياما.\n\n"
    second = "الوزير يزور الميناء\n\nزار الوزير الميناء بعد إعادة فتحه أمام السفن."
    page = Page(
        Document(id="case", text=first + second, sha256=""),
        stories=(StoryInput("الوزير يزور"),),
        witnesses=(Witness("metadata", date(2022, 10, 21), "2022-10-21"), Witness("archived", date(2023, 1, 1), "20230101000000")),
    )
    told = stories_of(page)
    assert [story.published for story in told] == [date(2022, 10, 21), None]
    assert told[1].published_range == Interval(None, date(2023, 1, 2))


@pytest.mark.parametrize(("first", "second"), [("2022-10-21", "2022-10-28"), ("2024-05-15", "2023-01-05")])
def test_a_corrected_day_resolves_every_relative_date_of_its_story_anew(first: str, second: str) -> None:
    days = [date.fromisoformat(first), date.fromisoformat(second)]
    text = (
        "الجيش يستعيد الجسر\n\nأعلن الجيش أمس استعادة الجسر الذي سقط الشهر الماضي.\n\n"
        "الوزير يزور الميناء\n\nزار الوزير الميناء أمس بعد إعادة فتحه قبل يومين."
    )
    document = Document(id="case", text=text, sha256="", published=days[0])
    reading = read_document(Page(document, stories=(StoryInput("الوزير يزور", days[1]),)), lexicons=lexicons())
    assert [story.published for story in reading.stories] == days
    told = [(text[time.start : time.end], time.from_) for time in reading.times]
    month = (days[0].replace(day=1) - timedelta(days=1)).replace(day=1)
    wanted = [
        ("أمس", days[0] - timedelta(days=1)),
        ("الشهر الماضي", month),
        ("أمس", days[1] - timedelta(days=1)),
        ("قبل يومين", days[1] - timedelta(days=2)),
    ]
    assert told == wanted
    assert all("published.given" in rules_of(story.published_evidence) for story in reading.stories)


def test_a_term_that_the_settled_day_lies_outside_is_told_so() -> None:
    text = "بحث وزير الخارجية التركي هاكان فيدان مع وزير الخارجية الإيراني عباس عراقجي في اتصال هاتفي اليوم الخميس التطورات في سوريا."
    day = date(2024, 5, 23)
    (story,) = stories_of(Page(Document(id="x", text=text, sha256="0"), witnesses=(Witness("metadata", day, "2024-05-23"),)))
    whys = {item.says.partition(" is named")[0]: item.why.partition(":")[0] for item in story.published_evidence}
    assert (story.published, whys["Hakan Fidan"], whys["Abbas Araghchi"]) == (day, "published.term", "published.unfit")
