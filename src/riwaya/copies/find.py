"""Texts to copies: which are another's words, whole, nearly or in part, and who copied from whom.

The result depends on the set of texts only, never on their order. A text has one original of which it is a copy as a whole, and as many as
it takes parts from.
"""

from collections.abc import Iterable, Sequence

from riwaya.copies.originals import Originals
from riwaya.copies.pairs import exact_pairs, near_pairs, partial_pairs
from riwaya.copies.press import Press, load_press
from riwaya.copies.records import EXACT, NEAR, PARTIAL, copy_record, shared_stretches, version_records
from riwaya.copies.shelf import Text, shelve
from riwaya.copies.units import Unit
from riwaya.model import Copy

_ALL_BUT_ONE = 0.8
"""The resemblance from which on a near copy stands for nothing that its original does not: it is not looked at for parts."""


def find_copies(units: Iterable[Unit], *, press: Press | None = None, versions: Sequence[Sequence[str]] = ()) -> tuple[Copy, ...]:
    """The copies among texts, by document, story and original.

    `versions` are groups of documents that are one page at several times, the oldest first: a later one is a copy of the oldest, whatever
    it says.
    """
    shelf = shelve(units, press=press or load_press())
    older = {later: group[0] for group in versions for later in group[1:]}

    def apart(a: Text, b: Text) -> bool:
        """True for texts that are not to be compared: of one page, or a later version of it."""
        return a.document == b.document or a.document in older or b.document in older

    originals = Originals()
    records = list(version_records(shelf, older))
    exact = originals.take_whole(exact_pairs(shelf, apart=apart))
    records += [copy_record(shelf, pair, kind=EXACT, stretches=shared_stretches(shelf, pair)) for pair in exact]
    copies = {pair.copy for pair in exact}
    near = originals.take_whole(near_pairs(shelf, _others(shelf.texts, copies), apart=apart))
    known = {pair.copy: shared_stretches(shelf, pair) for pair in near}
    records += [copy_record(shelf, pair, kind=NEAR, stretches=known[pair.copy]) for pair in near]
    copies |= {pair.copy for pair in near if pair.resemblance >= _ALL_BUT_ONE}
    parts = originals.take_parts(partial_pairs(shelf, _others(shelf.texts, copies), apart=apart), known=known)
    records += [copy_record(shelf, pair, kind=PARTIAL, stretches=stretches) for pair, stretches in parts]
    return tuple(sorted(records, key=lambda c: (c.document, c.story, c.of, c.of_story)))


def _others(texts: Sequence[Text], copies: set[int]) -> list[int]:
    return [number for number in range(len(texts)) if number not in copies]
