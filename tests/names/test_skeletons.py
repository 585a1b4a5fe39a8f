"""Tests `names/skeletons.py`."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.errors import DataFileError
from riwaya.names.skeletons import CLASSES, load_classes, skeletons


@pytest.mark.parametrize(
    "names", [("بريغوجين", "Пригожин", "Prigozhin"), ("جورج", "George"), ("تشرشل", "Черчилль", "Churchill"), ("سيرجي", "Сергей")]
)
def test_spellings_of_one_name_share_a_skeleton(names: tuple[str, ...]) -> None:
    assert set.intersection(*(set(skeletons(name)) for name in names))


def test_the_likeliest_skeleton_comes_first_and_limits_hold() -> None:
    assert skeletons("جورج", limit=1) == ("JRJ",)
    assert len(skeletons("جورجيفسكي", limit=3)) == 3


def test_a_word_of_vowels_has_the_empty_skeleton_and_no_word_none() -> None:
    assert skeletons("آية") == ("",)
    assert skeletons("7") == ()


@settings(deadline=None)
@given(st.text(alphabet="ابتجدشغفكقلمنهوي", min_size=1, max_size=10))
def test_skeletons_are_of_known_classes_without_repeats(word: str) -> None:
    for skeleton in skeletons(word):
        assert set(skeleton) <= CLASSES
        assert all(a != b for a, b in pairwise(skeleton))


def test_an_unknown_class_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "skeletons.toml").write_text('[meta]\n[arabic]\n"ب" = ["Q"]\n[latin]\n[cyrillic]\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"skeletons\.toml"):
        load_classes(tmp_path)
