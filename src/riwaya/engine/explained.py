"""What an explanation holds, and how it is gathered from a reading: words in the text, voices, chains of sources."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from riwaya.engine.again import SETTLED
from riwaya.engine.rules import RuleFact
from riwaya.fuse.tellings import story_at, told_on
from riwaya.model import Account, Dispute, FusedTime, Judgement, Link, Participant, Reading, Span, Statement, Story, label_of


class Words(Struct, frozen=True):
    """Printed words behind a cell, and where they stand in the text of `document`."""

    label: str
    document: str
    span: Span
    text: str


class Voice(Struct, frozen=True):
    """Someone in a chain of sources: the printed words, and the name beyond the document."""

    text: str
    name: str


class Chain(Struct, frozen=True, kw_only=True):
    """How a telling reached the page: who says it first-hand, through whom, in which outlet, when, by which cue words.

    `statement` is None and `sources` empty where the outlet tells it in its own voice.
    """

    document: str
    statement: str | None
    act: str
    sources: tuple[Voice, ...]
    relays: tuple[Voice, ...]
    outlet: str | None
    told: date | None
    cues: tuple[Words, ...]


class Told(Struct, frozen=True, kw_only=True):
    """How an account of the incident gives the field, by which words; `given` is False where it is silent on it, `copy` True where it
    reprints another."""

    cell: str
    chain: Chain
    given: bool
    value: Any
    words: tuple[Words, ...]
    evidence: Words
    copy: bool
    own: bool


class RelatedIncident(Struct, frozen=True, kw_only=True):
    """Another incident of the same happening: what it is to this one, its kind, day and place; None where they are unknown."""

    incident: str
    relation: str
    kind: str
    status: str
    when: FusedTime | None
    place: str | None


class Explanation(Struct, frozen=True, kw_only=True):
    """All that is known of why a cell is there; `incident` is the one that it stands in, None where it stands in none.

    `names` maps the ids that the value speaks of (entities, places) to names. `field_standings` and `related` are those of a whole incident.
    """

    cell: str
    is_a: str
    field: str | None
    value: Any
    words: tuple[Words, ...]
    rules: tuple[RuleFact, ...]
    chains: tuple[Chain, ...]
    notes: tuple[str, ...]
    incident: str | None = None
    kind: str | None = None
    standing: str | None = None
    standing_rule: str | None = None
    field_standing: str | None = None
    accounts: tuple[Told, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    names: dict[str, str] = {}
    field_standings: dict[str, str] = {}
    related: tuple[RelatedIncident, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def documents(self) -> set[str]:
        """The documents whose words it shows."""
        return {words.document for words in self.words} | {told.evidence.document for told in self.accounts}


def chain_of(reading: Reading, statement: Statement | None, *, at: Span | None = None) -> Chain:
    """The chain of a statement; of the outlet's own voice where there is none, told at a span."""
    story = story_at(reading.stories, statement.start if statement else at[0] if at else 0)
    return Chain(
        document=reading.document.id,
        statement=statement.id if statement else None,
        act=statement.act if statement else "assert",
        sources=voices_of(reading, statement.sources) if statement else (),
        relays=voices_of(reading, statement.relays) if statement else (),
        outlet=reading.document.outlet,
        told=told_on([statement] if statement else [], story) or (None if story else reading.document.published),
        cues=tuple(words_at(reading, cue, label="cue") for cue in statement.cues) if statement else (),
    )


def account_chain(account: Account, reading: Reading | None, *, statement: Statement | None) -> Chain:
    """The chain of an account, whose statement may be None; without cues where its reading is not at hand."""
    return Chain(
        document=account.document,
        statement=account.statement,
        act=account.act,
        sources=voices_of(reading, account.sources),
        relays=voices_of(reading, account.relays),
        outlet=account.outlet,
        told=account.told,
        cues=tuple(words_at(reading, cue, label="cue") for cue in statement.cues) if reading and statement else (),
    )


def voices_of(reading: Reading | None, links: Sequence[Link]) -> tuple[Voice, ...]:
    """Whoever links name, in order."""
    entities = {entity.id: entity for entity in reading.entities} if reading else {}
    found = []
    for link in links:
        entity = entities.get(link.entity or "")
        found.append(Voice(link.text or (entity.name if entity else ""), label_of(entity) if entity else ""))
    return tuple(found)


def words_at(reading: Reading, span: Span, *, label: str) -> Words:
    """The words of a span."""
    return Words(label, reading.document.id, span, reading.document.text[slice(*span)])


def link_words(reading: Reading, link: Link | Participant, *, label: str) -> tuple[Words, ...]:
    """The words of a link: around its mention, or where they stand first; nothing where it has neither."""
    mention = next((m for m in reading.mentions if m.id == link.mention), None)
    text = reading.document.text
    if mention is not None:
        span = (mention.start, mention.end)
        first = text.find(link.text, max(0, span[1] - len(link.text)), span[0] + len(link.text)) if link.text else -1
        return (words_at(reading, (first, first + len(link.text)) if link.text and first >= 0 else span, label=label),)
    first = text.find(link.text) if link.text else -1
    return (words_at(reading, (first, first + len(link.text)), label=label),) if link.text and first >= 0 else ()


def day_words(reading: Reading, story: Story) -> tuple[Words, ...]:
    """The words that tell the day of a story."""
    return tuple(words_at(reading, e.span, label="story's day") for e in story.published_evidence if e.span)


def day_reasons(story: Story) -> tuple[str, ...]:
    """The evidence for the day of a story, in words."""
    day = story.published.isoformat() if story.published else "not settled"
    if story.published and not story.published_evidence:
        return (f"the day of its story is {day}, as given with the page",)
    basis = f", {story.published_basis}" if story.published_basis in SETTLED else ""
    return (f"the day of its story is {day}{basis}", *(f"{e.says}: {e.why}" for e in story.published_evidence))
