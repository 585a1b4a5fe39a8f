"""Tests `cli/versions.py` and `engine/versions.py`, and how a ledger keeps several versions of a page."""

import itertools
import json
import time
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ledger.store import open_ledger
from tests.articles import BRIDGE
from tests.ledgers import exports, write_lines
from tests.web import Served, html, serving

URL = "https://www.example.com/news/bridge"
LINES = [
    {"id": "bridge", "text": BRIDGE, "url": URL, "fetched": "2024-05-17T10:00:00Z", "published": "2024-05-17"},
    {
        "id": "bridge",
        "text": BRIDGE.replace("12", "15"),
        "url": f"{URL}/?utm_source=x",
        "fetched": "2024-05-17T15:00:00+03:00",
        "published": "2024-05-17",
    },
    {"id": "bridge", "text": BRIDGE.replace("12", "15") + "تحديث.\n", "url": URL, "fetched": "2024-05-18", "published": "2024-05-17"},
]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def told(*arguments: object) -> dict[str, Any]:
    result = run("versions", *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_versions_stand_in_order_with_the_words_that_changed(tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    result = run("run", write_lines(tmp_path / "in.jsonl", LINES), "--ledger", ledger)
    assert (result.exit_code, result.stderr) == (0, ""), "a version is no problem"
    assert "2 later versions of their pages" in result.stdout
    found = told("http://m.example.com/news/bridge", "--ledger", ledger)
    assert found["page"] == "example.com/news/bridge"
    first, second, third = found["versions"]
    assert [version["fetched"] for version in found["versions"]] == [line["fetched"] for line in LINES]
    assert (first["document"], first["edits"]) == ("bridge", None)
    assert [(edit["removed"], edit["added"]) for edit in second["edits"]] == [("12", "15")]
    assert [(edit["removed"], edit["added"]) for edit in third["edits"]] == [("", "تحديث.")]
    with open_ledger(ledger) as opened:
        text = {reading.document.id: reading.document.text for reading in opened.readings()}
    (edit,) = second["edits"]
    assert text[first["document"]][slice(*edit["before"])] == "12"
    assert text[second["document"]][slice(*edit["after"])] == "15"
    assert told(second["document"], "--ledger", ledger) == found
    shown = run("versions", URL, "--ledger", ledger).stdout
    assert "3 versions" in shown
    assert "(the newest)" in shown
    assert "تحديث." in shown


def test_a_version_is_no_second_witness_of_what_its_page_says(tmp_path: Path) -> None:
    alike = [{**line, "text": BRIDGE + "." * n} for n, line in enumerate(LINES)]
    for name, lines in (("versions", alike), ("one", alike[:1])):
        run("run", write_lines(tmp_path / f"{name}.jsonl", lines), "--ledger", tmp_path / f"{name}.db")
    with open_ledger(tmp_path / "versions.db") as versions, open_ledger(tmp_path / "one.db") as one:
        assert [(i.kind, i.standing) for i in versions.incidents()] == [(i.kind, i.standing) for i in one.incidents()]
        documents = [[incident.accounts[n].document for n in incident.copies] for incident in versions.incidents()]
        assert all(set(named) == {row.id for row in versions.documents()} - {"bridge"} for named in documents)


def test_neither_the_order_of_documents_nor_of_runs_matters(tmp_path: Path) -> None:
    want = tmp_path / "want.db"
    run("run", write_lines(tmp_path / "want.jsonl", LINES), "--ledger", want)
    for n, order in enumerate(itertools.permutations(LINES)):
        ledger = tmp_path / f"{n}.db"
        for k, line in enumerate(order):
            run("run", write_lines(tmp_path / f"{n}-{k}.jsonl", [line]), "--ledger", ledger)
        assert exports(ledger) == exports(want)
        assert run("verify", "--ledger", ledger).exit_code == 0


def test_a_version_is_the_same_whenever_it_is_fetched_again(tmp_path: Path) -> None:
    later = {**LINES[0], "fetched": "2024-05-20"}
    want = tmp_path / "want.db"
    run("run", write_lines(tmp_path / "want.jsonl", [LINES[0]]), "--ledger", want)
    for n, batches in enumerate(
        ([[LINES[0], later]], [[later, LINES[0]]], [[LINES[0]], [later]], [[later], [LINES[0]]], [[later], [LINES[0]], [later]])
    ):
        ledger = tmp_path / f"{n}.db"
        for k, batch in enumerate(batches):
            assert run("run", write_lines(tmp_path / f"{n}-{k}.jsonl", batch), "--ledger", ledger).exit_code == 0
        assert exports(ledger) == exports(want), n


def test_what_is_put_right_takes_the_place_of_what_was_wrong(tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    for outlet in ("ضفاف", "السراج"):
        run("run", write_lines(tmp_path / "in.jsonl", [{**LINES[0], "outlet": outlet}]), "--ledger", ledger)
    with open_ledger(ledger) as opened:
        assert [(row.id, row.outlet) for row in opened.documents()] == [("bridge", "السراج")]


def test_a_page_that_changed_on_the_web_is_kept_as_both(tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    with serving({"/bridge": Served(html(BRIDGE))}) as site:
        arguments = ("run", f"{site.url}/bridge", "--ledger", ledger, "--allow-private", "--pause", "0")
        assert run(*arguments).exit_code == 0
        site.pages["/bridge"] = Served(html(BRIDGE.replace("12", "15")))
        time.sleep(1.1)
        assert "1 later version" in run(*arguments).stdout
        assert "1 unchanged" in run(*arguments).stdout
        first, second = told(f"{site.url}/bridge", "--ledger", ledger)["versions"]
    assert second["document"].startswith(f"{first['document']}~")
    assert [(edit["removed"], edit["added"]) for edit in second["edits"]] == [("12", "15")]
    assert (first["kept"], second["kept"]) == (True, True)
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_pages_that_are_not_there_or_are_none_are_told(tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    run("run", write_lines(tmp_path / "in.jsonl", [LINES[0], {"id": "bare", "text": "انتهت الهدنة."}]), "--ledger", ledger)
    result = run("versions", "https://example.com/news/bridges", "--ledger", ledger)
    assert result.exit_code == 2
    assert "the nearest are example.com/news/bridge" in result.stderr
    assert "has no address" in run("versions", "bare", "--ledger", ledger).stderr
