"""Tests `ingest/fetching/links.py`, and visits to the pages that feeds and sitemaps name."""

import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from riwaya.ingest.fetching.manners import Web
from riwaya.ingest.load import load_documents, load_placed
from riwaya.ingest.opening import Found, Opening
from riwaya.ingest.raw import Raw
from riwaya.model import Problem
from tests.web import QUICK, Served, Site, html, serving

TEXT = "أعلنت وزارة الدفاع أن قواتها سيطرت على بلدة الجسر رقم {n} بعد قصف استمر ثلاثة أيام، ونفى خصومها ذلك."


def feed(site: str, numbers: list[int]) -> bytes:
    items = "".join(
        f"<item><title>خبر {n}</title><link>{site}/news/{n}?utm_source=rss</link><description>موجز الخبر رقم {n}.</description>"
        f"<pubDate>{'Fri' if n == 1 else 'Sat'}, {16 + n} May 2024 09:30:00 +0300</pubDate></item>"
        for n in numbers
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>السراج</title><link>{site}/</link>{items}</channel></rss>'.encode()


def sitemap(site: str, pages: dict[str, str], *, kind: str = "url") -> bytes:
    around = "urlset" if kind == "url" else "sitemapindex"
    items = "".join(f"<{kind}><loc>{site}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{kind}>" for path, day in pages.items())
    return f'<?xml version="1.0"?><{around} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</{around}>'.encode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        for n in range(1, 5):
            made.pages[f"/news/{n}"] = made.pages[f"/news/{n}?utm_source=rss"] = Served(html(TEXT.format(n=n), title=f"خبر {n}"))
        yield made


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    return Opening(web=Web(manners=QUICK, keep=tmp_path / "kept"))


def visited(site: Site, path: str, opening: Opening) -> list[Found]:
    return list(load_documents([site.url + path], opening=opening))


def test_the_pages_of_a_feed_are_fetched_and_know_the_day_that_it_gives(site: Site, opening: Opening) -> None:
    site.pages["/feed"] = Served(feed(site.url, [2, 1]), headers={"Content-Type": "application/rss+xml"})
    second, first = visited(site, "/feed", opening)
    assert isinstance(first, Raw)
    assert isinstance(second, Raw)
    assert site.paths() == ["/feed", "/news/2?utm_source=rss", "/news/1?utm_source=rss"]
    assert (first.form, first.known.published, second.known.published) == ("html", date(2024, 5, 17), date(2024, 5, 18))
    assert [witness.kind for witness in first.witnesses] == ["archived", "feed"]
    assert first.kept


def test_an_entry_stands_for_a_page_that_cannot_be_had(site: Site, opening: Opening) -> None:
    del site.pages["/news/1?utm_source=rss"]
    site.pages["/feed"] = Served(feed(site.url, [1, 2]), headers={"Content-Type": "text/html"})
    problem, page, entry = visited(site, "/feed", opening)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.document) == ("input.status", f"{site.url}/news/1?utm_source=rss")
    assert isinstance(page, Raw)
    assert isinstance(entry, Raw)
    assert (page.form, entry.told) == ("html", "teaser")
    assert "موجز الخبر رقم 1" in entry.raw.decode()


@pytest.mark.parametrize(("most", "pages", "entries"), [(0, 0, 3), (2, 2, 1), (100, 3, 0)])
def test_no_more_pages_than_were_asked_for(site: Site, opening: Opening, most: int, pages: int, entries: int) -> None:
    site.pages["/feed"] = Served(feed(site.url, [1, 2, 3]))
    found = visited(site, "/feed", replace(opening, web=replace(opening.web, most=most)))
    assert all(isinstance(item, Raw) for item in found)
    assert sum(isinstance(item, Raw) and item.told is None for item in found) == pages
    assert sum(isinstance(item, Raw) and item.told is not None for item in found) == entries


def test_the_newest_pages_of_a_sitemap_come_first_and_only_those_of_its_site(site: Site, opening: Opening) -> None:
    pages = {"/news/1": "2024-05-01", "/news/2": "2024-05-03", "/news/3": "", "/news/4": "2024-05-02"}
    listed = sitemap(site.url, pages).replace(b"</urlset>", b"<url><loc>https://other.example/news/9</loc></url></urlset>")
    site.pages["/sitemap.xml"] = Served(listed, headers={"Content-Type": "application/xml"})
    found = visited(site, "/sitemap.xml", replace(opening, web=replace(opening.web, most=3)))
    assert site.paths() == ["/sitemap.xml", "/news/2", "/news/4", "/news/1"]
    (first, *_) = found
    assert isinstance(first, Raw)
    assert first.known.published is None, "a change is no publication"
    assert ("modified", date(2024, 5, 3)) in [(witness.kind, witness.day) for witness in first.witnesses]


def test_an_index_leads_to_its_newest_sitemaps_and_round_in_no_circle(site: Site, opening: Opening) -> None:
    index = {"/a.xml": "2024-01-01", "/b.xml": "2024-06-01", "/index.xml": "", "/gone.xml": "2024-06-02", "/broken.xml": "2024-06-03"}
    site.pages |= {
        "/index.xml": Served(sitemap(site.url, index, kind="sitemap")),
        "/broken.xml": Served(b"gone fishing"),
        "/a.xml": Served(sitemap(site.url, {"/news/1": ""})),
        "/b.xml": Served(sitemap(site.url, {"/news/2": "", "/news/3": ""})),
    }
    found = visited(site, "/index.xml", replace(opening, web=replace(opening.web, most=2)))
    assert site.paths() == ["/index.xml", "/broken.xml", "/gone.xml", "/b.xml", "/news/2", "/news/3"]
    assert [type(item) for item in found] == [Raw, Raw, Problem, Problem]
    site.asked.clear()
    assert len(visited(site, "/index.xml", opening)) == 5
    assert site.paths().count("/index.xml") == 1


def test_a_sitemap_that_leads_nowhere_is_told(site: Site, opening: Opening) -> None:
    site.pages["/sitemap.xml"] = Served(sitemap("https://other.example", {"/news/1": ""}))
    (problem,) = visited(site, "/sitemap.xml", opening)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.document) == ("input.sitemap", f"{site.url}/sitemap.xml")


def test_a_packed_sitemap_is_one_too(site: Site, opening: Opening) -> None:
    site.pages["/index.xml"] = Served(sitemap(site.url, {"/pages.xml.gz": ""}, kind="sitemap"))
    site.pages["/pages.xml.gz"] = Served(gzip.compress(sitemap(site.url, {"/news/1": ""})), headers={"Content-Type": "application/gzip"})
    for path in ("/pages.xml.gz", "/index.xml"):
        (page,) = visited(site, path, opening)
        assert isinstance(page, Raw)
        assert page.known.url == f"{site.url}/news/1"


def test_robots_txt_holds_for_the_pages_of_a_list_too(site: Site, opening: Opening) -> None:
    site.pages |= {"/feed": Served(feed(site.url, [1, 2])), "/robots.txt": Served(b"User-agent: *\nDisallow: /news/1")}
    problem, *_ = visited(site, "/feed", opening)
    assert isinstance(problem, Problem)
    assert problem.rule == "input.robots"
    assert site.paths() == ["/feed", "/news/2?utm_source=rss"]


def test_a_page_is_visited_once_and_a_list_behind_a_list_leads_nowhere(site: Site, opening: Opening) -> None:
    site.pages |= {"/feed": Served(feed(site.url, [1, 1, 2])), "/other": Served(feed(site.url, [2, 1]))}
    site.pages["/news/2?utm_source=rss"] = Served(feed(site.url, [3]))
    found = list(load_documents([f"{site.url}/feed", f"{site.url}/other"], opening=opening))
    assert site.paths() == ["/feed", "/news/1?utm_source=rss", "/news/2?utm_source=rss", "/other"]
    assert [item.rule for item in found if isinstance(item, Problem)] == ["input.form"]


def test_a_tour_that_was_stopped_goes_on_where_it_was(site: Site, opening: Opening) -> None:
    site.pages["/feed"] = Served(feed(site.url, [1, 2, 3]))
    stopped = load_placed([f"{site.url}/feed"], opening=opening)
    next(stopped)
    stopped.close()  # type: ignore[attr-defined]
    site.pages["/feed"] = Served(feed(site.url, [4]))
    site.asked.clear()
    found = list(load_placed([f"{site.url}/feed"], opening=opening))
    assert site.paths() == ["/news/2?utm_source=rss", "/news/3?utm_source=rss"]
    assert len(found) == 3
