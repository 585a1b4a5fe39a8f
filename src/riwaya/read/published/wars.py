"""What a story counts from the first day of a war: للشهر الثامن, اليوم الـ500 للحرب, بعد عام على الغزو, الغزو العام الماضي."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from riwaya.lexicon.entries import Name, Number, Particle, Time
from riwaya.lexicon.history import War
from riwaya.model import Span, Story
from riwaya.read.tags import TIME
from riwaya.read.times import calendar
from riwaya.read.times.raw import RawTime
from riwaya.text.tokens import BREAK

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_FIGURES = re.compile(r"(?:ال)?(\d{1,4})")
_FEWEST = {"day": 60, "week": 9, "month": 2, "year": 2}
"""What is counted at least: a new war, which no list knows, is soon as old as that."""
_BEFORE, _BEHIND = 16, 3
"""Words between a count and the war that it counts: before it (دخلت الحرب في أوكرانيا شهرها الثامن), behind it (الشهر الثامن من بدء الحرب)."""
_ROUND = {"day": (2, 2), "week": (7, 7), "month": (20, 40), "year": (60, 200)}
"""Days by which a length of time since a war's first day may be off: before, behind."""
_DAYS = {"day": 1, "week": 7, "month": 30.44, "year": 365.25}

Days = tuple[date | None, date | None]
Found = tuple[tuple[Days, ...], Span, str, str, bool]
"""Spans of days, the printed words, what they say, the rule, and that they count for the story as a whole."""


def war_windows(parse: Parse, raws: list[RawTime], *, story: Story) -> Iterator[Found]:
    """The spans of days that the story's counts from wars allow, one entry for each count."""
    history = parse.lexicon.history
    if history.war.isdisjoint(parse.tokens.words) and history.fighting.isdisjoint(parse.tokens.words):
        return
    first, after = parse.token_at(story.start), parse.token_at(story.end)
    for i in parse.tokens_in(first, after, TIME):
        counted = _counted(parse, i)
        if counted is not None:
            unit, number, end = counted
            wars = _war_of_count(parse, i, end, (first, after))
            spans = [(war, _nth(war, unit, number)) for war in wars if number >= _FEWEST[unit]]
            yield from _found(parse, (i, end), spans, what=f"{unit} {number}")
    for raw in raws:
        if first <= raw.first < after:
            yield from _of_time(parse, raw, (first, after))


def _counted(parse: Parse, i: int) -> tuple[str, int, int] | None:
    """الشهر الثامن, شهرها الثامن, اليوم الـ500: the unit, its number and the token behind."""
    words = parse.tokens.words
    hit = next((h for h in parse.hits[i] if h.mask & TIME and isinstance(h.entry, Time) and h.entry.type == "unit" and h.entry.value == 1), None)
    if hit is None or not isinstance(hit.entry, Time) or hit.after >= len(words) or not (hit.before.article or hit.pronoun):
        return None
    end = hit.after
    if words[end] == "ال" and end + 1 < len(words):  # الـ 81
        end += 1
    figures = _FIGURES.fullmatch(words[end])
    if figures:
        return hit.entry.unit, int(figures[1]), end + 1
    number, end = 0, hit.after
    for _ in range(2):  # السابع والثلاثين
        if end >= len(words):
            break
        found = next((h for h in parse.hits[end] if isinstance(h.entry, Number) and h.entry.type in ("ordinal", "exact")), None)
        if (
            found is None
            or not isinstance(found.entry, Number)
            or (number and not found.before.conjunction)
            or (not number and found.entry.type != "ordinal")
        ):
            break
        number += found.entry.min or 0
        end = found.after
    return (hit.entry.unit, number, end) if number else None


def _war_of_count(parse: Parse, first: int, after: int, bounds: tuple[int, int]) -> tuple[War, ...]:
    """The wars that may be meant: named behind the count (الثامن من الحرب), or before it in the same sentence (دخلت الحرب شهرها الثامن)."""
    history, words = parse.lexicon.history, parse.tokens.words
    number = parse.tokens.sentence_of[first]
    sentence = parse.tokens.sentences[number]
    for i in (*range(after, min(after + _BEHIND, sentence[1])), *range(first - 1, max(first - _BEFORE, sentence[0]) - 1, -1)):
        if parse.tokens.kinds[i] == BREAK:
            break
        if words[i] in history.war or words[i] in history.fighting:
            if i >= after and not all(words[k] in history.begin or words[k] in history.between for k in range(after, i)):
                return ()  # اليوم الثاني من استئناف الحرب
            if i < first and _is_governed(parse, i):
                continue  # دخلت الهدنة بعد الحرب يومها الـ70
            return _wars(parse, sentence, bounds)
    return ()


def _is_governed(parse: Parse, i: int) -> bool:
    """True behind a preposition, its own or glued to it."""
    before = parse.hits[i - 1] if i else []
    return parse.tokens.words[i][0] in "بل" or any(isinstance(h.entry, Particle) and h.entry.type == "preposition" for h in before)


def _wars(parse: Parse, sentence: tuple[int, int], bounds: tuple[int, int]) -> tuple[War, ...]:
    """The wars whose names or parties stand in the sentence; where none does, those of the story if they share a party."""
    for first, after in (sentence, bounds):
        places = {h.entry.id for i in range(first, after) for h in parse.hits[i] if isinstance(h.entry, Name) and h.entry.type == "place"}
        text = " ".join(parse.tokens.words[first:after])
        found = [war for war in parse.lexicon.history.wars if war.parties & places or any(name in text for name in war.names)]
        if found:
            return tuple(found)
    return ()


def _nth(war: War, unit: str, number: int) -> Days | None:
    """The days of the nth day, week, month or year of a war, as calendars or the days since count them; None where it was over by then."""
    first, last = war.began
    if unit in ("day", "week"):
        length = 7 if unit == "week" else 1
        start, end = calendar.shift_days(first, (number - 1) * length - 1), calendar.shift_days(last, number * length)
    else:
        months = (number - 1) * (12 if unit == "year" else 1)
        start = date(*calendar.add_months(first.year, first.month, months), 1)
        end = calendar.shift_days(_months_on(last, months + (12 if unit == "year" else 1)), 7)
    return None if war.ended is not None and start > war.ended[1] else (start, end)


def _months_on(day: date, count: int) -> date:
    return calendar.months_back(day, -count)


def _of_time(parse: Parse, raw: RawTime, bounds: tuple[int, int]) -> Iterator[Found]:
    """A time of the text beside a war: how long ago it began, in which year, on which day of the last year."""
    ago = raw.kind == "duration" and raw.unit in _ROUND and raw.least is not None
    shift = raw.shift if not raw.narrated and raw.year is None else None
    in_year = raw.kind == "year" and shift is not None and -2 <= shift <= 0
    on_day = raw.kind == "day" and shift == -1 and raw.month is not None
    wars = _began_beside(parse, raw, bounds) if ago or in_year or on_day else ()
    spans: list[tuple[War, Days | None]] = []
    if ago:
        spans = [(war, _since(war, raw)) for war in wars]
    elif in_year:
        spans = [(war, (date(war.began[0].year - (shift or 0), 1, 1), date(war.began[1].year - (shift or 0), 12, 31))) for war in wars]
    elif on_day:
        same = [war for war in wars if war.began[0] == war.began[1] and (war.began[0].month, war.began[0].day) == (raw.month, raw.day)]
        spans = [(war, (calendar.shift_days(war.began[0], 1), calendar.shift_days(war.began[0], 366))) for war in same]
    yield from _found(parse, (raw.first, raw.after), spans, what="counted from the first day")


def _found(parse: Parse, tokens: tuple[int, int], spans: list[tuple[War, Days | None]], *, what: str) -> Iterator[Found]:
    told = [(war, days) for war, days in spans if days is not None]
    if told:
        named = " or ".join(f"{war.id.replace('_', ' ')}, begun {war.began[0]}" for war, _ in told)
        yield tuple(days for _, days in told), parse.span(*tokens), f"{what} of a war: {named}", "published.war: so long after its first day", True


def _began_beside(parse: Parse, raw: RawTime, bounds: tuple[int, int]) -> tuple[War, ...]:
    """The wars whose beginning stands right beside a time: بعد عام على اندلاع الحرب, منذ بدء الحرب في 24 فبراير الماضي, غزو أوكرانيا العام الماضي."""
    history, words = parse.lexicon.history, parse.tokens.words
    sentence = parse.tokens.sentences[parse.tokens.sentence_of[raw.first]]
    if raw.kind == "duration":
        k = raw.first - 1
        if k < sentence[0] or not (words[k] in history.since or any(isinstance(h.entry, Time) and h.entry.type == "relation" for h in parse.hits[k])):
            return ()
        for i in range(raw.after, min(raw.after + _BEHIND, sentence[1])):
            if words[i] in history.war:
                between = words[raw.after : i]
                return _wars(parse, sentence, bounds) if all(w in history.begin or w in history.between for w in between) else ()
        return ()
    for i in range(raw.first - 1, max(raw.first - _BEFORE, sentence[0]) - 1, -1):
        begun = words[i] in history.onset or (
            i > sentence[0] and (words[i] in history.war or words[i] in history.fighting) and words[i - 1] in history.begin
        )
        if begun:
            return _wars(parse, sentence, bounds)
    return ()


def _since(war: War, raw: RawTime) -> Days | None:
    length, (early, late) = _DAYS[raw.unit], _ROUND[raw.unit]
    extra = sum(_DAYS.get(unit, 0) * count for unit, count in raw.plus)
    most = (raw.least or 0) + 1 if raw.most is None else raw.most
    start = calendar.shift_days(war.began[0], round((raw.least or 0) * length + extra) - early)
    end = calendar.shift_days(war.began[1], round(most * length + extra) + late)
    return None if war.ended is not None and start > war.ended[1] else (start, end)
