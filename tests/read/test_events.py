"""Tests `read/events/find.py` and the readers below it by the cases in `tests/cases/events`."""

import re
from typing import Any

import pytest

from riwaya.model import Event, Quantity, Reading
from tests.readings import WEDNESDAY, cut, fits, load_cases, match_all, match_in_order, read, surfaces

_AMOUNT = re.compile(r"(?P<approximate>~?)(?P<low>\d*)(?P<dash>-?)(?P<high>\d*)(?P<more>\+?)")


def amount(quantity: Quantity) -> str:
    """A quantity as cases write it: `killed 12`, `killed 71+` (at least), `killed -10` (up to), `killed 3-5`, `killed ~100` (about)."""
    low, high = quantity.min, quantity.max
    if low == high:
        bounds = str(low)
    elif high is None:
        bounds = f"{low}+"
    else:
        bounds = f"{'' if low is None else low}-{high}"
    return f"{quantity.what} {'~' if quantity.approximate else ''}{bounds}"


def when(event: Event) -> str:
    """The day of an event as cases write it: a day, two days with `..` between them, or `none`."""
    if event.when is None or event.when.from_ is None:
        return "none"
    first, last = str(event.when.from_), str(event.when.to)
    return first if first == last else f"{first}..{last}"


def asserted_by(reading: Reading, event: Event) -> set[str]:
    """Every form of the first source of the statement that asserts an event; an empty string for the outlet itself."""
    found = [s for s in reading.statements if s.id in event.statements]
    if not found or not found[0].sources:
        return {"?" if found else ""}
    link = found[0].sources[0]
    return surfaces(reading, link.entity) | {link.text or ""}


def shown(reading: Reading, event: Event) -> dict[str, Any]:
    """An event in the words of the text, as it is printed where a case fails."""
    return {
        "kind": event.kind,
        "trigger": cut(reading, event.trigger),
        "participants": [f"{p.role} {p.text}" for p in event.participants],
        "place": next((e.name for e in reading.entities if e.id == event.place), "none"),
        "when": when(event),
        "quantities": [amount(q) for q in event.quantities],
        "status": event.status,
        "background": event.background_rule or event.background,
        "by": sorted(asserted_by(reading, event)),
    }


def with_role(role: str, forms: set[str]) -> set[str]:
    return {f"{role} {form}" for form in forms}


def spell_out(want: str) -> str:
    """`actor A|B` as `actor A|actor B`."""
    role, _, rest = want.lstrip("?").partition(" ")
    options = [o if o.startswith(("actor ", "target ", "party ", "host ", "weapon ")) else f"{role} {o}" for o in rest.split("|")]
    return ("?" if want.startswith("?") else "") + "|".join(options)


def has_participants(reading: Reading, event: Event, want: list[str]) -> bool:
    found = [with_role(p.role, surfaces(reading, p.entity) | {p.text or ""}) for p in event.participants]
    return match_all([spell_out(w) for w in want], found)


def is_at(reading: Reading, event: Event, want: str) -> bool:
    if event.place is None:
        return "none" in want.split("|")
    return fits(want, surfaces(reading, event.place) | {cut(reading, event.place_span)}, container=True)


def is_wanted(reading: Reading, event: Event, want: dict[str, Any]) -> bool:
    """True where an event is the wanted one; keys that the case leaves out are free, a status left out is `happened`."""
    trigger = cut(reading, event.trigger)
    if event.kind not in want["kind"].split("|") or not any(w in trigger or trigger in w for w in want["trigger"].split("|")):
        return False
    if want.get("optional"):
        return True
    if event.status not in want.get("status", "happened").split("|"):
        return False
    if event.background != want.get("background", event.background):
        return False
    if "participants" in want and not has_participants(reading, event, want["participants"]):
        return False
    if "place" in want and not is_at(reading, event, want["place"]):
        return False
    if "when" in want and when(event) not in want["when"].split("|"):
        return False
    if "quantities" in want and not match_all(want["quantities"], [{amount(q)} for q in event.quantities]):
        return False
    return "by" not in want or (fits(want["by"], asserted_by(reading, event)) if want["by"] else asserted_by(reading, event) == {""})


@pytest.mark.parametrize("case", load_cases("events"))
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"], case.get("published", WEDNESDAY))
    found = sorted(reading.events, key=lambda e: e.trigger)

    def fits_item(want: dict[str, Any], event: Event) -> bool:
        return is_wanted(reading, event, want)

    matched = match_in_order(case["want"], found, fits_item=fits_item, may_lack=lambda want: bool(want.get("optional")))
    assert matched, [shown(reading, event) for event in found]


@pytest.mark.parametrize("case", load_cases("events", hard_may_fail=False))
def test_kinds_and_amounts_of_a_case_are_the_ontology_s(case: dict[str, Any]) -> None:
    """The cases themselves are checked, so that a slip in one is not taken for a fault of the reader."""
    for want in case["want"]:
        for quantity in want.get("quantities", []):
            for option in quantity.lstrip("?").split("|"):
                assert _AMOUNT.fullmatch(option.split()[1]), quantity
        for trigger in want["trigger"].split("|"):
            assert trigger in case["text"]
