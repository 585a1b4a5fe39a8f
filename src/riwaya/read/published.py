"""The day on which a story was published, judged from its own words and from what stands beside it: a wrong day is worse than none.

Clues are gathered (`times_clues`), each candidate day must satisfy all of them (`published_text`), and is weighed beside the witnesses from
outside the text (`published_witnesses`). A date printed at the head of a page may be the day it was fetched: it counts only where the story
names its own weekday and agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from riwaya.model import Evidence, Interval, Story, Witness
from riwaya.read import calendar
from riwaya.read.published_text import decide_by_words, full_date
from riwaya.read.published_told import WEEKDAYS, own_day_evidence, tell_evidence
from riwaya.read.published_witnesses import Verdict, weigh, witnesses_of
from riwaya.read.times_clues import Clues, gather_clues
from riwaya.read.times_raw import RawTime
from riwaya.read.times_resolve import printed_span

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_LONGEST_WALK = 400


def judge_published(
    parse: Parse, raws: list[RawTime], *, story: Story, witnesses: Sequence[Witness] = ()
) -> tuple[date | None, Interval | None, tuple[Evidence, ...]]:
    """The day, the tightest range and the witnesses of a story; the day is None where these cannot settle it.

    `witnesses` are those of the whole page. The range is None where nothing bounds the day; an end of it is None where that side is open.
    """
    clues = gather_clues(parse, raws, story=story)
    verdict = weigh(clues, witnesses_of(witnesses, story.id), words=decide_by_words(clues))
    evidence = tuple(tell_evidence(parse, clues, verdict))
    if verdict.day is not None:
        return verdict.day, Interval(verdict.day, verdict.day), evidence
    first, last = _range(clues, verdict)
    return None, Interval(first, last) if first or last else None, evidence


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


def _range(clues: Clues, verdict: Verdict) -> tuple[date | None, date | None]:
    """Not before the latest thing told as past, not after a date printed at the head; both drawn in to days that all clues allow."""
    first, last = clues.floor(), clues.ceiling()
    heads = [day for raw in clues.headers if (day := full_date(raw)) is not None]
    heads += [item.day for item in verdict.weighed if item.witness.kind in ("printed", "header")]
    if heads and (last is None or max(heads) < last):
        last = max(heads)
    if verdict.last is not None and (last is None or verdict.last < last):
        last = verdict.last
    if first is not None and last is not None and first > last:
        return first, None
    if len(clues.weekdays()) > 1:
        return first, last
    return _walk(clues, first, 1), _walk(clues, last, -1)


def _walk(clues: Clues, day: date | None, step: int) -> date | None:
    if day is None:
        return None
    weekdays = clues.weekdays()
    if not weekdays and not clues.months:
        return day
    for ahead in range(_LONGEST_WALK):
        moved = calendar.shift_days(day, step * ahead)
        if all(moved.month == m and moved.day >= d for _, m, d in clues.months) and (not weekdays or moved.weekday() in weekdays):
            return moved
    return day
