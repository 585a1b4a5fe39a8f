"""Where the user's own gazetteers are kept: a file of facts for each, one a line, and a manifest that says which of them count.

Both are written beside their place and moved there, the manifest last: a process killed on the way leaves what was there before.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout
from msgspec import Struct
from platformdirs import user_data_path

from riwaya.errors import DataFileError, UsageError
from riwaya.link.facts import Fact

ENVIRONMENT = "RIWAYA_GAZETTEERS"
"""The variable of the environment that names another folder for them."""
MANIFEST = "manifest.json"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
LICENCES = {
    "geonames": ("CC BY 4.0", "GeoNames, https://www.geonames.org/"),
    "osm": ("ODbL 1.0", "© OpenStreetMap contributors, https://www.openstreetmap.org/copyright"),
    "list": ("your own", ""),
}
"""Form to the licence of what has it, and to whom it is owed."""
_WAIT_S = 10


FIELDS = tuple(field.name for field in msgspec.structs.fields(Fact))
"""What each place of a kept fact holds; a later Riwaya may add to them behind, and knows by them whether it may read what this one wrote."""


class Kept(Struct, frozen=True):
    """A gazetteer of the user's: its name, the file of its facts, and what is told of it.

    `form` is `geonames`, `osm` or `list`, whose entries are trusted as the readers' own are; `digest` the SHA-256 of the file; `rows` counts its
    entries, `left_out` the features and `bad` the lines of its `sources` (names of files) that are none; `added` is when, in UTC; `fields`
    are those of its facts.
    """

    name: str
    path: Path
    form: str
    digest: str
    rows: int
    left_out: int
    bad: int
    sources: tuple[str, ...]
    added: datetime
    fields: tuple[str, ...] = FIELDS

    @property
    def trusted(self) -> bool:
        """True for a list of the user's own."""
        return self.form == "list"


class _Manifest(Struct, forbid_unknown_fields=True):
    gazetteers: list[Kept]


def own_folder() -> Path:
    """The folder of the user's own gazetteers: that of `RIWAYA_GAZETTEERS`, or `gazetteer` in the user's data folder of Riwaya."""
    given = os.environ.get(ENVIRONMENT)
    return Path(given) if given else user_data_path("riwaya") / "gazetteer"


def kept_gazetteers(folder: Path | None = None) -> tuple[Kept, ...]:
    """The user's own gazetteers, by name; raises `DataFileError` where the manifest is damaged or a file is missing."""
    folder = folder or own_folder()
    found = _listed(folder)
    for kept in found:
        if not kept.path.is_file():
            message = f"the file of your gazetteer {kept.name} is gone; add it again, or `riwaya gazetteer remove {kept.name}`"
            raise DataFileError(message, path=kept.path)
    return found


def read_kept(kept: Kept) -> Iterator[Fact]:
    """The facts of a gazetteer; raises `DataFileError` where its file is not what was added."""
    decoder = msgspec.json.Decoder(Fact)
    digest = hashlib.sha256()
    changed = DataFileError(f"your gazetteer {kept.name} was made by another version of Riwaya, or changed since; add it again", path=kept.path)
    if kept.fields != FIELDS[: len(kept.fields)]:
        raise changed
    with kept.path.open("rb") as stream:
        for line in stream:
            digest.update(line)
            try:
                yield decoder.decode(line)
            except (msgspec.DecodeError, ValueError) as error:
                raise changed from error
    if digest.hexdigest() != kept.digest:
        raise changed


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Holds the folder for one process that changes it; raises `UsageError` where another one does, or it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=_WAIT_S)
        with lock:
            yield
    except Timeout as error:
        raise UsageError(f"another process is changing the gazetteers in {folder}; try again when it is done") from error
    except PermissionError as error:
        raise UsageError(f"cannot write {folder}; name another folder in {ENVIRONMENT}") from error


def write_facts(facts: Iterable[Fact], *, name: str, folder: Path) -> tuple[Path, str, int]:
    """A file of facts in the folder, with its digest and the number of its facts; it counts for nothing until the manifest names it."""
    handle, made = tempfile.mkstemp(dir=folder, prefix=".new-", suffix=".jsonl")
    encode = msgspec.json.Encoder().encode
    digest, rows = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as stream:
            for fact in facts:
                line = encode(fact) + b"\n"
                digest.update(line)
                stream.write(line)
                rows += 1
            stream.flush()
            os.fsync(stream.fileno())
        path = folder / f"{name}-{digest.hexdigest()[:12]}.jsonl"
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
    return path, digest.hexdigest(), rows


def write_manifest(gazetteers: Sequence[Kept], folder: Path) -> None:
    """Let these gazetteers count, and remove the files of others."""
    handle, made = tempfile.mkstemp(dir=folder, prefix=".new-", suffix=".json")
    named = [msgspec.structs.replace(kept, path=Path(kept.path.name)) for kept in sorted(gazetteers, key=lambda kept: kept.name)]
    with os.fdopen(handle, "wb") as stream:
        stream.write(msgspec.json.format(msgspec.json.encode(_Manifest(named), enc_hook=str)) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    Path(made).replace(folder / MANIFEST)
    counted = {kept.path.name for kept in gazetteers}
    for path in (*folder.glob("*.jsonl"), *folder.glob(".new-*")):
        if path.name not in counted:
            path.unlink(missing_ok=True)


def remove_gazetteer(name: str, folder: Path | None = None) -> Kept:
    """Take a gazetteer away; raises `UsageError` for a name that none has."""
    folder = folder or own_folder()
    with changing(folder):
        gazetteers = _listed(folder)
        found = next((kept for kept in gazetteers if kept.name == name.lower()), None)
        if found is None:
            named = ", ".join(kept.name for kept in gazetteers) or "none"
            raise UsageError(f"no gazetteer of yours is called {name}; there are: {named}")
        write_manifest([kept for kept in gazetteers if kept is not found], folder)
    return found


def _listed(folder: Path) -> tuple[Kept, ...]:
    """What the manifest names, by name, whether or not the files are there."""
    path = folder / MANIFEST
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=_Manifest, dec_hook=lambda type, value: type(value))
    except FileNotFoundError:
        return ()
    except (msgspec.DecodeError, ValueError) as error:
        raise DataFileError(f"the list of your gazetteers is damaged ({error}); remove it and add them again", path=path) from error
    found = (msgspec.structs.replace(kept, path=folder / kept.path.name) for kept in manifest.gazetteers)
    return tuple(sorted(found, key=lambda kept: kept.name))
