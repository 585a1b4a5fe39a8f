"""Many names, to find those that a name may spell: by consonant skeletons first, then by distance.

A query looks its words up by skeleton, compares the words found with the learnt distance, and scores the names that hold them. Where the
skeletons find nothing near, those one class away are tried as well (a deletion on either side; Mor and Fraenkel (1982), A hash code
method for detecting and correcting spelling errors).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log

import msgspec
from msgspec import Struct

from riwaya.names.costs import FAR
from riwaya.names.distance import Nearest, framed
from riwaya.names.letters import SCRIPTS, Script, Spelling
from riwaya.names.score import ARTICLE_COST, Scorer, dearest, default_scorer, probability
from riwaya.names.skeletons import skeletons_of
from riwaya.names.tokens import Token, glued, is_common, tokens_of

_KEYS_OF_QUERY, _KEYS_OF_WORD, _KEYS_NEAR = 8, 4, 1
_SHORTEST_NEAR = 4
SLACK = 2000
"""Words dearer than this above the least possible are not looked at; hundredths of a nat."""
MARGIN = 1000
"""Nor are those dearer by this than the nearest."""
NEAR_ENOUGH, FAR_ENOUGH = 450, 900
"""With a word found within this of the least possible, skeletons with one class more or less, or another one, are not tried."""
_LONGER_BY = 4
"""Letters that a word may be longer by and still be as probable as one of the same length that is nearer; the bound allows for it."""
_OTHER_WORD = -5.0
"""Words with lower log-odds bring no name of several words in, where improbable ones are not asked for."""
_CROWD = 200
"""A word in more names than this brings none in that no other word brings."""


class Match(Struct, frozen=True):
    """A name that was found: its number among the candidates, and the probability that it spells the same name.

    `telling` is False where all words of the shorter of both names are common ones (given names), which alone never link two persons.
    """

    number: int
    score: float
    telling: bool


class Lists(Struct):
    """Many short lists of numbers in one: list n is `members[starts[n] : starts[n + 1]]`."""

    starts: list[int]
    members: list[int]

    def of(self, n: int) -> list[int]:
        """List n."""
        return self.members[self.starts[n] : self.starts[n + 1]]


class Shelf(Struct):
    """The words of one script, sorted, with their edges; who holds each (numbers of names); and the words of each skeleton.

    `bare` are the numbers of words whose article was taken off, and that are held so by the names in their list. `skeletons` and
    `shortened` number the skeletons, and what is left of one without one class; `with_skeleton` lists words, `shortened_from` skeletons.
    """

    words: list[str]
    holders: Lists
    bare: set[int]
    skeletons: dict[str, int]
    with_skeleton: Lists
    shortened: dict[str, int]
    shortened_from: Lists


class _Packed(Struct):
    names: list[str]
    shelves: dict[str, Shelf]


class NameIndex:
    """Finds the names among `candidates` that a name may spell."""

    def __init__(self, candidates: Sequence[str], *, scorer: Scorer | None = None) -> None:
        self._names = list(candidates)
        self._shelves = _shelve(self._names)
        self._scorer = scorer or default_scorer()

    def __len__(self) -> int:
        return len(self._names)

    def pack(self) -> bytes:
        """The index as bytes, for a cache."""
        return msgspec.msgpack.encode(_Packed(self._names, {str(script): shelf for script, shelf in self._shelves.items()}))

    @classmethod
    def unpack(cls, packed: bytes, *, scorer: Scorer | None = None) -> "NameIndex":
        """The index that was packed."""
        read = msgspec.msgpack.decode(packed, type=_Packed)
        index = cls.__new__(cls)
        index._names, index._scorer = read.names, scorer or default_scorer()
        index._shelves = {script: read.shelves[script] for script in SCRIPTS if script in read.shelves}
        return index

    def search(self, name: str, limit: int = 10, *, least: float = 0.0) -> tuple[Match, ...]:
        """The names that this one may spell, the most probable first, none below `least`; equally probable ones in the order given."""
        tokens = tokens_of(name)
        if not tokens:
            return ()
        found: list[tuple[float, int]] = []
        for number, cost in self._candidates(tokens, limit, floor=_floor(least, len(tokens))):
            other = tokens_of(self._names[number])
            odds = self._scorer.word_odds(tokens[0], other[0], cost) if cost is not None else self._scorer.odds(tokens, other)
            found.append((-odds, number))
        found.sort()
        matches = (self._match(tokens, number, -odds) for odds, number in found[:limit])
        return tuple(match for match in matches if match.score >= least)

    def _match(self, tokens: tuple[Token, ...], number: int, odds: float) -> Match:
        other = tokens_of(self._names[number])
        shorter = tokens if len(tokens) <= len(other) else other
        return Match(number, 1.0 if tokens == other else probability(odds), not all(map(is_common, shorter)))

    def _candidates(self, tokens: tuple[Token, ...], limit: int, *, floor: float) -> Iterator[tuple[int, int | None]]:
        """Numbers of names worth scoring; with the distance where both names are one word each."""
        pieces = [*tokens]
        if len(tokens) > 1 and (one := glued(tokens)):
            pieces.append(one)
        weight: dict[int, int] = defaultdict(int)
        costs: dict[int, int] = {}
        crowds: list[tuple[list[int], int]] = []
        for piece in pieces:
            best: dict[int, int] = {}
            for cost, holders in self._words_like(piece, limit, floor=floor):
                nearness = max(1, SLACK - cost)
                if len(holders) > _CROWD and len(tokens) > 1:
                    crowds.append((holders, nearness))
                    continue
                for number in holders:
                    if nearness > best.get(number, 0):
                        best[number] = nearness
                        costs[number] = cost
            for number, nearness in best.items():
                weight[number] += nearness
        for holders, nearness in crowds:
            for number in holders if not weight else [n for n in holders if n in weight]:
                weight[number] += nearness
        ranked = sorted(weight.items(), key=lambda item: (-item[1], item[0]))[: 3 * limit]
        for number, _ in ranked:
            alone = len(tokens) == 1 and len(tokens_of(self._names[number])) == 1
            yield number, costs[number] if alone else None

    def _words_like(self, token: Token, limit: int, *, floor: float) -> list[tuple[int, list[int]]]:
        """The distance of the nearest words, the nearest first, and who holds them."""
        found: list[tuple[int, int, list[int]]] = []
        for n, (script, shelf) in enumerate(self._shelves.items()):
            for letters, bare in token.forms():
                for cost, word in self._nearest(Spelling(token.script, letters), script, limit=limit, floor=floor):
                    price = ARTICLE_COST if bare != (word in shelf.bare) else 0
                    found.append((cost + price, n, shelf.holders.of(word)))
        found.sort(key=lambda item: item[:2])
        return [(cost, holders) for cost, _, holders in found]

    def _nearest(self, spelling: Spelling, script: Script, *, limit: int, floor: float) -> list[tuple[int, int]]:
        """The distance and number of the words of a shelf that are nearest to a spelling, none with log-odds much below the floor."""
        shelf = self._shelves[script]
        word = self._scorer.word(spelling.letters, spelling.script, script)
        worst = dearest(len(spelling.letters) + _LONGER_BY / 2, self._scorer.curves[spelling.script, script], floor)
        nearest = Nearest(limit, bound=min(word.least + SLACK, worst), margin=MARGIN)
        keys = skeletons_of(spelling, _KEYS_OF_QUERY)
        seen = set(_equal(shelf, spelling.letters)) if script == spelling.script else set()
        for number in sorted(seen):
            nearest.offer(0, number)
        for key in keys:
            if key in shelf.skeletons:
                numbers = [n for n in shelf.with_skeleton.of(shelf.skeletons[key]) if n not in seen]
                word.rank(shelf.words, numbers, nearest=nearest)
                seen.update(numbers)
        for enough, keys_near in ((NEAR_ENOUGH, _one_more_or_less), (FAR_ENOUGH, _one_other)):
            if nearest.best() > word.least + enough:
                numbers = sorted({n for key in keys_near(keys[:_KEYS_NEAR], shelf) for n in shelf.with_skeleton.of(key)} - seen)
                word.rank(shelf.words, numbers, nearest=nearest)
                seen.update(numbers)
        return nearest.found()


def _equal(shelf: Shelf, letters: str) -> range:
    """The numbers of the words of a shelf with these very letters."""
    word = framed(letters)
    return range(bisect_left(shelf.words, word), bisect_right(shelf.words, word))


def _floor(least: float, words: int) -> float:
    """The log-odds below which a word cannot bring in a name as probable as the least."""
    if least <= 0:
        return -FAR
    return log(least / max(1e-9, 1 - least)) if words == 1 else _OTHER_WORD


def _one_more_or_less(keys: Sequence[str], shelf: Shelf) -> set[int]:
    """The skeletons that hold one class more than one of these, or one less."""
    long = [key for key in keys if len(key) >= _SHORTEST_NEAR]
    found = {shelf.skeletons[less] for key in long for less in _without_one(key) if less in shelf.skeletons}
    return found.union(*(shelf.shortened_from.of(shelf.shortened[key]) for key in long if key in shelf.shortened))


def _one_other(keys: Sequence[str], shelf: Shelf) -> set[int]:
    """The skeletons that hold another class in place of one of these."""
    left = {less for key in keys if len(key) >= _SHORTEST_NEAR for less in _without_one(key)}
    return {n for less in left if less in shelf.shortened for n in shelf.shortened_from.of(shelf.shortened[less])}


def _without_one(key: str) -> list[str]:
    return sorted({key[:i] + key[i + 1 :] for i in range(len(key))})


def _shelve(names: Sequence[str]) -> dict[Script, Shelf]:
    """The words of all names, by script."""
    holders: dict[Script, dict[tuple[str, bool], list[int]]] = {}
    for number, name in enumerate(names):
        tokens = tokens_of(name)
        pieces = [*tokens]
        if len(tokens) > 1 and (one := glued(tokens)):
            pieces.append(one)
        for token in pieces:
            for form in token.forms():
                listed = holders.setdefault(token.script, {}).setdefault(form, [])
                if not listed or listed[-1] != number:
                    listed.append(number)
    return {script: _shelf(script, holders[script]) for script in SCRIPTS if script in holders}


def _shelf(script: Script, held: Mapping[tuple[str, bool], list[int]]) -> Shelf:
    forms = sorted(held, key=lambda form: (framed(form[0]), form[1]))
    by_skeleton: dict[str, list[int]] = defaultdict(list)
    for n, (letters, _) in enumerate(forms):
        for key in skeletons_of(Spelling(script, letters), _KEYS_OF_WORD):
            by_skeleton[key].append(n)
    shortened: dict[str, list[int]] = defaultdict(list)
    for n, key in enumerate(by_skeleton):
        for less in _without_one(key):
            shortened[less].append(n)
    return Shelf(
        words=[framed(letters) for letters, _ in forms],
        holders=_lists([held[form] for form in forms]),
        bare={n for n, (_, stripped) in enumerate(forms) if stripped},
        skeletons={key: n for n, key in enumerate(by_skeleton)},
        with_skeleton=_lists(by_skeleton.values()),
        shortened={key: n for n, key in enumerate(shortened)},
        shortened_from=_lists(shortened.values()),
    )


def _lists(lists: Iterable[list[int]]) -> Lists:
    starts, members = [0], []
    for listed in lists:
        members += listed
        starts.append(len(members))
    return Lists(starts, members)
