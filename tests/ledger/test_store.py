"""Tests `ledger/store.py`: what is kept comes back, nothing changes twice, writers take turns, a killed one leaves a whole ledger."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from msgspec import structs

from riwaya.errors import StoreError, UsageError
from riwaya.ledger.store import DocumentRow, Ledger, Stored, open_ledger
from riwaya.model import Problem
from tests.ledger.made import alter, content, full_ledger, incidents, judgement, plain, readings, stored
from tests.model.records import incident, reading

PROBLEM = Problem("read", "doc-01", "read.failure", "a reader failed on it")
HOLD = "import sys, time, pathlib; from riwaya.ledger.store import open_ledger\nwith open_ledger(pathlib.Path(sys.argv[1]), write=True):\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.db"


@contextmanager
def another(code: str, path: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that runs the code with the ledger's path; what is left of it is killed."""
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: "subprocess.Popen[str]", line: str) -> None:
    assert process.stdout is not None
    assert process.stdout.readline().strip() == line


def test_what_is_put_comes_back(path: Path) -> None:
    made = readings()
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored(made[5:]))
        ledger.put(stored(made[:5], input="k2"))
        assert list(ledger.readings()) == list(made)
        assert ledger.reading("doc-05") == next(r for r in made if r.document.id == "doc-05")
        assert ledger.reading("none") is None
    with open_ledger(path) as ledger:
        assert ledger.inputs() == {r.document.id: "k2" if n < 5 else "k1" for n, r in enumerate(made)}
        rows = ledger.documents()
        assert [row.id for row in rows] == [r.document.id for r in made]
        first = made[0].document
        assert rows[0] == DocumentRow(
            id=first.id,
            outlet=first.outlet,
            title=first.title,
            published=first.published,
            sha256=first.sha256,
            url=None,
            page=None,
            fetched=None,
            kept=False,
            events=len(made[0].events),
        )


def test_fusion_comes_back_in_order(path: Path) -> None:
    made = incidents()
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored())
        assert ledger.fused_key() is None
        assert ledger.replace_fusion(made[::-1], [judgement(), judgement("doc-01#e1")], key="f1")
        assert ledger.fused_key() == "f1"
    with open_ledger(path) as ledger:
        found = list(ledger.incidents())
        assert found == sorted(made, key=lambda i: (i.when is None, str(i.when and i.when.from_), i.kind, i.id))
        assert ledger.incident(made[0].id) == made[0]
        assert ledger.incident("none") is None
        assert ledger.incident_of("doc-01", "e0") == made[0]
        assert ledger.incident_of("doc-01", "e999") is None
        assert [j.left for j in ledger.judgements()] == ["doc-01#e0", "doc-01#e1"]
        assert list(ledger.judgements("doc-01#e1")) == [judgement("doc-01#e1")]


def test_records_with_every_field_come_back(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        ledger.put([Stored(reading(), "k")])
        ledger.replace_fusion([incident()], [], key="f")
        assert ledger.reading("bridge") == reading()
        assert ledger.incident("i0") == incident()


def test_the_same_twice_changes_nothing(path: Path) -> None:
    full_ledger(path)
    before = path.read_bytes()
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored())
        assert not ledger.replace_fusion(incidents()[::-1], [judgement()], key="f1")
    assert path.read_bytes() == before


def test_order_and_batches_leave_the_same_content(tmp_path: Path) -> None:
    one, other = full_ledger(tmp_path / "a.db"), tmp_path / "b.db"
    with open_ledger(other, write=True) as ledger:
        ledger.put([Stored(plain("doc-01", "نص آخر"), "old")])
        ledger.replace_fusion([], [judgement("x#e0")], key="old")
        for item in stored()[::-1]:
            ledger.put([item])
        ledger.replace_fusion(incidents()[::-1], [judgement()], key="f1")
    assert content(one) == content(other)


def test_a_changed_reading_takes_the_place_of_the_old_one(path: Path) -> None:
    full_ledger(path)
    with open_ledger(path, write=True) as ledger:
        ledger.put([Stored(plain("doc-01", "خبر عن الزلزال"), "k2")])
        assert ledger.inputs()["doc-01"] == "k2"
        assert [hit.document for hit in ledger.search("زلزال")] == ["doc-01"]
        assert ledger.fused_key() is None, "incidents are of other readings now"
        assert all(hit.document != "doc-01" for hit in ledger.search("الجيش", limit=99))


def test_a_new_input_key_alone_is_kept(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored())
        ledger.put(stored(input="k2"))
        assert set(ledger.inputs().values()) == {"k2"}


def test_removing(path: Path) -> None:
    full_ledger(path)
    with open_ledger(path, write=True) as ledger:
        ledger.put_problems([PROBLEM])
        ledger.remove("doc-01")
        ledger.remove("never there")
        assert "doc-01" not in ledger.inputs()
        assert ledger.fused_key() is None
        assert ledger.problems() == []


def test_problems_are_kept_once_until_their_document_is_read(path: Path) -> None:
    other = Problem("ingest", "b.pdf", "input.binary", "a PDF file")
    with open_ledger(path, write=True) as ledger:
        ledger.put_problems([PROBLEM, other])
        ledger.put_problems([other, PROBLEM, PROBLEM])
        assert ledger.problems() == [other, PROBLEM]
        ledger.put(stored())
        assert ledger.problems() == [other]


def test_only_rows_that_differ_are_replaced(path: Path) -> None:
    full_ledger(path)
    made = incidents()
    made[3] = structs.replace(made[3], standing="contested")
    with open_ledger(path, write=True) as ledger:
        assert ledger.replace_fusion(made[1:], [], key="f1")
        assert ledger.incident(made[3].id) == made[3]
        assert ledger.incident(made[0].id) is None
        assert list(ledger.judgements()) == []
        assert ledger.replace_fusion(made[1:], [], key="f2"), "a new key is a change"
        assert not ledger.replace_fusion(made[1:], [], key="f2")


def test_judgements_of_a_person_stay(path: Path) -> None:
    person = judgement(verdict="different", by="person")
    with open_ledger(path, write=True) as ledger:
        ledger.replace_fusion([], [judgement(), person], key="f1")
        ledger.replace_fusion([], [], key="f2")
        assert list(ledger.judgements()) == [person]


def test_a_reader_cannot_write(path: Path) -> None:
    full_ledger(path)
    with open_ledger(path) as ledger, pytest.raises(StoreError, match="opened for reading"):
        ledger.put(stored())


def test_a_reader_sees_one_state_while_a_writer_writes(path: Path) -> None:
    full_ledger(path)
    with open_ledger(path) as reader:
        with open_ledger(path, write=True) as writer:
            writer.put([Stored(plain("new", "خبر جديد"), "k")])
            writer.remove("doc-01")
            assert len(list(reader.readings())) == len(readings())
            assert reader.reading("new") is None
            with open_ledger(path) as later:
                assert later.reading("new") is not None
        assert reader.fused_key() == "f1"


def test_reading_while_writing_in_one_ledger(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        ledger.put(stored())
        for n, item in enumerate(ledger.readings()):
            ledger.put([Stored(item, f"n{n}")])
        assert len(set(ledger.inputs().values())) == len(readings())


def test_many_documents_at_once(path: Path) -> None:
    items = [Stored(plain(f"d{n:04}", f"خبر رقم {n}"), "k") for n in range(1001)]
    with open_ledger(path, write=True) as ledger:
        ledger.put(items)
        ledger.put(items)
        assert len(ledger.documents()) == 1001


def test_a_second_writer_is_refused_or_waits(path: Path) -> None:
    code = HOLD + "    print('in', flush=True); time.sleep(1.0)\n"
    with another(code, path) as process:
        wait_for(process, "in")
        with pytest.raises(StoreError, match=r"another run is writing to it; wait for it to end, or pass --wait"), open_ledger(path, write=True):
            pass
        with open_ledger(path) as ledger:
            assert ledger.documents() == []
        with open_ledger(path, write=True, wait=True) as ledger:
            ledger.put(stored())
            process.wait(timeout=10)
            assert process.returncode == 0


def test_a_linked_name_is_the_same_ledger(path: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    with open_ledger(path, write=True), pytest.raises(StoreError, match="another run"), open_ledger(tmp_path / "link.db", write=True):
        pass


def test_a_ledger_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("حرب ?#%20&mode=memory.db", "--.db", "a'b;.db"):
        assert content(full_ledger(Path(name)))[-1] == "f1"
        assert (tmp_path / name).stat().st_size > 0


def test_one_program_does_not_wait_for_itself(path: Path) -> None:
    with open_ledger(path, write=True), pytest.raises(StoreError, match="already"), open_ledger(path, write=True, wait=True):
        pass


def test_children_of_a_killed_writer_do_not_hold_its_lock(path: Path) -> None:
    code = HOLD + "    import os\n    child = os.fork()\n    if child: print(child, flush=True)\n    time.sleep(60)\n"
    with another(code, path) as process:
        assert process.stdout is not None
        child = int(process.stdout.readline())
        try:
            process.kill()
            process.wait()
            with open_ledger(path, write=True) as ledger:
                ledger.put(stored())
        finally:
            os.kill(child, signal.SIGKILL)


WRITER = """
import itertools, pathlib, sys
from riwaya.ledger.store import Stored, open_ledger
from tests.ledger.made import plain
with open_ledger(pathlib.Path(sys.argv[1]), write=True) as ledger:
    print("in", flush=True)
    for n in itertools.count(1):
        ledger.put([Stored(plain(f"d{k}", f"نص رقم {n}. " * 50), str(n)) for k in range(8)])
        ledger.replace_fusion([], [], key=str(n))
"""


def test_killed_at_any_moment_every_put_is_whole_or_not_there(path: Path) -> None:
    chance = random.Random(7)
    for _ in range(10):
        with another(WRITER, path) as process:
            wait_for(process, "in")
            time.sleep(chance.uniform(0.0, 0.15))
            process.send_signal(signal.SIGKILL)
            process.wait()
        with open_ledger(path) as ledger:
            _check_whole(ledger)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _check_whole(ledger: Ledger) -> None:
    inputs = ledger.inputs()
    assert len(inputs) in (0, 8)
    assert len(set(inputs.values())) <= 1
    assert ledger.fused_key() in (None, *inputs.values())
    for found in ledger.readings():
        assert found.document.text.startswith(f"نص رقم {inputs[found.document.id]}.")
    assert {hit.document for hit in ledger.search(f"رقم {next(iter(inputs.values()), 0)}")} == set(inputs)


def test_killed_while_the_ledger_is_made(path: Path) -> None:
    stop = "import time; from riwaya.ledger import sqlite; sqlite.mark = lambda _: (print('in', flush=True), time.sleep(60))\n"
    code = f"{stop}{HOLD}    pass\n"
    with another(code, path) as process:
        wait_for(process, "in")
    with pytest.raises(StoreError, match="nothing was stored in it yet"), open_ledger(path):
        pass
    assert full_ledger(path)


def test_no_ledger_to_read(path: Path) -> None:
    with pytest.raises(UsageError, match=r"no ledger at .*war\.db; make one with: riwaya run"), open_ledger(path):
        pass
    assert not path.exists()


@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_ledger_is_told_and_left_alone(tmp_path: Path, *, write: bool) -> None:
    text, other, folder = tmp_path / "notes.txt", tmp_path / "other.db", tmp_path / "folder"
    text.write_text("ملاحظات " * 400, encoding="utf-8")
    alter(other, "CREATE TABLE things (a)")
    folder.mkdir()
    before = other.read_bytes(), text.read_bytes()
    for path, words in (
        (text, "not a SQLite database"),
        (other, "a database of something else"),
        (folder, "a folder, not a ledger"),
        (tmp_path / "none" / "war.db", "there is no folder"),
        (text / "war.db", "no folder"),
        (Path("/dev/null"), "not a regular file"),
    ):
        with pytest.raises(StoreError, match=words) as raised, open_ledger(path, write=write):
            pass
        assert str(path) in str(raised.value)
        assert raised.value.path == path
    assert (other.read_bytes(), text.read_bytes()) == before


def test_a_full_disk_is_told_and_leaves_the_ledger_whole(path: Path) -> None:
    full_ledger(path)
    before = content(path)
    with pytest.raises(StoreError, match="the disk is full; free some space"):
        _fill(path)
    assert content(path) == before


def _fill(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        with ledger.connected() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count=1")  # the connection goes back and is the next one taken
        ledger.put([Stored(plain(f"x{n}", "نص طويل " * 5000), "k") for n in range(30)])


def test_a_folder_that_cannot_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full_ledger(path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_ledger(path) as ledger:
        assert len(ledger.documents()) == len(readings())


def test_a_damaged_database_is_told(path: Path) -> None:
    full_ledger(path)
    raw = bytearray(path.read_bytes())
    for start in range(4096, len(raw), 4096):
        raw[start : start + 8] = b"\xff" * 8
    path.write_bytes(raw)
    with pytest.raises(StoreError, match="damaged"), open_ledger(path) as ledger:
        list(ledger.readings())


def test_a_record_that_cannot_be_read_back_is_told(path: Path) -> None:
    full_ledger(path)
    alter(path, "UPDATE documents SET body = '{}' WHERE id = 'doc-02'")
    with open_ledger(path) as ledger, pytest.raises(StoreError, match="documents doc-02 cannot be read back"):
        list(ledger.readings())
