"""How fast Riwaya reads on one core, how much memory it takes and how soon it starts, beside spaCy's blank Arabic tokenizer.

    python benchmarks/read_speed.py [PATH…] [--json FILE] [--compare FILE]

Each round reads the same pages in a fresh process of each of the two, one after the other in changing order, single-threaded; speeds count
processor time, start-up counts the clock. `cold` is the first pass of a process, over pages in which no text stands twice.
"""

import argparse
import importlib.util
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

HERE = Path(__file__).resolve().parent
ONE_THREAD = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL", "BLIS", "VECLIB_MAXIMUM")}
STARTS = 7
"""How often each start-up is timed."""
MIB = 1024 * 1024

Report = dict[str, Any]


def run(command: Sequence[str | Path], *, cache: Path) -> str:
    """Standard output of a command, run in a process of its own with one thread; its failure ends the benchmark."""
    environment = {**os.environ, **ONE_THREAD, "RIWAYA_CACHE": str(cache)}
    done = subprocess.run([str(part) for part in command], env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"read_speed: {Path(command[1]).name} ended with status {done.returncode}")
    return done.stdout


def rounds_of(pages: Path, *, rounds: int, passes: int, cache: Path, with_spacy: bool) -> tuple[list[Report], list[Report]]:
    """What each round's two processes measured: Riwaya's and spaCy's, the second empty without spaCy."""
    ours: list[Report] = []
    theirs: list[Report] = []
    for number in range(rounds):
        turns = [("riwaya_passes.py", ours)] + ([("spacy_passes.py", theirs)] if with_spacy else [])
        for script, results in turns if number % 2 == 0 else turns[::-1]:
            results.append(json.loads(run([sys.executable, HERE / script, pages, str(passes)], cache=cache)))
    return ours, theirs


def start_up(page: Path, folder: Path) -> Report:
    """Seconds by the clock of each way to start, best and median; byte code is compiled before."""
    script = Path(sys.executable).parent / "riwaya"
    riwaya: list[str | Path] = [script] if script.exists() else [sys.executable, "-m", "riwaya.cli.main"]
    read = [*riwaya, "read", page, "--out", folder / "reading.jsonl"]
    full = folder / "full"
    commands: dict[str, list[str | Path]] = {
        "python": [sys.executable, "-c", "pass"],
        "import riwaya": [sys.executable, "-c", "import riwaya"],
        "riwaya --help": [*riwaya, "--help"],
        "one page": read,
        "one page, lexicon not yet compiled": read,
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(STARTS + 1):
        for name, command in commands.items():
            cache = folder / f"empty-{number}" if name.endswith("compiled") else full
            start = perf_counter()
            run(command, cache=cache)
            if number:
                times[name].append(perf_counter() - start)
    return {name: {"best_s": min(values), "median_s": median(values)} for name, values in times.items()}


def speed(seconds: Sequence[float], pages: Sequence[str]) -> Report:
    """Documents and characters a second, best and median over the rounds."""
    count, length = len(pages), sum(map(len, pages))
    rates = {"best": min(seconds), "median": median(seconds)}
    return {name: {"documents_per_s": count / value, "characters_per_s": length / value} for name, value in rates.items()}


def measure(paths: Sequence[Path], *, rounds: int, passes: int) -> Report:
    """Everything that the table tells, as one record."""
    with_spacy = importlib.util.find_spec("spacy") is not None
    if not with_spacy:
        print(
            "spaCy is missing, so there is nothing to compare with; install it with: pip install 'riwaya[bench]', or run: make bench", file=sys.stderr
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = json.loads(run([sys.executable, HERE / "pages.py", *paths], cache=folder / "full"))
        if not texts["first"]:
            sys.exit("read_speed: no page to read")
        pages = folder / "pages.json"
        pages.write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
        (folder / "page.txt").write_text(texts["first"][0], encoding="utf-8")
        starts = start_up(folder / "page.txt", folder)
        ours, theirs = rounds_of(pages, rounds=rounds, passes=passes, cache=folder / "full", with_spacy=with_spacy)
    return report_of(texts, ours, theirs, starts=starts, rounds=rounds, passes=passes)


def report_of(texts: dict[str, list[str]], ours: list[Report], theirs: list[Report], *, starts: Report, rounds: int, passes: int) -> Report:
    """The record: a process counts with its best pass, and the rounds with their best and their median."""
    first, every = texts["first"], texts["first"] + texts["more"]
    staged = [min(process["stages"], key=lambda stages: sum(stages.values())) for process in ours]
    spent = {name: median(stages[name] for stages in staged) / len(every) for name in staged[0]}
    report: Report = {
        "versions": {"riwaya": version("riwaya"), "python": platform.python_version(), "spacy": theirs[0]["version"] if theirs else None},
        "pages": {"count": len(every), "cold": len(first), "characters_each": round(sum(map(len, every)) / len(every))},
        "rounds": rounds,
        "passes": passes,
        "riwaya": {
            "warm": speed([min(process["warm"]) for process in ours], every),
            "cold": speed([process["cold"] for process in ours], first),
            "peak_mib": median(process["peak_bytes"] for process in ours) / MIB,
        },
        "stages": {name: {"ms_per_document": 1000 * value, "share": value / sum(spent.values())} for name, value in spent.items()},
        "spacy": None,
        "ratio": None,
        "start_up": starts,
    }
    if theirs:
        report["spacy"] = {
            "warm": speed([min(process["warm"]) for process in theirs], every),
            "cold": speed([process["cold"] for process in theirs], first),
            "peak_mib": median(process["peak_bytes"] for process in theirs) / MIB,
        }
        pairs = {
            "warm": [min(b["warm"]) / min(a["warm"]) for a, b in zip(ours, theirs, strict=True)],
            "cold": [b["cold"] / a["cold"] for a, b in zip(ours, theirs, strict=True)],
        }
        report["ratio"] = {name: {"median": median(values), "worst": min(values), "best": max(values)} for name, values in pairs.items()}
    return report


def table(report: Report) -> list[str]:
    """The lines of the report for a reader."""
    pages, versions = report["pages"], report["versions"]
    lines = [
        f"{pages['count']} pages of {pages['characters_each']:,} characters ({pages['cold']} of them cold), "
        f"{report['rounds']} rounds of {report['passes']} passes; "
        f"Riwaya {versions['riwaya']}, Python {versions['python']}, spaCy {versions['spacy'] or 'missing'}",
        "",
        f"{'one core':<28}{'documents/s':>14}{'characters/s':>16}{'median doc./s':>16}",
    ]
    for name, label in (("riwaya", "Riwaya reads"), ("spacy", "spaCy blank ar tokenises")):
        for state in ("warm", "cold") if report[name] else ():
            best, middle = report[name][state]["best"], report[name][state]["median"]
            head = f"{label}, {state}"
            lines.append(f"{head:<28}{best['documents_per_s']:>14,.1f}{best['characters_per_s']:>16,.0f}{middle['documents_per_s']:>16,.1f}")
    if report["ratio"]:
        for state, ratio in report["ratio"].items():
            head = f"Riwaya / spaCy, {state}"
            lines.append(f"{head:<28}{ratio['median']:>14.3f}   (worst round {ratio['worst']:.3f}, best {ratio['best']:.3f})")
    lines += ["", f"{'stage, warm':<28}{'ms/document':>14}{'documents/s':>16}{'characters/s':>16}{'share':>9}"]
    for name, stage in report["stages"].items():
        rate = 1000 / stage["ms_per_document"] if stage["ms_per_document"] else float("inf")
        lines.append(f"{name:<28}{stage['ms_per_document']:>14.3f}{rate:>16,.0f}{rate * pages['characters_each']:>16,.0f}{stage['share']:>9.1%}")
    lines += ["", f"{'peak memory':<28}{'MiB':>14}", f"{'Riwaya':<28}{report['riwaya']['peak_mib']:>14.0f}"]
    if report["spacy"]:
        lines.append(f"{'spaCy blank ar':<28}{report['spacy']['peak_mib']:>14.0f}")
    lines += ["", f"{'start-up, by the clock':<38}{'best s':>10}{'median s':>12}"]
    lines += [f"{name:<38}{value['best_s']:>10.3f}{value['median_s']:>12.3f}" for name, value in report["start_up"].items()]
    return lines


def compare(now: Report, before: Report, *, tolerance: float) -> tuple[list[str], bool]:
    """The lines of a comparison of ratios, which hold from machine to machine, and whether reading stayed as fast."""
    lines = ["", f"{'beside the baseline':<38}{'baseline':>10}{'now':>10}{'change':>10}"]
    rows: list[tuple[str, float, float]] = []
    if now["ratio"] and before["ratio"]:
        rows += [(f"speed beside spaCy, {state}", before["ratio"][state]["median"], now["ratio"][state]["median"]) for state in ("warm", "cold")]
    fast = all(new >= old * (1 - tolerance) for _, old, new in rows)
    for name in now["start_up"]:
        old, new = (report["start_up"][name]["best_s"] / report["start_up"]["python"]["best_s"] for report in (before, now))
        rows += [(f"{name} / python", old, new)] if name != "python" else []
    rows.append(("peak memory, MiB", before["riwaya"]["peak_mib"], now["riwaya"]["peak_mib"]))
    rows += [
        (f"share of {name}", before["stages"][name]["share"], stage["share"]) for name, stage in now["stages"].items() if name in before["stages"]
    ]
    lines += [f"{name:<38}{old:>10.3f}{new:>10.3f}{new / old - 1:>+10.0%}" for name, old, new in rows]
    if not fast:
        lines.append(f"slower than the baseline by more than {tolerance:.0%}")
    return lines, fast


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, help="texts, HTML or JSON Lines to read in place of the samples")
    parser.add_argument("--rounds", type=int, default=5, help="fresh processes of each (default %(default)s)")
    parser.add_argument("--passes", type=int, default=5, help="warm passes in each process (default %(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to this file")
    parser.add_argument("--compare", type=Path, metavar="FILE", help="compare with an earlier --json; exit 1 where reading became slower")
    parser.add_argument("--tolerance", type=float, default=0.2, help="how much slower --compare lets pass (default %(default)s)")
    return parser.parse_args()


def main() -> None:
    """Measure, print, and compare where asked."""
    given = options()
    if min(given.rounds, given.passes) < 1:
        sys.exit("read_speed: --rounds and --passes must be at least 1")
    before = json.loads(given.compare.read_text(encoding="utf-8")) if given.compare else None
    report = measure(given.paths, rounds=given.rounds, passes=given.passes)
    print("\n".join(table(report)))
    if given.json:
        given.json.write_text(json.dumps(rounded(report), indent=2) + "\n", encoding="utf-8")
    if before is not None:
        lines, fast = compare(report, before, tolerance=given.tolerance)
        print("\n".join(lines))
        sys.exit(0 if fast else 1)


def rounded(value: Any) -> Any:
    """The report with four significant digits, so that a frozen file shows no false precision."""
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


if __name__ == "__main__":
    main()
