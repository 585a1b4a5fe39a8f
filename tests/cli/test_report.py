"""Tests `cli/report.py`: the page is written, nothing else is, and every way to fail says what to do."""

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ledger.store import Stored, open_ledger
from riwaya.model import Problem
from tests.export.incidents import sample_incidents, sample_readings
from tests.model.records import reading


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["report", *(str(argument) for argument in arguments)])


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "salif_front.db"
    with open_ledger(path, write=True) as held:
        held.put([Stored(reading=reading, input=reading.document.id) for reading in sample_readings()])
        held.put_problems([Problem("ingest", "scan.pdf", "input.binary", "a PDF file, not text; extract its text first")])
        held.replace_fusion(sample_incidents(), (), key="by hand")
    return path


def test_a_page_is_written_and_told(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    result = run("--ledger", ledger, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"riwaya: {out}: 6 incidents from 5 documents; open it in a browser\n"
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "<title>salif front: who says what happened</title>" in page
    for said in ("Kalda market", "scan.pdf", "Jan Kort", "أحد عشر شخصا"):
        assert said in page


def test_the_same_ledger_gives_the_same_page(ledger: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "a.html", tmp_path / "b.html"]
    for page in pages:
        assert run("--ledger", ledger, "--out", page).exit_code == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_contacts_say_who_sought_them(ledger: Path) -> None:
    page = run("--ledger", ledger, "--out", "-").stdout
    line = next(row for row in page.split('id="contacts"')[1].split("<tr>") if "21 October 2031" in row)
    assert line.count("Jan Kort") == 2, "as a party, and as the one who sought the call"


def test_a_page_on_standard_output_with_a_title(ledger: Path) -> None:
    result = run("--ledger", ledger, "--out", "-", "--title", "نارفا & Torman")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "<title>نارفا &amp; Torman</title>" in result.stdout


def test_a_ledger_that_is_missing(tmp_path: Path) -> None:
    result = run("--ledger", tmp_path / "gone.db", "--out", tmp_path / "report.html")
    assert result.exit_code == 2
    assert "gone.db" in result.stderr
    assert not (tmp_path / "report.html").exists()


def test_a_ledger_whose_readings_have_changed_is_fused_first(ledger: Path, tmp_path: Path) -> None:
    with open_ledger(ledger, write=True) as held:
        late = msgspec.structs.replace(reading(), document=msgspec.structs.replace(reading().document, id="late"))
        held.put([Stored(reading=late, input="late")])
    result = run("--ledger", ledger, "--out", tmp_path / "report.html")
    assert result.exit_code == 1
    assert "readings have changed since they were fused; run `riwaya run" in result.stderr
    assert not (tmp_path / "report.html").exists()


def test_the_ledger_is_never_written_over(ledger: Path) -> None:
    before = ledger.read_bytes()
    result = run("--ledger", ledger, "--out", ledger)
    assert (result.exit_code, result.stderr) == (2, f"riwaya: {ledger} is both read and written; name another file to write\n")
    assert ledger.read_bytes() == before


def test_a_folder_that_is_missing(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "gone" / "report.html"
    result = run("--ledger", ledger, "--out", out)
    assert (result.exit_code, result.stderr) == (2, f"riwaya: cannot write {out}: no such file or directory\n")
