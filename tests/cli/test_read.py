"""Tests `cli/read.py` and `cli/main.py`: what goes out, what is told, and the exit status of every way to end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.model.schema import reading_schema
from tests.articles import BRIDGE, MINISTER, QUIET

RIWAYA = [sys.executable, "-m", "riwaya.cli.main"]


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=stdin)


def records(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "جسر.txt"
    path.write_text(BRIDGE, encoding="utf-8")
    return path


def test_one_reading_a_line(page: Path) -> None:
    result = run("read", page, "--format", "jsonl")
    assert (result.exit_code, result.stderr) == (0, "")
    (reading,) = records(result.stdout)
    assert (reading["document"]["id"], reading["document"]["text"]) == ("جسر", BRIDGE)
    assert "جسر" in result.stdout, "letters, not escapes"


def test_every_reading_keeps_to_the_schema(page: Path) -> None:
    lines = [{"id": "a", "text": BRIDGE, "published": "2024-05-17"}, {"id": "b", "text": MINISTER}, {"id": "c", "text": QUIET}]
    result = run("read", "-", page, stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert result.exit_code == 0
    assert [reading["document"]["id"] for reading in records(result.stdout)] == ["a", "b", "c", "جسر"]
    for reading in records(result.stdout):
        jsonschema.validate(reading, reading_schema(), format_checker=jsonschema.FormatChecker(formats=["date"]))


def test_text_on_standard_input() -> None:
    result = run("read", "-", stdin=MINISTER.encode("utf-8-sig"))
    (reading,) = records(result.stdout)
    assert (reading["document"]["id"], reading["document"]["text"], result.exit_code) == ("stdin", MINISTER, 0)


def test_problems_are_told_kept_and_counted(page: Path, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"%PDF-1.7")
    out, problems = tmp_path / "out.jsonl", tmp_path / "problems.jsonl"
    result = run("read", tmp_path / "gone.txt", page, tmp_path / "scan.txt", "--out", out, "--problems", problems)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"riwaya: {tmp_path}/gone.txt: no such file or directory [input.missing]",
        f"riwaya: {tmp_path}/scan.txt: a PDF file, not text; extract its text first [input.binary]",
        "riwaya: 1 document read, 2 problems",
    ]
    assert [reading["document"]["id"] for reading in records(out.read_text(encoding="utf-8"))] == ["جسر"]
    assert [(p["stage"], p["rule"]) for p in records(problems.read_text(encoding="utf-8"))] == [
        ("ingest", "input.missing"),
        ("ingest", "input.binary"),
    ]


def test_a_file_s_name_cannot_write_to_the_terminal(tmp_path: Path) -> None:
    result = run("read", tmp_path / "a\x1b[31m\n.txt")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1
    (tmp_path / "b\x1b[31m\n.txt").write_bytes(b"%PDF-1.7")
    result = run("read", tmp_path / "b\x1b[31m\n.txt")
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 2


def test_workers_write_the_same_bytes(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": f"d{n}", "text": (BRIDGE, MINISTER, QUIET)[n % 3]}) + "\n" for n in range(20))
    source = tmp_path / "in.jsonl"
    source.write_text(lines, encoding="utf-8")
    one, two = run("read", source), run("read", source, "--workers", "2")
    assert (one.exit_code, two.exit_code) == (0, 0)
    assert one.stdout_bytes == two.stdout_bytes


def test_own_output_in_the_folder_is_not_read(page: Path, tmp_path: Path) -> None:
    for _ in range(2):
        result = run("read", tmp_path, "--out", tmp_path / "readings.jsonl", "--problems", tmp_path / "problems.jsonl")
        assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument"),
        (["read", "{page}", "--format", "xml"], "'xml' is not"),
        (["read", "{page}", "--workers", "0"], "0 is not in the range"),
        (["read", "{page}", "--max-bytes", "-3"], "-3 is not in the range"),
        (["read", "{page}", "--input-form", "docx"], "'docx' is not"),
        (["read", "{page}", "--nonsense"], "No such option"),
        (["read", "{page}", "--out", "{folder}/no/such/out.jsonl"], "cannot write"),
        (["read", "{page}", "--out", "{page}"], "both read and written"),
        (["read", "{page}", "--out", "{folder}/o.jsonl", "--problems", "{folder}/o.jsonl"], "same file"),
        (["read", "{page}", "--data", "{folder}/none"], "does not exist"),
        (["raed", "{page}"], "No such command"),
        (["show", "{page}", "--document", "nobody"], "no document 'nobody' among those read: جسر"),
        (["evaluate", "{folder}"], "Missing argument"),
        (["lexicon", "chekc"], "No such command"),
    ],
)
def test_wrong_options_end_with_2(page: Path, tmp_path: Path, arguments: list[str], words: str) -> None:
    before = page.read_bytes()
    result = run(*(argument.format(page=page, folder=tmp_path) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert page.read_bytes() == before


def test_a_broken_lexicon_file_ends_with_2_and_its_line(page: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    path = data / "lexicon" / "ar" / "statements" / "deny.toml"
    path.parent.mkdir(parents=True)
    (data / "ontology").mkdir()
    own = Path(__file__).resolve().parents[2] / "src" / "riwaya" / "data" / "ontology" / "ontology.toml"
    (data / "ontology" / "ontology.toml").write_bytes(own.read_bytes())
    path.write_text('[meta]\nsource = "s"\nlicense = "l"\n\n[[cue]]\nid = "deny.x"\nact = "refuse"\n', encoding="utf-8")
    for command in (["read", page], ["show", page], ["lexicon", "check"]):
        result = run(*command, "--data", data)
        assert result.exit_code == 2
        assert result.stderr == f"riwaya: {path}:5: deny.x: act 'refuse' is not in the ontology\n"
    path.write_text('[meta]\nsource = "s\n', encoding="utf-8")
    result = run("read", page, "--data", data)
    assert (result.exit_code, f"{path}:2: not TOML" in result.stderr) == (2, True)


def test_a_closed_pipe_is_no_crash(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": f"d{n}", "text": BRIDGE}) + "\n" for n in range(200)), encoding="utf-8")
    process = subprocess.Popen([*RIWAYA, "read", str(source)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) != 0
    assert process.stderr.read() == b""
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["read", "--help"]])
def test_a_full_disk_under_the_help_is_told(arguments: list[str]) -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run([*RIWAYA, *arguments], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (result.returncode, result.stderr) == (1, "riwaya: cannot write: no space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("command", ["read", "show"])
def test_a_full_disk_is_told(page: Path, command: str) -> None:
    with open("/dev/full", "w") as full:
        result = subprocess.run([*RIWAYA, command, str(page)], stdout=full, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 1
    assert result.stderr.splitlines()[0] == "riwaya: cannot write: no space left on device"
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_run_ends_cleanly(tmp_path: Path, workers: str) -> None:
    fifo, out = tmp_path / "in.fifo", tmp_path / "out.jsonl"
    os.mkfifo(fifo)
    process = subprocess.Popen(
        [*RIWAYA, "read", str(fifo), "--input-form", "jsonl", "--workers", workers, "--out", str(out)], stderr=subprocess.PIPE, text=True
    )
    with open(fifo, "w", encoding="utf-8") as stream:
        stream.write("".join(json.dumps({"id": f"d{n}", "text": QUIET}) + "\n" for n in range(50)))
        stream.flush()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert told.startswith("riwaya: interrupted")
    assert "Traceback" not in told


def test_help_is_in_plain_words() -> None:
    for command in ("read", "show", "evaluate", "lexicon"):
        assert "contract" not in run(command, "--help").stdout
    told = " ".join(run("read", "--help").stdout.split())
    assert ("docs/schema/reading.json" in told, "HTML" in told) == (True, True)


def test_a_line_that_is_no_document_says_what_one_is() -> None:
    result = run("read", "-", "--input-form", "jsonl", stdin='{"text": "a"}\n')
    assert (result.exit_code, "a line needs `id` and exactly one of `text` and `file`" in result.stderr) == (1, True)


def test_english_names_are_labelled_as_english() -> None:
    text = "The army said on Monday that its forces attacked the town of Sumy with missiles and killed five soldiers near the border."
    (reading,) = records(run("read", "-", stdin=text).stdout)
    assert reading["document"]["language"] == "en"
    assert reading["entities"]
    assert all(entity["labels"]["en"] and ("ar" not in entity["labels"] or entity["known"]) for entity in reading["entities"])


def test_help_is_quick_and_ends_with_an_example() -> None:
    for arguments in ([], ["read"], ["show"], ["evaluate"], ["lexicon"], ["lexicon", "check"]):
        result = run(*arguments, "--help")
        assert result.exit_code == 0
        assert "Example:\n" in result.stdout
        assert "riwaya " in result.stdout.split("Example:\n")[1].splitlines()[0]


def test_the_group_s_help_loads_no_command() -> None:
    code = "import sys; from riwaya.cli.main import cli; cli(['--help'], standalone_mode=False); print(*sys.modules, file=sys.stderr)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stderr.split()
    assert not {"msgspec", "ahocorasick", "trafilatura", "rich"} & set(loaded)


def test_the_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("riwaya 0.")


def test_a_day_of_publication_for_what_comes_without_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("قصفت طائرات مدينة حلب أمس.", encoding="utf-8")
    lines = [{"id": "b", "text": "قصفت طائرات مدينة حلب أمس.", "published": "2025-01-02"}]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    result = run("read", tmp_path, "--published", "2025-10-21")
    assert [(r["document"]["published"], r["times"][0]["from"]) for r in records(result.stdout)] == [
        ("2025-10-21", "2025-10-20"),
        ("2025-01-02", "2025-01-01"),
    ]
    assert records(run("read", tmp_path / "a.txt").stdout)[0]["times"][0]["from"] is None
    assert run("read", tmp_path, "--published", "today").exit_code == 2
