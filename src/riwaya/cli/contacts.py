"""`riwaya contacts`: who spoke or met with whom, when, on whose initiative, and how long since the last time."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click
import msgspec
from rich.text import Text

from riwaya.cli.options import DAY, check_fused, ledger_option
from riwaya.cli.output import open_output, print_lines
from riwaya.cli.terminal import LABEL, clean, row
from riwaya.fuse.contacts import find_contacts
from riwaya.ledger.store import open_ledger
from riwaya.model import Contact, FusedEntity, label_of
from riwaya.text.fold import fold

COLUMNS = ("from", "to", "basis", "kind", "status", "first", "second", "initiative", "previous", "gap_days", "incident")
"""Columns of the CSV form; `initiative` joins the names with `|` where accounts name several."""


@click.command("contacts")
@ledger_option
@click.option(
    "--format", "output_format", type=click.Choice(["table", "jsonl", "csv"]), default="table", show_default=True, help="Form of the output."
)
@click.option("--with", "name", metavar="NAME", help="Only contacts of whoever bears this name, or a name with these words in it.")
@click.option("--since", type=DAY, metavar="DAY", help="Only contacts on or after this day, such as 2025-03-01; those of unknown days are left out.")
@click.option("--until", type=DAY, metavar="DAY", help="Only contacts on or before this day; those of unknown days are left out.")
def command(*, ledger: Path, output_format: str, name: str | None, since: date | None, until: date | None) -> None:
    """Show every call, meeting and summons of a ledger, one line for each two parties, by day.

    The days since the last contact count back to the last one of the same kind between the same two that happened, whatever
    the options leave out. Where accounts name several who sought it, all of them are shown.

    \b
    Example:
      riwaya contacts --ledger war.db --with Putin --since 2025-01-01
    """
    with open_ledger(ledger) as opened:
        check_fused(opened)
        incidents = list(opened.incidents())
    entities = {entity.id: entity for incident in incidents for entity in incident.entities}
    contacts = [c for c in find_contacts(incidents) if _is_within(c, since, until) and (name is None or _bears(name, c, entities))]
    with open_output(Path("-")) as stream:
        if output_format == "jsonl":
            for contact in contacts:
                stream.write(msgspec.json.encode(contact) + b"\n")
        elif output_format == "csv":
            stream.write(csv_text(contacts, entities).encode("utf-8"))
        else:
            print_lines(stream, lambda width: table_lines(contacts, entities, width=width))


def csv_text(contacts: Iterable[Contact], entities: dict[str, FusedEntity]) -> str:
    """The contacts as CSV with a header; unknown values are empty cells."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for contact in contacts:
        when = contact.when
        days = (when.from_, when.to, when.basis) if when else (None, None, None)
        sought = "|".join(_seekers(contact, entities))
        writer.writerow([*days, contact.kind, contact.status, *contact.names, sought, contact.previous, contact.gap_days, contact.incident])
    return out.getvalue()


def table_lines(contacts: list[Contact], entities: dict[str, FusedEntity], *, width: int) -> Iterator[Text]:
    """A heading, then the lines of each contact: day, kind, status, days since the last; the two; who sought it, where told."""
    if not contacts:
        yield Text("No contacts.")
        return
    yield Text(f"   {'day':10} {'kind':8} {'status':12} {'since last':>10}  between", style="bold")
    for contact in contacts:
        gap = "" if contact.gap_days is None else f"{contact.gap_days:,} day{'' if contact.gap_days == 1 else 's'}"
        yield from row(f"{_said_day(contact):10} {contact.kind:8} {contact.status:12} {gap:>10}", contact.names, width=width)
        sought = _seekers(contact, entities)
        if sought:
            says = "sought by" if len(sought) == 1 else "sought by (accounts name several)"
            yield from row(f"{'':{LABEL}} {says}", sought, width=width)


def _said_day(contact: Contact) -> str:
    when = contact.when
    if when is None or (when.from_ is None and when.to is None):
        return "no day"
    if when.from_ == when.to:
        return str(when.from_)
    return f"{when.from_ or ''}..{when.to or ''}"


def _seekers(contact: Contact, entities: dict[str, FusedEntity]) -> list[str]:
    """The names of those who sought a contact; an id that the ledger has no entity for stands for itself."""
    return [label_of(entities[who]) if who in entities else clean(who) for who in contact.initiative]


def _is_within(contact: Contact, first: date | None, last: date | None) -> bool:
    """True where the days of a contact reach into those asked for."""
    if first is None and last is None:
        return True
    when = contact.when
    if when is None or when.from_ is None or when.to is None:
        return False
    return (first is None or when.to >= first) and (last is None or when.from_ <= last)


def _bears(name: str, contact: Contact, entities: dict[str, FusedEntity]) -> bool:
    """True where the words of a name stand, whole and in any spelling, in a name of one of the two."""
    wanted = _spaced(name)
    names = {n for who in contact.pair for n in (entities[who].name, *entities[who].labels.values())}
    return any(wanted in _spaced(n) for n in names)


def _spaced(name: str) -> str:
    """A folded name between spaces, so that only whole words of it match."""
    return f" {' '.join(fold(name).text.split())} "
