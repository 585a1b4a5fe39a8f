"""`riwaya incidents`: what happened, as told by all accounts, one incident a line."""

import codecs
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from riwaya.cli.account_rows import account_csv
from riwaya.cli.incident_rows import csv_bytes, table_lines
from riwaya.cli.options import DAY, check_fused, tell_counts, tell_problem
from riwaya.cli.output import OUT, check_not_read, open_output, print_lines
from riwaya.engine.fusing import fuse_all
from riwaya.engine.readings import load_readings
from riwaya.errors import UsageError
from riwaya.ledger.store import open_ledger
from riwaya.lexicon.compiled import DATA
from riwaya.model import Incident, Problem, Reading
from riwaya.ontology.load import load_ontology

STANDINGS = ("uncontested", "corroborated", "contested", "unverified")


class _KindOption(click.Option):
    """An option whose help lists the kinds of the ontology, which is loaded only then."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The help, with the kinds."""
        record = super().get_help_record(ctx)
        return record and (record[0], f"{record[1]} Kinds are {', '.join(load_ontology(DATA).kinds)}.")


@click.command("incidents")
@click.argument("paths", nargs=-1, metavar="[READINGS.jsonl…]")
@click.option("--ledger", type=click.Path(dir_okay=False, path_type=Path), envvar="RIWAYA_LEDGER", help="The ledger: an SQLite file.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["jsonl", "table", "csv"]),
    show_default="table in a terminal, jsonl in a file or a pipe",
    help="Form of the output.",
)
@click.option("--kind", "kinds", cls=_KindOption, multiple=True, metavar="KIND", help="Only incidents of this kind; may be given several times.")
@click.option("--since", type=DAY, metavar="DAY", help="Only incidents that may have happened on this day or later; DAY is like 2025-10-21.")
@click.option("--until", type=DAY, metavar="DAY", help="Only incidents that may have happened on this day or before.")
@click.option(
    "--standing", "standings", multiple=True, type=click.Choice(STANDINGS), help="Only incidents that stand so; may be given several times."
)
@click.option("--accounts", "by_account", is_flag=True, help="With csv: one row for each account in place of each incident.")
@click.option("--out", type=OUT, default=Path("-"), help="Write to this file instead of standard output.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    ledger: Path | None,
    output_format: str | None,
    kinds: tuple[str, ...],
    since: date | None,
    until: date | None,
    standings: tuple[str, ...],
    by_account: bool,
    out: Path,
) -> None:
    """List incidents by day, with every account of each: from a ledger, or fused from files of readings without one.

    jsonl gives one whole incident a line (its schema: docs/schema/incident.json), csv one flat row, table a few words for the terminal.

    In csv a column holds one language: names are Arabic, as printed, and in the columns whose names end in _en English where that is
    known. Several values in a cell are parted by semicolons, rival values of a dispute by bars (killed: 4 | 2). With --accounts a row is
    one account: who tells it (voice: source, outlet, or nobody named), through whom, when, and what it says. A file whose name ends in
    .csv begins with a byte-order mark, by which spreadsheets see that it is UTF-8.

    With --since or --until, incidents of unknown day are left out.

    \b
    Example:
      riwaya incidents --ledger war.db --format table --standing contested
    """
    if by_account and output_format != "csv":
        raise UsageError("--accounts goes with --format csv")
    if paths and ctx.get_parameter_source("ledger") == click.core.ParameterSource.ENVIRONMENT:
        ledger = None  # a file named here and now goes before a habit
    if bool(paths) == (ledger is not None):
        raise UsageError("name either --ledger or files of readings, and not both")
    known = load_ontology(DATA).kinds
    for kind in kinds:
        if kind not in known:
            raise UsageError(f"kind {kind!r} is not known; known are {', '.join(known)}")
    check_not_read(out, (*paths, *([ledger] if ledger else [])))
    problems: list[Problem] = []
    found = _stored(ledger) if ledger else _fused(paths, problems)
    wanted = (
        i for i in found if (not kinds or i.kind in kinds) and (not standings or i.standing in standings) and _meets(i, since=since, until=until)
    )
    with open_output(out) as stream:
        shown = str(out) == "-" and sys.stdout.isatty()
        if output_format == "csv" and out.suffix.lower() == ".csv":
            stream.write(codecs.BOM_UTF8)
        _write(wanted, stream, output_format=output_format or ("table" if shown else "jsonl"), by_account=by_account)
    ctx.exit(1 if problems else 0)


def _stored(path: Path) -> Iterator[Incident]:
    with open_ledger(path) as ledger:
        check_fused(ledger)
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
    yield from fuse_all(list(readings.values())).incidents


def _meets(incident: Incident, *, since: date | None, until: date | None) -> bool:
    """Whether an incident may have happened within days; an open side of it reaches as far as it takes."""
    if since is None and until is None:
        return True
    when = incident.when
    if when is None or (when.from_ is None and when.to is None):
        return False
    return not (since and when.to and when.to < since) and not (until and when.from_ and when.from_ > until)


def _write(incidents: Iterator[Incident], stream: BinaryIO, *, output_format: str, by_account: bool) -> None:
    if output_format == "jsonl":
        for incident in incidents:
            stream.write(msgspec.json.encode(incident) + b"\n")
    elif output_format == "csv":
        for line in account_csv(incidents) if by_account else csv_bytes(incidents):
            stream.write(line)
    else:
        print_lines(stream, lambda width: table_lines(incidents, width=width))
