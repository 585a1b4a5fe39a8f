"""Quotation marks of every style that Arabic pages print: which opens, and by which the quotation may close.

Pages mix styles and turn curly marks about, so that one opening mark has several closing ones.
"""

CLOSING = {"“": '”"', "«": "»", '"': '"”»', "”": "“", "„": "“”", "‹": "›", "‘": "’", "'": "'’"}
"""Opening mark to the marks that may close it."""

OPENING = frozenset(CLOSING)
CLOSERS = frozenset("".join(CLOSING.values()))
"""Every mark that may close a quotation."""
