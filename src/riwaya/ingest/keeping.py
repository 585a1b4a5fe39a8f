"""Raw bytes kept under their own hash: written whole or not at all, unpacked and compared whenever they are read.

A folder of `ab/abcdef….gz`, named by the SHA-256 of what is in them, so that `zcat … | sha256sum` tells whether one is what it says.
"""

import gzip
import hashlib
import os
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from riwaya.errors import NoLedgerError, StoreError
from riwaya.ingest.raw import Raw
from riwaya.model import Custody, Page

_NAME = re.compile(r"([0-9a-f]{64})\.gz")
_NEW = ".new-"
_BLOCK = 1 << 20


class Keep:
    """A folder of kept bytes; `open_keep` makes one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def has(self, sha256: str) -> bool:
        """Whether bytes of that hash are kept."""
        return self._path(sha256).is_file()

    def holds(self, sha256: str) -> bool:
        """Whether bytes of that hash are kept, and are what they were."""
        try:
            with self.open(sha256):
                return True
        except StoreError:
            return False

    def put(self, raw: bytes) -> str:
        """Keep bytes; returns their SHA-256."""
        sha256 = hashlib.sha256(raw).hexdigest()
        if not self.has(sha256):
            with self._new() as (made, name):
                made.write(gzip.compress(raw, compresslevel=6, mtime=0))
                self._settle(made, name, sha256=sha256)
        return sha256

    def put_stream(self, stream: BinaryIO) -> str:
        """Keep what a file holds, from its beginning, however large; returns its SHA-256."""
        digest = hashlib.sha256()
        stream.seek(0)
        with self._new() as (made, name):
            with gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=made, mtime=0) as packed:
                while block := stream.read(_BLOCK):
                    digest.update(block)
                    packed.write(block)
            self._settle(made, name, sha256=digest.hexdigest())
        return digest.hexdigest()

    def get(self, sha256: str) -> bytes:
        """The bytes of a hash; raises `StoreError` where they are not there, or not what they were."""
        with self.open(sha256) as stream:
            return stream.read()

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """The bytes of a hash as a file, compared with it first; raises as `get` does."""
        path = self._path(sha256)
        with tempfile.SpooledTemporaryFile(max_size=_BLOCK * 16) as copy:
            digest = hashlib.sha256()
            try:
                with gzip.open(path, "rb") as packed:
                    while block := packed.read(_BLOCK):
                        digest.update(block)
                        copy.write(block)
            except FileNotFoundError as error:
                raise StoreError(f"no bytes of hash {sha256} are kept here", path=self.folder) from error
            except (OSError, EOFError, zlib.error) as error:
                raise StoreError(f"what is kept cannot be unpacked ({error}); put a copy back", path=path) from error
            if digest.hexdigest() != sha256:
                raise StoreError("what is kept has changed: its hash does not hold; put a copy back", path=path)
            copy.seek(0)
            yield copy  # type: ignore[misc]

    def hashes(self) -> Iterator[str]:
        """The hashes of all that is kept, sorted."""
        found = (_NAME.fullmatch(path.name) for path in sorted(self.folder.glob("??/*.gz")))
        return (name[1] for name in found if name)

    def tidy(self, *, older_s: float = 86400.0) -> None:
        """Remove what runs that were killed left half written, so many seconds ago or more."""
        for path in self.folder.glob(f"{_NEW}*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime >= older_s:
                    path.unlink()

    def _path(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.gz"

    @contextmanager
    def _new(self) -> Iterator[tuple[BinaryIO, str]]:
        """A file to write, and its name for now; it goes where it is not settled."""
        try:
            handle, name = tempfile.mkstemp(prefix=_NEW, dir=self.folder)
        except OSError as error:
            raise NoLedgerError(f"bytes cannot be kept there: {(error.strerror or str(error)).lower()}", path=self.folder) from error
        try:
            with os.fdopen(handle, "w+b") as made:
                yield made, name
        finally:
            with suppress(FileNotFoundError):
                os.unlink(name)

    def _settle(self, made: BinaryIO, name: str, *, sha256: str) -> None:
        """Give a file that is written the name of its hash."""
        made.flush()
        os.fsync(made.fileno())
        path = self._path(sha256)
        path.parent.mkdir(exist_ok=True)
        os.replace(name, path)


def with_bytes_kept(item: Raw | Page, keep: Keep) -> Raw | Page:
    """A document that says that its bytes are kept, and they are; one whose bytes are not at hand is left as it is."""
    if isinstance(item, Raw):
        keep.put(item.raw)
        return replace(item, kept=True)
    document, raw = item.document, item.document.text.encode("utf-8")
    if hashlib.sha256(raw).hexdigest() != document.sha256:
        return item
    keep.put(raw)
    custody = replace(document.custody or Custody(form="row", bytes=len(raw)), kept=True)
    return replace(item, document=replace(document, custody=custody))


def open_keep(folder: Path, *, write: bool = False) -> Keep:
    """The bytes kept in a folder, which `write` makes where it is missing; raises `NoLedgerError` where that cannot be."""
    if write:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NoLedgerError(f"bytes cannot be kept there: {(error.strerror or str(error)).lower()}", path=folder) from error
    elif not folder.is_dir():
        raise NoLedgerError("no folder of kept bytes; name it with --keep", path=folder)
    return Keep(folder)
