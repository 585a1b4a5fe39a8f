"""What happened, as told by all its accounts (the contract's section 2)."""

from typing import Any

from msgspec import Struct

from riwaya.model.interval import Span
from riwaya.model.reading import EventTime, Link, Participant, Quantity


class Relation(Struct, frozen=True):
    """A tie to another incident of the same happening, such as a strike and its casualties."""

    incident: str
    relation: str


class Account(Struct, frozen=True, kw_only=True):
    """One telling of an incident; `event` is None for a bare denial, `statement` None in the outlet's own voice."""

    document: str
    event: str | None
    statement: str | None
    outlet: str | None
    sources: tuple[Link, ...]
    relays: tuple[Link, ...]
    act: str
    values: dict[str, Any]
    evidence: Span
    rule: str


class DisputedValue(Struct, frozen=True):
    """One of the values that accounts give for a field, with the positions of those accounts."""

    value: Any
    accounts: tuple[int, ...]


class Dispute(Struct, frozen=True, kw_only=True):
    """A field on which accounts disagree."""

    field: str
    values: tuple[DisputedValue, ...]
    rule: str


class Incident(Struct, frozen=True, kw_only=True):
    """The fused view of one incident of one kind, with every account of it."""

    id: str
    kind: str
    when: EventTime | None
    place: str | None
    participants: tuple[Participant, ...]
    quantities: tuple[Quantity, ...]
    related: tuple[Relation, ...]
    accounts: tuple[Account, ...]
    standing: str
    disputes: tuple[Dispute, ...]
    copies: tuple[int, ...]
    rule: str
