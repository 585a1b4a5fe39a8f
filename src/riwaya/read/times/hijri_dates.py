"""Hijri dates in words: 12 رمضان 1445هـ, رمضان الماضي, شعبان عام 1446, عيد الأضحى 2013, عام 1445هـ."""

from __future__ import annotations

from riwaya.lexicon.scan import Hit
from riwaya.read.times.numeric import HIJRI_YEARS
from riwaya.read.times.raw import DateParts, RawTime
from riwaya.read.times.words import TimeWords, entry_of

_MOST_DAYS = 31
ERA = frozenset(("ه", "هجري", "هجريه", "للهجره"))
"""Folded marks of the Hijri era."""


def hijri_year_at(words: TimeWords, i: int, *, marked: bool = False) -> tuple[int, int] | None:
    """The Hijri year at token i and the token behind it and its era; `marked` asks for the era in print."""
    numeral = words.numeral(i, bare=True)
    value = numeral.exact if numeral is not None and numeral.kind == "digits" else None
    if numeral is None or value is None or value not in HIJRI_YEARS or "," in words.words[i]:
        return None
    era = numeral.after < words.count and words.words[numeral.after] in ERA
    return (value, numeral.after + era) if era or not marked else None


def read_hijri_tail(words: TimeWords, month: Hit, day: int) -> DateParts:
    """The year behind a day and a Hijri month, or what moves the month."""
    found = DateParts(month.after, day, None, entry_of(month).value, hijri=True)
    _read_tail(words, found)
    return found


def _read_tail(words: TimeWords, found: DateParts) -> None:
    i = found.after
    shift = words.shift(i)
    if shift is not None:
        found.shift, found.after = entry_of(shift).value, shift.after
        return
    for k in (i, words.over_of(i), words.over_comma(i)):
        unit = words.unit(k, "year")
        at = unit.after if unit is not None and not unit.before.conjunction and entry_of(unit).value == 1 else k
        year = hijri_year_at(words, at) or _old_year(words, at)
        if year is not None:
            found.year, found.after = year
            return


def _old_year(words: TimeWords, i: int) -> tuple[int, int] | None:
    """A year before the tables, at the phrase's end or with its era: it is read, and its days stay open."""
    numeral = words.numeral(i, bare=True)
    if numeral is None or numeral.kind != "digits" or not 1 <= (numeral.exact or 0) < HIJRI_YEARS.start:
        return None
    era = numeral.after < words.count and words.words[numeral.after] in ERA
    return (int(numeral.low), numeral.after + era) if era or (numeral.low > _MOST_DAYS and words.ends_phrase(numeral.after)) else None


def read_hijri_period(words: TimeWords, i: int, first: int) -> RawTime | None:
    """A Hijri month or feast with its year or its shift; alone both are left out, as are names (محمد رمضان)."""
    unit = words.unit(i, "month")
    told = unit is not None and not unit.before.article and entry_of(unit).value == 1
    name = words.find(unit.after if unit is not None and told else i, "hijri_month", "feast", bare=told)
    if name is None:
        return None
    entry = entry_of(name)
    feast = entry.type == "feast"
    found = DateParts(name.after, entry.value % 100 if feast else None, None, entry.value // 100 if feast else entry.value, hijri=True)
    _read_tail(words, found)
    if found.year is None and found.shift is None and (feast or told or entry.unit == "alone"):
        year = words.year(words.over_of(found.after))
        if year is not None:
            found.year, found.after = year
    if found.after == name.after or (found.shift is not None and not (feast or told or entry.unit == "alone")):
        return None
    raw = RawTime(first, found.after, "hijri", "time.hijri", day=found.day, month=found.month, year=found.year, shift=found.shift)
    raw.approximate = True
    return raw
