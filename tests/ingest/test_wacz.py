import hashlib
import io
import json
import zipfile
from pathlib import Path

from riwaya.ingest.load import load_documents
from riwaya.ingest.opening import Opening
from riwaya.ingest.raw import Raw
from riwaya.model import Problem
from tests.archives import archive, pages, responses


def packed(parts: dict[str, bytes], *, digests: dict[str, str] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
        stated = [{"path": name, "hash": "sha256:" + hashlib.sha256(data).hexdigest()} for name, data in parts.items()]
        listed = [{**item, "hash": (digests or {}).get(item["path"], item["hash"])} for item in stated]
        file.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": listed}))
    return made.getvalue()


def opened(path: Path, data: bytes) -> tuple[list[Raw], list[Problem]]:
    path.write_bytes(data)
    found = list(load_documents([path], opening=Opening()))
    return [item for item in found if isinstance(item, Raw)], [item for item in found if isinstance(item, Problem)]


MADE = archive(responses(4))
PARTS = {"archive/b.warc.gz": b"".join(MADE[2:]), "archive/a.warc.gz": b"".join(MADE[:2]), "pages/pages.jsonl": b"{}\n", "indexes/index.cdx": b"x"}


def test_the_pages_of_every_archive_within_come_out_in_the_order_of_their_names(tmp_path: Path) -> None:
    found, problems = opened(tmp_path / "crawl.wacz", packed(PARTS))
    assert [(item.known.url, item.raw) for item in found] == pages(4)
    assert found[2].place == f"{tmp_path / 'crawl.wacz'}:0 (archive/b.warc.gz, {found[2].known.url})"
    assert found[2].container == "crawl.wacz"
    assert not problems


def test_it_is_told_without_a_suffix(tmp_path: Path) -> None:
    found, problems = opened(tmp_path / "crawl", packed(PARTS))
    assert len(found) == 4
    assert not problems


def test_an_archive_that_is_not_the_one_listed_is_told(tmp_path: Path) -> None:
    found, problems = opened(tmp_path / "crawl.wacz", packed(PARTS, digests={"archive/a.warc.gz": "sha256:" + "0" * 64}))
    assert len(found) == 4
    assert [p.rule for p in problems] == ["input.digest"]


def test_damage_within_costs_what_it_hit(tmp_path: Path) -> None:
    data = bytearray(packed(PARTS))
    data[data.index(MADE[2]) + len(MADE[2]) // 2] ^= 0x55
    found, problems = opened(tmp_path / "crawl.wacz", bytes(data))
    assert [item.known.url for item in found[:2]] == [url for url, _ in pages(2)]
    assert problems
    assert all("archive/b.warc.gz" in problem.document for problem in problems)


def test_a_file_that_is_no_archive_at_all_is_told(tmp_path: Path) -> None:
    for data in (b"PK\x03\x04", packed({"a.txt": b"a"}), packed(PARTS)[:-100], b""):
        found, problems = opened(tmp_path / "crawl.wacz", data)
        assert not found
        assert [p.rule for p in problems] == ["input.wacz"]


def test_a_bomb_within_is_left_out_and_the_next_archive_read(tmp_path: Path) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        with file.open("archive/a.warc", "w") as stream:
            stream.write(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 300000000\r\n\r\n")
            for _ in range(30):
                stream.write(bytes(10_000_000))
        file.writestr("archive/b.warc.gz", MADE[0])
    found, problems = opened(tmp_path / "crawl.wacz", made.getvalue())
    assert len(found) == 1
    assert [p.rule for p in problems] == ["input.bomb"]
