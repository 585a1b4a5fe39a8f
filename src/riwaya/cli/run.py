"""`riwaya run`: pages in, a ledger of rival accounts out."""

from pathlib import Path

import click
from msgspec.structs import replace

from riwaya.cli.input import check_sources, input_options
from riwaya.cli.options import ledger_option, tell_compiling, wait_option
from riwaya.cli.output import check_not_read
from riwaya.cli.running import follow, status_of, tell_outcome, tell_stopped
from riwaya.cli.web import web_options
from riwaya.engine.run import run_paths
from riwaya.engine.tools import load_tools
from riwaya.ingest.load import count_documents
from riwaya.ingest.opening import Opening
from riwaya.ledger.store import open_ledger
from riwaya.lexicon.compiled import DATA


@click.command("run")
@input_options
@web_options
@ledger_option
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@wait_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    opening: Opening,
    data: Path | None,
    no_own_gazetteers: bool,
    ledger: Path,
    workers: int,
    wait: bool,
) -> None:
    """Read documents into a ledger, and fuse what all its documents tell into incidents.

    A PATH is what `riwaya read` takes; what is fetched from addresses is kept in a folder beside the ledger, or in --keep. Documents
    that the ledger has already, read by the same Riwaya, are passed over; one that has changed since takes the place of the old one.
    The run may be stopped at any moment: what is stored stays, and the same command goes on from there. Documents that cannot be read
    are told on standard error and kept in the ledger, the others are read, and the exit status is 1; it is 2 where nothing could be
    read.

    The id of a file's document is its stem. Files of one stem in several folders are all kept: the first by content under the stem,
    the others with some digits behind it (001~4f2a9c01), which is told.

    \b
    Example:
      riwaya run news/ --ledger war.db --workers 4
    """
    check_not_read(ledger, paths)
    opening = replace(opening, skip={ledger.resolve()})
    try:
        check_sources(paths, opening=opening)
        tools = load_tools(data or DATA, own=() if no_own_gazetteers else None, compiling=tell_compiling)
        with open_ledger(ledger, write=True, wait=wait) as opened:
            with follow(lambda: count_documents(paths, opening=opening)) as watch:
                outcome = run_paths(
                    paths,
                    ledger=opened,
                    tools=tools,
                    data=data or DATA,
                    workers=workers,
                    opening=opening,
                    watch=watch,
                )
            tell_outcome(outcome, opened)
    except KeyboardInterrupt as error:
        ctx.exit(tell_stopped(error))
    ctx.exit(status_of(outcome, advice="name files that hold documents, folders of them, or addresses (`riwaya run --help`)"))
