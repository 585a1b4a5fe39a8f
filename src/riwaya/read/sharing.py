"""What the events of a story lend each other: the day and place of a lead to its headline, of an attack to its dead, of a call to its retellings."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice

from msgspec import Struct, field

from riwaya.lexicon.entries import Light
from riwaya.model import TimeExpression
from riwaya.read.frames import Filler, Frame
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.placing import is_scene, size_of
from riwaya.read.quantities import Count
from riwaya.read.tags import PREPOSITION
from riwaya.text.function_words import COMPANY

_LARGEST_SCENE = 3
_TALKS = ("call", "meeting")
_LEAD_SENTENCES = 3
_RECENT = timedelta(days=3)


class Happening(Struct):
    """An event in the making; `when` numbers a time expression (-1: none), `said` the statements that assert it, `lead` the
    event of the lead that a headline tells in short.
    """

    frame: Frame
    trigger: tuple[int, int]
    status: str
    place: Group | None
    when: int
    announced: bool
    counts: list[Count]
    said: list[int] = field(default_factory=list)
    lead: Happening | None = None


def share_talks(found: list[Happening]) -> None:
    """One call told several times is of one day: where a single telling dates the talks of the same parties, the others share it."""
    by_parties: dict[tuple[str, frozenset[int]], list[Happening]] = {}
    for item in found:
        parties = frozenset(f.group.entity for f in item.frame.fillers if f.role == "party" and f.group is not None)
        if item.frame.entry.kind in _TALKS and len(parties) > 1 and item.status == "happened":
            by_parties.setdefault((item.frame.entry.kind, parties), []).append(item)
    for items in by_parties.values():
        stated = {item.when for item in items if item.when >= 0}
        if len(stated) == 1:
            for item in items:
                item.when, item.announced = next(iter(stated)), False


def follow_leads(parse: Parse, found: list[Happening]) -> None:
    """A headline tells the lead in short: its event is the first of that kind in the lead, and has its day and place."""
    for number, item in enumerate(found):
        if parse.role_of(item.trigger[0]) != "headline":
            continue
        first = parse.first_sentence(item.trigger[0])
        if parse.tokens.sentence_of[item.trigger[0]] - first > 1:
            continue
        for other in islice(found, number + 1, None):
            if other.trigger[0] <= item.trigger[0] or parse.role_of(other.trigger[0]) == "headline":
                continue
            if parse.tokens.sentence_of[other.trigger[0]] - first > _LEAD_SENTENCES:
                break
            if other.frame.entry.kind == item.frame.entry.kind and other.status == item.status:
                item.lead = other
                item.place = item.place or other.place
                break


def share(parse: Parse, here: list[Happening]) -> None:
    """What one sentence tells as one happening shares its day and place; those hit share who hit them, where a cause is named."""
    attacks = [h for h in here if h.frame.entry.kind in ("strike", "assault")]
    if not attacks:
        return
    for item in here:
        if item.frame.entry.kind not in ("casualties", "damage", "interception") or item.status != "happened":
            continue
        attack = min(attacks, key=lambda a: (abs(a.trigger[0] - item.trigger[0]), a.trigger[0]))
        if attack.said != item.said or attack.status != "happened":
            continue
        _share_time(attack, item)
        _share_time(item, attack)
        if item.frame.entry.kind != "interception" and _is_caused(parse, attack, item):
            mutual = any(f.role == "actor" and f.group is not None and f.group.preposition in COMPANY for f in attack.frame.fillers)
            for filler in attack.frame.fillers:
                if filler.role == "actor" and not mutual:
                    item.frame.fillers.append(Filler("actor", filler.group, filler.nation, filler.token))
            if attack.place is not None and not _placed_by_itself(item):
                item.place = attack.place


def _share_time(source: Happening, other: Happening) -> None:
    if source.when >= 0 and other.when < 0:
        other.when, other.announced = source.when, False


def _placed_by_itself(item: Happening) -> bool:
    place = item.place
    return place is not None and item.frame.clause.first <= place.first < item.frame.clause.after


def _is_caused(parse: Parse, attack: Happening, item: Happening) -> bool:
    """True where a verb of causing, or a preposition of cause or place before the attack, ties the two."""
    light = item.frame.light
    if light is not None and isinstance(light.entry, Light) and light.entry.subject == "cause" and attack.trigger[0] < item.trigger[0]:
        return True
    if attack.trigger[0] < item.trigger[0]:
        return False
    hit = attack.frame.hit
    return bool(hit.before.preposition) or bool(hit.first and parse.tags[hit.first - 1] & PREPOSITION)


def is_the_one_told(item: Happening) -> bool:
    """True for a definite noun without a day (`القصف`, `عدد القتلى`): it goes on about what has been told."""
    return item.when < 0 and item.status == "happened" and not item.frame.finite and item.frame.hit.before.article


def next_told(parse: Parse, here: list[Happening], times: tuple[TimeExpression, ...], told: int) -> int:
    """The time of the latest dated attack of the last days: what is then told of it without a day shares it."""
    for item in reversed(here):
        if item.frame.entry.kind in ("strike", "assault") and item.when >= 0 and item.status == "happened":
            day, published = times[item.when].to, parse.stories[parse.story_of(item.trigger[0])].published
            recent = day is not None and published is not None and published - _RECENT <= day <= published
            return item.when if recent else -1
    return told


def next_scene(parse: Parse, here: list[Happening], first: int, after: int, scene: Group | None) -> Group | None:
    """The scene after a sentence: the place of its last attack, else its last settlement or region, else the one before."""
    for item in reversed(here):
        if item.frame.kind.scene and item.place is not None and item.place.first >= first and size_of(item.place) <= _LARGEST_SCENE:
            return item.place
    for group in reversed(parse.groups_in(first, after)):
        if is_scene(group) and size_of(group) <= _LARGEST_SCENE and group.anaphor != "place":
            return group
    return scene
