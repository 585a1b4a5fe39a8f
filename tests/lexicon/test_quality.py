"""Tests `lexicon/quality.py`: the examples of `data/pages/quality.toml`, and files that cannot be."""

import shutil
from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.quality import Searched, load_quality_signs

SIGNS = load_quality_signs()
SEARCHED = [*SIGNS.translated, *SIGNS.garbled]


@pytest.mark.parametrize(("searched", "text"), [(each, text) for each in SEARCHED for text in each.sign.hit])
def test_hit(searched: Searched, text: str) -> None:
    assert searched.find(text)


@pytest.mark.parametrize(("searched", "text"), [(each, text) for each in SEARCHED for text in each.sign.miss])
def test_miss(searched: Searched, text: str) -> None:
    assert not searched.find(text)


@pytest.mark.parametrize(
    ("old", "new", "told"), [('flag = "garbled"', 'flag = "spoiled"', "flag 'spoiled'"), ("pattern = '\\ufffd+'", "pattern = '('", "quality")]
)
def test_bad_file_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    shutil.copytree(DATA / "pages", tmp_path / "pages")
    path = tmp_path / "pages" / "quality.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told):
        load_quality_signs(tmp_path)
