"""Runs the commands of docs/tutorial.md and writes what they print beneath them.

    python docs/make_tutorial.py

A test runs them too, and fails where the page no longer says what the commands print.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "tutorial.md"
SAMPLES = ROOT / "src" / "riwaya" / "data" / "samples"
_BLOCK = re.compile(r"^```console\n\$ ([^\n]+)\n.*?^```$", flags=re.MULTILINE | re.DOTALL)


def made(page: str) -> str:
    """The page with the output of each of its commands, run one after the other in a folder that holds the samples."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("samples.jsonl", "texts"):
            source, target = SAMPLES / name, Path(folder) / name
            shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
        return _BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{_output(found[1], folder)}```", page)


def _output(command: str, folder: str) -> str:
    """What a command prints, trailing spaces apart; raises `RuntimeError` where it fails."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "100", "NO_COLOR": "1"}
    environment["RIWAYA_GAZETTEERS"] = folder  # none: the page says the same on every machine
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.strip() or done.stdout.strip()}")
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


if __name__ == "__main__":
    PAGE.write_text(made(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
