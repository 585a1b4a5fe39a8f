"""Numerals: digits and number words as they stand, compounds put together (مئة وخمسة وعشرون ألفا).

Source: Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapter 15 (numerals).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Number, Time
from riwaya.lexicon.masks import NUMBER as NUMBER_WORD
from riwaya.lexicon.masks import TIME
from riwaya.lexicon.scan import Hit
from riwaya.text.clitics import PROCLITICS
from riwaya.text.tokens import NUMBER, WORD

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

NumberHits = dict[int, list[Hit]]
"""The hits of number words by their first token."""

_OPENING = frozenset(("exact", "multiplier", "plural_multiplier", "vague", "several", "fraction", "ordinal"))
_PLAIN = frozenset(("exact", "multiplier"))
ANDS = frozenset(("و", "and"))
"""The conjunction as a word of its own; some writers set it apart: ستة و عشرون."""
_ARTICLE = "ال"
"""The article, set apart from the digits behind it: الـ 19 من مارس."""
_TENS = range(20, 100, 10)
_LONGEST = 40
"""Signs in the longest figure that is read as a number."""
_SEPARATORS = frozenset(".,")
_PARTING = "،"
"""An Arabic comma glued between digits parts thousands: 45،000."""
_BEFORE = frozenset(("more", "at_least", "less", "at_most", "about", "between"))
_SCALES = frozenset(("multiplier", "plural_multiplier", "scale"))


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


def number_hits(parse: Parse) -> NumberHits:
    """The hits of number words, those under a trap (لست) left out; looked for once."""
    if parse.number_hits is None:
        parse.number_hits = _find_number_hits(parse)
    return parse.number_hits


def _find_number_hits(parse: Parse) -> NumberHits:
    found: NumberHits = {}
    for i in parse.tokens_with(NUMBER_WORD):
        here = [hit for hit in parse.hits[i] if type(hit.entry) is Number and not hit.pronoun and hit.before.preposition != "ك"]
        if here and not any(number_type(hit) == "trap" for hit in here):
            found[i] = here
    return found


def find_numerals(parse: Parse) -> list[Numeral]:
    """Every number of a text, in token order, not overlapping; looked for once."""
    if parse.numerals is None:
        parse.numerals = _find_numerals(parse, number_hits(parse))
    return parse.numerals


def _find_numerals(parse: Parse, hits: NumberHits) -> list[Numeral]:
    starts = sorted({*hits, *[i for i in parse.tokens.others if "0" <= parse.tokens.words[i][-1] <= "9"]})
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
    if numeral is not None and i and parse.tokens.words[i - 1] in ANDS:
        numeral.joined = True
    if numeral is None or numeral.kind == "several":
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
    word, after = _join_thousands(parse, i + 1, word, clitic=clitic is not None)
    value = normalise_digits(word)
    if value is None:
        return None
    apart = clitic is None and i > 0 and tokens.words[i - 1] == _ARTICLE
    numeral = Numeral(i - apart, after, value, value, "digits", definite=apart)
    if clitic:
        numeral.joined, numeral.preposition, numeral.definite = bool(clitic.conjunction), clitic.preposition, clitic.article
    return numeral


def _join_thousands(parse: Parse, after: int, word: str, *, clitic: bool) -> tuple[str, int]:
    """Digits that the tokeniser parted: ب5.000 behind its clitic, 12 000 at its space."""
    tokens = parse.tokens
    last = len(tokens.words)
    if clitic and after + 1 < last and tokens.words[after] in _SEPARATORS and _is_next_number(parse, after + 1):
        word, after = f"{word}{tokens.words[after]}{tokens.words[after + 1]}", after + 2
    if len(word) <= 3:
        while after < last and len(tokens.words[after]) == 3 and _is_next_number(parse, after, gap=1):
            word, after = word + tokens.words[after], after + 1
        while after + 1 < last and tokens.words[after] == _PARTING and _parts_thousands(parse, after):
            word, after = word + tokens.words[after + 1], after + 2
    return word, after


def _parts_thousands(parse: Parse, i: int) -> bool:
    tokens = parse.tokens
    return tokens.starts[i] == tokens.ends[i - 1] and len(tokens.words[i + 1]) == 3 and _is_next_number(parse, i + 1)


def _is_next_number(parse: Parse, i: int, *, gap: int = 0) -> bool:
    tokens = parse.tokens
    return tokens.kinds[i] == NUMBER and tokens.starts[i] == tokens.ends[i - 1] + gap


def normalise_digits(word: str) -> float | None:
    """The value of printed digits; None for a date, a clock time or a section number.

    >>> [normalise_digits(w) for w in ("1,450", "1.450", "4.8", "3,5", "21,00", "21/10/2022", "8:30")]
    [1450, 1450, 4.8, 3.5, None, None, None]
    """
    if len(word) > _LONGEST:
        return None
    if word.isdigit():
        return int(word)
    for mark in ",.":
        parts = word.split(mark)
        if len(parts) > 1 and all(part.isdigit() for part in parts):
            if all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3 and parts[0] != "0":
                return int("".join(parts))
            return float(".".join(parts)) if len(parts) == 2 and (mark == "." or len(parts[1]) == 1) else None
    whole, mark, rest = word.partition(".")
    return float(whole.replace(",", "") + mark + rest) if mark and rest.isdigit() and whole.replace(",", "").isdigit() else None


def _word(parse: Parse, hits: NumberHits, i: int) -> Numeral | None:
    for hit in hits.get(i, ()):
        kind, entry = number_type(hit), hit.entry
        if kind == "scale" and (lone := _lone_scale(parse, hits, hit)) is not None:
            return lone
        if kind not in _OPENING or not isinstance(entry, Number) or entry.min is None:
            continue
        if (kind == "several" and hit.before.length) or (hit.before.article and _is_weekday(parse, i)):
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


def _lone_scale(parse: Parse, hits: NumberHits, hit: Hit) -> Numeral | None:
    """A scale in -a with no number before it: two in construct with what they count (ألفا جندي), once before a fraction (مليونا ونصف المليون)."""
    entry, after = hit.entry, hit.after
    if not isinstance(entry, Number) or entry.min is None or hit.before.preposition or not parse.tokens.words[after - 1].endswith("ا"):
        return None
    counted = after < len(parse.hits) and any(
        isinstance(h.entry, (Counted, Head)) and not h.before.length and not h.pronoun for h in parse.hits[after]
    )
    parted = any(number_type(h) == "fraction" and h.before.conjunction for h in hits.get(after, ()))
    value = 2 * entry.min if counted else entry.min if parted else 0
    return Numeral(hit.first, after, value, value, "words", bool(hit.before.conjunction)) if value else None


def _is_weekday(parse: Parse, i: int) -> bool:
    return bool(parse.tags[i] & TIME) and any(isinstance(hit.entry, Time) and hit.entry.type == "weekday" for hit in parse.hits[i])


def _add_ordinal_tens(hits: NumberHits, numeral: Numeral) -> Numeral:
    """الحادي والعشرون: an ordinal unit with its ten."""
    for hit in hits.get(numeral.after, ()):
        entry = hit.entry
        joined = hit.before.conjunction == "و" and hit.before.article and number_type(hit) == "exact"
        if isinstance(entry, Number) and joined and numeral.low < 10 and entry.min is not None and entry.min in _TENS:
            value = numeral.low + entry.min
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
            self.scale = next(scale for scale in (1e12, 1e9, 1e6, 1e3) if numeral.low >= scale)
            self.total, self.group = self.group, [0.0, 0.0]

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
            if self.group[0] == 0 and self.total[0] and factor > self.scale and hit.first == self.numeral.first + 1:
                self.total = [value * factor for value in self.total]  # ألف مليار
                self.scale, self.numeral.after = factor, hit.after
                return True
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
        i, words = self.numeral.after, parse.tokens.words
        apart = i < len(words) and words[i] in ANDS
        i += apart
        if i >= len(words):
            return False
        for hit in hits.get(i, ()):
            entry = hit.entry
            joined = hit.before.conjunction == "و" or (apart and not hit.before.conjunction)
            if not isinstance(entry, Number) or entry.min is None or not joined or hit.before.preposition:
                continue
            if number_type(hit) == "fraction" and self.scale >= 1000 and entry.max:
                return self._add_fraction(hits, hit, entry.min / entry.max)
            if number_type(hit) in _PLAIN and self._fits(entry.min):
                return self._take(entry.min, hit.after)
        digits = _digits(parse, i) if self.room >= 1000 else None
        if digits and (digits.joined or apart) and not digits.preposition and self._fits(digits.low):
            return self._take(digits.low, digits.after, room=0.0)
        return False

    def _fits(self, value: float) -> bool:
        return value in _TENS if self.room < 0 else value < self.room

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
            if number_type(following) in _SCALES and not following.before.conjunction and isinstance(following.entry, Number):
                if not following.before.article and following.entry.min != self.scale:
                    continue
                self.numeral.after = following.after
                break
        return True


def bound_before(hits: NumberHits, first: int) -> Hit | None:
    """The bound word that ends right before token `first`: أكثر من, نحو, ما بين."""
    for back in range(max(first - 5, 0), first):
        for hit in hits.get(back, ()):
            if hit.after == first and number_type(hit) in _BEFORE and not hit.before.article:
                return hit
    return None
