"""Which tellings only reprint another document's: a copy tells nothing that its original did not, and corroborates nothing.

Two ways lead there. A telling whose sentence stands in a stretch that its document took from another (`riwaya.copies`) copies what is told there.
Of other documents, two sentences are one text where they share four fifths of their runs of four words (shingles; Broder (1997), On the
resemblance and containment of documents). The original is then the one published first; of two of one day, or without a day, the one whose
document comes first in order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from riwaya.fuse.denials import same_voice, voices_of_event
from riwaya.fuse.identity import Identities, Identity
from riwaya.fuse.names import words_of
from riwaya.fuse.tellings import Telling
from riwaya.fuse.ties import StoryKey
from riwaya.model import Copy, Reading

_RUN = 4
_SHARED = 0.8
_FEWEST_RUNS = 4
_SHARED_WORDS = 0.6
"""The share of the words of the shorter sentence that stand in both, where the texts around them are one."""
_FARTHEST_LETTERS = 200
"""How far from where its words stand in the original a telling may be that a copy's reprints: words were put in or left out between."""

Shingle = tuple[str, ...]


def find_reprints(
    readings: Sequence[Reading], tellings: Sequence[Telling], *, identities: Identities, documents: Sequence[Copy] = ()
) -> dict[str, str]:
    """Telling to the telling of the same kind that it reprints, by their refs; only copies are keys, and none leads to another copy.

    `documents` are the copies among the texts themselves. Sentences that name two sources for it are two accounts, however alike.
    """
    by_id = {r.document.id: r for r in readings}
    told: defaultdict[StoryKey, list[Telling]] = defaultdict(list)
    for telling in tellings:
        told[telling.document, telling.story].append(telling)
    sentences = {t.ref: words_of(by_id[t.document].document.text[slice(*t.sentence)]) for t in tellings}
    search = _Search(
        taken=_by_story(documents),
        told=told,
        by_ref={t.ref: t for t in tellings},
        voices={t.ref: voices_of_event(by_id[t.document], t, identities=identities) for t in tellings},
        words={ref: frozenset(words) for ref, words in sentences.items()},
        runs={ref: _runs(words) for ref, words in sentences.items()},
        holders=defaultdict(list),
    )
    found: dict[str, str] = {}
    for telling in search.in_order():
        original = search.original_of(telling)
        if original is not None:
            found[telling.ref] = found.get(original, original)
        if original is None or not search.are_the_same(telling.ref, original):
            search.keep(telling)  # who copies a copy of the same words copies its original: a text reprinted a thousand times is looked up once
    return found


class _Search(Struct, frozen=True):
    """Tellings with what finding the originals of them takes; `holders` are those that were met so far, by kind and run."""

    taken: Mapping[StoryKey, Sequence[Copy]]
    told: Mapping[StoryKey, Sequence[Telling]]
    by_ref: Mapping[str, Telling]
    voices: Mapping[str, Sequence[Identity]]
    words: Mapping[str, frozenset[str]]
    runs: Mapping[str, frozenset[Shingle]]
    holders: defaultdict[tuple[str, Shingle], list[str]]

    def in_order(self) -> Iterator[Telling]:
        """Tellings by age, but those of a story only behind those of the stories that it took words from."""
        done: set[StoryKey] = set()
        given: set[str] = set()
        for telling in sorted(self.by_ref.values(), key=_age):
            first = (t for story in self._stories_before(telling, done) for t in sorted(self.told.get(story, ()), key=_age))
            for one in (*first, telling):
                if one.ref not in given:
                    given.add(one.ref)
                    yield one

    def _stories_before(self, telling: Telling, done: set[StoryKey]) -> Iterator[StoryKey]:
        """The stories that a telling's own took words from, and those that they did, the first originals first; `done` is filled on the way."""
        own = telling.document, telling.story
        entered = {own}
        stack = [(own, iter(self.taken.get(own, ())))]
        while stack:
            story, ahead = stack[-1]
            following = next((o for c in ahead if (o := (c.of, c.of_story)) not in done and o not in entered), None)
            if following is not None:
                entered.add(following)
                stack.append((following, iter(self.taken.get(following, ()))))
                continue
            stack.pop()
            if stack:
                done.add(story)
                yield story

    def original_of(self, telling: Telling) -> str | None:
        """The telling that another one reprints, by its ref; None for one in words of its own."""
        there = next((t for t in self._told_there(telling) if self._have_one_source(telling.ref, t.ref)), None)
        if there is not None:
            return there.ref
        own = self.runs[telling.ref]
        if len(own) < _FEWEST_RUNS:
            return None
        shared = Counter(ref for run in own for ref in self.holders.get((telling.kind, run), ()))
        others = (ref for ref in shared if self.by_ref[ref].document != telling.document and self._have_one_source(telling.ref, ref))
        best = min(others, key=lambda ref: (-shared[ref], ref), default=None)
        return best if best is not None and shared[best] >= _SHARED * min(len(own), len(self.runs[best])) else None

    def _told_there(self, telling: Telling) -> list[Telling]:
        """What the originals of a story tell with the same word, where the words stand by which it tells it; the nearest first."""
        start, found = telling.event.trigger[0], []
        for copy in self.taken.get((telling.document, telling.story), ()):
            at = next((s for s in copy.stretches if s.span[0] <= start < s.span[1]), None)
            if at is not None:
                place = at.of_span[0] + start - at.span[0]
                alike = (t for t in self.told.get((copy.of, copy.of_story), ()) if self._may_reprint(telling, t))
                near = ((abs(t.event.trigger[0] - place), t.order, t) for t in alike if at.of_span[0] <= t.event.trigger[0] < at.of_span[1])
                found += [t for far, _, t in sorted(near, key=lambda n: n[:2]) if far <= _FARTHEST_LETTERS]
        return found

    def _may_reprint(self, telling: Telling, other: Telling) -> bool:
        """True for tellings of one kind by one word, in sentences that share most of theirs, that do not name two places."""
        if telling.kind != other.kind or not telling.trigger & other.trigger:
            return False
        if telling.place and other.place and telling.place.id != other.place.id:
            return False
        ours, theirs = self.words[telling.ref], self.words[other.ref]
        return len(ours & theirs) >= _SHARED_WORDS * min(len(ours), len(theirs))

    def _have_one_source(self, one: str, other: str) -> bool:
        ours, theirs = self.voices[one], self.voices[other]
        return not ours or not theirs or same_voice(ours, theirs)

    def are_the_same(self, one: str, other: str) -> bool:
        """True for tellings in the same words, of the same sources."""
        ours, theirs = ([(who.names, who.sides) for who in self.voices[ref]] for ref in (one, other))
        return self.runs[one] == self.runs[other] and ours == theirs

    def keep(self, telling: Telling) -> None:
        """Let a telling be found as the original of others."""
        if len(self.runs[telling.ref]) >= _FEWEST_RUNS:
            for run in self.runs[telling.ref]:
                self.holders[telling.kind, run].append(telling.ref)


def _by_story(documents: Sequence[Copy]) -> dict[StoryKey, list[Copy]]:
    """The copies by the story that took the words; the one with the most of them first."""
    found: defaultdict[StoryKey, list[Copy]] = defaultdict(list)
    for copy in sorted(documents, key=lambda c: (-sum(s.span[1] - s.span[0] for s in c.stretches), c.of, c.of_story)):
        found[copy.document, copy.story].append(copy)
    return found


def _runs(words: Sequence[str]) -> frozenset[Shingle]:
    return frozenset(tuple(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))


def _age(telling: Telling) -> tuple[date, str, int]:
    return telling.told or date.max, telling.document, telling.order
