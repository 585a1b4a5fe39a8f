"""Events as fusion compares them: one flat view of each, with the identities of all that it names."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

from riwaya.fuse.identity import Identities, Identity
from riwaya.fuse.names import stem, words_of
from riwaya.fuse.wording import Wording, load_wording
from riwaya.model import Event, EventTime, Reading, Span, Statement, Story

Bounds = tuple[int | None, int | None]
"""Least and greatest of an amount, both included; None where a side is open."""

_EDGE = re.compile(r"[!?؟\n]|(?<!\b\w)\.(?=\s|$|[\u0621-\u064a])")
_TOPICAL = frozenset(["person", "place", "organization"])
_FIELDS = frozenset(["participants"])
_DEFINITE = re.compile(r"^[وف]?(?:[بك]?ال|لل)\w{3}")


class Days(Struct, frozen=True, gc=False):
    """The day or days of an event, both known; `span` holds their words."""

    first: date
    last: date
    basis: str
    span: Span | None

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first}..{self.last}"


class Telling(Struct, frozen=True, gc=False):
    """One event of one document: what fusion compares.

    `order` counts the document's events by their triggers; `sentence` is the span of the trigger's sentence; `told` the day it was said or
    published; `topic` the named persons, bodies and places of its story. `roles` maps a role to whoever fills it.

    What its words say of it: `definite` (the trigger bears the article, as a thing spoken of before does), `another` (it is called a
    second, a new or a separate one), `preliminary` (its count is called a first or an earlier one), `rising` (its count has grown).
    """

    ref: str
    document: str
    order: int
    event: Event
    kind: str
    status: str
    when: Days | None
    told: date | None
    place: Identity | None
    roles: Mapping[str, tuple[Identity, ...]]
    amounts: Mapping[str, Bounds]
    trigger: frozenset[str]
    definite: bool
    another: bool
    preliminary: bool
    rising: bool
    sentence: Span
    story: int
    topic: frozenset[str]


def tellings_of(reading: Reading, identities: Identities, *, wording: Wording | None = None) -> tuple[Telling, ...]:
    """The events of a reading, in the order of their triggers. `wording` defaults to what comes with Riwaya."""
    wording = wording or load_wording()
    document, text = reading.document.id, reading.document.text
    statements = {s.id: s for s in reading.statements}
    topics = {s.id: _topic(reading, s, identities) for s in reading.stories}
    found = []
    for order, event in enumerate(sorted(reading.events, key=lambda e: (e.trigger, e.id))):
        sentence = sentence_around(text, event.trigger)
        roles: dict[str, list[Identity]] = {}
        for participant in event.participants:
            who = identities.of.get((document, participant.entity or ""))
            if who is not None:
                roles.setdefault(participant.role, []).append(who)
        trigger = text[slice(*event.trigger)]
        story = story_at(reading.stories, event.trigger[0])
        found.append(
            Telling(
                ref=f"{document}#{event.id}",
                document=document,
                order=order,
                event=event,
                kind=event.kind,
                status=event.status,
                when=_days(event.when),
                told=told_on([statements[s] for s in event.statements if s in statements], story),
                place=identities.of.get((document, event.place or "")),
                roles={role: tuple(who) for role, who in roles.items()},
                amounts=_amounts(event),
                another=wording.is_another(text[event.trigger[1] :]),
                rising=wording.is_rising(text[slice(*sentence)]),
                preliminary=wording.is_preliminary(text[slice(*sentence)]),
                trigger=frozenset(stem(w) for w in words_of(trigger)),
                definite=bool(_DEFINITE.match(trigger)),
                sentence=sentence,
                story=story.id if story else 0,
                topic=topics[story.id] if story else frozenset(),
            )
        )
    return tuple(found)


def _amounts(event: Event) -> dict[str, Bounds]:
    """What an event counts, by name; what it counts twice, differently, is left out: neither figure is the whole."""
    found: dict[str, set[Bounds]] = {}
    for q in event.quantities:
        found.setdefault(field_of(q.what), set()).add((q.min, q.max))
    return {what: bounds.pop() for what, bounds in found.items() if len(bounds) == 1}


def field_of(what: str) -> str:
    """The field under which an amount is given: its name, unless another field has that name ("participants" are also who took part)."""
    return f"{what}_count" if what in _FIELDS else what


def _days(when: EventTime | None) -> Days | None:
    return Days(when.from_, when.to, when.basis, when.span) if when and when.from_ and when.to else None


def _topic(reading: Reading, story: Story, identities: Identities) -> frozenset[str]:
    found = {m.entity for m in reading.mentions if story.start <= m.start < story.end and m.type in _TOPICAL}
    known = (identities.of.get((reading.document.id, entity)) for entity in found)
    return frozenset(i.id for i in known if i is not None and i.named)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that a span stands in."""
    start = max((m.end() for m in _EDGE.finditer(text, max(0, span[0] - 2000), span[0])), default=max(0, span[0] - 2000))
    after = _EDGE.search(text, span[1])
    return start, after.end() if after else len(text)


def story_at(stories: Sequence[Story], offset: int) -> Story | None:
    """The story that holds an offset."""
    return next((s for s in stories if s.start <= offset < s.end), None)


def told_on(statements: Sequence[Statement], story: Story | None) -> date | None:
    """The day on which something was told: that of the first dated statement, else the story's day of publication."""
    for statement in statements:
        if statement.when and statement.when.to:
            return statement.when.to
    return story.published if story else None
