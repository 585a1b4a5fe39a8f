"""Arabic clitics: the conjunctions, prepositions, article and future marker before a word, the pronouns after it.

The order is conjunction (و ف), then preposition (ب ل ك) or future (س), then article (ال); ل before the article writes لل.
Source: Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapters 12 and 16.
"""

from functools import lru_cache

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
LONGEST_START = max(map(len, PROCLITICS))
_FIRST = frozenset("وفابلكس")


@lru_cache(maxsize=65536)
def split_starts(word: str) -> tuple[Proclitic, ...]:
    """Every reading of the folded word's beginning as clitics, the empty one first; at least one letter is left.

    >>> [p.length for p in split_starts("وبالمدينه")]
    [0, 1, 2, 4]
    """
    if word[0] not in _FIRST:
        return (NONE,)
    found = [NONE]
    for length in range(1, min(LONGEST_START + 1, len(word))):
        clitic = PROCLITICS.get(word[:length])
        if clitic is not None:
            found.append(clitic)
    return tuple(found)
