"""What the tests of ledgers share: pages to fill one with, all that it exports, and runs that are killed."""

import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from riwaya.ledger.store import open_ledger
from tests.articles import BRIDGE, MINISTER, QUIET

RIWAYA = (sys.executable, "-m", "riwaya.cli.main")
ARTICLES = (BRIDGE, MINISTER, QUIET)


def lines_of(count: int, *, outlets: Sequence[str] = ("السراج", "ضفاف", "الأصيل")) -> list[dict[str, Any]]:
    """Documents as lines of JSON Lines: the articles over and over, each time with other numbers and of another outlet."""
    return [
        {
            "id": f"d{n:03}",
            "text": ARTICLES[n % 3].replace("12 جنديا", f"{12 + n} جنديا") + "." * (n % 7),
            "outlet": outlets[n % len(outlets)],
            "published": f"2024-05-{17 + n % 3}",
        }
        for n in range(count)
    ]


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> Path:
    """A JSON Lines file."""
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def exports(path: Path) -> bytes:
    """Everything that a ledger gives out, byte for byte."""
    with open_ledger(path) as ledger:
        parts = [*ledger.readings(), *ledger.incidents(), *ledger.judgements(), *ledger.problems(), *ledger.documents()]
        words = [hit for words in ("الهدنة", "وزارة الدفاع", "القاهرة") for hit in ledger.search(words, limit=1000)]
        inputs = json.dumps(sorted(ledger.inputs().items()))
    return b"\n".join([*map(msgspec.json.encode, [*parts, *words]), inputs.encode()])


def run(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """A real process of the command."""
    return subprocess.run([*RIWAYA, *map(str, arguments)], capture_output=True, text=True, timeout=120)


def kill_and_finish(source: Path, ledger: Path, *, kills: int, seed: int, longest: float, workers: int = 1) -> list[float]:
    """Kill as many runs at random moments up to `longest` seconds after their start, then let one finish; returns the moments."""
    moments = random.Random(seed)
    hit = []
    arguments = [*RIWAYA, "run", str(source), "--ledger", str(ledger), "--workers", str(workers)]
    for _ in range(kills):
        moment = moments.uniform(0.1, longest)
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(moment)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            hit.append(moment)
        process.wait(60)
    finished = subprocess.run(arguments, capture_output=True, text=True, timeout=120)
    assert finished.returncode == 0, finished.stderr
    return hit
