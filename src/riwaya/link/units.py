"""The names that documents give to entities, each under a key that holds for all documents: what is judged when two of them may be one."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from riwaya.link.keys import plain_key
from riwaya.model import Entity, Reading
from riwaya.names import tells

_ADJECTIVE = "nation."
"""The rules of lands known by an adjective alone."""
_CLASSES = {"person": "person", "organization": "body", "medium": "body", "place": "place"}
"""Types that have names to the class that their keys tell apart: an agency is a body to one text and a medium to another."""


def class_of(type: str) -> str:
    """What keys tell apart of a type of entity: two entities of different classes are never one."""
    return _CLASSES.get(type, type)


class Member(Struct, frozen=True):
    """An entity of a document."""

    document: str
    entity: Entity


class Unit(Struct, frozen=True):
    """All entities of one key: `known` is the id of the base, `names` what they are called, `owners` the countries and bodies whose they are
    said to be, `heads` the lexicon's heads that describe them, `members` the entities of documents, in order.
    """

    key: str
    type: str
    known: str | None
    names: tuple[str, ...]
    owners: frozenset[str]
    heads: frozenset[str]
    members: tuple[Member, ...]


def key_of(entity: Entity) -> str | None:
    """The key of an entity: its id in the base, or its type and folded name; None for one that is described, not named."""
    if entity.known is not None:
        return entity.known
    if entity.type not in _CLASSES or entity.role_of is not None or entity.rule.startswith(_ADJECTIVE):
        return None
    if not entity.named and not (entity.type == "organization" and entity.of is not None and " " in entity.name):
        return None
    name = plain_key(entity.name)
    return f"{_CLASSES[entity.type]}:{name}" if name else None


def units_of(readings: Sequence[Reading], split: frozenset[str] = frozenset()) -> dict[str, Unit]:
    """The units of readings, by key in order; `split` are keys of single documents (`DOCUMENT@TYPE:name`) that are judged apart from the others.

    So is a person whose name has no word that not many share (محمد علي): common given names alone never make one of two.
    """
    found: defaultdict[str, list[Member]] = defaultdict(list)
    for reading in readings:
        for entity in reading.entities:
            key = key_of(entity)
            if key is not None:
                own = f"{reading.document.id}@{key}"
                alone = own in split or (entity.type == "person" and entity.known is None and not tells(entity.name))
                found[own if alone else key].append(Member(reading.document.id, entity))
    return {key: _unit(key, found[key]) for key in sorted(found)}


def _unit(key: str, found: Sequence[Member]) -> Unit:
    entities = [member.entity for member in found]
    return Unit(
        key=key,
        type=entities[0].type,
        known=entities[0].known if "@" not in key else None,
        names=tuple(sorted({entity.name for entity in entities})),
        owners=frozenset(entity.of for entity in entities if entity.of),
        heads=frozenset(head for entity in entities for head in entity.heads),
        members=tuple(found),
    )
