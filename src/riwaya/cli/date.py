"""`riwaya date`: the day of publication of a document, as a person corrects it."""

import getpass
from datetime import date as Date
from pathlib import Path

import click

from riwaya.cli.options import DAY, ledger_option, tell_compiling, wait_option
from riwaya.cli.running import follow, tell_stopped
from riwaya.engine.dating import correct_day, withdraw_day
from riwaya.engine.run import fuse_ledger
from riwaya.engine.tools import load_tools
from riwaya.errors import UsageError
from riwaya.ledger.store import open_ledger


@click.command("date")
@click.argument("document")
@click.argument("day", type=DAY, required=False)
@click.option("--story", type=click.IntRange(min=0), default=0, show_default=True, help="Which story of the document, counted from 0.")
@click.option("--why", "reason", default="", help="Why, in words that are kept with the correction.")
@click.option("--by", help="Who corrects; the user of this machine by default.")
@click.option("--withdraw", is_flag=True, help="Take the correction back: the page and its company decide again.")
@ledger_option
@wait_option
@click.pass_context
def command(
    ctx: click.Context, *, document: str, day: Date | None, story: int, reason: str, by: str | None, withdraw: bool, ledger: Path, wait: bool
) -> None:
    """Correct the day on which a document was published, in a ledger.

    The document is read again on that day: every relative date in it (today, yesterday, last Friday) moves with it, and so do its
    incidents. The correction is kept when the page is run again, as long as its text stays the same.

    \b
    Example:
      riwaya date nahr-03 2024-05-19 --ledger war.db --why "dated in the printed edition"
      riwaya date nahr-03 --withdraw --ledger war.db
    """
    if (day is None) is not withdraw:
        raise UsageError("give a day like 2025-10-21, or --withdraw to take a correction back")
    if not ledger.exists():
        raise UsageError(f"no ledger at {ledger}")
    try:
        with open_ledger(ledger, write=True, wait=wait) as opened:
            if day is None:
                withdraw_day(document, story=story, ledger=opened)
            else:
                correct_day(document, day, story=story, by=by or getpass.getuser(), reason=reason, ledger=opened)
            with follow(lambda: None) as watch:
                fuse_ledger(opened, watch=watch, tools=lambda: load_tools(compiling=tell_compiling))
            reading = opened.reading(document)
            told = reading.stories[story] if reading else None
            said = f"{told.published} ({told.published_basis})" if told and told.published else "not known"
            click.echo(f"{document}: published {said}; {sum(1 for _ in opened.incidents()):,} incidents")
    except KeyboardInterrupt as error:
        ctx.exit(tell_stopped(error))
