"""Which sentences only reprint another document's: a copy tells nothing that its original did not, and corroborates nothing.

Two sentences are one text where they share four fifths of their runs of four words (shingles; Broder (1997), On the resemblance and containment
of documents). The original is the one published first; of two of one day, or without a day, the one whose document comes first in order.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from riwaya.fuse.denials import same_voice, voices_of_event
from riwaya.fuse.identity import Identities, Identity
from riwaya.fuse.names import words_of
from riwaya.fuse.tellings import Telling
from riwaya.model import Reading

_RUN = 4
_SHARED = 0.8
_FEWEST_RUNS = 4

Shingle = tuple[str, ...]


def find_copies(readings: Sequence[Reading], tellings: Sequence[Telling], *, identities: Identities) -> dict[str, str]:
    """Telling to the telling of the same kind whose sentence it reprints, by their refs; only copies are keys.

    Sentences that name two sources for it are two accounts, however alike.
    """
    voices = {t.ref: voices_of_event(r, t, identities=identities) for r in readings for t in tellings if t.document == r.document.id}
    texts = {r.document.id: r.document.text for r in readings}
    runs = {t.ref: _runs(texts[t.document][slice(*t.sentence)]) for t in tellings}
    holders: defaultdict[tuple[str, Shingle], list[Telling]] = defaultdict(list)
    found: dict[str, str] = {}
    for telling in sorted(tellings, key=_age):
        own = runs[telling.ref]
        if len(own) < _FEWEST_RUNS:
            continue
        shared: Counter[str] = Counter()
        for run in own:
            shared.update({t.ref for t in holders[telling.kind, run] if t.document != telling.document and _one_source(voices, telling, t)})
        best = min(shared, key=lambda ref: (-shared[ref], ref), default=None)
        if best is not None and shared[best] >= _SHARED * min(len(own), len(runs[best])):
            found[telling.ref] = found.get(best, best)
        for run in own:
            holders[telling.kind, run].append(telling)
    return found


def _one_source(voices: Mapping[str, Sequence[Identity]], a: Telling, b: Telling) -> bool:
    ours, theirs = voices[a.ref], voices[b.ref]
    return not ours or not theirs or same_voice(ours, theirs)


def _runs(text: str) -> frozenset[Shingle]:
    words = words_of(text)
    return frozenset(words[i : i + _RUN] for i in range(len(words) - _RUN + 1))


def _age(telling: Telling) -> tuple[date, str, int]:
    return telling.told or date.max, telling.document, telling.order
