"""Learns the weights by which fusion judges whether two events are one incident, and says how well they hold on texts not learnt from.

    python -m benchmarks.fit_fusion                      # learn from the samples, print the figures
    python -m benchmarks.fit_fusion --write              # and write src/riwaya/data/fusion/weights.toml
    python -m benchmarks.fit_fusion --also GOLD INPUT CLUSTERS   # print the figures on other annotated texts too: never learnt from

Every pair of gold events of one kind is a case: one incident or two. The pairs come twice, from perfect readings and from Riwaya's own.
Logistic regression with a penalty on large weights; pairs of large clusters count less, each by the inverse of its cluster's size. The
samples are left out one episode at a time to see what the weights are worth elsewhere.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from riwaya.engine.local import read_paths
from riwaya.evaluate.events import score_events
from riwaya.evaluate.gold import Cluster, load_clusters, load_gold
from riwaya.evaluate.judged import Judged
from riwaya.evaluate.perfect import perfect_readings
from riwaya.evaluate.predicted import Predicted
from riwaya.evaluate.tally import Tally
from riwaya.fuse.cluster import cluster
from riwaya.fuse.compare import VETOES, compare
from riwaya.fuse.identity import identify
from riwaya.fuse.knowledge import load_knowledge
from riwaya.fuse.tellings import Telling, tellings_of
from riwaya.fuse.ties import are_tied, find_tied_stories
from riwaya.model import Reading

SAMPLES = Path(__file__).resolve().parent.parent / "src" / "riwaya" / "data" / "samples"
WEIGHTS = SAMPLES.parent / "fusion" / "weights.toml"
PENALTY = 3.0
LENIENCE = 0.15
"""Added to the bias: a pair is joined by the mean of its clusters, which many doubtful pairs pull down."""
UNKNOWN = -3.0
BY_HAND = {"told.tied": 0.5, "told.unknown": -4.0, "text.another": -3.0, "text.reprint": 6.0}
"""Weights that the samples cannot teach: all of them are dated, none tells of one town in two years, and few tell of a second strike."""
STEPS = 60


class Pair(NamedTuple):
    """Two gold events of one kind as read: what speaks for and against, and whether they are one incident."""

    left: str
    right: str
    features: tuple[str, ...]
    veto: bool
    same: bool


class Case(NamedTuple):
    """The pairs of one set of documents."""

    reader: str
    pairs: list[Pair]


def main() -> None:
    """Learn, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--also", nargs=3, action="append", default=[], metavar=("GOLD", "INPUT", "CLUSTERS"), type=Path)
    parser.add_argument("--write", action="store_true", help="write the weights learnt from all samples")
    args = parser.parse_args()
    own = cases(SAMPLES / "gold", SAMPLES / "samples.jsonl", clusters=SAMPLES / "clusters.json")
    print(f"{'left out':24} {'perfect readings':>17} {'own readings':>13}")
    for name in sorted({episode(p.left) for case in own for p in case.pairs}):
        weights = fit([[p for p in case.pairs if name not in (episode(p.left), episode(p.right))] for case in own])
        left_out = [Case(case.reader, [p for p in case.pairs if name == episode(p.left) == episode(p.right)]) for case in own]
        print_figures(name, left_out, weights=weights)
    weights = fit([case.pairs for case in own])
    print("\nlearnt from all samples")
    print_figures("samples (learnt from)", own, weights=weights)
    for gold, source, clusters in args.also:
        print_figures(str(gold), cases(gold, source, clusters=clusters), weights=weights)
    if args.write:
        WEIGHTS.write_text(as_toml(weights), encoding="utf-8")
        print(f"written: {WEIGHTS.name}")


def cases(gold: Path, source: Path, *, clusters: Path) -> list[Case]:
    """The pairs of a set of documents, from perfect readings and from Riwaya's own."""
    known = load_clusters(clusters)
    return [
        Case("perfect", pairs_of(perfect_readings(gold, source), gold=gold, clusters=known)),
        Case("own", pairs_of(_own(source), gold=gold, clusters=known)),
    ]


def episode(ref: str) -> str:
    """The episode that a sample belongs to: what stands before the `-` of its document's id."""
    return ref.split("-", 1)[0]


def _own(source: Path) -> list[Reading]:
    return [item for item in read_paths([source]) if isinstance(item, Reading)]


def pairs_of(readings: Sequence[Reading], *, gold: Path, clusters: Sequence[Cluster]) -> list[Pair]:
    """Every pair of events of one kind that gold has, as these readings tell them."""
    home = {member: number for number, found in enumerate(clusters) for member in found.members}
    truth: dict[str, object] = {}
    by_id = {item.document: item for item in load_gold(gold)}
    for reading in readings:
        judged = Judged(by_id[reading.document.id], msgspec.convert(msgspec.to_builtins(reading), Predicted))
        score_events(judged, defaultdict(Tally))
        for number, event in judged.matched_events.items():
            key = judged.name, number
            truth[f"{judged.name}#{event}"] = home.get(key, key)
    identities = identify(readings, load_knowledge().countries)
    tellings = {t.ref: t for r in readings for t in tellings_of(r, identities)}
    stories = find_tied_stories(list(tellings.values()))
    pairs = ((tellings[a], tellings[b]) for a, b in combinations(sorted(truth), 2))
    return [_pair(a, b, same=truth[a.ref] == truth[b.ref], tied=are_tied(a, b, stories)) for a, b in pairs if a.kind == b.kind]


def _pair(a: Telling, b: Telling, *, same: bool, tied: bool) -> Pair:
    compared = compare(a, b, containers=load_knowledge().containers, tied=tied)
    return Pair(a.ref, b.ref, tuple(name for name, _ in compared.features), compared.veto is not None, same)


def fit(sets: Sequence[Sequence[Pair]]) -> dict[str, float]:
    """The weights by consideration, by Newton's method."""
    names = sorted({f for pairs in sets for p in pairs for f in p.features} - VETOES - BY_HAND.keys())
    column = {name: n for n, name in enumerate(names)}
    rows, same, counts = [], [], []
    for pairs in sets:
        kin: Counter[str] = Counter()
        for p in pairs:
            if p.same:
                kin.update((p.left, p.right))
        for p in pairs:
            if not p.veto:
                row = np.zeros(len(names))
                row[[column[f] for f in p.features if f in column]] = 1
                rows.append(row)
                same.append(float(p.same))
                counts.append(1.0 / max(1, kin[p.left], kin[p.right]))
    x, y, c = np.array(rows), np.array(same), np.array(counts)
    c *= len(c) / c.sum()
    penalty = PENALTY * (np.array(names) != "bias")
    w = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (c * (chance - y)) + penalty * w
        bend = (x * (c * chance * (1 - chance))[:, None]).T @ x + np.diag(penalty + 1e-6)
        w -= np.linalg.solve(bend, slope)
    weights = dict(zip(names, (float(v) for v in w), strict=True))
    weights["bias"] += LENIENCE
    return weights


def f1(pairs: Sequence[Pair], weights: Mapping[str, float]) -> float:
    """The F1 of pairs put into one incident, when these pairs are clustered by themselves."""
    numbers = {ref: n for n, ref in enumerate(sorted({r for p in pairs for r in (p.left, p.right)}))}
    scores = {(numbers[p.left], numbers[p.right]): sum(weights.get(f, 0.0) for f in p.features) for p in pairs if not p.veto}
    vetoes = [(numbers[p.left], numbers[p.right]) for p in pairs if p.veto]
    home = {n: number for number, found in enumerate(cluster(len(numbers), scores, vetoes=vetoes, unknown=UNKNOWN)) for n in found}
    joined = [home[numbers[p.left]] == home[numbers[p.right]] for p in pairs]
    hits = sum(p.same and j for p, j in zip(pairs, joined, strict=True))
    return 2 * hits / max(1, sum(joined) + sum(p.same for p in pairs))


def print_figures(name: str, found: Sequence[Case], *, weights: Mapping[str, float]) -> None:
    """One line: the set, and the F1 with each kind of reading."""
    by_reader = {case.reader: case.pairs for case in found}
    print(f"{name[-24:]:24} {f1(by_reader['perfect'], weights):17.3f} {f1(by_reader['own'], weights):13.3f}")


def as_toml(weights: Mapping[str, float]) -> str:
    """The weights as the data file that fusion reads."""
    head = [
        "# The weight of each consideration by which two events are judged to be one incident, in log-odds; docs/fusion.md explains them.",
        "# Learnt from the samples: `python -m benchmarks.fit_fusion --write`. Not edited by hand.",
        "",
        f"unknown = {UNKNOWN}",
        "",
        "[meta]",
        'source = "learnt from the annotated samples"',
        'license = "CC-BY-4.0"',
        "",
        "[weights]",
    ]
    lines = [*head, *(f'"{name}" = {value:.2f}' for name, value in sorted(weights.items()))]
    lines += [
        "",
        "# The samples cannot teach these: hardly any is undated, and few tell of a second strike.",
        "[set_by_hand]",
        *(f'"{name}" = {value}' for name, value in BY_HAND.items()),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
