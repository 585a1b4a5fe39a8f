"""What the commands that fill a ledger tell: how far they are, what came of it, and what to do next."""

import shlex
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from riwaya.cli.options import tell_problem
from riwaya.cli.stopping import stopped
from riwaya.engine.intake import Watch
from riwaya.engine.run import Outcome
from riwaya.fuse.contacts import find_contacts
from riwaya.ledger.store import Ledger

CONTESTED = "contested"


@contextmanager
def follow(count: Callable[[], int | None]) -> Iterator[Watch]:
    """Tell problems as they come and, where standard error is a terminal, how far the run is; `count` gives the documents ahead."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Watch(problem=tell_problem)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Reading", total=count())

        def fusing(readings: int) -> None:
            progress.update(task, completed=readings, total=readings)
            progress.add_task(f"Fusing {readings:,} readings", total=None)

        yield Watch(document=lambda: progress.advance(task), problem=tell_problem, fusing=fusing)


def tell_outcome(outcome: Outcome, ledger: Ledger) -> None:
    """The summary of a run on standard output, and commands that go on from there."""
    counts, incidents = outcome.counts, list(ledger.incidents())
    standings = Counter(incident.standing for incident in incidents)
    done = [
        (counts.new, "new"),
        (counts.replaced, "replaced"),
        (counts.unchanged, "unchanged"),
        (counts.repeated, "given twice"),
        (counts.beside, "kept beside others of their id"),
        (counts.versions, "later versions of their pages"),
    ]
    lines = [
        ("documents", f"{len(ledger.inputs()):,}", ", ".join(f"{number:,} {word}" for number, word in done if number) or "none in this run"),
        ("problems", f"{len(ledger.problems()):,}", f"{counts.problems:,} in this run" if counts.problems else ""),
        ("incidents", f"{len(incidents):,}", ", ".join(f"{number:,} {name}" for name, number in sorted(standings.items()))),
        ("contacts", f"{len(find_contacts(incidents)):,}", "calls, meetings and summonses, by pair"),
    ]
    click.echo(f"{ledger.path}" if outcome.fused else f"{ledger.path}: nothing has changed since it was fused")
    for label, number, said in lines:
        click.echo(f"  {label:10}{number:>7}  {said}".rstrip())
    if not ledger.inputs():
        return
    click.echo("Next:")
    path = shlex.quote(str(ledger.path))
    for line in _next(path, contested=next((i.id for i in incidents if i.standing == CONTESTED), incidents[0].id if incidents else None)):
        click.echo(f"  {line}")


def _next(path: str, *, contested: str | None) -> list[str]:
    lines = [f"riwaya report --ledger {path} --out report.html", f"riwaya incidents --ledger {path} --format table"]
    if contested is not None:
        lines.append(f"riwaya explain {contested} --ledger {path}")
    return lines if contested is not None else [f"riwaya search هدنة --ledger {path}"]


def tell_stopped(error: KeyboardInterrupt) -> int:
    """Say that a stopped run goes on where it was; returns the exit status."""
    how, status = stopped(error)
    click.echo(f"riwaya: {how}; what is stored stays, run the same command again to go on from there", err=True)
    return status


def status_of(outcome: Outcome, *, advice: str = "") -> int:
    """The exit status of a run: 1 where there were problems, 2 where nothing could be read at all, which is told with an advice."""
    counts = outcome.counts
    if counts.new + counts.replaced + counts.unchanged + counts.repeated == 0:
        if advice:
            click.echo(f"riwaya: nothing was read; {advice}", err=True)
        return 2
    return 1 if counts.problems else 0
