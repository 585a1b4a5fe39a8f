"""Tests `engine/local.py` and `engine/workers.py` with the real stages."""

import json
from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

import riwaya
from riwaya.engine.lexicons import load_lexicons
from riwaya.engine.local import read_paths, read_text
from riwaya.engine.tools import Tools, load_tools
from riwaya.errors import DataFileError, DocumentError, UsageError
from riwaya.model import Problem, Reading
from tests.articles import BRIDGE, MINISTER, QUIET


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """More documents than a chunk holds, with problems between them."""
    for number in range(12):
        (tmp_path / f"t{number:02}.txt").write_text((BRIDGE, MINISTER, QUIET)[number % 3], encoding="utf-8")
    (tmp_path / "t03a.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "t10a.txt").write_bytes(b"")
    lines = [{"id": f"j{n}", "text": BRIDGE, "published": "2024-05-17"} for n in range(9)]
    (tmp_path / "z.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in [*lines[:4], {"id": "j0", "text": QUIET}, *lines[4:]]), encoding="utf-8"
    )
    return tmp_path


def names(items: list[Reading | Problem]) -> list[str]:
    return [item.document.id if isinstance(item, Reading) else item.rule for item in items]


def test_readings_and_problems_come_in_the_order_of_the_input(folder: Path, tools: Tools) -> None:
    found = names(list(read_paths([folder], tools=tools)))
    texts = [f"t{n:02}" for n in range(12)]
    assert found == [
        *texts[:4],
        "input.binary",
        *texts[4:11],
        "input.empty",
        texts[11],
        *[f"j{n}" for n in range(4)],
        "input.duplicate",
        *[f"j{n}" for n in range(4, 9)],
    ]


@pytest.mark.parametrize("workers", [2, 3])
def test_the_same_bytes_whatever_the_workers(folder: Path, tools: Tools, workers: int) -> None:
    one = [msgspec.json.encode(item) for item in read_paths([folder], tools=tools)]
    many = [msgspec.json.encode(item) for item in read_paths([folder], tools=tools, workers=workers)]
    assert many == one


def test_a_run_can_be_left_early(folder: Path, tools: Tools) -> None:
    items = read_paths([folder], tools=tools, workers=2)
    assert isinstance(next(items), Reading)
    items.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_fails_a_reader_becomes_a_problem(folder: Path, workers: int) -> None:
    """Without any lexicon the readers fail on every document; the run goes on."""
    items = list(read_paths([folder / "t00.txt", folder / "t01.txt"], tools=Tools({}), workers=workers))
    assert [(item.stage, item.document, item.rule) for item in items if isinstance(item, Problem)] == [
        ("read", "t00", "read.failure"),
        ("read", "t01", "read.failure"),
    ]
    assert all(isinstance(item, Problem) and "please report" in item.message for item in items)


def test_a_day_given_from_outside_is_kept(folder: Path, tools: Tools) -> None:
    (*_, last) = read_paths([folder / "z.jsonl"], tools=tools)
    assert isinstance(last, Reading)
    assert last.document.published == last.stories[0].published == date(2024, 5, 17)


def test_workers_are_counted_from_one(folder: Path, tools: Tools) -> None:
    with pytest.raises(UsageError, match="at least 1"):
        read_paths([folder], tools=tools, workers=0)


def test_a_data_folder_without_data_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="ontology"):
        load_lexicons(tmp_path)


def test_read_one_text() -> None:
    reading = riwaya.read(BRIDGE, id="bridge", published="2024-05-17", outlet="السراج")
    assert (reading.document.id, reading.document.text, reading.document.outlet) == ("bridge", BRIDGE, "السراج")
    assert reading.document.published == date(2024, 5, 17)
    assert reading == read_text(BRIDGE, id="bridge", published=date(2024, 5, 17), outlet="السراج")


def test_read_refuses_what_is_nothing() -> None:
    with pytest.raises(DocumentError, match="blank"):
        riwaya.read(" \n")
    with pytest.raises(UsageError, match="yesterday"):
        riwaya.read(BRIDGE, published="yesterday")


def test_a_day_at_the_edge_of_the_calendar_stops_nobody() -> None:
    text = "قصفت القوات الروسية كييف أمس الثلاثاء. وقال الجيش إن المدينة تعرضت للقصف في 3 مايو 2024. وقتل شخصان."
    for published in (date.min, date.max):
        assert riwaya.read(text, published=published).document.published == published


def test_a_page_that_corrects_itself_disputes_nothing() -> None:
    told = [f"قالت الشرطة الأوكرانية إن {n} مدنيين قتلوا في قصف روسي على مدينة سومي أمس الثلاثاء." for n in (7, 9)]

    def disputed(*urls: str) -> list[str]:
        read = [riwaya.read(text, id=id, url=url, published="2024-05-15") for id, text, url in zip("ab", told, urls, strict=True)]
        moments = ("2024-05-15T08:00:00Z", "2024-05-15T12:00:00Z")
        readings = [replace(r, document=replace(r.document, fetched=at)) for r, at in zip(read, moments, strict=True)]
        return [dispute.field for incident in riwaya.fuse(readings) for dispute in incident.disputes]

    assert disputed("https://news.example.com/a/1", "https://other.example.org/b/2") == ["killed"]
    assert disputed("https://news.example.com/a/1", "https://news.example.com/a/1") == []
