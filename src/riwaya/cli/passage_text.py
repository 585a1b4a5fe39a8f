"""Printed words in their context, lit, for the terminal."""

import re
from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from riwaya.cli.terminal import clean, isolate, wrap
from riwaya.model import Span
from riwaya.text.direction import is_arabic

LIT = "bold reverse"
LONGEST = 600
"""Characters of context at most, on each side."""

_OPEN, _CLOSE = "[", "]"
_END = re.compile(r"[.!?؟]\s|\n")


def context_of(text: str, span: Span, *, within: Span | None = None) -> Span:
    """The sentences that a span stands in, no further than `within` (a passage) or what a screen holds."""
    low, high = within or (0, len(text))
    low, high = max(low, span[0] - LONGEST), min(high, span[1] + LONGEST)
    start = max((end.end() for end in _END.finditer(text, low, span[0])), default=low)
    after = _END.search(text, max(span[1] - 1, span[0]), high)
    end = high if after is None else after.start() + (after[0] != "\n")
    while start < span[0] and text[start].isspace():
        start += 1
    return start, max(end, span[1])


def lit_lines(text: str, context: Span, spans: Sequence[Span], *, width: int) -> Iterator[Text]:
    """The lines of a stretch of text with spans lit, and in brackets, so that they are told where there are no colours."""
    arabic = is_arabic(text[slice(*context)])
    lit = _apart((max(start, context[0]), min(end, context[1])) for start, end in spans if start < context[1] and end > context[0])
    for start, end in wrap(text, width - 8, start=context[0], end=context[1]):
        line, at = Text(), start
        for first, last in lit:
            if last <= start or first >= end:
                continue
            line.append(clean(text[at : max(first, at)]))
            inner = (_OPEN if first >= start else "") + clean(text[max(first, start) : min(last, end)]) + (_CLOSE if last <= end else "")
            line.append(inner, style=LIT)
            at = min(last, end)
        line.append(clean(text[at:end]))
        yield Text.assemble("     ", isolate(line, right_to_left=arabic))


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that overlap as one.

    >>> _apart([(4, 9), (0, 3), (2, 3), (9, 11)])
    [(0, 3), (4, 9), (9, 11)]
    """
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
