"""Which attack a word means that both kinds share (هجوم, هاجم): one on the ground, or one from the air and from afar.

The text decides, in this order: a weapon named beside it (from afar); who attacks or is attacked (fighters, a force: on the ground);
what else its sentence, or the one before, tells (ground taken or fought over against strikes); the attack that a definite noun looks back on.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import TRIGGER
from riwaya.text.function_words import AGAINST
from riwaya.text.inflection import FIXED, PAST, PRESENT

GROUND = "ground"
AIR = "air"
_ATTACKS = ("strike", "assault")
_GROUND_KINDS = ("assault", "seizure", "repulse", "withdrawal", "siege")
_BEFORE = 8
_AFTER = 10
_ACTING = 4
DECIDED = -1
"""The distance of a need that the text decides: nearer than any argument."""


def last_attack(kinds: list[str]) -> str:
    """The kind of the attack told last among the kinds of what is told so far; empty where there is none."""
    for kind in reversed(kinds):
        if kind in _ATTACKS:
            return kind
    return ""


def is_on_ground(parse: Parse, hit: Hit, earlier: str) -> bool:
    """True where an attack is told as one on the ground; `earlier`: the kind of the attack told last, empty where there is none."""
    near = _near(parse, hit)
    if any(g.type == "weapon" for g in near):
        return False
    if any(_is_fought(parse, g, hit) for g in near):
        return True
    number = parse.tokens.sentence_of[hit.first]
    told = _told(parse, number, hit)
    if told:
        return told == GROUND
    if hit.form.part in (PAST, PRESENT) or _is_of_state(parse, hit) or any(g.level in ("country", "capital") for g in near if not g.preposition):
        return False
    return earlier == "assault"


def is_from_air(parse: Parse, hit: Hit, earlier: str) -> bool:
    """True where an attack that would be taken for one on the ground is told of a weapon, or goes on telling of the strike told last."""
    near = _near(parse, hit)
    if any(g.type == "weapon" and (g.preposition == "ب" or (not g.preposition and -_ACTING <= g.first - hit.first <= 1)) for g in near):
        return True
    if any(_is_fought(parse, g, hit) for g in near):
        return False
    if not (hit.pronoun or hit.form.person == 1):
        return False
    told = _told(parse, parse.tokens.sentence_of[hit.first], hit)
    return told == AIR or (not told and earlier == "strike")


def _near(parse: Parse, hit: Hit) -> list[Group]:
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    return [g for g in parse.groups_in(max(first, hit.first - _BEFORE), min(end, hit.after + _AFTER)) if not hit.first <= g.first < hit.after]


def is_armed(parse: Parse, group: Group) -> bool:
    """True for an armed body, fighters, and a known body whose name opens with a word for one (قوات الدعم السريع); a country is none."""
    if group.head is not None:
        return group.head.force
    return group.type == "organization" and any(type(h.entry) is Head and h.entry.force for h in parse.hits[group.first])


def _is_of_state(parse: Parse, hit: Hit) -> bool:
    """True where a nation's adjective follows: `هجوم روسي`."""
    return hit.after < len(parse.tokens) and bool(parse.nation_adjective(hit.after))


def _is_irregular(parse: Parse, group: Group) -> bool:
    """True for an armed body that is no state's: تنظيم, حركة, ميليشيا."""
    if group.head is not None:
        return group.head.irregular
    return any(type(h.entry) is Head and h.entry.irregular for h in parse.hits[group.first])


def _is_fought(parse: Parse, group: Group, hit: Hit) -> bool:
    """True for fighters who attack, and for the force or fighters attacked: `هجوم شنه مسلحون`, `هجوما على قوات الدعم السريع`."""
    if not is_armed(parse, group):
        return False
    if group.preposition in AGAINST:
        return group.first > hit.first
    if group.preposition or (not (group.head is not None and group.head.type == "people") and not _is_irregular(parse, group)):
        return False
    return -_BEFORE <= group.first - hit.first <= _ACTING


def _told(parse: Parse, number: int, hit: Hit) -> str:
    """GROUND or AIR by what the sentence tells besides the attack, and, for a verb or a definite noun, by the sentence before.

    Empty where neither, or both, is told.
    """
    recalls = hit.form.part in (PAST, PRESENT) or bool(hit.before.article) or bool(hit.pronoun)
    for back in (number, number - 1) if recalls else (number,):
        if back < 0 or parse.story_of(parse.tokens.sentences[back][0]) != parse.story_of(hit.first):
            break
        kinds = _kinds(parse, back, hit)
        ground, air = bool(kinds & set(_GROUND_KINDS)), "strike" in kinds or "interception" in kinds
        if ground or air:
            return "" if ground and air else GROUND if ground else AIR
    return ""


def _means_one_kind(hit: Hit, entry: Trigger, j: int, *, state: bool) -> bool:
    """False for single words listed as phrases, and for verbs that any attack may have (`هجوم استهدف بلدة`), but for a state's."""
    if hit.form.part == FIXED:
        return hit.after - j > 1
    return state or not (entry.kind == "strike" and hit.form.part in (PAST, PRESENT) and "place" in entry.needs)


def _kinds(parse: Parse, number: int, hit: Hit) -> set[str]:
    """The kinds of what plain triggers of a sentence tell: those that mean one kind wherever they stand."""
    found: set[str] = set()
    state = _is_of_state(parse, hit)
    first, end = parse.tokens.sentences[number]
    for j in parse.tokens_in(first, end, TRIGGER):
        if hit.first <= j < hit.after or parse.group_at[j] is not None:
            continue
        entries = [h.entry for h in parse.hits[j] if type(h.entry) is Trigger and _means_one_kind(h, h.entry, j, state=state)]
        kinds = {e.kind for e in entries}
        if len(kinds) == 1 and not any(GROUND in e.needs or AIR in e.needs for e in entries):
            found |= kinds
    return found
