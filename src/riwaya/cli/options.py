"""Options that several commands share, and what they give."""

import shlex
import sys
from collections.abc import Callable, Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from riwaya.errors import StoreError, UsageError
from riwaya.ingest.sources import find_sources
from riwaya.model import Problem

if TYPE_CHECKING:  # the store takes long to import, and reading needs none
    from riwaya.ledger.store import Ledger

Command = TypeVar("Command", bound=Callable[..., Any])

FORMS = ("text", "html", "jsonl")
MAX_BYTES = 10_000_000
_MOST = 5
"""Paths that a message names."""


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


def input_options(command: Command) -> Command:
    """`PATH…`, `--input-form`, `--published`, `--max-bytes`, `--data`, `--no-own-gazetteers`."""
    for option in (
        click.option("--no-own-gazetteers", is_flag=True, help="Link by what comes with Riwaya alone, not by gazetteers of your own too."),
        data_option,
        click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Leave out documents larger than this."),
        click.option("--published", type=DAY, help="Day of publication (2025-10-21) of documents that come without one, such as text files."),
        click.option("--input-form", type=click.Choice(FORMS), help="Read every input as this form, whatever its suffix."),
        click.argument("paths", nargs=-1, required=True, metavar="PATH…"),
    ):
        command = option(command)
    return command


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


def check_sources(paths: Sequence[str], *, input_form: str | None, skip: Collection[Path] = ()) -> None:
    """Raise `UsageError` where there is not a single file to read at the paths, before anything is made or written."""
    sources = find_sources(paths, input_form=input_form, skip=skip)
    problems = [item for item in sources if isinstance(item, Problem)]
    if len(problems) == len(sources):
        told = "; ".join(f"{one_line(problem.document)}: {one_line(problem.message)}" for problem in problems[:_MOST])
        raise UsageError(f"nothing to read: {told}{' …' if len(problems) > _MOST else ''}")


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
