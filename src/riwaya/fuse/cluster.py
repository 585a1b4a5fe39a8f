"""Clusters items by pairwise scores: average linkage, closest first, never joining what a veto parts.

Deterministic: ties are broken by the items' own order. Source: Sokal and Michener (1958), the unweighted pair-group method, stopped where
the mean score between two clusters falls to nought or below.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[int, int]
"""Two items by their numbers, the lesser first."""


def cluster(
    count: int,
    scores: Mapping[Pair, float],
    *,
    vetoes: Iterable[Pair] = (),
    unknown: float,
    are_apart: Callable[[int, int], bool] | None = None,
    sizes: Sequence[int] | None = None,
) -> list[list[int]]:
    """The clusters of items 0..count-1, each sorted, in the order of their first items.

    `scores` holds log-odds of some pairs; a pair that is not among them counts as `unknown` (below nought). A veto parts two items for good;
    so does `are_apart`, which is asked of all items of two clusters that would join: for vetoes too many to list. `sizes` says how many
    alike each item stands for (one, where it is None).

    >>> cluster(3, {(0, 1): 2.0, (1, 2): -1.0}, unknown=-1.0)
    [[0, 1], [2]]
    >>> cluster(3, {(0, 1): 2.0, (1, 2): 3.0}, vetoes=[(0, 2)], unknown=-1.0)
    [[0], [1, 2]]
    >>> cluster(3, {(0, 1): 2.0, (1, 2): 3.0}, unknown=-1.0, are_apart=lambda i, j: i + j == 3)
    [[0, 1], [2]]
    """
    forest = _Forest(sizes or [1] * count, scores, vetoes=vetoes, unknown=unknown)
    while forest.heap:
        negative, a, b = heapq.heappop(forest.heap)
        if a in forest.members and b in forest.members and b not in forest.parted[a] and -negative == forest.mean(a, b):
            if are_apart is not None and any(are_apart(i, j) for i in forest.members[a] for j in forest.members[b]):
                forest.part(a, b)
            else:
                forest.merge(a, b)
    return sorted(sorted(found) for found in forest.members.values())


class _Forest:
    """Clusters under way. A merged cluster takes the lesser number of the two; stale entries of the heap no longer match their mean."""

    def __init__(self, sizes: Sequence[int], scores: Mapping[Pair, float], *, vetoes: Iterable[Pair], unknown: float) -> None:
        self.members = {i: [i] for i in range(len(sizes))}
        self.sizes = list(sizes)
        self.sums: list[dict[int, float]] = [{} for _ in sizes]
        self.parted: list[set[int]] = [set() for _ in sizes]
        self.unknown = unknown
        self.heap: list[tuple[float, int, int]] = []
        for (a, b), score in sorted(scores.items()):
            self.sums[a][b] = self.sums[b][a] = (score - unknown) * sizes[a] * sizes[b]
        for a, b in vetoes:
            self.part(a, b)
        for a, b in sorted(scores):
            self._offer(a, b)

    def mean(self, a: int, b: int) -> float:
        """The mean score over all pairs between two clusters: each pair that was scored adds what it exceeds `unknown` by."""
        return self.unknown + self.sums[a].get(b, 0.0) / (self.sizes[a] * self.sizes[b])

    def part(self, a: int, b: int) -> None:
        """Keep two clusters apart for good."""
        self.parted[a].add(b)
        self.parted[b].add(a)

    def merge(self, a: int, b: int) -> None:
        """Put the second cluster into the first, and offer it to all that it has scores with."""
        self.members[a] += self.members.pop(b)
        self.sizes[a] += self.sizes[b]
        for other, total in sorted(self.sums[b].items()):
            if other != a:
                self.sums[a][other] = self.sums[other][a] = self.sums[a].get(other, 0.0) + total
                del self.sums[other][b]
        for other in self.parted[b]:
            self.parted[other].add(a)
        self.parted[a] |= self.parted[b]
        self.sums[a].pop(b, None)
        for other in sorted(self.sums[a]):
            self._offer(a, other)

    def _offer(self, a: int, b: int) -> None:
        if b not in self.parted[a] and self.mean(a, b) > 0:
            heapq.heappush(self.heap, (-self.mean(a, b), min(a, b), max(a, b)))
