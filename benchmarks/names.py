"""Measures names across scripts: how often the right spelling is found first, how sure the scores are, and how long a query takes.

    python -m benchmarks.names [FOLDER] [--errors]

FOLDER is `../shared/data` beside the checkout; it holds `names` (`name_data` says what of), `gazetteer/dr5hn_places_multilang_ODbL/places.tsv`
(places with Arabic, Russian and Ukrainian names, ODbL) and `names/opensanctions_name_bench/cases.csv` (MIT). Nothing of the three tests is
learnt from.

1. Arabic to Latin: every row of `wd_arabic_20` is looked up among the Latin names of `_20` and the first 7,006 rows of `_16`. A name found is
   right where the pair stands in any file of the data. `persons`: rows weighted by how many persons bear both.
2. Arabic and Cyrillic: the Ukrainian places of the table that have both names, the names of one side looked up among all names of the other. Right:
   a row holds both. The table is partly translated by machine, words for kinds of place included; `no districts` leaves out rows of that type.
3. Time of a query of 1. among 80,000 Latin names, on one core, in processor time of this thread, ten names wanted.
4. Pairs of the name benchmark with a name in Arabic letters: told to be the same, different, or left open.
5. Persons of Riwaya's own gazetteer: their names of two words or more in Arabic among the English ones, and back. `told the same`: the first is as
   probable as `judge_names` asks for, and has a word that is not common; `wrong`: it is another person's.

The reliability table sets the scores of 1. (the five most probable names) beside how many of them are right.
"""

import argparse
import csv
import gc
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.name_data import DEFAULT, Row, read_wikidata, stop_without

from riwaya.names import NameIndex, score_names
from riwaya.names.files import DATA
from riwaya.names.score import judge_names, load_calibration
from riwaya.names.tokens import tokens_of

TEST, DEVELOPMENT, TRAIN = "wd_arabic_20", "wd_arabic_16", "wd_arabic_64"
MORE_CANDIDATES = 7006
MANY = 80_000
TIMED = 2000
PLACES = Path("gazetteer", "dr5hn_places_multilang_ODbL", "places.tsv")
CASES = Path("names", "opensanctions_name_bench", "cases.csv")
DOUBTFUL = {
    ("محمد بن سلطان", "محمد بن سلمان"): "labelled the same; Sultan and Salman are two names",
    ("عبد الفتاح السري", "عبد الفتاح السيسي"): "labelled the same; Sirri and Sisi are two names",
}
"""Pairs whose labels are left out, and why."""

Truth = Mapping[str, set[str]]


class Found(NamedTuple):
    """A query: what was found, with scores, and which of it is right."""

    query: str
    weight: int
    names: tuple[str, ...]
    scores: tuple[float, ...]
    right: tuple[bool, ...]


def main() -> None:
    """Run the five tests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list the queries whose first answer is wrong")
    args = parser.parse_args()
    folder: Path = args.folder
    files = (TEST, DEVELOPMENT, TRAIN, "wd_russian_64")
    stop_without(*(folder / "names" / "wikidata" / f for f in files), folder / PLACES, folder / CASES)
    rows = {name: read_wikidata(folder / "names", name) for name in files}
    found = arabic_to_latin(rows)
    if args.errors:
        print_errors(found)
    reliability(found)
    places(folder / PLACES, errors=args.errors)
    timed(rows)
    pairs(folder / CASES)
    persons()


def arabic_to_latin(rows: Mapping[str, Sequence[Row]]) -> list[Found]:
    """The first test."""
    truth: defaultdict[str, set[str]] = defaultdict(set)
    for part in (TEST, DEVELOPMENT, TRAIN):
        for row in rows[part]:
            truth[row.other].add(row.latin)
    candidates = sorted({row.latin for row in (*rows[TEST], *rows[DEVELOPMENT][:MORE_CANDIDATES])})
    found = look_up([(row.other, row.persons) for row in rows[TEST]], candidates, truth=truth)
    print(f"1. Arabic to Latin, wd_arabic_20: {len(found):,} queries among {len(candidates):,}")
    print_recall("", found)
    print_recall("persons", found, weighted=True)
    return found


def look_up(queries: Sequence[tuple[str, int]], candidates: Sequence[str], *, truth: Truth) -> list[Found]:
    """Look all queries up; each found name is right where the truth has it for the query."""
    index = NameIndex(candidates)
    result = []
    for query, weight in queries:
        matches = index.search(query, 10)
        names = tuple(candidates[m.number] for m in matches)
        result.append(Found(query, weight, names, tuple(m.score for m in matches), tuple(n in truth.get(query, ()) for n in names)))
    return result


def print_recall(name: str, found: Sequence[Found], *, weighted: bool = False) -> None:
    """The share of queries whose first, and one of whose ten, answers is right."""
    all_of_them = sum(f.weight if weighted else 1 for f in found)
    first = sum(f.weight if weighted else 1 for f in found if f.right[:1] == (True,))
    ten = sum(f.weight if weighted else 1 for f in found if any(f.right))
    print(f"   {name:24} recall@1 {first / all_of_them:.3f}  recall@10 {ten / all_of_them:.3f}")


def print_errors(found: Sequence[Found]) -> None:
    """The queries whose first answer is wrong, with the first three."""
    for f in found:
        if f.right[:1] != (True,):
            print(f"     {f.query}: " + ", ".join(f"{n} {s:.2f}" for n, s in zip(f.names[:3], f.scores[:3], strict=True)))


def reliability(found: Sequence[Found]) -> None:
    """How many of the names with a score are right."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for f in found:
        for score, right in zip(f.scores[:5], f.right[:5], strict=True):
            bins[min(9, int(score * 10))].append((score, right))
    total = sum(map(len, bins))
    gap = sum(abs(sum(s - r for s, r in b)) for b in bins) / total
    print(f"   reliability of the scores (mean gap {gap:.3f}; Brier score {sum((s - r) ** 2 for b in bins for s, r in b) / total:.3f})")
    print("   score      names  mean score  right")
    for n, b in enumerate(bins):
        if b:
            print(f"   {n / 10:.1f}-{(n + 1) / 10:.1f} {len(b):8,}  {sum(s for s, _ in b) / len(b):10.3f}  {sum(r for _, r in b) / len(b):.3f}")


def places(path: Path, *, errors: bool) -> None:
    """The second test."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if row["country"] == "UA"]
    print("2. Arabic and Cyrillic, Ukrainian places")
    for left, right in (("ar", "ru"), ("ar", "uk"), ("ru", "ar"), ("uk", "ar")):
        named = [row for row in rows if row[left] and row[right]]
        truth: defaultdict[str, set[str]] = defaultdict(set)
        for row in named:
            truth[row[left]].add(row[right])
        candidates = sorted({row[right] for row in named})
        found = look_up([(row[left], row["type"] != "district") for row in named], candidates, truth=truth)
        print_recall(f"{left} to {right}, {len(found):,}", found)
        print_recall("  no districts", found, weighted=True)
        if errors:
            print_errors(found)


def timed(rows: Mapping[str, Sequence[Row]]) -> None:
    """The third test."""
    candidates = sorted({row.latin for part in rows.values() for row in part})
    candidates = [candidates[n * len(candidates) // MANY] for n in range(MANY)] if len(candidates) > MANY else candidates
    start = time.thread_time()
    index = NameIndex(candidates)
    built = time.thread_time() - start
    packed = index.pack()
    start = time.thread_time()
    index = NameIndex.unpack(packed)
    unpacked = time.thread_time() - start
    gc.collect()
    gc.freeze()
    times = []
    for row in rows[TEST][:: max(1, len(rows[TEST]) // TIMED)]:
        start = time.thread_time()
        index.search(row.other, 10)
        times.append(1000 * (time.thread_time() - start))
    gc.unfreeze()
    times.sort()
    mean, p95 = sum(times) / len(times), times[int(0.95 * len(times))]
    print(f"3. Time of a query among {len(candidates):,}: mean {mean:.2f} ms, median {times[len(times) // 2]:.2f} ms, 95 % under {p95:.2f} ms")
    print(f"   building the index {built:.1f} s, reading it back {unpacked:.2f} s from {len(packed) / 1e6:.1f} MB")


def pairs(path: Path) -> None:
    """The fourth test."""
    with path.open(encoding="utf-8", newline="") as lines:
        cases = [row for row in csv.DictReader(lines) if any("\u0600" <= c <= "\u06ff" for c in row["name1"] + row["name2"])]
    print(f"4. Pairs of the name benchmark in Arabic letters: {len(cases)}")
    decided = wrong = 0
    for row in cases:
        names = row["name1"], row["name2"]
        verdict = judge_names(*names)
        doubt = DOUBTFUL.get(names)
        if not doubt and verdict != "unsure":
            decided += 1
            wrong += (verdict == "same") != (row["is_match"] == "true")
        label = f"left out: {doubt}" if doubt else "the same" if row["is_match"] == "true" else "different"
        print(f"   {names[0]} | {names[1]}: {score_names(*names):.3f} {verdict} (label: {label})")
    print(f"   decided {decided}, of them wrong {wrong}")


def persons() -> None:
    """The fifth test."""
    with (DATA.parent / "gazetteer" / "persons.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    sure = load_calibration().names.same_from
    print("5. Persons of the gazetteer, names of two words or more")
    for left, right in (("ar", "en"), ("en", "ar")):
        named = [(name, row["id"]) for row in rows for name in row[right].split("|") if name]
        index = NameIndex([name for name, _ in named])
        queries = [(name, row["id"]) for row in rows for name in row[left].split("|") if len(tokens_of(name)) > 1]
        found = [(id, m[0]) for name, id in queries if (m := index.search(name, 5))]
        told = [named[match.number][1] == id for id, match in found if match.score >= sure and match.telling]
        first = sum(named[match.number][1] == id for id, match in found)
        same = f"told the same {len(told):,}, wrong {told.count(False)}"
        print(f"   {left} to {right}, {len(queries):,} among {len(named):,}: recall@1 {first / len(queries):.3f}, {same}")


if __name__ == "__main__":
    main()
