"""`riwaya verify`: whether a ledger is whole."""

from functools import partial
from pathlib import Path

import click

from riwaya.cli.options import ledger_option, one_line
from riwaya.cli.source import KEEP
from riwaya.engine.checking import verify_fusion
from riwaya.engine.custody import verify_kept
from riwaya.ledger.store import open_ledger
from riwaya.ledger.verify import verify


@click.command("verify")
@ledger_option
@KEEP
@click.pass_context
def command(ctx: click.Context, *, ledger: Path, keep: Path | None) -> None:
    """Check a ledger: every span prints what it claims, every hash holds, every reference resolves, the index of words holds what
    the texts say, the incidents are those that fusion makes of the readings, and raw bytes that are kept are what they were.

    What does not hold is told one finding a line, the cell first, and the exit status is 1.

    \b
    Example:
      riwaya verify --ledger war.db
    """
    with open_ledger(ledger) as opened:
        found = 0
        for check in (verify, verify_fusion, partial(verify_kept, named=keep)):
            if found:
                break  # fusing what is broken would tell nothing more
            for finding in check(opened):
                found += 1
                click.echo(f"{one_line(finding.cell)}: {one_line(finding.message)}")
        if not found:
            checked = (
                (len(opened.documents()), "document"),
                (sum(1 for _ in opened.incidents()), "incident"),
                (sum(1 for _ in opened.judgements()), "judgement"),
                (len(opened.problems()), "problem"),
            )
            counts = ", ".join(f"{number:,} {word}{'' if number == 1 else 's'}" for number, word in checked)
            click.echo(
                f"{ledger} is whole: {counts}; spans, hashes, references and the index of words hold, and fusing the readings again gives the same"
            )
    if found:
        click.echo(f"riwaya: {ledger}: {found:,} finding{'' if found == 1 else 's'}", err=True)
    ctx.exit(1 if found else 0)
