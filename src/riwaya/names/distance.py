"""The distance of two words: the cheapest way to cut both into groups of letters that stand for each other.

One word is compared with many: the columns of the table of costs (Wagner and Fischer (1974), The string-to-string correction problem)
belong to beginnings of the other word, so that words in alphabetical order share them, and a beginning that cannot come under the bound
takes all words out that begin with it, even those few in which a group of letters would leap over its end.
"""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush

from riwaya.names.costs import FAR, UNSEEN, Costs

_NOTHING: Mapping[str, int] = {}
Cell = tuple[int, int]
"""How many letters of the word, and at what cost."""


def framed(letters: str) -> str:
    """A word with its edges marked."""
    return f"^{letters}$"


class Nearest:
    """The nearest words so far: at most `limit`, none dearer than `bound` or, once one is found, than it by more than `margin`."""

    __slots__ = ("bound", "heap", "limit", "margin")

    def __init__(self, limit: int, *, bound: int = FAR, margin: int = FAR) -> None:
        self.limit, self.bound, self.margin = limit, bound, margin
        self.heap: list[tuple[int, int]] = []

    def offer(self, cost: int, number: int) -> None:
        """Take a word in, by its number; of equally near ones the lower number stays."""
        heappush(self.heap, (-cost, -number))
        if len(self.heap) > self.limit:
            heappop(self.heap)
        if len(self.heap) == self.limit:
            self.bound = min(self.bound, -self.heap[0][0])
        self.bound = min(self.bound, cost + self.margin)

    def best(self) -> int:
        """The cost of the nearest word, `FAR` without any."""
        return -max(self.heap)[0] if self.heap else FAR

    def found(self) -> list[tuple[int, int]]:
        """Cost and number, the nearest first."""
        return sorted((-cost, -number) for cost, number in self.heap)


class Word:
    """A word made ready to be compared with words of one script. `least` is the lowest cost that any word may have."""

    __slots__ = ("_by_right", "_dropped", "_longest", "_parts", "_rest", "_size", "least")

    def __init__(self, letters: str, costs: Costs) -> None:
        word = framed(letters)
        size = self._size = len(word)
        self._by_right, self._longest = costs.by_right, costs.longest_right
        self._parts = [[(i + k, word[i : i + k]) for k in range(1, min(costs.longest_left, size - i) + 1)] for i in range(size + 1)]
        self._dropped = [costs.dropped.get(c, UNSEEN) for c in word]
        self._dropped[0] = self._dropped[-1] = FAR
        rest = [0] * (size + 1)
        for i in range(size - 1, -1, -1):
            steps = [rest[to] + costs.least.get(part, FAR) for to, part in self._parts[i]]
            rest[i] = min(*steps, rest[i + 1] + (UNSEEN if 0 < i < size - 1 else FAR))
        self._rest = rest
        self.least = rest[0]

    def cost(self, letters: str, bound: int = FAR) -> int:
        """The distance of another word, in hundredths of a nat; `FAR` where it is above the bound."""
        found = Nearest(1, bound=bound)
        self.rank([framed(letters)], [0], nearest=found)
        return found.best()

    def rank(self, words: Sequence[str], numbers: Iterable[int], *, nearest: Nearest) -> None:
        """Offer `nearest` the words (framed) of these numbers; fast where the numbers follow the alphabet."""
        size = self._size
        columns: list[list[Cell]] = [[(0, 0)]]
        before, cut = "", "\0"
        for number in numbers:
            word = words[number]
            if word.startswith(cut):
                continue
            cut = "\0"
            shared, most = 0, min(len(columns) - 1, len(word))
            while shared < most and before[shared] == word[shared]:
                shared += 1
            del columns[shared + 1 :]
            before = word
            for j in range(shared + 1, len(word) + 1):
                column = self._column(columns, word, j, nearest.bound)
                columns.append(column)
                if not column:
                    cut = word[:j]
                    break
            else:
                if columns[-1] and columns[-1][-1][0] == size:
                    nearest.offer(columns[-1][-1][1], number)

    def _column(self, columns: Sequence[Sequence[Cell]], word: str, j: int, bound: int) -> list[Cell]:
        """The costs of the beginnings of this word against the first j letters of the other: (letters, cost), where the bound may be kept."""
        size, parts, by_right = self._size, self._parts, self._by_right
        new = [FAR] * (size + 1)
        for k in range(1, min(self._longest, j) + 1):
            known = by_right.get(word[j - k : j], _NOTHING)
            alone = known.get("", UNSEEN if k == 1 else FAR)
            if not known and k > 1:
                continue
            cost_of = known.get
            for i, sum_ in columns[j - k]:
                if sum_ + alone < new[i]:
                    new[i] = sum_ + alone
                for to, part in parts[i]:
                    cost = cost_of(part)
                    if cost is not None and sum_ + cost < new[to]:
                        new[to] = sum_ + cost
        return self._kept(new, columns[max(0, j - self._longest)][0][0], bound)

    def _kept(self, new: list[int], first: int, bound: int) -> list[Cell]:
        """The cells of a column that may lead to a word under the bound, with letters of this word dropped where that is cheaper."""
        kept = []
        before = FAR
        for i in range(first, self._size + 1):
            sum_ = new[i]
            if before < sum_:
                sum_ = before
            if sum_ + self._rest[i] <= bound:
                kept.append((i, sum_))
                before = sum_ + self._dropped[i] if i < self._size else FAR
            else:
                before = FAR
        return kept
