"""Tests `ledger/verify.py`: a whole ledger gives no finding, and each kind of tampering gives one that names its cell."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from riwaya.engine.local import read_paths
from riwaya.ledger import rows
from riwaya.ledger.store import Stored, open_ledger
from riwaya.ledger.verify import Finding, verify
from riwaya.lexicon.compiled import DATA
from riwaya.model import Document, Event, Incident, Link, Participant, Passage, Problem, Quantity, Reading, Relation, Statement
from tests.ledger.made import alter, full_ledger, incidents, judgement, plain, readings, stored
from tests.model.records import reading as bridge

SAMPLES = DATA / "samples" / "samples.jsonl"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return full_ledger(tmp_path / "war.db")


def findings(path: Path) -> list[Finding]:
    with open_ledger(path) as ledger:
        return list(verify(ledger))


def cells(path: Path) -> set[str]:
    return {finding.cell for finding in findings(path)}


def keep(path: Path, *items: Reading) -> list[Finding]:
    with open_ledger(path, write=True) as ledger:
        ledger.put([Stored(item, "k") for item in items])
    return findings(path)


def test_a_whole_ledger_gives_no_finding(path: Path) -> None:
    assert findings(path) == []
    with open_ledger(path, write=True) as ledger:
        assert list(verify(ledger)) == []


def test_what_is_read_gives_no_finding(tmp_path: Path) -> None:
    items = [item for item in read_paths([SAMPLES]) if isinstance(item, Reading)]
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put(stored(items))
        assert {finding.cell for finding in verify(ledger)} <= {"war.db"}, "they are not fused"


def test_an_empty_ledger_gives_no_finding(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        assert list(verify(ledger)) == []


def test_texts_in_other_encodings_and_pages_are_no_false_alarm(tmp_path: Path) -> None:
    text = "خبر من صفحة"
    items = [_hashed(plain(f"d{n}", text), raw) for n, raw in enumerate((text.encode("utf-8-sig"), text.encode("utf-16"), b"<html>"))]
    assert keep(tmp_path / "war.db", *items) == []


def _hashed(item: Reading, raw: bytes) -> Reading:
    digest = hashlib.sha256(raw).hexdigest()
    return structs.replace(item, document=structs.replace(item.document, sha256=digest))


def test_changed_readings_wait_for_fusion(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored(input="k2"))
    (finding,) = findings(path)
    assert finding == Finding("war.db", "readings have changed since incidents were fused; run `riwaya run` again to finish")


TAMPERING = {
    "a letter of a text": ("UPDATE documents SET body = replace(body, 'الجيش', 'الجيس') WHERE id = 'doc-01'", "doc-01"),
    "a byte that is no text": (
        "UPDATE documents SET body = CAST(CAST(substr(body, 1, 99) AS BLOB) || x'ff' AS TEXT) WHERE id = 'doc-01'",
        "doc-01",
    ),
    "a body that is no record": ("UPDATE documents SET body = '{}' WHERE id = 'doc-01'", "doc-01"),
    "a body that is no text": ("UPDATE documents SET body = 7 WHERE id = 'doc-01'", "doc-01"),
    "a hash": ("UPDATE documents SET digest = 'x' WHERE id = 'doc-01'", "doc-01"),
    "an input key": ("UPDATE documents SET input = 'x' WHERE id = 'doc-01'", "doc-01"),
    "an outlet": ("UPDATE documents SET outlet = 'x' WHERE id = 'doc-01'", "doc-01"),
    "a day": ("UPDATE documents SET published = '2020-01-01' WHERE id = 'doc-01'", "doc-01"),
    "a day that is none": ("UPDATE documents SET published = 'yesterday' WHERE id = 'doc-01'", "doc-01"),
    "a count": ("UPDATE documents SET events = 99 WHERE id = 'doc-01'", "doc-01"),
    "the words of a passage": ("UPDATE passages SET words = 'x' WHERE document = 'doc-01'", "doc-01"),
    "a passage taken away": ("DELETE FROM passages WHERE document = 'doc-01' AND start > 0", "doc-01"),
    "words of nobody": ("INSERT INTO passages (document, start, end, words) VALUES ('ghost', 0, 1, 'x')", "ghost"),
    "the index of words": ("INSERT INTO passage_words(passage_words) VALUES ('delete-all')", "doc-01"),
    "a word in the index": ("INSERT INTO passage_words(rowid, words) VALUES (1, 'x')", None),
    "an incident's body": ("UPDATE incidents SET body = replace(body, 'uncontested', 'contested') WHERE id = 'doc-01-e0'", "doc-01-e0"),
    "an incident's day": ("UPDATE incidents SET day = '1999-01-01' WHERE id = 'doc-01-e0'", "doc-01-e0"),
    "an incident taken away": ("DELETE FROM incidents WHERE id = 'doc-01-e0'", "doc-01#e0"),
    "an account": ("UPDATE accounts SET act = 'x' WHERE incident = 'doc-01-e0'", "doc-01-e0.accounts"),
    "an account taken away": ("DELETE FROM accounts WHERE incident = 'doc-01-e0'", "doc-01-e0.accounts"),
    "a judgement": ("UPDATE judgements SET body = replace(body, 'same', 'unsure')", "judgements doc-01#e0 doc-02#e0"),
    "a verdict": ("UPDATE judgements SET verdict = 'unsure'", "judgements doc-01#e0 doc-02#e0"),
    "a document taken away": ("DELETE FROM documents WHERE id = 'doc-01'", "doc-01-e0.accounts[0].document"),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_tampering_is_found(path: Path, what: str) -> None:
    statement, cell = TAMPERING[what]
    alter(path, statement)
    assert cell in cells(path) or (cell is None and findings(path))


def test_a_problem_that_was_altered_is_found(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        ledger.put_problems([Problem("ingest", "a.pdf", "input.binary", "a PDF file")])
    assert findings(path) == []
    alter(path, "UPDATE problems SET body = replace(body, 'PDF', 'ZIP')")
    assert "problems a.pdf" in cells(path)


def test_every_byte_of_a_text_counts(path: Path) -> None:
    raw = path.read_bytes()
    needle = "وزارة الدفاع الروسية".encode()
    at = raw.index(needle)
    for offset in range(0, len(needle), 7):
        changed = bytearray(raw)
        changed[at + offset] ^= 1
        path.write_bytes(changed)
        assert findings(path), offset


def test_damage_of_the_file_itself_is_found(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[4096 * 12 : 4096 * 12 + 4096] = bytes(4096)
    path.write_bytes(raw)
    assert any("damaged" in finding.message for finding in findings(path))


def test_a_text_with_a_hash_made_to_fit_is_found(path: Path) -> None:
    found = next(r for r in readings() if r.document.id == "doc-01")
    forged = structs.replace(found, document=structs.replace(found.document, text=found.document.text.replace("جسر", "كسر")))
    assert forged != found
    body = rows.body_of(forged)
    alter(path, f"UPDATE documents SET body = '{body.replace(chr(39), chr(39) * 2)}', digest = '{rows.digest_of(body, 'k1')}' WHERE id = 'doc-01'")
    assert Finding("doc-01.sha256", "the text is not the one that its hash was taken of") in findings(path)


def _document(**changes: Any) -> Callable[[Reading], Reading]:
    return lambda item: structs.replace(item, **changes)


def _event(**changes: Any) -> Callable[[Reading], Reading]:
    def change(item: Reading) -> Reading:
        first: Event = structs.replace(item.events[0], **changes)
        return structs.replace(item, events=(first, *item.events[1:]))

    return change


def _statement(**changes: Any) -> Callable[[Reading], Reading]:
    def change(item: Reading) -> Reading:
        first: Statement = structs.replace(item.statements[0], **changes)
        return structs.replace(item, statements=(first, *item.statements[1:]))

    return change


COUNT = Quantity(what="killed", min=1, max=1, span=None)
BROKEN_READINGS: dict[str, tuple[Callable[[Reading], Reading], str]] = {
    "trigger": (_event(trigger=(0, 9999)), "#e0.trigger"),
    "evidence": (_event(evidence=(5, 5)), "#e0.evidence"),
    "place": (_event(place="x99"), "#e0.place"),
    "place span": (_event(place_span=(-3, 2)), "#e0.place"),
    "statement of an event": (_event(statements=("s99",)), "#e0.statements[0]"),
    "quantity of": (_event(quantities=(structs.replace(COUNT, of="x99"),)), "#e0.quantities[0].of"),
    "quantity span": (_event(quantities=(structs.replace(COUNT, span=(0, 9999)),)), "#e0.quantities[0]"),
    "participant": (_event(participants=(Participant("actor", "x99", None, None),)), "#e0.participants[0].entity"),
    "participant's mention": (_event(participants=(Participant("actor", "x0", "m99", None),)), "#e0.participants[0].mention"),
    "participant's words": (_event(participants=(Participant("actor", "x0", "m0", "وزارة الدفاع"),)), "#e0.participants[0].text"),
    "words elsewhere": (_event(participants=(Participant("actor", "x2", "m2", "وزارة الدفاع الروسية"),)), "#e0.participants[0].text"),
    "words nowhere": (_event(participants=(Participant("actor", "x0", None, "وزارة السعادة"),)), "#e0.participants[0].text"),
    "initiative": (_event(initiative=Link("x99", None, None)), "#e0.initiative.entity"),
    "source": (_statement(sources=(Link("x99", None, None),)), "#s0.sources[0].entity"),
    "relay": (_statement(relays=(Link(None, None, "ليس هنا"),)), "#s0.relays[0].text"),
    "cue": (_statement(cues=((9, 3),)), "#s0.cues[0]"),
    "content": (_statement(content=(0, 9999)), "#s0.content"),
    "statement": (_statement(end=9999), "#s0"),
    "passage": (_document(passages=(Passage(start=0, end=9999, role="body", story=0, language="ar"),)), ".passages[0]"),
    "story of a passage": (_document(passages=(Passage(start=0, end=9, role="body", story=4, language="ar"),)), ".passages[0].story"),
    "entity of a mention": (_document(entities=()), "#m0.entity"),
    "two of one id": (lambda item: structs.replace(item, entities=(*item.entities, item.entities[0])), "#x0"),
    "role of": (lambda item: structs.replace(item, entities=(structs.replace(item.entities[0], role_of="x9"), *item.entities[1:])), "#x0.role_of"),
    "mention": (lambda item: structs.replace(item, mentions=(structs.replace(item.mentions[0], end=9999), *item.mentions[1:])), "#m0"),
    "time": (lambda item: structs.replace(item, times=(structs.replace(item.times[0], end=9999),)), ".times[0]"),
    "story": (lambda item: structs.replace(item, stories=(structs.replace(item.stories[0], end=9999),)), ".stories[0]"),
}


def test_a_reading_made_by_hand_is_whole(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db", write=True) as ledger:
        ledger.put([Stored(bridge(), "k")])
        assert [finding.cell for finding in verify(ledger)] == ["war.db"], "it is not fused yet"


@pytest.mark.parametrize("what", BROKEN_READINGS)
def test_a_broken_reading_is_found(tmp_path: Path, what: str) -> None:
    change, cell = BROKEN_READINGS[what]
    assert f"bridge{cell}" in {finding.cell for finding in keep(tmp_path / "war.db", change(bridge()))}


def _account(**changes: Any) -> Callable[[Incident], Incident]:
    return lambda item: structs.replace(item, accounts=(structs.replace(item.accounts[0], **changes),))


def _incident(**changes: Any) -> Callable[[Incident], Incident]:
    return lambda item: structs.replace(item, **changes)


FIRST = incidents()[0]
BROKEN_INCIDENTS: dict[str, tuple[Callable[[Incident], Incident], str | None]] = {
    "document": (_account(document="none"), ".accounts[0].document"),
    "event": (_account(event="e99"), ".accounts[0].event"),
    "statement": (_account(statement="s99"), ".accounts[0].statement"),
    "nothing": (_account(event=None, statement=None), ".accounts[0]"),
    "evidence": (_account(evidence=(0, 9999)), ".accounts[0].evidence"),
    "source": (_account(sources=(Link("x999", None, None),)), ".accounts[0].sources[0].entity"),
    "relay": (_account(relays=(Link(None, None, "ليس هنا"),)), ".accounts[0].relays[0].text"),
    "copies": (_incident(copies=(1,)), ".copies[0]"),
    "disputes": (lambda i: structs.replace(i, accounts=()), ".disputes[0].values[0].accounts"),
    "related": (_incident(related=(Relation("none", "casualties"),)), ".related[0]"),
    "place": (_incident(place="none"), ".place"),
    "members": (lambda i: structs.replace(i, entities=(structs.replace(i.entities[0], members=("doc-01#x999",)), *i.entities[1:])), None),
    "participant": (
        lambda i: structs.replace(i, participants=(structs.replace(FIRST.participants[0], account=5),)),
        ".participants[0].account",
    ),
}


@pytest.mark.parametrize("what", BROKEN_INCIDENTS)
def test_a_broken_incident_is_found(path: Path, what: str) -> None:
    change, cell = BROKEN_INCIDENTS[what]
    with open_ledger(path, write=True) as ledger:
        ledger.replace_fusion([change(FIRST), *incidents()[1:]], [judgement()], key="f2")
    found = cells(path)
    assert f"{FIRST.id}{cell}" in found or (cell is None and found == {f"{FIRST.id}.entities[{FIRST.entities[0].id}]"})


def test_an_event_in_two_incidents_is_found(path: Path) -> None:
    twice = structs.replace(FIRST, id="twice")
    with open_ledger(path, write=True) as ledger:
        ledger.replace_fusion([*incidents(), twice], [], key="f2")
    assert findings(path) == [Finding("doc-01#e0", "an event is told by exactly one incident, this one by doc-01-e0, twice")]


def test_judgements_of_fusion_are_about_what_is_there(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        ledger.replace_fusion(incidents(), [judgement("gone#e1"), judgement("gone#e2", by="person")], key="f2")
    assert cells(path) == {"judgements gone#e1 doc-02#e0"}


def test_a_document_with_any_id_is_checked(tmp_path: Path) -> None:
    document = Document(id="a#b/ج", text="خبر", sha256="0")
    assert keep(tmp_path / "war.db", structs.replace(plain("x", "خبر"), document=document)) == []
