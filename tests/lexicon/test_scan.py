"""Tests `lexicon/scan.py` on small lexicons made in the test: what is found, over which words, with which clitics."""

from functools import cache

import pytest

from riwaya.lexicon.compiled import DATA, Lexicon, compile_entries
from riwaya.lexicon.entries import Cue, Entry, Head, Name, Number, Particle, Time, Trigger, Word
from riwaya.lexicon.scan import Hit, scan
from riwaya.ontology.load import load_ontology
from riwaya.text.fold import fold
from riwaya.text.tokens import Tokens, tokenise

ENTRIES: tuple[Entry, ...] = (
    Trigger("sahaba", "withdrawal", verb=("سحب", "يسحب"), masdar="سحب"),
    Trigger("hajama", "assault", verb=("هاجم", "يهاجم"), masdar="هجوم"),
    Trigger("truce", "agreement", noun=("وقف إطلاق النار",)),
    Cue("amara", "demand", verb=("أمر", "يأمر"), masdar="أمر"),
    Cue("wafqan", "assert", phrase=("وفقا ل", "بحسب ما"), frame="attribution"),
    Head("ministry", "body", "وزارة", ("وزارات",)),
    Head("defence", "body", "وزارة الدفاع"),
    Head("statement", "title", "استعادة"),
    Name("sudan", "place", "Sudan", ("السودان",), adjective=("سوداني",)),
    Name("syria", "place", "Syria", ("سوريا",), adjective=("سوري",)),
    Name("kyiv", "place", "Kyiv", ("كييف",)),
    Name("asad", "person", "Asad", ("الأسد",)),
    Name("f16", "weapon", "F-16", ("F-16",)),
    Particle("an", "عن", "preposition"),
    Particle("amsi", "أمس", "adverb"),
    Time("monday", "weekday", ("اثنين",)),
    Number("hundred", "exact", ("مئة",)),
    Word("verbs.radda", "رد", "verb", ("يرد",)),
)


def make(entries: tuple[Entry, ...]) -> Lexicon:
    return Lexicon("ar", tables=compile_entries(list(entries), language="ar"), ontology=load_ontology(DATA))


@cache
def lexicon() -> Lexicon:
    return make(ENTRIES)


def hits(text: str, *, entries: tuple[Entry, ...] = ()) -> tuple[Tokens, list[Hit]]:
    """Every hit of the text (by the entries given, or by all above), in the order of the tokens and then as the scan gives them."""
    tokens = tokenise(fold(text))
    return tokens, [hit for here in scan(make(entries) if entries else lexicon(), tokens) for hit in here]


def found(text: str, *, entries: tuple[Entry, ...] = ()) -> list[str]:
    """The ids found, each once, in the order of the scan."""
    return list(dict.fromkeys(hit.entry.id for hit in hits(text, entries=entries)[1]))


def around(text: str, identity: str) -> set[tuple[str, str]]:
    """The letters before and the pronoun after an entry, for each of its hits."""
    tokens, all_hits = hits(text)
    return {(tokens.words[hit.first][: hit.before.length], hit.pronoun) for hit in all_hits if hit.entry.id == identity}


@pytest.mark.parametrize(
    "word", ["سحب", "وسحب", "فسحب", "سيسحب", "وسيسحب", "ليسحب", "سحبت", "سحبوا", "سحبها", "سحبوهم", "تسحب", "ويسحبهم", "سَحبَت", "سحـــبت"]
)
def test_a_verb_with_its_clitics(word: str) -> None:
    assert "sahaba" in found(word)


@pytest.mark.parametrize(
    ("word", "want"),
    [
        pytest.param("سهاجم", [], id="no future before a past"),
        pytest.param("بيهاجم", [], id="no preposition before a present"),
        pytest.param("لهاجم", [], id="no ل before a past"),
        pytest.param("اليهاجم", [], id="no article before a present"),
        pytest.param("كهاجمت", [], id="no ك before a past"),
        pytest.param("سيهاجمون", ["hajama"], id="future"),
        pytest.param("ليهاجموا", ["hajama"], id="ل before a present"),
        pytest.param("فهاجمهم", ["hajama"], id="a conjunction and an object"),
    ],
)
def test_what_a_verb_takes(word: str, want: list[str]) -> None:
    assert found(word) == want


@pytest.mark.parametrize(
    ("word", "want"),
    [
        pytest.param("الهجوم", ["hajama"], id="article"),
        pytest.param("بالهجوم", ["hajama"], id="preposition and article"),
        pytest.param("للهجوم", ["hajama"], id="لل"),
        pytest.param("وهجومها", ["hajama"], id="conjunction and possessor"),
        pytest.param("كهجوم", ["hajama"], id="ك"),
        pytest.param("هجوما", ["hajama"], id="tanwin"),
        pytest.param("الهجومها", [], id="no article with a possessor"),
        pytest.param("سهجوم", [], id="no future"),
        pytest.param("الهجوماها", [], id="no article, dual and possessor"),
        pytest.param("استعادتها", ["statement"], id="ta marbuta before a possessor"),
        pytest.param("استعادت", [], id="that form alone is no noun"),
        pytest.param("الاستعادة", ["statement"], id="article before ta marbuta"),
    ],
)
def test_what_a_noun_takes(word: str, want: list[str]) -> None:
    assert found(word) == want


@pytest.mark.parametrize(
    ("word", "want"),
    [
        pytest.param("سوريا", ["syria"], id="bare"),
        pytest.param("وسوريا", ["syria"], id="conjunction"),
        pytest.param("بسوريا", ["syria"], id="preposition"),
        pytest.param("ولسوريا", ["syria"], id="conjunction and preposition"),
        pytest.param("السوريا", [], id="no article"),
        pytest.param("السورية", ["syria"], id="the adjective, though the country is called so without its article"),
        pytest.param("كييفها", [], id="no possessor"),
        pytest.param("سكييف", [], id="no future"),
        pytest.param("لكييف", ["kyiv"], id="ل before a name"),
        pytest.param("السودان", ["sudan"], id="with its own article"),
        pytest.param("بالسودان", ["sudan"], id="preposition before its article"),
        pytest.param("للسودان", ["sudan"], id="لل takes the alif away"),
        pytest.param("وللسودان", ["sudan"], id="and that behind a conjunction"),
        pytest.param("للأسد", ["asad"], id="لل before a person"),
        pytest.param("سودان", [], id="never without its article"),
        pytest.param("لسودان", [], id="nor behind ل alone"),
        pytest.param("بسودان", [], id="nor behind another preposition"),
        pytest.param("للسوريا", [], id="لل before a name without an article"),
        pytest.param("F-16", ["f16"], id="Latin"),
        pytest.param("الـF-16", [], id="the article before a Latin name"),
    ],
)
def test_what_a_name_takes(word: str, want: list[str]) -> None:
    assert found(word) == want


@pytest.mark.parametrize(
    ("word", "want"),
    [
        ("السوداني", ["sudan"]),
        ("للسودانية", ["sudan"]),
        ("سودانيين", ["sudan"]),
        ("والسوريون", ["syria"]),
        ("سوريها", []),
        ("سسوري", []),
    ],
)
def test_what_an_adjective_of_a_nation_takes(word: str, want: list[str]) -> None:
    assert found(word) == want


@pytest.mark.parametrize(
    ("word", "want"),
    [("عن", ["an"]), ("وعن", ["an"]), ("عنهم", ["an"]), ("عنها", ["an"]), ("العن", []), ("عنه", []), ("سعن", []), ("بالأمس", ["amsi"])],
)
def test_what_a_particle_takes(word: str, want: list[str]) -> None:
    assert found(word) == want


@pytest.mark.parametrize(("word", "want"), [("الاثنين", ["monday"]), ("والاثنين", ["monday"]), ("مئة", ["hundred"]), ("المئة", ["hundred"])])
def test_words_of_time_and_number_take_the_article(word: str, want: list[str]) -> None:
    assert found(word) == want


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("تنسحب القوات", "sahaba"),
        ("انسحاب القوات", "sahaba"),
        ("مسحب الهواء", "sahaba"),
        ("أمريكي وأميركا", "amara"),
        ("مؤامرة وأمراء", "amara"),
        ("الأمراض والتأمر", "amara"),
        ("سحابة وسحاب", "sahaba"),
        ("مسوريا وسوريالي", "syria"),
        ("تردد ورداء", "verbs.radda"),
        ("معنى وعنوان", "an"),
        ("Subf-16x", "f16"),
    ],
)
def test_no_hit_inside_a_word(text: str, identity: str) -> None:
    assert identity not in found(text)


def test_longest_first() -> None:
    tokens, all_hits = hits("أعلنت وزارة الدفاع")
    assert [(hit.entry.id, tokens.words[hit.first : hit.after]) for hit in all_hits] == [
        ("defence", ["وزاره", "الدفاع"]),
        ("ministry", ["وزاره"]),
    ]


def test_fewer_clitics_first() -> None:
    entries = (Head("a", "title", "الد"), Head("b", "title", "والد"), Head("c", "title", "لد"))
    _, all_hits = hits("والد", entries=entries)
    assert [hit.before.length for hit in all_hits] == sorted(hit.before.length for hit in all_hits)
    assert all_hits[0].entry.id == "b"


def test_then_the_order_of_the_data() -> None:
    entries = (Head("z", "title", "نائب"), Head("a", "body", "نائب"), Head("m", "people", "نائب"))
    assert found("نائب", entries=entries) == ["z", "a", "m"]
    assert found("نائب", entries=entries[::-1]) == ["m", "a", "z"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وقف إطلاق النار", 3),
        ("ووقف إطلاق النار", 3),
        ("بوقف إطلاق النار", 3),
        ("وقف  إطلاق\u00a0\tالنار", 3),
        ("وَقْف إطـلاق\u200f النار", 3),
        ("وقف اطلاق النار", 3),
    ],
)
def test_several_words(text: str, words: int) -> None:
    _, all_hits = hits(text)
    assert ("truce", 0, words) in {(hit.entry.id, hit.first, hit.after) for hit in all_hits}


@pytest.mark.parametrize(
    "text",
    ["وقف إطلاق، النار", "وقف\nإطلاق النار", "وقف إطلاق النارية", "وقف إطلاق", "وقف وإطلاق النار", "توقف إطلاق النار", "وقف ال إطلاق النار"],
)
def test_several_words_that_are_not_the_phrase(text: str) -> None:
    assert "truce" not in found(text)


@pytest.mark.parametrize("text", ["وفقا للوزير", "ووفقا لوزير", "وفقا لـF", "وفقاً للوزير", "وفقا لها"])
def test_a_preposition_glued_to_the_next_word(text: str) -> None:
    _, all_hits = hits(text)
    (hit,) = [hit for hit in all_hits if hit.entry.id == "wafqan"]
    assert (hit.next_preposition, hit.after - hit.first) == ("ل", 1)


@pytest.mark.parametrize("text", ["وفقا", "وفقا بالقانون", "وفقا، للوزير", "وفقا\nللوزير", "وفقا قال للوزير"])
def test_without_that_preposition(text: str) -> None:
    assert "wafqan" not in found(text)


def test_a_phrase_that_ends_with_a_word_needs_no_preposition() -> None:
    _, all_hits = hits("بحسب ما نقلته")
    assert [(hit.entry.id, hit.next_preposition, hit.after) for hit in all_hits] == [("wafqan", "", 2)]


def test_clitics_are_told() -> None:
    assert around("وسيسحبونهم", "sahaba") == {("وس", "هم")}
    assert around("وللهجوم", "hajama") == {("ولل", "")}
    assert around("بهجومهما", "hajama") == {("ب", "هما")}
    assert around("للسودان", "sudan") == {("لل", "")}
    tokens, all_hits = hits("وللسودان")
    assert [(hit.before.conjunction, hit.before.preposition, hit.before.article) for hit in all_hits] == [("و", "ل", True)]
    assert tokens.words == ["وللسودان"]


def test_a_part_of_the_text() -> None:
    tokens = tokenise(fold("سوريا وكييف وسوريا وفقا للوزير"))
    part = scan(lexicon(), tokens, first=1, after=3)
    assert [[(hit.entry.id, hit.first, hit.after) for hit in here] for here in part] == [[("kyiv", 1, 2)], [("syria", 2, 3)]]
    # the word that holds the preposition stands outside the part
    assert scan(lexicon(), tokens, first=3, after=4) == [[]]


@pytest.mark.parametrize("text", ["", "\n", "😀 ، ؟ 15", "لا شيء هنا"])
def test_nothing_found(text: str) -> None:
    tokens, all_hits = hits(text)
    assert all_hits == []
    assert len(scan(lexicon(), tokens)) == len(tokens)


def test_an_empty_lexicon() -> None:
    tokens = tokenise(fold("سوريا وكييف"))
    assert scan(make(()), tokens) == [[], []]
