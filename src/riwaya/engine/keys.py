"""Keys that tell whether work was done already: of what goes in, of what reads it, and of what fuses the readings."""

import hashlib
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.engine.lexicons import LANGUAGES
from riwaya.lexicon.compiled import DATA, content_key

PACKAGE = Path(__file__).resolve().parent.parent
_READERS = ("model", "text", "ontology", "lexicon", "names", "ingest", "read", "link")
_EXTRACTORS = ("trafilatura", "resiliparse", "pypdfium2")
_FUSERS = ("model", "text", "ontology", "lexicon", "names", "versions", "copies", "link", "fuse")
_PART = ":"
ELSEWHERE = "reading"
"""The reader of readings that were made before: they are taken as they are."""

OWN_ID = ""
"""The origin of a document whose id was given with it."""


VERSION = "version "
"""How the origin of a version of a page begins: then its page, when it was fetched, and the digest of all else that is known of it."""


def version_origin(page: str, moment: str, core: str) -> str:
    """The origin of a version of a page.

    >>> version_origin("example.com/1", "2024-05-17T10:00:00.000000Z", "ab12")
    'version example.com/1 2024-05-17T10:00:00.000000Z ab12'
    """
    return f"{VERSION}{page} {moment} {core}"


def is_same_origin(one: str, other: str) -> bool:
    """Whether two documents came from one file, or are one version of a page, told otherwise.

    >>> is_same_origin("version p t ab12", "version p t cd34"), is_same_origin("/a.txt", "/b.txt")
    (True, False)
    """
    return one == other or (one.startswith(VERSION) and one.rpartition(" ")[0] == other.rpartition(" ")[0])


def content_digest(record: Struct) -> str:
    """The SHA-256 of all that a page, or a reading made elsewhere, holds."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()


class InputKey(Struct, frozen=True):
    """What decides a stored reading: the digest of the content that was read, and the reader (`ELSEWHERE`: it was made before).

    `id` is the one that the document came with; `origins` are the files that it came from, sorted, `OWN_ID` among them where its id is
    the user's own (a line of JSON Lines, a reading made before).
    """

    digest: str
    reader: str
    id: str
    origins: tuple[str, ...]


def key_text(key: InputKey) -> str:
    """A key as the ledger keeps it.

    >>> key_text(InputKey("ab12", "0.1", "x", ("a/x.txt",)))
    'ab12:0.1:["x","a/x.txt"]'
    """
    return _PART.join((key.digest, key.reader, msgspec.json.encode([key.id, *key.origins]).decode("utf-8")))


def parse_key(text: str, *, name: str) -> InputKey:
    """The key of the document kept as `name`; one that does not say where that came from is taken for the user's own.

    >>> parse_key(key_text(InputKey("ab12", "0.1", "x", ("a/x.txt",))), name="x~ab12") == InputKey("ab12", "0.1", "x", ("a/x.txt",))
    True
    >>> parse_key("ab12", name="x")
    InputKey(digest='ab12', reader='', id='x', origins=('',))
    """
    digest, _, rest = text.partition(_PART)
    reader, _, came = rest.partition(_PART)
    try:
        id, *origins = msgspec.json.decode(came, type=list[str]) if came else [name]
    except (msgspec.DecodeError, ValueError):
        id, origins = name, []
    return InputKey(digest, reader, id, tuple(origins) or (OWN_ID,))


def reader_fingerprint(data: Path = DATA, *, own: Iterable[str] = ()) -> str:
    """What changes whenever a page may be read or linked otherwise: the release and those of the libraries that extract, the code of
    ingest and of the readers, the data folder's content and the digests of the user's `own` gazetteers.
    """
    content = [content_key(data, language) for language in LANGUAGES]
    releases = map(version, ("riwaya", *_EXTRACTORS))
    return _digest([*releases, *content, _files_key(data, data / "names"), code_key(_READERS), *own])[:16]


def fusion_key(inputs: Mapping[str, str], *, judged: Iterable[Struct] = ()) -> str:
    """What decides the incidents of a ledger: its readings (document to input key), what persons judged, and what fuses them."""
    parts = [part for pair in sorted(inputs.items()) for part in pair]
    return _digest([version("riwaya"), code_key(_FUSERS), content_key(DATA, LANGUAGES[0]), *parts, *map(content_digest, judged)])


def code_key(packages: Iterable[str]) -> str:
    """The content of the code of some of Riwaya's packages."""
    return _files_key(PACKAGE, *(PACKAGE / package for package in packages), pattern="*.py")


def _files_key(root: Path, *folders: Path, pattern: str = "*.t*") -> str:
    """The names and content of the files below some folders of `root`."""
    digest = hashlib.sha256()
    for path in (path for folder in folders for path in sorted(folder.rglob(pattern))):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
