"""Which place or facility a group means: homonyms by their heads, a capital that acts as its state, a facility by its kind and name."""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Light, Name, Trigger
from riwaya.read.groups import Group
from riwaya.read.names.anaphors import country_of_scene, is_capital, is_named_place, latest_region
from riwaya.read.names.descriptions import find_back, find_described
from riwaya.read.names.drafts import class_of, consonants, level_gap
from riwaya.read.names.entities import Entities, Key
from riwaya.read.names.modifiers import COMMAS
from riwaya.read.names.owners import owner_before
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, PARTICLE, VERB
from riwaya.read.tags import NOUN as NOUN_TAG
from riwaya.text.fold import fold_word
from riwaya.text.function_words import COPULAS, DASHES, LOCATIVE, MOVEMENT
from riwaya.text.inflection import NOUN, PAST, PRESENT

_ATTACKS = frozenset(("strike", "assault", "siege", "seizure"))
_KINDS = {"camp": "camp", "crossing": "crossing", "port": "harbour"}
"""Levels of the gazetteer to those of the heads that point back to what has them."""
_OF_PLACE = LOCATIVE | MOVEMENT
_FEWEST_CONSONANTS = 4
_FACILITIES = frozenset(("airport", "camp", "crossing", "dam", "facility", "plant", "port"))
_ROAD = "road"
"""The label of the heads of roads."""
_TOWNS = frozenset(("city", "town", "village", "settlement"))
_LANDS = ("territory", "lands")
"""Labels of the heads that mean a state by what belongs to it."""


def find_place(entities: Entities, group: Group) -> int:
    """The number of the entity that a group of a place means; words that may point back but find no place with a name are no anaphor."""
    number = _find(entities, group)
    draft = entities.drafts[number]
    vague = group.head is not None and group.head.en == "region"
    loose = vague or group.number != "s" or group.after - group.first > 1  # المنطقة; المدن; القرية الواقعة في الولاية
    if group.anaphor == "place" and loose and draft.known is None and not is_named_place(draft):
        group.anaphor = ""
    return number


def is_city_within(group: Group) -> bool:
    """True for a capital that is part of the name or description of another place, and so no state: `جنوب طرابلس`, `العاصمة كييف`."""
    of = group.of
    if of is None or of.type != "place" or of.head is not None or of.known is None or not of.known.stands_for:
        return False
    governs = group.type == "person" and group.head is not None and group.head.level == "territory"  # رئيس بلدية كييف
    return governs or group.type == "place" or (group.type == "group" and not (group.head is not None and group.head.force))  # سكان كييف


def find_city(entities: Entities, group: Group) -> int:
    """The number of the entity of a capital that is itself."""
    assert group.known is not None
    return entities.known(_shared(entities, group.known, group), rule=group.rule)


def _find(entities: Entities, group: Group) -> int:
    if group.anaphor == "place":
        back = _land_before(entities, group) if group.head is not None and group.head.level == "country" else find_back(entities, group)
        if back is None and not group.pronoun:
            back = latest_region(entities.parse, entities.drafts, entities.recent, group=group)
        if back is not None:
            return back
    if group.rule == "name.land":
        number = entities.nation(group.nations[0])
        entities.drafts[number].label = entities.label(group)
        return number
    if group.head is not None and is_capital(group.head):
        capital = _capital_of(entities, group) or _only_capital(entities, group)
        if capital is not None:
            if group.known is not None and group.known.level == "country":
                group.known, group.name = capital, None  # عاصمة الصومال is not called Somalia
            return entities.known(capital, rule=group.rule)
    if group.known is not None and (_is_part(group) or _is_seat_of(group)):
        group.name = group.known = None
    if group.name is None and (beside := _apposed(entities, group)) is not None:
        return beside
    entry = None if group.known is None else _homonym(entities, group)
    directed = group.head is not None and group.head.direction
    if group.head is not None and group.head.level == "border":
        only = _only_border(entities, group) if group.name is None else None
        return find_described(entities, group) if only is None else only  # حدود أرمينيا is not Armenia
    if entry is not None and not (directed and group.level == "direction"):
        if entry.stands_for and group.head is None and _acts(entities, group):
            return entities.known(entities.entry(entry.stands_for), rule="metonym.capital")
        number = entities.known(_shared(entities, entry, group), rule=group.rule)
        if entry.level in _KINDS:
            entities.by_key[("head", "place", _KINDS[entry.level])] = number  # معسكر زمزم, then المخيم
        return number
    if group.nations and group.head is not None and (group.head.level == "country" or _is_land(group)):
        return entities.nation(group.nations[0])
    if group.pronoun and group.head is not None and group.head.level == "country":
        owner = owner_before(entities, group)
        if (owner is not None and owner in entities.parse.lexicon.by_id) or (owner or "").startswith("nisba:"):
            return entities.nation(owner or "")
    if group.head is not None and group.head.type == "facility":
        return _facility(entities, group)
    if group.name is not None and not directed and not (group.of is not None and group.of.known is not None):
        if entities.parse.nisbas and (stem := _stem(entities, group)):
            return entities.nation(f"nisba:{stem}")  # مملكة دورانيا, where the text says الدوراني too
        return _unlisted(entities, group)
    if directed and group.of is not None and group.level in ("city", "town", "village", "settlement"):
        return group.of.entity
    return find_described(entities, group)


def _only_border(entities: Entities, group: Group) -> int | None:
    """The one border that the story has told of, for a border without a name (`حدودهما المشتركة`); None where it has told of none or two."""
    parse = entities.parse
    if group.nations or group.of is not None or not group.definite:
        return None
    story = parse.story_of(group.first)
    told = [h for g in parse.groups if g.entity >= 0 and parse.story_of(g.first) == story for h in (g, g.of) if h is not None and h.head is not None]
    found = {g.entity for g in told if g.entity >= 0 and g.head is not None and g.head.level == "border"}
    return found.pop() if len(found) == 1 else None


def _is_part(group: Group) -> bool:
    """True for towns or regions of a state, which they are parts of: `مدن أذربيجان`."""
    head = group.head
    many = head is not None and head.type == "place_head" and group.number != "s" and head.level in ("settlement", "region", "district")
    return many and group.known is not None and group.known.level == "country"


def _is_seat_of(group: Group) -> bool:
    """True for a capital of the region behind it, which is not called so: `عاصمة ولاية الجزيرة`."""
    return group.head is not None and is_capital(group.head) and group.known is not None and group.known.level in ("region", "district")


def _apposed(entities: Entities, group: Group) -> int | None:
    """The town that a description in apposition is: `زيلوفا، المدينة الحدودية`, `زيلوفا عاصمة الإقليم`; None where there is none."""
    head, parse, first = group.head, entities.parse, group.first
    if head is None or head.type != "place_head" or head.level != "settlement" or group.number != "s" or group.skip or group.anaphor:
        return None
    copula = first > 1 and parse.tokens.words[first - 1] in COPULAS  # زيلوفا، وهي المدينة الكبرى
    first -= copula
    comma = first > 1 and parse.tokens.words[first - 1] in COMMAS
    before = parse.group_at[first - 1 - comma] if first > comma else None
    if before is not None and before.head is not None and before.head.direction and before.of is not None and before.of.after == before.after:
        before = before.of  # جنوب مدينة زيلوفا عاصمة الإقليم
    if before is None or before.after != first - comma or before.type != "place" or before.entity < 0:
        return None
    if (not group.definite and group.of is None) or before.level not in _TOWNS or (before.name is None and before.anaphor != "place"):
        return None
    if before.name is not None and before.name[1] != before.after:
        return None
    return before.entity if before.head is None or not before.head.direction else None


def _is_land(group: Group) -> bool:
    """True for the territory of a state by its adjective and nothing else: `الأراضي الروسية`."""
    return group.head is not None and group.head.en in _LANDS and group.definite and group.after - group.first == 2


def _stem(entities: Entities, group: Group) -> str:
    """The stem of the relational adjective that the document derives from an unlisted name; empty where it derives none."""
    name = _proper(entities, group)
    return next((s for e in ("يا", "ا", "ه", "") if name.endswith(e) and (s := name[: len(name) - len(e)]) in entities.parse.nisbas), "")


def _unlisted(entities: Entities, group: Group) -> int:
    """A place that no list knows, by its name or by one that differs in its long vowels alone (`تينزاوتين`, `تنزاواتن`)."""
    name = _proper(entities, group)
    key: Key = ("place", name)
    if key not in entities.by_key:
        bare = consonants(name)
        spelled: Key = ("spelled", bare if len(bare) >= _FEWEST_CONSONANTS else name)
        if spelled not in entities.by_key:
            entities.by_key[spelled] = entities.new(group, rule=group.rule, label=name)
        entities.by_key[key] = entities.by_key[spelled]
    return entities.by_key[key]


def _land_before(entities: Entities, group: Group) -> int | None:
    """The state that `البلاد` means; one with a possessive is told by whoever speaks."""
    if group.pronoun or group.number == "d" or group.after - group.first > 1:
        return None
    state = country_of_scene(entities.parse, entities.drafts, entities.recent, group=group)
    return None if state is None else entities.nation(state)


def _capital_of(entities: Entities, group: Group) -> Name | None:
    """The capital of a state named by its adjective or in the genitive: `العاصمة الروسية`, `عاصمة روسيا`."""
    if group.name is not None:
        return entities.capital(group.known.id) if group.known is not None and group.known.level == "country" else None
    state = group.nations[0] if group.nations else None
    if state is None and group.of is not None and group.of.known is not None and group.of.known.level == "country":
        state = group.of.known.id
    return None if state is None else entities.capital(state)


def _only_capital(entities: Entities, group: Group) -> Name | None:
    """The capital that a bare `العاصمة` means: the only one that the story names, else that of the only state in it; None else."""
    if group.name is not None or group.nations or group.of is not None or group.pronoun or not group.definite or group.number != "s":
        return None
    parse = entities.parse
    if parse.language_of(group.first) == "en" or group.after - group.first > 1:
        return None
    story = parse.story_of(group.first)
    known = {g.known.id: g.known for g in parse.groups if g.known is not None and g.known.type == "place" and parse.story_of(g.first) == story}
    capitals = [entry for entry in known.values() if entry.stands_for]
    if capitals:
        return capitals[0] if len(capitals) == 1 else None
    states = {entry.id for entry in known.values() if entry.level == "country"}
    states |= {n for g in parse.groups for n in g.nations if n.startswith("place.") and parse.story_of(g.first) == story}
    return entities.capital(next(iter(states))) if len(states) == 1 else None


def _proper(entities: Entities, group: Group) -> str:
    assert group.name is not None
    return entities.parse.words(*group.name)[group.skip if group.name[0] == group.first else 0 :]


def _facility(entities: Entities, group: Group) -> int:
    """A facility is known by its kind and name (`جسر أوسترين`, then `معبر أوسترين`); a bare definite one is the last of its kind."""
    head = group.head
    assert head is not None
    kind = ("head", "place", head.level or class_of(head))
    bare = group.definite and group.number == "s" and group.after - group.first == 1
    latest = entities.by_key.get(kind)
    called = latest is not None and (is_named_place(entities.drafts[latest]) or _is_called(entities, latest))
    here = entities.parse.tokens.sentence_of
    near = latest is not None and here[entities.drafts[latest].groups[-1].first] == here[group.first]  # مخيم زيلوفا …، للمخيم
    if bare and not group.pronoun and (latest is None or (called and not near)) and (salient := _salient(entities, head)) is not None:
        group.anaphor = "place"
        return salient
    if bare and latest is not None:
        group.anaphor = "place" if called else group.anaphor
        return latest
    if group.name is not None and (listed := _listed_facility(entities, group)) is not None:
        number = entities.known(listed, rule=group.rule)
    elif group.name is not None:
        key: Key = ("facility", head.level or class_of(head), _proper(entities, group))
        if key not in entities.by_key:
            entities.by_key[key] = entities.new(group, rule=group.rule, label=entities.label(group))
        number = entities.by_key[key]
    else:
        number = find_described(entities, group)
    if group.number == "s":
        entities.by_key[kind] = number
    return number


def _is_called(entities: Entities, number: int) -> bool:
    """True for a facility that the text has called by a name."""
    for key, other in entities.by_key.items():
        if other == number and isinstance(key, tuple) and key[0] == "facility":
            return True
    return False


def _salient(entities: Entities, head: Head) -> int | None:
    """The facility with a name that the text has named most, the last of several, for a word of its kind (`المطار`); None where there is none."""
    word, kind = fold_word(head.lemma), head.level or class_of(head)
    found = [
        (len(draft.groups), at, number)
        for at, number in enumerate(entities.recent)
        if (draft := entities.drafts[number]).type == "place"
        and (
            word in draft.kinds or any(g.name is not None and g.head is not None and (g.head.level or class_of(g.head)) == kind for g in draft.groups)
        )
    ]
    return max(found)[2] if found else None


def _listed_facility(entities: Entities, group: Group) -> Name | None:
    """The plant, port or other facility that a list knows by the name behind its word (`مصنع "آزوفستال"`); None for a town in its name."""
    assert group.name is not None
    first, after = group.name
    named = [h.entry for h in entities.parse.hits[first] if h.after == after and type(h.entry) is Name and h.entry.type == "place"]
    return named[0] if named and all(e.level in _FACILITIES for e in named) else None


def _acts(entities: Entities, group: Group) -> bool:
    """True for a capital that stands for its state: no preposition of place before it, and no attack on it."""
    if _opens_line(entities.parse, group) or _is_taken(entities.parse, group) or _is_spot(entities.parse, group):
        return False
    if group.preposition == "علي":
        before = range(max(0, group.first - 6), group.first)
        return not any(type(h.entry) is Trigger and h.entry.kind in _ATTACKS for j in before for h in entities.parse.hits[j])
    comma = group.first > 1 and entities.parse.tokens.words[group.first - 1] in COMMAS
    seat = entities.parse.group_at[group.first - 1 - comma] if group.first else None
    if comma and seat is not None and seat.head is not None and is_capital(seat.head) and seat.after == group.first - 1:
        return False  # العاصمة اليمنية، صنعاء
    if seat is not None and seat.pronoun and seat.head is not None and seat.head.type == "facility":
        return False  # ومقره دمشق
    tags = entities.parse.tags
    if group.joined and group.after < len(tags) and tags[group.after] & VERB and not tags[group.after] & (NOUN_TAG | ADJECTIVE | PARTICLE):
        return True  # قرب زيلوفا وموسكو تتحدث عن
    return group.preposition not in _OF_PLACE and not group.preposition.startswith("في ")  # في قلب الخرطوم


def _opens_line(parse: Parse, group: Group) -> bool:
    """True for a town that opens a text as its dateline: `الخرطوم - وكالات`."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[group.first]][0]
    return group.first == first and group.after < len(parse.tokens) and parse.tokens.words[group.after] in DASHES


def _is_spot(parse: Parse, group: Group) -> bool:
    """True right behind a road, a seat or a verb whose subject is the scene: `طريق دمشق`, `ومقره لندن`, `التي تشهدها طرابلس`."""
    return group.first > 0 and any(
        (type(h.entry) is Head and (h.entry.en == _ROAD or (h.pronoun and h.entry.type == "facility")))
        or (type(h.entry) is Light and h.entry.subject == "place" and h.form.part in (PAST, PRESENT))
        for h in parse.hits[group.first - 1]
        if h.after == group.first
    )


def _is_taken(parse: Parse, group: Group) -> bool:
    """True right behind the noun of a seizure or siege: `استعادة الخرطوم`, `حصار كييف`."""
    return group.first > 0 and any(
        type(h.entry) is Trigger and h.entry.kind in ("seizure", "siege") and h.form.part == NOUN and h.after == group.first
        for h in parse.hits[group.first - 1]
    )


def _homonym(entities: Entities, group: Group) -> Name | None:
    """Of places of one name, the one whose level the head says; without a head, a state before a town before a region."""
    entry = group.known
    if entry is None or group.name is None:
        return entry
    level = group.head.level if group.head is not None and not group.head.direction else ""
    first = group.name[0]
    skip = group.skip if first == group.first else 0
    options = [
        h.entry
        for h in entities.parse.hits[first]
        if type(h.entry) is Name and h.entry.type == "place" and h.after == group.name[1] and h.form.part == "fixed" and h.before.length >= skip
    ]
    return min(options, key=lambda e: (level_gap(e.level, level), e.id != entry.id), default=entry)


def _shared(entities: Entities, entry: Name, group: Group) -> Name:
    """A town and its region under one name are one entity, unless the document tells them apart by their heads."""
    assert group.name is not None
    name = fold_word(entry.forms[0])
    if name in entities.split_names:
        return entry
    return entities.by_name.setdefault(name, entry)
