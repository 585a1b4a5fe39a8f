"""The record of an entity of a ledger: its names with where they stand, and what the base knows of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from riwaya.link.units import Member, Unit
from riwaya.model import Entity, Form, LedgerEntity, Reading
from riwaya.model.interval import Span

_MOST_FORMS = 40
_FACTS = ("wikidata", "geonames", "latitude", "longitude", "precision", "radius_km")
"""What an entity has from the base, and loses where a person says that it is another."""


def gather(units: Sequence[Unit], readings: Mapping[str, Reading]) -> LedgerEntity:
    """The entity that some units are; one that the base knows lends its id and facts. `readings` are by the ids of their documents."""
    known = min((u for u in units if u.known is not None), key=_rank, default=None)
    main = known or min(units, key=_rank)
    members = sorted((m for unit in units for m in unit.members), key=lambda m: (m.document, m.entity.id))
    own = [m.entity for m in main.members]
    sure = [m.entity.confidence for m in members if m.entity.confidence is not None]
    return LedgerEntity(
        id=main.key,
        type=_most(Counter(entity.type for entity in own)),
        name=_most(Counter(entity.name for entity in own)),
        labels=_labels(own) if main.known is not None or own[0].known is None else {},
        known=main.known,
        **({name: getattr(own[0], name) for name in _FACTS} if main.known is not None else {}),
        confidence=min(sure) if main.known is not None and sure else None,
        keys=tuple(sorted(u.key for u in units)),
        forms=_forms(members, readings),
        members=tuple(f"{m.document}#{m.entity.id}" for m in members),
    )


def _rank(unit: Unit) -> tuple[int, str]:
    """The most told first, then by key."""
    return -len(unit.members), unit.key


def _labels(entities: Iterable[Entity]) -> dict[str, str]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entity in entities:
        for language, label in entity.labels.items():
            counts[language][label] += 1
    return {language: _most(counts[language]) for language in sorted(counts)}


def _forms(members: Sequence[Member], readings: Mapping[str, Reading]) -> tuple[Form, ...]:
    """The printed forms of an entity, the most frequent first, anaphors left out."""
    first: dict[str, tuple[str, Span]] = {}
    mentions: Counter[str] = Counter()
    documents: defaultdict[str, set[str]] = defaultdict(set)
    by_document: defaultdict[str, set[str]] = defaultdict(set)
    for member in members:
        by_document[member.document].add(member.entity.id)
    for document, ids in by_document.items():
        text = readings[document].document.text
        for mention in readings[document].mentions:
            if mention.entity in ids and not mention.rule.startswith("anaphor."):
                form = text[mention.start : mention.end]
                first.setdefault(form, (document, (mention.start, mention.end)))
                mentions[form] += 1
                documents[form].add(document)
    ordered = sorted(first, key=lambda form: (-mentions[form], form))[:_MOST_FORMS]
    return tuple(
        Form(text=form, mentions=mentions[form], documents=len(documents[form]), document=first[form][0], span=first[form][1]) for form in ordered
    )


def _most(counts: Counter[str]) -> str:
    return min(counts, key=lambda name: (-counts[name], name))
