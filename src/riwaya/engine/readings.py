"""Readings made before, by `riwaya read` or elsewhere to the same contract: JSON Lines to records."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from riwaya.ingest.complaints import said_broken, said_mismatch
from riwaya.ingest.jsonl import numbered_lines
from riwaya.ingest.opening import STDIN
from riwaya.ingest.paths import printable, problem_of
from riwaya.ledger.findings import check_reading
from riwaya.model import Problem, Reading

LONGEST = 1_000_000_000
"""The longest line that is read, in bytes."""


def load_readings(paths: Sequence[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[tuple[str, Reading | Problem]]:
    """The reading on every line of files and `-` (standard input) with its place, and a problem for each that cannot be read."""
    for path in dict.fromkeys(map(str, paths)):
        place = STDIN if path == STDIN else printable(path)
        try:
            if path == STDIN:
                yield from _read_lines(stdin or sys.stdin.buffer, place)
            else:
                with open(path, "rb") as stream:
                    yield from _read_lines(stream, place)
        except OSError as error:
            yield place, problem_of(error, place)


def _read_lines(stream: BinaryIO, source: str) -> Iterator[tuple[str, Reading | Problem]]:
    decoder = msgspec.json.Decoder(Reading)
    empty = True
    for number, line in numbered_lines(iter(lambda: stream.readline(LONGEST), b""), limit=LONGEST):
        place = f"{source}:{number}"
        if line is not None and number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line is not None and not line.strip():
            continue
        if empty and line is not None and (other := _other_form(line)):
            yield source, Problem("ingest", source, "reading.form", other)
            return
        empty = False
        if line is None:
            yield place, Problem("ingest", place, "input.oversize", f"a line of {LONGEST:,} bytes or more; left out")
            continue
        try:
            reading = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            wrong = said_mismatch(error) if isinstance(error, msgspec.ValidationError) else f"no line of JSON: {said_broken(error)}"
            message = f"not a reading: {wrong}; a line is one reading as `riwaya read` writes it (docs/schema/reading.json)"
            yield place, Problem("ingest", place, "reading.record", message)
            continue
        broken = _wrong(reading)
        yield place, Problem("ingest", place, "reading.broken", f"{broken}; left out, make the reading anew") if broken else reading
    if empty:
        yield source, Problem("ingest", source, "input.empty", "no line in it")


def _other_form(line: bytes) -> str | None:
    """What a file holds in place of readings, by its first line, and what to do; None where that may be a reading."""
    if not line.lstrip().startswith(b"{"):
        return "no readings: its first line is no JSON object; `riwaya run` reads texts and pages"
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).keys()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return "documents, not readings of them; `riwaya run` reads documents" if "id" in keys and "document" not in keys else None


def _wrong(reading: Reading) -> str | None:
    """What makes a reading unusable, in words; None for a sound one."""
    if not reading.document.id.strip():
        return "`document.id` is empty"
    findings = list(check_reading(reading))
    if not findings:
        return None
    others = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    return f"{findings[0].cell}: {findings[0].message}{others}"
