"""Tests `ingest/decoding/decode.py`: what is text, in which character set, and what the rest looks like."""

from contextlib import suppress

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.decode import Decoded, decode_bytes, decode_page, decode_text
from tests.articles import BRIDGE, MINISTER, QUIET

PERSIAN = "سخنگوی دولت گفت که نیروهای ارتش پس از درگیری‌های دیروز از روستا عقب نشستند و پل کنار رودخانه ویران شد."
RUSSIAN = "Представитель министерства заявил в среду, что колонна с гуманитарной помощью прошла через пограничный переход."
ENGLISH = "The minister said the crossing would reopen “within days” – if the truce holds."
FRENCH = "Le général a déclaré que l'armée était prête à négocier dès l'été."


def fail(raw: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        decode_text(raw, place="صفحة.txt")
    return caught.value


def page(text: str, *, declared: str | None = None) -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<!doctype html><html><head>{meta}<title>News</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_comes_out_without_its_mark(encoding: str) -> None:
    assert decode_text(BRIDGE.encode(encoding), place="a.txt") == BRIDGE


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_both_orders_of_utf_16(mark: bytes) -> None:
    name = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    assert decode_text(mark + BRIDGE.encode(name), place="a.txt") == BRIDGE


def test_newlines_and_inner_marks_stay() -> None:
    text = "قال الوزير\r\nإن \ufeffالمعبر\rمفتوح\n"
    assert decode_text(text.encode("utf-8-sig"), place="a.txt") == text


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("utf-8", "utf-8"),
        ("cp1256", "windows-1256"),
        ("iso8859-6", "iso-8859-6"),
        ("mac_arabic", "mac-arabic"),
        ("cp720", "cp720"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32-le", "utf-32-le"),
    ],
)
@pytest.mark.parametrize("text", [BRIDGE, MINISTER], ids=["bridge", "minister"])
def test_undeclared_arabic_is_told_by_its_letters(name: str, told: str, text: str) -> None:
    text = text.replace("،", ",") if name == "cp720" else text
    found = decode_bytes(text.encode(name), place="a.txt")
    assert (found.text, found.encoding) == (text, told)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("cp1256", PERSIAN.replace("ی", "ي").replace("ک", "ك"), "windows-1256"),
        ("cp1251", RUSSIAN, "windows-1251"),
        ("koi8-r", RUSSIAN, "koi8-r"),
        ("cp1252", ENGLISH, "windows-1252"),
    ],
)
def test_undeclared_text_in_other_languages(name: str, text: str, told: str) -> None:
    found = decode_bytes(text.encode(name), place="a.txt")
    assert (found.text, found.encoding) == (text, told)


@pytest.mark.parametrize("text", [BRIDGE[40:110], MINISTER[30:90], QUIET])
@pytest.mark.parametrize("name", ["cp1256", "iso8859-6"])
def test_a_short_text_is_right_or_refused(name: str, text: str) -> None:
    with suppress(DocumentError):
        assert decode_text(text.encode(name), place="a.txt") == text


@pytest.mark.parametrize(
    ("raw", "rule", "words"),
    [
        (b"", "input.empty", "empty"),
        (b"\xef\xbb\xbf", "input.empty", "empty"),
        (b" \r\n\t\n", "input.empty", "blank"),
        ("… — !\n\u200f\n".encode(), "input.empty", "without a single letter"),
        (b"%PDF-1.7\n%\xe2\xe3", "input.binary", "PDF"),
        (b"PK\x03\x04rest", "input.binary", "ZIP"),
        (b"\x1f\x8b\x08\x00rest", "input.binary", "gzip"),
        (b"{\\rtf1\\ansi", "input.binary", "RTF"),
        (BRIDGE.encode()[:40] + b"\0\0" + BRIDGE.encode()[40:], "input.binary", "NUL"),
        (bytes(range(1, 256)) * 4, "input.binary", "binary"),
        (BRIDGE.encode("utf-16")[:2] + "ا\0ب".encode("utf-16-le"), "input.binary", "NUL"),
        (FRENCH.encode("latin-1"), "input.encoding", "Latin-1"),
        ("משרד הביטחון הודיע כי כוחותיו השתלטו על הכפר בגדה המזרחית של הנהר".encode("cp1255"), "input.encoding", "not UTF-8"),
        ("Το υπουργείο Άμυνας ανακοίνωσε ότι οι δυνάμεις του ανακατέλαβαν το χωριό".encode("cp1253"), "input.encoding", "not UTF-8"),
        ("国防部星期二宣布，经过三天的战斗，其部队控制了河东岸的一个村庄。".encode("gb18030"), "input.encoding", "not UTF-8"),
        (BRIDGE.encode("utf-16")[:-1], "input.encoding", "UTF-16"),
        (b"".join(bytes([b, 0xFF]) if b == 0xA7 else bytes([b]) for b in BRIDGE.encode()), "input.encoding", "line 1"),
        (("????? ?????? ??? ???????\n" * 5 + "BBC 24").encode(), "input.encoding", "question marks"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, rule: str, words: str) -> None:
    error = fail(raw)
    assert (error.rule, error.document, error.stage) == (rule, "صفحة.txt", "ingest")
    assert words in error.reason


def test_a_lone_break_in_utf_8_stands_and_is_told() -> None:
    at = BRIDGE.encode().index(b" ", 200)
    raw = BRIDGE.encode()[:at] + b"\xff" + BRIDGE.encode()[at:]
    found = decode_bytes(raw, place="a.txt")
    assert found.text.replace("\ufffd", "") == BRIDGE
    assert found.repairs == (f"1 places that are no UTF-8 stand as U+FFFD, the first at byte {at}, line 3",)


@pytest.mark.parametrize(
    ("name", "declared", "told"),
    [
        ("cp1256", "windows-1256", "windows-1256"),
        ("cp1256", "utf-8", "windows-1256"),
        ("cp1256", "iso-8859-1", "windows-1256"),
        ("cp1256", "windows-1252", "windows-1256"),
        ("cp1256", "iso-8859-6", "windows-1256"),
        ("iso8859-6", "windows-1256", "iso-8859-6"),
        ("utf-8", "windows-1256", "utf-8"),
        ("utf-8", "iso-8859-1", "utf-8"),
        ("utf-8", "utf-16", "utf-8"),
        ("cp1256", "no-such-set", "windows-1256"),
    ],
)
def test_a_wrong_declaration_gives_way_to_the_bytes(name: str, declared: str, told: str) -> None:
    source = page(BRIDGE, declared=declared)
    found = decode_page(source.encode(name), charset=None, place="a.html")
    assert (found.text, found.encoding) == (source, told)
    assert bool(found.repairs) == (told != declared)
    assert all(declared in words and told in words for words in found.repairs)


def test_the_header_goes_before_the_head_and_the_bytes_before_both() -> None:
    source = page(QUIET[:20], declared="windows-1251")
    assert decode_page(source.encode("cp1256"), charset="windows-1256", place="a.html").encoding == "windows-1256"
    source = page(BRIDGE, declared="windows-1256")
    found = decode_page(source.encode("cp1256"), charset="utf-8", place="a.html")
    assert found == Decoded(source, "windows-1256", ("declared utf-8, read as windows-1256",))


def test_a_declaration_settles_what_letters_alone_do_not() -> None:
    for name, text in (("windows-1252", FRENCH), ("windows-1254", "Savunma Bakanlığı açıkladı"), ("gb18030", "国防部星期二宣布")):
        source = page(text, declared=name)
        assert decode_page(source.encode(name), charset=None, place="a.html").text == source


@pytest.mark.parametrize("name", ["hex", "rot13", "unicode_escape", "idna", "utf-7", "\u0661"])
def test_what_is_no_character_set_is_never_used(name: str) -> None:
    assert decode_page(page("Le général a parlé").encode("latin-1"), charset=name, place="a.html").encoding == "windows-1252"


def test_stretches_in_another_set_are_decoded_in_it() -> None:
    raw = page(MINISTER).encode() + b"<div>" + BRIDGE.encode("cp1256") + b"</div>" + MINISTER.encode()
    found = decode_page(raw, charset="utf-8", place="a.html")
    assert found.text == page(MINISTER) + "<div>" + BRIDGE + "</div>" + MINISTER
    assert found.encoding == "utf-8 and windows-1256"
    assert "windows-1256" in " ".join(found.repairs)


def test_nul_characters_of_a_page_are_told() -> None:
    source = page(BRIDGE * 4)
    raw = source.encode()[:-20] + b"\0" + source.encode()[-20:]
    found = decode_page(raw, charset=None, place="a.html")
    assert found.text.replace("\ufffd", "") == source
    assert found.repairs == ("1 NUL characters stand as U+FFFD",)


def test_text_as_it_should_be_is_never_touched() -> None:
    for text in (
        BRIDGE,
        MINISTER,
        PERSIAN,
        RUSSIAN,
        ENGLISH,
        FRENCH,
        "«خط گچی» و طَگا ظپ",
        "À la une : « Été » – 25 % ©",
        "NÃO, SÃO, Ñandú",
        "جنگ‌ها و فرهنگ‌ها",
    ):
        assert decode_bytes(text.encode(), place="a.txt") == Decoded(text, "utf-8")
