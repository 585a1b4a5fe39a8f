"""The main text of a page by trafilatura: its own rules, then readability and jusText as second opinions."""

import re

from trafilatura import bare_extraction
from trafilatura.settings import Document as Extracted

_DECLARATION = re.compile(r"<\?xml[^>]{0,500}\?>")
_FAILURES = (ValueError, TypeError, LookupError, AttributeError, RecursionError, AssertionError)
"""What the extractor is known to raise over pages that are badly broken."""


def thorough_text(source: str) -> str:
    """The text that trafilatura takes for the main one; empty where it finds none or breaks off."""
    try:
        found = bare_extraction(_DECLARATION.sub("", source, count=1), include_comments=False, include_tables=True)
    except _FAILURES:
        return ""
    return (found.text or "") if isinstance(found, Extracted) else ""
