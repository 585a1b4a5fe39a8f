"""Sources of every form as bytes, opened as Riwaya opens them, for the tests of `ingest`."""

import io
from typing import Any

from riwaya.ingest.extracting import extract
from riwaya.ingest.forms import load_opener
from riwaya.ingest.opening import Found, Opening, Source
from riwaya.ingest.raw import Raw
from riwaya.model import Page, Problem


def open_bytes(raw: bytes, form: str, *, name: str = "source", **options: Any) -> list[tuple[str, Found]]:
    """The documents and problems of a source with their places."""
    return list(load_opener(form)(io.BytesIO(raw), Source(None, name, name, None), Opening(**options)))


def raws_of(found: list[tuple[str, Found]]) -> list[Raw]:
    """The documents, still as bytes."""
    return [item for _, item in found if isinstance(item, Raw)]


def pages_of(found: list[tuple[str, Found]]) -> list[Page]:
    """The documents as pages."""
    return [extract(item) if isinstance(item, Raw) else item for _, item in found if not isinstance(item, Problem)]


def problems_of(found: list[tuple[str, Found]]) -> list[tuple[str, str]]:
    """The rules and messages of the problems."""
    return [(item.rule, item.message) for _, item in found if isinstance(item, Problem)]
