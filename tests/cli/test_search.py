"""Tests `cli/search.py`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ledger.store import open_ledger
from tests.ledgers import write_lines

TEXTS = {
    "a": "بدأت الهدنة بين البلدين فجر الخميس.\n\nورحبت وزارة الخارجية بالهُدنة، وقالت إن الالتزام بها ضرورة.",
    "b": "لا هدنةَ قريبة، كما قال وزير الدفاع 🕊 أمس.",
    "c": "افتتح المتحف أبوابه.",
}


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search")
    source = write_lines(folder / "in.jsonl", [{"id": id, "text": text, "published": "2025-03-21", "outlet": "السراج"} for id, text in TEXTS.items()])
    assert run("run", source, "--ledger", folder / "war.db").exit_code == 0
    return folder / "war.db"


def test_words_are_found_whatever_their_spelling_and_lit(ledger: Path) -> None:
    result = run("search", "الهدنة", "--ledger", ledger)
    assert result.exit_code == 0
    for lit in ("[الهدنة]", "[بالهُدنة]", "[هدنةَ]"):
        assert lit in result.stdout
    assert result.stdout.splitlines()[-1] == "3 passages"
    assert "2025-03-21" in result.stdout


def test_as_json_with_spans(ledger: Path) -> None:
    hits = [json.loads(line) for line in run("search", "هدنة", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()]
    assert sorted(hit["document"] for hit in hits) == ["a", "a", "b"]
    for hit in hits:
        assert hit["spans"]
        assert all("هدن" in TEXTS[hit["document"]][start:end].replace("ُ", "") for start, end in hit["spans"])


def test_words_are_joined_and_limited(ledger: Path) -> None:
    assert "1 passage\n" in run("search", "هدنة", "الدفاع", "--ledger", ledger).stdout
    assert "1 passage\n" in run("search", '"وزارة الخارجية"', "--ledger", ledger).stdout
    assert "Nothing found" in run("search", '"الخارجية وزارة"', "--ledger", ledger).stdout
    assert "3 passages, of which 1 are shown" in run("search", "هدنة", "--limit", 1, "--ledger", ledger).stdout


def test_the_events_of_a_sentence_stand_beneath_it(ledger: Path) -> None:
    lines = run("search", "الهدنة", "--ledger", ledger).stdout.splitlines()
    (told,) = [line for line in lines if "\u2068a#e" in line]
    with open_ledger(ledger) as opened:
        reading = opened.reading("a")
        assert reading
        incident = opened.incident_of("a", reading.events[0].id)
        assert incident
    assert incident.id in told
    assert reading.events[0].kind in told


def test_hits_are_counted_beyond_the_limit(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        for words, count in (("هدنة", 3), ('"وزير الدفاع"', 1), ('"الخارجية وزارة"', 0), ("متحف", 1)):
            assert opened.count_hits(words) == len(opened.search(words, limit=100)) == count


def test_nothing_to_search_for(ledger: Path) -> None:
    for words in ("!!", '"', "  "):
        result = run("search", words, "--ledger", ledger)
        assert (result.exit_code, result.stdout) == (2, "")
    assert run("search", '" OR 1=1 --', "--ledger", ledger).exit_code == 0
