"""Entities resolved against the knowledge base that comes with Riwaya."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from riwaya.lexicon.compiled import DATA
from riwaya.link import Base, link, load_base
from riwaya.model import Entity, Reading
from tests.readings import read


@cache
def base() -> Base:
    return load_base(DATA)


def linked(text: str, day: date | None = date(2023, 5, 17)) -> Reading:
    return link(read(text, day), base())


def entity(reading: Reading, words: str) -> Entity:
    """The entity of the first mention of those words."""
    text = reading.document.text
    id = next(m.entity for m in reading.mentions if text[m.start : m.end] == words)
    return next(e for e in reading.entities if e.id == id)


def test_a_listed_person_has_an_english_label() -> None:
    found = entity(linked("قال الرئيس الأوكراني فولوديمير زيلينسكي إن الهجوم فشل."), "فولوديمير زيلينسكي")
    assert (found.known, found.labels["en"], found.link) == ("person.volodymyr_zelensky", "Volodymyr Zelensky", "link.listed")
    assert found.confidence is not None
    assert 0.9 < found.confidence <= 1


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("أعلنت وزارة الدفاع الروسية تدمير مستودع.", "وزارة الدفاع الروسية", "state.defence_ministry.russia"),
        ("أعلنت وزارة الدفاع الأميركية إرسال ذخائر.", "وزارة الدفاع الأميركية", "organization.pentagon"),
        ("قصف الجيش السوداني مواقع في المدينة.", "الجيش السوداني", "state.armed_forces.sudan"),
        ("قالت وزارة الصحة اللبنانية إن شخصين قتلا.", "وزارة الصحة اللبنانية", "state.health_ministry.lebanon"),
    ],
)
def test_a_body_that_every_state_has(text: str, words: str, known: str) -> None:
    assert entity(linked(text), words).known == known


def test_who_is_loyal_to_a_state_is_not_that_state() -> None:
    found = entity(linked("قالت السلطات المحلية الموالية لروسيا إن الجسر مغلق."), "السلطات المحلية الموالية لروسيا")
    assert found.known is None


def test_a_name_that_nobody_knows_stays_unlinked() -> None:
    found = entity(linked("قال المزارع زهدي البرقوقي إن الحقل احترق."), "زهدي البرقوقي")
    assert (found.known, found.link, found.confidence) == (None, None, None)


def test_linking_twice_changes_nothing() -> None:
    once = linked("قال وزير الدفاع الروسي سيرغي شويغو إن القوات الأوكرانية انسحبت من باخموت.")
    assert link(once, base()) == once


def test_the_base_is_compiled_again_where_its_data_changed(tmp_path: Path) -> None:
    first = load_base(DATA, cache=tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [first.path.name]
    assert load_base(DATA, cache=tmp_path).path == first.path


def test_a_state_body_is_named_in_english_by_the_adjective() -> None:
    assert entity(linked("أعلنت وزارة الدفاع الروسية تدمير مستودع."), "وزارة الدفاع الروسية").labels["en"] == "Russian Ministry of Defence"


def test_another_body_of_a_state_is_not_its_army() -> None:
    assert entity(linked("عبرت قوات الهندسة الروسية النهر."), "قوات الهندسة الروسية").known is None
