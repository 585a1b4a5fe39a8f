"""Entities of a ledger for people: doubtful pairs with what each side is, and the judgement of a person on one."""

from collections.abc import Sequence
from datetime import UTC, datetime
from difflib import get_close_matches

from msgspec import Struct

from riwaya.engine.intake import Watch
from riwaya.engine.run import fuse_ledger
from riwaya.errors import UsageError
from riwaya.ledger.store import LINK, Ledger
from riwaya.link.units import class_of
from riwaya.model import EntityJudgement, LedgerEntity

RULE = "entities.judged"
SCORES = {"same": 1.0, "different": 0.0, "unsure": 0.5}
"""Verdict of a person to the score that it is kept with."""
_NEAREST = 5


class Doubt(Struct, frozen=True):
    """A pair of names that Riwaya is not sure of, and the entities that bear them now."""

    judgement: EntityJudgement
    left: LedgerEntity
    right: LedgerEntity


def find_doubts(ledger: Ledger) -> list[Doubt]:
    """The pairs that nobody has judged yet, the likeliest to be one first."""
    judgements = list(ledger.entity_judgements())
    settled = {(j.left, j.right) for j in judgements if j.by != LINK}
    by_key = {key: entity for entity in ledger.entities() for key in entity.keys}
    found = [
        Doubt(j, by_key[j.left], by_key[j.right])
        for j in judgements
        if j.by == LINK and j.verdict == "unsure" and (j.left, j.right) not in settled and j.left in by_key and j.right in by_key
    ]
    return sorted((d for d in found if d.left.id != d.right.id), key=lambda d: (-d.judgement.score, d.judgement.left, d.judgement.right))


def settle(ledger: Ledger) -> None:
    """Fuse anew what judgements have changed."""
    fuse_ledger(ledger, watch=Watch())


def judge(left: str, right: str, verdict: str, *, by: str, reason: str, ledger: Ledger) -> EntityJudgement:
    """Keep a person's judgement on two keys of entities, which `settle` then brings to bear; raises `UsageError` for a key that the ledger does not
    know, and for two that cannot be one.
    """
    if by == LINK or not by.strip():
        raise UsageError(f"{by!r} is no name of a person; give yours with --by")
    if left == right:
        raise UsageError(f"{left!r} is given twice; name two entities")
    classes = {key: class_of(entity.type) for entity in ledger.entities() for key in entity.keys}
    keys, documents = sorted(classes), ledger.inputs()
    for key in (left, right):
        document, _, plain = key.rpartition("@")
        if key in keys:
            continue
        if document and document not in documents:
            raise UsageError(f"no document {document!r} in {ledger.path}, which {key!r} speaks of")
        if plain not in keys:
            nearest = get_close_matches(plain, keys, n=_NEAREST, cutoff=0.4)
            raise UsageError(f"no entity {key!r} in {ledger.path}" + (f"; the nearest are {', '.join(nearest)}" if nearest else ""))
    kinds = {classes.get(key) or classes[key.rpartition("@")[2]] for key in (left, right)}
    if verdict == "same" and len(kinds) > 1:
        raise UsageError(f"{left!r} and {right!r} are of different kinds ({' and '.join(sorted(kinds))}); they cannot be one")
    first, second = sorted((left, right))
    made = EntityJudgement(
        left=first, right=second, verdict=verdict, score=SCORES[verdict], reason=reason, by=by, at=datetime.now(UTC).replace(microsecond=0), rule=RULE
    )
    ledger.judge_entities([made])
    return made


def find_entity(name: str, ledger: Ledger) -> LedgerEntity:
    """The entity of an id, a key or a name; raises `UsageError` where there is none, or several bear the name."""
    entities = list(ledger.entities())
    for entity in entities:
        if name in (entity.id, *entity.keys):
            return entity
    bearers = [e for e in entities if name in (e.name, *e.labels.values(), *(form.text for form in e.forms))]
    if len(bearers) == 1:
        return bearers[0]
    if bearers:
        raise UsageError(f"{name!r} is the name of {len(bearers)}: {', '.join(e.id for e in bearers[:_NEAREST])}; give one of these ids")
    nearest = get_close_matches(name, _names(entities), n=_NEAREST, cutoff=0.5)
    raise UsageError(f"no entity {name!r} in {ledger.path}" + (f"; the nearest are {', '.join(nearest)}" if nearest else ""))


def _names(entities: Sequence[LedgerEntity]) -> list[str]:
    return sorted({name for e in entities for name in (e.id, e.name, *e.labels.values())})
