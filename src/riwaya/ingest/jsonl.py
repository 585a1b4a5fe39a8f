"""JSON Lines to pages: one document a line, with an `id` and its text inline or in a file beside."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from riwaya.errors import DocumentError
from riwaya.ingest.complaints import place_in, said_broken, said_mismatch
from riwaya.ingest.decoding import check_text
from riwaya.model import Document, DocumentInput, Page

KEYS = DocumentInput.__struct_fields__
"""The keys of a line that are read."""

Fragments = Iterable[bytes]
"""Pieces of a stream, each ending at a newline, at the length limit, or at the stream's end."""


def numbered_lines(fragments: Fragments, *, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Line numbers (from 1) and lines; None for a line that fills more than one fragment of `limit` bytes.

    >>> list(numbered_lines([b"{}\\n", b"abc", b"d\\n", b"{}"], limit=3))
    [(1, b'{}\\n'), (2, None), (3, b'{}')]
    """
    number, within = 1, False
    for fragment in fragments:
        ends = fragment.endswith(b"\n")
        if not within:
            too_long = not ends and len(fragment) >= limit
            yield number, None if too_long else fragment
        within = not ends
        number += ends


def page_of_line(line: bytes, *, place: str, max_bytes: int, load_file: Callable[[str, str], Page]) -> Page:
    """The page of one line; `load_file(file, id)` gives the page of a file that the line names.

    Raises `DocumentError` (`input.json`, `input.record`, `input.published`, `input.stories`, and those of the text).
    """
    item = _item(line, place)
    if (item.text is None) == (item.file is None):
        raise DocumentError("needs exactly one of `text` and `file`", document=place, rule="input.record")
    page = load_file(item.file, item.id) if item.file is not None else Page(_inline(item, place=place, max_bytes=max_bytes))
    for number, story in enumerate(item.stories):
        if not story.starts or story.starts not in page.document.text:
            raise DocumentError(f"`stories[{number}].starts` does not stand in the text", document=place, rule="input.stories")
    known = {name: value for name in ("url", "outlet", "title", "published", "fetched") if (value := getattr(item, name)) is not None}
    return Page(msgspec.structs.replace(page.document, **known), item.stories)


def is_reading(line: bytes) -> bool:
    """True for a line that is a reading of a document, not a document.

    >>> is_reading(b'{"document": {"id": "a"}, "stories": [], "passages": []}'), is_reading(b'{"id": "a", "text": "b", "document": 1}')
    (True, False)
    """
    try:
        keys = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).keys()
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return {"document", "passages"} <= keys and "id" not in keys


def base_folder(path: Path | None) -> Path:
    """The folder to which `file` is relative: that of the JSON Lines file, for a stream the current one."""
    return path.parent if path else Path()


def _item(line: bytes, place: str) -> DocumentInput:
    try:
        item = msgspec.json.decode(line, type=DocumentInput)
    except msgspec.ValidationError as error:
        where = place_in(error)
        if where.endswith("published"):
            raise DocumentError(f"`{where}` is not a day like 2025-10-21", document=place, rule="input.published") from error
        message = f"not a document: {said_mismatch(error)}; a line needs `id` and exactly one of `text` and `file`"
        raise DocumentError(message, document=place, rule="input.record") from error
    except UnicodeDecodeError as error:
        raise DocumentError("not UTF-8; save the file as UTF-8", document=place, rule="input.encoding") from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise DocumentError(f"not a line of JSON: {said_broken(error)}", document=place, rule="input.json") from error
    if not item.id.strip():
        raise DocumentError("`id` is empty", document=place, rule="input.record")
    return item


def _inline(item: DocumentInput, *, place: str, max_bytes: int) -> Document:
    text = item.text or ""
    raw = text.encode("utf-8")
    if len(raw) > max_bytes:
        raise DocumentError(f"text of {len(raw):,} bytes, over the limit of {max_bytes:,}", document=place, rule="input.oversize")
    check_text(text, place=place)
    return Document(id=item.id, text=text, sha256=hashlib.sha256(raw).hexdigest())
