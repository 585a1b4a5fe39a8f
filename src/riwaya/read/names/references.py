"""Clusters the groups of a document into its own entities: names, offices, nations, metonyms and anaphors.

A person is known by surname, and by office and nation (`وزير الدفاع الروسي`); a body by its head and nation; a force of a
nation is one entity (`القوات الأوكرانية`, `الجيش الأوكراني`); a capital that acts is its country. An anaphor takes the
latest entity whose words begin alike, or of its kind. Nothing is joined on a given name alone.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name
from riwaya.read.groups import Group
from riwaya.read.names.descriptions import find_back, find_described
from riwaya.read.names.drafts import count_of
from riwaya.read.names.entities import Entities, Key
from riwaya.read.names.holders import find_person, latest_two
from riwaya.read.names.modifiers import COMMAS
from riwaya.read.names.rejoining import rejoin
from riwaya.read.names.sites import find_city, find_place, is_city_within
from riwaya.read.parse import Parse
from riwaya.text.fold import fold_word
from riwaya.text.function_words import COPULAS
from riwaya.text.inflection import FIXED


def resolve_entities(parse: Parse) -> Entities:
    """Give every group (and what it belongs to) its entity, in reading order."""
    entities = Entities(parse)
    for group in parse.groups:
        _resolve(entities, group)
    rejoin(entities)
    return entities


def _resolve(entities: Entities, group: Group) -> int:
    """The number of the group's entity, made where it is new; inner groups first."""
    if group.of is not None and group.of is not group and group.of.entity < 0:
        if is_city_within(group):
            entities.add(group.of, find_city(entities, group.of))
        else:
            group.of.entity = _resolve(entities, group.of)
    if group.second is not None and group.second.of is not None and group.second.of.entity < 0:
        group.second.of.entity = _resolve(entities, group.second.of)
    if group.type == "person" and group.number == "d" and group.definite and group.name is None and not group.nations and group.of is None:
        group.members = latest_two(entities)
    entities.add(group, _find(entities, group))
    return group.entity


def _find(entities: Entities, group: Group) -> int:
    if group.type == "person":
        return find_person(entities, group)
    if group.type == "place":
        front = _front(entities, group)
        return find_place(entities, group) if front is None else front
    if group.rule == "people.nation":
        return entities.nation(group.nations[0]) if count_of(entities.parse, group) is None else find_described(entities, group)  # 25 دورانيا
    if group.anaphor and not group.pronoun:
        back = find_back(entities, group)
        if back is not None:
            return back
    if group.type == "organization" and (told := _told_of(entities, group)) is not None:
        return told
    same = _in_short(entities, group) if group.type == "organization" and group.nations else None
    if same is not None and same in entities.by_key:
        return entities.by_key[same]
    known = group.known is not None and group.known.type == group.type and group.type != "group"
    number = _known_body(entities, group, group.known) if known and group.known is not None else find_described(entities, group)
    if same is not None:
        entities.by_key.setdefault((*same[:1], not same[1], *same[2:]), number)
    return number


def _told_of(entities: Entities, group: Group) -> int | None:
    """The body of which an unnamed one is told behind a comma: `حركة النور، وهي جماعة مسلحة`, `كتائب النور، الجناح العسكري لحركة النور`."""
    first, words = group.first, entities.parse.tokens.words
    if group.known is not None or group.name is not None or group.pronoun or group.skip or group.number != "s" or first < 2 or group.head is None:
        return None
    copula = words[first - 1] in COPULAS and not group.definite
    part = group.definite and group.head.part and group.of is not None
    at = first - 1 - copula
    if not (copula or part) or words[at] not in COMMAS:
        return None
    before = entities.parse.group_at[at - 1]
    named = before is not None and before.type == "organization" and before.after == at and before.entity >= 0
    return before.entity if named and before is not None else None


def _front(entities: Entities, group: Group) -> int | None:
    """The body that the word for a front means: by the name of one in quotation marks, or bare where the text has named one (`الجبهة`, after
    `جبهة البوليساريو`); None where it is a line of battle."""
    if group.head is not None and group.head.level == "front" and group.name is not None and group.known is None:
        hits = entities.parse.hits[group.name[0]]
        named = (h.entry for h in hits if h.after == group.name[1] and type(h.entry) is Name and h.entry.type == "organization")
        entry = next(named, None)
        if entry is not None:
            group.type, group.level, group.known, group.of = "organization", "", entry, None
            return _known_body(entities, group, entry)
    if group.anaphor != "place" or group.head is None or group.head.level != "front" or group.number != "s":
        return None
    word = group.head.lemma
    for number in reversed(entities.recent):
        draft = entities.drafts[number]
        if draft.type == "organization" and (fold_word(word) in draft.openings or fold_word(word) in draft.kinds):
            group.type, group.anaphor, group.level = "organization", "organization", ""
            return number
    return None


def _known_body(entities: Entities, group: Group, entry: Name) -> int:
    """The entity of a body that a list knows, which the text may have described before as the forces of whoever it is called after."""
    called: Key = ("called", entities.folded(group))
    if called in entities.by_key and entry.id not in entities.by_key:
        entities.by_key[entry.id] = number = entities.by_key[called]
        entities.drafts[number].known = entry
    force = _force_of_land(entities, group)
    if force in entities.by_key and entry.id not in entities.by_key:
        entities.by_key[entry.id] = number = entities.by_key[force]
        entities.drafts[number].known = entities.drafts[number].known or entry
    number = entities.known(entry, rule=group.rule)
    entities.by_key.setdefault(called, number)
    if force is not None:
        entities.by_key.setdefault(force, number)
    return number


def _force_of_land(entities: Entities, group: Group) -> Key | None:
    """The key of the forces of a land, for a listed body that is called just so (`قوات تيغراي`); None for other names."""
    if group.after - group.first != 2 or not any(type(h.entry) is Head and h.entry.level == "army" for h in entities.parse.hits[group.first]):
        return None
    hits = entities.parse.hits[group.first + 1]
    lands = (h.entry for h in hits if type(h.entry) is Name and h.entry.type == "place" and h.form.part == FIXED and not h.before.length)
    land = next(lands, None)
    return None if land is None or land.level not in ("country", "region") else ("force", land.stands_for or land.id)


def _in_short(entities: Entities, group: Group) -> tuple[str, bool, str] | None:
    """The key of a body that another names in short, without its first word (`الدفاع الروسية`); None where none can."""
    words = entities.folded(group)
    if group.head is not None and group.head.level == "occupier":
        return None  # قوات الاحتلال الدوراني are its forces
    if group.head is not None and (group.head.level == "nation" or group.head.lemma.startswith("ال")):
        return ("short", True, words)
    return ("short", False, words.split(" ", 1)[1]) if words.count(" ") > 1 else None
