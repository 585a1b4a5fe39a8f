"""The table of contacts: who spoke or met with whom, when, on whose initiative, and how long since the last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations, product

from msgspec import structs

from riwaya.model import Contact, FusedEntity, Incident, label_of

CONTACT_KINDS = ("call", "meeting", "summon")
MOST_PARTIES = 8
_RULE = "contact.pair"


def find_contacts(incidents: Sequence[Incident]) -> tuple[Contact, ...]:
    """One contact for each two parties of every call, meeting and summons, by day (unknown ones last), kind, incident and pair.

    A host counts as a party where it is a person, or where a single other party is named. Of more than eight parties only the
    first eight, in the incident's order, make pairs. `previous` is the last contact of the same kind between the same two that
    happened on an earlier day; both days must be single ones that are known.
    """
    found = [contact for incident in incidents if incident.kind in CONTACT_KINDS for contact in _contacts_of(incident)]
    found.sort(key=_order)
    return tuple(_with_previous(found))


def day_of(contact: Contact) -> date | None:
    """The single day of a contact; None where it is unknown or spans several."""
    when = contact.when
    return when.from_ if when is not None and when.from_ == when.to else None


def _contacts_of(incident: Incident) -> Iterator[Contact]:
    entities = {entity.id: entity for entity in incident.entities}
    sought = [(n, str(a.values["initiative"])) for n, a in enumerate(incident.accounts) if a.values.get("initiative")]
    for left, right in _pairs(incident, entities):
        yield Contact(
            incident=incident.id,
            kind=incident.kind,
            status=incident.status,
            pair=(left, right),
            names=(label_of(entities[left]), label_of(entities[right])),
            when=incident.when,
            initiative=tuple(dict.fromkeys(who for _, who in sought)),
            initiative_accounts=tuple(n for n, _ in sought),
            previous=None,
            gap_days=None,
            rule=_RULE,
        )


def _pairs(incident: Incident, entities: dict[str, FusedEntity]) -> Iterator[tuple[str, str]]:
    """The two parties of each contact: actor and target of a summons, else in the order of the incident."""
    roles: dict[str, list[str]] = {}
    for participant in incident.participants:
        who = participant.entity
        if who is not None and who in entities and who not in roles.setdefault(participant.role, []):
            roles[participant.role].append(who)
    if incident.kind == "summon":
        yield from ((a, b) for a, b in product(roles.get("actor", ()), roles.get("target", ())) if a != b)
        return
    parties = roles.get("party", [])
    alone = len(parties) == 1
    hosts = [h for h in roles.get("host", ()) if h not in parties and (alone or entities[h].type == "person")]
    yield from combinations([*hosts, *parties][:MOST_PARTIES], 2)


def _order(contact: Contact) -> tuple[date, date, str, str, tuple[str, str]]:
    when = contact.when
    first = when.from_ if when is not None and when.from_ is not None else date.max
    last = when.to if when is not None and when.to is not None else date.max
    return first, last, contact.kind, contact.incident, contact.pair


def _with_previous(contacts: Sequence[Contact]) -> Iterator[Contact]:
    """The contacts, in order of their days, each with the last one of its kind between the same two on an earlier day."""
    latest: dict[tuple[str, frozenset[str]], list[tuple[date, str]]] = {}
    for contact in contacts:
        day = day_of(contact)
        before = latest.setdefault((contact.kind, frozenset(contact.pair)), [])
        if day is not None:
            last = next(((earlier, name) for earlier, name in reversed(before) if earlier < day), None)
            if last is not None:
                contact = structs.replace(contact, previous=last[1], gap_days=(day - last[0]).days)
            if contact.status == "happened":
                before.append((day, contact.incident))
        yield contact
