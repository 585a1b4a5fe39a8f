"""What a link is: a fact of the base, how surely, and by which rule."""

from msgspec import Struct

from riwaya.link.facts import Fact


class Linked(Struct, frozen=True):
    """An entity's identity: `confidence` is the probability that it is right; `rule` the decision behind it.

    `fact` is None where the entity is surely not who the readers' tables take it for.
    """

    fact: Fact | None
    confidence: float
    rule: str
