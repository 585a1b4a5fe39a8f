"""Tests `names/index.py`."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.names import NameIndex, score_names

PERSONS = [
    "Vladimir Putin",
    "Volodymyr Zelensky",
    "Sergei Shoigu",
    "سيرغي لافروف",
    "Валерий Залужный",
    "Bashar al-Assad",
    "Mohammed Ali",
    "Mohammed Hassan",
]
INDEX = NameIndex(PERSONS)


@pytest.mark.parametrize(
    ("query", "want"),
    [
        ("فلاديمير بوتين", 0),
        ("فولوديمير زيلنسكي", 1),
        ("شويغو", 2),
        ("Sergey Lavrov", 3),
        ("Лавров", 3),
        ("فاليري زالوجني", 4),
        ("بشار الأسد", 5),
        ("محمد حسن", 7),
    ],
)
def test_the_name_meant_comes_first(query: str, want: int) -> None:
    assert INDEX.search(query)[0].number == want


def test_what_is_improbable_is_left_out_where_asked_for() -> None:
    assert INDEX.search("سيرغي شويغو", least=0.5) != ()
    assert INDEX.search("ماكرون", least=0.5) == ()
    assert INDEX.search("2022") == ()


@pytest.mark.parametrize("query", ["سيرغي شويغو", "محمد علي", "Лавров", "بوتين", "فلاديمير بوتين", "زيلنسكي"])
def test_what_is_asked_to_be_probable_is_what_is_found_without(query: str) -> None:
    for least in (0.2, 0.5):
        assert INDEX.search(query, least=least) == tuple(m for m in INDEX.search(query) if m.score >= least)


def test_a_limit_holds_and_scores_fall() -> None:
    matches = INDEX.search("محمد حسن", 2)
    assert len(matches) <= 2
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)


def test_a_name_that_shares_a_common_word_only_says_so() -> None:
    found = {m.number: m for m in NameIndex(["محمد", "محمد شويغو"]).search("محمد")}
    assert not found[0].telling
    assert not found[1].telling
    assert not NameIndex(["محمد"]).search("محمد شويغو")[0].telling
    assert NameIndex(["شويغو"]).search("شويغو")[0].telling


def test_a_name_of_letters_that_nothing_was_learnt_of_is_found_as_it_stands() -> None:
    assert NameIndex(["دي ڤيلت"]).search("دي ڤيلت", least=0.5)[0].score == 1.0


def test_equal_names_come_in_the_order_given() -> None:
    assert [m.number for m in NameIndex(["Shoigu", "Putin", "Shoigu"]).search("شويغو")] == [0, 2]


def test_an_index_that_was_packed_finds_the_same() -> None:
    again = NameIndex.unpack(INDEX.pack())
    assert len(again) == len(PERSONS)
    for name in ("شويغو", "محمد حسن", "Лавров"):
        assert again.search(name) == INDEX.search(name)


@settings(max_examples=30, deadline=None)
@given(st.permutations(PERSONS))
def test_the_order_of_candidates_makes_no_difference(names: list[str]) -> None:
    index = NameIndex(names)
    assert {(names[m.number], m.score) for m in index.search("فولوديمير زيلينسكي")} == {
        (PERSONS[m.number], m.score) for m in INDEX.search("فولوديمير زيلينسكي")
    }


def test_the_score_of_a_match_is_that_of_the_two_names() -> None:
    for query in ("شويغو", "بشار الأسد", "Лавров"):
        for match in INDEX.search(query):
            assert match.score == pytest.approx(score_names(query, PERSONS[match.number]))
