"""Tests `ingest/load.py` and `ingest/sources.py`: files, folders, streams, and what becomes a problem."""

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from riwaya.ingest.load import load_pages
from riwaya.ingest.opening import Opening
from riwaya.model import Page, Problem
from tests.articles import BRIDGE, MINISTER, QUIET

HTML = f"<!DOCTYPE html><html><head><title>لقاء</title></head><body><article><p>{BRIDGE}</p><p>{MINISTER}</p></article></body></html>"


def load(*paths: str | Path, stdin: BinaryIO | None = None, **options: Any) -> Iterator[Page | Problem]:
    return load_pages(list(paths), opening=Opening(**options), stdin=stdin)


def pages(*paths: str | Path, **options: Any) -> list[Page]:
    items = list(load(*paths, **options))
    assert [item for item in items if isinstance(item, Problem)] == []
    return [item for item in items if isinstance(item, Page)]


def ids(*paths: str | Path, **options: Any) -> list[str]:
    return [page.document.id for page in pages(*paths, **options)]


def problems(*paths: str | Path, **options: Any) -> list[Problem]:
    return [item for item in load(*paths, **options) if isinstance(item, Problem)]


def write(path: Path, text: str = BRIDGE) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_text_file(tmp_path: Path) -> None:
    path = tmp_path / "جسر.txt"
    raw = b"\xef\xbb\xbf" + BRIDGE.encode()
    path.write_bytes(raw)
    (page,) = pages(path)
    assert (page.document.id, page.document.text) == ("جسر", BRIDGE)
    assert page.document.sha256 == hashlib.sha256(raw).hexdigest()
    assert page.stories == ()


def test_a_folder_is_walked_sorted_and_only_known_suffixes_are_read(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.HTM", "notes.md", "table.ods", ".hidden.txt", ".git/c.txt"):
        write(tmp_path / name, HTML if name.endswith("HTM") else BRIDGE)
    write(tmp_path / "c.ndjson", json.dumps({"id": "line", "text": MINISTER}))
    assert ids(tmp_path) == ["y", "z", "b", "line"]


def test_the_order_of_paths_is_kept_and_a_file_is_read_once(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a.txt"), write(tmp_path / "b.txt", MINISTER)
    assert ids(b, tmp_path, a, str(tmp_path / "." / "b.txt")) == ["b", "a"]


@pytest.mark.parametrize("order", [1, -1])
def test_files_of_one_stem_are_told_apart_whatever_their_order(tmp_path: Path, order: int) -> None:
    names = ["one/x.txt", "two/x.txt", "deep/two/x.txt", "y.txt"]
    paths = [write(tmp_path / name, BRIDGE) for name in names]
    found = dict(zip(names[::order], ids(*paths[::order]), strict=True))
    assert found["y.txt"] == "y"
    assert found["one/x.txt"] == "one/x"
    assert found["deep/two/x.txt"] == "deep/two/x"
    assert found["two/x.txt"].endswith("/two/x")
    assert len(set(found.values())) == 4


def test_one_stem_in_one_folder_keeps_the_suffix(tmp_path: Path) -> None:
    write(tmp_path / "x.txt")
    write(tmp_path / "x.html", HTML)
    assert ids(tmp_path) == ["x.html", "x.txt"]


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["d1/x.txt", "d2/x.txt", "d2/x.html"], ["d1/x.txt", "d2/x.txt", "d2/x.html"]),
        (["d/x.txt", "d/x.html", "d/x.txt.html", "y.txt"], ["x.txt", "x.html", "x.txt.html", "y"]),
        (["a/d/x.txt", "b/d/x.txt", "b/d/x.html"], ["a/d/x.txt", "b/d/x.txt", "b/d/x.html"]),
    ],
)
def test_ids_are_lengthened_only_as_far_as_needed(tmp_path: Path, order: int, names: list[str], expected: list[str]) -> None:
    paths = [write(tmp_path / name, HTML if name.endswith("html") else BRIDGE) for name in names]
    assert ids(*paths[::order]) == expected[::order]


@pytest.mark.parametrize(
    ("text", "identity"),
    [(BRIDGE, "page"), (HTML, "page"), ("\n  " + HTML, "page"), (json.dumps({"id": "line", "text": BRIDGE}), "line")],
)
def test_an_unknown_suffix_named_explicitly_is_told_by_its_beginning(tmp_path: Path, text: str, identity: str) -> None:
    (page,) = pages(write(tmp_path / "page.dat", text))
    assert page.document.id == identity
    assert "وزارة الدفاع الروسية" in page.document.text
    assert "<p>" not in page.document.text


def test_the_form_can_be_forced(tmp_path: Path) -> None:
    (page,) = pages(write(tmp_path / "a.txt", HTML), form="html")
    assert "<p>" not in page.document.text
    (page,) = pages(tmp_path / "a.txt", form="text")
    assert page.document.text == HTML
    write(tmp_path / "b.html", HTML)
    assert ids(tmp_path, form="html") == ["b"]


@pytest.mark.parametrize("text", [BRIDGE, "\n\n" + BRIDGE])
def test_standard_input_of_text(text: str) -> None:
    (page,) = pages("-", stdin=io.BytesIO(text.encode()))
    assert (page.document.id, page.document.text) == ("stdin", text)


def test_standard_input_of_json_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "b.txt", MINISTER)
    monkeypatch.chdir(tmp_path)
    lines = "\n" + json.dumps({"id": "a", "text": BRIDGE}) + "\n" + json.dumps({"id": "b", "file": "b.txt"}) + "\n"
    found = pages("-", stdin=io.BytesIO(lines.encode()))
    assert [(page.document.id, page.document.text) for page in found] == [("a", BRIDGE), ("b", MINISTER)]


def test_nothing_on_standard_input() -> None:
    (problem,) = problems("-", stdin=io.BytesIO(b""))
    assert (problem.document, problem.rule) == ("-", "input.empty")


def test_the_limit_is_of_the_document(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", QUIET)
    size = len(QUIET.encode())
    assert pages(path, max_bytes=size)
    (problem,) = problems(path, max_bytes=size - 1)
    assert problem.rule == "input.oversize"
    assert f"{size - 1:,}" in problem.message


def test_whole_json_and_broken_web_archives_are_not_taken_for_text(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.json", json.dumps([{"id": "whole", "text": BRIDGE}], indent=1))
    assert ids(whole) == ["whole"]
    other = write(tmp_path / "other.json", json.dumps({"version": 1, "settings": {"a": 2}}, indent=1))
    archive = write(tmp_path / "a.warc", "WARC/1.0\r\nWARC-Type: response\r\n\r\n" + BRIDGE)
    assert [problem.rule for problem in problems(other, archive)] == ["input.form", "input.warc"]


def test_what_is_missing_does_not_stop_the_rest(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    items = list(load_pages([tmp_path / "gone.txt", path, tmp_path / "a.txt" / "b.txt", "nul\0.txt"]))
    assert [item.rule if isinstance(item, Problem) else item.document.id for item in items] == [
        "input.missing",
        "a",
        "input.missing",
        "input.missing",
    ]


def test_a_folder_without_a_known_file_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path / "notes.md")
    (problem,) = problems(tmp_path)
    assert (problem.rule, problem.document) == ("input.none", str(tmp_path))


def test_links_that_lead_round_are_told_and_left(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    items = list(load_pages([tmp_path]))
    assert [item.document.id for item in items if isinstance(item, Page)] == ["a"]
    found = {Path(item.document).name: item.rule for item in items if isinstance(item, Problem)}
    assert found == {"up": "input.loop", "self.txt": "input.loop", "dangling.txt": "input.missing"}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read_is_a_problem(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    assert [problem.rule for problem in problems(path, closed)] == ["input.permission", "input.permission"]


def test_a_name_that_is_not_unicode(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path / "a") + b"\xff.txt")
    try:
        write(Path(path))
    except OSError:
        pytest.skip("this file system keeps only Unicode names")
    assert ids(tmp_path) == ["a\ufffd"]


def test_own_output_in_a_folder_is_skipped(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    out = write(tmp_path / "readings.jsonl", "")
    assert ids(tmp_path, skip={out.resolve()}) == ["a"]


def test_a_folder_in_a_stated_form_is_read_by_its_suffixes(tmp_path: Path) -> None:
    write(tmp_path / "a.json", json.dumps([{"id": "x", "text": BRIDGE}]))
    write(tmp_path / "b.txt")
    assert [item.document.id for item in load(tmp_path, form="json") if isinstance(item, Page)] == ["x"]
    (problem,) = problems(tmp_path, form="pdf")
    assert (problem.rule, problem.message) == ("input.none", "no file of the form pdf (.pdf) in this folder")
