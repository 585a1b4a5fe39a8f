"""Tests `ingest/decoding.py`: what is text, and what the rest looks like."""

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.decoding import decode_text
from tests.articles import BRIDGE


def fail(raw: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        decode_text(raw, place="صفحة.txt")
    return caught.value


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
        (BRIDGE.encode("cp1256", "ignore"), "input.encoding", "Windows-1256"),
        (BRIDGE.encode("iso8859-6", "ignore"), "input.encoding", "ISO-8859-6"),
        ("Le général a déclaré que l'armée était prête à négocier.".encode("latin-1"), "input.encoding", "Latin-1"),
        (BRIDGE.encode("utf-16-le"), "input.encoding", "UTF-16-LE"),
        (BRIDGE.encode("utf-16-be"), "input.encoding", "UTF-16-BE"),
        (BRIDGE.encode("utf-16")[:-1], "input.encoding", "UTF-16"),
        (BRIDGE.encode()[:201] + b"\xff" + BRIDGE.encode()[201:], "input.encoding", "line 3"),
    ],
)
def test_what_is_no_text_is_named(raw: bytes, rule: str, words: str) -> None:
    error = fail(raw)
    assert (error.rule, error.document, error.stage) == (rule, "صفحة.txt", "ingest")
    assert words in error.reason


def test_the_advice_runs() -> None:
    """The character set named in the advice is the one that gives the text back."""
    raw = BRIDGE.encode("cp1256")
    name = fail(raw).reason.split("-f ")[1].split()[0]
    assert raw.decode(name) == BRIDGE
