"""Numbers that stand for words: hashes of words and of their runs, min-hash signatures, fingerprints.

Every number depends on the words alone, never on the machine, the process or the order of texts. Sources: Broder (1997), On the resemblance
and containment of documents (shingles, min-wise hashing); Dietzfelbinger et al. (1997), A reliable randomized algorithm for the
closest-pair problem (multiply-shift hashing); Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators (the mixing
step and the constants made by it); Schleimer, Wilkerson and Aiken (2003), Winnowing: local algorithms for document fingerprinting.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
Runs = NDArray[np.uint64]

SHINGLE = 3
"""Words in a run by which resemblance is measured."""
FINGERPRINT = 4
"""Words in a run by which stretches of a text are found in others."""
WINDOW = 5
"""Runs of which the least is kept: every stretch of `FINGERPRINT + WINDOW - 1` = 8 words that two texts share leaves both a fingerprint."""
BANDS, ROWS = 40, 3
"""Two texts of resemblance 0.5 agree in one of 40 bands of 3 with probability 1 - (1 - 0.5**3)**40 = 0.995."""

_ALL = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15


def _mixed(number: int) -> int:
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 & _ALL
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB & _ALL
    return number ^ (number >> 31)


_CONSTANTS = [_mixed(n * _STEP & _ALL) for n in range(1, 2 * BANDS * ROWS + FINGERPRINT + 1)]
_BY_PLACE = np.array([c | 1 for c in _CONSTANTS[:FINGERPRINT]], dtype=np.uint64)
_FACTORS = np.array([c | 1 for c in _CONSTANTS[FINGERPRINT::2]], dtype=np.uint64)
_TERMS = np.array(_CONSTANTS[FINGERPRINT + 1 :: 2], dtype=np.uint64)


def hash_words(words: Sequence[str]) -> list[int]:
    """A number of 32 bits for each word."""
    return [crc32(word.encode()) for word in words]


def hash_runs(words: Words, length: int) -> Runs:
    """The hash of the run of `length` words that begins at each word; fewer than the words by `length - 1`."""
    count = max(len(words) - length + 1, 0)
    found = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        found += (words[place : place + count].astype(np.uint64) + np.uint64(1)) * _BY_PLACE[place]
        found ^= found >> np.uint64(29)
        found *= np.uint64(0xBF58476D1CE4E5B9)
    return found ^ (found >> np.uint64(32))


def sign(runs: Runs, starts: NDArray[np.int64]) -> Words:
    """The signature of each text, one row of `BANDS * ROWS` least values; `starts` are where its runs begin, none empty."""
    found = np.empty((len(starts), BANDS * ROWS), dtype=np.uint32)
    for n, (factor, term) in enumerate(zip(_FACTORS, _TERMS, strict=True)):
        found[:, n] = np.minimum.reduceat(((runs * factor + term) >> np.uint64(32)).astype(np.uint32), starts)
    return found


def hash_bands(signatures: Words) -> Runs:
    """The hash of each band of each signature: one row a text, `BANDS` columns."""
    found = np.zeros((len(signatures), BANDS), dtype=np.uint64)
    for row in range(ROWS):
        found += (signatures[:, row::ROWS].astype(np.uint64) + np.uint64(1)) * _BY_PLACE[row]
        found ^= found >> np.uint64(29)
        found *= np.uint64(0x94D049BB133111EB)
    return found


def winnow(runs: Runs, owners: NDArray[np.int64]) -> Runs:
    """The fingerprints of texts, `hash << 32 | owner`, sorted, each once; `owners` is the text of each run, never decreasing."""
    short = (runs >> np.uint64(32)).astype(np.uint64)
    count = max(len(short) - WINDOW + 1, 0)
    least = short[:count].copy()
    for ahead in range(1, WINDOW):
        np.minimum(least, short[ahead : ahead + count], out=least)
    inside = owners[:count] == owners[WINDOW - 1 : WINDOW - 1 + count]
    return np.unique((least[inside] << np.uint64(32)) | owners[:count][inside].astype(np.uint64))
