"""Tests `ingest/packed.py`: packed files and archives, and what they must not do."""

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from riwaya.errors import DocumentError
from riwaya.ingest.load import load_pages
from riwaya.model import Page, Problem
from tests.articles import BRIDGE, MINISTER
from tests.forms import open_bytes, pages_of, problems_of, raws_of

LINES = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in (("one", BRIDGE), ("two", MINISTER))).encode()
HTML = "<!doctype html><html><body><article>" + "".join(f"<p>{line}</p>" for line in BRIDGE.splitlines() if line) + "</article></body></html>"
FILES = {
    "أخبار/a.html": HTML.encode(), "b.txt": MINISTER.encode("cp1256"), "c.jsonl": LINES, ".hidden.txt": b"x", "__MACOSX/b.txt": b"x", "d.png": b"x",
}  # fmt: skip
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress,
}  # fmt: skip


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in files.items():
            archive.writestr(name, raw)
    return stream.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=mode) as archive:  # type: ignore[call-overload]
        for name, raw in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return stream.getvalue()


@pytest.mark.parametrize("suffix", list(PACKERS))
def test_a_packed_file_is_opened_as_what_it_is(suffix: str) -> None:
    pack = PACKERS[suffix]
    assert [page.document.id for page in pages_of(open_bytes(pack(LINES), "packed", name=f"news.jsonl.{suffix}"))] == ["one", "two"]
    (page,) = pages_of(open_bytes(pack(HTML.encode()), "packed", name=f"a.html.{suffix}"))
    assert (page.document.id, "فوفتشانسك" in page.document.text) == ("a", True)
    (raw,) = raws_of(open_bytes(pack(MINISTER.encode()), "packed", name=f"notes.{suffix}"))
    assert (raw.id, raw.form) == (f"notes.{suffix}", "text")


@pytest.mark.parametrize("raw", [zipped(FILES), tarred(FILES), tarred(FILES, "w:gz"), tarred(FILES, "w:xz"), zstandard.compress(tarred(FILES))])
def test_the_files_of_an_archive_are_opened_by_their_names(raw: bytes) -> None:
    found = open_bytes(raw, "packed", name="bundle.zip")
    assert [page.document.id for page in pages_of(found)] == ["أخبار/a", "b", "one", "two"]
    assert [place for place, _ in found] == ["bundle.zip:أخبار/a.html", "bundle.zip:b.txt", "bundle.zip:c.jsonl:1", "bundle.zip:c.jsonl:2"]
    assert pages_of(found)[1].document.text == MINISTER


def test_an_archive_on_disk_is_found_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "bundle.zip").write_bytes(zipped(FILES))
    (tmp_path / "x.txt.gz").write_bytes(gzip.compress(BRIDGE.encode()))
    pages = [page for page in load_pages([tmp_path]) if isinstance(page, Page)]
    assert [page.document.id for page in pages] == ["أخبار/a", "b", "one", "two", "x"]


def test_one_bad_member_does_not_stop_the_others() -> None:
    files = {"a.txt": BRIDGE.encode(), "b.txt": b"\0\1\2" * 99, "c.zip": zipped(FILES), "d.txt": MINISTER.encode()}
    raw = bytearray(zipped(files))
    found = open_bytes(bytes(raw), "packed")
    assert [item.id for item in raws_of(found)] == ["a", "b", "d"]
    assert [rule for rule, _ in problems_of(found)] == ["input.nested"]
    at = raw.index(b"a.txt") + len("a.txt") + 20
    raw[at : at + 8] = b"\xff" * 8
    assert [rule for rule, _ in problems_of(open_bytes(bytes(raw), "packed"))] == ["input.packed", "input.nested"]


@pytest.mark.parametrize("suffix", [*PACKERS, "zip", "tar"])
def test_a_bomb_does_not_go_off(suffix: str) -> None:
    blank = b"\n" * 200_000_000
    raw = PACKERS[suffix](blank) if suffix in PACKERS else zipped({"a.txt": blank}) if suffix == "zip" else gzip.compress(tarred({"a.txt": blank}))
    try:
        rules = [rule for rule, _ in problems_of(open_bytes(raw, "packed", name=f"a.txt.{suffix}"))]
    except DocumentError as error:
        rules = [error.rule]
    assert rules in (["input.bomb"], ["input.oversize"])


def test_damaged_locked_and_office_files_are_named() -> None:
    for raw in (gzip.compress(LINES)[:60], zstandard.compress(LINES * 9)[:40], zipped(FILES)[:200], tarred(FILES, "w:gz")[:120]):
        with pytest.raises(DocumentError) as caught:
            open_bytes(raw, "packed", name="a.jsonl.gz")
        assert caught.value.rule == "input.packed"
    locked = bytearray(zipped({"a.txt": BRIDGE.encode()}))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(sign) + place] |= 1
    assert [rule for rule, _ in problems_of(open_bytes(bytes(locked), "packed"))] == ["input.locked"]
    with pytest.raises(DocumentError, match="Office"):
        open_bytes(zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "packed")
    with pytest.raises(DocumentError, match="packed twice"):
        open_bytes(gzip.compress(gzip.compress(LINES)), "packed", name="a")


def test_patterns_name_files(tmp_path: Path) -> None:
    for name in ("a/1.html", "a/deep/2.html", "a/3.txt", "b.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(HTML, encoding="utf-8")
    found = [page.document.id for page in load_pages([f"{tmp_path}/a/**/*.html"]) if isinstance(page, Page)]
    assert found == ["1", "2"]
    (problem,) = load_pages([f"{tmp_path}/none/*.html"])
    assert isinstance(problem, Problem)
    assert (problem.rule, problem.message) == ("input.missing", "nothing matches this pattern")


@pytest.mark.parametrize("files", [{}, {"d.png": b"x"}])
def test_an_archive_without_a_document_is_told(files: dict[str, bytes]) -> None:
    assert [rule for rule, _ in problems_of(open_bytes(zipped(files), "packed", name="news.zip"))] == ["input.none"]
