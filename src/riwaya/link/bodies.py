"""Which body or medium of the knowledge base one of a document is: by the readers' own lists, by name, or as a body that every state has."""

from riwaya.link.context import Context
from riwaya.link.scores import Linked
from riwaya.model import Entity


def resolve_body(entity: Entity, context: Context) -> Linked | None:
    """The body that an entity is, None where the base does not know, or not surely."""
    if entity.known is not None:
        fact = context.base.get(entity.known)
        return None if fact is None else Linked(fact, 0.97, "link.listed")
    for name in context.names(entity):
        found = context.base.named(name, type=entity.type)
        if len(found) == 1:
            return Linked(found[0], 0.95, "link.name")
    if entity.of is not None:
        body = context.base.state_body(entity.heads, entity.of)
        if body is not None:
            return Linked(body, 0.97, "link.state_body")
    return None
