"""Brings documents into a ledger in batches: what it has already is passed over, what shares an id is kept apart, problems are kept and settled."""

import hashlib
import re
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from riwaya.engine.claims import Claim, Claims, Move, beside
from riwaya.engine.keys import OWN_ID, VERSION, content_digest, key_text, version_origin
from riwaya.ingest.opening import STDIN, Placed
from riwaya.ingest.raw import Raw
from riwaya.ledger.store import Ledger, Stored
from riwaya.model import Custody, Page, Problem, Reading
from riwaya.versions.address import page_of
from riwaya.versions.order import moment_of

BATCH = 32
"""Documents that are stored at once, all or none."""

_STAGE = "ledger"
_LINE = re.compile(r":\d+(?: \(.*\))?$", re.DOTALL)
Record = TypeVar("Record", bound=Raw | Page | Reading)


def _nothing(*_: object) -> None:
    """What a run tells a caller who does not listen."""


@dataclass(frozen=True)
class Watch:
    """Who is told while a run goes on: of each document that is dealt with, each problem, and how many readings are about to be fused."""

    document: Callable[[], None] = _nothing
    problem: Callable[[Problem], None] = _nothing
    fusing: Callable[[int], None] = _nothing


@dataclass
class Counts:
    """The documents of a run: `new` to the ledger, `replaced` in it, `unchanged`, `repeated` within the run, the problems told.

    `beside` are those that another document of their id keeps out of it: they are kept under one made for them, and nothing is lost.
    `versions` are those of a page that the ledger has at an earlier time too.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    repeated: int = 0
    problems: int = 0
    beside: int = 0
    versions: int = 0


class Intake:
    """One run's way into a ledger: `admit` what comes in, `take` what was made of it, in that order, then `finish`."""

    def __init__(self, ledger: Ledger, *, reader: str, watch: Watch, batch: int = BATCH) -> None:
        self.counts = Counts()
        self._ledger, self._watch, self._size = ledger, watch, batch
        rows = ledger.documents()
        self._claims = Claims(ledger.inputs(), hashes={row.id: row.sha256 for row in rows}, reader=reader)
        self._kept = {row.id for row in rows if row.kept}
        self._firsts: dict[tuple[str, str, str], str] = {}
        for key in self._claims.held.values():
            for version in filter(None, map(_parse_origin, key.origins)):
                first = self._firsts.get((key.id, version.page, version.core), version.moment)
                self._firsts[key.id, version.page, version.core] = min(first, version.moment)
        self._under_way: deque[Claim | None] = deque()
        self._batch: list[Stored] = []
        self._new_problems: list[Problem] = []
        self._problems: list[Problem] = []
        self._failures: list[tuple[Claim, Problem]] = []
        self._sources: set[str] = set()

    def admit(self, placed: Iterable[Placed[Record]]) -> Generator[Record | Problem, None, None]:
        """Of documents with their places, those that the ledger does not have yet, and the problems."""
        for found in placed:
            item = found.item
            self._sources.add(_source_of(found.place))
            if isinstance(item, Problem):
                self._under_way.append(None)
                yield item
                continue
            id, sha256, digest = _identity(item)
            origin = f"{STDIN} {digest}" if found.origin == STDIN else found.origin or OWN_ID  # what is piped in has no name to come back by
            version = _version_of(item, sha256) if origin == OWN_ID else None
            if version is not None and self._firsts.setdefault((id, version.page, version.core), version.moment) < version.moment:
                self.counts.unchanged += 1
                self._watch.document()
                continue
            if version is not None:
                self._firsts[id, version.page, version.core] = version.moment
                origin = version_origin(version.page, version.moment, version.core)
            claim = self._claims.claim(id, digest, place=found.place, origin=origin, sha256=sha256)
            if claim is None:
                self.counts.repeated += 1
            elif self._claims.is_read(claim):
                self.counts.unchanged += 1
                if _is_kept(item):
                    self._note_kept(claim.name)
            else:
                self._under_way.append(claim)
                yield item
                continue
            self._watch.document()

    def take(self, item: Reading | Problem) -> None:
        """Keep the reading of the next document that was admitted, or the problem that came in its place."""
        claim = self._under_way.popleft()
        self._watch.document()
        if isinstance(item, Problem):
            self.counts.problems += 1
            self._watch.problem(item)
            if claim is None or item.stage == "ingest":
                self._problems.append(item)
                self._new_problems.append(item)
            else:
                self._failures.append((claim, item))
            return
        if claim is None:
            raise AssertionError("a reading came where a problem was passed on")
        if claim.name in self._claims.held:
            self.counts.replaced += 1
        else:
            self.counts.new += 1
        key = self._claims.key(claim)
        self._batch.append(Stored(_named(item, claim.name), key_text(key)))
        self._claims.held[claim.name] = key
        if len(self._batch) >= self._size:
            self._store()

    def finish(self) -> None:
        """Store what is left, give documents of one id their final ones, and let go of problems that are no more."""
        self._store()
        self._drop_repeated()
        moved = self._move()
        self._tell_beside(moved)
        for claim, problem in self._failures:
            self._problems.append(replace(problem, document=claim.name))
        self._settle()

    def _note_kept(self, name: str) -> None:
        """Note of a document that the ledger has already that its raw bytes are kept now."""
        reading = None if name in self._kept else self._ledger.reading(name)
        if reading is not None:
            document = reading.document
            custody = replace(document.custody or Custody(form="row", bytes=len(document.text.encode("utf-8"))), kept=True)
            self._batch.append(Stored(replace(reading, document=replace(document, custody=custody)), key_text(self._claims.held[name])))

    def _store(self) -> None:
        batch, self._batch = self._batch, []
        self._put(batch)
        problems, self._new_problems = self._new_problems, []
        if problems:
            self._ledger.put_problems(problems)

    def _put(self, items: Sequence[Stored]) -> None:
        if items:
            self._ledger.put(items)

    def _drop_repeated(self) -> None:
        """Let go of documents that say nothing but what another version of their page said before, which came after them."""
        for name, key in list(self._claims.held.items()):
            versions = [_parse_origin(origin) for origin in key.origins]
            if all(version and self._firsts[key.id, version.page, version.core] < version.moment for version in versions):
                self._ledger.remove(name)
                self._claims.forget(name)

    def _move(self) -> list[Move]:
        """Move documents to their final ids; every reading is there under one id or another, whenever a run is stopped."""
        moments = {row.id: moment for row in self._ledger.documents() if (moment := moment_of(row.fetched))}
        moves, leftovers = self._claims.settle(moments)
        found = [(move, self._ledger.reading(move.name)) for move in moves]
        self._put([Stored(_named(reading, move.to), key_text(move.key)) for move, reading in found if reading is not None])
        self._claims.held.update((move.to, move.key) for move in moves)
        for name in leftovers:
            self._ledger.remove(name)
            del self._claims.held[name]
        return moves

    def _tell_beside(self, moves: Sequence[Move]) -> None:
        """Tell of the documents of this run, and of those moved by it, that have not the id they came with."""
        places = {claim.name: claim.place for claim in self._claims.documents()}
        pages = {row.id: row.page for row in self._ledger.documents()}
        for name in sorted({*places, *(move.to for move in moves)}):
            key = self._claims.held.get(name)
            if key is not None and key.id != name and pages.get(name) is not None and pages[name] == pages.get(key.id):
                self.counts.versions += 1
            elif key is not None and key.id != name:
                where = next((origin for origin in key.origins if origin != OWN_ID), places.get(name, ""))
                told = f" ({STDIN if where.startswith(f'{STDIN} ') else where})" if where else ""
                message = f"another document has the id {key.id!r} too; this one{told} is kept as {name!r}, and nothing is lost"
                problem = Problem(_STAGE, name, "ledger.same_id", message)
                self.counts.beside += 1
                self._watch.problem(problem)
                self._problems.append(problem)

    def _settle(self) -> None:
        """Keep this run's problems, in place of all that earlier runs had with the same sources and documents."""
        sources = self._sources | {parent.as_posix() for source in self._sources for parent in PurePath(source).parents}
        documents = {name for claim in self._claims.documents() for name in (claim.name, *beside(claim.id, claim.digest))}
        present = set(self._problems)
        for name in sorted({p.document for p in self._ledger.problems() if p not in present and self._is_settled(p, sources, documents=documents)}):
            self._forget(name)
        if self._problems:
            self._ledger.put_problems(self._problems)

    def _is_settled(self, problem: Problem, sources: set[str], *, documents: set[str]) -> bool:
        """Whether a problem that this run did not meet would have been met by it."""
        if problem.stage == "ingest":
            return _source_of(problem.document) in sources
        return problem.document in documents or (problem.stage == _STAGE and problem.document not in self._claims.held)

    def _forget(self, name: str) -> None:
        """Let go of every problem of a document or place; a reading of that name stays."""
        reading = self._ledger.reading(name)
        if reading is None:
            self._ledger.remove(name)
        else:
            self._ledger.put([Stored(reading, key_text(self._claims.held[name]))])


class _Version(NamedTuple):
    """Which version of a page a document is: of which page, when it was fetched, and the digest of all else that is known of it."""

    page: str
    moment: str
    core: str


def _version_of(item: Raw | Page | Reading, sha256: str) -> _Version | None:
    """None for a document of no page that is known, or of no time."""
    if isinstance(item, Reading):
        return None
    known: Struct = item.known if isinstance(item, Raw) else item.document
    url, fetched = (item.known.url, item.known.fetched) if isinstance(item, Raw) else (item.document.url, item.document.fetched)
    page, moment = page_of(url), moment_of(fetched)
    if page is None or moment is None:
        return None
    plain = replace(known, fetched=None, **({} if isinstance(item, Raw) else {"custody": None}))
    core = hashlib.sha256(msgspec.json.encode((sha256, plain, item.stories)))
    return _Version(page, moment, core.hexdigest()[:16])


def _parse_origin(origin: str) -> _Version | None:
    """The version that an origin tells, see `version_origin`; None for a file or an id of its own."""
    return _Version(*origin.removeprefix(VERSION).rsplit(" ", 2)) if origin.startswith(VERSION) else None


def _identity(item: Raw | Page | Reading) -> tuple[str, str, str]:
    """The id that a document came with, the digest of its bytes, and that of all that decides its reading."""
    if isinstance(item, Raw):
        return item.id, item.sha256, item.digest
    plain = replace(item, document=replace(item.document, custody=None)) if isinstance(item, Page) else item
    return item.document.id, item.document.sha256, content_digest(plain)


def _is_kept(item: Raw | Page | Reading) -> bool:
    """Whether the raw bytes of a document are kept."""
    if isinstance(item, Raw):
        return item.kept
    return item.document.custody is not None and item.document.custody.kept


def _named(reading: Reading, name: str) -> Reading:
    """A reading under another id of its document."""
    return reading if reading.document.id == name else replace(reading, document=replace(reading.document, id=name))


def _source_of(place: str) -> str:
    """The file or stream of a place, without its line.

    >>> _source_of("news.jsonl:3 (texts/a.txt)"), _source_of("news/a.txt")
    ('news.jsonl', 'news/a.txt')
    """
    return _LINE.sub("", place)
