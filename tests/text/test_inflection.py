"""Tests `text/inflection.py` by the cases in `tests/cases/inflection`: forms that a lemma has and forms that it has not."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from riwaya.text.fold import fold_word
from riwaya.text.inflection import FIXED, PRESENT, Form, Inflected, fixed, inflect_noun, inflect_participle, inflect_plural, inflect_verb

CASES = Path(__file__).parents[1] / "cases" / "inflection"


def load_cases() -> list[Any]:
    """Every case of the folder, as a parameter named by its file, lemma and reason; a hard one names the bug that fails it."""
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["bug"], strict=True)] if case["tier"] == "hard" else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['lemma'][0]}: {case['why']}", marks=marks))
    return found


def inflect(case: dict[str, Any]) -> list[Inflected]:
    """The forms of a case's lemma, as the class of word that the case names."""
    lemma = case["lemma"]
    match case["of"]:
        case "verb":
            return list(inflect_verb(lemma[0], lemma[1], passive=case.get("passive", False)))
        case "noun":
            return list(inflect_noun(lemma[0]))
        case "plural":
            return list(inflect_plural(lemma[0]))
        case "participle":
            return list(inflect_participle(lemma[0]))
    raise ValueError(case["of"])


def folded(words: Iterable[str]) -> set[str]:
    return {fold_word(word) for word in words}


def told(form: Form) -> str:
    """What a form says, in short: `past 3fs`, `noun md construct`."""
    flags = [name for name in ("suffixed", "construct", "indefinite", "passive") if getattr(form, name)]
    return " ".join([form.part, f"{form.person if form.part in ('past', 'present') else ''}{form.gender}{form.number}", *flags])


@pytest.mark.parametrize("case", load_cases())
def test_case(case: dict[str, Any]) -> None:
    forms = inflect(case)
    assert folded(case.get("want", ())) - {text for text, form in forms if not form.suffixed} == set()
    assert folded(case.get("suffixed", ())) - {text for text, form in forms if form.suffixed} == set()
    assert folded(case.get("unwanted", ())) & {text for text, _ in forms} == set()
    for word, want in case.get("says", {}).items():
        assert want in {told(form) for text, form in forms if text == fold_word(word)}


def test_forms_are_folded_words() -> None:
    for parameter in load_cases():
        case = parameter.values[0]
        for text, form in inflect(case):
            assert text == fold_word(text) != ""
            assert form.passive == case.get("passive", False)
            assert form.part != PRESENT or text[0] in "يتن"


def test_a_verb_without_a_present() -> None:
    forms = list(inflect_verb("ليس", ""))
    assert {form.part for _, form in forms} == {"past"}
    assert folded(["ليس", "ليست", "ليسوا", "ليسا"]) <= {text for text, _ in forms}


def test_a_noun_that_has_a_broken_plural_gets_no_sound_one() -> None:
    texts = {text for text, _ in inflect_noun("جندي", sound_plural=False)}
    assert folded(["جندي", "جنديا", "جنديان", "جنديين"]) <= texts
    assert folded(["جنديون", "جنديات"]) & texts == set()


def test_a_noun_without_construct_forms() -> None:
    forms = list(inflect_noun("مدينة", construct=False))
    assert not any(form.construct for _, form in forms)
    assert "مدينتين" in {text for text, _ in forms}


def test_only_the_head_of_a_group_is_inflected() -> None:
    forms = list(inflect_noun("وزير الدفاع"))
    texts = {text for text, _ in forms}
    assert folded(["وزير الدفاع", "وزيرا الدفاع", "وزيري الدفاع"]) <= texts
    assert all(text.endswith(" الدفاع") for text in texts)
    assert not any(form.suffixed or form.indefinite for _, form in forms)


def test_what_does_not_inflect() -> None:
    assert list(fixed("بالإضافة إلى")) == [("بالاضافه الي", Form(FIXED))]
