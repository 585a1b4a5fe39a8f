"""Packed files and archives of files (gzip, bzip2, xz, Zstandard, ZIP, tar), read without writing anything to disk and within safe limits.

What is within is opened as a file of its name would be. Nothing packed within an archive is unpacked again, but for what is a form of its own.
"""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, cast

from fastwarc.stream_io import ZstdReader

from riwaya.errors import DocumentError
from riwaya.ingest.forms import SUFFIXES, UNSETTLED, find_form, form_of, load_opener
from riwaya.ingest.limits import limited
from riwaya.ingest.opening import Found, Opening, Source, looked_into, problem_from
from riwaya.ingest.paths import is_beside_page
from riwaya.model import Problem

MOST_MEMBERS = 200_000
"""Files in an archive beyond which the rest is left out."""

PACKED = "packed"
_SPOOL = 1 << 24
_MOST_SPOOLED = 1 << 32
_TAR = slice(257, 262)
_BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError, ValueError)
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")

_UNPACKERS: tuple[tuple[bytes, Callable[[BinaryIO], Any]], ...] = (
    (b"\x1f\x8b", lambda stream: gzip.GzipFile(fileobj=stream)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", lzma.LZMAFile),
    (b"\x28\xb5\x2f\xfd", ZstdReader),
)


def open_packed(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The documents within a packed file or an archive; a problem for each member that cannot be read.

    Raises `DocumentError` (`input.packed`, `input.bomb`, `input.locked`).
    """
    head, stream = looked_into(stream)
    try:
        if head.startswith(b"PK"):
            opened = _open_zip(stream, source, opening)
        elif head[_TAR] == b"ustar":
            opened = _open_tar(stream, source, opening)
        else:
            opened = _open_single(head, stream, source, opening)
        empty = True
        for found in opened:
            empty = False
            yield found
        if empty:
            yield source.place, Problem("ingest", source.place, "input.none", "nothing in it is of a known suffix (docs/input.md lists them)")
    except _BROKEN as error:
        message = f"damaged or breaks off ({type(error).__name__}: {error}); fetch or pack it again"
        raise DocumentError(message, document=source.place, rule="input.packed") from error


def _open_single(head: bytes, stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """What is within one packed file: a document, a source of many, or a tar archive."""
    unpack = next((unpack for magic, unpack in _UNPACKERS if head.startswith(magic)), None)
    if unpack is None:
        raise DocumentError(
            "packed in a way that is not known (gzip, bzip2, xz, Zstandard, ZIP and tar are)", document=source.place, rule="input.packed"
        )
    counted = _Counted(stream)
    plain: BinaryIO = limited(unpack(cast(BinaryIO, counted)), place=source.place, packed=counted.tell)
    inner, plain = looked_into(plain)
    if inner[_TAR] == b"ustar":
        yield from _open_tar(plain, source, opening)
        return
    name = PurePosixPath(PurePosixPath(source.path.name if source.path else source.place).stem)
    form = form_of(name) or find_form(inner, source)
    if form == PACKED:
        raise DocumentError("packed twice; unpack it once", document=source.place, rule="input.nested")
    identity = name.stem if name.suffix.lower() in (*SUFFIXES, *UNSETTLED) else source.identity
    yield from load_opener(form)(plain, Source(source.path, source.place, identity, form), opening)


def _open_zip(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    with _seekable(stream, source) as whole, zipfile.ZipFile(whole) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        names = {info.filename for info in infos}
        if names & set(_OFFICE):
            raise DocumentError("an Office document or electronic book; save it as PDF or text", document=source.place, rule="input.form")
        for count, info in enumerate(infos):
            if not _is_read(info.filename, names) or _over(count):
                continue
            place = _place(source, info.filename)
            if info.flag_bits & 1:
                yield place, Problem("ingest", place, "input.locked", "locked by a password; unpack it first")
                continue
            try:
                with archive.open(info) as member:
                    plain = limited(member, place=place, packed=_constant(info.compress_size))
                    yield from _open_member(plain, info.filename, place=place, source=source, opening=opening)
            except _BROKEN as error:
                yield place, Problem("ingest", place, "input.packed", f"damaged ({type(error).__name__}: {error})")
        if _over(len(infos) - 1):
            yield source.place, _too_many(source)


def _open_tar(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The files of a tar archive as the stream goes by; links and devices are passed over."""
    count = 0
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for count, info in enumerate(archive):
            if not info.isfile() or not _is_read(info.name, set()) or _over(count):
                continue
            member = archive.extractfile(info)
            place = _place(source, info.name)
            if member is not None:
                yield from _open_member(cast(BinaryIO, member), info.name, place=place, source=source, opening=opening)
    if _over(count):
        yield source.place, _too_many(source)


def _open_member(stream: BinaryIO, name: str, *, place: str, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The documents of one file of an archive; what keeps it from being read is its own problem."""
    path = PurePosixPath(name)
    try:
        form = form_of(path)
        if form is None:
            head, stream = looked_into(stream)
            form = find_form(head, Source(None, place, "", None))
        if form == PACKED:
            raise DocumentError("packed within an archive; unpack the archive once", document=place, rule="input.nested")
        inner = Source(None, place, _printable(str(path.with_suffix("")).lstrip("./")), form)
        yield from load_opener(form)(stream, inner, opening)
    except DocumentError as error:
        yield place, problem_from(error)


class _Counted(io.RawIOBase):
    """A stream that tells how much was read of it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self._count = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._count += len(data)
        return len(data)

    def read(self, size: int | None = -1, /) -> bytes:
        data = self._stream.read(-1 if size is None else size)
        self._count += len(data)
        return data

    def tell(self) -> int:
        return self._count


def _seekable(stream: BinaryIO, source: Source) -> IO[bytes]:
    """A ZIP archive's stream, kept whole where it cannot be gone back in: its table of contents stands at its end."""
    kept: IO[bytes] = open(source.path, "rb") if source.path else tempfile.SpooledTemporaryFile(max_size=_SPOOL)  # noqa: SIM115
    size = 0
    while not source.path and (piece := stream.read(1 << 20)):
        size += kept.write(piece)
        if size > _MOST_SPOOLED:
            raise DocumentError(f"a stream of more than {_MOST_SPOOLED:,} bytes; name it as a file", document=source.place, rule="input.oversize")
    kept.seek(0)
    return kept


def _is_read(name: str, names: set[str]) -> bool:
    """True for a file that a folder's walk would read: of a known suffix, neither hidden nor what a browser saved beside a page."""
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts) or "__MACOSX" in path.parts
    known = path.suffix.lower() in SUFFIXES or path.suffix.lower() in UNSETTLED
    return known and not hidden and not any(is_beside_page(str(folder), names) for folder in path.parents)


def _place(source: Source, name: str) -> str:
    return f"{source.place}:{_printable(name)}"


def _printable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _constant(value: int) -> Callable[[], int]:
    return lambda: value


def _over(count: int) -> bool:
    return count >= MOST_MEMBERS


def _too_many(source: Source) -> Problem:
    return Problem("ingest", source.place, "input.oversize", f"more than {MOST_MEMBERS:,} files in it; those behind were left out")
