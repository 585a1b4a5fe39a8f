"""Reads pages in one fresh process and prints, as JSON, the processor seconds of each pass and stage.

python benchmarks/riwaya_passes.py PAGES.json PASSES
"""

import hashlib
import json
import resource
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

from riwaya.engine.lexicons import Lexicons, load_lexicons
from riwaya.lexicon.compiled import collector_paused
from riwaya.model import Document, Page
from riwaya.read.document import READERS, begin, read_document
from riwaya.read.records import build_reading


def page_of(number: int, text: str) -> Page:
    """A page without a known day of publication, so that every reader has its work."""
    return Page(Document(id=f"page-{number}", text=text, sha256=hashlib.sha256(text.encode()).hexdigest()))


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of a call."""
    start = process_time()
    work()
    return process_time() - start


def read_all(pages: Sequence[Page], lexicons: Lexicons) -> None:
    """Read every page and keep nothing."""
    for page in pages:
        read_document(page, lexicons=lexicons)


def time_stages(pages: Sequence[Page], lexicons: Lexicons) -> dict[str, float]:
    """Processor seconds of each stage, summed over the pages, in the order of the stages; `release` is that in which a page's work is freed.

    The collector is paused, as it is where pages are read.
    """
    spent = dict.fromkeys(("begin", *(reader.name for reader in READERS), "records", "release"), 0.0)
    with collector_paused():
        for page in pages:
            time_page(page, lexicons, spent)
    return spent


def time_page(page: Page, lexicons: Lexicons, spent: dict[str, float]) -> None:
    """Add the processor seconds of one page's stages."""
    start = process_time()
    work = begin(page, lexicons)
    spent["begin"] += process_time() - start
    for reader in READERS:
        start = process_time()
        reader.run(work)
        spent[reader.name] += process_time() - start
    assert work.entities is not None
    start = process_time()
    build_reading(work.page, work.parse, entities=work.entities, times=work.times, said=work.said, happenings=work.happenings)
    spent["records"] += process_time() - start
    start = process_time()
    del work
    spent["release"] += process_time() - start


def main() -> None:
    """Load the lexicons, read the first pages once (cold), then all pages several times (warm)."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    passes = int(sys.argv[2])
    first = [page_of(n, text) for n, text in enumerate(texts["first"])]
    pages = first + [page_of(len(first) + n, text) for n, text in enumerate(texts["more"])]
    lexicons = load_lexicons()
    cold = seconds_of(lambda: read_all(first, lexicons))
    warm = [seconds_of(lambda: read_all(pages, lexicons)) for _ in range(passes)]
    stages = [time_stages(pages, lexicons) for _ in range(passes)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"cold": cold, "warm": warm, "stages": stages, "peak_bytes": peak}))


if __name__ == "__main__":
    main()
