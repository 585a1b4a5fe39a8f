"""Compares the readings of three sample articles with the golden ones; `python -m tests.golden` rewrites those."""

import json

import pytest

from tests.golden import ARTICLES, HERE, read_articles, render


@pytest.mark.parametrize("identity", ARTICLES)
def test_reading_is_the_golden_one(identity: str) -> None:
    golden = (HERE / f"{identity}.json").read_text(encoding="utf-8")
    json.loads(golden)
    assert render(read_articles()[identity]) == golden, "look at what changed, then run: python -m tests.golden"
