"""Violent events on newswire that nobody tuned for: the ASSAULT half of the Arabic event gold standard of the Open Event Data Alliance.

    python -m benchmarks.event_gsr [FOLDER] [--errors]

FOLDER (default ../shared/data/arabic_event_gsr) holds `dev-assault.jsonl`, `dev-protest.jsonl` and `dev-spans.jsonl`: sentences of 2006 to 2008
with the votes of three or more annotators ("yes": all saw an ASSAULT event; "easy no": none did; "difficult no": some did, not most;
"ambiguous": too few votes, left out). Without it: the CSV files of https://github.com/openeventdata/arabic_event_gsr (MIT), as JSON Lines of the same
columns. Nothing is learnt from it. What is printed and what it means stands in benchmarks/README.md.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from riwaya.engine.lexicons import load_lexicons
from riwaya.engine.local import read_item
from riwaya.engine.tools import Tools
from riwaya.engine.workers import map_chunks
from riwaya.model import Document, Event, Page, Problem, Reading

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "arabic_event_gsr"
FILES = ("dev-assault.jsonl", "dev-protest.jsonl", "dev-spans.jsonl")
VIOLENT = frozenset({"strike", "assault", "casualties", "damage", "siege", "detention"})
DEEDS = frozenset({"strike", "assault"})
HARM = frozenset({"casualties", "damage"})
ABDUCTIONS = frozenset({"detention.khatafa", "detention.ikhtatafa"})
"""PLOVER counts abduction as ASSAULT; an arrest and a blockade are COERCE."""
ROLES = {"actor": "doer", "target": "victim", "weapon": "means"}
REPORTS = ("assert", "confirm")
DEFINITE = re.compile("[وف]?[بك]?ال")
RELATIVE = re.compile(r"(?:الذي|التي|الذين|اللذين|اللتين|اللذان|اللتان)\s+(?:\S+\s+)?$")
"""A relative pronoun right before the trigger, or one word before it (الذي أسفر عن)."""
ENOUGH = 4
"""Of the eight things that `answers` looks for, how many make a mention of violence a report of a specific act; chosen on half A."""
PARTICULARS = 3
"""Of who did it, whom it hit, by what means, how many, where and when: how many must be told of what is told; chosen on half A."""
FRESH = timedelta(days=30)
"""What the text itself dates further back than this is background."""

Verdict = Callable[[Reading], bool]


class Row(NamedTuple):
    """A sentence of the gold standard; `half` is A or B, by the digest of its id."""

    id: str
    label: str
    half: str
    text: str


class Annotation(NamedTuple):
    """What one annotator marked in a sentence: words of the deed, of who did it and of whom it hit, as they stand in the text."""

    verb: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]


class Score(NamedTuple):
    """The rows of each label that a verdict says yes to, and how many there are."""

    yes: tuple[int, int]
    difficult: tuple[int, int]
    easy: tuple[int, int]

    @property
    def precision(self) -> float:
        """Of the rows said yes to, the share that are yes."""
        return self.yes[0] / max(1, self.yes[0] + self.difficult[0] + self.easy[0])

    @property
    def recall(self) -> float:
        """Of the rows that are yes, the share said yes to."""
        return self.yes[0] / max(1, self.yes[1])

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.yes[0] else 0.0

    def line(self) -> str:
        """Precision, recall and F1 of yes against both kinds of no, and the false alarms of each kind.

        >>> Score((3, 4), (1, 4), (2, 10)).line()
        'P 0.500 R 0.750 F1 0.600 · found 3/4 · false alarms: 1/4 of the difficult no, 2/10 of the easy no'
        """
        alarms = f"{self.difficult[0]}/{self.difficult[1]} of the difficult no, {self.easy[0]}/{self.easy[1]} of the easy no"
        return f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f} · found {self.yes[0]}/{self.yes[1]} · false alarms: {alarms}"


def main() -> None:
    """Read the sentences and print the figures; exit 2 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--errors", action="store_true", help="list what was missed and the false alarms")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    missing = [name for name in FILES if not (args.folder / name).is_file()]
    if missing:
        parser.exit(2, f"{args.folder}: no {missing[0]}; name the folder that holds it; benchmarks/README.md says where to get it\n")
    assault = read_rows(args.folder / "dev-assault.jsonl", workers=args.workers)
    print_verdicts(assault)
    print("\nPROTEST, for information: what of its sentences tells a specific act of violence")
    print(f"  {score(read_rows(args.folder / 'dev-protest.jsonl', workers=args.workers), tells_act).line()}")
    print_spans(args.folder / "dev-spans.jsonl", workers=args.workers)
    if args.errors:
        print_errors(assault)


def print_verdicts(read: Sequence[tuple[Row, Reading]]) -> None:
    """The figures of each way to answer "is there an ASSAULT event"."""
    print("ASSAULT")
    questions = (
        ("told, no background", tells_violence),
        ("told, with particulars", tells_particulars),
        ("any violent event", mentions_violence),
        ("a specific act", tells_act),
    )
    for name, verdict in questions:
        print(f"  {name:22} {score(read, verdict).line()}")
        for half in "AB":
            print(f"  … on half {half:12} {score([pair for pair in read if pair[0].half == half], verdict).line()}")
    print(f"  {'any, or one that ended':22} {score(read, or_ended).line()}")
    for least in range(PARTICULARS - 1, PARTICULARS + 2):
        print(f"  particulars ≥ {least:<8} {score(read, _telling(least)).line()}")
    for least in range(ENOUGH - 2, ENOUGH + 3):
        print(f"  answers ≥ {least:<12} {score(read, _with(least)).line()}")
    for least in (ENOUGH, ENOUGH + 1):
        print(f"  … all six kinds, ≥ {least}   {score(read, _with(least, every=True)).line()}")


def _telling(least: int) -> Verdict:
    return lambda reading: len(particulars(reading)) >= least


def _with(least: int, *, every: bool = False) -> Verdict:
    return lambda reading: len(answers(reading, every=every)) >= least


def tells_violence(reading: Reading) -> bool:
    """True where a violent event is told as happened, and not as background: the plain question."""
    return bool(told_violence(reading))


def told_violence(reading: Reading) -> list[Event]:
    """The violent events that are told as happened, and not as background."""
    return [event for event in reading.events if event.kind in VIOLENT and event.status == "happened" and not event.background]


def tells_particulars(reading: Reading) -> bool:
    """True where what is told of violence has particulars enough to be one act and not another."""
    return len(particulars(reading)) >= PARTICULARS


def particulars(reading: Reading) -> frozenset[str]:
    """What is told of the violent events that are told: doer, victim, means, number, place, day."""
    found: set[str] = set()
    for event in told_violence(reading):
        found.update(ROLES[p.role] for p in event.participants if p.role in ROLES)
        found.update(name for name, given in (("number", event.quantities), ("place", event.place_span)) if given)
        if event.when is not None and event.when.basis == "stated":
            found.add("day")
    return frozenset(found)


def mentions_violence(reading: Reading) -> bool:
    """True where any violent event is told as happened."""
    return any(event.kind in VIOLENT and event.status == "happened" for event in reading.events)


def or_ended(reading: Reading) -> bool:
    """The same, also of what has stopped (a siege lifted)."""
    return any(event.kind in VIOLENT and event.status in ("happened", "ended") for event in reading.events)


def tells_act(reading: Reading) -> bool:
    """True where the sentence tells enough of a violent act for it to be a specific one: PLOVER's ASSAULT."""
    return len(answers(reading)) >= ENOUGH


def answers(reading: Reading, *, every: bool = False) -> frozenset[str]:
    """What the sentence tells of violent acts that happened: deed, harm, doer, victim, number, means, place, day.

    Left out are arrests and blockades, which PLOVER calls COERCE (with `every` they count too), what the sentence dates more than
    a month back, what is told only in a verbal act (an accusation, a condemnation, a threat: PLOVER's DISAPPROVE, THREATEN, DEMAND),
    what is taken as known, and damage that nobody and nothing is said to have done (ASSAULT is deliberate).
    """
    found: set[str] = set()
    casualties = False
    acts = {statement.id: statement.act for statement in reading.statements}
    for event in reading.events:
        if not _is_act(event, reading.document.published, every=every) or _is_known(reading.document.text, event):
            continue
        if any(acts[name] not in REPORTS for name in event.statements):
            continue
        found.add("harm" if event.kind in HARM else "deed")
        casualties = casualties or event.kind == "casualties"
        found.update(ROLES[p.role] for p in event.participants if p.role in ROLES)
        if event.quantities:
            found.update(("number", "victim"))
        if event.place_span is not None:
            found.add("place")
        if event.when is not None and event.when.basis == "stated":
            found.add("day")
    deliberate = "deed" in found or "doer" in found or "means" in found
    return frozenset(found) if deliberate or casualties else frozenset()


def _is_act(event: Event, published: date | None, *, every: bool) -> bool:
    counts = event.kind in VIOLENT if every else event.kind in DEEDS or event.kind in HARM or event.rule in ABDUCTIONS
    if event.status != "happened" or not counts:
        return False
    day = None if event.when is None else event.when.to
    return day is None or published is None or published - day <= FRESH


def _is_known(text: str, event: Event) -> bool:
    """True where grammar takes an event as known to the reader: a definite noun, a definite relative clause. Source: Ryding (2005), 14.1.

    >>> [bool(DEFINITE.match(word)) for word in ("الهجوم", "هجوم", "بالقصف", "للقصف")]
    [True, False, True, False]
    """
    trigger = text[slice(*event.trigger)]
    return bool(DEFINITE.match(trigger) or RELATIVE.search(text[: event.trigger[0]]))


def score(read: Iterable[tuple[Row, Reading]], verdict: Verdict) -> Score:
    """Count what a verdict says yes to, by label; ambiguous rows count neither way."""
    said = {"yes": [0, 0], "difficult no": [0, 0], "easy no": [0, 0]}
    for row, reading in read:
        if row.label in said:
            said[row.label][0] += verdict(reading)
            said[row.label][1] += 1
    return Score(*((said[label][0], said[label][1]) for label in ("yes", "difficult no", "easy no")))


def read_rows(path: Path, *, workers: int) -> list[tuple[Row, Reading]]:
    """Every sentence of a file with its reading, in order."""
    rows = [Row(item["id"], item["label"], _half(item["id"]), item["text"]) for item in _items(path)]
    return list(zip(rows, _readings([(row.id, row.text) for row in rows], workers), strict=True))


def _items(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _half(name: str) -> str:
    return "AB"[int(sha256(name.encode()).hexdigest(), 16) % 2]


def _readings(texts: Sequence[tuple[str, str]], workers: int) -> list[Reading]:
    """The readings of sentences, each as printed on the day that its id holds (AAW_ARB_20070625.0052-14)."""
    pages = [
        Page(Document(id=f"{number}", text=text, sha256=sha256(text.encode()).hexdigest(), published=day_of(name)))
        for number, (name, text) in enumerate(texts)
    ]
    found = list(map_chunks(read_item, pages, shared=Tools(load_lexicons()), workers=workers))
    problems = [item for item in found if isinstance(item, Problem)]
    if problems:
        sys.exit(f"{len(problems)} sentences could not be read: {problems[0].message}")
    return [item for item in found if isinstance(item, Reading)]


def day_of(name: str) -> date | None:
    """The day in the id of an agency's story, None where it holds none.

    >>> day_of("AAW_ARB_20070625.0052-14")
    datetime.date(2007, 6, 25)
    """
    digits = name.split("_")[-1][:8]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) if len(digits) == 8 and digits.isdigit() else None


def print_spans(path: Path, *, workers: int) -> None:
    """How the triggers, actors and targets of violent events agree with the words that annotators marked in sentences with an ASSAULT event."""
    items = [item for item in _items(path) if item["event_type"] == "ASSAULT"]
    readings = _readings([(item["source"], item["text"]) for item in items], workers)
    totals = {part: [0, 0, 0, 0] for part in ("verb", "source", "target")}
    for item, reading in zip(items, readings, strict=True):
        marked = [Annotation(tuple(s["verb"]), tuple(s["source_actor"]), tuple(s["target_actor"])) for s in item["spans"]]
        for part, counts in agreement(reading, marked).items():
            for n, count in enumerate(counts):
                totals[part][n] += count
    print(f"\nwords marked in {len(items)} sentences with an ASSAULT event")
    ours = {"verb": "triggers", "source": "actors and weapons", "target": "targets"}
    for part, (found, marks, right, told) in totals.items():
        recall, precision = found / max(1, marks), right / max(1, told)
        print(f"  {part:7} marked {marks}, met {found}: R {recall:.3f} · {ours[part]} {told}, on marked words {right}: P {precision:.3f}")


def agreement(reading: Reading, marked: Sequence[Annotation]) -> dict[str, tuple[int, int, int, int]]:
    """For deed, doer and victim: marks that one of ours overlaps, marks, ours that overlap any mark, ours.

    A mark counts once for each annotator who made it, where it has words. A car bomb is the annotators' source: our weapons stand beside our actors.
    """
    mentions = {mention.id: (mention.start, mention.end) for mention in reading.mentions}
    events = [event for event in reading.events if event.kind in VIOLENT]

    def spans(*roles: str) -> set[tuple[int, int]]:
        return {mentions[p.mention] for e in events for p in e.participants if p.role in roles and p.mention in mentions}

    triggers = {(event.trigger[0], event.trigger[1]) for event in events}
    ours: dict[str, set[tuple[int, int]]] = {"verb": triggers, "source": spans("actor", "weapon"), "target": spans("target")}
    found: dict[str, tuple[int, int, int, int]] = {}
    for part, own in ours.items():
        marks = [places for a in marked if (places := _places(reading.document.text, getattr(a, part)))]
        met = sum(any(_overlap(place, span) for place in places for span in own) for places in marks)
        right = sum(any(_overlap(place, span) for places in marks for place in places) for span in own)
        found[part] = (met, len(marks), right, len(own))
    return found


def _places(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand: as one run where they do, else each at its first place."""
    whole = text.find(" ".join(words)) if words else -1
    if whole >= 0:
        return [(whole, whole + len(" ".join(words)))]
    return [(at, at + len(word)) for word in words if len(word) > 2 and (at := text.find(word)) >= 0]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def print_errors(read: Iterable[tuple[Row, Reading]]) -> None:
    """Each row on which `tells_violence` and the label differ, with the violent events that were read."""
    for row, reading in read:
        if row.label == "ambiguous" or tells_violence(reading) == (row.label == "yes"):
            continue
        print(f"\n{row.label} · {row.id} · half {row.half} · {' '.join(sorted(particulars(reading))) or 'nothing'}\n{row.text}")
        for event in reading.events:
            if event.kind in VIOLENT:
                who = " ".join(f"{p.role}={p.text}" for p in event.participants)
                numbers = " ".join(f"{q.what}={q.min}..{q.max}" for q in event.quantities)
                print(f"  {event.kind} ({event.rule}) {row.text[slice(*event.trigger)]!r} {event.status} {event.background_rule} {who} {numbers}")


if __name__ == "__main__":
    main()
