"""Sitemaps (sitemaps.org, with the news extension): lists of pages, which hold no texts themselves."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from lxml import etree

from riwaya.errors import DocumentError
from riwaya.ingest.days import day_printed
from riwaya.ingest.opening import Found, Opening, Source
from riwaya.ingest.raw import Link

MOST = 50_000_000
"""The largest sitemap in bytes: the protocol's own limit (50 MB, 50,000 addresses)."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHERS = ("sitemap-image", "sitemap-video", "sitemap-mobile", "xhtml")
_ITEMS = {"url": "page", "sitemap": "sitemap"}


def open_sitemap(stream: BinaryIO, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
    """Raises `DocumentError` (`input.sitemap`): what a sitemap lists must be fetched first, and the message says how."""
    links = links_of_sitemap(stream.read(MOST + 1), place=source.place)
    if not links:
        raise DocumentError("a sitemap without a single address", document=source.place, rule="input.sitemap")
    index = any(link.kind == "sitemap" for link in links)
    what = "other sitemaps" if index else "pages"
    message = f"a list of {len(links):,} {what}, without their texts; name its address to have them fetched: riwaya run https://…/sitemap.xml"
    raise DocumentError(f"{message} (the first is {links[0].url})", document=source.place, rule="input.sitemap")


def links_of_sitemap(raw: bytes, *, place: str, base: str = "") -> tuple[Link, ...]:
    """The pages that a sitemap lists (`kind` `page`), or the sitemaps of an index (`sitemap`), in their order.

    Raises `DocumentError` (`input.sitemap`, `input.oversize`).
    """
    if len(raw) > MOST:
        raise DocumentError(f"a sitemap of more than {MOST:,} bytes", document=place, rule="input.oversize")
    found: list[Link] = []
    fields: dict[str, str] = {}
    try:
        for _, element in etree.iterparse(io.BytesIO(raw), events=("end",), resolve_entities=False, no_network=True, recover=True):
            name = _name_of(element)
            if name in _ITEMS:
                if link := _link(fields, kind=_ITEMS[name], base=base):
                    found.append(link)
                fields = {}
                element.clear()
            elif name and element.text and element.text.strip():
                fields.setdefault(name, element.text.strip())
    except etree.XMLSyntaxError as error:
        if not found:
            raise DocumentError(f"no sitemap: {error}", document=place, rule="input.sitemap") from error
    return tuple(found)


def _name_of(element: etree._Element) -> str:
    """The local name of an element of sitemaps or news; empty for those of images and videos, which have titles and addresses too."""
    if not isinstance(element.tag, str):
        return ""
    namespace, _, name = element.tag.rpartition("}")
    return "" if any(kind in namespace for kind in _OTHERS) else name


def _link(fields: dict[str, str], *, kind: str, base: str) -> Link | None:
    try:
        url = urljoin(base, fields.get("loc", ""))
    except ValueError:
        return None
    if not _ADDRESS.match(url):
        return None
    return Link(
        url=url,
        kind=kind,
        title=fields.get("title"),
        published=day_printed(fields.get("publication_date", "")),
        changed=day_printed(fields.get("lastmod", "")),
        outlet=fields.get("name"),
    )
