"""Tests `text/tokens.py` by the cases in `tests/cases/sentences` and by properties of any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.fold import Folded, fold
from riwaya.text.tokens import BREAK, MARK, NUMBER, WORD, Tokens, tokenise
from tests.text.test_fold import TEXTS

CASES = Path(__file__).parents[1] / "cases" / "sentences"


def load_cases() -> list[Any]:
    """Every case of the folder, as a parameter named by its file and its reason; a hard one names the bug that fails it."""
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["bug"], strict=True)] if case["tier"] == "hard" else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['why']}", marks=marks))
    return found


def printed_sentences(text: str, folded: Folded, tokens: Tokens) -> list[str]:
    """The sentences as printed, without the line breaks around them."""
    found = []
    for first, after in tokens.sentences:
        inner = [i for i in range(first, after) if tokens.kinds[i] != BREAK]
        if inner:
            start, end = folded.printed(tokens.starts[inner[0]], tokens.ends[inner[-1]])
            found.append(text[start:end])
    return found


@pytest.mark.parametrize("case", load_cases())
def test_case(case: dict[str, Any]) -> None:
    folded = fold(case["text"])
    tokens = tokenise(folded)
    assert printed_sentences(case["text"], folded, tokens) == case["want"]
    if "words" in case:
        assert [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind != BREAK] == case["words"]


@given(TEXTS)
def test_tokens_leave_out_nothing_but_blanks(text: str) -> None:
    folded = fold(text)
    tokens = tokenise(folded)
    edges = [0, *(edge for pair in zip(tokens.starts, tokens.ends, strict=True) for edge in pair), len(folded.text)]
    assert edges == sorted(edges)
    assert [folded.text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert all(tokens.words)
    between = "".join(folded.text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))
    assert "\n" not in between
    assert not between.strip()


@given(TEXTS)
def test_sentences_hold_every_token_once(text: str) -> None:
    tokens = tokenise(fold(text))
    assert [i for first, after in tokens.sentences for i in range(first, after)] == list(range(len(tokens)))
    assert all(first < after for first, after in tokens.sentences)
    assert tokens.sentence_of == [number for number, (first, after) in enumerate(tokens.sentences) for _ in range(first, after)]


@given(TEXTS)
def test_nothing_follows_a_line_break_in_its_sentence(text: str) -> None:
    tokens = tokenise(fold(text))
    for i in range(len(tokens) - 1):
        if tokens.kinds[i] == BREAK and tokens.kinds[i + 1] in (WORD, NUMBER):
            assert tokens.sentence_of[i] < tokens.sentence_of[i + 1]


@given(TEXTS, st.data())
def test_a_part_is_cut_like_a_text_of_its_own(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    part = tokenise(folded, start=start, end=end)
    assert all(start <= a < b <= end for a, b in zip(part.starts, part.ends, strict=True))
    alone = tokenise(Folded(folded.text[start:end], None))
    if start == 0 or folded.text[start - 1].isspace():
        assert (part.words, part.kinds, part.sentences) == (alone.words, alone.kinds, alone.sentences)


def test_kinds() -> None:
    tokens = tokenise(fold("سقط 15 صاروخا،\nيوم 12/5/2023…"))
    assert tokens.kinds == [WORD, NUMBER, WORD, MARK, BREAK, WORD, NUMBER, MARK]
    assert tokens.words[-2:] == ["12/5/2023", "…"]


@pytest.mark.parametrize("text", ["", "   ", "\t\u200f"])
def test_a_text_without_tokens(text: str) -> None:
    tokens = tokenise(fold(text))
    assert (len(tokens), tokens.sentences) == (0, [])
