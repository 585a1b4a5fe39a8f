"""Expressions of weeks, months, seasons and years, of spans counted from a day, and bare lengths of time."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted, Head
from riwaya.lexicon.scan import Hit
from riwaya.read.times_dates import DateParts, over_twin, read_month, read_month_tail, read_year_phrase
from riwaya.read.times_numerals import Numeral, bound_before, number_type
from riwaya.read.times_raw import RawTime
from riwaya.read.times_words import TimeWords, entry_of
from riwaya.text.tokens import WORD

_PERIODS = ("week", "month", "year", "day", "hour")
_FROM = ("particles.man", "particles.ala", "particles.an")
_BOUNDS = frozenset(("about", "more", "less", "at_least", "at_most"))


def read_period(words: TimeWords, i: int) -> RawTime | None:
    """The week, month, season, year or counted span that starts at token i, with the section of it that is meant."""
    section = words.find(i, "section")
    if section is None:
        return _weekday_of_week(words, _whole(words, i, i))
    k = words.over_of(section.after)
    raw = _whole(words, k, i, section=True)
    if raw is not None and raw.kind in ("week", "month", "year", "season"):
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


def _whole(words: TimeWords, i: int, first: int, *, section: bool = False) -> RawTime | None:
    this = words.find(i, "this", "shift_before", bare=section)
    if this is not None:
        return _this(words, this, first)
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
        return _unit(words, unit, first, section=section)
    month = read_month(words, i, dated=section)
    if month is not None:
        return _month(words, month, first)
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
        return _month(words, month, first) if month is not None else None
    year = words.year(k) if entry.unit == "year" and entry.value in (1, 2) else None
    return RawTime(first, year[1], "year", "time.year", year=year[0]) if year is not None else None


def _definite_unit(words: TimeWords, unit: Hit, first: int, *, section: bool) -> RawTime | None:
    """الأسبوع الماضي, العام 2014, اليومين الماضيين, الأيام الثلاثة الماضية, مطلع الأسبوع."""
    entry, k = entry_of(unit), unit.after
    if entry.value == 1 and entry.unit in ("week", "month", "year"):
        shift = words.shift(k)
        if shift is not None and not _is_office(words, unit, shift):
            raw = RawTime(first, shift.after, entry.unit, f"time.{entry.unit}", shift=entry_of(shift).value)
            year = words.year(shift.after) if entry.unit == "year" else None
            if year is not None:
                raw.year, raw.after = year
            return raw
        year = words.year(k) if entry.unit == "year" else None
        if year is not None:
            return RawTime(first, year[1], "year", "time.year", year=year[0])
        return RawTime(first, k, entry.unit, f"time.{entry.unit}", shift=0) if section else None
    numeral = words.numeral(k) if entry.value == 0 else None
    least, most = (2, 2) if entry.value == 2 else (0, 0)
    if numeral is not None and (numeral.exact or 0) > 0:
        least = most = numeral.exact or 0
        k = numeral.after
    shift = words.shift(k, counted=True)
    if shift is None or not least:
        return None
    return RawTime(first, shift.after, "span", "time.span", shift=entry_of(shift).value, unit=entry.unit, least=least, most=most)


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
    century = words.find(decade.after, "century", bare=True)
    if century is None and entry_of(decade).value < 40:
        return None
    after = century.after if century is not None else decade.after
    return RawTime(first, after, "decade", "time.decade", year=1900 + entry_of(decade).value)


def read_relation(words: TimeWords, i: int) -> RawTime | None:
    """قبل ثلاثة أيام, بعد يومين, قبل ذلك بيوم, منذ نحو 16 شهرا: a span of time that starts at the preposition."""
    relation = words.find(i, "relation")
    if relation is None:
        return None
    direction, basis = entry_of(relation).value, entry_of(relation).unit
    k, bound = relation.after, ""
    if basis != "narrated":
        k, bound = _over_bound(words, k)
    counted = _counted_unit(words, k, glued=basis == "narrated")
    if counted is None:
        return None
    unit, least, most, after = counted
    raw = RawTime(i, after, "ago", "time.ago", shift=direction, unit=unit, least=least, most=most)
    raw.approximate = bool(bound) or least != most
    if basis == "narrated":
        raw.narrated, raw.rule = True, "time.narrated_day"
        return raw if unit != "hour" else None
    if unit == "hour":
        return None
    now = words.find(after + 1, "now") if words.has_particle(after, *_FROM) else None
    if now is not None:
        raw.after = after = now.after
    if basis == "since" or bound not in ("", "about") or words.has_particle(after, *_FROM):
        return _length(raw, relation.after, bound)
    if direction > 0:
        if most == 1 and not words.ends_phrase(after) and not words.has_particle(after):
            return None
        raw.rule = "time.later"
    return raw


def _over_bound(words: TimeWords, i: int) -> tuple[int, str]:
    """The token behind نحو, أكثر من and their like, and what they bound; i and nothing where there is none."""
    for hit in words.number_hits.get(i, ()):
        if number_type(hit) in _BOUNDS:
            return hit.after, number_type(hit)
    return i, ""


def _counted_unit(words: TimeWords, i: int, *, glued: bool = False) -> tuple[str, int, int | None, int] | None:
    """A unit with how many of it: its name, least, most and the token behind; `glued` takes a ب before it."""
    numeral = words.numeral(i)
    if numeral is not None and numeral.kind != "ordinal" and (glued or not numeral.preposition):
        unit = words.unit(numeral.after)
        if unit is None or unit.before.length:
            return None
        most = None if numeral.high is None else int(numeral.high)
        return entry_of(unit).unit, int(numeral.low), most, unit.after
    unit = words.unit(i)
    if unit is None or unit.before.article or entry_of(unit).value == 0 or (unit.before.preposition and not glued):
        return None
    after, count = unit.after, entry_of(unit).value
    one = words.numeral(after, bare=True)
    if one is not None and one.exact == count and one.kind == "words":
        after = one.after
    elif count == 1 and (words.find(after, "weekday", "deictic", "month", "shift") or words.numeral(after, bare=True)):
        return None
    return entry_of(unit).unit, count, count, after


def _length(raw: RawTime, first: int, bound: str) -> RawTime:
    """A bare length from token `first` on; more than a year is a year at least."""
    raw.kind, raw.rule, raw.shift, raw.first = "duration", "time.duration", None, first
    raw.approximate = bound == "about"
    if bound in ("more", "at_least"):
        raw.most = None
    elif bound in ("less", "at_most"):
        raw.least = 0
    return raw


def read_duration(words: TimeWords, i: int) -> RawTime | None:
    """30 يوما, عامين, ثلاثة أشهر; or a counted span behind its number, الـ24 ساعة الماضية."""
    numeral = words.numeral(i)
    unit = words.unit(numeral.after) if numeral is not None else words.unit(i)
    if unit is None or (numeral is None and (entry_of(unit).value != 2 or unit.before.article)):
        return None
    if numeral is not None and (numeral.kind == "ordinal" or unit.before.length):
        return None
    least, most = _bounds(numeral)
    if numeral is None and words.year(unit.after):
        return None
    kind = entry_of(unit).unit
    shift = words.shift(unit.after, counted=True)
    if shift is not None and least == most and least:
        return RawTime(i, shift.after, "span", "time.span", shift=entry_of(shift).value, unit=kind, least=least, most=most)
    if kind == "hour":
        return None
    ago = words.find(unit.after, "ago")
    if ago is not None:
        return RawTime(i, ago.after, "ago", "time.ago", shift=-1, unit=kind, least=least, most=most, approximate=least != most)
    return _bound_length(words, RawTime(i, unit.after, "duration", "time.duration", unit=kind, least=least, most=most))


def _bound_length(words: TimeWords, raw: RawTime) -> RawTime:
    """A bare length with the bound words around it: أكثر من 70 يوما, 12 يوما تقريبا, ما بين ثلاثة وخمسة أيام."""
    bound = bound_before(words.number_hits, raw.first)
    if bound is not None:
        return _length(raw, bound.first, number_type(bound))
    for hit in words.number_hits.get(raw.after, ()):
        if number_type(hit).endswith("_after"):
            raw.after = hit.after
            return _length(raw, raw.first, number_type(hit).removesuffix("_after"))
    numeral = words.numerals.get(raw.first)
    if numeral is not None and numeral.joined:
        for least in words.numerals.values():
            between = bound_before(words.number_hits, least.first) if 0 <= raw.first - least.after <= 1 else None
            if between is not None and number_type(between) == "between":
                raw.first, raw.least = between.first, int(least.low)
    return raw


def _bounds(numeral: Numeral | None) -> tuple[int, int | None]:
    if numeral is None:
        return 2, 2
    return int(numeral.low), None if numeral.high is None else int(numeral.high)


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
