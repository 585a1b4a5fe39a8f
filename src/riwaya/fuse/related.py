"""Ties the incidents of one happening: a strike and its casualties, a seizure and its battle."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from riwaya.fuse.compare import judge_days
from riwaya.fuse.knowledge import Knowledge
from riwaya.fuse.likeness import APART, SAME, WITHIN, judge_places
from riwaya.fuse.tellings import Telling
from riwaya.model import Relation

_MEETING = frozenset([SAME, "overlap"])


def find_related(clusters: Mapping[str, Sequence[Telling]], knowledge: Knowledge) -> dict[str, tuple[Relation, ...]]:
    """The relations of each incident (by id), sorted; both ends of a tie bear it."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for a, b in sorted(_near(clusters)):
        kind, other = clusters[a][0].kind, clusters[b][0].kind
        relation = knowledge.related.get(kind, {}).get(other)
        if relation is None or not _of_one_happening(clusters[a], clusters[b], knowledge=knowledge):
            continue
        found[a].add((b, relation))
        found[b].add((a, knowledge.related[other][kind]))
    return {id: tuple(Relation(*pair) for pair in sorted(pairs)) for id, pairs in found.items()}


def _near(clusters: Mapping[str, Sequence[Telling]]) -> set[tuple[str, str]]:
    """Pairs of incidents that some document tells in one sentence, or that share a place and a day."""
    homes: defaultdict[object, set[str]] = defaultdict(set)
    for id, tellings in clusters.items():
        for t in tellings:
            homes[t.document, t.sentence].add(id)
            if t.place is not None and t.when is not None and not t.place.wide:
                homes[t.place.id, t.when.first].add(id)
                homes[t.place.id, t.when.last].add(id)
    return {(a, b) for found in homes.values() for a in found for b in found if a < b}


def _of_one_happening(ours: Sequence[Telling], theirs: Sequence[Telling], *, knowledge: Knowledge) -> bool:
    return any(_together(a, b, knowledge=knowledge) for a in ours for b in theirs)


def _together(a: Telling, b: Telling, *, knowledge: Knowledge) -> bool:
    days = judge_days(a.when, b.when) if a.when and b.when else None
    places = judge_places(a.place, b.place, containers=knowledge.containers) if a.place and b.place else None
    if days == APART or places == APART or (a.status == "planned") != (b.status == "planned"):
        return False
    if a.document == b.document and a.sentence == b.sentence:
        return True
    return days in _MEETING and places in (SAME, WITHIN) and not (a.place and a.place.wide)
