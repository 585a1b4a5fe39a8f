"""The pages that a feed or a sitemap at an address names: which of them are fetched, and what the list tells of each."""

import zlib
from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from msgspec.structs import replace

from riwaya.ingest.feeds import links_of_feed
from riwaya.ingest.raw import Known, Link, Raw
from riwaya.ingest.sitemaps import MOST, links_of_sitemap
from riwaya.model import Witness

_GZIP = b"\x1f\x8b"
FEED, SITEMAP = "feed", "sitemap"
LISTS = (FEED, SITEMAP)
"""Forms that name pages."""

MOST_SITEMAPS = 50
"""How many sitemaps of an index are fetched, at most."""

Get = Callable[[str], tuple[Link, ...]]
"""What a further sitemap lists; nothing where it cannot be had, which is told elsewhere."""


def links_of(raw: bytes, form: str, *, url: str, most: int, get: Get) -> list[Link]:
    """The pages that a list names, each once, at most so many: those of a feed in its order, those of a sitemap, and of the sitemaps that an
    index names, the newest first.

    A sitemap speaks for its own site alone (sitemaps.org, "Sitemap file location"). Raises `DocumentError` where the list is none.
    """
    found = links_of_feed(raw, place=url, base=url) if form == FEED else _pages_of_sitemaps(raw, url=url, most=most, get=get)
    pages: dict[str, Link] = {}
    for link in found:
        pages.setdefault(link.url, link)
    return list(pages.values())[:most]


def unpacked(raw: bytes, most: int = MOST) -> bytes:
    """What a list says that is packed by gzip, as sitemaps often are; other bytes, and what unpacks to more than a list may hold, as they are.

    >>> unpacked(b"<urlset>")
    b'<urlset>'
    """
    if not raw.startswith(_GZIP):
        return raw
    try:
        plain = zlib.decompressobj(wbits=31).decompress(raw, most + 1)
    except zlib.error:
        return raw
    return plain if len(plain) <= most else raw


def told_by(item: Raw, link: Link, *, form: str) -> Raw:
    """A page with what the list told of it: the day of publication, and that of its last change."""
    witnesses = [Witness("feed", link.published, f"the {form} gives {link.published}")] if link.published else []
    if link.changed and link.changed != link.published:
        witnesses.append(Witness("modified", link.changed, f"the {form} says that it changed on {link.changed}"))
    known: Known = replace(item.known, published=item.known.published or link.published)
    return replace(item, known=known, witnesses=(*item.witnesses, *witnesses))


def _pages_of_sitemaps(raw: bytes, *, url: str, most: int, get: Get) -> list[Link]:
    """The pages of a sitemap and of the newest that it names, until there are enough, the newest first; what tells no day stands last."""
    pages: list[Link] = []
    waiting, seen = [Link(url=url)], {url}
    while waiting and len(seen) <= MOST_SITEMAPS and len(pages) < most:
        place = waiting.pop(0).url
        for link in links_of_sitemap(raw, place=url, base=url) if place == url else get(place):
            if _site(link.url) == _site(url) and link.kind != SITEMAP:
                pages.append(link)
            elif _site(link.url) == _site(url) and link.url not in seen:
                seen.add(link.url)
                waiting.append(link)
        waiting.sort(key=_newest, reverse=True)
    return sorted(pages, key=_newest, reverse=True)


def _newest(link: Link) -> date:
    return max(filter(None, (link.published, link.changed)), default=date.min)


def _site(url: str) -> str:
    """The host of an address, without `www.`."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
