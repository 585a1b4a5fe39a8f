"""Tests `fuse/cluster.py`."""

from itertools import combinations
from math import sqrt

from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.fuse.cluster import Pair, cluster

UNKNOWN = -1.0
MOST = 9
SURD = [sqrt(p) for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113)]
"""Numbers of which no sum equals another, so that no two means do."""


def test_alone_and_none() -> None:
    assert cluster(0, {}, unknown=UNKNOWN) == []
    assert cluster(3, {}, unknown=UNKNOWN) == [[0], [1], [2]]


def test_the_closest_join_first() -> None:
    assert cluster(3, {(0, 1): 1.0, (1, 2): 3.0, (0, 2): -9.0}, unknown=UNKNOWN) == [[0], [1, 2]]


def test_a_pair_that_was_not_compared_counts_as_unknown() -> None:
    assert cluster(3, {(0, 1): 3.0, (1, 2): 1.0}, unknown=-1.0) == [[0, 1], [2]], "the mean of 1 and -1 is nought"
    assert cluster(3, {(0, 1): 3.0, (1, 2): 1.5}, unknown=-1.0) == [[0, 1, 2]]


def test_a_mean_of_nought_joins_nothing() -> None:
    assert cluster(2, {(0, 1): 0.0}, unknown=UNKNOWN) == [[0], [1]]
    assert cluster(2, {(0, 1): 0.001}, unknown=UNKNOWN) == [[0, 1]]


def test_a_weak_tie_of_many_is_outweighed() -> None:
    scores = {(0, 1): 3.0, (0, 2): 3.0, (1, 2): 3.0, (2, 3): 2.0, (0, 3): -2.0, (1, 3): -2.0}
    assert cluster(4, scores, unknown=UNKNOWN) == [[0, 1, 2], [3]]


def test_a_veto_holds_in_a_chain() -> None:
    scores = {(0, 1): 9.0, (0, 2): 8.0, (1, 2): 8.0, (1, 3): 7.0, (2, 3): 7.0}
    assert cluster(4, scores, unknown=-0.1) == [[0, 1, 2, 3]]
    assert cluster(4, scores, vetoes=[(0, 3)], unknown=-0.1) == [[0, 1, 2], [3]]
    assert cluster(4, scores, vetoes=[(3, 0), (0, 2)], unknown=-0.1) == [[0, 1], [2, 3]]


def test_a_veto_is_handed_on_when_the_parted_one_joins_others() -> None:
    scores = {(0, 1): 9.0, (2, 3): 8.0, (1, 2): 7.0, (0, 2): 7.0, (1, 3): 7.0}
    assert cluster(4, scores, vetoes=[(0, 3)], unknown=-0.1) == [[0, 1], [2, 3]]


def test_ties_go_to_the_first() -> None:
    assert cluster(3, {(0, 1): 1.0, (1, 2): 1.0}, vetoes=[(0, 2)], unknown=UNKNOWN) == [[0, 1], [2]]
    assert cluster(4, {(0, 3): 1.0, (1, 2): 1.0, (1, 3): 1.0}, unknown=-9.0) == [[0, 3], [1, 2]]


def test_a_veto_parts_also_a_pair_with_a_score() -> None:
    assert cluster(3, {(0, 1): 2.0, (0, 2): 3.0, (1, 2): 2.0}, vetoes=[(1, 2)], unknown=UNKNOWN) == [[0, 2], [1]]


Case = tuple[int, dict[Pair, float], list[Pair]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Items with scores of their own each for some pairs, and vetoes on some of the others."""
    count = draw(st.integers(1, MOST))
    pairs = draw(st.lists(st.sampled_from([*combinations(range(count), 2)]), unique=True, max_size=len(SURD))) if count > 1 else []
    surds = draw(st.permutations(SURD))
    scores = {pair: surds[n] - draw(st.sampled_from([0.0, 6.0])) for n, pair in enumerate(pairs)}
    vetoed = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    return count, {pair: score for pair, score in scores.items() if pair not in vetoed}, vetoed


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(cases(), st.data())
def test_clusters_part_the_items_hold_no_vetoed_pair_and_do_not_depend_on_order(case: Case, data: st.DataObject) -> None:
    count, scores, vetoes = case
    found = cluster(count, scores, vetoes=vetoes, unknown=-1.1)
    assert sorted(i for members in found for i in members) == list(range(count)), "a partition"
    assert found == sorted(sorted(members) for members in found)
    assert not any({a, b} <= set(members) for members in found for a, b in vetoes)
    assert all(any({a, b} <= set(members) for a, b in scores) for members in found if len(members) > 1)
    new = data.draw(st.permutations(range(count)))
    moved = {(min(new[a], new[b]), max(new[a], new[b])): score for (a, b), score in scores.items()}
    again = cluster(count, moved, vetoes=[(new[a], new[b]) for a, b in vetoes], unknown=-1.1)
    assert again == sorted(sorted(new[i] for i in members) for members in found)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(cases())
def test_no_two_clusters_left_would_join(case: Case) -> None:
    count, scores, vetoes = case
    found = cluster(count, scores, vetoes=vetoes, unknown=-1.1)
    parted = {frozenset(pair) for pair in vetoes}
    for one, other in combinations(found, 2):
        between = [scores.get((min(a, b), max(a, b)), -1.1) for a in one for b in other]
        vetoed = any(frozenset((a, b)) in parted for a in one for b in other)
        assert vetoed or sum(between) / len(between) <= 1e-9


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(cases())
def test_a_veto_that_is_asked_for_parts_as_one_that_is_listed(case: Case) -> None:
    count, scores, vetoes = case
    listed = cluster(count, scores, vetoes=vetoes, unknown=-1.1)
    assert listed == cluster(count, scores, unknown=-1.1, are_apart=lambda i, j: (min(i, j), max(i, j)) in vetoes)
