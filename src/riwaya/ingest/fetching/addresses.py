"""Which addresses may be asked: the web's only, without passwords, and hosts whose place in the network anybody can reach.

A name is looked up once, what it gives is checked, and the connection goes to what was checked: a name that changes its answer in between
(DNS rebinding) gains nothing. Sources: RFC 6890 (addresses for special purposes), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo).
"""

import ipaddress
import re
import socket
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from riwaya.errors import DocumentError

_PORTS = {"http": 80, "https": 443}
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_SAFE = "%/:@!$&'()*+,;=~-._?[]"
_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class Address(Struct, frozen=True):
    """An address of the web taken apart: `url` in full as it is asked for, `host` without brackets, `target` the path with its query."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def site(self) -> str:
        """Scheme, host and port, as one robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def authority(self) -> str:
        """Host and port, as the Host header says them."""
        return self.site.partition("://")[2]


def is_address(path: str) -> bool:
    """Whether an argument is an address of the web, not a path.

    >>> is_address("https://example.com/1"), is_address("HTTP://example.com"), is_address("news/1.html")
    (True, True, False)
    """
    return path[:8].lower().startswith(("https://", "http://"))


def parse_address(url: str, *, base: str | None = None) -> Address:
    """An address taken apart, letters beyond ASCII escaped; relative to `base` where that is given.

    Raises `DocumentError` (`input.address`) for what is no address of the web, or carries a password.

    >>> parse_address("HTTP://Example.com/خبر?a=1#top").url
    'http://example.com/%D8%AE%D8%A8%D8%B1?a=1'
    """
    said = url.strip()
    try:
        parts = urlsplit(urljoin(base, said) if base else said)
        port = parts.port
        host = _host_of(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise _no_address(url, f"not an address of the web: {error}") from error
    if parts.scheme not in _PORTS:
        raise _no_address(url, f"{parts.scheme or 'no scheme'} is not asked for; only http and https are")
    if parts.username is not None or parts.password is not None:
        raise _no_address(url, "carries a name or password, which Riwaya sends nobody; save the page yourself and name the file")
    if not host or port == 0 or _UNSAFE.search(said):
        raise _no_address(url, "has no host" if not host else "not an address of the web: blanks, control characters or port 0 in it")
    target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    found = Address("", parts.scheme, host, port or _PORTS[parts.scheme], target)
    return Address(found.site + target, found.scheme, found.host, found.port, target)


def find_ways(address: Address, *, allow_private: bool) -> list[str]:
    """The network addresses of a host that may be connected to, in the order of the system's preference.

    Raises `DocumentError`: `input.unreachable` where the name has none, `input.private` where none is public (unless `allow_private`).
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        message = f"the name {address.host} cannot be looked up ({error}); check the address and the network"
        raise DocumentError(message, document=address.url, rule="input.unreachable") from error
    ways = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [way for way in ways if allow_private or is_public(ipaddress.ip_address(way.partition("%")[0]))]
    if not allowed:
        message = f"{address.host} stands at {', '.join(ways)}, in a private network; pass --allow-private if that is meant"
        raise DocumentError(message, document=address.url, rule="input.private")
    return allowed


def is_public(ip: IP) -> bool:
    """Whether a network address is one that anybody can reach; one that carries another inside is judged by that too.

    >>> [is_public(ipaddress.ip_address(ip)) for ip in ("192.0.43.8", "10.1.2.3", "::ffff:127.0.0.1", "64:ff9b::a00:1", "::1", "2001:500:88:200::8")]
    [True, False, False, False, False, True]
    """
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not ip.is_multicast
    if int(ip) >> 32 == 0:
        return False  # unspecified, loopback, and the old form with an IPv4 address inside
    if ip.ipv4_mapped is not None:
        return is_public(ip.ipv4_mapped)
    if ip in _EMBEDDING:
        return is_public(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    if ip.sixtofour is not None and not is_public(ip.sixtofour):
        return False
    if ip.teredo is not None:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_site_local


def _host_of(host: str) -> str:
    """The name in ASCII, without a dot at its end; raises `UnicodeError` where it can be none."""
    return host.rstrip(".").encode("idna").decode("ascii").lower() if ":" not in host else host


def _no_address(url: str, message: str) -> DocumentError:
    return DocumentError(message, document=url, rule="input.address")
