"""Which words tell events: the triggers whose context lets them be, by part of speech and by the arguments that they need beside them."""

from __future__ import annotations

from riwaya.lexicon.entries import Light, Particle, Status, Trigger, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite, verb_context
from riwaya.read.events.attacks import DECIDED
from riwaya.read.events.needs import need_distance
from riwaya.read.events.tolls import describes
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import is_negated
from riwaya.read.tags import ADJECTIVE, NOUN, PARTICLE, STATUS, VERB
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM

_BESIDE = 3
_BEHIND = 8
_FINITE = (PAST, PRESENT)
_WORDS = NOUN | ADJECTIVE | VERB


def find_triggers(parse: Parse, tokens: list[int], *, earlier: str = "") -> list[tuple[Hit, Trigger]]:
    """The trigger of each of the tokens that may be one, where its context lets it, the longest first; none inside a name.

    `earlier`: the kind of the attack that the document told last.
    """
    found: list[tuple[Hit, Trigger]] = []
    covered = 0
    for i in tokens:
        if i < covered or i in parse.times_over or (parse.group_at[i] is not None and _in_name(parse, i)):
            continue
        options: list[tuple[int, int, bool, int, Hit, Trigger]] = []
        for hit in parse.hits[i]:
            if options and hit.after < -options[0][0]:
                break  # the longest first
            entry = hit.entry
            if type(entry) is Trigger and _stands(parse, hit) and not describes(parse, hit):
                if entry.unless and _is_beside(parse, hit, entry.unless, _BESIDE):
                    continue
                if entry.given and not _is_beside(parse, hit, entry.given, _BEHIND):
                    continue
                distance = DECIDED if entry.given else need_distance(parse, hit, entry, earlier=earlier)
                if distance is not None:
                    options.append((-hit.after, distance, _is_derived(hit, entry), len(options), hit, entry))
        if not options:
            continue
        best = min(options) if len(options) > 1 else options[0]
        found.append((best[4], best[5]))
        covered = best[4].after
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
    if part == FIXED and hit.pronoun == "ي":
        return False  # أسرتي: my family; no verb has this pronoun
    if part in _FINITE:
        if mask & PARTICLE:
            return False  # ضمن is "within", not ضم + ن
        if hit.form.person == 1 and (hit.form.number != "p" or _has_third_person(parse, hit)):
            return False
        if part == PRESENT and _has_ceased(parse, hit):
            return False
        if part == PAST and _is_she_of_another(parse, hit):
            return False
        if part == PRESENT and (_is_light_past(parse, hit) or hit.form.jussive) and not is_negated(parse, hit.first):
            return False  # تستعد إيران: she gets ready, not لم تستعد
        return not mask & (NOUN | ADJECTIVE) or verb_context(parse, hit.first, hit)
    if part == NOUN_FORM:
        amount = parse.amount_at.get(hit.first)
        if amount is not None and amount.number_first == hit.first:
            return False  # مئتي: two hundred, no two dead
        if not mask & VERB:
            return True
        as_verb = next(
            (h for h in parse.hits[hit.first] if type(h.entry) is Trigger and h.form.part in (PAST, PRESENT) and h.after == hit.after), None
        )
        return as_verb is None or _is_she_of_another(parse, as_verb, before=False) or not verb_context(parse, hit.first, as_verb)
    if part == PARTICIPLE:
        return is_finite(parse, hit.first) is None
    return True


def _is_light_past(parse: Parse, hit: Hit) -> bool:
    """True for letters that are also the past of a light verb: `تمت استعادة المدينة` tells of no death."""
    if not parse.tags[hit.first] & STATUS:
        return False
    for other in parse.hits[hit.first]:
        if type(other.entry) is Light and other.form.part == PAST and other.after == hit.after:
            return True
    return False


def _has_ceased(parse: Parse, hit: Hit) -> bool:
    """True for letters that are also the past of a verb of ceasing (توقف), behind قد or with no one behind them who does or suffers it:
    `القصف قد توقف`, `وتوقف إطلاق النار`.
    """
    if not parse.tags[hit.first] & STATUS or hit.pronoun:
        return False
    if not any(type(h.entry) is Status and h.form.part == PAST and h.after == hit.after for h in parse.hits[hit.first]):
        return False
    behind = parse.group_at[hit.after] if hit.after < parse.sentence_end(hit.first) else None
    led = hit.first > 0 and any(type(h.entry) is Particle and h.entry.type == "modal" and h.after == hit.first for h in parse.hits[hit.first - 1])
    return led or behind is None or bool(behind.preposition) or behind.type not in ("organization", "group", "person")


def _is_she_of_another(parse: Parse, hit: Hit, *, before: bool = True) -> bool:
    """True for a past of his whose letters are also another verb's present of hers, beside a feminine subject: `روسيا تقدم شهودا`.

    Without `before`, only a subject behind it counts, which may as well be the genitive of a verbal noun (`تحطم طائرة`).
    Source: Ryding (2005), 4 (a verb agrees in gender with its subject, before or behind it).
    """
    form = hit.form
    if form.part != PAST or form.gender == "f" or form.number != "s" or form.person != 3 or hit.pronoun:
        return False
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    led = _is_she(parse.group_at[hit.first - 1] if hit.first > first else None)
    if not (before if led else _is_she(parse.group_at[hit.after] if hit.after < end else None)):
        return False
    return any(h.form.part == PRESENT and h.form.gender == "f" and h.after == hit.after and h.entry is not hit.entry for h in parse.hits[hit.first])


def _is_she(group: Group | None) -> bool:
    """True for a feminine group without a preposition; a land or town by its name is one."""
    return group is not None and not group.preposition and (group.gender == "f" or (group.type == "place" and group.head is None))


def _has_third_person(parse: Parse, hit: Hit) -> bool:
    """True where letters of a first person are also a past verb of a third (نصبه: he set it up, we wound him): news tells of others."""
    return any(h.form.part == PAST and h.form.person == 3 and h.after == hit.after for h in parse.hits[hit.first])


def _is_beside(parse: Parse, hit: Hit, lemmas: tuple[str, ...], reach: int) -> bool:
    """True where one of the nouns stands by the trigger, or no more than `reach` tokens behind it (`ضربت عاصفة`, `جمدت لندن أصولا`)."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    tags, hits = parse.tags, parse.hits
    for j in range(max(first, hit.first - _BESIDE), min(end, hit.after + reach)):
        for other in hits[j] if tags[j] & _WORDS else ():
            entry = other.entry
            if type(entry) is Word and entry.lemma in lemmas:
                return True
    return False


def _is_derived(hit: Hit, entry: Trigger) -> bool:
    """True for an inflected form that the entry does not list itself."""
    return hit.form.number != "s" and hit.form.part == NOUN_FORM and not entry.plural
