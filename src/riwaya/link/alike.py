"""Which names of different documents may be one: judgements of Riwaya's own, by spelling, and by what the texts say of whoever bears the names.

A full name that differs from another by its spelling alone is the same; a surname alone is the only person in the documents who bears it with
a given name, or nobody. Common given names alone, and one spelling among contradicting nations, settle nothing: such pairs are `unsure`, for a
person to judge.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from riwaya.link.keys import name_key
from riwaya.link.spelling import consonants, may_spell
from riwaya.link.units import Unit, class_of
from riwaya.model import EntityJudgement
from riwaya.names import are_apart, score_names, tells
from riwaya.text.edits import one_edit_apart

SAME, UNSURE = "same", "unsure"
_CANDIDATES = 24
_LEAST, _LIKELY, _SURE = 0.5, 0.8, 0.95
"""The scores from which a pair is listed, and from which it is one: of persons of the same given name, and of all others."""
_LAST_NAME = 0.9
_SHORTEST = 4


def find_alike(units: Mapping[str, Unit], *, by: str) -> tuple[EntityJudgement, ...]:
    """The judgements on pairs of units whose names are alike, in order; pairs that are clearly different are not listed."""
    found: dict[tuple[str, str], EntityJudgement] = {}
    for kind in ("person", "body", "place"):
        some = [unit for unit in units.values() if class_of(unit.type) == kind]
        for judgement in (*_spelled_alike(some, by), *(_last_names(some, by) if kind == "person" else ())):
            found.setdefault((judgement.left, judgement.right), judgement)
    return tuple(found[pair] for pair in sorted(found))


def _spelled_alike(units: Sequence[Unit], by: str) -> Iterator[EntityJudgement]:
    """Pairs of full names that are spelled alike, at least one of them unknown to the base."""
    blocks: defaultdict[str, list[tuple[Unit, str]]] = defaultdict(list)
    for unit in units:
        for name in unit.names if class_of(unit.type) != "person" else (n for n in unit.names if " " in n):
            for key in consonants(name.split(), unit.type):
                blocks[key].append((unit, name))
    for unit in units:
        if unit.known is not None:
            continue
        for name in unit.names:
            for other, spelling in _candidates(unit, name, blocks):
                score = score_names(name, spelling)
                if score >= _LEAST:
                    yield _spelling(unit, name, other, spelling, score=score, by=by)


def _candidates(unit: Unit, name: str, blocks: Mapping[str, Sequence[tuple[Unit, str]]]) -> list[tuple[Unit, str]]:
    """The names of other units that may spell this one, the nearest in length first; of two unknown ones only the first looks for the second."""
    words = name.split()
    found = {
        (other.key, spelling): other
        for key in consonants(words, unit.type)
        for other, spelling in blocks.get(key, ())
        if other.key != unit.key and (other.known is not None or unit.key < other.key) and may_spell(words, spelling.split(), unit.type)
    }
    same = sorted(item for item in found if item[1] == name and "@" in item[0])
    for item in same[1:]:
        del found[item]  # of one name that many bear, each is asked about beside the next, not beside all
    ordered = sorted(found, key=lambda item: (abs(len(item[1]) - len(name)), item))[:_CANDIDATES]
    return [(found[item], item[1]) for item in ordered]


def _spelling(unit: Unit, name: str, other: Unit, spelling: str, *, score: float, by: str) -> EntityJudgement:
    """The judgement on two names spelled alike: one where that is all that sets them apart, and the texts do not give them to different owners."""
    telling = unit.type != "person" or tells(name) or (not unit.owners.isdisjoint(other.owners) and not unit.heads.isdisjoint(other.heads))
    sure = _is_enough(unit, name, spelling, score) and telling and _agree(unit, other) and unit.type != "place"
    reason = f"{name} and {spelling} are spelled alike" if name != spelling else f"{name} is a name that many bear"
    reason += "" if _agree(unit, other) else ", but the texts give them to different owners"
    return _judgement(unit.key, other.key, SAME if sure else UNSURE, round(score, 3), reason, by=by, rule="across.spelling")


def _is_enough(unit: Unit, name: str, spelling: str, score: float) -> bool:
    """True for a score that settles a pair: of persons of one script, whose given names are the same but for a vowel, a lower one than of others."""
    if unit.type != "person" or name.isascii() != spelling.isascii():
        return score >= _SURE
    one, other = name.split()[0], spelling.split()[0]
    alike = one == other or (len(one) > 3 < len(other) and not are_apart(one, other) and one_edit_apart(name_key(one), name_key(other)))
    return alike and score >= (_LIKELY if one == other else _SURE)


def _last_names(units: Sequence[Unit], by: str) -> Iterator[EntityJudgement]:
    """A person met by the last name alone, who is the only one of that last name in the documents."""
    bearers: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        for last in {name.split()[-1] for name in unit.names if len(name.split()) > 1}:
            bearers[last].append(unit)
    for unit in units:
        if unit.known is not None or "@" in unit.key or any(len(name.split()) > 1 for name in unit.names):
            continue  # nor does a given name alone, which is one in each document, lead to anybody
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
