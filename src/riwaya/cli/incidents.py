"""`riwaya incidents`: what happened, as told by all accounts, one incident a line."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from riwaya.cli.incident_rows import csv_bytes, table_lines
from riwaya.cli.options import tell_counts, tell_problem
from riwaya.cli.output import OUT, open_output, print_lines
from riwaya.engine.readings import load_readings
from riwaya.errors import UsageError
from riwaya.fuse.fusion import fuse
from riwaya.ledger.store import open_ledger
from riwaya.lexicon.compiled import DATA
from riwaya.model import Incident, Problem, Reading
from riwaya.ontology.load import load_ontology

STANDINGS = ("uncontested", "corroborated", "contested", "unverified")
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("incidents")
@click.argument("paths", nargs=-1, metavar="[READINGS.jsonl…]")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), envvar="RIWAYA_LEDGER", help="The ledger: an SQLite file.")
@click.option(
    "--format", "output_format", type=click.Choice(["jsonl", "table", "csv"]), default="jsonl", show_default=True, help="Form of the output."
)
@click.option("--kind", "kinds", multiple=True, help="Only incidents of this kind; may be given several times.")
@click.option("--since", type=_DAY, metavar="DAY", help="Only incidents that may have happened on this day or later; DAY is like 2025-10-21.")
@click.option("--until", type=_DAY, metavar="DAY", help="Only incidents that may have happened on this day or before.")
@click.option(
    "--standing", "standings", multiple=True, type=click.Choice(STANDINGS), help="Only incidents that stand so; may be given several times."
)
@click.option("--out", type=OUT, default=Path("-"), help="Write to this file instead of standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    ledger: Path | None,
    output_format: str,
    kinds: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    standings: tuple[str, ...],
    out: Path,
) -> None:
    """List incidents by day, with every account of each: from a ledger, or fused from files of readings without one.

    jsonl gives one whole incident a line (its schema: docs/schema/incident.json), csv one flat row, table a few words for the terminal.
    With --since or --until, incidents of unknown day are left out.

    \b
    Example:
      riwaya incidents --ledger war.db --format table --standing contested
    """
    if paths and ctx.get_parameter_source("ledger") == click.core.ParameterSource.ENVIRONMENT:
        ledger = None  # a file named here and now goes before a habit
    if bool(paths) == (ledger is not None):
        raise UsageError("name either --ledger or files of readings, and not both")
    known = load_ontology(DATA).kinds
    for kind in kinds:
        if kind not in known:
            raise UsageError(f"kind {kind!r} is not known; known are {', '.join(known)}")
    if str(out) != "-" and out.resolve() in (Path(path).resolve() for path in (*paths, *([str(ledger)] if ledger else []))):
        raise UsageError(f"{out} is both read and written; name another file to write")
    problems: list[Problem] = []
    found = _stored(ledger) if ledger else _fused(paths, problems)
    first, last = (since.date() if since else None, until.date() if until else None)
    wanted = (
        i for i in found if (not kinds or i.kind in kinds) and (not standings or i.standing in standings) and _meets(i, since=first, until=last)
    )
    with open_output(out) as stream:
        _write(wanted, stream, output_format=output_format)
    ctx.exit(1 if problems else 0)


def _stored(path: Path) -> Iterator[Incident]:
    with open_ledger(path) as ledger:
        yield from ledger.incidents()


def _fused(paths: tuple[str, ...], problems: list[Problem]) -> Iterator[Incident]:
    """The incidents that files of readings tell; `problems` is filled with what could not be used."""
    readings: dict[str, Reading] = {}
    for place, item in load_readings(paths):
        if isinstance(item, Reading) and (first := readings.setdefault(item.document.id, item)) != item:
            message = f"another reading of {first.document.id!r} came before it; this one is left out (`riwaya load` keeps both)"
            item = Problem("ingest", place, "input.duplicate", message)
        if isinstance(item, Problem):
            problems.append(item)
            tell_problem(item)
    tell_counts(len(readings), len(problems))
    yield from fuse(list(readings.values())).incidents


def _meets(incident: Incident, *, since: date | None, until: date | None) -> bool:
    """Whether an incident may have happened within days; an open side of it reaches as far as it takes."""
    if since is None and until is None:
        return True
    when = incident.when
    if when is None or (when.from_ is None and when.to is None):
        return False
    return not (since and when.to and when.to < since) and not (until and when.from_ and when.from_ > until)


def _write(incidents: Iterator[Incident], stream: BinaryIO, *, output_format: str) -> None:
    if output_format == "jsonl":
        for incident in incidents:
            stream.write(msgspec.json.encode(incident) + b"\n")
    elif output_format == "csv":
        for line in csv_bytes(incidents):
            stream.write(line)
    else:
        print_lines(stream, lambda width: table_lines(incidents, width=width))
