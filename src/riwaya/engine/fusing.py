"""From readings to incidents: entities resolved across documents first, then what happened, told by the same parties."""

from collections.abc import Sequence

from msgspec import Struct

from riwaya.fuse.fusion import fuse
from riwaya.link.across import resolve_across
from riwaya.model import Copy, EntityJudgement, Incident, Judgement, LedgerEntity, Reading


class Fused(Struct, frozen=True):
    """What several readings tell together: incidents and entities, each with the judgements that made them, and which texts are copies."""

    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...]
    entities: tuple[LedgerEntity, ...]
    entity_judgements: tuple[EntityJudgement, ...]
    copies: tuple[Copy, ...]


def fuse_all(readings: Sequence[Reading], judged: Sequence[EntityJudgement] = ()) -> Fused:
    """The incidents and entities of readings whose documents have ids of their own each; `judged` are the judgements of persons on names."""
    across = resolve_across(readings, judged)
    fusion = fuse(readings, ids=across.ids)
    return Fused(fusion.incidents, fusion.judgements, across.entities, across.judgements, fusion.copies)
