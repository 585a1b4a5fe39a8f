"""Incidents as rows: flat ones for a spreadsheet, short ones for the terminal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from rich.text import Text

from riwaya.cli.account_rows import voice_of
from riwaya.cli.csv_names import ENGLISH, JOIN, ROLES, Names, csv_line
from riwaya.cli.reading_tables import said_bounds, said_days
from riwaya.cli.terminal import clean, field, isolate, row
from riwaya.cli.values import said_value
from riwaya.model import Dispute, FusedQuantity, Incident, Interval, label_of
from riwaya.text.direction import is_arabic

_COUNTED = ("killed", "wounded")
COLUMNS = (
    "id", "kind", "status", "from", "to", "basis", "place", "place_en", *(f"{role}{tail}" for role in ROLES for tail in ("", ENGLISH)),
    *(f"{what}_{bound}" for what in _COUNTED for bound in ("min", "max")), "other_quantities", "standing", "disputes", "accounts", "documents",
    "outlets", "voices", "sources", "sources_en", "related",
)  # fmt: skip
"""The columns of the flat form, in order; those in `_en` hold English names where known, the others the Arabic ones."""
_STYLES = {"contested": "red", "corroborated": "green", "unverified": "yellow"}


def csv_bytes(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """A header, then one line an incident, as UTF-8 CSV; several values in a cell are parted by semicolons."""
    yield csv_line(COLUMNS)
    yield from map(csv_line, map(flat_row, incidents))


def flat_row(incident: Incident) -> tuple[str, ...]:
    """The cells of an incident, one for each of `COLUMNS`; empty where it has nothing."""
    names, when = Names(incident), incident.when
    first = {quantity.what: quantity for quantity in reversed(incident.quantities) if quantity.what in _COUNTED}
    others = [quantity for quantity in incident.quantities if first.get(quantity.what) is not quantity]
    printed = {entity.id: names.of_id(entity.id)[0] for entity in incident.entities}
    voices = Counter(map(voice_of, incident.accounts))
    cells: dict[str, object] = {
        "id": incident.id,
        "kind": incident.kind,
        "status": incident.status,
        "from": _day(when.from_ if when else None),
        "to": _day(when.to if when else None),
        "basis": when.basis if when else "",
        "other_quantities": JOIN.join(_owned(quantity, incident, names=printed) for quantity in others),
        "standing": incident.standing,
        "disputes": JOIN.join(map(said_dispute, incident.disputes)),
        "accounts": len(incident.accounts),
        "documents": JOIN.join(dict.fromkeys(account.document for account in incident.accounts)),
        "outlets": JOIN.join(dict.fromkeys(account.outlet for account in incident.accounts if account.outlet)),
        "voices": JOIN.join(f"{voice} {number}" for voice, number in sorted(voices.items())),
        "related": JOIN.join(f"{relation.relation} {relation.incident}" for relation in incident.related),
        **names.cells("place", [names.of_id(incident.place)] if incident.place else []),
        **names.cells("sources", [names.of_link(account.document, link) for account in incident.accounts for link in account.sources]),
    }
    for role in ROLES:
        cells |= names.cells(role, [names.of_id(p.entity, p.text) for p in incident.participants if p.role == role and (p.entity or p.text)])
    for what in _COUNTED:
        for bound in ("min", "max"):
            value = getattr(first.get(what), bound, None)
            cells[f"{what}_{bound}"] = "" if value is None else value
    return tuple(str(cells[column]) for column in COLUMNS)


def said_dispute(dispute: Dispute, *, apart: Callable[[str], str] = str) -> str:
    """A disputed field with the values that accounts give: `killed: 4 | 2`; `apart` wraps what is printed."""
    told = (said_value(value.value) for value in dispute.values)
    values = [" ".join(filter(None, (said, apart(printed) if printed else ""))) for said, printed in told]
    return f"{dispute.field}: {' | '.join(values)}"


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
        for dispute in incident.disputes:
            yield from field(f"{'disputed':10} ", said=said_dispute(dispute, apart=_apart), width=width)
    yield Text(f"{count} incident{'' if count == 1 else 's'}" if count else "No incidents: nothing told fits.")


def names_of(incident: Incident) -> dict[str, str]:
    """Fused entity to its English label, or the name it is printed under where it has none."""
    return {entity.id: label_of(entity) for entity in incident.entities}


def participants_of(incident: Incident, role: str) -> list[str]:
    """The names of those in a role, each once."""
    names = names_of(incident)
    return list(dict.fromkeys(names.get(p.entity or "") or p.text or "" for p in incident.participants if p.role == role and (p.entity or p.text)))


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
        whose = {entity: _apart(name) for entity, name in names_of(incident).items()}
        yield from field(f"{'amounts':10} ", said=JOIN.join(_owned(q, incident, names=whose) for q in incident.quantities), width=width)


def _owned(quantity: FusedQuantity, incident: Incident, *, names: Mapping[str, str]) -> str:
    """An amount in words; where several bear one name, with those whom it is of: those counted, else the parties of its account."""
    said = said_quantity(quantity)
    if sum(other.what == quantity.what for other in incident.quantities) == 1:
        return said
    told = incident.accounts[quantity.account].values.get("participants") or ()
    of = [quantity.of] if quantity.of else [p.get("entity") for p in told if p.get("role") == "party"]
    whose = list(dict.fromkeys(names[entity] for entity in of if entity in names))
    return f"{said} ({', '.join(whose)})" if whose else f"{said} (whose is not said)"


def _apart(words: str) -> str:
    """Words within an English line, isolated where they are Arabic."""
    return isolate(clean(words)).plain if is_arabic(words) else clean(words)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
