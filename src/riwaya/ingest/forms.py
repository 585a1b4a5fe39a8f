"""The forms of input: how each is told, by a file's suffix or else by how it begins, and what opens it.

Openers are loaded when they are first used: each brings a library of its own, and texts do without.
"""

import codecs
import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.jsonl import is_record
from riwaya.ingest.opening import Opener, Source
from riwaya.ingest.raw import HTML, TEXT

JSONL = "jsonl"
_HTML_START = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


class Form(Struct, frozen=True):
    """One form of input: its name, the suffixes that tell it (lower case, with the dot), what opens it, and how its beginning is told.

    `opener` names the function, as `module:function` in `riwaya.ingest`. `begins` is asked with the first bytes of a source
    (`opening.HEAD`), without a byte-order mark of UTF-8.
    """

    name: str
    suffixes: tuple[str, ...]
    opener: str
    begins: Callable[[bytes], bool]


def _begins_html(head: bytes) -> bool:
    return _HTML_START.match(head) is not None


def _begins_jsonl(head: bytes) -> bool:
    """True where the first line is an object of JSON, or breaks off in one that is longer than what can be seen."""
    line, _, rest = head.lstrip().partition(b"\n")
    return line.startswith(b"{") and (is_record(line) or (not rest and len(line) > 2 and b'"' in line))


_ALL = (
    Form(JSONL, (".jsonl", ".ndjson"), "jsonl:open_jsonl", _begins_jsonl),
    Form(HTML, (".html", ".htm"), "single:open_html", _begins_html),
    Form(TEXT, (".txt",), "single:open_text", lambda _: False),
)
FORMS = {form.name: form for form in _ALL}
"""Every form by its name; the first whose beginning fits tells a source without a known suffix, and plain text is what is left."""

SUFFIXES = {suffix: form.name for form in _ALL for suffix in form.suffixes}


def load_opener(form: str) -> Opener:
    """What opens a form."""
    module, _, name = FORMS[form].opener.partition(":")
    return cast(Opener, getattr(import_module(f"riwaya.ingest.{module}"), name))


def find_form(head: bytes, source: Source) -> str:
    """The form of a source by its first bytes; raises `DocumentError` (`input.form`) for what is known to be none."""
    head = head.removeprefix(codecs.BOM_UTF8)
    for form in _ALL:
        if form.begins(head):
            return form.name
    if head.startswith(b"WARC/"):
        raise DocumentError("a web archive (WARC), which is not read yet", document=source.place, rule="input.form")
    if head.lstrip()[:1] in (b"{", b"[") and b'"' in head:
        raise DocumentError("JSON, but not JSON Lines: write one document a line (jq -c '.[]')", document=source.place, rule="input.form")
    return TEXT
