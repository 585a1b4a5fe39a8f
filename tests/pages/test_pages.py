"""The pages of the test set are what their sources make, and hold what their gold says."""

import html
import re

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.pages.make_pages import make_page
from tests.pages.specs import HERE, load_articles, load_pool, load_specs

html_pages = pytest.importorskip("benchmarks.html_pages", reason="the benchmarks come with a checkout, not with the package")

GOLD = {gold["id"]: gold for gold in html_pages.load_gold()}
SPECS = load_specs()


@pytest.fixture(scope="module")
def environment() -> Environment:
    return Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)


@pytest.mark.parametrize("number", range(len(SPECS)), ids=[spec.id for spec in SPECS])
def test_committed_pages_are_those_of_their_sources(number: int, environment: Environment) -> None:
    spec = SPECS[number]
    raw, gold = make_page(spec, number, articles=load_articles(), pool=load_pool(), environment=environment)
    assert (HERE / "html" / f"{spec.id}.html").read_bytes() == raw
    assert [story["starts"] for story in gold["stories"]] == [story["starts"] for story in GOLD[spec.id]["stories"]]
    assert gold["lines"] == GOLD[spec.id]["lines"]


@pytest.mark.parametrize("name", GOLD)
def test_every_line_of_the_gold_stands_on_its_page_in_order(name: str) -> None:
    gold = GOLD[name]
    page = (HERE / "html" / gold["file"]).read_bytes().decode(gold["encoding"])
    words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", page, flags=re.IGNORECASE))).split())
    at = 0
    for line in gold["lines"]:
        at = _find(line["text"], words, at)
    for line in gold["boilerplate"]:
        _find(line, words, 0)


def _find(line: str, words: str, at: int) -> int:
    """Where a line ends, white space aside; fails where it does not stand behind `at`."""
    found = re.compile(r"\s*".join(re.escape(word) for word in re.findall(r"\w+|[^\w\s]", line))).search(words, at)
    assert found, line
    return found.end()


def test_the_set_is_as_it_is_told() -> None:
    styles = [gold["style"] for gold in GOLD.values()]
    assert len(GOLD) == 60
    assert {style: styles.count(style) for style in styles} == dict.fromkeys(styles, 5)
    assert len(set(styles)) == 12
    assert all(20_000 <= (HERE / "html" / gold["file"]).stat().st_size <= 120_000 for gold in GOLD.values())
    assert sum(story["published"] is None for gold in GOLD.values() for story in gold["stories"]) == 5
