"""Spoilt input taken the whole way: opened, extracted, read; and what must hold of it whatever was spoilt."""

import io
import json
import random
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct

from riwaya.engine.local import read_item
from riwaya.engine.tools import Tools
from riwaya.ingest.load import load_documents
from riwaya.ingest.opening import Opening
from riwaya.ingest.raw import EXTRACTIONS, Raw
from riwaya.model import Page, Problem
from tests.archives import ARTICLES, page_of
from tests.mutations import HTML, TEXT, spoil_archive, spoilt

URL = "https://sarraj.example/news"
PAGES = Path(__file__).resolve().parent / "pages" / "html"


def _lines(text: str) -> bytes:
    return b"".join(
        json.dumps({"id": f"d{n}", "text": text + "." * n, "published": "2024-05-20"}, ensure_ascii=False).encode() + b"\n" for n in range(3)
    )


def _feed(text: str) -> bytes:
    items = "".join(
        f"<item><title>خبر {n}</title><link>{URL}/{n}</link><description>{text}</description><pubDate>{_MOMENT}</pubDate></item>" for n in range(3)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>السراج</title><link>{URL}</link>{items}</channel></rss>'.encode()
    )


def _table(text: str) -> bytes:
    return "".join(["id,text,url,published\n", *(f'd{n},"{text}",{URL}/{n},2024-05-20\n' for n in range(3))]).encode()


def _export(text: str) -> bytes:
    messages = [
        {"id": n, "type": "message", "date": "2024-05-20T06:07:08", "from": "السراج", "text": ["عاجل: ", {"type": "bold", "text": text}]}
        for n in range(3)
    ]
    return json.dumps({"name": "السراج", "type": "public_channel", "id": 1, "messages": messages}, ensure_ascii=False).encode()


_MOMENT = "Mon, 20 May 2024 06:07:08 GMT"
_WRITTEN: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "text": ("a.txt", str.encode),
    "jsonl": ("a.jsonl", _lines),
    "feed": ("a.xml", _feed),
    "table": ("a.csv", _table),
    "export": ("result.json", _export),
}
FORMS = ("html", "warc", "html", "warc", "wacz", "html", "warc", *_WRITTEN)
"""The forms of the cases, over and over in this order: pages and archives most of all."""


class Case(Struct, frozen=True):
    """One spoilt input: the name that its file gets, its bytes, the addresses of the pages in it that are whole, and of all in it."""

    number: int
    name: str
    data: bytes
    whole: frozenset[str] = frozenset()
    all: frozenset[str] = frozenset()


class Verdict(Struct, frozen=True):
    """What came of a case: documents read, problems, what must not be (empty where nothing).

    `took` are the seconds of the processor that the longest step took: the next document opened, or one read.
    """

    read: int
    problems: int
    took: float
    wrong: str = ""


def small_pages() -> list[bytes]:
    """Pages of some lines, written for the project."""
    return [page_of(text * 3, title=text[:40]).encode() for text in ARTICLES]


def seed_pages() -> list[bytes]:
    """Those, and pages as sites write them."""
    return small_pages() + [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]


def case_of(number: int, *, seed: int, pages: Sequence[bytes], forms: Sequence[str]) -> Case:
    """The case of a number: the same for the same seed, pages and forms."""
    draw = random.Random(f"{seed}/{number}")
    form = forms[number % len(forms)]
    if form in ("warc", "wacz"):
        count = draw.randrange(1, 6)
        chosen = [(f"https://sarraj.example/{number}/{n}.html", draw.choice(pages)) for n in range(count)]
        chosen = [(url, spoilt(page, HTML, draw)[:200_000] if draw.random() < 0.2 else page) for url, page in chosen]
        data, whole, told = spoil_archive(chosen, draw)
        name = draw.choice(("a.warc", "a.warc.gz"))
        if form == "wacz":
            name, data, whole = "a.wacz", _zipped(data, draw), set()
        return Case(number, name, data, frozenset(whole), frozenset(told))
    if form == "html":
        return Case(number, "a.html", spoilt(draw.choice(pages), HTML, draw))
    text = draw.choice(ARTICLES) * draw.choice((1, 3))
    name, write = _WRITTEN[form]
    return Case(number, name, spoilt(write(text), TEXT, draw))


def _zipped(data: bytes, draw: random.Random) -> bytes:
    """A WACZ file of an archive, spoilt more often than not."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as packed:
        packed.writestr("archive/data.warc.gz", data)
        packed.writestr("datapackage.json", '{"resources": []}')
    return spoilt(made.getvalue(), TEXT, draw) if draw.random() < 0.7 else made.getvalue()


def judge(case: Case, *, folder: Path, tools: Tools) -> Verdict:
    """Take a case the whole way."""
    path = folder / case.name
    path.write_bytes(case.data)
    opening = Opening(extraction=EXTRACTIONS[case.number % len(EXTRACTIONS)])
    longest, begun = 0.0, time.process_time()
    read, problems, found, wrong = 0, list[Problem](), set[str](), ""
    for item in load_documents([path], opening=opening):
        longest = max(longest, time.process_time() - begun)
        if isinstance(item, Problem):
            problems.append(item)
            continue
        found.add(_address(item))
        begun = time.process_time()
        made = read_item(item, tools)
        longest = max(longest, time.process_time() - begun)
        begun = time.process_time()
        if not isinstance(made, Problem):
            read += 1
            continue
        problems.append(made)
        if made.rule == "read.failure":
            wrong = made.message
    wrong = wrong or _wrong(case, found, read=read, problems=problems)
    return Verdict(read, len(problems), longest, wrong)


def _wrong(case: Case, found: set[str], *, read: int, problems: Sequence[Problem]) -> str:
    """What was lost without a word."""
    if not read + len(problems):
        return "neither a reading nor a problem"
    told = "\n".join(problem.document for problem in problems)
    if lost := {url for url in case.whole - found if url not in told}:
        return f"whole pages were lost: {', '.join(sorted(lost))}"
    if len(found) < len(case.all) and not problems:
        return f"pages were lost without a problem: {', '.join(sorted(case.all - found))}"
    return ""


def _address(item: Raw | Page) -> str:
    return (item.known.url if isinstance(item, Raw) else item.document.url) or ""
