"""Which names of different documents may be one: judgements of Riwaya's own, by spelling, and by what the texts say of whoever bears the names.

A full name that differs from another by its spelling alone is the same; a surname alone is the only person in the documents who bears it with
a given name, or nobody. Common given names alone, and one spelling among contradicting nations, settle nothing: such pairs are `unsure`, for a
person to judge.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from riwaya.link.units import Unit
from riwaya.model import EntityJudgement
from riwaya.names import NameIndex

SAME, UNSURE = "same", "unsure"
_CANDIDATES = 8
_LEAST, _LIKELY, _SURE = 0.5, 0.8, 0.95
"""The scores from which a pair is listed, and from which it is one: of persons of the same given name, and of all others."""
_LAST_NAME = 0.9
_SHORTEST = 4


def find_alike(units: Mapping[str, Unit], *, by: str) -> tuple[EntityJudgement, ...]:
    """The judgements on pairs of units whose names are alike, in order; pairs that are clearly different are not listed."""
    found: dict[tuple[str, str], EntityJudgement] = {}
    for kind in ("person", "body", "place"):
        some = [unit for unit in units.values() if _class_of(unit) == kind]
        for judgement in (*_spelled_alike(some, by), *(_last_names(some, by) if kind == "person" else ())):
            found.setdefault((judgement.left, judgement.right), judgement)
    return tuple(found[pair] for pair in sorted(found))


def _class_of(unit: Unit) -> str:
    return unit.type if unit.type in ("person", "place") else "body"


def _spelled_alike(units: Sequence[Unit], by: str) -> Iterator[EntityJudgement]:
    """Pairs of full names that are spelled alike, at least one of them unknown to the base."""
    named = [(unit, name) for unit in units for name in unit.names if len(name) >= _SHORTEST]
    if not any(unit.known is None for unit, _ in named):
        return
    index = NameIndex([name for _, name in named])
    for unit, name in named:
        if unit.known is not None:
            continue
        for match in index.search(name, _CANDIDATES, least=_LEAST):
            other, spelling = named[match.number]
            if other.key == unit.key:
                continue
            if not _comparable(unit, name, spelling):
                continue
            agrees = not (unit.owners and other.owners and unit.owners.isdisjoint(other.owners))
            enough = _LIKELY if unit.type == "person" and name.split()[0] == spelling.split()[0] else _SURE
            sure = match.score >= enough and match.telling and agrees and unit.type != "place"
            score = round(match.score, 3)
            reason = f"{name} and {spelling} are spelled alike" + ("" if agrees else ", but the texts give them to different owners")
            yield _judgement(unit.key, other.key, SAME if sure else UNSURE, score, reason, by=by, rule="across.spelling")


def _comparable(unit: Unit, name: str, spelling: str) -> bool:
    """True for two full names of persons, and for names of as many words of anything else: `طيران حكومة الوفاق` is not حكومة الوفاق."""
    words, others = len(name.split()), len(spelling.split())
    return words > 1 < others if unit.type == "person" else words == others


def _last_names(units: Sequence[Unit], by: str) -> Iterator[EntityJudgement]:
    """A person met by the last name alone, who is the only one of that last name in the documents."""
    bearers: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for last in {name.split()[-1] for name in unit.names if len(name.split()) > 1}:
            bearers[last].append(unit)
    for unit in units:
        if unit.known is not None or any(len(name.split()) > 1 for name in unit.names):
            continue
        for name in unit.names:
            others = [other for other in bearers.get(name, ()) if _agree(unit, other)]
            if len(others) == 1 and len(name) >= _SHORTEST:
                reason = f"{others[0].names[0]} is the only person in the documents with the last name {name}"
                yield _judgement(unit.key, others[0].key, SAME, _LAST_NAME, reason, by=by, rule="across.last_name")


def _agree(one: Unit, other: Unit) -> bool:
    return not (one.owners and other.owners and one.owners.isdisjoint(other.owners))


def _judgement(left: str, right: str, verdict: str, score: float, reason: str, *, by: str, rule: str) -> EntityJudgement:
    first, second = sorted((left, right))
    return EntityJudgement(left=first, right=second, verdict=verdict, score=score, reason=reason, by=by, at=None, rule=rule)
