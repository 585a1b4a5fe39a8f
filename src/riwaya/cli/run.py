"""`riwaya run`: pages in, a ledger of rival accounts out."""

from pathlib import Path

import click

from riwaya.cli.options import input_options, ledger_option, wait_option
from riwaya.cli.running import INTERRUPTED, follow, tell_interrupted, tell_outcome
from riwaya.engine.lexicons import load_lexicons
from riwaya.engine.run import run_paths
from riwaya.errors import UsageError
from riwaya.ingest.load import count_documents
from riwaya.ledger.store import open_ledger
from riwaya.lexicon.compiled import DATA


@click.command("run")
@input_options
@ledger_option
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@wait_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    input_form: str | None,
    max_bytes: int,
    data: Path | None,
    ledger: Path,
    workers: int,
    wait: bool,
) -> None:
    """Read documents into a ledger, and fuse what all its documents tell into incidents.

    A PATH is what `riwaya read` takes. Documents that the ledger has already, read by the same Riwaya, are passed over; one that
    has changed since takes the place of the old one. The run may be stopped at any moment: what is stored stays, and the same
    command goes on from there. Documents that cannot be read are told on standard error and kept in the ledger, the others are
    read, and the exit status is 1.

    \b
    Example:
      riwaya run news/ --ledger war.db --workers 4
    """
    if any(path != "-" and Path(path).resolve() == ledger.resolve() for path in paths):
        raise UsageError(f"{ledger} is both read and written; name another ledger")
    lexicons, skip = load_lexicons(data or DATA), {ledger.resolve()}
    try:
        with open_ledger(ledger, write=True, wait=wait) as opened:
            with follow(lambda: count_documents(paths, input_form=input_form, skip=skip)) as watch:
                outcome = run_paths(
                    paths,
                    ledger=opened,
                    lexicons=lexicons,
                    data=data or DATA,
                    workers=workers,
                    input_form=input_form,
                    max_bytes=max_bytes,
                    skip=skip,
                    watch=watch,
                )
            tell_outcome(outcome, opened)
    except KeyboardInterrupt:
        tell_interrupted()
        ctx.exit(INTERRUPTED)
    ctx.exit(1 if outcome.counts.problems else 0)
