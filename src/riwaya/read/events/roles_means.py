"""Who acts by a weapon that is a subject: its nation, whoever it belongs to, or who tells of it as its own."""

from __future__ import annotations

from riwaya.read.events.frames import Filler, Frame, fits_pronoun, may_play
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import nation_at
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE


def add_means(parse: Parse, frame: Frame, group: Group) -> None:
    """What strikes by a nation's weapon is the nation: `قصفت الطائرات الإسرائيلية منزلا`."""
    frame.add("weapon", group)
    for other in parse.groups_in(group.after, group.after + 1):
        if other.type == "weapon" and other.joined and other.first > frame.hit.first:  # انهالت صواريخ ومسيرات روسية
            add_means(parse, frame, other)
            return
    for j in range(group.first, group.after):
        nation = nation_at(parse, j, joined=False)
        if nation is not None and "actor" in frame.kind.roles:
            frame.fillers.append(Filler("actor", nation=nation[0], token=j))
            return
    owner = owner_of(parse, group)
    if owner is not None and may_play(frame.kind, "actor", owner):
        frame.add("actor", owner)
    elif (
        frame.speaker is not None
        and "actor" in frame.kind.roles
        and any(h.pronoun and fits_pronoun(frame.speaker, h.pronoun) for h in parse.hits[group.first])
    ):
        frame.add("actor", frame.speaker)  # أكدت كييف أن مسيراتها قصفت


def owner_of(parse: Parse, weapon: Group) -> Group | None:
    """Whose a weapon is: the body in its genitive, or behind ل or a word and ل (`مسيرة للجيش`, `طائرة تابعة للقوات الجوية`)."""
    if weapon.of is not None:
        return weapon.of
    for group in parse.groups_in(weapon.after, weapon.after + 2):
        if group.preposition == "ل" and (group.first == weapon.after or parse.tags[weapon.after] & ADJECTIVE):
            return group
    return None
