"""Texts as numbers: what is kept of each text while copies are sought, some ten bytes a word; the texts themselves are let go."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from riwaya.copies.credits import Credit, find_credits
from riwaya.copies.hashing import BANDS, FINGERPRINT, ROWS, SHINGLE, Runs, Words, hash_runs, hash_words, sign, winnow
from riwaya.copies.press import Press
from riwaya.copies.units import Unit
from riwaya.model import Span
from riwaya.text.fold import Folded, fold

FEWEST_WORDS = 12
"""Shorter texts are no copies: two desks write "the army announces the end of the operation" each for itself."""
_CHUNK_WORDS = 400_000
_UNKNOWN_DAY = 1 << 30
_LONGEST_WORD = 0xFFFF


class Text(Struct, frozen=True, gc=False):
    """What is known of a text besides its words; `first`, `last` are ordinals of the days between which it was published, None where open.

    `count` words stand from `at` on in the arrays of the shelf; `figures` holds the hashes of the numbers among them, `digest` is that of all.
    """

    document: str
    story: int
    first: int | None
    last: int | None
    outlet: str | None
    agency: bool
    credits: tuple[Credit, ...]
    figures: bytes
    count: int
    at: int
    digest: int

    def shared_figures(self, other: "Text") -> tuple[int, int]:
        """How many different figures this text and another have in common, and how many has the one that has fewer."""
        ours, theirs = (set(memoryview(t.figures).cast("I")) for t in (self, other))
        return len(ours & theirs), min(len(ours), len(theirs))

    @property
    def age(self) -> tuple[int, str, int]:
        """Sorts by the day by which it was published, unknown ones last, then by document and story."""
        return _UNKNOWN_DAY if self.last is None else self.last, self.document, self.story


class Shelf(Struct, frozen=True):
    """Texts by age. `shingles`, `starts`, `lengths` run over all words in the order in which texts came (`Text.at`); words at a text's end that
    begin no whole run have the shingle 0. `signatures` has a row a text; `fingerprints` are `hash << 32 | text`, sorted.
    """

    texts: tuple[Text, ...]
    shingles: Words
    starts: NDArray[np.uint32]
    lengths: NDArray[np.uint16]
    signatures: Words
    fingerprints: Runs

    def shingles_of(self, number: int) -> Words:
        """The shingles of a text in order."""
        text = self.texts[number]
        return self.shingles[text.at : text.at + text.count - SHINGLE + 1]

    def span(self, number: int, first: int, after: int) -> tuple[int, int]:
        """The span in its document's text of the words `[first, after)` of a text."""
        at = self.texts[number].at
        return int(self.starts[at + first]), int(self.starts[at + after - 1]) + int(self.lengths[at + after - 1])


def shelve(units: Iterable[Unit], *, press: Press) -> Shelf:
    """Take the words of texts, one text at a time, however many there are."""
    intake = _Intake(press)
    for unit in units:
        intake.add(unit)
    return intake.shelf()


def _folded_pieces(folded: Folded, unit: Unit) -> Iterator[Span]:
    """Where the pieces of a text stand in the folded whole."""
    for piece in unit.pieces:
        first, after = (at - unit.whole[0] for at in piece)
        if folded.offsets is not None:
            first, after = bisect_left(folded.offsets, first), bisect_left(folded.offsets, after)
        yield first, after


@cache
def _lettered() -> NDArray[np.bool_]:
    """Whether a character is part of a word, by its code; the last says so of all beyond the basic plane (emoji, rare scripts)."""
    return np.array([chr(code).isalnum() for code in range(0x10000)] + [False])


def _word_spans(text: str) -> NDArray[np.int64]:
    """Where the words of a text, runs of letters and digits, begin (first row) and end (second row)."""
    lettered_codes = _lettered()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lettered = np.zeros(len(codes) + 2, dtype=np.int8)
    lettered[1:-1] = lettered_codes[np.minimum(codes, len(lettered_codes) - 1)]
    edges = np.diff(lettered)
    return np.stack([np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)])


class _Intake:
    """Words of texts under way: those since the last chunk as they are, all before as what is kept of them."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.texts: list[Text] = []
        self.starts, self.lengths, self.shingles = array("I"), array("H"), array("I")
        self.words = array("I")
        self.ends: list[int] = []
        self.signatures: list[Words] = []
        self.fingerprints: list[Runs] = []

    def add(self, unit: Unit) -> None:
        folded = fold(unit.text[slice(*unit.whole)])
        words: list[str] = []
        starts, ends = [], []
        for first, after in _folded_pieces(folded, unit):
            spans = _word_spans(folded.text[first:after]) + first
            words += [folded.text[start:end] for start, end in spans.T.tolist()]
            starts.append(spans[0])
            ends.append(spans[1])
        if len(words) < FEWEST_WORDS:
            return
        begins, stops = np.concatenate(starts), np.concatenate(ends)
        if folded.offsets is not None:
            offsets = np.array(folded.offsets)
            begins, stops = offsets[begins], np.maximum(offsets[stops], offsets[stops - 1] + 1)
        hashes = array("I", hash_words(words))
        figures = array("I", sorted({hashes[n] for n, word in enumerate(words) if word[0] < "a"})).tobytes()
        self.texts.append(self._text(unit, folded, figures=figures, words=hashes))
        self.words.extend(hashes)
        self.starts.frombytes((begins + unit.whole[0]).astype(np.uint32).tobytes())
        self.lengths.frombytes(np.minimum(stops - begins, _LONGEST_WORD).astype(np.uint16).tobytes())
        self.ends.append(len(self.words))
        if len(self.words) >= _CHUNK_WORDS:
            self._reduce()

    def _text(self, unit: Unit, folded: Folded, *, figures: bytes, words: "array[int]") -> Text:
        outlet = self.press.outlet(unit.outlet, unit.url)
        days = unit.published
        return Text(
            document=unit.document,
            story=unit.story,
            first=days.from_.toordinal() if days and days.from_ else None,
            last=days.to.toordinal() if days and days.to else None,
            outlet=outlet,
            agency=outlet in self.press.agencies,
            credits=tuple(c for c in find_credits(folded, unit, press=self.press) if c.outlet != outlet),
            figures=figures,
            count=len(words),
            at=len(self.shingles) + len(self.words),
            digest=int.from_bytes(blake2b(words.tobytes(), digest_size=8).digest(), "big"),
        )

    def _reduce(self) -> None:
        """Turn the words at hand into shingles, signatures and fingerprints."""
        if not self.ends:
            return
        words = np.frombuffer(self.words, dtype=np.uint32)
        ends = np.array(self.ends, dtype=np.int64)
        counts = np.diff(ends, prepend=0)
        owners = np.repeat(np.arange(len(ends)), counts)
        places, limits = np.arange(len(words)), np.repeat(ends, counts)
        whole = places + SHINGLE <= limits
        runs = np.zeros(len(words), dtype=np.uint64)
        hashed = hash_runs(words, SHINGLE)
        runs[: len(hashed)] = hashed
        runs[~whole] = 0
        self.shingles.frombytes((runs >> np.uint64(32)).astype(np.uint32).tobytes())
        self.signatures.append(sign(runs[whole], np.cumsum(counts - SHINGLE + 1) - (counts - SHINGLE + 1)))
        longer = hash_runs(words, FINGERPRINT)
        kept = (places + FINGERPRINT <= limits)[: len(longer)]
        first = len(self.texts) - len(ends)
        self.fingerprints.append(winnow(longer[kept], owners[: len(longer)][kept] + first))
        del words
        self.words, self.ends = array("I"), []

    def shelf(self) -> Shelf:
        """All that was taken, texts by age."""
        self._reduce()
        order = sorted(range(len(self.texts)), key=lambda n: self.texts[n].age)
        numbers = np.empty(len(order), dtype=np.uint64)
        numbers[order] = np.arange(len(order), dtype=np.uint64)
        fingerprints = np.concatenate([np.empty(0, dtype=np.uint64), *self.fingerprints])
        self.fingerprints.clear()
        low = np.uint64(0xFFFFFFFF)
        fingerprints = (fingerprints & ~low) | numbers[fingerprints & low]
        fingerprints.sort()
        signatures = np.concatenate([np.empty((0, BANDS * ROWS), dtype=np.uint32), *self.signatures])[order]
        self.signatures.clear()
        return Shelf(
            texts=tuple(self.texts[n] for n in order),
            shingles=np.frombuffer(self.shingles, dtype=np.uint32),
            starts=np.frombuffer(self.starts, dtype=np.uint32),
            lengths=np.frombuffer(self.lengths, dtype=np.uint16),
            signatures=signatures,
            fingerprints=fingerprints,
        )
