"""Which way text runs: by its first letter with a direction of its own (Unicode Standard Annex 9, section 3.3.1)."""

import unicodedata


def first_strong(text: str) -> str:
    """The direction of the first letter that has one: `L`, `R` or `AL`; empty where none has.

    >>> first_strong("12 جنديا"), first_strong("F-16"), first_strong("12.5")
    ('AL', 'L', '')
    """
    return next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "")


def is_arabic(text: str) -> bool:
    """True where the first letter of a text is written from right to left."""
    return first_strong(text) in ("R", "AL")
