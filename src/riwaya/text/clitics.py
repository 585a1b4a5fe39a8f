"""Arabic clitics: the conjunctions, prepositions, article and future marker before a word, the pronouns after it.

The order is conjunction (و ف), then preposition (ب ل ك) or future (س), then article (ال); ل before the article writes لل.
Source: Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapters 12 and 16.
"""

from msgspec import Struct


class Proclitic(Struct, frozen=True):
    """What stands before a stem: `conjunction` و ف, `preposition` ب ل ك, `article`, `future` (س); empty strings where none."""

    length: int
    conjunction: str = ""
    preposition: str = ""
    article: bool = False
    future: bool = False


NONE = Proclitic(0)
PRONOUNS = frozenset(("ه", "ها", "هم", "هما", "هن", "ك", "كم", "كما", "نا", "ي", "ني"))
"""Folded pronoun suffixes, for objects and possessors."""
_PRONOUNS_OF = {text: (*(text[n:] for n in range(len(text)) if text[n:] in PRONOUNS), "") for text in PRONOUNS}
"""For each pronoun, those that the words in it may end in: itself, and ي of ني."""
_LAST = frozenset(pronoun[-1] for pronoun in PRONOUNS)
_NO_PRONOUN = ("",)


def _table() -> dict[str, Proclitic]:
    table: dict[str, Proclitic] = {}
    for conjunction in ("", "و", "ف"):
        for middle, preposition, article, future in (
            ("", "", False, False),
            ("ال", "", True, False),
            ("ب", "ب", False, False),
            ("بال", "ب", True, False),
            ("ل", "ل", False, False),
            ("لل", "ل", True, False),
            ("ك", "ك", False, False),
            ("كال", "ك", True, False),
            ("س", "", False, True),
        ):
            text = conjunction + middle
            table[text] = Proclitic(len(text), conjunction, preposition, article, future)
    return table


PROCLITICS = _table()
_READINGS = {text: (NONE, *(PROCLITICS[text[:n]] for n in range(1, len(text) + 1) if text[:n] in PROCLITICS)) for text in PROCLITICS}
"""For each text of clitics, every reading of it as clitics, the empty one first."""
_NO_CLITICS = _READINGS[""]
LONGEST_START = max(map(len, PROCLITICS))
_LONGEST = {first: max(len(text) for text in PROCLITICS if text.startswith(first)) for first in {text[0] for text in PROCLITICS if text}}
"""First letter to the length of the longest clitics that begin with it."""


def split_starts(word: str) -> tuple[Proclitic, ...]:
    """Every reading of the folded word's beginning as clitics, the empty one first; at least one letter is left.

    >>> [p.length for p in split_starts("وبالمدينه")]
    [0, 1, 2, 4]
    """
    longest = _LONGEST.get(word[0])
    if longest is None:
        return _NO_CLITICS
    for length in range(min(longest, len(word) - 1), 0, -1):
        readings = _READINGS.get(word[:length])
        if readings is not None:
            return readings
    return _NO_CLITICS


def split_ends(word: str) -> tuple[str, ...]:
    """Every pronoun that the folded word may end in, the longest first, "" for none last; at least two letters are left.

    >>> split_ends("مدينتهما")
    ('هما', '')
    """
    if word[-1] in _LAST and "\u0621" <= word[0] <= "\u064a":
        for length in range(min(3, len(word) - 2), 0, -1):
            pronouns = _PRONOUNS_OF.get(word[-length:])
            if pronouns is not None:
                return pronouns
    return _NO_PRONOUN
