"""Readings and incidents as the scorer sees them: any JSON with the contract's keys, however sloppy its values.

What the scorer does not look at may be missing or wrong; what it looks at and cannot use counts as an error of the reading.
"""

import json
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field

from riwaya.errors import DataFileError

Row = TypeVar("Row")


class PredictedLink(Struct, frozen=True):
    """A source, relay or participant."""

    role: str | None = None
    entity: str | None = None
    mention: str | None = None
    text: str | None = None


class PredictedDays(Struct, frozen=True):
    """First and last day as given."""

    from_: str | None = field(name="from", default=None)
    to: str | None = None


class PredictedQuantity(Struct, frozen=True):
    """An amount with its bounds."""

    what: Any = None
    min: Any = None
    max: Any = None


class PredictedEntity(Struct, frozen=True):
    """An entity with its labels."""

    id: str
    name: str | None = None
    labels: dict[str, str | None] | None = None


class PredictedMention(Struct, frozen=True):
    """A mention; `start` and `end` may be anything."""

    id: str | None = None
    start: Any = None
    end: Any = None
    entity: str | None = None


class PredictedTime(Struct, frozen=True):
    """A time expression; `start` and `end` may be anything."""

    start: Any = None
    end: Any = None
    from_: str | None = field(name="from", default=None)
    to: str | None = None
    days: Any = None


class PredictedStatement(Struct, frozen=True):
    """A statement; its spans may be anything."""

    id: str | None = None
    cues: list[Any] | None = None
    act: str | None = None
    sources: list[PredictedLink] | None = None
    relays: list[PredictedLink] | None = None
    content: Any = None


class PredictedEvent(Struct, frozen=True):
    """An event; its trigger may be anything."""

    id: str | None = None
    kind: str | None = None
    trigger: Any = None
    participants: list[PredictedLink] | None = None
    place: str | None = None
    when: PredictedDays | None = None
    quantities: list[PredictedQuantity] | None = None
    status: str | None = None
    statements: list[str] | None = None

    def days(self) -> tuple[str | None, str | None]:
        """First and last day, None where not given."""
        return (self.when.from_, self.when.to) if self.when else (None, None)


class PredictedPassage(Struct, frozen=True):
    """A passage, of which only the story counts."""

    story: Any = None


class PredictedDocument(Struct, frozen=True):
    """The document's own record."""

    id: str
    text: str
    published: str | None = None


class Predicted(Struct, frozen=True):
    """A reading to be scored."""

    document: PredictedDocument
    passages: list[PredictedPassage] | None = None
    entities: list[PredictedEntity] | None = None
    mentions: list[PredictedMention] | None = None
    times: list[PredictedTime] | None = None
    statements: list[PredictedStatement] | None = None
    events: list[PredictedEvent] | None = None


class PredictedAccount(Struct, frozen=True):
    """An account of an incident: which event of which document."""

    document: str | None = None
    event: str | None = None


class PredictedDispute(Struct, frozen=True):
    """A disputed field."""

    field: str | None = None


class PredictedIncident(Struct, frozen=True):
    """An incident to be scored."""

    id: str
    accounts: list[PredictedAccount] | None = None
    disputes: list[PredictedDispute] | None = None


class Given(Struct, frozen=True):
    """A line of the input that was read: the document's text, inline or in a file beside."""

    id: str
    text: str | None = None
    file: str | None = None


def load_rows(path: Path, shape: type[Row]) -> list[Row]:
    """The lines of a JSON Lines file as records; raises `DataFileError` with the line of a bad one."""
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise DataFileError((error.strerror or str(error)).lower(), path=path) from error
    rows = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(msgspec.convert(json.loads(line), shape))
            except (ValueError, RecursionError) as error:
                raise DataFileError(f"not {_NAMES[shape]}: {error}", path=path, line=number) from error
    return rows


def given_text(given: Given, source: Path) -> str:
    """The text of an input line, byte-order mark apart; raises `DataFileError` where its file cannot be read."""
    if given.text is not None:
        return given.text
    path = source.parent / (given.file or "")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataFileError(f"{given.id}: {error}", path=path) from error


_NAMES: dict[type, str] = {Predicted: "a reading", PredictedIncident: "an incident", Given: "a document"}
