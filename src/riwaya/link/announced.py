"""What kind of place the words before its name announce: a province or district is not the town whose name it shares, a hill is no town at all."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from riwaya.link.base import Base
from riwaya.link.facts import Fact
from riwaya.link.keys import name_key
from riwaya.model import Mention, Reading

_BETWEEN = " \t\n،,و"
"""What stands between the members of a list of places."""
_UNITS = ("province", "area", "district")
_REACH = {"province": ("region", 50.0), "district": ("district", 15.0)}
"""Precision and radius, in km, of a division that the base knows by its chief town alone."""


def kinds_announced(reading: Reading, base: Base) -> dict[str, frozenset[str]]:
    """The kinds of `place_kinds.tsv` that the mentions of each place announce, by entity; "" for a mention that announces none.

    A mention within another of the same entity does not count; a plural or dual head reaches to the end of its list (`محافظتي مأرب وتعز`).
    """
    text = reading.document.text
    found: dict[str, set[str]] = {}
    carried, end = "", -1
    for mention in _outer(m for m in reading.mentions if m.type == "place"):
        first, _, rest = name_key(text[mention.start : mention.end]).partition(" ")
        kind = base.kind_of_place_head.get(mention.rule, "")
        if kind and first.startswith("ال"):
            if not rest:
                continue  # المقاطعة points back
            kind = ""  # عاصمة الإقليم مكلي
        if not kind and carried and not text[end : mention.start].strip(_BETWEEN):
            kind = carried
        else:
            carried = kind if kind in _UNITS and first != name_key(base.lemmas.get(mention.rule, "")) else ""
        end = mention.end
        found.setdefault(mention.entity, set()).add(kind)
    return {entity: frozenset(kinds) for entity, kinds in found.items()}


def _outer(mentions: Iterable[Mention]) -> Iterable[Mention]:
    ends: dict[str, int] = {}
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.end > ends.get(mention.entity, -1):
            yield mention
            ends[mention.entity] = mention.end


def as_announced(fact: Fact, kinds: frozenset[str], base: Base) -> Fact:
    """The division that a settlement's name announces: that of the base, else the settlement's own entry, as widely as the division reaches."""
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    owner = base.get(f"place.{fact.of}") if fact.of and kind in ("province", "area") else None
    if owner is not None and owner.level == "region" and _share_name(fact.names, owner.names):
        return owner
    if kind not in _REACH or fact.latitude is None:
        return fact
    precision, radius = _REACH[kind]
    return structs.replace(fact, precision=precision, radius_km=max(radius, fact.radius_km or 0.0), geonames=None, wikidata=None)


def _share_name(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> bool:
    names = {name_key(name) for name in one.get("ar", ())}
    return any(key in names or key.partition(" ")[2] in names for key in map(name_key, other.get("ar", ())))
