"""What a large gazetteer of one's own costs: time and memory to add it, time to open the base, and to read one page.

    python -m benchmarks.own_gazetteer [ROWS]

Adds a dump of invented places in the columns of GeoNames (ROWS, 200,000 without any) to an empty folder. Seconds are the processor's, each step
in a fresh process; `open` and `read` are the best of five.
"""

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "src" / "riwaya" / "data" / "samples" / "texts" / "nahr-01.txt"
_CONSONANTS, _VOWELS = "bdfghklmnprstvz", "aeiouy"
_CYRILLIC = str.maketrans(_CONSONANTS + _VOWELS, "бдфгхклмнпрствзаеиоуй")
_ARABIC = str.maketrans(_CONSONANTS + _VOWELS, "بدفغهكلمنبرستفزاييووي")
_OPEN = """
import time
from riwaya.lexicon.compiled import DATA
from riwaya.link import load_base
from riwaya.link.own.kept import kept_gazetteers
start = time.perf_counter()
load_base(DATA, own=kept_gazetteers()).get("place.kharkiv")
print(time.perf_counter() - start)
"""


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rows", nargs="?", type=int, default=200_000)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {**os.environ, "RIWAYA_GAZETTEERS": str(folder / "own"), "RIWAYA_CACHE": str(folder / "cache")}
        command = [sys.executable, "-m", "riwaya.cli.main"]
        read = [*command, "read", str(PAGE), "--out", str(folder / "readings.jsonl")]
        run(read, environment)  # compiles the lexicon, and the base without the dump
        report("without", read, environment)
        write_dump(folder / "ZZ.txt", rows)
        seconds, megabytes, _ = run([*command, "gazetteer", "add", str(folder / "ZZ.txt")], environment)
        size = max(path.stat().st_size for path in (folder / "cache").glob("*.sqlite"))
        print(f"add {rows:,} rows: {seconds:.1f} s, {megabytes:.0f} MB of memory; the base takes {size / 1e6:.0f} MB")
        report("with", read, environment)


def report(label: str, read: list[str], environment: dict[str, str]) -> None:
    """One line: how long the base takes to open, and a page to be read."""
    opened = min(float(run([sys.executable, "-c", _OPEN], environment)[2]) for _ in range(5))
    page = min(run(read, environment)[0] for _ in range(5))
    print(f"{label} it: open {opened * 1000:.1f} ms, read one page {page:.2f} s")


def run(command: list[str], environment: dict[str, str]) -> tuple[float, float, str]:
    """Seconds of the processor, the most megabytes that any process held so far, and what the command printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1024, done.stdout


def write_dump(path: Path, rows: int) -> None:
    """A dump of invented places: nine in ten settlements, the others rivers, each with five more names."""
    chance = random.Random(1)

    def name() -> str:
        syllables = "".join(chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(chance.randint(2, 4)))
        return syllables + chance.choice(("", "ka", "ivka", "ske"))

    with path.open("w", encoding="utf-8") as stream:
        for number in range(rows):
            own, other = name(), name()
            others = ",".join(
                (f"{own}a".capitalize(), own.translate(_CYRILLIC), own.translate(_ARABIC), other.capitalize(), other.translate(_CYRILLIC))
            )
            at = f"{chance.uniform(44, 52):.5f}", f"{chance.uniform(22, 40):.5f}"
            kind = ("P", "PPL") if number % 10 else ("H", "STM")
            people = chance.choice((0, 0, 0, 120, 1500, 30_000))
            title = own.capitalize()
            row = (
                700_000_000 + number,
                title,
                title,
                ",".join(others),
                *at,
                *kind,
                "UA",
                "",
                f"{number % 24 + 1:02}",
                "",
                "",
                "",
                people,
                "",
                "",
                "",
                "",
            )
            stream.write("\t".join(map(str, row)) + "\n")


if __name__ == "__main__":
    main()
