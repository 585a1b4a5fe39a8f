"""Cards by day, the newest first, and the index that leads to them."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from riwaya.export.report.views import Card, Day, Index, IndexDay, IndexMonth, IndexYear
from riwaya.export.report.words import MONTHS, is_month, said_days

NO_DAY = "Day not known"
AHEAD = "Still ahead"
_UNSETTLED = ("planned", "hypothetical")
_LONGEST_DAYS = 31
"""An interval of more days belongs to no month."""
_WEIGHT = ("contested", "corroborated", "unverified", "uncontested")


def days_of(cards: Iterable[Card], *, last_told: date | None) -> tuple[Day, ...]:
    """Cards by day or interval, the newest first; then what is only planned for days after `last_told`, the next first; what has no day last.

    Within a day the contested come first, then those that most outlets tell; else they keep their order. `last_told` is the day of the last
    report, None where none has a day.
    """
    held = sorted(cards, key=lambda card: (_WEIGHT.index(card.standing) if card.standing in _WEIGHT else len(_WEIGHT), -card.outlets))
    ahead = sorted((card for card in held if _is_ahead(card, last_told)), key=_first)
    dated = sorted((card for card in held if _begins(card) and not _is_ahead(card, last_told)), key=lambda c: (-_first(c).toordinal(), _last(c)))
    groups = [tuple(group) for _, group in groupby(dated, key=lambda card: (_first(card), _last(card), card.start is None, card.end is None))]
    days = [Day(said_days(g[0].start, g[0].end, weekday=True), _anchor(g[0]), g, _first(g[0]), _last(g[0])) for g in groups]
    days += [Day(AHEAD, "day-ahead", tuple(ahead))] if ahead else []
    undated = tuple(card for card in held if _begins(card) is None)
    return (*days, *([Day(NO_DAY, "day-unknown", undated)] if undated else []))


def index_of(days: Sequence[Day]) -> Index:
    """Years, months and days in the order of the page; an interval of more than a month stands behind the months of the year it begins in."""
    years: dict[int, dict[int, list[IndexDay]]] = {}
    for day in days:
        if day.start and day.end:
            month = 0 if (day.end - day.start).days >= _LONGEST_DAYS else day.start.month
            entry = IndexDay(day.anchor, _short(day.start, day.end), day.title, len(day.cards))
            years.setdefault(day.start.year, {}).setdefault(month, []).append(entry)
    return Index(
        years=tuple(_year(number, years[number]) for number in sorted(years, reverse=True)),
        rest=tuple(IndexDay(day.anchor, day.title, day.title, len(day.cards)) for day in days if day.start is None),
    )


def said_order(days: Sequence[Day]) -> str:
    """The order of the cards, in words."""
    anchors = {day.anchor for day in days}
    said = "Newest day first; within a day the contested ones, then those that most outlets tell."
    if "day-ahead" in anchors:
        said += " What is only planned for days after the last report stands behind them."
    return f"{said} What has no known day stands last." if "day-unknown" in anchors else said


def _year(number: int, months: dict[int, list[IndexDay]]) -> IndexYear:
    ordered = sorted(months, reverse=True)
    found = tuple(IndexMonth(MONTHS[m - 1] if m else "longer", sum(day.count for day in months[m]), tuple(months[m])) for m in ordered)
    return IndexYear(str(number), sum(month.count for month in found), found)


def _is_ahead(card: Card, last_told: date | None) -> bool:
    return card.status in _UNSETTLED and _begins(card) is not None and last_told is not None and _last(card) > last_told


def _begins(card: Card) -> date | None:
    return card.start or card.end


def _first(card: Card) -> date:
    return card.start or card.end or date.min


def _last(card: Card) -> date:
    return card.end or card.start or date.max


def _anchor(card: Card) -> str:
    """An id that names the days, so that it holds when the report is made anew."""
    ends = [day.isoformat() if day else "open" for day in (card.start, card.end)]
    return f"day-{ends[0]}" if ends[0] == ends[1] else f"day-{ends[0]}-to-{ends[1]}"


def _short(start: date, end: date) -> str:
    if start == end:
        return str(start.day)
    if is_month(start, end):
        return "all month"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day}"
    if (end - start).days < _LONGEST_DAYS:
        return f"{start.day} – {end.day} {MONTHS[end.month - 1][:3]}"
    return said_days(start, end)
