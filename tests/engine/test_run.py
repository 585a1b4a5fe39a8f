"""Tests `engine/run.py`, `engine/intake.py` and `engine/claims.py` with real stages and real ledgers."""

import io
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from riwaya.engine import run as run_module
from riwaya.engine.intake import Watch
from riwaya.engine.local import read_paths
from riwaya.engine.run import Outcome, load_paths, run_paths
from riwaya.engine.tools import Tools
from riwaya.errors import UsageError
from riwaya.ledger.store import open_ledger
from riwaya.ledger.verify import verify
from riwaya.lexicon.compiled import DATA
from riwaya.model import Problem, Reading
from tests.articles import BRIDGE, MINISTER, QUIET
from tests.ledgers import exports, kill_and_finish, lines_of, write_lines
from tests.ledgers import run as command
from tests.readings import tools

SAMPLES = DATA / "samples" / "samples.jsonl"


def fill(ledger: Path, *paths: Path, problems: list[Problem] | None = None, **options: Any) -> Outcome:
    told: list[Problem] = problems if problems is not None else []
    with open_ledger(ledger, write=True) as opened:
        return run_paths(paths, ledger=opened, tools=tools(), watch=Watch(problem=told.append), **options)


def load(ledger: Path, *paths: Path, problems: list[Problem] | None = None) -> Outcome:
    told: list[Problem] = problems if problems is not None else []
    with open_ledger(ledger, write=True) as opened:
        return load_paths(paths, ledger=opened, watch=Watch(problem=told.append))


def texts(ledger: Path) -> dict[str, str]:
    with open_ledger(ledger) as opened:
        return {reading.document.id: reading.document.text for reading in opened.readings()}


def problems_in(ledger: Path) -> list[tuple[str, str]]:
    with open_ledger(ledger) as opened:
        return [(problem.document, problem.rule) for problem in opened.problems()]


def page(folder: Path, name: str, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_readings_and_incidents_come_into_the_ledger(tmp_path: Path) -> None:
    outcome = fill(tmp_path / "war.db", SAMPLES)
    assert outcome.fused
    with open_ledger(tmp_path / "war.db") as ledger:
        stored, incidents = list(ledger.readings()), list(ledger.incidents())
        assert list(verify(ledger)) == []
    assert stored == sorted(read_paths([SAMPLES], tools=tools()), key=lambda r: r.document.id if isinstance(r, Reading) else "")
    assert outcome.counts.new == len(stored)
    assert {(a.document, a.event) for i in incidents for a in i.accounts if a.event} == {(r.document.id, e.id) for r in stored for e in r.events}


def test_the_same_input_twice_changes_nothing(tmp_path: Path) -> None:
    fill(tmp_path / "war.db", SAMPLES)
    first, before = exports(tmp_path / "war.db"), (tmp_path / "war.db").read_bytes()
    outcome = fill(tmp_path / "war.db", SAMPLES)
    assert (outcome.fused, outcome.counts.new, outcome.counts.replaced) == (False, 0, 0)
    assert outcome.counts.unchanged > 0
    assert exports(tmp_path / "war.db") == first
    assert (tmp_path / "war.db").read_bytes() == before, "not a row was written"


def test_order_and_workers_decide_nothing(tmp_path: Path) -> None:
    lines = SAMPLES.read_text(encoding="utf-8").splitlines(keepends=True)
    want = b""
    for number, workers in enumerate((1, 2, 1)):
        order = random.Random(number).sample(lines, len(lines))
        source = tmp_path / "shuffled.jsonl"
        source.write_text("".join(order).replace('"texts/', f'"{SAMPLES.parent}/texts/'), encoding="utf-8")
        ledger = tmp_path / f"{number}.db"
        fill(ledger, source, workers=workers, batch=5)
        want = want or exports(ledger)
        assert exports(ledger) == want


def test_documents_that_come_in_several_runs_end_as_in_one(tmp_path: Path) -> None:
    lines = lines_of(12)
    fill(tmp_path / "one.db", write_lines(tmp_path / "all.jsonl", lines))
    for start in (8, 0, 4):
        fill(tmp_path / "parts.db", write_lines(tmp_path / "part.jsonl", lines[start : start + 4]))
    assert exports(tmp_path / "parts.db") == exports(tmp_path / "one.db")


def test_a_changed_page_takes_the_place_of_the_old(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    fill(tmp_path / "war.db", write_lines(source, lines_of(3)))
    changed = [*lines_of(2), {**lines_of(3)[2], "text": BRIDGE}]
    outcome = fill(tmp_path / "war.db", write_lines(source, changed))
    assert (outcome.counts.replaced, outcome.counts.unchanged, outcome.fused) == (1, 2, True)
    assert texts(tmp_path / "war.db")["d002"] == BRIDGE
    assert fill(tmp_path / "war.db", write_lines(source, [{**line, "outlet": "المرسى"} for line in changed])).counts.replaced == 3


def test_another_reader_reads_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_lines(tmp_path / "in.jsonl", lines_of(3))
    fill(tmp_path / "war.db", source)
    monkeypatch.setattr(run_module, "reader_fingerprint", lambda data, own: "another")
    assert fill(tmp_path / "war.db", source).counts.replaced == 3
    assert fill(tmp_path / "war.db", source).counts.unchanged == 3


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (1, 0, 2)])
def test_documents_of_one_id_are_all_kept_whatever_their_order(tmp_path: Path, order: Sequence[int]) -> None:
    for number, text in enumerate((BRIDGE, MINISTER, QUIET)):
        page(tmp_path / f"f{number}", "x.txt", text)
    fill(tmp_path / "want.db", *(tmp_path / f"f{n}" for n in range(3)))
    told: list[Problem] = []
    outcome = fill(tmp_path / "war.db", *(tmp_path / f"f{n}" for n in order), problems=told, batch=1)
    found = texts(tmp_path / "war.db")
    assert sorted(found.values()) == sorted((BRIDGE, MINISTER, QUIET))
    ids = sorted(found)
    assert ids[0] == "x"
    assert all(id.startswith("x~") and len(id) == 10 for id in ids[1:])
    assert [(p.document, p.rule) for p in told] == [(id, "ledger.same_id") for id in ids[1:]] == problems_in(tmp_path / "war.db")
    assert (outcome.counts.problems, outcome.counts.beside) == (0, 2), "nothing is lost, so that it is no problem of the run"
    assert exports(tmp_path / "war.db") == exports(tmp_path / "want.db")
    again = fill(tmp_path / "war.db", *(tmp_path / f"f{n}" for n in order))
    assert (again.counts.unchanged, again.fused) == (3, False)
    assert exports(tmp_path / "war.db") == exports(tmp_path / "want.db")


def test_a_document_named_as_another_was_set_aside(tmp_path: Path) -> None:
    """The id that is given beside a taken one may be a document's own."""
    first, second = page(tmp_path / "a", "x.txt", BRIDGE), page(tmp_path / "b", "x.txt", MINISTER)
    fill(tmp_path / "war.db", first, second)
    beside = next(id for id in texts(tmp_path / "war.db") if id != "x")
    third = page(tmp_path / "c", f"{beside}.txt", QUIET)
    want = b""
    for number, order in enumerate(((first, second, third), (third, second, first), (second, third, first))):
        ledger = tmp_path / f"{number}.db"
        fill(ledger, *order)
        assert texts(ledger)[beside] == QUIET
        assert sorted(texts(ledger).values()) == sorted((BRIDGE, MINISTER, QUIET))
        want = want or exports(ledger)
        assert exports(ledger) == want


def test_equal_documents_of_one_id_are_one(tmp_path: Path) -> None:
    outcome = fill(tmp_path / "war.db", page(tmp_path / "a", "x.txt", BRIDGE), page(tmp_path / "b", "x.txt", BRIDGE))
    assert (outcome.counts.new, outcome.counts.repeated, outcome.counts.problems) == (1, 1, 0)


def runs(ledger: Path, folder: Path, steps: Sequence[tuple[str, str | bytes]], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """One run for each file, written anew before it; paths as a person in `folder` would type them."""
    folder.mkdir(exist_ok=True)
    monkeypatch.chdir(folder)
    for path, text in steps:
        Path(path).parent.mkdir(exist_ok=True, parents=True)
        Path(path).write_bytes(text if isinstance(text, bytes) else text.encode())
        fill(ledger, Path(path))
    return texts(ledger)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_files_of_one_name_in_folders_of_their_own_are_all_kept_over_several_runs(
    tmp_path: Path, order: Sequence[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [(f"day{n}/001.txt", text) for n, text in enumerate((BRIDGE, MINISTER, QUIET))]
    want = runs(tmp_path / "want.db", tmp_path / "f", days, monkeypatch)
    found = runs(tmp_path / "war.db", tmp_path / "f", [days[n] for n in order], monkeypatch)
    assert sorted(found.values()) == sorted((BRIDGE, MINISTER, QUIET))
    assert [id.partition("~")[0] for id in found] == ["001"] * 3
    assert found == want
    assert exports(tmp_path / "war.db") == exports(tmp_path / "want.db")
    fill(tmp_path / "once.db", *(Path(path) for path, _ in days))
    assert exports(tmp_path / "war.db") == exports(tmp_path / "once.db"), "several runs end as one"
    assert [(p, rule) for p, rule in problems_in(tmp_path / "war.db")] == [(id, "ledger.same_id") for id in list(found)[1:]]
    before = exports(tmp_path / "war.db")
    again = fill(tmp_path / "war.db", Path(days[order[0]][0]))
    assert (again.counts.unchanged, again.fused, exports(tmp_path / "war.db")) == (1, False, before)


def test_a_file_that_changed_replaces_itself_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [("a/x.txt", BRIDGE), ("b/x.txt", MINISTER), ("./a/../a/x.txt", QUIET)]
    found = runs(tmp_path / "war.db", tmp_path / "f", steps, monkeypatch)
    assert sorted(found.values()) == sorted((MINISTER, QUIET))
    fill(tmp_path / "once.db", Path("a"), Path("b"))
    assert exports(tmp_path / "war.db") == exports(tmp_path / "once.db")
    assert list(runs(tmp_path / "war.db", tmp_path / "f", [("a/x.txt", MINISTER)], monkeypatch).items()) == [("x", MINISTER)]
    assert problems_in(tmp_path / "war.db") == []


def test_one_text_in_two_files_stays_while_one_of_them_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = [("a/x.txt", BRIDGE), ("b/x.txt", BRIDGE)]
    assert list(runs(tmp_path / "war.db", tmp_path / "f", steps, monkeypatch).values()) == [BRIDGE]
    assert sorted(runs(tmp_path / "war.db", tmp_path / "f", [("a/x.txt", MINISTER)], monkeypatch).values()) == sorted((BRIDGE, MINISTER))
    assert sorted(runs(tmp_path / "war.db", tmp_path / "f", [("b/x.txt", QUIET)], monkeypatch).values()) == sorted((MINISTER, QUIET))


def test_a_file_that_cannot_be_read_any_more_leaves_what_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = runs(tmp_path / "war.db", tmp_path / "f", [("a/x.txt", BRIDGE), ("a/x.txt", b"%PDF-1.7")], monkeypatch)
    assert (list(found.values()), problems_in(tmp_path / "war.db")) == ([BRIDGE], [("a/x.txt", "input.binary")])


def test_a_user_s_own_id_replaces_itself_and_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page(tmp_path / "a", "d000.txt", QUIET)
    for text in (BRIDGE, MINISTER):
        fill(tmp_path / "war.db", write_lines(tmp_path / "in.jsonl", [{"id": "d000", "text": text}]))
    assert list(texts(tmp_path / "war.db").values()) == [MINISTER]
    fill(tmp_path / "war.db", Path("a"))
    fill(tmp_path / "war.db", write_lines(tmp_path / "in.jsonl", [{"id": "d000", "text": BRIDGE}]))
    assert sorted(texts(tmp_path / "war.db").values()) == sorted((BRIDGE, QUIET))


def test_pages_piped_in_are_all_kept(tmp_path: Path) -> None:
    for text in (BRIDGE, MINISTER, BRIDGE):
        with open_ledger(tmp_path / "war.db", write=True) as opened:
            run_paths(["-"], ledger=opened, tools=tools(), stdin=io.BytesIO(text.encode()))
    assert sorted(texts(tmp_path / "war.db").values()) == sorted((BRIDGE, MINISTER))


def test_a_reading_of_a_file_made_before_is_no_other_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs(tmp_path / "war.db", tmp_path / "f", [("a/x.txt", BRIDGE)], monkeypatch)
    (made,) = read_paths(["a/x.txt"], tools=tools())
    (tmp_path / "readings.jsonl").write_bytes(msgspec.json.encode(made))
    assert load(tmp_path / "war.db", tmp_path / "readings.jsonl").counts.replaced == 1
    assert list(runs(tmp_path / "war.db", tmp_path / "f", [("a/x.txt", BRIDGE)], monkeypatch)) == ["x"]
    assert list(runs(tmp_path / "war.db", tmp_path / "f", [("a/x.txt", QUIET)], monkeypatch).values()) == [QUIET]


def test_problems_are_kept_and_go_when_their_document_is_read(tmp_path: Path) -> None:
    folder = page(tmp_path / "news", "a.txt", BRIDGE)
    page(folder, "b.txt", b"%PDF-1.7")
    page(folder, "c.jsonl", b'{"id": "c", "text": "\xd8\xa7\xd9\x84\xd9\x87\xd8\xaf\xd9\x86\xd8\xa9"}\nno json\n')
    told: list[Problem] = []
    outcome = fill(tmp_path / "war.db", folder, tmp_path / "gone.txt", problems=told)
    want = [(f"{folder}/b.txt", "input.binary"), (f"{folder}/c.jsonl:2", "input.json"), (f"{tmp_path}/gone.txt", "input.missing")]
    assert (outcome.counts.new, outcome.counts.problems, problems_in(tmp_path / "war.db")) == (2, 3, sorted(want))
    assert [(p.document, p.rule) for p in told] == want
    before = exports(tmp_path / "war.db")
    fill(tmp_path / "war.db", folder, tmp_path / "gone.txt")
    assert exports(tmp_path / "war.db") == before
    page(folder, "b.txt", MINISTER)
    (folder / "c.jsonl").write_text("")
    fill(tmp_path / "war.db", folder)
    assert problems_in(tmp_path / "war.db") == [(f"{tmp_path}/gone.txt", "input.missing"), (f"{folder}/c.jsonl", "input.empty")]
    page(tmp_path, "gone.txt", QUIET)
    fill(tmp_path / "war.db", tmp_path / "gone.txt")
    assert problems_in(tmp_path / "war.db") == [(f"{folder}/c.jsonl", "input.empty")]


def test_a_document_that_fails_a_reader_is_told_and_tried_again(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", lines_of(2))
    told: list[Problem] = []
    with open_ledger(tmp_path / "war.db", write=True) as opened:
        outcome = run_paths([source], ledger=opened, tools=Tools({}), watch=Watch(problem=told.append))
    assert ([p.rule for p in told], outcome.counts.problems) == (["read.failure"] * 2, 2)
    assert problems_in(tmp_path / "war.db") == [("d000", "read.failure"), ("d001", "read.failure")]
    assert fill(tmp_path / "war.db", source).counts.new == 2
    assert problems_in(tmp_path / "war.db") == []


def test_a_run_that_broke_off_goes_on(tmp_path: Path) -> None:
    """Every batch that was stored before stays; incidents are fused only by the run that finishes."""
    source = write_lines(tmp_path / "in.jsonl", lines_of(9))
    fill(tmp_path / "want.db", source)

    class Stop(Exception):
        pass

    for after in (5, 8):
        left = iter(range(after))

        def stop(left: Any = left) -> None:
            if next(left, None) is None:
                raise Stop

        with open_ledger(tmp_path / "war.db", write=True) as opened, pytest.raises(Stop):
            run_paths([source], ledger=opened, tools=tools(), watch=Watch(document=stop), batch=2)
    with open_ledger(tmp_path / "war.db") as opened:
        assert (0 < len(opened.inputs()) < 9, opened.fused_key()) == (True, None)
    outcome = fill(tmp_path / "war.db", source)
    assert (outcome.counts.unchanged > 0, outcome.counts.new > 0, outcome.fused) == (True, True, True)
    assert exports(tmp_path / "war.db") == exports(tmp_path / "want.db")


@pytest.mark.parametrize("stop_at", range(1, 9))
def test_a_run_that_broke_off_among_documents_of_one_id_goes_on(tmp_path: Path, stop_at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped before any of the ledger's transactions, also while documents change places."""
    texts_by_folder = sorted((BRIDGE, MINISTER, QUIET), reverse=True)
    folders = [page(tmp_path / f"f{n}", "x.txt", text) for n, text in enumerate(texts_by_folder)]
    want = tmp_path / "want.db"
    fill(want, *folders)
    first = max(folders, key=lambda folder: texts(want)["x"] != (folder / "x.txt").read_text(encoding="utf-8"))
    order = [first, *(folder for folder in folders if folder != first)]

    class Stop(Exception):
        pass

    with open_ledger(tmp_path / "war.db", write=True) as opened:
        calls = iter(range(1, stop_at))
        for name in ("put", "remove", "put_problems", "replace_fusion"):
            own = getattr(opened, name)

            def stopping(*arguments: Any, own: Any = own, **options: Any) -> Any:
                if next(calls, None) is None:
                    raise Stop
                return own(*arguments, **options)

            monkeypatch.setattr(opened, name, stopping)
        with suppress(Stop):
            run_paths(order, ledger=opened, tools=tools(), batch=1)
    fill(tmp_path / "war.db", *reversed(order))
    assert exports(tmp_path / "war.db") == exports(want)


def test_killed_at_random_moments_and_finished(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", lines_of(90))
    start = time.monotonic()
    assert command("run", source, "--ledger", tmp_path / "want.db").returncode == 0
    took = time.monotonic() - start
    hit = kill_and_finish(source, tmp_path / "war.db", kills=6, seed=7, longest=took)
    assert hit, "no run was still going when it was to be killed"
    assert exports(tmp_path / "war.db") == exports(tmp_path / "want.db")


def test_readings_made_before_make_the_same_incidents(tmp_path: Path) -> None:
    fill(tmp_path / "run.db", SAMPLES)
    lines = [msgspec.json.encode(item) + b"\n" for item in read_paths([SAMPLES], tools=tools())]
    (tmp_path / "readings.jsonl").write_bytes(b"".join(reversed(lines)))
    outcome = load(tmp_path / "load.db", tmp_path / "readings.jsonl")
    assert outcome.counts.new == len(lines)
    with open_ledger(tmp_path / "run.db") as run, open_ledger(tmp_path / "load.db") as loaded:
        assert list(run.incidents()) == list(loaded.incidents())
        assert list(run.readings()) == list(loaded.readings())
    again = load(tmp_path / "load.db", tmp_path / "readings.jsonl")
    assert (again.counts.unchanged, again.fused) == (len(lines), False)


def test_bad_lines_of_readings_become_problems(tmp_path: Path) -> None:
    (good,) = read_paths([write_lines(tmp_path / "in.jsonl", lines_of(1))], tools=tools())
    assert isinstance(good, Reading)
    outside = replace(good, document=replace(good.document, id="short", text=good.document.text[:20]))
    path = tmp_path / "readings.jsonl"
    path.write_bytes(b"\n".join([b"{}", msgspec.json.encode(outside), b"", b"[1", msgspec.json.encode(good), b"\xff"]))
    told: list[Problem] = []
    outcome = load(tmp_path / "war.db", path, tmp_path / "gone.jsonl", problems=told)
    assert (outcome.counts.new, outcome.counts.problems) == (1, 5)
    assert [(p.document.removeprefix(f"{tmp_path}/"), p.rule) for p in told] == [
        ("readings.jsonl:1", "reading.record"),
        ("readings.jsonl:2", "reading.broken"),
        ("readings.jsonl:4", "reading.record"),
        ("readings.jsonl:6", "reading.record"),
        ("gone.jsonl", "input.missing"),
    ]
    assert "does not lie in the text" in told[1].message


def test_different_readings_of_one_document_are_both_kept(tmp_path: Path) -> None:
    (one,) = read_paths([write_lines(tmp_path / "in.jsonl", lines_of(1))], tools=tools())
    assert isinstance(one, Reading)
    other = replace(one, document=replace(one.document, outlet="غيره"))
    want = b""
    for number, order in enumerate(([one, other], [other, one])):
        path = tmp_path / "readings.jsonl"
        path.write_bytes(b"".join(msgspec.json.encode(reading) + b"\n" for reading in order))
        assert load(tmp_path / f"{number}.db", path).counts.new == 2
        want = want or exports(tmp_path / f"{number}.db").replace(b":1)", b":N)").replace(b":2)", b":N)")
        assert exports(tmp_path / f"{number}.db").replace(b":1)", b":N)").replace(b":2)", b":N)") == want


def test_workers_are_counted_from_one(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.db", write=True) as ledger, pytest.raises(UsageError, match="at least 1"):
        run_paths([SAMPLES], ledger=ledger, tools=tools(), workers=0)
