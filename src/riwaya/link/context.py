"""What a document says around its entities: their printed forms, the countries that it speaks of, the places that it surely names."""

from collections import Counter, defaultdict
from datetime import date

from msgspec import Struct

from riwaya.link.announced import kinds_announced
from riwaya.link.base import Base
from riwaya.link.facts import Fact
from riwaya.model import Entity, Mention, Reading


class Context(Struct, frozen=True):
    """A reading and what resolving asks of it.

    `forms` are the printed forms of each entity, in order of their first mention; `states` counts how often the text names each country, by ISO code;
    `anchors` are the places of the readers' own gazetteer that have coordinates, by entity; `day` is the day of publication of the first story;
    `kinds` are the kinds of place that the mentions of each place announce.
    """

    reading: Reading
    base: Base
    forms: dict[str, tuple[str, ...]]
    mentions: dict[str, tuple[Mention, ...]]
    states: Counter[str]
    anchors: dict[str, Fact]
    day: date | None
    kinds: dict[str, frozenset[str]]

    @staticmethod
    def of(reading: Reading, base: Base) -> "Context":
        """The context of a reading."""
        text = reading.document.text
        mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in reading.mentions:
            mentions[mention.entity].append(mention)
        states: Counter[str] = Counter()
        anchors: dict[str, Fact] = {}
        for entity in reading.entities:
            fact = base.get(entity.known) if entity.known is not None else None
            if fact is None:
                continue
            country = base.country(fact) or _home(fact, base)
            if country:
                states[country] += len(mentions[entity.id])
            if fact.type == "place" and fact.latitude is not None and fact.level != "country":
                anchors[entity.id] = fact
        forms = {id: tuple(dict.fromkeys(text[m.start : m.end] for m in found)) for id, found in mentions.items()}
        found = {id: tuple(own) for id, own in mentions.items()}
        return Context(reading, base, forms, found, states, anchors, reading.document.published, kinds_announced(reading, base))

    def names(self, entity: Entity) -> tuple[str, ...]:
        """The names of an entity: its best one, then its printed forms."""
        return tuple(dict.fromkeys((entity.name, *self.forms.get(entity.id, ()))))


def _home(fact: Fact, base: Base) -> str:
    """The country that a person or body belongs to."""
    return next((c.country for c in base.containers(fact) if c.country), "")
