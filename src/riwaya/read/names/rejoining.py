"""What later words of a document show to be one: a body told in short before its full name, an office before its holder.

A headline says `الجيش` or `وزير الدفاع`, the story below says whose. Nothing is joined where two would fit.
"""

from __future__ import annotations

from itertools import pairwise

from riwaya.read.groups import Group
from riwaya.read.names.anaphors import DIVISIONS, is_capital
from riwaya.read.names.drafts import Draft, consonants
from riwaya.read.names.entities import Entities
from riwaya.read.names.modifiers import COMMAS

_NEAR = 3
"""Sentences from a word in short to the full name."""


def rejoin(entities: Entities) -> None:
    """Join every entity told only in short with the one that the rest of the document shows it to be."""
    for draft in entities.drafts:
        if not draft.groups or draft.known is not None or draft.named:
            continue
        if draft.type == "organization" and all(_is_bare(g) for g in draft.groups):
            found = _bodies_like(entities, draft)
        elif draft.type == "person" and draft.office and not draft.nation and draft.role_of < 0 and all(_is_definite(g) for g in draft.groups):
            found = _holders_of(entities, draft)
        else:
            continue
        if len(found) == 1:
            _join(entities, draft, found[0])
    _join_ministers(entities)
    _join_epithets(entities)
    _join_appositions(entities)
    _join_spellings(entities)


def _join_epithets(entities: Entities) -> None:
    """Join a region or town told by its word and an adjective with the only one of the story named under that word: `المقاطعة الجنوبية`,
    beside `مقاطعة زيلوفا`."""
    parse = entities.parse
    for draft in entities.drafts:
        if draft.type != "place" or draft.known is not None or not draft.groups or not all(_is_epithet(g) for g in draft.groups):
            continue
        head, story = draft.groups[0].head, parse.story_of(draft.groups[0].first)
        named = [g for g in parse.groups if g.head is not None and head is not None and g.head.id == head.id and g.name is not None]
        found = {g.entity for g in named if g.entity >= 0 and g.number == "s" and parse.story_of(g.first) == story}
        only = entities.drafts[found.pop()] if len(found) == 1 else None
        if only is not None and not (only.known is not None and only.known.level == "country"):
            _join(entities, draft, only)


def _is_epithet(group: Group) -> bool:
    head = group.head
    if head is None or head.type != "place_head" or head.en == "region" or is_capital(head):
        return False
    if head.level != "settlement" and head.en not in DIVISIONS:
        return False  # القطاع الخاص, قطاع النفط
    return _is_definite(group) and group.number == "s" and group.after - group.first == 2 and not group.anaphor and not group.pronoun


def _join_appositions(entities: Entities) -> None:
    """Join a town described with its name behind a comma: `العاصمة الإقليمية، مدينة زيلوفا`."""
    words = entities.parse.tokens.words
    for group, name in pairwise(entities.parse.groups):
        if group.type != "place" or name.type != "place" or name.first != group.after + 1 or words[group.after] not in COMMAS:
            continue
        told = group.head is not None and group.head.type == "place_head" and group.head.level == "settlement" and group.number == "s"
        named = name.head is not None and name.head.level == "settlement" and name.name is not None and not name.skip
        if told and named and group.definite and group.name is None and not group.anaphor and group.entity != name.entity:
            _join(entities, entities.drafts[group.entity], entities.drafts[name.entity])


def _join_ministers(entities: Entities) -> None:
    """Join an office of a nation with the one man named in short by it (`وزير الخارجية الروسي`, then `الوزير سيرغي لافروف`), and the
    counterparts without a name that are of one nation."""
    unnamed = [d for d in entities.drafts if d.type == "person" and d.groups and not d.named and d.office and d.nation]
    counterparts: dict[tuple[str, str], Draft] = {}
    for draft in unnamed:
        if all(g.anaphor.startswith("counterpart") for g in draft.groups):
            first = counterparts.setdefault((draft.type, draft.nation), draft)
            if first is not draft:
                _join(entities, draft, first)
            continue
        found = [d for d in entities.drafts if d.named and d.groups and d.type == "person" and _is_in_short(entities, d, draft)]
        if len(found) == 1:
            _join(entities, draft, found[0])


def _is_in_short(entities: Entities, named: Draft, office: Draft) -> bool:
    """True for a man of the same nation whose office is told by the first word of the other's: the minister, and the minister of defence."""
    state = entities.parse.lexicon.by_id.get(f"place.{named.known.of}") if named.known is not None and named.known.of else None
    nation = named.nation or (state.id if state is not None else "")
    heads = [g.head for g in named.groups if g.head is not None and g.head.type == "office"]
    longer = [g.head.lemma for g in office.groups if g.head is not None]
    return nation == office.nation and bool(heads) and all(any(lemma.startswith(f"{h.lemma} ") for lemma in longer) for h in heads)


def _join_spellings(entities: Entities) -> None:
    """Join an unlisted place with a listed one that the document spells otherwise, with the same consonants."""
    spelled = {key[1]: n for key, n in entities.by_key.items() if isinstance(key, tuple) and key[0] == "spelled"}
    if not spelled:
        return
    for draft in entities.drafts:
        if draft.type != "place" or draft.known is None:
            continue
        for name in dict.fromkeys([entities.parse.words(*g.name) for g in draft.groups if g.name is not None and g.head is None]):
            number = spelled.get(consonants(name))
            if number is not None and number != draft.number and entities.drafts[number].known is None:
                _join(entities, entities.drafts[number], draft)


def _is_bare(group: Group) -> bool:
    own = len(group.head.lemma.split()) if group.head is not None and group.head.level == "army" else 1
    return _is_definite(group) and group.after - group.first == own and not group.pronoun


def _is_definite(group: Group) -> bool:
    return group.definite and not group.nations and group.of is None and group.name is None and group.number != "d"


def _bodies_like(entities: Entities, draft: Draft) -> list[Draft]:
    """The bodies that the story names in full soon after, by a name that begins with the word; of an army, those of states."""
    story = entities.parse.story_of(draft.groups[0].first)
    sentence = entities.parse.tokens.sentence_of
    first = sentence[draft.groups[0].first]
    word = entities.first_word(draft.groups[0])
    armies = {n for key, n in entities.by_key.items() if isinstance(key, tuple) and key[0] == "force"}
    is_army = any(g.head is not None and g.head.level == "army" for g in draft.groups)
    return [
        d
        for d in entities.drafts
        if d is not draft
        and d.type == "organization"
        and d.groups
        and (d.number in armies if is_army else word in d.openings or word in d.kinds)
        and any(entities.parse.story_of(g.first) == story for g in d.groups)
        and any(0 < sentence[g.first] - first <= _NEAR and not _is_bare(g) for g in d.groups)
    ]


def _holders_of(entities: Entities, draft: Draft) -> list[Draft]:
    """The persons of that office, none of them told in the same sentence or as someone's counterpart."""
    sentence = entities.parse.tokens.sentence_of
    told = {sentence[g.first] for g in draft.groups}
    found = [d for d in entities.drafts if d is not draft and d.type == "person" and d.office == draft.office and d.groups]
    if any(g.anaphor.startswith("counterpart") or sentence[g.first] in told for d in found for g in d.groups):
        return []
    return [d for d in found if d.named or d.nation]


def _join(entities: Entities, draft: Draft, other: Draft) -> None:
    """Give the groups of a draft to another one."""
    for group in draft.groups:
        group.entity = other.number
    other.groups = sorted([*other.groups, *draft.groups], key=lambda g: g.first)
    other.openings |= draft.openings
    other.heads |= draft.heads
    draft.groups = []
    entities.recent.pop(draft.number, None)
    for key, number in entities.by_key.items():
        if number == draft.number:
            entities.by_key[key] = other.number
    for each in entities.drafts:
        each.role_of = other.number if each.role_of == draft.number else each.role_of
    for group in entities.parse.groups:
        if draft.number in group.members:
            group.members = tuple(other.number if n == draft.number else n for n in group.members)
