"""Who does what in the relative clause behind a verbal noun: `الهجوم الذي تعرض له السوق`, `هجمات شنتها القوات`, `قصف نفذه الجيش`."""

from __future__ import annotations

from riwaya.lexicon.entries import Light, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import Filler, Frame, coordinated, free_after, may_play
from riwaya.read.events.roles_means import add_means
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, NATION, NOUN, PARTICLE, RELATIVE, STATUS, TRIGGER
from riwaya.text.function_words import RESUMPTIVE
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import WORD

_REACH = 7
_ROLES = ("actor", "target", "party")


def fill_relative(parse: Parse, frame: Frame) -> None:
    """Fill what the light verb of a relative clause says of the noun before it: its subject, in the role that the verb gives it."""
    verb = _relative_verb(parse, frame)
    if verb is None:
        return
    entry = verb.entry
    assert isinstance(entry, Light)
    role = entry.subject if entry.subject in frame.kind.roles else "actor" if "actor" in frame.kind.roles else "party"
    end = min(parse.sentence_end(verb.first), verb.after + _REACH + 1)
    every = free_after(parse, verb.after, end)
    if role == "actor" and every and every[0].type == "weapon" and "weapon" in frame.kind.roles and agrees(every[0], verb.form, before_subject=True):
        add_means(parse, frame, every[0])  # غارة شنتها طائرة إسرائيلية
        return
    free = [g for g in every if may_play(frame.kind, role, g) or _does(verb, g, role)]
    if not free or not agrees(free[0], verb.form, before_subject=True):
        return
    if any(is_finite(parse, j) is not None for j in range(verb.after, free[0].first)):
        return
    frame.fillers = [f for f in frame.fillers if f.role != role or f.group is None or f.group.first < frame.hit.after + _REACH]
    for group in coordinated(parse, free[0]):
        if not frame.add(role, group, subject=True) and _does(verb, group, role) and not frame.holds(group):
            frame.fillers.append(Filler(role, group))


def _does(verb: Hit, group: Group, role: str) -> bool:
    """True for people of no force who, right behind the verb, can only be its subject: `هجوم نفذته امرأة`."""
    return role == "actor" and group.type == "group" and group.first == verb.after and verb.pronoun != ""


def _relative_verb(parse: Parse, frame: Frame) -> Hit | None:
    """The light verb right behind the noun, its adjectives and a relative, where a pronoun takes the noun up again."""
    definite = frame.hit.before.article
    j, end = frame.hit.after, min(parse.sentence_end(frame.hit.first), frame.hit.after + _REACH)
    while j < end and parse.tokens.kinds[j] == WORD:
        verb = _light_at(parse, j) if parse.tags[j] & STATUS else None
        if verb is not None and (verb.pronoun or is_finite(parse, j) is not None):
            return verb if isinstance(verb.entry, Light) and verb.entry.subject in _ROLES and _takes_up(parse, verb) else None
        group = parse.group_at[j]
        if group is not None:
            if any(f.group is group and f.role == "target" and group.type == "weapon" for f in frame.fillers):
                return None  # اعتراض مسيرة أطلقها الحوثيون: the words behind the drone are of it
            j = max(group.after, j + 1)
            continue
        relative = parse.tags[j] & RELATIVE and any(isinstance(h.entry, Particle) and h.entry.type == "relative" for h in parse.hits[j])
        if relative and not definite and not parse.tags[j - 1] & NOUN:
            return None
        if not relative and (parse.tags[j] & TRIGGER or not parse.tags[j] & (ADJECTIVE | NATION | NOUN) or parse.tags[j] & PARTICLE):
            return None
        j += 1
    return None


def _light_at(parse: Parse, j: int) -> Hit | None:
    """The light verb at token j that no conjunction joins."""
    for hit in parse.hits[j]:
        if isinstance(hit.entry, Light) and hit.form.part in (PAST, PRESENT) and not hit.before.conjunction:
            return hit
    return None


def _takes_up(parse: Parse, verb: Hit) -> bool:
    """True where the verb bears a pronoun, or one follows it: شنتها, تعرض له."""
    if verb.pronoun:
        return True
    return any(parse.tokens.words[j] in RESUMPTIVE for j in range(verb.after, min(verb.after + 4, len(parse.tokens))))
