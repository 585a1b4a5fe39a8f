"""Incidents for the report, made by hand from readings: joined as given, with the values that their events carry."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from riwaya.model import (
    Account,
    Contact,
    Dispute,
    DisputedValue,
    Event,
    FusedEntity,
    FusedParticipant,
    FusedQuantity,
    FusedTime,
    Incident,
    Link,
    Reading,
    Relation,
    Statement,
)
from tests.export import stories

Member = tuple[str, str]
"""A document and one of its events, or, for a bare denial, one of its statements."""


@lru_cache(maxsize=1)
def sample_readings() -> tuple[Reading, ...]:
    """The readings of the stories."""
    return stories.readings()


@lru_cache(maxsize=1)
def sample_incidents() -> tuple[Incident, ...]:
    """The strike, which is denied and once copied, its dead, on whose number accounts differ, a call, a planned meeting, two without a day."""
    readings = sample_readings()
    return (
        made(
            readings,
            "strike-1",
            [("a1", "e0"), ("a2", "e0"), ("a2", "s0"), ("a3", "e0")],
            standing="contested",
            related=("dead-1", "casualties"),
            copies=(3,),
        ),
        made(readings, "dead-1", [("a1", "e1"), ("a2", "e1"), ("a3", "e1")], standing="contested", related=("strike-1", "strike"), copies=(2,)),
        made(readings, "call-1", [("a4", "e0")]),
        made(readings, "meeting-1", [("a4", "e1")]),
        made(readings, "assault-1", [("a5", "e0")]),
        made(readings, "displacement-1", [("a5", "e1")]),
    )


def made(
    readings: Sequence[Reading],
    id: str,
    members: Sequence[Member],
    *,
    standing: str = "uncontested",
    related: tuple[str, str] | None = None,
    copies: tuple[int, ...] = (),
) -> Incident:
    """An incident of these members; fields on which their values differ are disputed, and a bare denial disputes that it happened."""
    by_id = {r.document.id: r for r in readings}
    accounts = tuple(_account(by_id[document], key) for document, key in members)
    events = [_record(by_id[document].events, key) for document, key in members]
    first = next(event for event in events if event)
    lead = next(n for n, event in enumerate(events) if event)
    home = members[lead][0]
    return Incident(
        id=id,
        kind=first.kind,
        status=first.status,
        when=FusedTime(first.when.from_, first.when.to, first.when.basis, first.when.span, lead) if first.when else None,
        place=_global(by_id[home], first.place) if first.place else None,
        participants=tuple(
            FusedParticipant(p.role, p.entity and _global(by_id[home], p.entity), p.mention, p.text, lead) for p in first.participants
        ),
        quantities=tuple(
            FusedQuantity(what=q.what, min=q.min, max=q.max, approximate=q.approximate, of=None, span=q.span, account=lead) for q in first.quantities
        ),
        entities=_entities([by_id[d] for d in sorted({d for d, _ in members})]),
        related=(Relation(*related),) if related else (),
        accounts=accounts,
        standing=standing,
        standing_rule="standing.denied" if standing == "contested" else "standing.alone",
        field_standing={"when": "corroborated"} if len(accounts) > 1 else {},
        disputes=tuple(_disputes(accounts)),
        copies=copies,
        rule="by.hand",
    )  # fmt: skip


def contact(incident: Incident, pair: tuple[str, str], **changes: Any) -> Contact:
    """A contact of an incident between two of its entities."""
    plain = Contact(
        incident=incident.id, kind=incident.kind, status=incident.status, pair=pair, names=pair, when=incident.when, initiative=(),
        initiative_accounts=(), previous=None, gap_days=None, rule="by.hand",
    )  # fmt: skip
    return msgspec.structs.replace(plain, **changes)


def _record(records: Sequence[Any], key: str) -> Any:
    return next((record for record in records if record.id == key), None)


def _global(reading: Reading, key: str) -> str:
    entity = _record(reading.entities, key)
    return f"{entity.type}:{entity.name}"


def _entities(readings: Sequence[Reading]) -> tuple[FusedEntity, ...]:
    named = {_global(r, e.id): e for r in reversed(readings) for e in r.entities}
    members = {key: tuple(f"{r.document.id}#{e.id}" for r in readings for e in r.entities if _global(r, e.id) == key) for key in named}
    return tuple(FusedEntity(id=key, type=e.type, name=e.name, labels=e.labels, members=members[key]) for key, e in named.items())


def _account(reading: Reading, key: str) -> Account:
    event: Event | None = _record(reading.events, key)
    stated = event.statements[0] if event and event.statements else key if event is None else None
    statement: Statement | None = _record(reading.statements, stated or "")
    sources: tuple[Link, ...] = statement.sources if statement else ()
    return Account(
        document=reading.document.id,
        event=event.id if event else None,
        statement=stated,
        outlet=reading.document.outlet,
        sources=sources,
        relays=statement.relays if statement else (),
        act=statement.act if statement else "assert",
        told=reading.document.published,
        values=_values(reading, event) if event else {},
        evidence=event.evidence if event else (statement.start, statement.end) if statement else (0, 0),
        rule="by.hand",
    )


def _values(reading: Reading, event: Event) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if event.status in ("happened", "denied"):
        values["occurrence"] = event.status == "happened"
    if event.when:
        values["when"] = msgspec.to_builtins(event.when)
    if event.place:
        values["place"] = _global(reading, event.place)
    if event.participants:
        values["participants"] = [{"role": p.role, "entity": p.entity and _global(reading, p.entity), "text": p.text} for p in event.participants]
    if event.initiative and event.initiative.entity:
        values["initiative"] = _global(reading, event.initiative.entity)
    return values | {q.what: {"min": q.min, "max": q.max, "approximate": q.approximate} for q in event.quantities}


def _disputes(accounts: Sequence[Account]) -> Iterable[Dispute]:
    denied = tuple(n for n, account in enumerate(accounts) if account.act == "deny")
    if denied:
        told = tuple(n for n in range(len(accounts)) if n not in denied)
        yield Dispute(field="occurrence", values=(DisputedValue(True, told), DisputedValue(False, denied)), rule="by.hand")
    for field in dict.fromkeys(field for account in accounts for field in account.values):
        if field in ("occurrence", "when", "place", "participants", "initiative"):
            continue
        groups: dict[str, list[int]] = {}
        for number, account in enumerate(accounts):
            if field in account.values:
                groups.setdefault(msgspec.json.encode(account.values[field]).decode(), []).append(number)
        if len(groups) > 1:
            values = tuple(DisputedValue(accounts[held[0]].values[field], tuple(held)) for held in groups.values())
            yield Dispute(field=field, values=values, rule="by.hand")
