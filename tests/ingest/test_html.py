"""Tests `ingest/html.py`: the article out of its page."""

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.html import page_of_html
from riwaya.ingest.raw import HTML, Raw
from riwaya.model import Page
from tests.articles import BRIDGE

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
        (html(charset="utf-8").encode("cp1256"), "input.encoding"),
        (html(charset="no-such-set").encode("cp1256"), "input.encoding"),
        (html(charset="ascii").encode("cp1256"), "input.encoding"),
        (html().encode()[:300] + b"\0" + html().encode()[300:], "input.binary"),
        (b"", "input.empty"),
    ],
)
def test_a_page_without_an_article_is_a_problem(raw: bytes, rule: str) -> None:
    with pytest.raises(DocumentError) as caught:
        page_of(raw)
    assert caught.value.rule == rule
