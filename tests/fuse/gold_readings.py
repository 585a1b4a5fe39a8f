"""Readings of the sample corpus: right in everything, made from its gold, and Riwaya's own."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from riwaya.engine.local import read_paths
from riwaya.evaluate import perfect
from riwaya.lexicon.compiled import DATA
from riwaya.model import Reading

SAMPLES = DATA / "samples"
SOURCE, GOLD, CLUSTERS = SAMPLES / "samples.jsonl", SAMPLES / "gold", SAMPLES / "clusters.json"


@cache
def perfect_readings() -> tuple[Reading, ...]:
    """The reading that its gold describes, of every sample."""
    return tuple(perfect.perfect_readings(GOLD, SOURCE))


@cache
def own_readings() -> tuple[Reading, ...]:
    """What Riwaya itself reads in every sample."""
    return tuple(item for item in read_paths([SOURCE]) if isinstance(item, Reading))


def write_rows(path: Path, records: Iterable[object]) -> Path:
    """Records, one a line, as the evaluation reads them; returns the path."""
    path.write_bytes(b"".join(msgspec.json.encode(record) + b"\n" for record in records))
    return path
