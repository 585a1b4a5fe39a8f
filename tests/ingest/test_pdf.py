"""Tests `ingest/pdf/page.py` and its modules: the text of PDF files in the order in which it is read."""

import io
import textwrap
from datetime import date

import pypdf
import pytest

from riwaya.errors import DocumentError
from riwaya.ingest.pdf.page import ORDERED, page_of_pdf
from riwaya.ingest.raw import PDF, Raw
from riwaya.model import Page, Witness
from tests.articles import BRIDGE, MINISTER
from tests.forms import open_bytes, raws_of
from tests.pdfs import WIDTH, pdf_of, printed

RIGHT, LINE = 560, 14.0
PARAGRAPHS = [line for line in (BRIDGE + MINISTER).splitlines() if line]


def page_of(raw: bytes) -> Page:
    return page_of_pdf(Raw(id="a", place="a.pdf", form=PDF, raw=raw))


def fail(raw: bytes) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        page_of(raw)
    return caught.value


def set_out(paragraphs: list[str], *, head: str | None = None, ligature: bool = False, number: int = 1) -> list[tuple[float, float, float, str]]:
    """A page of paragraphs, the first one a headline in larger type, lines flush right."""
    y, lines = 740.0, []
    if head:
        lines.append((60.0, 780.0, 9.0, printed(head)))
    for n, paragraph in enumerate(paragraphs):
        size = 18.0 if n == 0 and number == 1 else 12.0
        for line in textwrap.wrap(paragraph, int(500 / (size * WIDTH)), break_on_hyphens=False):
            signs = printed(line.replace("لا", "\ufefb") if ligature else line)
            lines.append((RIGHT - len(signs) * size * WIDTH, y, size, signs))
            y -= LINE if size == 12 else 24
        y -= 12
    return [*lines, (300.0, 30.0, 9.0, str(number))]


@pytest.mark.parametrize("ligature", [False, True])
def test_lines_come_in_reading_order_and_paragraphs_whole(ligature: bool) -> None:
    page = page_of(pdf_of([set_out(PARAGRAPHS, ligature=ligature)], created="D:20240518093000+03'00'"))
    lines = page.document.text.split("\n")
    assert lines[:-1] == PARAGRAPHS
    assert [(part.role, page.document.text[part.start : part.end]) for part in page.parts] == [("headline", PARAGRAPHS[0]), ("boilerplate", "1")]
    assert page.witnesses == (Witness("archived", date(2024, 5, 18), "CreationDate D:20240518093000+03'00'"),)
    assert page.document.custody is not None
    assert (page.document.custody.repairs, page.document.custody.form) == ((ORDERED,), "pdf")


def test_what_every_page_has_at_its_head_is_boilerplate() -> None:
    turned = [PARAGRAPHS[n:] + PARAGRAPHS[:n] for n in range(1, 5)]
    pages = [set_out(lines, head="نشرة السراج الأسبوعية", number=n) for n, lines in enumerate(turned, 1)]
    page = page_of(pdf_of(pages))
    boilerplate = [page.document.text[part.start : part.end] for part in page.parts if part.role == "boilerplate"]
    assert boilerplate == [text for n in range(1, 5) for text in ("نشرة السراج الأسبوعية", str(n))]


def test_a_paragraph_goes_on_over_the_page() -> None:
    text = " ".join(paragraph.replace(".", "،") for paragraph in PARAGRAPHS[1:])
    wrapped = textwrap.wrap(text, 80)
    pages = [[(RIGHT - len(line) * 6.0, 700.0 - LINE * n, 12.0, printed(line)) for n, line in enumerate(part)] for part in (wrapped[:3], wrapped[3:])]
    assert page_of(pdf_of(pages)).document.text == text


def test_english_stays_as_it_is() -> None:
    text = "The ministry said on Friday that its forces had taken the town."
    assert page_of(pdf_of([[(60.0, 700.0, 12.0, text)]])).document.text == text


def test_words_parted_by_gaps_alone() -> None:
    words = ["أعلنت", "الوزارة", "سيطرتها", "على", "الجسر"]
    x, lines = 500.0, []
    for word in words:
        x -= len(word) * 6
        lines.append((x, 700.0, 12.0, printed(word)))
        x -= 4
    assert page_of(pdf_of([lines])).document.text == " ".join(words)


def test_a_picture_of_a_text_is_refused_by_name() -> None:
    error = fail(pdf_of([[]]))
    assert (error.rule, "without a text layer" in error.reason) == ("input.pdf", True)
    assert "ocrmypdf" in error.reason


def test_fonts_that_tell_no_letters_are_refused() -> None:
    assert fail(pdf_of([set_out(PARAGRAPHS)], told=False)).rule == "input.pdf"


def test_a_locked_file_says_so() -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of([set_out(PARAGRAPHS)])))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    assert "password" in fail(stream.getvalue()).reason


@pytest.mark.parametrize("raw", [b"", b"%PDF-1.7\n", b"%PDF-1.4\n%\xe2\xe3\n1 0 obj << /Type /Catalog >>", pdf_of([set_out(PARAGRAPHS)])[:400]])
def test_a_damaged_file_is_a_problem(raw: bytes) -> None:
    assert fail(raw).rule == "input.pdf"


def test_a_file_is_opened_by_its_beginning() -> None:
    raw = pdf_of([set_out(PARAGRAPHS)])
    (found,) = raws_of(open_bytes(raw, "pdf", name="a.pdf"))
    assert (found.form, found.raw) == (PDF, raw)
