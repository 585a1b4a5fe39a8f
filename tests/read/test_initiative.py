"""Tests `read/events/initiative.py` by the cases in `tests/cases/initiative`."""

from typing import Any

import pytest

from riwaya.model import Event, Reading
from tests.readings import cut, fits, load_cases, match_in_order, read, surfaces

CONTACTS = ("call", "meeting", "summon")


def sought_by(reading: Reading, event: Event) -> set[str]:
    """Every form of who sought a contact; an empty string where the text does not say."""
    link = event.initiative
    return {""} if link is None else surfaces(reading, link.entity) | {link.text or ""}


def is_wanted(reading: Reading, event: Event, want: dict[str, Any]) -> bool:
    """True where trigger, status (`happened` where left out) and who sought it are the wanted ones."""
    trigger = cut(reading, event.trigger)
    if not any(w in trigger or trigger in w for w in want["trigger"].split("|")):
        return False
    if event.status not in want.get("status", "happened").split("|") or len(event.participants) != want.get("parties", len(event.participants)):
        return False
    return fits(want["by"], sought_by(reading, event)) if want["by"] else sought_by(reading, event) == {""}


@pytest.mark.parametrize("case", load_cases("initiative"))
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    found = sorted((e for e in reading.events if e.kind in CONTACTS), key=lambda e: e.trigger)

    def fits_item(want: dict[str, Any], event: Event) -> bool:
        return is_wanted(reading, event, want)

    matched = match_in_order(case["want"], found, fits_item=fits_item, may_lack=lambda want: bool(want.get("optional")))
    assert matched, [(cut(reading, e.trigger), e.status, sought_by(reading, e)) for e in found]


@pytest.mark.parametrize("case", load_cases("initiative", hard_may_fail=False))
def test_words_of_a_seeker_are_those_of_its_mention(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    mentions = {m.id: m for m in reading.mentions}
    for event in reading.events:
        if event.initiative is not None:
            mention = mentions[event.initiative.mention or ""]
            assert mention.entity == event.initiative.entity
            assert cut(reading, (mention.start, mention.end)) in (event.initiative.text or "")


def test_a_capital_that_seeks_is_its_state() -> None:
    reading = read("جرى اتصال هاتفي بين بوتين وماكرون بطلب من باريس. ووصل ماكرون إلى باريس.")
    link = reading.events[0].initiative
    assert link is not None
    entity = next(e for e in reading.entities if e.id == link.entity)
    assert (link.text, entity.labels["en"]) == ("باريس", "France")


def test_only_contacts_are_sought() -> None:
    reading = read("قصفت روسيا مدينة خاركيف بطلب من بيلاروسيا. وأفرجت أوكرانيا عن عشرة أسرى بمبادرة من الإمارات.")
    assert [event.kind for event in reading.events]
    assert all(event.initiative is None for event in reading.events)
