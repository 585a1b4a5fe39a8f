"""Tests `cli/explain.py`, `engine/explain.py`, `engine/cells.py` and `engine/rules.py` on the samples."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.engine.cells import cells_of, fields_of_incident
from riwaya.engine.explain import explain
from riwaya.engine.rules import explain_rule
from riwaya.fuse.fusion import fuse
from riwaya.ledger.store import Stored, open_ledger
from riwaya.lexicon.compiled import DATA
from riwaya.model import Reading
from tests.fuse.tellers import NATION, TOWN, Count, Told, reading
from tests.ledgers import write_lines

SAMPLES = DATA / "samples" / "samples.jsonl"
SOURCE = DATA.parent
RULE = re.compile(r"(?!number\.|published\.|particles\.)[a-z]+(?:\.(?!com$)[a-z_]+)+")
"""A rule as code names it; but for those of amounts and of days of publication, which no record bears."""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "war.db"
    assert run("run", SAMPLES, "--ledger", path).exit_code == 0
    return path


@pytest.fixture(scope="module")
def readings(ledger: Path) -> list[Reading]:
    with open_ledger(ledger) as opened:
        return list(opened.readings())


def explained(cell: str, ledger: Path) -> Any:
    result = run("explain", cell, "--ledger", ledger, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_every_cell_of_two_documents_is_explained(ledger: Path, readings: list[Reading]) -> None:
    with open_ledger(ledger) as opened:
        for reading in readings[:2]:
            for cell in cells_of(reading):
                found = explain(cell, opened)
                assert found.cell == cell
                for words in found.words:
                    assert words.text == reading.document.text[slice(*words.span)] != ""


def test_every_field_of_some_incidents_is_explained(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        for incident in list(opened.incidents())[::12]:
            assert len(explain(incident.id, opened).accounts) == len(incident.accounts)
            for field in fields_of_incident(incident):
                found = explain(f"{incident.id}.{field}", opened)
                assert (found.incident, found.field) == (incident.id, field)
                for told in found.accounts:
                    assert explain(told.cell, opened).incident == incident.id


def test_an_amount_leads_to_its_words_its_rule_and_the_other_accounts(ledger: Path, readings: list[Reading]) -> None:
    reading, event = next((r, e) for r in readings for e in r.events if any(q.what == "killed" and q.span for q in e.quantities) and e.statements)
    found = explained(f"{reading.document.id}#{event.id}.killed", ledger)
    quantity = next(q for q in event.quantities if q.what == "killed")
    assert found["words"][0]["span"] == list(quantity.span or ())
    assert found["rules"]
    assert [chain["statement"] for chain in found["chains"]] == list(event.statements)
    assert found["chains"][0]["outlet"] == reading.document.outlet
    (own, *_) = [told for told in found["accounts"] if told["own"]]
    assert (own["given"], own["value"]["min"]) == (True, quantity.min)
    assert found["standing"] in ("uncontested", "corroborated", "contested", "unverified")


def test_the_text_form_lights_the_words_in_their_sentence(ledger: Path, readings: list[Reading]) -> None:
    reading, event = next((r, e) for r in readings for e in r.events if e.when and e.when.span)
    result = run("explain", f"{reading.document.id}#{event.id}.when", "--ledger", ledger)
    assert result.exit_code == 0
    assert event.when
    assert event.when.span
    words = reading.document.text[slice(*event.when.span)]
    lit = result.stdout.partition("[")[2].partition("]")[0]
    assert " ".join(line.strip("\u2066\u2067\u2068\u2069\u200f ") for line in lit.splitlines()) == words
    for heading in ("Words\n", "Rules\n", "Who says so\n", "Incident i"):
        assert heading in result.stdout
    assert result.stdout.count("\u2068") == result.stdout.count("\u2069")


def test_a_rule_of_the_lexicon_names_its_file_and_lemma(ledger: Path, readings: list[Reading]) -> None:
    (fact,) = explain_rule("deny.nafa")
    assert (fact.file, fact.gloss, fact.lemma is not None and "نفى" in fact.lemma) == ("lexicon/ar/statements/deny.toml", "deny", True)
    assert fact.line
    assert "[[cue]]" in (DATA / (fact.file or "")).read_text(encoding="utf-8").splitlines()[fact.line - 1]
    (other,) = explain_rule("nobody.knows")
    assert "made elsewhere" in other.says


def test_every_rule_of_the_samples_is_known(ledger: Path, readings: list[Reading]) -> None:
    rules = {
        item.rule for r in readings for items in (r.stories, r.passages, r.entities, r.mentions, r.times, r.statements, r.events) for item in items
    }
    rules |= {quantity.rule for r in readings for event in r.events for quantity in event.quantities}
    with open_ledger(ledger) as opened:
        rules |= {rule for i in opened.incidents() for rule in (i.rule, *(d.rule for d in i.disputes), *(a.rule for a in i.accounts))}
        rules |= {judgement.rule for judgement in opened.judgements()}
    unknown = {fact.id for rule in rules for fact in explain_rule(rule) if "made elsewhere" in fact.says}
    assert unknown == set(), "write what it does into data/rules/decisions.toml"


def test_every_rule_that_the_readers_name_is_known() -> None:
    named = {
        node.value
        for path in (SOURCE / "read").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and RULE.fullmatch(node.value)
    }
    assert {"name.person", "time.date", "count.part"} <= named
    assert {rule for rule in named if "made elsewhere" in explain_rule(rule)[0].says} == set(), "write what it does into data/rules/decisions.toml"


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("nahr-01#e99", "nahr-01#e"),
        ("nahr-01#e0.whne", "nahr-01#e0.when"),
        ("nahr-1", "nahr-01"),
        ("nahr-01#s0.killed", "nahr-01#s0"),
        ("", "the nearest are"),
        ("i0000", "`riwaya incidents --ledger"),
        ("i0123456789ab.killed", "no incident 'i0123456789ab'"),
        ("nahr-01#e0.participants[99]", "nahr-01#e0.participants"),
    ],
)
def test_an_unknown_cell_names_the_nearest(ledger: Path, cell: str, words: str) -> None:
    result = run("explain", cell, "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_ids_may_hold_what_parts_a_cell(tmp_path: Path) -> None:
    text = "أعلن الجيش السوداني، أمس الخميس، مقتل 12 جنديا في قصف على مدينة الفاشر."
    ids = ("a", "a#e0", "a#e0.when", "b.published", "~#.")
    source = write_lines(tmp_path / "in.jsonl", [{"id": id, "text": text, "published": "2025-03-21"} for id in ids])
    assert run("run", source, "--ledger", tmp_path / "war.db").exit_code == 0
    for id in ids:
        for rest in ("#e0", "#e0.when", "#e0.kind", ".published"):
            found = explained(f"{id}{rest}", tmp_path / "war.db")
            assert all(words["document"] == id for words in found["words"]), (id, rest)
    assert explained("a#e0.when", tmp_path / "war.db")["is_a"] == "event", "the longest document id does not win where the cell is there"


def test_how_many_took_part_is_not_who_took_part(tmp_path: Path) -> None:
    count = Count(what="participants", words="40 دولة", min=40, max=40)
    told = Told(kind="meeting", trigger="اجتماع", roles={"party": (NATION,)}, place=TOWN, counts=(count,))
    text = f"عُقد في {TOWN} اجتماع شاركت فيه {NATION} و40 دولة أخرى."
    with open_ledger(tmp_path / "war.db", write=True) as opened:
        opened.put([Stored(reading("a", text, names={TOWN: "place", NATION: "place"}, tells=[told]), "key")])
        fusion = fuse(list(opened.readings()))
        opened.replace_fusion(fusion.incidents, fusion.judgements, key="key")
        incident = fusion.incidents[0].id
    for cell in ("a#e0.participants_count", f"{incident}.participants_count"):
        found = explained(cell, tmp_path / "war.db")
        assert [(q["what"], q["min"]) for q in found["value"]] == [("participants", 40)], cell
        assert [told["value"]["max"] for told in found["accounts"]] == [40], cell
    assert [words["text"] for words in explained("a#e0.participants_count", tmp_path / "war.db")["words"]] == ["40 دولة"]
    assert [p["entity"] for p in explained("a#e0.participants", tmp_path / "war.db")["value"]] == ["x1"]


def told(ledger: Path, *arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(cli, ["explain", *arguments, "--ledger", str(ledger)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_an_event_is_told_in_names(ledger: Path, readings: list[Reading]) -> None:
    reading, event = next((r, e) for r in readings for e in r.events if e.place and e.statements and len({p.role for p in e.participants}) > 1)
    head = told(ledger, f"{reading.document.id}#{event.id}").partition("\nWords\n")[0]
    for participant in event.participants:
        assert f"\n   {participant.role} " in head
        assert participant.text
        assert participant.text in head
    assert not re.search(r"\bx\d+\b", head), "names, not ids"
    assert f"told by   {event.statements[0]}, " in head


def test_an_incident_is_told_whole_and_why_on_request(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        incident = next(i for i in opened.incidents() if i.disputes and i.related and any(a.statement is None for a in i.accounts))
        number = len([j for a in incident.accounts for j in opened.judgements(f"{a.document}#{a.event}")])
    short, long = told(ledger, incident.id), told(ledger, incident.id, "--why")
    assert f"standing  {incident.standing}: " in short
    assert f"disputed  {incident.disputes[0].field}: " in short
    assert f"related   {incident.related[0].incident}, " in short
    assert f"Accounts   {len(incident.accounts)}" in short
    assert "the outlet itself" in short
    assert "What joined the accounts" not in short
    assert number
    assert "What joined the accounts" in long
    assert "unsure" in long


def test_each_account_of_a_field_shows_its_words(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        incident = next(i for i in opened.incidents() if len([a for a in i.accounts if "killed" in a.values]) > 2)
        found = explain(f"{incident.id}.killed", opened)
    shown = told(ledger, f"{incident.id}.killed")
    for account, record in zip(found.accounts, incident.accounts, strict=True):
        assert bool(account.words) == ("killed" in record.values)
        for words in account.words:
            assert f"[{words.text}]" in " ".join(shown.replace("\u2068", "").replace("\u2069", "").replace("\u200f", "").split())


def test_nobody_named_is_not_the_outlet(tmp_path: Path) -> None:
    text = "وقُتل 12 جنديا في قصف على مدينة الفاشر، حسبما أُفيد أمس الخميس.\n\nوقُصفت مدينة نيالا أمس الخميس."
    run("run", write_lines(tmp_path / "in.jsonl", [{"id": "a", "text": text, "published": "2025-03-21"}]), "--ledger", tmp_path / "war.db")
    with open_ledger(tmp_path / "war.db") as opened:
        (reading,) = opened.readings()
    unnamed = {s.id for s in reading.statements if not s.sources}
    for event in reading.events:
        shown = told(tmp_path / "war.db", f"a#{event.id}")
        assert ("nobody named" in shown.partition("Words")[0]) == bool(unnamed & set(event.statements))
        assert ("the outlet itself" in shown.partition("Words")[0]) == (not event.statements)


def test_a_document_is_found_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("news").mkdir()
    Path("news/a.txt").write_text("أعلن الجيش السوداني، أمس الخميس، مقتل 12 جنديا في قصف على مدينة الفاشر.", encoding="utf-8")
    assert run("run", "news", "--ledger", "war.db").exit_code == 0
    for path in ("news/a.txt", "./news/../news/a.txt", tmp_path / "news" / "a.txt"):
        assert explained(str(path), Path("war.db"))["cell"] == "a"
    assert explained("news/a.txt#e0.killed", Path("war.db"))["cell"] == "a#e0.killed"


def test_background_is_explained_by_its_rule(tmp_path: Path) -> None:
    page, war = tmp_path / "probe.txt", tmp_path / "war.db"
    page.write_text("بدأت الشرطة التحقيق في اغتيال النائب ماريك دوفان.", encoding="utf-8")
    assert run("run", page, "--ledger", war).exit_code == 0
    found = explained("probe#e0.background", war)
    assert found["value"] is True
    assert [rule["id"] for rule in found["rules"]] == ["background.topic"]
    assert "only mentions it" in run("explain", "probe#e0", "--ledger", war).output
