"""Tests `tellers.py`: what the other tests of fusion rest on."""

import pytest

from tests.fuse.tellers import FOES, MINISTRY, TOWN, Count, Told, reading, strike, toll


def test_spans_print_what_they_claim() -> None:
    made = toll("a", Count(what="killed", words="أكثر من 70 شخصا", min=71, max=None), source=MINISTRY)
    text = made.document.text
    (event,), (statement,) = made.events, made.statements
    assert text[slice(*event.trigger)] == "قُتل"
    assert event.place_span is not None
    assert text[slice(*event.place_span)] == TOWN
    assert event.quantities[0].span is not None
    assert text[slice(*event.quantities[0].span)] == "أكثر من 70 شخصا"
    assert text[slice(*statement.cues[0])] == "بحسب"
    names = {e.id: e.name for e in made.entities}
    assert all(text[m.start : m.end] == names[m.entity] for m in made.mentions)
    assert names[statement.sources[0].entity or ""] == statement.sources[0].text == MINISTRY


def test_names_inside_longer_ones_are_not_mentioned() -> None:
    made = reading("a", "قصف سوق بيرناك ثم بيرناك.", names={"بيرناك": "place", "سوق بيرناك": "place"})
    assert [made.document.text[m.start : m.end] for m in made.mentions] == ["سوق بيرناك", "بيرناك"]


def test_stories_divide_the_text() -> None:
    made = reading("a", "قصف أول.\nوفي خبر آخر قصف ثان.", names={}, tells=[Told(kind="strike", trigger="قصف@2")], stories=[("وفي خبر", None)])
    assert [(s.start, s.end) for s in made.stories] == [(0, 9), (9, len(made.document.text))]
    assert made.events[0].trigger[0] > 9


def test_what_the_text_does_not_bear_out_fails() -> None:
    with pytest.raises(AssertionError, match="does not name"):
        reading("a", "قصف.", names={FOES: "organization"})
    with pytest.raises(ValueError, match="substring not found"):
        reading("a", "قصف.", names={}, tells=[Told(kind="strike", trigger="هجوم")])
    assert strike("a", place="لوماك").events[0].place is not None
