"""Tests `ingest/html/page.py`: the article out of its page."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from itertools import pairwise

import lxml.html
import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.html.page import page_of_html
from riwaya.ingest.raw import EXTRACTIONS, FAST, HTML, THOROUGH, Known, Raw
from riwaya.model import Page
from tests.articles import BRIDGE
from tests.ingest import web_pages

HEAD, *PARAGRAPHS = [line for line in BRIDGE.split("\n") if line]
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def page_of(raw: bytes, *, id: str = "a") -> Page:
    return page_of_html(Raw(id=id, place=f"{id}.html", form=HTML, raw=raw))


def html(*, charset: str = "utf-8", body: str = f"<article><h1>{HEAD}</h1>{BODY}</article>", start: str = "<!DOCTYPE html>") -> str:
    return f"""{start}<html lang="ar"><head><meta charset="{charset}"><title>{HEAD}</title>
<meta property="og:site_name" content="شبكة ضفاف"><link rel="canonical" href="https://difaf.example/akhbar/17">
<meta property="article:published_time" content="2019-01-01T10:00:00Z"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav>{body}<footer>جميع الحقوق محفوظة</footer></body></html>"""


def test_text_and_head_are_taken() -> None:
    raw = html().encode()
    page = page_of(raw, id="17")
    document = page.document
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "الرئيسية" not in document.text
    assert "الحقوق" not in document.text
    assert (document.id, document.outlet, document.title, document.url) == ("17", "شبكة ضفاف", HEAD, "https://difaf.example/akhbar/17")
    assert len(document.sha256) == 64


def test_the_page_s_own_date_is_no_day_of_publication() -> None:
    document = page_of(html().encode(), id="17").document
    assert (document.published, document.published_range, document.published_evidence) == (None, None, ())


def test_a_declared_character_set_is_followed() -> None:
    plain = page_of(html().encode()).document.text
    declared = page_of(html(charset="windows-1256").encode("cp1256")).document.text
    assert declared == plain


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    document = page_of(html(charset="iso-8859-1").encode()).document
    assert PARAGRAPHS[0] in document.text


def test_an_xml_declaration_does_no_harm() -> None:
    raw = html(start='<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>').encode()
    assert PARAGRAPHS[1] in page_of(raw).document.text


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (html(body="").replace("الرئيسية", "").replace("رياضة", "").replace("جميع الحقوق محفوظة", "").encode(), "input.html"),
        (b"<html></html>", "input.html"),
        (html().encode()[:300] + b"\0" + html().encode()[300:], "input.binary"),
        (b"", "input.empty"),
    ],
)
def test_a_page_without_an_article_is_a_problem(raw: bytes, rule: str) -> None:
    with pytest.raises(DocumentError) as caught:
        page_of(raw)
    assert caught.value.rule == rule


def lines_of(page: Page, role: str) -> list[str]:
    return [page.document.text[part.start : part.end] for part in page.parts if part.role == role]


def read(raw: bytes, *, extraction: str = THOROUGH, url: str | None = None) -> Page:
    return page_of_html(Raw(id="a", place="a.html", form=HTML, raw=raw, extraction=extraction, known=Known(url=url)))


ALL = (web_pages.wordpress, web_pages.quoting, web_pages.two_stories, web_pages.portal, web_pages.blogspot)
both = pytest.mark.parametrize("extraction", EXTRACTIONS)


@both
@pytest.mark.parametrize("written", ALL)
def test_every_line_is_where_its_anchor_says(written: Callable[[], bytes], extraction: str) -> None:
    raw = written()
    page = read(raw, extraction=extraction)
    source, custody = raw.decode(), page.document.custody
    assert custody is not None
    assert [page.document.text[a[0] : a[1]] for a in custody.anchors] == page.document.text.split("\n")
    for start, end, first, last in custody.anchors:
        printed = "".join(map(str, lxml.html.fromstring(f"<div>{source[first:last]}</div>").itertext()))
        assert " ".join(printed.split()) == page.document.text[start:end]
    assert all(earlier[3] <= later[2] for earlier, later in pairwise(custody.anchors))
    assert (custody.form, custody.extraction, custody.bytes) == ("html", extraction, len(raw))


@both
def test_the_parts_of_a_page_have_their_roles(extraction: str) -> None:
    page = read(web_pages.wordpress(), extraction=extraction)
    assert lines_of(page, "headline") == [web_pages.HEADLINE]
    assert lines_of(page, "byline") == ["بقلم نهى سالم"]
    assert lines_of(page, "dateline") == ["21 أكتوبر 2022"]
    assert lines_of(page, "caption") == ["شاحنات عند مدخل المعبر (الضفاف)"]
    assert lines_of(page, "subhead") == [web_pages.SUBHEAD]
    assert lines_of(page, "body") == [web_pages.LEAD, web_pages.SECOND, web_pages.THIRD, web_pages.LAST]
    assert page.stories == ()


@both
def test_teasers_menus_and_share_bars_are_left_out(extraction: str) -> None:
    text = read(web_pages.wordpress(), extraction=extraction).document.text
    assert all(words not in text for words in ("اقرأ أيضا", "فيسبوك", "خبر آخر", "الرئيسية", "الحقوق", "يناير 2024", "لا يقرأ", "صورة"))


@both
def test_a_quoted_post_has_its_author_platform_and_day(extraction: str) -> None:
    page = read(web_pages.quoting(), extraction=extraction)
    posts = [part for part in page.parts if part.role == "quote_post"]
    assert [(p.platform, p.author, p.published) for p in posts] == [
        ("x", "Truce Watch (@trucewatch)", date(2022, 10, 21)),
        ("telegram", "@safwa_news", None),
    ]
    assert page.document.text[posts[0].start : posts[0].end].startswith("The crossing is open.")
    assert lines_of(page, "body") == [web_pages.LEAD, web_pages.SECOND, web_pages.THIRD, web_pages.LAST]


@both
def test_two_articles_are_two_stories_with_days_of_their_own(extraction: str) -> None:
    page = read(web_pages.two_stories(), extraction=extraction)
    assert [story.starts.split("\n")[0] for story in page.stories] == [web_pages.OTHER_HEADLINE]
    assert page.document.text.find(page.stories[0].starts) == page.document.text.index(web_pages.OTHER_HEADLINE)
    assert {part.story for part in page.parts if web_pages.OTHER_LEAD in page.document.text[part.start : part.end]} == {1}
    days = {(w.kind, w.story): w.day for w in page.witnesses}
    assert days[("metadata", 0)] == days[("stamp", 0)] == date(2022, 10, 21)
    assert days[("metadata", 1)] == days[("stamp", 1)] == date(2022, 10, 14)


@both
def test_an_old_portal_is_read(extraction: str) -> None:
    page = read(web_pages.portal(), extraction=extraction)
    assert lines_of(page, "headline") == [web_pages.HEADLINE]
    assert lines_of(page, "body") == [web_pages.LEAD, web_pages.SECOND, web_pages.THIRD, web_pages.LAST]
    assert {(w.kind, w.day) for w in page.witnesses} == {("stamp", date(2022, 10, 21)), ("header", date(2024, 3, 3))}


@both
def test_a_blog_is_read(extraction: str) -> None:
    page = read(web_pages.blogspot(), extraction=extraction, url="https://difaf.blogspot.com/2022/10/maabar.html")
    assert lines_of(page, "headline") == [web_pages.HEADLINE]
    assert lines_of(page, "body") == [web_pages.LEAD, web_pages.SECOND, web_pages.LAST]
    assert {(w.kind, w.day) for w in page.witnesses} == {("stamp", date(2022, 10, 21)), ("url_month", date(2022, 10, 1))}


@both
def test_stamps_of_the_head_and_the_address_are_witnesses(extraction: str) -> None:
    page = read(web_pages.wordpress(), extraction=extraction)
    assert {(w.kind, w.day, w.says) for w in page.witnesses} == {
        ("metadata", date(2022, 10, 21), "article:published_time 2022-10-21T09:15:00+03:00"),
        ("modified", date(2022, 10, 22), "article:modified_time 2022-10-22T10:00:00+03:00"),
        ("metadata", date(2022, 10, 21), "time 2022-10-21T09:15:00+03:00"),
        ("stamp", date(2022, 10, 21), "21 أكتوبر 2022"),
        ("url", date(2022, 10, 21), "/2022/10/21"),
    }


@both
def test_each_message_of_a_channel_is_a_story_with_its_own_day(extraction: str) -> None:
    page = read(web_pages.channel(), extraction=extraction)
    text = page.document.text
    assert [story.starts.split("\n")[1][:60] for story in page.stories] == [web_pages.OTHER_LEAD[:60], web_pages.URGENT]
    assert lines_of(page, "quote_post") == []
    assert all(words in text for words in (web_pages.LEAD, web_pages.SECOND, web_pages.OTHER_SECOND))
    assert "subscribers" not in text
    assert {(w.kind, w.day, w.story) for w in page.witnesses} == {
        ("metadata", date(2022, 10, 21), 0),
        ("metadata", date(2022, 10, 22), 1),
        ("metadata", date(2022, 10, 23), 2),
    }


@both
def test_answers_on_a_board_are_no_part_of_the_story(extraction: str) -> None:
    page = read(web_pages.board(), extraction=extraction)
    assert [line for line in lines_of(page, "body") if line != web_pages.HEADLINE] == [web_pages.LEAD, web_pages.SECOND, web_pages.THIRD]
    assert page.stories == ()
    assert date(2022, 10, 24) not in {w.day for w in page.witnesses}


@both
def test_a_second_story_in_the_same_element_has_the_day_below_its_headline(extraction: str) -> None:
    page = read(web_pages.second_below(), extraction=extraction)
    assert [story.starts.split("\n")[0] for story in page.stories] == [web_pages.OTHER_HEADLINE]
    assert {(w.kind, w.day, w.story) for w in page.witnesses} == {("stamp", date(2022, 10, 21), 0), ("stamp", date(2022, 10, 14), 1)}


@both
def test_furniture_in_french_and_consent_to_embeddings_are_left_out(extraction: str) -> None:
    page = read(web_pages.french(), extraction=extraction)
    assert lines_of(page, "body") == [web_pages.LEAD, web_pages.SECOND, web_pages.THIRD, web_pages.LAST]
    assert {(w.kind, w.day) for w in page.witnesses} == {("stamp", date(2022, 8, 24))}


@both
def test_recent_posts_without_links_are_no_part_of_the_story(extraction: str) -> None:
    page = read(web_pages.recent(), extraction=extraction)
    assert lines_of(page, "body") == [web_pages.LEAD, web_pages.SECOND, web_pages.THIRD, web_pages.LAST]
    assert web_pages.OTHER_LEAD not in page.document.text


def test_endless_nesting_costs_no_minutes() -> None:
    begun = time.process_time()
    with suppress(DocumentError):
        page_of_html(Raw(id="a", place="a.html", form=HTML, raw=html(body="<ul><li>" * 20_000 + BODY).encode(), extraction=FAST))
    assert time.process_time() - begun < 3
