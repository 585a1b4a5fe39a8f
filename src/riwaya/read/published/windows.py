"""Intervals in which a story must lie by what it says of the world: the terms of those it names by their office, the wars that it counts from.

Each is a witness with its words; they narrow the range of a story whose day is open, and never name a day by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from riwaya.lexicon.entries import Head, Name
from riwaya.lexicon.terms import Office, parse_offices
from riwaya.model import Span, Story
from riwaya.read.groups import Group
from riwaya.read.published.wars import war_windows
from riwaya.read.times import calendar
from riwaya.read.times.clues import Clues
from riwaya.read.times.raw import RawTime

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_LEAD_SENTENCES = 5
_NEAR_WORDS = 2
_BEFORE, _BEHIND = 10, 10
"""Days by which an office may be named before it is taken (appointed, not yet sworn in), and behind its end (told on the days that follow)."""
_PERIODS = frozenset(("year", "month", "season", "decade"))
_QUIET_ROLES = frozenset(("quote_post", "boilerplate"))

Days = tuple[date | None, date | None]
"""The first and the last day; None: open."""


class Window(Struct, frozen=True):
    """Words by which a story lies in one of some spans of days; `lead`: they stand at its beginning."""

    spans: tuple[Days, ...]
    words: Span | None
    says: str
    why: str
    lead: bool = False

    def holds(self, day: date) -> bool:
        """True where one of its spans holds the day."""
        return any((first is None or first <= day) and (last is None or day <= last) for first, last in self.spans)


def windows_of(
    parse: Parse, raws: list[RawTime], *, story: Story, clues: Clues, beside: tuple[Window, ...] = ()
) -> tuple[tuple[Window, ...], tuple[Window, ...]]:
    """The windows of a story that leave it a day together, not before what it tells as past, and those left out; `beside` are those of the page.

    Where the terms of persons do not meet, only those named at its beginning count, else only what is counted from wars, else none.
    """
    counted = (*beside, *(Window(*found) for found in war_windows(parse, raws, story=story)))
    terms = tuple(_term_windows(parse, raws, story=story, body_from=clues.body_from))
    every = (*counted, *terms)
    if not every:
        return (), ()
    floor = clues.floor()
    for kept in (every, (*counted, *(w for w in terms if w.lead)), counted):
        if common_spans(kept, floor=floor):
            return kept, tuple(w for w in every if w not in kept)
    return (), every


def hull(windows: Iterable[Window], *, floor: date | None = None) -> Days:
    """The first and the last day that may lie in all of them, not before `floor`."""
    spans = common_spans(windows, floor=floor)
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    first = None if None in firsts else min((day for day in firsts if day is not None), default=None)
    last = None if None in lasts else max((day for day in lasts if day is not None), default=None)
    return first, last


def common_spans(windows: Iterable[Window], *, floor: date | None = None) -> list[Days]:
    """The days not before `floor` that lie in all of them."""
    spans: list[Days] = [(floor, None)]
    for window in windows:
        spans = [both for one in spans for other in window.spans if (both := _meet(one, other)) is not None]
    return spans


def _meet(one: Days, other: Days) -> Days | None:
    firsts = [day for day in (one[0], other[0]) if day is not None]
    lasts = [day for day in (one[1], other[1]) if day is not None]
    first, last = max(firsts, default=None), min(lasts, default=None)
    return None if first is not None and last is not None and first > last else (first, last)


def _term_windows(parse: Parse, raws: list[RawTime], *, story: Story, body_from: int) -> Iterator[Window]:
    """One for each person named by an office of which the terms are known, unless the text calls it over or tells of another time beside it."""
    roles = parse.lexicon.history.roles
    persons = [g for g in parse.groups if g.type == "person" and _in_story(parse, g, story)]
    groups = [g for g in persons if g.known is not None and g.known.offices]
    if not groups:
        return
    former = {g.known.id for g in groups if g.known is not None and _is_former(parse, g)}
    past = _sentences_of_another_time(parse, raws)
    lead = parse.tokens.sentence_of[min(body_from, len(parse.tokens) - 1)] + _LEAD_SENTENCES if len(parse.tokens) else 0
    seen: set[tuple[str, tuple[Office, ...]]] = set()
    for group in groups:
        known, head = group.known, _head_of(parse, group, persons)
        if known is None or head is None or head.type != "office" or known.id in former:
            continue
        sentence = parse.tokens.sentence_of[group.first]
        terms = _terms(group, known, roles.get(head.id, ()))
        if not terms or sentence in past or (known.id, terms) in seen:
            continue
        seen.add((known.id, terms))
        spans = tuple(_span_of(term) for term in terms)
        says = f"{known.en} is named as {terms[0].role.replace('_', ' ')} of {terms[0].body.replace('_', ' ')}: {', '.join(map(_said, spans))}"
        yield Window(spans, parse.span(group.first, group.after), says, "published.term: within the terms of that office", sentence < lead)


def _head_of(parse: Parse, group: Group, persons: list[Group]) -> Head | None:
    """The office of a person; of a counterpart (نظيره الروسي), that of the person named before in the sentence."""
    if group.head is not None or group.anaphor != "counterpart":
        return group.head
    before = [g for g in persons if g.first < group.first and g.head is not None and g.head.type == "office"]
    same = bool(before) and parse.tokens.sentence_of[before[-1].first] == parse.tokens.sentence_of[group.first]
    return before[-1].head if same else None


def _in_story(parse: Parse, group: Group, story: Story) -> bool:
    start = parse.span(group.first, group.after)[0]
    passage = parse.passage_at(start)
    return story.start <= start < story.end and (passage is None or passage.role not in _QUIET_ROLES)


def _is_former(parse: Parse, group: Group) -> bool:
    """True where a word in the group, or right beside it, says that the office is over or not yet taken."""
    words = parse.tokens.words
    first, after = max(0, group.first - _NEAR_WORDS), min(len(words), group.after + _NEAR_WORDS)
    return any(word in parse.lexicon.history.former for word in words[first:after])


def _sentences_of_another_time(parse: Parse, raws: list[RawTime]) -> frozenset[int]:
    """Sentences that name a year, or a month, season or year before the present one: what they tell may be of old."""
    return frozenset(
        parse.tokens.sentence_of[raw.first]
        for raw in raws
        if raw.year is not None or (raw.kind in _PERIODS and (raw.shift or 0) < 0) or (raw.year_shift or 0) < 0 or raw.kind == "decade"
    )


def _terms(group: Group, known: Name, roles: tuple[str, ...]) -> tuple[Office, ...]:
    """The person's terms in that office, of the state that the words name where they name one."""
    bodies = {place.removeprefix("place.") for place in group.nations}
    if not bodies and group.of is not None:
        if group.of.known is None or group.of.known.type != "place":
            return ()
        bodies = {(group.of.known.stands_for or group.of.known.id).removeprefix("place.")}
    return tuple(o for o in parse_offices(known.offices) if o.role in roles and (not bodies or o.body in bodies))


def _span_of(term: Office) -> Days:
    first = None if term.start is None else calendar.shift_days(term.start[0], -_BEFORE)
    return first, None if term.end is None else calendar.shift_days(term.end[1], _BEHIND)


def _said(days: Days) -> str:
    return f"{days[0] or 'open'} to {days[1] or 'open'}"
