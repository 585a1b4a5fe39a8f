"""What every form of input shares: the source to open, how it is to be opened, what comes out of it, and a stream looked into beforehand."""

import io
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.fetching.manners import Web
from riwaya.ingest.raw import THOROUGH, Raw
from riwaya.model import Page, Problem

STDIN = "-"
MAX_BYTES = 10_000_000
"""The largest document that is read, in bytes."""

HEAD = 65_536
"""How much of a source its form is told by, in bytes."""

Item = TypeVar("Item")
Found = Raw | Page | Problem
"""A document, still as bytes or as text already, or why there is none."""


class Source(Struct, frozen=True):
    """A file or stream to read: `path` is None for what is no file, `form` None where its beginning decides.

    `place` is how messages name it; `identity` the id of its document (not used by forms whose documents have ids of their own).
    """

    path: Path | None
    place: str
    identity: str
    form: str | None


class Placed(Struct, Generic[Item], frozen=True):
    """A document, or a problem, and where it was found (`place`, as messages name it).

    `origin` is the file whose stem is the document's id, as its path was given, without detours; `STDIN` for a stream; None where the
    document came with an id of its own.
    """

    place: str
    item: Item | Problem
    origin: str | None = None


class Opening(Struct, frozen=True, kw_only=True):
    """How input is opened.

    `form` overrides what suffixes and beginnings tell; `extraction` is the mode in which the text of pages is found; `published` is the
    day of documents that come without one; `keep` is the folder in which the raw bytes of all documents are kept (None: they are not);
    `web` is how addresses are asked; `skip` holds resolved paths that a folder may contain but that are not input (the run's own
    output). `columns` says which column of a table is which part of a document, `day_order` how its dates of figures are written
    (`ymd`, `dmy`, `mdy`; None: as the column itself proves).
    """

    form: str | None = None
    max_bytes: int = MAX_BYTES
    extraction: str = THOROUGH
    published: date | None = None
    skip: Collection[Path] = ()
    keep: Path | None = None
    web: Web = Web()
    columns: Mapping[str, str] = {}
    day_order: str | None = None


Opener = Callable[[BinaryIO, Source, Opening], Iterator[tuple[str, Found]]]
"""Opens a stream of one form and gives its documents with their places, one after another, holding no more than one.

May raise `DocumentError` and `OSError` for what keeps the rest of the source from being read.
"""


def read_whole(stream: BinaryIO, source: Source, opening: Opening) -> bytes:
    """All bytes of a source that is one document; raises `DocumentError` (`input.oversize`)."""
    raw = stream.read(opening.max_bytes + 1)
    check_size(raw, max_bytes=opening.max_bytes, place=source.place)
    return raw


def check_size(raw: bytes, *, max_bytes: int, place: str) -> None:
    """Raise `DocumentError` (`input.oversize`) for a document over the limit."""
    if len(raw) > max_bytes:
        raise DocumentError(f"over the limit of {max_bytes:,} bytes; split it or raise --max-bytes", document=place, rule="input.oversize")


def problem_from(error: DocumentError) -> Problem:
    """The problem that a document's error makes."""
    return Problem(error.stage, error.document, error.rule, error.reason)


class Rejoined(io.RawIOBase):
    """A stream whose beginning was taken off already, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill the buffer as far as one read goes; 0 at the end."""
        some = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(some)] = some
        return len(some)


def looked_into(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """The first `HEAD` bytes of a stream (fewer where it ends), and the stream from its beginning."""
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, io.BufferedReader(Rejoined(head, stream))
