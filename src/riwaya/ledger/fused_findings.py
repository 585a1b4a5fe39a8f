"""What may be wrong with an incident against the readings that it was fused from."""

from collections.abc import Callable, Collection, Iterator

from riwaya.ledger.findings import Cell, Finding, Known, check_link, wrong_span
from riwaya.model import Account, Incident, Link, Span

KnownOf = Callable[[str], Known | None]
"""What a document has to name; None where the ledger has none, or none that can be read back."""


def check_incident(incident: Incident, known_of: KnownOf, *, incidents: Collection[str]) -> Iterator[Finding]:
    """Everything in an incident that does not hold; `incidents` are the ids of all."""
    for n, account in enumerate(incident.accounts):
        yield from _check_account(f"{incident.id}.accounts[{n}]", account, known=known_of(account.document))
    yield from _check_positions(incident)
    yield from _check_fused(incident, known_of)
    yield from _check_entities(incident, known_of)
    for n, relation in enumerate(incident.related):
        if relation.incident not in incidents:
            yield Finding(f"{incident.id}.related[{n}]", f"there is no incident {relation.incident}")


def _check_account(cell: Cell, account: Account, *, known: Known | None) -> Iterator[Finding]:
    if known is None:
        yield Finding(f"{cell}.document", f"there is no document {account.document} in the ledger")
        return
    for name, id, ids in (("event", account.event, known.events), ("statement", account.statement, known.statements)):
        if id is not None and id not in ids:
            yield Finding(f"{cell}.{name}", f"there is no {id} in {account.document}")
    if account.event is None and account.statement is None:
        yield Finding(cell, "neither an event nor a statement tells it")
    if wrong := wrong_span(account.evidence, known.text):
        yield Finding(f"{cell}.evidence", wrong)
    for name, links in (("sources", account.sources), ("relays", account.relays)):
        for n, link in enumerate(links):
            yield from check_link(f"{cell}.{name}[{n}]", link, known=known)


def _check_positions(incident: Incident) -> Iterator[Finding]:
    """Every position of an account that the incident gives is that of one."""
    cells = [(f"copies[{n}]", position) for n, position in enumerate(incident.copies)]
    cells += [(f"participants[{n}].account", item.account) for n, item in enumerate(incident.participants)]
    cells += [(f"quantities[{n}].account", item.account) for n, item in enumerate(incident.quantities)]
    cells += [("when.account", incident.when.account)] if incident.when else []
    for n, dispute in enumerate(incident.disputes):
        for k, value in enumerate(dispute.values):
            cells += [(f"disputes[{n}].values[{k}].accounts", position) for position in value.accounts]
    for cell, position in cells:
        if not 0 <= position < len(incident.accounts):
            yield Finding(f"{incident.id}.{cell}", f"there is no account {position} among {len(incident.accounts)}")


def _check_fused(incident: Incident, known_of: KnownOf) -> Iterator[Finding]:
    """The words of the fused view stand in the documents of the accounts that gave them."""

    def told_in(position: int) -> Known | None:
        return known_of(incident.accounts[position].document) if 0 <= position < len(incident.accounts) else None

    spans: list[tuple[Cell, Span | None, int]] = []
    if incident.when is not None:
        spans.append(("when", incident.when.span, incident.when.account))
    spans += [(f"quantities[{n}]", item.span, item.account) for n, item in enumerate(incident.quantities)]
    for cell, span, position in spans:
        known = told_in(position)
        if span is not None and known is not None and (wrong := wrong_span(span, known.text)):
            yield Finding(f"{incident.id}.{cell}", wrong)
    for n, item in enumerate(incident.participants):
        if (known := told_in(item.account)) is not None:
            words = Link(None, item.mention, item.text)
            yield from check_link(f"{incident.id}.participants[{n}]", words, known=known)


def _check_entities(incident: Incident, known_of: KnownOf) -> Iterator[Finding]:
    ids = {entity.id for entity in incident.entities}
    named = [("place", incident.place)]
    named += [(f"participants[{n}].entity", item.entity) for n, item in enumerate(incident.participants)]
    named += [(f"quantities[{n}].of", item.of) for n, item in enumerate(incident.quantities)]
    for cell, name in named:
        if name is not None and name not in ids:
            yield Finding(f"{incident.id}.{cell}", f"there is no {name} among the incident's entities")
    for entity in incident.entities:
        for member in entity.members:
            document, _, id = member.rpartition("#")
            known = known_of(document)
            if known is None or id not in known.entities:
                yield Finding(f"{incident.id}.entities[{entity.id}]", f"its member {member} is in no document of the ledger")
