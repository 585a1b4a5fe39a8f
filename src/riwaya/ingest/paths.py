"""Paths and the operating system's errors, in words."""

import errno
import os
from pathlib import Path

from riwaya.model import Problem


def printable(path: str | Path) -> str:
    """A path as valid Unicode, whatever bytes the file system keeps."""
    return os.fsencode(path).decode("utf-8", "replace")


def problem_of(error: OSError, place: str) -> Problem:
    """The problem that an operating system's error makes."""
    rule = {
        errno.ENOENT: "input.missing",
        errno.ENOTDIR: "input.missing",
        errno.EACCES: "input.permission",
        errno.EPERM: "input.permission",
        errno.ELOOP: "input.loop",
    }.get(error.errno or 0, "input.unreadable")
    return Problem("ingest", place, rule, (error.strerror or str(error)).lower())
