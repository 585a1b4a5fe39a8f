"""`riwaya report`: a ledger as one HTML page that opens offline."""

from collections.abc import Sized
from pathlib import Path

import click

from riwaya.cli.options import check_fused, ledger_option
from riwaya.cli.output import OUT, check_not_read, open_output
from riwaya.export.report import render_report
from riwaya.fuse.contacts import find_contacts
from riwaya.ledger.store import open_ledger


@click.command("report")
@ledger_option
@click.option("--out", type=OUT, default=Path("report.html"), show_default=True, help="The page to write, or - for standard output.")
@click.option("--title", help="Heading of the page, in place of one made from the ledger's name.")
def command(*, ledger: Path, out: Path, title: str | None) -> None:
    """Write what a ledger holds as one HTML page: incidents by day with their accounts side by side, contacts, sources, documents.

    The page needs no network and no other file. A press on a value opens the words that it rests on.

    \b
    Example:
      riwaya report --ledger war.db --out report.html
    """
    check_not_read(out, [ledger])
    with open_ledger(ledger) as held:
        check_fused(held)
        readings, incidents, problems = list(held.readings()), list(held.incidents()), list(held.problems())
    heading = title or f"{ledger.stem.replace('_', ' ')}: who says what happened"
    contacts = find_contacts(incidents)
    page = render_report(incidents=incidents, readings=readings, contacts=contacts, problems=problems, title=heading, ledger=str(ledger))
    with open_output(out) as stream:
        stream.write(page.encode("utf-8"))
    if str(out) != "-":
        told = f"{_counted(incidents, 'incident')} from {_counted(readings, 'document')}"
        click.echo(f"riwaya: {out}: {told}; open it in a browser", err=True)


def _counted(items: Sized, name: str) -> str:
    return f"{len(items):,} {name}{'' if len(items) == 1 else 's'}"
