"""Tallies: numbers summed over more than a month, and deeds that go on for as long: they sum up what has been told, or tell a state of things.

A count with `منذ` or a long period (`قتل 76 صحافيا منذ الغزو`, `199 هجوما خلال تسعة أشهر`) tells no happening; neither does a present verb
(`يقاتل الجنود المتمردين منذ شهور`). Source: Ryding (2005), 16.3 (prepositions of time); Comrie (1985), Tense (the durative present).
"""

from __future__ import annotations

from datetime import timedelta

from riwaya.lexicon.entries import Time
from riwaya.model import TimeExpression
from riwaya.read.events.told import Telling, limits, occurs
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, LIMIT, NUMBER, TIME, TRIGGER
from riwaya.read.times.raw import RawTime
from riwaya.text.function_words import DURATION, INCLUDING, PERIOD, POINTING, RANGE, SINCE, THEN
from riwaya.text.inflection import NOUN, PARTICIPLE, PRESENT
from riwaya.text.tokens import MARK

_SINCE = frozenset(before + SINCE for before in ("", "و", "ف"))
_MONTH = timedelta(days=31)
_LONG = 31
_LONG_UNITS = ("month", "year", "decade", "century")
_LONG_KINDS = ("year", "decade")
_COUNTED = ("number", "day")
_FRONT = 3
_PERIOD = 6
_BEHIND = 8
_WIDEST = 12


def is_tally(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """True for a number of more than one that stands with a time longer than a month, or with one that runs from an earlier happening on."""
    for count in t.item.counts:
        if (count.max is None or count.max > 1) and _is_near(t, count.first):
            return _lasts_long(t, times)
    return False


def goes_on(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """True for a verb of what has gone on for more than a month, or was as long ago: `يحتجزون منذ شهرين سفينة`."""
    if t.verb < 0 or "day" in t.own:
        return False
    if any(_is_from_afar(t.parse, j, times) for j in _since(t)):
        return True
    frame, clause, words = t.item.frame, t.item.frame.clause, t.parse.tokens.words
    form = frame.form if frame.finite or frame.light is None else frame.light.form
    return form.part == PRESENT and any(
        words[j - 1] in PERIOD and _is_many(t.parse, j) for j in t.parse.tokens_in(clause.first + 1, clause.after, TIME)
    )


def recurs(t: Telling) -> bool:
    """True for a plural that a present verb carries, without number, day or place: `يقوم بعمليات خطف`."""
    frame, light = t.item.frame, t.item.frame.light
    if frame.finite or light is None or light.form.part != PRESENT or t.title or occurs(t) or not t.own.isdisjoint(_COUNTED):
        return False
    if t.item.place is not None and frame.clause.first <= t.item.place.first < frame.clause.after:
        return False
    return frame.hit.form.number == "p" or (light.first != frame.hit.first and "act" in limits(t.parse, frame.hit.first - 1))


def _is_near(t: Telling, at: int) -> bool:
    """True for a count in the event's own clause, or right by it."""
    clause = t.item.frame.clause
    return clause.first <= at < clause.after or abs(at - t.item.trigger[0]) <= _BEHIND


def _lasts_long(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    parse = t.parse
    since = _since(t)
    if since and any(_is_from_afar(parse, j, times) for j in since):
        return True
    first = parse.tokens.sentences[parse.tokens.sentence_of[t.item.trigger[0]]][0]
    clause = t.item.frame.clause
    low = _start_of_whole(parse, clause.first, first)
    own = parse.times_in(low, clause.after)
    spans = own if t.day is not None else {*own, *parse.times_in(first, first + _FRONT)}
    if any(_is_period(parse, n, times, low=min(first, clause.first)) for n in spans):
        return True
    words = parse.tokens.words
    if any(_is_range(parse, n, times) for n in own):
        return True
    return any(words[j - 1] in DURATION and _is_many(parse, j) for j in parse.tokens_in(low + 1, clause.after, TIME))


def _start_of_whole(parse: Parse, at: int, first: int) -> int:
    """The token from which times hold for the clause at a token: that of the whole of which it tells a part (`بما في ذلك شن ست ضربات`)."""
    return max(first, at - _WIDEST) if tuple(parse.tokens.words[at : at + len(INCLUDING)]) == INCLUDING else at


def _since(t: Telling) -> list[int]:
    """The tokens `منذ` that bound the event's own clause, or open its sentence; not those of a rank or of a participle with the article."""
    parse, clause, at = t.parse, t.item.frame.clause, t.item.trigger[0]
    words = parse.tokens.words
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    since = not _SINCE.isdisjoint(words[clause.first : clause.after])
    found = [j for j in range(clause.first, clause.after) if words[j] in _SINCE] if since else []
    if clause.first > first and words[first] in _SINCE:
        found.append(first)
    return [j for j in found if not _is_of_another(parse, j, t.item.trigger)] if found else found


def _is_of_another(parse: Parse, j: int, trigger: tuple[int, int]) -> bool:
    """True where other words than the event's verb run since then: a rank (`أكبر هجوم منذ عامين`), an adjective (`القصف المستمر منذ`)."""
    at, after = trigger
    if j <= after:
        return False
    low = max(at + 1, j - _WIDEST)
    if parse.tags[j - 1] & ARTICLE and parse.group_at[j - 1] is None and any(h.form.part == PARTICIPLE for h in parse.hits[j - 1]):
        return True
    return any("rank" in frames or ("lasting" in frames and parse.tags[k] & ARTICLE) for k in range(low, j) if (frames := limits(parse, k)))


def _is_from_afar(parse: Parse, j: int, times: tuple[TimeExpression, ...]) -> bool:
    """True where what stands behind `منذ` at token j is more than a month ago; a happening is, unless a recent day dates it."""
    end = min(parse.sentence_end(j), j + _BEHIND)
    numbers = parse.times_in(j, end)
    near = [n for n in numbers if parse.raw_times[n].first <= j + 1]
    if not near and any(isinstance(h.entry, Time) and h.entry.type == "unit" for h in parse.hits[j + 1]):
        return _is_many(parse, j + 1)
    if near:
        return _is_far(parse, parse.raw_times[near[0]], times[near[0]], at=j)
    if any(not _is_far(parse, parse.raw_times[n], times[n], at=j) for n in numbers):
        return False
    if parse.tokens.kinds[j + 1] == MARK or parse.tags[j + 1] & LIMIT:
        return False
    word = parse.tokens.words[j + 1]
    if word in THEN or word in POINTING:
        return True  # ومنذ ذلك الحين
    return bool(numbers) or word.startswith("ال") or parse.group_at[j + 1] is not None or _names_a_happening(parse, j + 1)


def _is_many(parse: Parse, i: int) -> bool:
    """True for a plural of months or more that no number counts: `منذ شهور`, `خلال الأعوام`."""
    return any(isinstance(h.entry, Time) and h.entry.type == "unit" and h.entry.value != 1 and h.entry.unit in _LONG_UNITS for h in parse.hits[i])


def _names_a_happening(parse: Parse, i: int) -> bool:
    """True for a noun with a genitive behind `منذ`: `منذ بدء المعارك`, `منذ توقيع الهدنة`."""
    behind = i + 1
    if any(h.pronoun and h.form.part == NOUN for h in parse.hits[i]):
        return True  # منذ اندلاعها
    if behind >= len(parse.hits) or parse.tokens.kinds[behind] == MARK or parse.time_at(i) is not None:
        return False
    return bool(parse.tags[behind] & (ARTICLE | TRIGGER)) or parse.group_at[behind] is not None


def _is_far(parse: Parse, raw: RawTime, time: TimeExpression, *, at: int) -> bool:
    published = parse.stories[parse.story_of(at)].published
    if time.days is not None:
        return (time.days.min or time.days.max or 0) >= _LONG
    if published is not None and time.from_ is not None:
        return published - time.from_ > _MONTH
    return raw.kind in _LONG_KINDS or raw.year is not None or raw.unit in _LONG_UNITS


def _is_range(parse: Parse, number: int, times: tuple[TimeExpression, ...]) -> bool:
    """True for two days more than a month apart between which something is counted: `بين 8 ديسمبر و6 سبتمبر`."""
    if number + 1 >= len(times):
        return False
    raw, behind, first, last = parse.raw_times[number], parse.raw_times[number + 1], times[number], times[number + 1]
    if behind.first - raw.after > 1 or first.from_ is None or last.to is None:
        return False
    return parse.tokens.words[raw.first - 1] in RANGE and abs(last.to - first.from_) > _MONTH


def _is_period(parse: Parse, number: int, times: tuple[TimeExpression, ...], *, low: int) -> bool:
    """True for a period of more than a month within which something is counted: `خلال السنوات الست الماضية`, `في 2007`."""
    raw, time = parse.raw_times[number], times[number]
    if time.from_ is not None and time.to is not None and not raw.approximate:
        long = time.to - time.from_ >= _MONTH
    else:
        long = time.days is None and raw.kind in ("year", "decade", "span") and raw.unit in ("", *_LONG_UNITS) and (raw.least or 2) > 1
    if not long:
        return False
    words = parse.tokens.words
    for k in range(raw.first - 1, max(low, raw.first - _PERIOD) - 1, -1):
        if words[k].removeprefix("و") in PERIOD:
            return True
        if not parse.tags[k] & (TIME | NUMBER | ADJECTIVE) and words[k] != "من":
            return False
    return False
