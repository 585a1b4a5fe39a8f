"""Downloads of GeoNames, only where the user asks for them: checked, resumed where they broke off, not repeated where nothing changed.

What is on its way stands beside its place as `.part`, with the address and the validators of what it is a part of; a server that has something else
by now sends it from the start. Source: RFC 9110, sections 13.1.5 (If-Range) and 14 (Range).
"""

import http.client
import os
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError, RiwayaError, UsageError
from riwaya.link.own.adding import form_of
from riwaya.link.own.streams import LIMITS, Limits, open_lines

ADDRESS = "https://download.geonames.org/export/dump"
ENVIRONMENT = "RIWAYA_GEONAMES"
"""The variable of the environment that names another server with the same files."""
_COUNTRY = re.compile("[A-Z]{2}")
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
_BLOCK = 1 << 18
_GONE_ON = 206
_UNCHANGED = 304
_MISSING = 404
_NO_SUCH_RANGE = 416
_TO_REPEAT = frozenset((429, 500, 502, 503, 504))


class Manners(Struct, frozen=True):
    """How to ask: seconds until a silent server is given up, how often a broken download goes on, seconds before the first time (doubled after),
    and the bytes that no file may pass.
    """

    timeout_s: float = 30.0
    tries: int = 4
    pause_s: float = 1.0
    most: int = 2**30


MANNERS = Manners()


class MissingError(RiwayaError):
    """A file that the server does not have."""


class _Origin(Struct):
    """Where a file, or its part, came from, and by what the server tells another version: an entity tag, a day; empty where it gave none."""

    url: str
    etag: str = ""
    modified: str = ""

    @property
    def validator(self) -> str:
        """What If-Range may carry: a strong entity tag, or the day."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.modified


class SameKind(urllib.request.HTTPRedirectHandler):
    """Follows no redirection away from HTTPS."""

    def redirect_request(self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str) -> Any:
        if req.type == "https" and not newurl.startswith("https:"):
            raise urllib.error.HTTPError(newurl, code, "redirected to what is not HTTPS", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_country(
    country: str, *, to: Path, address: str = ADDRESS, manners: Manners = MANNERS, tell: Callable[[str], None] = lambda line: None
) -> list[Path]:
    """The dump of a country (its ISO code) and its alternate names, whole and checked, in a folder; `tell` gets a line for each.

    Raises `UsageError` for what is no code or address, `MissingError` where the server has no such country, `RiwayaError` where the
    download broke off (what came stays, and the same call goes on from there) or is not what it should be.
    """
    code = country.upper()
    if not _COUNTRY.fullmatch(code):
        raise UsageError(f"{country!r} is no country; write ISO 3166-1 codes such as UA SD")
    if not address.startswith(("https://", "http://")):
        raise UsageError(f"{address!r} is no address; write https://…")
    found: list[Path] = []
    for name, form in ((f"{code}.zip", "geonames"), (f"alternatenames/{code}.zip", "alternates")):
        path = to / name
        how = _Download(f"{address.rstrip('/')}/{name}", path, manners).run(partial(check_download, form=form))
        tell(f"{name}: {path.stat().st_size / 1e6:.1f} MB, {how}")
        found.append(path)
    return found


def check_download(path: Path, *, form: str, limits: Limits = LIMITS) -> None:
    """Raise `DataFileError` where a file is not a whole zip archive of a table of that form."""
    with path.open("rb") as stream:
        start = stream.read(16)
    if not start.startswith(b"PK\x03\x04"):
        raise DataFileError(f"what the server sent is no zip archive: it begins with {start!r}", path=path)
    found = form_of(path, limits=limits)
    if found != form:
        raise DataFileError(f"what the server sent is {found}, not {form}", path=path)
    with open_lines(path, limits=limits) as lines:
        for _ in lines:  # to the end, where the archive's own checksum is compared
            pass


class _Download:
    """One file on its way."""

    def __init__(self, url: str, path: Path, manners: Manners) -> None:
        self.url, self.path, self.manners = url, path, manners
        self.part = path.with_name(f"{path.name}.part")
        self._opener = urllib.request.build_opener(SameKind)

    def run(self, check: Callable[[Path], None]) -> str:
        """Get the file, and how that went: `new`, `resumed` or `unchanged`; raises what `check` raises of what came, and lets go of it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        how, wrong = "new", ""
        for number in range(self.manners.tries):
            if number:
                time.sleep(self.manners.pause_s * 2 ** (number - 1))
            try:
                got = self._attempt()
            except (OSError, http.client.HTTPException) as error:
                wrong = _reason(error, self.url)
                how = "resumed" if self._has_part() else how
                continue
            if got == "unchanged":
                if self._is_sound(check):
                    return got
                continue
            self._finish(check)
            return "resumed" if got == "resumed" else how
        kept = f"; {self.part.stat().st_size:,} bytes came, and the same command goes on from there" if self._has_part() else ""
        raise RiwayaError(f"{self.url}: {wrong}{kept}")

    def _has_part(self) -> bool:
        return self.part.is_file() and self.part.stat().st_size > 0

    def _is_sound(self, check: Callable[[Path], None]) -> bool:
        """Whether the file that is here is still what it should be; lets go of one that is not."""
        try:
            check(self.path)
        except DataFileError:
            _origin_path(self.path).unlink(missing_ok=True)
            return False
        return True

    def _attempt(self) -> str:
        origin, start = _origin_of(self.part, self.url), 0
        headers = {"User-Agent": f"riwaya/{version('riwaya')} (gazetteer fetch)", "Accept-Encoding": "identity"}
        if origin is not None and origin.validator and self._has_part():
            start = self.part.stat().st_size
            headers |= {"Range": f"bytes={start}-", "If-Range": origin.validator}
        elif (whole := _origin_of(self.path, self.url)) is not None and self.path.is_file():
            headers |= {"If-None-Match": whole.etag} if whole.etag else {"If-Modified-Since": whole.modified} if whole.modified else {}
        try:
            response = self._opener.open(urllib.request.Request(self.url, headers=headers), timeout=self.manners.timeout_s)
        except urllib.error.HTTPError as error:
            with error:
                return self._refused(error)
        with response:
            return self._take(response, start)

    def _refused(self, error: urllib.error.HTTPError) -> str:
        """What an answer without content means: `unchanged`; raises what ends the download, `OSError` where it is to be tried again."""
        if error.code == _UNCHANGED:
            return "unchanged"
        if error.code == _MISSING:
            raise MissingError(f"{self.url}: the server has no such file")
        if error.code == _NO_SUCH_RANGE:
            self._let_go()
            raise ConnectionError("the server has less of it than came before; starting over")
        if error.code in _TO_REPEAT:
            raise ConnectionError(f"the server answers {error.code} {error.reason}")
        raise RiwayaError(f"{self.url}: the server answers {error.code} {error.reason}")

    def _take(self, response: http.client.HTTPResponse, start: int) -> str:
        """Write what a response brings; raises `ConnectionError` where it ends before it is whole."""
        goes_on = response.status == _GONE_ON
        told = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
        if goes_on and (told is None or int(told[1]) != start):
            self._let_go()
            raise ConnectionError("the server went on from another place; starting over")
        start = start if goes_on else 0
        length = response.headers.get("Content-Length", "")
        whole = start + int(length) if length.isdecimal() else None
        if whole is not None and whole > self.manners.most:
            raise RiwayaError(f"{self.url}: {whole:,} bytes, more than such a file can have")
        if not goes_on:
            self._let_go()  # what it says must never be of another part
            _write_origin(self.part, _Origin(self.url, response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")))
        size = start
        with self.part.open("ab" if goes_on else "wb") as stream:
            while block := response.read(_BLOCK):
                size += len(block)
                if size > self.manners.most:
                    raise RiwayaError(f"{self.url}: more than {self.manners.most:,} bytes, more than such a file can have")
                stream.write(block)
            stream.flush()
            os.fsync(stream.fileno())
        if whole is not None and size != whole:
            raise ConnectionError(f"the connection broke off at {size:,} of {whole:,} bytes")
        return "resumed" if goes_on else "new"

    def _finish(self, check: Callable[[Path], None]) -> None:
        try:
            check(self.part)
        except DataFileError as error:
            self._let_go()
            raise RiwayaError(f"{self.url}: {error.reason}") from error
        origin = _origin_of(self.part, self.url)
        _origin_path(self.path).unlink(missing_ok=True)  # before the file changes: what it says must never be of another one
        self.part.replace(self.path)
        _write_origin(self.path, origin or _Origin(self.url))
        _origin_path(self.part).unlink(missing_ok=True)

    def _let_go(self) -> None:
        self.part.unlink(missing_ok=True)
        _origin_path(self.part).unlink(missing_ok=True)


def _origin_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _origin_of(path: Path, url: str) -> _Origin | None:
    """Where a file came from, None where that is not told, or was another address."""
    try:
        origin = msgspec.json.decode(_origin_path(path).read_bytes(), type=_Origin)
    except (OSError, msgspec.DecodeError, ValueError):
        return None
    return origin if origin.url == url else None


def _write_origin(path: Path, origin: _Origin) -> None:
    made = path.with_name(f"{path.name}.json.new")
    made.write_bytes(msgspec.json.encode(origin))
    made.replace(_origin_path(path))


def _reason(error: Exception, url: str) -> str:
    if isinstance(error, urllib.error.URLError) and not isinstance(error, urllib.error.HTTPError):
        return f"cannot reach {urllib.parse.urlsplit(url).hostname} ({error.reason})"
    return str(error) or type(error).__name__
