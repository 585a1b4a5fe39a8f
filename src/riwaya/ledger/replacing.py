"""Rows in place of rows: what is equal is left alone, what is gone goes, all within the transaction that is at hand."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Column, Connection, Table, and_, delete, insert, or_, select

from riwaya.ledger import rows, schema
from riwaya.ledger.rows import Row
from riwaya.model import Copy, Incident, LedgerEntity

_BATCH = 200
Key = tuple[str | int, ...]


def replace_incidents(connection: Connection, incidents: Sequence[Incident]) -> bool:
    table = schema.incidents
    kept = {row.id: row.digest for row in connection.execute(select(table.c.id, table.c.digest))}
    gone = kept.keys() - {incident.id for incident in incidents}
    _delete_incidents(connection, sorted(gone))
    changed = bool(gone)
    for some in batches(incidents):
        new = [(incident, row) for incident in some if kept.get((row := rows.incident_row(incident))["id"]) != row["digest"]]
        if new:
            changed = True
            _delete_incidents(connection, [row["id"] for _, row in new])
            connection.execute(insert(table), [row for _, row in new])
            if told := [account for incident, _ in new for account in rows.account_rows(incident)]:
                connection.execute(insert(schema.accounts), told)
    return changed


def _delete_incidents(connection: Connection, ids: Sequence[str]) -> None:
    delete_among(connection, schema.accounts.c.incident, among=ids)
    delete_among(connection, schema.incidents.c.id, among=ids)


def replace_judged(connection: Connection, table: Table, judged: Iterable[Row], *, by: str) -> bool:
    """Keep judgements in place of those that the same part of Riwaya made before."""
    return _replace_keyed(connection, table, judged, may_go=lambda key: key[2] == by)


def replace_copies(connection: Connection, copies: Iterable[Copy]) -> bool:
    return _replace_keyed(connection, schema.copies, map(rows.copy_row, copies), may_go=lambda key: True)


def _replace_keyed(connection: Connection, table: Table, made: Iterable[Row], *, may_go: Callable[[Key], bool]) -> bool:
    names = [column.name for column in table.primary_key.columns]
    kept = {tuple(row[:-1]): row.digest for row in connection.execute(select(*(table.c[name] for name in names), table.c.digest))}
    by_key: dict[Key, Row] = {tuple(row[name] for name in names): row for row in made}
    new = [key for key, row in by_key.items() if kept.get(key) != row["digest"]]
    gone = [key for key in kept if may_go(key) and key not in by_key]
    for some in batches([*gone, *(key for key in new if key in kept)]):
        connection.execute(delete(table).where(or_(*(and_(*(table.c[n] == v for n, v in zip(names, key, strict=True))) for key in some))))
    for some in batches(new):
        connection.execute(insert(table), [by_key[key] for key in some])
    return bool(new or gone)


def replace_entities(connection: Connection, entities: Sequence[LedgerEntity]) -> bool:
    table = schema.entities
    kept = {row.id: row.digest for row in connection.execute(select(table.c.id, table.c.digest))}
    made = {row["id"]: row for row in map(rows.entity_row, entities)}
    new = [row for row in made.values() if kept.get(row["id"]) != row["digest"]]
    gone = kept.keys() - made.keys()
    delete_among(connection, table.c.id, among=sorted(gone | {row["id"] for row in new if row["id"] in kept}))
    for some in batches(new):
        connection.execute(insert(table), some)
    return bool(new or gone)


def delete_among(connection: Connection, column: Column[str], *, among: Iterable[str]) -> None:
    for some in batches(among):
        connection.execute(delete(column.table).where(column.in_(some)))


Item = TypeVar("Item")


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Lists of items short enough for one statement."""
    all_items = list(items)
    for start in range(0, len(all_items), _BATCH):
        yield all_items[start : start + _BATCH]
