"""Options that several commands share, and what they give."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

FORMS = ("text", "html", "jsonl")
MAX_BYTES = 10_000_000


def input_options(command: Command) -> Command:
    """`PATH…`, `--input-form`, `--max-bytes`, `--data`."""
    for option in (
        data_option,
        click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Leave out documents larger than this."),
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


def tell_problem(problem: Any) -> None:
    """One line on standard error for a problem: what, where, and the rule that it failed."""
    click.echo(f"riwaya: {_one_line(problem.document)}: {_one_line(problem.message)} [{problem.rule}]", err=True)


def tell_counts(documents: int, problems: int) -> None:
    """A closing line on standard error where there were problems."""
    if problems:
        read = f"{documents} document{'' if documents == 1 else 's'} read"
        click.echo(f"riwaya: {read}, {problems} problem{'' if problems == 1 else 's'}", err=True)


def _one_line(text: str) -> str:
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
