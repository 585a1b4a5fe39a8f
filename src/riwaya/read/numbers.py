"""Numbers of a text: digits and number words with their bounds, read from the lexical hits.

`find_numerals` gives every number as it stands; `find_amounts` those that count something, with the bounds around them. Source
of the compounds: Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapter 15.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Number, Particle, Time, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.text.clitics import PROCLITICS
from riwaya.text.tokens import MARK, NUMBER, WORD

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

NumberHits = dict[int, list[Hit]]
"""The hits of number words by their first token."""

_OPENING = frozenset(("exact", "multiplier", "plural_multiplier", "vague", "several", "fraction", "ordinal"))
_PLAIN = frozenset(("exact", "multiplier"))
_SCALES = frozenset(("multiplier", "plural_multiplier", "scale"))
_BEFORE = frozenset(("more", "at_least", "less", "at_most", "about", "between"))
_AFTER = frozenset(("at_least_after", "at_most_after", "about_after"))
_DASHES = frozenset("-–")
_PERCENT = frozenset("%٪")
_REACH = 4
"""How many tokens after its number a bound may stand (74 شخصا مدنيا على الأقل)."""


class Numeral(Struct):
    """A number over the tokens `[first, after)`: `low`..`high` (None: open above).

    `kind` is digits, words, vague, several or ordinal; `joined` and `preposition` are its clitics, `definite` its article.
    """

    first: int
    after: int
    low: float
    high: float | None
    kind: str
    joined: bool = False
    preposition: str = ""
    definite: bool = False

    @property
    def exact(self) -> int | None:
        """The whole number that it names; None where it names none."""
        return int(self.low) if self.low == self.high and self.low == int(self.low) else None


class Amount(Struct):
    """A number that counts: tokens with its bounds, tokens of the number alone, least and most (None: open), and its rule."""

    first: int
    after: int
    number_first: int
    number_after: int
    min: int | None
    max: int | None
    approximate: bool = False
    rule: str = "number.exact"


def number_hits(parse: Parse) -> NumberHits:
    """The hits of number words, those under a trap (لست) left out."""
    found: NumberHits = {}
    for hits in parse.hits:
        for hit in hits:
            if type(hit.entry) is Number and not hit.pronoun and hit.before.preposition != "ك":
                found.setdefault(hit.first, []).append(hit)
    for i in [i for i, hits in found.items() if any(number_type(hit) == "trap" for hit in hits)]:
        del found[i]
    return found


def find_numerals(parse: Parse, hits: NumberHits) -> list[Numeral]:
    """Every number of a text, in token order, not overlapping."""
    words = parse.tokens.words
    starts = sorted({*hits, *(i for i, word in enumerate(words) if "0" <= word[-1] <= "9")})
    found: list[Numeral] = []
    done = 0
    for i in starts:
        if i >= done:
            numeral = read_numeral(parse, hits, i)
            if numeral is not None:
                found.append(numeral)
                done = numeral.after
    return found


def read_numeral(parse: Parse, hits: NumberHits, i: int, *, compound: bool = True) -> Numeral | None:
    """The number that starts at token i; without `compound`, words joined by و are not added up."""
    numeral = _digits(parse, i) or _word(parse, hits, i)
    if numeral is None or numeral.kind in ("several",):
        return numeral
    if numeral.kind == "ordinal":
        return _add_ordinal_tens(hits, numeral)
    return _Sum(numeral).run(parse, hits, compound=compound)


def number_type(hit: Hit) -> str:
    """The type of a number word's entry."""
    assert isinstance(hit.entry, Number)
    return hit.entry.type


def _digits(parse: Parse, i: int) -> Numeral | None:
    """A number in digits, clitics glued before it (لـ8), thousands parted by a comma, a dot or a space."""
    tokens = parse.tokens
    word = tokens.words[i]
    if not "0" <= word[-1] <= "9":
        return None
    clitic = None
    if tokens.kinds[i] == WORD:
        cut = next(n for n, letter in enumerate(word) if letter.isdigit())
        clitic = PROCLITICS.get(word[:cut])
        word = word[cut:]
        if clitic is None:
            return None
    after = i + 1
    last = len(tokens.words)
    if clitic and after + 1 < last and tokens.words[after] in (".", ",") and tokens.kinds[after + 1] == NUMBER and tokens.starts[after + 1] == tokens.ends[i] + 1:
        word, after = f"{word}{tokens.words[after]}{tokens.words[after + 1]}", after + 2
    while len(word) <= 3 and after < last and tokens.kinds[after] == NUMBER and len(tokens.words[after]) == 3 and tokens.starts[after] == tokens.ends[after - 1] + 1:
        word, after = word + tokens.words[after], after + 1
    value = normalise_digits(word)
    if value is None:
        return None
    numeral = Numeral(i, after, value, value, "digits")
    if clitic:
        numeral.joined, numeral.preposition, numeral.definite = bool(clitic.conjunction), clitic.preposition, clitic.article
    return numeral


def normalise_digits(word: str) -> float | None:
    """The value of printed digits; None for a date, a clock time or a section number.

    >>> [normalise_digits(w) for w in ("1,450", "1.450", "4.8", "21/10/2022", "8:30")]
    [1450, 1450, 4.8, None, None]
    """
    if word.isdigit():
        return int(word)
    for mark in ",.":
        parts = word.split(mark)
        if len(parts) > 1 and all(part.isdigit() for part in parts):
            if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0":
                return int("".join(parts))
            return float(".".join(parts)) if len(parts) == 2 else None
    whole, mark, rest = word.partition(".")
    return float(whole.replace(",", "") + mark + rest) if mark and rest.isdigit() and whole.replace(",", "").isdigit() else None


def _word(parse: Parse, hits: NumberHits, i: int) -> Numeral | None:
    for hit in hits.get(i, ()):
        kind, entry = number_type(hit), hit.entry
        if kind not in _OPENING or not isinstance(entry, Number) or entry.min is None:
            continue
        if kind == "several" and hit.before.length or (entry.min == 2 and kind == "exact" and hit.before.article and _is_time(parse, i)):
            continue
        low: float = entry.min
        high: float | None = entry.max
        if kind == "multiplier":
            high = low
        elif kind == "fraction":
            low = high = low / (high or 1)
        label = kind if kind in ("vague", "several", "ordinal", "fraction") else "vague" if kind == "plural_multiplier" else "words"
        return Numeral(i, hit.after, low, high, label, bool(hit.before.conjunction), hit.before.preposition, hit.before.article)
    return None


def _is_time(parse: Parse, i: int) -> bool:
    return any(isinstance(hit.entry, Time) and hit.entry.type == "weekday" for hit in parse.hits[i])


def _add_ordinal_tens(hits: NumberHits, numeral: Numeral) -> Numeral:
    """الحادي والعشرون: an ordinal unit with its ten."""
    for hit in hits.get(numeral.after, ()):
        entry = hit.entry
        if isinstance(entry, Number) and number_type(hit) == "exact" and hit.before.conjunction == "و" and hit.before.article and numeral.low < 10 and (entry.min or 0) in range(20, 100, 10):
            value = numeral.low + (entry.min or 0)
            numeral.low = numeral.high = value
            numeral.after = hit.after
            break
    return numeral


class _Sum:
    """Puts a compound number together: what is summed so far, the group before the next scale, and what may still be added."""

    def __init__(self, numeral: Numeral) -> None:
        self.numeral = numeral
        self.total: list[float] = [0.0, 0.0]
        self.group: list[float] = [numeral.low, math.inf if numeral.high is None else numeral.high]
        self.scale = 1.0
        self.words = numeral.kind != "digits"
        self.room = self._room(numeral.low) if self.words else 0.0
        if numeral.kind == "words" and numeral.low >= 1000:
            self.scale = numeral.low

    @staticmethod
    def _room(value: float) -> float:
        """Below what the next part must stay: 100 after hundreds, the scale after thousands; -1 calls for a ten."""
        if value < 10:
            return -1.0
        if value < 100:
            return 0.0
        return 100.0 if value < 1000 else 1_000_000.0 if value >= 1_000_000 else 1000.0

    def run(self, parse: Parse, hits: NumberHits, *, compound: bool) -> Numeral | None:
        """The whole number; None for a fraction of nothing (نصف السكان)."""
        numeral = self.numeral
        fraction = numeral.kind == "fraction"
        while True:
            if self._multiply(hits.get(numeral.after, ())):
                fraction = False
            elif not (compound and self._add(parse, hits)):
                break
        if fraction:
            return None
        low, high = self.total[0] + self.group[0], self.total[1] + self.group[1]
        numeral.low, numeral.high = low, None if math.isinf(high) else high
        if numeral.kind == "fraction":
            numeral.kind = "words"
        return numeral

    def _multiply(self, hits: Sequence[Hit]) -> bool:
        for hit in hits:
            entry = hit.entry
            kind = number_type(hit)
            if not isinstance(entry, Number) or kind not in _SCALES or entry.min is None or hit.before.conjunction or hit.before.preposition:
                continue
            factor = entry.min // 2 if kind == "plural_multiplier" else entry.min
            if self.group[0] == 0 or (factor <= self.group[0] and factor < 1000):
                continue
            self.group = [value * factor for value in self.group]
            self.scale, self.room, self.words = factor, min(float(factor), 1_000_000.0) if factor >= 1000 else 100.0, True
            if factor >= 1000:
                self.total = [a + b for a, b in zip(self.total, self.group, strict=True)]
                self.group = [0.0, 0.0]
            self.numeral.after = hit.after
            return True
        return False

    def _add(self, parse: Parse, hits: NumberHits) -> bool:
        if not self.room:
            return False
        i = self.numeral.after
        if i >= len(parse.tokens):
            return False
        for hit in hits.get(i, ()):
            entry = hit.entry
            if not isinstance(entry, Number) or entry.min is None or hit.before.conjunction != "و" or hit.before.preposition:
                continue
            if number_type(hit) == "fraction" and self.scale >= 1000 and entry.max:
                return self._add_fraction(hits, hit, entry.min / entry.max)
            if number_type(hit) in _PLAIN and self._fits(entry.min):
                return self._take(entry.min, hit.after)
        digits = _digits(parse, i) if self.room >= 1000 else None
        if digits and digits.joined and not digits.preposition and self._fits(digits.low):
            return self._take(digits.low, digits.after, room=0.0)
        return False

    def _fits(self, value: float) -> bool:
        return value in range(20, 100, 10) if self.room < 0 else value < self.room

    def _take(self, value: float, after: int, *, room: float | None = None) -> bool:
        self.group = [part + value for part in self.group]
        self.room = self._room(value) if room is None else room
        self.numeral.after = after
        return True

    def _add_fraction(self, hits: NumberHits, hit: Hit, part: float) -> bool:
        self.total = [value + part * self.scale for value in self.total]
        if not self.total[0]:
            return False
        self.numeral.after = hit.after
        self.room = 0.0
        for following in hits.get(hit.after, ()):
            if number_type(following) in _SCALES and following.before.article:
                self.numeral.after = following.after
                break
        return True


def find_amounts(parse: Parse) -> list[Amount]:
    """Every number that counts something, in token order; the dates of `parse.raw_times` count nothing."""
    hits = number_hits(parse)
    dated = [False] * len(parse.tokens)
    for raw in parse.raw_times:
        if raw.kind != "duration":
            dated[raw.first : raw.after] = [True] * (raw.after - raw.first)
    found: list[Amount] = []
    numerals = [n for n in find_numerals(parse, hits) if n.kind != "ordinal" and not dated[n.first]]
    taken = -1
    for place, numeral in enumerate(numerals):
        if numeral.first < taken or _labels(parse, hits, numeral):
            continue
        following = numerals[place + 1] if place + 1 < len(numerals) else None
        amount = _bounded(parse, hits, numeral, following=following)
        found.append(amount)
        taken = amount.number_after
    return found


def _labels(parse: Parse, hits: NumberHits, numeral: Numeral) -> bool:
    """True for a number that names (إس-300, القرار 2735, الفرقة 36), a share, a time of day, or one of a name (دروز 3)."""
    tokens, first, after = parse.tokens, numeral.first, numeral.after
    for back in (first - 1, first - 2):
        for hit in hits.get(back, ()) if back >= 0 else ():
            if hit.after == first and number_type(hit) in ("label", "clock"):
                return True
    if any(number_type(hit) == "percent" for hit in hits.get(after, ())):
        return True
    if after < len(tokens) and (tokens.words[after] in _PERCENT or any(isinstance(h.entry, Time) and h.entry.type == "part" for h in parse.hits[after])):
        return True
    if numeral.kind != "digits" or not first:
        return False
    glued = tokens.ends[first - 1] == tokens.starts[first]
    if glued and tokens.words[first - 1] in _DASHES and first > 1 and tokens.kinds[first - 2] == WORD and tokens.ends[first - 2] == tokens.starts[first - 1]:
        return True
    if glued and tokens.words[first - 1] in ("#", "@", "/"):
        return True
    return _numbers_a_body(parse, numeral)


def _numbers_a_body(parse: Parse, numeral: Numeral) -> bool:
    """انسحبت الفرقة 36 من: a definite body before the digits and nothing to count behind them."""
    before = any(isinstance(h.entry, Head) and h.after == numeral.first and h.before.article and h.form.number == "s" for h in parse.hits[numeral.first - 1])
    if not before or numeral.joined or numeral.preposition:
        return False
    if numeral.after == len(parse.tokens) or parse.tokens.kinds[numeral.after] != WORD:
        return True
    return parse.tokens.words[numeral.after].startswith("ال") or any(isinstance(h.entry, Particle) for h in parse.hits[numeral.after])


def _bounded(parse: Parse, hits: NumberHits, numeral: Numeral, *, following: Numeral | None) -> Amount:
    low, high = _whole(numeral.low), None if numeral.high is None else _whole(numeral.high, up=True)
    rule = "number.exact" if low == high else f"number.{numeral.kind}"
    amount = Amount(numeral.first, numeral.after, numeral.first, numeral.after, low, high, low != high and numeral.low == numeral.high, rule)
    bound = bound_before(hits, numeral.first)
    if bound is not None and number_type(bound) == "between":
        if _read_range(parse, hits, amount, following):
            amount.first = bound.first
        return amount
    if bound is not None:
        amount.first = bound.first
        _apply(amount, number_type(bound))
    elif not _read_dash(parse, amount, following):
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


def bound_before(hits: NumberHits, first: int) -> Hit | None:
    """The bound word that ends right before token `first`: أكثر من, نحو, ما بين."""
    for back in range(first - 1, max(first - 6, -1), -1):
        for hit in hits.get(back, ()):
            if hit.after == first and number_type(hit) in _BEFORE and not hit.before.article:
                return hit
    return None


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
    amount.max = _whole(high, up=True)
    amount.after = amount.number_after = second.after
    amount.rule = "number.between"
    return True


def _read_dash(parse: Parse, amount: Amount, following: Numeral | None) -> bool:
    """3-5, and 3 إلى 5 without a من before it."""
    if following is None or following.first != amount.number_after + 1 or amount.min is None or amount.min != amount.max:
        return False
    tokens, between = parse.tokens, amount.number_after
    dash = tokens.words[between] in _DASHES and following.kind == "digits" and not following.joined
    to = any(isinstance(h.entry, Particle) and h.entry.id == "particles.ila" for h in parse.hits[between])
    before = parse.hits[amount.number_first - 1] if amount.number_first else []
    if to and any(isinstance(h.entry, Particle) and h.entry.id in ("particles.man", "particles.bin") for h in before):
        to = False
    if not (dash or to) or following.exact is None or following.exact <= amount.min:
        return False
    chained = following.after < len(tokens) and tokens.words[following.after] in _DASHES
    if chained or (amount.number_first and tokens.words[amount.number_first - 1] in _DASHES):
        return False
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
