import gzip
import io
import subprocess
import sys
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import zstandard
from fastwarc.stream_io import BrotliWriter

from riwaya.ingest.extracting import extract
from riwaya.ingest.load import load_documents
from riwaya.ingest.opening import Opening
from riwaya.ingest.raw import PDF, TEXT, Raw
from riwaya.model import Problem, Witness
from tests.archives import DAY, archive, digest_of, http, page_of, pages, record, responses

FORMS = ("gzip", "zstd", "plain")
URL, BODY = pages(1)[0]


def opened(path: Path, data: bytes, **options: object) -> tuple[list[Raw], list[Problem]]:
    path.write_bytes(data)
    found = list(load_documents([path], opening=Opening(**options)))  # type: ignore[arg-type]
    return [item for item in found if isinstance(item, Raw)], [item for item in found if isinstance(item, Problem)]


def opened_records(tmp_path: Path, records: Sequence[bytes], *, form: str = "gzip", **options: object) -> tuple[list[Raw], list[Problem]]:
    name = {"gzip": "a.warc.gz", "zstd": "a.warc.zst", "plain": "a.warc"}[form]
    return opened(tmp_path / name, b"".join(archive(records, form=form)), **options)


def urls(found: list[Raw]) -> list[str | None]:
    return [item.known.url for item in found]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_page_comes_out_as_it_was_captured(tmp_path: Path, form: str, version: str) -> None:
    found, problems = opened_records(tmp_path, [record(url, http(body), version=version) for url, body in pages(4)], form=form)
    assert [(item.known.url, item.raw) for item in found] == pages(4)
    assert not problems


def test_a_page_says_whence_and_when_it_came(tmp_path: Path) -> None:
    (item,), _ = opened_records(tmp_path, [record(URL, http(BODY, media_type="text/html; charset=windows-1256"))])
    assert item.id == "sarraj.example/news/2024/05/0.html"
    assert (item.known.fetched, item.charset, item.media_type, item.container) == (DAY, "windows-1256", "text/html", "a.warc.gz")
    assert item.record is not None
    assert item.record.startswith("urn:uuid:")
    assert item.witnesses == (Witness("archived", date(2024, 5, 20), f"WARC-Date: {DAY}"),)
    assert item.place == f"{tmp_path / 'a.warc.gz'}:0 ({URL})"


@pytest.mark.parametrize("form", FORMS)
def test_the_form_is_told_without_a_suffix(tmp_path: Path, form: str) -> None:
    found, problems = opened(tmp_path / "crawl", b"".join(archive(responses(2), form=form)))
    assert len(found) == 2
    assert not problems


@pytest.mark.parametrize("form", FORMS)
def test_a_pipe_serves_as_well_as_a_file(form: str) -> None:
    data = b"".join(archive(responses(3), form=form))
    code = "import sys; from riwaya.ingest.load import load_documents; print(*(type(item).__name__ for item in load_documents(['-'])))"
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True, timeout=60)
    assert done.stdout.split() == [b"Raw"] * 3


@pytest.mark.parametrize(
    "other",
    [
        record(URL, http(b"", status="HTTP/1.1 301 Moved", headers=["Location: /"])),
        record(URL, http(b"<html>not found</html>", status="HTTP/1.1 404 Not Found")),
        record(URL, http(b"\x89PNG", media_type="image/png")),
        record(URL, http(b"let a = 1", media_type="application/javascript")),
        record(URL, http(BODY), kind="revisit"),
        record(URL, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record("https://sarraj.example/robots.txt", http(b"User-agent: *", media_type="text/plain")),
        record("dns:sarraj.example", b"20240520", media_type="text/dns"),
        record("urn:text:https://sarraj.example/", b"text of a page", kind="resource", media_type="text/plain"),
        record(URL, b"software: test", kind="warcinfo", media_type="application/warc-fields"),
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_page_is_passed_over(tmp_path: Path, other: bytes, form: str) -> None:
    found, problems = opened_records(tmp_path, [other, *responses(1), other], form=form)
    assert urls(found) == [URL]
    assert not problems


def test_an_archive_without_a_page_says_what_it_holds(tmp_path: Path) -> None:
    found, problems = opened_records(tmp_path, [record(URL, http(b"x", media_type="image/png")), record(URL, http(BODY), kind="revisit")])
    assert not found
    assert [(p.rule, p.message) for p in problems] == [("input.none", "no page in this web archive: 1 responses that are no page, 1 revisit records")]


def test_resources_texts_and_pdf_files_are_pages_too(tmp_path: Path) -> None:
    found, problems = opened_records(
        tmp_path,
        [
            record(URL, BODY, kind="resource", media_type="text/html"),
            record(f"{URL}?1", http("أعلنت الوزارة".encode(), media_type="text/plain")),
            record(f"{URL}?2", http(b"%PDF-1.7 ...", media_type="application/pdf")),
            record(f"{URL}?3", http(b"%PDF-1.7 ...", media_type="text/html")),
            record(f"{URL}?4", http(BODY, media_type="application/octet-stream")),
            record(f"{URL}?5", http(BODY, media_type="text/plain")),
        ],
    )
    assert [item.form for item in found] == ["html", TEXT, PDF, PDF, "html", "html"]
    assert not problems


def chunked(body: bytes, *, size: int = 700) -> bytes:
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x;part\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nExpires: never\r\n\r\n"


def brotli(body: bytes) -> bytes:
    made = io.BytesIO()
    writer = BrotliWriter(made)
    writer.write(body)
    writer.close()
    return made.getvalue()


def raw_deflate(body: bytes) -> bytes:
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    return pack.compress(body) + pack.flush()


@pytest.mark.parametrize(
    ("packed", "headers"),
    [
        (gzip.compress(BODY), ["Content-Encoding: gzip"]),
        (gzip.compress(BODY), ["content-encoding: x-gzip"]),
        (gzip.compress(BODY[:99]) + gzip.compress(BODY[99:]), ["Content-Encoding: gzip"]),
        (brotli(BODY), ["Content-Encoding: br"]),
        (zstandard.compress(BODY), ["Content-Encoding: zstd"]),
        (zlib.compress(BODY), ["Content-Encoding: deflate"]),
        (raw_deflate(BODY), ["Content-Encoding: deflate"]),
        (chunked(BODY), ["Transfer-Encoding: chunked"]),
        (chunked(gzip.compress(BODY)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (gzip.compress(brotli(BODY)), ["Content-Encoding: br, gzip"]),
        (BODY, ["Content-Encoding: gzip", "Transfer-Encoding: chunked"]),
        (BODY, ["Content-Encoding: br"]),
        (BODY, ["Content-Encoding: identity"]),
    ],
)
def test_payloads_are_unpacked_and_what_was_unpacked_before_is_taken_as_it_is(tmp_path: Path, packed: bytes, headers: list[str]) -> None:
    (item,), problems = opened_records(tmp_path, [record(URL, http(packed, headers=headers))])
    assert item.raw == BODY
    assert not problems


@pytest.mark.parametrize("stated", [digest_of(BODY), digest_of(chunked(BODY)), digest_of(chunked(gzip.compress(BODY, mtime=0)))])
def test_a_digest_of_the_payload_may_be_of_its_codings_or_without_them(tmp_path: Path, stated: str) -> None:
    packed = chunked(gzip.compress(BODY, mtime=0)) if stated == digest_of(chunked(gzip.compress(BODY, mtime=0))) else chunked(BODY)
    codings = ["Transfer-Encoding: chunked"] + ["Content-Encoding: gzip"] * (packed != chunked(BODY))
    found, problems = opened_records(tmp_path, [record(URL, http(packed, headers=codings), headers=[f"WARC-Payload-Digest: {stated}"])])
    assert urls(found) == [URL]
    assert not problems


@pytest.mark.parametrize("name", ["WARC-Block-Digest", "WARC-Payload-Digest"])
def test_a_page_with_another_digest_than_was_stated_is_left_out(tmp_path: Path, name: str) -> None:
    altered = record(URL, http(BODY), headers=[f"{name}: {digest_of(b'another')}"])
    found, problems = opened_records(tmp_path, [altered, *responses(3)[1:]])
    assert len(found) == 2
    assert [p.rule for p in problems] == ["input.digest"]


def damaged(form: str, how: str) -> bytes:
    """Four records, the second of them damaged."""
    before, hit, *after = archive(responses(4), form=form)
    at = len(hit) // 2
    broken = {
        "flipped": hit[:at] + bytes([hit[at] ^ 0x55]) + hit[at + 1 :],
        "short": hit[:-200],
        "headless": hit[80:],
        "torn": hit[:at] + hit[at + 100 :],
        "garbage": b"\x11garbage" * 50,
        "overwritten": hit[:at] + b"\xff" * 200 + hit[at + 200 :],
    }
    return b"".join((before, broken[how], *after))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("how", ["flipped", "short", "headless", "torn", "garbage", "overwritten"])
def test_damage_costs_one_record_and_is_told_with_its_place(tmp_path: Path, form: str, how: str) -> None:
    found, problems = opened(tmp_path / "a.warc", damaged(form, how))
    expected = [url for url, _ in pages(4)]
    assert urls(found) == [expected[0], *expected[2:]]
    offset = len(archive(responses(1), form=form)[0])
    assert {p.rule for p in problems} <= {"input.warc", "input.digest"}
    assert problems[0].document.startswith(f"{tmp_path / 'a.warc'}:{offset}")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("length", [300, 100_000, 5_000_000_000, -5, 1, 0])
def test_a_wrong_length_costs_one_record(tmp_path: Path, form: str, length: int) -> None:
    made = [record(url, http(body), length=length if n == 1 else None) for n, (url, body) in enumerate(pages(5))]
    found, problems = opened_records(tmp_path, made, form=form)
    expected = [url for url, _ in pages(5)]
    assert urls(found) == [expected[0], *expected[2:]]
    assert "input.warc" in {p.rule for p in problems}
    assert expected[1] in problems[0].document


def test_wherever_a_wrong_length_ends_the_next_header_stays_whole(tmp_path: Path) -> None:
    (first, second), made = pages(2), responses(2)
    reach = len(http(first[1])) + 4 + made[1].index(b"\r\nWARC-Date")
    found, problems = opened_records(tmp_path, [record(first[0], http(first[1]), length=reach), made[1]], form="plain")
    assert urls(found) == [second[0]]
    assert [p.rule for p in problems] == ["input.warc"]


@pytest.mark.parametrize("form", FORMS)
def test_an_archive_that_breaks_off_gives_what_stands_before(tmp_path: Path, form: str) -> None:
    data = b"".join(archive(responses(3), form=form))
    found, problems = opened(tmp_path / "a.warc", data[:-150])
    assert urls(found) == [url for url, _ in pages(2)]
    assert [p.rule for p in problems] == ["input.warc"]


@pytest.mark.parametrize("form", FORMS)
def test_records_packed_together_come_out_too(tmp_path: Path, form: str) -> None:
    data = archive([b"".join(responses(3))], form=form)[0]
    found, problems = opened(tmp_path / "a.warc", data)
    assert urls(found) == [url for url, _ in pages(3)]
    assert len({item.place for item in found}) == 3
    assert not problems


def test_a_record_may_reach_over_packed_members(tmp_path: Path) -> None:
    data = b"".join(responses(3))
    found, problems = opened(tmp_path / "a.warc.gz", b"".join(gzip.compress(data[at : at + 1000]) for at in range(0, len(data), 1000)))
    assert urls(found) == [url for url, _ in pages(3)]
    assert not problems


def test_a_dictionary_at_the_start_unpacks_the_others(tmp_path: Path) -> None:
    dictionary = zstandard.train_dictionary(4000, [part for made in responses(30) for part in (made[:800], made[800:])])
    held = zstandard.compress(dictionary.as_bytes())
    packer = zstandard.ZstdCompressor(dict_data=dictionary)
    head = b"\x5d\x2a\x4d\x18" + len(held).to_bytes(4, "little") + held
    found, problems = opened(tmp_path / "a.warc.zst", head + b"".join(packer.compress(made) for made in responses(3)))
    assert urls(found) == [url for url, _ in pages(3)]
    assert not problems


def test_what_is_too_large_is_told_and_never_held(tmp_path: Path) -> None:
    large = [record(f"{URL}?{n}", http(bytes(3_000_000), media_type=kind)) for n, kind in enumerate(("text/html", "video/mp4"))]
    packed = record(f"{URL}?2", http(gzip.compress(bytes(3_000_000)), headers=["Content-Encoding: gzip"]))
    found, problems = opened_records(tmp_path, [*large, packed, *responses(1)], max_bytes=100_000)
    assert urls(found) == [URL]
    assert [(p.rule, p.document.split("?")[1]) for p in problems] == [("input.oversize", "0)"), ("input.oversize", "2)")]


@pytest.mark.parametrize("form", ["gzip", "zstd"])
def test_a_bomb_is_left_behind_and_the_next_page_read(tmp_path: Path, form: str) -> None:
    size = 600_000_000
    head = record(URL, b"", length=size)[:-4]
    if form == "gzip":
        pack = zlib.compressobj(9, zlib.DEFLATED, 31)
        bomb = pack.compress(head) + b"".join(pack.compress(bytes(10_000_000)) for _ in range(size // 10_000_000)) + pack.flush()
    else:
        made = io.BytesIO()
        with zstandard.ZstdCompressor().stream_writer(made, closefd=False) as stream:
            stream.write(head)
            for _ in range(size // 10_000_000):
                stream.write(bytes(10_000_000))
        bomb = made.getvalue()
    found, problems = opened(tmp_path / "a.warc", bomb + b"".join(archive(responses(2)[1:], form=form)))
    assert urls(found) == [pages(2)[1][0]]
    assert [p.rule for p in problems] == ["input.warc"]
    assert "250 times" in problems[0].message


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (record(URL, b"not HTTP at all"), "input.http"),
        (record(URL, http(BODY, headers=["Content-Encoding: own"])), "input.http"),
        (record(URL, http(b"")), "input.empty"),
        (record(URL, http(brotli(BODY)[:-20], headers=["Content-Encoding: br"])), "input.cut"),
        (record(URL, http(BODY)).replace(b"Content-Length", b"Content-Breadth"), "input.warc"),
    ],
)
def test_what_says_it_is_a_page_and_cannot_be_had_is_a_problem(tmp_path: Path, made: bytes, rule: str) -> None:
    found, problems = opened_records(tmp_path, [made, *responses(2)[1:]])
    assert len(found) == 1
    assert [p.rule for p in problems] == [rule]


def test_a_header_that_breaks_off_costs_one_record(tmp_path: Path) -> None:
    first, second = responses(2)
    found, (problem,) = opened_records(tmp_path, [first[: first.index(b"application/http")] + second], form="plain")
    assert (urls(found), problem.rule) == ([pages(2)[1][0]], "input.warc")


@pytest.mark.parametrize("scheme", ["https:/", "HTTP:", "http:x//"])
def test_an_address_that_was_damaged_is_no_reason_for_silence(tmp_path: Path, scheme: str) -> None:
    spoilt = record(URL, http(BODY)).replace(b"https://", scheme.encode(), 1).replace(b"application/http", b"application/htXp", 1)
    found, (problem,) = opened_records(tmp_path, [spoilt, *responses(2)[1:]])
    assert (urls(found), problem.rule) == ([pages(2)[1][0]], "input.warc")


@pytest.mark.parametrize(
    "made",
    [
        record(URL, http(BODY[:500]), headers=["WARC-Truncated: length"]),
        record(URL, http(BODY[:500], headers=[f"Content-Length: {len(BODY)}"])),
        record(URL, http(gzip.compress(BODY)[:-100], headers=["Content-Encoding: gzip"])),
        record(URL, http(chunked(BODY)[:-100], headers=["Transfer-Encoding: chunked"])),
    ],
)
def test_a_page_cut_short_is_read_as_far_as_it_goes_and_told(tmp_path: Path, made: bytes) -> None:
    found, problems = opened_records(tmp_path, [made])
    assert len(found) == 1
    assert BODY.startswith(found[0].raw)
    assert [p.rule for p in problems] == ["input.cut"]


def test_a_page_goes_on_to_its_text(tmp_path: Path) -> None:
    (item,), _ = opened_records(tmp_path, [record(URL, http(page_of("عقد الوزير اجتماعا في القاهرة اليوم الثلاثاء مع نظيره.\n" * 5).encode()))])
    page = extract(item)
    assert "عقد الوزير اجتماعا" in page.document.text
    assert (page.document.url, page.document.fetched) == (URL, DAY)
