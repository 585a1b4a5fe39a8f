"""`riwaya remove`: documents out of a ledger."""

from difflib import get_close_matches
from pathlib import Path

import click

from riwaya.cli.options import ledger_option, wait_option
from riwaya.cli.running import follow, tell_stopped
from riwaya.engine.run import remove_documents
from riwaya.errors import UsageError
from riwaya.ledger.store import Ledger, open_ledger

_NEAREST = 5


@click.command("remove")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT…")
@ledger_option
@wait_option
@click.pass_context
def command(ctx: click.Context, *, documents: tuple[str, ...], ledger: Path, wait: bool) -> None:
    """Take documents out of a ledger, by their ids, and fuse what the others tell into incidents again.

    Where one of the ids is not there, nothing is removed. A later `riwaya run` on the same pages brings them back.

    \b
    Example:
      riwaya remove nahr-01 nahr-02 --ledger war.db
    """
    if not ledger.exists():
        raise UsageError(f"no ledger at {ledger}")
    try:
        with open_ledger(ledger, write=True, wait=wait) as opened:
            _check_there(documents, opened)
            with follow(lambda: None) as watch:
                remove_documents(documents, ledger=opened, watch=watch)
            left, gone = len(opened.inputs()), len(set(documents))
            incidents = sum(1 for _ in opened.incidents())
            click.echo(
                f"{opened.path}: {_counted(gone, 'document')} removed; {_counted(left, 'document')} and {_counted(incidents, 'incident')} left"
            )
    except KeyboardInterrupt as error:
        ctx.exit(tell_stopped(error))


def _check_there(documents: tuple[str, ...], ledger: Ledger) -> None:
    known = list(ledger.inputs())
    for document in documents:
        if document not in known:
            nearest = get_close_matches(document, known, n=_NEAREST, cutoff=0.5) or known[:_NEAREST]
            told = f"the nearest are {', '.join(nearest)}; nothing was removed" if nearest else "the ledger is empty"
            raise UsageError(f"no document {document!r} in {ledger.path}; {told}")


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
