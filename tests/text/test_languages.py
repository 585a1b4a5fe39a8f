"""Tests `text/languages.py`: the examples of its data, short lines of public texts, and what must stay open."""

from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.text.languages import holds_foreign_letters, language_of, load_languages

LANGUAGES = [language for languages in load_languages().values() for language in languages]


@pytest.mark.parametrize(("code", "text"), [(each.code, text) for each in LANGUAGES for text in each.hit])
def test_hit(code: str, text: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(("code", "text"), [(each.code, text) for each in LANGUAGES for text in each.miss])
def test_miss(code: str, text: str) -> None:
    assert language_of(text) != code


@pytest.mark.parametrize("text", ["", "12.05.2024 14:32", "—", "🔴 🔴", "Kyiv", "漢字", "@apetrenko pic.twitter.com/x9Kd2mQa1"])
def test_open(text: str) -> None:
    assert language_of(text) == "und"


@pytest.mark.parametrize(
    ("text", "likely", "language"),
    [
        ("Zelova Harbour", "en", "en"),
        ("Zelova Harbour", "ar", "und"),
        ("تهران", "fa", "ar"),  # no letter of it is foreign to Arabic
        ("گفتگوی تهران", "fa", "fa"),
        ("زار غوتيريش مدينة گولان", None, "ar"),
        ("أسقط الجيش طائرة من طراز Su-35 فوق البحر", None, "ar"),
    ],
)
def test_page_decides_what_a_line_leaves_open(text: str, likely: str | None, language: str) -> None:
    assert language_of(text, likely=likely) == language


def test_foreign_letters() -> None:
    assert not holds_foreign_letters("قُتل 12 جنديًا (بينهم ضابط) في «ماريوبول»، ﻷن")
    assert holds_foreign_letters("زار كييف KYIV")
    assert holds_foreign_letters("گفت")


def test_bad_file_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    folder.mkdir()
    (folder / "languages.toml").write_text('[meta]\nsource = "x"\nlicense = "y"\n[[language]]\ncode = "xx"\n', encoding="utf-8")
    with pytest.raises(DataFileError, match=r"languages\.toml"):
        load_languages(tmp_path)
