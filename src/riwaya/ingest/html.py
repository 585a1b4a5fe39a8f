"""HTML to a page: the article's text by trafilatura, with what the page's head tells of it.

A page's own dates are not taken for its day of publication: crawlers and templates write them too.
"""

import re

from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted

from riwaya.errors import DocumentError
from riwaya.ingest.decoding import check_text, decode_text
from riwaya.ingest.raw import THOROUGH, Raw
from riwaya.model import Document, Page

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 4096
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def page_of_html(raw: Raw) -> Page:
    """The page of an HTML file's bytes; raises `DocumentError` (`input.html` where no text can be extracted)."""
    place = raw.place
    source = _DECLARATION.sub("", _decode(raw.raw, place), count=1)
    try:
        found = bare_extraction(source, with_metadata=True, include_comments=False, include_tables=True, date_extraction_params=_DATES)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise DocumentError(f"HTML that cannot be taken apart ({type(error).__name__})", document=place, rule="input.html") from error
    text = (found.text or "") if isinstance(found, Extracted) else ""
    if not isinstance(found, Extracted) or not text.strip():
        raise DocumentError("no article text found in the HTML; is it a list of links or an empty shell?", document=place, rule="input.html")
    check_text(text, place=place)
    document = Document(
        id=raw.id,
        text=text,
        sha256=raw.sha256,
        url=found.url or None,
        outlet=found.sitename or None,
        title=found.title or None,
        custody=raw.custody(extraction=THOROUGH),
    )
    return Page(document)


def _decode(raw: bytes, place: str) -> str:
    """The page's source: as UTF-8 or by its byte-order mark where that holds, else by the character set it declares.

    Letters in another set are never valid UTF-8 by chance, so that a wrong declaration does no harm.
    """
    try:
        return decode_text(raw, place=place)
    except DocumentError as error:
        declared = _DECLARED.search(raw, 0, _HEAD) if error.rule == "input.encoding" else None
        name = (declared[1] or declared[2]).decode("ascii") if declared else "utf-8"
        if name.lower().replace("_", "-") in ("utf-8", "utf8"):
            raise
    try:
        return raw.decode(name)
    except (UnicodeError, LookupError) as error:
        message = f"declares the character set {name} and does not keep to it ({error}); save it again as UTF-8"
        raise DocumentError(message, document=place, rule="input.encoding") from error
