"""Words that the press uses in two senses, of arms and of words, markets and games (`figurative` in the lexicon): which is meant.

An attack is one in words where whoever does it does not fight and speaks, where words are its means or an accusation goes on with it,
and where an adjective says so; it is none where it is played or traded, where computers are its object, or where something is only called
by its name. A weapon or an armed body beside it says that arms are meant. Source: Lakoff and Johnson (1980), argument is war; Ryding (2005),
4 (arguments of verbs), 10 (adjectives).
"""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.lexicon.entries import Cue, Head, Light, Limit
from riwaya.lexicon.scan import Hit
from riwaya.read.events.attacks import is_armed
from riwaya.read.events.frames import Frame
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, LIMIT, PREPOSITION
from riwaya.text.function_words import AGAINST, RELAYING, WITHIN
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT

AROUND = 7
"""How many tokens beside a trigger say what it means."""
_QUALITIES = 3
_SAID = 14
_ACCUSING = ("accuse", "evaluate")
_OFFICES = ("office",)
_COUNTABLE = frozenset(("place", "weapon"))
_SPEAKING = frozenset(("person", "organization", "medium"))


def is_meant_otherwise(parse: Parse, frame: Frame) -> bool:
    """True where a word of two senses is not meant in that of arms."""
    return _is_cyber(parse, frame) or _is_plain_blow(parse, frame) or (not _is_armed_deed(parse, frame) and _is_loosely_meant(parse, frame))


def frames_at(parse: Parse, j: int) -> frozenset[str]:
    """The frames of the words of limit that start at token j."""
    if not parse.tags[j] & LIMIT:
        return frozenset()
    return frozenset(h.entry.frame for h in parse.hits[j] if isinstance(h.entry, Limit))


def around(parse: Parse, hit: Hit, reach: int) -> Iterable[int]:
    """The tokens beside a trigger, within its sentence."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    return (j for j in range(max(first, hit.first - reach), min(end, hit.after + reach)) if not hit.first <= j < hit.after)


def stands_around(parse: Parse, hit: Hit, name: str) -> bool:
    """True where a word of limit with a frame of that name stands beside a trigger, within its sentence."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    near = parse.tokens_in(max(first, hit.first - AROUND), min(end, hit.after + AROUND), LIMIT)
    return any(name in frames_at(parse, j) for j in near if not hit.first <= j < hit.after)


def _is_cyber(parse: Parse, frame: Frame) -> bool:
    """True for an attack on computers, by whomever, with no weapon named: `هجوم عطل خوادم الشركة`."""
    if any(filler.role == "weapon" for filler in frame.fillers):
        return False
    return stands_around(parse, frame.hit, "cyber")


def _is_armed_deed(parse: Parse, frame: Frame) -> bool:
    """True where a weapon, fighters or an armed body do it, or are hit."""
    for filler in frame.fillers:
        group = filler.group
        if filler.role == "weapon" or (group is not None and is_armed(parse, group)):
            return True
    return any(g.type == "weapon" or is_armed(parse, g) for g in _beside(parse, frame.hit))


def _beside(parse: Parse, hit: Hit) -> list[Group]:
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    return parse.groups_in(max(first, hit.first - AROUND), min(end, hit.after + AROUND))


def _is_loosely_meant(parse: Parse, frame: Frame) -> bool:
    """True where nothing armed stands by a word of two senses and its arguments say that it is meant in the other one."""
    if stands_around(parse, frame.hit, "arena"):
        return True
    if not frame.finite and _is_sharp(parse, frame.hit.after):
        return True
    if _is_by_critics(parse, frame) or (_is_online(parse, frame.hit) and _struck_type(parse, frame) != "place"):
        return True
    if not frame.finite and not frame.hit.before.article and _is_called_so(parse, frame.hit.first):
        return True
    if not frame.finite and _is_blow_to(parse, frame.hit.after):
        return True
    if not frame.finite and frame.hit.before.article and frame.light is None:
        return False  # تعليقا على هذا الهجوم: one that has been told
    doer, struck = _doer(parse, frame), _struck(parse, frame)
    if _are_persons(frame):
        return True
    if doer is None:
        return struck is not None and _holds_office(struck) and _is_said(parse, frame)
    if doer.type == "medium" or _is_civil(parse, doer):
        return True
    if doer.type == "place" and frame.finite and struck is not None and _is_civil(parse, struck):
        return True
    if doer.type == "person":
        return (frame.finite and doer.known is not None if struck is None else struck.type in _SPEAKING) or _is_said(parse, frame)
    if struck is not None and struck.type == "person":
        return doer.type in ("organization", "place") or _is_said(parse, frame)
    return struck is not None and struck.type not in _COUNTABLE and doer.type != "place" and _is_said(parse, frame)


def _are_persons(frame: Frame) -> bool:
    """True where all who clash are persons by their names, who are no armies: `اشتبك المرشحان فلان وفلان`."""
    actors = [f.group for f in frame.fillers if f.role == "actor" and f.group is not None]
    return len(actors) > 1 and all(group.type == "person" for group in actors)


def _is_sharp(parse: Parse, after: int) -> bool:
    """True where an adjective that only words have follows: `هجوما حادا على خصومه`."""
    for j in range(after, min(after + _QUALITIES, parse.sentence_end(after - 1))):
        if "sharp" in frames_at(parse, j):
            return True
        if not parse.tags[j] & ADJECTIVE:
            return False
    return False


def _is_by_critics(parse: Parse, frame: Frame) -> bool:
    """True where critics, listeners or readers do it: behind the verb, or behind من: `شن المدونون هجوما`, `تعرض لهجوم من متابعيه`."""
    hit, light = frame.hit, frame.light
    verb = hit if frame.finite else light if light is not None and light.form.part in (PAST, PRESENT) and _is_done(light) else None
    if verb is not None and any("critic" in frames_at(parse, j) for j in range(verb.after, min(verb.after + 2, parse.sentence_end(verb.first)))):
        return True
    end = min(hit.after + _QUALITIES + 2, parse.sentence_end(hit.first))
    return any("critic" in frames_at(parse, j) and parse.tokens.words[j - 1] in ("من", "قبل") for j in parse.tokens_in(hit.after + 1, end, LIMIT))


def _is_online(parse: Parse, hit: Hit) -> bool:
    """True where it is done through a medium of words: `هجوم كبير على مواقع التواصل`."""
    end = min(hit.after + _SAID, parse.sentence_end(hit.first))
    return any("speech" in frames_at(parse, j) and parse.tokens.words[j - 1] in RELAYING for j in parse.tokens_in(hit.after + 1, end, LIMIT))


def _struck_type(parse: Parse, frame: Frame) -> str:
    struck = _struck(parse, frame)
    return "" if struck is None else struck.type


def _is_called_so(parse: Parse, at: int) -> bool:
    """True behind a word that calls one thing another, and its subject: `شكلت النتيجة ضربة`, `بمثابة ضربة`; not where one of several is ranked
    (`يعتبر أخطر مواجهة`).
    """
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    for j in range(at - 1, max(first, at - _QUALITIES) - 1, -1):
        if "amounts" in frames_at(parse, j) and not parse.tags[j] & PREPOSITION:
            return True
        if parse.group_at[j] is None and not parse.tags[j] & ARTICLE:
            return False
    return False


def _is_blow_to(parse: Parse, after: int) -> bool:
    """True for a noun of two senses with ل and a person or a body of state behind it: `ضربة موجعة للزعيم`; fighters would be its doer."""
    for group in parse.groups_in(after, min(after + _QUALITIES, parse.sentence_end(after - 1))):
        if any(parse.tags[j] & PREPOSITION for j in range(after, group.first)):
            return False  # اشتباكات مع موالين للرئيس
        return group.preposition == "ل" and (group.type == "person" or (group.type == "organization" and group.head is not None))
    return False


def _is_plain_blow(parse: Parse, frame: Frame) -> bool:
    """True for such a noun with an unarmed body right behind ل, whatever stands further on: `في ضربة لسلطة الرئيس`."""
    after = frame.hit.after
    if frame.finite or any(filler.role == "weapon" for filler in frame.fillers) or not _is_blow_to(parse, after):
        return False
    group = parse.group_at[after]
    return group is not None and group.first == after and not is_armed(parse, group)


def _doer(parse: Parse, frame: Frame) -> Group | None:
    """Whoever does it, fit for the role or not: the filler, else the subject of the verb that tells or carries it."""
    held = [f.group for f in frame.fillers if f.role != "actor"]
    for filler in frame.fillers:
        if filler.role == "actor":
            return filler.group
    light = frame.light
    verb = frame.hit if frame.finite else light if light is not None and light.form.part in (PAST, PRESENT) and _is_done(light) else None
    if verb is None or verb.form.passive or verb.pronoun:
        return None
    end = frame.hit.first if verb is light and light is not None and verb.after <= frame.hit.first else verb.after + 1
    for group in parse.groups_in(verb.after, min(end, parse.sentence_end(verb.first))):
        return None if group.preposition or any(group is other for other in held) else group
    subject = frame.clause.subject
    return None if any(subject is other for other in held) else subject


def _is_done(light: Hit) -> bool:
    """True for a light verb whose subject does what its noun tells: `شن هجوما`, not `وقع هجوم`."""
    return isinstance(light.entry, Light) and light.entry.subject == "actor" and "subject" not in light.entry.takes


def _struck(parse: Parse, frame: Frame) -> Group | None:
    """Whom it hits: the filler, else the group behind على or ضد."""
    for filler in frame.fillers:
        if filler.role == "target" and filler.group is not None:
            return filler.group
    end = min(frame.hit.after + AROUND, parse.sentence_end(frame.hit.first))
    return next((g for g in parse.groups_in(frame.hit.after, end) if g.preposition in AGAINST), None)


def _is_civil(parse: Parse, group: Group) -> bool:
    """True for whoever does not fight: a parliament, a committee, a deputy."""
    if group.head is not None:
        return group.head.civil
    return group.type == "organization" and any(isinstance(h.entry, Head) and h.entry.civil for h in parse.hits[group.first])


def _holds_office(group: Group) -> bool:
    return group.type == "person" and group.head is not None and group.head.type in _OFFICES


def _is_said(parse: Parse, frame: Frame) -> bool:
    """True where words are its means, or an accusation of the same clause goes on with it: `في خطاب`, `هاجمه واصفا إياه`."""
    hit = frame.hit
    start = hit.first if frame.light is None else min(frame.light.first, hit.first)
    for j in range(start, min(hit.after + _SAID, parse.sentence_end(hit.first))):
        if "speech" in frames_at(parse, j) and _is_means(parse, j):
            return True
        if j >= hit.after and parse.tags[j] & CUE and any(_goes_on(h) for h in parse.hits[j]):
            return True
    return False


def _is_means(parse: Parse, j: int) -> bool:
    """True behind في, خلال, ب and the like."""
    if any(h.before.preposition == "ب" for h in parse.hits[j] if isinstance(h.entry, Limit)):
        return True
    return j > 0 and (parse.tokens.words[j - 1] in WITHIN or parse.tokens.words[j - 1] in RELAYING)


def _goes_on(hit: Hit) -> bool:
    entry = hit.entry
    if not isinstance(entry, Cue) or entry.frame != "verb":
        return False
    return hit.form.part == PARTICIPLE or (entry.act in _ACCUSING and bool(hit.before.conjunction) and hit.form.part in (PAST, PRESENT, FIXED))
