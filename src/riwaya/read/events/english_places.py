"""Where and when an English event happened: the words of its own, else of its clause, else the scene that the story has set."""

from __future__ import annotations

from riwaya.lexicon.entries import Trigger
from riwaya.model import TimeExpression
from riwaya.read.clauses.english_verbs import is_verb
from riwaya.read.events.extents import size_of
from riwaya.read.events.frames import Frame
from riwaya.read.events.sharing import Happening
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.text.function_words_english import LOCATIVE, MOVEMENT
from riwaya.text.inflection import PAST, PRESENT

_LARGEST_SCENE = 3
_DEPARTURES = ("withdrawal", "displacement")


def english_place(parse: Parse, frame: Frame, *, scene: Group | None, own: tuple[int, int]) -> Group | None:
    """The smallest named place that the event's own words give, then those of its clause; else the scene; None where no words do."""
    if frame.kind.placeless:
        return None
    leaves = frame.entry.kind in _DEPARTURES
    named = [g for g in frame.places if _is_named(g)]
    behind = _chain(parse, [g for g in parse.groups_in(frame.hit.first, own[1]) if is_where(g, leaves=leaves)], frame)
    options = [*named, *behind]
    if not options and frame.kind.scene:
        options = [g for g in parse.groups_in(own[0], frame.hit.first) if is_where(g, leaves=leaves)][-2:]
    if not options and frame.kind.scene:
        rest = [g for g in parse.groups_in(frame.clause.first, frame.clause.after) if is_where(g, leaves=leaves)]
        options = [g for g in rest if g.first > frame.hit.first][:1] or [g for g in rest if g.first < frame.hit.first][-1:]
    if options:
        best = min(size_of(g) for g in options)
        return next(g for g in options if size_of(g) == best)
    return scene if frame.kind.scene and not frame.entry.background else None


def _chain(parse: Parse, places: list[Group], frame: Frame) -> list[Group]:
    """Places up to the next verb: `in Rafah, in the southern Gaza Strip`."""
    end = frame.clause.after
    words = parse.tokens.words
    for j in range(frame.hit.after, frame.clause.after):
        beyond = parse.group_at[j + 1] if j + 1 < frame.clause.after else None
        if words[j] == "," and j + 1 < frame.clause.after and words[j + 1] not in LOCATIVE and (beyond is None or beyond.type != "place"):
            end = j
            break
        if is_verb(parse, j) and any(isinstance(h.entry, Trigger) or h.form.part in (PAST, PRESENT) for h in parse.hits[j]):
            end = j
            break
    return [g for g in places if g.first < end]


def is_where(group: Group, *, leaves: bool = False) -> bool:
    """True for a named place behind a preposition of place (for those who leave, also of origin)."""
    if group.type != "place" or not _is_named(group) or (group.head is not None and group.head.level == "border" and group.known is None):
        return False
    if leaves and group.preposition == "from":
        return True
    return group.preposition in LOCATIVE and (group.preposition not in MOVEMENT or leaves)


def _is_named(group: Group) -> bool:
    return group.known is not None or group.name is not None or (group.of is not None and group.of.known is not None)


def english_when(parse: Parse, frame: Frame, times: tuple[TimeExpression, ...], *, taken: set[int], own: tuple[int, int]) -> int:
    """The number of the time that dates the event: behind it or before it among its own tokens, else the one that leads the sentence."""
    first, after = frame.clause.first, frame.clause.after
    dated = [n for n in parse.times_in(first, after) if n not in taken and times[n].from_ is not None and times[n].days is None]
    behind = [n for n in dated if frame.hit.after <= parse.raw_times[n].first < own[1]]
    if behind:
        return behind[0]
    before = [n for n in dated if own[0] <= parse.raw_times[n].first < frame.hit.first]
    if before and not any(h != frame.entry.kind for j in range(own[0], parse.raw_times[before[-1]].first) for h in _triggers(parse, j)):
        return before[-1]
    sentence = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]
    leading = [n for n in parse.times_in(sentence, after) if n in dated and parse.raw_times[n].first - max(sentence, first) <= 3]
    if leading:
        return leading[0]
    return before[-1] if before else -1


def _triggers(parse: Parse, j: int) -> list[str]:
    return [h.entry.kind for h in parse.hits[j] if isinstance(h.entry, Trigger)] if parse.group_at[j] is None else []


def next_english_scene(parse: Parse, here: list[Happening], sentence: tuple[int, int], *, scene: Group | None) -> Group | None:
    """The scene after a sentence: the place of its last attack where that is no larger than a region, else the one before."""
    first, _ = sentence
    for item in reversed(here):
        if item.frame.kind.scene and item.place is not None and item.place.first >= first and size_of(item.place) <= _LARGEST_SCENE:
            return item.place
    if scene is None:
        places = [g for g in parse.groups_in(*sentence) if is_where(g) and size_of(g) <= _LARGEST_SCENE]
        return min(places, key=lambda g: (size_of(g), g.first), default=None)
    return scene
