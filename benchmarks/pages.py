"""The pages that the benchmark reads, as JSON: `first` holds no text twice, `more` only new orders of the same articles.

    python benchmarks/pages.py [PATH…]

Without paths the project's samples are joined into pages of about 2,500 characters. Files and JSON Lines named as paths are taken
as they are, and `more` stays empty.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from math import gcd
from pathlib import Path

from riwaya.ingest.load import load_pages
from riwaya.lexicon.compiled import DATA
from riwaya.model import Page, Problem

SAMPLES = DATA / "samples" / "samples.jsonl"
LENGTH = 2_500
"""Characters of a page made of samples."""


def texts_of(paths: Sequence[Path]) -> list[str]:
    """The text of every document; what cannot be read is told on standard error and left out."""
    texts = []
    for item in load_pages(list(paths)):
        if isinstance(item, Page):
            texts.append(item.document.text)
        elif isinstance(item, Problem):
            print(f"left out: {item.document}: {item.message}", file=sys.stderr)
    return texts


def pages_of(texts: Iterable[str], length: int = LENGTH) -> Iterator[str]:
    """The paragraphs of the texts in order, cut into pages of about `length` characters; the last one may be shorter."""
    page = ""
    for text in texts:
        for paragraph in text.strip().split("\n"):
            page += paragraph + "\n"
            if len(page) >= length - 100:
                yield page
                page = ""
        page += "\n" if page else ""
    if len(page) > length // 2:
        yield page


def shuffled(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in every order that a stride over them gives, the given one left out."""
    count = len(texts)
    for stride in range(2, count):
        if gcd(stride, count) == 1:
            yield [texts[(1 + n * stride) % count] for n in range(count)]


def main() -> None:
    """Print the pages as one JSON object."""
    paths = [Path(name) for name in sys.argv[1:]]
    texts = texts_of(paths or [SAMPLES])
    first = texts if paths else list(pages_of(texts))
    more = [] if paths else [page for order in shuffled(texts) for page in pages_of(order)]
    print(json.dumps({"first": first, "more": more}, ensure_ascii=False))


if __name__ == "__main__":
    main()
