"""Pairs of texts that are one, wholly, nearly or in part: every likeness checked word by word, none taken from an estimate."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np

from riwaya.copies.alignment import Shared, align, measure
from riwaya.copies.candidates import Pairs, find_near, find_sharing
from riwaya.copies.direction import Pair, direct
from riwaya.copies.shelf import Shelf, Text

NEAR_FROM = 0.5
"""The least resemblance of a near copy."""
_PART_FROM = 0.4
"""The least share of the shorter text's shingles that stand in both, for a partial copy."""
_LEAST_PART = 15
"""Words that the longest stretch of a partial copy has at least."""
_FEWEST_FIGURES, _SAME_FIGURES = 5, 0.4
"""Two texts with five figures each, of which fewer agree than two fifths of what the words that they share promise, are a form filled in twice."""
_SMALL_GROUP, _FIRST = 16, 4

Apart = Callable[[Text, Text], bool]


def exact_pairs(shelf: Shelf, *, apart: Apart) -> list[Pair]:
    """Pairs of the same words; of a large group each with the first few only."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(shelf.texts):
        groups[text.digest].append(number)
    found = []
    for members in groups.values():
        few = members if len(members) <= _SMALL_GROUP else members[:_FIRST]
        pairs = [*combinations(few, 2), *((a, b) for b in members[len(few) :] for a in few)]
        found += [direct(a, b, texts=shelf.texts, likeness=(1.0, 1.0)) for a, b in pairs if not apart(shelf.texts[a], shelf.texts[b])]
    return found


def near_pairs(shelf: Shelf, numbers: Sequence[int], *, apart: Apart) -> list[Pair]:
    """Pairs among some texts that resemble each other by half or more."""
    found = []
    for a, b, ours, theirs in _sets(shelf, find_near(shelf.signatures, np.array(numbers, dtype=np.int64)), apart=apart):
        likeness = measure(ours, theirs)
        if likeness[0] >= NEAR_FROM and not _is_form(shelf.texts[a], shelf.texts[b], containment=likeness[1]):
            found.append(direct(a, b, texts=shelf.texts, likeness=likeness))
    return found


def partial_pairs(shelf: Shelf, numbers: Sequence[int], *, apart: Apart) -> Iterator[tuple[Pair, tuple[Shared, ...]]]:
    """Pairs among some texts of which one takes a part, or the whole, of the other into a text of its own; with the stretches."""
    chosen = np.zeros(len(shelf.texts), dtype=np.bool_)
    chosen[list(numbers)] = True
    for a, b, ours, theirs in _sets(shelf, find_sharing(shelf.fingerprints, chosen), apart=apart):
        likeness = measure(ours, theirs)
        if likeness[1] < _PART_FROM or _is_form(shelf.texts[a], shelf.texts[b], containment=likeness[1]):
            continue
        pair = direct(a, b, texts=shelf.texts, likeness=likeness)
        stretches = align(shelf.shingles_of(pair.copy).tolist(), shelf.shingles_of(pair.original).tolist())
        if any(s.after - s.first >= _LEAST_PART for s in stretches):
            yield pair, stretches


def _sets(shelf: Shelf, pairs: Pairs, *, apart: Apart) -> Iterator[tuple[int, int, frozenset[int], frozenset[int]]]:
    """Pairs by number with the shingles of each; those of one text come together, so that its set is made once."""
    last, ours = -1, frozenset[int]()
    for pair in pairs.tolist():
        a, b = pair >> 32, pair & 0xFFFFFFFF
        one, other = shelf.texts[a], shelf.texts[b]
        if apart(one, other):
            continue
        if a != last:
            last, ours = a, frozenset(shelf.shingles_of(a).tolist())
        yield a, b, ours, frozenset(shelf.shingles_of(b).tolist())


def _is_form(a: Text, b: Text, *, containment: float) -> bool:
    shared, few = a.shared_figures(b)
    return few >= _FEWEST_FIGURES and shared < _SAME_FIGURES * few * containment
