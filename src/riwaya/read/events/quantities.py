"""Numbers and what they count in an event: digits, words and duals beside the nouns that its kind counts."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Number, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.events.claimed import summed_with, told_by_another
from riwaya.read.events.counted import KINDS_OF_PEOPLE, PEOPLE, SUM, TOLD_APART, Noun, noun_behind
from riwaya.read.events.frames import Frame
from riwaya.read.events.lengths import LENGTHS, find_length
from riwaya.read.events.ones import find_members, find_victims
from riwaya.read.events.tolls import counts_things, is_of_another, is_of_one, subgroup, word_of_toll
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import HEAD, NUMBER, TRIGGER
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.function_words import EXCEEDING, NEGATORS, SUMMING
from riwaya.text.inflection import NOUN
from riwaya.text.tokens import MARK

_EXCEEDING = EXCEEDING | {f"و{word}" for word in EXCEEDING}
_FARTHEST = 14
_NEXT = 3
_SUM_REACH = 10
_TOLL = "casualties"
_OF_PEOPLE = ("casualties", "detention", "exchange", "displacement")
_BY_NOUN = ("count.dual", "count.one", "count.kind")
_BOUNDS = ("more", "at_least", "at_most", "about")
_LONGEST_BOUND = 5
_FORCES = ("soldiers", "fighters")
_FLIERS = ("drones", "missiles")
_VICTIM = "people.dahiyya_p"
_SAME = {"locations": "positions", "soldiers": "people", "fighters": "people"}
"""The name that a kind of event without the first has for a quantity: places that are lost are positions."""


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
    if not frame.kind.quantities:
        return found
    for amount in parse.amounts_in(first, after):
        total = _total_of(parse, amount)
        is_total = _is_total(parse, amount)
        if is_total != (frame.hit.first > amount.first):
            if is_total or (total is not None and frame.hit.first > total.first):
                continue
        found.extend(_counts_of(parse, frame, amount, total=total, after=after))
    found.extend(_singles(parse, frame, first, after, found))
    found.extend(_duals(parse, frame, first, after, found))
    for count in found:
        if count.rule in _BY_NOUN and count.min == 2:
            _bound(parse, count)
    length = find_length(parse, frame)
    if length is not None:
        found.append(Count(length.what, length.min, length.max, length.approximate, length.first, length.after, "count.length"))
    if len(found) < 2:
        return found
    return sorted(_distinct(_name_victims(found)), key=lambda c: c.first)


def _counts_of(parse: Parse, frame: Frame, amount: Amount, *, total: Amount | None, after: int) -> list[Count]:
    """What a number counts in an event: nothing, one thing, or people and what they are."""
    if frame.entry.kind == _TOLL and (counts_things(parse, amount) or is_of_one(parse, amount)):
        return []
    count = _count_toll(parse, frame, amount) if frame.entry.kind in _OF_PEOPLE else None
    if count is not None:
        return [count] if count.what else []
    if told_by_another(parse, frame, amount) or amount.rule.startswith("number.several"):
        return []  # عدة مبان says no number
    count, kind = _count(parse, frame, amount, total=total, after=after)
    if not _takes(parse, frame, amount, count):
        return []
    found = [count] if count.what and count.what not in LENGTHS else []
    if found and kind in TOLD_APART and kind != count.what and kind in frame.kind.quantities and frame.entry.kind in _OF_PEOPLE:
        found.append(Count(kind, count.min, count.max, count.approximate, count.first, count.after, "count.kind"))
    return found


def _takes(parse: Parse, frame: Frame, amount: Amount, count: Count) -> bool:
    """Whether an event takes what a number counts: fighters only who do it, drones and missiles destroyed only as what is destroyed."""
    if frame.entry.kind == "assault" and count.what in _FORCES:
        groups = [f.group for f in frame.fillers if f.role == "actor" and f.group is not None]
        return any(g.first <= amount.number_after < g.after or g.first == amount.number_after for g in groups)
    if frame.entry.kind == "damage" and count.what in _FLIERS:
        return amount.first >= frame.hit.after and not amount.skip
    return True


def _count_toll(parse: Parse, frame: Frame, amount: Amount) -> Count | None:
    """The part of a toll that a number is, or one that counts nothing where another word tells it; None where it is told as any number."""
    part, other = subgroup(parse, amount), frame.entry.kind == _TOLL and is_of_another(parse, frame, amount)
    if part is None and not other:
        return None
    what, after = ("", amount.after) if part is None or other else (part.what, part.after)
    return Count(what, amount.min, amount.max, amount.approximate, amount.first, max(amount.after, after), "count.part")


def _count(parse: Parse, frame: Frame, amount: Amount, *, total: Amount | None, after: int) -> tuple[Count, str]:
    """What a number counts in an event, with an empty `what` where it counts nothing of it; and what people it counts."""
    noun = noun_behind(parse, amount, after)
    if not noun.what and total is not None:
        noun = _with(noun, noun_behind(parse, total, after))
    what = noun.what
    if not what and _is_total(parse, amount):
        what = _part_of(parse, amount, after)
    if frame.entry.kind == _TOLL and what in ("killed", "wounded") and _is_its_object(parse, frame, amount) and not frame.entry.either:
        what = frame.entry.counts or what  # توفي أربعة جرحى
    low, high = _scale(amount.min, noun.factor), _scale(amount.max, noun.factor)
    if _exceeds(parse, amount) and low is not None and low == high:
        low, high = low + 1, None
    count = Count("", low, high, amount.approximate, amount.first, max(amount.after, noun.after), noun.rule)
    if noun.rule == SUM:
        count.what = _fitting(frame, what)
        return count, ""
    if what in ("", *PEOPLE) and "bodies" in frame.kind.quantities and _counts_bodies(parse, amount.first - 1):
        what = "bodies"  # جثث خمسة جنود
    if what in TOLD_APART and frame.entry.kind in _OF_PEOPLE:
        what, noun.kind = "people", what
    if what in PEOPLE or (not what and _bare_allowed(parse, frame, amount)):
        told = _default(parse, frame, amount.number_first)
        vague = told in ("", *PEOPLE) and noun.kind in frame.kind.quantities
        what = noun.kind if vague else told or what
    count.what = _fitting(frame, what)
    return count, noun.kind


def _with(noun: Noun, other: Noun) -> Noun:
    return Noun(other.what, noun.after, other.rule, other.factor, other.kind)


def _exceeds(parse: Parse, amount: Amount) -> bool:
    """True for a sum that the verb before it, or before its word, says is passed: `تجاوز عدد القتلى 1450`; not with a negation."""
    words, i = parse.tokens.words, amount.first
    if _EXCEEDING.isdisjoint(words[max(i - _SUM_REACH, 0) : i]):
        return False
    for j in range(i - 1, max(i - _SUM_REACH, 0) - 1, -1):
        if words[j] in _EXCEEDING:
            return (j == i - 1 or words[j + 1] in SUMMING) and not (j and words[j - 1].removeprefix("و") in NEGATORS)
        if parse.tokens.kinds[j] == MARK:
            return False
    return False


def _bound(parse: Parse, count: Count) -> None:
    """Widen the two of a dual by the bound before it: `ما لا يقل عن شخصين`."""
    for i in range(max(count.first - _LONGEST_BOUND, 0), count.first):
        for hit in parse.hits[i] if parse.tags[i] & NUMBER else ():
            if type(hit.entry) is Number and hit.after == count.first and hit.entry.type in _BOUNDS:
                kind, count.first = hit.entry.type, i
                count.approximate = kind == "about"
                count.min, count.max = {"more": (3, None), "at_least": (2, None), "at_most": (None, 2)}.get(kind, (2, 2))
                return


def _name_victims(found: list[Count]) -> list[Count]:
    """Victims told beside the wounded are the dead: `10 ضحايا و35 جريحا`."""
    told = {count.what for count in found}
    if "wounded" in told and "killed" not in told:
        for count in found:
            if count.what == "people" and count.rule == _VICTIM:
                count.what = "killed"
    return found


def _singles(parse: Parse, frame: Frame, first: int, after: int, found: list[Count]) -> list[Count]:
    """Those told by their noun alone: `مقتل جندي`, `بينهم طفل`."""
    singles: list[Count] = []
    if frame.entry.kind not in _OF_PEOPLE:
        return singles
    ones = find_victims(parse, frame)
    if ones and not any(c.first == ones[-1].after and c.min == len(ones) == 1 for c in found):  # شخص واحد على الأقل
        count = sum(one.number for one in ones)
        start, end = ones[0].first, ones[-1].after
        told = "people" if summed_with(parse, frame.hit) else frame.entry.counts  # استشهد وأصيب مدنيان: so many of both
        singles.append(Count(_fitting(frame, told), count, count, False, start, end, "count.one"))
        singles.extend(
            Count(_fitting(frame, one.kind), one.number, one.number, False, one.first, one.after, "count.kind") for one in ones if one.kind
        )
    for one in find_members(parse, first, after):
        if one.kind and not any(c.first <= one.first < c.after for c in found):
            singles.append(Count(one.kind, one.number, one.number, False, one.first, one.after, "count.part"))
    return [single for single in singles if single.what]


def add_parts(parse: Parse, frame: Frame, counts: list[Count]) -> None:
    """Those whom a part of a toll counts are its targets: `بينهم ستة مدنيين`."""
    for count in counts:
        for j in range(count.first, count.after):
            group = parse.group_at[j]
            if count.rule == "count.part" and count.max != 1 and group is not None and group.type == "group" and group.first >= count.first:
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
    return noun_behind(parse, part, after).what if part is not None and total.first - part.number_after <= 4 else ""


def _scale(value: int | None, factor: float) -> int | None:
    return None if value is None else round(value * factor)


def _is_its_object(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """True for a number right behind a casualty word that no number counts: not `27 قتيلا وأكثر من 100 جريح`."""
    joined = parse.conjoins(amount.first) or parse.tokens.words[amount.first].startswith("و")
    return amount.first == frame.hit.after and not joined and parse.amount_before(frame.hit.first) is None


def _counts_bodies(parse: Parse, i: int) -> bool:
    return i >= 0 and any(isinstance(h.entry, Counted) and h.entry.what == "bodies" for h in parse.hits[i])


def _bare_allowed(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """A number without a counted noun counts only right after the trigger that says what (`وإصابة 12 آخرين`, `وجرح 4`)."""
    if frame.entry.kind == _TOLL and word_of_toll(parse, amount.number_first):
        return True
    before = (j for j in range(max(0, amount.first - 3), amount.first) if parse.tags[j] & TRIGGER)
    if not any(isinstance(h.entry, Trigger) and h.entry.counts for j in before for h in parse.hits[j]):
        return False
    return _default(parse, frame, amount.number_first) != ""


def _default(parse: Parse, frame: Frame, at: int) -> str:
    """What the nearest casualty word before (else after) a number says of it."""
    if frame.entry.kind == _TOLL and (toll := word_of_toll(parse, at)):
        return toll
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    for j in range(at - 1, max(first, at - _FARTHEST) - 1, -1):
        if frame.hit.first < j < frame.hit.after and frame.entry.counts and at - frame.hit.after < _NEXT:
            return frame.entry.counts  # راح ضحيته 26 جنديا
        if not parse.tags[j] & TRIGGER:
            continue
        counting = [hit for hit in parse.hits[j] if isinstance(hit.entry, Trigger) and hit.entry.counts]
        counting = [hit for hit in counting if hit.form.part != NOUN or not _has_own_number(parse, hit, at)]  # 15 قتيلا و40 معتقلا
        for hit in counting:
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind:
                return "people" if summed_with(parse, hit) else hit.entry.counts
        if counting and j == at - 1 and parse.group_at[j] is None:
            return ""  # مقتل ثلاثة وأسر 12 آخرين
    for j in parse.tokens_in(at, min(parse.sentence_end(at), at + _FARTHEST), TRIGGER):
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind and hit.entry.counts:
                return hit.entry.counts
    own = frame.finite and at < frame.hit.first and frame.clause.first <= at
    return frame.entry.counts if own and frame.entry.kind == _TOLL else ""


def _has_own_number(parse: Parse, hit: Hit, at: int) -> bool:
    """True for a noun of victims right behind a number of its own, where the number at token `at` is joined behind it."""
    joined = at - hit.after <= 1 and parse.tokens.words[at].startswith("و")
    return joined and parse.amount_before(hit.first) is not None


def _fitting(frame: Frame, what: str) -> str:
    """The quantity by the name that the kind of event has for it; empty where it counts nothing of it."""
    allowed = frame.kind.quantities
    what = _SAME.get(what, what) if what not in allowed else what
    return what if what in allowed else ""


def _duals(parse: Parse, frame: Frame, first: int, after: int, found: list[Count]) -> list[Count]:
    duals: list[Count] = []
    for j in parse.tokens_in(first, after, HEAD):
        word = parse.tokens.words[j]
        if not ("ان" in word or "ين" in word) or ((group := parse.group_at[j]) is not None and group.known is not None):
            continue  # حركة طالبان are no two students
        for hit in parse.hits[j]:
            if hit.form.number != "d" or hit.before.article or hit.form.construct or not isinstance(hit.entry, (Counted, Head)):
                continue
            if any(count.first <= j < count.after for count in found) or parse.amount_before(j) is not None:
                break  # ثلاثة مدنيين: no two
            if any(h.entry is hit.entry and h.form.number == "p" for h in parse.hits[j]):
                continue  # نازحين: dual and plural in one
            if _is_qualified(parse, hit):
                continue
            what = hit.entry.what if isinstance(hit.entry, Counted) else hit.entry.counts if isinstance(hit.entry, Head) else ""
            if not what and isinstance(hit.entry, Head) and hit.entry.type == "people":
                what = "people"
            kind = what if what in TOLD_APART and frame.entry.kind in _OF_PEOPLE else ""
            if what in PEOPLE or kind or what in KINDS_OF_PEOPLE:
                told = _default(parse, frame, j)
                what = kind if kind and told in ("", *PEOPLE) else told or what
            what = _fitting(frame, what)
            if frame.entry.kind == "damage" and what in _FLIERS and j < frame.hit.after:
                continue  # مسيرتان قطعتا التيار
            if what and what not in LENGTHS:
                duals.append(Count(what, 2, 2, False, j, j + 1, "count.dual"))
                if kind and kind != what:
                    duals.append(Count(kind, 2, 2, False, j, j + 1, "count.kind"))
                break
    return duals


def _is_qualified(parse: Parse, hit: Hit) -> bool:
    """True for the first of two words in the dual that name one kind of thing: `طائرتين مسيرتين` are two drones, no two aircraft."""
    if not isinstance(hit.entry, Counted) or hit.entry.what != "aircraft" or hit.after >= len(parse.hits):
        return False
    return any(isinstance(h.entry, Counted) and h.entry.what == "drones" and h.form.number == "d" for h in parse.hits[hit.after])


def _distinct(counts: list[Count]) -> list[Count]:
    seen = set()
    kept = []
    for count in counts:
        key = (count.what, count.min, count.max)
        if key not in seen:
            seen.add(key)
            kept.append(count)
    return kept
