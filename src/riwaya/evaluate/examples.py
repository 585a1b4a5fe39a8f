"""Runs the hits and misses of lexicon entries through the reader: the lexicon's own tests."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from riwaya.lexicon.compiled import Lexicon
from riwaya.lexicon.entries import Anaphor, Cue, Entry, Head, Initiative, Limit, Trigger
from riwaya.lexicon.load import Located
from riwaya.model import Document, Page, Problem, Reading, Span
from riwaya.read.parse import parse_text

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
    """How many examples were read, those that failed, and how many of the hard ones (which may fail) were read right."""

    entries: int
    hits: int
    misses: int
    failures: tuple[Failure, ...]
    hard: int
    hard_passed: int


Words = Callable[[str], Sequence[tuple[str, Span]]]
"""The lexical hits of a sentence: entry ids with their printed spans."""


def check_examples(located: Iterable[Located], read: Callable[[str], Reading | Problem], words: Words) -> Outcome:
    """Read every `hit` and `miss`: a hit must be read by its entry, a miss must not.

    A cue or trigger is read where a record carries its rule, words of initiative where they stand and an event says who sought
    it, words that limit a denial where they stand and no event is denied. A building block (head, light verb, status word, counted noun,
    anaphor, number, time) is read where it is found in the words, and, if it names something, where a mention holds it: a
    known name may rightly take it over.
    """
    entries = hits = misses = hard = hard_passed = 0
    failures: list[Failure] = []
    for item in located:
        entries += 1
        entry = item.entry
        for key, wanted in (("hit", True), ("miss", False), ("hard_hit", True), ("hard_miss", False)):
            for sentence in getattr(entry, key, ()):
                why = _why_wrong(read(sentence), entry, wanted=wanted, words=words(sentence))
                if key.startswith("hard"):
                    hard, hard_passed = hard + 1, hard_passed + (why is None)
                    continue
                hits, misses = hits + wanted, misses + (not wanted)
                if why:
                    failures.append(Failure(item.path, item.line, entry.id, sentence, why))
    return Outcome(entries, hits, misses, tuple(failures), hard, hard_passed)


def _why_wrong(reading: Reading | Problem, entry: Entry, *, wanted: bool, words: Sequence[tuple[str, Span]]) -> str | None:
    if isinstance(reading, Problem):
        return reading.message
    rules = sorted(set(rules_of(reading)))
    found = any(is_rule_of(rule, entry.id) for rule in rules)
    if isinstance(entry, Initiative):
        found = any(e.initiative for e in reading.events) and any(identity == entry.id for identity, _ in words)
    if isinstance(entry, Limit):
        found = any(identity == entry.id for identity, _ in words) and all(e.status != "denied" for e in reading.events)
    told = isinstance(entry, (Trigger, Initiative, Limit)) or (isinstance(entry, Cue) and entry.frame != "channel")
    if wanted and not found and not told:
        spans = [span for identity, span in words if identity == entry.id]
        named = isinstance(entry, (Head, Anaphor))
        found = any(not named or any(m.start < end and start < m.end for m in reading.mentions) for start, end in spans)
    if found == wanted:
        return None
    return f"not found; it was read by {', '.join(rules) or 'no rule'}" if wanted else "found, and must not be"


def example_page(sentence: str) -> Page:
    """A page that holds one example sentence."""
    return Page(Document(id="example", text=sentence, sha256="", published=DAY))


def words_of(sentence: str, *, lexicon: Lexicon) -> list[tuple[str, Span]]:
    """The lexical hits of a sentence: entry ids with their printed spans, in the order of the text."""
    parse = parse_text(sentence, lexicon)
    return [(hit.entry.id, parse.span(hit.first, hit.after)) for starting in parse.hits for hit in starting]


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
