"""The published JSON Schema of readings and incidents; `python -m riwaya.model.schema` writes it to `docs/schema/`."""

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from riwaya.model.incident import Incident
from riwaya.model.reading import Reading

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def reading_schema() -> dict[str, Any]:
    """The schema of one line of `riwaya read`."""
    return _schema(Reading, "A Riwaya reading: one document with its names, times, statements and events.")


def incident_schema() -> dict[str, Any]:
    """The schema of one line of `riwaya incidents`."""
    return _schema(Incident, "A Riwaya incident: what happened, as told by all its accounts.")


def write_schemas(folder: Path) -> None:
    """Write `reading.json` and `incident.json` into a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in (("reading", reading_schema()), ("incident", incident_schema())):
        (folder / f"{name}.json").write_text(json.dumps(schema, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _schema(record: type, title: str) -> dict[str, Any]:
    """The schema of a record as it is written: every key is present, also where its value has a default."""
    schema = msgspec.json.schema(record)
    for part in schema["$defs"].values():
        part["required"] = list(part["properties"])
    return {"$schema": DRAFT, "title": title, **schema}


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schema"))
