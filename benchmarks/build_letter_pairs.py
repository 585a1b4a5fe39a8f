"""Learns how often letters stand beside each other, for telling encodings: `python -m benchmarks.build_letter_pairs --write`.

The texts are the project's own: the samples, and for Persian and Urdu those of `benchmarks/encodings_texts`.
"""

import sys
from collections import Counter
from pathlib import Path

from riwaya.ingest.decoding.letters import HEADER, PAIRS, count_pairs
from riwaya.lexicon.compiled import DATA

TEXTS = Path(__file__).parent / "encodings_texts"
WEIGHTS = {"ar": 1, "fa": 3, "ur": 2}


def learnt() -> Counter[tuple[str, str]]:
    """The counts of all texts; those of languages with few texts weigh more."""
    counts: Counter[tuple[str, str]] = Counter()
    texts = [("ar", path.read_text("utf-8")) for path in sorted((DATA / "samples" / "texts").glob("*.txt"))]
    texts += [(language, (TEXTS / f"{language}.txt").read_text("utf-8")) for language in ("fa", "ur")]
    for language, text in texts:
        for pair, count in count_pairs(text).items():
            counts[pair] += count * WEIGHTS[language]
    return counts


def main() -> None:
    """Write the table, or tell how long it would be."""
    counts = learnt()
    rows = [f"{ord(first):04X}\t{ord(second):04X}\t{count}" for (first, second), count in sorted(counts.items())]
    if "--write" in sys.argv[1:]:
        PAIRS.write_text("\n".join(("\t".join(HEADER), *rows)) + "\n", "utf-8")
    print(f"{len(rows)} pairs of letters")


if __name__ == "__main__":
    main()
