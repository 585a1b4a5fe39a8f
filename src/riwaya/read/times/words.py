"""What the finder of times asks of a text: time words and numbers by token, and what stands between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riwaya.lexicon.entries import Particle, Time
from riwaya.lexicon.masks import PARTICLE, TIME
from riwaya.lexicon.scan import Hit
from riwaya.read.times.calendar import is_year
from riwaya.read.times.numerals import ANDS, Numeral, find_numerals, number_hits
from riwaya.text.tokens import MARK, NUMBER, WORD

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_QUIET = frozenset(("nth", "weekday_bare", "shift_narrated", "of_it"))
"""Types of words that open no expression by themselves."""
ERAS = frozenset(("م", "ه", "ميلادي", "ميلاديه", "هجري", "هجريه"))
"""Folded marks of the era behind a year; too short for the lexicon."""
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")
_GAPS = frozenset("،,(-–")
_BEFORE_YEAR = frozenset("،,/-")
_SLASHES = frozenset("/|\\-–")


def entry_of(hit: Hit) -> Time:
    """The time entry behind a hit of the index."""
    assert isinstance(hit.entry, Time)
    return hit.entry


def _weight_of(hit: Hit) -> tuple[int, bool]:
    return hit.after, not (isinstance(hit.entry, Time) and hit.entry.type in _QUIET)


class TimeWords:
    """Time hits and numbers of one parse by their first token; hits under a trap (ثورة 25 يناير) are left out.

    A trap before a weekday is none: أعلنت روسيا اليوم الجمعة. `named` gathers the tokens of dates that turn out to be names
    (مجمع 22 مايو): nothing of them is read."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        tokens = parse.tokens
        self.words, self.kinds = tokens.words, tokens.kinds
        self.count = len(tokens.words)
        found: list[tuple[Hit, str]] = []
        for i in parse.tokens_with(TIME):
            for hit in parse.hits[i]:
                entry = hit.entry
                if type(entry) is Time and not hit.pronoun and hit.before.preposition != "ك":
                    found.append((hit, entry.type))
        traps = [hit for hit, kind in found if kind == "trap" and not hit.before.article]
        if traps:
            weekdays = {hit.first for hit, kind in found if kind == "weekday"}
            traps = [trap for trap in traps if trap.after not in weekdays]
            found = [(hit, kind) for hit, kind in found if not any(trap.first <= hit.first < trap.after for trap in traps)]
        self.named: set[int] = set()
        self.at: dict[int, list[Hit]] = {}
        self.types: dict[int, set[str]] = {}
        for hit, kind in found:
            if hit.first in self.at:
                self.at[hit.first].append(hit)
                self.types[hit.first].add(kind)
            else:
                self.at[hit.first], self.types[hit.first] = [hit], {kind}
        self.number_hits = number_hits(parse)
        self.dates = [i for i in tokens.others if self.kinds[i] == NUMBER and not self.words[i].isdigit()]
        self.numerals = {n.first: n for n in find_numerals(parse)}
        for trap in traps:
            for i in range(trap.first, trap.after):
                self.numerals.pop(i, None)
        self.starts = sorted({*(i for i, hits in self.at.items() if self._may_open(hits)), *self.numerals, *self.dates})

    def _may_open(self, hits: list[Hit]) -> bool:
        """False for tokens that only go on what another word of time opened; an ordinal opens where its noun follows, a weekday where a week does."""
        for hit in hits:
            kind = entry_of(hit).type
            if kind not in _QUIET or (kind == "nth" and (hit.after in self.at or self.has_particle(hit.after, "particles.man"))):
                return True
            if kind == "weekday_bare" and self.unit(hit.after, "week") is not None:
                return True
        return False

    def find(self, i: int, *kinds: str, bare: bool = False) -> Hit | None:
        """The longest hit at token i of one of the kinds; `bare` allows no conjunction or preposition glued before it."""
        types = self.types.get(i)
        if types is None or types.isdisjoint(kinds):
            return None
        for hit in self.at[i]:
            if entry_of(hit).type in kinds and not (bare and (hit.before.conjunction or hit.before.preposition)):
                return hit
        return None

    def unit(self, i: int, *units: str) -> Hit | None:
        """The unit of time at token i, of the given units where any are given."""
        types = self.types.get(i)
        if types is None or "unit" not in types:
            return None
        for hit in self.at[i]:
            entry = entry_of(hit)
            if entry.type == "unit" and (not units or entry.unit in units):
                return hit
        return None

    def shift(self, i: int, *, counted: bool = False) -> Hit | None:
        """الماضي, المقبل, الجاري at token i; those that only a counted span takes (الأخيرة) where `counted`."""
        hit = self.find(i, "shift", bare=True)
        return hit if hit is not None and (counted or entry_of(hit).unit != "counted") else None

    def numeral(self, i: int, *, bare: bool = False) -> Numeral | None:
        """The number at token i; `bare` as in `find`."""
        numeral = self.numerals.get(i)
        if numeral is None or (bare and (numeral.joined or numeral.preposition)):
            return None
        return numeral

    def year(self, i: int, *, bare: bool = True, oldest: int = 1600) -> tuple[int, int] | None:
        """The year named at token i and the token after it (the mark of its era included)."""
        numeral = self.numeral(i, bare=bare)
        value = numeral.exact if numeral is not None else None
        if (
            numeral is None
            or value is None
            or not is_year(value, oldest=oldest)
            or (numeral.kind == "digits" and not self.words[numeral.after - 1][-4:].isdigit())
        ):
            return None
        after = numeral.after
        return value, after + (after < self.count and self.words[after] in ERAS)

    def day_number(self, i: int, *, bare: bool = False) -> Numeral | None:
        """A number from 1 to 31 that can be the day of a month: digits, an ordinal, or a word with the article."""
        numeral = self.numeral(i, bare=bare)
        value = numeral.exact if numeral is not None else None
        if numeral is None or value is None or not 1 <= value <= 31:
            return None
        return numeral if numeral.kind in ("digits", "ordinal") or numeral.definite else None

    def has_particle(self, i: int, *ids: str) -> bool:
        """True where token i is one of the particles, or any preposition where none are named."""
        if not 0 <= i < self.count or not self.parse.tags[i] & PARTICLE:
            return False
        for hit in self.parse.hits[i]:
            entry = hit.entry
            if isinstance(entry, Particle) and hit.after == i + 1 and (entry.id in ids if ids else entry.type == "preposition"):
                return True
        return False

    def is_mark(self, i: int, marks: frozenset[str]) -> bool:
        """True where token i is one of the marks."""
        return i < self.count and self.kinds[i] == MARK and self.words[i] in marks

    def in_figures(self, i: int) -> bool:
        """True where the number at token i is one of several joined by slashes, dashes or dots."""
        return self.kinds[i] == NUMBER and (not self.words[i].isdigit() or self.is_mark(i + 1, _SLASHES))

    def over_of(self, i: int) -> int:
        """The token behind a من at token i, or i itself."""
        return i + 1 if self.has_particle(i, "particles.man", "particles.of") else i

    def over_in(self, i: int) -> int:
        """The token behind a من or في at token i, or i itself."""
        return i + 1 if self.has_particle(i, "particles.man", "particles.of", "particles.fi") else i

    def over_slash(self, i: int) -> int:
        """The token behind a slash or dash at token i, or i itself."""
        return i + 1 if self.is_mark(i, _SLASHES) else i

    def over_comma(self, i: int) -> int:
        """The token behind a comma, slash or dash at token i that a year may follow, or i itself."""
        return i + 1 if self.is_mark(i, _BEFORE_YEAR) else i

    def over_gap(self, i: int) -> tuple[int, str]:
        """The token behind a comma, dash, opening bracket, clock time or joining word (الموافق) at i, and that mark."""
        if i < self.count and self.kinds[i] == NUMBER and ":" in self.words[i]:
            return i + 1, "clock"
        if self.is_mark(i, _GAPS):
            return i + 1, self.words[i]
        joiner = self.find(i, "joiner")
        return (joiner.after, "joiner") if joiner is not None else (i, "")

    def opens(self, i: int) -> bool:
        """True for an opening bracket."""
        return self.is_mark(i, _OPENING)

    def close(self, i: int) -> int:
        """The token behind a closing bracket at token i, or i itself."""
        return i + 1 if self.is_mark(i, _CLOSING) else i

    def ends_phrase(self, i: int) -> bool:
        """True where a mark, a line break or the text's end stands at token i."""
        return i >= self.count or self.kinds[i] not in (WORD, NUMBER)

    def glued(self, i: int) -> bool:
        """True where token i follows the one before it without a space."""
        return 0 < i < self.count and self.parse.tokens.starts[i] == self.parse.tokens.ends[i - 1]

    def entries(self, first: int, after: int) -> tuple[str, ...]:
        """The ids of the time and number entries that cover a token range, longest first, without overlap."""
        found: list[str] = []
        i = first
        while i < after:
            here = [*self.at.get(i, ()), *self.number_hits.get(i, ())]
            hits = [hit for hit in here if hit.after <= after] if here else here
            if not hits:
                i += 1
                continue
            hit = max(hits, key=_weight_of) if len(hits) > 1 else hits[0]
            found.append(hit.entry.id)
            i = hit.after
        return tuple(found)

    def skip(self, i: int) -> int:
        """How many folded characters of a conjunction or preposition are glued before the time or number at token i."""
        for hit in self.at.get(i, ()):
            before = hit.before
            return len(before.conjunction) + (0 if before.article and before.preposition == "ل" else len(before.preposition))
        numeral = self.numerals.get(i)
        if numeral is None:
            return 0
        glued = numeral.joined and not (i and self.words[i - 1] in ANDS)
        return glued if numeral.definite else glued + len(numeral.preposition)

    def printed(self, hit: Hit) -> str:
        """The printed words of a hit, without the clitics glued before them."""
        start, end = self.parse.tokens.starts[hit.first] + hit.before.length, self.parse.tokens.ends[hit.after - 1]
        first, after = self.parse.folded.printed(start, end)
        return self.parse.document.text[first:after]
