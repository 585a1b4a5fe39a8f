"""Tests `versions/changes.py`."""

from hypothesis import given
from hypothesis import strategies as st

from riwaya.versions.changes import find_changes

BEFORE = "قُتل ثلاثة أشخاص في قصف على البلدة\n\nوقالت وزارة الدفاع إن القصف توقف.\n"


def said(before: str, after: str) -> list[tuple[str, str]]:
    return [(before[slice(*c.before)], after[slice(*c.after)]) for c in find_changes(before, after)]


def test_words_that_came_went_and_changed() -> None:
    after = "قُتل خمسة أشخاص في قصف على البلدة\n\nتحديث: ارتفع العدد.\nوقالت وزارة الدفاع إن القصف توقف مساء.\n"
    assert said(BEFORE, after) == [("ثلاثة", "خمسة"), ("", "تحديث: ارتفع العدد."), ("توقف.", "توقف مساء.")]


def test_a_line_that_went_tells_its_place() -> None:
    after = BEFORE.partition("\n\n")[0]
    (change,) = find_changes(BEFORE, after)
    assert BEFORE[slice(*change.before)] == "وقالت وزارة الدفاع إن القصف توقف."
    assert change.after == (len(after), len(after))


def test_blanks_are_no_change() -> None:
    assert said(BEFORE, "  " + BEFORE.replace("\n\n", "\r\n").replace(" ", "\u00a0 ")) == []


def test_very_long_runs_are_compared_by_whole_lines() -> None:
    old, new = ("كلمة " * 3000).strip(), ("أخرى " * 3000).strip()
    assert said(old, new) == [(old, new)]


WORDS = st.lists(st.sampled_from(["قال", "أمس", "القصف", "\n", "ثلاثة"]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
def test_changes_turn_one_text_into_the_other(before: str, after: str) -> None:
    made, end = "", 0
    for change in find_changes(before, after):
        assert change.before[0] >= end
        made += before[end : change.before[0]] + " " + after[slice(*change.after)] + " "
        end = change.before[1]
    assert (made + before[end:]).split() == after.split()
