"""Values of cells in words for a person."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec

from riwaya.cli.reading_tables import said_bounds, said_days
from riwaya.cli.terminal import clean, is_arabic
from riwaya.model import Interval

_BASES = {"stated": "as the text states it", "announced": "the day of its announcement"}
_LEFT_OUT = ("id", "rule", "account", "span", "mention", "start", "end", "trigger", "evidence")


def said_value(value: Any) -> tuple[str, str]:
    """A value as what is said in plain letters, and the printed words beside it; either may be empty.

    >>> said_value({"min": 71, "max": None, "approximate": False})
    ('at least 71', '')
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
    given = [(name, said_value(item)) for name, item in value.items() if name not in _LEFT_OUT and item not in (None, [], (), {}, "")]
    return "; ".join(f"{name} {said}".strip() for name, (said, _) in given if said), "، ".join(printed for _, (_, printed) in given if printed)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
