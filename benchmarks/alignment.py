"""Learns which groups of letters stand for each other from pairs of words, by expectation maximisation over all ways to cut both.

The model is that of Jiampojamarn, Kondrak and Sherif (2007), Applying many-to-many alignments and hidden Markov models to letter-to-phoneme
conversion: a pair of words is a sequence of pairs of groups, each drawn by itself. Counts are discounted, which keeps rare groups out.
Words of equal lengths are counted together (numpy).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np

from riwaya.names.distance import framed

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Row = tuple[str, str, int]
"""Left group, right group, cost in hundredths of a nat."""

DISCOUNT = 0.3
FEWEST = 1.0
"""Pairs of groups seen less often than this, in expectation, are forgotten."""
RARE_GROUP = 30
ROUNDS = 6
WORST_SHARE = 0.06
"""The share of training pairs that the model finds least likely, by letter: most are no spellings of one name. They are left out."""
BATCH = 4000


class Pair(NamedTuple):
    """Two spellings of one name and how much they weigh."""

    left: str
    right: str
    weight: float


class Groups:
    """The groups of letters of one side, by number: 0 is nothing, 1 a group too rare to count."""

    def __init__(self, words: Sequence[str], longest: int) -> None:
        counts: Counter[str] = Counter()
        for word in map(framed, words):
            counts.update(word[i : i + k] for k in range(1, longest + 1) for i in range(len(word) - k + 1))
        self.longest = longest
        self.names = ["", "\0", *sorted(g for g, n in counts.items() if len(g) == 1 or n >= RARE_GROUP)]
        self.number = {g: n for n, g in enumerate(self.names)}
        self.size = len(self.names)

    def table(self, words: Sequence[str]) -> Ints:
        """Words of one length to [word, length of group - 1, end of group]."""
        number = self.number
        framed_words = [framed(w) for w in words]
        rows = [[[number.get(w[i - k : i], 1) if i >= k else 1 for i in range(len(w) + 1)] for k in range(1, self.longest + 1)] for w in framed_words]
        return np.array(rows, dtype=np.int64)


class Batch(NamedTuple):
    """Pairs of the same two lengths: their places in the data, and the groups of both sides."""

    places: Ints
    left: Ints
    right: Ints


class Model:
    """Probabilities of pairs of groups, [left, right]."""

    def __init__(self, pairs: Sequence[Pair], *, longest: tuple[int, int]) -> None:
        self.left = Groups([p.left for p in pairs], longest[0])
        self.right = Groups([p.right for p in pairs], longest[1])
        self.shapes = [(i, j) for i in range(longest[0] + 1) for j in range(longest[1] + 1) if i + j and (min(i, j) or max(i, j) == 1)]
        self.chances = self._first_guess()

    def _first_guess(self) -> Floats:
        """Every pair alike, the longer the rarer; a word's edge stands for an edge."""
        a, b = (np.array([len(g) for g in side.names]) for side in (self.left, self.right))
        found = 0.1 ** np.maximum(a[:, None], b[None, :]) / (self.left.size * 5.0)
        found[0, :] *= 0.05
        found[:, 0] *= 0.05
        for edge in ("^", "$"):
            has = [np.array([edge in g for g in side.names]) for side in (self.left, self.right)]
            found[has[0][:, None] != has[1][None, :]] = 0
        found[1, :] = found[:, 1] = found[0, 0] = 0
        return np.asarray(found, dtype=np.float64)

    def learn(self, pairs: Sequence[Pair]) -> None:
        """Fit the probabilities to the pairs, and once more without those that they make least likely."""
        kept = list(pairs)
        for last in (False, True):
            batches = list(self._batches(kept))
            weights = np.array([p.weight for p in kept])
            likely = np.zeros(len(kept))
            for _ in range(ROUNDS if last else ROUNDS // 2 + 1):
                counts = np.zeros(self.left.size * self.right.size)
                for batch in batches:
                    chance, places, shares = self._expect(batch, weights[batch.places])
                    likely[batch.places] = chance
                    counts += np.bincount(places, weights=shares, minlength=counts.size)
                kept_counts = np.where(counts < FEWEST, 0, counts - DISCOUNT)
                self.chances = (kept_counts / kept_counts.sum()).reshape(self.left.size, self.right.size)
            if not last:
                kept = self.likely_ones(kept, likely)

    def likely_ones(self, pairs: Sequence[Pair], likely: Floats) -> list[Pair]:
        """The pairs without the share of those that are least likely by letter."""
        by_letter = likely / np.array([len(p.left) + len(p.right) for p in pairs])
        least = float(np.quantile(by_letter, WORST_SHARE))
        return [p for p, x in zip(pairs, by_letter, strict=True) if x >= least]

    def log_chances(self, pairs: Sequence[Pair]) -> Floats:
        """The log probability of each pair, very low where there is no way to cut it."""
        found = np.zeros(len(pairs))
        for batch in self._batches(pairs):
            found[batch.places], _, _ = self._expect(batch, np.ones(len(batch.places)))
        return found

    def _batches(self, pairs: Sequence[Pair]) -> Iterator[Batch]:
        by_lengths: dict[tuple[int, int], list[int]] = defaultdict(list)
        for n, pair in enumerate(pairs):
            by_lengths[len(pair.left), len(pair.right)].append(n)
        for _, places in sorted(by_lengths.items()):
            for start in range(0, len(places), BATCH):
                part = places[start : start + BATCH]
                left, right = self.left.table([pairs[n].left for n in part]), self.right.table([pairs[n].right for n in part])
                yield Batch(np.array(part), left, right)

    def _expect(self, batch: Batch, weights: Floats) -> tuple[Floats, Ints, Floats]:
        """Log probabilities of the pairs, and how often each pair of groups (as one number) is expected in them."""
        n, m = batch.left.shape[2] - 1, batch.right.shape[2] - 1
        flat = self.chances.ravel()
        forward = np.zeros((n + 1, m + 1, len(batch.places)))
        forward[0, 0] = 1
        steps = []
        for i in range(n + 1):
            for j in range(m + 1):
                for a, b in self.shapes:
                    if i >= a and j >= b:
                        left = batch.left[:, a - 1, i] if a else np.zeros(len(batch.places), dtype=np.int64)
                        place = left * self.right.size + (batch.right[:, b - 1, j] if b else 0)
                        chance = flat[place]
                        steps.append((i, j, a, b, place, chance))
                        forward[i, j] += forward[i - a, j - b] * chance
        total = forward[n, m]
        possible = total > 1e-280
        backward = np.zeros_like(forward)
        backward[n, m] = np.where(possible, weights / np.where(possible, total, 1), 0)
        shares = []
        for i, j, a, b, _, chance in reversed(steps):
            backward[i - a, j - b] += backward[i, j] * chance
            shares.append(forward[i - a, j - b] * chance * backward[i, j])
        places = np.concatenate([step[4] for step in reversed(steps)])
        return np.log(np.where(possible, total, 1e-280)), places, np.concatenate(shares)

    def rows(self) -> list[Row]:
        """The costs of the pairs of groups, without those that smaller groups tell as well; sorted."""
        of_left, of_right = self.chances.sum(axis=1), self.chances.sum(axis=0)
        found = {}
        for i, j in zip(*np.nonzero(self.chances), strict=True):
            common = (0.5 * log(of_left[i]) if i else 0.0) + (0.5 * log(of_right[j]) if j else 0.0)
            found[self.left.names[i], self.right.names[j]] = max(0, round(100 * (common - log(self.chances[i, j]))))
        return sorted((a, b, cost) for (a, b), cost in without_the_redundant(found).items())


TOLERANCE = 8


def without_the_redundant(costs: dict[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """The pairs of groups that are cheaper than any two pairs that they can be cut into, by more than a little."""
    kept: dict[tuple[str, str], int] = {}
    best: dict[tuple[str, str], int] = {}
    for (a, b), cost in sorted(costs.items(), key=lambda item: (len(item[0][0]) + len(item[0][1]), item[0])):
        cuts = [((a[:i], b[:j]), (a[i:], b[j:])) for i in range(len(a) + 1) for j in range(len(b) + 1)]
        cheapest = min((best[x] + best[y] for x, y in cuts if x in best and y in best), default=None)
        if cheapest is None or cost < cheapest - TOLERANCE:
            kept[a, b] = best[a, b] = cost
        else:
            best[a, b] = min(cost, cheapest)
    return kept
