"""Values of cells in words for a person."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
from rich.text import Text

from riwaya.cli.reading_tables import NOBODY, OUTLET, said_bounds, said_days
from riwaya.cli.terminal import clean, said_field
from riwaya.engine.explained import Chain
from riwaya.model import FusedTime, Interval
from riwaya.text.direction import is_arabic

_BASES = {"stated": "as the text states it", "announced": "the day of its announcement"}
_LEFT_OUT = ("id", "rule", "account", "span", "mention", "start", "end", "trigger", "evidence")


def said_value(value: Any) -> tuple[str, str]:
    """A value as what is said in plain letters, and the printed words beside it; either may be empty.

    >>> said_value({"min": 71, "max": None, "approximate": False})
    ('more than 70', '')
    >>> said_value([{"role": "actor", "entity": None, "name": "الجيش"}])
    ('actor', 'الجيش')
    """
    value = msgspec.to_builtins(value)
    if value is None or value in ([], (), {}):
        return "nothing", ""
    if isinstance(value, bool):
        return ("it happened" if value else "it did not happen"), ""
    if isinstance(value, (list, tuple)):
        if len(value) == 2 and all(isinstance(item, int) for item in value):
            return f"characters {value[0]} to {value[1]}", ""
        parts = [said_value(item) for item in value]
        return ", ".join(dict.fromkeys(filter(None, (said for said, _ in parts)))), "، ".join(filter(None, (printed for _, printed in parts)))
    if isinstance(value, dict):
        return _said_record(value)
    text = str(value)
    return ("", text) if is_arabic(text) else (clean(text), "")


def value_lines(label: str, value: Any, *, names: Mapping[str, str], width: int, indent: str = "") -> Iterator[Text]:
    """The lines of a value: participants each under its role, amounts each under its name, anything else under `label`.

    `names` maps ids to names.
    """
    value = msgspec.to_builtins(value)
    items = value if isinstance(value, (list, tuple)) else [value]
    if items and all(isinstance(item, dict) and "text" in item for item in items):
        for item in items:
            name = names.get(item.get("entity") or "") or ""
            printed = item["text"] or name
            yield from said_field(f"{indent}{item.get('role') or label}", "" if is_arabic(name) or name == printed else name, printed, width=width)
    elif items and all(isinstance(item, dict) and ("role" in item or "what" in item) for item in items):
        for item in items:
            said, printed = said_value({name: it for name, it in item.items() if name not in ("role", "what")})
            yield from said_field(f"{indent}{item.get('role') or item['what']}", said, printed, width=width)
    elif isinstance(value, str):
        yield from said_field(f"{indent}{label}", names.get(value, value), width=width)
    else:
        yield from said_field(f"{indent}{label}", *said_value(value), width=width)


def said_teller(chain: Chain) -> tuple[str, str]:
    """Who tells: the sources, by English name where known, and as printed; the outlet itself; or nobody named."""
    if chain.statement is None:
        return OUTLET, ""
    if not chain.sources:
        return NOBODY, ""
    latin = [voice.name for voice in chain.sources if voice.name and not is_arabic(voice.name) and voice.name != voice.text]
    return ", ".join(latin), " + ".join(voice.text for voice in chain.sources)


def said_when(when: FusedTime | None) -> str:
    """The day of an incident in words, with what it rests on."""
    return said_value(when)[0] if when else "day unknown"


def _said_record(value: Mapping[str, Any]) -> tuple[str, str]:
    if "from" in value and "to" in value:
        days = said_days(Interval(_day(value["from"]), _day(value["to"])))
        basis = value.get("basis")
        return f"{days}{f' ({_BASES.get(basis, basis)})' if basis else ''}", ""
    if "min" in value and "max" in value:
        amount = f"{'about ' if value.get('approximate') else ''}{said_bounds(value['min'], value['max'])}"
        return f"{value['what']} {amount}" if "what" in value else amount, ""
    role = value.get("role") or ""
    for name in ("name", "text"):
        if isinstance(value.get(name), str):
            said, printed = said_value(value[name])
            return " ".join(filter(None, (role, said))), printed
    told = [(name, item) for name, item in value.items() if name not in _LEFT_OUT and item not in (None, [], (), {}, "")]
    given = [(name, ("yes" if item else "no", "") if isinstance(item, bool) else said_value(item)) for name, item in told]
    return "; ".join(f"{name} {said}".strip() for name, (said, _) in given if said), "، ".join(printed for _, (_, printed) in given if printed)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
