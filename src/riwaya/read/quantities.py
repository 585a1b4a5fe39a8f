"""Numbers and what they count in an event: digits, words and duals beside the nouns that its kind counts."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Trigger
from riwaya.read.frames import Frame
from riwaya.read.groups import Group
from riwaya.read.numbers_raw import Amount
from riwaya.read.parse import Parse
from riwaya.text.tokens import WORD

_FARTHEST = 14
_PEOPLE = frozenset(("people", "participants"))


class Count(Struct):
    """A quantity in the making: what, bounds, the tokens that carry it."""

    what: str
    min: int | None
    max: int | None
    approximate: bool
    first: int
    after: int
    rule: str
    group: Group | None = None


def find_counts(parse: Parse, frame: Frame, *, first: int, after: int) -> list[Count]:
    """The quantities of an event among the tokens `[first, after)`, in text order."""
    found: list[Count] = []
    for amount in parse.amounts_in(first, after):
        total = _total_of(parse, amount)
        if _is_total(parse, amount) != (frame.hit.first > amount.first):
            if _is_total(parse, amount) or (total is not None and frame.hit.first > total.first):
                continue
        what, noun_after, rule, factor = _counted_after(parse, amount, after)
        if not what and total is not None:
            what, _, rule, factor = _counted_after(parse, total, after)
        if not what and _is_total(parse, amount):
            what = _part_of(parse, amount, after)
        default = _default(parse, frame, amount.number_first)
        if what in _PEOPLE or not what:
            if not what and not _bare_allowed(parse, frame, amount, noun_after):
                continue
            what = default or what
        if not what or not _fits(frame, what):
            continue
        found.append(
            Count(what, _scale(amount.min, factor), _scale(amount.max, factor), amount.approximate, amount.first, max(amount.after, noun_after), rule)
        )
    found.extend(_duals(parse, frame, first, after, found))
    return sorted(_distinct(found), key=lambda c: c.first)


def _total_of(parse: Parse, amount: Amount) -> Amount | None:
    """The total of which a number is a part: `2 من 3 صواريخ`, `26 صاروخا من أصل 31`."""
    for other in parse.amounts_in(amount.number_after, amount.number_after + _FARTHEST):
        if 0 < other.first - amount.number_after <= 4 and _is_total(parse, other):
            return other
    return None


def _is_total(parse: Parse, amount: Amount) -> bool:
    words = parse.tokens.words
    i = amount.first
    return i >= 2 and (words[i - 1] == "اصل" or (words[i - 1] == "من" and any(a.number_after == i - 1 for a in parse.amounts)))


def _part_of(parse: Parse, total: Amount, after: int) -> str:
    part = next((a for a in reversed(parse.amounts) if a.number_after < total.first), None)
    return _counted_after(parse, part, after)[0] if part is not None and total.first - part.number_after <= 4 else ""


def _scale(value: int | None, factor: float) -> int | None:
    return None if value is None else round(value * factor)


def _counted_after(parse: Parse, amount: Amount, after: int) -> tuple[str, int, str, float]:
    """What the noun after a number counts: (what, token after, rule, factor); an adjective or two may stand between."""
    j = amount.number_after
    for _ in range(2):
        if j >= after or parse.tokens.kinds[j] != WORD:
            break
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Counted) and not hit.before.length:
                return hit.entry.what, hit.after, hit.entry.id, hit.entry.factor
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Head) and not hit.before.article and not hit.before.conjunction:
                return hit.entry.counts or ("people" if hit.entry.type == "people" else ""), hit.after, hit.entry.id, 1
        if parse.tokens.words[j] in ("في", "خلال", "جراء", "اثر"):  # إصابة 10 في هجوم: no ten attacks
            break
        if parse.tokens.words[j] == "من":
            group = parse.group_at[j + 1] if j + 1 < after else None
            if group is not None and group.first == j + 1 and group.type == "group":
                return "people", group.after, group.rule, 1  # 7 من جنودها
            break
        j += 1
    return "", amount.number_after, "count.bare", 1


def _bare_allowed(parse: Parse, frame: Frame, amount: Amount, noun_after: int) -> bool:
    """A number without a counted noun counts only right after the trigger that says what (`وإصابة 12 آخرين`, `وجرح 4`)."""
    return _default(parse, frame, amount.number_first) != "" and any(
        isinstance(h.entry, Trigger) and h.entry.counts for j in range(max(0, amount.first - 3), amount.first) for h in parse.hits[j]
    )


def _default(parse: Parse, frame: Frame, at: int) -> str:
    """What the nearest casualty word before (else after) a number says of it."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    for j in range(at - 1, max(first, at - _FARTHEST) - 1, -1):
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind and hit.entry.counts:
                return hit.entry.counts
    for j in range(at, min(parse.sentence_end(at), at + 8)):
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind and hit.entry.counts:
                return hit.entry.counts
    return ""


def _fits(frame: Frame, what: str) -> bool:
    allowed = frame.kind.quantities
    return what in allowed


def _duals(parse: Parse, frame: Frame, first: int, after: int, found: list[Count]) -> list[Count]:
    duals = []
    taken = {j for count in found for j in range(count.first, count.after)}
    for j in range(first, after):
        if j in taken:
            continue
        for hit in parse.hits[j]:
            if hit.form.number != "d" or hit.before.article or hit.form.construct or hit.after != j + 1:
                continue
            if any(h.entry is hit.entry and h.form.number == "p" for h in parse.hits[j]):
                continue  # نازحين: dual and plural in one
            what = hit.entry.what if isinstance(hit.entry, Counted) else hit.entry.counts if isinstance(hit.entry, Head) else ""
            if not what and isinstance(hit.entry, Head) and hit.entry.type == "people":
                what = "people"
            if what in _PEOPLE:
                what = _default(parse, frame, j) or what
            if what and _fits(frame, what):
                duals.append(Count(what, 2, 2, False, j, j + 1, "count.dual"))
                break
    return duals


def _distinct(counts: list[Count]) -> list[Count]:
    seen = set()
    kept = []
    for count in counts:
        key = (count.what, count.min, count.max)
        if key not in seen:
            seen.add(key)
            kept.append(count)
    return kept
