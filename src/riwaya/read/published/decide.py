"""The day on which a story was published, judged from its own words and from what stands beside it: a wrong day is worse than none.

Clues are gathered (`times.clues`), each candidate day must satisfy all of them (`text`), and is weighed beside the witnesses from
outside the text (`witnesses`). A date printed at the head of a page may be the day it was fetched: it counts only where the story
names its own weekday and agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from riwaya.model import Evidence, Interval, Story, Witness
from riwaya.read.published.text import HEAD_RULES, OWN_RULES, decide_by_words, full_date, is_dated, only_day
from riwaya.read.published.told import WEEKDAYS, own_day_evidence, tell_evidence
from riwaya.read.published.windows import Window, common_spans, windows_of
from riwaya.read.published.witnesses import Weighed, last_of, weigh, witnesses_of
from riwaya.read.times import calendar
from riwaya.read.times.clues import Clues, gather_clues
from riwaya.read.times.raw import RawTime
from riwaya.read.times.resolve import printed_span

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_LONGEST_WALK, _LONGEST_WALK_BACK = 4200, 400
"""Days within which a bound is drawn in; a last day is not put off by years for a weekday that may be misprinted."""
_NEVER = date.max
_AHEAD_DAYS = 3
"""Days behind all told as yet to come by which a story may be younger: what it quotes was said before."""


def judge_published(
    parse: Parse, raws: list[RawTime], *, story: Story, witnesses: Sequence[Witness] = ()
) -> tuple[date | None, Interval | None, tuple[Evidence, ...]]:
    """The day, the tightest range and the witnesses of a story; the day is None where these cannot settle it.

    `witnesses` are those of the whole page. The range is None where nothing bounds the day; an end of it is None where that side is open.
    """
    clues = gather_clues(parse, raws, story=story)
    own = tuple(_sighted(clues, witness) for witness in witnesses_of(witnesses, story.id))
    every = (*own, *(witness for _, witness in clues.stamps))
    words = decide_by_words(clues)
    windows: tuple[tuple[Window, ...], tuple[Window, ...]] = ((), ())
    if words[1] not in OWN_RULES and not any(w.kind in ("feed", "export") for w in own):
        windows = windows_of(parse, raws, story=story, clues=clues, beside=_address_windows(own))
        if words[1] in HEAD_RULES and windows[0]:
            words = decide_by_words(clues, windows[0])
        if words[0] is None:
            words = only_day(clues, windows[0], last=_last(clues, every))
    weighed = [*(Weighed(w) for w in own), *(Weighed(w, words=printed_span(parse, raw)) for raw, w in clues.stamps)]
    verdict = weigh(clues, weighed, words=words, windows=windows[0])
    evidence = tuple(tell_evidence(parse, clues, verdict, windows))
    if verdict.day is not None:
        return verdict.day, Interval(verdict.day, verdict.day), evidence
    first, last = _range(clues, windows[0], last=_last(clues, every))
    return None, Interval(first, last) if first or last else None, evidence


def _sighted(clues: Clues, witness: Witness) -> Witness:
    """A Hijri date on the day beside it on which the story's own weekday falls: months begin by sighting."""
    if witness.kind != "hijri" or len(clues.weekdays()) != 1:
        return witness
    near = [calendar.shift_days(witness.day, step) for step in (0, -1, 1)]
    return structs.replace(witness, day=next((day for day in near if day.weekday() in clues.weekdays()), witness.day))


def _address_windows(witnesses: Sequence[Witness]) -> tuple[Window, ...]:
    """A month in the page's address: that in which the story was put up, a day let pass at either end."""
    spans = [(w, calendar.month_of(w.day.year, w.day.month)) for w in witnesses if w.kind == "url_month"]
    return tuple(
        Window(((calendar.shift_days(first, -1), calendar.shift_days(last, 1)),), None, f"the page's address names {w.says}", "published.url_month")
        for w, (first, last) in spans
    )


def witness_given(parse: Parse, raws: list[RawTime], *, story: Story, witnesses: Sequence[Witness] = ()) -> tuple[Evidence, ...]:
    """That the day of a story was given, what its words and the page's other dates hold against it; the day is kept, the contradiction told."""
    given = story.published
    if given is None:
        return ()
    told = [Evidence(None, f"published on {given}", "published.given: the day came with the story, and is its anchor")]
    for witness in witnesses_of(witnesses, story.id):
        late = witness.kind in ("modified", "archived")
        if (given - witness.day).days > 1 if late else abs((witness.day - given).days) > 1:
            why = f"published.given_differs: the day given is {given}"
            told.append(Evidence(None, f"{witness.kind}: {witness.day} ({witness.says})", why))
    return (*told, *doubt_given(parse, raws, story=story))


def doubt_given(parse: Parse, raws: list[RawTime], *, story: Story) -> tuple[Evidence, ...]:
    """What the words of a story hold against the day of publication that it came with."""
    found: list[Evidence] = []
    for raw in raws:
        if raw.offset is None or raw.kind != "day" or (raw.weekday is None and not raw.has_full_date) or story.published is None:
            continue
        start, _ = printed_span(parse, raw)
        passage = parse.passage_at(start)
        if not story.start <= start < story.end or (passage is not None and passage.published is not None):
            continue
        expected = calendar.shift_days(story.published, raw.offset)
        if (raw.weekday is not None and expected.weekday() != raw.weekday) or (raw.has_full_date and full_date(raw) != expected):
            why = f"published.given_differs: the day given, {story.published}, is a {WEEKDAYS[story.published.weekday()]}"
            found += own_day_evidence(parse, raw, why)
    return tuple(found)


def _last(clues: Clues, witnesses: Sequence[Witness]) -> date | None:
    """The day after which a story cannot be: a date at its head or printed beside it, a capture or change, what it tells as yet to come."""
    days = [day for raw in clues.headers if (day := full_date(raw)) is not None]
    days += [w.day for w in witnesses if w.kind in ("printed", "header", "stamp")]
    days += [calendar.shift_days(w.day, 1) for w in witnesses if w.kind == "hijri"]
    last = [max(days)] if days else []
    if (bound := last_of(witnesses)) is not None:
        last.append(bound)
    if clues.ahead:
        last.append(calendar.shift_days(max(day for _, day in clues.ahead), _AHEAD_DAYS))
    return min(last, default=None)


def _range(clues: Clues, windows: Sequence[Window], *, last: date | None) -> tuple[date | None, date | None]:
    """Not before the latest thing told as past, not after `last`, within the windows; both drawn in to days that all clues allow."""
    floor = clues.floor()
    spans = [(first, _earlier(end, last)) for first, end in common_spans(windows, floor=floor)]
    spans = [(first, end) for first, end in spans if first is None or end is None or first <= end]
    if not spans:
        return floor, None
    drawn = [(_walk(clues, span, step=1), _walk(clues, span, step=-1)) for span in spans]
    left = [(first, end) for first, end in drawn if first != _NEVER and end != _NEVER]
    if not left:
        left = spans
    firsts, ends = [first for first, _ in left], [end for _, end in left]
    return (
        None if None in firsts else min((day for day in firsts if day is not None), default=None),
        None if None in ends else max((day for day in ends if day is not None), default=None),
    )


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _walk(clues: Clues, span: tuple[date | None, date | None], *, step: int) -> date | None:
    """The first (`step` 1) or last (-1) day of a span that all clues allow; None where it is open there, `_NEVER` where no day is allowed.

    The weekday may be that before the day, which is then one of a story put up after midnight.
    """
    start, end = span if step == 1 else span[::-1]
    if start is None:
        return None
    weekdays = clues.weekdays() if len(clues.weekdays()) == 1 else frozenset[int]()
    for ahead in range(_LONGEST_WALK if step == 1 else _LONGEST_WALK_BACK):
        moved = calendar.shift_days(start, step * ahead)
        if end is not None and (moved - end).days * step > 0:
            return _NEVER
        if all(moved.year == year for _, year in clues.years) and all(moved.month == m and moved.day >= d for _, m, d in clues.months):
            if any(_may_be_own(clues, day, weekdays) for day in (moved, calendar.shift_days(moved, -1))):
                return moved
    return start


def _may_be_own(clues: Clues, day: date, weekdays: frozenset[int]) -> bool:
    """True for a day that the story may call its own, by the weekday and the date without a year that it gives it."""
    return (not weekdays or day.weekday() in weekdays) and all(
        is_dated(raw, day) for raw in clues.today if raw.day is not None and raw.month is not None and raw.year is None
    )
