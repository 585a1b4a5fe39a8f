"""Kills `riwaya run` at random moments, lets it finish, and compares all that the ledger gives out with an undisturbed run.

    python -m benchmarks.kill_test [--kills 20] [--seed 1] [--documents 400] [--workers 1]

from the root of a checkout. The exit status is 1 where a byte differs.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.ledgers import exports, kill_and_finish, lines_of, run, write_lines


def main() -> int:
    """Run the test and print what came of it."""
    parser = argparse.ArgumentParser(description="Kill runs at random moments and compare the ledgers.")
    for name, value in (("kills", 20), ("seed", 1), ("documents", 400), ("workers", 1)):
        parser.add_argument(f"--{name}", type=int, default=value)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = write_lines(folder / "in.jsonl", lines_of(options.documents))
        start = time.monotonic()
        undisturbed = run("run", source, "--ledger", folder / "want.db", "--workers", options.workers)
        took = time.monotonic() - start
        if undisturbed.returncode:
            print(undisturbed.stderr, file=sys.stderr)
            return 1
        want, hit = exports(folder / "want.db"), 0
        # A run that goes on from what is stored may end before it is to be killed: then it starts from nothing again
        rounds = 0
        while hit < options.kills:
            rounds += 1
            ledger = folder / f"{rounds}.db"
            kills = min(4, options.kills - hit)
            hit += len(kill_and_finish(source, ledger, kills=kills, seed=options.seed + rounds, longest=took, workers=options.workers))
            if exports(ledger) != want:
                print(f"round {rounds}, seed {options.seed + rounds}: the exports differ from those of an undisturbed run")
                return 1
    print(f"{hit} runs killed in {rounds} ledgers of {options.documents} documents, each then finished: exports equal byte for byte")
    return 0


if __name__ == "__main__":
    sys.exit(main())
