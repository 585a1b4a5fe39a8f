"""`riwaya show`: the reading of documents, for a person in the terminal."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from riwaya.cli.input import check_sources, input_options
from riwaya.cli.options import tell_compiling, tell_counts, tell_problem
from riwaya.cli.output import NARROWEST, WIDEST
from riwaya.cli.reading_tables import event_lines, header_lines, name_lines, statement_lines, time_lines
from riwaya.cli.reading_text import text_lines
from riwaya.cli.terminal import row
from riwaya.cli.web import web_options
from riwaya.engine.local import read_paths
from riwaya.engine.tools import load_tools
from riwaya.errors import UsageError
from riwaya.ingest.opening import Opening
from riwaya.lexicon.compiled import DATA
from riwaya.model import Problem, Reading

_NAMED = 20
"""Documents that the line of contents and a message name."""


@click.command("show")
@input_options
@web_options
@click.option("--document", "wanted", metavar="ID", help="Show only the document of this id.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    opening: Opening,
    data: Path | None,
    no_own_gazetteers: bool,
    wanted: str | None,
) -> None:
    """Show the reading of documents: the day and its evidence, the text with what was read in it lit, then times, names,
    statements and events. Where there are several documents, their ids stand first.

    A day of an event is (stated), where the text dates the event itself, or (announced): the day on which it was told as news; it had
    happened by then. An event is told by a statement (s2) and its source, or by the outlet itself: in the text's own voice, without a source.

    \b
    Example:
      riwaya show today.txt --published 2025-10-21
      riwaya show samples.jsonl --document nahr-01
    """
    check_sources(paths, opening=opening)
    console = Console(highlight=False, markup=False, emoji=False)
    shown = problems = 0
    others: list[str] = []
    tools = load_tools(data or DATA, own=() if no_own_gazetteers else None, compiling=tell_compiling)
    items = read_paths(paths, tools=tools, opening=opening)
    first = list(islice(items, _NAMED + 1)) if wanted is None else []
    for line in contents_lines(first, width=console.width):
        console.print(line, soft_wrap=True)
    for item in chain(first, items):
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
        raise UsageError(f"no document {wanted!r} among those read: {', '.join(others[:_NAMED]) or 'none'}")
    tell_counts(shown, problems)
    ctx.exit(1 if problems else 0)


def contents_lines(items: Sequence[Reading | Problem], *, width: int) -> Iterator[Text]:
    """The ids of the first documents where there are several, and how to see one alone; nothing for a single document."""
    ids = [item.document.id for item in items if isinstance(item, Reading)]
    if len(ids) > 1:
        yield Text("Documents", style="bold").append("   --document ID shows one alone", style="not bold")
        yield from row("", [*ids[:_NAMED], *(["…"] if len(items) > _NAMED else [])], width=max(NARROWEST, min(width, WIDEST)))


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
