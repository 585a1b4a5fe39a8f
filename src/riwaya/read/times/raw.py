"""The record of a time expression as the text says it, before it is tied to a calendar."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from riwaya.read.times.calendar import Days


class RawTime(Struct):
    """Words of time over the tokens `[first, after)` and what they say; fields that the words leave open are None or empty.

    `skip` folded characters of clitics stand before its first word; `entries` are the ids of the lexicon entries in it.

    `kind`: day, night, week, month, season, year, decade, ago, span, duration or hijri. `offset`: days from the story's day
    (أمس is -1); `weekday` counts from Monday, `weekday_to` ends a night of two days; `day`..`day_to`, `month`, `year` are those
    of the calendar. `shift` moves the unit named by `unit` from the story's day, or where `narrated` from the day that the
    narration has reached; `year_shift` and `week_shift` do so for the year of a month and the week of a weekday. `least` and
    `most` count units of a span, `plus` holds what is added to them (عام وشهرين); `now` tells that the span is counted from today
    in so many words. `section` is a part of a period, `part` one of the day. `nth` picks a day or week of a month (-1: its last):
    the nth `weekday`, where there is one, else the nth `unit`. The `month` and `year` of a hijri time are those of its own calendar,
    unless the year is one of ours (رمضان 2019). `joined`: the date before it is of the same phrase and not later (15 مايو و20 يونيو الماضيين).
    """

    first: int
    after: int
    kind: str
    rule: str
    skip: int = 0
    entries: tuple[str, ...] = ()
    offset: int | None = None
    weekday: int | None = None
    weekday_to: int | None = None
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    narrated: bool = False
    year_shift: int | None = None
    year_narrated: bool = False
    week_shift: int | None = None
    unit: str = ""
    least: int | None = None
    most: int | None = None
    plus: tuple[tuple[str, int], ...] = ()
    now: bool = False
    nth: int | None = None
    joined: bool = False
    section: str = ""
    part: str | None = None
    approximate: bool = False

    @property
    def has_full_date(self) -> bool:
        """True where the words give day, month and year."""
        return self.day is not None and self.month is not None and self.year is not None and self.kind == "day"


class DateParts(Struct):
    """A date as written, up to the token `after`; what is not written is None.

    `hijri`: month and year are of that calendar; `ordinal`: its day is an ordinal.
    """

    after: int
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    narrated: bool = False
    year_shift: int | None = None
    year_narrated: bool = False
    hijri: bool = False
    month_unit: bool = False
    ordinal: bool = False


class Place(Struct):
    """Where the narration stands: the story's day, the last day told, the last time of any kind told."""

    published: date | None
    day: date | None = None
    last: Days | None = None


Answer = tuple[Days | None, str]
"""The days and what decided them (the end of the rule's id)."""
