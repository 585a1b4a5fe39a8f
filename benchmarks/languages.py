"""How well the language of short lines is told, beside py3langid where that is installed.

    python -m benchmarks.languages [--errors]

Every line of `tests/cases/languages` is asked for whole, and cut at a space behind at most 40 and at most 20 characters. A line for which
nothing is said (`und`) counts as left open, not as wrong.
"""

import argparse
import importlib
import importlib.util
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from riwaya.text.languages import UNKNOWN, language_of

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases" / "languages" / "lines.toml"
LENGTHS = (None, 40, 20)
ROUNDS = 20


def load_lines() -> list[tuple[str, str]]:
    """Language and line."""
    table = tomllib.loads(CASES.read_text(encoding="utf-8"))["lines"]
    return [(code, line) for code, lines in table.items() for line in lines]


def cut(line: str, most: int | None) -> str:
    """The first words of a line, of so many characters at most; its first word where that is longer."""
    if most is None or len(line) <= most:
        return line
    return line[: line.rfind(" ", 0, most + 1)] if " " in line[: most + 1] else line.split(" ")[0]


def tellers() -> Iterator[tuple[str, Callable[[str], str]]]:
    """Our own, and the library's, told of the same languages."""
    yield "riwaya", language_of
    if importlib.util.find_spec("py3langid") is None:
        print("py3langid is missing, so there is nothing to compare with; install it with: pip install py3langid")
        return
    langid = importlib.import_module("py3langid")
    known = {code for code, _ in load_lines()}
    langid.set_languages(sorted(code for code, _ in langid.rank("news") if code in known))
    yield "py3langid", lambda line: str(langid.classify(line)[0])


def main() -> None:
    """Print for each teller and length how many lines were told right, wrong, and left open."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list what was told wrong")
    errors = parser.parse_args().errors
    lines = load_lines()
    for name, tell in tellers():
        for most in LENGTHS:
            told = [(code, cut(line, most), tell(cut(line, most))) for code, line in lines]
            right = sum(code == found for code, _, found in told)
            left = sum(found == UNKNOWN for _, _, found in told)
            start = perf_counter()
            for _ in range(ROUNDS):
                for _, line, _ in told:
                    tell(line)
            each = (perf_counter() - start) / ROUNDS / len(told)
            length = "whole lines" if most is None else f"at most {most}"
            print(f"{name:10} {length:12} right {right} of {len(told)} ({right / len(told):.3f}), left open {left}, {1e6 * each:.0f} µs a line")
            for code, line, found in told if errors else ():
                if found != code:
                    print(f"    {code}, told {found}: {line}")


if __name__ == "__main__":
    main()
