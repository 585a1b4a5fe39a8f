"""Which pairs of texts are worth looking at: few of all, by bands of their signatures and by fingerprints that they share.

Where many texts share a band or a fingerprint, each is paired with those nearest to it in age and with the first of all, so that the work
grows with the texts and not with their square. Source for bands: Leskovec, Rajaraman and Ullman (2014), Mining of Massive Datasets,
section 3.4.
"""

import numpy as np
from numpy.typing import NDArray

from riwaya.copies.hashing import BANDS, ROWS, Runs, Words, hash_bands

Pairs = NDArray[np.uint64]
"""Pairs of texts, `lesser << 32 | greater`, sorted, each once."""

_NEAREST, _FIRST = 24, 4
"""How many texts of one band a text is paired with: those just before it, and the first."""
_NEAREST_SHARING, _FIRST_SHARING = 8, 4
"""The same of one fingerprint."""
_COMMON, _COMMONEST = 48, 1500
"""Where more texts than these share a fingerprint, they are paired with the first only; beyond the second it is a phrase that is anybody's."""
_LEAST_AGREEING = 0.35
"""The share of a signature in which two texts must agree before their shingles are compared: three standard deviations below 0.5."""
_FEW_COLUMNS, _LEAST_OF_FEW = 30, 0.2
"""The same of some columns alone, which most pairs do not pass."""
_FEWEST_FINGERPRINTS, _LEAST_SHARED = 3, 0.07
"""Fingerprints that two texts share before their shingles are compared, at least, and as a share of those of the shorter: a fifth of what a
text that is contained by two fifths shares, since common ones are not all seen."""
_CHUNK = 1 << 15
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def find_near(signatures: Words, numbers: NDArray[np.int64]) -> Pairs:
    """Pairs of the texts `numbers` (ascending) whose signatures agree in a band, and on the whole in a third or more."""
    bands = hash_bands(signatures[numbers])
    found = []
    for band in range(BANDS):
        order = np.argsort(bands[:, band], kind="stable")
        pairs = _neighbours(bands[order, band], numbers[order].astype(np.uint64), nearest=_NEAREST, first=_FIRST)
        found.append(_agreeing(signatures, np.concatenate(pairs)))
    return _distinct(np.concatenate([np.empty(0, dtype=np.uint64), *found]))[0]


def find_sharing(fingerprints: Runs, chosen: NDArray[np.bool_]) -> Pairs:
    """Pairs of the `chosen` texts that share three fingerprints or more, and enough of those of the shorter; `fingerprints` sorted."""
    kept = fingerprints[chosen[fingerprints & _LOW]]
    sizes = np.bincount((kept & _LOW).astype(np.int64), minlength=len(chosen))
    hashes = kept >> _HALF
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else np.empty(0, dtype=np.int64)
    counts = np.repeat(np.diff(starts, append=len(hashes)), np.diff(starts, append=len(hashes)))
    pairs: list[Pairs] = []
    for few, many, nearest in ((2, _COMMON, _NEAREST_SHARING), (_COMMON + 1, _COMMONEST, 0)):
        some = kept[(counts >= few) & (counts <= many)]
        pairs += _neighbours(some >> _HALF, some & _LOW, nearest=nearest, first=_FIRST_SHARING)
    del kept, hashes, starts, counts, some  # the pairs are what takes most memory of all
    together = np.concatenate(pairs)
    pairs.clear()
    found, times = _distinct(together)
    fewer = np.minimum(sizes[found >> _HALF], sizes[found & _LOW])
    enough: NDArray[np.bool_] = times >= np.maximum(_FEWEST_FINGERPRINTS, _LEAST_SHARED * fewer)
    return found[enough]


def _neighbours(keys: Runs, texts: Pairs, *, nearest: int, first: int) -> list[Pairs]:
    """Pairs of texts that have a key in common, one for each key, in parts; `keys` in groups, and the texts of a group ascending."""
    found = [np.empty(0, dtype=np.uint64)]
    for ahead in range(1, min(nearest, len(keys) - 1) + 1):
        same = keys[ahead:] == keys[:-ahead]
        if not same.any():
            break
        found.append((texts[:-ahead][same] << _HALF) | texts[ahead:][same])
    if len(found) > nearest and len(keys):
        places = np.arange(len(keys))
        heads = np.maximum.accumulate(np.where(np.concatenate([[True], keys[1:] != keys[:-1]]), places, 0))
        for place in range(first):
            far = np.flatnonzero(places - heads > nearest + place)
            found.append((texts[heads[far] + place] << _HALF) | texts[far])
    return found


def _distinct(pairs: Pairs) -> tuple[Pairs, NDArray[np.int64]]:
    """Pairs in order, each once, and how often each was there."""
    pairs.sort()
    first = np.flatnonzero(np.concatenate([[True], pairs[1:] != pairs[:-1]])) if len(pairs) else np.empty(0, dtype=np.int64)
    return pairs[first], np.diff(first, append=len(pairs))


def _agreeing(signatures: Words, pairs: Pairs) -> Pairs:
    """Those pairs whose signatures agree enough: in a few columns first, then in all."""
    for columns, least in ((_FEW_COLUMNS, _LEAST_OF_FEW), (BANDS * ROWS, _LEAST_AGREEING)):
        kept = [np.empty(0, dtype=np.uint64)]
        for start in range(0, len(pairs), _CHUNK):
            some = pairs[start : start + _CHUNK]
            same = signatures[some >> _HALF, :columns] == signatures[some & _LOW, :columns]
            kept.append(some[same.sum(axis=1) >= least * columns])
        pairs = np.concatenate(kept)
    return pairs
