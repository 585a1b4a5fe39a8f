"""What the tests of the ledger keep in it: readings made by hand, and an incident for each of their events."""

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

from msgspec import structs

from riwaya.ledger.store import Stored, open_ledger
from riwaya.model import (
    Account,
    Dispute,
    DisputedValue,
    Document,
    FusedEntity,
    FusedParticipant,
    FusedQuantity,
    FusedTime,
    Incident,
    Judgement,
    Passage,
    Reading,
    Reason,
    Relation,
    Story,
)
from tests.model.records import incident, reading


@cache
def readings() -> tuple[Reading, ...]:
    """Readings `doc-01` to `doc-08` of articles that differ in their last line, by id."""
    return tuple(_reading(number) for number in range(1, 9))


def _reading(number: int) -> Reading:
    made = reading()
    text = f"{made.document.text}\nالملحق رقم {number}.\n"
    document = structs.replace(made.document, id=f"doc-{number:02}", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    last = structs.replace(made.passages[-1], end=len(text))
    return structs.replace(made, document=document, passages=(*made.passages[:-1], last))


def stored(items: Sequence[Reading] | None = None, *, input: str = "k1") -> list[Stored]:
    return [Stored(reading, input) for reading in (readings() if items is None else items)]


def plain(id: str, text: str) -> Reading:
    """A reading with nothing but one passage."""
    document = Document(id=id, text=text, sha256=hashlib.sha256(text.encode()).hexdigest())
    whole = Passage(start=0, end=len(text), role="body", story=0, language="ar")
    story = Story(id=0, start=0, end=len(text))
    return Reading(document=document, stories=(story,), passages=(whole,), entities=(), mentions=(), times=(), statements=(), events=())


def incidents() -> list[Incident]:
    """One incident for each event of the readings; the first two are related and the first is disputed."""
    made = [_incident(source, n) for source in readings() for n in range(len(source.events))]
    dispute = Dispute(field="place", values=(DisputedValue("a", (0,)),), rule="test")
    made[0] = structs.replace(made[0], related=(Relation(made[1].id, "casualties"),), disputes=(dispute,), copies=(0,))
    return made


def _incident(source: Reading, number: int) -> Incident:
    event, document = source.events[number], source.document
    statement = next((s for s in source.statements if s.id in event.statements), None)
    account = Account(
        document=document.id,
        event=event.id,
        statement=statement.id if statement else None,
        outlet=document.outlet,
        sources=statement.sources if statement else (),
        relays=statement.relays if statement else (),
        act=statement.act if statement else "assert",
        told=document.published,
        values={"kind": event.kind},
        evidence=event.evidence,
        rule="test",
    )
    when = event.when
    return structs.replace(
        incident(),
        id=f"{document.id}-{event.id}",
        kind=event.kind,
        status=event.status,
        when=FusedTime(when.from_, when.to, when.basis, when.span, 0) if when else None,
        place=f"{document.id}#{event.place}" if event.place else None,
        participants=tuple(
            FusedParticipant(p.role, f"{document.id}#{p.entity}" if p.entity else None, p.mention, p.text, 0) for p in event.participants
        ),
        quantities=tuple(
            FusedQuantity(what=q.what, min=q.min, max=q.max, approximate=q.approximate, of=None, span=q.span, account=0) for q in event.quantities
        ),
        entities=tuple(
            FusedEntity(id=f"{document.id}#{x.id}", type=x.type, name=x.name, labels=x.labels, members=(f"{document.id}#{x.id}",))
            for x in source.entities
        ),
        related=(),
        accounts=(account,),
        standing="uncontested",
        disputes=(),
        copies=(),
    )


def judgement(left: str = "doc-01#e0", right: str = "doc-02#e0", *, verdict: str = "same", by: str = "fuse") -> Judgement:
    return Judgement(left=left, right=right, verdict=verdict, score=0.75, reasons=(Reason("day", 1.5, "one day"),), by=by, rule="test")


def full_ledger(path: Path) -> Path:
    """A ledger with these readings, fused."""
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored())
        ledger.replace_fusion(incidents(), [judgement()], key="f1")
    return path


def alter(path: Path, *statements: str) -> None:
    """Change a ledger behind the program's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def content(path: Path) -> list[object]:
    """All that a ledger has to tell, ready to be compared."""
    with open_ledger(path) as ledger:
        return [ledger.inputs(), list(ledger.readings()), list(ledger.incidents()), list(ledger.judgements()), ledger.problems(), ledger.fused_key()]
