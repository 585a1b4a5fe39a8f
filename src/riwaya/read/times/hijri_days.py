"""From what a Hijri time says to days of our calendar."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from riwaya.read.times import calendar
from riwaya.read.times.calendar import Days
from riwaya.read.times.hijri import hijri_day, hijri_month, hijri_year, year_on
from riwaya.read.times.numeric import HIJRI_YEARS
from riwaya.read.times.outlook import looks_ahead
from riwaya.read.times.raw import Answer, Place, RawTime

if TYPE_CHECKING:
    from riwaya.read.parse import Parse


def hijri_days(parse: Parse, raw: RawTime, place: Place) -> Answer:
    """12 رمضان 1445: by the Umm al-Qura calendar; the weekday, where one is named, corrects the sighting by a day."""
    if raw.month is None:
        return (hijri_year(raw.year) if raw.year is not None else None), ""
    if raw.year is not None and raw.year in HIJRI_YEARS:
        return _of_hijri_year(raw, raw.year)
    if raw.year is not None and raw.year < HIJRI_YEARS.start:
        return None, ""
    anchor = date(raw.year, 7, 1) if raw.year is not None else place.published
    if anchor is None or raw.narrated:
        return None, ""
    around = year_on(anchor)
    found = [days for year in range(around - 2, around + 3) if (days := _of_hijri_year(raw, year)[0]) is not None]
    if raw.year is not None:
        return next((days for days in found if days[0].year == raw.year), None), ""
    if (raw.shift or 0) > 0 or (raw.shift is None and looks_ahead(parse, raw)):
        return next((days for days in found if days[0] > anchor), None), "next"
    if raw.shift == 0:
        return next((days for days in found if days[0] <= anchor <= days[1]), None), "present"
    return next((days for days in reversed(found) if (days[0] <= anchor if raw.shift is None else days[1] < anchor)), None), "past"


def confirmed(raw: RawTime) -> RawTime:
    """A full Hijri date as one of our calendar where its weekday confirms it; any other time as it is."""
    if raw.kind != "hijri" or raw.day is None or raw.weekday is None or raw.offset is not None or raw.year not in HIJRI_YEARS:
        return raw
    days, how = _of_hijri_year(raw, raw.year or 0)
    if days is None or how == "weekday_differs":
        return raw
    return structs.replace(raw, kind="day", day=days[0].day, month=days[0].month, year=days[0].year)


def _of_hijri_year(raw: RawTime, year: int) -> Answer:
    if raw.day is None:
        return hijri_month(year, raw.month or 1), ""
    day = hijri_day(year, raw.month or 1, raw.day)
    if day is None or raw.weekday is None or day.weekday() == raw.weekday:
        raw.approximate = raw.approximate and raw.weekday is None
        return _one(day), ""
    for step in (-1, 1):
        moved = calendar.shift_days(day, step)
        if moved.weekday() == raw.weekday:
            raw.approximate = False
            return _one(moved), "weekday_decides"
    return _one(day), "weekday_differs"


def _one(day: date | None) -> Days | None:
    return None if day is None else (day, day)
