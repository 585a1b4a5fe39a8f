"""Tests `copies/find.py`: which texts are copies, of which kind, and where the shared words stand."""

import random
from itertools import pairwise, permutations

from benchmarks.copies_texts import made_documents
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.copies.find import find_copies
from riwaya.copies.units import Unit
from riwaya.model import Copy
from tests.copies.texts import OWN, PORT, TRUCE, changed, unit


def only(*units: Unit) -> Copy:
    found = find_copies(units)
    assert len(found) == 1, found
    return found[0]


def words_at(unit: Unit, copy: Copy) -> list[str]:
    return [unit.text[slice(*stretch.span)] for stretch in copy.stretches]


def test_texts_of_their_own_are_no_copies() -> None:
    assert find_copies([unit("a", TRUCE), unit("b", PORT), unit("c", OWN)]) == ()
    assert find_copies([]) == ()


def test_the_same_words_are_an_exact_copy() -> None:
    found = only(unit("a", TRUCE, day="2031-03-04"), unit("b", TRUCE, day="2031-03-05"))
    assert (found.document, found.of, found.kind, found.basis) == ("b", "a", "exact", "day")
    assert (found.resemblance, found.containment, found.rule) == (1.0, 1.0, "copies.exact")
    assert [(s.span, s.of_span) for s in found.stretches] == [((0, len(TRUCE) - 1), (0, len(TRUCE) - 1))]


def test_spelling_signs_and_points_do_not_matter() -> None:
    printed = TRUCE.replace("أ", "ا").replace("،", " ؛").replace("القوات", "القُوّات").replace("سـ", "س").replace("مساء", "مســاء").replace("48", "٤٨")
    assert printed != TRUCE
    found = only(unit("a", TRUCE, day="2031-03-04"), unit("b", printed, day="2031-03-05"))
    assert found.kind == "exact"
    assert printed[slice(*found.stretches[0].span)] == printed.rstrip(".")


def test_a_few_words_changed_are_a_near_copy() -> None:
    found = only(unit("a", TRUCE, day="2031-03-04"), unit("b", changed(TRUCE, 15), day="2031-03-05"))
    assert (found.kind, found.of) == ("near", "a")
    assert 0.5 <= found.resemblance < 1
    assert found.resemblance <= found.containment


def test_every_fourth_word_changed_is_no_near_copy() -> None:
    assert [c.kind for c in find_copies([unit("a", TRUCE), unit("b", changed(TRUCE, 4))])] == []


def test_paragraphs_in_another_order() -> None:
    lines = TRUCE.split("\n")
    turned = "\n".join([lines[2], lines[0], lines[3], lines[1]])
    found = only(unit("a", TRUCE, day="2031-03-04"), unit("b", turned, day="2031-03-05"))
    assert found.kind == "near"
    places = [s.of_span[0] for s in found.stretches]
    assert places != sorted(places)
    for stretch in found.stretches:
        assert turned[slice(*stretch.span)] == TRUCE[slice(*stretch.of_span)]


def test_an_agency_text_inside_a_longer_article() -> None:
    lines = OWN.split("\n")
    article = "\n".join([lines[0], TRUCE, *lines[1:], PORT])
    found = only(unit("a", TRUCE, day="2031-03-04"), unit("b", article, day="2031-03-05"))
    assert (found.kind, found.document, found.of) == ("partial", "b", "a")
    assert found.containment > 0.9
    (stretch,) = found.stretches
    assert article[slice(*stretch.span)] == TRUCE.rstrip(".")


def test_two_texts_inside_one_article() -> None:
    article = f"{OWN}\n{TRUCE}\n{PORT}"
    found = find_copies([unit("a", TRUCE, day="2031-03-04"), unit("b", article, day="2031-03-05"), unit("c", PORT, day="2031-03-03")])
    assert [(c.document, c.of, c.kind) for c in found] == [("b", "a", "partial"), ("b", "c", "partial")]


def test_one_quoted_sentence_makes_no_copy() -> None:
    quote = TRUCE.split("\n")[1]
    assert find_copies([unit("a", TRUCE), unit("b", f"{OWN}\n{quote}\n{PORT}")]) == ()


def test_short_texts_are_no_copies() -> None:
    short = "عاجل: الجيش يعلن انتهاء العملية في بيرناك"
    assert find_copies([unit("a", short), unit("b", short)]) == ()


def test_a_form_filled_in_twice_is_no_copy() -> None:
    form = "بلغت خسائر العدو منذ بداية المعارك {} جندي و{} دبابة و{} مدرعة و{} مدفعا و{} طائرة مسيرة بحسب حصيلة هيئة الأركان اليومية المنشورة صباحا."
    first, second = form.format(1020, 7, 13, 28, 95), form.format(1190, 4, 22, 31, 88)
    assert find_copies([unit("a", first, day="2031-03-04"), unit("b", second, day="2031-03-05")]) == ()
    assert [c.kind for c in find_copies([unit("a", first, day="2031-03-04"), unit("b", first, day="2031-03-05")])] == ["exact"]


def test_each_story_of_a_page_is_compared_for_itself() -> None:
    page = f"{PORT}\n\n{TRUCE}"
    at = page.index(TRUCE)
    stories = [unit("p", page, story=0, end=at, day="2031-03-06"), unit("p", page, story=1, start=at, day="2031-03-06")]
    found = only(unit("a", TRUCE, day="2031-03-04"), *stories)
    assert (found.document, found.story, found.of, found.of_story, found.kind) == ("p", 1, "a", 0, "exact")
    assert page[slice(*found.stretches[0].span)] == TRUCE.rstrip(".")


def test_a_page_does_not_copy_itself() -> None:
    page = f"{TRUCE}\n\n{TRUCE}"
    at = len(TRUCE) + 2
    assert find_copies([unit("p", page, story=0, end=at), unit("p", page, story=1, start=at)]) == ()


def test_copies_of_copies_lead_to_the_first() -> None:
    days = {"a": "2031-03-06", "b": "2031-03-04", "c": "2031-03-05", "d": "2031-03-07"}
    found = find_copies([unit(id, TRUCE, day=day) for id, day in days.items()])
    assert {c.document: c.of for c in found} == {"a": "b", "c": "b", "d": "b"}


def test_versions_of_a_page_are_copies_whatever_they_say() -> None:
    found = find_copies([unit("new", PORT, day="2031-03-05"), unit("old", TRUCE, day="2031-03-04")], versions=[["old", "new"]])
    assert [(c.document, c.of, c.kind, c.resemblance, c.stretches) for c in found] == [("new", "old", "version", 0.0, ())]
    (found_again,) = find_copies([unit("new", changed(TRUCE, 9)), unit("old", TRUCE)], versions=[["old", "new"]])
    assert (found_again.kind, found_again.basis) == ("version", "day")
    assert found_again.stretches


def test_the_order_of_texts_does_not_matter() -> None:
    units = [unit("a", TRUCE, day="2031-03-04"), unit("b", changed(TRUCE, 12)), unit("c", f"{OWN}\n{TRUCE}"), unit("d", TRUCE)]
    results = {find_copies(some) for some in permutations(units)}
    assert len(results) == 1
    assert len(results.pop()) == 3


def test_made_texts_are_found_whatever_their_order() -> None:
    made = list(made_documents(300, seed=3))
    units = [m.unit for m in made]
    found = find_copies(units)
    random.Random(1).shuffle(units)
    assert find_copies(units) == found
    parents = {m.unit.document: m.parent or m.unit.document for m in made}
    assert len(found) > 50
    assert all(parents[c.document] == parents[c.of] for c in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*TRUCE.split(), *PORT.split(), "\n", "\U0001f600", "ﻻ", "مـــا"]), max_size=80), st.integers(0, 3))
def test_spans_lie_in_the_texts(words: list[str], place: int) -> None:
    text = " ".join(words)
    lines = TRUCE.split("\n")
    other = "\n".join([*lines[:place], text, *lines[place:]])
    units = {"a": unit("a", TRUCE), "b": unit("b", other), "c": unit("c", text)}
    for copy in find_copies(units.values()):
        for stretch in copy.stretches:
            for id, (start, end) in ((copy.document, stretch.span), (copy.of, stretch.of_span)):
                assert 0 <= start < end <= len(units[id].text)
        spans = [s.span for s in copy.stretches]
        assert all(one[1] <= other[0] for one, other in pairwise(spans))
