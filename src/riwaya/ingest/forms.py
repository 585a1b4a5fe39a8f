"""The forms of input: how each is told, by a file's suffix or else by how it begins, and what opens it.

Openers are loaded when they are first used: each brings a library of its own, and texts do without.
"""

import codecs
from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.beginnings import (
    begins_feed,
    begins_html,
    begins_json,
    begins_jsonl,
    begins_mhtml,
    begins_packed,
    begins_pdf,
    begins_sitemap,
    begins_table,
    begins_telegram,
    begins_wacz,
    begins_warc,
    begins_xml,
)
from riwaya.ingest.opening import Opener, Source
from riwaya.ingest.raw import HTML, TEXT

JSONL, WARC, WACZ = "jsonl", "warc", "wacz"


class Form(Struct, frozen=True):
    """One form of input: its name, the suffixes that tell it (lower case, with the dot), what opens it, and how its beginning is told.

    `opener` names the function, as `module:function` in `riwaya.ingest`. `begins` is asked with the first bytes of a source
    (`opening.HEAD`), without a byte-order mark of UTF-8.
    """

    name: str
    suffixes: tuple[str, ...]
    opener: str
    begins: Callable[[bytes], bool]


_ALL = (
    Form(WARC, (".warc", ".warc.gz", ".warc.zst"), "archives.warc:open_warc", begins_warc),
    Form(WACZ, (".wacz",), "archives.wacz:open_wacz", begins_wacz),
    Form("pdf", (".pdf",), "single:open_pdf", begins_pdf),
    Form("mhtml", (".mhtml", ".mht"), "saved:open_mhtml", begins_mhtml),
    Form("packed", (".gz", ".bz2", ".xz", ".zst", ".zip", ".tar", ".tgz"), "packed:open_packed", begins_packed),
    Form("telegram", (), "telegram:open_telegram", begins_telegram),
    Form("feed", (".rss", ".atom", ".rdf"), "feeds:open_feed", begins_feed),
    Form("sitemap", (), "sitemaps:open_sitemap", begins_sitemap),
    Form(JSONL, (".jsonl", ".ndjson"), "jsonl:open_jsonl", begins_jsonl),
    Form("json", (), "tables:open_json_array", begins_json),
    Form(HTML, (".html", ".htm", ".xhtml"), "single:open_html", begins_html),
    Form("csv", (".csv", ".tsv"), "tables:open_csv", begins_table),
    Form(TEXT, (".txt",), "single:open_text", lambda _: False),
)
FORMS = {form.name: form for form in _ALL}
"""Every form by its name; the first whose beginning fits tells a source without a known suffix, and plain text is what is left."""

SUFFIXES = {suffix: form.name for form in _ALL for suffix in form.suffixes}

UNSETTLED = {".xml": ("feed", "sitemap"), ".json": ("feed", "telegram", "json", JSONL)}
"""Suffixes of more than one form, and which: the beginning decides."""


def form_of(path: PurePath) -> str | None:
    """The form that a file's name tells, by the longest suffix that is known; None where it tells none.

    >>> form_of(PurePath("crawl.2024.WARC.gz")), form_of(PurePath("a.b.txt")), form_of(PurePath("warc"))
    ('warc', 'text', None)
    """
    parts = [part.lower() for part in path.suffixes]
    return next((form for start in range(len(parts)) if (form := SUFFIXES.get("".join(parts[start:])))), None)


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
    if begins_xml(head):
        raise DocumentError("XML, but no feed, sitemap or page", document=source.place, rule="input.form")
    if head.strip() and (suffix := PurePath(source.place).suffix.lower()) in UNSETTLED:
        said = "no feed, sitemap or page" if suffix == ".xml" else "no list of documents"
        raise DocumentError(f"{suffix[1:].upper()}, but {said}", document=source.place, rule="input.form")
    return TEXT
