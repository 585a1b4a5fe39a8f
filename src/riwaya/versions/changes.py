"""What changed between two versions of a text, word by word, with the places in both."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from riwaya.model import Span

_LINE = re.compile(r"[^\r\n]+")
_WORD = re.compile(r"\S+")
_MOST_WORDS = 4000
"""Words of a run of changed lines up to which single words are compared; beyond, whole lines are."""


class Change(Struct, frozen=True):
    """Words of the older text that gave way to words of the newer one; one of the spans is empty where words only came or went."""

    before: Span
    after: Span


def find_changes(before: str, after: str) -> list[Change]:
    """The changes from one text to the other, in order, not overlapping; blanks count for nothing.

    >>> old, new = "قُتل ثلاثة في القصف", "قُتل خمسة في القصف أمس"
    >>> [(old[c.before[0] : c.before[1]], new[c.after[0] : c.after[1]]) for c in find_changes(old, new)]
    [('ثلاثة', 'خمسة'), ('', 'أمس')]
    """
    left, right = _spans(_LINE, before), _spans(_LINE, after)
    lines = _differing([_plain(before, span) for span in left], [_plain(after, span) for span in right])
    found: list[Change] = []
    for old, new in lines:
        found += _words_changed(before, after, spans=(left[slice(*old)], right[slice(*new)]), at=(_at(left, old, before), _at(right, new, after)))
    return found


def _words_changed(before: str, after: str, *, spans: tuple[Sequence[Span], Sequence[Span]], at: tuple[int, int]) -> Iterator[Change]:
    left = [span for line in spans[0] for span in _spans(_WORD, before, line)]
    right = [span for line in spans[1] for span in _spans(_WORD, after, line)]
    if len(left) + len(right) > _MOST_WORDS:
        pairs: list[tuple[Span, Span]] = [((0, len(left)), (0, len(right)))]
    else:
        pairs = list(_differing([before[a:b] for a, b in left], [after[a:b] for a, b in right]))
    for old, new in pairs:
        yield Change(_run(left, old, otherwise=at[0]), _run(right, new, otherwise=at[1]))


def _differing(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[Span, Span]]:
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return (((a, b), (c, d)) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")


def _spans(what: re.Pattern[str], text: str, within: Span | None = None) -> list[Span]:
    start, end = within or (0, len(text))
    return [found.span() for found in what.finditer(text, start, end) if not found[0].isspace()]


def _plain(text: str, span: Span) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _at(spans: Sequence[Span], run: Span, text: str) -> int:
    """Where an empty run of spans stands."""
    return spans[run[0]][0] if run[0] < len(spans) else len(text)


def _run(spans: Sequence[Span], run: Span, *, otherwise: int) -> Span:
    """From the first to the last of a run of spans; where it is empty, the place before the span that follows."""
    first, after = run
    if first < after:
        return spans[first][0], spans[after - 1][1]
    place = spans[first][0] if first < len(spans) else spans[-1][1] if spans else otherwise
    return place, place
