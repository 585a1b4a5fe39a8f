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


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("قال الأمين العام لحلف الناتو ينس ستولتينبيرج إن الحرب مستمرة.", "ينس ستولتينبيرج", "person.jens_stoltenberg"),
        ("سيطرت القوات الروسية على بلدة كليشتشيفكا في أوكرانيا.", "كليشتشيفكا", "place.klishchiivka"),
    ],
)
def test_a_spelling_that_no_table_holds_is_linked(text: str, words: str, known: str) -> None:
    found = entity(linked(text), words)
    assert (found.known, found.link) == (known, "link.spelling")


def test_a_person_of_another_country_is_not_linked_by_spelling() -> None:
    assert entity(linked("قال وزير الصحة الياباني ينس ستولتينبيرج إن الحرب مستمرة."), "ينس ستولتينبيرج").known is None


def test_common_given_names_link_nobody() -> None:
    assert base().spelled("محمد حسين", type="person") == ()
    assert base().spelled("زيلينسكي", type="person") == (), "nor does a surname alone"


def test_an_account_is_its_owner_s() -> None:
    found = linked("Adviser @Podolyak_M wrote that the army mined the dam.")
    assert [e.known for e in found.entities if e.name.startswith("@")] == ["person.mykhailo_podolyak"]


@pytest.mark.parametrize(("day", "known"), [(date(2023, 5, 17), "person.sergei_shoigu"), (date(2024, 6, 26), "person.andrei_belousov"), (None, None)])
def test_an_office_is_held_by_whoever_held_it_that_day(day: date | None, known: str | None) -> None:
    assert entity(linked("قال وزير الدفاع الروسي إن الهجوم فشل.", day), "وزير الدفاع الروسي").known == known


def test_a_former_holder_is_not_the_holder() -> None:
    reading = linked("قال وزير الدفاع الروسي السابق إن الهجوم فشل.")
    assert not any((e.known or "").startswith("person.") for e in reading.entities)


def test_a_full_name_that_is_nobody_s_is_not_its_surname_s() -> None:
    assert entity(linked("وأكد عضو اللجنة المركزية عباس زكي أن المحادثات انتهت."), "عباس زكي").known is None
    assert entity(linked("ورحب محمود عباس بانتهاء المحادثات."), "محمود عباس").known == "person.mahmoud_abbas"


@pytest.mark.parametrize(
    ("text", "known"),
    [("وقع انفجار في طرابلس شمال لبنان.", "place.tripoli_lebanon"), ("اندلعت اشتباكات في طرابلس الليبية.", "place.tripoli")],
)
def test_a_town_is_told_from_its_namesake_abroad(text: str, known: str) -> None:
    assert entity(linked(text), "طرابلس").known == known


def test_an_office_with_a_day_behind_it_is_held() -> None:
    assert entity(linked("قال الرئيس الأمريكي اليوم إن الحرب انتهت.", date(2025, 4, 1)), "الرئيس الأمريكي").known == "person.donald_trump"
    assert entity(linked("قال وزير الخارجية الأمريكي إن الحرب انتهت.", date(2023, 4, 1)), "وزير الخارجية الأمريكي").known == "person.antony_blinken"
    reading = linked("قال وزير الدفاع الروسي آنذاك إن الحرب انتهت.", date(2025, 4, 1))
    assert entity(reading, "وزير الدفاع الروسي").known is None


def test_a_surname_behind_another_given_name_is_nobody_s() -> None:
    assert entity(linked("قال ياسر السيسي إن القصف توقف."), "السيسي").known is None
    assert entity(linked("وأكد السيسي أن القصف توقف."), "السيسي").known == "person.abdel_fattah_el_sisi"
