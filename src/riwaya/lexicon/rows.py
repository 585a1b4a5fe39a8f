"""Reading of TSV data files: one header, one row a line, an ASCII id first, `|` between the values of a cell."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from riwaya.errors import DataFileError

ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
"""Dotted ASCII in lower case."""

NAME_COLUMNS = {
    "places": ("id", "type", "en", "ar", "adjective", "in", "capital_of"),
    "organizations": ("id", "type", "en", "ar", "of"),
    "persons": ("id", "en", "ar", "short", "role", "of"),
    "weapons": ("id", "en", "ar"),
    "given_names": ("id", "type", "en", "ar"),
}
"""The columns of each gazetteer under `data/gazetteer`; what each holds stands in docs/lexicon.md and docs/linking.md."""
OPTIONAL_COLUMNS = {
    "organizations": ("ru", "uk", "wikidata"),
    "persons": ("ru", "uk", "wikidata", "offices"),
}
"""Columns that a gazetteer may have behind those: what linking knows of a name, and reading does not ask for."""
NAME_PREFIXES = {"places": "place", "organizations": "organization", "persons": "person", "weapons": "weapon_name", "given_names": "given"}
"""What the ids of a gazetteer's rows begin with outside their file."""

_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


def check_characters(path: Path, text: str) -> None:
    """Raise `DataFileError` for presentation forms and for text that is not in Unicode NFC."""
    if not _PRESENTATION.search(text) and unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if found := _PRESENTATION.search(line):
            raise DataFileError(f"presentation form U+{ord(found[0]):04X}; write the plain letter", path=path, line=number)
        if not unicodedata.is_normalized("NFC", line):
            raise DataFileError("not in Unicode NFC; normalise the file", path=path, line=number)


def read_rows(path: Path, columns: tuple[str, ...], *, optional: tuple[str, ...] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a TSV file with their line numbers, cells stripped; raises `DataFileError` where header, cells or ids are not as they must be.

    `optional` columns may stand behind the others, all of them or none; where they do not, their cells are empty.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataFileError("not UTF-8; save it as UTF-8", path=path, line=raw[: error.start].count(b"\n") + 1) from error
    check_characters(path, text)
    lines = text.replace("\r\n", "\n").split("\n")
    header = tuple(lines[0].split("\t"))
    if header not in (columns, columns + optional):
        raise DataFileError(f"the header must be {' '.join(columns)}, separated by tabs", path=path, line=1)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise DataFileError(f"{len(cells)} cells where the header has {len(header)}", path=path, line=number)
        row = dict.fromkeys(optional, "") | dict(zip(header, (c.strip() for c in cells), strict=True))
        if not ID.fullmatch(row["id"]):
            raise DataFileError(f"id {row['id']!r} is not ASCII in lower case", path=path, line=number)
        yield number, row


def split_cell(cell: str, separator: str = "|") -> tuple[str, ...]:
    """The values of a cell, none where it is empty."""
    if separator in cell:
        return tuple(part.strip() for part in cell.split(separator) if part.strip())
    cell = cell.strip()
    return (cell,) if cell else ()
