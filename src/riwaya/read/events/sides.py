"""Who takes part in what several words of one sentence tell: both sides of a clash, both states of a border, the doer of joined deeds.

Each rule follows a construction: مع names one side, the other is whoever fell or attacked in the words before; a border that is
fought over is that of two states; verbal nouns joined by و behind one verb have one doer (Ryding 2005, 5.3 and 18.1).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Name
from riwaya.read.events.frames import Filler, may_play
from riwaya.read.events.sharing import Happening
from riwaya.read.groups import Group
from riwaya.read.parse import Parse

_CLASHES = ("assault", "agreement")
_TOLD = ("casualties", "detention")
_ATTACKS = ("assault", "strike", "seizure", "siege")
_NEAR_BORDER = 6
_NEAR_NOUN = 16
_ANSWERS = ("repulse", "interception", "withdrawal", "displacement", "casualties")
"""What the other side does, or may do: no doer is shared with an attack before it."""


def share_sides(parse: Parse, here: list[Happening]) -> None:
    """Fill what the events of one sentence leave open of those who take part."""
    for number, item in enumerate(here):
        if item.frame.entry.kind in _CLASHES:
            _add_border(parse, item)
        if item.frame.entry.kind == "assault":
            _add_other_side(here[:number], item)
        if number:
            _add_joined_doer(parse, here[number - 1], item)


def _roles(item: Happening, role: str) -> list[Filler]:
    return [f for f in item.frame.fillers if f.role == role]


def _add_border(parse: Parse, item: Happening) -> None:
    """Both states of the border on which something happens, where nobody is named: `اشتباكات على حدود كولماريا ودورانيا`."""
    frame = item.frame
    role = "party" if frame.entry.kind == "agreement" else "actor"
    if frame.finite or _roles(item, role):
        return
    after = min(frame.hit.after + _NEAR_BORDER, parse.sentence_end(frame.hit.first))
    border = next((g for g in parse.groups_in(frame.hit.after, after) if g.type == "place" and g.level == "border"), None)
    if border is None:
        return
    states = [(nation, j) for j in range(border.first, border.after) for nation in _states_at(parse, j)]
    if len(states) == 2:
        for nation, j in states:
            frame.fillers.append(Filler(role, nation=nation, token=j))


def _states_at(parse: Parse, j: int) -> list[str]:
    """The state that a token names, by its name or its adjective: one or none."""
    found = [h.entry.id for h in parse.hits[j] if isinstance(h.entry, Name) and h.entry.type == "place" and h.entry.level == "country"]
    return found[:1]


def _add_other_side(before: list[Happening], item: Happening) -> None:
    """The side that مع leaves out: those who fell or were taken in the clash, or who attacked (`مقتل 15 جنديا في اشتباكات مع`)."""
    frame = item.frame
    actors = _roles(item, "actor")
    if frame.entry.roles.get("مع") != "actor" or len(actors) != 1 or actors[0].group is None or actors[0].group.preposition != "مع":
        return
    for old in reversed(before):
        kind = old.frame.entry.kind
        if old.status != item.status or item.trigger[0] - old.trigger[1] > _NEAR_NOUN:
            continue
        role = "target" if kind in _TOLD else "actor" if kind in _ATTACKS else ""
        sides = [f for f in _roles(old, role) if role and _may_fight(f, role)]
        if sides:
            frame.fillers.extend(Filler("actor", f.group, f.nation, f.token) for f in sides if f.group is not actors[0].group)
            return


def _may_fight(filler: Filler, role: str) -> bool:
    """True for those whose side is told by their nation or body; one who fell alone is no side."""
    group = filler.group
    if group is None or role == "actor":
        return True
    belongs = bool(group.nations or group.pronoun) or group.of is not None or group.type == "organization"
    return belongs and group.head is not None and group.head.force


def _add_joined_doer(parse: Parse, old: Happening, item: Happening) -> None:
    """The doer of a verbal noun that و joins to the one before: `أعلن الجيش دخوله البلدة والسيطرة على الجسر`, `إحباط هجوم وتدمير آليتين`."""
    frame = item.frame
    takes = frame.entry.subject == "actor" and "actor" in frame.kind.roles
    if frame.finite or frame.hit.before.conjunction != "و" or not takes or _roles(item, "actor"):
        return
    apart = item.trigger[0] - old.trigger[1] > _NEAR_NOUN or old.status != item.status or old.said != item.said
    if apart or old.frame.finite or old.frame.clause is not frame.clause:
        return
    if frame.entry.kind in _ANSWERS and old.frame.entry.kind not in (*_ANSWERS, frame.entry.kind) and not old.frame.opens_content:
        return
    doers = [f for f in _roles(old, "actor") if f.group is None or not _follows_noun(old, f.group)]
    frame.fillers.extend(Filler("actor", f.group, f.nation, f.token) for f in doers if f.group is None or may_play(frame.kind, "actor", f.group))


def _follows_noun(old: Happening, group: Group) -> bool:
    """True where the doer of the noun before stands behind it with مع or بين: one of two sides."""
    return group.first >= old.frame.hit.after and group.preposition in ("مع", "بين")
