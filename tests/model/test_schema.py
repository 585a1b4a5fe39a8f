"""Tests `model/schema.py`: the published schema is current, and what is written keeps to it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from riwaya.model import Incident, Reading
from riwaya.model.schema import incident_schema, reading_schema, write_schemas
from tests.model.records import incident, reading

DOCS = Path(__file__).resolve().parents[2] / "docs" / "schema"
DATES = jsonschema.FormatChecker(formats=["date"])


def as_json(record: Reading | Incident) -> Any:
    return json.loads(msgspec.json.encode(record))


def test_the_published_files_are_current(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    for path in sorted(tmp_path.iterdir()):
        assert (DOCS / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), "run `python -m riwaya.model.schema`"


@pytest.mark.parametrize(("record", "schema"), [(reading(), reading_schema()), (incident(), incident_schema())])
def test_records_keep_to_their_schema(record: Reading | Incident, schema: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(as_json(record), schema, format_checker=DATES)


@pytest.mark.parametrize("key", ["document", "stories", "passages", "entities", "mentions", "times", "statements", "events"])
def test_no_key_may_be_missing(key: str) -> None:
    record = as_json(reading())
    del record[key]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, reading_schema())


def test_keys_with_a_default_are_written_and_required() -> None:
    record = as_json(reading())
    assert record["document"]["published"] == date(2024, 5, 17).isoformat()
    assert record["entities"][0]["wikidata"] is None
    del record["entities"][0]["wikidata"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, reading_schema())


def test_dates_are_days() -> None:
    record = as_json(reading())
    record["times"][0]["from"] = "17 May"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, reading_schema(), format_checker=DATES)


def test_extra_keys_are_welcome() -> None:
    record = as_json(reading())
    record["events"][0]["confidence"] = 0.7
    jsonschema.validate(record, reading_schema())


@pytest.mark.parametrize("record", [reading(), incident()])
def test_records_come_back_from_json(record: Reading | Incident) -> None:
    assert msgspec.json.decode(msgspec.json.encode(record), type=type(record)) == record
