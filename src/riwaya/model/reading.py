"""The reading of one document: names, times, statements and events, every cell pinned to its words."""

from datetime import date

from msgspec import Struct, field

from riwaya.model.document import Document, Passage, Story
from riwaya.model.interval import DayCount, Span


class Entity(Struct, frozen=True, kw_only=True):
    """Someone or something that the document names or describes, under the document's own id (`x0`, `x1`, …).

    `precision` and `radius_km` say how exact the coordinates are; `role_of` is the body of an office whose holder is unnamed. `known` is
    the id of the knowledge base; `link` the rule that linked it and `confidence` the probability that this is right, None where nothing
    was decided beyond the document. `heads` are the lexicon's heads that describe it in the text (an office, a kind of body or place),
    sorted; `of` is the id of the country or body whose it is, where the text says so; `named` is False for what is only described.
    """

    id: str
    type: str
    name: str
    labels: dict[str, str] = field(default_factory=dict)
    wikidata: str | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: str | None = None
    radius_km: float | None = None
    role_of: str | None = None
    known: str | None = None
    confidence: float | None = None
    link: str | None = None
    heads: tuple[str, ...] = ()
    of: str | None = None
    named: bool = True
    rule: str


class Mention(Struct, frozen=True, kw_only=True):
    """The words by which an entity appears, without the clitics attached to them."""

    id: str
    start: int
    end: int
    type: str
    entity: str
    rule: str


class TimeExpression(Struct, frozen=True, kw_only=True):
    """Words that denote days; `from_` and `to` are None for a bare duration (`days`) or where no anchor resolves them."""

    start: int
    end: int
    from_: date | None = field(name="from")
    to: date | None
    approximate: bool = False
    part_of_day: str | None = None
    days: DayCount | None = None
    rule: str


class Link(Struct, frozen=True):
    """A place in a chain of sources: the entity, the mention and the printed words that carry it."""

    entity: str | None
    mention: str | None
    text: str | None


class Participant(Struct, frozen=True):
    """An entity in its role in an event, with the words that carry it."""

    role: str
    entity: str | None
    mention: str | None
    text: str | None


class StatementTime(Struct, frozen=True):
    """The day on which something was said, with the words that give it (None: the story's day)."""

    from_: date | None = field(name="from")
    to: date | None
    span: Span | None


class Statement(Struct, frozen=True, kw_only=True):
    """A source saying something: `cues` (main one first), who vouches first-hand, through whom, and the words said.

    `sources` is empty where the text names nobody; `relays` run from the source to the outlet.
    """

    id: str
    start: int
    end: int
    cues: tuple[Span, ...]
    act: str
    sources: tuple[Link, ...]
    relays: tuple[Link, ...]
    content: Span | None
    when: StatementTime | None
    rule: str


class EventTime(Struct, frozen=True):
    """The day of an event: `stated` by the text, or `announced` (a fresh happening that takes its announcement's day)."""

    from_: date | None = field(name="from")
    to: date | None
    basis: str
    span: Span | None


class Quantity(Struct, frozen=True, kw_only=True):
    """A counted amount with bounds, both included; None where a side is unbounded; `of` is the entity counted.

    `span` is None only in readings made elsewhere that do not say which words they rest on.
    """

    what: str
    min: int | None
    max: int | None
    approximate: bool = False
    of: str | None = None
    span: Span | None
    rule: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """A happening that the document tells; `statements` are those that assert it (empty: the outlet itself does).

    `initiative` is who sought a contact ("at the request of"), None where no words say. `background` is true where the text refers to
    the happening as known, past or in passing, and does not tell it as its news; `background_rule` says by which of the rules.
    """

    id: str
    kind: str
    trigger: Span
    evidence: Span
    participants: tuple[Participant, ...]
    place: str | None
    place_span: Span | None
    when: EventTime | None
    quantities: tuple[Quantity, ...]
    status: str
    statements: tuple[str, ...]
    initiative: Link | None = None
    background: bool = False
    background_rule: str = ""
    rule: str


class Reading(Struct, frozen=True, kw_only=True):
    """Everything read in one document."""

    document: Document
    stories: tuple[Story, ...]
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
