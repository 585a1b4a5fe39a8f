"""Tests `ingest/saved.py`: pages that a person saved."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.beginnings import begins_mhtml
from riwaya.ingest.load import load_pages
from riwaya.ingest.saved import find_saved
from riwaya.model import Page, Witness
from tests.articles import BRIDGE, MINISTER
from tests.forms import open_bytes, pages_of, raws_of

BODY = "<html><head><title>خبر</title></head><body><article><h1>خبر</h1>" + "".join(f"<p>{line}</p>" for line in BRIDGE.splitlines() if line)
BODY += "</article></body></html>"


def mhtml(page: str = BODY, charset: str = "utf-8", encoding: str = "quoted-printable") -> bytes:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "https://sarraj.example/news/1"
    message["Subject"] = "خبر"
    message["Date"] = "Sat, 18 May 2024 01:30:00 +0300"
    message["MIME-Version"] = "1.0"
    message.set_content(page, subtype="html", charset=charset, cte=encoding)
    message.make_related()
    message.add_related(b"\x89PNG....", maintype="image", subtype="png", cid="<picture>")
    message.add_related("<html><body><p>إعلان في إطار</p></body></html>", subtype="html", cid="<frame>")
    return message.as_bytes()


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "quoted-printable"), ("utf-8", "base64"), ("cp1256", "base64")])
def test_the_page_of_an_mhtml_file(charset: str, encoding: str) -> None:
    raw = mhtml(charset=charset, encoding=encoding)
    assert begins_mhtml(raw)
    found = open_bytes(raw, "mhtml")
    (page,), (document,) = raws_of(found), [page.document for page in pages_of(found)]
    assert page.known.url == "https://sarraj.example/news/1"
    assert page.witnesses == (Witness("archived", date(2024, 5, 18), "Date: Sat, 18 May 2024 01:30:00 +0300"),)
    assert "وأسفر عن مقتل 12 جنديا." in document.text
    assert "إعلان" not in document.text


def test_a_message_without_a_page_is_a_problem() -> None:
    for raw in (b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", b"", b"\x00\xff" * 50):
        with pytest.raises(DocumentError) as caught:
            open_bytes(raw, "mhtml")
        assert caught.value.rule == "input.mhtml"


@pytest.mark.parametrize(
    ("note", "url", "day"),
    [
        (
            "<!--\n Page saved with SingleFile \n url: https://a.example/x \n saved date: Fri May 17 2024 23:10:00 GMT+0300 (توقيت مكة)\n-->",
            "https://a.example/x",
            date(2024, 5, 17),
        ),
        ("<!-- saved from url=(0019)https://a.example/x -->", "https://a.example/x", None),
        (
            "<!-- Mirrored from a.example/x by HTTrack Website Copier/3.x [XR&CO'2014], Fri, 17 May 2024 10:00:00 GMT -->",
            "http://a.example/x",
            date(2024, 5, 17),
        ),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        ("<!-- Page saved with nothing -->", None, None),
    ],
)
def test_what_saved_pages_note_of_themselves(note: str, url: str | None, day: date | None) -> None:
    saved = find_saved(f"<!DOCTYPE html> {note}\n{BODY}".encode())
    assert (saved.url, saved.day) == (url, day)
    (raw,) = raws_of(open_bytes(f"<!DOCTYPE html> {note}\n{BODY}".encode(), "html"))
    assert (raw.known.url, [witness.kind for witness in raw.witnesses]) == (url, ["archived"] if day else [])


def test_what_a_browser_saved_beside_a_page_is_no_page(tmp_path: Path) -> None:
    (tmp_path / "خبر_files").mkdir()
    (tmp_path / "خبر.html").write_text(BODY, encoding="utf-8")
    (tmp_path / "خبر_files" / "frame.html").write_text(BODY.replace("خبر", "إعلان"), encoding="utf-8")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "a.txt").write_text(MINISTER, encoding="utf-8")
    assert [page.document.id for page in load_pages([tmp_path]) if isinstance(page, Page)] == ["a", "خبر"]
