"""The day of a story that its own words leave open, by the company it keeps: dated stories that tell the same happenings.

A happening that a dated story puts on a day, and the undated one on `yesterday` or `Friday`, leaves few days on which the undated one can
have been written: it is read on each of them, and those are kept on which both put the happening on one day. Nothing is settled by one
likeness alone: towns are shelled day after day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import combinations

from msgspec import Struct

from riwaya.fuse.compare import TOPIC_CLOSE, compare, score, share_of_topic
from riwaya.fuse.identity import identify
from riwaya.fuse.knowledge import Knowledge
from riwaya.fuse.tellings import Telling, tellings_of
from riwaya.model import Evidence, Interval, Reading, Span, Story, StoryDay

INFERRED = "inferred"
RULE = "published.company"
_ANNOUNCED = "announced"
_SURE = 1.5
"""Log-odds beyond which two tellings are one happening."""
_REACH_DAYS = 6
"""How long after a happening a story may still tell it by the name of its weekday."""
_MOST_DAYS = 8
"""Days of the company that are tried for one story; what matches more of them is told of too often to date anything."""
_NARROW_DAYS = 45
"""Days within which a story's own words place it, so that one contact of two persons is hardly another."""
_FEWEST_COUNTED = 3
_WIDEST_DAYS = 1
_REAL = frozenset(["happened", "ended"])
_CONTACTS = frozenset(["call", "meeting", "summon"])

Key = tuple[str, str, str]
"""A kind of event and two things that it has: named entities or amounts."""

ReadOn = Callable[[Reading, StoryDay], Reading]
"""Reads the page of a reading again, with one of its stories on a day."""


class _Match(Struct, frozen=True):
    """On `day`, the event of the undated story whose trigger is `trigger` and a dated telling are one happening.

    `dates`: both put it on one day, which hangs on that of the story; others only show that the two tell of the same things. `named`: they share
    two names or counts; `close`: their stories share many names.
    """

    day: date
    trigger: Span
    kind: str
    dates: bool
    named: bool
    close: bool
    other: Telling


def find_days(readings: Sequence[Reading], *, read_on: ReadOn, among: Set[str], knowledge: Knowledge) -> dict[str, tuple[StoryDay, ...]]:
    """Document to the days of those of its stories that dated stories of other documents date; only documents with such stories are keys.

    `among` are the documents that can be read again.
    A story's days are one, or the first and last of those that fit; the stories keep their own ranges where these are tighter.
    """
    undated = [(r, s) for r in readings if r.document.id in among for s in r.stories if s.published is None]
    if not undated or not any(s.published for r in readings for s in r.stories):
        return {}
    identities = identify(readings, knowledge.countries)
    by_document = {r.document.id: tellings_of(r, identities) for r in readings}
    index: defaultdict[Key, list[Telling]] = defaultdict(list)
    for t in (t for told in by_document.values() for t in told if t.told is not None and _is_datable(t)):
        for key in _keys(t):
            index[key].append(t)
    by_id = {r.document.id: r for r in readings}
    found: defaultdict[str, list[StoryDay]] = defaultdict(list)
    for reading, story in undated:
        own = [t for t in by_document[reading.document.id] if t.story == story.id and _is_datable(t)]
        met = {o.ref: o for t in own for key in _keys(t) for o in index[key] if o.document != t.document}
        kinds = {o.kind for o in met.values()}
        if not (len(kinds) > 1 or (_is_narrow(story) and kinds & _CONTACTS)):
            continue  # the page would be read on many days for nothing
        if day := _date(reading, story, list(met.values()), by_id=by_id, read_on=read_on, knowledge=knowledge):
            found[reading.document.id].append(day)
    return {document: tuple(days) for document, days in found.items()}


def _is_datable(t: Telling) -> bool:
    return t.status in _REAL and not t.event.background


def _single(t: Telling) -> bool:
    return t.when is not None and (t.when.last - t.when.first).days <= _WIDEST_DAYS


def _traits(t: Telling) -> set[str]:
    """What tells a happening from others of its kind: the named entities in it, and what it counts."""
    everyone = [t.place, *(who for role in t.roles.values() for who in role)]
    names = {who.id for who in everyone if who is not None and who.named and who.type != "weapon"}
    return names | {
        f"{what} {least}" for what, (least, most) in t.amounts.items() if least is not None and least == most and least >= _FEWEST_COUNTED
    }


def _keys(t: Telling) -> Iterator[Key]:
    return ((t.kind, a, b) for a, b in combinations(sorted(_traits(t)), 2))


def _date(
    reading: Reading, story: Story, others: Sequence[Telling], *, by_id: Mapping[str, Reading], read_on: ReadOn, knowledge: Knowledge
) -> StoryDay | None:
    """The day or days of one story; None where its company does not settle them."""
    neighbours = [by_id[document] for document in sorted({o.document for o in others})]
    days = _days_to_try(story, others)
    read = {day: read_on(reading, StoryDay(story=story.id, first=day, last=day, basis=INFERRED)) for day in days}
    read = {day: again for day, again in read.items() if not _is_doubted(again, story.id)}
    moving = _moving(read, announced=len({day.weekday() for day in read}) == 1)
    matches = [m for day, again in read.items() for m in _matches(again, story, day=day, moving=moving, neighbours=neighbours, knowledge=knowledge)]
    fits = _fitting([m for m in matches if m.dates])
    told = [m for m in matches if m.day in fits]
    if not fits or max(fits) - min(fits) > timedelta(days=_REACH_DAYS) or not _is_enough(told, story):
        return None
    return StoryDay(story=story.id, first=min(fits), last=max(fits), basis=INFERRED, evidence=_evidence([m for m in told if m.dates]))


def _days_to_try(story: Story, others: Sequence[Telling]) -> list[date]:
    """The days from each happening of the company on, as far as the story's own range allows."""
    known = story.published_range or Interval(None, None)
    happened = {o.when.last for o in others if o.when is not None and _single(o)}
    ranges = [[day + timedelta(days=n) for n in range(_REACH_DAYS + 1)] for day in sorted(happened)]
    allowed = [[d for d in days if (known.from_ is None or d >= known.from_) and (known.to is None or d <= known.to)] for days in ranges]
    allowed = [days for days in allowed if days]
    return sorted({day for days in allowed for day in days}) if len(allowed) <= _MOST_DAYS else []


def _is_doubted(reading: Reading, story: int) -> bool:
    """True where the story's own words speak against the day; a date beside it may be any."""
    return any(
        evidence.span and evidence.why.startswith("published.given_differs")
        for s in reading.stories
        if s.id == story
        for evidence in s.published_evidence
    )


def _matches(
    reading: Reading, story: Story, *, day: date, moving: Set[Span], neighbours: Sequence[Reading], knowledge: Knowledge
) -> Iterator[_Match]:
    identities = identify([reading, *neighbours], knowledge.countries)
    own = [t for t in tellings_of(reading, identities) if t.story == story.id and _is_datable(t)]
    others = [t for r in neighbours for t in tellings_of(r, identities) if t.told is not None and _is_datable(t)]
    for t in own:
        for o in (o for o in others if o.kind == t.kind):
            named = len(_traits(t) & _traits(o)) > 1
            dates = t.event.trigger in moving and _single(t) and _single(o) and _days(t) == _days(o)
            if not dates and not (named and None in (t.when, o.when)):
                continue
            compared = compare(t, o, containers=knowledge.containers)
            if compared.veto is None and score(compared, knowledge.weights) > _SURE:
                yield _Match(day, t.event.trigger, t.kind, dates, named, share_of_topic(t, o) >= TOPIC_CLOSE, o)


def _days(t: Telling) -> tuple[date, date] | None:
    return (t.when.first, t.when.last) if t.when else None


def _moving(read: Mapping[date, Reading], *, announced: bool) -> frozenset[Span]:
    """The triggers of events whose day hangs on that of the story; of those that are only `announced` on it, only where its weekday is known."""
    days: defaultdict[Span, set[tuple[date | None, date | None] | None]] = defaultdict(set)
    for again in read.values():
        for event in again.events:
            if event.when is None or announced or event.when.basis != _ANNOUNCED:
                days[event.trigger].add((event.when.from_, event.when.to) if event.when else None)
    return frozenset(trigger for trigger, seen in days.items() if len(seen) > 1 or len(read) == 1)


def _fitting(matches: Sequence[_Match]) -> frozenset[date]:
    """The days on which every event that the company tells fits; none where two of them ask for different days."""
    by_event: defaultdict[Span, set[date]] = defaultdict(set)
    for m in matches:
        by_event[m.trigger].add(m.day)
    fits: set[date] | None = None
    for days in by_event.values():
        fits = days if fits is None else fits & days
    return frozenset(fits or ())


def _is_enough(matches: Sequence[_Match], story: Story) -> bool:
    """True where two kinds of happenings are shared, or a contact of two persons whose time the story's own words bound."""
    if len({m.kind for m in matches}) > 1 and any(m.named for m in matches):
        return True
    return _is_narrow(story) and any(m.named and m.dates and (m.close or m.kind in _CONTACTS) for m in matches)


def _is_narrow(story: Story) -> bool:
    known = story.published_range
    return known is not None and known.from_ is not None and known.to is not None and (known.to - known.from_).days <= _NARROW_DAYS


def _evidence(matches: Sequence[_Match]) -> tuple[Evidence, ...]:
    """The words of the story that its company dates, each with what dates it."""
    found: dict[Span, _Match] = {}
    for m in sorted(matches, key=lambda m: (m.trigger, m.other.ref)):
        found.setdefault(m.trigger, m)
    return tuple(Evidence(span, f"{m.other.ref} puts this on {m.other.when}", f"{RULE}: told by a dated page") for span, m in found.items())
