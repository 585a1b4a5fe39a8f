"""Incidents as cards."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from riwaya.export.report.accounts import ROLES, Scene, columns_of, of_role, rank, rows_of
from riwaya.export.report.archive import ITSELF, Archive, Cast
from riwaya.export.report.labels import Labels, word
from riwaya.export.report.views import Card, Cell, Column, Fact, Row, Tie
from riwaya.export.report.vouching import vouched
from riwaya.export.report.words import Name, Said, is_month, is_year, isolate, said_amount, said_days
from riwaya.fuse.tellings import field_of
from riwaya.model import FusedParticipant, FusedQuantity, FusedTime, Incident

_STATED = "stated"


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
        basis=_basis(when, labels) if when else "",
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


def _facts(scene: Scene) -> Iterable[Fact]:
    """Place, participants by role and amounts, as fused; the day stands in the card's head."""
    incident = scene.incident
    disputed = {dispute.field for dispute in incident.disputes}
    if incident.place and (name := scene.cast.name(incident.place)):
        holder = next((n for n, values in enumerate(scene.values) if values.get("place") is not None), None)
        yield Fact("Place", (_held(scene, name, at=holder, field="place", entity=incident.place),), "place" in disputed)
    for role in sorted({p.role for p in incident.participants}, key=lambda r: (ROLES.index(r) if r in ROLES else len(ROLES), r)):
        cells = tuple(_participant(scene, p) for p in incident.participants if p.role == role)
        shared = {cell.per for cell in cells}
        per = shared.pop() if len(shared) == 1 else ""
        cells = tuple(replace(cell, per="") for cell in cells) if per else cells
        yield Fact(
            scene.labels.field(role), cells, role in disputed or any(of_role(d, role) for d in incident.disputes if d.field == "participants"), per
        )
    for quantity in sorted(incident.quantities, key=lambda q: rank(field_of(q.what))):
        field = field_of(quantity.what)
        yield Fact(scene.labels.field(field), (_quantity_cell(scene, quantity, field=field),), field in disputed)


def _held(scene: Scene, name: Name, *, at: int | None, field: str, entity: str | None) -> Cell:
    if at is None:
        return Cell(name=name)
    account = scene.incident.accounts[at]
    return scene.cell(account, Said(name, entity), field=field, path=f"{account.event or account.statement or ''}.{field}")


def _day_cell(scene: Scene, when: FusedTime) -> Cell:
    account = scene.incident.accounts[when.account]
    return scene.pinned(Name(said_days(when.from_, when.to)), account, span=when.span, path=f"{account.event or account.statement}.when")


def _basis(when: FusedTime, labels: Labels) -> str:
    """What the day rests on; a text that gives a month or a year gives no day."""
    start, end = when.from_, when.to
    if start is None and end is None:
        return ""
    if when.basis != _STATED or start == end:
        return word(labels.bases, when.basis)
    if start is None or end is None:
        return word(labels.bases, "stated.end")
    return word(labels.bases, "stated.year" if is_year(start, end) else "stated.month" if is_month(start, end) else "stated.days")


def _quantity_cell(scene: Scene, quantity: FusedQuantity, *, field: str) -> Cell:
    account = scene.incident.accounts[quantity.account]
    name = Name(said_amount(quantity.min, quantity.max, approximate=quantity.approximate))
    return scene.pinned(name, account, span=quantity.span, path=f"{account.event or account.statement}.{field}")


def _participant(scene: Scene, participant: FusedParticipant) -> Cell:
    account = scene.incident.accounts[participant.account]
    known = scene.cast.name(participant.entity) if participant.entity else None
    name = known or Name(participant.text or "not named")
    span = scene.archive.mention(account.document, participant.mention)
    cell = scene.pinned(name, account, span=span, path=f"{account.event or account.statement}.participants")
    return replace(cell, per=vouched(scene, participant))


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
    if column.own_voice:
        return f"{ITSELF.text}, {isolate(column.outlet or column.document)}"
    return " and ".join(isolate(cell.name.text) for cell in column.sources)


def _versions(row: Row) -> str:
    said: dict[str, str] = {}
    for box in row.boxes:
        if box.version:
            said.setdefault(box.version, ", ".join(isolate(cell.name.text) for cell in box.cells))
    return " or ".join(text for _, text in sorted(said.items()) if text)
