"""Terms of office as the tables of names tell them: `role@body:FROM..TO`, each end as exact as it is known."""

import calendar
import re
from datetime import date
from functools import lru_cache

from msgspec import Struct

Bounds = tuple[date, date]
"""The first and the last day that a day known to the month or the year may be."""

_OFFICE = re.compile(r"(?P<role>[a-z0-9_]+)@(?P<body>[a-z0-9_]+):(?P<first>[0-9-]*)\.\.(?P<last>[0-9-]*)")
_DAY = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


class Office(Struct, frozen=True, array_like=True):
    """A term of office: `role` at `body` (the last part of an id: `russia`), from one day to another, both ends included.

    Each end is an interval, `(first, last)`, as exact as it is known (a month, a year); None: not known, and for `end` also still in office.
    """

    role: str
    body: str
    start: Bounds | None = None
    end: Bounds | None = None

    def covers(self, day: date) -> bool:
        """True where the term surely holds that day: on a day within the month that it began or ended in, it may not.

        >>> parse_offices("defence_minister@russia:2012-11..2024-05-14")[0].covers(date(2012, 11, 5))
        False
        """
        return self.start is not None and self.start[1] <= day and (self.end is None or day <= self.end[0])

    def may_cover(self, day: date) -> bool:
        """True where the term may hold that day."""
        return (self.start is None or self.start[0] <= day) and (self.end is None or day <= self.end[1])


@lru_cache(maxsize=4096)
def parse_offices(cell: str) -> tuple[Office, ...]:
    """The terms of a cell `role@body:FROM..TO;…`; raises `ValueError` with what is wrong.

    >>> [(o.role, o.body, o.end) for o in parse_offices("president@france:2017-05-14..")]
    [('president', 'france', None)]
    >>> parse_offices("president@france:2017..2016")
    Traceback (most recent call last):
    ValueError: 'president@france:2017..2016' ends before it begins
    """
    found: list[Office] = []
    for part in filter(None, (p.strip() for p in cell.split(";"))):
        match = _OFFICE.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is no term of office; write role@body:FROM..TO, such as president@france:2017-05-14..")
        start, end = parse_bounds(match["first"]), parse_bounds(match["last"])
        if start and end and end[1] < start[0]:
            raise ValueError(f"{part!r} ends before it begins")
        found.append(Office(match["role"], match["body"], start, end))
    return tuple(found)


def parse_bounds(text: str) -> Bounds | None:
    """The days that `2024`, `2024-05` or `2024-05-14` denotes; None for an empty one. Raises `ValueError` for any other text."""
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no day; write 2024, 2024-05 or 2024-05-14")
    year, month, day = int(match["year"]), match["month"], match["day"]
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
    return date(year, int(month), int(day)), date(year, int(month), int(day))
