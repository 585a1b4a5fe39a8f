"""Tests `names/score.py` by the cases in `tests/cases/names_across_scripts` and by properties."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya.names import score_names
from riwaya.names.score import Curve, judge_names, load_calibration, log_odds, probability

CASES = sorted((Path(__file__).parent.parent / "cases" / "names_across_scripts").glob("*.toml"))
LOADED = [case for path in CASES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
NAMES = st.lists(st.sampled_from(["محمد", "علي", "شويغو", "بن", "Shoigu", "al", "Zelensky", "Шойгу", "Кліщіївка", "x", "7"]), min_size=1, max_size=4)


@pytest.mark.parametrize("case", LOADED, ids=lambda case: " | ".join(case["names"]))
def test_cases(case: dict[str, Any]) -> None:
    a, b = case["names"]
    assert case["tier"] == "must"
    assert judge_names(a, b) == case["want"], score_names(a, b)
    assert judge_names(b, a) == case["want"]


@settings(max_examples=200, deadline=None)
@given(NAMES, NAMES)
def test_scores_are_probabilities_the_same_from_either_side(a: list[str], b: list[str]) -> None:
    left, right = " ".join(a), " ".join(b)
    score = score_names(left, right)
    assert 0 <= score <= 1
    assert score == pytest.approx(score_names(right, left))


@settings(deadline=None)
@given(NAMES)
def test_a_name_is_itself(words: list[str]) -> None:
    name = " ".join(words)
    assert score_names(name, name) == (1.0 if any(w != "7" for w in words) else 0.0)


def test_order_and_missing_words() -> None:
    whole = score_names("فولوديمير زيلينسكي", "Volodymyr Zelensky")
    assert score_names("فولوديمير زيلينسكي", "Zelensky Volodymyr") > 0.5
    assert whole > score_names("زيلينسكي", "Volodymyr Zelensky") > score_names("فولوديمير", "Volodymyr Zelensky")
    assert whole > score_names("فولوديمير زيلينسكي", "Volodymyr Oleksandrovych Zelensky") > 0.5


def test_common_words_alone_stay_below_what_links() -> None:
    rules = load_calibration().names
    assert score_names("محمد حسن", "محمد حسن الترابي") <= rules.common_at_most + 1e-9 < rules.same_from


def test_a_family_name_alone_is_a_hint() -> None:
    rules = load_calibration().names
    assert score_names("شويغو", "سيرغي شويغو") == pytest.approx(rules.single_at_most)
    assert rules.common_at_most < rules.single_at_most < rules.same_from


def test_the_dearer_the_less_probable() -> None:
    for curve in load_calibration().curves.values():
        odds = [log_odds(cost, 7, curve) for cost in range(0, 3000, 100)]
        assert odds == sorted(odds, reverse=True)
        assert odds[0] > 0 > odds[-1]


def test_log_odds_are_bounded() -> None:
    curve = Curve(bias=0, cost=-1, cost_per_letter=0, letters=0)
    assert log_odds(10**6, 5, curve) == -7
    assert probability(0) == 0.5
