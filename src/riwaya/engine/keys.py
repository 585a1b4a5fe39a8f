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
_READERS = ("model", "text", "ontology", "lexicon", "read", "link")
_FUSERS = ("model", "text", "ontology", "lexicon", "fuse")
_PART = ":"


def content_digest(record: Struct) -> str:
    """The SHA-256 of all that a page, or a reading made elsewhere, holds."""
    return hashlib.sha256(msgspec.json.encode(record)).hexdigest()


def input_key(digest: str, *, reader: str) -> str:
    """What decides a stored reading: the content that was read, and the reader.

    >>> digest_in(input_key("ab12", reader="0.1"))
    'ab12'
    """
    return f"{digest}{_PART}{reader}"


def digest_in(key: str | None) -> str | None:
    """The digest of the content in an `input_key`; None where there is no key."""
    return None if key is None else key.partition(_PART)[0]


def reader_fingerprint(data: Path = DATA) -> str:
    """What changes whenever a page may be read otherwise: the release, the readers' code and the data folder's content."""
    return _digest([version("riwaya"), *(content_key(data, language) for language in LANGUAGES), code_key(_READERS)])[:16]


def fusion_key(inputs: Mapping[str, str]) -> str:
    """What decides the incidents of a ledger: its readings (document to input key) and what fuses them."""
    return _digest(
        [version("riwaya"), code_key(_FUSERS), content_key(DATA, LANGUAGES[0]), *(part for pair in sorted(inputs.items()) for part in pair)]
    )


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
