"""The bytes of a document to its page: its text, and what its form says of the text's parts and day.

This is the costly part of ingest, and it needs nothing but the bytes, so that it runs where pages are read, not where they are opened.
"""

from msgspec.structs import replace

from riwaya.errors import DocumentError
from riwaya.ingest.naming import with_outlet
from riwaya.ingest.raw import HTML, PDF, Raw, with_known
from riwaya.ingest.text import page_of_text
from riwaya.model import Page


def extract(raw: Raw) -> Page:
    """The page of a document's bytes; raises `DocumentError` where it cannot be had."""
    page = _extracted(raw)
    for number, story in enumerate(raw.stories):
        if not story.starts or story.starts not in page.document.text:
            raise DocumentError(f"`stories[{number}].starts` does not stand in the text", document=raw.place, rule="input.stories")
    document = with_outlet(with_known(page.document, raw.known), told=raw.known.outlet)
    return replace(page, document=document, stories=raw.stories or page.stories, witnesses=(*page.witnesses, *raw.witnesses))


def _extracted(raw: Raw) -> Page:
    if raw.form == PDF:
        from riwaya.ingest.pdf.page import page_of_pdf  # noqa: PLC0415 - it loads PDFium

        return page_of_pdf(raw)
    if raw.form != HTML:
        return page_of_text(raw)
    from riwaya.ingest.html.page import page_of_html  # noqa: PLC0415 - it imports an extractor that takes long and that texts do without

    return page_of_html(raw)
