"""How fast pages of the web become Documents, beside the extractors alone, in one run on one core.

    python benchmarks/html_speed.py [FOLDER] [--rounds 15] [--smallest 60000] [--largest 150000]

FOLDER holds saved pages (.html, also gzipped); without one the public pages of ../shared/data/html are taken. Only pages of a real size are
measured: those between `--smallest` and `--largest` bytes. In every round each page goes through all four, the order turning from round to
round, and the medians over the rounds are printed in milliseconds a page and as ratios:

- thorough: `page_of_html` (bytes to a page with text, parts, anchors, witnesses) beside `trafilatura.bare_extraction(text, with_metadata=True)`
- fast: the same in its fast mode beside resiliparse as its manual uses it, `HTMLTree.parse_from_bytes(bytes, detect_encoding(bytes))` and
  `extract_plain_text(tree, main_content=True)`

The yardsticks of `trafilatura` without metadata and of resiliparse over text that is decoded already are printed too.
"""

import argparse
import gzip
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree
from trafilatura import bare_extraction

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.decode import decode_text
from riwaya.ingest.html.dates import printed_days
from riwaya.ingest.html.page import page_of_html
from riwaya.ingest.raw import FAST, HTML, THOROUGH, Raw

PAGES = Path(__file__).resolve().parents[2] / "shared" / "data" / "html"
BARS = {"thorough": ("thorough", "trafilatura", 0.8), "fast": ("fast", "resiliparse", 0.45)}


class Sized(msgspec.Struct, frozen=True):
    """A page as bytes and as text."""

    name: str
    raw: bytes
    text: str


def load_sized(folder: Path, *, smallest: int, largest: int) -> list[Sized]:
    """The pages of a real size in a folder, sorted by name; what is no UTF-8 is left out and told."""
    pages = []
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")]):
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        if smallest <= len(raw) <= largest:
            try:
                pages.append(Sized(path.name, raw, decode_text(raw, place=path.name)))
            except DocumentError as error:
                print(f"left out: {error}", file=sys.stderr)
    return pages


def riwaya(extraction: str) -> Callable[[Sized], object]:
    """Riwaya's way from bytes to a page, in a mode."""
    return lambda page: page_of_html(Raw(id=page.name, place=page.name, form=HTML, raw=page.raw, extraction=extraction))


CONTESTANTS: dict[str, Callable[[Sized], object]] = {
    "thorough": riwaya(THOROUGH),
    "fast": riwaya(FAST),
    "trafilatura": lambda page: bare_extraction(page.text, with_metadata=True),
    "resiliparse": lambda page: extract_plain_text(HTMLTree.parse_from_bytes(page.raw, detect_encoding(page.raw) or "utf-8"), main_content=True),
    "trafilatura, no metadata": lambda page: bare_extraction(page.text),
    "resiliparse, decoded": lambda page: extract_plain_text(HTMLTree.parse(page.text), main_content=True),
}


def measure(pages: list[Sized], rounds: int) -> dict[str, float]:
    """Milliseconds a page: for each contestant the median over the rounds of the whole set's time."""
    times: dict[str, list[float]] = {name: [] for name in CONTESTANTS}
    names = list(CONTESTANTS)
    for number in range(rounds + 1):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            work = CONTESTANTS[name]
            printed_days.cache_clear()  # what is remembered of one page must not help the next round
            began = time.process_time()
            for page in pages:
                work(page)
            if number:  # the first round warms up
                times[name].append((time.process_time() - began) * 1000 / len(pages))
    return {name: statistics.median(values) for name, values in times.items()}


def main() -> int:
    """Measure and print; 1 where a bar is missed, 2 without pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--smallest", type=int, default=60_000)
    parser.add_argument("--largest", type=int, default=150_000)
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages = load_sized(options.folder, smallest=options.smallest, largest=options.largest)
    if not pages:
        print(f"no page of {options.smallest:,} to {options.largest:,} bytes under {options.folder}; name a folder of saved pages", file=sys.stderr)
        return 2
    found = measure(pages, options.rounds)
    mean = sum(len(page.raw) for page in pages) // len(pages)
    print(f"{len(pages)} pages of {mean:,} bytes on average, {options.rounds} rounds, one core; processor time")
    for name, milliseconds in found.items():
        print(f"{name:26} {milliseconds:7.2f} ms a page {1000 / milliseconds:7.0f} pages a second")
    missed = 0
    for name, (ours, theirs, bar) in BARS.items():
        ratio = found[theirs] / found[ours]
        missed |= ratio < bar
        print(f"{name}: {ratio:.2f} of the speed of {theirs} alone (bar {bar})")
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
