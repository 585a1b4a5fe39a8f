"""`riwaya show`: the reading of documents, for a person in the terminal."""

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from riwaya.cli.options import check_sources, input_options, tell_counts, tell_problem
from riwaya.cli.output import NARROWEST, WIDEST
from riwaya.cli.reading_tables import event_lines, header_lines, name_lines, statement_lines, time_lines
from riwaya.cli.reading_text import text_lines
from riwaya.engine.lexicons import load_lexicons
from riwaya.engine.local import read_paths
from riwaya.errors import UsageError
from riwaya.lexicon.compiled import DATA
from riwaya.model import Problem, Reading


@click.command("show")
@input_options
@click.option("--document", "wanted", metavar="ID", help="Show only the document of this id.")
@click.pass_context
def command(ctx: click.Context, *, paths: tuple[str, ...], input_form: str | None, max_bytes: int, data: Path | None, wanted: str | None) -> None:
    """Show the reading of documents: the day and its evidence, the text with what was read in it lit, then times, names,
    statements and events.

    \b
    Example:
      riwaya show today.txt
    """
    check_sources(paths, input_form=input_form)
    console = Console(highlight=False, markup=False, emoji=False)
    shown = problems = 0
    others: list[str] = []
    for item in read_paths(paths, lexicons=load_lexicons(data or DATA), input_form=input_form, max_bytes=max_bytes):
        if isinstance(item, Problem):
            problems += 1
            tell_problem(item)
        elif wanted in (None, item.document.id):
            shown += 1
            for line in reading_lines(item, width=console.width, lit=bool(console.color_system) and not console.no_color):
                console.print(line, soft_wrap=True)
        else:
            others.append(item.document.id)
    if wanted is not None and not shown:
        raise UsageError(f"no document {wanted!r} among those read: {', '.join(others[:20]) or 'none'}")
    tell_counts(shown, problems)
    ctx.exit(1 if problems else 0)


def reading_lines(reading: Reading, *, width: int, lit: bool) -> Iterator[Text]:
    """Every line that shows a reading; `lit` where the terminal has colours."""
    width = max(NARROWEST, min(width, WIDEST))
    yield from header_lines(reading, width=width)
    yield Text()
    yield from text_lines(reading, width=width, lit=lit)
    for section in (time_lines, name_lines, statement_lines, event_lines):
        yield Text()
        yield from section(reading, width=width)
    yield Text()
