"""Times of a text: `find_times` reads what the words say, `resolve_times` ties it to the calendar by the day of its story.

Rules are named `time.…`; what each means is in docs/lexicon-times.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from riwaya.read.times_days import read_day
from riwaya.read.times_lengths import read_duration, read_relation
from riwaya.read.times_periods import read_bare_year, read_nth, read_period
from riwaya.read.times_raw import RawTime
from riwaya.read.times_resolve import resolve_times
from riwaya.read.times_words import TimeWords

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

__all__ = ["RawTime", "find_times", "resolve_times"]


def find_times(parse: Parse) -> list[RawTime]:
    """Every expression of time, in token order, not overlapping; vague ones (في الأيام الأخيرة) and clock times are left out."""
    words = TimeWords(parse)
    found: list[RawTime] = []
    done = 0
    for i in words.starts:
        if i < done:
            continue
        after_year = bool(found) and found[-1].kind == "year" and i - found[-1].after <= 1
        raw = _read(words, i, after_year=after_year)
        if raw is not None:
            raw.skip, raw.entries = words.skip(raw.first), words.entries(raw.first, raw.after)
            found.append(raw)
            done = raw.after
    return found


def _read(words: TimeWords, i: int, *, after_year: bool) -> RawTime | None:
    raw = read_relation(words, i) or read_nth(words, i) or read_day(words, i) or read_period(words, i) or read_duration(words, i)
    if raw is None and i in words.numerals:
        raw = read_bare_year(words, i, after_year=after_year)
    return raw
