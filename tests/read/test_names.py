"""Tests `read/groups.py` and `read/names/references.py` by the cases in `tests/cases/names`."""

from typing import Any

import pytest

from riwaya.model import Reading
from tests.readings import load_cases, read


def mentions(reading: Reading) -> list[tuple[str, str, str]]:
    """Surface, type and entity of every mention, in text order."""
    text = reading.document.text
    return [(text[m.start : m.end], m.type, m.entity) for m in reading.mentions]


def entities_of(reading: Reading, want: str) -> set[str]:
    """The entities that carry one of the wanted surfaces; `لجيش` of للجيش also as الجيش."""
    options = want.split("|")
    return {entity for surface, _, entity in mentions(reading) if surface in options or ("ا" + surface) in options}


def is_mentioned(reading: Reading, surface: str, kind: str) -> bool:
    return any(form in surface.split("|") and found in kind.split("|") for form, found, _ in mentions(reading))


@pytest.mark.parametrize("case", load_cases("names"))
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    found = mentions(reading)
    missing = [want for want in case["want"] if not is_mentioned(reading, *want)]
    assert not missing, found
    for surface in case.get("none", []):
        at = case["text"].find(surface)
        over = [m for m in reading.mentions if at >= 0 and m.start < at + len(surface) and at < m.end]
        assert not over, found
    for surface, number in case.get("count", []):
        assert len(entities_of(reading, surface)) == number, found
    for surface, name in case.get("named", []):
        names = {entity.name for entity in reading.entities if entity.id in entities_of(reading, surface)}
        assert names == {name}, (names, found)
    for group in case.get("same", []):
        shared = set.intersection(*(entities_of(reading, surface) for surface in group))
        assert shared, (group, found)
    for group in case.get("apart", []):
        sets = [entities_of(reading, surface) for surface in group]
        assert all(sets), (group, found)
        assert not any(a & b for n, a in enumerate(sets) for b in sets[n + 1 :]), (group, found)
