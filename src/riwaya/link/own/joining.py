"""One base out of Riwaya's own facts and the user's gazetteers.

A list of the user's own comes first: what it says of an id that the base has takes the place of what the base says. A dump comes last: it
fills what the base leaves open, and adds what the base does not have. What has the same geonameid is the same.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from riwaya.link.facts import Fact
from riwaya.link.own.kept import Kept, read_kept
from riwaya.link.own.rows import names_by_language

_VALUES = ("short", "level", "of", "country", "region", "precision", "radius_km", "geonames", "wikidata", "population", "role", "adjective")

SHIPPED = "riwaya"
"""The source of what comes with Riwaya."""


def join_own(facts: Iterable[Fact], own: Sequence[Kept]) -> Iterator[Fact]:
    """The facts, changed and completed by the user's gazetteers, then those that only these have; each id once."""
    if not own:
        yield from facts
        return
    held = {fact.id: fact for fact in facts}
    for kept in own:
        if kept.trusted:
            for fact in read_kept(kept):
                found = held.get(fact.id)
                held[fact.id] = _new(fact, kept) if found is None else _named(override(found, fact), kept)
    numbers = {fact.geonames: id for id, fact in held.items() if fact.geonames is not None and fact.type == "place"}
    dumps = [kept for kept in own if not kept.trusted]
    for kept in dumps:
        for fact in read_kept(kept):
            id = _same(fact, held, numbers)
            if id is not None:
                held[id] = _named(complete(held[id], fact), kept)
    yield from held.values()
    seen: set[str] = set()
    for kept in dumps:
        for fact in read_kept(kept):
            if fact.id not in seen and _same(fact, held, numbers) is None:
                seen.add(fact.id)
                yield _new(fact, kept)


def _same(fact: Fact, held: dict[str, Fact], numbers: dict[int, str]) -> str | None:
    if fact.id in held:
        return fact.id
    return numbers.get(fact.geonames) if fact.geonames is not None else None


def _named(fact: Fact, kept: Kept) -> Fact:
    return structs.replace(fact, source=f"{fact.source or SHIPPED} {kept.name}")


def _new(fact: Fact, kept: Kept) -> Fact:
    return structs.replace(fact, source=kept.name)


def override(fact: Fact, own: Fact) -> Fact:
    """A fact with what the user says of it in place of its own: the user's names first, the others behind them; offices beside the others."""
    names = {language: tuple(dict.fromkeys((*own.names.get(language, ()), *fact.names.get(language, ())))) for language in (*fact.names, *own.names)}
    given = {name: value for name in _VALUES if (value := getattr(own, name))}
    if own.latitude is not None:
        given |= {"latitude": own.latitude, "longitude": own.longitude, "precision": own.precision, "radius_km": own.radius_km}
    return structs.replace(fact, names=names, offices=tuple(dict.fromkeys((*fact.offices, *own.offices))), listed=True, **given)


def complete(fact: Fact, dump: Fact) -> Fact:
    """A fact with what a dump knows beyond it: names behind its own, and values that it leaves open.

    A country that Riwaya's own base leaves open stays open: that is its neutral answer on a disputed place.
    """
    given_names = [(language, name) for names in (fact.names, dump.names) for language, held in names.items() for name in held]
    is_shipped = not fact.source or fact.source.split()[0] == SHIPPED
    open_ones = ("level", "region", "geonames", "wikidata", "population", *(() if is_shipped else ("country",)))
    given = {name: getattr(dump, name) for name in open_ones if not getattr(fact, name) and getattr(dump, name)}
    if fact.latitude is None:
        given |= {"latitude": dump.latitude, "longitude": dump.longitude, "precision": dump.precision, "radius_km": dump.radius_km}
    return structs.replace(fact, names=names_by_language(given_names), **given)
