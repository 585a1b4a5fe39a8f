"""Options that several commands share, and what they give."""

import shlex
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from riwaya.errors import StoreError
from riwaya.model import Problem

if TYPE_CHECKING:  # the store takes long to import, and reading needs none
    from riwaya.ledger.store import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg] # a generic class in newer releases of click only
    """A day like 2025-10-21."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; fails with a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day like 2025-10-21", param, ctx)


DAY = Day()


def data_option(command: Command) -> Command:
    """`--data`, the folder of lexicon, ontology and gazetteer."""
    decorate = click.option(
        "--data",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of lexicon, ontology and gazetteer, in place of the one that comes with Riwaya.",
    )
    return decorate(command)


def ledger_option(command: Command) -> Command:
    """`--ledger`, the file that a command works on."""
    decorate = click.option(
        "--ledger", type=click.Path(dir_okay=False, path_type=Path), required=True, envvar="RIWAYA_LEDGER", help="The ledger: an SQLite file."
    )
    return decorate(command)


def wait_option(command: Command) -> Command:
    """`--wait`, for commands that write to a ledger."""
    return click.option("--wait", is_flag=True, help="Wait where another run is writing to the ledger, in place of ending at once.")(command)


def check_fused(ledger: "Ledger") -> None:
    """Raise `StoreError` where a ledger's readings have changed since its incidents were made of them: they would be told wrong."""
    if ledger.fused_key() is None and ledger.documents():
        message = f"readings have changed since they were fused; run `riwaya run PATH… --ledger {shlex.quote(str(ledger.path))}` again"
        message += ", or wait for one that is still going on"
        raise StoreError(message, path=ledger.path)


def tell_problem(problem: Problem) -> None:
    """One line on standard error for a problem: what, where, and the rule that it failed."""
    click.echo(f"riwaya: {one_line(problem.document)}: {one_line(problem.message)} [{problem.rule}]", err=True)


def tell_counts(documents: int, problems: int) -> None:
    """A closing line on standard error where there were problems."""
    if problems:
        read = f"{documents} document{'' if documents == 1 else 's'} read"
        click.echo(f"riwaya: {read}, {problems} problem{'' if problems == 1 else 's'}", err=True)


def tell_compiling() -> None:
    """A line for a person who waits: the knowledge base is compiled when it is first used, and after every change of it."""
    if sys.stderr.isatty():
        click.echo("riwaya: compiling the knowledge base, which takes some seconds and happens once", err=True)


def one_line(text: str) -> str:
    """A text that cannot end its line nor steer the terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
