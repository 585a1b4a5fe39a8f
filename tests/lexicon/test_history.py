"""Tests `lexicon/history.py` and `lexicon/terms.py`: wars and offices, and what a broken file says."""

from datetime import date
from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA, load_lexicon
from riwaya.lexicon.entries import Name
from riwaya.lexicon.history import load_history
from riwaya.lexicon.terms import parse_bounds, parse_offices

WORDS = '[words]\nwar = ["حرب"]\nfighting = []\nonset = []\nbegin = []\nsince = []\nbetween = []\nformer = []\n'
WAR = '[[war]]\nid = "a"\nen = "A"\nparties = ["place.a"]\nbegan = "2020-01-05"\nsource = "S"\n'


def history(folder: Path, text: str) -> Path:
    (folder / "history").mkdir()
    (folder / "history" / "wars.toml").write_text(text, encoding="utf-8")
    return folder


def test_the_wars_of_the_data_are_told_by_places_that_are_listed() -> None:
    known = load_history(DATA)
    lexicon = load_lexicon("ar")
    assert len(known.wars) > 20
    assert {party for war in known.wars for party in war.parties if party not in lexicon.by_id} == set()
    assert all(war.began[0] <= war.began[1] and war.source for war in known.wars)
    assert {head for head in known.roles if head.startswith("office.") and head in lexicon.by_id} >= {"office.wazir_difaa", "office.rais"}
    assert {"الحرب", "حربها", "للحرب"} <= known.war


def test_every_term_of_the_data_is_read() -> None:
    persons = [entry for entry in load_lexicon("ar").entries if isinstance(entry, Name) and entry.offices]
    assert len(persons) > 500
    assert all(parse_offices(person.offices) for person in persons)


def test_a_first_day_between_two(tmp_path: Path) -> None:
    (war,) = load_history(history(tmp_path, WORDS + WAR.replace("2020-01-05", "2020-01..2020-03"))).wars
    assert (war.began, war.ended) == ((date(2020, 1, 1), date(2020, 3, 31)), None)
    assert parse_bounds("") is None


def test_a_folder_without_history(tmp_path: Path) -> None:
    assert load_history(tmp_path).wars == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(WORDS + WAR + "x = = 1\n", "Invalid|Expected|value", id="no TOML"),
        pytest.param(WAR, "missing required field `words`", id="no words"),
        pytest.param(WORDS + WAR + 'when = "x"\n', "unknown field `when`", id="another key"),
        pytest.param(WORDS + WAR.replace("2020-01-05", "5 January"), "a: '5 January' is no day", id="no day"),
        pytest.param(
            WORDS + WAR.replace('began = "2020-01-05"', 'began = "2020-01-05"\nended = "2019"'), "a: `began` is the first day", id="over before"
        ),
        pytest.param(WORDS + WAR.replace('"S"', '""'), "'a': a war has a dotted ASCII id, a source", id="no source"),
        pytest.param(WORDS + WAR + WAR, "two wars have one id", id="twice"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DataFileError, match=words) as caught:
        load_history(history(tmp_path, text))
    assert "wars.toml" in str(caught.value)
