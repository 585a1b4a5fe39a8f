"""Tests `ingest/feeds.py`: what a feed tells of its stories, and what it leaves out."""

import json
from datetime import date

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.beginnings import begins_feed
from riwaya.ingest.feeds import links_of_feed
from riwaya.model import Witness
from tests.articles import BRIDGE, MINISTER
from tests.forms import open_bytes, pages_of, problems_of, raws_of

LONG = "".join(f"<p>{line}</p>" for line in (BRIDGE + MINISTER).splitlines() if line)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>السراج الجديد</title><link>https://sarraj.example/</link><description>أخبار</description>
<item><title>الجيش يعلن استعادة جسر الشرق</title><link>https://sarraj.example/news/101</link><guid isPermaLink="false">sarraj-101</guid>
<pubDate>Sat, 18 May 2024 00:30:00 +0300</pubDate><description>أعلنت وزارة الدفاع…</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>الوزيران يبحثان الهدنة</title><link>/news/102</link><pubDate>Fri, 17 May 2024 10:00:00 GMT</pubDate>
<description>التقى وزير الخارجية المصري نظيره السعودي في القاهرة &amp;hellip;</description></item>
<item><title>صورة اليوم</title><guid>tag:sarraj.example,2024:103</guid><pubDate>لا أحد يدري</pubDate></item>
<item><description>  </description></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>وكالة ضفاف</title>
<link href="https://difaf.example/"/><updated>2024-05-20T08:00:00Z</updated>
<entry><id>https://difaf.example/a/7</id><title>استعادة الجسر</title><link href="https://difaf.example/a/7"/>
<published>2024-05-17T23:50:00+03:00</published><updated>2024-05-19T09:00:00+03:00</updated>
<content type="html">{LONG.replace("<", "&lt;")}</content></entry>
<entry><id>urn:uuid:8</id><title>الهدنة</title><updated>2024-05-19T09:00:00Z</updated><summary>التقى الوزيران.</summary></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://x.example/"><title>الأصيل</title><link>https://x.example/</link></channel>
<item rdf:about="https://x.example/1"><title>استعادة الجسر</title><link>https://x.example/1</link><dc:date>2024-05-17</dc:date>
<description>أعلنت الوزارة سيطرتها على الجسر.</description></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "المرسى",
        "home_page_url": "https://marsa.example/",
        "items": [
            {"id": "1", "url": "/a/1", "title": "استعادة الجسر", "content_html": LONG, "date_published": "2024-05-17T22:00:00-05:00"},
            {"id": 2, "content_text": BRIDGE, "date_modified": "2024-05-18T10:00:00Z"},
        ],
    },
    ensure_ascii=False,
    indent=1,
)


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, JSON_FEED])
def test_feeds_are_known_by_their_beginning(feed: str) -> None:
    assert begins_feed(feed.encode()[:4096])
    assert not begins_feed(b"<!doctype html><html><body><feed></feed></body></html>")


def test_an_entry_of_rss_is_a_document_with_what_the_feed_tells() -> None:
    found = open_bytes(RSS.encode(), "feed", name="rss.xml")
    first, second, third = raws_of(found)
    assert (first.id, first.known.url, first.known.outlet) == ("sarraj.example/news/101", "https://sarraj.example/news/101", "السراج الجديد")
    assert first.known.published == date(2024, 5, 18)
    assert first.witnesses == (Witness("feed", date(2024, 5, 18), "Sat, 18 May 2024 00:30:00 +0300"),)
    assert (first.told, second.told, third.told) == ("entry", "teaser", "teaser")
    assert (first.container, first.record) == ("rss.xml", "sarraj-101")
    assert second.known.url == "https://sarraj.example/news/102"
    assert (third.known.published, third.witnesses) == (None, ())
    assert third.id == "rss.xml#tag:sarraj.example,2024:103"
    assert [place for place, _ in found] == ["rss.xml:1", "rss.xml:2", "rss.xml:3", "rss.xml:4"]
    assert problems_of(found) == [("input.empty", "an entry without title and text")]


def test_the_text_of_an_entry_is_its_title_and_content() -> None:
    page = pages_of(open_bytes(RSS.encode(), "feed"))[0]
    assert page.document.text.startswith("الجيش يعلن استعادة جسر الشرق\n")
    assert "وأسفر عن مقتل 12 جنديا." in page.document.text
    assert "<p>" not in page.document.text


def test_atom_tells_publication_from_change() -> None:
    first, second = raws_of(open_bytes(ATOM.encode(), "feed"))
    assert first.known.published == date(2024, 5, 17)
    assert [(witness.kind, witness.day) for witness in first.witnesses] == [("feed", date(2024, 5, 17)), ("modified", date(2024, 5, 19))]
    assert second.known.published is None
    assert [(witness.kind, witness.day) for witness in second.witnesses] == [("modified", date(2024, 5, 19))]


def test_rdf_and_json_feed() -> None:
    (rdf,) = raws_of(open_bytes(RDF.encode(), "feed"))
    assert (rdf.known.published, rdf.id) == (date(2024, 5, 17), "x.example/1")
    first, second = raws_of(open_bytes(JSON_FEED.encode(), "feed"))
    assert (first.known.url, first.known.published, first.told) == ("https://marsa.example/a/1", date(2024, 5, 17), "entry")
    assert (second.known.published, second.witnesses[0].kind) == (None, "modified")
    assert "فوفتشانسك" in pages_of(open_bytes(JSON_FEED.encode(), "feed"))[1].document.text


def test_a_feed_in_another_character_set() -> None:
    raw = RSS.replace('encoding="utf-8"', 'encoding="windows-1256"').encode("cp1256", "ignore")
    assert "استعادة جسر الشرق" in pages_of(open_bytes(raw, "feed"))[0].document.text


def test_a_feed_that_breaks_off_gives_what_it_holds_and_says_so() -> None:
    found = open_bytes(RSS.encode()[: RSS.encode().index("الوزيران".encode())], "feed")
    assert len(raws_of(found)) >= 1
    assert [rule for rule, _ in problems_of(found)][-1] == "input.feed"


@pytest.mark.parametrize("raw", [b"<html><body>no feed</body></html>", b'{"version": "https://jsonfeed.org/version/1", "items": 3}', b"{"])
def test_what_is_no_feed_is_a_problem(raw: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        open_bytes(raw, "feed")
    assert caught.value.rule == "input.feed"


def test_links_for_whoever_fetches_the_pages() -> None:
    links = links_of_feed(RSS.encode(), place="rss")
    assert [(link.url, link.published) for link in links] == [
        ("https://sarraj.example/news/101", date(2024, 5, 18)),
        ("https://sarraj.example/news/102", date(2024, 5, 17)),
    ]


def test_entities_are_not_expanded_from_files() -> None:
    evil = RSS.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1).replace("صورة اليوم", "صورة &x; اليوم")
    texts = [page.document.text for page in pages_of(open_bytes(evil.encode(), "feed"))]
    assert not any("root:" in text for text in texts)
