"""`riwaya read`: documents in, readings out, one a line."""

from contextlib import ExitStack, closing
from pathlib import Path

import click
import msgspec
from msgspec.structs import replace

from riwaya.cli.input import check_sources, input_options
from riwaya.cli.options import tell_compiling, tell_counts, tell_problem
from riwaya.cli.output import OUT, check_not_read, open_output
from riwaya.cli.web import web_options
from riwaya.engine.local import read_paths
from riwaya.engine.tools import load_tools
from riwaya.errors import UsageError
from riwaya.ingest.opening import Opening
from riwaya.lexicon.compiled import DATA
from riwaya.model import Problem


@click.command("read")
@input_options
@web_options
@click.option("--format", "output_format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True, help="Form of the output.")
@click.option("--out", type=OUT, default=Path("-"), help="Write readings to this file instead of standard output.")
@click.option("--problems", "problem_file", type=OUT, help="Also write problems to this file, one JSON record a line.")
@click.option("--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read.")
@click.pass_context
def command(
    ctx: click.Context,
    *,
    paths: tuple[str, ...],
    opening: Opening,
    data: Path | None,
    no_own_gazetteers: bool,
    output_format: str,
    out: Path,
    problem_file: Path | None,
    workers: int,
) -> None:
    """Read documents and write one reading a line, as JSON (its schema: docs/schema/reading.json).

    A PATH is a file (text, HTML, MHTML, PDF, JSON Lines, a table, feed or export, a web archive or a packed file), a folder of these,
    a pattern in quotes, - for standard input, or an address of the web. Documents that cannot be read are told on standard error,
    the others are read, and the exit status is 1.

    \b
    Example:
      riwaya read news/ today.html --workers 4 --out readings.jsonl --problems problems.jsonl
    """
    opening = replace(opening, skip=_own_files(paths, out, problem_file))
    check_sources(paths, opening=opening)
    tools = load_tools(data or DATA, own=() if no_own_gazetteers else None, compiling=tell_compiling)
    documents = problems = 0
    with ExitStack() as files:
        readings_to = files.enter_context(open_output(out))
        problems_to = files.enter_context(open_output(problem_file)) if problem_file else None
        items = read_paths(paths, tools=tools, workers=workers, opening=opening)
        for item in files.enter_context(closing(items)):
            if isinstance(item, Problem):
                problems += 1
                tell_problem(item)
                if problems_to:
                    problems_to.write(msgspec.json.encode(item) + b"\n")
            else:
                documents += 1
                readings_to.write(msgspec.json.encode(item) + b"\n")
    tell_counts(documents, problems)
    ctx.exit(1 if problems else 0)


def _own_files(paths: tuple[str, ...], *outputs: Path | None) -> set[Path]:
    """The files that the run writes, which are no input; raises `UsageError` where one is named as such or named twice."""
    own = [path.resolve() for path in outputs if path and str(path) != "-" and (path.is_file() or not path.exists())]
    if len(set(own)) < len(own):
        raise UsageError("--out and --problems name the same file")
    for path in outputs:
        if path is not None:
            check_not_read(path, paths)
    return set(own)
