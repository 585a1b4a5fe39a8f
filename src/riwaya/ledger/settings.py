"""What a ledger notes of itself beside its records: where the raw bytes of its documents are kept."""

from pathlib import Path

import msgspec
from msgspec import Struct


class Keeping(Struct, frozen=True):
    """The folders in which raw bytes are kept, the last one for new ones; `everything`: of all documents, not only of what was fetched."""

    folders: tuple[Path, ...] = ()
    everything: bool = False


class _Kept(Struct):
    folders: list[str]
    everything: bool


def keeping_text(keeping: Keeping, *, ledger: Path) -> str:
    """What a ledger keeps of it: folders below its own as they lie from there, so that both may be moved together.

    >>> keeping_text(Keeping((Path("/news/war.db.kept"), Path("/old"))), ledger=Path("/news/war.db"))
    '{"folders":["war.db.kept","/old"],"everything":false}'
    """
    here = ledger.resolve().parent
    folders = [folder.resolve() for folder in keeping.folders]
    told = _Kept([str(folder.relative_to(here) if folder.is_relative_to(here) else folder) for folder in folders], keeping.everything)
    return msgspec.json.encode(told).decode("utf-8")


def parse_keeping(said: str, *, ledger: Path) -> Keeping:
    """The inverse of `keeping_text`; raises `msgspec.DecodeError`."""
    told = msgspec.json.decode(said, type=_Kept)
    return Keeping(tuple(ledger.resolve().parent / folder for folder in told.folders), told.everything)


def kept_beside(ledger: Path) -> Path:
    """The folder beside a ledger that keeps the raw bytes of what was fetched for it, where no other is named.

    >>> kept_beside(Path("news/war.db")).name
    'war.db.kept'
    """
    return ledger.with_name(f"{ledger.name}.kept")
