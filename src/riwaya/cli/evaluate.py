"""`riwaya evaluate`: readings and incidents against gold."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from riwaya.cli.options import one_line
from riwaya.errors import UsageError
from riwaya.evaluate.report import evaluate, lines_of

_FEW = 3
"""Ids that a message names."""
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate")
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="GOLD_DIR")
@click.argument("readings", type=_FILE, metavar="READINGS.jsonl")
@click.option("--input", "source", type=_FILE, help="The JSON Lines that were read: a text that differs from it is an error.")
@click.option("--incidents", type=_FILE, help="Score these incidents too (with --clusters).")
@click.option("--clusters", type=_FILE, help="The gold clusters of incidents.")
@click.option("--errors", "show_errors", is_flag=True, help="Also tell what was missed and what was wrong, in words.")
@click.option("--json", "as_json", is_flag=True, help="Print the measures as one JSON object.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    gold: Path,
    readings: Path,
    source: Path | None,
    incidents: Path | None,
    clusters: Path | None,
    show_errors: bool,
    as_json: bool,
) -> None:
    """Score readings against gold: one line a measure, with the counts behind it.

    p is precision (hits among what was read), r recall (hits among what the gold has), f1 their harmonic mean; all are summed
    over the documents. event_any_kind counts events whose triggers overlap, whatever their kinds; event those of the right
    kind, by trigger or, failing that, by the gold trigger's sentence. What follows a dot (event.when, statement.act) counts
    only where the item before the dot was found; gold marked optional counts for nothing.

    Missing or wrong readings lower the figures, and the exit status is 0. It is 1 where no reading is of a document that has gold (they
    are matched by id), and 2 where a file cannot be used.

    \b
    Example:
      riwaya evaluate gold/ readings.jsonl --input samples.jsonl --errors
    """
    if (incidents is None) != (clusters is None):
        raise UsageError("--incidents and --clusters go together: the one is scored against the other")
    report = evaluate(gold, readings, source=source, incidents=incidents, clusters=clusters)
    click.echo(json.dumps(report.measures, ensure_ascii=False) if as_json else "\n".join(lines_of(report)))
    if show_errors:
        for finding in report.findings:
            click.echo(str(finding))
    if set(report.gold).isdisjoint(report.readings):
        message = f"no reading is of a document that has gold: the gold is of {_named(report.gold)}; the readings are of {_named(report.readings)}"
        click.echo(f"riwaya: {message}", err=True)
        ctx.exit(1)


def _named(ids: Sequence[str]) -> str:
    return ", ".join(map(one_line, ids[:_FEW])) + (f" and {len(ids) - _FEW} more" if len(ids) > _FEW else "") or "nothing"
