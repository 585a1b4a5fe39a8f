"""Tests `versions/address.py`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.versions.address import page_of

SAME = [
    ("https://www.example.com/news/1", "http://example.com/news/1/"),
    ("https://m.example.com/news/1", "https://amp.example.com/news/1"),
    ("https://example.com/amp/news/1", "https://example.com/news/1/amp/"),
    ("https://example.com/news/1.amp.html", "https://example.com/news/1.html"),
    ("https://example.com:443/news//1", "https://EXAMPLE.com./x/../news/1#part"),
    ("https://example.com/news/1?utm_source=a&fbclid=b&at_medium=RSS", "https://example.com/news/1"),
    ("https://example.com/news?id=1&page=2", "https://example.com/news?page=2&id=1"),
    ("https://example.com/%d8%ae%D8%a8%D8%B1", "https://example.com/خبر"),
    ("https://web.archive.org/web/20240517120000id_/http://www.example.com/news/1", "https://example.com/news/1"),
    ("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/news/1", "https://example.com/news/1"),
    ("https://موقع.example.com/news/1", "https://xn--4gbrim.example.com/news/1"),
]
OTHER = [
    ("https://example.com/news/1", "https://example.com/news/2"),
    ("https://example.com/news?id=1", "https://example.com/news?id=2"),
    ("https://example.com/news/1", "https://example.com:8443/news/1"),
    ("https://arabic.example.com/news/1", "https://english.example.com/news/1"),
    ("https://example.com/a%2Fb", "https://example.com/a/b"),
]
NONE = [
    "",
    "news/1.html",
    "ftp://example.com/1",
    "https://",
    "https://example.com:99999/1",
    "https://www.example.com/",
    "http://[::1/x",
    "mailto:a@example.com",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page(one: str, other: str) -> None:
    assert page_of(one) == page_of(other) is not None


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_addresses_of_two_pages(one: str, other: str) -> None:
    assert page_of(one) != page_of(other)


@pytest.mark.parametrize("url", NONE)
def test_what_names_no_page(url: str) -> None:
    assert page_of(url) is None


@given(st.text(max_size=40))
def test_any_address_gives_a_line_that_steers_nothing_and_names_itself(tail: str) -> None:
    page = page_of(f"https://example.com/a{tail}")
    if page is not None:
        assert page.isprintable()
        assert " " not in page
        assert page_of(f"https://{page}") == page
