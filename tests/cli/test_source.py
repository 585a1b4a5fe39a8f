"""Tests `cli/source.py`, `engine/whence.py` and `engine/custody.py`: whence a document came, and its raw bytes."""

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ledger.store import open_ledger
from tests.articles import BRIDGE, MINISTER
from tests.ledgers import exports, write_lines
from tests.web import Served, html, serving

PAGE = html(BRIDGE, title="الجيش يعلن استعادة جسر الشرق")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "bridge.html").write_bytes(PAGE)
    (folder / "minister.txt").write_bytes(MINISTER.encode("cp1256"))
    write_lines(folder / "more.jsonl", [{"id": "line", "text": MINISTER + "نهاية.", "url": "https://example.com/m", "fetched": "2024-05-18"}])
    return folder


@pytest.fixture
def ledger(news: Path, tmp_path: Path) -> Path:
    path = tmp_path / "war.db"
    result = run("run", news, "--ledger", path, "--keep", tmp_path / "kept", "--published", "2024-05-17")
    assert result.exit_code == 0, result.stderr
    return path


def told(*arguments: object) -> dict[str, object]:
    result = run("source", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_whence_a_document_came(ledger: Path, news: Path, tmp_path: Path) -> None:
    found = told("minister", "--ledger", ledger)
    raw = (news / "minister.txt").read_bytes()
    assert found["sha256"] == hashlib.sha256(raw).hexdigest()
    assert found["files"] == [str(news / "minister.txt")]
    assert found["kept_in"] == str(tmp_path / "kept")
    custody = found["custody"]
    assert isinstance(custody, dict)
    assert (custody["form"], custody["bytes"], custody["encoding"], custody["kept"]) == ("text", len(raw), "windows-1256", True)
    shown = run("source", "minister", "--ledger", ledger).stdout
    assert "windows-1256" in shown
    assert found["sha256"] in shown.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("name", ["bridge", "minister", "line"])
def test_raw_bytes_come_back_and_hold(ledger: Path, news: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "again"
    assert run("source", name, "--ledger", ledger, "--raw", "--out", out).exit_code == 0
    with open_ledger(ledger) as opened:
        (sha256,) = (row.sha256 for row in opened.documents() if row.id == name)
    assert hashlib.sha256(out.read_bytes()).hexdigest() == sha256


def test_every_word_of_a_cell_is_shown_where_the_page_prints_it(ledger: Path) -> None:
    with open_ledger(ledger) as opened:
        readings = {reading.document.id: reading for reading in opened.readings()}
    pages = {"bridge": PAGE.decode(), "minister": MINISTER}
    shown = 0
    for name, page in pages.items():
        for event in readings[name].events:
            for place in told(f"{name}#{event.id}", "--ledger", ledger)["places"]:  # type: ignore[attr-defined]
                start, end = place["page"]
                words = place["words"]["text"]
                assert place["printed"] == page[start:end]
                assert " ".join(words.split()) in " ".join(place["printed"].split())
                shown += 1
    assert shown


def test_what_is_kept_changes_no_reading_and_is_noted_later_too(news: Path, tmp_path: Path) -> None:
    once, later = tmp_path / "once.db", tmp_path / "later.db"
    run("run", news, "--ledger", once, "--keep", tmp_path / "kept")
    run("run", news, "--ledger", later)
    with open_ledger(later) as opened:
        assert not any(row.kept for row in opened.documents())
    assert "not kept" in run("source", "bridge", "--ledger", later, "--raw").stderr
    result = run("run", news, "--ledger", later, "--keep", tmp_path / "kept")
    assert "3 unchanged" in result.stdout
    assert exports(once) == exports(later)
    assert run("verify", "--ledger", later).exit_code == 0


def test_a_ledger_that_kept_once_keeps_from_then_on(ledger: Path, news: Path, tmp_path: Path) -> None:
    (news / "new.txt").write_text(BRIDGE + "جديد", encoding="utf-8")
    assert run("run", news, "--ledger", ledger, "--published", "2024-05-17").exit_code == 0
    assert told("new", "--ledger", ledger)["kept_in"] == str(tmp_path / "kept")


def test_verify_tells_bytes_that_are_gone_or_changed_and_takes_another_folder(ledger: Path, tmp_path: Path) -> None:
    assert run("verify", "--ledger", ledger).exit_code == 0
    (tmp_path / "kept").rename(tmp_path / "moved")
    result = run("verify", "--ledger", ledger)
    assert result.exit_code == 1
    assert "bridge.sha256: its raw bytes are not kept whole" in result.stdout
    assert run("verify", "--ledger", ledger, "--keep", tmp_path / "moved").exit_code == 0
    assert run("source", "bridge", "--ledger", ledger, "--raw", "--keep", tmp_path / "moved").exit_code == 0
    victim = next((tmp_path / "moved").glob("??/*.gz"))
    victim.write_bytes(victim.read_bytes()[:-5])
    result = run("verify", "--ledger", ledger, "--keep", tmp_path / "moved")
    assert (result.exit_code, result.stdout.count("not kept whole")) == (1, 1)


def test_answers_of_the_web_are_told(tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    with serving({"/1": Served(PAGE, headers={"Last-Modified": "Fri, 17 May 2024 10:00:00 GMT"})}) as site:
        site.pages["/old"] = Served(status=301, headers={"Location": "/1"})
        for _ in range(2):
            assert run("run", f"{site.url}/old", "--ledger", ledger, "--allow-private", "--pause", 0).exit_code == 0
        with open_ledger(ledger) as opened:
            (row,) = opened.documents()
        found = told(row.id, "--ledger", ledger)
        assert (found["url"], found["kept_in"]) == (f"{site.url}/1", str(tmp_path / "war.db.kept"))
        answers = found["answers"]
        assert isinstance(answers, list)
        assert [answer["via"] for answer in answers] == [[f"{site.url}/old"]] * 2
        assert found["fetched"] == answers[0]["at"]
    shutil.rmtree(tmp_path / "war.db.kept")
    assert run("verify", "--ledger", ledger).exit_code == 1


def test_an_unknown_document_is_told(ledger: Path) -> None:
    result = run("source", "bridg", "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
