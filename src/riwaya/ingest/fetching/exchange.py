"""One request and its answer, over a connection to an address that was checked, within its limits of time and size.

Nothing is followed, stored or unpacked on the way but gzip, bounded; proxies that the environment names are not used, since behind one
nobody could tell which host is reached. Sources: RFC 9110 (HTTP), RFC 9112, section 6.3 (an answer that breaks off is none).
"""

import http.client
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from socket import SHUT_RDWR, socket
from typing import BinaryIO

import urllib3
from msgspec import Struct
from urllib3.connection import HTTPConnection, HTTPSConnection

from riwaya.errors import DocumentError
from riwaya.ingest.fetching.addresses import Address
from riwaya.ingest.fetching.manners import Manners

_BLOCK = 1 << 16
_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")


class Answer(Struct, frozen=True, kw_only=True):
    """What a server answered: `status` with its `reason`, headers by their names in small letters, when it came (UTC), the body's bytes."""

    status: int
    reason: str
    headers: dict[str, str]
    at: str
    bytes: int = 0


class BrokenError(Exception):
    """A connection that failed or broke off; another try may not."""


def ask(address: Address, ways: Sequence[str], *, headers: Mapping[str, str], manners: Manners, into: BinaryIO) -> Answer:
    """Send one GET request to the first of the network addresses that takes it, and write the body of an answer of success to `into`.

    Raises `BrokenError` where that fails for now, `DocumentError` where it would fail again: `input.oversize`, `input.slow`,
    `input.certificate`, `input.compressed`.
    """
    broken: Exception = BrokenError("no address to connect to")
    for way in ways:
        connection = _connection(address, way, manners)
        with _within(connection, address, seconds=manners.total_s) as held:
            try:
                connection.connect()
                held.append(connection.sock)
            except ssl.SSLCertVerificationError as error:
                raise _no_trust(address, error) from error
            except (OSError, urllib3.exceptions.HTTPError) as error:
                if isinstance(error, urllib3.exceptions.SSLError) and "certificate" in str(error).lower():
                    raise _no_trust(address, error) from error
                broken = error
                continue
            try:
                return _exchange(connection, address, headers=headers, manners=manners, into=into)
            except (OSError, urllib3.exceptions.HTTPError, http.client.HTTPException, zlib.error) as error:
                raise BrokenError(_said(error)) from error
    raise BrokenError(f"cannot connect to {address.host} ({_said(broken)})") from broken


def _exchange(connection: HTTPConnection, address: Address, *, headers: Mapping[str, str], manners: Manners, into: BinaryIO) -> Answer:
    connection.timeout = manners.read_s
    sent = {"Host": address.authority, "User-Agent": manners.agent, "Accept-Encoding": "gzip", **headers}
    connection.request("GET", address.target, headers=sent, preload_content=False, decode_content=False)
    with closing(connection.getresponse()) as response:
        return _taken(response, address, manners=manners, into=into)


def _taken(response: urllib3.BaseHTTPResponse, address: Address, *, manners: Manners, into: BinaryIO) -> Answer:
    """The answer, its body written where it is one of success."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {name.lower(): value for name, value in response.headers.items()}
    size = 0
    if 200 <= response.status < 300:
        length = told.get("content-length", "")
        if length.isdecimal() and int(length) > manners.most_bytes:
            raise _oversize(address, int(length), manners)
        for block in _unpacked(response, told, address=address):
            size += len(block)
            if size > manners.most_bytes:
                raise _oversize(address, size, manners)
            into.write(block)
    return Answer(status=response.status, reason=response.reason or "", headers=told, at=at, bytes=size)


def _unpacked(response: urllib3.BaseHTTPResponse, told: Mapping[str, str], *, address: Address) -> Iterator[bytes]:
    """The body, in blocks of bounded size, whatever it was packed to."""
    packing = told.get("content-encoding", "").strip().lower()
    if packing not in (*_PLAIN, *_GZIP):
        message = f"sent packed as {packing[:40]!r}, which was not asked for; save the page yourself and name the file"
        raise DocumentError(message, document=address.url, rule="input.compressed")
    blocks = iter(lambda: response.read1(_BLOCK), b"")
    if packing in _PLAIN:
        yield from blocks
        return
    unpacker, begun = zlib.decompressobj(wbits=31), False
    for block in blocks:
        rest = block
        while rest:
            if unpacker.eof:
                unpacker = zlib.decompressobj(wbits=31)  # one member after another
            begun = True
            yield unpacker.decompress(rest, _BLOCK)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    while begun and not unpacker.eof:
        more = unpacker.decompress(b"", _BLOCK)
        if not more:
            raise BrokenError("what was sent packed breaks off")
        yield more


@contextmanager
def _within(connection: HTTPConnection, address: Address, *, seconds: float) -> Iterator[list[socket]]:
    """Cut the connection off when its time is over, whatever it waits for, and close it in the end.

    Gives a list for its socket, which the connection itself lets go of where the server closes it after the answer.
    """
    over, held = threading.Event(), list[socket]()

    def cut() -> None:
        over.set()
        for one in held or filter(None, (connection.sock,)):
            with suppress(OSError):
                one.shutdown(SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    late = DocumentError(
        f"not there after {seconds:g} seconds; try again later, or save it yourself and name the file", document=address.url, rule="input.slow"
    )
    try:
        yield held
        if over.is_set():
            raise late  # an answer that tells no length seems to have come to its end
    except (BrokenError, OSError) as error:
        raise late if over.is_set() else error from error
    finally:
        timer.cancel()
        connection.close()


def _connection(address: Address, way: str, manners: Manners) -> HTTPConnection:
    """A connection to the network address, which names the host in the request and expects it in the certificate."""
    if address.scheme == "http":
        return HTTPConnection(way, address.port, timeout=manners.connect_s)
    return HTTPSConnection(way, address.port, timeout=manners.connect_s, ssl_context=_trust(), server_hostname=address.host)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that the system trusts."""
    return ssl.create_default_context()


def _no_trust(address: Address, error: Exception) -> DocumentError:
    message = f"the certificate of {address.host} does not hold ({_said(error)}); nothing was read from it"
    return DocumentError(message, document=address.url, rule="input.certificate")


def _oversize(address: Address, size: int, manners: Manners) -> DocumentError:
    message = f"{size:,} bytes or more, over the limit of {manners.most_bytes:,}; raise --max-download if that is meant"
    return DocumentError(message, document=address.url, rule="input.oversize")


def _said(error: Exception) -> str:
    """An error in a line, without the objects that it names."""
    told = str(error.args[-1] if error.args else error) or type(error).__name__
    return told.rpartition(">: ")[2].strip("'\"()") or type(error).__name__
