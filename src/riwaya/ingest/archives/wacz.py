"""Web archives with their index in one file (WACZ 1.1.1, Webrecorder): the pages of the WARC files within, each read as it is unpacked."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.archives.warc import Place, open_records
from riwaya.ingest.limits import Readable, limited
from riwaya.ingest.opening import Found, Opening, Source, problem_from
from riwaya.model import Problem

_ARCHIVES = (".warc", ".warc.gz", ".warc.zst")
_LIST = "datapackage.json"
_LONGEST_LIST = 16 * 1024 * 1024
_ALGORITHMS = frozenset(("sha256", "sha512", "sha1", "md5"))


class _Resource(Struct, frozen=True):
    """A file that the archive's list names, and the digest that it states."""

    path: str = ""
    hash: str = ""


class _Package(Struct, frozen=True):
    resources: tuple[_Resource, ...] = ()


class _Hashed:
    """A stream of which a digest is taken while it is read."""

    def __init__(self, stream: Readable, algorithm: str) -> None:
        self._stream, self._digest = stream, hashlib.new(algorithm, usedforsecurity=False)

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        data = self._stream.read(size)
        self._digest.update(data)
        return data

    def hexdigest(self) -> str:
        """The digest of what was read so far."""
        return self._digest.hexdigest()


def open_wacz(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """The pages of a WACZ file; raises `DocumentError` (`input.wacz`) where it is damaged or holds no WARC file."""
    if not stream.seekable():
        raise DocumentError("a WACZ file is read from its end: give it by its name, not on standard input", document=source.place, rule="input.wacz")
    try:
        with zipfile.ZipFile(stream) as packed:
            members = sorted((member for member in packed.infolist() if member.filename.lower().endswith(_ARCHIVES)), key=lambda m: m.filename)
            if not members:
                raise DocumentError("a ZIP archive without a WARC file in it, not a WACZ file", document=source.place, rule="input.wacz")
            stated = _digests(packed)
            for member in members:
                yield from _open_member(packed, member, source, opening, stated=stated.get(member.filename, ""))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise DocumentError(f"a WACZ file that is damaged ({error}); fetch it again", document=source.place, rule="input.wacz") from error


def _open_member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, opening: Opening, *, stated: str) -> Iterator[tuple[str, Found]]:
    place = f"{source.place}:{member.header_offset} ({member.filename})"
    algorithm, _, value = stated.partition(":")
    try:
        with packed.open(member) as stream:
            whole = limited(stream, place=place, packed=lambda: member.compress_size)
            hashed = _Hashed(whole, algorithm if algorithm in _ALGORITHMS else "sha256")
            yield from open_records(hashed, Place(source.place, member.filename), opening)
    except DocumentError as error:
        yield place, problem_from(error)
        return
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError) as error:
        yield place, Problem("ingest", place, "input.wacz", f"damaged within the WACZ file ({error}); what stands before is read, fetch it again")
        return
    if algorithm in _ALGORITHMS and hashed.hexdigest() != value.lower():
        message = "not the file that its list states (another digest): damaged or altered since it was made; its pages are read all the same"
        yield place, Problem("ingest", place, "input.digest", message)


def _digests(packed: zipfile.ZipFile) -> dict[str, str]:
    """The digests that the archive's list states, by the names of its files; none where it has no list that can be read."""
    try:
        with packed.open(_LIST) as stream:
            package = msgspec.json.decode(stream.read(_LONGEST_LIST), type=_Package)
    except (KeyError, msgspec.DecodeError, UnicodeDecodeError, RecursionError, zipfile.BadZipFile, zlib.error, RuntimeError):
        return {}
    return {resource.path: resource.hash for resource in package.resources}
