"""Which entities of different documents are one, as far as names tell: the first form, before a knowledge base resolves them.

Two entities are one where they bear the same id of the gazetteer, or the same full name in the same class. A person named by the
last name alone is the only person of that last name in the documents at hand, or nobody else. What is described rather
than named ("a medical source", "two soldiers") stays with its document.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from riwaya.fuse.names import stem, stems_of, words_of
from riwaya.model import Entity, FusedEntity, Mention, Reading

PERSON, PLACE, GROUP = "person", "place", "group"
_CLASSES = {"organization": "body", "medium": "body"}
_UNNAMED = ("people.", "anaphor.")
"""Rules of entities that are described, not named."""
_ADJECTIVE = "nation."
"""Rule of countries that the text speaks of by an adjective only."""
_HEADED = ("place_head.", "facility.", "body.", "medium_head.")
"""Rules of entities headed by a common noun: named only where a proper name stands with it ("the Dalmoran army", not "the army")."""


Ids = Mapping[tuple[str, str], str]
"""Document and the document's own id of an entity to its id beyond the document."""


class Identity(Struct, frozen=True, gc=False):
    """An entity of a document as fusion sees it.

    `id` is shared by all entities held to be one. `names` are the folded names and surfaces, `stems` those of its main name,
    `sides` the stems of the countries and towns that its names speak of: whose it is. `named` is False where it is only described;
    `wide` marks a country: a place that bodies are named after.
    """

    id: str
    type: str
    name: str
    names: frozenset[tuple[str, ...]]
    stems: frozenset[str]
    sides: frozenset[str]
    known: str | None
    named: bool
    wide: bool


class Identities(Struct, frozen=True):
    """The identity of every entity, by document and the document's own id, and the fused entities by their id."""

    of: Mapping[tuple[str, str], Identity]
    fused: Mapping[str, FusedEntity]


def identify(readings: Sequence[Reading], countries: Mapping[str, frozenset[str]] | None = None, *, ids: Ids | None = None) -> Identities:
    """The identities of all entities of readings, whatever their order.

    `countries` maps those whom the gazetteer knows to the stems of their country's names, for whom their own name does not tell it.
    `ids` are those that linking gave to entities; the others are told apart by their names alone.
    """
    places = _place_stems(readings)
    nations = _nation_stems(readings, places)
    last_names = _last_names(readings)
    adjectives = _countries_by_stem(readings)
    of: dict[tuple[str, str], Identity] = {}
    for reading in sorted(readings, key=lambda r: r.document.id):
        document = reading.document.id
        surfaces = _surfaces(reading)
        for entity in reading.entities:
            identity = _identity(document, entity, surfaces=surfaces.get(entity.id, ()), places=places, nations=nations, last_names=last_names)
            if entity.rule.startswith(_ADJECTIVE) and not identity.known:
                home = adjectives.get(next(iter(sorted(identity.stems & adjectives.keys())), ""))
                identity = msgspec.structs.replace(identity, id=home) if home else identity
            country = (countries or {}).get(entity.known or "")
            if country:
                identity = msgspec.structs.replace(identity, sides=identity.sides | (country & places))
            of[document, entity.id] = identity
    of = _renamed(of, ids) if ids else of
    members: defaultdict[str, list[tuple[str, Entity]]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: r.document.id):
        for entity in reading.entities:
            members[of[reading.document.id, entity.id].id].append((reading.document.id, entity))
    return Identities(_with_all_sides(of), {id: _fused(id, found) for id, found in members.items()})


def _renamed(of: Mapping[tuple[str, str], Identity], ids: Ids) -> dict[tuple[str, str], Identity]:
    """The identities under the ids that linking gave them, and with them those that names alone hold to be one of these."""
    given: defaultdict[str, set[str]] = defaultdict(set)
    for key, id in ids.items():
        if key in of:
            given[of[key].id].add(id)
    alone = {old: next(iter(new)) for old, new in given.items() if len(new) == 1}
    return {key: msgspec.structs.replace(identity, id=ids.get(key) or alone.get(identity.id, identity.id)) for key, identity in of.items()}


def _with_all_sides(of: Mapping[tuple[str, str], Identity]) -> dict[tuple[str, str], Identity]:
    """Persons with every side that any document gives them: whose spokeswoman she is, one page says and the next leaves out."""
    sides: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for identity in of.values():
        if identity.type == PERSON and identity.named:
            sides[identity.id] |= identity.sides
    found = dict(of)
    for key, identity in of.items():
        if identity.id in sides and sides[identity.id] != identity.sides:
            found[key] = msgspec.structs.replace(identity, sides=sides[identity.id])
    return found


def _identity(
    document: str,
    entity: Entity,
    *,
    surfaces: Iterable[str],
    places: frozenset[str],
    nations: frozenset[str],
    last_names: Mapping[str, str | None],
) -> Identity:
    labels = [entity.labels[language] for language in sorted(entity.labels)]
    names = frozenset(w for w in (words_of(n) for n in [entity.name, *labels, *surfaces]) if w)
    stems = frozenset(s for n in [entity.name, *labels] for s in stems_of(n))
    sides = frozenset(s for words in names for s in map(stem, words) if s in places)
    own = sides & stems
    id = _global_id(entity, named=bool(own) or not entity.rule.startswith(_HEADED), last_names=last_names)
    wide = entity.type == PLACE and any(len(words) == 1 and stem(words[0]) in nations for words in names)
    return Identity(
        id=id or f"{document}#{entity.id}",
        type=entity.type,
        name=entity.name,
        names=names,
        stems=stems,
        sides=sides,
        known=entity.known,
        named=id is not None,
        wide=wide,
    )


def _global_id(entity: Entity, *, named: bool, last_names: Mapping[str, str | None]) -> str | None:
    """What an entity is called beyond its document; None for one that is described, not named."""
    if entity.known or entity.wikidata:
        return entity.known or f"wikidata.{entity.wikidata}"
    words = words_of(entity.labels.get("en") or entity.name)
    if not words or not named or entity.type == GROUP or entity.role_of or entity.rule.startswith(_UNNAMED):
        return None
    if entity.type == PERSON:
        if len(words) == 1:
            return last_names.get(words[0])
        return f"person:{' '.join(words)}"
    return f"{_CLASSES.get(entity.type, entity.type)}:{' '.join(words)}"


def _place_stems(readings: Iterable[Reading]) -> frozenset[str]:
    """The stems of places of one word: by them a body is known to belong to a country."""
    counts: Counter[str] = Counter()
    for reading in readings:
        for entity in reading.entities:
            if entity.type == PLACE and not entity.rule.startswith(_HEADED):
                for name in {entity.name, *entity.labels.values()}:
                    words = words_of(name)
                    if len(words) == 1:
                        counts[stem(words[0])] += 1
    return frozenset(counts)


def _countries_by_stem(readings: Iterable[Reading]) -> dict[str, str]:
    """The stem of a country's name to the id it bears where it is named itself: of an adjective (`الجانب التورساني`) only the stem is sure."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for reading in readings:
        for entity in reading.entities:
            if entity.type == PLACE and not entity.rule.startswith((_ADJECTIVE, *_HEADED)):
                words = words_of(entity.labels.get("en") or entity.name)
                if len(words) == 1:
                    counts[stem(words[0])][_global_id(entity, named=True, last_names={}) or ""] += 1
    return {word: _most(ids) for word, ids in counts.items()}


def _nation_stems(readings: Iterable[Reading], places: frozenset[str]) -> frozenset[str]:
    """The stems of places that two bodies or more are named after, as armies and ministries are after their country."""
    counts: Counter[str] = Counter()
    for reading in readings:
        for entity in reading.entities:
            if entity.type == "organization":
                counts.update({s for n in {entity.name, *entity.labels.values()} for s in stems_of(n)} & places)
    return frozenset(s for s, count in counts.items() if count > 1)


def _last_names(readings: Iterable[Reading]) -> dict[str, str | None]:
    """Last name to the id of the only person who bears it; None where several do."""
    found: dict[str, str | None] = {}
    for reading in readings:
        for entity in reading.entities:
            if entity.type == PERSON:
                for name in {entity.name, *entity.labels.values()}:
                    words = words_of(name)
                    if len(words) > 1:
                        id = _global_id(entity, named=True, last_names={}) or ""
                        found[words[-1]] = id if found.get(words[-1], id) == id else None
    return found


def _surfaces(reading: Reading) -> dict[str, list[str]]:
    """What each entity is called in the text, without anaphors."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for mention in reading.mentions:
        if not _is_anaphor(mention):
            found[mention.entity].append(reading.document.text[mention.start : mention.end])
    return found


def _is_anaphor(mention: Mention) -> bool:
    return mention.rule.startswith("anaphor.")


def _fused(id: str, found: Sequence[tuple[str, Entity]]) -> FusedEntity:
    """One entity for all: its most frequent name, and for each language the most frequent label (the first in order among equals)."""
    names = Counter(e.name for _, e in found)
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for _, entity in found:
        for language, label in entity.labels.items():
            labels[language][label] += 1
    return FusedEntity(
        id=id,
        type=found[0][1].type,
        name=_most(names),
        labels={language: _most(labels[language]) for language in sorted(labels)},
        members=tuple(f"{document}#{entity.id}" for document, entity in found),
    )


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))
