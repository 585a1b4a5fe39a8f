"""Gives a reading's entities their identity beyond the document."""

from msgspec import structs

from riwaya.link.base import Base
from riwaya.link.bodies import resolve_body
from riwaya.link.context import Context
from riwaya.link.facts import Fact
from riwaya.link.merging import merge_same
from riwaya.link.persons import resolve_person
from riwaya.link.places import resolve_place
from riwaya.link.scores import Linked
from riwaya.model import Entity, Reading

_RESOLVERS = {"person": resolve_person, "organization": resolve_body, "medium": resolve_body, "place": resolve_place}


def link(reading: Reading, base: Base) -> Reading:
    """The reading with its entities resolved against the knowledge base; what it does not know, or not surely, stays as it was read."""
    context = Context.of(reading, base)
    entities = tuple(_resolved(entity, context) for entity in reading.entities)
    return merge_same(structs.replace(reading, entities=entities))


def _resolved(entity: Entity, context: Context) -> Entity:
    resolver = _RESOLVERS.get(entity.type)
    linked = resolver(entity, context) if resolver is not None else None
    if linked is None:
        return entity
    if linked.fact is None:
        return _unlinked(entity, context)
    return _with_fact(entity, linked, linked.fact)


def _unlinked(entity: Entity, context: Context) -> Entity:
    """A place or person that the readers' lists took for one that it is not, as the text names it."""
    return structs.replace(entity, known=None, labels={context.reading.document.language or "ar": entity.name})


def _with_fact(entity: Entity, linked: Linked, fact: Fact) -> Entity:
    return structs.replace(
        entity,
        known=fact.id,
        labels={**entity.labels, **fact.labels},
        wikidata=fact.wikidata,
        geonames=fact.geonames,
        latitude=fact.latitude,
        longitude=fact.longitude,
        precision=fact.precision,
        radius_km=fact.radius_km,
        confidence=linked.confidence,
        link=linked.rule,
    )
