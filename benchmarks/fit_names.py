"""Learns what it costs that letters of one script are spelled as those of another, and how sure a distance is.

    python -m benchmarks.fit_names [FOLDER]            # learn, print the figures
    python -m benchmarks.fit_names [FOLDER] --write    # and write src/riwaya/data/names/{costs.tsv,common.tsv,calibration.toml}

FOLDER is `../shared/data/names` beside the checkout; `name_data` says what it holds. The weights of each pair of scripts are learnt by
`alignment` from the `_64` parts and Google's pairs: Arabic and Latin, Cyrillic and Latin as they stand; Arabic and Cyrillic by the Latin word
they share; spellings within a script by what they share in the others. Pairs that the weights for Latin find least likely (names that are no
spellings of each other) take no part in that. The `_16` parts calibrate: each of their words is looked up among 20,000, and a logistic regression
over what is found tells how probable it is that a word at such a distance is right. `_20` is never opened. The same data give the same bytes.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from benchmarks.alignment import Model, Pair, Row
from benchmarks.name_data import (
    DEFAULT,
    Counts,
    by_latin,
    counted,
    google,
    joined,
    of_gazetteer,
    read_wikidata,
    stop_without,
    within_arabic,
    within_cyrillic,
    within_latin,
)

from riwaya.names.costs import COLUMNS, Weights, both_ways
from riwaya.names.files import DATA
from riwaya.names.index import NameIndex
from riwaya.names.letters import Script
from riwaya.names.score import Calibration, Curve, Scorer, load_rules
from riwaya.names.tokens import COMMON_COLUMNS, Token

FILES = ("wd_arabic_64", "wd_arabic_16", "wd_russian_64", "wd_russian_16")
CANDIDATES, QUERIES, FOUND = 20_000, 3_000, 10
MANY_PERSONS = 60
"""A word that this many persons bear in the data is a common one."""
START = Curve(bias=4.0, cost=-0.8, cost_per_letter=0.0, letters=0.0)
STEPS, PENALTY = 40, 1e-3
Scripts = tuple[Script, Script]
ALL: tuple[Scripts, ...] = (
    ("arabic", "arabic"),
    ("arabic", "cyrillic"),
    ("arabic", "latin"),
    ("cyrillic", "cyrillic"),
    ("cyrillic", "latin"),
    ("latin", "latin"),
)


class Part(NamedTuple):
    """The pairs of a part of the data: Arabic and Latin, Cyrillic and Latin."""

    arabic: Counts
    cyrillic: Counts


def main() -> None:
    """Learn, calibrate, print, and write where asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT / "names")
    parser.add_argument("--write", action="store_true", help="write the data files")
    args = parser.parse_args()
    folder: Path = args.folder
    stop_without(*(folder / "wikidata" / name for name in FILES), folder / "google_ar2en" / "ar2en-train.txt")
    arabic_64, arabic_16 = (counted(read_wikidata(folder, name), "arabic") for name in FILES[:2])
    russian_64, russian_16 = (counted(read_wikidata(folder, name), "cyrillic") for name in FILES[2:])
    tables = learn(Part(arabic_64 + google(folder), russian_64))
    weights = both_ways(tables)
    held_out = truths(Part(arabic_16, russian_16), learnt=Part(arabic_64, russian_64))
    pools = words_by_script((arabic_16, arabic_64), (russian_16, russian_64))
    curves = {f"{a}-{b}": calibrate((a, b), held_out[a, b], pool=pools[b], weights=weights) for a, b in ALL}
    if args.write:
        (DATA / "costs.tsv").write_text(as_tsv(tables), encoding="utf-8")
        (DATA / "common.tsv").write_text(common_words(arabic_64, russian_64), encoding="utf-8")
        (DATA / "calibration.toml").write_text(as_toml(curves), encoding="utf-8")
        print("written: costs.tsv, common.tsv, calibration.toml")


def learn(part: Part) -> dict[Scripts, list[Row]]:
    """The costs of each pair of scripts; those with Latin first, because the others rest on the pairs that these find likely."""
    arabic, arabic_latin = _learn_from(part.arabic, "arabic-latin")
    cyrillic, cyrillic_latin = _learn_from(part.cyrillic, "cyrillic-latin")
    words = by_latin(arabic), by_latin(cyrillic)
    crossed = Counter(joined(*words))
    return {
        ("arabic", "arabic"): _learn_within(within_arabic(arabic, cyrillic), "arabic-arabic"),
        ("arabic", "cyrillic"): _learn_from(crossed, "arabic-cyrillic")[1],
        ("arabic", "latin"): arabic_latin,
        ("cyrillic", "cyrillic"): _learn_within(within_cyrillic(cyrillic), "cyrillic-cyrillic"),
        ("cyrillic", "latin"): cyrillic_latin,
        ("latin", "latin"): _learn_within(within_latin(arabic, cyrillic), "latin-latin"),
    }


def _learn_from(counts: Counts, name: str) -> tuple[list[tuple[str, str]], list[Row]]:
    """The pairs that the model learnt from them finds likely, and its costs."""
    pairs = [Pair(a, b, 1 + log(n)) for (a, b), n in sorted(counts.items())]
    model = Model(pairs, longest=(2, 3))
    model.learn(pairs)
    likely = [(p.left, p.right) for p in model.likely_ones(pairs, model.log_chances(pairs))]
    rows = model.rows()
    print(f"{name:18} {len(pairs):7,} pairs, {len(rows):6,} costs", flush=True)
    return likely, rows


def _learn_within(pairs: Iterable[tuple[str, str]], name: str) -> list[Row]:
    """Costs within a script, learnt from pairs both ways round, and each word beside itself; the same from either side."""
    listed = sorted(pairs)
    same = [(a, a) for a in sorted({a for a, _ in listed})]
    model = Model([Pair(a, b, 1.0) for a, b in listed + same], longest=(2, 2))
    model.learn([Pair(a, b, 1.0) for a, b in listed + same])
    found = {(a, b): cost for a, b, cost in model.rows()}
    rows = sorted((a, b, 0 if a == b else min(found.get((b, a), cost), cost)) for a, b, cost in _mirrored(found))
    print(f"{name:18} {len(listed):7,} pairs, {len(rows):6,} costs", flush=True)
    return rows


def _mirrored(costs: Mapping[tuple[str, str], int]) -> list[Row]:
    return sorted({(*key, min(costs[k] for k in (key, key[::-1]) if k in costs)) for pair in costs for key in (pair, pair[::-1])})


def truths(part: Part, *, learnt: Part) -> dict[Scripts, set[tuple[str, str]]]:
    """Pairs of spellings to calibrate by, both ways round within a script: of this part, or between it and what was learnt from.

    No pair stands among those learnt from: a Latin word of one part stands in no other.
    """
    arabic, cyrillic = part.arabic + learnt.arabic, part.cyrillic + learnt.cyrillic
    return {
        ("arabic", "arabic"): of_gazetteer(DATA.parent / "gazetteer"),
        ("arabic", "cyrillic"): joined(by_latin(part.arabic), by_latin(cyrillic)) | joined(by_latin(arabic), by_latin(part.cyrillic)),
        ("arabic", "latin"): set(part.arabic),
        ("cyrillic", "cyrillic"): within_cyrillic(cyrillic) - within_cyrillic(learnt.cyrillic),
        ("cyrillic", "latin"): set(part.cyrillic),
        ("latin", "latin"): within_latin(arabic, cyrillic) - within_latin(learnt.arabic, learnt.cyrillic),
    }


def words_by_script(arabic: Sequence[Counts], cyrillic: Sequence[Counts]) -> dict[Script, list[str]]:
    """All words of each script, to look among, sorted."""
    found: dict[Script, set[str]] = {"arabic": set(), "cyrillic": set(), "latin": set()}
    for counts in arabic:
        found["arabic"].update(other for other, _ in counts)
    for counts in cyrillic:
        found["cyrillic"].update(other for other, _ in counts)
    for counts in (*arabic, *cyrillic):
        found["latin"].update(latin for _, latin in counts)
    return {script: sorted(words) for script, words in found.items()}


def calibrate(scripts: Scripts, true: set[tuple[str, str]], *, pool: Sequence[str], weights: Weights) -> Curve:
    """The curve that tells how probable a word is that was found at a distance, from words looked up among others."""
    left, right = scripts
    start = Calibration(curves={f"{a}-{b}": START for a, b in ALL}, names=load_rules())
    scorer = Scorer(weights, start)
    known = set(evenly(sorted({b for _, b in true}), CANDIDATES * 3 // 4))
    candidates = sorted(known.union(evenly([w for w in pool if w not in known], CANDIDATES - len(known))))
    queries = evenly(sorted({a for a, b in true if b in known}), QUERIES)
    index = NameIndex(candidates, scorer=scorer)
    rows, same = [], []
    for query in queries:
        token = Token(left, query)
        for match in index.search(query, FOUND):
            other = candidates[match.number]
            if (left, query) != (right, other):
                cost, size = scorer.cost(token, Token(right, other)) / 100, (len(query) + len(other)) / 2
                rows.append((1.0, cost, cost / size, size))
                same.append((query, other) in true)
    curve = Curve(*(round(w, 3) for w in falling(np.array(rows), np.array(same, dtype=float))))
    first = sum(any((q, candidates[m.number]) in true for m in index.search(q, 2)[: 1 + (left == right)]) for q in queries)
    print(f"{left}-{right}: {len(queries):,} words among {len(candidates):,}, found at once {first / len(queries):.3f}; {curve}", flush=True)
    return curve


def evenly(items: Sequence[str], most: int) -> list[str]:
    """At most so many of the items, spread evenly over them."""
    if len(items) <= most:
        return list(items)
    return [items[n * len(items) // most] for n in range(most)]


def falling(rows: np.ndarray[Any, Any], same: np.ndarray[Any, Any]) -> list[float]:
    """The weights of a regression in which no cost makes a pair more probable: where one would, it is left out."""
    weights = regression(rows, same)
    for column in (1, 2):
        if weights[column] > 0:
            rows = rows.copy()
            rows[:, column] = 0
            weights = regression(rows, same)
    return [float(w) for w in weights]


def regression(rows: np.ndarray[Any, Any], same: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Logistic regression by Newton's method, with a small penalty on the weights."""
    weights = np.zeros(rows.shape[1])
    penalty = PENALTY * len(rows) * np.array([0.0] + [0.01] * (rows.shape[1] - 1))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chance - same) + penalty * weights
        bend = (rows * (chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty + 1e-6)
        weights -= np.linalg.solve(bend, slope)
    return weights


def as_tsv(tables: Mapping[Scripts, Sequence[Row]]) -> str:
    """The costs as the data file."""
    lines = ["\t".join(COLUMNS)]
    lines += [f"{a}-{b}\t{left}\t{right}\t{cost}" for (a, b), rows in sorted(tables.items()) for left, right, cost in rows]
    return "\n".join(lines) + "\n"


def common_words(arabic: Counts, cyrillic: Counts) -> str:
    """The words that many persons bear, with how many, as the data file; sorted."""
    counts: Counter[tuple[Script, str]] = Counter()
    for script, pairs in (("arabic", arabic), ("cyrillic", cyrillic)):
        latin: Counter[str] = Counter()
        for (other, word), n in pairs.items():
            counts["arabic" if script == "arabic" else "cyrillic", other] += n
            latin[word] += n
        for word, n in latin.items():
            counts["latin", word] = max(counts["latin", word], n)
    lines = [f"{script}\t{word}\t{n}" for (script, word), n in sorted(counts.items()) if n >= MANY_PERSONS]
    return "\n".join(["\t".join(COMMON_COLUMNS), *lines]) + "\n"


def as_toml(curves: Mapping[str, Curve]) -> str:
    """The curves as the data file."""
    lines = [
        "# How sure a distance between two words is; docs/names.md explains the keys.",
        "# Learnt: `python -m benchmarks.fit_names --write`. Not edited by hand.",
        "",
        "[meta]",
        'source = "learnt from Wikidata names (CC0) and google/transliteration (Apache-2.0)"',
        'license = "CC-BY-4.0"',
        "",
    ]
    for name, curve in sorted(curves.items()):
        lines += [f"[curves.{name}]", *(f"{key} = {getattr(curve, key)}" for key in Curve.__struct_fields__), ""]
    return "\n".join(lines[:-1]) + "\n"


if __name__ == "__main__":
    main()
