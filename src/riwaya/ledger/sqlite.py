"""All that is particular to SQLite: opening a file and telling what it is, the writer's lock, the index of words, errors in words."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import filelock
from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    exc,
    inspect,
    literal_column,
)
from sqlalchemy.pool import QueuePool
from sqlalchemy.sql.elements import ColumnElement

from riwaya.errors import NoLedgerError, StoreError

APPLICATION = 0x52495741
"""The mark in a file's header that it is a ledger ("RIWA")."""

BUSY_SECONDS = 30.0
"""How long a statement waits for another connection, such as one that recovers after a crash."""

_WRITES = "riwaya_writes"
_ADVICE = {
    sqlite3.SQLITE_NOTADB: "not a SQLite database, so no ledger; name another file",
    sqlite3.SQLITE_CORRUPT: "the database is damaged; put a copy back, or remove it and run again",
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run again (what was stored before is whole)",
    sqlite3.SQLITE_READONLY: "cannot be written; check its permissions and those of its folder, or name another file",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its permissions and those of its folder, or name another file",
    sqlite3.SQLITE_PERM: "cannot be opened; check its permissions, or name another file",
    sqlite3.SQLITE_BUSY: "another program holds the database; close it and run again",
    sqlite3.SQLITE_LOCKED: "another program holds the database; close it and run again",
    sqlite3.SQLITE_IOERR: "the disk fails to read or write it; check the disk, then run `riwaya verify`",
}

_NO_PLACE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)
"""Kinds of errors that another path would not have."""

_words = Table("passage_words", MetaData(), Column("rowid", Integer), Column("words", String), Column("rank", Float))
_terms = Table("passage_terms", MetaData(), Column("term", String), Column("doc", Integer), Column("offset", Integer))


@contextmanager
def told_errors(path: Path) -> Iterator[None]:
    """Turn what the database raises into a `StoreError` that says what to do."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _store_error(error.orig, path) from error
    except sqlite3.Error as error:
        raise _store_error(error, path) from error


def _store_error(error: BaseException | None, path: Path) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    advice = None if code is None else _ADVICE.get(code & 0xFF)  # the low byte is the kind, the rest its detail
    if advice and code is not None and code & 0xFF in _NO_PLACE:
        return NoLedgerError(advice, path=path)
    return StoreError(f"{advice} [{error}]" if advice else f"the database failed: {error}; `riwaya verify` tells whether it is whole", path=path)


@contextmanager
def writer_lock(path: Path, *, wait: bool) -> Iterator[None]:
    """Hold the lock of a ledger's writer, which the system takes back when the process ends, however it ends.

    Raises `StoreError` where another run holds it (unless `wait`) or no lock can be made.
    """
    # Both names of a linked file must lead to one lock
    lock = filelock.FileLock(f"{path.resolve()}.lock", timeout=-1 if wait else 0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise StoreError("another run is writing to it; wait for it to end, or pass --wait", path=path) from error
    except RuntimeError as error:
        raise StoreError("this program is writing to it already; close that ledger first", path=path) from error
    except (OSError, NotImplementedError) as error:
        raise NoLedgerError(f"cannot make its lock {path.name}.lock: {error}; name a file in a folder that can be written", path=path) from error
    try:
        yield
    finally:
        lock.release()


def open_engine(path: Path, *, write: bool) -> Engine:
    """Connections to a database file, which only `write` makes where missing; a reader's cannot change it."""
    uri = f"{path.resolve().as_uri()}?mode={'rwc' if write else 'rw'}"
    if not write and not os.access(path.resolve().parent, os.W_OK) and not Path(f"{path.resolve()}-wal").exists():
        uri += "&immutable=1"  # nobody writes there, and no log can be opened beside the file

    def connect() -> sqlite3.Connection:
        # Python's own handling of transactions would begin none for reading and end one before a change of schema
        connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA foreign_keys=ON")
            connection.execute("PRAGMA synchronous=NORMAL")  # with a write-ahead log: never damaged, the last commits lost at worst
            if not write:
                connection.execute("PRAGMA query_only=ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same connections with transactions that write from their first moment."""
    return engine.execution_options(**{_WRITES: True})


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def is_ledger(connection: Connection) -> bool:
    """Whether the file is marked as a ledger."""
    return bool(connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION)


def is_blank(connection: Connection) -> bool:
    """Whether the database holds nothing of anybody's."""
    return connection.exec_driver_sql("PRAGMA application_id").scalar_one() == 0 and not inspect(connection).get_table_names()


def mark(connection: Connection) -> None:
    """Mark the file as a ledger."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")


def use_log(engine: Engine, path: Path) -> None:
    """Turn the write-ahead log on: readers go on while a writer writes, and a killed writer leaves the last commit."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        mode = cursor.execute("PRAGMA journal_mode=WAL").fetchone()
        cursor.close()
    finally:
        connection.close()
    if mode != ("wal",):
        raise StoreError("no write-ahead log can be kept there (a network folder?); put the ledger on a local disk", path=path)


@contextmanager
def any_text(connection: Connection) -> Iterator[None]:
    """Read text that is not UTF-8 as well, its wrong bytes as surrogates, so that a broken byte is told with its row."""
    driver: Any = connection.connection.dbapi_connection
    usual, driver.text_factory = driver.text_factory, _any_text
    try:
        yield
    finally:
        driver.text_factory = usual


def _any_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def damages(connection: Connection) -> list[str]:
    """What SQLite finds broken in the file; empty where it is whole."""
    try:
        found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    except exc.DBAPIError as error:
        return [str(error.orig)]
    return [] if found == ["ok"] else found


def matching_words(terms: list[str]) -> tuple[ColumnElement[bool], Table, ColumnElement[Any]]:
    """Condition, table and rank of passages that hold every term; the table's `rowid` is the passage's id.

    Terms are letters, digits and underscores; each goes in as a quoted string, so that none is taken for an operator.
    """
    quoted = " AND ".join(f'"{term.replace(chr(34), chr(34) * 2)}"' for term in terms)
    condition: ColumnElement[bool] = literal_column("passage_words").op("MATCH", is_comparison=True)(quoted)
    return condition, _words, _words.c.rank


def indexed_terms(connection: Connection) -> Iterator[tuple[int, int, str]]:
    """Every entry of the index: passage's id, position of the word among its words, the word."""
    for row in connection.execute(_terms.select().execution_options(yield_per=2000)):
        yield row.doc, row.offset, row.term
