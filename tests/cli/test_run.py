"""Tests `cli/run.py`: what a run tells, runs at once, interrupts, and ledgers that are none."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.errors import RiwayaError
from riwaya.ledger.store import open_ledger
from riwaya.lexicon.compiled import DATA
from tests.articles import BRIDGE, QUIET
from tests.ledgers import RIWAYA, exports, lines_of, write_lines

SAMPLES = DATA / "samples" / "samples.jsonl"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", lines_of(6))


def test_a_run_ends_with_a_summary_and_what_to_do_next(source: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    result = run("run", source, "--ledger", ledger)
    assert (result.exit_code, result.stderr) == (0, "")
    told = [line.split() for line in result.stdout.splitlines()]
    assert told[0] == [str(ledger)]
    assert told[1] == ["documents", "6", "6", "new"]
    assert told[2] == ["problems", "0"]
    assert [line[0] for line in told[3:6]] == ["incidents", "contacts", "Next:"]
    commands = result.stdout.split("Next:\n")[1].splitlines()
    assert commands
    for line in commands:
        arguments = line.split()
        assert arguments[0] == "riwaya"
        arguments = [str(tmp_path / "report.html") if argument == "report.html" else argument for argument in arguments]
        assert run(*arguments[1:]).exit_code == 0, line


def test_the_same_command_again_says_that_nothing_changed(source: Path, tmp_path: Path) -> None:
    run("run", source, "--ledger", tmp_path / "war.db")
    before = exports(tmp_path / "war.db")
    result = run("run", source, "--ledger", tmp_path / "war.db", "--workers", 2)
    assert (result.exit_code, exports(tmp_path / "war.db")) == (0, before)
    assert "nothing has changed" in result.stdout
    assert "6 unchanged" in result.stdout


def test_the_samples_are_the_same_with_workers(tmp_path: Path) -> None:
    for workers in (1, 2):
        assert run("run", SAMPLES, "--ledger", tmp_path / f"{workers}.db", "--workers", workers).exit_code == 0
    assert exports(tmp_path / "1.db") == exports(tmp_path / "2.db")


def test_problems_are_told_and_end_with_1(source: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    result = run("run", source, tmp_path / "scan.txt", "--ledger", tmp_path / "war.db")
    assert result.exit_code == 1
    assert result.stderr == f"riwaya: {tmp_path}/scan.txt: a PDF file, not text; extract its text first [input.binary]\n"
    assert "1 in this run" in result.stdout


def test_the_ledger_may_come_from_the_environment(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_LEDGER", str(tmp_path / "war.db"))
    assert run("run", source).exit_code == 0
    assert run("incidents", "--format", "table").exit_code == 0


def test_an_empty_ledger_has_something_to_say(tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    result = run("run", tmp_path / "scan.txt", "--ledger", tmp_path / "war.db")
    assert result.exit_code == 2
    assert "none in this run" in result.stdout
    assert result.stderr.splitlines()[-1].startswith("riwaya: nothing was read; name files that hold documents")
    assert "Next:" not in result.stdout
    for command in (["incidents"], ["verify"], ["incidents", "--format", "table"], ["search", "هدنة"]):
        assert run(*command, "--ledger", tmp_path / "war.db").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words", "status"),
    [
        (["run", "{source}"], "Missing option '--ledger'", 2),
        (["run", "--ledger", "{folder}/war.db"], "Missing argument", 2),
        (["run", "{source}", "--ledger", "{source}"], "both read and written", 2),
        (["run", "{source}", "--ledger", "{folder}"], "is a directory", 2),
        (["run", "{source}", "--ledger", "{folder}/none/war.db"], "make it first", 2),
        (["run", "{source}", "--ledger", "{folder}/text.db"], "not a SQLite database", 2),
        (["run", "{source}", "--ledger", "{folder}/other.db"], "a database of something else", 2),
        (["run", "{source}", "--ledger", "{folder}/war.db", "--workers", "0"], "0 is not in the range", 2),
        (["load", "{source}", "--ledger", "{source}"], "both read and written", 2),
        (["incidents", "--ledger", "{folder}/war.db"], "make one with: riwaya run", 2),
        (["verify", "--ledger", "{folder}/text.db"], "not a SQLite database", 2),
        (["run", "{folder}/nope", "{folder}/none/nor", "--ledger", "{folder}/war.db"], "nothing to read: ", 2),
        (["run", "{folder}/empty", "--ledger", "{folder}/war.db"], "no file of a known suffix", 2),
        (["load", "{folder}/nope", "--ledger", "{folder}/war.db"], "nope: no such file or directory", 2),
    ],
)
def test_what_cannot_be_done_says_so(source: Path, tmp_path: Path, arguments: list[str], words: str, status: int) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.db").write_text("no database at all, but a text that is long enough to be looked at" * 20)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE poems (verse TEXT)")
    other.commit()
    other.close()
    before = source.read_bytes()
    result = run(*(argument.format(source=source, folder=tmp_path) for argument in arguments))
    assert (result.exit_code, result.stdout) == (status, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    assert source.read_bytes() == before
    assert not (tmp_path / "war.db").exists()


def held(fifo: Path, ledger: Path) -> "subprocess.Popen[str]":
    """A run that waits for its input while it holds the ledger."""
    arguments = [*RIWAYA, "run", str(fifo), "--input-form", "jsonl", "--ledger", str(ledger)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def lines(count: int) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines_of(count))


def wait_for_documents(ledger: Path) -> None:
    """Wait until a run beside this one has stored its first batch."""
    for _ in range(600):
        with suppress(RiwayaError), open_ledger(ledger) as opened:
            if opened.inputs():
                return
        time.sleep(0.05)
    raise AssertionError("nothing was stored within half a minute")


def test_a_second_run_is_refused_or_waits(source: Path, tmp_path: Path) -> None:
    fifo, ledger = tmp_path / "in.fifo", tmp_path / "war.db"
    os.mkfifo(fifo)
    first = held(fifo, ledger)
    with open(fifo, "w", encoding="utf-8") as stream:
        stream.write(lines(40))
        stream.flush()
        refused = run("run", source, "--ledger", ledger)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert "another run is writing to it" in refused.stderr
        assert "--wait" in refused.stderr
        waiting = subprocess.Popen([*RIWAYA, "run", str(source), "--ledger", str(ledger), "--wait"], stdout=subprocess.PIPE, text=True)
        time.sleep(1.5)
        assert (waiting.poll(), first.poll()) == (None, None)
        assert run("search", "الجسر", "--ledger", ledger).exit_code == 0, "a reader works beside a writer"
        early = run("incidents", "--ledger", ledger)
        assert (early.exit_code, "wait for one that is still going on" in early.stderr) == (1, True), "what is read is not fused yet"
    assert first.communicate(timeout=60)[1] == ""
    told = waiting.communicate(timeout=60)[0]
    assert (first.returncode, waiting.returncode) == (0, 0)
    assert "nothing has changed" in told


@pytest.mark.parametrize(
    ("workers", "stop", "word"), [("1", signal.SIGINT, "interrupted"), ("2", signal.SIGINT, "interrupted"), ("2", signal.SIGTERM, "terminated")]
)
def test_a_stopped_run_keeps_what_it_stored_and_says_how_to_go_on(tmp_path: Path, workers: str, stop: signal.Signals, word: str) -> None:
    fifo, ledger = tmp_path / "in.fifo", tmp_path / "war.db"
    os.mkfifo(fifo)
    arguments = [*RIWAYA, "run", str(fifo), "--input-form", "jsonl", "--ledger", str(ledger), "--workers", workers]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    with open(fifo, "w", encoding="utf-8") as stream:
        stream.write(lines(150))
        stream.flush()
        wait_for_documents(ledger)
        process.send_signal(stop)
        out, told = process.communicate(timeout=30)
    assert (process.returncode, out) == (128 + stop, "")
    assert told == f"riwaya: {word}; what is stored stays, run the same command again to go on from there\n"
    source = write_lines(tmp_path / "in.jsonl", lines_of(150))
    result = run("run", source, "--ledger", ledger)
    assert result.exit_code == 0
    assert " unchanged" in result.stdout
    run("run", source, "--ledger", tmp_path / "want.db")
    assert exports(ledger) == exports(tmp_path / "want.db")


def test_progress_is_shown_in_a_terminal_only(source: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    arguments = [*RIWAYA, "run", str(source), str(tmp_path / "scan.txt"), "--ledger", str(tmp_path / "war.db")]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=theirs, text=True, env={**os.environ, "TERM": "xterm", "COLUMNS": "100"})
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert process.stdout
    assert process.stdout.read().startswith(f"{tmp_path}/war.db\n")
    process.stdout.close()
    assert process.wait(60) == 1
    assert "Reading" in seen.decode()
    assert "a PDF file" in seen.decode()


def test_files_of_one_name_are_told_and_are_no_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for day, text in (("mon", BRIDGE), ("tue", QUIET)):
        Path(day).mkdir()
        Path(day, "001.txt").write_text(text, encoding="utf-8")
    assert run("run", "mon", "--ledger", "war.db").exit_code == 0
    result = run("run", "tue", "--ledger", "war.db")
    assert result.exit_code == 0
    assert "another document has the id '001' too; this one (" in result.stderr
    assert "1 new, 1 kept beside others of their id" in result.stdout
    for name, text in (("mon/001.txt", BRIDGE), ("./tue/001.txt", QUIET), (tmp_path / "mon" / "001.txt", BRIDGE)):
        found = json.loads(run("explain", name, "--ledger", "war.db", "--format", "json").stdout)
        with open_ledger(Path("war.db")) as opened:
            reading = opened.reading(found["cell"])
        assert reading
        assert reading.document.text == text


@pytest.mark.parametrize("command", [["incidents"], ["contacts"], ["explain", "d000"]])
def test_readings_that_changed_since_they_were_fused_are_told(source: Path, tmp_path: Path, command: list[str]) -> None:
    run("run", source, "--ledger", tmp_path / "war.db")
    with open_ledger(tmp_path / "war.db", write=True) as opened:
        opened.remove("d001")
    result = run(*command, "--ledger", tmp_path / "war.db")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "readings have changed since they were fused; run `riwaya run PATH… --ledger" in result.stderr


def test_the_text_of_a_page_is_kept_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "a#e1.when.txt"
    page.write_text(BRIDGE, encoding="utf-8")
    assert run("run", page, "--ledger", tmp_path / "war.db").exit_code == 0
    result = run("explain", "a#e1.when#e0", "--ledger", tmp_path / "war.db")
    assert result.exit_code == 0
