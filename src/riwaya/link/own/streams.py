"""The lines of a text file that came from elsewhere, plain or packed, within limits that a crafted file cannot pass."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct

from riwaya.errors import DataFileError

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_COMPANIONS = frozenset(("readme.txt", "iso-languagecodes.txt"))
"""What GeoNames packs beside its tables."""
_BLOCK = 1 << 20


class Limits(Struct, frozen=True):
    """How much may come out of one file: bytes in all, bytes for each byte packed, bytes in a line, and how many are never too much."""

    size: int = 4 * 2**30
    ratio: int = 100
    line: int = 2**20
    small: int = 10 * 2**20


LIMITS = Limits()


@contextmanager
def open_lines(path: Path, *, limits: Limits = LIMITS) -> Iterator[Iterator[tuple[int, bytes]]]:
    """The lines of a file, its only table where it is a zip archive, with their numbers from 1, without their ends.

    Raises `DataFileError` for a file that is damaged, passes a limit, or is an archive of several tables.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(4)
            raw.seek(0)
            with _unpacked(raw, start, path=path, limits=limits) as stream:
                most = limits.size if start[:2] != _GZIP else min(limits.size, max(limits.small, path.stat().st_size * limits.ratio))
                yield _lines(stream, path=path, most=most, longest=limits.line)
    except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, EOFError, NotImplementedError) as error:
        raise DataFileError(f"the archive is damaged or of an unknown kind ({error}); get it again", path=path) from error


@contextmanager
def _unpacked(raw: IO[bytes], start: bytes, *, path: Path, limits: Limits) -> Iterator[IO[bytes]]:
    if start == _ZIP:
        with zipfile.ZipFile(raw) as archive, archive.open(_table_of(archive, path=path, limits=limits)) as member:
            yield io.BufferedReader(member, _BLOCK)  # type: ignore[type-var] # a readable stream, as ZipExtFile is
    elif start[:2] == _GZIP:
        with gzip.open(raw) as stream:
            yield io.BufferedReader(stream, _BLOCK)
    else:
        yield raw


def _table_of(archive: zipfile.ZipFile, *, path: Path, limits: Limits) -> zipfile.ZipInfo:
    tables = [m for m in archive.infolist() if not m.is_dir() and Path(m.filename).name.lower() not in _COMPANIONS]
    if len(tables) != 1:
        named = ", ".join(repr(m.filename) for m in tables[:5]) or "nothing"
        raise DataFileError(f"an archive must hold one table; this one holds {named}", path=path)
    table = tables[0]
    if table.flag_bits & 1:
        raise DataFileError("the archive is encrypted; unpack it first", path=path)
    if table.file_size > limits.size or table.file_size > max(limits.small, table.compress_size * limits.ratio):
        raise DataFileError(f"{table.filename!r} would unpack to {table.file_size:,} bytes, more than such a table can be", path=path)
    return table


def _lines(stream: IO[bytes], *, path: Path, most: int, longest: int) -> Iterator[tuple[int, bytes]]:
    total = number = 0
    while line := stream.readline(longest + 1):
        number += 1
        total += len(line)
        if len(line) > longest:
            raise DataFileError(f"a line of more than {longest:,} bytes: no table", path=path, line=number)
        if total > most:
            raise DataFileError(f"more than {most:,} bytes come out of it, more than such a table can be", path=path, line=number)
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        yield number, line.rstrip(b"\r\n")
