"""Web archives for tests and measurements: pages written for the project, in records as crawlers write them."""

import base64
import gzip
import hashlib
from collections.abc import Iterable

import zstandard

from tests.articles import BRIDGE, MINISTER, QUIET

ARTICLES = (BRIDGE, MINISTER, QUIET)
DAY = "2024-05-20T06:07:08Z"


def page_of(text: str, *, title: str = "خبر", head: str = "") -> str:
    """An article as a page of a small site, with a menu above it and a foot below."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    menu = "".join(f'<li><a href="/{n}">{word}</a></li>' for n, word in enumerate(("الرئيسية", "سياسة", "اقتصاد", "رياضة")))
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{paragraphs}</article><footer><p>جميع الحقوق محفوظة</p></footer></body></html>"
    )


def pages(count: int) -> list[tuple[str, bytes]]:
    """Addresses and pages, each with numbers of its own."""
    return [
        (f"https://sarraj.example/news/2024/05/{n}.html", page_of(ARTICLES[n % 3].replace("12 جنديا", f"{12 + n} جنديا") + "." * (n // 3)).encode())
        for n in range(count)
    ]


def http(body: bytes, *, status: str = "HTTP/1.1 200 OK", media_type: str = "text/html; charset=utf-8", headers: Iterable[str] = ()) -> bytes:
    """A response of HTTP."""
    return "\r\n".join([status, f"Content-Type: {media_type}", *headers, "", ""]).encode() + body


def digest_of(data: bytes) -> str:
    """A digest as archives state it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(
    url: str,
    block: bytes,
    *,
    kind: str = "response",
    media_type: str = "application/http; msgtype=response",
    day: str = DAY,
    version: str = "1.1",
    headers: Iterable[str] = (),
    length: int | None = None,
) -> bytes:
    """A record in the open; `length` states another one than that of its block."""
    made = hashlib.sha256(url.encode() + block + day.encode()).hexdigest()
    number = "-".join((made[:8], made[8:12], made[12:16], made[16:20], made[20:32]))
    lines = (
        f"WARC/{version}",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        f"WARC-Date: {day}",
        f"WARC-Record-ID: <urn:uuid:{number}>",
        *headers,
        f"Content-Type: {media_type}",
        f"Content-Length: {len(block) if length is None else length}",
    )
    return "\r\n".join((*lines, "", "")).encode() + block + b"\r\n\r\n"


def archive(records: Iterable[bytes], *, form: str = "gzip") -> list[bytes]:
    """Records as they stand in a file: each packed by itself (`gzip`, `zstd`) or in the open (`plain`)."""
    return [_packed(item, form) for item in records]


def _packed(data: bytes, form: str) -> bytes:
    if form == "zstd":
        return zstandard.ZstdCompressor().compress(data)
    return gzip.compress(data, mtime=0) if form == "gzip" else data


def responses(count: int) -> list[bytes]:
    """The records of as many pages."""
    return [record(url, http(body), headers=[f"WARC-Block-Digest: {digest_of(http(body))}"]) for url, body in pages(count)]
