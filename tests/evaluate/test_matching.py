"""Tests `evaluate/matching.py`."""

import pytest

from riwaya.evaluate.matching import is_short, is_span, locate, pair_up, same_name, sentence

TEXT = "قال الوزير أ. محمود إن المعبر مفتوح. وأضاف: غدا\nثم غادر"


@pytest.mark.parametrize(
    ("candidate", "forms", "same"),
    [
        ("وللجيش", ["الجيش"], True),
        ("إسرائيل", ["اسرائيل"], True),
        ("الرئيس الأوكراني فولوديمير زيلينسكي", ["فولوديمير زيلينسكي"], True),
        ("مصر", ["مصر"], True),
        ("رئيس مصر", ["مصر"], False),
        ("ا ب ج د ه و زيلينسكي", ["زيلينسكي"], False),
        ("روسيا", ["بيلاروسيا"], False),
        ("", ["الجيش"], False),
        ("الجيش", ["", "،"], False),
    ],
)
def test_same_name(candidate: str, forms: list[str], same: bool) -> None:
    assert same_name(candidate, forms) is same


def test_locate_counts_occurrences() -> None:
    assert locate("قال ثم قال", "قال") == (0, 3)
    assert locate("قال ثم قال", "قال", 2) == (7, 10)
    with pytest.raises(ValueError, match="substring"):
        locate("قال ثم قال", "قال", 3)


def test_a_sentence_does_not_end_at_an_initial() -> None:
    start, end = sentence(TEXT, locate(TEXT, "محمود"))
    assert TEXT[start:end] == "قال الوزير أ. محمود إن المعبر مفتوح."


@pytest.mark.parametrize("value", [None, "ab", [0], [1, 1], [2, 1], [-1, 2], [0, 99], [0.0, 1], {"start": 0}])
def test_no_spans(value: object) -> None:
    assert not is_span(value, 50)


def test_a_trigger_stays_within_six_words_and_a_sentence() -> None:
    assert is_short(TEXT, list(locate(TEXT, "المعبر مفتوح")))
    assert not is_short(TEXT, locate(TEXT, "مفتوح. وأضاف"))
    assert not is_short("واحد اثنان ثلاثة أربعة خمسة ستة سبعة", (0, 36))


def test_pairs_are_one_to_one_and_closest_first() -> None:
    close = {(0, 0): 1, (0, 1): 2, (1, 0): 1, (1, 1): 2}
    assert pair_up(2, 2, lambda i, j: close[i, j]) == [(0, 1), (1, 0)]
    assert pair_up(2, 2, lambda i, j: None) == []
