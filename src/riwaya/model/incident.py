"""What happened, as told by all its accounts (the contract's section 2)."""

from datetime import date
from typing import Any

from msgspec import Struct, field

from riwaya.model.entity import LedgerEntity
from riwaya.model.interval import Span
from riwaya.model.reading import Entity, Link


class Relation(Struct, frozen=True):
    """A tie to another incident of the same happening, such as a strike and its casualties."""

    incident: str
    relation: str


class FusedEntity(Struct, frozen=True, kw_only=True):
    """Someone or something that several documents may name.

    `members` are its entities in the documents of the incident's accounts, as `DOCUMENT#x3`, by document.
    """

    id: str
    type: str
    name: str
    labels: dict[str, str]
    members: tuple[str, ...]


def label_of(entity: Entity | FusedEntity | LedgerEntity) -> str:
    """The English label of an entity where there is one, else its name."""
    return entity.labels.get("en") or entity.name


class FusedTime(Struct, frozen=True):
    """The day of an incident, as one of its accounts gives it: `account` is the position of that account, `span` its words there."""

    from_: date | None = field(name="from")
    to: date | None
    basis: str
    span: Span | None
    account: int


class FusedParticipant(Struct, frozen=True):
    """An entity (of the incident's `entities`) in its role, with the words of the account at position `account`."""

    role: str
    entity: str | None
    mention: str | None
    text: str | None
    account: int


class FusedQuantity(Struct, frozen=True, kw_only=True):
    """A counted amount with bounds, both included, as the account at position `account` gives it; `of` is one of `entities`."""

    what: str
    min: int | None
    max: int | None
    approximate: bool
    of: str | None
    span: Span | None
    account: int


class Account(Struct, frozen=True, kw_only=True):
    """One telling of an incident; `event` is None for a bare denial, `statement` None in the outlet's own voice.

    `told` is the day on which it was said or published. `values` are the fields that this account gives, ready to be shown:
    `DOCUMENT#EVENT.FIELD` is the cell behind each. `flags` are those of the passage that tells it; a flagged account weighs half.
    """

    document: str
    event: str | None
    statement: str | None
    outlet: str | None
    sources: tuple[Link, ...]
    relays: tuple[Link, ...]
    act: str
    told: date | None
    values: dict[str, Any]
    evidence: Span
    rule: str
    flags: tuple[str, ...] = ()


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
    """The fused view of one incident of one kind, with every account of it.

    `place` and the entities of participants and quantities are ids of `entities`. `standing_rule` says why the standing is what it is,
    `field_standing` how each field stands. `disputes` and `copies` point at accounts by position.
    """

    id: str
    kind: str
    status: str
    when: FusedTime | None
    place: str | None
    participants: tuple[FusedParticipant, ...]
    quantities: tuple[FusedQuantity, ...]
    entities: tuple[FusedEntity, ...]
    related: tuple[Relation, ...]
    accounts: tuple[Account, ...]
    standing: str
    standing_rule: str
    field_standing: dict[str, str]
    disputes: tuple[Dispute, ...]
    copies: tuple[int, ...]
    rule: str


class Reason(Struct, frozen=True):
    """One consideration in a judgement: what was compared, how much it weighed (for: positive), in words."""

    feature: str
    weight: float
    says: str


class Judgement(Struct, frozen=True, kw_only=True):
    """Whether two events (`DOCUMENT#e3`) tell one incident: `same`, `different` or `unsure`, by whom or what, and why."""

    left: str
    right: str
    verdict: str
    score: float
    reasons: tuple[Reason, ...]
    by: str
    rule: str


class Contact(Struct, frozen=True, kw_only=True):
    """A call, meeting or summons between parties, and how long after the last one between the same two it came.

    `parties` are ids of the incident's `entities`; `pair` is the two whom the line is about. `initiative` names who sought it,
    None where no account says. `previous` and `gap_days` look back over the incidents at hand only; None where there is none or a day is unknown.
    """

    incident: str
    kind: str
    status: str
    pair: tuple[str, str]
    names: tuple[str, str]
    when: FusedTime | None
    initiative: tuple[str, ...]
    initiative_accounts: tuple[int, ...]
    previous: str | None
    gap_days: int | None
    rule: str
