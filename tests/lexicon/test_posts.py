"""Tests `lexicon/posts.py`: the examples of `data/pages/posts.toml`, days as platforms print them, and a file that cannot be."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.posts import Signature, Signed, load_post_signs

POSTS = load_post_signs()
SIGNED = list(zip(POSTS.file.signature, POSTS.signatures, strict=True))


@pytest.mark.parametrize(("signature", "signed", "line"), [(a, b, line) for a, b in SIGNED for line in a.hit])
def test_hit(signature: Signature, signed: Signed, line: str) -> None:
    assert signed.expression.search(line)
    assert any(need in line for need in signature.needs)


@pytest.mark.parametrize(("signed", "line"), [(b, line) for a, b in SIGNED for line in a.miss])
def test_miss(signed: Signed, line: str) -> None:
    assert not signed.expression.search(line)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("May 14, 2024", date(2024, 5, 14)),
        ("14 أيار 2024", date(2024, 5, 14)),
        ("١٤ تشرين الثاني، ٢٠٢٣", date(2023, 11, 14)),
        ("14 تشرين الأول 2023", date(2023, 10, 14)),
        ("February 30, 2024", None),
        ("yesterday", None),
        (None, None),
    ],
)
def test_day(text: str | None, day: date | None) -> None:
    assert POSTS.day_of(text) == day


def test_bad_file_is_named(tmp_path: Path) -> None:
    shutil.copytree(DATA / "pages", tmp_path / "pages")
    path = tmp_path / "pages" / "posts.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("expression = '", "expression = '(", 1), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"posts\.toml"):
        load_post_signs(tmp_path)
