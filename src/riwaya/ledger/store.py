"""The ledger: one file that keeps readings, the incidents fused from them, judgements and problems, whole after every crash."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Engine, Table, and_, delete, func, insert, select

from riwaya.errors import NoLedgerError, StoreError, UsageError
from riwaya.ledger import rows, schema, sqlite
from riwaya.ledger.replacing import batches, delete_among, replace_copies, replace_entities, replace_incidents, replace_judged
from riwaya.ledger.rows import Stored
from riwaya.ledger.search import Hit, find_runs, parse_query
from riwaya.ledger.settings import Keeping, keeping_text, parse_keeping
from riwaya.model import Copy, Correction, EntityJudgement, Incident, Judgement, LedgerEntity, Problem, Reading

__all__ = ["DocumentRow", "Hit", "Ledger", "Stored", "open_ledger"]

FUSE, LINK = "fuse", "link"
"""What a judgement on events, and one on names, is `by` where Riwaya made it; every other one is a person's and is kept."""

_KEY = "fusion"
_KEEPING = "keeping"
_BATCH = 200
Record = TypeVar("Record", bound=Struct)


class DocumentRow(Struct, frozen=True, kw_only=True):
    """A document as a listing shows it, without its text.

    `page` is which page its address names, `kept` whether its raw bytes are kept; `events` counts those that it tells.
    """

    id: str
    outlet: str | None
    title: str | None
    published: date | None
    sha256: str
    url: str | None
    page: str | None
    fetched: str | None
    kept: bool
    events: int


class _Text(Struct):
    text: str


class _Texts(Struct):
    """The part of a reading that search looks at; the rest is skipped unread."""

    document: _Text


@contextmanager
def open_ledger(path: Path, *, write: bool = False, wait: bool = False) -> Iterator["Ledger"]:
    """A ledger, open for the `with`.

    A reader sees it as it was when opened, also while another process writes. `write` makes the file where missing, brings
    an older one up to date and keeps other writers out, or waits for them where `wait`.
    Raises `UsageError` where a reader's file is missing, `NoLedgerError` where the path can be no ledger, `StoreError` where it fails.
    """
    path = Path(path)
    with sqlite.told_errors(path):
        _check_place(path, write=write)
        if not write:
            with _opened(path, write=False) as engine, engine.connect() as connection:
                _check_schema(connection, path)
                yield Ledger(path, engine, snapshot=connection)
            return
        with sqlite.writer_lock(path, wait=wait), _opened(path, write=True) as engine:
            _prepare(engine, path)
            yield Ledger(path, engine)


class Ledger:
    """Readings, incidents, judgements and problems; made by `open_ledger`. Only a writer's may put and replace."""

    def __init__(self, path: Path, engine: Engine, *, snapshot: Connection | None = None) -> None:
        self.path = path
        self._engine, self._snapshot = engine, snapshot

    def inputs(self) -> dict[str, str]:
        """Document id → key of the input that its reading was made from."""
        with self.connected() as connection:
            return {row.id: row.input for row in connection.execute(select(schema.documents.c.id, schema.documents.c.input))}

    def put(self, items: Sequence[Stored]) -> None:
        """Keep readings, each in place of that of the same document, all or none of them; equal ones change nothing.

        Problems of these documents are settled by it and go. Where a reading changes, the incidents count as not fused yet.
        """
        by_id = {item.reading.document.id: item for item in items}
        with self._writing() as connection:
            delete_among(connection, schema.problems.c.document, among=by_id)
            kept = _digests(connection, by_id)
            new = [row for row in map(rows.document_row, by_id.values()) if kept.get(row["id"]) != row["digest"]]
            if not new:
                return
            ids = [row["id"] for row in new]
            _remove(connection, ids)
            connection.execute(insert(schema.documents), new)
            words = [row for id in ids for row in rows.passage_rows(by_id[id].reading)]
            if words:
                connection.execute(insert(schema.passages), words)

    def put_problems(self, problems: Sequence[Problem]) -> None:
        """Keep problems; one that is there already is not kept twice."""
        new = {row["digest"]: row for row in map(rows.problem_row, problems)}
        table = schema.problems
        with self._writing() as connection:
            for some in batches(new):
                kept = set(connection.scalars(select(table.c.digest).where(table.c.digest.in_(some))))
                if missing := [new[digest] for digest in some if digest not in kept]:
                    connection.execute(insert(table), missing)

    def remove(self, document: str) -> None:
        """Let go of a document with its reading and problems; incidents count as not fused until they are replaced."""
        with self._writing() as connection:
            delete_among(connection, schema.problems.c.document, among=[document])
            if _digests(connection, [document]):
                _remove(connection, [document])

    def documents(self) -> list[DocumentRow]:
        """Every document by id, without its text."""
        return self._rows()

    def documents_of(self, page: str) -> list[DocumentRow]:
        """The documents whose addresses name one page (see `versions.page_of`), by id."""
        return self._rows(schema.documents.c.page == page)

    def keeping(self) -> Keeping:
        """Where the raw bytes of its documents are kept."""
        with self.connected() as connection:
            said = connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == _KEEPING))
        try:
            return Keeping() if said is None else parse_keeping(said, ledger=self.path)
        except msgspec.DecodeError as error:
            raise StoreError(f"where raw bytes are kept cannot be read back ({error}); name the folder with --keep", path=self.path) from error

    def set_keeping(self, keeping: Keeping) -> None:
        """Note where the raw bytes of its documents are kept."""
        with self._writing() as connection:
            connection.execute(delete(schema.meta).where(schema.meta.c.name == _KEEPING))
            connection.execute(insert(schema.meta), {"name": _KEEPING, "value": keeping_text(keeping, ledger=self.path)})

    def readings(self) -> Iterator[Reading]:
        """Every reading by the id of its document, one at a time."""
        return self._records(schema.documents, Reading, order=[schema.documents.c.id])

    def reading(self, document: str) -> Reading | None:
        """The reading of a document; None where the ledger has none."""
        return next(self._records(schema.documents, Reading, where=schema.documents.c.id == document), None)

    def replace_fusion(
        self,
        incidents: Sequence[Incident],
        judgements: Sequence[Judgement],
        *,
        entities: Sequence[LedgerEntity] = (),
        entity_judgements: Sequence[EntityJudgement] = (),
        copies: Sequence[Copy] = (),
        key: str,
    ) -> bool:
        """Keep incidents, entities, judgements and copies in place of those of the last fusion, all or none; judgements of persons stay.

        `key` tells the readings that they were made from. Returns whether anything changed; rows that are equal are left alone.
        """
        with self._writing() as connection:
            changed = replace_incidents(connection, incidents)
            changed |= replace_judged(connection, schema.judgements, map(rows.judgement_row, judgements), by=FUSE)
            changed |= replace_entities(connection, entities)
            changed |= replace_judged(connection, schema.entity_judgements, map(rows.entity_judgement_row, entity_judgements), by=LINK)
            changed |= replace_copies(connection, copies)
            if _key(connection) != key:
                connection.execute(delete(schema.meta).where(schema.meta.c.name == _KEY))
                connection.execute(insert(schema.meta), {"name": _KEY, "value": key})
                changed = True
            return changed

    def fused_key(self) -> str | None:
        """The key of the last fusion; None before the first one and where readings have changed since."""
        with self.connected() as connection:
            return _key(connection)

    def incidents(self) -> Iterator[Incident]:
        """Every incident by day (unknown ones last), kind and id."""
        table = schema.incidents
        return self._records(table, Incident, order=[table.c.day.is_(None), table.c.day, table.c.kind, table.c.id])

    def incident(self, id: str) -> Incident | None:
        """The incident of an id; None where there is none."""
        return next(self._records(schema.incidents, Incident, where=schema.incidents.c.id == id), None)

    def incident_of(self, document: str, event: str) -> Incident | None:
        """The incident that an event of a document tells; None where there is none."""
        table = schema.accounts
        found = select(table.c.incident).where(table.c.document == document, table.c.event == event).order_by(table.c.incident).limit(1)
        with self.connected() as connection:
            id = connection.scalar(found)
        return None if id is None else self.incident(id)

    def judgements(self, left: str | None = None) -> Iterator[Judgement]:
        """Every judgement, or those whose left event is `left` (as `DOCUMENT#e3`), by left, right and who judged."""
        table = schema.judgements
        order = [table.c.left, table.c.right, table.c.by]
        return self._records(table, Judgement, where=None if left is None else table.c.left == left, order=order)

    def copies(self) -> Iterator[Copy]:
        """Every text that is a copy of another, by document, story and original."""
        return self._records(schema.copies, Copy, order=list(schema.copies.primary_key.columns))

    def entities(self) -> Iterator[LedgerEntity]:
        """Every entity that documents name, the most told first."""
        return self._records(schema.entities, LedgerEntity, order=[schema.entities.c.documents.desc(), schema.entities.c.id])

    def entity(self, id: str) -> LedgerEntity | None:
        """The entity of that id; None where the ledger has none."""
        return next(self._records(schema.entities, LedgerEntity, where=schema.entities.c.id == id), None)

    def entity_judgements(self) -> Iterator[EntityJudgement]:
        """Every judgement on names, by the two keys and who judged."""
        table = schema.entity_judgements
        return self._records(table, EntityJudgement, order=[table.c.left, table.c.right, table.c.by])

    def judge_entities(self, judgements: Sequence[EntityJudgement]) -> None:
        """Keep the judgements of a person, each in place of the same person's on the same pair; the incidents count as not fused until made anew."""
        table = schema.entity_judgements
        with self._writing() as connection:
            for row in map(rows.entity_judgement_row, judgements):
                same = and_(table.c.left == row["left"], table.c.right == row["right"], table.c.by == row["by"])
                connection.execute(delete(table).where(same))
                connection.execute(insert(table), row)

    def corrections(self) -> list[Correction]:
        """Every day that a person has corrected, by document and story."""
        table = schema.corrections
        return list(self._records(table, Correction, order=[table.c.document, table.c.story]))

    def correct(self, correction: Correction) -> None:
        """Keep a correction in place of an earlier one of the same story; it comes to bear when the ledger is fused anew."""
        with self._writing() as connection:
            _withdraw(connection, correction.document, correction.story)
            connection.execute(insert(schema.corrections), rows.correction_row(correction))

    def withdraw(self, document: str, story: int) -> bool:
        """Let go of the correction of a story; returns whether there was one."""
        with self._writing() as connection:
            return _withdraw(connection, document, story)

    def problems(self) -> list[Problem]:
        """Every problem by stage, document, rule and message."""
        found = self._records(schema.problems, Problem)
        return sorted(found, key=lambda problem: (problem.stage, problem.document, problem.rule, problem.message))

    def search(self, words: str, *, limit: int = 20) -> list[Hit]:
        """The passages that hold every word (phrases in quotes), the best first, at most `limit`.

        Raises `UsageError` where no word is given or the limit is below 1.
        """
        if limit < 1:
            raise UsageError(f"a limit of {limit} hits; at least 1 is needed")
        runs, table = parse_query(words), schema.passages
        holds, index, rank = sqlite.matching_words(sorted({word for run in runs for word in run}))
        query = select(table.c.document, table.c.start, table.c.end).join(index, index.c.rowid == table.c.id).where(holds)
        query = query.order_by(rank, table.c.document, table.c.start, table.c.end).execution_options(yield_per=min(limit, _BATCH))
        hits: list[Hit] = []
        with self.connected() as connection:
            for document, start, end in connection.execute(query):
                text = self._text(connection, document)
                if spans := find_runs(text[start:end], runs):  # a phrase's words may stand apart
                    hits.append(Hit(document, start, end, tuple((start + first, start + after) for first, after in spans)))
                if len(hits) == limit:
                    break
        return hits

    def count_hits(self, words: str) -> int:
        """How many passages hold every word (phrases in quotes); raises `UsageError` where no word is given."""
        runs, table = parse_query(words), schema.passages
        if any(len(run) > 1 for run in runs):
            return len(self.search(words, limit=sys.maxsize))  # only the texts tell whether the words of a phrase stand together
        holds, index, _ = sqlite.matching_words(sorted({word for run in runs for word in run}))
        query = select(func.count()).select_from(table.join(index, index.c.rowid == table.c.id)).where(holds)
        with self.connected() as connection:
            return int(connection.execute(query).scalar_one())

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection that reads: the snapshot of a reader, or one of the writer's own."""
        if self._snapshot is not None:
            yield self._snapshot
            return
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction: all of it, or nothing."""
        if self._snapshot is not None:
            raise StoreError("opened for reading; open it with write=True", path=self.path)
        with sqlite.for_writing(self._engine).begin() as connection:
            yield connection

    def _records(self, table: Table, record: type[Record], *, where: object = None, order: Sequence[object] = ()) -> Iterator[Record]:
        query = select(*table.primary_key.columns, table.c.body).order_by(*order).execution_options(yield_per=_BATCH)  # type: ignore[arg-type]
        if where is not None:
            query = query.where(where)  # type: ignore[arg-type]
        decoder = msgspec.json.Decoder(record)
        with self.connected() as connection, connection.execute(query) as found:
            for row in found:
                yield self._decoded(decoder, row.body, cell=f"{table.name} {row[0]}")

    def _rows(self, *where: ColumnElement[bool]) -> list[DocumentRow]:
        table = schema.documents
        columns = [table.c[name] for name in DocumentRow.__struct_fields__]
        with self.connected() as connection:
            found = connection.execute(select(*columns).where(*where).order_by(table.c.id))
            return [DocumentRow(**row._mapping) for row in found]

    def _text(self, connection: Connection, document: str) -> str:
        body = connection.scalar(select(schema.documents.c.body).where(schema.documents.c.id == document))
        return self._decoded(msgspec.json.Decoder(_Texts), body or "", cell=f"documents {document}").document.text

    def _decoded(self, decoder: "msgspec.json.Decoder[Record]", body: str, *, cell: str) -> Record:
        try:
            return decoder.decode(body)
        except (msgspec.DecodeError, UnicodeError) as error:
            message = f"{cell} cannot be read back ({error}); run its documents again, and see `riwaya verify`"
            raise StoreError(message, path=self.path) from error


def _withdraw(connection: Connection, document: str, story: int) -> bool:
    table = schema.corrections
    gone = connection.execute(delete(table).where(and_(table.c.document == document, table.c.story == story)))
    return bool(gone.rowcount)


def _check_place(path: Path, *, write: bool) -> None:
    """Tell what no database could be made of, before the database fails on it in its own words."""
    try:
        if path.is_file():
            return
        if path.exists():
            raise NoLedgerError("a folder, not a ledger; name a file" if path.is_dir() else "not a regular file; name another", path=path)
        if not path.parent.is_dir():
            raise NoLedgerError(f"there is no folder {path.parent}; make it first", path=path)
    except OSError as error:
        raise NoLedgerError(f"cannot be opened: {(error.strerror or str(error)).lower()}; name another file", path=path) from error
    if not write:
        raise UsageError(f"no ledger at {path}; make one with: riwaya run PATH… --ledger {path}")


@contextmanager
def _opened(path: Path, *, write: bool) -> Iterator[Engine]:
    engine = sqlite.open_engine(path, write=write)
    try:
        yield engine
    finally:
        engine.dispose()


def _check_schema(connection: Connection, path: Path) -> None:
    """Raise `StoreError` where the database is no ledger of this program's revision."""
    if sqlite.is_blank(connection):
        raise NoLedgerError("nothing was stored in it yet; make it a ledger with `riwaya run`", path=path)
    revision = _revision(connection, path)
    if revision < schema.REVISION:
        message = f"made by an older Riwaya (schema {revision}, this one reads {schema.REVISION}); the next `riwaya run` brings it up to date"
        raise StoreError(message, path=path)


def _revision(connection: Connection, path: Path) -> str:
    """The revision of a ledger, no newer than this program's."""
    if not sqlite.is_ledger(connection):
        raise NoLedgerError("a database of something else, not a ledger; name another file", path=path)
    revision = str(connection.scalar(select(schema.version.c.version_num)) or "")
    if revision > schema.REVISION:
        message = f"made by a newer Riwaya (schema {revision}, this one knows {schema.REVISION}); update Riwaya to open it"
        raise StoreError(message, path=path)
    return revision


def _prepare(engine: Engine, path: Path) -> None:
    """Make or bring up to date what the writer is to write to; a database of something else is left as it is."""
    with engine.connect() as connection:
        current = sqlite.is_blank(connection) or _revision(connection, path)
    sqlite.use_log(engine, path)
    if current == schema.REVISION:
        return
    # Alembic takes long to import, and hardly any run needs it
    migrations = import_module("riwaya.ledger.migrations")
    with sqlite.for_writing(engine).begin() as connection:
        migrations.upgrade(connection)
        sqlite.mark(connection)


def _key(connection: Connection) -> str | None:
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.name == _KEY))


def _digests(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    table = schema.documents
    found: dict[str, str] = {}
    for some in batches(ids):
        found.update((row.id, row.digest) for row in connection.execute(select(table.c.id, table.c.digest).where(table.c.id.in_(some))))
    return found


def _remove(connection: Connection, ids: Sequence[str]) -> None:
    """Let go of readings and their words; what was fused from them is fused no more."""
    delete_among(connection, schema.passages.c.document, among=ids)
    delete_among(connection, schema.documents.c.id, among=ids)
    connection.execute(delete(schema.meta).where(schema.meta.c.name == _KEY))
