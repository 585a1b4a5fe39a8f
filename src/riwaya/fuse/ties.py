"""Ties between stories that nothing dates: one person who suffered it, or one count of people, told by two stories of one topic.

Hardly two happenings share them, so that two such stories may be compared as if told at about one time.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import combinations

from riwaya.fuse.compare import SUFFERED, TOLLS, TOPIC_CLOSE, TOPIC_SOME, share_of_topic
from riwaya.fuse.identity import PERSON
from riwaya.fuse.tellings import Telling

StoryKey = tuple[str, int]
"""A story: its document and its number there."""
_LEAST_COUNT = 3
"""From how many people on a count ties: one and two are told of everywhere."""
_FARTHEST_DAYS = 7
"""How far apart the dated stories may be told to which an undated one is tied."""


def find_tied_stories(tellings: Sequence[Telling]) -> set[tuple[StoryKey, StoryKey]]:
    """Pairs of stories of two documents, one at least undated, that a tie holds together; the lesser first.

    A story that is tied to stories told at different times is tied to none: what they share comes again and again.
    """
    told: dict[StoryKey, date | None] = {}
    holders: defaultdict[tuple[str, ...], dict[StoryKey, Telling]] = defaultdict(dict)
    for telling in tellings:
        story = telling.document, telling.story
        told[story] = min((day for day in (told.get(story), telling.told) if day is not None), default=None)
        for key in _ties(telling):
            holders[key].setdefault(story, telling)
    found: set[tuple[StoryKey, StoryKey]] = set()
    for key, stories in holders.items():
        wanted = TOPIC_SOME if key[0] == "who" else TOPIC_CLOSE
        for one, other in combinations(sorted(stories), 2):
            if one[0] != other[0] and None in (told[one], told[other]) and share_of_topic(stories[one], stories[other]) >= wanted:
                found.add((one, other))
    scattered = _scattered(found, told)
    return {pair for pair in found if not scattered.intersection(pair)}


def are_tied(a: Telling, b: Telling, stories: Set[tuple[StoryKey, StoryKey]]) -> bool:
    """True for tellings of two stories among the tied `stories`."""
    one, other = (a.document, a.story), (b.document, b.story)
    return (min(one, other), max(one, other)) in stories


def _ties(telling: Telling) -> Iterator[tuple[str, ...]]:
    if telling.kind in SUFFERED:
        yield from (("who", telling.kind, who.id) for who in telling.roles.get("target", ()) if who.named and who.type == PERSON)
    if telling.kind in TOLLS:
        for what, (least, most) in telling.amounts.items():
            if least is not None and least == most and least >= _LEAST_COUNT:
                yield "count", telling.kind, what, str(least)


def _scattered(found: Set[tuple[StoryKey, StoryKey]], told: Mapping[StoryKey, date | None]) -> set[StoryKey]:
    """The undated stories whose ties lead to stories told at different times."""
    days: defaultdict[StoryKey, list[date]] = defaultdict(list)
    for one, other in found:
        for undated, dated in ((one, told[other]), (other, told[one])):
            if told[undated] is None and dated is not None:
                days[undated].append(dated)
    return {story for story, when in days.items() if (max(when) - min(when)).days > _FARTHEST_DAYS}
