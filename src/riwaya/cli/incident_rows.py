"""Incidents as rows: flat ones for a spreadsheet, short ones for the terminal."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from rich.text import Text

from riwaya.cli.reading_tables import said_bounds, said_days
from riwaya.cli.terminal import clean, row
from riwaya.model import FusedQuantity, Incident, Interval

ROLES = ("actor", "target", "party", "host", "weapon")
_COUNTED = ("killed", "wounded")
COLUMNS = (
    "id", "kind", "status", "from", "to", "basis", "place", *ROLES, *(f"{what}_{bound}" for what in _COUNTED for bound in ("min", "max")),
    "other_quantities", "standing", "disputes", "accounts", "documents", "outlets", "sources", "related",
)  # fmt: skip
"""The columns of the flat form, in order."""
_JOIN = "; "
_STYLES = {"contested": "red", "corroborated": "green", "unverified": "yellow"}


def csv_bytes(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """A header, then one line an incident, as UTF-8 CSV; several values in a cell are parted by semicolons."""
    for values in (COLUMNS, *map(flat_row, incidents)):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(values)
        yield line.getvalue().encode("utf-8")


def flat_row(incident: Incident) -> tuple[str, ...]:
    """The cells of an incident, one for each of `COLUMNS`; empty where it has nothing."""
    names, when = names_of(incident), incident.when
    amounts = {quantity.what: quantity for quantity in incident.quantities}
    cells: dict[str, object] = {
        "id": incident.id,
        "kind": incident.kind,
        "status": incident.status,
        "from": _day(when.from_ if when else None),
        "to": _day(when.to if when else None),
        "basis": when.basis if when else "",
        "place": names.get(incident.place or "", incident.place or ""),
        "other_quantities": _JOIN.join(said_quantity(quantity) for quantity in incident.quantities if quantity.what not in _COUNTED),
        "standing": incident.standing,
        "disputes": _JOIN.join(dispute.field for dispute in incident.disputes),
        "accounts": len(incident.accounts),
        "documents": _JOIN.join(dict.fromkeys(account.document for account in incident.accounts)),
        "outlets": _JOIN.join(dict.fromkeys(account.outlet for account in incident.accounts if account.outlet)),
        "sources": _JOIN.join(sources_of(incident)),
        "related": _JOIN.join(f"{relation.relation} {relation.incident}" for relation in incident.related),
    }
    for role in ROLES:
        cells[role] = _JOIN.join(participants_of(incident, role))
    for what in _COUNTED:
        amount = amounts.get(what)
        for bound in ("min", "max"):
            value = getattr(amount, bound) if amount else None
            cells[f"{what}_{bound}"] = "" if value is None else value
    return tuple(str(cells[column]) for column in COLUMNS)


def table_lines(incidents: Iterable[Incident], *, width: int) -> Iterator[Text]:
    """Two or three lines an incident: what is known in plain letters, then the names, then what is disputed."""
    count = 0
    for incident in incidents:
        count += 1
        when = incident.when
        days = said_days(Interval(when.from_, when.to)) if when else "day unknown"
        told = f"{len(incident.accounts)} account{'' if len(incident.accounts) == 1 else 's'}"
        yield Text.assemble(
            (days, "bold"), f"  {incident.kind}, {incident.status}, ", (incident.standing, _STYLES.get(incident.standing, "")), f"  {told}  ",
            (incident.id, "dim"),
        )  # fmt: skip
        yield from _name_lines(incident, width=width)
        if incident.disputes:
            yield Text(f"   {'disputed':10}  {', '.join(dispute.field for dispute in incident.disputes)}", style="red")
    yield Text(f"{count} incident{'' if count == 1 else 's'}" if count else "No incidents: nothing told fits.")


def names_of(incident: Incident) -> dict[str, str]:
    """Fused entity to its English label, or the name it is printed under where it has none."""
    return {entity.id: entity.labels.get("en") or entity.name for entity in incident.entities}


def participants_of(incident: Incident, role: str) -> list[str]:
    """The names of those in a role, each once."""
    names = names_of(incident)
    return list(dict.fromkeys(names.get(p.entity or "") or p.text or "" for p in incident.participants if p.role == role and (p.entity or p.text)))


def sources_of(incident: Incident) -> list[str]:
    """The names of all who vouch for an account, each once, in the order of accounts."""
    members = {member: entity.labels.get("en") or entity.name for entity in incident.entities for member in entity.members}
    links = [(account.document, link) for account in incident.accounts for link in account.sources]
    return list(dict.fromkeys(name for document, link in links if (name := members.get(f"{document}#{link.entity}") or link.text)))


def said_quantity(quantity: FusedQuantity) -> str:
    """A quantity in words.

    >>> said_quantity(FusedQuantity(what="killed", min=12, max=None, approximate=False, of=None, span=None, account=0))
    'killed at least 12'
    """
    return f"{quantity.what} {'about ' if quantity.approximate else ''}{said_bounds(quantity.min, quantity.max)}"


def _name_lines(incident: Incident, *, width: int) -> Iterator[Text]:
    place = names_of(incident).get(incident.place or "")
    named = [("place", [place] if place else []), *((role, participants_of(incident, role)) for role in ROLES)]
    for label, names in named:
        if names:
            yield from row(f"{label:10}", map(clean, names), width=width)
    if incident.quantities:
        yield Text(f"   {'amounts':10}  {_JOIN.join(map(said_quantity, incident.quantities))}")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
