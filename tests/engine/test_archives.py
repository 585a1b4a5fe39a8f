import random
from pathlib import Path

from tests.archives import archive, http, pages, record, responses
from tests.ledgers import exports, kill_and_finish, run

COUNT = 90


def crawl(path: Path) -> Path:
    """A web archive of some megabytes: pages, and a picture behind each."""
    draw = random.Random(5)
    pictures = [record(f"{url}.jpg", http(draw.randbytes(40_000), media_type="image/jpeg")) for url, _ in pages(COUNT)]
    parts = [part for pair in zip(archive(responses(COUNT)), archive(pictures), strict=True) for part in pair]
    path.write_bytes(b"".join(parts))
    return path


def test_an_archive_whose_run_is_killed_ends_in_the_same_ledger(tmp_path: Path) -> None:
    source = crawl(tmp_path / "crawl.warc.gz")
    undisturbed = run("run", source, "--ledger", tmp_path / "want.db", "--workers", 2)
    assert undisturbed.returncode == 0, undisturbed.stderr
    kill_and_finish(source, tmp_path / "killed.db", kills=2, seed=3, longest=8, workers=2)
    assert exports(tmp_path / "killed.db") == exports(tmp_path / "want.db")
    again = run("run", source, "--ledger", tmp_path / "want.db")
    assert f"{COUNT} unchanged" in again.stdout + again.stderr
