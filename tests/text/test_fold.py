"""Tests `text/fold.py`: the classes of variants one by one, and the way back to the printed text by properties."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from riwaya.text.fold import fold, fold_word

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱیکھۀپچگڤ"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640"
CONTROLS = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
FORMS = "ﷺﷲﷻ﷼ﻻﻷﻵﻹﺎﺔﻰﻲﻚﻪﺀﭐﭖﱞﱟﹰﹱﹷﹿ"
OTHERS = "٠١٢٣٤٥٦٧٨٩۰۵۹0159٫٬.,:/-،؛؟!\"'«»…_\n\r\t \u00a0\u2009\u3000"
LATIN = "aZéßñÇİıŒ\u0301＆Ａｚ２ª²º"
# no Greek: a final sigma depends on what follows it
CYRILLIC = "ЖщЙё"
EMOJI = "😀👍🏽🇸🇾👨\u200d👩\u200d👧❤\ufe0f"
TEXTS = st.text(st.sampled_from(LETTERS + MARKS + CONTROLS + FORMS + OTHERS + LATIN + CYRILLIC + EMOJI), max_size=40)
SPACES = {"\t", "\u00a0", "\u2009", "\u202f", "\u3000"}


def cuts_an_expansion(offsets: list[int], start: int, end: int) -> bool:
    """True where the folded span begins or ends inside the several characters of one printed ligature."""
    return (start > 0 and offsets[start - 1] == offsets[start]) or offsets[end - 1] == offsets[end]


@given(TEXTS)
def test_offsets_lead_into_the_text_and_never_decrease(text: str) -> None:
    folded = fold(text)
    offsets = list(range(len(text) + 1)) if folded.offsets is None else folded.offsets
    assert len(offsets) == len(folded.text) + 1
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(text)
    assert all(0 <= offset < len(text) for offset in offsets[:-1])


@given(TEXTS)
def test_printed_spans_lie_in_the_text_one_after_the_other(text: str) -> None:
    folded = fold(text)
    spans = [folded.printed(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(after[0] >= before[1] or after[0] == before[0] for before, after in pairwise(spans))


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    again = fold(once)
    assert again.text == once
    assert again.offsets in (None, list(range(len(once) + 1)))


@given(TEXTS, st.data())
def test_the_printed_span_of_a_slice_folds_to_the_slice(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    assume(folded.offsets is None or not cuts_an_expansion(folded.offsets, start, end))
    first, after = folded.printed(start, end)
    assert fold(text[first:after]).text == folded.text[start:end]


@given(TEXTS, TEXTS)
def test_texts_fold_piece_by_piece(left: str, right: str) -> None:
    assert fold(left + right).text == fold(left).text + fold(right).text


@given(TEXTS)
def test_a_decomposed_arabic_letter_is_the_composed_one(text: str) -> None:
    arabic = "".join(c for c in text if "\u0621" <= c <= "\u064a" or c == " ")
    assert fold(unicodedata.normalize("NFD", arabic)).text == fold(arabic).text


@pytest.mark.parametrize(
    ("text", "want"),
    [
        pytest.param("أَعْلَنَ الوَزيرُ هُدْنَةً", "اعلن الوزير هدنه", id="short vowels and tanwin"),
        pytest.param("تقدّم القوّات", "تقدم القوات", id="shadda"),
        pytest.param("هٰذا الرحمٰن", "هذا الرحمن", id="superscript alef"),
        pytest.param("قالۖ ثمۚ", "قال ثم", id="Quranic signs"),
        pytest.param("هـدنـــة", "هدنه", id="tatweel"),
        pytest.param("أإآٱا", "ااااا", id="alef with hamza, madda, wasla"),
        pytest.param("آ أ إ", "ا ا ا", id="decomposed alef"),
        pytest.param("مسؤول رئيس", "مسوول رييس", id="hamza on waw and ya"),
        pytest.param("جزء", "جزء", id="hamza on the line stays"),
        pytest.param("كبرى على", "كبري علي", id="final alef maqsura"),
        pytest.param("هدنة", "هدنه", id="ta marbuta"),
        pytest.param("کی ھۀ", "كي هه", id="Persian kaf, ya, he"),
        pytest.param("٠١٢٣٤٥٦٧٨٩", "0123456789", id="Arabic-Indic digits"),
        pytest.param("۰۱۲۳۴۵۶۷۸۹", "0123456789", id="Persian digits"),
        pytest.param("١٬٥٠٠٫٢٥", "1,500.25", id="Arabic separators"),
        pytest.param("\u200fقال\u200e \u202bنعم\u202c \u2067لا\u2069", "قال نعم لا", id="marks, embeddings and isolates"),
        pytest.param("\ufeffمي\u200cخواهد\u200b", "ميخواهد", id="zero width"),
        pytest.param("ex\u00adample", "example", id="soft hyphen"),
        pytest.param("محمد ﷺ", "محمد صلي الله عليه وسلم", id="a ligature of a sentence"),
        pytest.param("ﷲ", "الله", id="a ligature of a word"),
        pytest.param("سﻻم ﻷنه ﻵن ﻹن", "سلام لانه لان لان", id="lam-alef"),
        pytest.param("ﻣﺪﻳﻨﺔ ﻋﻠﻰ", "مدينه علي", id="presentation forms"),
        pytest.param("ＮＡＴＯ ２٪", "nato 2٪", id="full width"),
        pytest.param("NATO Кремль", "nato кремль", id="capitals"),
        pytest.param("İzmir ve أنقرة", "İzmir ve انقره", id="a capital that lowers to two characters stays"),
        pytest.param("قال\u00a0نعم\tلا\u3000كلا", "قال نعم لا كلا", id="spaces"),
        pytest.param("قال\nنعم", "قال\nنعم", id="line breaks stay"),
        pytest.param("", "", id="nothing"),
        pytest.param("\u200f\u064e\u0640", "", id="only what is deleted"),
    ],
)
def test_variant(text: str, want: str) -> None:
    assert fold(text).text == want


@pytest.mark.parametrize("control", [c for c in map(chr, range(0x10000)) if unicodedata.bidirectional(c) in {"LRE", "RLE", "PDF", "LRO", "RLO"}])
def test_embeddings_are_deleted(control: str) -> None:
    assert fold(f"قا{control}ل").text == "قال"


def test_the_arabic_letter_mark_is_deleted() -> None:
    assert fold("\u061cقا\u061cل").text == "قال"


@pytest.mark.parametrize("text", ["﴾نصر﴿", "\ufdfd", "قال﴾نصر﴿ثم"])
def test_symbols_without_a_plain_form_stay(text: str) -> None:
    assert fold(text).text == text


@pytest.mark.parametrize("letter", list("بجدرسصطعفقكلمنهوي"))
@pytest.mark.parametrize("mark", list(MARKS))
def test_every_mark_is_deleted_after_any_letter(letter: str, mark: str) -> None:
    assert fold(letter + mark).text == letter


@pytest.mark.parametrize(
    ("text", "part", "want"),
    [
        ("في مدينـةٍ كبرى", "مدينه", "مدينـةٍ"),
        ("\u200fقالَ\u200f الوزير", "قال", "قالَ\u200f"),
        ("نبي ﷺ كريم", "صلي الله عليه وسلم", "ﷺ"),
        ("نبي ﷺ كريم", "الله", "ﷺ"),
        ("سﻻم عليكم", "سلام", "سﻻم"),
        ("عام ٢٠٢٢ انتهى", "2022", "٢٠٢٢"),
        ("قصف NATO", "nato", "NATO"),
        ("😀قِف😀", "قف", "قِف"),
    ],
)
def test_printed(text: str, part: str, want: str) -> None:
    folded = fold(text)
    at = folded.text.index(part)
    start, end = folded.printed(at, at + len(part))
    assert text[start:end] == want


def test_a_text_without_variants_of_length_needs_no_map() -> None:
    assert fold("أعلنت المدينة").offsets is None
    assert fold("أعلنَت المدينة").offsets is not None


def test_a_word_is_folded_without_the_blanks_around_it() -> None:
    assert fold_word("  هُدنة\t") == "هدنه"
    assert fold_word("وقف إطلاق النار") == "وقف اطلاق النار"
