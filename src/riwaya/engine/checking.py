"""Whether the incidents that a ledger keeps are those that fusion makes of its readings."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from riwaya.engine.fusing import fuse_all
from riwaya.engine.keys import fusion_key
from riwaya.ledger.findings import Finding
from riwaya.ledger.store import FUSE, LINK, Ledger
from riwaya.model import Copy, EntityJudgement, Judgement


def verify_fusion(ledger: Ledger) -> Iterator[Finding]:
    """Every incident, entity and judgement that fusion would make otherwise, or not at all; a single finding where another Riwaya fused them."""
    key = ledger.fused_key()
    if key is None:
        return  # the readings have changed since, which the ledger's own check tells
    own = [judgement for judgement in ledger.entity_judgements() if judgement.by != LINK]
    made = fuse_all(list(ledger.readings()), own)
    judged = {_name(judgement): judgement for judgement in ledger.judgements() if judgement.by == FUSE}
    named = {_name(judgement): judgement for judgement in ledger.entity_judgements() if judgement.by == LINK}
    found = [
        *_differences({i.id: i for i in ledger.incidents()}, {i.id: i for i in made.incidents}),
        *_differences(judged, {_name(judgement): judgement for judgement in made.judgements}),
        *_differences({e.id: e for e in ledger.entities()}, {e.id: e for e in made.entities}),
        *_differences({_copy(c): c for c in ledger.copies()}, {_copy(c): c for c in made.copies}),
        *_differences(named, {_name(judgement): judgement for judgement in made.entity_judgements}),
    ]
    if found and key != fusion_key(ledger.inputs(), judged=[*own, *ledger.corrections()]):
        message = "its incidents are not those that this Riwaya makes of its readings: another one fused them; `riwaya run` fuses them anew"
        found = [Finding(ledger.path.name, message)]
    yield from found


def _differences(kept: Mapping[str, Struct], made: Mapping[str, Struct]) -> Iterator[Finding]:
    for id in sorted(kept.keys() | made.keys()):
        if id not in made:
            yield Finding(id, "fusion makes none such of the readings in the ledger")
        elif id not in kept:
            yield Finding(id, "fusion makes it of the readings in the ledger, which does not have it")
        elif kept[id] != made[id]:
            yield Finding(id, f"fusion makes it otherwise of the readings in the ledger: {', '.join(_fields(kept[id], made[id]))}")


def _fields(a: Struct, b: Struct) -> Sequence[str]:
    return [name for name in a.__struct_fields__ if getattr(a, name) != getattr(b, name)]


def _name(judgement: Judgement | EntityJudgement) -> str:
    return f"judgements {judgement.left} {judgement.right}"


def _copy(copy: Copy) -> str:
    return f"copies {copy.document} {copy.story} {copy.of} {copy.of_story}"
