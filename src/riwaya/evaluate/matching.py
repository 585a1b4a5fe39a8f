"""When two spans, two names or two items count as the same; source: the contract's scorer, whose figures these reproduce."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeGuard

MARKS = re.compile(r"[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
FOLD = str.maketrans("أإآٱىةؤئ", "اااايهوي")
CLITICS = re.compile(r"^(?:[وف]?(?:لل|[بك]ال|ال|[بلك])|[وف])?(?=\w{2})")
EDGE = re.compile(r"[!?؟]+|(?<!\b\w)\.(?=\s|$|[\u0621-\u064a])|\n+")
LONGEST_TRIGGER_WORDS = 6
LONGEST_CONTENT = 900
LONGEST_TIME = 80
_EXTRA_WORDS = 4
_SHORTEST_INNER = 4

Ends = Sequence[int]
"""A span as `(start, end)` or, from JSON, `[start, end]`."""


def fold(text: str | None) -> str:
    """Text reduced to what Arabic spelling variants share, lower-cased, one space between words.

    >>> fold("إلى  القُدس،")
    'الي القدس'
    """
    text = MARKS.sub("", unicodedata.normalize("NFKC", text or "")).translate(FOLD).casefold()
    return " ".join(re.findall(r"\w+", text))


def bare(folded: str) -> str:
    """A folded name without the clitics (and, so, by, to, as, the) attached to its first word.

    >>> bare("وللجيش")
    'جيش'
    """
    return CLITICS.sub("", folded, count=1)


def same_name(candidate: str, forms: Iterable[str]) -> bool:
    """True where the candidate is one of the forms but for clitics, or is a form with at most four words more."""
    candidate = fold(candidate)
    if not candidate:
        return False
    for form in map(fold, forms):
        if not form:
            continue
        if candidate == form or bare(candidate) == bare(form):
            return True
        extra = len(candidate.split()) - len(form.split())
        if 0 < extra <= _EXTRA_WORDS and f" {form} " in f" {candidate} " and len(form) >= _SHORTEST_INNER:
            return True
    return False


def locate(text: str, quote: str, nth: int | None = 1) -> tuple[int, int]:
    """The [start, end) of the nth occurrence of a quote; raises ValueError where there is none."""
    start = -1
    for _ in range(nth or 1):
        start = text.index(quote, start + 1)
    return start, start + len(quote)


def sentence(text: str, span: Ends) -> tuple[int, int]:
    """The [start, end) of the sentence around a span."""
    start = max((m.end() for m in EDGE.finditer(text, 0, span[0])), default=0)
    after = EDGE.search(text, span[1])
    return start, after.end() if after else len(text)


def overlaps(one: Ends, other: Ends) -> bool:
    """True where two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]


def is_span(value: Any, length: int) -> TypeGuard[Ends]:
    """True for a non-empty span within a text of `length` characters."""
    return isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(v, int) for v in value) and 0 <= value[0] < value[1] <= length


def is_short(text: str, span: Any) -> bool:
    """True for a span that may count as a trigger or a cue: at most six words, within one sentence."""
    if not is_span(span, len(text)):
        return False
    inside = text[span[0] : span[1]]
    return len(inside.split()) <= LONGEST_TRIGGER_WORDS and not EDGE.search(inside.strip())


def pair_up(predicted: int, gold: int, closeness: Callable[[int, int], int | None]) -> list[tuple[int, int]]:
    """One-to-one pairs (i, j) of so many predicted and gold items, closest first, ties in the order of the gold.

    A closeness of None forbids the pair.
    """
    ranked = []
    for i in range(predicted):
        for j in range(gold):
            close = closeness(i, j)
            if close is not None:
                ranked.append((-close, j, i))
    pairs: list[tuple[int, int]] = []
    used_i: set[int] = set()
    used_j: set[int] = set()
    for _, j, i in sorted(ranked):
        if i not in used_i and j not in used_j:
            pairs.append((i, j))
            used_i.add(i)
            used_j.add(j)
    return pairs
