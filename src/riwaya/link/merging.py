"""Makes one entity of those of a document that turn out to be the same: an office and the man who held it that day."""

from collections.abc import Mapping

from msgspec import structs

from riwaya.model import Entity, Event, Link, Participant, Reading, Statement


def merge_same(reading: Reading) -> Reading:
    """The reading with one entity for each identity: the first of them in the text stays, and its named form gives the name."""
    first: dict[tuple[str, str], str] = {}
    into: dict[str, str] = {}
    for entity in reading.entities:
        if entity.known is not None:
            kept = first.setdefault((entity.type, entity.known), entity.id)
            if kept != entity.id:
                into[entity.id] = kept
    if not into:
        return reading
    return structs.replace(
        reading,
        entities=_merged(reading.entities, into),
        mentions=tuple(structs.replace(m, entity=into[m.entity]) if m.entity in into else m for m in reading.mentions),
        statements=tuple(_statement(statement, into) for statement in reading.statements),
        events=tuple(_event(event, into) for event in reading.events),
    )


def _merged(entities: tuple[Entity, ...], into: Mapping[str, str]) -> tuple[Entity, ...]:
    groups: dict[str, list[Entity]] = {}
    for entity in entities:
        groups.setdefault(into.get(entity.id, entity.id), []).append(entity)
    found: list[Entity] = []
    for id, members in groups.items():
        best = next((e for e in members if e.role_of is None), members[0])  # named, not only described by an office
        role_of = _moved(best.role_of, into)
        heads = tuple(sorted({head for e in members for head in e.heads}))
        owner = next((e.of for e in members if e.of), None)
        found.append(structs.replace(best, id=id, heads=heads, of=owner, role_of=role_of))
    return tuple(found)


def _moved(entity: str | None, into: Mapping[str, str]) -> str | None:
    return into.get(entity, entity) if entity is not None else None


def _links(links: tuple[Link, ...], into: Mapping[str, str]) -> tuple[Link, ...]:
    return tuple(structs.replace(link, entity=_moved(link.entity, into)) for link in links)


def _statement(statement: Statement, into: Mapping[str, str]) -> Statement:
    if not any(link.entity in into for link in (*statement.sources, *statement.relays)):
        return statement
    return structs.replace(statement, sources=_links(statement.sources, into), relays=_links(statement.relays, into))


def _participants(participants: tuple[Participant, ...], into: Mapping[str, str]) -> tuple[Participant, ...]:
    """The participants under their new ids, each once in a role."""
    found: dict[tuple[str, str | None], Participant] = {}
    for item in participants:
        moved = structs.replace(item, entity=_moved(item.entity, into))
        key = (item.role, moved.entity) if moved.entity is not None else (item.role, item.text)
        found.setdefault(key, moved)
    return tuple(found.values())


def _event(event: Event, into: Mapping[str, str]) -> Event:
    return structs.replace(
        event,
        participants=_participants(event.participants, into),
        initiative=event.initiative and _links((event.initiative,), into)[0],
        place=_moved(event.place, into),
        quantities=tuple(structs.replace(q, of=_moved(q.of, into)) for q in event.quantities),
    )
