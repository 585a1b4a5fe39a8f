"""What may be wrong with a reading by itself: spans outside the text, words that are not there, references into nothing."""

from collections import Counter
from collections.abc import Collection, Iterator

from msgspec import Struct

from riwaya.model import Link, Participant, Reading, Span

Cell = str
"""The path to a value, such as `DOCUMENT#e3.when`."""


class Finding(Struct, frozen=True):
    """Something that does not hold, and the cell, row or file where."""

    cell: Cell
    message: str


class Known(Struct, frozen=True):
    """What a document has that other cells may name: its text, its mentions' spans, and ids."""

    text: str
    mentions: dict[str, Span]
    entities: frozenset[str]
    statements: frozenset[str]
    events: frozenset[str]


def known_of(reading: Reading) -> Known:
    """What a reading has to name."""
    return Known(
        reading.document.text,
        {mention.id: (mention.start, mention.end) for mention in reading.mentions},
        frozenset(entity.id for entity in reading.entities),
        frozenset(statement.id for statement in reading.statements),
        frozenset(event.id for event in reading.events),
    )


def check_reading(reading: Reading) -> Iterator[Finding]:
    """Everything in a reading that does not hold against its own text."""
    id, known = reading.document.id, known_of(reading)
    for cell, span in _spans(reading):
        if span is not None and (wrong := wrong_span(span, known.text)):
            yield Finding(f"{id}{cell}", wrong)
    for cell, name, names in _references(reading, known):
        if name is not None and name not in names:
            yield Finding(f"{id}{cell}", f"there is no {name} in the document")
    for cell, link in _links(reading):
        yield from check_link(f"{id}{cell}", link, known=known)
    for items in (reading.entities, reading.mentions, reading.statements, reading.events):
        for name, times in Counter(item.id for item in items).items():
            if times > 1:
                yield Finding(f"{id}#{name}", f"the id is given {times} times")


def wrong_span(span: Span, text: str) -> str | None:
    """What is wrong with a span of a text; None where nothing is."""
    if 0 <= span[0] < span[1] <= len(text):
        return None
    return f"the span [{span[0]}, {span[1]}) does not lie in the text of {len(text)} characters"


def check_link(cell: Cell, link: Link | Participant, *, known: Known) -> Iterator[Finding]:
    """Whether a link names what its document has, and its words stand in the text, around its mention where one is given."""
    if link.entity is not None and link.entity not in known.entities:
        yield Finding(f"{cell}.entity", f"there is no {link.entity} in the document")
    if link.mention is not None and link.mention not in known.mentions:
        yield Finding(f"{cell}.mention", f"there is no {link.mention} in the document")
    # A title before a name belongs to the words and not to the mention: الرئيس فلان
    around = known.mentions.get(link.mention or "")
    if link.text is not None and not _stands(link.text, known.text, around=around):
        yield Finding(f"{cell}.text", f"{link.text!r} does not stand in the text{f' around {link.mention}' if around else ''}")


def _stands(words: str, text: str, *, around: Span | None) -> bool:
    if around is None:
        return words in text
    first = text.find(words, max(0, around[1] - len(words)), around[0] + len(words))
    return first >= 0


def _spans(reading: Reading) -> Iterator[tuple[Cell, Span | None]]:
    for story in reading.stories:
        yield f".stories[{story.id}]", (story.start, story.end)
        for n, evidence in enumerate(story.published_evidence):
            yield f".stories[{story.id}].published_evidence[{n}]", evidence.span
    for n, evidence in enumerate(reading.document.published_evidence):
        yield f".published_evidence[{n}]", evidence.span
    for n, passage in enumerate(reading.passages):
        yield f".passages[{n}]", (passage.start, passage.end)
    for n, time in enumerate(reading.times):
        yield f".times[{n}]", (time.start, time.end)
    for mention in reading.mentions:
        yield f"#{mention.id}", (mention.start, mention.end)
    for statement in reading.statements:
        cell = f"#{statement.id}"
        yield cell, (statement.start, statement.end)
        yield f"{cell}.content", statement.content
        yield f"{cell}.when", statement.when.span if statement.when else None
        for n, cue in enumerate(statement.cues):
            yield f"{cell}.cues[{n}]", cue
    for event in reading.events:
        cell = f"#{event.id}"
        yield f"{cell}.trigger", event.trigger
        yield f"{cell}.evidence", event.evidence
        yield f"{cell}.place", event.place_span
        yield f"{cell}.when", event.when.span if event.when else None
        for n, quantity in enumerate(event.quantities):
            yield f"{cell}.quantities[{n}]", quantity.span


def _references(reading: Reading, known: Known) -> Iterator[tuple[Cell, str | int | None, Collection[str | int]]]:
    """Cells that name something of the document, what they name, and what there is to name."""
    stories = {story.id for story in reading.stories}
    for n, passage in enumerate(reading.passages):
        yield f".passages[{n}].story", passage.story, stories
    for entity in reading.entities:
        yield f"#{entity.id}.role_of", entity.role_of, known.entities
    for mention in reading.mentions:
        yield f"#{mention.id}.entity", mention.entity, known.entities
    for event in reading.events:
        yield f"#{event.id}.place", event.place, known.entities
        for n, quantity in enumerate(event.quantities):
            yield f"#{event.id}.quantities[{n}].of", quantity.of, known.entities
        for n, statement in enumerate(event.statements):
            yield f"#{event.id}.statements[{n}]", statement, known.statements


def _links(reading: Reading) -> Iterator[tuple[Cell, Link | Participant]]:
    for statement in reading.statements:
        for name, links in (("sources", statement.sources), ("relays", statement.relays)):
            for n, link in enumerate(links):
                yield f"#{statement.id}.{name}[{n}]", link
    for event in reading.events:
        for n, participant in enumerate(event.participants):
            yield f"#{event.id}.participants[{n}]", participant
        if event.initiative is not None:
            yield f"#{event.id}.initiative", event.initiative
