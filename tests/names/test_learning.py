"""Tests `benchmarks/alignment.py` and `benchmarks/fit_names.py`, which learn the weights of names, on words made for it."""

from itertools import product

import numpy as np
import pytest
from benchmarks.alignment import FEWEST, Model, Pair, without_the_redundant
from benchmarks.fit_names import evenly, falling

from riwaya.names.costs import compile_costs
from riwaya.names.distance import Word

SOUNDS = {"ش": "sh", "م": "m", "ا": "a", "ن": "n", "و": "u"}
SPELLED = ["".join(letters) for letters in product(SOUNDS, repeat=4)]
PAIRS = [Pair(word, "".join(SOUNDS[c] for c in word), 1.0) for word in SPELLED]


@pytest.fixture(scope="module")
def model() -> Model:
    """A model of an alphabet in which each letter has one sound."""
    learnt = Model(PAIRS, longest=(2, 3))
    learnt.learn(PAIRS)
    return learnt


def test_words_that_sound_alike_are_nearer_than_others(model: Model) -> None:
    costs = compile_costs(model.rows())
    for pair, other in zip(PAIRS, PAIRS[7:], strict=False):
        word = Word(pair.left, costs)
        assert word.cost(pair.right) < word.cost(other.right)


def test_chances_are_of_one_and_rare_groups_have_none(model: Model) -> None:
    assert model.chances.sum() == pytest.approx(1.0)
    assert model.chances[1].sum() == model.chances[:, 1].sum() == 0
    assert FEWEST > 0


def test_the_same_pairs_give_the_same_costs(model: Model) -> None:
    again = Model(PAIRS, longest=(2, 3))
    again.learn(PAIRS)
    assert again.rows() == model.rows()


def test_costs_that_smaller_groups_tell_are_left_out() -> None:
    costs = {("a", "x"): 10, ("b", "y"): 20, ("ab", "xy"): 29, ("ba", "yx"): 5}
    assert without_the_redundant(costs) == {("a", "x"): 10, ("b", "y"): 20, ("ba", "yx"): 5}


def test_items_are_taken_evenly() -> None:
    assert evenly(list("abcdef"), 3) == ["a", "c", "e"]
    assert evenly(["a"], 3) == ["a"]


def test_no_cost_makes_a_pair_more_probable() -> None:
    rows = np.array([[1.0, cost, 0.0, 5.0] for cost in range(10)])
    rising = np.array([float(cost > 4) for cost in range(10)])
    assert falling(rows, rising)[1] == 0
    assert falling(rows, 1 - rising)[1] < 0
