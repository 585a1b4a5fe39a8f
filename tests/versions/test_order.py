"""Tests `versions/order.py`."""

import random

from riwaya.model import Document
from riwaya.versions.order import moment_of, versions_of


def document(id: str, url: str, fetched: str | None = None) -> Document:
    return Document(id=id, text="خبر", sha256=id, url=url, fetched=fetched)


MADE = [
    document("late", "https://www.example.com/1", "2024-05-17T10:00:00+03:00"),
    document("early", "https://example.com/1/?utm_source=x", "2024-05-17T06:30:00Z"),
    document("unknown", "https://m.example.com/1"),
    document("alone", "https://example.com/2", "2024-05-17"),
    document("front", "https://example.com/", "2024-05-17"),
    document("front again", "https://example.com/", "2024-05-18"),
]


def test_versions_stand_in_the_order_in_which_they_were_fetched() -> None:
    for seed in range(5):
        assert versions_of(random.Random(seed).sample(MADE, len(MADE))) == (("unknown", "early", "late"),)


def test_moments_compare_across_zones() -> None:
    assert moment_of("2024-05-17T23:30:00-02:00") == moment_of("2024-05-18T01:30:00Z") == "2024-05-18T01:30:00.000000Z"
    assert [moment_of(said) for said in (None, "", "soon", "2024-13-01", "0001-01-01T00:00:00+23:00")] == [None] * 5
