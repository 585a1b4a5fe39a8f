"""The id of a document that comes from the web: made of its address, readable, and the same whenever and however it was fetched."""

import hashlib
import re
import unicodedata
from urllib.parse import unquote, urlsplit

_PLAIN = re.compile(r"[A-Za-z0-9._\-/]*")
_UNREADABLE = re.compile(r"[^\w./-]+")
_PORTS = {"http": ":80", "https": ":443"}
_LONGEST = 80
_DIGITS = 8


def identity_of_url(url: str) -> str:
    """The id of the document at an address: host and path, and digits of the address's digest where these do not tell it whole.

    Scheme, fragment and a closing slash make no other document.

    >>> identity_of_url("https://Sarraj.example/news/2024/05/truce.html")
    'sarraj.example/news/2024/05/truce.html'
    >>> identity_of_url("http://sarraj.example/?p=123#top")
    'sarraj.example/p-123.d079c0b1'
    >>> identity_of_url("https://sarraj.example/%D9%87%D8%AF%D9%86%D8%A9/")
    'sarraj.example/هدنة.d93dba60'
    """
    host, path, query = _parts(url)
    plain = f"{host}/{path}".strip("/")
    if plain and not query and len(plain) <= _LONGEST and _PLAIN.fullmatch(path):
        return plain
    told = unicodedata.normalize("NFC", unquote(f"{path}/{query}" if query else path, errors="replace"))
    told = re.sub(r"-?/[-/]*", "/", _UNREADABLE.sub("-", told)).strip("-/.")
    digest = hashlib.sha256(f"{host}/{path}?{query}".encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return (f"{host}/{told}"[:_LONGEST].strip("-/.") or "page") + f".{digest}"


def _parts(url: str) -> tuple[str, str, str]:
    """Host, path without slashes around it, query; an address that cannot be taken apart is all path."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.netloc.rpartition("@")[2]).lower().removesuffix(_PORTS.get(parts.scheme.lower(), ":"))
    except ValueError:
        return "", url.strip(), ""
    return host, parts.path.strip("/"), parts.query
