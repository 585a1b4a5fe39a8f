"""Paths and the operating system's errors, in words."""

import errno
import glob
import os
from collections.abc import Collection
from pathlib import Path

from riwaya.model import Problem

_BESIDE = ("_files", ".files", "_file")
_PAGES = (".html", ".htm", ".xhtml", ".HTML", ".HTM")


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


def is_beside_page(folder: str, names: Collection[str]) -> bool:
    """True for the folder of pictures and frames that a browser saves beside a page, where that page is among the names.

    >>> is_beside_page("news/a_files", {"news/a.html"}), is_beside_page("news/a_files", {"news/b.html"})
    (True, False)
    """
    stem = next((folder.removesuffix(ending) for ending in _BESIDE if folder.endswith(ending)), None)
    return stem is not None and any(stem + suffix in names for suffix in _PAGES)


def is_pattern(path: str) -> bool:
    """True for a path with wildcards (`news/**/*.html`) at which nothing stands under that very name.

    >>> is_pattern("no/such/*.html"), is_pattern("no/such/page.html")
    (True, False)
    """
    return glob.has_magic(path) and not os.path.lexists(path)
