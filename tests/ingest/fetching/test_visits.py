"""Tests `ingest/fetching/visits.py` and `journal.py`: addresses to documents, through a real server and the folder that keeps what came."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from riwaya.errors import StoreError
from riwaya.ingest.fetching import fetcher, visits
from riwaya.ingest.fetching.journal import NAME, End, Fetch, Journal, read_journal
from riwaya.ingest.fetching.manners import Web
from riwaya.ingest.keeping import open_keep
from riwaya.ingest.load import load_documents, load_pages, load_placed
from riwaya.ingest.opening import Opening, Placed
from riwaya.ingest.raw import Raw
from riwaya.model import Page, Problem, Witness
from tests.web import QUICK, Asked, Served, Site, html, serving

FIRST = html("أعلنت وزارة الدفاع أن قواتها سيطرت على بلدة الجسر بعد قصف استمر ثلاثة أيام.", title="السيطرة على الجسر")
SECOND = html("أعلنت وزارة الدفاع أن قواتها انسحبت من بلدة الجسر بعد معارك عنيفة.", title="الانسحاب من الجسر")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving({"/news/1": Served(FIRST), "/news/2": Served(SECOND)}) as made:
        yield made


@pytest.fixture
def opening(tmp_path: Path) -> Opening:
    return Opening(web=Web(manners=QUICK, keep=tmp_path / "kept"))


def lines(opening: Opening) -> list[Fetch | End]:
    assert opening.web.keep is not None
    return list(read_journal(opening.web.keep / NAME))


def raws(paths: list[str], opening: Opening) -> list[Raw]:
    found = list(load_documents(paths, opening=opening))
    assert all(isinstance(item, Raw) for item in found), found
    return [item for item in found if isinstance(item, Raw)]


def test_a_page_of_the_web_says_whence_and_when_it_came(site: Site, opening: Opening) -> None:
    site.pages["/news/1"] = Served(FIRST, headers={"Last-Modified": "Fri, 17 May 2024 10:00:00 GMT", "Content-Type": "text/html; charset=UTF-8"})
    (raw,) = raws([f"{site.url}/news/1"], opening)
    (line, end) = lines(opening)
    assert isinstance(line, Fetch)
    assert isinstance(end, End)
    assert (raw.raw, raw.sha256, raw.known.url, raw.known.fetched) == (FIRST, line.sha256, f"{site.url}/news/1", line.at)
    assert (raw.form, raw.media_type, raw.charset) == ("html", "text/html", "utf-8")
    assert raw.id.endswith("/news/1")
    assert [(witness.kind, witness.day.isoformat()) for witness in raw.witnesses] == [("modified", "2024-05-17"), ("archived", line.at[:10])]
    assert opening.web.keep
    assert open_keep(opening.web.keep).get(raw.sha256) == FIRST


def test_a_page_is_read_like_a_file_of_its_bytes(site: Site, opening: Opening, tmp_path: Path) -> None:
    (tmp_path / "1.html").write_bytes(FIRST)
    (fetched,) = load_pages([f"{site.url}/news/1"], opening=opening)
    (from_file,) = load_pages([tmp_path / "1.html"])
    assert isinstance(fetched, Page)
    assert isinstance(from_file, Page)
    assert (fetched.document.text, fetched.document.sha256) == (from_file.document.text, from_file.document.sha256)


def test_what_has_not_changed_gives_the_same_document(site: Site, opening: Opening) -> None:
    def page(asked: Asked) -> Served:
        return Served(status=304) if asked.headers.get("if-none-match") == "v1" else Served(FIRST, headers={"ETag": "v1"})

    site.pages |= {"/tagged": page, "/plain": Served(FIRST)}
    for path in ("/tagged", "/plain"):
        first, again, third = (raws([f"{site.url}{path}"], opening)[0] for _ in range(3))
        assert first.digest == again.digest == third.digest
    found = [line for line in lines(opening) if isinstance(line, Fetch)]
    assert [line.status for line in found] == [200, 304, 304, 200, 200, 200]
    assert len({line.sha256 for line in found}) == 1


def test_a_changed_page_is_another_version_of_the_same(site: Site, opening: Opening) -> None:
    (first,) = raws([f"{site.url}/news/1"], opening)
    site.pages["/news/1"] = Served(SECOND)
    (second,) = raws([f"{site.url}/news/1"], opening)
    assert first.id == second.id
    assert first.known.url == second.known.url
    assert first.digest != second.digest
    assert opening.web.keep
    assert set(open_keep(opening.web.keep).hashes()) == {first.sha256, second.sha256}


def test_a_page_that_says_the_same_in_other_bytes_is_no_other_version(site: Site, opening: Opening) -> None:
    (first,) = raws([f"{site.url}/news/1"], opening)
    site.pages["/news/1"] = Served(FIRST.replace(b"<nav>", b'<nav data-time="12:30:07">'))
    (second,) = raws([f"{site.url}/news/1"], opening)
    assert first.digest == second.digest
    (_, _, line, _) = lines(opening)
    assert isinstance(line, Fetch)
    assert (line.same, line.kept) == (first.sha256, first.sha256)
    assert line.sha256 == hashlib.sha256(FIRST.replace(b"<nav>", b'<nav data-time="12:30:07">')).hexdigest()


def test_a_job_that_was_stopped_goes_on_where_it_was(site: Site, opening: Opening) -> None:
    paths = [f"{site.url}/news/1", f"{site.url}/gone", f"{site.url}/news/2"]
    stopped = load_placed(paths, opening=opening)
    assert isinstance(next(stopped).item, Raw)
    stopped.close()  # type: ignore[attr-defined]
    site.asked.clear()
    found = list(load_placed(paths, opening=opening))
    assert site.paths() == ["/gone", "/news/2"], "what was fetched is not fetched again, what failed is"
    assert [item.place for item in found] == paths
    assert [type(item.item) for item in found] == [Raw, Problem, Raw]
    site.asked.clear()
    list(load_placed(paths, opening=opening))
    assert site.paths() == ["/news/1", "/gone", "/news/2"], "a job that came to its end is another one the next time"


def test_the_order_of_addresses_makes_no_other_job(site: Site, opening: Opening) -> None:
    paths = [f"{site.url}/news/1", f"{site.url}/news/2"]
    stopped = load_placed(paths, opening=opening)
    next(stopped)
    stopped.close()  # type: ignore[attr-defined]
    site.asked.clear()
    list(load_placed(paths[::-1], opening=opening))
    assert site.paths() == ["/news/2"]


def test_a_line_that_broke_off_was_never_written(site: Site, opening: Opening) -> None:
    raws([f"{site.url}/news/1"], opening)
    assert opening.web.keep
    path = opening.web.keep / NAME
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"what":"fetch","url":"http')
    (raw,) = raws([f"{site.url}/news/1"], opening)
    assert raw.raw == FIRST
    assert path.read_bytes().startswith(whole)
    assert len(lines(opening)) == 4


def test_a_journal_that_was_altered_is_told(opening: Opening) -> None:
    assert opening.web.keep
    opening.web.keep.mkdir()
    (opening.web.keep / NAME).write_text('{"what":"fetch","url":1}\n')
    with pytest.raises(StoreError, match="line 1"):
        list(load_documents(["http://127.0.0.1:9/a"], opening=opening))


def test_bytes_that_were_altered_are_fetched_again(site: Site, opening: Opening) -> None:
    site.pages["/news/1"] = lambda asked: Served(status=304) if "if-none-match" in asked.headers else Served(FIRST, headers={"ETag": "v1"})
    (raw,) = raws([f"{site.url}/news/1"], opening)
    assert opening.web.keep
    path = opening.web.keep / raw.sha256[:2] / f"{raw.sha256}.gz"
    path.write_bytes(path.read_bytes()[:-30])
    (again,) = raws([f"{site.url}/news/1"], opening)
    assert again.digest == raw.digest
    assert open_keep(opening.web.keep).get(raw.sha256) == FIRST


def test_two_runs_do_not_fetch_into_one_folder(opening: Opening) -> None:
    assert opening.web.keep
    opening.web.keep.mkdir()
    with Journal(opening.web.keep), pytest.raises(StoreError, match="another run"):
        list(load_documents(["http://127.0.0.1:9/a"], opening=opening))


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("{site}/gone", "input.status"),
        ("http://no-such-host.invalid/", "input.unreachable"),
        ("http://127.0.0.1:1/", "input.unreachable"),
        ("http://user:word@127.0.0.1/", "input.address"),
    ],
)
def test_what_cannot_be_had_is_a_problem_at_its_address(site: Site, opening: Opening, url: str, rule: str) -> None:
    place = url.format(site=site.url)
    (found,) = load_placed([place], opening=opening)
    assert isinstance(found, Placed)
    assert isinstance(found.item, Problem)
    assert (found.item.document, found.item.rule, found.item.stage) == (place, rule, "ingest")
    assert any(isinstance(line, Fetch) and line.wrong.startswith(rule) for line in lines(opening))


def test_other_forms_come_from_addresses_too(site: Site, opening: Opening) -> None:
    site.pages["/news.jsonl"] = Served('{"id": "a", "text": "أعلنت الوزارة الهدنة."}\n{"id": "b", "text": "انتهت الهدنة."}\n'.encode())
    site.pages["/plain"] = Served("أعلنت الوزارة الهدنة.".encode(), headers={"Content-Type": "text/plain"})
    found = [item for item in load_documents([f"{site.url}/news.jsonl", f"{site.url}/plain"], opening=opening) if not isinstance(item, Problem)]
    assert len(found) == 3
    known = [item.known.fetched if isinstance(item, Raw) else item.document.fetched for item in found]
    assert all(known)


def test_without_a_folder_nothing_is_left_behind(site: Site, opening: Opening) -> None:
    (raw,) = raws([f"{site.url}/news/1"], replace(opening, web=Web(manners=QUICK)))
    assert raw.raw == FIRST
    assert opening.web.keep is not None
    assert not opening.web.keep.exists()


SAID = st.lists(
    st.sampled_from(
        ["Fri,", "17", "May", "2024", "9" * 12, "10:00:00", "25:61:61", "GMT", "+9999", "-" + "9" * 8, ";", "charset=", '"', "text/html", "=?x?b?x?="]
    ),
    max_size=8,
).map(" ".join)


@given(SAID | st.text(alphabet=st.characters(max_codepoint=255), max_size=40))
def test_whatever_headers_say_they_are_read_or_passed_over(said: str) -> None:
    line = Fetch(url="https://example.com/1", at="2024-05-18T10:00:00Z", job="a", status=200, modified=said)
    assert all(isinstance(witness, Witness) for witness in visits._witnesses(line))
    media_type, charset = visits._type_of(said)
    assert media_type == media_type.lower()
    assert charset == charset.lower()
    assert (fetcher._seconds(said) or 0.0) >= 0.0
