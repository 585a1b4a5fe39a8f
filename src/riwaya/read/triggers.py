"""Which words tell events: the triggers whose context lets them be, by part of speech and by the arguments that they need beside them."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted, Light, Trigger, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses import is_finite, verb_context
from riwaya.read.cueing import is_negated
from riwaya.read.frames import is_some
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, NOUN, PARTICLE, TRIGGER
from riwaya.read.tolls import describes
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM

_GROUND = ("settlements", "regions", "area_km2")
_NO_NEED = 6
_NEAR = 4
_BESIDE = 3


def find_triggers(parse: Parse, first: int, after: int) -> list[tuple[Hit, Trigger]]:
    """The trigger of each token where its context lets one be, the longest first; none inside a name."""
    found: list[tuple[Hit, Trigger]] = []
    i = first
    while i < after:
        if not parse.tags[i] & TRIGGER or _in_name(parse, i) or parse.time_at(i) is not None:
            i += 1
            continue
        options: list[tuple[int, int, bool, int, Hit, Trigger]] = []
        for hit in parse.hits[i]:
            if isinstance(hit.entry, Trigger) and _stands(parse, hit) and not describes(parse, hit):
                if hit.entry.unless and _is_spoilt(parse, hit, hit.entry):
                    continue
                distance = need_distance(parse, hit, hit.entry)
                if distance is not None:
                    options.append((-hit.after, distance, _is_derived(hit, hit.entry), len(options), hit, hit.entry))
        if not options:
            i += 1
            continue
        best = min(options, key=lambda o: o[:4])
        found.append((best[4], best[5]))
        i = best[4].after
    return found


def _in_name(parse: Parse, i: int) -> bool:
    group = parse.group_at[i]
    if group is None:
        return False
    return not (group.first == i and group.type == "group" and group.name is None)


def _stands(parse: Parse, hit: Hit) -> bool:
    """True where verb or noun reading fits the words around."""
    part = hit.form.part
    mask = parse.tags[hit.first]
    if part in (PAST, PRESENT):
        if mask & PARTICLE:
            return False  # ضمن is "within", not ضم + ن
        if hit.form.person == 1 and (hit.form.number != "p" or _has_third_person(parse, hit)):
            return False
        if part == PRESENT and (_is_light_past(parse, hit) or hit.form.jussive) and not is_negated(parse, hit.first):
            return False  # تستعد إيران: she gets ready, not لم تستعد
        return not mask & (NOUN | ADJECTIVE) or verb_context(parse, hit.first, hit)
    if part == NOUN_FORM:
        as_verb = next(
            (h for h in parse.hits[hit.first] if isinstance(h.entry, Trigger) and h.form.part in (PAST, PRESENT) and h.after == hit.after), None
        )
        return as_verb is None or not verb_context(parse, hit.first, as_verb)
    if part == PARTICIPLE:
        return is_finite(parse, hit.first) is None
    return True


def _is_light_past(parse: Parse, hit: Hit) -> bool:
    """True for letters that are also the past of a light verb: `تمت استعادة المدينة` tells of no death."""
    return any(isinstance(h.entry, Light) and h.form.part == PAST and h.after == hit.after for h in parse.hits[hit.first])


def _has_third_person(parse: Parse, hit: Hit) -> bool:
    """True where letters of a first person are also a past verb of a third (نصبه: he set it up, we wound him): news tells of others."""
    return any(h.form.part == PAST and h.form.person == 3 and h.after == hit.after for h in parse.hits[hit.first])


def _is_spoilt(parse: Parse, hit: Hit, entry: Trigger) -> bool:
    """True where one of the nouns stands right by the trigger with which it tells something else (`ضربت عاصفة`, `انفجار الأزمة`)."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    near = range(max(first, hit.first - _BESIDE), min(end, hit.after + _BESIDE))
    return any(isinstance(h.entry, Word) and h.entry.lemma in entry.unless for j in near for h in parse.hits[j])


def _is_derived(hit: Hit, entry: Trigger) -> bool:
    """True for an inflected form that the entry does not list itself."""
    return hit.form.number != "s" and hit.form.part == NOUN_FORM and not entry.plural


def need_distance(parse: Parse, hit: Hit, entry: Trigger) -> int | None:
    """How far the nearest argument stands of a type that the entry needs; None where it needs one and none is in reach."""
    if not entry.needs:
        return _NO_NEED
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    low, high = max(first, hit.first - 8), min(end, hit.after + 10)
    found: list[int] = []
    for need in entry.needs:
        if need == "quantity":
            found.extend(abs(a.number_first - hit.first) for a in parse.amounts_in(low, high))
            found.extend(abs(j - hit.first) for j in range(low, high - 1) if is_some(parse, j))
            if hit.form.number == "d" and hit.form.part == NOUN_FORM and not hit.form.construct:
                found.append(0)
        elif need == "bodies":
            counted = (j for j in range(low, high) for h in parse.hits[j] if isinstance(h.entry, Counted) and h.entry.what == "bodies")
            found.extend(abs(j - hit.first) for j in counted)
        elif need == "attack":
            found.extend(hit.first - j for j in range(max(first, hit.first - _NEAR), hit.first) if _names_attack(parse, j))
        elif need == "place" and (ground := _ground_after(parse, hit, high)) is not None:
            found.append(ground - hit.first)  # استعادت 75 بلدة
        elif need == "phone":
            found.extend(-1 for j in range(low, high) if parse.tokens.words[j].lstrip("وبال").startswith(("هاتف", "phone", "telephone")))
        else:
            near = [
                abs(g.first - hit.first)
                for g in parse.groups_in(low, high)
                if not hit.first <= g.first < hit.after
                and not (entry.subject == "weapon" and need == "weapon" and g.preposition == "ب")  # سقوط مصابين بشظايا
                and _is_of(g, need)
                and not (entry.kind == "seizure" and _takes(g, hit))
            ]
            decisive = need == "weapon" and hit.form.part not in (PAST, PRESENT)
            found.extend(0 if decisive and d <= _NO_NEED else d + 1 for d in near)  # a weapon beside it decides
            if need == "people" and entry.kind == "exchange" and hit.pronoun in ("هم", "هن"):
                found.append(0)  # استعادتهم: people, no ground
            if need == "force":
                found.extend(j - hit.first for j in range(hit.after, min(high, hit.after + 4)) if parse.nation_adjective(j))
    return min(found, default=None)


def _ground_after(parse: Parse, hit: Hit, end: int) -> int | None:
    """The number behind a trigger that counts ground: settlements, regions, square kilometres."""
    for amount in parse.amounts_in(hit.after, min(end, hit.after + _NEAR)):
        j = amount.number_after
        if j < end and any(isinstance(h.entry, Counted) and h.entry.what in _GROUND for h in parse.hits[j]):
            return amount.number_first
    return None


def _names_attack(parse: Parse, j: int) -> bool:
    """True for a noun of attack at token j: قصف, غارة."""
    return any(isinstance(h.entry, Trigger) and h.entry.kind == "strike" and h.form.part in (NOUN_FORM, FIXED) for h in parse.hits[j])


def _takes(group: Group, hit: Hit) -> bool:
    """True for a country beside a verb of taking: it takes, and is not taken (`استعادت أوكرانيا أسراها`)."""
    return hit.form.part in (PAST, PRESENT) and not hit.pronoun and group.level in ("country", "capital") and not group.preposition


def _is_of(group: Group, need: str) -> bool:
    head = group.head
    if need == "force":
        return (
            (head is not None and head.force)
            or (group.type == "organization" and group.known is not None)
            or (group.level in ("country", "capital") and not group.preposition)
        )
    if need == "facility":
        return head is not None and head.type == "facility"
    if need == "people":
        return group.type == "group"
    return group.type == need
