"""Where a command writes: standard output or a file, with the terminal's width where there is one."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.text import Text

from riwaya.errors import UsageError

OUT = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
NARROWEST, WIDEST = 40, 110
"""Cells of the lines that are made, whatever the terminal's width."""


@contextmanager
def open_output(path: Path) -> Iterator[BinaryIO]:
    """A file to write, or standard output for `-`; raises `UsageError` where it cannot be written."""
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        stream = path.open("wb")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {(error.strerror or str(error)).lower()}") from error
    with stream:
        yield stream


def check_not_read(output: Path, paths: Iterable[str | Path]) -> None:
    """Raise `UsageError` where the file to write is among those that are read; `-` is none."""
    if str(output) != "-" and output.resolve() in (Path(path).resolve() for path in paths if str(path) != "-"):
        raise UsageError(f"{output} is both read and written; name another file to write")


def print_lines(stream: BinaryIO, lines: Callable[[int], Iterable[Text]]) -> None:
    """Lines made for the terminal's width, with colours where standard output has them, plain in a file."""
    own = stream is sys.stdout.buffer
    console = Console(
        highlight=False, markup=False, emoji=False, file=None if own else io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
    )
    try:
        for line in lines(max(NARROWEST, min(console.width, WIDEST))):
            console.print(line, soft_wrap=True)
    finally:
        if not own and isinstance(console.file, io.TextIOWrapper):
            console.file.detach()
