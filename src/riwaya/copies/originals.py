"""Which of several candidates is a text's original, so that no text is, through others, a copy of itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from riwaya.copies.alignment import Shared
from riwaya.copies.direction import CREDIT, STRENGTH, Pair

_AS_GOOD = 0.1
"""Of originals that a text resembles about as much, by this at most less, the first by age is taken."""


class Originals:
    """Text to its originals, under way; texts are numbered by age."""

    def __init__(self) -> None:
        self.of: defaultdict[int, list[int]] = defaultdict(list)

    def take_whole(self, pairs: Iterable[Pair]) -> list[Pair]:
        """For each text that has none yet, the pair with the original that it is a copy of as a whole, by number of the copy.

        One that it credits goes before all others, then the first of those that it resembles most.
        """
        offers: defaultdict[int, list[Pair]] = defaultdict(list)
        for pair in pairs:
            offers[pair.copy].append(pair)
        taken = []
        for copy in sorted(offers, key=lambda n: (min(STRENGTH[p.basis] for p in offers[n]), n)):
            if not self.of[copy]:
                best = next((p for p in _ranked(offers[copy]) if not self._leads(p.original, copy)), None)
                if best is not None:
                    self.of[copy].append(best.original)
                    taken.append(best)
        return sorted(taken, key=lambda p: p.copy)

    def take_parts(
        self, pairs: Iterable[tuple[Pair, Sequence[Shared]]], *, known: Mapping[int, Sequence[Shared]]
    ) -> list[tuple[Pair, Sequence[Shared]]]:
        """For each text the pairs with those that it takes parts from; of originals of the same words the one that gives most of them.

        `known` are the stretches of a text whose original is known already.
        """
        offers: defaultdict[int, list[tuple[Pair, Sequence[Shared]]]] = defaultdict(list)
        for pair, stretches in pairs:
            offers[pair.copy].append((pair, stretches))
        taken = []
        for copy in sorted(offers):
            covered = {n for s in known.get(copy, ()) for n in range(s.first, s.after)}
            for pair, stretches in sorted(offers[copy], key=lambda o: (o[0].basis != CREDIT, -_words(o[1]), o[0].original)):
                words = {n for s in stretches for n in range(s.first, s.after)}
                if len(words - covered) * 2 >= len(words) and not self._leads(pair.original, copy):
                    covered |= words
                    self.of[copy].append(pair.original)
                    taken.append((pair, stretches))
        return taken

    def _leads(self, text: int, to: int) -> bool:
        """True where a text is, itself or through others, a copy of another."""
        ahead, seen = [text], set()
        while ahead:
            at = ahead.pop()
            if at == to:
                return True
            if at not in seen:
                seen.add(at)
                ahead += self.of.get(at, ())
        return False


def _ranked(pairs: Sequence[Pair]) -> list[Pair]:
    best = max(p.resemblance for p in pairs)
    return sorted(pairs, key=lambda p: (p.basis != CREDIT, p.resemblance < best - _AS_GOOD, p.original))


def _words(stretches: Sequence[Shared]) -> int:
    return sum(s.after - s.first for s in stretches)
