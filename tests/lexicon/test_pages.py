"""Tests `lexicon/pages.py`: the examples of `data/pages`, and files that cannot be."""

import shutil
from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.pages import Sign, load_page_signs, normalise_line

PAGES = load_page_signs()


@pytest.mark.parametrize(("sign", "line"), [(sign, line) for sign in PAGES.signs for line in sign.hit])
def test_hit(sign: Sign, line: str) -> None:
    found = PAGES.of(line)
    assert found is not None
    assert (found.role, found.block) == (sign.role, sign.block) or found.role == "boilerplate"


@pytest.mark.parametrize(("sign", "line"), [(sign, line) for sign in PAGES.signs for line in sign.miss])
def test_miss(sign: Sign, line: str) -> None:
    found = PAGES.of(line)
    assert found is None or found.role != sign.role


def test_lists() -> None:
    lists = PAGES.lists
    assert [line for line in lists.signed.hit if not PAGES.is_dateline(line)] == []
    assert [line for line in lists.signed.miss if PAGES.is_dateline(line)] == []
    assert [line for line in lists.endings.hit if not PAGES.ends_story(normalise_line(line))] == []
    assert [line for line in lists.endings.miss if PAGES.ends_story(normalise_line(line))] == []
    assert [line for line in lists.roundup.hit if not PAGES.roundup.match(normalise_line(line))] == []
    assert [line for line in lists.roundup.miss if PAGES.roundup.match(normalise_line(line))] == []
    assert [line for line in lists.continuing.hit if not PAGES.goes_on(normalise_line(line))] == []
    assert [line for line in lists.continuing.miss if PAGES.goes_on(normalise_line(line))] == []
    assert [line for line in lists.radical_waw.hit if PAGES.goes_on(normalise_line(line))] == []
    assert [line for line in lists.radical_waw.miss if not PAGES.goes_on(normalise_line(line))] == []
    assert [line for line in lists.sections.hit if not PAGES.is_section(normalise_line(line))] == []
    assert [line for line in lists.sections.miss if PAGES.is_section(normalise_line(line))] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('where = "opens"', 'where = "near"', "where 'near'"),
        ("longest = 170", "longest = 900", "longest"),
        ('block = "next"', 'block = "all"', "block 'all'"),
        ('id = "read_also"', 'name = "read_also"', "name"),
        ("[meta]", "[meta", "signs"),
    ],
)
def test_bad_file_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    shutil.copytree(DATA / "pages", tmp_path / "pages")
    path = tmp_path / "pages" / "boilerplate.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=told) as caught:
        load_page_signs(tmp_path)
    assert "boilerplate.toml" in str(caught.value)
