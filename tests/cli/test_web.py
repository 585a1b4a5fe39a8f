"""Tests `cli/web.py`: `riwaya run https://…`, killed, started again, and asked anew."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.ingest.fetching.journal import NAME, End, read_journal
from riwaya.ledger.settings import kept_beside
from riwaya.ledger.store import open_ledger
from tests.articles import BRIDGE, MINISTER, QUIET
from tests.ledgers import RIWAYA, exports
from tests.web import Served, Site, html, serving

OPTIONS = ("--allow-private", "--pause", "0", "--no-own-gazetteers")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(
        {f"/{n}": Served(html(text, title=f"خبر {n}"), headers={"ETag": f"v{n}"}) for n, text in enumerate((BRIDGE, MINISTER, QUIET))}
    ) as made:
        yield made


def test_pages_of_the_web_become_documents_that_say_whence_they_came(site: Site, tmp_path: Path) -> None:
    ledger = tmp_path / "war.db"
    result = run("run", f"{site.url}/0", f"{site.url}/1", f"{site.url}/gone", "--ledger", ledger, *OPTIONS)
    assert result.exit_code == 1, "one of them is not there"
    assert f"{site.url}/gone: the server answers 404" in result.stderr
    with open_ledger(ledger) as opened:
        readings = list(opened.readings())
        assert [reading.document.url for reading in readings] == [f"{site.url}/0", f"{site.url}/1"]
        assert all(reading.document.fetched and reading.document.custody for reading in readings)
        assert any(reading.events for reading in readings)
    before = exports(ledger)
    again = run("run", f"{site.url}/0", f"{site.url}/1", f"{site.url}/gone", "--ledger", ledger, *OPTIONS)
    assert "2 unchanged" in again.stdout
    assert exports(ledger) == before
    assert run("verify", "--ledger", ledger).exit_code == 0


def test_without_leave_this_machine_is_not_asked(site: Site, tmp_path: Path) -> None:
    result = run("run", f"{site.url}/0", "--ledger", tmp_path / "war.db")
    assert result.exit_code == 2
    assert "--allow-private" in result.stderr
    assert site.asked == []


def test_read_needs_no_ledger_and_leaves_nothing(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("read", f"{site.url}/0", *OPTIONS)
    assert result.exit_code == 0, result.stderr
    assert f'"url":"{site.url}/0"' in result.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_killed_run_fetches_nothing_twice(site: Site, tmp_path: Path) -> None:
    ledger, addresses = tmp_path / "war.db", [f"{site.url}/{n}" for n in range(3)]
    slow = Served(site.pages["/1"].body, drip_s=0.004)  # type: ignore[union-attr]
    site.pages["/1"], quick = slow, site.pages["/1"]
    command = [*RIWAYA, "run", *addresses, "--ledger", str(ledger), *OPTIONS]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 60
    while "/1" not in site.paths() and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    assert site.paths() == ["/0", "/1"]
    site.pages["/1"] = quick
    site.asked.clear()
    assert run("run", *addresses, "--ledger", ledger, *OPTIONS).exit_code == 0
    assert site.paths() == ["/1", "/2"]
    assert sum(isinstance(line, End) for line in read_journal(kept_beside(ledger) / NAME)) == 1
    with open_ledger(ledger) as opened:
        assert len(opened.documents()) == 3


def test_offline_what_was_fetched_is_read_again_and_nobody_asked(site: Site, tmp_path: Path) -> None:
    ledger, keep = tmp_path / "war.db", tmp_path / "kept"
    assert run("run", f"{site.url}/0", "--ledger", ledger, "--keep", keep, *OPTIONS).exit_code == 0
    site.asked.clear()
    result = run("run", f"{site.url}/0", f"{site.url}/1", "--ledger", tmp_path / "again.db", "--keep", keep, "--offline", *OPTIONS)
    assert (result.exit_code, site.asked) == (1, [])
    assert f"{site.url}/1: not fetched before" in result.stderr
    with open_ledger(ledger) as one, open_ledger(tmp_path / "again.db") as other:
        assert list(one.readings()) == list(other.readings())


def test_a_contact_that_cannot_be_sent_is_refused(tmp_path: Path) -> None:
    assert run("read", tmp_path, "--contact", "مكتب").exit_code == 2
