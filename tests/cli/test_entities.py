"""Tests `cli/entities.py` and `engine/entities.py`: lists, judgements, a review with answers, and that judgements outlive a new reading."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ledger.store import open_ledger
from riwaya.ledger.verify import verify
from tests.ledgers import write_lines

LINES = [
    {"id": "a", "text": "قال الناطق العسكري إيفان ستوبكا إن المعارك مستمرة في باخموت.", "published": "2024-05-15"},
    {"id": "b", "text": "قال الناطق العسكري إيفان ستوبكو إن الجسر أغلق في باخموت.", "published": "2024-05-15"},
    {"id": "c", "text": "قال مصدر طبي إن شخصين قتلا في القصف.", "published": "2024-05-15"},
]
UNSURE = "person:ايفان ستوبكا"
MET = "person:ايفان ستوبكو"


def run(*arguments: object, input: str | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=input)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    source = write_lines(tmp_path / "in.jsonl", LINES)
    assert run("run", source, "--ledger", tmp_path / "war.db").exit_code == 0
    return tmp_path / "war.db"


def ids(ledger: Path) -> set[str]:
    with open_ledger(ledger) as opened:
        assert list(verify(opened)) == []
        return {entity.id for entity in opened.entities()}


def test_the_list_tells_known_and_unknown(ledger: Path) -> None:
    listed = run("entities", "list", "--ledger", ledger, "--type", "person").stdout
    assert MET in listed
    assert UNSURE in listed
    assert "place.bakhmut" in run("entities", "list", "--ledger", ledger).stdout
    assert "place.bakhmut" not in run("entities", "list", "--ledger", ledger, "--unknown").stdout
    assert "طبي" not in listed, "an unnamed source is nobody beyond its document"


def test_a_doubtful_pair_is_reviewed_and_stays_judged(ledger: Path, tmp_path: Path) -> None:
    assert {MET, UNSURE} <= ids(ledger)
    result = run("entities", "review", "--ledger", ledger, "--by", "amal", input="s\n")
    assert "1 judged; 0 doubtful pairs left" in result.stdout, result.output
    assert not {MET, UNSURE} <= ids(ledger)
    changed = [{**line, "text": f"{line['text']} وانتهى اللقاء."} for line in LINES]
    run("run", write_lines(tmp_path / "in.jsonl", changed), "--ledger", ledger)
    assert not {MET, UNSURE} <= ids(ledger), "a judgement outlives a new reading"
    assert "no doubtful pairs" in run("entities", "review", "--ledger", ledger, "--by", "amal").stdout
    shown = " ".join(run("entities", "show", MET, "--ledger", ledger).stdout.split())
    assert "by amal on" in shown
    assert run("entities", "judge", UNSURE, MET, "different", "--by", "omar", "--ledger", ledger).exit_code == 0
    assert {MET, UNSURE} <= ids(ledger), "and can be taken back"


def test_a_review_can_be_left(ledger: Path) -> None:
    assert "0 judged; 1 doubtful pair left" in run("entities", "review", "--ledger", ledger, "--by", "amal", input="q\n").stdout
    assert "0 judged; 1 doubtful pair left" in run("entities", "review", "--ledger", ledger, "--by", "amal", input="n\n").stdout


def test_an_incident_knows_who_was_judged_the_same(ledger: Path) -> None:
    run("entities", "judge", UNSURE, MET, "same", "--by", "amal", "--ledger", ledger)
    exported = [json.loads(line) for line in run("entities", "export", "--ledger", ledger).stdout.splitlines()]
    (person,) = [entity for entity in exported if entity["type"] == "person"]
    assert sorted(person["keys"]) == sorted([MET, UNSURE])
    assert {member.partition("#")[0] for member in person["members"]} == {"a", "b"}


def test_the_flat_export_says_where_each_form_stands(ledger: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("entities", "export", "--ledger", ledger, "--format", "csv").stdout)))
    texts = {line["id"]: line["text"] for line in LINES}
    assert rows
    for row in rows:
        assert texts[row["first_document"]][int(row["start"]) : int(row["end"])] == row["form"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "person.nobody"), "no entity 'person.nobody'"),
        (("judge", UNSURE, "person:لا أحد", "same", "--by", "amal"), "no entity 'person:لا أحد'"),
        (("judge", UNSURE, UNSURE, "same", "--by", "amal"), "is given twice"),
        (("judge", UNSURE, MET, "same", "--by", "link"), "is no name of a person"),
    ],
)
def test_what_is_not_there_is_told(ledger: Path, arguments: tuple[str, ...], message: str) -> None:
    result = run("entities", *arguments, "--ledger", ledger)
    assert result.exit_code == 2
    assert message in result.stderr


def test_no_ledger_is_told(tmp_path: Path) -> None:
    result = run("entities", "review", "--ledger", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "no ledger at" in result.stderr


def test_what_cannot_be_one_is_refused(ledger: Path) -> None:
    result = run("entities", "judge", UNSURE, "place.bakhmut", "same", "--by", "amal", "--ledger", ledger)
    assert (result.exit_code, "of different kinds" in result.stderr) == (2, True)
    result = run("entities", "judge", f"nowhere@{UNSURE}", UNSURE, "different", "--by", "amal", "--ledger", ledger)
    assert (result.exit_code, "no document 'nowhere'" in result.stderr) == (2, True)


def test_the_end_of_the_input_ends_a_review(ledger: Path) -> None:
    result = run("entities", "review", "--ledger", ledger, "--by", "amal", input="what\n")
    assert result.exit_code == 0
    assert "answer with s, d, u, n or q" in result.stdout
    assert "0 judged; 1 doubtful pair left" in result.stdout
