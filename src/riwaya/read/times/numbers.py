"""Amounts: the numbers of a text that count something, with the bounds around them (أكثر من 70, 74 شخصا على الأقل, ما بين 3 و5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from riwaya.lexicon.entries import Counted, Head, Number, Particle, Time, Trigger
from riwaya.lexicon.masks import PARTICLE
from riwaya.lexicon.scan import Hit
from riwaya.read.times.calendar import is_year
from riwaya.read.times.find import find_times
from riwaya.read.times.numbers_raw import Amount
from riwaya.read.times.numerals import ANDS, NumberHits, Numeral, bound_before, find_numerals, number_hits, number_type, read_numeral
from riwaya.text.function_words import EITHER
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK, NUMBER, WORD

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

__all__ = ["Amount", "dual_amount", "find_amounts"]

_AFTER = frozenset(("at_least_after", "at_most_after", "about_after"))
_SCALING = frozenset(("multiplier", "plural_multiplier", "scale"))
_DASHES = frozenset("-–")
_LABELS = frozenset(("label", "clock"))
_CODE_MARKS = frozenset("#@/_")
_PERCENT = frozenset("%٪")
_REACH = 4
"""How many tokens after its number a bound may stand (74 شخصا مدنيا على الأقل)."""


def find_amounts(parse: Parse) -> list[Amount]:
    """Every number that counts something, in token order; what belongs to a date counts nothing.

    The times are those of `parse.raw_times`, and are found here only where that layer is still empty.
    """
    hits = number_hits(parse)
    dated = [False] * len(parse.tokens)
    for raw in parse.raw_times or find_times(parse):
        if raw.kind != "duration":
            dated[raw.first : raw.after] = [True] * (raw.after - raw.first)
    found: list[Amount] = []
    shares = {i for starting in hits.values() for hit in starting if number_type(hit) == "percent" for i in range(hit.first, hit.after)}
    numerals = [n for n in find_numerals(parse) if n.kind != "ordinal" and not dated[n.first] and n.first not in shares]
    taken = -1
    for place, numeral in enumerate(numerals):
        if numeral.first < taken or _labels(parse, hits, numeral):
            continue
        following = numerals[place + 1] if place + 1 < len(numerals) else None
        amount = _bounded(parse, hits, numeral, following=following)
        amount.rule = "+".join((amount.rule, *_entries(hits, amount.first, amount.after)))
        found.append(amount)
        taken = amount.number_after
    return found


def _entries(hits: NumberHits, first: int, after: int) -> list[str]:
    """The ids of the number entries that cover a token range, longest first, without overlap."""
    found: list[str] = []
    i = first
    while i < after:
        hit = next((hit for hit in hits.get(i, ()) if hit.after <= after), None)
        if hit is not None:
            found.append(hit.entry.id)
        i = hit.after if hit is not None else i + 1
    return found


def _labels(parse: Parse, hits: NumberHits, numeral: Numeral) -> bool:
    """True for a number that counts nothing: it names (القرار 2735, إس-300, الفرقة 36), is a share, a time of day or a year."""
    first, after = numeral.first, numeral.after
    for back in (first - 1, first - 2):
        for hit in hits.get(back, ()):
            if hit.after == first and number_type(hit) in _LABELS:
                return True
    for hit in hits.get(after, ()):
        if number_type(hit) == "percent":
            return True
    if numeral.kind == "words":
        if first and _is_decimal_letter(parse.tokens.words[first - 1]):
            return True
        return numeral.exact == 1 and _has_particle(parse, after, "particles.man")
    if numeral.kind != "digits":
        return False
    return _is_clock_or_share(parse, after) or _is_in_code(parse, numeral) or _numbers_a_body(parse, numeral) or _is_bare_year(parse, numeral)


def _has_particle(parse: Parse, i: int, *ids: str) -> bool:
    if not 0 <= i < len(parse.tokens) or not parse.tags[i] & PARTICLE:
        return False
    return any(isinstance(hit.entry, Particle) and (not ids or hit.entry.id in ids) for hit in parse.hits[i])


def _is_clock_or_share(parse: Parse, after: int) -> bool:
    if after >= len(parse.tokens):
        return False
    return parse.tokens.words[after] in _PERCENT or any(isinstance(h.entry, Time) and h.entry.type == "part" for h in parse.hits[after])


def _is_in_code(parse: Parse, numeral: Numeral) -> bool:
    """إس-300, 2023-04, @user12, 17th: the digits are glued to what is no number of things."""
    tokens, first, after = parse.tokens, numeral.first, numeral.after
    if after < len(tokens) and tokens.starts[after] == tokens.ends[after - 1]:
        if tokens.kinds[after] == WORD and tokens.words[after].isascii():
            return True
        if tokens.words[after] in _DASHES and after + 1 < len(tokens) and tokens.kinds[after + 1] == NUMBER:
            return tokens.words[after + 1].startswith("0")
    if after < len(tokens) and tokens.starts[after] == tokens.ends[after - 1] and _is_decimal_letter(tokens.words[after]):
        return True
    if not first or tokens.ends[first - 1] != tokens.starts[first]:
        return False
    mark = tokens.words[first - 1]
    worded = mark in _DASHES and first > 1 and tokens.kinds[first - 2] != MARK and tokens.ends[first - 2] == tokens.starts[first - 1]
    return worded or mark in _CODE_MARKS


def _is_decimal_letter(word: str) -> bool:
    """8ر2: agencies write the decimal comma as a letter, in either order, so that the number is not known."""
    return word[0] == "ر" and len(word) > 1 and word[1:].isdigit()


def _numbers_a_body(parse: Parse, numeral: Numeral) -> bool:
    """انسحبت الفرقة 36 من, لليوم الـ58: a definite body or unit of time before the digits and nothing to count behind them."""
    if not numeral.first or numeral.joined or numeral.preposition:
        return False
    before = [hit for hit in parse.hits[numeral.first - 1] if hit.after == numeral.first and hit.before.article]
    if numeral.definite and any(isinstance(hit.entry, Time) and hit.entry.type == "unit" and hit.entry.value == 1 for hit in before):
        return True
    if not any(isinstance(hit.entry, (Head, Counted)) and hit.form.number == "s" for hit in before):
        return False
    return _nothing_to_count(parse, numeral.after)


def _nothing_to_count(parse: Parse, i: int) -> bool:
    """True where token i is a mark, a particle, a verb or a definite word: no noun that the number before it could count."""
    if i >= len(parse.tokens) or parse.tokens.kinds[i] != WORD or parse.tokens.words[i].startswith("ال"):
        return True
    hits = parse.hits[i]
    if hits and all(hit.pronoun for hit in hits):
        return True  # اللواء 93 دباباته
    return _has_particle(parse, i) or (bool(hits) and all(hit.form.part in (PAST, PRESENT) for hit in hits))


def _is_bare_year(parse: Parse, numeral: Numeral) -> bool:
    """نمو الاقتصاد العالمي 2023: four plain digits of a year with nothing to count."""
    word = parse.tokens.words[numeral.first]
    return (
        len(word) == 4
        and word.isdigit()
        and is_year(numeral.low)
        and not _has_particle(parse, numeral.first - 1)
        and _nothing_to_count(parse, numeral.after)
    )


def _bounded(parse: Parse, hits: NumberHits, numeral: Numeral, *, following: Numeral | None) -> Amount:
    low, high = _whole(numeral.low), None if numeral.high is None else _whole(numeral.high, up=True)
    rule = "number.exact" if low == high else f"number.{numeral.kind}"
    amount = Amount(numeral.first, numeral.after, numeral.first, numeral.after, low, high, low != high and numeral.low == numeral.high, rule)
    if parse.tokens.words[numeral.first - 1] not in ANDS or not numeral.first:
        amount.skip = numeral.joined + len(numeral.preposition)
    bound = bound_before(hits, numeral.first)
    if bound is not None and number_type(bound) == "between":
        if _read_range(parse, hits, amount, following):
            amount.first = bound.first
        return amount
    if bound is not None:
        amount.first = bound.first
        _apply(amount, number_type(bound))
    elif not _read_dash(parse, hits, amount, following):
        after = _bound_after(parse, hits, numeral, following)
        if after is not None:
            amount.after = after.after
            _apply(amount, number_type(after).removesuffix("_after"))
    return amount


def _whole(value: float, *, up: bool = False) -> int:
    return math.ceil(value) if up else math.floor(value)


def _apply(amount: Amount, bound: str) -> None:
    """Widen the exact number of an amount by a bound word: more than 70 is 71 at least."""
    low = amount.min if amount.min is not None else amount.max
    high = amount.max
    if bound == "about":
        amount.approximate = True
    elif bound == "more":
        amount.min, amount.max = None if low is None else low + (1 if low == high else 0), None
    elif bound == "at_least":
        amount.max = None
    elif bound == "less":
        amount.min, amount.max = None, None if low is None else low - 1
    elif bound == "at_most":
        amount.min, amount.max = None, high
    amount.rule = f"number.{bound}"


def _bound_after(parse: Parse, hits: NumberHits, numeral: Numeral, following: Numeral | None) -> Hit | None:
    end = min(numeral.after + _REACH, parse.tokens.sentences[parse.tokens.sentence_of[numeral.first]][1])
    if following is not None:
        end = min(end, following.first)
    for i in range(numeral.after, end):
        if parse.tokens.kinds[i] == MARK and parse.tokens.words[i] in ("،", ",", "؛", ":"):
            return None
        for hit in hits.get(i, ()):
            if number_type(hit) in _AFTER:
                return hit
    return None


def _read_range(parse: Parse, hits: NumberHits, amount: Amount, following: Numeral | None) -> bool:
    """ما بين ثلاثة وخمسة: the second number is joined by و; a compound that has none is read apart (بين خمسة وعشرين)."""
    second = following if following is not None and following.joined and following.first - amount.number_after <= 1 else None
    if second is None:
        alone = read_numeral(parse, hits, amount.number_first, compound=False)
        second = read_numeral(parse, hits, alone.after) if alone is not None and alone.after < amount.number_after else None
        if alone is None or second is None:
            return False
        amount.min = _whole(alone.low)
    high = second.low if second.high is None else second.high
    if amount.min is None or high < amount.min:
        return False
    amount.min *= _shared_scale(parse, hits, amount, second)
    amount.max = _whole(high, up=True)
    amount.after = amount.number_after = second.after
    amount.rule = "number.between"
    return True


def _shared_scale(parse: Parse, hits: NumberHits, amount: Amount, second: Numeral) -> int:
    """The scale that a range says once, behind its second number: بين 10 و15 ألفا."""
    if second.after - second.first < 2 or amount.number_after - amount.number_first > 1 or amount.min is None:
        return 1
    for hit in hits.get(second.after - 1, ()):
        entry = hit.entry
        if number_type(hit) in _SCALING and isinstance(entry, Number) and entry.min:
            factor = entry.min // 2 if number_type(hit) == "plural_multiplier" else entry.min
            if factor >= 1000 and amount.min * factor < second.low:
                return int(factor)
    return 1


def _read_dash(parse: Parse, hits: NumberHits, amount: Amount, following: Numeral | None) -> bool:
    """3-5, 3 أو 4, and 3 إلى 5 without a من before it."""
    if following is None or following.first != amount.number_after + 1 or amount.min is None or amount.min != amount.max:
        return False
    tokens, between = parse.tokens, amount.number_after
    dash = tokens.words[between] in _DASHES and following.kind == "digits" and not following.joined
    to = any(isinstance(h.entry, Particle) and h.entry.id == "particles.ila" for h in parse.hits[between])
    before = parse.hits[amount.number_first - 1] if amount.number_first else []
    if to and any(isinstance(h.entry, Particle) and h.entry.id in ("particles.man", "particles.bin") for h in before):
        to = False
    either = tokens.words[between] in EITHER and not following.joined
    if not (dash or to or either) or following.exact is None or following.exact <= amount.min:
        return False
    chained = following.after < len(tokens) and tokens.words[following.after] in _DASHES
    if chained or (amount.number_first and tokens.words[amount.number_first - 1] in _DASHES):
        return False
    amount.min *= _shared_scale(parse, hits, amount, following)
    amount.max = following.exact
    amount.after = amount.number_after = following.after
    amount.rule = "number.range"
    return True


def dual_amount(parse: Parse, hit: Hit) -> Amount | None:
    """The two of a dual noun (قريتين); None where its form may as well be a sound plural (مدنيين)."""
    entry = hit.entry
    if hit.form.number != "d" or not isinstance(entry, (Head, Counted, Trigger)):
        return None
    twins = [h for h in parse.hits[hit.first] if h.after == hit.after and h.entry is entry]
    if any(h.form.number == "p" for h in twins) and (not entry.plural or any(p.endswith(("ون", "ين")) for p in entry.plural)):
        return None
    return Amount(hit.first, hit.after, hit.first, hit.after, 2, 2, rule="number.dual")
