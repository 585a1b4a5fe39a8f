"""Which place of the knowledge base a place of a document is."""

from riwaya.link.context import Context
from riwaya.link.scores import Linked
from riwaya.model import Entity


def resolve_place(entity: Entity, context: Context) -> Linked | None:
    """The place that an entity is, None where the base does not know, or not surely."""
    if entity.known is not None:
        fact = context.base.get(entity.known)
        return None if fact is None else Linked(fact, 0.95, "link.listed")
    return None
