"""Where the raw bytes of a ledger's documents are: which folder a run keeps them in, and the bytes of a document again."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from riwaya.errors import StoreError
from riwaya.ingest.fetching.addresses import is_address
from riwaya.ingest.keeping import open_keep
from riwaya.ingest.opening import Opening
from riwaya.ledger.findings import Finding
from riwaya.ledger.settings import Keeping, kept_beside
from riwaya.ledger.store import Ledger
from riwaya.model import Document


def opening_with_keep(opening: Opening, *, ledger: Ledger, paths: Sequence[str | Path]) -> Opening:
    """How input is opened for a ledger: with the folder that keeps raw bytes, which the ledger notes where anything will be kept.

    It is the one that is named, else the ledger's last, else one beside it. Where bytes of all documents were kept once, they are from then on.
    """
    before = ledger.keeping()
    folder = (opening.keep or (before.folders[-1] if before.folders else kept_beside(ledger.path))).resolve()
    everything = before.everything or opening.keep is not None
    if not everything and not any(is_address(str(path)) for path in paths):
        return opening
    keeping = Keeping((*(other for other in before.folders if other.resolve() != folder), folder), everything)
    if keeping != before:
        ledger.set_keeping(keeping)
    return replace(opening, keep=folder if everything else None, web=replace(opening.web, keep=folder))


def folders_of(ledger: Ledger, *, named: Path | None = None) -> list[Path]:
    """The folders that may keep bytes of a ledger's documents, the likeliest first."""
    return [*([named] if named else []), *reversed(ledger.keeping().folders)]


def bytes_of(document: Document, folders: Sequence[Path]) -> bytes:
    """The raw bytes of a document, compared with its hash; raises `StoreError` where no folder has them whole."""
    wrong: StoreError | None = None
    for folder in folders:
        try:
            return open_keep(folder).get(document.sha256)
        except StoreError as error:
            wrong = wrong if wrong and folder.is_dir() is False else error
    raise wrong or StoreError("its raw bytes are not kept; `riwaya run --keep FOLDER` keeps them", path=document.id)


def verify_kept(ledger: Ledger, *, named: Path | None = None) -> Iterator[Finding]:
    """Every document that says that its bytes are kept, where they are not, or not what they were."""
    folders = folders_of(ledger, named=named)
    for row in ledger.documents():
        if row.kept and not any(folder.is_dir() and open_keep(folder).holds(row.sha256) for folder in folders):
            where = ", ".join(map(str, folders)) or "no folder"
            yield Finding(f"{row.id}.sha256", f"its raw bytes are not kept whole in {where}; put a copy back, or name their folder with --keep")
