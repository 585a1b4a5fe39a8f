"""What an HTTP response carries: its body without the chunks of its transfer and out of what its content was packed in, within limits.

Archives keep a response as it came over the wire, and some unpack it and keep the header as it was: what is said to be packed and plainly
is not is taken as it is. Source: RFC 9110, section 8.4 (codings of content); RFC 9112, section 7.1 (chunks).
"""

import io
import re
import zlib
from collections.abc import Callable

from fastwarc.stream_io import BrotliReader, ZstdReader
from msgspec import Struct

from riwaya.errors import DocumentError

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_NONE = frozenset(("", "identity", "none", "utf-8"))
_PIECE = 65536


class Payload(Struct, frozen=True):
    """A body, `broken` where it breaks off or is damaged: what came before that is there."""

    body: bytes
    broken: bool = False


def decode_payload(body: bytes, *, transfer: str, content: str, most: int, place: str) -> Payload:
    """The payload of a body, given the values of `Transfer-Encoding` and `Content-Encoding` (empty where there are none).

    Raises `DocumentError`: `input.http` for an unknown coding, `input.oversize` where more than `most` bytes come out.
    """
    broken = False
    for coding in (*_listed(transfer), *reversed(_listed(content))):
        if coding not in _CODINGS:
            raise DocumentError(f"its content is packed as {coding[:40]!r}, which is not known", document=place, rule="input.http")
        begins, unpack = _CODINGS[coding]
        if not begins(body):
            continue
        found = unpack(body, most)
        if len(found.body) > most:
            raise DocumentError(f"unpacks to more than {most:,} bytes; raise --max-bytes", document=place, rule="input.oversize")
        body, broken = found.body, broken or found.broken
    return Payload(body, broken)


def unpacked(body: bytes, transfer: str) -> bytes:
    """A body without the chunks of its transfer; itself where it has none."""
    return _dechunk(body, len(body)).body if "chunked" in _listed(transfer) and _CHUNK.match(body) else body


def _listed(value: str) -> list[str]:
    return [name for part in value.split(",") if (name := part.strip().lower()) not in _NONE]


def _dechunk(body: bytes, most: int) -> Payload:
    """A body out of its chunks; extensions and trailers are left out."""
    made, at = bytearray(), 0
    while (head := _CHUNK.match(body, at)) is not None and len(made) <= most:
        size = int(head[1], 16)
        if size == 0:
            return Payload(bytes(made))
        made += body[head.end() : head.end() + size]
        at = head.end() + size
        if at > len(body):
            break
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return Payload(bytes(made), broken=True)


def _inflate(body: bytes, most: int) -> Payload:
    """What gzip, or deflate with its envelope or without, packed; further members of gzip too."""
    made, wrapped = bytearray(), body[:2] == b"\x1f\x8b" or _is_zlib(body)
    while body and len(made) <= most:
        unpack = zlib.decompressobj(47 if wrapped else -15)
        try:
            made += unpack.decompress(body, most + 1 - len(made))
        except zlib.error:
            return Payload(bytes(made) or _salvage(body, most), broken=True)
        if not unpack.eof:
            return Payload(bytes(made), broken=len(made) <= most)
        body = unpack.unused_data if unpack.unused_data.startswith(b"\x1f\x8b") else b""
    return Payload(bytes(made))


def _salvage(body: bytes, most: int) -> bytes:
    """What comes out of damaged gzip or deflate before the damage."""
    unpack = zlib.decompressobj(47 if body[:2] == b"\x1f\x8b" or _is_zlib(body) else -15)
    made = bytearray()
    try:
        for at in range(0, len(body), 64):
            made += unpack.decompress(body[at : at + 64], most + 1 - len(made))
    except zlib.error:
        pass
    return bytes(made)


def _is_zlib(body: bytes) -> bool:
    """Whether bytes begin with the two that zlib puts before deflate (RFC 1950, 2.2)."""
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0


def _read_by(reader: type[BrotliReader | ZstdReader]) -> Callable[[bytes, int], Payload]:
    def unpack(body: bytes, most: int) -> Payload:
        made = bytearray()
        try:
            stream = reader(io.BytesIO(body))
            while len(made) <= most and (data := stream.read(_PIECE)):
                made += data
        except OSError:
            return Payload(bytes(made), broken=True)
        return Payload(bytes(made))

    return unpack


def _is_packed(body: bytes) -> bool:
    """Whether bytes that are said to be packed may be so: pages in the open begin with a letter, a mark of theirs or a blank."""
    return body.lstrip()[:1] not in (b"<", b"{", b"") and not body.startswith((b"\xef\xbb\xbf", b"%PDF-"))


_Coding = tuple[Callable[[bytes], bool], Callable[[bytes, int], Payload]]
_CODINGS: dict[str, _Coding] = {
    "chunked": (lambda body: _CHUNK.match(body) is not None, _dechunk),
    **dict.fromkeys(("gzip", "x-gzip"), (lambda body: body.startswith(b"\x1f\x8b"), _inflate)),
    "deflate": (_is_packed, _inflate),
    "br": (_is_packed, _read_by(BrotliReader)),
    "zstd": (lambda body: body.startswith(b"\x28\xb5\x2f\xfd"), _read_by(ZstdReader)),
}
