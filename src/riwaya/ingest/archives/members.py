"""A web archive's stream, plain or packed record by record (gzip, Zstandard), as unpacked pieces.

A member that is broken costs what stood in it and no more: the next one that begins a record is looked for in the packed bytes behind its
start. The stream is read once and forwards, so that a pipe serves as well as a file, and little of it is held at a time.
"""

import re
import zlib
from collections.abc import Iterator

import zstandard
from msgspec import Struct

from riwaya.ingest.limits import RATIO, Readable

BEGINS = b"WARC/"
GZIP, ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_SKIPPED = tuple(bytes([0x50 + n]) + b"\x2a\x4d\x18" for n in range(16))
_DICTIONARY = b"\x5d\x2a\x4d\x18"
"""The skippable frame that holds the dictionary of all others (Zstandard compression in WARC files, IIPC, 2019)."""

_TAKEN = 65536
_FED = 1024
"""Packed bytes given to Zstandard at once, which sets no limit to what comes out: 32 MiB at most of so many."""

_OUT = 1 << 20
_KEPT = 16 * 1024 * 1024
"""Bytes of a member that are kept to look for the next one in, should it break; also the longest dictionary."""

_SURE = 1 << 28
"""Bytes out of one member below which no ratio is judged."""

_IN_THE_OPEN = re.compile(rb"WARC/1\.\d\r?\n(?:[A-Za-z][\w-]{0,60}[ \t]*:[^\r\n]*\r?\n){3,}\r?\n")
"""A whole header of a record; packed bytes show pieces of one at most."""

_SEEN = 1 << 20
"""Bytes in which the first record of an archive in the open, whose beginning is damaged, is looked for."""

_TRIED = {GZIP: 4096, ZSTD: 200_000}
"""Packed bytes that are sure to give the first unpacked ones."""


class Piece(Struct, frozen=True):
    """Unpacked bytes of the member that begins at `offset` of the stream (None where that is not packed).

    `begins`: they are the first of their member, and begin a record, or would have.

    `fault`: behind these bytes the member is damaged or broken off, and what follows is of another.
    """

    offset: int | None
    data: bytes
    begins: bool = False
    fault: str | None = None


def read_pieces(stream: Readable) -> Iterator[Piece]:
    """The unpacked pieces of a web archive, in order; whether it is packed is told by its first bytes, or by what stands in the open."""
    packed = _Packed(stream)
    if packed.starts(GZIP, ZSTD, *_SKIPPED) or not (packed.starts(BEGINS[:4]) or _IN_THE_OPEN.search(packed.look(_SEEN))):
        yield from _unpacked(packed)
        return
    begins = True
    while data := packed.take(_TAKEN):
        packed.hold()
        yield Piece(None, data, begins)
        begins = False


class _Packed:
    """A stream that can be looked ahead in, and taken back to where it was last held; `at` is the offset of the next byte."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._bytes = bytearray()
        self._base = self._next = 0
        self._held = True

    @property
    def at(self) -> int:
        return self._base + self._next

    def hold(self) -> None:
        """From here on what is taken can be given back."""
        del self._bytes[: self._next]
        self._base, self._next, self._held = self.at, 0, True

    def give_back(self) -> bool:
        """Go back to where the stream was held; False where that is too far back."""
        if self._held:
            self._next = 0
        return self._held

    def step_back(self, count: int) -> None:
        """The last bytes that were taken are ahead again."""
        self._next -= count

    def take(self, most: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        if self._next > _KEPT:
            self.hold()
            self._held = False
        self.need(1)
        taken = bytes(self._bytes[self._next : self._next + most])
        self._next += len(taken)
        return taken

    def need(self, count: int) -> bool:
        """Whether so many bytes are ahead."""
        while len(self._bytes) - self._next < count:
            if not (more := self._stream.read(_TAKEN)):
                return False
            self._bytes += more
        return True

    def starts(self, *marks: bytes) -> bool:
        """Whether the bytes ahead start so."""
        self.need(4)
        return bytes(self._bytes[self._next : self._next + 4]).startswith(marks)

    def look(self, count: int) -> bytes:
        """The bytes ahead, at most so many."""
        self.need(count)
        return bytes(self._bytes[self._next : self._next + count])

    def find(self, *marks: bytes) -> bool:
        """Go forward to the next of some marks; False, and to the end, where there is none."""
        while True:
            found = [at for mark in marks if (at := self._bytes.find(mark, self._next)) >= 0]
            if found:
                self._next = min(found)
                self.hold()
                return True
            self._next = max(self._next, len(self._bytes) - 3)
            self.hold()
            if not self.need(4):
                self._next = len(self._bytes)
                return False


class _TooLong(Exception):
    """More comes out of a member than any page packs to."""


class _BrokenOff(Exception):
    """The archive ends within a member, or damage makes it seem to: the next member may stand in what was taken for this one."""


_FAULTS: dict[type[Exception], str] = {
    _TooLong: f"it unpacks to more than {RATIO} times its size",
    _BrokenOff: "it breaks off: the archive ends within it, or it is damaged",
}


class _Gzip:
    """Unpacks one member of gzip (RFC 1952)."""

    fed = _TAKEN

    def __init__(self) -> None:
        self._object = zlib.decompressobj(31)

    def __call__(self, data: bytes) -> Iterator[bytes]:
        made = b""
        while not self._object.eof and (data or len(made) == _OUT):
            made = self._object.decompress(data, _OUT)
            yield made
            data = self._object.unconsumed_tail

    @property
    def behind(self) -> int | None:
        """How many of the bytes that were fed stand behind the member; None where it has not ended."""
        return len(self._object.unused_data) if self._object.eof else None


class _Zstandard:
    """Unpacks one frame of Zstandard (RFC 8878)."""

    fed = _FED

    def __init__(self, dictionary: bytes | None) -> None:
        known = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
        self._object = zstandard.ZstdDecompressor(dict_data=known, max_window_size=1 << 27).decompressobj()

    def __call__(self, data: bytes) -> Iterator[bytes]:
        yield self._object.decompress(data)

    @property
    def behind(self) -> int | None:
        """How many of the bytes that were fed stand behind the frame; None where it has not ended."""
        return len(self._object.unused_data) if self._object.eof else None


def _unpacked(packed: _Packed) -> Iterator[Piece]:
    dictionary: bytes | None = None
    while packed.need(1):
        packed.hold()
        if packed.starts(*_SKIPPED):
            dictionary = _skip_frame(packed) or dictionary
        elif packed.starts(GZIP, ZSTD):
            yield from _member(packed, dictionary)
        elif not packed.look(_TAKEN).strip(b"\r\n"):
            packed.take(_TAKEN)
        else:
            yield Piece(packed.at, b"", begins=True, fault="bytes that belong to no packed record")
            _find_record(packed, dictionary)


def _skip_frame(packed: _Packed) -> bytes | None:
    """The dictionary in a frame that is otherwise skipped; None where it holds another thing."""
    is_dictionary = packed.starts(_DICTIONARY)
    size = int.from_bytes(packed.take(8)[4:], "little")
    held = bytearray()
    while size > 0 and (data := packed.take(min(size, _TAKEN))):
        packed.hold()
        size -= len(data)
        if is_dictionary and len(held) <= _KEPT:
            held += data
    if is_dictionary and held.startswith(ZSTD):
        try:
            return zstandard.ZstdDecompressor(max_window_size=_KEPT).decompress(bytes(held), max_output_size=_KEPT)
        except zstandard.ZstdError:
            return None
    return bytes(held) if is_dictionary else None


def _member(packed: _Packed, dictionary: bytes | None) -> Iterator[Piece]:
    """The pieces of one member; behind a fault the stream stands at the next one that begins a record."""
    offset, begins, out = packed.at, True, 0
    unpack = _unpacker(packed, dictionary)
    while unpack.behind is None:
        data = packed.take(unpack.fed)
        try:
            if not data:
                raise _BrokenOff
            for made in unpack(data):
                out += len(made)
                if out > _SURE and out > RATIO * (packed.at - offset):
                    raise _TooLong
                if made:
                    yield Piece(offset, made, begins and made.startswith(BEGINS))
                    begins = False
        except (zlib.error, zstandard.ZstdError, _TooLong, _BrokenOff) as error:
            what = _FAULTS.get(type(error), "its packed bytes are damaged")
            yield Piece(offset, b"", begins, what)
            if packed.give_back():
                packed.take(1)
            _find_record(packed, dictionary)
            return
    packed.step_back(unpack.behind)


def _unpacker(packed: _Packed, dictionary: bytes | None) -> _Gzip | _Zstandard:
    return _Gzip() if packed.starts(GZIP) else _Zstandard(dictionary)


def _find_record(packed: _Packed, dictionary: bytes | None) -> None:
    """Go forward to the next member that begins a record, or to the end."""
    while packed.find(GZIP, ZSTD):
        unpack = _unpacker(packed, dictionary)
        tried = packed.look(_TRIED[GZIP if packed.starts(GZIP) else ZSTD])
        made = b""
        try:
            for start in range(0, len(tried), unpack.fed):
                for some in unpack(tried[start : start + unpack.fed]):
                    made += some
                    break
                if len(made) >= len(BEGINS) or unpack.behind is not None:
                    break
        except (zlib.error, zstandard.ZstdError):
            made = b""
        if made.startswith(BEGINS):
            return
        packed.take(1)
