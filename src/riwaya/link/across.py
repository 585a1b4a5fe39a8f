"""Which entities of different documents are one: those of one id of the base, those of one name, and those whose names are judged to be one.

Every decision is a judgement that can be taken back: a person's outweighs Riwaya's, and holds for names that are met again later. What is
described rather than named ("a medical source") stays with its document and is not judged.
"""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from riwaya.link.alike import find_alike
from riwaya.link.clusters import cluster
from riwaya.link.gathered import gather
from riwaya.link.units import units_of
from riwaya.model import EntityJudgement, LedgerEntity, Reading

BY = "link"
"""Who a judgement is `by` where Riwaya made it."""


class Across(Struct, frozen=True):
    """The entities of several documents: by id; the id of each that a document names, by the document's id and its own; and Riwaya's judgements."""

    entities: tuple[LedgerEntity, ...]
    ids: Mapping[tuple[str, str], str]
    judgements: tuple[EntityJudgement, ...]


def resolve_across(readings: Iterable[Reading], judged: Sequence[EntityJudgement] = ()) -> Across:
    """The entities of readings, whatever their order; `judged` are the judgements of persons, which outweigh Riwaya's own."""
    split = frozenset(side for judgement in judged for side in (judgement.left, judgement.right) if "@" in side)
    by_id = {reading.document.id: reading for reading in sorted(readings, key=lambda reading: reading.document.id)}
    units = units_of(tuple(by_id.values()), split)
    own = find_alike(units, by=BY)
    clusters = cluster(units.keys(), judged=judged, own=own)
    entities = tuple(gather(tuple(units[key] for key in keys), by_id) for keys in clusters)
    ids = {
        (member.document, member.entity.id): entity.id
        for entity, keys in zip(entities, clusters, strict=True)
        for key in keys
        for member in units[key].members
    }
    return Across(tuple(sorted(entities, key=lambda entity: entity.id)), ids, own)
