"""Spans counted from a day (قبل ثلاثة أيام, منذ شهر و21 يوما من الآن) and bare lengths of time (30 يوما, عامين ونصف)."""

from __future__ import annotations

from riwaya.read.times.numerals import ANDS, Numeral, bound_before, number_type
from riwaya.read.times.raw import RawTime
from riwaya.read.times.words import TimeWords, entry_of
from riwaya.text.tokens import MARK

_FROM = ("particles.man", "particles.ala", "particles.an")
_BOUNDS = frozenset(("about", "more", "less", "at_least", "at_most"))
_ORDER = ("hour", "day", "week", "month", "year")
_HALVES = {"year": ("month", 6), "month": ("day", 15)}
_COMMAS = frozenset("،,")
_OPENING, _CLOSING = frozenset("("), frozenset(")")
_AGE_REACH = 5

Counted = tuple[str, int, int | None, tuple[tuple[str, int], ...], int]
"""A unit with how many of it: its name, least, most (None: open), what is added, and the token behind."""


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
    unit, least, most, plus, after = counted
    raw = RawTime(i, after, "ago", "time.ago", shift=direction, unit=unit, least=least, most=most, plus=plus)
    raw.approximate = bool(bound) or least != most or any(unit == "day" and count == _HALVES["month"][1] for unit, count in plus)
    if basis == "narrated":
        raw.narrated, raw.rule = True, "time.narrated_day"
        return raw if unit != "hour" else None
    if unit == "hour":
        return None
    now = words.find(after + 1, "now") if words.has_particle(after, *_FROM) else None
    if now is not None:
        raw.after, raw.now, raw.shift = now.after, True, direction or -1
        raw.rule = "time.later" if direction > 0 else "time.ago"
        return raw
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


def _counted_unit(words: TimeWords, i: int, *, glued: bool = False) -> Counted | None:
    """The counted unit at token i; `glued` takes a ب before it."""
    numeral = words.numeral(i)
    if numeral is not None and numeral.kind != "ordinal" and (glued or not numeral.preposition):
        unit = words.unit(numeral.after)
        if unit is None or unit.before.length:
            return None
        most = None if numeral.high is None else int(numeral.high)
        name = entry_of(unit).unit
        return name, int(numeral.low), most, *_added(words, unit.after, name)
    unit = words.unit(i)
    if unit is None or unit.before.article or entry_of(unit).value == 0 or (unit.before.preposition and not glued):
        return None
    after, count, name = unit.after, entry_of(unit).value, entry_of(unit).unit
    one = words.numeral(after, bare=True)
    if one is not None and one.exact == count and one.kind == "words":
        after = one.after
    elif count == 1 and (words.find(after, "weekday", "deictic", "month", "shift") or words.numeral(after, bare=True)):
        return None
    return name, count, count, *_added(words, after, name)


def _added(words: TimeWords, i: int, name: str) -> tuple[tuple[tuple[str, int], ...], int]:
    """What و adds to a counted unit in ever smaller ones (عام وشهرين, شهر و21 يوما, سنة ونصف السنة), and the token behind it all."""
    plus: list[tuple[str, int]] = []
    while len(plus) < len(_ORDER):
        apart = i + 1 < words.count and (words.words[i] in ANDS or (words.is_mark(i, _COMMAS) and words.numeral(i + 1) is not None))
        part = _part(words, i + apart, name, apart=apart)
        if part is None:
            break
        plus.append(part[:2])
        name, i = part[0], part[2]
    return tuple(plus), i


def _part(words: TimeWords, i: int, name: str, *, apart: bool) -> tuple[str, int, int] | None:
    """One part of a compound length at token i: its unit, smaller than `name`, how many, and the token behind."""
    numeral = words.numeral(i)
    if numeral is not None:
        unit = words.unit(numeral.after) if (numeral.joined or apart) and not numeral.preposition else None
        count = numeral.exact
        if unit is None or unit.before.length or count is None or _ORDER.index(entry_of(unit).unit) >= _ORDER.index(name):
            return None
        return entry_of(unit).unit, count, unit.after
    unit = words.unit(i)
    if unit is not None and (unit.before.conjunction or apart) and not unit.before.preposition and not unit.before.article:
        shorter = entry_of(unit).value > 0 and _ORDER.index(entry_of(unit).unit) < _ORDER.index(name)
        named = words.find(unit.after, "month", "weekday", "shift") or words.numeral(unit.after, bare=True)
        return (entry_of(unit).unit, entry_of(unit).value, unit.after) if shorter and not named else None
    for hit in words.number_hits.get(i, ()):
        half = number_type(hit) == "fraction" and (hit.before.conjunction or apart) and getattr(hit.entry, "max", 0) == 2
        if half and not hit.before.preposition and name in _HALVES:
            again = words.unit(hit.after)
            return *_HALVES[name], again.after if again is not None and again.before.article and entry_of(again).unit == name else hit.after
    return None


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
    """30 يوما, عامين, ثلاثة أشهر وأسبوع; or a counted span behind its number, الـ24 ساعة الماضية; شهر و21 يوما من الآن."""
    numeral = words.numeral(i)
    unit = words.unit(numeral.after) if numeral is not None else words.unit(i)
    if unit is None or (numeral is not None and (numeral.kind == "ordinal" or unit.before.length)):
        return None
    kind = entry_of(unit).unit
    if kind == "year" and numeral is not None and _is_age(words, i, unit.after):
        return None
    plus, after = _added(words, unit.after, kind)
    alone = numeral is None and (entry_of(unit).value != 2 and not (plus and entry_of(unit).value == 1))
    if alone or (numeral is None and (unit.before.article or words.year(unit.after))):
        return None
    least, most = _bounds(numeral, entry_of(unit).value)
    shift = words.shift(unit.after, counted=True)
    if shift is not None and least == most and least:
        return RawTime(i, shift.after, "span", "time.span", shift=entry_of(shift).value, unit=kind, least=least, most=most)
    if kind == "hour":
        return None
    ago = words.find(unit.after, "ago")
    if ago is not None:
        return RawTime(i, ago.after, "ago", "time.ago", shift=-1, unit=kind, least=least, most=most, approximate=least != most)
    now = words.find(after + 1, "now") if words.has_particle(after, *_FROM) else None
    if now is not None:
        return RawTime(i, now.after, "ago", "time.later", shift=1, unit=kind, least=least, most=most, plus=plus, now=True)
    return _bound_length(words, RawTime(i, after, "duration", "time.duration", unit=kind, least=least, most=most, plus=plus))


def _is_age(words: TimeWords, i: int, after: int) -> bool:
    """True for how old somebody is: behind a word of age (`البالغ من العمر 13 عاما`, `أعمارهم بين 17 و18 عاما`), or alone in brackets."""
    if i and words.is_mark(i - 1, _OPENING) and words.is_mark(after, _CLOSING):
        return True
    for j in range(i - 1, max(-1, i - _AGE_REACH - 1), -1):
        if words.kinds[j] == MARK:
            return False
        if words.find(j, "age"):
            return True
    return False


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


def _bounds(numeral: Numeral | None, count: int) -> tuple[int, int | None]:
    if numeral is None:
        return count, count
    return int(numeral.low), None if numeral.high is None else int(numeral.high)
