"""Addresses that name one page: with or without `www.`, for telephones, as AMP, with marks of whence a reader came, out of an archive.

`page_of` is kept in ledgers: whoever changes what it gives writes a revision of the schema that fills the column anew.
Source: RFC 3986, section 6.2 (comparison of addresses).
"""

import re
from contextlib import suppress
from urllib.parse import SplitResult, parse_qsl, quote, urlsplit

_PORTS = {"http": 80, "https": 443}
_FACES = frozenset(("www", "www1", "www2", "www3", "m", "mobile", "mob", "wap", "amp"))
"""First labels of a host that name another face of the same site."""
_MARKS = re.compile(
    r"utm_\w+|utm|[a-z]*clid|mc_[ce]id|_ga|_gl|_hs\w+|hsa_\w+|igsh(?:id)?|at_(?:medium|campaign|custom\d|link\w*|format|ptr\w*|bbc\w*)|ns_\w+|wt_mc|xtor|"
    r"ocid|cmpid|s_kwcid|ref_?src|ref_?url|ref|referrer|smid|taid|__twitter_impression|__tn__|fb_\w+|traffic_source|amp|outputtype|phpsessid|jsessionid",
    re.IGNORECASE,
)
"""Parameters that tell how a reader came or what the page looks like, not which page it is."""
_ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{1,14}(?:[a-z]{2}_)?/(?P<page>(?:https?:/{1,2})?\S+)", re.IGNORECASE)
_AMP_CACHE = re.compile(r"https?://(?:[\w-]+\.cdn\.ampproject\.org/[vc]|www\.google\.[a-z.]+/amp)/(?:s/)?(?P<page>\S+)", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_AMP_PATH = re.compile(r"(?:/|\.)amp(?=$|\.html?$)", re.IGNORECASE)
_ESCAPES = re.compile("(?:%[0-9A-Fa-f]{2})+")
_KEPT = "/:@!$'()*,;=~-._+&"


def page_of(url: str | None) -> str | None:
    """The page that an address names, without its scheme; None for what is no web address, and for a site's front page.

    A front page is another page every hour: documents that give it as their address say no more than their outlet.

    >>> page_of("https://www.example.com/news/1/?utm_source=feed#top") == page_of("http://m.example.com/news/1") == "example.com/news/1"
    True
    >>> page_of("https://example.com/%D8%AE%D8%A8%D8%B1?id=2&a=1"), page_of("https://example.com/"), page_of("a.html")
    ('example.com/خبر?a=1&id=2', None, None)
    """
    parts = _split(_original(url.strip())) if url else None
    if parts is None:
        return None
    host = _host(parts)
    path = _path(parts.path)
    query = _query(parts.query)
    return f"{host}{path or '/'}{query}" if host and (path or query) else None


def _original(url: str) -> str:
    """The address of the page behind that of a copy in a public archive or cache."""
    found = _ARCHIVED.fullmatch(url) or _AMP_CACHE.fullmatch(url)
    if found is None:
        return url
    page = re.sub(r"^(https?):/+", r"\1://", found["page"])
    return page if "://" in page else f"https://{page}"


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in _PORTS and parts.hostname and (parts.port is None or parts.port) else None
    except ValueError:
        return None


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii").lower()
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _FACES:
        labels = labels[1:]
    name = f"[{labels[0]}]" if ":" in labels[0] else ".".join(labels)
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    return name + port


def _path(path: str) -> str:
    """The path with its dots resolved, readable letters in place of their escapes, and no slash at its end."""
    steps: list[str] = []
    for step in _SESSION.sub("", path).split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    if len(steps) > 1 and steps[0].lower() == "amp":
        steps = steps[1:]
    return _AMP_PATH.sub("", "".join(f"/{_readable(step)}" for step in steps))


def _query(query: str) -> str:
    pairs = sorted((name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _MARKS.fullmatch(name))
    return "?" + "&".join(f"{_escaped(name)}={_escaped(value)}" if value else _escaped(name) for name, value in pairs) if pairs else ""


def _readable(step: str) -> str:
    """A step of a path with the escapes that hide a letter undone; others in capitals.

    >>> _readable("%d8%ae%20%2fa b")
    'خ%20%2Fa%20b'
    """

    def shown(found: re.Match[str]) -> str:
        try:
            return _escaped(bytes.fromhex(found[0].replace("%", "")).decode("utf-8"))
        except UnicodeDecodeError:
            return found[0].upper()

    parts = _ESCAPES.split(step)
    escapes = [shown(found) for found in _ESCAPES.finditer(step)]
    return "".join(f"{_escaped(part, _KEPT)}{escape}" for part, escape in zip(parts, [*escapes, ""], strict=True))


def _escaped(text: str, kept: str = "-._~") -> str:
    """Letters and digits of any script as they are, the rest as escapes, so that an address has no blanks and steers no terminal."""
    return "".join(c if c.isalnum() or c in kept else quote(c, safe="", errors="replace") for c in text)
