"""Copies among made documents: how many are found, how many are right, how long it takes and how much memory.

`python -m benchmarks.copies` makes 3,000 documents and prints recall and precision over pairs whose texts share half of their runs of three
words or more; `--documents 100000` prints time and memory as well.
"""

import argparse
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

from benchmarks.copies_texts import Made, made_documents

from riwaya.copies.find import find_copies
from riwaya.copies.units import Unit
from riwaya.model import Copy
from riwaya.text.fold import fold
from riwaya.text.tokens import MARK, tokenise

WHOLE = ("exact", "near")


def main() -> None:
    """Make, search, compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    making = _spent_making(arguments)
    truth: dict[str, tuple[str | None, str]] = {}
    began = time.perf_counter(), time.process_time()
    found = find_copies(_noted(made_documents(arguments.documents, seed=arguments.seed), truth))
    spent = time.perf_counter() - began[0] - making[0], time.process_time() - began[1] - making[1]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform != "darwin" else 1 << 30)
    print(f"documents {arguments.documents:,}, of which copies {sum(p is not None for p, _ in truth.values()):,}")
    print(f"time {spent[0]:.1f} s, of the processor {spent[1]:.1f} s (making the texts, {making[0]:.1f} s, not counted)")
    print(f"memory {memory:.2f} GiB, one process")
    _tell_pairs(arguments, truth, found)


def _spent_making(arguments: argparse.Namespace) -> tuple[float, float]:
    """Seconds, and seconds of the processor, that the making of the texts takes by itself."""
    began = time.perf_counter(), time.process_time()
    for _ in made_documents(arguments.documents, seed=arguments.seed):
        pass
    return time.perf_counter() - began[0], time.process_time() - began[1]


def _noted(made: Iterator[Made], truth: dict[str, tuple[str | None, str]]) -> Iterator[Unit]:
    for item in made:
        truth[item.unit.document] = item.parent, item.how
        yield item.unit


def _tell_pairs(arguments: argparse.Namespace, truth: dict[str, tuple[str | None, str]], found: tuple[Copy, ...]) -> None:
    families: defaultdict[str, list[str]] = defaultdict(list)
    for id, (parent, _) in truth.items():
        families[parent or id].append(id)
    family = {id: parent or id for id, (parent, _) in truth.items()}
    wanted = {id for members in families.values() if len(members) > 1 for id in members}
    shingles = {m.unit.document: _shingles(m.unit) for m in made_documents(arguments.documents, seed=arguments.seed) if m.unit.document in wanted}
    alike = {pair: _jaccard(shingles[pair[0]], shingles[pair[1]]) for members in families.values() for pair in combinations(sorted(members), 2)}
    whole = {c.document: c.of for c in found if c.kind in WHOLE}
    heads = {id: _head(id, whole) for id in truth}
    true = [pair for pair, value in alike.items() if value >= 0.5]
    held = sum(heads[a] == heads[b] for a, b in true)
    to_parent = [(id, parent) for id, (parent, _) in truth.items() if parent and alike[min(id, parent), max(id, parent)] >= 0.5]
    print(f"pairs of resemblance 0.5 and more (runs of 3 words): {len(true):,}; recall {held / len(true):.4f}")
    print(f"  a copy and its parent: {len(to_parent):,}; recall {sum(heads[a] == heads[b] for a, b in to_parent) / len(to_parent):.4f}")
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for id, head in heads.items():
        groups[head].append(id)
    said = [pair for members in groups.values() for pair in combinations(members, 2)]
    right = sum(family[a] == family[b] for a, b in said)
    near = sum(alike.get((min(a, b), max(a, b)), 0) >= 0.5 for a, b in ((c.document, c.of) for c in found if c.kind in WHOLE))
    print(f"  precision over all pairs of a group {right / len(said):.4f}; of records {near:,} of {len(whole):,} = {near / len(whole):.4f}")
    _tell_parts(truth, found, family)
    _tell_direction(truth, found, family)


def _tell_parts(truth: dict[str, tuple[str | None, str]], found: tuple[Copy, ...], family: dict[str, str]) -> None:
    linked = {frozenset((c.document, c.of)) for c in found}
    related = {(c.document, family[c.of]) for c in found} | {(c.of, family[c.document]) for c in found}
    parts = [(id, parent) for id, (parent, how) in truth.items() if how == "part" and parent]
    hit = sum(frozenset(pair) in linked or pair in related for pair in parts)
    partial = [c for c in found if c.kind == "partial"]
    right = sum(family[c.document] == family[c.of] for c in partial)
    print(f"partial copies {len(parts):,}: recall {hit / len(parts):.4f}; precision of partial records {right:,} of {len(partial):,}")
    by_how: defaultdict[str, list[bool]] = defaultdict(list)
    known = {id for c in found if family[c.document] == family[c.of] for id in (c.document, c.of)}
    for id, (parent, how) in truth.items():
        if parent:
            by_how[how].append(id in known)
    forms = {id for id, (_, how) in truth.items() if how == "form"}
    taken = sum(bool({c.document, c.of} & forms) and family[c.document] != family[c.of] for c in found)
    print(f"forms filled in again: {len(forms):,}, of which taken for copies {taken:,}")
    print("copies found at all: " + ", ".join(f"{how} {sum(hits) / len(hits):.3f} of {len(hits):,}" for how, hits in sorted(by_how.items())))


def _tell_direction(truth: dict[str, tuple[str | None, str]], found: tuple[Copy, ...], family: dict[str, str]) -> None:
    told: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for copy in found:
        ends = {copy.document, copy.of}
        if family[copy.document] in ends and len({family[id] for id in ends}) == 1:  # one of the two is the original itself
            basis = copy.basis or "not told"
            told[basis] += 1
            right[basis] += truth[copy.of][0] is None
    sure = [basis for basis in told if basis != "not told"]
    all_right, all_told = sum(right[b] for b in sure), sum(told[b] for b in sure)
    print(f"direction, where told: {all_right:,} of {all_told:,} = {all_right / all_told:.4f}")
    print("  " + ", ".join(f"{basis} {right[basis]:,} of {told[basis]:,}" for basis in sorted(told)))


def _head(id: str, of: dict[str, str]) -> str:
    while id in of:
        id = of[id]
    return id


def _shingles(unit: Unit) -> frozenset[tuple[str, ...]]:
    words: list[str] = []
    for start, end in unit.pieces:
        tokens = tokenise(fold(unit.text[start:end]))
        words += [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind < MARK]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _jaccard(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> float:
    return len(a & b) / len(a | b)


if __name__ == "__main__":
    main()
