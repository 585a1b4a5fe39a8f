"""Writes the golden readings anew: `python -m tests.golden`."""

from tests.golden import HERE, read_articles, render

for identity, reading in read_articles().items():
    (HERE / f"{identity}.json").write_text(render(reading), encoding="utf-8")
