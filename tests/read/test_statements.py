"""Tests `read/statements/find.py` by the cases in `tests/cases/statements`."""

from typing import Any

import pytest

from riwaya.model import Link, Reading, Statement
from tests.readings import cut, fits, load_cases, match_all, match_in_order, read, surfaces

LONGEST_CONTENT = 900


def shown(reading: Reading, statement: Statement) -> dict[str, Any]:
    """A statement in the words of the text, as it is printed where a case fails."""
    return {
        "cue": cut(reading, statement.cues[0]),
        "act": statement.act,
        "sources": [link.text for link in statement.sources],
        "relays": [link.text for link in statement.relays],
        "content": cut(reading, statement.content),
    }


def is_cue(want: str, found: str) -> bool:
    return any(w in found or found.lstrip("وف") in w for w in want.split("|"))


def is_link(reading: Reading, link: Link, want: str) -> bool:
    return fits(want, surfaces(reading, link.entity) | {link.text or ""})


def is_wanted(reading: Reading, statement: Statement, want: dict[str, Any]) -> bool:
    """True where cue, act, chain and content of a statement are the wanted ones; keys that the case leaves out are free."""
    content = cut(reading, statement.content)
    if not any(is_cue(want["cue"], cut(reading, cue)) for cue in statement.cues[:1]) or statement.act not in want["act"].split("|"):
        return False
    sources = [surfaces(reading, link.entity) | {link.text or ""} for link in statement.sources]
    if not match_all(want["sources"], sources):
        return False
    relays = want.get("relays", [])
    if len(relays) != len(statement.relays) or not all(is_link(reading, link, w) for w, link in zip(relays, statement.relays, strict=True)):
        return False
    if "content" in want and not any(w in content for w in want["content"].split("|")):
        return False
    return "not" not in want or want["not"] not in content


@pytest.mark.parametrize("case", load_cases("statements"))
def test_case(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    found = sorted(reading.statements, key=lambda s: s.cues[0])

    def fits_item(want: dict[str, Any], statement: Statement) -> bool:
        return is_wanted(reading, statement, want)

    matched = match_in_order(case["want"], found, fits_item=fits_item, may_lack=lambda want: bool(want.get("optional")))
    assert matched, [shown(reading, statement) for statement in found]


@pytest.mark.parametrize("case", load_cases("statements", hard_may_fail=False))
def test_content_leaves_out_its_cue(case: dict[str, Any]) -> None:
    reading = read(case["text"])
    for statement in reading.statements:
        assert statement.rule
        if statement.content is not None:
            start, end = statement.content
            assert end - start <= LONGEST_CONTENT
            assert statement.cues[0][1] <= start or end <= statement.cues[0][0], shown(reading, statement)
