"""Accounts as flat rows for a spreadsheet: who tells which incident how, one row each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from riwaya.cli.csv_names import ENGLISH, JOIN, ROLES, Names, csv_line
from riwaya.cli.values import said_value
from riwaya.model import Account, Incident

_COUNTED = ("killed", "wounded")
COLUMNS = (
    "incident", "kind", "document", "event", "statement", "outlet", "act", "told", "voice", "sources", "sources_en", "relays", "relays_en",
    "copy", "status", "happened", "from", "to", "basis", "place", "place_en", *(f"{role}{tail}" for role in ROLES for tail in ("", ENGLISH)),
    *(f"{what}_{bound}" for what in _COUNTED for bound in ("min", "max")), "other_quantities",
)  # fmt: skip
"""The columns, in order. `voice` says who tells: a `source`, the `outlet` itself, or somebody whom the text does not name."""


def account_csv(incidents: Iterable[Incident]) -> Iterator[bytes]:
    """A header, then one line an account, as UTF-8 CSV."""
    yield csv_line(COLUMNS)
    for incident in incidents:
        names = Names(incident)
        for number in range(len(incident.accounts)):
            yield csv_line(account_row(incident, number, names=names))


def account_row(incident: Incident, number: int, *, names: Names) -> tuple[str, ...]:
    """The cells of the account at a position, one for each of `COLUMNS`; empty where it is silent."""
    account = incident.accounts[number]
    values, when = account.values, account.values.get("when") or {}
    cells: dict[str, object] = {
        "incident": incident.id,
        "kind": incident.kind,
        "document": account.document,
        "event": account.event,
        "statement": account.statement,
        "outlet": account.outlet,
        "act": account.act,
        "told": account.told,
        "voice": voice_of(account),
        "copy": "yes" if number in incident.copies else "no",
        "status": values.get("status"),
        "happened": {True: "yes", False: "no"}.get(values.get("occurrence", "")),
        **{name: when.get(name) for name in ("from", "to", "basis")},
        "other_quantities": JOIN.join(f"{what} {said_value(value)[0]}" for what, value in _amounts(values) if what not in _COUNTED),
    }
    for column, links in (("sources", account.sources), ("relays", account.relays)):
        cells |= names.cells(column, [names.of_link(account.document, link) for link in links])
    place = values.get("place")
    cells |= names.cells("place", [names.of_value(place)] if place else [])
    for role in ROLES:
        cells |= names.cells(role, [names.of_value(p) for p in values.get("participants") or () if p.get("role") == role])
    for what, value in _amounts(values):
        cells |= {f"{what}_{bound}": value[bound] for bound in ("min", "max")} if what in _COUNTED else {}
    return tuple("" if (cell := cells.get(column)) is None else str(cell) for column in COLUMNS)


def voice_of(account: Account) -> str:
    """Who tells: `source`, `outlet` (in its own voice), or `nobody named`."""
    return "source" if account.sources else "outlet" if account.statement is None else "nobody named"


def _amounts(values: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    return [(what, value) for what, value in values.items() if isinstance(value, dict) and "min" in value and "max" in value]
