"""Numbers and what they count in an event: digits, words and duals beside the nouns that its kind counts."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.frames import Frame
from riwaya.read.groups import Group
from riwaya.read.numbers_raw import Amount
from riwaya.read.parse import Parse
from riwaya.read.tolls import is_of_another, subgroup, word_of_toll
from riwaya.text.function_words import AMONG
from riwaya.text.inflection import NOUN, PARTICIPLE
from riwaya.text.tokens import WORD

_FARTHEST = 14
_PEOPLE = frozenset(("people", "participants"))
_TOLL = "casualties"
_SUM = "count.sum"


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
        count = _count_toll(parse, frame, amount) if frame.entry.kind == _TOLL else None
        if count is None:
            count = _count(parse, frame, amount, total=total, after=after)
        if count.what:
            found.append(count)
    found.extend(_duals(parse, frame, first, after, found))
    return sorted(_distinct(found), key=lambda c: c.first)


def _count_toll(parse: Parse, frame: Frame, amount: Amount) -> Count | None:
    """The part of a toll that a number is, or one that counts nothing where another word tells it; None where it is told as any number."""
    part, other = subgroup(parse, amount), is_of_another(parse, frame, amount)
    if part is None and not other:
        return None
    what, after = ("", amount.after) if part is None or other else (part.what, part.after)
    return Count(what, amount.min, amount.max, amount.approximate, amount.first, max(amount.after, after), "count.part")


def _count(parse: Parse, frame: Frame, amount: Amount, *, total: Amount | None, after: int) -> Count:
    """What a number counts in an event; with an empty `what` where it counts nothing of it."""
    what, noun_after, rule, factor = _counted_after(parse, amount, after)
    if not what and total is not None:
        what, _, rule, factor = _counted_after(parse, total, after)
    if not what and _is_total(parse, amount):
        what = _part_of(parse, amount, after)
    if frame.entry.kind == _TOLL and what in ("killed", "wounded") and _is_its_object(parse, frame, amount):
        what = frame.entry.counts or what  # توفي أربعة جرحى
    if rule == _SUM:
        return Count(
            what if _fits(frame, what) else "", amount.min, amount.max, amount.approximate, amount.first, max(amount.after, noun_after), rule
        )
    if what in _PEOPLE and _names_another(parse, frame, amount.number_after):
        what = ""  # 15 قتيلا و40 معتقلا
    elif what in _PEOPLE and "bodies" in frame.kind.quantities and _counts_bodies(parse, amount.first - 1):
        what = "bodies"  # جثث خمسة جنود
    if what in _PEOPLE or (not what and _bare_allowed(parse, frame, amount, noun_after)):
        what = _default(parse, frame, amount.number_first) or what
    if not _fits(frame, what):
        what = ""
    return Count(what, _scale(amount.min, factor), _scale(amount.max, factor), amount.approximate, amount.first, max(amount.after, noun_after), rule)


def add_parts(parse: Parse, frame: Frame, counts: list[Count]) -> None:
    """Those whom a part of a toll counts are its targets: `بينهم ستة مدنيين`."""
    for count in counts:
        for j in range(count.first, count.after):
            group = parse.group_at[j]
            if count.rule == "count.part" and group is not None and group.type == "group" and group.first >= count.first:
                frame.add("target", group)
                break


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
    summed = _summed_at(parse, j + 1 if j + 1 < after and parse.tokens.words[j] == "بين" else j)
    if summed is not None:
        return summed
    for _ in range(2):
        if j >= after or parse.tokens.kinds[j] != WORD or _opens_number(parse, j) or parse.tokens.words[j] in AMONG:
            break  # إصابة 178 بينهم نساء: no number of women
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


def _opens_number(parse: Parse, j: int) -> bool:
    """True where another number, joined to the one before, starts: `من أصل 598 و26 صاروخا`."""
    return any(a.number_first == j or a.first == j for a in parse.amounts_in(j, j + 2)) and parse.tokens.words[j].startswith("و")


def _summed_at(parse: Parse, j: int) -> tuple[str, int, str, float] | None:
    """What words for several kinds of victims count together, dead and wounded in one: `47 ألف قتيل وجريح`."""
    hits = (h for h in (parse.hits[j] if j < len(parse.tokens) else ()) if isinstance(h.entry, Trigger) and h.entry.counts in _PEOPLE)
    return next(((h.entry.counts, h.after, _SUM, 1) for h in hits if isinstance(h.entry, Trigger) and h.after - h.first > 1), None)


def _is_its_object(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """True for a number right behind a casualty word that no number counts: not `27 قتيلا وأكثر من 100 جريح`."""
    joined = parse.conjoins(amount.first) or parse.tokens.words[amount.first].startswith("و")
    return amount.first == frame.hit.after and not joined and parse.amount_before(frame.hit.first) is None


def _names_another(parse: Parse, frame: Frame, j: int) -> bool:
    """True where the noun that a number counts is itself a word of another kind of event."""
    hits = parse.hits[j] if j < len(parse.tokens) else ()
    counting = [h.entry.kind for h in hits if isinstance(h.entry, Trigger) and h.entry.counts and h.form.part in (NOUN, PARTICIPLE)]
    return bool(counting) and frame.entry.kind not in counting


def _counts_bodies(parse: Parse, i: int) -> bool:
    return i >= 0 and any(isinstance(h.entry, Counted) and h.entry.what == "bodies" for h in parse.hits[i])


def _bare_allowed(parse: Parse, frame: Frame, amount: Amount, noun_after: int) -> bool:
    """A number without a counted noun counts only right after the trigger that says what (`وإصابة 12 آخرين`, `وجرح 4`)."""
    if frame.entry.kind == _TOLL and word_of_toll(parse, amount.number_first):
        return True
    return _default(parse, frame, amount.number_first) != "" and any(
        isinstance(h.entry, Trigger) and h.entry.counts for j in range(max(0, amount.first - 3), amount.first) for h in parse.hits[j]
    )


def _default(parse: Parse, frame: Frame, at: int) -> str:
    """What the nearest casualty word before (else after) a number says of it."""
    if frame.entry.kind == _TOLL and (toll := word_of_toll(parse, at)):
        return toll
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    for j in range(at - 1, max(first, at - _FARTHEST) - 1, -1):
        counting = [hit for hit in parse.hits[j] if isinstance(hit.entry, Trigger) and hit.entry.counts]
        for hit in counting:
            if hit.form.part == NOUN and _has_own_number(parse, hit, at):
                continue  # 15 قتيلا و40 معتقلا
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind:
                return "people" if _joined_to_another(parse, hit, hit.entry) else hit.entry.counts
        if counting and j == at - 1 and parse.group_at[j] is None:
            return ""  # مقتل ثلاثة وأسر 12 آخرين
    for j in range(at, min(parse.sentence_end(at), at + _FARTHEST)):
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind and hit.entry.counts:
                return hit.entry.counts
    return ""


def _has_own_number(parse: Parse, hit: Hit, at: int) -> bool:
    """True for a noun of victims right behind a number of its own, where the number at token `at` is joined behind it."""
    joined = at - hit.after <= 1 and parse.tokens.words[at].startswith("و")
    return joined and parse.amount_before(hit.first) is not None


def _joined_to_another(parse: Parse, hit: Hit, entry: Trigger) -> bool:
    """True for a casualty noun joined right to one of another kind: their number is of both (`مقتل وإصابة 64 شخصا`)."""
    if hit.first < 1 or hit.form.part != NOUN or not parse.conjoins(hit.first) or parse.amount_before(hit.first - 1) is not None:
        return False
    others = (h for h in parse.hits[hit.first - 1] if h.after == hit.first and h.form.part == NOUN)
    return any(isinstance(h.entry, Trigger) and h.entry.counts not in ("", entry.counts) for h in others)


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
