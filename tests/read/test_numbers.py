"""Tests `read/times/numbers.py` by the cases in `tests/cases/numbers` and by the examples that the entries of the lexicon carry."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from riwaya.lexicon.compiled import DATA, load_lexicon
from riwaya.lexicon.load import load_entries
from riwaya.ontology.load import load_ontology
from riwaya.read.parse import Parse, parse_text
from riwaya.read.times.find import find_times
from riwaya.read.times.numbers import Amount, dual_amount, find_amounts
from tests.readings import load_cases

lexicon = cache(load_lexicon)


def read(text: str, *, language: str = "ar") -> tuple[Parse, list[Amount]]:
    """The parse of a text with its times and its amounts."""
    parse = parse_text(text, lexicon(language))
    parse.keep_times(find_times(parse))
    return parse, find_amounts(parse)


@pytest.mark.parametrize("case", load_cases("numbers"))
def test_case(case: dict[str, Any]) -> None:
    parse, amounts = read(case["text"])
    found = []
    for amount in amounts:
        start, end = parse.folded.printed(parse.tokens.starts[amount.first] + amount.skip, parse.tokens.ends[amount.after - 1])
        least, most = (-1 if bound is None else bound for bound in (amount.min, amount.max))
        found.append([case["text"][start:end], least, most, amount.approximate])
    assert found == case["want"]


def examples() -> list[Any]:
    """The hits and misses of the number entries: language, sentence, entry id, whether it must be found."""
    found = []
    for language in ("ar", "en"):
        for located in load_entries(DATA, language, ontology=load_ontology(DATA)):
            if "numbers" not in Path(located.path).parts:
                continue
            entry = located.entry
            found += [pytest.param(language, text, entry.id, True, id=f"{entry.id}: {text}") for text in getattr(entry, "hit", ())]
            found += [pytest.param(language, text, entry.id, False, id=f"{entry.id}, not: {text}") for text in getattr(entry, "miss", ())]
    return found


@pytest.mark.parametrize(("language", "text", "entry", "wanted"), examples())
def test_example(language: str, text: str, entry: str, wanted: bool) -> None:
    parse, amounts = read(text, language=language)
    rules = [amount.rule.split("+") for amount in amounts] + [list(raw.entries) for raw in parse.raw_times]
    assert any(entry in rule for rule in rules) == wanted


def duals(text: str) -> list[tuple[str, int | None]]:
    parse = parse_text(text, lexicon("ar"))
    found = {
        (parse.words(hit.first, hit.after), amount.min) for hits in parse.hits for hit in hits if (amount := dual_amount(parse, hit)) is not None
    }
    return sorted(found)


def test_dual() -> None:
    assert duals("استعادت القوات قريتين") == [("قريتين", 2)]


def test_sound_plural_is_no_dual() -> None:
    assert duals("قتلت الغارة مدنيين") == []
