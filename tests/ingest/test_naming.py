"""The outlet of a document, by what is known of it and by its address."""

import io
import json

from riwaya.ingest.extracting import extract
from riwaya.ingest.load import load_pages
from riwaya.ingest.naming import with_outlet
from riwaya.ingest.raw import HTML, Known, Raw
from riwaya.model import Document, Page

TEXT = (
    "أعلنت السلطات المحلية إعادة فتح الجسر الشرقي أمام الشاحنات صباح اليوم بعد ثلاثة أسابيع من الإغلاق، وقالت إن الفرق الهندسية رممت الدعامة الثانية."
)
HTML_PAGE = f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>فتح الجسر</title>
<meta property="og:site_name" content="موقع آخر"></head><body><article><h1>فتح الجسر الشرقي</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"""


def _document(url: str | None, outlet: str | None = None) -> Document:
    return Document(id="a", text=TEXT, sha256="0" * 64, url=url, outlet=outlet)


def test_what_the_provider_told_outweighs_all() -> None:
    document = _document("https://www.wafa.ps/1", "نشرة الصباح")
    assert with_outlet(document, told="نشرة الصباح") is document


def test_a_registered_address_outweighs_what_the_page_calls_itself() -> None:
    assert with_outlet(_document("https://www.wafa.ps/1", "WAFA Agency"), told=None).outlet == "وفا"
    assert with_outlet(_document("https://difaf.example/1", "شبكة ضفاف"), told=None).outlet == "شبكة ضفاف"
    assert with_outlet(_document("https://www.difaf.example/1"), told=None).outlet == "difaf.example"


def test_without_an_address_nothing_is_said() -> None:
    assert with_outlet(_document(None), told=None).outlet is None
    assert with_outlet(_document("https://t.me/s/abc"), told=None).outlet is None


def test_pages_get_the_outlet_of_their_address() -> None:
    raw = Raw(id="a", place="a.html", form=HTML, raw=HTML_PAGE.encode(), known=Known(url="https://www.sana.sy/?p=1"))
    assert extract(raw).document.outlet == "سانا"
    told = Raw(id="a", place="a.html", form=HTML, raw=HTML_PAGE.encode(), known=Known(url="https://www.sana.sy/?p=1", outlet="الأصيل"))
    assert extract(told).document.outlet == "الأصيل"


def test_lines_of_json_get_the_outlet_of_their_address() -> None:
    lines = [{"id": "a", "text": TEXT, "url": "https://suna-sd.net/1"}, {"id": "b", "text": TEXT, "url": "https://suna-sd.net/2", "outlet": "الأصيل"}]
    stream = io.BytesIO("\n".join(json.dumps(line) for line in lines).encode())
    pages = [page for page in load_pages(["-"], stdin=stream) if isinstance(page, Page)]
    assert [page.document.outlet for page in pages] == ["سونا", "الأصيل"]
