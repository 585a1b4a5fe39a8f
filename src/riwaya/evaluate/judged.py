"""One gold document beside its reading, names resolved to surface forms, and the words for what differs."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.evaluate.gold import Days, Gold
from riwaya.evaluate.matching import locate, same_name
from riwaya.evaluate.predicted import Predicted, PredictedLink


class Optional(Protocol):
    """A gold item that may be marked as counting neither way."""

    @property
    def optional(self) -> bool: ...


class Finding(Struct, frozen=True):
    """One difference between reading and gold: the document, the measure that it lowers, and what differs in words."""

    document: str
    measure: str
    message: str

    def __str__(self) -> str:
        return f"{self.document}: {self.measure}: {self.message}"


class Judged:
    """A gold document and its reading; `matched_events` maps the number of a gold event to the id of its match."""

    def __init__(self, gold: Gold, reading: Predicted) -> None:
        self.gold, self.reading = gold, reading
        self.name = gold.document
        self.text = reading.document.text
        self.entities = {e.id: e for e in reading.entities or []}
        self.mentions = {m.id or "": m for m in reading.mentions or [] if m.id is not None}
        self.statements = {s.id: s for s in reading.statements or []}
        self.matched_events: dict[int, str | None] = {}
        self.findings: list[Finding] = []

    def note(self, measure: str, message: str) -> None:
        """Write down a difference."""
        self.findings.append(Finding(self.name, measure, message))

    def surfaces(self, link: PredictedLink) -> list[str]:
        """Every surface by which a predicted source, relay, participant or place can be recognised."""
        found, key = [link.text], link.entity
        mention = self.mentions.get(link.mention) if link.mention is not None else None
        if mention:
            if isinstance(mention.start, int) and isinstance(mention.end, int):
                found.append(self.text[mention.start : mention.end])
            key = key or mention.entity
        entity = self.entities.get(key or "")
        if entity:
            found += [entity.name, *(entity.labels or {}).values()]
        return [text for text in found if text]

    def is_entity(self, key: str, link: PredictedLink) -> bool:
        """True where a surface of the link is one of the gold entity's."""
        known = self.gold.entities[key]
        return any(same_name(surface, [*known.forms, known.name]) for surface in self.surfaces(link))

    def spans(self, quotes: Sequence[tuple[str, int | None]]) -> list[tuple[int, int]]:
        """The spans of gold quotes (with `nth`); raises `DataFileError` where one does not stand in the text."""
        found = []
        for quote, nth in quotes:
            try:
                found.append(locate(self.text, quote, nth))
            except ValueError as error:
                message = f"the quote {quote!r} (nth {nth or 1}) does not stand in the reading's text"
                raise DataFileError(message, path=f"{self.name}.json") from error
        return found


def counted(predicted: int, gold: Sequence[Optional], pairs: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Indices of the predicted and gold items that count: an optional gold item and what pairs with it do not."""
    free = {i for i, j in pairs if gold[j].optional}
    return [i for i in range(predicted) if i not in free], [j for j, item in enumerate(gold) if not item.optional]


def quoted(text: str | None) -> str:
    """Printed words set apart from the left-to-right words around them (first strong isolate).

    >>> quoted("قال") == "\\u2068قال\\u2069", quoted(None)
    (True, 'nobody')
    """
    return f"\u2068{text}\u2069" if text else "nobody"


def said_days(days: Days) -> str:
    """An interval in words.

    >>> said_days(("2025-10-10", "2025-10-12")), said_days((None, None))
    ('2025-10-10 to 2025-10-12', 'no day')
    """
    first, last = days
    if first == last:
        return first or "no day"
    return f"{first or 'open'} to {last or 'open'}"


def said_any(accepted: Sequence[str]) -> str:
    """Several right answers in words."""
    return " or ".join(dict.fromkeys(accepted))
