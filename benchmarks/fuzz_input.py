"""Feeds Riwaya pages and web archives that were spoilt in every way the web knows, and checks that nothing crashes, hangs or gets lost.

    python -m benchmarks.fuzz_input [--cases 10000] [--seed 1] [--workers 2] [--longest 5] [--forms html,warc,…] [--only NUMBER]

from the root of a checkout. Every case is made of pages written for the project by mutations drawn from a seeded generator (tests/mutations.py)
and goes the whole way: opened, extracted, read, linked. The exit status is 1 where a reader fails or its process dies, where a document takes
longer than `--longest` seconds of the processor, or is lost without a problem; each such case is told with its number, for `--only`.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from pathlib import Path

from tests.fuzzing import FORMS, Case, Verdict, case_of, judge, seed_pages

from riwaya.engine.tools import Tools, load_tools

_SILENT = 30
"""Seconds on the clock after which a process that says nothing is ended: it hangs."""


def main() -> int:
    """Run the cases and print what came of them."""
    parser = argparse.ArgumentParser(description="Spoilt pages and archives: no crash, no hang, nothing lost without a problem.")
    for name, value in (("cases", 10_000), ("seed", 1), ("workers", 2)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--longest", type=float, default=5.0, help="seconds of the processor that a document may take")
    parser.add_argument("--forms", default=",".join(FORMS), help="forms of the cases, over and over in this order")
    parser.add_argument("--only", type=int, help="the number of one case to run; its input is written to the current folder")
    options = parser.parse_args()
    forms, tools = options.forms.split(","), load_tools(own=())
    if options.only is not None:
        return _run_one(case_of(options.only, seed=options.seed, pages=seed_pages(), forms=forms), tools)
    counts: Counter[str] = Counter()
    slowest, wrong, begun = (0.0, -1), list[str](), time.monotonic()
    for number, verdict in _run(options, forms, tools):
        told = verdict.wrong or (f"took {verdict.took:.1f} s" if verdict.took > options.longest else "")
        if told:
            wrong.append(f"case {number} ({forms[number % len(forms)]}): {told}")
            print(wrong[-1], flush=True)
        counts.update(cases=1, read=verdict.read, problems=verdict.problems)
        slowest = max(slowest, (verdict.took, number))
    print(f"{counts['cases']:,} cases: {counts['read']:,} documents read, {counts['problems']:,} problems, {len(wrong)} wrong")
    print(f"the slowest document took {slowest[0]:.2f} s of the processor (case {slowest[1]}); all in {time.monotonic() - begun:.0f} s")
    return 1 if wrong else 0


def _run_one(case: Case, tools: Tools) -> int:
    Path(case.name).write_bytes(case.data)
    verdict = judge(case, folder=Path(), tools=tools)
    print(f"{case.name}: {verdict}")
    return 1 if verdict.wrong else 0


class _Runner:
    """One process that takes its share of the cases, and another in its place where it dies or hangs."""

    def __init__(self, numbers: range, options: argparse.Namespace, *, forms: Sequence[str], tools: Tools) -> None:
        self.left, self._options, self._forms, self._tools = numbers, options, forms, tools
        self.start()

    def start(self) -> None:
        """Begin with the first case that is left."""
        context = multiprocessing.get_context("fork")
        self.told, send = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(send, self.left, self._options.seed, self._forms, self._tools), daemon=True)
        self._process.start()
        send.close()
        self.since = time.monotonic()

    def take(self) -> tuple[int, Verdict]:
        """The verdict of the next case."""
        number, self.since = self.left[0], time.monotonic()
        self.left = self.left[1:]
        try:
            return number, self.told.recv()
        except EOFError:
            return number, self._replaced(f"its process died (status {self._ended()})")

    def give_up(self) -> tuple[int, Verdict]:
        """The verdict of a case that hangs."""
        number, self.left = self.left[0], self.left[1:]
        self._process.kill()
        return number, self._replaced(f"hung for {_SILENT} s")

    def _ended(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def _replaced(self, why: str) -> Verdict:
        self.told.close()
        if self.left:
            self.start()
        return Verdict(0, 0, 0.0, why)


def _work(send: Connection, numbers: range, seed: int, forms: Sequence[str], tools: Tools) -> None:
    pages = seed_pages()
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            case = case_of(number, seed=seed, pages=pages, forms=forms)
            send.send(judge(case, folder=Path(folder), tools=tools))


def _run(options: argparse.Namespace, forms: Sequence[str], tools: Tools) -> Iterator[tuple[int, Verdict]]:
    """The verdicts of all cases, as they come."""
    shares = [range(at, options.cases, options.workers) for at in range(min(options.workers, options.cases))]
    runners = [_Runner(share, options, forms=forms, tools=tools) for share in shares]
    while runners := [runner for runner in runners if runner.left]:
        ready = wait([runner.told for runner in runners], timeout=1)
        for runner in runners:
            if runner.told in ready:
                yield runner.take()
            elif time.monotonic() - runner.since > _SILENT:
                yield runner.give_up()


if __name__ == "__main__":
    sys.exit(main())
