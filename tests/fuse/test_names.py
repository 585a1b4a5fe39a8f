"""Tests `fuse/names.py`."""

import pytest

from riwaya.fuse.names import stem, stems_of, words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("القوات الروسية", ("قوات", "روسيه")),
        ("وزارة الدفاع في دالمورا", ("وزاره", "دفاع", "دالمورا")),
        ("The army of Dalmora", ("army", "dalmora")),
        ("والجيش", ("جيش",)),
        ("للجيش", ("جيش",)),
        ("الرئيس كرم-النجار", ("رييس", "كرم", "نجار")),
        ("آل", ("ال",)),
        ("…", ()),
        ("", ()),
    ],
)
def test_words_are_bare_of_spelling_and_article(name: str, words: tuple[str, ...]) -> None:
    assert words_of(name) == words


def test_spelling_variants_have_the_same_words() -> None:
    assert words_of("أوكرانيا") == words_of("اوكرانيا")
    assert words_of("الرّئاسة") == words_of("الرئاسه")


@pytest.mark.parametrize(
    ("country", "adjectives"),
    [
        ("روسيا", ["الروسي", "الروسية", "الروس", "روسيين", "الروسيون", "الروسيات"]),
        ("أوكرانيا", ["الأوكراني", "أوكرانية", "الأوكرانيين"]),
        ("السودان", ["السوداني", "السودانية", "سودانيون"]),
        ("مصر", ["المصري", "المصرية", "مصريين"]),
        ("فرنسا", ["الفرنسي", "فرنسية"]),
        ("دالمورا", ["الدالموري", "دالموريين", "الدالمورية"]),
        ("Russia", ["Russian", "Russians"]),
        ("Torsania", ["Torsanian", "Torsanians"]),
        ("ألمانيا", ["الألماني", "الألمانية"]),
        ("Ukraine", ["Ukrainian"]),
        ("Iran", ["Iranian"]),
    ],
)
def test_a_country_and_its_adjectives_share_a_stem(country: str, adjectives: list[str]) -> None:
    assert {a: stems_of(a) for a in adjectives} == {a: stems_of(country) for a in adjectives}


@pytest.mark.parametrize(("one", "other"), [("دالمورا", "تورسانيا"), ("الصين", "صيدا"), ("لوماك", "لومان"), ("مالي", "مالطا"), ("Mali", "Malta")])
def test_other_countries_have_other_stems(one: str, other: str) -> None:
    assert not stems_of(one) & stems_of(other)


@pytest.mark.parametrize("word", ["بكين", "دلتا", "ليبيا", "مالي", "رون", "iran", "usa"])
def test_a_stem_is_never_shorter_than_three_letters(word: str) -> None:
    assert len(stem(word)) >= 3
    assert word.startswith(stem(word))
