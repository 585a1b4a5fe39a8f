"""Addresses to documents: each is fetched, kept, noted in the journal, and opened from what was kept, as a file of the same bytes is.

What decides a document is what was kept and the journal's line of when it first came: a run that asks again and gets the same gives the same.
"""

import codecs
import hashlib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from riwaya.errors import DocumentError, StoreError
from riwaya.ingest.extracting import extract
from riwaya.ingest.fetching.addresses import parse_address
from riwaya.ingest.fetching.fetcher import UNCHANGED, Fetched, Fetcher, Validator
from riwaya.ingest.fetching.journal import End, Fetch, Journal, job_of
from riwaya.ingest.fetching.links import FEED, LISTS, SITEMAP, links_of, told_by, unpacked
from riwaya.ingest.fetching.manners import Web
from riwaya.ingest.forms import FORMS, SUFFIXES
from riwaya.ingest.keeping import Keep, open_keep
from riwaya.ingest.opening import HEAD, Found, Opening, Source, problem_from
from riwaya.ingest.raw import HTML, Link, Raw
from riwaya.ingest.sitemaps import links_of_sitemap
from riwaya.ingest.urls import identity_of_url
from riwaya.model import Page, Problem, Witness

Open = Callable[[BinaryIO, Source, Opening], Iterator[tuple[str, Found]]]
_PACKED = "packed"
_NO_LINKS = "a sitemap without the address of a single page of its site"
_DOUBTFUL = (None, "csv")
"""Forms that what is served as a page only seems to have."""

_PAGES = ("text/html", "application/xhtml+xml")
_SPOOL = 1 << 24


class Visits:
    """The visits of one run; `visiting` makes them."""

    def __init__(self, web: Web, *, journal: Journal, keep: Keep, job: str, opened: Open) -> None:
        self._web, self._journal, self._keep, self._job, self._opened = web, journal, keep, job, opened
        self._fetcher = Fetcher(web.manners)
        self._done = journal.done(job)
        self._toured: set[str] = set()
        self._had: set[str] = set()

    def visit(self, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
        """The documents at an address (`source.place`), and at those that a feed or sitemap there names, or why there are none."""
        fetch = self._try(source.place, opening)
        if isinstance(fetch, Problem):
            yield source.place, fetch
            return
        try:
            form = source.form or self._form_of(fetch)
            if form in LISTS and self._web.most:
                yield from self._tour(fetch, replace(source, form=form), opening)
            else:
                yield from self._open(fetch, replace(source, form=form), opening)
        except StoreError as error:
            yield source.place, Problem("ingest", source.place, "input.kept", str(error))

    def _tour(self, fetch: Fetch, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
        """The pages that a list names; entries of a feed stand for those that were not fetched."""
        wrong: list[Problem] = []
        form = source.form or ""

        def get(url: str) -> tuple[Link, ...]:
            found = self._try(url, opening)
            try:
                if isinstance(found, Fetch) and (named := links_of_sitemap(unpacked(self._keep.get(found.kept)), place=url, base=found.final)):
                    return named
                wrong.append(found if isinstance(found, Problem) else Problem("ingest", url, "input.sitemap", _NO_LINKS))
            except DocumentError as error:
                wrong.append(problem_from(error))
            return ()

        try:
            links = links_of(unpacked(self._keep.get(fetch.kept)), form, url=fetch.final, most=self._web.most, get=get)
        except DocumentError as error:
            links = []
            wrong.append(replace(problem_from(error), document=source.place))
        if not links and not wrong and form == SITEMAP:
            wrong.append(Problem("ingest", source.place, "input.sitemap", _NO_LINKS))
        for link in links:
            page = Source(None, link.url, identity_of_url(link.url), None)
            for place, item in () if link.url in self._toured else self._page(page, opening):
                self._had.update((link.url,) if isinstance(item, Raw) else ())
                yield place, told_by(item, link, form=form) if isinstance(item, Raw) and place == link.url else item
            self._toured.add(link.url)
        yield from ((problem.document, problem) for problem in wrong)
        for place, item in self._open(fetch, source, opening) if form == FEED else ():
            if not isinstance(item, Raw) or item.known.url not in self._had:
                self._had.update((item.known.url,) if isinstance(item, Raw) and item.known.url else ())
                yield place, item

    def _page(self, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
        """The document at an address that a list names: a list there leads no further."""
        fetch = self._try(source.place, opening)
        if isinstance(fetch, Problem):
            yield source.place, fetch
        elif (form := self._form_of(fetch)) in LISTS:
            yield source.place, Problem("ingest", source.place, "input.form", f"a {form}, where a page was named; name it yourself to have it read")
        else:
            yield from self._open(fetch, replace(source, form=form), opening)

    def _try(self, url: str, opening: Opening) -> Fetch | Problem:
        """The journal's line for an address, or why it cannot be had, which is noted too."""
        try:
            return self._fetch(url, opening)
        except DocumentError as error:
            if not self._web.offline:
                self._journal.add(Fetch(url=url, at=_now(), job=self._job, status=0, wrong=f"{error.rule}: {error.reason}"))
            where = "" if error.document == url else f"{error.document}: "
            return Problem(error.stage, url, error.rule, f"{where}{error.reason}")

    def _form_of(self, fetch: Fetch) -> str | None:
        """The form of what came: as it begins, else as the server says, else by the suffix of the address; None where the bytes must decide."""
        with self._keep.open(fetch.kept) as stream:
            head = stream.read(HEAD).removeprefix(codecs.BOM_UTF8)
        begins = next((form.name for form in FORMS.values() if form.begins(head)), None)
        if begins == _PACKED and FORMS[SITEMAP].begins(unpacked(self._keep.get(fetch.kept))[:HEAD].removeprefix(codecs.BOM_UTF8)):
            return SITEMAP
        if fetch.media_type in _PAGES and begins in _DOUBTFUL:
            return HTML
        return begins or SUFFIXES.get(Path(parse_address(fetch.final).target.partition("?")[0]).suffix.lower())

    def _open(self, fetch: Fetch, source: Source, opening: Opening) -> Iterator[tuple[str, Found]]:
        with self._keep.open(fetch.kept) as stream:
            found = replace(source, identity=identity_of_url(fetch.final))
            try:
                for place, item in self._opened(stream, found, opening):
                    yield place, _told(item, fetch, alone=place == source.place, kept=self._web.keep is not None)
            except DocumentError as error:
                yield source.place, problem_from(error)

    def _fetch(self, url: str, opening: Opening) -> Fetch:
        """The journal's line of when the address first gave what it gives now."""
        last = self._journal.last(url)
        there = last is not None and self._keep.holds(last.kept)
        if there and (url in self._done or self._web.offline):
            return self._head(url)
        if self._web.offline:
            raise DocumentError("not fetched before, or not kept whole; run without --offline to fetch it", document=url, rule="input.offline")
        known = {last.final: Validator(last.etag, last.modified)} if last is not None and there else {}
        with tempfile.SpooledTemporaryFile(max_size=_SPOOL) as body:
            fetched = self._fetcher.fetch(url, into=body, known=known)  # type: ignore[arg-type]
            self._journal.add(self._noted(url, fetched, body, opening=opening))  # type: ignore[arg-type]
        return self._head(url)

    def _head(self, url: str) -> Fetch:
        head = self._journal.head(url)
        if head is None:
            raise StoreError(f"{url} was fetched and is not in the journal", path=self._journal.path)
        return head

    def _noted(self, url: str, fetched: Fetched, body: BinaryIO, *, opening: Opening) -> Fetch:
        """The journal's line for an answer, whose content is kept, unless it says what was kept before."""
        headers = fetched.answer.headers
        media_type, charset = _type_of(headers.get("content-type", ""))
        line = Fetch(
            url=url,
            at=fetched.answer.at,
            job=self._job,
            status=fetched.answer.status,
            final=fetched.url,
            via=fetched.via,
            etag=headers.get("etag", ""),
            modified=headers.get("last-modified", ""),
            media_type=media_type,
            charset=charset,
        )
        last = self._journal.last(url)
        if fetched.answer.status == UNCHANGED and last is not None:
            return replace(
                line, sha256=last.sha256, same=last.same, bytes=last.bytes, etag=line.etag or last.etag, modified=line.modified or last.modified
            )
        line = replace(line, bytes=fetched.answer.bytes)
        if last is not None and (sha256 := self._hash_where_same(last, body, opening=opening)):
            return replace(line, sha256=sha256, same=last.kept)
        return replace(line, sha256=self._keep.put_stream(body))

    def _hash_where_same(self, last: Fetch, body: BinaryIO, *, opening: Opening) -> str | None:
        """The hash of what came, where it is a page of other bytes that says what the last one said: most pages count, sign and date themselves."""
        body.seek(0)
        raw = body.read(opening.max_bytes + 1)
        if len(raw) > opening.max_bytes or not self._keep.holds(last.kept):
            return None
        sha256 = hashlib.sha256(raw).hexdigest()
        before = self._keep.get(last.kept)
        if sha256 == last.kept or not (FORMS[HTML].begins(raw[:HEAD]) and FORMS[HTML].begins(before[:HEAD])):
            return None
        return sha256 if _said(before, opening) == _said(raw, opening) is not None else None


@contextmanager
def visiting(web: Web, addresses: Sequence[str], *, opened: Open) -> Iterator[Visits]:
    """The visits to some addresses; where they end by themselves, the job has come to its end."""
    with ExitStack() as held:
        folder = web.keep or Path(held.enter_context(tempfile.TemporaryDirectory(prefix="riwaya-")))
        keep = open_keep(folder, write=True)
        keep.tidy()
        journal, job = held.enter_context(Journal(folder)), job_of(addresses)
        yield Visits(web, journal=journal, keep=keep, job=job, opened=opened)
        if not web.offline:
            journal.add(End(job=job, at=_now()))


def _said(raw: bytes, opening: Opening) -> object:
    """What a page says: its text, title, and the day that it gives itself; None where it cannot be read."""
    try:
        page = extract(Raw(id="page", place="page", form=HTML, raw=raw, extraction=opening.extraction))
    except DocumentError:
        return None
    own = tuple(witness for witness in page.witnesses if witness.kind == "metadata")
    return page.document.text, page.document.title, page.document.published, own


def _told(item: Found, fetch: Fetch, *, alone: bool, kept: bool) -> Found:
    """A document with what its fetching tells: address, time and, where it is all that came, what the server said of it."""
    if isinstance(item, Problem):
        return item
    if isinstance(item, Page):
        document = item.document
        return replace(item, document=replace(document, fetched=document.fetched or fetch.at))
    known = replace(item.known, fetched=item.known.fetched or fetch.at)
    if not alone:
        return replace(item, known=known)
    known = replace(known, url=known.url or fetch.final)
    return replace(
        item, known=known, charset=item.charset or fetch.charset or None, media_type=item.media_type or fetch.media_type or None,
        witnesses=(*item.witnesses, *_witnesses(fetch)), kept=kept,
    )  # fmt: skip


def _witnesses(fetch: Fetch) -> Iterator[Witness]:
    """That a page was there on the day it was fetched, and when it last changed, where that was before: most servers make pages anew."""
    day = date.fromisoformat(fetch.at[:10])
    changed = _day_of(fetch.modified)
    if changed is not None and changed < day:
        yield Witness("modified", changed, f"Last-Modified: {fetch.modified}")
    yield Witness("archived", day, f"fetched {fetch.at}")


def _day_of(said: str) -> date | None:
    try:
        return parsedate_to_datetime(said).date()
    except (ValueError, OverflowError):
        return None


def _type_of(said: str) -> tuple[str, str]:
    """The media type and the character set of a Content-Type, in small letters; empty where it tells none.

    >>> _type_of('text/HTML; charset="Windows-1256"'), _type_of("")
    (('text/html', 'windows-1256'), ('', ''))
    """
    message = Message()
    message["Content-Type"] = said or "unknown"
    charset = message.get_param("charset")
    return (message.get_content_type() if "/" in said else ""), (charset.lower() if isinstance(charset, str) else "")


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
