"""How far two texts are one: the shares of shingles that they have in common, and the stretches of words behind them."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from riwaya.copies.hashing import SHINGLE

_LEAST_STRETCH = 8
"""Words of a stretch; less is anybody's phrase."""
_WIDEST_GAP = 8
"""Words changed, put in or left out within a stretch, on either side."""


class Shared(Struct, frozen=True):
    """Words `[first, after)` of one text that are, but for small changes, the words `[of_first, of_after)` of the other."""

    first: int
    after: int
    of_first: int
    of_after: int


def measure(ours: frozenset[int], theirs: frozenset[int]) -> tuple[float, float]:
    """Resemblance (of all shingles, the share that both have) and containment (of those of the shorter), each from 0 to 1.

    >>> measure(frozenset([1, 2, 3]), frozenset([2, 3, 4, 5]))
    (0.4, 0.6666666666666666)
    """
    both = len(ours & theirs)
    return both / (len(ours) + len(theirs) - both), both / min(len(ours), len(theirs))


def align(copy: Sequence[int], original: Sequence[int]) -> tuple[Shared, ...]:
    """The stretches that two texts share, by their shingles in order; sorted, not overlapping in the copy, in any order in the original."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, shingle in enumerate(original):
        places[shingle].append(at)
    runs: list[list[int]] = []
    at = 0
    while at < len(copy):
        if copy[at] not in places:
            at += 1
            continue
        length, of = max((_length(copy, original, at, start), -start) for start in places[copy[at]])
        of, words = -of, length + SHINGLE - 1
        if runs and _goes_on(runs[-1], at, of):
            runs[-1][1], runs[-1][3] = at + words, of + words
        else:
            first = max(at, runs[-1][1]) if runs else at
            runs.append([first, at + words, of + first - at, of + words])
        at += length
    return tuple(Shared(*run) for run in runs if run[1] - run[0] >= _LEAST_STRETCH)


def _length(copy: Sequence[int], original: Sequence[int], at: int, of: int) -> int:
    """How many shingles from `at` on are those from `of` on."""
    length = 1
    while at + length < len(copy) and of + length < len(original) and copy[at + length] == original[of + length]:
        length += 1
    return length


def _goes_on(run: list[int], at: int, of: int) -> bool:
    """True where a match follows a run in both texts, with little between."""
    return at - run[1] <= _WIDEST_GAP and -SHINGLE < of - run[3] <= _WIDEST_GAP and of > run[2]
