"""Spans of text and spans of days."""

from datetime import date

from msgspec import Struct, field

Span = tuple[int, int]
"""Half-open code points `[start, end)` into `document.text`."""


class Interval(Struct, frozen=True):
    """Calendar days `from_`..`to`, both included; None at an end leaves it open."""

    from_: date | None = field(name="from")
    to: date | None


class DayCount(Struct, frozen=True):
    """A length in days with bounds, both included; None where a side is unbounded."""

    min: int | None
    max: int | None
