"""How probable it is that two names, in whatever scripts, spell one name.

Words are compared by their distance (`distance`); the probability of a pair of words is a logistic function of the distance, learnt on
words that the weights were not learnt from. Names of several words are laid beside each other word by word.
"""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import exp, log
from pathlib import Path
from typing import Literal

from msgspec import Struct

from riwaya.names.costs import FAR, Costs, load_weights
from riwaya.names.distance import Word
from riwaya.names.files import DATA, read_toml
from riwaya.names.letters import SCRIPTS, Script
from riwaya.names.tokens import Token, glued, is_common, is_other_gender, is_other_given, is_same_given, tokens_of

ARTICLE_COST = 100
"""For an article that stands on one side only, in hundredths of a nat."""
_MOST = 7.0
"""No pair of words is surer than this, in log-odds."""
_SURE = 3.0
"""Nor does one beside another add more than a share of this."""
_LONGER = 1.5
"""Names written as one that differ more in length are not compared."""
_SLIP = 5.0
"""A pair of words with lower log-odds than the negative of this are two words."""


class Curve(Struct, frozen=True, forbid_unknown_fields=True):
    """Log-odds that two words spell one name: of their distance in nats, of that per letter, and of their mean length in letters."""

    bias: float
    cost: float
    cost_per_letter: float
    letters: float


class Sum(Struct, frozen=True, forbid_unknown_fields=True):
    """How the log-odds of pairs of words add up to those of a name: a start, a weight for the pair that fits worst, for others and common others."""

    start: float
    worst: float
    another: float
    common: float


class Names(Struct, frozen=True, forbid_unknown_fields=True):
    """How words add up to names, in log-odds (the four last: probabilities), and when two names are told to be the same or different.

    `crossed` is for names of different scripts, `within` for those of one.
    """

    crossed: Sum
    within: Sum
    missing_word: float
    single_word: float
    family_first: float
    open_at_most: float
    common_at_most: float
    single_at_most: float
    same_from: float
    different_to: float


class Calibration(Struct, frozen=True, forbid_unknown_fields=True):
    """A curve for each pair of scripts (in alphabetical order, with a hyphen), and the rules of whole names."""

    curves: dict[str, Curve]
    names: Names


class _Rules(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    names: Names


class _Curves(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    curves: dict[str, Curve]


def load_rules(data: Path = DATA) -> Names:
    """The rules of whole names, set by hand; raises `DataFileError` where the file is missing or wrong."""
    return read_toml(data / "rules.toml", _Rules).names


@cache
def load_calibration(data: Path = DATA) -> Calibration:
    """The curves and rules in a data folder; raises `DataFileError` where a file is missing or wrong."""
    return Calibration(read_toml(data / "calibration.toml", _Curves).curves, load_rules(data))


def log_odds(cost: int, letters: float, curve: Curve) -> float:
    """The log-odds of a distance in hundredths of a nat between words of a mean length."""
    nats = cost / 100
    found = curve.bias + curve.cost * nats + curve.cost_per_letter * nats / letters + curve.letters * letters
    return max(-_MOST, min(_MOST, found))


def dearest(letters: float, curve: Curve, least: float = -_MOST) -> int:
    """The distance in hundredths of a nat above which words of a mean length have lower log-odds than the least."""
    slope = curve.cost + curve.cost_per_letter / letters
    return int(100 * max(0.0, (curve.bias + curve.letters * letters - least) / -slope)) + 1 if slope < 0 else FAR


def probability(odds: float) -> float:
    """Log-odds as a number from 0 to 1."""
    return 1 / (1 + exp(-odds))


def odds_of(chance: float) -> float:
    """A probability between 0 and 1 as log-odds."""
    return log(chance / (1 - chance))


class Scorer:
    """Compares words and names by one set of weights, and remembers words and pairs of words met lately."""

    def __init__(self, weights: Mapping[tuple[Script, Script], Costs] | None = None, calibration: Calibration | None = None) -> None:
        self.weights = weights if weights is not None else load_weights()
        self.calibration = calibration if calibration is not None else load_calibration()
        self.curves = {(a, b): self.calibration.curves["-".join(sorted((a, b)))] for a in SCRIPTS for b in SCRIPTS}
        self._word = lru_cache(maxsize=1024)(self._new_word)
        self._odds = lru_cache(maxsize=65536)(self._new_odds)

    def _new_word(self, letters: str, left: Script, right: Script) -> Word:
        return Word(letters, self.weights[left, right])

    def word(self, letters: str, left: Script, right: Script) -> Word:
        """A word made ready to be compared with words of a script."""
        return self._word(letters, left, right)

    def cost(self, a: Token, b: Token, bound: int = FAR) -> int:
        """The distance of two words of names, in hundredths of a nat, `FAR` or more above the bound; the same from either side."""
        a, b = sorted((a, b), key=_order)
        if a == b:
            return 0
        return min(
            self.word(left, a.script, b.script).cost(right, bound) + (ARTICLE_COST if bare != stripped else 0)
            for left, bare in a.forms()
            for right, stripped in b.forms()
        )

    def word_odds(self, a: Token, b: Token, cost: int | None = None) -> float:
        """The log-odds that two words spell one name; `cost` is their distance if it is known already."""
        if a == b or is_same_given(a, b):
            return _MOST
        if cost is None:
            return self._odds(*sorted((a, b), key=_order))
        found = log_odds(cost, (len(a.letters) + len(b.letters)) / 2, self.curves[a.script, b.script])
        return min(found, self.calibration.names.open_at_most) if is_other_gender(a, b) else found

    def _new_odds(self, a: Token, b: Token) -> float:
        bound = dearest((len(a.letters) + len(b.letters)) / 2, self.curves[a.script, b.script])
        return self.word_odds(a, b, self.cost(a, b, bound))

    def odds(self, a: Sequence[Token], b: Sequence[Token]) -> float:
        """The log-odds that two names spell one name: the best of their words side by side, family name first, and written as one."""
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        price = self.calibration.names.family_first
        found = self._aligned(short, long)
        if len(short) > 1:
            turned = ((*short[1:], short[0]), (short[-1], *short[:-1]))
            found = max(found, *(self._aligned(tokens, long) - price for tokens in turned))
        if len(short) != len(long) and (one := glued(tuple(short))) and (other := glued(tuple(long))):
            size, other_size = sorted((len(one.letters), len(other.letters)))
            if other_size <= size * _LONGER:
                found = max(found, self.word_odds(one, other))
        return found

    def _aligned(self, short: Sequence[Token], long: Sequence[Token]) -> float:
        """The log-odds of the best way to find every word of the shorter name in the longer one, in order.

        The pair that fits worst weighs most. Words of the longer name may be missing from the shorter one, at a price; where only common words
        are left then, or its first word is one of those missing (a father's name in his son's), the names may well be those of two persons.
        """
        rules = self.calibration.names
        pairs = self._best_pairs(short, long)
        words = [(token, long[place]) for token, (_, place) in zip(short, pairs, strict=True)]
        missing = len(long) - len(short)
        worst = min(odds for odds, _ in pairs)
        if len(pairs) == 1:
            found = min(worst - rules.missing_word * missing - rules.single_word, odds_of(rules.single_at_most)) if missing else worst
        else:
            found = self._summed(words, [odds for odds, _ in pairs]) - rules.missing_word * missing
        others = any(is_other_given(a, b) for a, b in words if a.script != b.script)
        first = pairs[0][1]
        if others or (missing and (all(map(is_common, short)) or (first < missing if len(short) == 1 else first > 0))):
            found = min(found, odds_of(rules.common_at_most))
        if not missing and not others and sum(odds < -_SLIP for odds, _ in pairs) < 2:
            found = self._with_slips(found, worst, words)
        return max(-_MOST, min(_MOST, found))

    def _summed(self, words: Sequence[tuple[Token, Token]], odds: Sequence[float]) -> float:
        """The log-odds of a name from those of its pairs of words: the worst one and shares of the others."""
        rules = self.calibration.names
        weights = rules.within if len({token.script for pair in words for token in pair}) == 1 else rules.crossed
        common = [is_common(a) and is_common(b) for a, b in words]
        worst, *others = sorted(zip(odds, common, strict=True))
        shares = ((weights.common if shared else weights.another) * max(-_SLIP, min(odd, _SURE)) for odd, shared in others)
        return weights.start + weights.worst * worst[0] + sum(shares)

    def _with_slips(self, found: float, worst: float, words: Sequence[tuple[Token, Token]]) -> float:
        """Names as long as each other, whose words that are not the same are alike as a whole: small differences in long names tell little.

        Where one word is quite another, that leaves the question open at most.
        """
        unlike = [(a, b) for a, b in words if a != b and not is_same_given(a, b)]
        one, other = (glued(tuple(side)) for side in zip(*unlike, strict=True)) if len(unlike) > 1 else (None, None)
        if one is None or other is None:
            return found
        whole = self.word_odds(one, other)
        return max(found, whole if worst > -_SLIP else min(whole, self.calibration.names.open_at_most))

    def _best_pairs(self, short: Sequence[Token], long: Sequence[Token]) -> list[tuple[float, int]]:
        """For each word of the shorter name its log-odds and its place in the longer one, the sum as high as can be."""
        spare = len(long) - len(short)
        best: list[tuple[float, list[tuple[float, int]]]] = [(0.0, [])] * (spare + 1)
        for i, token in enumerate(short):
            grown: list[tuple[float, list[tuple[float, int]]]] = []
            for skipped in range(spare + 1):
                odds = self.word_odds(token, long[i + skipped])
                total, pairs = best[skipped]
                grown.append((total + odds, [*pairs, (odds, i + skipped)]))
                if skipped and grown[skipped - 1][0] >= grown[skipped][0]:
                    grown[skipped] = grown[skipped - 1]
            best = grown
        return best[-1][1]


def _order(token: Token) -> tuple[str, str, str]:
    return token.script, token.letters, token.bare or ""


@cache
def default_scorer() -> Scorer:
    """The scorer of the weights that come with Riwaya."""
    return Scorer()


def score_names(a: str, b: str) -> float:
    """The probability, from 0 to 1, that two whole names of any scripts spell one name; 1 for names of the same letters, 0 without any.

    >>> score_names("شويغو", "Шойгу") > 0.7 > 0.2 > score_names("محمد علي", "محمد حسن")
    True
    """
    left, right = tokens_of(a), tokens_of(b)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    return probability(default_scorer().odds(left, right))


def judge_names(a: str, b: str) -> Literal["same", "different", "unsure"]:
    """Whether two names spell one name, where that is sure enough."""
    score, rules = score_names(a, b), default_scorer().calibration.names
    if score >= rules.same_from:
        return "same"
    return "different" if score <= rules.different_to else "unsure"
