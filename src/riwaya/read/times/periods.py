"""Expressions of weeks, months, seasons, years and decades, and of what picks a day or week of them."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted, Head
from riwaya.lexicon.scan import Hit
from riwaya.read.times.dates import over_twin, read_month, read_month_tail, read_year_phrase, recurs
from riwaya.read.times.hijri_dates import hijri_year_at, read_hijri_period
from riwaya.read.times.numeric import numbered_month, ordinal_month, read_numeric_month
from riwaya.read.times.raw import DateParts, RawTime
from riwaya.read.times.words import TimeWords, entry_of
from riwaya.text.tokens import WORD

_LAST = "shift.last_counted"
_PERIODS = ("week", "month", "year", "day", "hour")


def read_period(words: TimeWords, i: int) -> RawTime | None:
    """The week, month, season, year or counted span that starts at token i, with the section of it that is meant."""
    section = words.find(i, "section")
    if section is None:
        return _weekday_of_week(words, _whole(words, i, i))
    k = words.over_of(section.after)
    raw = _whole(words, k, i, section=True)
    if raw is not None and raw.kind in ("week", "month", "year", "season", "decade"):
        raw.section = entry_of(section).unit
        raw.rule = "time.section"
        raw.approximate = raw.section not in ("end", "first_half", "second_half")
        return raw
    return None


def _weekday_of_week(words: TimeWords, raw: RawTime | None) -> RawTime | None:
    """الأسبوع المقبل يوم الجمعة: the day inside the week; any other period as it is."""
    if raw is None or raw.kind != "week" or raw.narrated:
        return raw
    day = words.unit(raw.after, "day")
    weekday = words.find(day.after if day is not None else raw.after, "weekday", bare=True)
    if weekday is None or (day is not None and day.before.length):
        return raw
    return RawTime(raw.first, weekday.after, "day", "time.weekday", weekday=entry_of(weekday).value, week_shift=raw.shift)


def read_nth(words: TimeWords, i: int) -> RawTime | None:
    """أول جمعة من يوليو, آخر يوم من مايو, ثاني أسبوع من هذا الشهر; ثلاثاء الأسبوع الماضي."""
    first = words.find(i, "nth")
    if first is None or first.before.article:
        return _bare_weekday_of_week(words, i)
    day = words.unit(first.after, "day", "week")
    k = day.after if day is not None and entry_of(day).value == 1 and not day.before.length else first.after
    weekday = words.find(k, "weekday_bare", bare=True) if day is None or entry_of(day).unit == "day" else None
    if k == first.after and weekday is None:
        return None
    return pick_of_month(
        words,
        weekday.after if weekday is not None else k,
        RawTime(
            i,
            k,
            "month",
            "time.nth",
            nth=entry_of(first).value,
            weekday=entry_of(weekday).value if weekday is not None else None,
            unit=entry_of(day).unit if day is not None else "day",
        ),
    )


def last_at(words: TimeWords, i: int) -> int:
    """The token behind الأخير at token i, or i itself."""
    last = words.shift(i, counted=True)
    return last.after if last is not None and last.entry.id == _LAST else i


def pick_of_month(words: TimeWords, i: int, picked: RawTime) -> RawTime | None:
    """The month behind من, في or ب at token i, with what is picked of it; None where no month follows."""
    k = words.over_in(i)
    hit = words.find(k, "month", "unit")
    glued = k == i and hit is not None and hit.before.preposition == "ب"
    if k == i and not glued:
        return None
    raw = _whole(words, k, picked.first, section=not glued)
    if raw is None or raw.kind != "month":
        return None
    raw.nth, raw.weekday, raw.unit, raw.rule, raw.first = picked.nth, picked.weekday, picked.unit, "time.nth", picked.first
    raw.approximate = raw.unit == "week"
    return raw


def _bare_weekday_of_week(words: TimeWords, i: int) -> RawTime | None:
    weekday = words.find(i, "weekday_bare")
    week = words.unit(weekday.after, "week") if weekday is not None else None
    shift = words.shift(week.after) if week is not None and week.before.article and entry_of(week).value == 1 else None
    if weekday is None or shift is None:
        return None
    return RawTime(i, shift.after, "day", "time.weekday", weekday=entry_of(weekday).value, week_shift=entry_of(shift).value)


def _whole(words: TimeWords, i: int, first: int, *, section: bool = False) -> RawTime | None:
    this = words.find(i, "this", "shift_before", bare=section)
    if this is not None:
        return _this(words, this, first)
    figures = read_numeric_month(words, i)
    if figures is not None:
        return RawTime(first, figures.after, "month", "time.month", month=figures.month, year=figures.year)
    narrated = words.find(i, "narrated", bare=section)
    if narrated is not None and entry_of(narrated).unit in ("week", "month", "year"):
        entry = entry_of(narrated)
        return RawTime(first, narrated.after, entry.unit, "time.narrated", shift=entry.value, narrated=True)
    years = words.find(i, "years_of")
    year = words.year(years.after) if years is not None else None
    if year is not None:
        return RawTime(first, year[1], "year", "time.year", year=year[0])
    unit = words.unit(i)
    if unit is not None and not (section and unit.before.length > 2):
        return _unit(words, unit, first, section=section) or read_hijri_period(words, i, first)
    if words.find(i, "hijri_month", "feast") is not None:
        return read_hijri_period(words, i, first)
    month = read_month(words, i, dated=section)
    if month is not None:
        return _month(words, month, first) if not recurs(words, month.after) else None
    season = words.find(i, "season")
    if season is not None:
        return _season(words, season, first)
    decade = words.find(i, "decade")
    if decade is not None:
        return _decade(words, decade, first)
    year = words.year(i) if section else None
    return RawTime(first, year[1], "year", "time.year", year=year[0]) if year is not None else None


def _this(words: TimeWords, this: Hit, first: int) -> RawTime | None:
    """هذا الأسبوع, هذا الصيف; last week."""
    shift, k = entry_of(this).value, this.after
    unit = words.unit(k, "week", "month", "year", "day")
    if unit is not None and entry_of(unit).value == 1 and (unit.before.article or entry_of(this).type == "shift_before"):
        kind = entry_of(unit).unit
        return None if kind == "day" else RawTime(first, unit.after, kind, f"time.{kind}", shift=shift)
    season = words.find(k, "season", bare=True)
    if season is not None:
        return RawTime(first, season.after, "season", "time.season", month=entry_of(season).value, shift=shift)
    if entry_of(this).type == "shift_before":
        month = words.find(k, "month", bare=True)
        return RawTime(first, month.after, "month", "time.month", month=entry_of(month).value, shift=shift) if month is not None else None
    return None


def _unit(words: TimeWords, unit: Hit, first: int, *, section: bool) -> RawTime | None:
    entry, k = entry_of(unit), unit.after
    if entry.unit not in _PERIODS:
        return None
    if unit.before.article:
        return _definite_unit(words, unit, first, section=section)
    if entry.unit == "month" and entry.value == 1:
        month = words.find(k, "month", bare=True)
        return _month(words, month, first) if month is not None else _numbered(words, k, first)
    return _year(words, k, first) if entry.unit == "year" and entry.value in (1, 2) else None


def _year(words: TimeWords, i: int, first: int) -> RawTime | None:
    """The year at token i behind عام; an old one (عام 636) must close its phrase, 1445هـ is one of the Hijri calendar."""
    year = words.year(i)
    if year is not None:
        return RawTime(first, year[1], "year", "time.year", year=year[0])
    old = words.numeral(i, bare=True)
    if old is not None and old.kind in ("digits", "words") and 100 <= (old.exact or 0) < 1600 and words.ends_phrase(old.after):
        return RawTime(first, old.after, "year", "time.year", year=old.exact)
    hijri = hijri_year_at(words, i, marked=True)
    return RawTime(first, hijri[1], "hijri", "time.hijri", year=hijri[0], approximate=True) if hijri is not None else None


def _numbered(words: TimeWords, i: int, first: int) -> RawTime | None:
    """شهر 10, شهر ثلاثة 2014: behind a preposition, where the number counts nothing."""
    month = numbered_month(words, i) if words.has_particle(first - 1) or first < i - 1 or words.skip(first) else None
    if month is None:
        return None
    date = DateParts(month[1], month=month[0])
    read_month_tail(words, date)
    raw = RawTime(first, date.after, "month", "time.month", month=date.month, year=date.year, shift=date.shift)
    raw.year_shift, raw.year_narrated = date.year_shift, date.year_narrated
    return raw


def _definite_unit(words: TimeWords, unit: Hit, first: int, *, section: bool) -> RawTime | None:
    """الأسبوع الماضي, العام 2014, اليومين الماضيين, الأيام الثلاثة الماضية, مطلع الأسبوع."""
    entry, k = entry_of(unit), unit.after
    if entry.value == 1 and entry.unit in ("day", "week"):
        nth = words.numeral(k, bare=True)
        last = last_at(words, k)
        count = nth.exact if nth is not None and nth.kind == "ordinal" else -1 if last > k else None
        end = nth.after if nth is not None else last
        picked = (
            pick_of_month(words, end, RawTime(first, k, "month", "time.nth", nth=count, unit=entry.unit)) if count is not None and count < 6 else None
        )
        if picked is not None:
            return picked
    if entry.value == 1 and entry.unit in ("week", "month", "year"):
        shift = words.shift(k)
        if shift is not None and not _is_office(words, unit, shift):
            raw = RawTime(first, shift.after, entry.unit, f"time.{entry.unit}", shift=entry_of(shift).value)
            year = words.year(shift.after) if entry.unit == "year" else None
            if year is not None:
                raw.year, raw.after = year
            return raw
        named = _year(words, k, first) if entry.unit == "year" else None
        if named is not None:
            return named
        return _this_one(words, unit, first) if section else None
    numeral = words.numeral(k) if entry.value == 0 else None
    least, most = (2, 2) if entry.value == 2 else (0, 0)
    if numeral is not None and (numeral.exact or 0) > 0:
        least = most = numeral.exact or 0
        k = numeral.after
    shift = words.shift(k, counted=True)
    if shift is None or not least:
        return None
    return RawTime(first, shift.after, "span", "time.span", shift=entry_of(shift).value, unit=entry.unit, least=least, most=most)


def _this_one(words: TimeWords, unit: Hit, first: int) -> RawTime | None:
    """مطلع الأسبوع, نهاية الشهر: the present one; of several that are counted (نهاية الشهر الأول) none, unless its year is told."""
    k, kind = unit.after, entry_of(unit).unit
    numeral = words.numeral(k, bare=True)
    if numeral is None or numeral.kind != "ordinal":
        return RawTime(first, k, kind, f"time.{kind}", shift=0)
    numbered = ordinal_month(words, unit.first)
    date = DateParts(numbered[1], month=numbered[0]) if numbered is not None else None
    if date is None:
        return None
    read_month_tail(words, date)
    return RawTime(first, date.after, "month", "time.month", month=date.month, year=date.year) if date.year is not None else None


def _is_office(words: TimeWords, unit: Hit, shift: Hit) -> bool:
    """الأمين العام الحالي: the adjective of an office, not a year."""
    if entry_of(unit).unit != "year" or unit.before.length != 2 or entry_of(shift).value < 0:
        return False
    before = words.parse.hits[max(unit.first - 2, 0) : unit.first]
    return any(isinstance(hit.entry, Head) and hit.after == unit.after for hits in before for hit in hits)


def _month(words: TimeWords, month: Hit, first: int) -> RawTime:
    date = DateParts(over_twin(words, month), month=entry_of(month).value)
    read_month_tail(words, date)
    raw = RawTime(first, date.after, "month", "time.month", month=date.month, year=date.year, shift=date.shift)
    raw.year_shift, raw.year_narrated = date.year_shift, date.year_narrated
    return raw


def _season(words: TimeWords, season: Hit, first: int) -> RawTime | None:
    """صيف 2023, الصيف الماضي, خريف العام الماضي; a season alone may be a name and is left out."""
    raw = RawTime(first, season.after, "season", "time.season", month=entry_of(season).value)
    k = season.after
    shift = words.shift(k) if season.before.article else None
    if shift is not None:
        raw.shift, raw.after = entry_of(shift).value, shift.after
        return raw
    k = words.over_of(k)
    year = words.year(k)
    if year is not None:
        raw.year, raw.after = year
        return raw
    date = DateParts(k)
    if not read_year_phrase(words, k, date):
        return None
    raw.year, raw.year_shift, raw.year_narrated, raw.after = date.year, date.year_shift, date.year_narrated, date.after
    return raw


def _decade(words: TimeWords, decade: Hit, first: int) -> RawTime | None:
    """تسعينيات القرن الماضي; the twenties and thirties need their century."""
    century = words.find(words.over_of(decade.after), "century", bare=True)
    if century is None and entry_of(decade).value < 40:
        return None
    after = century.after if century is not None else decade.after
    return RawTime(first, after, "decade", "time.decade", year=1900 + entry_of(decade).value)


def read_bare_year(words: TimeWords, i: int, *, after_year: bool) -> RawTime | None:
    """في 2014, (2014), and the second of two years; a number before a counted noun is no year."""
    year = words.year(i, bare=False, oldest=1900)
    if year is None or (_is_in_chain(words, year[1]) and not after_year):
        return None
    numeral = words.numerals[i]
    if numeral.kind != "digits" or (numeral.joined and not after_year) or len(words.words[i].lstrip("وبل")) != 4:
        return None
    era = year[1] > numeral.after
    bracketed = words.opens(i - 1) and words.close(year[1]) > year[1] if i else False
    governed = numeral.preposition == "ل" or words.has_particle(i - 1) or words.find(i - 1, "relation", "outlook") is not None
    if not (era or after_year or bracketed or governed):
        return None
    if not era and not after_year and _counts(words, year[1]):
        return None
    return RawTime(i, year[1], "year", "time.year", year=year[0])


def _is_in_chain(words: TimeWords, i: int) -> bool:
    """True where the number before token i is one of several glued by dashes or slashes."""
    return i + 1 < words.count and words.words[i] in ("-", "/") and words.glued(i) and words.glued(i + 1) and words.year(i + 1) is None


def _counts(words: TimeWords, i: int) -> bool:
    """True where token i is an indefinite noun that the number before it may count."""
    if i >= words.count or words.kinds[i] != WORD:
        return False
    if words.unit(i) is not None or i in words.number_hits:
        return True
    return any(isinstance(hit.entry, (Counted, Head)) and not hit.before.length for hit in words.parse.hits[i])
