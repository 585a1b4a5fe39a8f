"""Checks a whole ledger: every span prints, every hash holds, every reference resolves, every column and index says what the records say."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, String, Table, exc, select, type_coerce
from sqlalchemy.types import Date

from riwaya.errors import StoreError
from riwaya.ledger import rows, schema, sqlite
from riwaya.ledger.findings import Finding, Known, check_reading, known_of, wrong_span
from riwaya.ledger.fused_findings import check_incident
from riwaya.ledger.rows import Row
from riwaya.ledger.store import FUSE, Ledger
from riwaya.model import Copy, EntityJudgement, Incident, Judgement, LedgerEntity, Problem, Reading

__all__ = ["Finding", "verify"]

_KEPT_DOCUMENTS = 128
Record = TypeVar("Record", bound=Struct)
Names = dict[str, tuple[set[str], set[str], set[str]]]
"""Document → the ids of its events, of its statements, and of its entities."""


def verify(ledger: Ledger) -> Iterator[Finding]:
    """Everything in a ledger that does not hold, document by document, then incident by incident; nothing where it is whole."""
    with ledger.connected() as connection, sqlite.any_text(connection):
        damages = sqlite.damages(connection)
        yield from (Finding(ledger.path.name, f"the database is damaged: {damage}") for damage in damages)
        if damages:
            return
        names: Names = {}
        yield from _check_documents(connection, names)
        yield from _check_words(connection, ledger.path.name)
        yield from _check_problems(connection)
        fused = ledger.fused_key() is not None
        if not fused and any(events for events, _, _ in names.values()):
            yield Finding(ledger.path.name, "readings have changed since incidents were fused; run `riwaya run` again to finish")
        yield from _check_incidents(ledger, connection, names=names, fused=fused)
        yield from _check_judgements(connection, names=names, fused=fused)
        yield from _check_entities(connection, names=names, fused=fused)
        yield from _check_copies(ledger, connection, fused=fused)


def _check_documents(connection: Connection, names: Names) -> Iterator[Finding]:
    """Documents and their passages; `names` is filled on the way."""
    for kept in _kept(connection, schema.documents):
        id = str(kept["id"])
        reading, finding = _record(Reading, kept, guarded=(kept["input"],), cell=id)
        if finding:
            yield finding
        if reading is None:
            names[id] = (set(), set(), set())
            continue
        names[id] = (
            {event.id for event in reading.events},
            {statement.id for statement in reading.statements},
            {entity.id for entity in reading.entities},
        )
        made = rows.document_row(rows.Stored(reading, kept["input"]))
        del made["digest"], made["body"]
        if kept["plain"] and not made.pop("plain"):
            yield Finding(f"{id}.sha256", "the text is not the one that its hash was taken of")
        yield from _check_columns(id, made, kept=kept)
        yield from check_reading(reading)
        yield from _check_passages(connection, reading)


def _check_passages(connection: Connection, reading: Reading) -> Iterator[Finding]:
    id, table = reading.document.id, schema.passages
    query = select(table.c.document, table.c.start, table.c.end, table.c.words).where(table.c.document == id)
    kept = [dict(row._mapping) for row in connection.execute(query.order_by(table.c.id))]
    if sorted(kept, key=_place) != sorted(rows.passage_rows(reading), key=_place):
        yield Finding(id, "the words kept for search are not those of its passages")


def _place(row: Row) -> str:
    return f"{row['start']} {row['end']}"


def _check_words(connection: Connection, name: str) -> Iterator[Finding]:
    """The index of words holds what the passages say, word by word and place by place."""
    table = schema.passages
    known = set(connection.scalars(select(schema.documents.c.id)))
    expected: dict[int, int] = {}
    documents: dict[int, str] = {}
    for row in connection.execute(select(table.c.id, table.c.document, table.c.words).execution_options(yield_per=200)):
        expected[row.id] = sum(hash(entry) for entry in enumerate(str(row.words).split(" ")) if entry[1])
        documents[row.id] = row.document
    found: defaultdict[int, int] = defaultdict(int)
    try:
        for passage, place, word in sqlite.indexed_terms(connection):
            found[passage] += hash((place, word))
    except exc.DBAPIError as error:
        yield Finding(name, f"the index of words is damaged: {error.orig}")
        return
    wrong = {documents.get(passage, name) for passage in expected.keys() | found.keys() if expected.get(passage, 0) != found[passage]}
    yield from (Finding(document, "the index of words does not hold the words of its passages") for document in sorted(wrong))
    for document in sorted(set(documents.values()) - known):
        yield Finding(document, "words are kept for search of a document that is not in the ledger")


def _check_problems(connection: Connection) -> Iterator[Finding]:
    for kept in _kept(connection, schema.problems):
        problem, finding = _record(Problem, kept, cell=f"problems {kept['document']}")
        if finding:
            yield finding
        if problem is not None:
            yield from _check_columns(f"problems {kept['document']}", rows.problem_row(problem), kept=kept)


def _check_incidents(ledger: Ledger, connection: Connection, *, names: Names, fused: bool) -> Iterator[Finding]:
    """Incidents and accounts; against the readings only where they were fused from these."""

    @lru_cache(maxsize=_KEPT_DOCUMENTS)
    def known_in(document: str) -> Known | None:
        try:
            reading = ledger.reading(document)
        except (StoreError, exc.DBAPIError):
            return None  # the document's own check tells of it
        return None if reading is None else known_of(reading)

    ids = {str(id) for id in connection.scalars(select(schema.incidents.c.id))}
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for kept in _kept(connection, schema.incidents):
        incident, finding = _record(Incident, kept, cell=str(kept["id"]))
        if finding:
            yield finding
        if incident is None:
            continue
        made = rows.incident_row(incident)
        del made["digest"], made["body"]
        yield from _check_columns(str(kept["id"]), made, kept=kept)
        yield from _check_accounts(connection, incident)
        for account in incident.accounts:
            if account.event is not None:
                told[account.document, account.event].add(incident.id)
        if fused:
            yield from check_incident(incident, known_in, incidents=ids)
    for id in sorted({str(id) for id in connection.scalars(select(schema.accounts.c.incident))} - ids):
        yield Finding(id, "accounts are kept of an incident that is not in the ledger")
    for document, (events, _, _) in names.items() if fused else ():
        for event in sorted(events):
            if len(told[document, event]) != 1:
                where = ", ".join(sorted(told[document, event])) or "none"
                yield Finding(f"{document}#{event}", f"an event is told by exactly one incident, this one by {where}")


def _check_accounts(connection: Connection, incident: Incident) -> Iterator[Finding]:
    table = schema.accounts
    query = select(table).where(table.c.incident == incident.id).order_by(table.c.position)
    if [dict(row._mapping) for row in connection.execute(query)] != rows.account_rows(incident):
        yield Finding(f"{incident.id}.accounts", "the table of accounts does not say what the incident says")


def _check_judgements(connection: Connection, *, names: Names, fused: bool) -> Iterator[Finding]:
    for kept in _kept(connection, schema.judgements):
        cell = f"judgements {kept['left']} {kept['right']}"
        judgement, finding = _record(Judgement, kept, cell=cell)
        if finding:
            yield finding
        if judgement is None:
            continue
        made = rows.judgement_row(judgement)
        del made["digest"], made["body"]
        yield from _check_columns(cell, made, kept=kept)
        for side in (judgement.left, judgement.right) if fused and judgement.by == FUSE else ():
            document, _, id = side.rpartition("#")
            if not any(id in ids for ids in names.get(document, ())[:2]):
                yield Finding(cell, f"there is no {side} in the ledger")


def _check_copies(ledger: Ledger, connection: Connection, *, fused: bool) -> Iterator[Finding]:
    """The copies; their stretches against the texts only where they were found in these."""

    @lru_cache(maxsize=_KEPT_DOCUMENTS)
    def text_of(document: str) -> str | None:
        try:
            reading = ledger.reading(document)
        except (StoreError, exc.DBAPIError):
            return None  # the document's own check tells of it
        return None if reading is None else reading.document.text

    for kept in _kept(connection, schema.copies):
        cell = f"copies {kept['document']} {kept['of']}"
        copy, finding = _record(Copy, kept, cell=cell)
        if finding:
            yield finding
        if copy is None:
            continue
        made = rows.copy_row(copy)
        del made["digest"], made["body"]
        yield from _check_columns(cell, made, kept=kept)
        spans = {copy.document: [s.span for s in copy.stretches], copy.of: [s.of_span for s in copy.stretches]}
        spans[copy.document] = [*spans[copy.document], *(e.span for e in copy.evidence if e.span is not None)]
        for document, some in spans.items() if fused else ():
            text = text_of(document)
            wrong = "it is not in the ledger" if text is None else next((w for span in some if (w := wrong_span(span, text))), None)
            if wrong:
                yield Finding(cell, f"{document}: {wrong}")


def _check_entities(connection: Connection, *, names: Names, fused: bool) -> Iterator[Finding]:
    """Entities and the judgements on their names; against the readings only where they were made from these."""
    members: set[str] = set()
    for kept in _kept(connection, schema.entities):
        entity, finding = _record(LedgerEntity, kept, cell=str(kept["id"]))
        if finding:
            yield finding
        if entity is None:
            continue
        made = rows.entity_row(entity)
        del made["digest"], made["body"]
        yield from _check_columns(str(kept["id"]), made, kept=kept)
        yield from (Finding(f"{entity.id}", f"{member} is in two entities") for member in sorted(members.intersection(entity.members)))
        members.update(entity.members)
    if fused:
        there = {f"{document}#{id}" for document, (_, _, entities) in names.items() for id in entities}
        yield from (Finding(member, "an entity holds it that no document has") for member in sorted(members - there))
    for kept in _kept(connection, schema.entity_judgements):
        cell = f"entity judgements {kept['left']} {kept['right']}"
        judgement, finding = _record(EntityJudgement, kept, cell=cell)
        if finding:
            yield finding
        if judgement is not None:
            made = rows.entity_judgement_row(judgement)
            del made["digest"], made["body"]
            yield from _check_columns(cell, made, kept=kept)


def _check_columns(cell: str, made: Row, *, kept: Mapping[str, Any]) -> Iterator[Finding]:
    for name in rows.differing(made, kept):
        yield Finding(cell, f"the column {name} says {kept[name]!r}, the record {made[name]!r}")


def _record(kind: type[Record], kept: Mapping[str, Any], *, cell: str, guarded: tuple[str, ...] = ()) -> tuple[Record | None, Finding | None]:
    """The record of a row, None where it cannot be read back, and what is wrong with its body."""
    try:
        holds = rows.digest_of(kept["body"], *guarded) == kept["digest"]
    except TypeError:
        return None, Finding(cell, "what is kept is no text")
    finding = None if holds else Finding(cell, "what is kept has changed since it was stored: its hash does not hold")
    try:
        return msgspec.json.decode(kept["body"], type=kind), finding
    except (msgspec.DecodeError, UnicodeError) as error:
        return None, finding or Finding(cell, f"what is kept is no {kind.__name__} of this version ({error}); run its documents again")


def _kept(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table as they are, in the order of their keys; days as text, since a broken one is no day."""
    columns = [type_coerce(column, String).label(column.name) if isinstance(column.type, Date) else column for column in table.columns]
    query = select(*columns).order_by(*table.primary_key.columns).execution_options(yield_per=100)
    for row in connection.execute(query):
        yield dict(row._mapping)
