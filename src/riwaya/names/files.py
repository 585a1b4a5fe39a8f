"""The data files of names, read with their errors told by file."""

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from riwaya.errors import DataFileError

DATA = Path(__file__).resolve().parent.parent / "data" / "names"
Form = TypeVar("Form")


def read_toml(path: Path, form: type[Form]) -> Form:
    """A data file in a form; raises `DataFileError` where it is missing or wrong."""
    try:
        return msgspec.convert(tomllib.loads(read_text(path)), form)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(str(error), path=path) from error


def read_text(path: Path) -> str:
    """A data file's text; raises `DataFileError` where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataFileError("no such file; is this a Riwaya data folder?", path=path) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"cannot be read: {error}", path=path) from error


def read_rows(path: Path, columns: tuple[str, ...]) -> list[list[str]]:
    """The rows of a TSV file behind its header; raises `DataFileError` where a header or row is not as it should be."""
    lines = read_text(path).splitlines()
    if not lines or tuple(lines[0].split("\t")) != columns:
        raise DataFileError(f"its first line must name the columns {' '.join(columns)}", path=path, line=1)
    rows = [line.split("\t") for line in lines[1:]]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns):
            raise DataFileError(f"{len(row)} cells, not {len(columns)}", path=path, line=number)
    return rows
