"""Full-text search in Arabic: spelling folded, clitics off, so that الهدنة finds بالهدنة, وللهدنة and هدنة.

A word is indexed as it stands and without every run of clitics that it may begin with. A word that is sought loses its article
only: what else looks like a clitic may be its first letter (بغداد). Source of the clitics: `riwaya.text.clitics`.
"""

import re
from functools import lru_cache

from msgspec import Struct

from riwaya.errors import UsageError
from riwaya.model import Span
from riwaya.text.clitics import split_starts
from riwaya.text.fold import fold

Run = tuple[str, ...]
"""Words that stand side by side: a phrase, or one word."""

LONGEST = 100
"""Characters of a word that are compared."""

_WHOLE = frozenset(("الله", "الذي", "التي", "الذين", "الي", "الا", "الان", "الاف", "الات"))
"""Words that begin with the letters of the article and have none."""

_WORD = re.compile(r"[^\W\d_]*\d+(?:[.,:/]\d+)*|[^\W\d_](?:[^\W_]|(?<=[a-z\d])[-'’](?=[a-z\d]))*")
"""A word of folded text: letters, or a number with what is written together with it (و1,200; f-16)."""

_QUOTES = re.compile('["“”„«»]')
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_NOT_WORD = re.compile(r"\W")
_OF_PRESENT = frozenset("يتنا")


class Hit(Struct, frozen=True):
    """A passage `[start, end)` of a document that holds all that was sought, and the spans of the words, in order."""

    document: str
    start: int
    end: int
    spans: tuple[Span, ...]


def index_words(text: str) -> str:
    """The words under which a text is found, parted by spaces.

    >>> index_words("وبالهُدنة 1,200")
    'وبالهدنه بالهدنه الهدنه هدنه 1200'
    """
    return " ".join(map(_joined, _tokens(text)))


def parse_query(words: str) -> tuple[Run, ...]:
    """What is sought: every word, and every phrase in quotes; raises `UsageError` where there is no word.

    >>> parse_query('الهدنة "وزير الدفاع"')
    (('هدنه',), ('وزير', 'دفاع'))
    """
    runs: list[Run] = []
    parts = _QUOTES.split(words)
    for number, part in enumerate(parts):
        found = [_stem(word) for word in _tokens(part)]
        within = number % 2 == 1 and number + 1 < len(parts)  # a quote that is never closed opens nothing
        runs.extend([tuple(found)] if within and found else [(word,) for word in found])
    if not runs:
        raise UsageError(f"no word to search for in {words!r}; give at least one")
    return tuple(dict.fromkeys(runs))


def find_runs(text: str, runs: tuple[Run, ...]) -> tuple[Span, ...]:
    """Where the runs stand in a text, in order and without overlaps; nothing where one of them is missing.

    >>> find_runs("بدأت الهدنة. وللهدنة شروط", (("هدنه",),))
    ((5, 11), (13, 20))
    """
    words = _words(text)
    found: set[Span] = set()
    for run in runs:
        places = [n for n in range(len(words) - len(run) + 1) if all(form in words[n + k][0] for k, form in enumerate(run))]
        if not places:
            return ()
        found.update((words[n][1][0], words[n + len(run) - 1][1][1]) for n in places)
    spans: list[Span] = []
    for start, end in sorted(found):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return tuple(spans)


def _words(text: str) -> list[tuple[tuple[str, ...], Span]]:
    """The words of a text in order: their indexed forms, and where they are printed."""
    folded = fold(text)
    return [(_forms(found[0]), folded.printed(found.start(), found.end())) for found in _WORD.finditer(folded.text)]


def _tokens(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


@lru_cache(maxsize=65536)
def _joined(word: str) -> str:
    return " ".join(_forms(word))


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """A folded word as it stands, then without each run of clitics that it may begin with."""
    rests = [word]
    for clitic in split_starts(word)[1:]:
        rest = word[clitic.length :]
        if (len(rest) > 1 and (not clitic.future or rest[0] in _OF_PRESENT)) or rest.isdigit():
            rests.append(rest)
    return tuple(dict.fromkeys(map(_term, rests)))


def _stem(word: str) -> str:
    """A sought word without its article; after و ب ل ك the letters are taken for one only before three more (وكالات has none)."""
    for clitic in split_starts(word)[1:]:
        rest = word[clitic.length :]
        if clitic.article and word not in _WHOLE and len(rest) > (1 if clitic.length == 2 and not clitic.preposition else 2):
            return _term(rest)
    return _term(word)


def _term(word: str) -> str:
    """A word in letters, digits and underscores alone: `1,200` is 1200, `f-16` is f_16."""
    term = word.casefold()[:LONGEST]
    return term if term.isalpha() else _NOT_WORD.sub("_", _THOUSANDS.sub("", term))
