"""Which sentences only reprint another document's: a copy tells nothing that its original did not, and corroborates nothing.

Two sentences are one text where they share four fifths of their runs of four words (shingles; Broder (1997), On the resemblance and containment
of documents). The original is the one published first; of two of one day, or without a day, the one whose document comes first in order.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
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
    by_id = {r.document.id: r for r in readings}
    voices = {t.ref: voices_of_event(by_id[t.document], t, identities=identities) for t in tellings}
    runs = {t.ref: _runs(by_id[t.document].document.text[slice(*t.sentence)]) for t in tellings}
    by_ref = {t.ref: t for t in tellings}
    holders: defaultdict[tuple[str, Shingle], list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for telling in sorted(tellings, key=_age):
        own = runs[telling.ref]
        if len(own) < _FEWEST_RUNS:
            continue
        shared = Counter(ref for run in own for ref in holders[telling.kind, run])
        others = (ref for ref in shared if by_ref[ref].document != telling.document and _one_source(voices[telling.ref], voices[ref]))
        best = min(others, key=lambda ref: (-shared[ref], ref), default=None)
        if best is not None and shared[best] >= _SHARED * min(len(own), len(runs[best])):
            found[telling.ref] = found.get(best, best)
            if own == runs[best] and _same_names(voices[telling.ref], voices[best]):
                continue  # who copies it copies the original: a text reprinted a thousand times is looked up once
        for run in own:
            holders[telling.kind, run].append(telling.ref)
    return found


def _one_source(ours: Sequence[Identity], theirs: Sequence[Identity]) -> bool:
    return not ours or not theirs or same_voice(ours, theirs)


def _same_names(ours: Sequence[Identity], theirs: Sequence[Identity]) -> bool:
    return [(who.names, who.sides) for who in ours] == [(who.names, who.sides) for who in theirs]


def _runs(text: str) -> frozenset[Shingle]:
    words = words_of(text)
    return frozenset(words[i : i + _RUN] for i in range(len(words) - _RUN + 1))


def _age(telling: Telling) -> tuple[date, str, int]:
    return telling.told or date.max, telling.document, telling.order
