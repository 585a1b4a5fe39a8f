"""The readings behind the incidents: who is who, and which words stand behind a cell."""

from collections.abc import Sequence

from msgspec import Struct

from riwaya.export.report.words import Name, clean, name_of
from riwaya.fuse.tellings import field_of
from riwaya.model import Account, Entity, Event, FusedEntity, Incident, Link, Participant, Reading, Span, Statement

UNNAMED = Name("nobody named")
ITSELF = Name("the outlet itself")
"""What the outlet tells in its own voice is told by."""


class Words(Struct, frozen=True):
    """Where a cell's words stand: the document's position among the readings, the span, the passage around it, and the cell's id."""

    cell: str
    document: int
    span: Span
    near: Span


class Source(Struct, frozen=True):
    """Someone who vouches: `key` is equal for the same source in several incidents."""

    key: str
    name: Name
    type: str


class Archive:
    """Readings by document, with their records by id."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.readings = tuple(readings)
        self.position = {reading.document.id: n for n, reading in enumerate(self.readings)}
        self._entities = {(r.document.id, e.id): e for r in self.readings for e in r.entities}
        self._mentions = {(r.document.id, m.id): (m.start, m.end) for r in self.readings for m in r.mentions}
        self._events = {(r.document.id, e.id): e for r in self.readings for e in r.events}
        self._statements = {(r.document.id, s.id): s for r in self.readings for s in r.statements}

    def entity(self, document: str, key: str | None) -> Entity | None:
        """An entity of a document, None where the reading has none of that id."""
        return self._entities.get((document, key or ""))

    def event(self, document: str, key: str | None) -> Event | None:
        """An event of a document, None where the reading has none of that id."""
        return self._events.get((document, key or ""))

    def statement(self, document: str, key: str | None) -> Statement | None:
        """A statement of a document, None where the reading has none of that id."""
        return self._statements.get((document, key or ""))

    def mention(self, document: str, key: str | None) -> Span | None:
        """The span of a mention, None where the reading has none of that id."""
        return self._mentions.get((document, key or ""))

    def printed(self, document: str, span: Span) -> str:
        """The words of a span on one line; empty where the document is not at hand."""
        at = self.position.get(document)
        return "" if at is None else clean(self.readings[at].document.text[slice(*span)])

    def words(self, document: str, span: Span | None, *, near: Span, cell: str) -> Words | None:
        """The words behind a cell, those around it where it has none of its own; None where the document is not at hand."""
        at = self.position.get(document)
        return None if at is None else Words(f"{document}#{cell}" if cell else document, at, span or near, near)


class Cast:
    """Who is who in one incident."""

    def __init__(self, incident: Incident, archive: Archive) -> None:
        self._archive = archive
        self._fused = {entity.id: entity for entity in incident.entities}
        self._home = {member: entity for entity in incident.entities for member in entity.members}

    def name(self, key: str) -> Name | None:
        """The name behind a global id or `DOCUMENT#x3`, None where it is neither."""
        fused = self._fused.get(key) or self._home.get(key)
        if fused:
            return name_of(fused.name, fused.labels)
        document, _, local = key.rpartition("#")
        entity = self._archive.entity(document, local)
        return name_of(entity.name, entity.labels) if entity else None

    def same(self, left: str, right: str) -> bool:
        """Whether two ids, each global or `DOCUMENT#x3`, are one entity."""
        return left == right or self._id(left) == self._id(right)

    def source(self, link: Link, document: str) -> Source:
        """The source behind a link of an account; one that nothing identifies keeps to its own document."""
        local = f"{document}#{link.entity}"
        fused: FusedEntity | None = self._fused.get(link.entity or "") or self._home.get(local) or self._fused.get(local)
        if fused:
            return Source(fused.id, name_of(fused.name, fused.labels), fused.type)
        if entity := self._archive.entity(document, link.entity):
            return Source(local, name_of(entity.name, entity.labels), entity.type)
        return Source(f"{document}#{link.text}", Name(clean(link.text)) if link.text else UNNAMED, "")

    def teller(self, account: Account) -> tuple[Source, ...]:
        """Who vouches in an account: its sources, or the outlet in its own voice."""
        if account.sources:
            return tuple(self.source(link, account.document) for link in account.sources)
        if account.statement:
            return (Source(f"{account.document}#{account.statement}", UNNAMED, ""),)
        outlet = clean(account.outlet or account.document)
        return (Source(f"outlet {outlet}", Name(outlet), "outlet"),)

    def _id(self, key: str) -> str:
        home = self._home.get(key)
        return home.id if home else key


def behind(account: Account, field: str, *, entity: str | None, archive: Archive, cast: Cast) -> Span | None:
    """The words in the account's document for a field (and, of several participants, for one entity); None where no words say it."""
    document = account.document
    event, statement = archive.event(document, account.event), archive.statement(document, account.statement)
    if field == "told":
        return statement.when.span if statement and statement.when else None
    if event is None:
        return statement.cues[0] if statement and statement.cues else None
    if field in ("occurrence", "status"):
        denied = statement and account.act == "deny" and statement.cues
        return statement.cues[0] if statement and denied else event.trigger
    if field == "when":
        return event.when.span if event.when else None
    if field == "place":
        return event.place_span
    if field == "initiative":
        return archive.mention(document, event.initiative.mention) if event.initiative else None
    for quantity in event.quantities:
        if field_of(quantity.what) == field:
            return quantity.span
    return _behind_participant(account, _of_role(event, field), entity=entity, archive=archive, cast=cast)


def _of_role(event: Event, role: str) -> list[Participant]:
    return [p for p in event.participants if role in (p.role, "participants")]


def _behind_participant(account: Account, participants: list[Participant], *, entity: str | None, archive: Archive, cast: Cast) -> Span | None:
    for participant in participants:
        if entity is None or cast.same(entity, f"{account.document}#{participant.entity}") or participant.entity == entity:
            return archive.mention(account.document, participant.mention)
    # an id that only fusion knows, and a single candidate: no other words can be meant
    return archive.mention(account.document, participants[0].mention) if len(participants) == 1 else None
