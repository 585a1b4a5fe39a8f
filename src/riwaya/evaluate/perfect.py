"""The readings that gold describes, right in every cell that gold has: what fusion makes of them shows fusion by itself."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import UNSET

from riwaya.errors import DataFileError
from riwaya.evaluate.gold import Gold, GoldEvent, GoldStatement, load_gold
from riwaya.evaluate.matching import locate
from riwaya.evaluate.predicted import Given, given_text
from riwaya.model import (
    Document,
    DocumentInput,
    Entity,
    Event,
    EventTime,
    Interval,
    Link,
    Mention,
    Participant,
    Passage,
    Quantity,
    Reading,
    Span,
    Statement,
    Story,
)

RULE = "gold"


def perfect_readings(gold: Path, source: Path) -> list[Reading]:
    """The reading of every document of an input file that has gold, in the order of the file.

    Raises `DataFileError` for a bad file, and for a quote that does not stand in its text.
    """
    annotated = {item.document: item for item in load_gold(gold)}
    try:
        lines = [line for line in source.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n") if line.strip()]
        given = [msgspec.json.decode(line, type=DocumentInput) for line in lines]
    except (OSError, msgspec.DecodeError) as error:
        raise DataFileError(f"not an input of documents: {error}", path=source) from error
    found = []
    for item in given:
        if item.id in annotated:
            text = given_text(Given(item.id, item.text, item.file), source)
            try:
                found.append(_reading(annotated[item.id], item, text))
            except ValueError as error:
                raise DataFileError(f"a quote does not stand in the text: {error}", path=gold / f"{item.id}.json") from error
    return found


def _reading(gold: Gold, given: DocumentInput, text: str) -> Reading:
    stories = tuple(_stories(gold, given, text))
    first = stories[0]
    mentions = tuple(_mentions(gold, text))
    return Reading(
        document=Document(
            id=gold.document,
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            url=given.url,
            outlet=given.outlet,
            title=given.title,
            language="ar",
            published=first.published,
            published_range=first.published_range,
        ),
        stories=stories,
        passages=tuple(Passage(start=s.start, end=s.end, role="body", story=s.id, language="ar", rule=RULE) for s in stories),
        entities=tuple(
            Entity(id=key, type=e.type or "group", name=e.name or key, labels={"en": e.name or key, "ar": (*e.forms, e.name)[0]}, rule=RULE)
            for key, e in gold.entities.items()
        ),
        mentions=mentions,
        times=(),
        statements=tuple(_statement(n, s, text) for n, s in enumerate(gold.statements)),
        events=tuple(_event(n, e, text) for n, e in enumerate(gold.events)),
    )


def _stories(gold: Gold, given: DocumentInput, text: str) -> Iterator[Story]:
    starts = [0, *(text.index(s.starts) for s in given.stories)]
    days = [given.published, *(s.published for s in given.stories)]
    for number, (start, day) in enumerate(zip(starts, days, strict=True)):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        yield Story(id=number, start=start, end=end, published=day, published_range=Interval(day, day) if day else None, rule=RULE)


def _mentions(gold: Gold, text: str) -> Iterator[Mention]:
    """Every occurrence of a surface form, longest forms first, none inside another."""
    taken: list[tuple[int, int, str]] = []
    for form, key in sorted(((f, key) for key, e in gold.entities.items() for f in e.forms), key=lambda found: -len(found[0])):
        start = text.find(form) if form else -1
        while start >= 0:
            end = start + len(form)
            if not any(s < end and start < e for s, e, _ in taken):
                taken.append((start, end, key))
            start = text.find(form, end)
    for number, (start, end, key) in enumerate(sorted(taken)):
        yield Mention(id=f"m{number}", start=start, end=end, type=gold.entities[key].type or "group", entity=key, rule=RULE)


def _statement(number: int, gold: GoldStatement, text: str) -> Statement:
    cue = _span(text, gold.cue, gold.nth)
    return Statement(
        id=f"s{number}",
        start=cue[0],
        end=cue[1],
        cues=(cue,),
        act=gold.act,
        sources=_links(gold.sources),
        relays=_links(gold.relays),
        content=_span(text, gold.probe, 1) if gold.probe else None,
        when=None,
        rule=RULE,
    )


def _event(number: int, gold: GoldEvent, text: str) -> Event:
    trigger = _span(text, gold.trigger, gold.nth)
    days = {"from": gold.from_, "to": gold.to, "basis": "stated", "span": None}
    return Event(
        id=f"e{number}",
        kind=gold.kind,
        trigger=trigger,
        evidence=trigger,
        participants=tuple(Participant(role, key, None, None) for role, key in gold.participants),
        place=gold.place,
        place_span=None,
        when=msgspec.convert(days, EventTime) if gold.from_ else None,
        quantities=tuple(Quantity(what=what, min=low, max=high, span=None, rule=RULE) for what, low, high in gold.quantities),
        status=gold.status,
        statements=() if gold.by is UNSET or gold.by is None else tuple(f"s{n}" for n in gold.by),
        rule=RULE,
    )


def _links(keys: Sequence[str]) -> tuple[Link, ...]:
    return tuple(Link(key, None, None) for key in keys)


def _span(text: str, quote: str, nth: int | None) -> Span:
    start, end = locate(text, quote, nth or 1)
    return start, end
