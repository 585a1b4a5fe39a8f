"""Values in English words: days, amounts, and whatever else an account gives for a field."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

from msgspec import Struct

from riwaya.export.report.labels import Labels, word
from riwaya.text.direction import is_arabic

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Name(Struct, frozen=True):
    """What someone is called: `text` in English where known, and `other`, the Arabic name beside an English one, else empty."""

    text: str
    other: str = ""


class Said(Struct, frozen=True):
    """One value in words; `entity` where it names one of the incident's entities."""

    name: Name
    entity: str | None = None


Namer = Callable[[str], Name | None]


def clean(text: str) -> str:
    """Printed words on one line, without direction marks (the page isolates every name) and with control characters made visible.

    >>> clean("a\\x07\\u202b  ب")
    'a� ب'
    """
    return " ".join(_CONTROLS.sub("\ufffd", _DIRECTIONS.sub("", text)).split())


def isolate(text: str) -> str:
    """Arabic words within an English sentence, wrapped so that neither turns the other round; English ones as they are."""
    return f"\u2068{text}\u2069" if is_arabic(text) else text


def name_of(name: str, labels: dict[str, str]) -> Name:
    """The English label with the Arabic name beside it, or the one that there is.

    >>> name_of("بيرناك", {"en": "Bernak"})
    Name(text='Bernak', other='بيرناك')
    >>> name_of("بيرناك", {"ar": "بيرناك"})
    Name(text='بيرناك', other='')
    """
    latin = clean(labels.get("en") or ("" if is_arabic(name) else name))
    arabic = clean(labels.get("ar") or (name if is_arabic(name) else ""))
    return Name(latin or arabic or clean(name), arabic if latin and arabic != latin else "")


def said_day(day: date, *, weekday: bool = False) -> str:
    """A day in English, whatever the locale.

    >>> said_day(date(2025, 10, 9), weekday=True)
    'Thursday 9 October 2025'
    """
    said = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {said}" if weekday else said


def said_days(start: date | None, end: date | None, *, weekday: bool = False) -> str:
    """An interval of days, both included; None at an end leaves it open.

    >>> said_days(date(2025, 10, 9), date(2025, 10, 11)), said_days(date(2025, 9, 30), date(2025, 10, 1))
    ('9–11 October 2025', '30 September to 1 October 2025')
    >>> said_days(date(2025, 2, 1), date(2025, 2, 28)), said_days(date(2024, 1, 1), date(2024, 12, 31)), said_days(None, date(2025, 1, 2))
    ('February 2025', '2024', 'until 2 January 2025')
    """
    if start is None or end is None:
        known = start or end
        return f"{'from' if start else 'until'} {said_day(known)}" if known else "day not known"
    if start == end:
        return said_day(start, weekday=weekday)
    if start.year != end.year:
        return f"{said_day(start)} to {said_day(end)}"
    whole = _is_whole(start, end)
    if is_year(start, end):
        return str(start.year)
    if start.month == end.month:
        month = f"{MONTHS[end.month - 1]} {end.year}"
        return month if whole else f"{start.day}–{end.day} {month}"
    if whole:
        return f"{MONTHS[start.month - 1]} to {MONTHS[end.month - 1]} {end.year}"
    return f"{start.day} {MONTHS[start.month - 1]} to {said_day(end)}"


def is_month(start: date, end: date) -> bool:
    """True for the days of one whole month."""
    return (start.year, start.month) == (end.year, end.month) and _is_whole(start, end)


def is_year(start: date, end: date) -> bool:
    """True for the days of one whole year."""
    return start.year == end.year and (start.month, end.month) == (1, 12) and _is_whole(start, end)


def _is_whole(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def said_amount(low: int | None, high: int | None, *, approximate: bool = False) -> str:
    """Bounds in words, both included.

    >>> said_amount(3, 3), said_amount(5, None), said_amount(None, 10), said_amount(3, 5), said_amount(1000, 1000, approximate=True)
    ('3', 'at least 5', 'at most 10', '3 to 5', 'about 1,000')

    A least number of 71 stands for "more than 70".

    >>> said_amount(71, None), said_amount(1, None)
    ('more than 70', 'at least 1')
    """
    if low is None and high is None:
        return "not said how many"
    if low == high:
        said = f"{low:,}"
    elif high is None:
        said = f"more than {low - 1:,}" if low and low > 10 and low % 10 == 1 else f"at least {low:,}"
    else:
        said = f"at most {high:,}" if low is None else f"{low:,} to {high:,}"
    return f"about {said}" if approximate else said


def said_value(value: Any, *, field: str, names: Namer, labels: Labels) -> tuple[Said, ...]:
    """A value of an account in words, one `Said` for each thing that it lists; empty for None.

    Values are of any JSON shape: days and amounts as objects with bounds, entities by id, lists of these.
    """
    if value is None:
        return ()
    if isinstance(value, (list, tuple)):
        return tuple(said for item in value for said in said_value(item, field=field, names=names, labels=labels))
    if isinstance(value, dict):
        return _said_object(value, field=field, names=names, labels=labels)
    if isinstance(value, bool):
        yes, no = ("happened", "did not happen") if field == "occurrence" else ("yes", "no")
        return (Said(Name(yes if value else no)),)
    if isinstance(value, int):
        return (Said(Name(f"{value:,}")),)
    text = str(value)
    if known := names(text):
        return (Said(known, text),)
    if _DAY.fullmatch(text):
        text = said_day(date.fromisoformat(text))
    return (Said(Name(labels.statuses.get(text, clean(text)) if field in ("status", "occurrence") else clean(text))),)


def _said_object(value: dict[str, Any], *, field: str, names: Namer, labels: Labels) -> tuple[Said, ...]:
    if "from" in value or "to" in value:
        start, end = (_day(value.get(key)) for key in ("from", "to"))
        basis = value.get("basis")
        said = said_days(start, end)
        return (Said(Name(f"{said} (announced)" if basis == "announced" else said)),)
    if "min" in value or "max" in value:
        return (Said(Name(said_amount(value.get("min"), value.get("max"), approximate=bool(value.get("approximate"))))),)
    entity, text = value.get("entity"), value.get("text") or value.get("name")
    if entity and (known := names(str(entity))):
        return (Said(known, str(entity)),)
    if entity or text:
        return (Said(Name(clean(str(text or entity))), entity and str(entity)),)
    parts = []
    for key, inner in value.items():
        listed = ", ".join(said.name.text for said in said_value(inner, field=key, names=names, labels=labels))
        parts.append(f"{word(labels.fields, key)}: {listed or 'not said'}")
    return (Said(Name("; ".join(parts))),) if parts else ()


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) or value is None else date.fromisoformat(str(value))
