"""The journal of a folder of kept bytes: every answer of the web, a line each, and which jobs came to their end.

A run that is killed and started again finds there what it has fetched already; a later one, which version it may ask for conditionally. A last
line that breaks off is one that was never written.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Self

import filelock
import msgspec
from msgspec import Struct

from riwaya.errors import NoLedgerError, StoreError

NAME = "fetches.jsonl"


class Fetch(Struct, frozen=True, kw_only=True, tag_field="what", tag="fetch", omit_defaults=True):
    """One answer: the address that was asked for, when it came (UTC), its status (200, 304; 0 where `wrong` says why there is none), the
    address that gave it after redirections (`via`), the SHA-256 and size of what came, and what the server told of it.

    `same` is the hash of an earlier answer, where what came now differs in its bytes and not in its text: it was not kept.
    """

    url: str
    at: str
    job: str
    status: int
    final: str = ""
    via: tuple[str, ...] = ()
    sha256: str = ""
    bytes: int = 0
    same: str = ""
    etag: str = ""
    modified: str = ""
    media_type: str = ""
    charset: str = ""
    wrong: str = ""

    @property
    def kept(self) -> str:
        """The hash under which its content is kept."""
        return self.same or self.sha256


class End(Struct, frozen=True, kw_only=True, tag_field="what", tag="end"):
    """A job that came to its end."""

    job: str
    at: str


class Journal:
    """What a folder's journal says, and its next lines; holds the folder's lock while it is open."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME
        self._lock = filelock.FileLock(f"{self.path}.lock", timeout=0)
        self._heads: dict[str, Fetch] = {}
        self._lasts: dict[str, Fetch] = {}
        self._open_jobs: dict[str, set[str]] = {}

    def __enter__(self) -> Self:
        try:
            self._lock.acquire()
        except filelock.Timeout as error:
            raise StoreError("another run is fetching into this folder; wait for it to end", path=self.path.parent) from error
        except OSError as error:
            raise NoLedgerError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=self.path.parent) from error
        _mend(self.path)
        for line in read_journal(self.path):
            self._take(line)
        self._stream = self.path.open("ab")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stream.close()
        self._lock.release()

    def done(self, job: str) -> frozenset[str]:
        """The addresses that a job which did not come to its end has fetched already."""
        return frozenset(self._open_jobs.get(job, ()))

    def head(self, url: str) -> Fetch | None:
        """The first answer with the content that the address gives now; None where it was never had."""
        return self._heads.get(url)

    def last(self, url: str) -> Fetch | None:
        """The last answer of an address, whose validators are those to ask with."""
        return self._lasts.get(url)

    def add(self, line: Fetch | End) -> None:
        """Write a line, so that it is there whatever happens next."""
        self._stream.write(msgspec.json.encode(line) + b"\n")
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._take(line)

    def _take(self, line: Fetch | End) -> None:
        if isinstance(line, End):
            self._open_jobs.pop(line.job, None)
            return
        if line.wrong:
            return
        self._open_jobs.setdefault(line.job, set()).add(line.url)
        before = self._heads.get(line.url)
        if before is None or before.kept != line.kept:
            self._heads[line.url] = line
        self._lasts[line.url] = line


def read_journal(path: Path) -> Iterator[Fetch | End]:
    """The lines of a journal; none where there is no such file. Raises `StoreError` for a line that cannot be read back."""
    decoder: msgspec.json.Decoder[Fetch | End] = msgspec.json.Decoder(Fetch | End)
    number = 0
    try:
        with path.open("rb") as stream:
            for number, line in enumerate(stream, 1):  # noqa: B007 - told where a line is broken
                if line.endswith(b"\n"):
                    yield decoder.decode(line)
    except FileNotFoundError:
        return
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"line {number} cannot be read back ({error}); put a copy back, or move the file away", path=path) from error
    except OSError as error:
        raise StoreError(f"cannot be read: {(error.strerror or str(error)).lower()}", path=path) from error


def job_of(addresses: Iterable[str]) -> str:
    """The name of the job that fetches these addresses: the same whenever the same are given.

    >>> job_of(["https://example.com/2", "https://example.com/1"]) == job_of(["https://example.com/1", "https://example.com/2"])
    True
    """
    return sha256("\n".join(sorted(set(addresses))).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _mend(path: Path) -> None:
    """Cut off a last line that was never written whole."""
    try:
        with path.open("r+b") as stream:
            whole = stream.read().rfind(b"\n") + 1
            stream.truncate(whole)
    except FileNotFoundError:
        return
    except OSError as error:
        raise NoLedgerError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=path) from error
