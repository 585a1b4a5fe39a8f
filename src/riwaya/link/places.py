"""Which place of the knowledge base a place of a document is: its namesakes weighed by what the document says around them.

What speaks for a candidate: that the readers' own gazetteer chose it, that it is large, that its country or region is named in the text, that
other places of the text lie near it, that the words before the name ask for its kind of place. The weights are log-odds; those of the
candidates together give the confidence. Sources of the features: Leidner (2007), Toponym resolution in text; Speriosu and Baldridge (2013).
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from riwaya.link.announced import as_announced
from riwaya.link.base import Base
from riwaya.link.context import Context
from riwaya.link.facts import Fact
from riwaya.link.keys import name_key
from riwaya.link.scores import Linked
from riwaya.model import Entity

SURE = 0.75
"""The confidence below which a place stays unlinked."""
_EARTH_KM = 6371.0
_SUREST = 0.98
"""The share of right ones among the links of which this sum is surest, on pages that nobody tuned for (docs/quality.md, Linking)."""
_PEOPLE = 0.9
_LISTED = 2.0
_CHOSEN, _CHOSEN_ABROAD = 4.0, 2.0
_COUNTRY = 4.0
_CONTAINER = 4.0
_NEAR = ((30.0, 2.5), (120.0, 1.5), (400.0, 0.5))
_LEVEL = 2.5
_NOWHERE = 5.0
"""What a place that the base does not hold weighs: a hamlet of a country that the text names."""
_SHORTEST, _LONGEST, _COUNTRIES = 4, 3, 2
"""Letters and words of a name that is looked for by its spelling, and in how many countries."""
_SPELLED, _AHEAD = 0.9, 0.1
_SETTLEMENTS = frozenset(("city", "town", "village", "settlement", "camp", "area"))
_WIDE = frozenset(("region", "district", "country"))


class Surroundings(Struct, frozen=True):
    """What a text says around a place: the share of its mentions that fall to each country, the ids and names of all places that it names, and
    those of them that are surely located.
    """

    shares: Mapping[str, float]
    named: frozenset[str]
    anchors: Sequence[Fact]


def resolve_place(entity: Entity, context: Context) -> Linked | None:
    """The place that an entity is, None where the base does not know, or not surely; a division is not the town whose name it bears."""
    linked = _resolve_named(entity, context)
    kinds = context.kinds.get(entity.id, frozenset())
    fact = linked.fact if linked is not None else None
    if linked is not None and fact is not None and fact.level in _SETTLEMENTS:
        called = kinds != {"feature"} or _is_called_so(entity, fact, context)  # تل الناصرية is not الناصرية
        linked = structs.replace(linked, fact=as_announced(fact, kinds, context.base)) if called else None
    if linked is None and entity.known is not None:
        return Linked(None, _SUREST, "link.another")
    return linked


def _is_called_so(entity: Entity, fact: Fact, context: Context) -> bool:
    """True for a settlement whose name has the word for a hill or a river in it (`تل رفعت`)."""
    names = {name_key(name) for given in fact.names.values() for name in given}
    return any(name_key(form) in names for form in context.forms.get(entity.id, ()) if form != entity.name)


def _resolve_named(entity: Entity, context: Context) -> Linked | None:
    chosen = context.base.get(entity.known) if entity.known is not None else None
    if chosen is not None and (chosen.level == "country" or chosen.level not in _SETTLEMENTS):
        return Linked(chosen, 0.97, "link.listed")
    if chosen is None and not _has_name(entity, context.base):
        return None
    candidates = find_candidates(_own_names(entity, context) if chosen is None else (chosen.labels.get("ar", entity.name), entity.name), context.base)
    if chosen is not None and chosen not in candidates:
        candidates = (chosen, *candidates)
    if chosen is None and not candidates:
        return _by_spelling(entity, context)
    others = [fact for id, fact in context.anchors.items() if id != entity.id]
    around = Surroundings(shares_of(_states_beside(entity, chosen, context)), frozenset(f.id for f in others) | _region_names(others), others)
    best = judge(candidates, around, wanted=levels_of(entity.heads, context.base), chosen=chosen, base=context.base)
    if best is None:
        return None
    fact, confidence = best
    if chosen is not None and fact != chosen and confidence < 0.9:
        return None  # a namesake has the better of it, but not surely
    if confidence < SURE and (chosen is None or _trust(chosen, around, context.base) < _CHOSEN):
        return None
    return Linked(fact, confidence, "link.listed" if fact == chosen else "link.place")


def _states_beside(entity: Entity, chosen: Fact | None, context: Context) -> Mapping[str, int]:
    """How often the text names each country beside the entity itself; with it, where it names none beside it."""
    country = context.base.country(chosen) if chosen is not None else ""
    left = context.states[country] - len(context.mentions.get(entity.id, ())) if country else 0
    beside = {c: left if c == country else n for c, n in context.states.items() if c != country or left > 0}
    return beside if country and beside else context.states


def _by_spelling(entity: Entity, context: Context) -> Linked | None:
    """The place whose name is spelled like the entity's in another script, in a country that the text speaks of, well before any other."""
    wanted = levels_of(entity.heads, context.base)
    name = entity.name
    if len(name) < _SHORTEST or len(name.split()) > _LONGEST:
        return None
    shares = shares_of(context.states)
    spelled = [
        (found.score * (0.5 + shares[country] / 2), found)
        for country in sorted(shares, key=lambda c: (-shares[c], c))[:_COUNTRIES]
        for found in context.base.spelled(name, type="place", country=country)
        if fits(found.fact.level, wanted or _SETTLEMENTS) and len(name.split()) <= _words(found.fact)
    ]
    ranked = sorted(spelled, key=lambda item: (-item[0], -item[1].fact.population, item[1].fact.id))
    if not ranked or ranked[0][1].score < _SPELLED:
        return None
    rivals = [score for score, found in ranked[1:] if distance_km(found.fact, ranked[0][1].fact) > 50.0]
    if rivals and ranked[0][0] - rivals[0] < _AHEAD:
        return None
    return Linked(ranked[0][1].fact, round(ranked[0][1].score * 0.95, 2), "link.spelling")


def _words(fact: Fact) -> int:
    """The most words that a name of a place has."""
    return max(len(name.split()) for names in fact.names.values() for name in names)


def find_candidates(names: Iterable[str], base: Base) -> tuple[Fact, ...]:
    """All places that bear one of the names, in the order of the base."""
    found = {fact.id: fact for name in names for fact in base.named(name, type="place")}
    return tuple(found.values())


def judge(candidates: Sequence[Fact], around: Surroundings, *, wanted: frozenset[str], chosen: Fact | None, base: Base) -> tuple[Fact, float] | None:
    """The likeliest candidate and its probability among the candidates and a place that the base does not hold; None without candidates."""
    if not candidates:
        return None
    scores = [score(fact, around, wanted=wanted, base=base) + (_trust(fact, around, base) if fact == chosen else 0.0) for fact in candidates]
    best = max(range(len(scores)), key=lambda n: (scores[n], -n))
    total = sum(math.exp(s - scores[best]) for s in _one_per_spot(candidates, scores, best)) + math.exp(_NOWHERE - scores[best])
    return candidates[best], min(_SUREST, round(1 / total, 2))


def _trust(chosen: Fact, around: Surroundings, base: Base) -> float:
    """What the choice of the readers' table weighs: less where the text speaks of other countries only."""
    country = base.country(chosen)
    return _CHOSEN if not country or not around.shares or around.shares.get(country, 0.0) else _CHOSEN_ABROAD


def _one_per_spot(candidates: Sequence[Fact], scores: Sequence[float], best: int) -> Iterable[float]:
    """The scores without those of other entries for the same spot: a town and its region of one name are no rivals."""
    for n, fact in enumerate(candidates):
        if n == best or distance_km(fact, candidates[best]) > 50.0:
            yield scores[n]


def score(fact: Fact, around: Surroundings, *, wanted: frozenset[str], base: Base) -> float:
    """How much speaks for a candidate, in log-odds."""
    points = _PEOPLE * math.log10(fact.population + 100) + (_LISTED if fact.listed else 0.0)
    country = base.country(fact)
    points += _COUNTRY * around.shares.get(country, 0.0) if country else 0.0
    if any(holder.id in around.named and holder.level != "country" for holder in base.containers(fact)) or (
        fact.region and name_key(fact.region) in around.named
    ):
        points += _CONTAINER
    nearest = min((distance_km(fact, other) for other in around.anchors if other.id != fact.id), default=math.inf)
    points += next((gain for limit, gain in _NEAR if nearest <= limit), 0.0)
    if wanted and not fits(fact.level, wanted):
        points -= _LEVEL
    return points


def fits(level: str, wanted: frozenset[str]) -> bool:
    """True for a kind of place that the words before the name may announce: any settlement may be called by the head of another."""
    return level in wanted or (level in _SETTLEMENTS and not wanted.isdisjoint(_SETTLEMENTS)) or (level in _WIDE and not wanted.isdisjoint(_WIDE))


def levels_of(heads: Iterable[str], base: Base) -> frozenset[str]:
    """The kinds of place that heads of the lexicon announce, as far as a gazetteer tells them apart."""
    return frozenset(level for head in heads if (level := base.levels.get(head, "")) in _SETTLEMENTS | _WIDE)


def shares_of(states: Mapping[str, int]) -> dict[str, float]:
    """The share of all mentions of countries that falls to each."""
    total = sum(states.values())
    return {country: count / total for country, count in states.items()} if total else {}


def _region_names(facts: Iterable[Fact]) -> frozenset[str]:
    return frozenset(name_key(name) for fact in facts if fact.level in _WIDE for name in fact.names.get("en", ()))


def _own_names(entity: Entity, context: Context) -> tuple[str, ...]:
    """The name of an entity, and the printed forms that end in it; what only points back (`المدينة`) names nothing."""
    return (entity.name, *(form for form in context.forms.get(entity.id, ()) if form != entity.name and form.endswith(entity.name)))


def _has_name(entity: Entity, base: Base) -> bool:
    """True where a proper name stands behind the entity, not a description."""
    return entity.named and (entity.rule == "name.place" or levels_of((entity.rule,), base) != frozenset())


def distance_km(one: Fact, other: Fact) -> float:
    """The great-circle distance between two places; infinite where one has no coordinates (haversine)."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return math.inf
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    dlat, dlon = lat2 - lat1, math.radians(other.longitude - one.longitude)
    a = math.sin(dlat / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(dlon / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(a))
