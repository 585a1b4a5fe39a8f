"""Tests `ingest/decoding/repairs.py`: texts that were wrongly read and written again come back letter by letter, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.decode import decode_bytes
from riwaya.ingest.decoding.repairs import repair
from tests.articles import BRIDGE, MINISTER, QUIET

RUSSIAN = "Министр заявил, что переговоры продолжатся в среду — «без условий».\n"
SMILING = "انسحبت القوات 😀 من البلدة “مساء أمس” – وفق البيان.\n"


def wrongly(text: str, name: str, read: str) -> str:
    """A text in one set, read in another; `browser` reads as Windows-1252 with its gaps as control characters."""
    raw = text.encode(name)
    if read != "browser":
        return raw.decode(read)
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in raw)


@pytest.mark.parametrize("read", ["latin-1", "browser", "cp1256"])
@pytest.mark.parametrize("text", [BRIDGE, MINISTER, QUIET, SMILING], ids=["bridge", "minister", "quiet", "smiling"])
def test_utf_8_read_in_a_set_of_one_byte_comes_back(read: str, text: str) -> None:
    found, repairs = repair(wrongly(text, "utf-8", read), place="a.txt")
    assert found == text
    assert wrongly(found, "utf-8", read) == wrongly(text, "utf-8", read)
    assert len(repairs) == 1
    assert repairs[0].startswith("utf-8 read as windows-125")


@pytest.mark.parametrize("read", ["latin-1", "browser"])
def test_twice_wrongly_read_comes_back(read: str) -> None:
    once = wrongly(BRIDGE, "utf-8", read)
    found, repairs = repair(wrongly(once, "utf-8", read), place="a.txt")
    assert found == BRIDGE
    assert "2 times" in repairs[0]


@pytest.mark.parametrize("name", ["cp1256", "iso8859-6"])
@pytest.mark.parametrize("read", ["latin-1", "browser"])
def test_arabic_sets_read_as_latin_come_back(name: str, read: str) -> None:
    text = BRIDGE + "\n" + MINISTER
    found, repairs = repair(wrongly(text, name, read), place="a.txt")
    assert found == text
    assert len(repairs) == 1


def test_cyrillic_and_latin_come_back() -> None:
    assert repair(wrongly(RUSSIAN, "utf-8", "browser"), place="a")[0] == RUSSIAN
    text = "L'été dernier, à Genève, l'armée a été réorganisée."
    assert repair(wrongly(text, "utf-8", "browser"), place="a")[0] == text
    assert repair("The ministryâ€™s â€œclaimâ€\x9d was denied.", place="a")[0] == "The ministry’s “claim” was denied."


def test_only_the_lines_that_were_wrongly_read_change() -> None:
    right = "ظل الوضع هادئا طوال الليل، وقال «شاهد» إن الطريق مفتوحة."
    for read in ("browser", "cp1256"):
        text = right + "\n" + wrongly(BRIDGE, "utf-8", read) + right
        assert repair(text, place="a")[0] == right + "\n" + BRIDGE + right


@pytest.mark.parametrize("lost", ["\ufffd", "", "?"])
def test_letters_lost_on_the_way_are_not_invented(lost: str) -> None:
    """Windows-1252 has no character for the byte 81 of FEH: most programs drop it or write another sign."""
    wrong = wrongly(BRIDGE, "utf-8", "browser").replace("Ù\x81", "Ù" + lost)
    with pytest.raises(DocumentError, match="letters lost on the way") as caught:
        repair(wrong, place="a.txt")
    assert caught.value.rule == "input.encoding"


def test_too_little_to_prove_is_refused() -> None:
    with pytest.raises(DocumentError, match="too few to prove"):
        repair("ÇáÌíÔ", place="a.txt")


def test_a_file_tells_its_repairs() -> None:
    found = decode_bytes(wrongly(BRIDGE, "utf-8", "cp1256").encode(), place="a.txt")
    assert (found.text, found.encoding) == (BRIDGE, "utf-8")
    assert found.repairs == ("utf-8 read as windows-1256 and written again: undone",)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ گچپژکی‌،؛؟.\n«»0123456789ًَُِّ…–“”abcXYZ", max_size=300))
def test_no_text_in_letters_of_arabic_is_touched(text: str) -> None:
    assert repair(text, place="a") == (text, ())
