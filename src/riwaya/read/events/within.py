"""What lies in what, by the order of the words: Arabic names the smaller place first (`منطقة عين زارة جنوبي طرابلس`, `بلدة ساليم في قضاء نورين`)."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.text.function_words import AROUND, LOCATIVE, MOVEMENT
from riwaya.text.tokens import MARK

_BETWEEN = frozenset('(،,-–"”»')
_SMALL = frozenset(("city", "town", "village", "settlement"))
_WIDE = frozenset(("region", "front"))
_RESTING = LOCATIVE - MOVEMENT - AROUND
_LONGEST = 3


def before_group(parse: Parse, group: Group) -> int:
    """The number of the last word token before a group and the preposition that governs it; -1 where there is none."""
    own = 0 if group.skip or (group.head is not None and group.head.direction) else len(group.preposition.split())
    j = group.first - own - 1
    while j >= 0 and parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _BETWEEN:
        j -= 1
    return j


def within(parse: Parse, group: Group) -> Group | None:
    """The smaller place of which a group, right behind it, only says where it lies; None where it says no such thing."""
    if group.joined or not _tells_around(group):
        return None
    j = before_group(parse, group)
    small = parse.group_at[j] if j >= 0 else None
    if small is None or small is group or small.type != "place" or small.first >= group.first or small.level == "country" or small.anaphor:
        return None
    if parse.tokens.sentence_of[small.first] != parse.tokens.sentence_of[group.first]:
        return None
    side = group.head is not None and group.head.direction
    small_region = small.known is not None and small.known.level in _WIDE and not side
    return None if small_region and group.level in _SMALL else small


def _tells_around(group: Group) -> bool:
    """True for a group that can say where another place lies: behind في or ب, a side of a place, a district or region by its head."""
    if group.head is not None and group.head.direction:
        return True
    if not group.preposition:
        return group.head is not None and group.head.level in ("district", "region", "settlement")
    return group.preposition in _RESTING


def smallest(parse: Parse, group: Group) -> Group:
    """The place at the head of a chain of places of which each lies in the next; the group itself where it heads one."""
    for _ in range(_LONGEST):
        inner = within(parse, group)
        if inner is None:
            return group
        group = inner
    return group


def is_measured(parse: Parse, group: Group) -> bool:
    """True for a side that a distance is measured from (`10 كلم غرب كيريما`): it says how far off another place is."""
    side = group.head is not None and group.head.direction and group.first > 0
    return side and any(type(h.entry) is Counted and h.entry.what == "distance_km" and h.after == group.first for h in parse.hits[group.first - 1])
