"""Tests `ingest/fetching/fetcher.py`, `exchange.py` and `robots.py` against a real server."""

import gzip
import io
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from msgspec.structs import replace

from riwaya.errors import DocumentError
from riwaya.ingest.fetching import addresses, exchange
from riwaya.ingest.fetching.fetcher import Fetched, Fetcher, Validator
from riwaya.ingest.fetching.manners import Manners
from tests.web import QUICK, Asked, Served, Site, answering, html, serving

BODY = html("أعلنت الوزارة وقف إطلاق النار في البلدة.")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/a": Served(BODY)}) as made:
        yield made


def get(url: str, manners: Manners = QUICK, *, known: dict[str, Validator] | None = None) -> tuple[Fetched, bytes]:
    body = io.BytesIO()
    return Fetcher(manners).fetch(url, into=body, known=known), body.getvalue()


def refused(url: str, manners: Manners = QUICK) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        get(url, manners)
    return caught.value


def test_a_page_comes_as_it_is_and_the_truth_is_told_about_who_asks(site: Site) -> None:
    fetched, body = get(f"{site.url}/a", replace(QUICK, contact="desk@example.org"))
    assert body == BODY
    assert (fetched.answer.status, fetched.url, fetched.via) == (200, f"{site.url}/a", ())
    told = site.asked[-1].headers
    assert told["user-agent"].startswith("Riwaya/")
    assert "desk@example.org" in told["user-agent"]
    assert not {"cookie", "authorization", "referer"} & told.keys()
    assert told["host"] == site.url.removeprefix("http://")


def test_without_leave_nothing_of_this_machine_is_asked(site: Site) -> None:
    assert refused(f"{site.url}/a", replace(QUICK, allow_private=False)).rule == "input.private"
    assert site.asked == []


def test_a_name_is_looked_up_once_and_what_was_checked_is_reached(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    real, names = socket.getaddrinfo, list[str]()

    def look_up(host: str, *arguments: Any, **options: Any) -> Any:
        if host.endswith(".example"):
            names.append(host)
        return real("127.0.0.1" if len(names) == 1 else "10.0.0.1" if host.endswith(".example") else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(addresses, "is_public", lambda ip: str(ip) == "127.0.0.1")
    with pytest.raises(DocumentError) as caught:
        Fetcher(replace(QUICK, allow_private=False)).fetch(f"http://changing.example:{site.url.rpartition(':')[2]}/a", into=io.BytesIO())
    assert caught.value.rule == "input.private", "the second answer of the name was checked too"
    assert names == ["changing.example"] * 2, "one look-up a request, none between check and connection"
    assert [asked.headers["host"].partition(":")[0] for asked in site.asked] == ["changing.example"]


@pytest.mark.parametrize("host", ["10.0.0.1", "[::ffff:10.0.0.1]", "169.254.169.254", "2886729729", "0300.0250.0.1", "[fd00::1]"])
def test_a_redirection_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    real = addresses.is_public
    monkeypatch.setattr(addresses, "is_public", lambda ip: str(ip) == "127.0.0.1" or real(ip))
    site.pages["/away"] = Served(status=302, headers={"Location": f"http://{host}/latest"})
    assert refused(f"{site.url}/away", replace(QUICK, allow_private=False)).rule == "input.private"


@pytest.mark.parametrize("location", ["/a", "a", "//{host}/a", "http://{host}/a#part"])
def test_redirections_are_followed(site: Site, location: str) -> None:
    site.pages["/old"] = Served(status=301, headers={"Location": location.format(host=site.url.removeprefix("http://"))})
    fetched, body = get(f"{site.url}/old")
    assert (body, fetched.url, fetched.via) == (BODY, f"{site.url}/a", (f"{site.url}/old",))


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.com/", "http://user:word@127.0.0.1/", "/loop", "gopher://x"])
def test_redirections_elsewhere_are_refused(site: Site, location: str) -> None:
    site.pages["/loop"] = Served(status=302, headers={"Location": location})
    assert refused(f"{site.url}/loop").rule == "input.redirect"


def test_redirections_have_an_end(site: Site) -> None:
    for number in range(20):
        site.pages[f"/{number}"] = Served(status=302, headers={"Location": f"/{number + 1}"})
    error = refused(f"{site.url}/0")
    assert (error.rule, len(site.paths())) == ("input.redirect", QUICK.redirects + 1)


def test_robots_txt_is_obeyed_and_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow: /closed\n\nUser-agent: riwaya\nDisallow: /only")
    made = Fetcher(QUICK)
    site.pages |= {"/only": Served(BODY), "/closed": Served(BODY)}
    made.fetch(f"{site.url}/closed", into=io.BytesIO())
    made.fetch(f"{site.url}/a", into=io.BytesIO())
    with pytest.raises(DocumentError) as caught:
        made.fetch(f"{site.url}/only", into=io.BytesIO())
    assert caught.value.rule == "input.robots"
    assert site.paths() == ["/closed", "/a"]
    assert len(site.asked) == 3


def test_a_redirection_obeys_robots_txt_too(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nDisallow: /a")
    site.pages["/old"] = Served(status=302, headers={"Location": "/a"})
    assert refused(f"{site.url}/old").rule == "input.robots"
    assert site.paths() == ["/old"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_rules_that_cannot_be_had(site: Site, status: int, *, allowed: bool) -> None:
    site.pages["/robots.txt"] = Served(b"Disallow: /", status=status)
    if allowed:
        assert get(f"{site.url}/a")[1] == BODY
    else:
        assert refused(f"{site.url}/a").rule == "input.robots"
        assert site.paths() == []


def test_requests_to_a_site_are_apart(site: Site) -> None:
    made = Fetcher(replace(QUICK, pause_s=0.15))
    for _ in range(3):
        made.fetch(f"{site.url}/a", into=io.BytesIO())
    times = [asked.at for asked in site.asked]
    assert all(later - sooner >= 0.15 for sooner, later in pairwise(times))


def test_a_crawl_delay_is_kept_to_or_the_site_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = Served(b"User-agent: *\nCrawl-delay: 0.3")
    made = Fetcher(QUICK)
    for _ in range(2):
        made.fetch(f"{site.url}/a", into=io.BytesIO())
    assert site.asked[-1].at - site.asked[-2].at >= 0.3
    site.pages["/robots.txt"] = Served(b"User-agent: *\nCrawl-delay: 3600")
    assert refused(f"{site.url}/a").rule == "input.robots"


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_site_is_waited_for(site: Site, status: int) -> None:
    answers = iter([Served(status=status, headers={"Retry-After": "1"}), Served(BODY)])
    site.pages["/busy"] = lambda _: next(answers)
    begun = time.monotonic()
    assert get(f"{site.url}/busy")[1] == BODY
    assert time.monotonic() - begun >= 1.0


def test_a_site_that_wants_to_be_left_alone_is(site: Site) -> None:
    site.pages["/busy"] = Served(status=429, headers={"Retry-After": "86400"})
    error = refused(f"{site.url}/busy")
    assert (error.rule, len(site.paths())) == ("input.status", 1)
    assert "86400" in error.reason


def test_errors_of_a_server_are_tried_again_with_growing_pauses(site: Site) -> None:
    site.pages["/broken"] = Served(status=500)
    assert refused(f"{site.url}/broken", replace(QUICK, backoff_s=0.1)).rule == "input.status"
    times = [asked.at for asked in site.asked if asked.path == "/broken"]
    gaps = [later - sooner for sooner, later in pairwise(times)]
    assert len(times) == QUICK.tries
    assert all(gap >= wanted for gap, wanted in zip(gaps, (0.1, 0.2, 0.4), strict=True))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 204, 206])
def test_other_answers_are_told_and_not_repeated(site: Site, status: int) -> None:
    site.pages["/no"] = Served(status=status)
    error = refused(f"{site.url}/no")
    assert (error.rule, len(site.paths())) == ("input.status", 1)
    assert str(status) in error.reason


def test_what_is_here_already_is_asked_for_conditionally(site: Site) -> None:
    def page(asked: Asked) -> Served:
        return Served(status=304) if asked.headers.get("if-none-match") == '"v1"' else Served(BODY, headers={"ETag": '"v1"'})

    site.pages["/v"] = page
    assert get(f"{site.url}/v")[0].answer.headers["etag"] == '"v1"'
    fetched, body = get(f"{site.url}/v", known={f"{site.url}/v": Validator('"v1"', "Fri, 17 May 2024 10:00:00 GMT")})
    assert (fetched.answer.status, body) == (304, b"")
    assert site.asked[-1].headers["if-modified-since"] == "Fri, 17 May 2024 10:00:00 GMT"


def test_304_that_nobody_asked_for_is_no_answer(site: Site) -> None:
    site.pages["/v"] = Served(status=304)
    assert refused(f"{site.url}/v").rule == "input.status"


def test_packed_pages_come_unpacked(site: Site) -> None:
    parts = gzip.compress(BODY[:50]) + gzip.compress(BODY[50:])
    site.pages["/gz"] = Served(parts, headers={"Content-Encoding": "gzip"})
    assert get(f"{site.url}/gz")[1] == BODY


def test_a_bomb_is_stopped_on_its_way(site: Site) -> None:
    site.pages["/bomb"] = Served(gzip.compress(bytes(300_000_000), 1), headers={"Content-Encoding": "gzip"})
    body = io.BytesIO()
    with pytest.raises(DocumentError) as caught:
        Fetcher(replace(QUICK, most_bytes=1_000_000)).fetch(f"{site.url}/bomb", into=body)
    assert caught.value.rule == "input.oversize"
    assert len(body.getvalue()) <= 1_000_000


@pytest.mark.parametrize("unsized", [True, False])
def test_a_page_over_the_limit_is_left(site: Site, *, unsized: bool) -> None:
    site.pages["/huge"] = Served(b"a" * 2_000_000, unsized=unsized)
    assert refused(f"{site.url}/huge", replace(QUICK, most_bytes=1_000_000)).rule == "input.oversize"


@pytest.mark.parametrize("packing", ["br", "zstd", "deflate", "gzip, gzip"])
def test_packings_that_were_not_asked_for_are_named(site: Site, packing: str) -> None:
    site.pages["/br"] = Served(b"\x0b\x02\x80", headers={"Content-Encoding": packing})
    error = refused(f"{site.url}/br")
    assert (error.rule, len(site.paths())) == ("input.compressed", 1)
    assert packing in error.reason


def test_what_breaks_off_is_tried_again_and_never_taken_for_whole(site: Site) -> None:
    packed = gzip.compress(BODY)
    site.pages["/cut"] = Served(BODY, cut=40)
    site.pages["/cut.gz"] = Served(packed[:-20], headers={"Content-Encoding": "gzip"}, unsized=True)
    for path in ("/cut", "/cut.gz"):
        assert refused(f"{site.url}{path}").rule == "input.unreachable"
        assert site.paths().count(path) == QUICK.tries
    answers = iter([Served(BODY, cut=40), Served(BODY)])
    site.pages["/again"] = lambda _: next(answers)
    assert get(f"{site.url}/again")[1] == BODY


@pytest.mark.parametrize("unsized", [True, False])
def test_a_page_that_drips_is_given_up_in_time(site: Site, *, unsized: bool) -> None:
    site.pages["/drip"] = Served(b"a" * 60, drip_s=0.1, unsized=unsized)
    begun = time.monotonic()
    assert refused(f"{site.url}/drip", replace(QUICK, total_s=1.0)).rule == "input.slow"
    assert time.monotonic() - begun < 3.0


def test_a_silent_server_is_given_up_in_time(site: Site) -> None:
    site.pages["/mute"] = Served(b"ab", drip_s=3.0)
    begun = time.monotonic()
    assert refused(f"{site.url}/mute", replace(QUICK, read_s=0.3, tries=2)).rule == "input.unreachable"
    assert time.monotonic() - begun < 3.0


def test_a_server_that_is_not_there_is_told() -> None:
    with serving() as gone:
        url = f"{gone.url}/a"
    error = refused(url)
    assert error.rule == "input.unreachable"
    assert "refused" in error.reason.lower()


GARBAGE = [
    b"", b"\x00\xff\x16\x03", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000,
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 3\r\n\r\nabc", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip",
    b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe://\r\n\r\n", b"HTTP/1.1 999 What\r\n\r\n",
    b"HTTP/1.1 503 Busy\r\nRetry-After: 17 May 99999999999 1:0:0\r\n\r\n",
]  # fmt: skip


@pytest.mark.parametrize("answer", GARBAGE, ids=range(len(GARBAGE)))
def test_whatever_a_server_answers_it_is_a_problem_and_no_crash(answer: bytes) -> None:
    with answering(answer) as url:
        error = refused(f"{url}/a", replace(QUICK, tries=2))
    assert error.rule in ("input.unreachable", "input.status", "input.redirect", "input.robots")


def test_a_name_that_does_not_exist_is_told() -> None:
    assert refused("http://no-such-host.invalid/a").rule == "input.unreachable"


@pytest.mark.skipif(which("openssl") is None, reason="openssl makes the certificate of this test")
def test_a_certificate_is_checked_for_the_name_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    files = ["-keyout", str(key), "-out", str(certificate)]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", *files]
    subprocess.run([*made, "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
    with serving({"/a": Served(BODY)}, certificate=(certificate, key)) as site:
        named = site.url.replace("127.0.0.1", "localhost")
        assert refused(f"{named}/a").rule == "input.certificate"
        monkeypatch.setattr(exchange, "_trust", lambda: ssl.create_default_context(cafile=str(certificate)))
        assert get(f"{named}/a")[1] == BODY
        assert refused(f"{site.url}/a").rule == "input.certificate", "the name of another host"
