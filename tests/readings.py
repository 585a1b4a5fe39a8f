"""What the tests of the readers share: cases from files, readings of a text, and surfaces to compare by.

In a case, `a|b` means that either will do, and a `?` before an item that it may be there or not.
"""

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from riwaya.engine.lexicons import load_lexicons
from riwaya.engine.tools import load_tools
from riwaya.model import Document, Page, Reading
from riwaya.read.document import read_document

CASES = Path(__file__).parent / "cases"
WEDNESDAY = date(2024, 5, 15)
"""The day on which cases count as published where they give none."""

lexicons = cache(load_lexicons)
tools = cache(partial(load_tools, own=()))


def load_cases(kind: str, *, hard_may_fail: bool = True) -> list[Any]:
    """Every case of a folder as a parameter named by its file and its reason; a hard one may fail but not crash."""
    found = []
    for path in sorted((CASES / kind).glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            assert case["tier"] in ("must", "should", "hard"), case
            may_fail = hard_may_fail and case["tier"] == "hard"
            marks = [pytest.mark.xfail(reason="hard", raises=AssertionError, strict=False)] if may_fail else []
            found.append(pytest.param(case, id=f"{path.stem}: {case['why']}", marks=marks))
    return found


def read(text: str, published: date | None = WEDNESDAY, *, id: str = "case") -> Reading:
    """The reading of a text that was published on that day."""
    document = Document(id=id, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), published=published)
    return read_document(Page(document), lexicons=lexicons())


def cut(reading: Reading, span: tuple[int, int] | None) -> str:
    return "" if span is None else reading.document.text[slice(*span)]


def surfaces(reading: Reading, entity: str | None) -> set[str]:
    """Every printed form of an entity; `لجيش` (from للجيش) also as `الجيش`."""
    text = reading.document.text
    found = {text[m.start : m.end] for m in reading.mentions if m.entity == entity}
    merged = {"ا" + text[m.start : m.end] for m in reading.mentions if m.entity == entity and m.start and text[m.start - 1 : m.start + 1] == "لل"}
    return found | merged


def fits(want: str, forms: Iterable[str], *, container: bool = False) -> bool:
    """True where a form is a wanted one or goes on from it; with `container`, also where it ends in it (`مدينة خاركيف`)."""
    options = want.split("|")
    return any(form == w or form.startswith(w + " ") or (container and form.endswith(" " + w)) for form in forms for w in options)


def match_in_order(wants: Sequence[Any], items: Sequence[Any], *, fits_item: Callable[[Any, Any], bool], may_lack: Callable[[Any], bool]) -> bool:
    """True where every item is wanted and every want that may not lack is there, in the same order."""
    if not wants:
        return not items
    if items and fits_item(wants[0], items[0]) and match_in_order(wants[1:], items[1:], fits_item=fits_item, may_lack=may_lack):
        return True
    return may_lack(wants[0]) and match_in_order(wants[1:], items, fits_item=fits_item, may_lack=may_lack)


def match_all(wants: Sequence[str], forms: Sequence[set[str]], *, container: bool = False) -> bool:
    """True where wants and items pair off one to one in any order; a want with `?` may be left over."""
    if not wants:
        return not forms
    want, rest = wants[0].lstrip("?"), wants[1:]
    if any(
        fits(want, form, container=container) and match_all(rest, [*forms[:n], *forms[n + 1 :]], container=container) for n, form in enumerate(forms)
    ):
        return True
    return wants[0].startswith("?") and match_all(rest, forms, container=container)
