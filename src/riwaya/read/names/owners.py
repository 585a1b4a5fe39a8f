"""Whose a thing is that bears a possessive: `بلاده`, `قواتها`, `جيشه`.

The possessive takes up the subject of its sentence, the first that may bear it: a state, or whoever acts for one (Ryding 2005, 12.2).
"""

from __future__ import annotations

from functools import lru_cache

from riwaya.lexicon.compiled import Lexicon
from riwaya.lexicon.entries import Head
from riwaya.read.groups import Group
from riwaya.read.names.entities import Entities
from riwaya.text.fold import fold_word

_MASCULINE, _FEMININE = "ه", "ها"


@lru_cache(maxsize=4)
def force_words(lexicon: Lexicon) -> frozenset[str]:
    """The first words of bodies that fight: جيش, حركة, كتيبة; not those that administer too."""
    heads = [e for e in lexicon.entries if isinstance(e, Head) and e.type == "body"]
    civil = {fold_word(e.lemma).split()[0] for e in heads if not e.force}
    return frozenset(fold_word(e.lemma).split()[0] for e in heads if e.force) - civil


def owner_before(entities: Entities, group: Group) -> str | None:
    """The state (a place id, or `nisba:STEM`) or body (`#NUMBER`) that the possessive of a group takes up; None where none fits."""
    sentence = entities.parse.tokens.sentence_of
    here = sentence[group.first]
    groups = entities.parse.groups
    before = [g for g in groups[: _position(groups, group)] if g.entity >= 0]
    for g in (g for g in before if sentence[g.first] == here):
        owner = _owner_of(entities, g, group.pronoun)
        if owner is not None:
            return owner
    for g in reversed(before):
        if g.type == "person" or sentence[g.first] < here - 2:
            return _owner_of(entities, g, group.pronoun)
    return None


def _position(groups: list[Group], group: Group) -> int:
    low, high = 0, len(groups)
    while low < high:
        middle = (low + high) // 2
        if groups[middle].first < group.first:
            low = middle + 1
        else:
            high = middle
    return low


def _owner_of(entities: Entities, group: Group, pronoun: str) -> str | None:
    """The state that a group is or acts for; a body that acts for none is its own."""
    if group.anaphor == "latest" or group.preposition in ("ل", "في"):
        return None
    draft = entities.drafts[group.entity]
    if draft.type == "place":
        return entities.state_of(group.entity) if pronoun == _FEMININE else None
    if draft.type == "person":
        office = group.head is not None and group.head.type == "office" and group.head.feminine
        if office and group.gender and (pronoun == _FEMININE) != (group.gender == "f"):
            return None  # اتهم نائب المندوب الروسي …، فيما أكدت نائبة المندوب الأوكراني أن بلادها
        return draft.nation or (_state(entities, draft.known.of) if draft.known is not None else None)
    if draft.type == "organization" and (not group.gender or (pronoun == _FEMININE) == (group.gender == "f" or group.number == "p")):
        if group.nations:
            return group.nations[0]
        fights = not force_words(entities.parse.lexicon).isdisjoint((*draft.kinds, *draft.openings))
        return f"#{group.entity}" if draft.known is None or fights else None
    return None


def _state(entities: Entities, place_id: str) -> str | None:
    """The id where it is that of a state."""
    entry = entities.parse.lexicon.by_id.get(f"place.{place_id}") or entities.parse.lexicon.by_id.get(place_id)
    return entry.id if entry is not None and getattr(entry, "level", "") == "country" else None
