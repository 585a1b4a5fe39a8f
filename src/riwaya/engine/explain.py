"""Why a cell is there: its words, the rules that read them, the chain of sources, and how other accounts give the same field."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from riwaya.engine.cells import DAY, OCCURRENCE, Cell, find_cell
from riwaya.engine.explained import (
    Chain,
    Explanation,
    RelatedIncident,
    Told,
    Words,
    account_chain,
    chain_of,
    day_reasons,
    day_words,
    link_words,
    words_at,
)
from riwaya.engine.rules import RuleFact, explain_rule
from riwaya.fuse.accounts import HAPPENED
from riwaya.fuse.tellings import field_of, story_at
from riwaya.ledger.store import Ledger
from riwaya.lexicon.compiled import DATA
from riwaya.model import Entity, Event, Incident, Judgement, Link, Mention, Participant, Reading, Statement, label_of

_MOST_MENTIONS = 5


def explain(name: str, ledger: Ledger, *, data: Path = DATA) -> Explanation:
    """The explanation of a cell; raises `UsageError` with the nearest names where there is none such."""
    cell = find_cell(name, ledger)
    if cell.incident is not None:
        return _of_incident(cell, cell.incident, ledger=ledger, data=data)
    reading = cell.reading
    assert reading is not None, "a cell is in an incident or in a document"
    match cell.item:
        case Event() as event:
            return _of_event(cell, event, reading=reading, ledger=ledger, data=data)
        case Statement() as statement:
            return _of_statement(cell, statement, reading=reading, ledger=ledger, data=data)
        case Entity() as entity:
            return _of_entity(cell, entity, reading=reading, data=data)
        case Mention() as mention:
            words = (words_at(reading, (mention.start, mention.end), label="words"),)
            note = f"it stands for {reading.document.id}#{mention.entity}"
            return _plain(cell, "mention", mention, words=words, rules=explain_rule(mention.rule, data=data), notes=(note,))
    return _of_document(cell, reading, data=data)


def _of_event(cell: Cell, event: Event, *, reading: Reading, ledger: Ledger, data: Path) -> Explanation:
    incident = ledger.incident_of(reading.document.id, event.id)
    by_id = {statement.id: statement for statement in reading.statements}
    told = [by_id[id] for id in event.statements if id in by_id]
    words, rules, notes = _behind_event(cell, event, reading=reading)
    base = _plain(
        cell,
        "event",
        _named_place(reading, event.place) if cell.field == "place" else _value(event, cell),
        words=words,
        rules=_rules(rules, data),
        notes=notes,
        chains=tuple(chain_of(reading, s) for s in told) or (chain_of(reading, None, at=event.trigger),),
        names=_names_in(reading),
    )
    return (
        base
        if incident is None or cell.field == "background"
        else _beside(base, incident, ledger=ledger, own=(reading.document.id, event.id), data=data)
    )


def _behind_event(cell: Cell, event: Event, *, reading: Reading) -> tuple[tuple[Words, ...], list[str], tuple[str, ...]]:
    """The words of an event's cell, the rules behind it, and what else is to be said."""
    field, position = cell.field, cell.position
    own = [words_at(reading, event.trigger, label="trigger")]
    if field in (None, "kind", "trigger", "evidence"):
        own += [words_at(reading, event.evidence, label="evidence")] if field in (None, "evidence") else []
        return tuple(own), [event.rule], ()
    if field == "when":
        return _behind_day(reading, event)
    if field == "background":
        own.append(words_at(reading, event.evidence, label="evidence"))
        return tuple(own), [event.background_rule or event.rule], ()
    if field == "place":
        entities = [event.place] if event.place else []
        words = (words_at(reading, event.place_span, label="place"),) if event.place_span else ()
        return words, _entity_rules(reading, entities), () if event.place else ("no words place it",)
    links = _links(event, field)
    if links is not None:
        if position is not None:
            links = links[position : position + 1]
        rules = _entity_rules(reading, [link.entity for link in links if link.entity])
        return (
            tuple(w for link in links for w in link_words(reading, link, label=field)),
            [event.rule, *rules],
            () if links else ("no words name any",),
        )
    amounts = [q for q in event.quantities if field in ("quantities", field_of(q.what))]
    if amounts:
        amounts = amounts[position : position + 1] if position is not None else amounts
        return tuple(words_at(reading, q.span, label=q.what) for q in amounts if q.span), [q.rule for q in amounts], ()
    if field == "statements":
        cues = [(s, cue) for s in reading.statements if s.id in event.statements for cue in s.cues[:1]]
        notes = () if cues else ("no statement asserts it: the outlet tells it in its own voice",)
        return tuple(words_at(reading, cue, label=f"cue of {s.id}") for s, cue in cues), [s.rule for s, _ in cues], notes
    return tuple(own), [event.rule], ()


def _behind_day(reading: Reading, event: Event) -> tuple[tuple[Words, ...], list[str], tuple[str, ...]]:
    when = event.when
    if when is None:
        return (), [], ("the text gives it no day that can be settled",)
    words = (words_at(reading, when.span, label="day"),) if when.span else ()
    rules = [t.rule for t in reading.times if when.span and t.start < when.span[1] and when.span[0] < t.end]
    if when.basis != "announced":
        return words, rules, ()
    story = story_at(reading.stories, event.trigger[0])
    note = "the text tells it as fresh news without a day of its own, so that it takes the day of its announcement"
    evidence = () if words or story is None else day_words(reading, story)
    return (*words, *evidence), rules, (note, *(day_reasons(story) if story and not words else ()))


def _of_statement(cell: Cell, statement: Statement, *, reading: Reading, ledger: Ledger, data: Path) -> Explanation:
    field, rules = cell.field, [statement.rule]
    words: list[Words] = []
    if field in ("sources", "relays"):
        links = statement.sources if field == "sources" else statement.relays
        links = links if cell.position is None else links[cell.position : cell.position + 1]
        words = [w for link in links for w in link_words(reading, link, label=field.removesuffix("s"))]
        rules += _entity_rules(reading, [link.entity for link in links if link.entity])
    elif field == "when":
        words = [words_at(reading, statement.when.span, label="day")] if statement.when and statement.when.span else []
        rules = [t.rule for t in reading.times if statement.when and statement.when.span == (t.start, t.end)]
    elif field == "content":
        words = [words_at(reading, statement.content, label="content")] if statement.content else []
    else:
        words = [words_at(reading, cue, label="cue") for cue in statement.cues]
    notes = ["the text names nobody who says it"] if field in (None, "sources") and not statement.sources else []
    notes += ["it says nothing of its own: it takes up what was told before"] if field in (None, "content") and statement.content is None else []
    notes += ["no words give it a day: it was said on the day of its story"] if field == "when" and not words else []
    asserted = [f"{reading.document.id}#{event.id} ({event.kind})" for event in reading.events if statement.id in event.statements]
    notes += [f"it asserts {', '.join(asserted)}"] if asserted else []
    base = _plain(
        cell,
        "statement",
        _value(statement, cell),
        words=tuple(words),
        rules=_rules(rules, data),
        notes=tuple(notes),
        chains=(chain_of(reading, statement),),
        names=_names_in(reading),
    )
    incident = _incident_of(statement, reading, ledger=ledger)
    return base if incident is None else _beside(base, incident, ledger=ledger, own=(reading.document.id, statement.id), data=data)


def _incident_of(statement: Statement, reading: Reading, *, ledger: Ledger) -> Incident | None:
    """The incident that a statement speaks of: that of the first event it asserts, else the one that it denies."""
    document = reading.document.id
    for event in reading.events:
        if statement.id in event.statements:
            return ledger.incident_of(document, event.id)
    found = (i for i in ledger.incidents() if any((a.document, a.statement) == (document, statement.id) for a in i.accounts))
    return next(found, None)


def _of_entity(cell: Cell, entity: Entity, *, reading: Reading, data: Path) -> Explanation:
    mentions = [m for m in reading.mentions if m.entity == entity.id]
    words = tuple(words_at(reading, (m.start, m.end), label=m.id) for m in mentions[:_MOST_MENTIONS])
    more = f", of which {_MOST_MENTIONS} are shown" if len(mentions) > _MOST_MENTIONS else ""
    notes = [f"{len(mentions)} mention{'' if len(mentions) == 1 else 's'}{more}"]
    events = [event.id for event in reading.events if entity.id in (event.place, *(p.entity for p in event.participants))]
    notes += [f"it takes part in, or is the place of, {', '.join(f'{reading.document.id}#{id}' for id in events)}"] if events else []
    said = [s.id for s in reading.statements if any(link.entity == entity.id for link in (*s.sources, *s.relays))]
    notes += [f"it is source or relay of {', '.join(f'{reading.document.id}#{id}' for id in said)}"] if said else []
    if entity.link is not None:
        notes.append(f"it is {entity.known} of the knowledge base, with a probability of {entity.confidence}, by {entity.link}")
    rules = [entity.rule, *([entity.link] if entity.link is not None else []), *(m.rule for m in mentions)]
    return _plain(cell, "entity", _value(entity, cell), words=words, rules=_rules(rules, data), notes=tuple(notes))


def _of_document(cell: Cell, reading: Reading, *, data: Path) -> Explanation:
    document, story = reading.document, reading.stories[0] if reading.stories else None
    about = ("outlet", "title", "url", "language", "published", "fetched", "sha256")
    value: Any = document.published if cell.field == DAY else {name: getattr(document, name) for name in about}
    return _plain(
        cell,
        "document",
        value,
        words=day_words(reading, story) if story else (),
        rules=_rules([story.rule] if story else [], data),
        notes=day_reasons(story) if story else (),
    )


def _of_incident(cell: Cell, incident: Incident, *, ledger: Ledger, data: Path) -> Explanation:
    names = {entity.id: label_of(entity) for entity in incident.entities}
    base = _plain(cell, "incident", _incident_value(incident, cell.field), words=(), rules=_rules([incident.rule], data), names=names)
    return _beside(base, incident, ledger=ledger, own=None, data=data)


def _incident_value(incident: Incident, field: str | None) -> Any:
    place = next(({"entity": e.id, "name": label_of(e)} for e in incident.entities if e.id == incident.place), None)
    if field is None:
        about = {name: getattr(incident, name) for name in ("kind", "status", "when", "place", "participants", "quantities", "standing")}
        return {**about, "place": place}
    if field == "place":
        return place
    if field == OCCURRENCE:
        return HAPPENED.get(incident.status)
    if field in incident.__struct_fields__:
        return getattr(incident, field)
    found = [*(p for p in incident.participants if p.role == field), *(q for q in incident.quantities if field_of(q.what) == field)]
    return found or None


def _beside(base: Explanation, incident: Incident, *, ledger: Ledger, own: tuple[str, str] | None, data: Path) -> Explanation:
    """An explanation with the incident that its cell stands in: every account of the field, disputes, and what joined the accounts."""
    field = None if base.is_a == "statement" else base.field
    accounts = tuple(_told(incident, number, field=field, ledger=ledger, own=own) for number in range(len(incident.accounts)))
    key = _key_of(field)
    whole = own is None and field is None
    disputes = tuple(d for d in incident.disputes if whole or d.field in (key, "occurrence"))
    return msgspec.structs.replace(
        base,
        rules=(*base.rules, *_rules([d.rule for d in disputes], data)),
        incident=incident.id,
        kind=incident.kind,
        standing=incident.standing,
        standing_rule=incident.standing_rule,
        field_standing=incident.field_standing.get(key) if key else None,
        accounts=accounts,
        disputes=disputes,
        field_standings=incident.field_standing if whole else {},
        related=_related(incident, ledger) if whole or (own is None and field == "related") else (),
        judgements=_judgements(incident, ledger) if whole else (),
    )


def _told(incident: Incident, number: int, *, field: str | None, ledger: Ledger, own: tuple[str, str] | None) -> Told:
    account = incident.accounts[number]
    reading = ledger.reading(account.document)
    key, item = _key_of(field), account.event or account.statement
    value = account.values.get(key) if key else None
    if field is not None and key == "participants" and field != key and value is not None:
        value = [p for p in value if p.get("role") == field] or None
    statement = next((s for s in reading.statements if s.id == account.statement), None) if reading else None
    event = next((e for e in reading.events if e.id == account.event), None) if reading else None
    words: tuple[Words, ...] = ()
    if reading and field is not None and value is not None:
        if event is not None:
            words = _behind_event(Cell("", field), event, reading=reading)[0]
        elif statement is not None:
            words = tuple(words_at(reading, cue, label="cue") for cue in statement.cues[:1])
    return Told(
        cell=f"{account.document}#{item}" + (f".{field}" if account.event and value is not None else ""),
        chain=account_chain(account, reading, statement=statement),
        given=value is not None,
        value=value,
        words=words,
        evidence=words_at(reading, account.evidence, label="evidence") if reading else Words("evidence", account.document, account.evidence, ""),
        copy=number in incident.copies,
        own=own is not None and own[0] == account.document and own[1] in (account.event, account.statement),
    )


def _key_of(field: str | None) -> str | None:
    """The name under which accounts give a field: roles stand together under `participants`.

    >>> _key_of("actor"), _key_of("killed")
    ('participants', 'killed')
    """
    return "participants" if field in ("actor", "target", "party", "host", "weapon") else field


def _related(incident: Incident, ledger: Ledger) -> tuple[RelatedIncident, ...]:
    found = []
    for relation in incident.related:
        other = ledger.incident(relation.incident)
        if other is not None:
            place = next((label_of(entity) for entity in other.entities if entity.id == other.place), None)
            about = RelatedIncident(incident=other.id, relation=relation.relation, kind=other.kind, status=other.status, when=other.when, place=place)
            found.append(about)
    return tuple(found)


def _names_in(reading: Reading) -> dict[str, str]:
    """Entity to its English label, or the name it is printed under where it has none."""
    return {entity.id: label_of(entity) for entity in reading.entities}


def _judgements(incident: Incident, ledger: Ledger) -> tuple[Judgement, ...]:
    refs = {f"{a.document}#{a.event}" for a in incident.accounts if a.event}
    return tuple(j for ref in sorted(refs) for j in ledger.judgements(ref) if j.right in refs)


def _plain(
    cell: Cell,
    is_a: str,
    value: Any,
    *,
    words: tuple[Words, ...],
    rules: tuple[RuleFact, ...],
    notes: tuple[str, ...] = (),
    chains: tuple[Chain, ...] = (),
    names: dict[str, str] | None = None,
) -> Explanation:
    named = names or {}
    return Explanation(cell=cell.name, is_a=is_a, field=cell.field, value=value, words=words, rules=rules, chains=chains, notes=notes, names=named)


def _value(item: Struct, cell: Cell) -> Any:
    """What the cell holds: the item, its field, or those of an event's participants and quantities that the field names."""
    if cell.field is None:
        return item
    value = getattr(item, cell.field, None)
    if isinstance(item, Event) and cell.field == OCCURRENCE:
        return HAPPENED.get(item.status)
    if isinstance(item, Event) and cell.field not in item.__struct_fields__:
        value = [*(p for p in item.participants if p.role == cell.field), *(q for q in item.quantities if field_of(q.what) == cell.field)]
    return value[cell.position] if cell.position is not None and value is not None else value


def _links(event: Event, field: str | None) -> Sequence[Link | Participant] | None:
    """The links that a field of an event names; None for a field that is of another sort."""
    if field == "participants":
        return event.participants
    if field == "initiative":
        return [event.initiative] if event.initiative else []
    return [p for p in event.participants if p.role == field] or None


def _named_place(reading: Reading, place: str | None) -> Any:
    """A place as accounts give it: its entity and name; None where there is none."""
    return next(({"entity": e.id, "name": label_of(e)} for e in reading.entities if e.id == place), None)


def _entity_rules(reading: Reading, ids: Sequence[str]) -> list[str]:
    return [entity.rule for id in ids for entity in reading.entities if entity.id == id]


def _rules(rules: Sequence[str], data: Path) -> tuple[RuleFact, ...]:
    return tuple(fact for rule in dict.fromkeys(rules) for fact in explain_rule(rule, data=data))
