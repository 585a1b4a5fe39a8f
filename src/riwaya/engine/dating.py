"""The days of stories in a ledger that their pages do not settle: corrected by persons, or inferred from the company that stories keep."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime

from riwaya.engine.again import read_again
from riwaya.engine.keys import ELSEWHERE, parse_key
from riwaya.engine.tools import Tools
from riwaya.errors import RiwayaError, UsageError
from riwaya.fuse.company import INFERRED, find_days
from riwaya.fuse.knowledge import load_knowledge
from riwaya.ledger.store import Ledger, Stored
from riwaya.model import Correction, Evidence, Problem, Reading, StoryDay

CORRECTED = "corrected"
LoadTools = Callable[[], Tools]
"""Loads what documents are read with, where any has to be read again."""


def settle_days(ledger: Ledger, *, tools: LoadTools) -> list[Reading]:
    """Every reading of a ledger by the id of its document, on the days that corrections and company settle; those that changed are stored.

    What was inferred before is inferred anew, of what the ledger holds now. Readings that were made elsewhere stay as they are,
    and so does one that cannot be read again, which becomes a problem.
    """
    inputs = ledger.inputs()
    own = {id for id, key in inputs.items() if parse_key(key, name=id).reader != ELSEWHERE}
    stored = list(ledger.readings())
    corrected = _corrected(ledger.corrections(), stored)
    loaded: list[Tools] = []
    failed: dict[str, Problem] = {}

    def read_on(reading: Reading, days: tuple[StoryDay, ...]) -> Reading:
        loaded[:] = loaded or [tools()]
        try:
            return read_again(reading, days, loaded[0])
        except RiwayaError as error:
            id = reading.document.id
            failed[id] = Problem("ledger", id, "ledger.day", f"its day cannot be settled anew, and it stays as it was: {error}")
            return reading

    readings = [_on_days(r, corrected.get(r.document.id, ()), read_on) if r.document.id in own else r for r in stored]
    fixed = {r.document.id: corrected.get(r.document.id, ()) for r in readings}
    found = find_days(readings, read_on=lambda r, day: read_on(r, (*fixed[r.document.id], day)), among=own, knowledge=load_knowledge())
    readings = [read_on(r, (*fixed[r.document.id], *found[r.document.id])) if r.document.id in found else r for r in readings]
    changed = [Stored(new, inputs[new.document.id]) for old, new in zip(stored, readings, strict=True) if new != old]
    ids = {item.reading.document.id for item in changed}
    told = [problem for problem in ledger.problems() if problem.document in ids] if ids else []
    ledger.put(changed)
    ledger.put_problems([*told, *failed.values()])  # putting a reading settles the problems of its document, which these are not
    return readings


def correct_day(document: str, day: date, *, story: int, by: str, reason: str, ledger: Ledger) -> Correction:
    """Keep the day on which a person says that a story was published; it comes to bear when the ledger is fused anew.

    Raises `UsageError` for a document or story that the ledger does not have, and for a reading that was made elsewhere.
    """
    reading = _checked(document, story, ledger)
    at = datetime.now(UTC).replace(microsecond=0)
    made = Correction(document=document, story=story, day=day, text_sha256=_text_digest(reading), reason=reason, by=by, at=at)
    ledger.correct(made)
    return made


def withdraw_day(document: str, *, story: int, ledger: Ledger) -> None:
    """Let go of a correction; raises `UsageError` where there is none."""
    if not ledger.withdraw(document, story):
        raise UsageError(f"the day of {document!r} (story {story}) was not corrected in {ledger.path}")


def _checked(document: str, story: int, ledger: Ledger) -> Reading:
    reading, key = ledger.reading(document), ledger.inputs().get(document)
    if reading is None or key is None:
        raise UsageError(f"no document {document!r} in {ledger.path}")
    if parse_key(key, name=document).reader == ELSEWHERE:
        raise UsageError(f"the reading of {document!r} was made elsewhere; run its page with `riwaya run`, then correct its day")
    if story not in {s.id for s in reading.stories}:
        raise UsageError(f"{document!r} has {len(reading.stories)} stories, from 0 on; there is none of number {story}")
    return reading


def _corrected(corrections: Sequence[Correction], readings: Sequence[Reading]) -> Mapping[str, tuple[StoryDay, ...]]:
    """Document to the days that persons corrected; what was corrected on another text does not hold for this one."""
    texts = {r.document.id: r for r in readings}
    found: defaultdict[str, list[StoryDay]] = defaultdict(list)
    for one in corrections:
        reading = texts.get(one.document)
        if reading is None or _text_digest(reading) != one.text_sha256:
            continue
        evidence = Evidence(None, f"published on {one.day}", f"published.corrected: by {one.by}{f': {one.reason}' if one.reason else ''}")
        found[one.document].append(StoryDay(story=one.story, first=one.day, last=one.day, basis=CORRECTED, evidence=(evidence,)))
    return {document: tuple(days) for document, days in found.items()}


def _on_days(reading: Reading, days: tuple[StoryDay, ...], read_on: Callable[[Reading, tuple[StoryDay, ...]], Reading]) -> Reading:
    """A reading on the days that persons corrected, and on none that was inferred before."""
    held = {(s.id, s.published, s.published_evidence[:1]) for s in reading.stories if s.published_basis in (CORRECTED, INFERRED)}
    inferred = any(e.why.startswith("published.company") for s in reading.stories for e in s.published_evidence)
    wanted = {(day.story, day.first, day.evidence[:1]) for day in days}
    return reading if held == wanted and not inferred else read_on(reading, days)


def _text_digest(reading: Reading) -> str:
    return hashlib.sha256(reading.document.text.encode("utf-8")).hexdigest()
