"""The errors that Riwaya raises on purpose: each says what went wrong, where, and what to do next."""

from pathlib import Path


class RiwayaError(Exception):
    """Base of every error that a caller may want to catch."""


class UsageError(RiwayaError):
    """Options or arguments that cannot be carried out (exit status 2)."""


class DataFileError(RiwayaError):
    """A lexicon, ontology or gazetteer file that cannot be used (exit status 2).

    `path` is the file; `line` counts from 1, None where the whole file is meant.
    """

    def __init__(self, message: str, *, path: Path | str, line: int | None = None) -> None:
        self.path, self.line, self.reason = Path(path), line, message
        super().__init__(f"{path}:{line}: {message}" if line else f"{path}: {message}")


class DocumentError(RiwayaError):
    """A document that cannot be read; it becomes a problem and the run goes on (exit status 1).

    `document` names it; `rule` is the id of the check it failed, such as `input.binary`.
    """

    def __init__(self, message: str, *, document: str, rule: str, stage: str = "ingest") -> None:
        self.document, self.rule, self.stage, self.reason = document, rule, stage, message
        super().__init__(f"{document}: {message}")


class StoreError(RiwayaError):
    """A ledger that is busy or damaged, or cannot be read or written any further (exit status 1).

    `path` is the ledger's file; the message says what to do about it.
    """

    def __init__(self, message: str, *, path: Path | str) -> None:
        self.path, self.reason = Path(path), message
        super().__init__(f"{path}: {message}")


class NoLedgerError(StoreError, UsageError):
    """A path at which there is no ledger, and none can be made (exit status 2): a folder, another file, a place that cannot be written."""
