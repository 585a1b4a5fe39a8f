"""How two entities stand to each other when events are compared: the same, a part, of one side, alike, unlike or unknown."""

from collections.abc import Iterable, Mapping, Sequence

from riwaya.fuse.identity import PERSON, PLACE, Identity

SAME, WITHIN, SIDE, LIKE, UNKNOWN, APART = "same", "within", "side", "like", "unknown", "apart"
_ORDER = (SAME, WITHIN, SIDE, LIKE, UNKNOWN, APART)
_LONGEST_CHAIN = 8

Containers = Mapping[str, str]
"""The gazetteer id of a place to that of the place that holds it."""


def judge_places(a: Identity, b: Identity, *, containers: Containers) -> str:
    """`same`, `within` (one holds the other, by the gazetteer or by its name, as the market of a town), `apart`, or
    `unknown` where one is only described ("the city").
    """
    if a.id == b.id:
        return SAME
    if a.known and b.known:
        if b.known in _holders(a.known, containers) or a.known in _holders(b.known, containers):
            return WITHIN
        return WITHIN if _namesakes(a, b, containers=containers) else APART
    if a.names & b.names:
        return SAME
    if _names_hold(a, b) or _names_hold(b, a):
        return WITHIN
    return APART if a.named and b.named else UNKNOWN


def judge_parties(a: Identity, b: Identity) -> str:
    """How two who act, suffer or meet stand to each other."""
    if a.id == b.id or (a.names & b.names and a.type == b.type):
        return SAME
    if a.type == b.type == PERSON:
        if _same_last_name(a, b):
            return LIKE
        return APART if a.named and b.named else UNKNOWN
    if a.sides and b.sides:
        if a.sides & b.sides:
            return SIDE
        return APART
    if a.stems & b.stems:
        return LIKE
    return UNKNOWN


def judge_best(ours: Sequence[Identity], theirs: Sequence[Identity], *, containers: Containers) -> str:
    """The closest that any of ours comes to any of theirs; `unknown` where either has none."""
    found = [judge_things(a, b, containers=containers) for a in ours for b in theirs]
    return min(found, key=_ORDER.index, default=UNKNOWN)


def judge_things(a: Identity, b: Identity, *, containers: Containers) -> str:
    """As `judge_parties`; two places as `judge_places`, unless they act as countries."""
    if a.type == b.type == PLACE:
        return judge_places(a, b, containers=containers)
    return judge_parties(a, b)


def _namesakes(a: Identity, b: Identity, *, containers: Containers) -> bool:
    """True for a town and its region of one name, which lie in one country; two towns of one name lie in two."""
    assert a.known is not None
    assert b.known is not None
    return bool(a.names & b.names) and bool(set(_holders(a.known, containers)) & set(_holders(b.known, containers)))


def _holders(known: str, containers: Containers) -> Iterable[str]:
    found: list[str] = []
    while known in containers and len(found) < _LONGEST_CHAIN:
        known = containers[known]
        found.append(known)
    return found


def _names_hold(inner: Identity, outer: Identity) -> bool:
    """True where a name of the inner place is a longer one that ends in a name of the outer (`سوق بيرناك`, بيرناك)."""
    return any(len(o) < len(i) and i[-len(o) :] == o for i in inner.names for o in outer.names) or (
        bool(outer.stems) and len(outer.stems) < len(inner.stems) and outer.stems <= inner.stems
    )


def _same_last_name(a: Identity, b: Identity) -> bool:
    """True where one is called by a last name that the other bears: `شويغو` and `سيرغي شويغو`."""
    return _is_called(a, b) or _is_called(b, a)


def _is_called(short: Identity, long: Identity) -> bool:
    """True where all that the one is called is the other's last name, or forms of it."""
    last = {name[-1] for name in long.names if len(name) > 1}
    return bool(short.names) and all(len(name) == 1 and name[0] in last for name in short.names)
