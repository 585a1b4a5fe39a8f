"""Compares two tellings of one kind, consideration by consideration, and adds up the weights: is it one happening?

The weights are log-odds in `data/fusion/weights.toml`, learnt by logistic regression over annotated pairs (`docs/fusion.md`). Above nought
the two are rather one. A veto is not weighed: two happenings on days apart are two.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from riwaya.fuse.identity import PERSON, Identity
from riwaya.fuse.likeness import APART, LIKE, SAME, SIDE, UNKNOWN, WITHIN, Containers, judge_best, judge_parties, judge_places
from riwaya.fuse.tellings import Days, Telling

PARTY, HOST = "party", "host"
VETOES = frozenset(["actor.two_sides", "day.apart", "party.apart", "place.distinct", "victim.two_sides"])
"""Considerations that are not weighed: any of them makes two happenings two."""
_ANNOUNCED = "announced"
_SLACK_DAYS = 1
_WIDE_DAYS = 7
TOLD_NEAR_DAYS = 2
TOLLS = frozenset(["casualties", "exchange"])
"""Kinds whose amounts grow, or are counted by each side for itself: differing ones do not part two tellings."""
SUFFERED = frozenset(["casualties", "damage", "displacement", "detention"])
"""Kinds that are told apart by whom they befell."""
_OF_ITS_ACTOR = frozenset(["seizure", "withdrawal", "repulse", "deployment"])
"""Kinds of which another actor makes another happening: a town that one army takes, the other does not take."""
TOPIC_CLOSE, TOPIC_SOME = 0.3, 0.12
"""Share of the named entities of two stories that they have in common."""
_REAL = frozenset(["happened", "ended"])
_OPEN = frozenset(["planned", "hypothetical"])

Feature = tuple[str, str]
"""The id of a consideration, and what it found, in words."""


class Compared(Struct, frozen=True):
    """What speaks for and against two tellings being of one incident; `veto` names what rules it out, None where nothing does."""

    features: tuple[Feature, ...]
    veto: str | None


def compare(a: Telling, b: Telling, *, containers: Containers, reprint: bool = False, tied: bool = False) -> Compared:
    """Every consideration that applies to two tellings of one kind; the same whichever comes first.

    `reprint`: one copies the other; `tied`: their stories, of which one at least is undated, are tied by what they tell.
    """
    features: list[Feature] = [("bias", a.kind)]
    features += [("text.reprint", "one reprints the other's sentence")] if reprint else []
    features += _day(a, b, tied=tied)
    for find in (_status, _amounts, _telling):
        features += find(a, b)
    features += _place(a, b, containers=containers)
    features += _roles(a, b, containers=containers)
    return Compared(tuple(features), _veto(features))


def score(compared: Compared, weights: Mapping[str, float]) -> float:
    """The log-odds that two tellings are of one incident: the sum of the weights of what applies."""
    return sum(weights.get(name, 0.0) for name, _ in compared.features)


def _veto(features: list[Feature]) -> str | None:
    names = {name for name, _ in features}
    return next((v for v in sorted(VETOES) if v in names), None)


def _day(a: Telling, b: Telling, *, tied: bool) -> Iterator[Feature]:
    if a.when and b.when:
        yield f"day.{judge_days(a.when, b.when)}", f"{a.when} and {b.when}"
        return
    if a.when or b.when:
        yield "day.one_unknown", "one has no day"
    else:
        yield "day.both_unknown", "neither has a day"
    if a.document != b.document:
        yield from _told(a, b, tied=tied)


def _told(a: Telling, b: Telling, *, tied: bool) -> Iterator[Feature]:
    """For two documents and an unknown day: when they were told; that nothing dates them together is a consideration of its own."""
    if tied:
        yield "told.tied", "nothing says when one was told, but the two stories tell of one person or one count"
    elif a.told is None or b.told is None:
        yield "told.unknown", "nothing says that they were told about the same time"
    else:
        gap = abs(a.told - b.told)
        if gap <= timedelta(days=TOLD_NEAR_DAYS):
            yield "told.near", f"told on {a.told} and {b.told}"
        elif gap > timedelta(days=_WIDE_DAYS):
            yield "told.far", f"told on {a.told} and {b.told}"


def judge_days(a: Days, b: Days) -> str:
    """`same`, `overlap`, `wide` (a month or more holds the other), `near` (a day between them, or announced) or `apart`."""
    if (a.first, a.last) == (b.first, b.last):
        return SAME
    if a.first <= b.last and b.first <= a.last:
        return "wide" if max((d.last - d.first).days for d in (a, b)) >= _WIDE_DAYS else "overlap"
    gap = max(a.first - b.last, b.first - a.last)
    slack = _SLACK_DAYS + (_ANNOUNCED in (a.basis, b.basis))
    return "near" if gap <= timedelta(days=slack) else APART


def _status(a: Telling, b: Telling) -> Iterator[Feature]:
    pair = frozenset((a.status, b.status))
    if len(pair) == 1:
        if a.status not in _REAL:
            yield "status.same", a.status
    elif pair <= _OPEN:
        yield "status.open", "planned and possible"
    elif "denied" in pair:
        yield "status.denied", "told by one, denied by the other"
    elif pair & _OPEN:
        yield "status.apart", " and ".join(sorted(pair))
    else:
        yield "status.near", " and ".join(sorted(pair))


def _amounts(a: Telling, b: Telling) -> Iterator[Feature]:
    shared = sorted(a.amounts.keys() & b.amounts.keys())
    if not shared:
        return
    same = [w for w in shared if a.amounts[w] == b.amounts[w]]
    if same:
        rare = any(max(x or 0 for x in a.amounts[w]) > 3 for w in same)
        yield "amount.same_many" if rare else "amount.same_few", ", ".join(same)
    elif a.kind in TOLLS:
        yield "amount.toll", ", ".join(shared)
    else:
        yield "amount.apart", ", ".join(shared)


def _telling(a: Telling, b: Telling) -> Iterator[Feature]:
    if a.document != b.document:
        yield "text.other_document", "told by two documents"
        yield from _topic(a, b)
    elif a.sentence == b.sentence:
        yield "text.same_sentence", "told in one sentence"
    if a.document == b.document and a.story != b.story:
        yield "text.other_story", "told by two stories of a page"
    if a.trigger & b.trigger and a.document == b.document:
        yield "text.same_word", "told with the same word"
    if a.document == b.document:
        later = max(a, b, key=lambda t: t.order)
        if later.definite:
            yield "text.definite", "the second is spoken of as known"
        if later.another:
            yield "text.another", "the second is spoken of as another"
        if abs(a.order - b.order) == 1:
            yield "text.next", "told next to each other"


def _topic(a: Telling, b: Telling) -> Iterator[Feature]:
    share = share_of_topic(a, b)
    if share >= TOPIC_SOME:
        said = f"{len(a.topic & b.topic)} of {len(a.topic | b.topic)} names shared by the two stories"
        yield "topic.close" if share >= TOPIC_CLOSE else "topic.some", said


def share_of_topic(a: Telling, b: Telling) -> float:
    """The share of the names in two stories that both have, from 0 to 1 (Jaccard (1901))."""
    either = len(a.topic | b.topic)
    return len(a.topic & b.topic) / either if either else 0.0


def _place(a: Telling, b: Telling, *, containers: Containers) -> Iterator[Feature]:
    if a.kind in ("call", "appointment"):
        return
    if a.place is None and b.place is None:
        yield "place.both_unknown", "neither has a place"
    elif a.place is None or b.place is None:
        yield "place.one_unknown", "one has no place"
    else:
        found = judge_places(a.place, b.place, containers=containers)
        names = f"{a.place.name} and {b.place.name}"
        if found == UNKNOWN:
            yield "place.one_unknown", names
        elif found == SAME and (a.place.wide or b.place.wide):
            yield "place.same_country", names
        elif found == APART and a.document == b.document and not (a.place.wide or b.place.wide):
            # what the gazetteer knows to lie apart does; of the rest, one may lie in the other for all we know
            yield "place.distinct" if a.place.known and b.place.known else "place.contrast", names
        else:
            yield f"place.{found}", names


def _roles(a: Telling, b: Telling, *, containers: Containers) -> Iterator[Feature]:
    ours, theirs = a.roles, b.roles
    if PARTY in ours or PARTY in theirs:
        yield from _parties(a, b)
    for role in ("actor", "target", "weapon"):
        if role in ours and role in theirs:
            found = judge_best(ours[role], theirs[role], containers=containers)
            if found == APART and role == "target" and a.kind == "casualties" and _two_sides(ours[role], theirs[role]):
                yield "victim.two_sides", f"{ours[role][0].name} and {theirs[role][0].name}"
            if found == APART and role == "actor" and a.kind in _OF_ITS_ACTOR:
                yield "actor.two_sides", f"{ours[role][0].name} and {theirs[role][0].name}"
            name = "victim" if role == "target" and a.kind in SUFFERED else role
            yield f"{name}.{'unlike' if found == UNKNOWN else found}", f"{ours[role][0].name} and {theirs[role][0].name}"


def _two_sides(ours: tuple[Identity, ...], theirs: tuple[Identity, ...]) -> bool:
    """True where the dead of one telling and those of the other are of different countries, all of them."""
    return all(a.type != PERSON and b.type != PERSON and a.sides and b.sides for a in ours for b in theirs)


def _parties(a: Telling, b: Telling) -> Iterator[Feature]:
    """Who met with whom: all of the fewer among the others, some, or none."""
    fewer, more = sorted(((*t.roles.get(PARTY, ()), *t.roles.get(HOST, ())) for t in (a, b)), key=len)
    if not fewer:
        yield "party.unknown", "one names no party"
        return
    found = _closest(fewer, more)
    if len(fewer) == len(more):  # neither is the shorter list: the worse of the two views counts
        found = min(found, _closest(more, fewer), key=_met)
    met = _met(found)
    said = ", ".join(x.name for x in fewer)
    if met == len(fewer):
        yield "party.same" if all(f == SAME for f in found) and len(fewer) > 1 else "party.within", said
    elif _all_persons((*fewer, *more)) and (met == 0 or len(fewer) > 1):
        yield "party.apart", said
    elif met:
        yield "party.some", said
    else:
        yield "party.unlike", said


def _closest(ours: Sequence[Identity], theirs: Sequence[Identity]) -> list[str]:
    return sorted(min((judge_parties(x, y) for y in theirs), key=_CLOSENESS) for x in ours)


def _met(found: Sequence[str]) -> int:
    return sum(f in (SAME, LIKE, SIDE) for f in found)


def _all_persons(who: tuple[Identity, ...]) -> bool:
    return all(x.type == PERSON and x.named for x in who)


_CLOSENESS: Callable[[str], int] = (SAME, WITHIN, SIDE, LIKE, UNKNOWN, APART).index
