"""Safe limits for what is packed: a stream that unpacks to more than it should is refused before it fills memory or disk."""

import io
from collections.abc import Callable
from typing import Any, Protocol

from riwaya.errors import DocumentError

RATIO = 250
"""How many times longer than its packed form a stream may be; news pages unpack to 4 to 20 times as much, never to this."""

_SURE = 16 * 1024 * 1024
"""Bytes below which no ratio is judged: a short run of blanks packs better than any page."""


class Readable(Protocol):
    """A stream of bytes that can be read."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""


class Limited(io.RawIOBase):
    """A stream that raises `DocumentError` (`input.bomb`, `input.oversize`) where more comes out of it than may; see `limited`."""

    def __init__(self, stream: Readable, *, place: str, most: int | None, packed: Callable[[], int] | None, ratio: int) -> None:
        super().__init__()
        self._stream, self._place, self._most, self._packed, self._ratio = stream, place, most, packed, ratio
        self._count = 0

    def readable(self) -> bool:
        """True: it is there to be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; the count of bytes that were read, 0 at the end."""
        view = memoryview(buffer).cast("B")
        data = self._stream.read(len(view))
        view[: len(data)] = data
        self._count += len(data)
        check_unpacked(self._count, packed=self._packed() if self._packed else None, place=self._place, ratio=self._ratio)
        if self._most is not None and self._count > self._most:
            message = f"unpacks to more than {self._most:,} bytes; split it or raise --max-bytes"
            raise DocumentError(message, document=self._place, rule="input.oversize")
        return len(data)


def limited(
    stream: Readable, *, place: str, most: int | None = None, packed: Callable[[], int] | None = None, ratio: int = RATIO
) -> io.BufferedReader:
    """An unpacked stream that stops where it goes over `most` bytes, or over `ratio` times what `packed` says was read of the packed one.

    Reading it raises `DocumentError`: `input.oversize` over `most` (None: no such limit), `input.bomb` over the ratio.
    """
    return io.BufferedReader(Limited(stream, place=place, most=most, packed=packed, ratio=ratio))


def check_unpacked(unpacked: int, *, packed: int | None, place: str, ratio: int = RATIO) -> None:
    """Raise `DocumentError` (`input.bomb`) where so many bytes cannot honestly have come of so few.

    >>> check_unpacked(10_000_000, packed=10, place="small.gz")
    >>> check_unpacked(1_000_000_000, packed=1_000_000, place="bomb.gz")
    Traceback (most recent call last):
    riwaya.errors.DocumentError: bomb.gz: unpacks to more than 250 times its size (1,000,000,000 bytes so far); no page does: left out
    """
    if packed is not None and unpacked > _SURE and unpacked > ratio * max(packed, 1):
        message = f"unpacks to more than {ratio} times its size ({unpacked:,} bytes so far); no page does: left out"
        raise DocumentError(message, document=place, rule="input.bomb")
