"""Tests `names/distance.py` beside its definition."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.names.costs import FAR, UNSEEN, Costs, both_ways, compile_costs, load_weights
from riwaya.names.distance import Nearest, Word, framed
from riwaya.names.letters import SCRIPTS, Script

ROWS = [("^", "^", 0), ("$", "$", 0), ("ش", "sh", 10), ("ش", "s", 90), ("و", "u", 5), ("و", "", 50), ("", "e", 40), ("شو", "cho", 20)]
WORDS = st.text(alphabet="ابتجدشغفكقلمنهوي", min_size=1, max_size=9)
LATIN = st.text(alphabet="abcdefghijklmnoprstuvwyz", min_size=1, max_size=9)


def plain_cost(left: str, right: str, costs: Costs) -> int:
    """The definition, without shared columns and bounds."""
    a, b = framed(left), framed(right)
    best = {(0, 0): 0}
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            ways = [best.get((i, j), FAR)]
            for di in range(min(i, costs.longest_left) + 1):
                for dj in range(min(j, costs.longest_right) + 1):
                    x, y = a[i - di : i], b[j - dj : j]
                    if di + dj == 0:
                        continue
                    price = costs.by_right.get(y, {}).get(x) if y else costs.dropped.get(x)
                    if price is None and di + dj == 1 and (x or y) not in "^$":
                        price = UNSEEN
                    if price is not None:
                        ways.append(best[i - di, j - dj] + price)
            best[i, j] = min(ways)
    return best[len(a), len(b)]


def test_the_cheapest_way_to_cut_counts() -> None:
    costs = compile_costs(ROWS)
    assert Word("شو", costs).cost("shu") == 15
    assert Word("شو", costs).cost("cho") == 20
    assert Word("شو", costs).cost("she") == 100
    assert Word("شو", costs).cost("shx") == 10 + 50 + UNSEEN


@settings(deadline=None)
@given(WORDS, LATIN)
def test_the_distance_is_that_of_the_definition(left: str, right: str) -> None:
    costs = load_weights()["arabic", "latin"]
    assert Word(left, costs).cost(right) == plain_cost(left, right, costs)


@settings(deadline=None)
@given(WORDS, LATIN)
def test_the_distance_is_the_same_from_either_side(left: str, right: str) -> None:
    weights = load_weights()
    assert Word(left, weights["arabic", "latin"]).cost(right) == Word(right, weights["latin", "arabic"]).cost(left)


@settings(deadline=None)
@given(WORDS, LATIN)
def test_no_word_is_nearer_than_the_least(left: str, right: str) -> None:
    word = Word(left, load_weights()["arabic", "latin"])
    assert word.cost(right) >= word.least >= 0


@pytest.mark.parametrize("script", SCRIPTS)
def test_within_a_script_a_word_is_no_way_off_itself(script: Script) -> None:
    words: dict[Script, str] = {"arabic": "زيلينسكي", "cyrillic": "зеленский", "latin": "zelensky"}
    assert Word(words[script], load_weights()[script, script]).cost(words[script]) == 0


def test_the_nearest_words_are_kept_with_lower_numbers_before_others() -> None:
    nearest = Nearest(2)
    for number, cost in enumerate([30, 10, 10, 10]):
        nearest.offer(cost, number)
    assert nearest.found() == [(10, 1), (10, 2)]
    assert (nearest.best(), nearest.bound) == (10, 10)
    assert Nearest(3).best() == FAR


def test_ranking_many_words_gives_the_distances_that_each_has_alone() -> None:
    word = Word("زيلينسكي", load_weights()["arabic", "latin"])
    words = sorted(framed(w) for w in ("zelensky", "zelenskyy", "zelenski", "zelinski", "selinski", "putin", "zelda", "z"))
    random.Random(1).shuffle(words)
    nearest = Nearest(len(words))
    word.rank(words, range(len(words)), nearest=nearest)
    assert {words[n]: cost for cost, n in nearest.found()} == {w: word.cost(w[1:-1]) for w in words}


def test_weights_go_both_ways() -> None:
    weights = both_ways({("arabic", "latin"): ROWS})
    assert Word("cho", weights["latin", "arabic"]).cost("شو") == 20
