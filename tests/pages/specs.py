"""The data behind the test pages: articles, pages and what stands around the articles, checked when loaded."""

import re
import unicodedata
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

HERE = Path(__file__).parent
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_TODAY = re.compile("(اليوم|أمس|غدا) (" + "|".join(WEEKDAYS) + ")")
_AWAY = {"اليوم": 0, "أمس": -1, "غدا": 1}


class Article(Struct, frozen=True, forbid_unknown_fields=True):
    """One story; `day` is the true one, `dated` False where no page that bears it may be dated. `body`: paragraphs, `## ` begins a
    subhead, `@ ` the hour of a live page, `<<1>>` stands for the first quoted post of the page."""

    id: str
    day: date
    headline: str
    body: list[str]
    deck: str | None = None
    caption: str | None = None
    dated: bool = True


class Site(Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    domain: str
    handle: str


class Post(Struct, frozen=True, forbid_unknown_fields=True):
    platform: str
    language: str
    author: str
    handle: str
    number: str
    day: date
    printed: str
    text: str
    host: str = ""


class PageSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """One page: its style (the template), its stories (ids of articles) and every date on it; see `pages.toml`."""

    id: str
    style: str
    stories: list[str]
    tests: str
    site: Site
    url: str
    section: str = "أخبار"
    header: str = ""
    headers: list[str] = []
    printed: list[str] = []
    datetime: str = ""
    datetimes: list[str] = []
    rdfa: str = ""
    metas: list[tuple[str, str, str]] = []
    jsonld: dict[str, Any] | None = None
    comments: list[str] = []
    inserts: list[tuple[int, str]] = []
    second_caption: str = ""
    encoding: str = "utf-8"
    declared: str = ""
    look: str = "p"
    glue: str = ""
    title: str = ""
    sign: str = ""
    source: str = ""
    original: str = ""
    archive: list[str] = []
    copyright: int = 2024
    posts: list[Post] = []


class Around(Struct, frozen=True):
    """A headline of another story, with its summary and day."""

    title: str
    day: date
    text: str


class Comment(Struct, frozen=True):
    who: str
    text: str


class Pool(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands around articles, as a pool to draw from."""

    sections: list[str]
    countries: list[str]
    tags: list[str]
    authors: list[str]
    share: list[str]
    newsletter: list[str]
    cookie: list[str]
    apps: list[str]
    footer: list[str]
    author_box: list[str]
    login: list[str]
    comment_form: list[str]
    weather: list[str]
    markets: list[str]
    related: list[Around]
    comment: list[Comment]


def load_articles() -> dict[str, Article]:
    """The articles by id; raises `ValueError` where a weekday in a text contradicts the day of its story."""
    found = {}
    for path in sorted((HERE / "articles").glob("*.toml")):
        for article in msgspec.toml.decode(path.read_bytes(), type=dict[str, list[Article]])["article"]:
            _check(article)
            found[article.id] = article
    return found


def load_specs() -> list[PageSpec]:
    return msgspec.toml.decode((HERE / "pages.toml").read_bytes(), type=dict[str, list[PageSpec]])["page"]


def load_pool() -> Pool:
    return msgspec.toml.decode((HERE / "boilerplate.toml").read_bytes(), type=Pool)


def _check(article: Article) -> None:
    text = " ".join([article.headline, article.deck or "", *article.body])
    if unicodedata.normalize("NFC", text) != text:
        raise ValueError(f"{article.id}: not in NFC")
    for word, weekday in _TODAY.findall(text):
        day = article.day + timedelta(days=_AWAY[word])
        if WEEKDAYS[day.weekday()] != weekday:
            raise ValueError(f"{article.id}: {word} {weekday}, but {day} is a {WEEKDAYS[day.weekday()]}")
