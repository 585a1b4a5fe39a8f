"""From what a time says to the days it denotes, seen from the story's day or the day that the narration has reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from riwaya.model import DayCount, Span, TimeExpression
from riwaya.read.times import calendar
from riwaya.read.times.calendar import Days
from riwaya.read.times.hijri_days import hijri_days
from riwaya.read.times.outlook import (
    FUTURE,
    PAST_TENSE,
    PRESENT_TENSE,
    date_tense,
    is_background,
    is_limit,
    is_untold,
    looks_ahead,
    may_tell_of_past,
    opens_in_present,
    tense_of,
)
from riwaya.read.times.own import own_day, own_weekdays, passages_of
from riwaya.read.times.raw import Answer, Place, RawTime

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_FAR_DAYS = {FUTURE: 200, PRESENT_TENSE: 45}
"""How far ahead a date without its year is sought behind a verb of that tense."""
_SOON_DAYS, _LONG_AGO = 31, 300
"""Where no verb tells and none may tell of the past, a date without its year is the one that is near (قمة 17 مايو), not that of a year ago."""
_QUIET_ROLES = frozenset(("dateline", "byline", "boilerplate"))


def resolve_times(parse: Parse, raws: list[RawTime]) -> tuple[TimeExpression, ...]:
    """Tie each time to the calendar; where no day anchors it, `from` and `to` are None."""
    found: list[TimeExpression] = []
    places: dict[tuple[int, bool], Place] = {}
    keeps_day = any(raw.narrated or raw.rule == "time.later" for raw in raws)
    spots = passages_of(parse, raws)
    own = own_weekdays(parse, raws, spots)
    for raw, number in zip(raws, spots, strict=True):
        passage = parse.passages[number] if number >= 0 else None
        story = passage.story if passage is not None else 0
        quoted = passage.published if passage is not None else None
        key = (number, True) if quoted is not None else (story, False)
        place = places.get(key)
        if place is None:
            published = quoted or (parse.stories[story].published if story < len(parse.stories) else None)
            if published is not None and quoted is None:
                published = own_day(published, own.get(story, set()))
            place = places[key] = Place(published, published)
        days, how = _resolve(parse, raw, place)
        if raw.joined and days is not None and found and found[-1].from_ is not None and found[-1].from_ > days[0]:
            before = raws[len(found) - 1]
            before.year, before.shift = days[0].year, None
            found[-1] = _expression(parse, before, *_resolve(parse, before, place))
        found.append(_expression(parse, raw, days, how))
        if days is not None and not (passage is not None and passage.role in _QUIET_ROLES):
            place.last = days
            if keeps_day and (days[1] - days[0]).days <= 1 and raw.kind != "duration" and not (is_background(parse, raw) or is_limit(parse, raw)):
                place.day = days[1]
    return tuple(found)


def printed_span(parse: Parse, raw: RawTime) -> Span:
    """The printed span of a time, without the clitics glued before it."""
    return parse.folded.printed(parse.tokens.starts[raw.first] + raw.skip, parse.tokens.ends[raw.after - 1])


def _expression(parse: Parse, raw: RawTime, days: Days | None, how: str) -> TimeExpression:
    start, end = printed_span(parse, raw)
    count = None
    if raw.kind == "duration":
        unit = _DAYS.get(raw.unit, 1)
        more = sum(_DAYS.get(name, 0) * number for name, number in raw.plus)
        count = DayCount((raw.least or 0) * unit + more, None if raw.most is None else raw.most * unit + more)
    first, last = days if days is not None else (None, None)
    rule = "+".join((f"{raw.rule}.{how}" if how else raw.rule, *raw.entries))
    return TimeExpression(start=start, end=end, from_=first, to=last, approximate=raw.approximate, part_of_day=raw.part, days=count, rule=rule)


def _resolve(parse: Parse, raw: RawTime, place: Place) -> Answer:
    handler = _HANDLERS.get(raw.kind)
    if handler is None:
        return None, ""
    try:
        days, how = handler(parse, raw, place)
        if days is not None and raw.section:
            days = calendar.section_of(days, raw.section)
        if days is not None and raw.nth is not None and raw.kind == "month":
            days = _nth(days, raw)
    except (ValueError, OverflowError):  # a year outside the calendar
        return None, ""
    return days, how


def _nth(days: Days, raw: RawTime) -> Days | None:
    """أول جمعة من يوليو, الأسبوع الأول من أكتوبر: what is picked of a month."""
    nth = raw.nth or 1
    return calendar.nth_of_month(days, raw.unit, nth) if raw.weekday is None else _one(calendar.nth_weekday(days, raw.weekday, nth))


def _day(parse: Parse, raw: RawTime, place: Place) -> Answer:
    if raw.day is not None:
        return _date(parse, raw, place)
    if raw.narrated and raw.weekday is not None:
        return _told_weekday(raw, place)
    if raw.narrated:
        if place.day is None or raw.shift is None:
            return None, ""
        if raw.shift > 0 and place.last is None and not looks_ahead(parse, raw):
            return None, "unanchored"  # the day after something that the story has not dated
        return _one(calendar.shift_days(place.day, raw.shift)), ""
    published = place.published
    if published is None:
        return None, ""
    if raw.offset is not None:
        return _deictic(raw, published)
    return _weekday(parse, raw, published)


def _one(day: date | None) -> Days | None:
    return None if day is None else (day, day)


def _deictic(raw: RawTime, published: date) -> Answer:
    offset = raw.offset or 0
    day = calendar.shift_days(published, offset)
    if raw.weekday is None or day.weekday() == raw.weekday:
        return _one(day), ""
    if offset > 0:
        return _one(calendar.next_weekday(published, raw.weekday)), "weekday_decides"
    return _one(calendar.last_weekday(published, raw.weekday, strict=offset < 0)), "weekday_decides"


def _weekday(parse: Parse, raw: RawTime, published: date) -> Answer:
    weekday = raw.weekday or 0
    if raw.weekday_to is not None:
        end = calendar.last_weekday(published, raw.weekday_to)
        if looks_ahead(parse, raw):
            end = calendar.next_weekday(published, raw.weekday_to)
        return (calendar.shift_days(end, -1), end), ""
    if raw.week_shift is not None:
        return _one(calendar.shift_days(calendar.week_of(published, raw.week_shift)[0], weekday)), "of_week"
    if raw.shift is not None and raw.shift < 0:
        day = calendar.last_weekday(published, weekday, strict=True)
        return _one(calendar.shift_days(day, 7 * (raw.shift + 1))), "past"
    if raw.shift is not None and raw.shift > 0:
        day = calendar.next_weekday(published, weekday, strict=True)
        return _one(calendar.shift_days(day, 7 * (raw.shift - 1))), "next"
    if raw.shift == 0:
        return _one(calendar.shift_days(calendar.week_of(published)[0], weekday)), "of_week"
    if looks_ahead(parse, raw) or opens_in_present(parse, raw):
        return _one(calendar.next_weekday(published, weekday)), "next"
    return _one(calendar.last_weekday(published, weekday)), "past"


def _told_weekday(raw: RawTime, place: Place) -> Answer:
    """الجمعة التالي, الخميس السابق: counted from the day that the narration has reached."""
    if place.day is None:
        return None, ""
    move = calendar.next_weekday if (raw.shift or 0) > 0 else calendar.last_weekday
    return _one(move(place.day, raw.weekday or 0, strict=True)), "narrated"


def _date(parse: Parse, raw: RawTime, place: Place) -> Answer:
    day, how = _first_date(parse, raw, place)
    if day is None:
        return None, how
    last = day if raw.day_to is None else calendar.on_day(day.year, day.month, raw.day_to)
    return (day, last) if last is not None and last >= day else None, how


def _first_date(parse: Parse, raw: RawTime, place: Place) -> tuple[date | None, str]:
    day, month, year = raw.day or 0, raw.month, raw.year
    if month is None:
        return _day_of_shifted_month(raw, place) if raw.shift is not None else _numbered_day(parse, raw, place)
    if year is None and raw.year_shift is not None:
        year = _shifted_year(raw, place)
    if year is not None:
        return _checked(calendar.on_day(year, month, day), raw)
    published = place.published
    if published is None or raw.year_shift is not None:
        return None, ""
    if raw.shift is not None and raw.shift < 0:
        return calendar.last_date(published, month, day, strict=True), "past"
    if raw.shift is not None and raw.shift > 0:
        return calendar.next_date(published, month, day, strict=True), "next"
    if raw.shift == 0:
        return calendar.on_day(published.year, month, day), "present"
    past, ahead = calendar.last_date(published, month, day), calendar.next_date(published, month, day)
    if raw.weekday is not None:
        fitting = [d for d in (past, ahead) if d is not None and d.weekday() == raw.weekday]
        if len(fitting) == 1 and (fitting[0] == past or (fitting[0] - published).days < _SOON_DAYS or not may_tell_of_past(parse, raw)):
            return fitting[0], "weekday_decides"
        if len(fitting) == 1:
            return past, "weekday_differs"
        if raw.nth is not None and not fitting:
            return _checked(past, raw)
    far = _FAR_DAYS.get(date_tense(parse, raw), 0)
    if past is not None and (published - past).days > _LONG_AGO and is_untold(parse, raw):
        far = _SOON_DAYS
    if ahead is not None and (ahead - published).days < far:
        return ahead, "next"
    differs = past is not None and raw.weekday is not None and raw.offset is None and past.weekday() != raw.weekday
    return past, "weekday_differs" if differs else "past"


def _checked(day: date | None, raw: RawTime) -> tuple[date | None, str]:
    """A date beside its weekday: الثلاثاء الثالث من سبتمبر is the third Tuesday where the third is none; else the date is kept, and told."""
    if day is None or raw.weekday is None or raw.offset is not None or day.weekday() == raw.weekday:
        return day, ""
    if raw.nth is None:
        return day, "weekday_differs"
    return calendar.nth_weekday(calendar.month_of(day.year, day.month), raw.weekday, raw.nth), "nth"


def _numbered_day(parse: Parse, raw: RawTime, place: Place) -> tuple[date | None, str]:
    """يوم 27, الجمعة 15: the latest such day not after publication (the next one ahead of it), on the weekday where one is named."""
    if place.published is None:
        return None, ""
    future = date_tense(parse, raw) == FUTURE
    for ahead in (future, not future)[: 1 + (raw.weekday is not None)]:
        for step in range(2):
            year, month = calendar.add_months(place.published.year, place.published.month, step if ahead else -step)
            day = calendar.on_day(year, month, raw.day or 0)
            passed = day is not None and (day >= place.published if ahead else day <= place.published)
            if day is not None and passed and raw.weekday in (None, day.weekday()):
                return day, "next" if ahead else "past"
    return None, "unanchored"


def _day_of_shifted_month(raw: RawTime, place: Place) -> tuple[date | None, str]:
    """19 من الشهر نفسه, العاشر من الشهر الجاري."""
    anchor = place.published
    if raw.narrated:
        anchor = place.last[0] if place.last is not None else None
    if anchor is None or raw.shift is None:
        return None, ""
    year, month = calendar.add_months(anchor.year, anchor.month, raw.shift)
    return calendar.on_day(year, month, raw.day or 0), ""


def _shifted_year(raw: RawTime, place: Place) -> int | None:
    """The year of من العام الماضي, من العام نفسه."""
    if raw.year_shift is None:
        return None
    if raw.year_narrated:
        return place.last[0].year + raw.year_shift if place.last is not None else None
    return place.published.year + raw.year_shift if place.published is not None else None


def _night(parse: Parse, raw: RawTime, place: Place) -> Answer:
    if place.published is None:
        return None, ""
    evening = calendar.shift_days(place.published, raw.offset or 0)
    return (evening, calendar.shift_days(evening, 1)), ""


def _anchor(parse: Parse, raw: RawTime, place: Place) -> date | None:
    """The story's day, or where the words count on (الشهر التالي) the last time told; the story's own where none was, but not in a past account."""
    if not raw.narrated:
        return place.published
    if place.last is not None:
        return place.last[0]
    return place.published if tense_of(parse, raw) != PAST_TENSE and not may_tell_of_past(parse, raw) else None


def _week(parse: Parse, raw: RawTime, place: Place) -> Answer:
    anchor = _anchor(parse, raw, place)
    if anchor is None:
        return None, ""
    shift = raw.shift or 0
    if raw.section == "end" and not shift and anchor.weekday() < 5 and not (looks_ahead(parse, raw) or is_limit(parse, raw)):
        shift = -1  # a weekend that is told of is over
    return calendar.week_of(anchor, shift), ""


def _month(parse: Parse, raw: RawTime, place: Place) -> Answer:
    anchor = _anchor(parse, raw, place)
    if raw.month is None:
        return (calendar.month_of(*calendar.add_months(anchor.year, anchor.month, raw.shift or 0)), "") if anchor is not None else (None, "")
    year = raw.year if raw.year is not None else _shifted_year(raw, place)
    if year is not None:
        return calendar.month_of(year, raw.month), ""
    if anchor is None or raw.year_shift is not None:
        return None, ""
    if raw.shift is not None and raw.shift < 0:
        return calendar.last_month(anchor, raw.month, strict=True), "past"
    if raw.shift is not None and raw.shift > 0:
        return calendar.next_month(anchor, raw.month, strict=True), "next"
    if raw.shift == 0:
        return calendar.month_of(anchor.year, raw.month), "present"
    past, ahead = calendar.last_month(anchor, raw.month), calendar.next_month(anchor, raw.month)
    near = (ahead[0] - anchor).days < _SOON_DAYS and (anchor - past[1]).days > _LONG_AGO
    return (ahead, "next") if looks_ahead(parse, raw) or (near and is_untold(parse, raw)) else (past, "past")


def _season(parse: Parse, raw: RawTime, place: Place) -> Answer:
    month = raw.month or 0
    year = raw.year if raw.year is not None else _shifted_year(raw, place)
    if year is not None:
        return calendar.season_of(year, month), ""
    published = place.published
    if published is None or raw.year_shift is not None:
        return None, ""
    if raw.shift is not None and raw.shift < 0:
        return calendar.last_season(published, month), "past"
    if raw.shift is not None and raw.shift > 0:
        span = calendar.nearest_season(published, month, future=True)
        return (span if span[0] > published else calendar.season_of(span[0].year + 1, month)), "next"
    if raw.shift == 0:
        return calendar.this_season(published, month), "present"
    return calendar.nearest_season(published, month, future=looks_ahead(parse, raw)), "present"


def _year(parse: Parse, raw: RawTime, place: Place) -> Answer:
    if raw.year is not None:
        return calendar.year_of(raw.year), ""
    anchor = _anchor(parse, raw, place)
    return (calendar.year_of(anchor.year + (raw.shift or 0)), "") if anchor is not None else (None, "")


def _decade(parse: Parse, raw: RawTime, place: Place) -> Answer:
    year = raw.year or 0
    return (date(year, 1, 1), date(year + 9, 12, 31)), ""


def _ago(parse: Parse, raw: RawTime, place: Place) -> Answer:
    """قبل ثلاثة أيام is a day, قبل 9 أشهر that month, قبل عامين that year; قبل بضعة أيام the days between."""
    anchor, direction = place.published, raw.shift or 0
    if raw.narrated:
        anchor = place.day
    elif direction > 0 and not (looks_ahead(parse, raw) or (raw.now and tense_of(parse, raw) != PAST_TENSE)):
        return None, "unanchored"
    if anchor is None or raw.least is None or raw.most is None:
        return None, ""
    if raw.plus:
        return _compound(anchor, raw), ""
    ends = sorted(_counted(anchor, raw.unit, direction * count) for count in (raw.least, raw.most))
    return (ends[0][0], ends[1][1]), ""


def _compound(anchor: date, raw: RawTime) -> Days:
    """قبل عام وشهرين is that month; with weeks or days in it (قبل شهر و21 يوما) it is a day."""
    parts = ((raw.unit, raw.least or 0), *raw.plus)
    months = sum(count * {"month": 1, "year": 12}.get(unit, 0) for unit, count in parts)
    days = sum(count * {"day": 1, "week": 7}.get(unit, 0) for unit, count in parts)
    direction = -1 if (raw.shift or 0) < 0 else 1
    moved = calendar.months_back(anchor, -direction * months)
    if not days:
        return calendar.month_of(moved.year, moved.month)
    day = calendar.shift_days(moved, direction * days)
    return day, day


def _counted(anchor: date, unit: str, count: int) -> Days:
    if unit == "month":
        return calendar.month_of(*calendar.add_months(anchor.year, anchor.month, count))
    if unit == "year":
        return calendar.year_of(anchor.year + count)
    day = calendar.shift_days(anchor, count * _DAYS[unit])
    return day, day


def _span(parse: Parse, raw: RawTime, place: Place) -> Answer:
    """الأيام الثلاثة الماضية: the days before the story's own; الساعات الـ24 الماضية: its own and the one before."""
    published, count = place.published, raw.least or 0
    if published is None:
        return None, ""
    days = -(-count // 24) if raw.unit == "hour" else count * _DAYS[raw.unit]
    if (raw.shift or 0) > 0:
        return (published if raw.unit == "hour" else calendar.shift_days(published, 1), calendar.shift_days(published, days)), ""
    if raw.unit == "hour":
        return (calendar.shift_days(published, -days), published), ""
    raw.approximate = raw.approximate or raw.unit != "day"
    months = count * {"month": 1, "year": 12}.get(raw.unit, 0)
    start = calendar.months_back(published, months) if months else calendar.shift_days(published, -days)
    return (start, calendar.shift_days(published, -1)), ""


_HANDLERS: dict[str, Callable[[Parse, RawTime, Place], Answer]] = {
    "day": _day,
    "night": _night,
    "week": _week,
    "month": _month,
    "season": _season,
    "year": _year,
    "decade": _decade,
    "hijri": hijri_days,
    "ago": _ago,
    "span": _span,
}
