"""The tables of a reading: its day, times, names, statements and events, in words for a person."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from riwaya.cli.reading_text import CUE, NAME, TIME, TRIGGER
from riwaya.cli.terminal import clean, field, isolate, row
from riwaya.model import Document, Entity, Event, Evidence, Interval, Link, Participant, Quantity, Reading, Statement, Story, TimeExpression
from riwaya.text.direction import is_arabic

OUTLET, NOBODY = "the outlet itself", "nobody named"
"""Who tells where no source does: the outlet in its own voice, or a statement of someone whom the text does not name."""


def header_lines(reading: Reading, *, width: int) -> Iterator[Text]:
    """Which document it is, and the day of each story with its evidence."""
    document = reading.document
    yield Text("─" * width, style="dim")
    yield isolate(Text(clean(document.id), style="bold"))
    for label, value in (("title", document.title), ("outlet", document.outlet), ("url", document.url), ("fetched", document.fetched)):
        if value:
            yield from field(label, **({"printed": value} if is_arabic(value) else {"said": clean(value)}), width=width)
    yield from field("language", said=f"{document.language or 'unknown'}, {len(document.text):,} characters", width=width)
    if len(reading.stories) < 2:
        yield from _day_lines(document, "day", text=document.text, width=width)
        return
    for story in reading.stories:
        yield from field(f"story {story.id}", said=f"characters {story.start} to {story.end}", printed=story.title or "", width=width)
        yield from _day_lines(story, "  day", text=document.text, width=width)


def time_lines(reading: Reading, *, width: int) -> Iterator[Text]:
    """One row a time expression."""
    yield _heading("Times", len(reading.times), none="the text names no day.")
    for time in reading.times:
        words = reading.document.text[time.start : time.end]
        yield from row(f"{_said_time(time):32}", [words], width=width, style=TIME)


def name_lines(reading: Reading, *, width: int) -> Iterator[Text]:
    """One row an entity, with the forms under which the document names it."""
    yield _heading("Names", len(reading.entities), none="the text names nobody.")
    forms: dict[str, dict[str, None]] = {entity.id: {} for entity in reading.entities}
    for mention in reading.mentions:
        forms.setdefault(mention.entity, {})[reading.document.text[mention.start : mention.end]] = None
    for entity in reading.entities:
        head = f"{entity.id:4} {entity.type:12} {_latin(entity)}".rstrip()
        yield from row(f"{head:34}", forms[entity.id] or {entity.name: None}, width=width, style=NAME)


def statement_lines(reading: Reading, *, width: int) -> Iterator[Text]:
    """Each statement: who says, through whom, the cue, what is said."""
    yield _heading("Statements", len(reading.statements), none="the text reports nobody's words.")
    entities = {entity.id: entity for entity in reading.entities}
    for statement in reading.statements:
        yield Text.assemble(" ", (f"{statement.id} {statement.act}", "bold"))
        yield from _links("source", statement.sources, entities=entities, width=width, none=NOBODY)
        yield from _links("through", statement.relays, entities=entities, width=width)
        for number, (start, end) in enumerate(statement.cues):
            yield from field("cue" if number == 0 else "", printed=reading.document.text[start:end], width=width, style=CUE)
        yield from _said_lines(statement, reading.document.text, width=width)


def event_lines(reading: Reading, *, width: int) -> Iterator[Text]:
    """Each event: what, who and whom, where, when, how many, and who tells it."""
    yield _heading("Events", len(reading.events), none="the text tells of none.")
    entities = {entity.id: entity for entity in reading.entities}
    statements = {statement.id: statement for statement in reading.statements}
    for event in reading.events:
        told = ", background" if event.background else ""
        yield Text.assemble(" ", (f"{event.id} {event.kind}, {event.status}{told}", "bold"))
        yield from field("trigger", printed=_words(reading, event.trigger), width=width, style=TRIGGER)
        for participant in event.participants:
            yield from _links(participant.role, [participant], entities=entities, width=width)
        yield from _scene_lines(event, reading, entities=entities, width=width)
        for quantity in event.quantities:
            yield from field(quantity.what, said=_said_amount(quantity), printed=_words(reading, quantity.span) if quantity.span else "", width=width)
        yield from _teller_lines(event, statements, entities=entities, width=width)


def _heading(title: str, count: int, *, none: str) -> Text:
    return Text.assemble((title, "bold"), f"   {count}" if count else f"   none: {none}")


def _day_lines(told: Document | Story, label: str, *, text: str, width: int) -> Iterator[Text]:
    if told.published:
        said = told.published.isoformat()
    elif told.published_range and (told.published_range.from_ or told.published_range.to):
        said = f"not settled by the text: {said_days(told.published_range)}"
    else:
        said = "not settled by the text"
    yield from field(label, said=said, width=width)
    for evidence in told.published_evidence:
        yield from field("  because", said=_said_evidence(evidence), printed=text[slice(*evidence.span)] if evidence.span else "", width=width)


def _said_evidence(evidence: Evidence) -> str:
    return clean(f"{evidence.says} ({evidence.why})" if evidence.why else evidence.says)


def _links(label: str, links: Sequence[Link | Participant], *, entities: dict[str, Entity], width: int, none: str = "") -> Iterator[Text]:
    for number, link in enumerate(links):
        entity = entities.get(link.entity or "")
        printed = link.text or (entity.name if entity else "")
        said = f"{entity.id} {_latin(entity)}".strip() if entity else ""
        yield from field(label if number == 0 else "", said=said, printed=printed, width=width, style=NAME)
    if not links and none:
        yield from field(label, said=none, width=width)


def _said_lines(statement: Statement, text: str, *, width: int) -> Iterator[Text]:
    if statement.content:
        yield from field("says", printed=text[slice(*statement.content)], width=width)
    if statement.when and (statement.when.from_ or statement.when.to):
        printed = text[slice(*statement.when.span)] if statement.when.span else ""
        yield from field("said on", said=said_days(Interval(statement.when.from_, statement.when.to)), printed=printed, width=width, style=TIME)


def _scene_lines(event: Event, reading: Reading, *, entities: dict[str, Entity], width: int) -> Iterator[Text]:
    if event.place:
        entity = entities.get(event.place)
        printed = _words(reading, event.place_span) if event.place_span else entity.name if entity else ""
        said = f"{event.place} {_latin(entity) if entity else ''}".strip()
        yield from field("where", said=said, printed=printed, width=width, style=NAME)
    if event.when and (event.when.from_ or event.when.to):
        said = f"{said_days(Interval(event.when.from_, event.when.to))} ({event.when.basis})"
        printed = _words(reading, event.when.span) if event.when.span else ""
        yield from field("when", said=said, printed=printed, width=width, style=TIME)


def _teller_lines(event: Event, statements: dict[str, Statement], *, entities: dict[str, Entity], width: int) -> Iterator[Text]:
    if not event.statements:
        yield from field("told by", said=OUTLET, width=width)
    for number, key in enumerate(event.statements):
        statement = statements.get(key)
        link = statement.sources[0] if statement and statement.sources else None
        entity = entities.get(link.entity or "") if link else None
        printed = (link.text if link else None) or (entity.name if entity else "")
        said = f"{key} {statement.act}{'' if statement.sources else f', {NOBODY}'}" if statement else key
        yield from field("told by" if number == 0 else "", said=said, printed=printed, width=width, style=NAME)


def _words(reading: Reading, span: tuple[int, int]) -> str:
    return reading.document.text[span[0] : span[1]]


def _latin(entity: Entity) -> str:
    """The name of an entity in Latin letters, where it has one."""
    name = entity.labels.get("en") or entity.name
    return "" if is_arabic(name) else clean(name)


def said_days(days: Interval) -> str:
    """An interval in words; None at an end leaves it open.

    >>> from datetime import date
    >>> said_days(Interval(date(2025, 1, 1), date(2025, 1, 31))), said_days(Interval(date(2025, 1, 1), None))
    ('2025-01-01 to 2025-01-31', 'from 2025-01-01')
    """
    if days.from_ == days.to and days.from_:
        return days.from_.isoformat()
    if days.from_ and days.to:
        return f"{days.from_.isoformat()} to {days.to.isoformat()}"
    return f"from {days.from_.isoformat()}" if days.from_ else f"until {days.to.isoformat()}" if days.to else "no day"


def _said_time(time: TimeExpression) -> str:
    if time.days:
        said = f"{said_bounds(time.days.min, time.days.max)} days"
    elif time.from_ or time.to:
        said = said_days(Interval(time.from_, time.to))
    else:
        said = "unresolved"
    return " ".join([said, *(["about"] if time.approximate else []), *([time.part_of_day] if time.part_of_day else [])])


def _said_amount(quantity: Quantity) -> str:
    return f"{'about ' if quantity.approximate else ''}{said_bounds(quantity.min, quantity.max)}"


def said_bounds(low: int | None, high: int | None) -> str:
    """Bounds in words.

    Round numbers that are exceeded ("more than 70") are bounded by the number after them.

    >>> said_bounds(3, 3), said_bounds(12, None), said_bounds(71, None), said_bounds(None, 10), said_bounds(3, 5)
    ('3', 'at least 12', 'more than 70', 'at most 10', '3 to 5')
    """
    if low == high:
        return "unknown" if low is None else f"{low:,}"
    if low is not None and high is None:
        return f"more than {low - 1:,}" if low > 10 and low % 10 == 1 else f"at least {low:,}"
    return f"at most {high:,}" if low is None else f"{low:,} to {high:,}"
