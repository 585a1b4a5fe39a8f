"""`riwaya load`: readings made before into a ledger."""

from pathlib import Path

import click

from riwaya.cli.input import check_sources
from riwaya.cli.options import ledger_option, wait_option
from riwaya.cli.output import check_not_read
from riwaya.cli.running import follow, status_of, tell_outcome, tell_stopped
from riwaya.engine.run import load_paths
from riwaya.ingest.forms import JSONL
from riwaya.ingest.load import count_documents
from riwaya.ingest.opening import Opening
from riwaya.ledger.store import open_ledger

_LINES = Opening(form=JSONL)


@click.command("load")
@click.argument("paths", nargs=-1, required=True, metavar="READINGS.jsonl…")
@ledger_option
@wait_option
@click.pass_context
def command(ctx: click.Context, *, paths: tuple[str, ...], ledger: Path, wait: bool) -> None:
    """Store readings made before, one a line, in a ledger, and fuse what all its documents tell into incidents.

    A line is one reading as `riwaya read` writes it (its schema: docs/schema/reading.json); - is standard input. A line that is none, or
    whose spans and references do not hold, is told on standard error with its number, the others are stored, and the exit status is 1.

    \b
    Example:
      riwaya load readings.jsonl --ledger war.db
    """
    check_not_read(ledger, paths)
    try:
        check_sources(paths, opening=_LINES)
        with open_ledger(ledger, write=True, wait=wait) as opened:
            with follow(lambda: count_documents(paths, opening=_LINES)) as watch:
                outcome = load_paths(paths, ledger=opened, watch=watch)
            tell_outcome(outcome, opened)
    except KeyboardInterrupt as error:
        ctx.exit(tell_stopped(error))
    ctx.exit(status_of(outcome))
