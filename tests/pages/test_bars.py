"""The bars of the test set, in both modes of extraction; and what holds without the names of classes."""

import os
from functools import cache

import pytest

from riwaya.engine.tools import Tools, load_tools
from riwaya.ingest.raw import EXTRACTIONS, THOROUGH

html_pages = pytest.importorskip("benchmarks.html_pages", reason="the benchmarks come with a checkout, not with the package")
web_pages = pytest.importorskip("benchmarks.web_pages", reason="the benchmarks come with a checkout, not with the package")

BLURRED = {"published": 0.9, "text": 0.95, "stories": 0.93, "leaked": 0.02}
"""What the thorough mode must reach where no name of a class or an id helps."""


@cache
def _tools() -> Tools:
    return load_tools(own=())


def _check(mode: str, bars: dict[str, float], *, blur: bool) -> None:
    scored = html_pages.measure(mode, _tools(), blur=blur)
    reached = html_pages.summed(list(scored.values()))
    errors = [f"{name}: {error}" for name, page in scored.items() for error in page.errors]
    assert reached["leaked"] < bars["leaked"], errors
    assert all(reached[name] >= bars[name] for name in ("published", "text", "stories")), (reached, errors)


@pytest.mark.parametrize("mode", EXTRACTIONS)
def test_the_pages_are_read_as_they_should_be(mode: str) -> None:
    _check(mode, html_pages.BARS, blur=False)


def test_little_hangs_on_the_names_of_classes() -> None:
    _check(THOROUGH, BLURRED, blur=True)


@pytest.mark.parametrize("mode", EXTRACTIONS)
def test_no_page_without_a_day_gets_one(mode: str) -> None:
    for gold in html_pages.load_gold():
        if all(story["published"] is None for story in gold["stories"]):
            reading = html_pages.read_gold_page(gold, mode=mode, tools=_tools())
            assert reading.document.published is None, gold["id"]


@pytest.mark.parametrize("mode", EXTRACTIONS)
def test_pages_of_the_web_have_their_day(mode: str) -> None:
    if not os.path.exists(web_pages.DEFAULT / web_pages.GOLD):
        pytest.skip("the data (../shared) is not beside this checkout; benchmarks/README.md says where it is had")
    wrong = {page.path.name: said for page in web_pages.wanted_pages(web_pages.DEFAULT) if (said := web_pages.judge(page, mode, _tools()))}
    assert not wrong
