"""Tests `ingest/jsonl.py`: the contract's section 0, line by line."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from riwaya.ingest.load import load_pages
from riwaya.ingest.opening import Opening
from riwaya.model import Page, Problem
from tests.articles import BRIDGE, MINISTER


def write(folder: Path, *lines: object, name: str = "in.jsonl") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines), encoding="utf-8")
    return path


def load(path: Path) -> list[Page | Problem]:
    return list(load_pages([path]))


def only_page(path: Path) -> Page:
    (item,) = load(path)
    assert isinstance(item, Page), item
    return item


def only_problem(path: Path) -> Problem:
    (item,) = load(path)
    assert isinstance(item, Problem), item
    return item


def test_everything_known_is_kept(tmp_path: Path) -> None:
    line = {
        "id": "g-1",
        "text": BRIDGE + MINISTER,
        "url": "https://a.example/1",
        "outlet": "الأصيل",
        "title": "جسر الشرق",
        "published": "2024-05-17",
        "fetched": "2024-06-01T12:00:00Z",
        "stories": [{"starts": "التقى وزير الخارجية", "published": "2024-05-22"}],
        "crawler": {"depth": 3},
    }
    page = only_page(write(tmp_path, line))
    document = page.document
    assert (document.id, document.text, document.outlet, document.title) == ("g-1", BRIDGE + MINISTER, "الأصيل", "جسر الشرق")
    assert (document.url, document.fetched, document.published) == ("https://a.example/1", "2024-06-01T12:00:00Z", date(2024, 5, 17))
    assert document.sha256 == hashlib.sha256((BRIDGE + MINISTER).encode()).hexdigest()
    assert [(story.starts, story.published) for story in page.stories] == [("التقى وزير الخارجية", date(2024, 5, 22))]


def test_a_file_is_relative_to_the_json_lines(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf" + BRIDGE.replace("\n", "\r\n").encode()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_bytes(raw)
    page = only_page(write(tmp_path, {"id": "other", "file": "../texts/a.txt", "published": "2024-05-17"}, name="lists/in.jsonl"))
    assert page.document.id == "other"
    assert page.document.text == BRIDGE.replace("\n", "\r\n")
    assert page.document.sha256 == hashlib.sha256(raw).hexdigest()
    assert page.document.published == date(2024, 5, 17)


def test_blank_lines_marks_and_carriage_returns(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    record = json.dumps({"id": "a", "text": MINISTER})
    path.write_bytes(b"\xef\xbb\xbf\r\n\r\n" + record.encode() + b"\r\n\r\n" + record.replace('"a"', '"b"').encode())
    assert [item.document.id for item in load(path) if isinstance(item, Page)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "rule", "words"),
    [
        ("{", "input.json", "JSON"),
        ("قال الوزير", "input.json", "JSON"),
        ('{"id": "a", "text": "قال"} {"id": "b"}', "input.json", "trailing"),
        ('{"id": "a", "x": ' + "[" * 5000, "input.json", "JSON"),
        ("[1, 2]", "input.record", "object"),
        ({"text": BRIDGE}, "input.record", "id"),
        ({"id": 7, "text": BRIDGE}, "input.record", "id"),
        ({"id": " ", "text": BRIDGE}, "input.record", "empty"),
        ({"id": "a"}, "input.record", "exactly one"),
        ({"id": "a", "text": BRIDGE, "file": "a.txt"}, "input.record", "exactly one"),
        ({"id": "a", "file": "a\0.txt"}, "input.record", "path"),
        ({"id": "a", "text": BRIDGE, "published": "أمس"}, "input.published", "2025-10-21"),
        ({"id": "a", "text": BRIDGE, "published": "2024-02-30"}, "input.published", "day"),
        ({"id": "a", "text": BRIDGE, "stories": [{"starts": "الجيش", "published": "x"}]}, "input.published", "stories"),
        ({"id": "a", "text": BRIDGE, "stories": [{"starts": "لا وجود لها"}]}, "input.stories", "stories[0]"),
        ({"id": "a", "text": BRIDGE, "stories": [{"starts": ""}]}, "input.stories", "stories[0]"),
        ({"id": "a", "text": ""}, "input.empty", "empty"),
        ({"id": "a", "text": "قال\0"}, "input.binary", "NUL"),
        ({"id": "a", "file": "gone.txt"}, "input.missing", "no such file"),
        ({"id": "a", "file": "."}, "input.unreadable", "regular"),
    ],
)
def test_a_bad_line_is_told_with_its_number(tmp_path: Path, line: object, rule: str, words: str) -> None:
    good = {"id": "good", "text": MINISTER}
    path = write(tmp_path, good, line, {**good, "id": "good too"})
    first, problem, last = load(path)
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(problem, Problem)
    assert problem.rule == rule
    assert problem.document.startswith(f"{path}:2")
    assert words in problem.message


def test_lone_surrogates_and_broken_bytes(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b'{"id": "a", "text": "\\ud800 x"}\n{"id": "b", "text": "\xff"}\n')
    assert [item.rule for item in load(path) if isinstance(item, Problem)] == ["input.json", "input.encoding"]


def test_an_id_is_taken_once(tmp_path: Path) -> None:
    path = write(tmp_path, {"id": "a", "text": BRIDGE}, {"id": "b", "text": MINISTER}, {"id": "a", "text": MINISTER})
    first, second, problem = load(path)
    assert isinstance(first, Page)
    assert isinstance(second, Page)
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.document) == ("input.duplicate", f"{path}:3")
    assert f"{path}:1" in problem.message


def test_json_lines_without_a_line(tmp_path: Path) -> None:
    assert only_problem(write(tmp_path, "", "  ", name="blank.jsonl")).rule == "input.empty"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1256"])
def test_json_lines_in_other_character_sets(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "lines.jsonl"
    lines = [json.dumps({"id": name, "text": text}, ensure_ascii=False) for name, text in (("a", BRIDGE), ("b", MINISTER))]
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    assert [page.document.text for page in load_pages([path]) if isinstance(page, Page)] == [BRIDGE, MINISTER]


def test_a_line_too_long_is_left_out(tmp_path: Path) -> None:
    path = write(tmp_path, {"id": "a", "text": "ب" * 5000}, {"id": "b", "text": "جيم " * 100}, {"id": "c", "text": MINISTER})
    one, two, three = load_pages([path], opening=Opening(max_bytes=600))
    assert isinstance(one, Problem)
    assert isinstance(two, Problem)
    assert isinstance(three, Page)
    assert {one.rule, two.rule} == {"input.oversize"}
    assert (one.document, two.document, three.document.id) == (f"{path}:1", f"{path}:2", "c")


def test_a_key_that_is_nearly_one_of_ours_is_told_once_and_the_document_read(tmp_path: Path) -> None:
    lines = [{"id": f"d{n}", "text": BRIDGE, "publisehd": "2024-05-17", "language": "ar", "tags": []} for n in range(3)]
    problem, *pages = load(write(tmp_path, *lines))
    assert isinstance(problem, Problem)
    assert (problem.document, problem.rule) == (f"{tmp_path}/in.jsonl:1", "input.key")
    assert problem.message == "the key `publisehd` is not read; is `published` meant? (told once for all lines)"
    assert [page.document.id for page in pages if isinstance(page, Page)] == ["d0", "d1", "d2"]


def test_a_key_beside_the_one_it_is_like_means_something_else(tmp_path: Path) -> None:
    assert only_page(write(tmp_path, {"id": "a", "ids": [1], "text": BRIDGE, "texts": 3})).document.id == "a"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ([1], "not a document: the line is a list, not an object"),
        ({"text": BRIDGE}, "not a document: `id` is missing"),
        ({"id": 7, "text": BRIDGE}, "not a document: `id` is a number, not a text"),
        ({"id": "a", "text": BRIDGE, "published": "17/05/2024"}, "`published` is not a day like 2025-10-21"),
        ({"id": "a", "text": BRIDGE, "stories": [{"starts": "x", "published": "May"}]}, "`stories[0].published` is not a day like 2025-10-21"),
        ({"id": "a", "text": BRIDGE, "stories": [{"start": "x"}]}, "not a document: `stories[0].start` is not known"),
    ],
)
def test_what_is_wrong_is_said_in_words(tmp_path: Path, line: object, words: str) -> None:
    _, problem = load(write(tmp_path, {"id": "first", "text": MINISTER}, line))
    assert isinstance(problem, Problem)
    message = problem.message
    assert message.startswith(words)
    assert not any(word in message for word in ("Expected", "RFC", "Object", "$"))
