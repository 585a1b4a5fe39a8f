"""Counts and what is worked out of them: precision, recall, F1."""

from collections import defaultdict

Figures = dict[str, float | int]


class Tally:
    """Counts behind one measure: hits, predicted and gold items."""

    def __init__(self) -> None:
        self.hit = self.predicted = self.gold = 0

    def add(self, hit: int, predicted: int, gold: int) -> None:
        """Count items in."""
        self.hit += hit
        self.predicted += predicted
        self.gold += gold

    def figures(self) -> Figures:
        """Precision, recall and F1 (0 to 1, four decimals) with the counts behind them."""
        p = self.hit / self.predicted if self.predicted else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        return {
            "p": round(p, 4),
            "r": round(r, 4),
            "f1": round(harmonic(p, r), 4),
            "hit": self.hit,
            "predicted": self.predicted,
            "gold": self.gold,
        }


Tallies = defaultdict[str, Tally]
"""Measure to tally, in the order in which measures first counted something."""


def harmonic(p: float, r: float) -> float:
    """The harmonic mean of two shares; 0 where both are.

    >>> harmonic(0.5, 1.0)
    0.6666666666666666
    """
    return 2 * p * r / (p + r) if p + r else 0.0
