"""Tests `names/tokens.py`."""

import pytest

from riwaya.names.tokens import Token, glued, is_common, is_other_gender, is_other_given, is_same_given, tokens_of


def letters(name: str) -> list[str]:
    return [token.letters for token in tokens_of(name)]


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("Bashar al-Assad", ["bashar", "assad"]),
        ("محمد بن سلمان آل سعود", ["محمد", "سلمان", "سعود"]),
        ("Ursula von der Leyen", ["ursula", "leyen"]),
        ("Абд аль-Фаттах ас-Сиси", ["абдальфаттах", "сиси"]),
        ("عبد الفتاح البرهان", ["عبدالفتاح", "البرهان"]),
        ("George W. Bush", ["george", "bush"]),
        ("Рава-Руська", ["рава", "руська"]),
        ("al", ["al"]),
        ("J", ["j"]),
        ("2022", []),
    ],
)
def test_words_of_a_name(name: str, want: list[str]) -> None:
    assert letters(name) == want


def test_the_arabic_article_is_taken_off_as_well_but_no_hamza() -> None:
    assert tokens_of("الأسد") == (Token("arabic", "الاسد", "اسد"),)
    assert tokens_of("ألبرت") == (Token("arabic", "البرت", None),)


def test_words_are_written_as_one_in_one_script_only() -> None:
    assert glued(tokens_of("نصر الله")) == Token("arabic", "نصرالله")
    assert glued(tokens_of("Su Сухой")) is None


def test_common_words_are_those_of_many_persons() -> None:
    assert is_common(Token("arabic", "محمد"))
    assert is_common(Token("latin", "john"))
    assert not is_common(Token("arabic", "شويغو"))


def test_men_and_women_of_one_family_name_are_two_persons() -> None:
    assert is_other_gender(Token("arabic", "زيلينسكي"), Token("cyrillic", "зеленская"))
    assert is_other_gender(Token("latin", "ivanova"), Token("arabic", "ايفانوف"))
    assert not is_other_gender(Token("latin", "ivanova"), Token("arabic", "ايفانوفا"))


def test_given_names_of_two_entries_are_two_names() -> None:
    assert is_other_given(Token("arabic", "حسن"), Token("latin", "hussein"))
    assert not is_other_given(Token("arabic", "حسن"), Token("latin", "hassan"))
    assert not is_other_given(Token("arabic", "حسن"), Token("latin", "shoigu"))


def test_given_names_of_the_gazetteer_are_known_across_scripts() -> None:
    assert is_same_given(Token("arabic", "محمد"), Token("latin", "mohammed"))
    assert not is_same_given(Token("arabic", "محمد"), Token("latin", "ahmed"))
