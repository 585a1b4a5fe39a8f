"""Readings of three of the sample articles, by surface, as the readers gave them when a person last looked them over.

`python -m tests.golden` writes them anew; look at the diff before committing it.
"""

import json
from pathlib import Path
from typing import Any

from riwaya.engine.local import read_item
from riwaya.ingest.load import load_pages
from riwaya.lexicon.compiled import DATA
from riwaya.model import Event, Page, Reading, Statement
from tests.readings import cut, tools

HERE = Path(__file__).parent
ARTICLES = ("sadd-01", "sudan-01", "tabadul-02")


def read_articles() -> dict[str, Reading]:
    """The reading of each article, by its id, with the day of publication that the samples give."""
    pages = [page for page in load_pages([DATA / "samples" / "samples.jsonl"]) if isinstance(page, Page)]
    readings = [read_item(page, tools()) for page in pages if page.document.id in ARTICLES]
    return {reading.document.id: reading for reading in readings if isinstance(reading, Reading)}


def statement(reading: Reading, item: Statement) -> dict[str, Any]:
    return {
        "id": item.id,
        "cue": " … ".join(cut(reading, cue) for cue in item.cues),
        "act": item.act,
        "sources": [name(reading, link.entity) for link in item.sources],
        "relays": [name(reading, link.entity) for link in item.relays],
        "content": cut(reading, item.content),
        "when": None if item.when is None else [str(item.when.from_), str(item.when.to)],
    }


def event(reading: Reading, item: Event) -> dict[str, Any]:
    when = item.when
    return {
        "kind": item.kind,
        "trigger": cut(reading, item.trigger),
        "participants": [[p.role, name(reading, p.entity)] for p in item.participants],
        "place": name(reading, item.place),
        "when": None if when is None else [str(when.from_), str(when.to), when.basis],
        "quantities": [[q.what, q.min, q.max, *(["about"] if q.approximate else [])] for q in item.quantities],
        "status": item.status,
        "by": list(item.statements),
    }


def name(reading: Reading, entity: str | None) -> str | None:
    """The best label of an entity; None where there is none."""
    return next((e.name for e in reading.entities if e.id == entity), None)


def lines(records: list[dict[str, Any]]) -> str:
    """A JSON list with one record a line, so that a diff shows what changed."""
    return "[\n" + ",\n".join("  " + json.dumps(record, ensure_ascii=False) for record in records) + "\n ]"


def render(reading: Reading) -> str:
    """The golden file of a reading."""
    statements = lines([statement(reading, s) for s in reading.statements])
    events = lines([event(reading, e) for e in reading.events])
    return f'{{"statements": {statements},\n "events": {events}}}\n'
