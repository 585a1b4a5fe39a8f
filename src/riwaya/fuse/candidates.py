"""Which tellings are worth comparing: few of all pairs, so that the work grows with the days that a ledger covers and not with their square."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from itertools import combinations

from riwaya.fuse.cluster import Pair
from riwaya.fuse.compare import TOLD_NEAR_DAYS, TOPIC_SOME, judge_days, share_of_topic
from riwaya.fuse.likeness import APART
from riwaya.fuse.tellings import Telling
from riwaya.fuse.ties import StoryKey

_WIDEST_DAYS = 7
"""Days of a telling that are looked at one by one; a wider one meets others by name and month."""
_SLACK_DAYS = 2
_TOLD_WITHIN_DAYS = 30
"""How far from a telling without a day others may be told or have happened, to whole months: hardly anybody tells old news without its day."""


def find_candidates(tellings: Sequence[Telling], tied: Set[tuple[StoryKey, StoryKey]] = frozenset()) -> set[Pair]:
    """Pairs of one kind, by position, the lesser first: of one document, of days that touch, of about one time with a name in common, of
    two stories told at about one time that have many names in common, or of two `tied` stories.

    Names are those of the place and the participants. A telling that nothing dates needs two of them in common. Days that are known
    to lie apart make no pair.
    """
    pairs = {pair for members in _blocks(tellings, _documents_and_days).values() for pair in combinations(members, 2)}
    pairs |= _pairs_of(tellings, _names_in_months, wanted=_is_loose)
    pairs |= _pairs_of(tellings, _names_by_two, wanted=_is_timeless)
    pairs |= _pairs_of_alike_stories(tellings) | _pairs_of_stories(tellings, tied)
    return {(a, b) for a, b in pairs if not are_apart(tellings[a], tellings[b])}


def are_apart(a: Telling, b: Telling) -> bool:
    """True for two tellings whose days are known and lie apart: two happenings."""
    return a.when is not None and b.when is not None and judge_days(a.when, b.when) == APART


Keys = Callable[[Telling], Iterable[Hashable]]


def _blocks(tellings: Sequence[Telling], keys: Keys) -> dict[Hashable, list[int]]:
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        for key in keys(telling):
            blocks[telling.kind, key].append(number)
    return blocks


def _pairs_of(tellings: Sequence[Telling], keys: Keys, *, wanted: Callable[[Telling], bool]) -> set[Pair]:
    """Pairs with a key in common of which one at least is wanted: the others meet by their days."""
    found: set[Pair] = set()
    for members in _blocks(tellings, keys).values():
        for a in (n for n in members if wanted(tellings[n])):
            found.update((min(a, b), max(a, b)) for b in members if a != b)
    return found


def _pairs_of_alike_stories(tellings: Sequence[Telling]) -> set[Pair]:
    """Pairs told within two days of each other by two stories of one topic, though neither may say when or where."""
    by_story: defaultdict[StoryKey, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        if telling.told is not None:
            by_story[telling.document, telling.story].append(number)
    found: set[Pair] = set()
    for one, other in _alike_stories({key: tellings[members[0]] for key, members in by_story.items()}):
        for a in by_story[one]:
            found.update(
                (min(a, b), max(a, b)) for b in by_story[other] if tellings[a].kind == tellings[b].kind and _about_one_time(tellings[a], tellings[b])
            )
    return found


def _pairs_of_stories(tellings: Sequence[Telling], stories: Set[tuple[StoryKey, StoryKey]]) -> set[Pair]:
    by_story: defaultdict[StoryKey, list[int]] = defaultdict(list)
    for number, telling in enumerate(tellings):
        by_story[telling.document, telling.story].append(number)
    pairs = ((a, b) for one, other in stories for a in by_story[one] for b in by_story[other])
    return {(min(a, b), max(a, b)) for a, b in pairs if tellings[a].kind == tellings[b].kind}


def _about_one_time(a: Telling, b: Telling) -> bool:
    return a.told is not None and b.told is not None and abs((a.told - b.told).days) <= TOLD_NEAR_DAYS


def _alike_stories(first_told: Mapping[StoryKey, Telling]) -> set[tuple[StoryKey, StoryKey]]:
    """Pairs of stories of two documents, near in time, that share enough of their names; rare names bring them together first."""
    holders: defaultdict[str, list[StoryKey]] = defaultdict(list)
    for key, telling in first_told.items():
        for name in telling.topic:
            holders[name].append(key)
    found: set[tuple[StoryKey, StoryKey]] = set()
    for stories in holders.values():
        by_day = sorted(stories, key=lambda key: (first_told[key].told or date.min, key))
        for n, one in enumerate(by_day):
            for other in by_day[n + 1 :]:
                if not _about_one_time(first_told[one], first_told[other]):
                    break
                if one[0] != other[0] and share_of_topic(first_told[one], first_told[other]) >= TOPIC_SOME:
                    found.add((one, other))
    return found


def _is_loose(telling: Telling) -> bool:
    return telling.when is None or (telling.when.last - telling.when.first).days > _WIDEST_DAYS


def _is_timeless(telling: Telling) -> bool:
    return telling.when is None and telling.told is None


def _documents_and_days(telling: Telling) -> Iterator[Hashable]:
    yield "document", telling.document
    if telling.when is not None:
        first, last = telling.when.first.toordinal(), telling.when.last.toordinal()
        yield from (("day", day) for day in range(first - 1, min(last, first + _WIDEST_DAYS) + 2))


def _names_in_months(telling: Telling) -> Iterator[Hashable]:
    when, told = telling.when, telling.told
    months = _months(when.first, when.last, margin_days=_SLACK_DAYS) if when else set()
    months |= _months(told, told, margin_days=0 if when else _TOLD_WITHIN_DAYS) if told else set()
    return ((name, month) for name in _names(telling) for month in months)


def _names_by_two(telling: Telling) -> Iterator[Hashable]:
    return combinations(sorted(_names(telling)), 2)


def _names(telling: Telling) -> set[str]:
    """The ids of the place and of everyone who takes part, where they are named."""
    everyone = [telling.place, *(who for role in telling.roles.values() for who in role)]
    return {who.id for who in everyone if who is not None and who.named and who.type != "weapon"}


def _months(first: date, last: date, *, margin_days: int) -> set[int]:
    """The months that days and a margin around them lie in, counted from the year 0."""
    start, end = (_shifted(day, by_days) for day, by_days in ((first, -margin_days), (last, margin_days)))
    return set(range(start.year * 12 + start.month, end.year * 12 + end.month + 1))


def _shifted(day: date, by_days: int) -> date:
    """A day so many days on, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by_days, date.min.toordinal()), date.max.toordinal()))
