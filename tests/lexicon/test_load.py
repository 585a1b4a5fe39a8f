"""Tests `lexicon/load.py`: what a data file becomes, and what every kind of broken one says, with its path and line."""

import unicodedata
from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.entries import TOML_CLASSES, Cue, Head, Name, Particle, Trigger, Word
from riwaya.lexicon.load import Located, load_entries
from riwaya.ontology.load import load_ontology
from tests.lexicon.samples import META, NAFA, PLACES, SYRIA, make_data, write

TOML = "lexicon/ar/x/some.toml"
VERBS = "lexicon/ar/words/verbs.tsv"
NOUNS = "lexicon/ar/words/nouns.tsv"
ORGANIZATIONS = "id\ttype\ten\tar\tof\n"
HEAD = '[[head]]\nid = "{}"\ntype = "body"\nlemma = "{}"\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return make_data(tmp_path)


def load(data: Path, language: str = "ar") -> list[Located]:
    return load_entries(data, language, ontology=load_ontology(data))


def fail(data: Path) -> DataFileError:
    with pytest.raises(DataFileError) as caught:
        load(data)
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param('[[cue]]\nid = "a"\nact = = "deny"\n', 7, "not TOML", id="a second equals sign"),
        pytest.param('[[cue]]\nid = "a"\nid = "b"\n', 7, "not TOML", id="a key twice"),
        pytest.param('[[kue]]\nid = "a"\n', 5, "unknown table [[kue]]", id="unknown table"),
        pytest.param(NAFA + 'colour = "red"\n', 5, "colour", id="unknown key"),
        pytest.param('\n\n[[cue]]\nid = "a"\nact = 3\n', 7, "Expected `str`, got `int`", id="wrong type"),
        pytest.param('[[cue]]\nid = "a"\nact = "deny"\ntakes = "that"\n', 5, "takes", id="text for a list"),
        pytest.param('[[cue]]\nid = "a"\nact = "deny"\nbare = "yes"\n', 5, "bare", id="text for a truth value"),
        pytest.param('[[number]]\nid = "a"\ntype = "exact"\nforms = ["ستة"]\nmin = "6"\n', 5, "min", id="text for a number"),
        pytest.param('[[cue]]\nid = "a"\n', 5, "missing required field `act`", id="missing key"),
        pytest.param('[[cue]]\nact = "deny"\n', 5, "missing required field `id`", id="missing id"),
        pytest.param('[[cue]]\nid = "a"\nact = "lie"\n', 5, "act 'lie' is not in the ontology", id="dangling act"),
        pytest.param('[[trigger]]\nid = "a"\nkind = "party"\n', 5, "kind 'party' is not in the ontology", id="dangling kind"),
        pytest.param('[[trigger]]\nid = "a"\nkind = "call"\nsubject = "actor"\n', 5, "role 'actor' of kind 'call'", id="role of the subject"),
        pytest.param('[[trigger]]\nid = "a"\nkind = "call"\nobject = "target"\n', 5, "role 'target' of kind 'call'", id="role of the object"),
        pytest.param(
            '[[trigger]]\nid = "a"\nkind = "call"\nroles = { "مع" = "host" }\n', 5, "role 'host' of kind 'call'", id="role of a preposition"
        ),
        pytest.param('[[status]]\nid = "a"\nstatus = "maybe"\n', 5, "status 'maybe' is not in the ontology", id="dangling status"),
        pytest.param('[[light]]\nid = "a"\nstatus = "maybe"\n', 5, "status 'maybe' is not in the ontology", id="dangling status of a light verb"),
        pytest.param('[[cue]]\nid = "Deny.Nafa"\nact = "deny"\n', 5, "dotted ASCII", id="capitals in an id"),
        pytest.param('[[cue]]\nid = "deny.نفى"\nact = "deny"\n', 5, "dotted ASCII", id="Arabic in an id"),
        pytest.param('[[cue]]\nid = "deny."\nact = "deny"\n', 5, "dotted ASCII", id="an id that ends with a dot"),
        pytest.param('[[cue]]\nid = "a"\nact = "deny"\nverb = ["نفى"]\n', 5, "`verb` takes a past and a present form", id="one form of a verb"),
        pytest.param(NAFA + "\n" + NAFA, 11, "id 'deny.nafa' stands already in", id="duplicate id"),
        pytest.param(HEAD.format("a", "هيئة") + HEAD.format("b", "هيئه"), 9, "same normal form as 'a'", id="duplicate normal form"),
        pytest.param('[[cue]]\nid = "a"\nact = "deny"\nhit = ["ﻧﻔﻰ الوزير"]\n', 8, "presentation form U+FEE7", id="presentation form"),
        pytest.param('[[cue]]\nid = "a"\nact = "deny"\nhit = ["\u0627\u0653"]\n', 8, "not in Unicode NFC", id="not NFC"),
        pytest.param('# caf\u0065\u0301\n[[cue]]\nid = "a"\n', 5, "not in Unicode NFC", id="a comment that is not NFC"),
        pytest.param('[[cue]]\nid = "a"\nact = "deny"\ntakes = ["that"]\n', 5, "no form", id="a cue without a form"),
        pytest.param('[[trigger]]\nid = "a"\nkind = "call"\nnoun = [""]\n', 5, "no form", id="an empty form"),
        pytest.param('[[time]]\nid = "a"\ntype = "trap"\nforms = []\n', 5, "fill `forms`", id="a time without a form"),
        pytest.param(NAFA.replace('"that"', '"than"'), 5, "takes 'than' is not known; write that, quote, object or", id="unknown opener"),
        pytest.param(NAFA.replace('"that"', '"with"'), 5, "takes 'with'", id="preposition of another language"),
        pytest.param(NAFA.replace('"that"', '"subject"'), 5, "takes 'subject'", id="opener of another class"),
        pytest.param(
            '[[trigger]]\nid = "a"\nkind = "strike"\nnoun = ["قصف"]\nroles = { "علا" = "target" }\n', 5, "no known preposition", id="roles by no word"
        ),
        pytest.param(
            '[[trigger]]\nid = "a"\nkind = "strike"\nnoun = ["قصف"]\nunless = ["عاصفه"]\n', 5, "no lemma of words/nouns.tsv", id="unless by no noun"
        ),
        pytest.param(NAFA + 'frame = "verbal"\n', 5, "frame 'verbal' is not known; known are verb, relay", id="unknown frame"),
        pytest.param(NAFA + 'subjects = ["persons"]\n', 5, "subjects 'persons'", id="unknown subject"),
        pytest.param('[[trigger]]\nid = "a"\nkind = "call"\nnoun = ["ب"]\nneeds = ["tank"]\n', 5, "needs 'tank'", id="unknown need"),
        pytest.param('[[trigger]]\nid = "a"\nkind = "call"\nnoun = ["ب"]\nstatus = "maybe"\n', 5, "status 'maybe'", id="status of a trigger"),
        pytest.param('[[light]]\nid = "a"\nverb = ["شن", "يشن"]\nsubject = "doer"\n', 5, "role 'doer'", id="role of a light verb"),
        pytest.param(HEAD.format("a", "هيئة").replace("body", "bodies"), 5, "type 'bodies' is not known", id="unknown type of a head"),
        pytest.param(HEAD.format("a", "حي").replace("body", "place_head") + 'level = "quarter"\n', 5, "level 'quarter'", id="unknown level"),
        pytest.param(HEAD.format("a", "مدنيون").replace("body", "people") + 'level = "named"\n', 5, "leave it out", id="a level where none is read"),
        pytest.param('[[anaphor]]\nid = "a"\nlemma = "الرجل"\nrefers = "man"\n', 5, "refers 'man'", id="unknown referent"),
        pytest.param('[[time]]\nid = "a"\ntype = "unit"\nforms = ["قرن"]\nunit = "century"\n', 5, "unit 'century'", id="unknown unit"),
        pytest.param('[[number]]\nid = "a"\ntype = "dozen"\nforms = ["دزينة"]\n', 5, "type 'dozen'", id="unknown type of a number"),
    ],
)
def test_broken_toml(data: Path, text: str, line: int, words: str) -> None:
    path = write(data, TOML, text)
    error = fail(data)
    assert (error.path, error.line) == (path, line)
    assert words in error.reason
    assert str(error).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[cue]\nid = "a"\nact = "deny"\n', id="single brackets"),
        pytest.param('  [[cue]]\n  id = "a"\n  act = "deny"\n  colour = "red"\n', id="indented"),
        pytest.param('\n[kue]\nid = "a"\n', id="unknown table in single brackets"),
        pytest.param('[[cue]]\nid = "a"\nact =', id="the file ends too early"),
    ],
)
def test_oddly_written_tables(data: Path, text: str) -> None:
    path = write(data, TOML, text)
    error = fail(data)
    assert error.path == path
    assert error.line is not None
    assert 5 <= error.line <= 8


@pytest.mark.parametrize("text", ["cue = 3\n", 'cue = ["a"]\n', 'cue = [{ id = "a", act = "deny", colour = "red" }]\n'])
def test_a_class_that_is_no_table(data: Path, text: str) -> None:
    path = write(data, TOML, (text + META).encode())
    error = fail(data)
    assert (error.path, error.line) == (path, 1)


def test_missing_meta(data: Path) -> None:
    path = write(data, TOML, NAFA.encode())
    error = fail(data)
    assert (error.path, error.line) == (path, 1)
    assert "no [meta] table" in error.reason


def test_toml_that_is_not_utf_8(data: Path) -> None:
    path = write(data, TOML, (META + "# نفى\n").encode() + "# نفى\n".encode("cp1256") + NAFA.encode())
    error = fail(data)
    assert (error.path, error.line) == (path, 6)
    assert "not UTF-8" in error.reason


def test_an_id_of_another_file(data: Path) -> None:
    first = write(data, "lexicon/ar/a/first.toml", NAFA)
    second = write(data, "lexicon/ar/b/second.toml", "\n" + NAFA)
    error = fail(data)
    assert (error.path, error.line) == (second, 6)
    assert f"{first}:5" in error.reason


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        pytest.param(NOUNS, "id\tlemma\n", 1, "header must be id lemma plural gender", id="wrong header"),
        pytest.param(NOUNS, "id lemma plural gender\n", 1, "separated by tabs", id="blanks for tabs"),
        pytest.param(NOUNS, "", 1, "header", id="empty"),
        pytest.param(NOUNS, "id\tlemma\tplural\tgender\nbayt\tبيت\tبيوت\t\nbab\tباب\n", 3, "2 cells where the header has 4", id="too few cells"),
        pytest.param(NOUNS, "id\tlemma\tplural\tgender\n\nbab\tباب\tأبواب\t\t\n", 3, "5 cells", id="too many cells after an empty line"),
        pytest.param(NOUNS, "id\tlemma\tplural\tgender\nباب\tbab\t\t\n", 2, "not ASCII in lower case", id="bad id"),
        pytest.param(NOUNS, "id\tlemma\tplural\tgender\nbab\tباب\t\t\nbab\tبئر\t\t\n", 3, "id 'nouns.bab' stands already", id="duplicate id"),
        pytest.param(NOUNS, "id\tlemma\tplural\tgender\nbab\tﺑﺎب\t\t\n", 2, "presentation form", id="presentation form"),
        pytest.param(NOUNS, "id\tlemma\tplural\tgender\nab\t\u0627\u0653ب\t\t\n", 2, "not in Unicode NFC", id="not NFC"),
        pytest.param("gazetteer/places.tsv", "id\ten\tar\n", 1, "header must be id type en ar", id="wrong header of a gazetteer"),
        pytest.param("gazetteer/places.tsv", PLACES + "Halab\tcity\tAleppo\tحلب\t\t\t\n", 2, "not ASCII in lower case", id="capital in an id"),
        pytest.param("gazetteer/persons.tsv", "id\ten\tar\tshort\trole\tof\na\tA\n", 2, "2 cells where the header has 6", id="cells of a gazetteer"),
        pytest.param("lexicon/ar/words/particles.tsv", "id\tlemma\tclass\nfi\tفي\tprep\n", 2, "type 'prep' is not known", id="class of a particle"),
        pytest.param("gazetteer/places.tsv", PLACES + "halab\tctiy\tAleppo\tحلب\t\t\t\n", 2, "type 'ctiy' is not known", id="type of a place"),
        pytest.param("gazetteer/places.tsv", PLACES + SYRIA + "halab\tcity\tAleppo\tحلب\t\tsirya\t\n", 3, "`in` names 'sirya'", id="in nowhere"),
        pytest.param(
            "gazetteer/places.tsv", PLACES + "halab\tcity\tAleppo\tحلب\t\t\tsyria\n", 2, "`capital_of` names 'syria'", id="capital of nowhere"
        ),
        pytest.param("gazetteer/organizations.tsv", ORGANIZATIONS + "a\tmedium\tA\tصدى\tnowhere\n", 2, "`of` names 'nowhere'", id="of nowhere"),
        pytest.param("gazetteer/organizations.tsv", ORGANIZATIONS + "a\tmedia\tA\tصدى\t\n", 2, "type 'media'", id="type of an organization"),
        pytest.param("gazetteer/organizations.tsv", ORGANIZATIONS + "a\tmedium\t\tصدى\t\n", 2, "no name in `en`", id="no English name"),
    ],
)
def test_broken_table(data: Path, name: str, text: str, line: int, words: str) -> None:
    path = write(data, name, text)
    error = fail(data)
    assert (error.path, error.line) == (path, line)
    assert words in error.reason


def test_an_unknown_word_list(data: Path) -> None:
    path = write(data, "lexicon/ar/words/adverbs.tsv", "id\tlemma\n")
    error = fail(data)
    assert (error.path, error.line) == (path, None)
    assert "unknown word list" in error.reason


def test_table_that_is_not_utf_8(data: Path) -> None:
    path = write(data, NOUNS, b"id\tlemma\tplural\tgender\nbab\t" + "باب".encode("cp1256") + b"\t\t\n")
    error = fail(data)
    assert "not UTF-8" in error.reason
    assert (error.path, error.line) == (path, 2)


def test_places_and_weapons_are_roles_of_every_kind(data: Path) -> None:
    write(data, TOML, '[[trigger]]\nid = "a"\nkind = "call"\nnoun = ["مكالمة"]\nsubject = "none"\nobject = "weapon"\nroles = { "في" = "place" }\n')
    entry = load(data)[0].entry
    assert isinstance(entry, Trigger)
    assert entry.roles == {"في": "place"}


def test_the_same_lemma_in_two_types(data: Path) -> None:
    write(data, TOML, HEAD.format("a", "هيئة") + HEAD.format("b", "هيئة").replace("body", "office"))
    assert [located.entry.id for located in load(data)] == ["a", "b"]


def test_entries_in_the_order_of_files_and_lines(data: Path) -> None:
    last = write(data, "lexicon/ar/b.toml", HEAD.format("h2", "لجنة") + "\n" + HEAD.format("h1", "هيئة"))
    write(data, "lexicon/ar/a.toml", NAFA)
    write(data, "lexicon/en/c.toml", HEAD.format("h3", "office"))
    table = write(data, NOUNS, "id\tlemma\tplural\tgender\nbab\tباب\tأبواب|بيبان\t\n")
    found = load(data)
    assert [(located.entry.id, located.line) for located in found] == [("deny.nafa", 5), ("h2", 5), ("h1", 10), ("nouns.bab", 2)]
    assert [located.path for located in found[1:]] == [str(last), str(last), str(table)]
    assert [located.entry.id for located in load(data, "en")] == ["h3"]


def test_an_empty_folder(data: Path) -> None:
    assert load(data) == []


@pytest.mark.parametrize("name", ["places", "organizations", "persons", "weapons", "given_names"])
def test_a_missing_gazetteer(data: Path, name: str) -> None:
    path = data / "gazetteer" / f"{name}.tsv"
    path.unlink()
    error = fail(data)
    assert (error.path, error.line, "no such file" in error.reason) == (path, None, True)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_missing_language(data: Path, language: str) -> None:
    (data / "lexicon" / language).rmdir()
    with pytest.raises(DataFileError, match="no such folder") as caught:
        load(data, language)
    assert caught.value.path == data / "lexicon" / language


def test_a_person_of_an_organization(data: Path) -> None:
    write(data, "gazetteer/organizations.tsv", ORGANIZATIONS + "sada\tmedium\tSada\tصدى\t\n")
    write(data, "gazetteer/persons.tsv", "id\ten\tar\tshort\trole\tof\nali\tAli\tعلي\t\teditor\tsada\n")
    assert [located.entry.id for located in load(data)] == ["organization.sada", "person.ali"]


def test_prepositions_of_the_data_are_taken(data: Path) -> None:
    write(data, TOML, NAFA.replace('"that"', '"حول"'))
    assert "takes 'حول'" in fail(data).reason
    write(data, "lexicon/ar/words/particles.tsv", "id\tlemma\tclass\nhawla\tحول\tpreposition\n")
    assert len(load(data)) == 2


def test_classes(data: Path) -> None:
    write(data, TOML, NAFA + HEAD.format("h", "هيئة"))
    assert [type(located.entry) for located in load(data)] == [Cue, Head]
    assert all(shape.__struct_config__.tag == name for name, shape in TOML_CLASSES.items())


def test_word_lists(data: Path) -> None:
    write(data, VERBS, "id\tpast\tpresent\tmasdar\tactive\tpassive\nradda\tرد\tيرد\tرد|ردود\tراد\tمردود\n")
    write(data, "lexicon/ar/words/adjectives.tsv", "id\tlemma\tplural\njadid\tجديد\tجدد\n")
    write(data, "lexicon/ar/words/particles.tsv", "id\tlemma\tclass\nfi\tفي\tpreposition\n")
    assert [located.entry for located in load(data)] == [
        Word("adjectives.jadid", "جديد", "adjective", plural=("جدد",)),
        Particle("particles.fi", "في", "preposition"),
        Word("verbs.radda", "رد", "verb", ("يرد",), masdar=("رد", "ردود"), participle=("راد", "مردود")),
    ]


def test_names(data: Path) -> None:
    write(data, "gazetteer/places.tsv", PLACES + SYRIA + "dimashq\tcity\tDamascus|Dimashq\tدمشق | الشام\tدمشقي\tsyria\tsyria\r\n")
    write(data, "gazetteer/persons.tsv", "id\ten\tar\tshort\trole\tof\nali\tAli Salem\tعلي سالم\tسالم\tminister\tsyria\n")
    _, place, person = (located.entry for located in load(data))
    assert place == Name("place.dimashq", "place", "Damascus", ("دمشق", "الشام"), (), ("دمشقي",), level="city", of="syria", stands_for="place.syria")
    assert person == Name("person.ali", "person", "Ali Salem", ("علي سالم",), ("سالم",), role="minister", of="syria")
    english = [located.entry for located in load(data, "en")]
    assert [(entry.forms, entry.short) for entry in english if isinstance(entry, Name)] == [
        (("Syria",), ()),
        (("Damascus", "Dimashq"), ()),
        (("Ali Salem",), ("Salem",)),
    ]


def test_the_samples_are_as_the_checks_want_them() -> None:
    assert META.count("\n") == 4
    assert unicodedata.is_normalized("NFC", META + NAFA)
