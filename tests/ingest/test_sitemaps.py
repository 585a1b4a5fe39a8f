"""Tests `ingest/sitemaps.py`: what a sitemap lists."""

from datetime import date

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.beginnings import begins_sitemap
from riwaya.ingest.raw import Link
from riwaya.ingest.sitemaps import links_of_sitemap
from tests.forms import open_bytes

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by a plug-in -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><image:image><image:loc>https://cdn.example/p.jpg</image:loc><image:title>صورة</image:title></image:image><loc>https://sarraj.example/n/1</loc>
<lastmod>2024-05-18T09:00:00+00:00</lastmod>
<news:news><news:publication><news:name>السراج</news:name><news:language>ar</news:language></news:publication>
<news:publication_date>2024-05-17T22:30:00-05:00</news:publication_date><news:title>استعادة الجسر</news:title></news:news></url>
<url><loc>/n/2</loc></url>
<url><loc>ftp://sarraj.example/n/3</loc></url></urlset>""".encode()
INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://sarraj.example/s1.xml</loc>'
    b"<lastmod>2024-05-17</lastmod></sitemap></sitemapindex>"
)


def test_pages_of_a_news_sitemap() -> None:
    assert links_of_sitemap(NEWS, place="s", base="https://sarraj.example/sitemap.xml") == (
        Link(url="https://sarraj.example/n/1", title="استعادة الجسر", outlet="السراج", published=date(2024, 5, 17), changed=date(2024, 5, 18)),
        Link(url="https://sarraj.example/n/2"),
    )


def test_sitemaps_of_an_index() -> None:
    assert links_of_sitemap(INDEX, place="s") == (Link(url="https://sarraj.example/s1.xml", kind="sitemap", changed=date(2024, 5, 17)),)


def test_a_sitemap_is_known_and_says_what_to_do() -> None:
    assert begins_sitemap(NEWS)
    assert begins_sitemap(INDEX)
    with pytest.raises(DocumentError, match="riwaya run https") as caught:
        open_bytes(NEWS, "sitemap")
    assert caught.value.rule == "input.sitemap"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<urlset/>",
        b"<urlset><url></urlset>",
        b"\x00\x01",
        b"<html></html>",
        b"<urlset><\xff:loc>x</urlset>",
        b"<urlset><url><a:b:loc>x</a:b:loc></url></urlset>",
    ],
)
def test_what_lists_nothing_is_a_problem(raw: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        open_bytes(raw, "sitemap")
    assert caught.value.rule == "input.sitemap"
