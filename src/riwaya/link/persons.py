"""Which person of the knowledge base a person of a document is: by the readers' own lists, by full name, or as holder of an office on that day."""

from riwaya.link.context import Context
from riwaya.link.facts import Fact
from riwaya.link.scores import Linked
from riwaya.model import Entity


def resolve_person(entity: Entity, context: Context) -> Linked | None:
    """The person that an entity is, None where the base does not know, or not surely."""
    if entity.known is not None:
        fact = context.base.get(entity.known)
        return None if fact is None else Linked(fact, 0.97, "link.listed")
    if entity.role_of is not None:
        return _holder(entity, context)
    return _by_name(entity, context)


def _by_name(entity: Entity, context: Context) -> Linked | None:
    for name in context.names(entity):
        if len(name.split()) < 2:
            continue  # a given name or a surname alone is nobody's
        found = context.base.named(name, type="person")
        if len(found) == 1:
            return Linked(found[0], 0.95, "link.name")
    return None


def _holder(entity: Entity, context: Context) -> Linked | None:
    """Who held the office that the text names, on the day of publication: only where the base surely knows one, and nobody else may have."""
    role = next((context.base.role_of_head[head] for head in entity.heads if head in context.base.role_of_head), None)
    if role is None or entity.of is None or context.day is None:
        return None
    may = context.base.holders(role, entity.of, day=context.day)
    if len(may) != 1 or not _surely(may[0], role, entity.of.partition(".")[2], context):
        return None
    return Linked(may[0], 0.9, "link.holder")


def _surely(fact: Fact, role: str, body: str, context: Context) -> bool:
    assert context.day is not None
    return any(o.role == role and o.body == body and o.covers(context.day) for o in fact.offices)
