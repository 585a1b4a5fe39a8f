"""Riwaya reads war and diplomacy news in Arabic: who says that what happened, where and when, and through whom.

    import riwaya

    reading = riwaya.read("قالت وزارة الدفاع الروسية إن قواتها سيطرت على بلدة أفدييفكا.", published="2024-02-17")
    for incident in riwaya.fuse([reading]):
        print(incident.kind, incident.standing)

Names are loaded on first use, so that `import riwaya` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from riwaya.engine.local import read_paths
    from riwaya.errors import RiwayaError
    from riwaya.ledger.store import open_ledger
    from riwaya.model import Document, Entity, Event, Incident, Problem, Reading, Statement

# A stage's package and the function share a name: importing the package now keeps it from taking the name over later.
import_module("riwaya.read")
import_module("riwaya.fuse")

_HOMES = {
    "Document": "riwaya.model",
    "Entity": "riwaya.model",
    "Event": "riwaya.model",
    "Incident": "riwaya.model",
    "Problem": "riwaya.model",
    "Reading": "riwaya.model",
    "RiwayaError": "riwaya.errors",
    "Statement": "riwaya.model",
    "open_ledger": "riwaya.ledger.store",
    "read_paths": "riwaya.engine.local",
}

__all__ = [
    "Document",
    "Entity",
    "Event",
    "Incident",
    "Problem",
    "Reading",
    "RiwayaError",
    "Statement",
    "fuse",
    "open_ledger",
    "read",
    "read_paths",
]


def read(
    text: str,
    *,
    id: str = "text",
    published: "date | str | None" = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> "Reading":
    """The reading of one text with the lexicon that comes with Riwaya.

    `published` is its day of publication (a date or `YYYY-MM-DD`); None leaves the day to what the text itself says. Readings that are
    to be fused need an `id` of their own each. Raises `DocumentError` for a text without a letter in it, `UsageError` for what is no text.
    """
    reading: Reading = import_module("riwaya.engine.local").read_text(text, id=id, published=published, url=url, outlet=outlet, title=title)
    return reading


def fuse(readings: "Iterable[Reading] | Reading") -> "tuple[Incident, ...]":
    """The incidents that readings, or a single one, tell together, by day (unknown last), whatever the order of the readings.

    The documents have ids of their own each; `Incident.accounts` point back at them. Raises `UsageError` where two share one, and for what
    is no reading.
    """
    incidents: tuple[Incident, ...] = import_module("riwaya.engine.local").fuse_readings(readings)
    return incidents


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("riwaya")
    if name not in _HOMES:
        raise AttributeError(f"module 'riwaya' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
