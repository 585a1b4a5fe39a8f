"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500), each with its header and its block, and what is damaged between them.

FastWARC, which takes the records apart, ends at the first damage and passes over a record that breaks off; here no byte is passed over
without being told, and the next whole record is found.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from riwaya.ingest.archives.members import BEGINS, Piece, read_pieces
from riwaya.ingest.limits import Readable

_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_BEGUN = re.compile(rb"WARC/1\.[01]\r?\n")
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_NEXT = re.compile(rb"WARC/1\.\d\r?\n[A-Za-z][\w-]{0,60}[ \t]*:")
"""Where a record begins; behind damage it need not begin a line."""
_MARK = 80
"""Bytes that hold the beginning of a record as far as it is looked at."""

_LONGEST_HEAD = _PASSED = 65536
_BETWEEN = b"\r\n \t"


class Record(Struct, frozen=True):
    """A record: `head` with the blank line that ends it, `block` as far as it was wanted, `length` of the whole block.

    `offset` is that of the member of the stream that holds it (None where that is not packed), `within` that of the record among the
    unpacked bytes from there.
    """

    offset: int | None
    within: int
    head: bytes
    block: bytes
    length: int


class Damage(Struct, frozen=True):
    """A record, or what stands between two, that is not as it must be; `head` is its header where that is whole."""

    offset: int | None
    within: int
    what: str
    head: bytes = b""


def read_records(stream: Readable, *, wanted: Callable[[bytes], int]) -> Iterator[Record | Damage]:
    """Every record of a web archive in order, and every damage; `wanted(head)` tells how many bytes of a record's block are kept."""
    pieces = read_pieces(stream)
    follows = next(pieces, None)
    while follows is not None:
        stretch = _Stretch(follows, pieces)
        yield from _records(stretch, wanted)
        follows = stretch.follows


class _Stretch:
    """Unpacked bytes in which records follow each other: up to the next member that begins one, a fault, or the end."""

    def __init__(self, first: Piece, pieces: Iterator[Piece]) -> None:
        self._pieces = pieces
        self.offset, self.fault, self.follows = first.offset, first.fault, next(pieces, None) if first.fault else None
        self.ahead, self.within, self.skipped = bytearray(first.data), 0, b""
        self._ended = first.fault is not None

    def more(self) -> bool:
        """Whether further bytes have come."""
        if self._ended:
            return False
        piece = next(self._pieces, None)
        if piece is None or piece.begins:
            self.follows, self._ended = piece, True
            return False
        self.ahead += piece.data
        if piece.fault is not None:
            self.fault, self._ended, self.follows = piece.fault, True, next(self._pieces, None)
        return True

    def need(self, count: int) -> bool:
        """Whether so many bytes are ahead."""
        while len(self.ahead) < count:
            if not self.more():
                return len(self.ahead) >= count
        return True

    def drop(self, count: int) -> bytes:
        """Take bytes that are ahead."""
        taken = bytes(self.ahead[:count])
        del self.ahead[:count]
        self.within += len(taken)
        return taken

    def give_back(self, data: bytes) -> None:
        """Bytes that were taken are ahead again."""
        self.ahead[:0] = data
        self.within -= len(data)

    def skip_between(self) -> bytes:
        """Take what may stand between records; the first bytes behind it, fewer than five only at the end."""
        self.skipped = b""
        while self.need(1):
            blank = self.drop(len(self.ahead) - len(self.ahead.lstrip(_BETWEEN)))
            self.skipped = (self.skipped + blank)[:_MARK]
            if self.ahead:
                self.need(len(BEGINS))
                break
        return bytes(self.ahead[: len(BEGINS)])

    def find_next(self) -> None:
        """Go forward to the next line that begins a record, or to the end; nowhere where one is ahead."""
        if _NEXT.match(self.ahead):
            return
        while True:
            if found := _NEXT.search(self.ahead):
                self.drop(found.start())
                return
            self.drop(max(0, len(self.ahead) - _MARK))
            if not self.more():
                self.drop(len(self.ahead))
                return

    def told_fault(self) -> str | None:
        """The fault that ended these bytes, which is told once."""
        fault, self.fault = self.fault, None
        return fault if self._ended else None

    def go_back(self, data: bytes, within: int) -> None:
        """Bytes that were taken at `within` are ahead again."""
        self.ahead[:0] = data
        self.within = within


def _records(stretch: _Stretch, wanted: Callable[[bytes], int]) -> Iterator[Record | Damage]:
    while start := stretch.skip_between():
        if start == BEGINS:
            yield _record(stretch, wanted)
        else:
            yield Damage(stretch.offset, stretch.within, "bytes that belong to no record")
            stretch.find_next()
    if fault := stretch.told_fault():
        yield Damage(stretch.offset, stretch.within, fault)


def _record(stretch: _Stretch, wanted: Callable[[bytes], int]) -> Record | Damage:
    offset, within = stretch.offset, stretch.within
    head = _head(stretch)
    if inner := _BEGUN.search(head, len(BEGINS)):
        stretch.give_back(head[inner.start() :])
        return Damage(offset, within, "its header breaks off where another record begins", head[: inner.start()])
    length = _LENGTH.search(head)
    if length is None:
        what = "its header says no Content-Length, or a wrong one" if head else stretch.told_fault() or "its header has no end"
        stretch.find_next()
        return Damage(offset, within, what, head)
    size, starts = int(length[1]), stretch.within
    kept, whole = _block(stretch, size, min(size, wanted(head)))
    if whole and _ends_well(stretch):
        return Record(offset, within, head, kept, size)
    what = f"its Content-Length, {size:,} bytes, is not that of its block"
    taken = kept + (stretch.skipped if whole else b"")
    if _NEXT.search(taken + stretch.ahead[:_MARK]):
        stretch.go_back(taken, starts)
    elif not stretch.ahead:
        what = stretch.told_fault() or what
    stretch.find_next()
    return Damage(offset, within, what, head)


def _head(stretch: _Stretch) -> bytes:
    """The header of the record ahead with the blank line behind it; empty where it has no end."""
    searched = 0
    while (found := _HEAD_ENDS.search(stretch.ahead, searched)) is None:
        searched = max(0, len(stretch.ahead) - 2)
        if len(stretch.ahead) > _LONGEST_HEAD or not stretch.more():
            stretch.drop(1)
            return b""
    return stretch.drop(found.end())


def _block(stretch: _Stretch, size: int, want: int) -> tuple[bytes, bool]:
    """The first `want` bytes of a block, and whether all `size` of them are there; the rest is passed over."""
    stretch.need(want)
    kept = stretch.drop(want)
    if len(kept) < want or (want < size and _NEXT.search(kept + stretch.ahead[: min(_MARK, size - want)])):
        return kept, False
    left = size - want
    while left > 0:
        stretch.need(min(left, _PASSED))
        here = min(left, len(stretch.ahead))
        if found := _NEXT.search(stretch.ahead, 0, here):
            stretch.drop(found.start())
            return kept, False
        if here < min(left, _PASSED):
            stretch.drop(here)
            return kept, False
        passed = here if here == left else here - _MARK
        stretch.drop(passed)
        left -= passed
    return kept, True


def _ends_well(stretch: _Stretch) -> bool:
    """Whether what stands behind a block is what ends a record, another record, or nothing; not a fault."""
    closed = stretch.need(4) and stretch.ahead.startswith(b"\r\n\r\n")
    follows = stretch.skip_between()
    if not follows:
        return stretch.fault is None
    return closed or follows == BEGINS
