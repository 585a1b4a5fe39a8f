"""The main job: pages, or readings made before, into a ledger, and from all its readings the incidents.

A run may be killed at any moment: what is stored is whole, and the same run started again passes it over and ends in the same ledger.
"""

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from riwaya.engine.custody import opening_with_keep
from riwaya.engine.dating import LoadTools, settle_days
from riwaya.engine.fusing import fuse_all
from riwaya.engine.intake import BATCH, Counts, Intake, Watch
from riwaya.engine.keys import ELSEWHERE, fusion_key, reader_fingerprint
from riwaya.engine.local import read_item
from riwaya.engine.readings import load_readings
from riwaya.engine.tools import Tools, load_tools
from riwaya.engine.workers import map_chunks
from riwaya.errors import UsageError
from riwaya.ingest.load import load_placed
from riwaya.ingest.opening import Opening, Placed
from riwaya.ingest.raw import Raw
from riwaya.ledger.store import LINK, Ledger
from riwaya.lexicon.compiled import DATA
from riwaya.model import Page, Problem, Reading

_DEFAULT = Opening()


class Outcome(Struct, frozen=True):
    """What a run did: its `counts` of documents, whether it `fused` anew (False: nothing had changed since)."""

    counts: Counts
    fused: bool


def run_paths(
    paths: Sequence[str | Path],
    *,
    ledger: Ledger,
    tools: Tools,
    data: Path = DATA,
    workers: int = 1,
    opening: Opening = _DEFAULT,
    stdin: BinaryIO | None = None,
    watch: Watch | None = None,
    batch: int = BATCH,
) -> Outcome:
    """Read what the ledger does not have yet, store it in batches, then fuse all its readings.

    `data` is the folder that `tools` came from; `opening` says how the input is opened. `watch` is told of documents and problems as
    they come. Raises `UsageError` for fewer than one worker, `StoreError` where the ledger fails.
    """
    if workers < 1:
        raise UsageError(f"{workers} workers; at least 1 is needed")
    watch = watch or Watch()
    opening = opening_with_keep(opening, ledger=ledger, paths=paths)
    intake = Intake(ledger, reader=reader_fingerprint(data, own=[kept.digest for kept in tools.own]), watch=watch, batch=batch)
    documents = intake.admit(load_placed(paths, opening=opening, stdin=stdin))
    with closing(_read(documents, tools=tools, workers=workers)) as items:
        for item in items:
            intake.take(item)
    intake.finish()
    return Outcome(intake.counts, fuse_ledger(ledger, watch=watch, tools=lambda: tools))


def load_paths(paths: Sequence[str | Path], *, ledger: Ledger, stdin: BinaryIO | None = None, watch: Watch | None = None) -> Outcome:
    """Store readings made before, one a line, then fuse all readings of the ledger; a bad line becomes a problem."""
    watch = watch or Watch()
    intake = Intake(ledger, reader=ELSEWHERE, watch=watch)
    for item in intake.admit(Placed(place, item) for place, item in load_readings(paths, stdin=stdin)):
        intake.take(item)
    intake.finish()
    return Outcome(intake.counts, fuse_ledger(ledger, watch=watch))


def remove_documents(documents: Sequence[str], *, ledger: Ledger, watch: Watch | None = None) -> bool:
    """Let go of documents by their ids, and fuse what is left; returns whether anything was there to fuse anew."""
    for document in dict.fromkeys(documents):
        ledger.remove(document)
    return fuse_ledger(ledger, watch=watch or Watch())


def fuse_ledger(ledger: Ledger, *, watch: Watch, tools: LoadTools = load_tools) -> bool:
    """Make the incidents of a ledger anew where its readings, or what dates and fuses them, have changed since; returns whether they had.

    `tools` load what documents are read with, where some are to be read again on another day.
    """
    judged = [judgement for judgement in ledger.entity_judgements() if judgement.by != LINK]
    key = fusion_key(ledger.inputs(), judged=[*judged, *ledger.corrections()])
    if ledger.fused_key() == key:
        return False
    watch.fusing(len(ledger.inputs()))
    readings = settle_days(ledger, tools=tools)
    made = fuse_all(readings, judged)
    ledger.replace_fusion(
        made.incidents, made.judgements, entities=made.entities, entity_judgements=made.entity_judgements, copies=made.copies, key=key
    )
    return True


def _read(documents: Iterable[Raw | Page | Problem], *, tools: Tools, workers: int) -> Generator[Reading | Problem, None, None]:
    if workers > 1:
        yield from map_chunks(read_item, documents, shared=tools, workers=workers)
        return
    for item in documents:
        yield item if isinstance(item, Problem) else read_item(item, tools)
