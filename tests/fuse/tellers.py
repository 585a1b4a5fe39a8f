"""Readings made by hand for the tests of fusion: a text, what it names, says and tells, every cell pinned to its words.

Words are found in the text, `words@2` the second time; a description that the text does not bear out fails at once.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct, field, structs

from riwaya.fuse.accounts import Voiced, accounts_of, bare_denial
from riwaya.fuse.copies import find_reprints
from riwaya.fuse.denials import find_denials
from riwaya.fuse.identity import Identities, Identity, identify
from riwaya.fuse.knowledge import load_knowledge
from riwaya.fuse.tellings import Telling, tellings_of
from riwaya.model import (
    Document,
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
    StatementTime,
    Story,
)

RULE = "hand"
PRESS = ("السراج", "ضفاف", "المرسى", "الأصيل")
"""Outlets."""
ARMY, FOES = "الجيش الدالموري", "الجيش التورساني"
MINISTRY, FOREIGN = "وزارة الداخلية الدالمورية", "وزارة الخارجية التورسانية"
TOWN, NATION, ENEMY = "بيرناك", "دالمورا", "تورسانيا"
SCENE = {TOWN: "place", NATION: "place", ENEMY: "place"}
BACKGROUND = f"\nويدور النزاع بين {NATION} و{ENEMY} منذ الشتاء الماضي."
"""A last sentence that names both countries, so that their armies and ministries are known for theirs."""


class Name(Struct, frozen=True, kw_only=True):
    """An entity to be: `forms` are its words in the text (default: its name), `rule` what would have found it."""

    type: str
    known: str | None = None
    labels: dict[str, str] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    role_of: str | None = None
    rule: str = RULE


class Said(Struct, frozen=True, kw_only=True):
    """A statement to be: who says it (`by`) and through whom (`via`), by name; `on` is the day on which it was said."""

    cue: str
    by: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    act: str = "assert"
    content: str | None = None
    on: str | None = None


class Count(Struct, frozen=True, kw_only=True):
    """An amount to be, with the words that give it."""

    what: str
    words: str
    min: int | None
    max: int | None
    approximate: bool = False
    of: str | None = None


class Told(Struct, frozen=True, kw_only=True):
    """An event to be; `by` are the numbers of the statements that assert it, `roles` maps a role to names, `day` may be `FIRST..LAST`."""

    kind: str
    trigger: str
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place: str | None = None
    day: str | None = None
    basis: str = "stated"
    status: str = "happened"
    counts: tuple[Count, ...] = ()
    by: tuple[int, ...] = ()
    initiative: str | None = None


def at(text: str, words: str) -> Span:
    """Where words stand in a text; `words@2` the second time. Fails where they do not."""
    words, _, nth = words.partition("@")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(words, start + 1)
    return start, start + len(words)


def reading(
    id: str,
    text: str,
    *,
    names: Mapping[str, str | Name],
    says: Sequence[Said] = (),
    tells: Sequence[Told] = (),
    day: str | None = "2031-03-04",
    outlet: str | None = PRESS[0],
    stories: Sequence[tuple[str, str | None]] = (),
) -> Reading:
    """The reading that a description amounts to; `stories` are the first words of later stories and their days."""
    made = {name: n if isinstance(n, Name) else Name(type=n) for name, n in names.items()}
    ids = {name: f"x{n}" for n, name in enumerate(made)}
    parts = _stories(text, [("", day), *stories])
    mentions = tuple(_mentions(text, made, ids))
    first = {m.entity: m for m in reversed(mentions)}
    unseen = [name for name in made if ids[name] not in first]
    assert not unseen, f"{id}: the text does not name {unseen}"
    links = {name: Link(ids[name], first[ids[name]].id, text[first[ids[name]].start : first[ids[name]].end]) for name in made}
    return Reading(
        document=Document(id=id, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), outlet=outlet, published=parts[0].published),
        stories=parts,
        passages=tuple(Passage(start=s.start, end=s.end, role="body", story=s.id, language="ar") for s in parts),
        entities=tuple(_entity(ids[name], name, how=n, ids=ids) for name, n in made.items()),
        mentions=mentions,
        times=(),
        statements=tuple(_statement(f"s{n}", s, text=text, links=links) for n, s in enumerate(says)),
        events=tuple(_event(f"e{n}", t, text=text, links=links) for n, t in enumerate(tells)),
    )


def strike(
    id: str,
    *,
    actor: str | None = FOES,
    place: str = TOWN,
    source: str | None = None,
    on: str | None = "2031-03-03",
    basis: str = "stated",
    status: str = "happened",
    day: str | None = "2031-03-04",
    outlet: str | None = PRESS[0],
    names: Mapping[str, str | Name] = SCENE,
) -> Reading:
    """An article of one sentence that tells a bombardment, laid to an actor, according to a source (None: in the outlet's own voice)."""
    text = f"شهدت {place} قصفا" + (f" نُسب إلى {actor}" if actor else "") + (f"، بحسب {source}" if source else "") + "." + BACKGROUND
    found = {place: "place", **dict.fromkeys(filter(None, (actor, source)), "organization"), **names}
    roles = {"actor": (actor,)} if actor else {}
    told = Told(kind="strike", trigger="قصفا", roles=roles, place=place, day=on, basis=basis, status=status, by=(0,) if source else ())
    says = [Said(cue="بحسب", by=(source,))] if source else []
    return reading(id, text, names=_present(found, text), says=says, tells=[told], day=day, outlet=outlet)


def toll(
    id: str,
    killed: int | Count,
    *,
    source: str | None = None,
    lead: str = "",
    place: str = TOWN,
    on: str | None = "2031-03-03",
    day: str | None = "2031-03-04",
    outlet: str | None = PRESS[0],
    names: Mapping[str, str | Name] = SCENE,
) -> Reading:
    """An article of one sentence that tells how many died, according to a source; `lead` are its first words."""
    count = killed if isinstance(killed, Count) else Count(what="killed", words=f"{killed} شخصا", min=killed, max=killed)
    text = f"{lead}قُتل {count.words} في {place}" + (f"، بحسب {source}" if source else "") + "." + BACKGROUND
    found = {place: "place", **({source: "organization"} if source else {}), **names}
    told = Told(kind="casualties", trigger="قُتل", place=place, day=on, counts=(count,), by=(0,) if source else ())
    says = [Said(cue="بحسب", by=(source,))] if source else []
    return reading(id, text, names=_present(found, text), says=says, tells=[told], day=day, outlet=outlet)


def flagged(reading: Reading, *flags: str) -> Reading:
    """The reading as if its whole text were one passage with these flags."""
    passage = Passage(start=0, end=len(reading.document.text), role="body", story=0, language="ar", flags=flags)
    return structs.replace(reading, passages=(passage,))


def denied(id: str, source: str, *, day: str = "2031-03-04", outlet: str = PRESS[1]) -> Reading:
    """An article in which a source denies a bombardment of the town."""
    text = f"نفى {source} أن يكون قد قصف {TOWN}." + BACKGROUND
    told = Told(kind="strike", trigger="قصف", place=TOWN, day="2031-03-03", status="denied", by=(0,))
    says = [Said(cue="نفى", by=(source,), act="deny")]
    return reading(id, text, names={source: "organization", **SCENE}, says=says, tells=[told], day=day, outlet=outlet)


def tell(*readings: Reading) -> tuple[Telling, ...]:
    """The tellings of several readings, in their order."""
    identities = identify(readings)
    return tuple(t for r in readings for t in tellings_of(r, identities))


def who(readings: Reading | Sequence[Reading]) -> dict[str, Identity]:
    """The identities of readings by `DOCUMENT:NAME`, by the name alone where there is one reading."""
    several = [readings] if isinstance(readings, Reading) else readings
    of = identify(several).of
    if len(several) == 1:
        return {e.name: of[r.document.id, e.id] for r in several for e in r.entities}
    return {f"{r.document.id}:{e.name}": of[r.document.id, e.id] for r in several for e in r.entities}


def gather(*readings: Reading) -> tuple[list[Voiced], Identities]:
    """All accounts of readings as if they told one incident, bare denials after what they deny, and the identities behind them."""
    ordered = sorted(readings, key=lambda r: r.document.id)
    identities = identify(ordered)
    own = {r.document.id: tellings_of(r, identities) for r in ordered}
    copies = find_reprints(ordered, [t for tellings in own.values() for t in tellings], identities=identities)
    found: list[Voiced] = []
    for r in ordered:
        denials = list(find_denials(r, own[r.document.id], identities=identities, knowledge=load_knowledge()))
        for t in own[r.document.id]:
            found += accounts_of(t, r, identities=identities, copy=t.ref in copies)
            found += [bare_denial(t, s, r, identities=identities, copy=t.ref in copies) for denied, s in denials if denied.ref == t.ref]
    return found, identities


def _present(names: Mapping[str, str | Name], text: str) -> dict[str, str | Name]:
    """The names that a text holds, other than inside longer ones."""
    found = set()
    for name in sorted(names, key=len, reverse=True):
        found |= {name} if name in text else set()
        text = text.replace(name, "…")
    return {name: how for name, how in names.items() if name in found}


def _days(days: str) -> Interval:
    first, _, last = days.partition("..")
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


def _stories(text: str, given: Sequence[tuple[str, str | None]]) -> tuple[Story, ...]:
    starts = [text.index(words) for words, _ in given]
    ends = [*starts[1:], len(text)]
    return tuple(
        Story(id=n, start=start, end=end, published=date.fromisoformat(day) if day else None)
        for n, (start, end, (_, day)) in enumerate(zip(starts, ends, given, strict=True))
    )


def _entity(id: str, name: str, *, how: Name, ids: Mapping[str, str]) -> Entity:
    return Entity(
        id=id, type=how.type, name=name, labels=how.labels, known=how.known, role_of=ids[how.role_of] if how.role_of else None, rule=how.rule
    )


def _mentions(text: str, names: Mapping[str, Name], ids: Mapping[str, str]) -> Iterable[Mention]:
    """Every occurrence of every form, the longest first, none inside another."""
    forms = {form: name for name, how in names.items() for form in (how.forms or (name,))}
    pattern = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    for n, found in enumerate(re.finditer(pattern, text) if pattern else ()):
        name = forms[found[0]]
        yield Mention(id=f"m{n}", start=found.start(), end=found.end(), type=names[name].type, entity=ids[name], rule=names[name].rule)


def _statement(id: str, said: Said, *, text: str, links: Mapping[str, Link]) -> Statement:
    cue, content = at(text, said.cue), at(text, said.content) if said.content else None
    when = _days(said.on) if said.on else None
    return Statement(
        id=id,
        start=min(cue[0], content[0] if content else cue[0]),
        end=max(cue[1], content[1] if content else cue[1]),
        cues=(cue,),
        act=said.act,
        sources=tuple(links[name] for name in said.by),
        relays=tuple(links[name] for name in said.via),
        content=content,
        when=StatementTime(when.from_, when.to, None) if when else None,
        rule=RULE,
    )


def _event(id: str, told: Told, *, text: str, links: Mapping[str, Link]) -> Event:
    trigger, days = at(text, told.trigger), _days(told.day) if told.day else None
    place = links[told.place] if told.place else None
    participants = ((role, links[name]) for role, names in told.roles.items() for name in names)
    return Event(
        id=id,
        kind=told.kind,
        trigger=trigger,
        evidence=trigger,
        participants=tuple(Participant(role, link.entity, link.mention, link.text) for role, link in participants),
        place=place.entity if place else None,
        place_span=at(text, place.text) if place and place.text else None,
        when=EventTime(days.from_, days.to, told.basis, None) if days else None,
        quantities=tuple(_quantity(c, text, links=links) for c in told.counts),
        status=told.status,
        statements=tuple(f"s{n}" for n in told.by),
        initiative=links[told.initiative] if told.initiative else None,
        rule=RULE,
    )


def _quantity(count: Count, text: str, *, links: Mapping[str, Link]) -> Quantity:
    of = links[count.of].entity if count.of else None
    return Quantity(what=count.what, min=count.min, max=count.max, approximate=count.approximate, of=of, span=at(text, count.words), rule=RULE)
