"""Where each time stands, and the day that a story itself calls today, where it is not the one that it came with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from riwaya.read.times import calendar
from riwaya.read.times.raw import RawTime

if TYPE_CHECKING:
    from riwaya.read.parse import Parse


def passages_of(parse: Parse, raws: list[RawTime]) -> list[int]:
    """For each time the number of the passage that holds it; -1 where none does."""
    passages = parse.passages
    if len(passages) == 1:
        return [0] * len(raws)
    found: list[int] = []
    number = 0
    for raw in raws:
        start = parse.span(raw.first, raw.after)[0]
        while number < len(passages) and passages[number].end <= start:
            number += 1
        found.append(number if number < len(passages) and passages[number].start <= start else -1)
    return found


def own_weekdays(parse: Parse, raws: list[RawTime], spots: list[int]) -> dict[int, set[int]]:
    """By story the weekdays that its words give its own day: اليوم الثلاثاء, أمس (الاثنين)."""
    found: dict[int, set[int]] = {}
    for raw, number in zip(raws, spots, strict=True):
        if raw.offset is not None and raw.weekday is not None and raw.kind == "day":
            passage = parse.passages[number] if number >= 0 else None
            if passage is None or passage.published is None:
                found.setdefault(passage.story if passage is not None else 0, set()).add((raw.weekday - raw.offset) % 7)
    return found


def own_day(published: date, weekdays: set[int]) -> date:
    """The day that a story calls today: where its words name one weekday that is a day off, it was put up after midnight or dated elsewhere."""
    for step in (-1, 1):
        moved = calendar.shift_days(published, step)
        if weekdays == {moved.weekday()}:
            return moved
    return published
