"""Tests `ingest/keeping.py`."""

import gzip
import hashlib
import io
import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import NoLedgerError, StoreError
from riwaya.ingest.keeping import Keep, open_keep, with_bytes_kept
from riwaya.ingest.load import load_documents
from riwaya.ingest.opening import Opening
from riwaya.ingest.raw import Raw
from riwaya.model import Page

RAW = "أعلنت الوزارة وقف إطلاق النار.".encode()


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    return open_keep(tmp_path / "kept", write=True)


def path_of(keep: Keep, sha256: str) -> Path:
    return keep.folder / sha256[:2] / f"{sha256}.gz"


def test_bytes_come_back_as_they_went_in(keep: Keep) -> None:
    sha256 = keep.put(RAW)
    assert sha256 == hashlib.sha256(RAW).hexdigest()
    assert keep.put_stream(io.BytesIO(RAW)) == keep.put(RAW) == sha256
    assert (keep.get(sha256), keep.has(sha256), keep.holds(sha256), list(keep.hashes())) == (RAW, True, True, [sha256])
    assert gzip.decompress(path_of(keep, sha256).read_bytes()) == RAW, "any tool can unpack it"


@given(st.binary(max_size=300))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    keep = open_keep(tmp_path_factory.getbasetemp() / "kept", write=True)
    assert keep.get(keep.put(raw)) == raw


def test_the_same_bytes_are_kept_the_same(keep: Keep, tmp_path: Path) -> None:
    other = open_keep(tmp_path / "other", write=True)
    sha256 = keep.put(RAW)
    time.sleep(1.1)
    assert other.put(RAW) == sha256
    assert path_of(keep, sha256).read_bytes() == path_of(other, sha256).read_bytes()


def test_a_changed_byte_is_told(keep: Keep) -> None:
    sha256 = keep.put(RAW)
    path = path_of(keep, sha256)
    packed = bytearray(path.read_bytes())
    for broken in (bytes(packed[:-9]), gzip.compress(RAW + b"."), b"", bytes([*packed[:12], packed[12] ^ 1, *packed[13:]])):
        path.write_bytes(broken)
        assert not keep.holds(sha256)
        with pytest.raises(StoreError, match="put a copy back"):
            keep.get(sha256)
    path.unlink()
    with pytest.raises(StoreError, match="no bytes of hash"):
        keep.get(sha256)


def test_what_breaks_off_leaves_nothing_under_a_hash(keep: Keep) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("gone")
            return super().read(3)

    with pytest.raises(OSError, match="gone"):
        keep.put_stream(Broken(RAW))
    assert list(keep.hashes()) == []
    assert list(keep.folder.iterdir()) == []


def test_leftovers_of_killed_runs_are_removed_when_they_are_old(keep: Keep) -> None:
    old, new = keep.folder / ".new-old", keep.folder / ".new-new"
    for path in (old, new):
        path.touch()
    os.utime(old, (0, 0))
    keep.tidy()
    assert (old.exists(), new.exists()) == (False, True)


def test_several_may_keep_the_same_at_once(keep: Keep) -> None:
    threads = [threading.Thread(target=lambda: [keep.put(RAW + bytes([n])) for n in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(list(keep.hashes())) == 50
    assert all(keep.holds(sha256) for sha256 in keep.hashes())


def test_a_place_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NoLedgerError, match="cannot be kept"):
        open_keep(tmp_path / "file", write=True)
    with pytest.raises(NoLedgerError, match="--keep"):
        open_keep(tmp_path / "none")


def test_documents_say_that_their_bytes_are_kept_and_are_read_the_same(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(RAW)
    (tmp_path / "in" / "b.jsonl").write_text('{"id": "b", "text": "انتهت الهدنة."}\n', encoding="utf-8")
    plain = list(load_documents([tmp_path / "in"]))
    kept = list(load_documents([tmp_path / "in"], opening=Opening(keep=tmp_path / "kept")))
    (text, line), (text_kept, line_kept) = plain, kept
    assert isinstance(text, Raw)
    assert isinstance(text_kept, Raw)
    assert isinstance(line, Page)
    assert isinstance(line_kept, Page)
    assert (text_kept.kept, text_kept.custody().kept, text_kept.digest) == (True, True, text.digest)
    assert line_kept.document.custody is not None
    assert line_kept.document.custody.kept
    keep = open_keep(tmp_path / "kept")
    assert set(keep.hashes()) == {text.sha256, line.document.sha256}
    other = Page(line.document.__class__(id="x", text="ا", sha256="0" * 64))
    assert with_bytes_kept(other, keep) is other, "its raw bytes are not at hand"
