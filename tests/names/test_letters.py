"""Tests `names/letters.py`."""

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.names.letters import SCRIPTS, Spelling, load_letters, spell


def test_a_word_is_of_the_script_of_its_first_letter() -> None:
    assert spell("Tу-154") == Spelling("latin", "t")
    assert spell("شويغو") == Spelling("arabic", "شويغو")


def test_what_orthography_leaves_to_the_writer_makes_no_difference() -> None:
    assert spell("أُسـامة") == spell("اسامه")


def test_marks_that_tell_a_sound_are_kept_and_others_dropped() -> None:
    assert spell("Škoda") == Spelling("latin", "škoda")
    assert spell("José") == Spelling("latin", "jose")


def test_ukrainian_letters_stand_for_russian_ones() -> None:
    assert spell("Кліщіївка") == Spelling("cyrillic", "клишчиивка")


def test_without_a_letter_of_the_three_scripts_there_is_no_spelling() -> None:
    assert spell("2022") is None
    assert spell("東京") is None


@settings(deadline=None)
@given(st.text(max_size=12))
def test_a_spelling_is_spelled_as_itself(word: str) -> None:
    found = spell(word)
    if found:
        assert spell(found.letters) == found
        assert found.script in SCRIPTS


def test_letters_that_stand_for_others_are_kept_ones() -> None:
    known = load_letters()
    for script, letters in known.values():
        for letter in letters:
            assert known[letter] == (script, letter)
