"""Hijri dates as days of our calendar, by the Umm al-Qura calendar, which Saudi Arabia uses in civil life.

Elsewhere a month may begin a day earlier or later, as the moon is sighted: what is converted here is approximate by a day unless a
weekday confirms it. Source: R. H. van Gent, The Umm al-Qura calendar of Saudi Arabia, whose tables the library hijridate carries.
"""

from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any

from riwaya.read.times.calendar import Days

OLDEST, NEWEST = 1343, 1500
"""The first and the last Hijri year that the tables hold."""


@cache
def _library() -> Any:
    """The library, loaded when the first Hijri date is met: few pages hold one."""
    return import_module("hijridate")


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date; None where the calendar or its tables have none.

    >>> hijri_day(1445, 9, 12), hijri_day(1445, 9, 31)
    (datetime.date(2024, 3, 22), None)
    """
    if not (OLDEST <= year <= NEWEST and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    try:
        found = _library().Hijri(year, month, day).to_gregorian()
    except ValueError:  # a month of 29 days has no 30th
        return None
    return date(found.year, found.month, found.day)


def hijri_month(year: int, month: int) -> Days | None:
    """The first and last day of a Hijri month; None outside the tables.

    >>> hijri_month(1440, 9)
    (datetime.date(2019, 5, 6), datetime.date(2019, 6, 3))
    """
    first = hijri_day(year, month, 1)
    after = hijri_day(year + month // 12, month % 12 + 1, 1)
    return (first, after - timedelta(days=1)) if first is not None and after is not None else None


def hijri_year(year: int) -> Days | None:
    """The first and last day of a Hijri year; None outside the tables."""
    first, after = hijri_day(year, 1, 1), hijri_day(year + 1, 1, 1)
    return (first, after - timedelta(days=1)) if first is not None and after is not None else None


def year_on(day: date) -> int:
    """The Hijri year in which a day lies, roughly: from its tables where they reach, else by the mean length of the year.

    >>> year_on(date(2024, 3, 22))
    1445
    """
    guess = int((day - date(622, 7, 19)).days / 354.367) + 1
    for year in (guess + 1, guess, guess - 1):
        span = hijri_year(year)
        if span is not None and span[0] <= day <= span[1]:
            return year
    return guess
