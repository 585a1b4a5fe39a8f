"""Gold annotations: one JSON file a document, every item pinned to an exact quote of the text."""

from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType, field

from riwaya.errors import DataFileError

Days = tuple[str | None, str | None]
"""First and last day as written, None where the gold leaves it open."""


class GoldEntity(Struct, frozen=True):
    """Someone or something that the text names, with every surface used for it."""

    forms: tuple[str, ...]
    type: str | None = None
    name: str = ""


class GoldTime(Struct, frozen=True, kw_only=True):
    """Words that denote days; `also` are further right answers."""

    quote: str
    nth: int | None = 1
    from_: str | None = field(name="from")
    to: str | None
    also: tuple[Days, ...] = ()
    optional: bool = False


class GoldStatement(Struct, frozen=True, kw_only=True):
    """A reporting cue, who vouches, through whom, and a few words from the middle of what is said (`probe`)."""

    cue: str
    nth: int | None = 1
    act: str
    sources: tuple[str, ...]
    relays: tuple[str, ...]
    probe: str | None = None
    optional: bool = False


class GoldEvent(Struct, frozen=True, kw_only=True):
    """A happening; `by` numbers the statements that assert it (empty: the outlet itself; unset: not judged)."""

    kind: str
    trigger: str
    nth: int | None = 1
    participants: tuple[tuple[str, str], ...] = ()
    place: str | None = None
    place_also: tuple[str | None, ...] = ()
    from_: str | None = field(name="from", default=None)
    to: str | None = None
    when_also: tuple[Days, ...] = ()
    quantities: tuple[tuple[Any, ...], ...] = ()
    status: str = "happened"
    by: tuple[int, ...] | UnsetType | None = UNSET
    optional: bool = False


class Gold(Struct, frozen=True, kw_only=True):
    """What a careful person reads in one document."""

    document: str
    published: str | None
    stories: int = 1
    entities: dict[str, GoldEntity]
    times: tuple[GoldTime, ...]
    statements: tuple[GoldStatement, ...]
    events: tuple[GoldEvent, ...]


class Cluster(Struct, frozen=True):
    """Gold events (document, number from 0) that are one incident, and the fields on which their accounts differ."""

    members: tuple[tuple[str, int], ...]
    disputes: tuple[str, ...] = ()
    title: str = ""


def load_gold(folder: Path) -> list[Gold]:
    """Every gold file of a folder, by file name; raises `DataFileError` on a bad one and where there is none."""
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise DataFileError("no gold (*.json) in this folder", path=folder)
    return [_decode(path, Gold) for path in paths]


def load_clusters(path: Path) -> list[Cluster]:
    """The gold clusters of a file; raises `DataFileError` where it is bad."""
    clusters: list[Cluster] = _decode(path, list[Cluster])
    return clusters


def _decode(path: Path, shape: Any) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes(), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DataFileError(f"not gold: {error}", path=path) from error
    except OSError as error:
        raise DataFileError((error.strerror or str(error)).lower(), path=path) from error
