"""The scene of a story: where what it tells is taken to happen until it says otherwise.

An attack sets the scene, and so does what a sentence says that it is about (`وبشأن زيلوفا`). A place that is only named sets
one where the story has none yet; where a source is or speaks is no scene.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from riwaya.lexicon.entries import Light, Particle
from riwaya.model import TimeExpression
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.extents import is_scene, size_of
from riwaya.read.events.placing import is_movement, is_named
from riwaya.read.events.sharing import Happening
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.read.tags import AUXILIARY, STATUS
from riwaya.text.function_words import TOPICAL
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK

_LARGEST_SCENE = 3
_OPENING = 4
_OFTEN = 2
_RECENT = timedelta(days=60)
_ROLES = ("body", "headline", "subhead", "caption", "quote_post", "")


def open_scene(parse: Parse, sentence: tuple[int, int], *, scene: Group | None) -> Group | None:
    """The scene for a sentence: the place that its opening words say it is about, else the one before."""
    first, after = sentence
    seen = _witness(parse, first, after)
    if seen is not None:
        return seen
    groups = parse.groups_in(first, min(after, first + _OPENING))
    group = groups[0] if groups else None
    if group is None or group.type != "place" or not is_named(parse, group) or size_of(group) > _LARGEST_SCENE:
        return scene
    if group.preposition in TOPICAL or (group.preposition == "في" and _is_small_town(group)):
        return group  # وبشأن زيلوفا، …; وفي بلدة عيتا الشعب، أفادت الوزارة بمقتل …
    ends = group.after < after and parse.tokens.kinds[group.after] == MARK and parse.tokens.words[group.after] in "،,:"
    fronted = group.first == first and ends and not group.preposition and not group.speaks and is_finite(parse, first) is None
    return group if fronted else scene  # قرية دورين، في هذه الأثناء، …


def _witness(parse: Parse, first: int, after: int) -> Group | None:
    """The place that is the subject of a verb which opens a sentence and makes it the scene: `شهدت مدينة زيلوفا أمس حادثا إثر قصف`."""
    for hit in parse.hits[first] if parse.tags[first] & STATUS else ():
        if type(hit.entry) is Light and hit.entry.subject == "place" and hit.form.part in (PAST, PRESENT):
            group = parse.group_at[hit.after] if hit.after < after else None
            if group is not None and group.type == "place" and not group.preposition and is_named(parse, group) and size_of(group) <= _LARGEST_SCENE:
                return group
    return None


def _is_small_town(group: Group) -> bool:
    """True for a settlement that is called one, or known as one, and from which no government speaks."""
    if group.known is not None and (group.known.stands_for or group.known.level == "city"):
        return False
    headed = group.head is not None and group.head.level in ("settlement", "district") and not group.anaphor
    return headed or (group.known is not None and group.level in ("town", "village"))


def recalled_scene(parse: Parse, found: list[Happening], sentence: tuple[int, int], *, scene: Group | None, told: list[Said]) -> Group | None:
    """The scene of what a source had said before (`وكانت القيادة قد أعلنت حصيلة أولى`): the one that most of the story is set in."""
    if not told:
        return scene
    first, after = sentence
    opening = [j for j in range(first, min(first + _OPENING, after)) if parse.tags[j] & AUXILIARY]
    if not opening or not any(type(hit.entry) is Particle and hit.entry.type == "past_auxiliary" for j in opening for hit in parse.hits[j]):
        return scene
    story = parse.story_of(first)
    placed = [item for item in found if item.frame.kind.scene and item.place is not None and parse.story_of(item.trigger[0]) == story]
    counts = Counter(item.place.entity for item in placed if item.place is not None)
    main = next((item.place for item in placed if item.place is not None and counts[item.place.entity] == max(counts.values())), None)
    return scene if main is None or counts[main.entity] < _OFTEN else main


def scene_within(here: list[Happening], scene: Group | None) -> Group | None:
    """The scene for the next event of a sentence: that of the events which it has told already."""
    for item in reversed(here):
        if item.place is not None and item.frame.kind.scene and not item.frame.background:
            return item.place
    return scene


def next_scene(
    parse: Parse,
    here: list[Happening],
    sentence: tuple[int, int],
    *,
    scene: Group | None,
    told: list[Said],
    times: tuple[TimeExpression, ...],
) -> Group | None:
    """The scene after a sentence: the place of its last attack, else the one before, else its last settlement or region.

    What happened long before is background and leaves it as it is. `told`: the statements of the sentence.
    """
    first, after = sentence
    for item in reversed(here):
        if not item.frame.kind.scene or item.place is None or item.place.first < first or size_of(item.place) > _LARGEST_SCENE:
            continue
        if not item.frame.background and not _is_background(parse, item, times):
            return item.place
    if scene is not None or parse.role_of(first) not in _ROLES:
        return scene
    places = [g for g in parse.groups_in(first, after) if is_scene(g) and size_of(g) <= _LARGEST_SCENE and g.anaphor != "place"]
    places = [g for g in places if not is_movement(parse, g) and (not told or any(item.holds(g.first) for item in told))]
    return min(places, key=lambda g: (size_of(g), -g.first), default=None)


def _is_background(parse: Parse, item: Happening, times: tuple[TimeExpression, ...]) -> bool:
    published = parse.stories[parse.story_of(item.trigger[0])].published
    day = times[item.when].to if item.when >= 0 else None
    return day is not None and published is not None and published - day > _RECENT
