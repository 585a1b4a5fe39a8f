"""Runs the hits and misses of lexicon entries through the reader: the lexicon's own tests."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from msgspec import Struct

from riwaya.lexicon.load import Located
from riwaya.model import Document, Page, Problem, Reading

DAY = date(2025, 1, 15)
"""The day (a Wednesday) on which examples count as published, so that relative dates resolve."""

_RULE_ID = re.compile(r"[a-z0-9_.]+")


class Failure(Struct, frozen=True):
    """An example that the reader does not read as its entry says; `line` is the entry's."""

    path: str
    line: int
    id: str
    sentence: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.id}: \u2068{self.sentence}\u2069: {self.why}"


class Outcome(Struct, frozen=True):
    """How many examples were read, and those that failed."""

    entries: int
    hits: int
    misses: int
    failures: tuple[Failure, ...]


def check_examples(located: Iterable[Located], read: Callable[[str], Reading | Problem]) -> Outcome:
    """Read every `hit` and `miss`: a hit must give a record of the entry's rule, a miss must give none."""
    entries = hits = misses = 0
    failures: list[Failure] = []
    for item in located:
        entries += 1
        own_hits: tuple[str, ...] = getattr(item.entry, "hit", ())
        own_misses: tuple[str, ...] = getattr(item.entry, "miss", ())
        hits, misses = hits + len(own_hits), misses + len(own_misses)
        for sentence, wanted in [*((s, True) for s in own_hits), *((s, False) for s in own_misses)]:
            why = _why_wrong(read(sentence), item.entry.id, wanted=wanted)
            if why:
                failures.append(Failure(item.path, item.line, item.entry.id, sentence, why))
    return Outcome(entries, hits, misses, tuple(failures))


def _why_wrong(reading: Reading | Problem, entry: str, *, wanted: bool) -> str | None:
    if isinstance(reading, Problem):
        return reading.message
    rules = sorted(set(rules_of(reading)))
    if any(is_rule_of(rule, entry) for rule in rules) == wanted:
        return None
    return f"not found; it was read by {', '.join(rules) or 'no rule'}" if wanted else "found, and must not be"


def example_page(sentence: str) -> Page:
    """A page that holds one example sentence."""
    return Page(Document(id="example", text=sentence, sha256="", published=DAY))


def rules_of(reading: Reading) -> Iterator[str]:
    """The rule of every mention, entity, time, statement, event and quantity of a reading."""
    for records in (reading.mentions, reading.entities, reading.times, reading.statements, reading.events):
        for record in records:
            yield record.rule
    for event in reading.events:
        for quantity in event.quantities:
            yield quantity.rule


def is_rule_of(rule: str, entry: str) -> bool:
    """True where a rule is an entry's: its id, or its id with further parts behind or other ids joined to it.

    >>> is_rule_of("deny.nafa", "deny.nafa"), is_rule_of("deny.nafa.bare", "deny.nafa"), is_rule_of("deny.nafaq", "deny.nafa")
    (True, True, False)
    >>> is_rule_of("light.shanna+strike.gharat", "strike.gharat")
    True
    """
    return any(part == entry or part.startswith(entry + ".") for part in _RULE_ID.findall(rule))
