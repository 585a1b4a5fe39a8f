"""Character references of HTML and XML (`&amp;`, `&#1607;`) to the characters they stand for, however long their figures are."""

import html
import re

_ENDLESS = re.compile(r"&#(?:x[0-9A-Fa-f]{9}[0-9A-Fa-f]*+|[0-9]{9}[0-9]*+);?", re.IGNORECASE)
"""References to no character: the last one is number 1114111."""


def unescape(text: str) -> str:
    r"""A text with its references resolved; those to no character stand as U+FFFD (HTML Living Standard, 13.2.5.80).

    >>> unescape("&lt;&#1607;&#x110000;" + "&#" + "1" * 5000)
    '<ه\ufffd\ufffd'
    """
    return html.unescape(_ENDLESS.sub("\ufffd", text) if "&#" in text else text)
