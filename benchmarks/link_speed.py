"""Reading with linking beside reading alone, in one process, over the same pages in turn.

    python -m benchmarks.link_speed [PATH…] [--passes 5]

PATHs are what `riwaya read` takes; without one, the project's samples. Prints the ratio of the processor seconds of both: of the first pass over
the pages, which fills the memory of words and of facts, and the median of later passes.
"""

import argparse
import statistics
from pathlib import Path
from time import process_time

from benchmarks.pages import SAMPLES

from riwaya.engine.tools import load_tools
from riwaya.ingest.load import load_pages
from riwaya.link import Base, link
from riwaya.model import Page, Reading
from riwaya.names import score_names
from riwaya.read.document import read_document


def main() -> None:
    """Print the ratios and their spread."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--passes", type=int, default=5)
    args = parser.parse_args()
    pages = [item for item in load_pages(args.paths) if isinstance(item, Page)]
    tools = load_tools()
    assert tools.base is not None
    score_names("Kyiv", "Київ")  # the weights of names are loaded before, as the lexicons are
    ratios = []
    for _ in range(args.passes + 1):
        start = process_time()
        readings = [read_document(page, lexicons=tools.lexicons) for page in pages]
        alone = process_time() - start
        ratios.append(1 + link_all(readings, tools.base) / alone)
    later = ratios[1:]
    print(f"reading with linking / reading alone, {len(pages)} pages: first pass {ratios[0]:.3f}; later ones, median {statistics.median(later):.3f}")
    print(f"  from {min(later):.3f} to {max(later):.3f}")


def link_all(readings: list[Reading], base: Base) -> float:
    """The processor seconds of linking all readings."""
    start = process_time()
    for reading in readings:
        link(reading, base)
    return process_time() - start


if __name__ == "__main__":
    main()
