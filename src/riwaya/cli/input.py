"""The options of commands that open input, and how it is to be opened by them."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

import click

from riwaya.cli.options import DAY, data_option, one_line
from riwaya.errors import UsageError
from riwaya.ingest.columns import ORDERS, parse_columns
from riwaya.ingest.forms import FORMS
from riwaya.ingest.opening import MAX_BYTES, Opening
from riwaya.ingest.raw import EXTRACTIONS, THOROUGH
from riwaya.ingest.sources import find_sources
from riwaya.model import Problem

Command = TypeVar("Command", bound=Callable[..., Any])
_MOST = 5
"""Paths that a message names."""

_OPTIONS = (
    click.option(
        "--extraction", type=click.Choice(EXTRACTIONS), default=THOROUGH, show_default=True,
        help="How the text of HTML pages is found: thorough, or fast, for large archives.",
    ),
    click.option("--max-bytes", type=click.IntRange(min=1), default=MAX_BYTES, show_default=True, help="Leave out documents larger than this."),
    click.option("--published", type=DAY, help="Day of publication (2025-10-21) of documents that come without one, such as text files."),
    click.option("--columns", metavar="PART=COLUMN,…", help="Which columns of tables are which parts: text=body,published=date,id=guid,url=link …"),
    click.option("--day-order", type=click.Choice(ORDERS), help="How tables write dates of figures (17/05/2024 is dmy), where they do not prove it."),
    click.option("--input-form", type=click.Choice(list(FORMS)), help="Read every input as this form; of a folder, the files of its suffixes."),
)  # fmt: skip


def input_options(command: Command) -> Command:
    """`PATH…`, those that say how it is opened, given to the command as one `opening`, `--data`, `--no-own-gazetteers`."""

    @wraps(command)
    def opened(*args: Any, **options: Any) -> Any:
        told = {name: options.pop(name) for name in ("published", "max_bytes", "extraction", "day_order")}
        opening = Opening(form=options.pop("input_form"), columns=parse_columns(options.pop("columns") or ""), **told)
        return command(*args, opening=opening, **options)

    decorated: Any = opened
    decorated = click.option("--no-own-gazetteers", is_flag=True, help="Link by what comes with Riwaya alone, not by gazetteers of your own too.")(
        decorated
    )
    decorated = data_option(decorated)
    for option in _OPTIONS:
        decorated = option(decorated)
    decorated = click.argument("paths", nargs=-1, required=True, metavar="PATH…")(decorated)
    return decorated  # type: ignore[no-any-return]


def check_sources(paths: Sequence[str], *, opening: Opening) -> None:
    """Raise `UsageError` where there is not a single file to read at the paths, before anything is made or written."""
    sources = find_sources(paths, form=opening.form, skip=opening.skip)
    problems = [item for item in sources if isinstance(item, Problem)]
    if len(problems) == len(sources):
        told = "; ".join(f"{one_line(problem.document)}: {one_line(problem.message)}" for problem in problems[:_MOST])
        raise UsageError(f"nothing to read: {told}{' …' if len(problems) > _MOST else ''}")
