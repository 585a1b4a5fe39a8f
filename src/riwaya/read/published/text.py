"""Days of publication that the words of a story propose, and whether a day contradicts nothing that the story says of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from riwaya.read.published.windows import Window, hull
from riwaya.read.times import calendar
from riwaya.read.times.clues import Clues
from riwaya.read.times.raw import RawTime

_FRESH_POST_DAYS = 3
_NEAR_DAYS = 400
_NEAR_BOUND = 31
"""Days before a bound within which a date without its year is sought, on its weekday."""
_LONGEST_HULL = 3700
_NARROW = 3
HEAD_RULES = frozenset(("published.header", "published.header_met"))
"""The day is that of a date at the head, which may be that of a visit."""

Candidate = tuple[date, str]
"""A day and the rule that proposes it."""

OWN_RULES = frozenset(("published.today_date", "published.today_date_year", "published.dateline"))
"""The story gives its own day, in full or but for the year, which its weekday tells: nothing on the page outweighs that by more than a day."""


def decide_by_words(clues: Clues, windows: Sequence[Window] = ()) -> tuple[date | None, str]:
    """The first group of candidates that survives all clues, if it names a single day.

    A date at the head must lie in the windows too: it may be the day of a visit that happens to fall on the story's weekday.
    """
    if len(clues.weekdays()) > 1:
        return None, ""
    for propose in (_told_days, _dates_without_year, _supported_days, _dateline_days, _met_days, _lead_days):
        found = [(day, rule) for day, rule in propose(clues) if agrees(clues, day) and (rule not in HEAD_RULES or fits(windows, day))]
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


def fits(windows: Sequence[Window], day: date) -> bool:
    """True where a day lies in all windows."""
    return all(window.holds(day) for window in windows)


def only_day(clues: Clues, windows: Sequence[Window], *, last: date | None) -> tuple[date | None, str]:
    """The one day that the story's own date and weekday leave within its windows, or right before a bound (a date at the head, a capture).

    اليوم الجمعة 21 أكتوبر of a minister's term; a Saturday that is the 500th day of a war.
    """
    if len(clues.weekdays()) != 1:
        return None, ""
    dates = [raw for raw in clues.today if raw.day is not None and raw.month is not None and raw.year is None and raw.weekday is not None]
    if dates and last is not None:
        near = [calendar.shift_days(last, -back) for back in range(_NEAR_BOUND + 1)]
        found = [day for day in near if agrees(clues, day) and fits(windows, day) and all(is_dated(raw, day) for raw in dates)]
        if len(found) == 1:
            return found[0], "published.today_date_near"
    first, end = hull(windows, floor=clues.floor())
    counted = any(_is_narrow(window) for window in windows)
    if first is None or end is None or (end - first).days > _LONGEST_HULL or not (dates or counted):
        return None, ""
    days = [calendar.shift_days(first, ahead) for ahead in range((end - first).days + 1)]
    days = [day for day in days if agrees(clues, day) and fits(windows, day) and all(is_dated(raw, day) for raw in dates)]
    firm = counted or any(window.lead for window in windows)
    return (days[0], "published.only_day") if len(days) == 1 and firm else (None, "")


def _is_narrow(window: Window) -> bool:
    """True for a count of days."""
    return all(first is not None and last is not None and (last - first).days <= _NARROW for first, last in window.spans)


def is_dated(raw: RawTime, day: date) -> bool:
    """True where the date of a time counted from the story's day, its year apart, fits that day."""
    told = calendar.shift_days(day, raw.offset or 0)
    return (told.month, told.day) == (raw.month, raw.day)


def agrees(clues: Clues, day: date) -> bool:
    """True where a day contradicts nothing that the story says."""
    return not what_differs(clues, day, slack=0)


def what_differs(clues: Clues, day: date, *, slack: int) -> str:
    """What in the story's words speaks against a day; empty where nothing does.

    `slack` days are let pass: another time zone, a page put up after midnight.
    """
    near = [calendar.shift_days(day, step) for step in range(-slack, slack + 1)]
    weekdays = clues.weekdays()
    if slack and weekdays and not any(d.weekday() in weekdays for d in near):
        return "another weekday is called today"
    if not slack and any(day.weekday() != weekday for weekday in weekdays):
        return "another weekday is called today"
    if any(all(d.month != month or d.day < least for d in near) for _, month, least in clues.months):
        return "another month is called the present one"
    if any(all(d.year != year for d in near) for _, year in clues.years):
        return "another year is the present one"
    floor, ceiling = clues.floor(), clues.ceiling()
    if floor is not None and near[-1] < floor:
        return f"{floor} is told as past"
    if ceiling is not None and near[0] > ceiling:
        return f"{ceiling} is told as yet to come"
    return ""
