"""From judgements to clusters: what is judged the same comes together, unless that would join two that a person keeps apart."""

from collections.abc import Iterable, Sequence

from riwaya.model import EntityJudgement


def cluster(keys: Iterable[str], *, judged: Sequence[EntityJudgement], own: Sequence[EntityJudgement]) -> list[tuple[str, ...]]:
    """The keys in clusters, each sorted, in the order of their first keys.

    Judgements of persons come first, the latest of each pair; then Riwaya's own of `same`, the surest first. None joins two clusters that hold a
    pair that a person judged `different`. A judgement on keys that no document has now waits for the next that has.
    """
    parent = {key: key for key in sorted(keys)}
    latest = _latest(judged)
    apart = [pair for pair, verdict in latest.items() if verdict == "different"]
    sure = [pair for pair, verdict in latest.items() if verdict == "same"]
    settled = latest.keys()
    likely = [
        (j.left, j.right)
        for j in sorted(own, key=lambda j: (-j.score, j.left, j.right))
        if j.verdict == "same" and tuple(sorted((j.left, j.right))) not in settled
    ]
    for left, right in (*sorted(sure), *likely):
        if left not in parent or right not in parent:
            continue
        one, other = _root(parent, left), _root(parent, right)
        if one != other and not _kept_apart(parent, one, other, apart):
            parent[max(one, other)] = min(one, other)
    found: dict[str, list[str]] = {}
    for key in parent:
        found.setdefault(_root(parent, key), []).append(key)
    return [tuple(members) for members in found.values()]


def _latest(judged: Sequence[EntityJudgement]) -> dict[tuple[str, str], str]:
    """Pair to the verdict of the person who judged last; undated ones count as the oldest."""
    ordered = sorted(judged, key=lambda j: (j.at.isoformat() if j.at is not None else "", j.by))
    return {(min(j.left, j.right), max(j.left, j.right)): j.verdict for j in ordered}


def _root(parent: dict[str, str], key: str) -> str:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


def _kept_apart(parent: dict[str, str], one: str, other: str, apart: Iterable[tuple[str, str]]) -> bool:
    for left, right in apart:
        if left in parent and right in parent and {_root(parent, left), _root(parent, right)} == {one, other}:
            return True
    return False
