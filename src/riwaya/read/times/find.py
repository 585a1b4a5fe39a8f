"""Times of a text: `find_times` reads what the words say, `resolve_times` ties it to the calendar by the day of its story.

Rules are named `time.…`; what each means is in docs/lexicon-times.md.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from riwaya.read.times.bare import read_bare
from riwaya.read.times.days import read_dated_number, read_day
from riwaya.read.times.english import add_english_times
from riwaya.read.times.lengths import read_duration, read_relation
from riwaya.read.times.numerals import ANDS, number_type
from riwaya.read.times.periods import read_bare_year, read_nth, read_period
from riwaya.read.times.raw import RawTime
from riwaya.read.times.resolve import resolve_times
from riwaya.read.times.words import TimeWords

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

__all__ = ["RawTime", "find_times", "resolve_times"]


def find_times(parse: Parse) -> list[RawTime]:
    """Every expression of time, in token order, not overlapping; vague ones (في الأيام الأخيرة) and clock times are left out."""
    words = TimeWords(parse)
    found: list[RawTime] = []
    done = 0
    for i in words.starts:
        if i < done or i in words.named:
            continue
        after_year = bool(found) and found[-1].kind == "year" and i - found[-1].after <= 1
        raw = _read(words, i, after_year=after_year)
        if raw is not None:
            raw.skip, raw.entries = words.skip(raw.first), words.entries(raw.first, raw.after) + raw.entries
            raw.approximate = raw.approximate or _is_about(words, raw)
            found.append(raw)
            done = raw.after
    for one, other in reversed(list(pairwise(found))):
        if other.month is not None and one.month is not None and _are_joined(words, one, other):
            _share_year(one, other)
    return add_english_times(parse, found)


def _is_about(words: TimeWords, raw: RawTime) -> bool:
    """نحو عام 2010, حوالي 15 مايو: a date that the text itself calls rough."""
    if raw.kind not in ("day", "month", "year") or raw.offset is not None or not raw.first:
        return False
    return any(number_type(hit) == "about" and hit.after == raw.first for hit in words.number_hits.get(raw.first - 1, ()))


def _are_joined(words: TimeWords, one: RawTime, other: RawTime) -> bool:
    """بين يناير ومارس 2024, من 15 مايو إلى 20 يونيو الماضيين: two dates of one phrase, of which only the second tells the year."""
    plain = one.kind in ("day", "month") and other.kind in ("day", "month") and one.nth is None and one.weekday is None
    if not plain or one.shift is not None or one.year is not None or one.year_shift is not None:
        return False
    k = one.after
    if k == other.first:
        return bool(other.skip)
    return k + 1 == other.first and (words.words[k] in ANDS or words.over_slash(k) > k or words.has_particle(k, "particles.ila", "particles.hata"))


def _share_year(one: RawTime, other: RawTime) -> None:
    """Give the first of two joined dates the year of the second, or what moves it; the year before where its month is the later one."""
    later = (one.month or 0) > (other.month or 0)
    if other.year is not None:
        one.year = other.year - later
    elif other.year_shift is not None:
        one.year_shift, one.year_narrated = other.year_shift - later, other.year_narrated
    elif other.shift is not None:
        one.shift, other.joined = other.shift, True


def _read(words: TimeWords, i: int, *, after_year: bool) -> RawTime | None:
    if i not in words.types:  # a number: most of them count things, and the short way finds the dates among the rest
        raw = read_dated_number(words, i) or (read_period(words, i) if words.in_figures(i) else None) or read_duration(words, i)
    else:
        raw = read_relation(words, i) or read_nth(words, i) or read_day(words, i) or read_period(words, i) or read_duration(words, i)
    if raw is None and i in words.numerals:
        raw = read_bare_year(words, i, after_year=after_year)
    return raw if raw is not None or i < 1 else read_bare(words, i)
