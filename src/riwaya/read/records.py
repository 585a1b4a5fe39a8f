"""Turns the layers of a parse into the records of a reading; strings are cut here and nowhere before."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, structs

from riwaya.lexicon.entries import Head, Name
from riwaya.model import (
    Entity,
    Event,
    EventTime,
    Link,
    Mention,
    Page,
    Participant,
    Quantity,
    Reading,
    Span,
    Statement,
    StatementTime,
    TimeExpression,
)
from riwaya.read.events.frames import Filler
from riwaya.read.events.quantities import Count
from riwaya.read.events.sharing import Happening
from riwaya.read.groups import Group
from riwaya.read.names.drafts import Draft, counted_span, group_span, span_of
from riwaya.read.names.entities import Entities
from riwaya.read.parse import Parse
from riwaya.read.passages.find import main_language
from riwaya.read.statements.contents import LONGEST_CONTENT
from riwaya.read.statements.voices import Said, Voice


class Mentions(Struct):
    """The mentions of a document as they are made, by span, and the main one of each group."""

    parse: Parse
    entities: Entities
    by_span: dict[tuple[Span, int], int] = {}
    items: list[tuple[Span, str, int, str]] = []
    of_group: dict[int, int] = {}

    def add(self, span: Span, entity: int, *, kind: str, rule: str) -> int:
        """The position of the mention over a span, made where it is new."""
        number = self.by_span.setdefault((span, entity), len(self.items))
        if number == len(self.items):
            self.items.append((span, kind, entity, rule))
        return number

    def add_group(self, group: Group) -> None:
        """The mentions of a group: its name, its description, and what it belongs to."""
        if group.of is not None and group.of.entity >= 0 and group.of is not group and (group.of.entity != group.entity or _is_side(group)):
            self.add_group(group.of)
        if group.second is not None:
            self.add_group(group.second)
        main = None
        if group.type == "person" and group.name is not None:
            main = self.add(_part_span(self.parse, group, group.name), group.entity, kind="person", rule=group.rule)
            if group.head is not None and group.head.type == "title":
                self.add(group_span(self.parse, group), group.entity, kind="person", rule=group.rule)
            elif group.office is not None:
                self.add(_part_span(self.parse, group, group.office), group.entity, kind="person", rule=group.rule)
        else:
            main = self.add(group_span(self.parse, group), group.entity, kind=group.type, rule=group.rule)
            if _has_own_name(group) and group.name is not None:
                self.add(_part_span(self.parse, group, group.name), group.entity, kind=group.type, rule=group.rule)
            whole = group.of if group.type == "group" else None
            if whole is not None and group.first + 1 < whole.first and self.parse.tokens.words[whole.first - 1] == "من":
                part = structs.replace(group, after=whole.first - 1, of=None)  # 14 مسلحا, of `14 مسلحا من قوات الجبهة`
                self.add(counted_span(self.parse, part) or group_span(self.parse, part), group.entity, kind=group.type, rule=group.rule)
            counted = counted_span(self.parse, group)
            if counted is not None:
                main = self.add(counted, group.entity, kind=group.type, rule=group.rule)
        self.of_group[id(group)] = main


def _is_side(group: Group) -> bool:
    """True for a place beside one, which it takes for its own: `قرب مطار زيلوفا`."""
    return group.head is not None and group.head.direction


def _has_own_name(group: Group) -> bool:
    """True for a group whose proper name names the same thing without its head: `مدينة زيلوفا`, `وكالة رويترز`."""
    head = group.head
    if head is None or group.name is None or group.number != "s" or group.name[0] == group.first:
        return False
    if group.type == "place":
        return head.type == "place_head" and head.level in ("settlement", "region", "district")
    if group.type == "medium":
        return True
    return group.type == "organization" and group.known is not None and group.known.type == "organization"  # طيران فلان is not the man


def _part_span(parse: Parse, group: Group, part: tuple[int, int]) -> Span:
    return span_of(parse, part[0], part[1], skip=group.skip if part[0] == group.first else 0)


def build_reading(
    page: Page, parse: Parse, *, entities: Entities, times: tuple[TimeExpression, ...], said: list[Said], happenings: list[Happening]
) -> Reading:
    """The reading of a page from its layers; ids follow the order of the text."""
    _settle_capitals(entities, said, happenings)
    mentions = Mentions(parse, entities, {}, [], {})
    for group in parse.groups:
        mentions.add_group(group)
    nations = _nation_mentions(parse, entities, mentions, happenings)
    for happening in happenings:
        if happening.place is not None:
            mentions.add(group_span(parse, happening.place), entities.city(happening.place), kind="place", rule=happening.place.rule)
    order = sorted(range(len(mentions.items)), key=[(span, entity) for span, _, entity, _ in mentions.items].__getitem__)
    mention_ids = {old: f"m{new}" for new, old in enumerate(order)}
    entity_ids = _entity_ids(mentions, order, entities)
    builder = _Builder(parse, entities, times, mentions, mention_ids, entity_ids, nations, said)
    first = parse.stories[0]
    document = structs.replace(
        page.document,
        language=main_language(parse.passages),
        published=first.published,
        published_range=first.published_range,
        published_evidence=first.published_evidence,
        published_basis=first.published_basis,
        witnesses=page.witnesses,
    )
    return Reading(
        document=document,
        stories=parse.stories,
        passages=parse.passages,
        entities=tuple([_entity(entities.drafts[number], entities, entity_ids) for number in entity_ids if number >= 0]),
        mentions=tuple(
            [
                Mention(id=mention_ids[n], start=span[0], end=span[1], type=kind, entity=entity_ids[entity], rule=rule)
                for n in order
                for span, kind, entity, rule in (mentions.items[n],)
            ]
        ),
        times=times,
        statements=tuple([builder.statement(n, item) for n, item in enumerate(said)]),
        events=tuple([builder.event(n, item) for n, item in enumerate(happenings)]),
    )


def _settle_capitals(entities: Entities, said: list[Said], happenings: list[Happening]) -> None:
    """A capital under attack is the city, not the state that it speaks for elsewhere."""
    speaking = {id(voice.group) for item in said for voice in (*item.sources, *item.relays)}
    for happening in happenings:
        frame = happening.frame
        attacked = [f.group for f in frame.fillers if f.role == "target" and f.group is not None] if frame.entry.kind == "strike" else []
        for group in attacked:
            if group.level == "capital" and id(group) not in speaking and not any(f.group is group and f.role != "target" for f in frame.fillers):
                group.entity = entities.city(group)


def _nation_mentions(parse: Parse, entities: Entities, mentions: Mentions, happenings: list[Happening]) -> dict[int, int]:
    """Nations named only by an adjective beside a trigger, or by the capital that sought a contact: their mentions, by token."""
    found: dict[int, int] = {}
    for happening in happenings:
        for filler in (*happening.frame.fillers, *([happening.initiative] if happening.initiative else [])):
            if filler.nation:
                filler.entity = entities.nation(filler.nation)
                group = parse.group_at[filler.token]
                capital = group is not None and group.known is not None and group.known.stands_for == filler.nation
                skip = 1 if parse.tokens.words[filler.token].startswith("و") else 0
                span = group_span(parse, group) if group and capital else span_of(parse, filler.token, filler.token + 1, skip=skip)
                found[filler.token] = mentions.add(span, filler.entity, kind="place", rule="metonym.capital" if capital else "nation.adjective")
            elif filler.group is not None:
                filler.entity = filler.group.entity
    return found


def _entity_ids(mentions: Mentions, order: list[int], entities: Entities) -> dict[int, str]:
    """Entities in the order of their first mention; what is mentioned nowhere but as an owner comes last."""
    ids: dict[int, str] = {}
    for n in order:
        ids.setdefault(mentions.items[n][2], f"x{len(ids)}")
    for draft in entities.drafts:
        if draft.number in ids and draft.role_of >= 0:
            ids.setdefault(draft.role_of, f"x{len(ids)}")
    return ids


def _entity(draft: Draft, entities: Entities, ids: dict[int, str]) -> Entity:
    known = draft.known
    name = entities.best_name(draft)
    return Entity(
        id=ids[draft.number],
        type=draft.type,
        name=name,
        labels=_labels(draft, name, entities),
        role_of=ids.get(draft.role_of) if draft.role_of >= 0 and not draft.named else None,
        known=known.id if isinstance(known, Name) else None,
        heads=tuple(sorted({g.head.id for g in draft.groups if g.head is not None and _is_plain(g, g.head)})),
        of=_owner(draft, entities),
        named=known is not None or any(g.name is not None and g.type == draft.type for g in draft.groups) or draft.rule == "nation.adjective",
        rule=draft.rule,
    )


def _owner(draft: Draft, entities: Entities) -> str | None:
    """The id of the country or body whose office or body it is, as the first group that says so has it; None for what has no head."""
    for group in draft.groups:
        if group.head is None or group.type not in ("person", "organization") or _says_more(group):
            continue
        owner = entities.owner(group)
        if owner is not None and owner.startswith("#"):
            known = entities.drafts[int(owner[1:])].known if owner != "#-1" else None
            owner = known.id if known is not None else None
        if owner is not None and owner != _known_id(draft):
            return owner
    return None


def _says_more(group: Group) -> bool:
    """True for a description with words beside its head and whose it is: another body or holder (`قوات الهندسة الروسية`, `الوزير السابق`)."""
    if group.head is None or group.name is not None:
        return False
    inner = group.of.after - group.of.first if group.of is not None and group.of is not group else 0
    return group.after - group.first > len(group.head.lemma.split()) + len(group.nations) + inner


def _known_id(draft: Draft) -> str | None:
    """The id of the known name of an entity in the making."""
    return None if draft.known is None else draft.known.id


def _is_plain(group: Group, head: Head) -> bool:
    """True unless a body's head has an attribute that says which of its owner's it is: `قوات الهندسة الروسية` are not its forces."""
    beside = len(head.lemma.split()) + len(group.nations)
    return group.type != "organization" or group.of is not None or group.name is not None or group.after - group.first <= beside


def _labels(draft: Draft, name: str, entities: Entities) -> dict[str, str]:
    """The names of an entity by language: those of the gazetteer, else its name in the language of the passage where that stands."""
    parse = entities.parse
    if draft.known is not None:
        # an English lexicon gives the names of its entries in English only
        arab = parse.lexicon.language == "ar"
        lexicon = parse.lexicon if arab else next((s.lexicon for s in parse.stretches if s.lexicon.language == "ar"), None)
        arabic = None if lexicon is None else lexicon.by_id.get(draft.known.id)
        return ({"ar": arabic.forms[0]} if isinstance(arabic, Name) else {}) | {"en": draft.known.en}
    if len(parse.stretches) == 1 and parse.lexicon.language == "ar":
        return {"ar": name}
    group = next((g for g in draft.groups if name in entities.label(g)), None) or next(iter(draft.groups), None)
    return {(parse.language_of(group.first) if group is not None else None) or "ar": name}


class _Builder:
    """Cuts statements and events out of the layers."""

    def __init__(
        self,
        parse: Parse,
        entities: Entities,
        times: tuple[TimeExpression, ...],
        mentions: Mentions,
        mention_ids: dict[int, str],
        entity_ids: dict[int, str],
        nations: dict[int, int],
        said: list[Said],
    ) -> None:
        self.parse, self.entities, self.times = parse, entities, times
        self.mentions, self.mention_ids, self.entity_ids, self.nations, self.said = mentions, mention_ids, entity_ids, nations, said
        self.today: dict[int, tuple[date | None, Span | None]] = {}

    def link(self, voice: Voice) -> Link:
        if voice.group is None:
            return Link(self.entity_ids.get(voice.entity), None, None)
        mention = self.mentions.of_group.get(id(voice.group))
        return Link(self.entity_ids.get(voice.entity), None if mention is None else self.mention_ids[mention], self._words(voice.group))

    def statement(self, number: int, said: Said) -> Statement:
        cues = tuple([self.parse.span(*cue) for cue in said.cues])
        content = None if said.content is None else self.parse.span(*said.content)
        if content is not None and content[1] - content[0] > LONGEST_CONTENT:
            content = (content[0], content[0] + LONGEST_CONTENT)
        spans = [*cues, *([content] if content else [])]
        time = None
        if said.time >= 0 and self.times[said.time].from_ is not None:
            found = self.times[said.time]
            time = StatementTime(found.from_, found.to, (found.start, found.end))
        return Statement(
            id=f"s{number}",
            start=min(spans)[0],
            end=max([end for _, end in spans]),
            cues=cues,
            act=said.act,
            sources=tuple([self.link(v) for v in said.sources]),
            relays=tuple([self.link(v) for v in said.relays]),
            content=content,
            when=time,
            rule=said.rule,
        )

    def event(self, number: int, item: Happening) -> Event:
        frame = item.frame
        trigger = self._trigger(item)
        clause = self.parse.span(frame.clause.first, max(frame.clause.after, item.trigger[1]))
        place = item.place
        return Event(
            id=f"e{number}",
            kind=frame.entry.kind,
            trigger=trigger,
            evidence=(min(clause[0], trigger[0]), max(clause[1], trigger[1])),
            participants=tuple([self.participant(f) for f in _distinct(_members(frame.fillers))]),
            place=None if place is None else self.entity_ids.get(self.entities.city(place)),
            place_span=None if place is None else group_span(self.parse, place),
            when=self._when(item),
            quantities=tuple([self._quantity(count) for count in item.counts]),
            status=item.status,
            statements=tuple([f"s{n}" for n in item.said]),
            initiative=None if item.initiative is None else self.seeker(item.initiative),
            background=bool(item.background),
            background_rule=item.background,
            rule=frame.entry.id,
        )

    def _quantity(self, count: Count) -> Quantity:
        span = self.parse.span(count.first, count.after)
        return Quantity(what=count.what, min=count.min, max=count.max, approximate=count.approximate, of=None, span=span, rule=count.rule)

    def _trigger(self, item: Happening) -> Span:
        before = item.frame.hit.before
        skip = before.length - (2 if before.article else 0)
        return span_of(self.parse, item.trigger[0], item.trigger[1], skip=max(0, skip))

    def _when(self, item: Happening) -> EventTime | None:
        if item.when >= 0:
            found = self.times[item.when]
            return EventTime(found.from_, found.to, "stated", (found.start, found.end))
        if item.lead is not None:
            return self._when(item.lead)
        if item.announced:
            said = self.said[item.said[0]] if item.said else None
            if said is not None and said.time >= 0:
                told = self.times[said.time]
                single = told.from_ is not None and told.from_ == told.to
                return EventTime(told.from_, told.to, "announced", (told.start, told.end)) if single else None
            day, span = self._today(self.parse.story_of(item.trigger[0]))
            if day is not None:
                return EventTime(day, day, "announced", span)
        return None

    def _today(self, story: int) -> tuple[date | None, Span | None]:
        """The day that the story calls today, with its words, else the one on which it was published."""
        if story not in self.today:
            self.today[story] = (self.parse.stories[story].published, None)
            for raw, time in zip(self.parse.raw_times, self.times, strict=True):
                if time.rule.startswith("time.today") and time.from_ is not None and self.parse.story_of(raw.first) == story:
                    self.today[story] = (time.from_, (time.start, time.end))
                    break
        return self.today[story]

    def seeker(self, filler: Filler) -> Link:
        found = self.participant(filler)
        return Link(found.entity, found.mention, found.text)

    def participant(self, filler: Filler) -> Participant:
        if filler.group is None:
            mention = self.nations[filler.token]
            span = self.mentions.items[mention][0]
            return Participant(
                filler.role, self.entity_ids.get(filler.entity), self.mention_ids[mention], self.parse.document.text[span[0] : span[1]]
            )
        mention_number = self.mentions.of_group.get(id(filler.group))
        mention_id = None if mention_number is None else self.mention_ids[mention_number]
        return Participant(filler.role, self.entity_ids.get(filler.entity), mention_id, self._words(filler.group))

    def _words(self, group: Group) -> str:
        """The printed words of a group, with the number that counts it."""
        counted = counted_span(self.parse, group)
        return self.entities.printed(group) if counted is None else self.parse.document.text[slice(*counted)]


def _members(fillers: list[Filler]) -> list[Filler]:
    """A dual that points back to two persons fills its role with both."""
    found: list[Filler] = []
    for filler in fillers:
        if filler.group is not None and filler.group.members:
            found.extend(Filler(filler.role, filler.group, entity=number) for number in filler.group.members)
        else:
            found.append(filler)
    return found


def _distinct(fillers: list[Filler]) -> list[Filler]:
    seen = set()
    kept = []
    for filler in fillers:
        if (filler.role, filler.entity) not in seen:
            seen.add((filler.role, filler.entity))
            kept.append(filler)
    return kept
