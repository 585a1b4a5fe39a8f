"""Incidents as cards, and the cards by day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from riwaya.export.report.accounts import ROLES, Scene, columns_of, rows_of
from riwaya.export.report.archive import Archive, Cast
from riwaya.export.report.labels import Labels, word
from riwaya.export.report.views import Card, Cell, Column, Day, Fact, Row, Tie
from riwaya.export.report.words import Name, Said, isolate, said_amount, said_days
from riwaya.model import FusedParticipant, FusedQuantity, FusedTime, Incident

NO_DAY = "Day not known"


def anchor_of(incident: str) -> str:
    """The HTML id of an incident's card: no whitespace, else the id itself."""
    return "incident-" + "_".join(incident.split())


def card_of(incident: Incident, archive: Archive, *, labels: Labels, all_of: Mapping[str, Incident]) -> Card:
    """One incident in words; `all_of` holds the incidents of the report by id, for the ties between them."""
    scene = Scene(incident, archive, labels)
    columns, rows, when = columns_of(scene), rows_of(scene), incident.when
    place = scene.cast.name(incident.place) if incident.place else None
    return Card(
        id=incident.id,
        anchor=anchor_of(incident.id),
        kind=incident.kind,
        kind_label=word(labels.kinds, incident.kind),
        kind_title=labels.kind_titles.get(incident.kind, ""),
        status=incident.status,
        status_label="" if incident.status == "happened" else word(labels.statuses, incident.status),
        heading=heading_of(incident, scene.cast),
        start=when.from_ if when else None,
        end=when.to if when else None,
        day=Fact("Day", (_day_cell(scene, when),), any(d.field == "when" for d in incident.disputes)) if when else None,
        basis=word(labels.bases, when.basis) if when and (when.from_ or when.to) else "",
        place=place.text if place else "",
        facts=tuple(_facts(scene)),
        standing=incident.standing,
        standing_label=word(labels.standings, incident.standing),
        reasons=tuple(_reasons(incident, labels, columns=columns, rows=rows)),
        disputed=tuple(labels.field(dispute.field) for dispute in incident.disputes),
        ties=tuple(tie_of(r.incident, archive, labels=labels, all_of=all_of, relation=r.relation) for r in incident.related),
        columns=columns,
        rows=rows,
        outlets=len({c.outlet or c.document for c in columns if not c.copy}),
        copies=len(incident.copies),
    )


def days_of(cards: Iterable[Card]) -> tuple[Day, ...]:
    """Cards by day or interval, in order of their days, those without a day last; within a day as they came."""
    ordered = sorted(cards, key=_day_key)
    days = []
    for number, (key, group) in enumerate(groupby(ordered, key=_day_key)):
        first = (held := tuple(group))[0]
        title = NO_DAY if key[0] else said_days(first.start, first.end, weekday=True)
        days.append(Day(title, f"day-{number}", held))
    return tuple(days)


def heading_of(incident: Incident, cast: Cast) -> tuple[Name, ...]:
    """What tells an incident from its neighbours: its place, else its parties."""
    if incident.place and (place := cast.name(incident.place)):
        return (place,)
    keys = [p.entity for p in incident.participants if p.entity]
    return tuple(name for name in (cast.name(key) for key in dict.fromkeys(keys)) if name)[:2]


def tie_of(key: str, archive: Archive, *, labels: Labels, all_of: Mapping[str, Incident], relation: str = "") -> Tie:
    """A link to an incident; without an anchor where the report does not hold it."""
    incident = all_of.get(key)
    if incident is None:
        return Tie("", key, word(labels.relations, relation) if relation else "")
    names = [isolate(name.text) for name in heading_of(incident, Cast(incident, archive))]
    day = [said_days(incident.when.from_, incident.when.to)] if incident.when else []
    label = ", ".join([word(labels.kinds, incident.kind), *names, *day])
    return Tie(anchor_of(key), label, "" if relation in ("", incident.kind) else word(labels.relations, relation))


def _day_key(card: Card) -> tuple[bool, date, date]:
    first, last = card.start or card.end, card.end or card.start
    return (True, date.max, date.max) if first is None or last is None else (False, first, last)


def _facts(scene: Scene) -> Iterable[Fact]:
    """Place, participants by role and amounts, as fused; the day stands in the card's head."""
    incident = scene.incident
    disputed = {dispute.field for dispute in incident.disputes}
    if incident.place and (name := scene.cast.name(incident.place)):
        holder = next((n for n, values in enumerate(scene.values) if values.get("place") is not None), None)
        yield Fact("Place", (_held(scene, name, at=holder, field="place", entity=incident.place),), "place" in disputed)
    for role in sorted({p.role for p in incident.participants}, key=lambda r: (ROLES.index(r) if r in ROLES else len(ROLES), r)):
        cells = tuple(_participant(scene, p) for p in incident.participants if p.role == role)
        yield Fact(scene.labels.field(role), cells, bool(disputed & {role, "participants"}))
    for quantity in incident.quantities:
        yield Fact(scene.labels.field(quantity.what), (_quantity_cell(scene, quantity),), quantity.what in disputed)


def _held(scene: Scene, name: Name, *, at: int | None, field: str, entity: str | None) -> Cell:
    if at is None:
        return Cell(name=name)
    account = scene.incident.accounts[at]
    return scene.cell(account, Said(name, entity), field=field, path=f"{account.event or account.statement or ''}.{field}")


def _day_cell(scene: Scene, when: FusedTime) -> Cell:
    account = scene.incident.accounts[when.account]
    return scene.pinned(Name(said_days(when.from_, when.to)), account, span=when.span, path=f"{account.event or account.statement}.when")


def _quantity_cell(scene: Scene, quantity: FusedQuantity) -> Cell:
    account = scene.incident.accounts[quantity.account]
    name = Name(said_amount(quantity.min, quantity.max, approximate=quantity.approximate))
    return scene.pinned(name, account, span=quantity.span, path=f"{account.event or account.statement}.{quantity.what}")


def _participant(scene: Scene, participant: FusedParticipant) -> Cell:
    account = scene.incident.accounts[participant.account]
    known = scene.cast.name(participant.entity) if participant.entity else None
    name = known or Name(participant.text or "not named")
    span = scene.archive.mention(account.document, participant.mention)
    return scene.pinned(name, account, span=span, path=f"{account.event or account.statement}.participants")


def _reasons(incident: Incident, labels: Labels, *, columns: Sequence[Column], rows: Sequence[Row]) -> Iterable[str]:
    """Why the standing is what it is: the rule's words, who denies, and on what accounts differ."""
    yield labels.standing_rules.get(incident.standing_rule) or word(labels.standing_reasons, incident.standing)
    denying = [_teller(column) for column in columns if column.denies and not column.copy]
    if denying:
        yield f"Denied by {', '.join(dict.fromkeys(denying))}."
    differing = [f"{row.label.lower().rstrip('?')} ({_versions(row)})" for row in rows if row.versions and row.field != "occurrence"]
    if differing:
        yield f"Accounts differ on {'; '.join(differing)}."


def _teller(column: Column) -> str:
    return " and ".join(isolate(cell.name.text) for cell in column.sources) or isolate(column.outlet or column.document)


def _versions(row: Row) -> str:
    said: dict[str, str] = {}
    for box in row.boxes:
        if box.version:
            said.setdefault(box.version, ", ".join(isolate(cell.name.text) for cell in box.cells))
    return " or ".join(text for _, text in sorted(said.items()) if text)
