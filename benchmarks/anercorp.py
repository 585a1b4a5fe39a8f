"""Names on ANERcorp, newswire of the 2000s that Riwaya was not made from: persons, places and organisations, beside a general recogniser's task.

    python -m benchmarks.anercorp [FOLDER] [--part test|rest] [--errors]

FOLDER is the folder with `ANERCorp_CamelLab_train.txt` (Benajiba et al. 2007, the split of Obeid et al. 2020; CC BY-SA 4.0, not part of Riwaya); by
default `../shared/data/anercorp` beside the checkout. The last fifth of its sentences is the test part, which nothing was developed on.

A name of the corpus is a run of tokens; so is the name that a group of the reader bears, titles and clitics apart. `exact` asks for the
same type and the same tokens, `overlap` for the same type and one token in common. Groups without a name of their own (a source, an army
"of the country", whoever points back) are left out, as the corpus leaves them out; its class MISC (nationalities, products) is not asked
for, and what is read inside it counts neither way.
"""

import argparse
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from riwaya.engine.lexicons import load_lexicons
from riwaya.lexicon.compiled import Lexicon
from riwaya.model import Document, Page
from riwaya.read.document import READERS, begin
from riwaya.read.groups import Group

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "anercorp"
FILE = "ANERCorp_CamelLab_train.txt"
TYPES = {"PERS": "person", "LOC": "place", "ORG": "organization"}
OURS = {"person": "person", "place": "place", "organization": "organization", "medium": "organization"}
OURS_ORDER = tuple(TYPES.values())
TEST_SHARE = 0.2

Sentence = list[tuple[str, str]]
"""Tokens with their tags."""
Name = tuple[str, int, int]
"""Type and half-open range of tokens."""


def load_sentences(path: Path) -> list[Sentence]:
    """The sentences of a file of one token and tag a line, with an empty line between sentences."""
    lines = path.read_text(encoding="utf-8").splitlines()
    runs = groupby(lines, key=lambda line: bool(line.strip()))
    return [[(token, tag) for token, _, tag in (line.strip().rpartition(" ") for line in run)] for filled, run in runs if filled]


def part_of(sentences: Sequence[Sentence], part: str) -> Sequence[Sentence]:
    """The test part, which is the last fifth, or the rest."""
    cut = len(sentences) - round(len(sentences) * TEST_SHARE)
    return sentences[cut:] if part == "test" else sentences[:cut]


def names_of(sentence: Sentence) -> list[Name]:
    """The names that the tags mark, MISC among them.

    >>> names_of([("زار", "O"), ("مارك", "B-PERS"), ("دوفان", "I-PERS"), ("باريس", "B-LOC")])
    [('PERS', 1, 3), ('LOC', 3, 4)]
    """
    found: list[Name] = []
    for i, (_, tag) in enumerate(sentence):
        kind = tag[2:]
        if tag.startswith("B-") or (tag.startswith("I-") and not (found and found[-1][0] == kind and found[-1][2] == i)):
            found.append((kind, i, i + 1))
        elif tag.startswith("I-"):
            found[-1] = (kind, found[-1][1], i + 1)
    return found


def read_names(sentence: Sentence, lexicons: Mapping[str, Lexicon]) -> list[Name]:
    """The names that the reader finds in a sentence, as ranges of its tokens."""
    text = " ".join(token for token, _ in sentence)
    edges = [0]
    for token, _ in sentence:
        edges.append(edges[-1] + len(token) + 1)
    work = begin(Page(Document(id="sentence", text=text, sha256=hashlib.sha256(text.encode()).hexdigest())), lexicons)
    for reader in READERS:
        reader.run(work)
        if reader.name == "names":
            break
    found = set()
    for group in work.parse.groups:
        named = name_range(group)
        if named is not None and group.type in OURS:
            start, end = work.parse.span(*named)
            inside = [i for i in range(len(sentence)) if edges[i] < end and start < edges[i + 1] - 1]
            found.add((OURS[group.type], inside[0], inside[-1] + 1))
    return sorted(found, key=lambda name: name[1:])


def name_range(group: Group) -> tuple[int, int] | None:
    """The tokens of the name that a group bears, else those of a body that is named by what it is; None for all others."""
    if group.anaphor:
        return None
    if group.name is not None:
        return group.name
    if group.known is not None:
        return group.first, group.after
    named_body = group.type == "organization" and group.head is not None and group.definite and not group.nations
    return (group.first, group.after) if named_body and group.of is not None else None


def overlaps(a: Name, b: Name) -> bool:
    """True for two ranges with a token in common."""
    return a[1] < b[2] and b[1] < a[2]


def compare(gold: Iterable[Name], ours: Sequence[Name], *, counts: Counter[str]) -> list[tuple[str, Name]]:
    """Count a sentence's names into `counts`; what was missed and what was read too much, for people."""
    all_gold = list(gold)
    wanted = [(TYPES[kind], first, after) for kind, first, after in all_gold if kind in TYPES]
    aside = [name for name in all_gold if name[0] not in TYPES]
    kept = [name for name in ours if not any(overlaps(name, other) for other in aside) or any(overlaps(name, other) for other in wanted)]
    errors: list[tuple[str, Name]] = []
    for name in wanted:
        counts[f"{name[0]} gold"] += 1
        counts[f"{name[0]} exact"] += name in kept
        near = any(other[0] == name[0] and overlaps(other, name) for other in kept)
        counts[f"{name[0]} found"] += near
        if not near:
            errors.append(("missed", name))
    for name in kept:
        counts[f"{name[0]} ours"] += 1
        near = any(other[0] == name[0] and overlaps(other, name) for other in wanted)
        counts[f"{name[0]} right"] += near
        if not near:
            errors.append(("too much", name))
    return errors


def figures(counts: Mapping[str, int], kinds: Sequence[str]) -> Iterator[tuple[str, float, float, float]]:
    """Precision, recall and F1, exact and by overlap, of some types together."""

    def total(what: str) -> int:
        return sum(counts.get(f"{kind} {what}", 0) for kind in kinds)

    for name, right, found in (("exact", total("exact"), total("exact")), ("overlap", total("right"), total("found"))):
        precision, recall = right / max(total("ours"), 1), found / max(total("gold"), 1)
        yield name, precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def main() -> None:
    """Measure and print; exit 2 where the data is not there."""
    parser = argparse.ArgumentParser(description="Names on ANERcorp.")
    parser.add_argument("folder", nargs="?", type=Path, default=DATA, help="holds the corpus (default: %(default)s)")
    parser.add_argument("--part", choices=("test", "rest"), default="test")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was read too much")
    options = parser.parse_args()
    if not (options.folder / FILE).is_file():
        parser.exit(2, f"{options.folder}: no {FILE}; name the folder that holds it; benchmarks/README.md says where to get it\n")
    lexicons = load_lexicons()
    counts: Counter[str] = Counter()
    sentences = part_of(load_sentences(options.folder / FILE), options.part)
    for sentence in sentences:
        for what, (kind, first, after) in compare(names_of(sentence), read_names(sentence, lexicons), counts=counts):
            if options.errors:
                print(what, kind, " ".join(token for token, _ in sentence[first:after]), sep="\t")
    print(f"{len(sentences)} sentences, {sum(map(len, sentences))} tokens, part {options.part}")
    print(f"{'':14} {'':8} precision recall    F1   names ours")
    for kind in (*OURS_ORDER, "all"):
        kinds = OURS_ORDER if kind == "all" else (kind,)
        gold, ours = (sum(counts[f"{k} {what}"] for k in kinds) for what in ("gold", "ours"))
        for name, precision, recall, f1 in figures(counts, kinds):
            print(f"{kind:14} {name:8} {precision:9.3f} {recall:6.3f} {f1:5.3f} {gold:7} {ours:4}")


if __name__ == "__main__":
    main()
