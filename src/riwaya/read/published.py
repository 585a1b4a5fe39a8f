"""The day on which a story was published, judged from its own words: a wrong day is worse than none.

Clues are gathered (`times_clues`), each candidate day must satisfy all of them, and two that disagree settle nothing. A date
printed at the head of a page may be the day it was fetched: it counts only where the story names its own weekday and agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from riwaya.model import Evidence, Interval, Story
from riwaya.read import calendar
from riwaya.read.times_clues import Clues, gather_clues
from riwaya.read.times_raw import RawTime
from riwaya.read.times_resolve import printed_span

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_FRESH_POST_DAYS = 3
_NEAR_DAYS = 400
_LONGEST_WALK = 400
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_COUNTED = {0: "the story's own day", -1: "the day before the story's own", -2: "two days before it", 1: "the day after the story's own"}

Candidate = tuple[date, str]
"""A day and the rule that proposes it."""


def judge_published(parse: Parse, raws: list[RawTime], *, story: Story) -> tuple[date | None, Interval | None, tuple[Evidence, ...]]:
    """The day, the tightest range and the witnesses that the text gives; the day is None where the text cannot settle it.

    The range is None where the words bound nothing; an end of it is None where they leave that side open.
    """
    clues = gather_clues(parse, raws, story=story)
    day, rule = _decide(clues)
    evidence = tuple(_evidence(parse, clues, day, rule))
    if day is not None:
        return day, Interval(day, day), evidence
    first, last = _range(clues)
    return None, Interval(first, last) if first or last else None, evidence


def doubt_given(parse: Parse, raws: list[RawTime], *, story: Story) -> tuple[Evidence, ...]:
    """What the words of a story hold against the day of publication that it came with; the day is kept, the contradiction told."""
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
            found += _own_day(parse, raw, f"published.given_differs: the day given, {story.published}, is a {_WEEKDAYS[story.published.weekday()]}")
    return tuple(found)


def _decide(clues: Clues) -> tuple[date | None, str]:
    """The first group of candidates that survives all clues, if it names a single day."""
    if len(clues.weekdays()) > 1:
        return None, ""
    for propose in (_told_days, _dates_without_year, _supported_days, _dateline_days, _met_days, _lead_days):
        found = [(day, rule) for day, rule in propose(clues) if _agrees(clues, day)]
        days = {day for day, _ in found}
        if len(days) == 1:
            return found[0]
        if days:
            return None, ""
    return None, ""


def _told_days(clues: Clues) -> Iterator[Candidate]:
    """اليوم الجمعة 21 أكتوبر 2022: the story gives its own day in full."""
    for raw in clues.today:
        if raw.has_full_date:
            told = calendar.on_day(raw.year or 0, raw.month or 0, raw.day or 0)
            if told is not None:
                yield calendar.shift_days(told, -(raw.offset or 0)), "published.today_date"


def _dates_without_year(clues: Clues) -> Iterator[Candidate]:
    """اليوم الجمعة 10 أكتوبر: the weekday fixes the year, where a dated event of the year before stands in the story."""
    floor = clues.dated_floor()
    if floor is None:
        return
    for raw in clues.today:
        if raw.day is None or raw.month is None or raw.year is not None or raw.weekday is None:
            continue
        for year in (floor.year, floor.year + 1):
            told = calendar.on_day(year, raw.month, raw.day)
            if told is not None and told.weekday() == raw.weekday:
                day = calendar.shift_days(told, -(raw.offset or 0))
                if 0 <= (day - floor).days <= _NEAR_DAYS:
                    yield day, "published.today_date_year"


def _supported_days(clues: Clues) -> Iterator[Candidate]:
    """A date at the head, or a fresh post, on which the story's own weekday falls."""
    if not clues.weekdays():
        return
    for raw in clues.headers:
        day = full_date(raw)
        if day is not None:
            yield day, "published.header"
    for _, posted in clues.posts:
        for ahead in range(_FRESH_POST_DAYS + 1):
            day = calendar.shift_days(posted, ahead)
            if day.weekday() in clues.weekdays():
                yield day, "published.post"
                break


def _dateline_days(clues: Clues) -> Iterator[Candidate]:
    """دورانيا – الجمعة 24 مايو 2024 – أعلن: the date that opens the running text, where no other stands at the head."""
    if len({full_date(raw) for raw in clues.headers}) == 1:
        for raw in clues.datelines:
            day = full_date(raw)
            if day is not None:
                yield day, "published.dateline"


def _met_days(clues: Clues) -> Iterator[Candidate]:
    """A date at the head on which the latest day told in full falls: it can be neither later nor older."""
    floor = clues.floor()
    for raw in clues.headers:
        if floor is not None and full_date(raw) == floor and clues.tells_day(floor):
            yield floor, "published.header_met"


def _lead_days(clues: Clues) -> Iterator[Candidate]:
    """قال المتحدث، الأحد 19 أكتوبر 2025: the lead dates a statement in full, nothing in the story is later, and it names other days afresh."""
    for raw in clues.leads:
        day = full_date(raw)
        if day is not None and day.weekday() == raw.weekday and clues.fresh and day == clues.floor():
            yield day, "published.lead_statement"


def full_date(raw: RawTime) -> date | None:
    """The day of a full date; None where the calendar has no such day."""
    return calendar.on_day(raw.year or 0, raw.month or 0, raw.day or 0) if raw.has_full_date else None


def _agrees(clues: Clues, day: date) -> bool:
    """True where a day contradicts nothing that the story says."""
    if any(day.weekday() != weekday for weekday in clues.weekdays()):
        return False
    if any(day.month != month or day.day < least for _, month, least in clues.months):
        return False
    if any(day.year != year for _, year in clues.years):
        return False
    floor, ceiling = clues.floor(), clues.ceiling()
    return not ((floor is not None and day < floor) or (ceiling is not None and day > ceiling))


def _range(clues: Clues) -> tuple[date | None, date | None]:
    """Not before the latest thing told as past, not after a date printed at the head; both drawn in to days that all clues allow."""
    first, last = clues.floor(), clues.ceiling()
    heads = [day for raw in clues.headers if (day := full_date(raw)) is not None]
    if heads and (last is None or max(heads) < last):
        last = max(heads)
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


def _evidence(parse: Parse, clues: Clues, day: date | None, rule: str) -> Iterator[Evidence]:
    """One witness for each clue, in the order of the text within each sort of clue."""
    for raw in clues.today:
        yield from _own_day(parse, raw)
    for raw, month, least in clues.months:
        yield _witness(
            parse, raw, f"the story's own month is number {month}, not before its day {least}", "published.month: called the present month"
        )
    for raw, year in clues.years:
        yield _witness(parse, raw, f"the story's own year is {year}", "published.year: counted from the present year")
    for raw, posted in clues.posts:
        yield _witness(parse, raw, f"a quoted post is dated {posted}", "published.post: a story is not older than a post that it quotes")
    for raw in clues.headers:
        yield _header(parse, clues, raw, day)
    if rule == "published.lead_statement":
        for raw in clues.leads:
            yield _witness(parse, raw, f"the lead dates a statement {full_date(raw)}", f"{rule}: nothing later is told")
    latest = clues.latest()
    if latest is not None:
        yield _witness(parse, latest[0], f"told as past: {latest[1]}", "published.not_before: a story is not older than what it tells")


def _witness(parse: Parse, raw: RawTime, says: str, why: str) -> Evidence:
    return Evidence(printed_span(parse, raw), says, why)


def _own_day(parse: Parse, raw: RawTime, why: str = "") -> Iterator[Evidence]:
    if raw.weekday is not None:
        own = _WEEKDAYS[(raw.weekday - (raw.offset or 0)) % 7]
        yield _witness(parse, raw, f"the story's own day is a {own}", why or "published.today_weekday: counted from the day of publication")
    if raw.has_full_date:
        told = f"{full_date(raw)} is {_COUNTED.get(raw.offset or 0, 'near the story')}"
        yield _witness(parse, raw, told, why or "published.today_date: its own day in full")
    elif raw.day is not None:
        told = f"day {raw.day} of month {raw.month} is {_COUNTED.get(raw.offset or 0, 'near the story')}"
        yield _witness(parse, raw, told, "published.today_date_year: the weekday fixes the year")


def _header(parse: Parse, clues: Clues, raw: RawTime, day: date | None) -> Evidence:
    head = full_date(raw)
    why = "published.header_unsupported: nothing in the story confirms it"
    if head is not None and day == head:
        why = "published.header: the story's own words agree with it"
        if raw in clues.datelines and not clues.weekdays():
            why = "published.dateline: the story opens with it, and nothing speaks against it"
    elif head is not None and not _agrees(clues, head):
        why = "published.header_contradicted: the story's own words do not fit it, so it may be the day of fetching"
    return _witness(parse, raw, f"the page is headed {head}", why)
