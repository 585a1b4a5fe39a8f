"""Cells by name: `DOCUMENT#e3.when`, `DOCUMENT#s2`, `DOCUMENT.published`, an incident's id, `INCIDENT.killed`.

Document ids may hold `#` and `.`, so that a name is taken apart from the right, against the ids that the ledger has.
"""

import os
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import islice

from msgspec import Struct

from riwaya.engine.keys import parse_key
from riwaya.errors import UsageError
from riwaya.fuse.tellings import field_of
from riwaya.ledger.store import Ledger
from riwaya.model import Entity, Event, Incident, Mention, Reading, Statement

Item = Event | Statement | Entity | Mention
"""What a document has that bears an id."""

_FIELD = re.compile(r"(\w+)(?:\[(\d+)\])?(?:\.(?:entity|mention|text))?")
"""A field, a position in it, and what `riwaya verify` names below (`participants[0].text`)."""

_INCIDENT = re.compile(r"i[0-9a-f]{4,12}(?:\.\w+)?")
"""What looks like the id of an incident, or one of its fields."""

_NEAREST = 5
_LOOKED_AT = 20_000
"""Names that are compared for the nearest ones, at most: comparing is slow."""

DAY, OCCURRENCE = "published", "occurrence"
INCIDENT_FIELDS = (
    "kind",
    "status",
    "when",
    "place",
    "participants",
    "quantities",
    "standing",
    "accounts",
    "disputes",
    "copies",
    "related",
    "occurrence",
)


class Cell(Struct, frozen=True):
    """What a name leads to: an incident, or a document's item (None: the document itself); `field` and `position` within it, where given."""

    name: str
    field: str | None = None
    position: int | None = None
    incident: Incident | None = None
    reading: Reading | None = None
    item: Item | None = None


def find_cell(name: str, ledger: Ledger) -> Cell:
    """The cell of a name; raises `UsageError` with the nearest names where the ledger has none such."""
    documents = [row.id for row in ledger.documents()]
    known = frozenset(documents)
    cell = _in_incident(name, ledger) or _in_document(name, ledger, documents=known)
    if cell is None and (meant := _by_path(name, ledger)) is not None:
        cell = _in_document(meant, ledger, documents=known)
    if cell is not None:
        return cell
    raise UsageError(_unknown(name, ledger, documents=documents))


def _unknown(name: str, ledger: Ledger, *, documents: Sequence[str]) -> str:
    """What is said of a name that leads nowhere: the nearest names, or how to find one."""
    lists = f"`riwaya incidents --ledger {ledger.path}` lists the incidents with their ids"
    if not documents:
        return f"no cell {name!r} in {ledger.path}: the ledger is empty"
    if _INCIDENT.fullmatch(name) and ledger.incident(name.partition(".")[0]) is None:
        return f"no incident {name.partition('.')[0]!r} in {ledger.path}; {lists}"
    names = list(islice((*documents, *(incident.id for incident in ledger.incidents())), _LOOKED_AT))
    document = next((name[:at] for at in _places_of("#", name) if name[:at] in documents), None)
    reading = None if document is None else ledger.reading(document)
    if reading is not None:
        names = list(cells_of(reading))
    incident = ledger.incident(name.rpartition(".")[0])
    if incident is not None:
        names = [f"{incident.id}.{field}" for field in fields_of_incident(incident)]
    nearest = sorted(names, key=lambda known: not known.startswith(name))[:_NEAREST] if any(known.startswith(name) for known in names) else []
    nearest = nearest or get_close_matches(name, names, n=_NEAREST, cutoff=0.5) or names[:_NEAREST]
    return f"no cell {name!r} in {ledger.path}; the nearest are {', '.join(nearest)}; {lists}"


def _by_path(name: str, ledger: Ledger) -> str | None:
    """The name of a cell whose document is told by the path of its file (`news/a.txt#e0`); None where no document came from there."""
    origins = {origin: document for document, key in ledger.inputs().items() for origin in parse_key(key, name=document).origins if origin}
    for same in (os.path.normpath, os.path.abspath):
        by_path = {same(origin): document for origin, document in origins.items()}
        for at in (len(name), *_places_of("#", name)):
            if (document := by_path.get(same(name[:at]))) is not None:
                return document + name[at:]
    return None


def cells_of(reading: Reading) -> Iterator[str]:
    """The name of every cell of a document."""
    yield reading.document.id
    yield f"{reading.document.id}.{DAY}"
    for item in items_of(reading):
        yield f"{reading.document.id}#{item.id}"
        yield from (f"{reading.document.id}#{item.id}.{field}" for field in fields_of(item))


def items_of(reading: Reading) -> Iterator[Item]:
    """Everything of a document that bears an id."""
    for items in (reading.events, reading.statements, reading.entities, reading.mentions):
        yield from items


def fields_of(item: Item) -> list[str]:
    """The fields of an item that a cell may name: those of its record, and for an event whether it happened, its roles and amounts."""
    fields = [name for name in type(item).__struct_fields__ if name not in ("id", "rule", "place_span", "background_rule")]
    if isinstance(item, Event):
        fields += dict.fromkeys([OCCURRENCE, *(p.role for p in item.participants), *(field_of(q.what) for q in item.quantities)])
    return fields


def fields_of_incident(incident: Incident) -> list[str]:
    """The fields of an incident that a cell may name."""
    told = [field for account in incident.accounts for field in account.values]
    return list(dict.fromkeys([*INCIDENT_FIELDS, *(p.role for p in incident.participants), *(field_of(q.what) for q in incident.quantities), *told]))


def _in_incident(name: str, ledger: Ledger) -> Cell | None:
    if (incident := ledger.incident(name)) is not None:
        return Cell(name, incident=incident)
    id, dot, field = name.rpartition(".")
    incident = ledger.incident(id) if dot else None
    return Cell(name, field, incident=incident) if incident is not None and field in fields_of_incident(incident) else None


def _in_document(name: str, ledger: Ledger, *, documents: frozenset[str]) -> Cell | None:
    for at in _places_of("#", name):
        if name[:at] in documents and (reading := ledger.reading(name[:at])) is not None:
            id, dot, rest = name[at + 1 :].partition(".")
            item = next((item for item in items_of(reading) if item.id == id), None)
            if item is not None and (cell := _of_item(name, item, reading=reading, rest=rest if dot else None)) is not None:
                return cell
    if name in documents:
        return Cell(name, reading=ledger.reading(name))
    if name.endswith(f".{DAY}") and name.removesuffix(f".{DAY}") in documents:
        return Cell(name, DAY, reading=ledger.reading(name.removesuffix(f".{DAY}")))
    return None


def _of_item(name: str, item: Item, *, reading: Reading, rest: str | None) -> Cell | None:
    if rest is None:
        return Cell(name, reading=reading, item=item)
    named = _FIELD.fullmatch(rest)
    if named is None or named[1] not in fields_of(item):
        return None
    field, position = named[1], int(named[2]) if named[2] else None
    if position is not None:
        values = getattr(item, field, None)
        if not isinstance(values, Sequence) or position >= len(values):
            return None
    return Cell(name, field, position, reading=reading, item=item)


def _places_of(mark: str, name: str) -> Iterator[int]:
    """Where a mark stands, from the right."""
    at = name.rfind(mark)
    while at >= 0:
        yield at
        at = name.rfind(mark, 0, at)
