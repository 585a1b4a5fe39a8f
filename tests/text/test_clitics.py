"""Tests `text/clitics.py`: every reading of a word's beginning and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.text.clitics import NONE, PROCLITICS, PRONOUNS, Proclitic, split_ends, split_starts
from riwaya.text.fold import fold_word

WORDS = st.text(st.sampled_from("وفبلكسانيتمدره"), min_size=1, max_size=9)


def starts(word: str) -> list[str]:
    return [word[: clitic.length] for clitic in split_starts(word)]


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("مدينه", [""]),
        ("والمدينه", ["", "و", "وال"]),
        ("فالمدينه", ["", "ف", "فال"]),
        ("المدينه", ["", "ال"]),
        ("بالمدينه", ["", "ب", "بال"]),
        ("كالمدينه", ["", "ك", "كال"]),
        ("للمدينه", ["", "ل", "لل"]),
        ("وللمدينه", ["", "و", "ول", "ولل"]),
        ("وبالمدينه", ["", "و", "وب", "وبال"]),
        ("فبالمدينه", ["", "ف", "فب", "فبال"]),
        ("وكالمدينه", ["", "و", "وك", "وكال"]),
        ("سينسحب", ["", "س"]),
        ("وسينسحب", ["", "و", "وس"]),
        ("فسينسحب", ["", "ف", "فس"]),
        ("لينسحب", ["", "ل"]),
        ("للجنه", ["", "ل", "لل"]),
        ("ووقف", ["", "و"]),
        ("بسينا", ["", "ب"]),
        ("سبمدينه", ["", "س"]),
        ("اف", [""]),
        ("و", [""]),
        ("ال", [""]),
        ("وال", ["", "و"]),
        ("لل", ["", "ل"]),
        ("nato", [""]),
        ("15", [""]),
        ("و15", ["", "و"]),
        ("الf-16", ["", "ال"]),
    ],
)
def test_split_starts(word: str, want: list[str]) -> None:
    assert starts(word) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("و", Proclitic(1, conjunction="و")),
        ("ال", Proclitic(2, article=True)),
        ("لل", Proclitic(2, preposition="ل", article=True)),
        ("وبال", Proclitic(4, conjunction="و", preposition="ب", article=True)),
        ("فس", Proclitic(2, conjunction="ف", future=True)),
        ("كال", Proclitic(3, preposition="ك", article=True)),
        ("ول", Proclitic(2, conjunction="و", preposition="ل")),
    ],
)
def test_what_a_proclitic_holds(text: str, want: Proclitic) -> None:
    assert PROCLITICS[text] == want


@pytest.mark.parametrize("text", ["لال", "سال", "السي", "بب", "وف", "فو", "سب", "بس"])
def test_what_is_no_proclitic(text: str) -> None:
    assert text not in PROCLITICS


@given(WORDS)
def test_the_whole_word_comes_first_and_a_letter_is_left(word: str) -> None:
    found = split_starts(word)
    assert found[0] == NONE
    lengths = [clitic.length for clitic in found]
    assert lengths == sorted(set(lengths))
    assert all(length < len(word) for length in lengths)
    assert all(PROCLITICS[word[:length]].length == length for length in lengths)


def test_pronouns_are_folded() -> None:
    assert {fold_word(pronoun) for pronoun in PRONOUNS} == PRONOUNS
    assert {"ه", "ها", "هم", "هما", "هن", "ك", "كم", "نا", "ي", "ني"} <= PRONOUNS


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("مدينه", ["ه", ""]),
        ("مدينتهما", ["هما", ""]),
        ("مدينتي", ["ي", ""]),
        ("يقتلني", ["ني", "ي", ""]),
        ("مدينتنا", ["نا", ""]),
        ("مدينه-1ك", ["ك", ""]),
        ("قصف", [""]),
        ("له", [""]),
        ("لهم", [""]),
        ("150ه", [""]),
    ],
)
def test_split_ends(word: str, want: list[str]) -> None:
    assert list(split_ends(word)) == want
