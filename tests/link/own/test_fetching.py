"""Tests `link/own/fetching.py` and `riwaya gazetteer fetch` against a server on this machine."""

import io
import random
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli
from riwaya.errors import RiwayaError, UsageError
from riwaya.link.own.fetching import Manners, MissingError, SameKind, fetch_country
from riwaya.link.own.kept import kept_gazetteers, read_kept
from tests.link.own.server import Files, serving
from tests.link.own.tables import alternate, feature, write

QUICK = Manners(timeout_s=0.3, tries=3, pause_s=0)
ONCE = Manners(timeout_s=0.3, tries=1, pause_s=0)


def packed(tmp_path: Path, lines: list[str]) -> bytes:
    return write(tmp_path / "made" / "UA.zip", lines).read_bytes()


def names(seed: int) -> list[str]:
    """Rows that do not pack well, so that an archive of them has a middle."""
    chance = random.Random(seed)
    return [feature(n, "".join(chance.choices("abcdefghiklmnopqrstuvwxyz", k=60))) for n in range(1, 400)]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Files]:
    monkeypatch.setenv("RIWAYA_GAZETTEERS", str(tmp_path / "own"))
    with serving() as running:
        running.content["/UA.zip"] = packed(tmp_path, names(1))
        running.content["/alternatenames/UA.zip"] = packed(tmp_path, [alternate(1, "ar", "بلدة")])
        yield running


def fetch(server: Files, to: Path, manners: Manners = QUICK) -> list[str]:
    """What is told of each file."""
    told: list[str] = []
    files = fetch_country("ua", to=to, address=server.address, manners=manners, tell=told.append)
    assert [path.read_bytes() for path in files] == [server.content["/UA.zip"], server.content["/alternatenames/UA.zip"]]
    assert not list(to.rglob("*.part*"))
    return [line.rpartition(", ")[2] for line in told]


def test_two_files_come_whole_and_no_second_time(server: Files, tmp_path: Path) -> None:
    assert fetch(server, tmp_path / "to") == ["new", "new"]
    assert fetch(server, tmp_path / "to") == ["unchanged", "unchanged"]
    assert all(agent is not None and agent.startswith("riwaya/") for agent in server.asked_for("User-Agent"))
    server.content["/UA.zip"] = packed(tmp_path, names(2))
    assert fetch(server, tmp_path / "to") == ["new", "unchanged"]


@pytest.mark.parametrize("etags", [True, False])
def test_a_download_that_breaks_off_goes_on_from_there(server: Files, tmp_path: Path, etags: bool) -> None:
    server.etags, server.breaks = etags, [5000, 3000]
    assert fetch(server, tmp_path / "to") == ["resumed", "new"]
    assert server.asked_for("Range")[:3] == [None, "bytes=5000-", "bytes=8000-"]


def test_another_run_goes_on_from_where_one_ended(server: Files, tmp_path: Path) -> None:
    server.breaks = [5000]
    with pytest.raises(RiwayaError, match=r"broke off at 5,000 of .*5,000 bytes came, and the same command goes on from there"):
        fetch(server, tmp_path / "to", ONCE)
    assert not (tmp_path / "to" / "UA.zip").exists()
    assert fetch(server, tmp_path / "to") == ["resumed", "new"]
    assert server.asked_for("Range")[1] == "bytes=5000-"


def test_no_part_of_another_version_is_joined(server: Files, tmp_path: Path) -> None:
    server.breaks = [5000]
    with pytest.raises(RiwayaError):
        fetch(server, tmp_path / "to", ONCE)
    server.content["/UA.zip"] = packed(tmp_path, names(2))
    assert fetch(server, tmp_path / "to") == ["new", "new"]


@pytest.mark.parametrize("lacking", ["ranges", "tagged"])
def test_a_server_that_cannot_go_on_sends_all_again(server: Files, tmp_path: Path, lacking: str) -> None:
    setattr(server, lacking, False)
    server.breaks = [5000]
    fetch(server, tmp_path / "to")


def test_a_part_longer_than_the_file_is_given_up(server: Files, tmp_path: Path) -> None:
    server.breaks = [5000]
    with pytest.raises(RiwayaError):
        fetch(server, tmp_path / "to", ONCE)
    part = tmp_path / "to" / "UA.zip.part"
    part.write_bytes(part.read_bytes() + bytes(100_000))
    fetch(server, tmp_path / "to")


def test_a_part_that_was_spoilt_is_not_taken_for_whole(server: Files, tmp_path: Path) -> None:
    server.breaks = [5000]
    with pytest.raises(RiwayaError):
        fetch(server, tmp_path / "to", ONCE)
    part = tmp_path / "to" / "UA.zip.part"
    part.write_bytes(part.read_bytes()[:-100] + bytes(100))
    with pytest.raises(RiwayaError, match="damaged"):
        fetch(server, tmp_path / "to")
    assert fetch(server, tmp_path / "to") == ["new", "new"]


def test_a_file_that_was_spoilt_later_comes_again(server: Files, tmp_path: Path) -> None:
    fetch(server, tmp_path / "to")
    (tmp_path / "to" / "UA.zip").write_bytes(b"PK\x03\x04" + bytes(500))
    assert fetch(server, tmp_path / "to") == ["new", "unchanged"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!DOCTYPE html><title>Sign in</title>", "no zip archive"),
        (b"", "no zip archive"),
        ("alternates", "is alternates, not geonames"),
        ("half", "damaged"),
    ],
)
def test_a_wrong_file_is_refused_and_not_kept(server: Files, tmp_path: Path, content: bytes | str, reason: str) -> None:
    good = server.content["/UA.zip"]
    made = {"alternates": server.content["/alternatenames/UA.zip"], "half": good[: len(good) // 2]}
    server.content["/UA.zip"] = made[content] if isinstance(content, str) else content
    with pytest.raises(RiwayaError, match=reason):
        fetch(server, tmp_path / "to")
    server.content["/UA.zip"] = good
    fetch(server, tmp_path / "to")


def test_what_is_there_stays_where_a_wrong_file_comes(server: Files, tmp_path: Path) -> None:
    fetch(server, tmp_path / "to")
    before = (tmp_path / "to" / "UA.zip").read_bytes()
    server.content["/UA.zip"] = b"<html>"
    with pytest.raises(RiwayaError):
        fetch(server, tmp_path / "to")
    assert (tmp_path / "to" / "UA.zip").read_bytes() == before


def test_what_cannot_be_had_is_told(server: Files, tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="no such file"):
        fetch_country("SD", to=tmp_path, address=server.address, manners=QUICK)
    for country, address in (("Ukraine", server.address), ("UA", "ftp://example.org")):
        with pytest.raises(UsageError):
            fetch_country(country, to=tmp_path, address=address, manners=QUICK)
    server.status = 503
    with pytest.raises(RiwayaError, match="answers 503"):
        fetch(server, tmp_path)
    assert len(server.asked) == 1 + QUICK.tries
    server.status = 403
    with pytest.raises(RiwayaError, match="answers 403"):
        fetch(server, tmp_path)
    server.status = 0
    with pytest.raises(RiwayaError, match="more than such a file can have"):
        fetch(server, tmp_path, Manners(pause_s=0, most=1000))


def test_no_redirection_leads_away_from_https() -> None:
    follow = partial(SameKind().redirect_request, fp=io.BytesIO(), code=302, msg="Found", headers=Message())
    assert follow(urllib.request.Request("https://a.example/UA.zip"), newurl="https://b.example/UA.zip").full_url == "https://b.example/UA.zip"
    with pytest.raises(urllib.error.HTTPError, match="not HTTPS"):
        follow(urllib.request.Request("https://a.example/UA.zip"), newurl="http://a.example/UA.zip")


def test_a_silent_server_is_given_up(server: Files, tmp_path: Path) -> None:
    server.silent.set()
    with pytest.raises(RiwayaError, match="timed out"):
        fetch(server, tmp_path, ONCE)


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with serving() as gone:
        address = gone.address
    with pytest.raises(RiwayaError, match=r"cannot reach|refused"):
        fetch_country("UA", to=tmp_path, address=address, manners=QUICK)


def run(server: Files, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["gazetteer", "fetch", "--from", server.address, *map(str, arguments)])


def test_the_command_adds_what_it_fetched(server: Files, tmp_path: Path) -> None:
    result = run(server, "ua", "--to", tmp_path / "to")
    assert result.exit_code == 0, result.output
    assert "ua: added, 399 entries of UA.zip" in result.stdout
    assert "GeoNames, https://www.geonames.org/, CC BY 4.0" in result.stdout
    (kept,) = kept_gazetteers()
    assert next(fact for fact in read_kept(kept) if fact.geonames == 1).names["ar"] == ("بلدة",)
    assert "UA.zip: 0.0 MB, unchanged" in run(server, "UA", "--to", tmp_path / "to").stderr


def test_the_command_tells_what_it_could_not_have_and_adds_the_rest(server: Files, tmp_path: Path) -> None:
    result = run(server, "SD", "UA", "--to", tmp_path / "to")
    assert result.exit_code == 1
    assert "/SD.zip: the server has no such file" in result.stderr
    assert [kept.name for kept in kept_gazetteers()] == ["ua"]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([feature(n, "Town", country="RU") for n in range(1, 30)], "country 'RU' in the dump of UA"),
        ([*(feature(n, "Town") for n in range(1, 30)), feature("1x", "Town")], "1 bad lines beside 29 good ones"),
    ],
)
def test_a_dump_with_bad_lines_is_no_dump_of_that_country(server: Files, tmp_path: Path, rows: list[str], reason: str) -> None:
    server.content["/UA.zip"] = packed(tmp_path, rows)
    result = run(server, "UA", "--to", tmp_path / "to")
    assert result.exit_code == 1
    assert reason in result.stderr
    assert kept_gazetteers() == ()
