"""The knowledge base, compiled into one read-only file in the cache, so that opening it costs nothing and a country's gazetteer fits in.

The file is SQLite's; it is keyed by the content of the data, of the user's own gazetteers and of the code that compiles them, and written
beside its place and moved there, so that two processes never see half of one.
"""

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from platformdirs import user_cache_path

import riwaya.names as names_package
from riwaya.errors import DataFileError
from riwaya.link import facts as facts_module
from riwaya.link import keys as keys_module
from riwaya.link import sources as sources_module
from riwaya.link import spelling as spelling_module
from riwaya.link.facts import Fact
from riwaya.link.keys import loose_key, name_key
from riwaya.link.own import joining as joining_module
from riwaya.link.own.joining import join_own
from riwaya.link.own.kept import Kept
from riwaya.link.sources import NAMED_LEVELS, Kind, PlaceHead, read_facts, read_kinds, read_place_heads
from riwaya.link.spelling import consonants, may_spell
from riwaya.names import score_names

_SCHEMA = """
create table facts (number integer primary key, id text not null unique, body blob not null) strict;
create table heads (id text not null primary key, lemma text not null, level text not null) strict, without rowid;
create table names (key text not null, type text not null, number integer not null, primary key (key, type, number)) strict, without rowid;
create table surnames (surname text not null, number integer not null, primary key (surname, number)) strict, without rowid;
create table spellings (shelf text not null, skeleton text not null, number integer not null, name text not null,
    primary key (shelf, skeleton, number, name)) strict, without rowid;
create table offices (body text not null, role text not null, number integer not null, primary key (body, role, number)) strict, without rowid;
"""
_FAST = "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -65536"
"""A file that counts only when it is whole needs no journal; 64 MB of it are held."""
_UNUSED_DAYS = 14
"""Days after which a compiled base that nobody opened is removed: with a country's gazetteer it is large."""
_LONGEST_CHAIN = 8
_PIECE = 20_000
"""Facts whose rows are held at a time while the base is compiled."""
_BODIES = ("organization", "medium")
_CANDIDATES, _LEAST = 24, 0.5
_LONGEST_NAME = 60
"""Letters of the longest name whose spelling is compared."""
_REMEMBERED = 20_000


class Spelled(Struct, frozen=True):
    """A fact whose name is spelled like another, and the probability that they spell one name."""

    fact: Fact
    score: float


class Base:
    """The compiled knowledge base; every method gives the same answer in the same order for the same data."""

    def __init__(self, path: Path, *, bodies: Sequence[Kind] = (), roles: Sequence[Kind] = (), places: Sequence[Kind] = ()) -> None:
        self.path = path
        self.bodies, self.roles, self.places = bodies, roles, places
        self.body_of_head = {head: kind for kind in bodies for head in kind.heads}
        self.roles_of_head: dict[str, tuple[str, ...]] = {}
        for kind in roles:
            for head in kind.heads:
                self.roles_of_head[head] = (*self.roles_of_head.get(head, ()), kind.id)
        self.kind_of_place_head = {head: kind.id for kind in places for head in kind.heads}
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._decoder = msgspec.msgpack.Decoder(Fact)
        self._facts: dict[int, Fact] = {}
        self._spelled: dict[tuple[str, str, str], tuple[Spelled, ...]] = {}
        self.levels: dict[str, str] = dict(self._rows("select id, level from heads order by id", ()))
        """What kind of place the heads of the lexicon announce, by their ids."""
        self.lemmas: dict[str, str] = dict(self._rows("select id, lemma from heads order by id", ()))

    def __getstate__(self) -> dict[str, object]:
        return {"path": self.path, "bodies": self.bodies, "roles": self.roles, "places": self.places}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def get(self, id: str) -> Fact | None:
        """What is known under an id."""
        row = self._rows("select number from facts where id = ?", (id,))
        return self._fact(row[0][0]) if row else None

    def named(self, name: str, *, type: str) -> tuple[Fact, ...]:
        """Everything of a type that bears a name, in any language, spelling variants of orthography aside; a body may be a medium."""
        return self._keyed(name_key(name), type) or (self._keyed(loose_key(name), type) if type == "place" else ())

    def _keyed(self, key: str, type: str) -> tuple[Fact, ...]:
        types = _BODIES if type in _BODIES else (type,)
        numbers = [n for t in types for (n,) in self._rows("select number from names where key = ? and type = ? order by number", (key, t))]
        return tuple(self._fact(number) for number in numbers)

    def spelled(self, name: str, *, type: str, country: str = "") -> tuple[Spelled, ...]:
        """Those whose name is spelled like this one in any script, the likeliest first, each once; of places those of a country (ISO code) only.

        `score` is the probability that the two spell one name. A person is looked for by the last word of a full name, then judged by the whole.
        """
        key = (name, type, country)
        if key not in self._spelled:
            if len(self._spelled) > _REMEMBERED:
                self._spelled.clear()
            self._spelled[key] = self._find_spelled(name, type, f"{type} {country}".strip())
        return self._spelled[key]

    def spelled_anywhere(self, name: str) -> tuple[Spelled, ...]:
        """As `spelled`, among the persons and the places of all countries: for people who look a name up, since it reads the whole table."""
        found = (*self._find_spelled(name, "person", ""), *self._find_spelled(name, "place", ""))
        return tuple(sorted(found, key=lambda item: (-item.score, item.fact.id)))

    def _find_spelled(self, name: str, type: str, shelf: str) -> tuple[Spelled, ...]:
        words = name.split()
        if type == "person" and len(words) < 2:
            return ()  # a surname alone is nobody's
        if len(name) > _LONGEST_NAME:
            return ()  # comparing takes the product of the lengths
        keys = consonants(words, type)
        on_shelf, values = ("shelf = ?", (shelf,)) if shelf else ("shelf like ?", (f"{type}%",))
        query = f"select distinct number, name from spellings where {on_shelf} and skeleton in ({', '.join('?' * len(keys))}) order by number, name"
        near = [(n, other) for n, other in self._rows(query, (*values, *keys)) if may_spell(words, other.split(), type)] if keys else []
        best: dict[int, float] = {}
        for number, other in sorted(near, key=lambda item: (abs(len(item[1]) - len(name)), item))[:_CANDIDATES]:
            best[number] = max(best.get(number, 0.0), score_names(name, other))
        found = [Spelled(self._fact(number), score) for number, score in best.items() if score >= _LEAST]
        return tuple(sorted(found, key=lambda item: (-item.score, item.fact.id)))

    def surnamed(self, surname: str) -> tuple[Fact, ...]:
        """The persons whose name in Latin letters ends in a surname."""
        return tuple(self._fact(n) for (n,) in self._rows("select number from surnames where surname = ? order by number", (name_key(surname),)))

    def holders(self, role: str, body: str, *, day: date) -> tuple[Fact, ...]:
        """Those who may have held an office on a day: `body` is the id of the country or body whose office it is."""
        of = body.partition(".")[2]
        found = (self._fact(n) for (n,) in self._rows("select number from offices where body = ? and role = ? order by number", (of, role)))
        return tuple(f for f in found if any(o.role == role and o.body == of and o.may_cover(day) for o in f.offices))

    def containers(self, fact: Fact) -> tuple[Fact, ...]:
        """What a place lies in or a body belongs to, from the nearest to the widest."""
        found: list[Fact] = []
        while fact.of and len(found) < _LONGEST_CHAIN:
            owner = self.get(f"place.{fact.of}") or self.get(f"organization.{fact.of}")
            if owner is None or owner in found:
                break
            found.append(owner)
            fact = owner
        return tuple(found)

    def country(self, fact: Fact) -> str:
        """The ISO code of the country that a place lies in, its own or that of what holds it; empty where unknown or left open."""
        return next((f.country for f in (fact, *self.containers(fact)) if f.country), "")

    def state_body(self, heads: Iterable[str], state: str) -> Fact | None:
        """The body of a kind that every state has (`the Ministry of Defence of Russia`), by the heads that name it; None for other heads."""
        kind = next((self.body_of_head[head] for head in heads if head in self.body_of_head), None)
        owner = self.get(state) if kind is not None else None
        if kind is None or owner is None or owner.level != "country":
            return None
        if same := kind.same.get(owner.id.removeprefix("place.")):
            return self.get(f"organization.{same}")
        names: dict[str, tuple[str, ...]] = {
            language: (pattern.format(owner.labels[language]),) for language, pattern in kind.names.items() if language in owner.labels
        }
        names["en"] = (
            kind.names["en"].format(owner.adjective) if owner.adjective else f"{kind.names['en'].format('').strip()} ({owner.labels['en']})",
        )
        return Fact(id=f"state.{kind.id}.{owner.id.removeprefix('place.')}", type="organization", names=names, of=owner.id.removeprefix("place."))

    def _fact(self, number: int) -> Fact:
        fact = self._facts.get(number)
        if fact is None:
            if len(self._facts) > 20_000:
                self._facts.clear()
            fact = self._decoder.decode(self._rows("select body from facts where number = ?", (number,))[0][0])
            self._facts[number] = fact
        return fact

    def _rows(self, query: str, values: tuple[object, ...]) -> list[Any]:
        if self._connection is None or self._process != os.getpid():  # a connection is not carried into another process
            self._connection = sqlite3.connect(f"{self.path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            self._process = os.getpid()
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DataFileError(f"the compiled base is damaged ({error}); remove this file, and it is made again", path=self.path) from error


def load_base(data: Path, *, own: Sequence[Kept] = (), cache: Path | None = None, compiling: Callable[[], None] | None = None) -> Base:
    """The knowledge base of a data folder and the user's `own` gazetteers, from the cache where that is current.

    `cache` defaults to the user's cache folder (or `RIWAYA_CACHE`); where it cannot be written, a temporary folder takes its
    place. `compiling` is called before it is compiled, which takes some seconds. Raises `DataFileError` on a bad file.
    """
    bodies, roles, places = (read_kinds(data, name) for name in ("state_bodies", "offices", "place_kinds"))
    path = (cache or cache_folder()) / f"knowledge-{base_key(data, own)}.sqlite"
    if path.is_file():
        with suppress(OSError):
            path.touch()  # in use
    else:
        if compiling is not None:
            compiling()
        path = _store(compile_facts(join_own(read_facts(data), own), read_place_heads(data)), path)
    return Base(path, bodies=bodies, roles=roles, places=places)


def cache_folder() -> Path:
    """The user's cache folder of Riwaya, or the one that `RIWAYA_CACHE` names."""
    return Path(os.environ.get("RIWAYA_CACHE") or user_cache_path("riwaya"))


def base_key(data: Path, own: Sequence[Kept] = ()) -> str:
    """What the compiled base hangs on: the content of the data and of the code that compiles it."""
    digest = hashlib.sha256()
    sources = [Path(module.__file__) for module in (facts_module, keys_module, sources_module, joining_module, spelling_module) if module.__file__]
    spellings = [*sorted(Path(names_package.__file__).parent.glob("*.py")), *sorted((data / "names").glob("*.toml"))]
    for path in (Path(__file__), *sources, *spellings, *sorted((data / "gazetteer").glob("*.tsv"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for kept in own:  # by the digest that the manifest has: a country's gazetteer is not read again to open the base
        digest.update(f"{kept.name}\0{kept.form}\0{kept.digest}\0".encode())
    return digest.hexdigest()[:16]


def compile_facts(facts: Iterable[Fact], heads: Sequence[PlaceHead] = ()) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    """The rows of each table, in the order of the facts; a table comes in pieces, so that few rows are held at a time."""
    encode = msgspec.msgpack.Encoder().encode
    bodies: list[tuple[object, ...]] = []
    names: list[tuple[object, ...]] = []
    offices: list[tuple[object, ...]] = []
    surnames: list[tuple[object, ...]] = []
    spellings: list[tuple[object, ...]] = []
    opening = frozenset(name_key(head.lemma) for head in heads if head.level in NAMED_LEVELS)
    for number, fact in enumerate(facts):
        bodies.append((number, fact.id, encode(fact)))
        names += [(key, fact.type, number) for key in _keys_of(fact, opening) if key.strip("~")]
        if fact.type == "person":
            surnames += [(key, number) for key in dict.fromkeys(name_key(n).split()[-1] for n in fact.names.get("en", ()) if name_key(n))]
        if shelf := _shelf_of(fact):
            spellings += [(shelf, key, number, name) for name, key in _skeletons_of(fact)]
        offices += [(body, role, number) for body, role in dict.fromkeys((o.body, o.role) for o in fact.offices)]
        if len(bodies) == _PIECE:
            yield from (("facts", bodies), ("names", names), ("offices", offices), ("surnames", surnames), ("spellings", spellings))
            bodies, names, offices, surnames, spellings = [], [], [], [], []
    yield from (("facts", bodies), ("names", names), ("offices", offices), ("surnames", surnames), ("spellings", spellings))
    yield "heads", [(head.id, head.lemma, head.level) for head in heads]


def _skeletons_of(fact: Fact) -> Iterator[tuple[str, str]]:
    """The names that a fact is looked for by, each with every skeleton of its main word."""
    left_out = "ru" if fact.country == "UA" and fact.names.get("uk") else ""  # two Cyrillic spellings of every village would double the table
    for name in dict.fromkeys(n for language, given in fact.names.items() if language != left_out for n in given):
        words = name.split()
        if words and (fact.type != "person" or len(words) > 1):
            yield from ((name, key) for key in consonants(words, fact.type))


def _shelf_of(fact: Fact) -> str:
    """Where a fact is looked for by spelling: among the persons, or the places of its country; empty for what is found by its exact name only."""
    if fact.type == "person":
        return fact.type
    return f"place {fact.country}" if fact.type == "place" and fact.country and fact.level != "country" else ""


def _keys_of(fact: Fact, opening: frozenset[str]) -> Iterable[str]:
    """The keys of a fact's names; a place is also found without the head that its name begins with (`مدينة العقبة`), and by its loose keys."""
    keys = dict.fromkeys(name_key(name) for given in fact.names.values() for name in given)
    if fact.type != "place":
        return keys
    bare = [rest for key in keys for first, _, rest in (key.partition(" "),) if rest and first in opening]
    return dict.fromkeys((*keys, *bare, *(loose_key(key) for key in (*keys, *bare))))


def _store(tables: Iterable[tuple[str, list[tuple[object, ...]]]], path: Path) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = path.parent
        made = Path(tempfile.mkstemp(dir=folder, prefix=".new-", suffix=".sqlite")[1])
    except OSError:
        made = Path(tempfile.mkdtemp(prefix="riwaya-")) / path.name
        path = made
    connection = sqlite3.connect(made)
    connection.executescript(_FAST)
    try:
        with connection:
            connection.executescript(_SCHEMA)
            for table, rows in tables:
                if rows:
                    # in the order of their keys, which is the order of the table
                    connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", sorted(rows))
    except BaseException:
        connection.close()
        made.unlink(missing_ok=True)
        raise
    connection.close()
    with made.open("rb+") as stream:
        os.fsync(stream.fileno())
    if made != path:
        made.replace(path)
        _remove_unused(path.parent)
    return path


def _remove_unused(folder: Path) -> None:
    limit = time.time() - _UNUSED_DAYS * 86400
    for path in folder.glob("knowledge-*.sqlite"):
        with suppress(OSError):
            if path.stat().st_mtime < limit:
                path.unlink()
