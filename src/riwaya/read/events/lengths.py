"""How long what is told lasts: the minutes of a call, the days of a truce, behind a word that says so (لمدة, استمر)."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Number, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import Frame
from riwaya.read.parse import Parse
from riwaya.read.tags import NUMBER, TRIGGER
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.function_words import OUT_OF

_REACH = 30
_BESIDE = 8
_DAY = 1440
_TALKS = ("call", "meeting")
_TRUCES = ("agreement", "proposal")
LENGTHS = frozenset(("days", "duration_minutes"))


class Length(Struct):
    """A length of time: the quantity and its bounds, whether approximate, its tokens."""

    what: str
    min: int | None
    max: int | None
    approximate: bool
    first: int
    after: int


def find_length(parse: Parse, frame: Frame) -> Length | None:
    """How long an event lasts; None where its kind has no length, or the text does not say."""
    if LENGTHS.isdisjoint(frame.kind.quantities):
        return None
    hit = frame.hit
    end = min(hit.after + _REACH, parse.sentence_end(hit.first))
    if hit.first and (
        _says_length(parse, hit.first - 1) or (hit.first > 1 and _says_length(parse, hit.first - 2))
    ):  # استمر الاتصال بين الوزيرين نحو ساعة
        return next((found for j in range(hit.after, min(hit.after + _BESIDE, end)) if (found := _length_at(parse, frame, j)) is not None), None)
    found = _beside(parse, frame, hit.after, end)
    if found is not None:
        return found  # هدنة من 14 يوما
    for j in parse.tokens_in(hit.after, end, NUMBER | TRIGGER):
        if _says_length(parse, j):
            return next((found for k in range(j + 1, min(j + 5, end)) if (found := _length_at(parse, frame, k)) is not None), None)
        if not parse.tags[j] & TRIGGER or parse.group_at[j] is not None:
            continue
        if not _is_of_kind(parse, j, frame):
            lasts = any(type(h.entry) is Trigger and h.entry.kind in _TRUCES for h in parse.hits[j])
            if lasts or frame.entry.kind not in _TALKS or is_finite(parse, j) is not None:
                return None
        elif frame.entry.kind in _TRUCES and (found := _beside(parse, frame, j + 1, end)) is not None:
            return found  # اقترحت هدنة من 14 يوما
    return None


def _beside(parse: Parse, frame: Frame, i: int, end: int) -> Length | None:
    """The length right behind a noun that it measures: `هدنة من 14 يوما`."""
    i += i < end and parse.tokens.words[i] in OUT_OF
    return _length_at(parse, frame, i) if i < end and parse.amount_from(i) is not None else None


def _is_of_kind(parse: Parse, j: int, frame: Frame) -> bool:
    kinds = _TRUCES if frame.entry.kind in _TRUCES else (frame.entry.kind,)
    return all(h.entry.kind in kinds for h in parse.hits[j] if type(h.entry) is Trigger)


def _says_length(parse: Parse, j: int) -> bool:
    for hit in parse.hits[j] if parse.tags[j] & NUMBER else ():
        if type(hit.entry) is Number and hit.entry.type == "lasting":
            return True
    return False


def _length_at(parse: Parse, frame: Frame, j: int) -> Length | None:
    """The length that starts at token j: a number and its unit, a unit alone (one) or in the dual, half of one."""
    amount = parse.amount_from(j)
    if amount is not None and j == amount.first:
        unit = _unit(parse, amount.number_after)
        return None if unit is None or type(unit.entry) is not Counted else _told(frame, amount, unit.entry, unit.after)
    part = next((h.entry for h in parse.hits[j] if type(h.entry) is Number and h.entry.type == "fraction"), None)
    about = any(type(h.entry) is Number and h.entry.type == "about" for h in parse.hits[j])
    at = j + 1 if part is not None or about else j
    unit = _unit(parse, at)
    if unit is None or type(unit.entry) is not Counted:
        if about and at < len(parse.hits) and parse.amount_from(at) is None:
            found = _length_at(parse, frame, at)
            return None if found is None else Length(found.what, found.min, found.max, True, j, found.after)
        return None
    share = part.min / part.max if part is not None and part.min and part.max else 2 if unit.form.number == "d" else 1
    after = unit.after
    extra = next((h for h in (parse.hits[after] if after < len(parse.hits) else ()) if type(h.entry) is Number and h.entry.type == "fraction"), None)
    if extra is not None and extra.before.conjunction and type(extra.entry) is Number and extra.entry.min and extra.entry.max:
        share, after = share + extra.entry.min / extra.entry.max, extra.after  # ساعة ونصف الساعة
    value = share * unit.entry.factor
    if value != int(value):
        return None
    return _told(frame, Amount(j, at, j, at, int(value), int(value), about), unit.entry, after, factor=1)


def _unit(parse: Parse, j: int) -> Hit | None:
    if j >= len(parse.hits):
        return None
    for hit in parse.hits[j]:
        if type(hit.entry) is Counted and hit.entry.what in LENGTHS and not hit.before.conjunction and not hit.before.article and not hit.pronoun:
            return hit
    return None


def _told(frame: Frame, amount: Amount, unit: Counted, after: int, *, factor: float | None = None) -> Length | None:
    """A length in the unit that the kind of event takes; whole days of hours where it takes days."""
    scale = unit.factor if factor is None else factor
    what = unit.what
    low, high = (None if bound is None else round(bound * scale) for bound in (amount.min, amount.max))
    if what not in frame.kind.quantities:
        if what != "duration_minutes" or "days" not in frame.kind.quantities or any(b is not None and b % _DAY for b in (low, high)):
            return None
        what, low, high = "days", *(None if b is None else b // _DAY for b in (low, high))
    return Length(what, low, high, amount.approximate, amount.first, max(after, amount.after))
