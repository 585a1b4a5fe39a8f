"""Which tellings are of one incident: pairs judged, tellings clustered, and copies put where their originals are.

What a reprint of a whole text says of an event just as its original does is not compared with anything: it goes where the original goes. So a
text reprinted by a hundred outlets costs one judgement a copy and not one a pair, and weighs in the clustering no more than one that was
reprinted once. Where a copy says otherwise (another figure, another day), it is compared like any telling.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from riwaya.fuse.candidates import are_apart, find_candidates
from riwaya.fuse.cluster import Pair, cluster
from riwaya.fuse.compare import Compared, compare, score
from riwaya.fuse.identity import Identity
from riwaya.fuse.knowledge import Knowledge
from riwaya.fuse.tellings import Telling
from riwaya.fuse.ties import are_tied, find_tied_stories
from riwaya.model import Copy, Judgement, Reason

BY = "fuse"
_MOST_COUNTED = 2
"""How often a telling that was reprinted counts in the mean scores between clusters, at most."""
_WHOLE = frozenset(["exact", "near"])
"""Kinds of copies of a whole text."""
_SURE = 1.5
"""Log-odds beyond which a judgement is `same` or `different`, and not `unsure`."""


def find_followers(tellings: Sequence[Telling], copies: Mapping[str, str], *, documents: Sequence[Copy]) -> dict[str, str]:
    """Those of the `copies` (telling to the one that it reprints, by their refs) that follow their original: of texts reprinted whole, as
    `documents` tell, and the same in status, day, place, roles and amounts.
    """
    by_ref = {t.ref: t for t in tellings}
    whole = {(c.document, c.story) for c in documents if c.kind in _WHOLE}
    return {
        copy: original
        for copy, original in copies.items()
        if (by_ref[copy].document, by_ref[copy].story) in whole and _claim(by_ref[copy]) == _claim(by_ref[original])
    }


def join(
    tellings: Sequence[Telling], copies: Mapping[str, str], *, followers: Mapping[str, str], knowledge: Knowledge
) -> tuple[list[list[Telling]], list[Judgement]]:
    """The clusters of tellings, each in the order of `tellings`, and the judgements that made them.

    `copies` leads from a telling to the one that it reprints, by their refs; `followers` are those of them that go where that goes.
    """
    by_ref = {t.ref: t for t in tellings}
    sizes = Counter(followers.values())
    own = [t for t in tellings if t.ref not in followers]
    clusters, judgements = _clusters(own, copies, sizes=[min(1 + sizes[t.ref], _MOST_COUNTED) for t in own], knowledge=knowledge)
    behind: defaultdict[str, list[Telling]] = defaultdict(list)
    for copy, original in followers.items():
        behind[original].append(by_ref[copy])
        compared = compare(by_ref[original], by_ref[copy], containers=knowledge.containers, reprint=True)
        judgements.append(_judgement(by_ref[original], by_ref[copy], compared=compared, knowledge=knowledge))
    places = {t.ref: n for n, t in enumerate(tellings)}
    whole = [sorted([*found, *(f for t in found for f in behind[t.ref])], key=lambda t: places[t.ref]) for found in clusters]
    return sorted(whole, key=lambda found: places[found[0].ref]), sorted(judgements, key=lambda j: (places[j.left], places[j.right]))


def _claim(telling: Telling) -> tuple[object, ...]:
    """What a telling says of its event; who is not named is whoever is called so."""
    when = (telling.when.first, telling.when.last, telling.when.basis) if telling.when else None
    roles = {role: [_who(who) for who in everyone] for role, everyone in telling.roles.items()}
    return telling.status, when, telling.place and _who(telling.place), roles, telling.amounts


def _who(identity: Identity) -> tuple[str, str]:
    return identity.type, identity.id if identity.named else identity.name


def _clusters(
    tellings: Sequence[Telling], copies: Mapping[str, str], *, sizes: Sequence[int], knowledge: Knowledge
) -> tuple[list[list[Telling]], list[Judgement]]:
    numbers = {t.ref: n for n, t in enumerate(tellings)}
    ends = [(numbers[copy], numbers[original]) for copy, original in copies.items() if copy in numbers and original in numbers]
    reprints = {(min(pair), max(pair)) for pair in ends}
    scores: dict[Pair, float] = {}
    vetoes: list[Pair] = []
    judgements: list[Judgement] = []
    stories = find_tied_stories(tellings)
    for pair in sorted(find_candidates(tellings, stories) | reprints):
        a, b = (tellings[i] for i in pair)
        compared = compare(a, b, containers=knowledge.containers, reprint=pair in reprints, tied=are_tied(a, b, stories))
        if compared.veto:
            vetoes.append(pair)
            continue
        scores[pair] = score(compared, knowledge.weights)
        if scores[pair] > -_SURE:
            judgements.append(_judgement(a, b, compared=compared, knowledge=knowledge))
    found = cluster(
        len(tellings), scores, vetoes=vetoes, unknown=knowledge.unknown, are_apart=lambda i, j: are_apart(tellings[i], tellings[j]), sizes=sizes
    )
    return [[tellings[i] for i in members] for members in found], judgements


def _judgement(a: Telling, b: Telling, *, compared: Compared, knowledge: Knowledge) -> Judgement:
    left, right = sorted((a, b), key=lambda t: (t.document, t.order))
    total = score(compared, knowledge.weights)
    verdict = "same" if total > _SURE else "different" if total < -_SURE else "unsure"
    reasons = tuple(Reason(name, knowledge.weights.get(name, 0.0), says) for name, says in compared.features)
    return Judgement(left=left.ref, right=right.ref, verdict=verdict, score=round(total, 3), reasons=reasons, by=BY, rule="fuse.compare")
