"""Pure arithmetic of the Gregorian calendar: weekdays, weeks, months, seasons and the sections of a span.

Weeks run Monday to Sunday, weekdays count from Monday (0), every span includes both its ends.
"""

from datetime import date, timedelta

Days = tuple[date, date]
"""A span of days, both ends included."""

_AUTUMN, _WINTER = 9, 12
_QUARTERS = {"quarter_1": 0, "quarter_2": 3, "quarter_3": 6, "quarter_4": 9}
_OLDEST, _NEWEST = 1, 9998


def on_day(year: int, month: int, day: int) -> date | None:
    """The day; None where the calendar has no such day.

    >>> on_day(2023, 2, 29) is None
    True
    """
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def shift_days(day: date, count: int) -> date:
    """The day `count` days later (earlier where negative); the calendar's first or last one where it has no such day.

    >>> shift_days(date(1, 1, 1), -1), shift_days(date(2024, 2, 28), 10**12)
    (datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
    """
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return date.max if count > 0 else date.min


def last_weekday(day: date, weekday: int, *, strict: bool = False) -> date:
    """The latest such weekday not after `day` (before it where strict).

    >>> last_weekday(date(2022, 10, 21), 4), last_weekday(date(2022, 10, 21), 4, strict=True)
    (datetime.date(2022, 10, 21), datetime.date(2022, 10, 14))
    """
    back = (day.weekday() - weekday) % 7
    return shift_days(day, -(back or (7 if strict else 0)))


def next_weekday(day: date, weekday: int, *, strict: bool = False) -> date:
    """The first such weekday not before `day` (after it where strict)."""
    ahead = (weekday - day.weekday()) % 7
    return shift_days(day, ahead or (7 if strict else 0))


def week_of(day: date, shift: int = 0) -> Days:
    """The Monday to Sunday of a day's week, `shift` weeks on."""
    monday = shift_days(day, 7 * shift - day.weekday())
    return monday, shift_days(monday, 6)


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months on, as year and month.

    >>> add_months(2025, 1, -2)
    (2024, 11)
    """
    months = year * 12 + month - 1 + count
    return months // 12, months % 12 + 1


def month_of(year: int, month: int) -> Days:
    """The first and last day of a month."""
    after_year, after_month = add_months(year, month, 1)
    return date(year, month, 1), date(after_year, after_month, 1) - timedelta(days=1)


def months_back(day: date, count: int) -> date:
    """The same day of the month `count` months earlier, or that month's last day."""
    year, month = add_months(day.year, day.month, -count)
    return on_day(year, month, day.day) or month_of(year, month)[1]


def year_of(year: int) -> Days:
    """The first and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def season_of(year: int, first_month: int) -> Days:
    """The three whole months of a season; a winter belongs to the year in which it begins.

    >>> season_of(2023, 12)
    (datetime.date(2023, 12, 1), datetime.date(2024, 2, 29))
    """
    return date(year, first_month, 1), month_of(*add_months(year, first_month, 2))[1]


def last_season(day: date, first_month: int) -> Days:
    """The latest such season wholly before a day."""
    year = day.year
    while season_of(year, first_month)[1] >= day:
        year -= 1
    return season_of(year, first_month)


def nearest_season(day: date, first_month: int, *, future: bool = False) -> Days:
    """The season that a day is in, else the latest one begun (the next one where `future`)."""
    started = [season_of(year, first_month) for year in (day.year - 1, day.year, day.year + 1)]
    if future:
        return next(span for span in started if span[1] >= day)
    return [span for span in started if span[0] <= day][-1]


def this_season(day: date, first_month: int) -> Days:
    """The season that "this summer" names: that of the day's year; a winter is the one begun, from September on the coming one.

    >>> this_season(date(2024, 5, 15), 6)[0], this_season(date(2024, 5, 15), 12)[0]
    (datetime.date(2024, 6, 1), datetime.date(2023, 12, 1))
    """
    return season_of(day.year - (first_month == _WINTER and day.month < _AUTUMN), first_month)


def is_year(number: float, *, oldest: int = 1900) -> bool:
    """True for a number that names a year in news.

    >>> is_year(2014), is_year(1830), is_year(1830, oldest=1600)
    (True, False, True)
    """
    return number == int(number) and oldest <= number <= 2099


def section_of(span: Days, section: str) -> Days:
    """A section of a week, month, year or decade; `end` of a month is its last day, the opening of a week Saturday to Monday.

    >>> section_of((date(2024, 6, 24), date(2024, 6, 30)), "start")
    (datetime.date(2024, 6, 22), datetime.date(2024, 6, 24))
    """
    first, last = span
    length = (last - first).days + 1
    if length == 7:
        return _section_of_week(first, section)
    if length > 3000:
        years = {"start": (0, 2), "middle": (4, 6), "late": (7, 9), "end": (9, 9), "first_half": (0, 4), "second_half": (5, 9)}.get(section, (0, 9))
        return date(first.year + years[0], 1, 1), date(first.year + years[1], 12, 31)
    if section in _QUARTERS:
        start = add_months(first.year, first.month, _QUARTERS[section])
        return date(*start, 1), month_of(*add_months(*start, 2))[1]
    if section == "first_half":
        return (first, month_of(first.year, 6)[1]) if length > 300 else (first, first + timedelta(days=14))
    if section == "second_half":
        return (date(first.year, 7, 1), last) if length > 300 else (first + timedelta(days=15), last)
    if length > 300:
        months = {"start": (1, 1), "middle": (6, 7), "late": (10, 12), "end": (12, 12)}.get(section, (1, 12))
        return date(first.year, months[0], 1), month_of(first.year, months[1])[1]
    if length > 31:
        third = {"start": 0, "middle": 1}.get(section, 2)
        return month_of(*add_months(first.year, first.month, third))
    if section == "start":
        return first, first + timedelta(days=9)
    if section == "middle":
        return first + timedelta(days=10), first + timedelta(days=19)
    return (last, last) if section == "end" else (first + timedelta(days=20), last)


def _section_of_week(monday: date, section: str) -> Days:
    if section in ("start", "first_half"):
        return monday - timedelta(days=2), monday
    if section == "middle":
        return monday + timedelta(days=1), monday + timedelta(days=3)
    return monday + timedelta(days=5), monday + timedelta(days=6)


def last_date(day: date, month: int, day_of_month: int, *, strict: bool = False) -> date | None:
    """The latest such date not after `day` (before it where strict); None where no year has it."""
    for year in range(day.year, max(day.year - 5, _OLDEST), -1):
        found = on_day(year, month, day_of_month)
        if found and (found < day or (found == day and not strict)):
            return found
    return None


def next_date(day: date, month: int, day_of_month: int, *, strict: bool = False) -> date | None:
    """The first such date not before `day` (after it where strict); None where no year has it."""
    for year in range(day.year, min(day.year + 5, _NEWEST)):
        found = on_day(year, month, day_of_month)
        if found and (found > day or (found == day and not strict)):
            return found
    return None


def last_month(day: date, month: int, *, strict: bool = False) -> Days:
    """The latest such month begun by a day (ended before it where strict)."""
    begun = month < day.month or (month == day.month and not strict)
    return month_of(day.year if begun else day.year - 1, month)


def next_month(day: date, month: int, *, strict: bool = False) -> Days:
    """The first such month not over by a day (begun after it where strict)."""
    ahead = month > day.month or (month == day.month and not strict)
    return month_of(day.year if ahead else day.year + 1, month)


def nth_weekday(span: Days, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month (-1: its last); None where the month has none.

    >>> nth_weekday(month_of(2014, 9), 1, 3), nth_weekday(month_of(2014, 9), 1, -1)
    (datetime.date(2014, 9, 16), datetime.date(2014, 9, 30))
    """
    if nth < 0:
        return last_weekday(span[1], weekday)
    found = shift_days(next_weekday(span[0], weekday), 7 * (nth - 1))
    return found if found <= span[1] else None


def nth_of_month(span: Days, unit: str, nth: int) -> Days | None:
    """The nth day of a month, or its nth seven days; -1 is the last; None where the month has none.

    >>> nth_of_month(month_of(2023, 10), "week", 1)
    (datetime.date(2023, 10, 1), datetime.date(2023, 10, 7))
    """
    length = 7 if unit == "week" else 1
    first = shift_days(span[1], 1 - length) if nth < 0 else shift_days(span[0], length * (nth - 1))
    last = shift_days(first, length - 1)
    return (first, min(last, span[1])) if first <= span[1] else None
