"""Where and when an event happened: the words of its clause, else of its sentence, else the scene already set.

A place slot is filled by the smallest named place that a preposition of place or a place role gives. A day is the nearest
time of the clause that is not the announcement's; a single fresh happening without one takes the announcement's day and
says so. Neither is filled without words.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Trigger
from riwaya.model import TimeExpression
from riwaya.read.clauses import Clause
from riwaya.read.frames import Frame
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements import Said
from riwaya.read.tags import TRIGGER
from riwaya.text.function_words import LOCATIVE, MOVEMENT

_SIZE = {
    "facility": 0, "plant": 0, "dam": 0, "airport": 0, "port": 0, "crossing": 0, "camp": 0, "area": 0,
    "village": 1, "town": 1, "settlement": 1, "city": 1, "capital": 1, "": 2, "district": 2,
    "island": 3, "peninsula": 3, "region": 3, "front": 3, "direction": 4, "river": 4, "sea": 4, "country": 5,
}  # fmt: skip


def size_of(group: Group) -> int:
    """A rank of extent: smaller numbers are smaller places."""
    if group.level == "capital":
        return 1
    if group.level == "district" and group.known is not None:
        return 0  # a quarter of its city
    return _SIZE.get(group.level, 2)


def is_scene(group: Group) -> bool:
    """True for a place that can set the scene: named, governed by a preposition of place or a direction."""
    return (
        group.type == "place"
        and (group.known is not None or group.name is not None or (group.anaphor == "place" and group.level != "front"))
        and (is_locative(group) or (group.head is not None and group.head.direction))
    )


def is_locative(group: Group) -> bool:
    """True where the preposition before a group is one of place."""
    if group.preposition == "علي":  # على الحدود, على الجبهة; على جسر is a target
        return group.head is not None and group.head.type == "place_head"
    return group.preposition in LOCATIVE or group.preposition.startswith("في ")


def find_place(parse: Parse, frame: Frame, *, scene: Group | None) -> Group | None:
    """The group of the event's place, None where no words give one."""
    if frame.kind.placeless:
        return None
    named = [g for g in frame.places if _is_named(g)]
    in_clause = [g for g in _groups(parse, frame.clause) if is_scene(g) and not _is_origin(g)]
    options = named or in_clause
    if not options:
        first, after = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]]
        options = [g for g in parse.groups_in(first, after) if is_scene(g)] if frame.kind.scene else []
        near = [g for g in options if g.first > frame.hit.first]
        options = near[:1] or options[-1:]
    if named and in_clause:
        options = [*named, *in_clause]
    if not frame.kind.scene:  # talks about a war elsewhere are not held there
        options = [g for g in options if g in named or not _trigger_between(parse, frame.hit.after, g.first, frame)]
    if options:
        best = min(size_of(g) for g in options)
        return next(g for g in options if size_of(g) == best)
    return scene if frame.kind.scene else None


def _is_named(group: Group) -> bool:
    return group.known is not None or group.name is not None or group.anaphor == "place" or (group.of is not None and group.of.known is not None)


def _is_origin(group: Group) -> bool:
    return group.preposition in MOVEMENT


def _groups(parse: Parse, clause: Clause) -> list[Group]:
    return parse.groups_in(clause.first, clause.after)


def find_when(parse: Parse, frame: Frame, clauses: list[Clause], *, times: tuple[TimeExpression, ...], said: Said | None) -> int:
    """The number of the time expression that dates the event, -1 where none in reach does.

    A time dates the trigger next to it: the one before it, or, where it leads the clause, all of them.
    """
    hit, clause = frame.hit, frame.clause
    own = [n for n in parse.times_in(clause.first, clause.after) if _dates(times[n])]
    if said is not None and said.content is not None:
        own = [n for n in own if said.content[0] <= parse.raw_times[n].first < said.content[1]]
    behind = next(
        (n for n in own if parse.raw_times[n].first >= hit.after and not _trigger_between(parse, hit.after, parse.raw_times[n].first, frame)), None
    )
    if behind is not None:
        return behind
    ahead = next((n for n in reversed(own) if parse.raw_times[n].after <= hit.first), None)
    if ahead is not None:
        raw = parse.raw_times[ahead]
        if not _trigger_between(parse, raw.after, hit.first, frame) or not _trigger_between(parse, clause.first, raw.first, frame):
            return ahead
    while not own and clause.parent >= 0 and clause.opener not in ("that", "quote", "colon"):
        clause = clauses[clause.parent]
        above = [n for n in parse.times_in(clause.first, clause.after) if _dates(times[n])]
        if said is not None and said.content is not None:
            above = [n for n in above if said.content[0] <= parse.raw_times[n].first < said.content[1]]
        if above and clause.verb < 0:
            return above[-1]
        if clause.verb >= 0:
            break
    return -1


def _trigger_between(parse: Parse, first: int, after: int, frame: Frame) -> bool:
    """True where a trigger of another kind of event stands between two tokens."""
    return any(
        parse.tags[j] & TRIGGER
        and parse.group_at[j] is None
        and any(isinstance(h.entry, Trigger) and h.entry.kind != frame.entry.kind and h.entry.kind not in frame.kind.absorbs for h in parse.hits[j])
        for j in range(first, after)
    )


def _dates(time: TimeExpression) -> bool:
    return time.from_ is not None and time.days is None and time.to is not None
