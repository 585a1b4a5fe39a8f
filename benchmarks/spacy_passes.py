"""Tokenises pages with spaCy's blank Arabic pipeline in one fresh process and prints, as JSON, the processor seconds of each pass.

python benchmarks/spacy_passes.py PAGES.json PASSES
"""

import json
import resource
import sys
from importlib.metadata import version
from pathlib import Path
from time import process_time

import spacy


def main() -> None:
    """Tokenise the first pages once (cold), then all pages several times (warm)."""
    texts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    tokenizer = spacy.blank("ar").tokenizer

    def seconds_of(pages: list[str]) -> float:
        start = process_time()
        for page in pages:
            tokenizer(page)
        return process_time() - start

    cold = seconds_of(texts["first"])
    warm = [seconds_of(texts["first"] + texts["more"]) for _ in range(int(sys.argv[2]))]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps({"cold": cold, "warm": warm, "peak_bytes": peak, "version": version("spacy")}))


if __name__ == "__main__":
    main()
