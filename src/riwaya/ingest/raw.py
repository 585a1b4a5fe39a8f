"""What a form of input hands on: the bytes of one document, not yet turned into text, and what is known of them."""

import hashlib
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from riwaya.model import Custody, Document, StoryInput, Witness

TEXT, HTML, PDF = "text", "html", "pdf"
THOROUGH, FAST = "thorough", "fast"
EXTRACTIONS = (THOROUGH, FAST)


class Known(Struct, frozen=True, kw_only=True):
    """What is known of a document beside its bytes; `None` where nothing is."""

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: date | None = None
    fetched: str | None = None


class Link(Struct, frozen=True, kw_only=True):
    """An address that a feed or sitemap names, with what it tells of the page there.

    `kind` is `page`, or `sitemap` for a further sitemap. `published` and `changed` are days in the zone that the list prints.
    """

    url: str
    kind: str = "page"
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    changed: date | None = None


class Raw(Struct, frozen=True, kw_only=True):
    """The bytes of one document with its id and place, as messages name it.

    `form` (`text`, `html`, `pdf`) is how its text is to be had, `extraction` the mode in which that of a page is found; `told` is the form
    that it came in, where another (`post`, `entry`, `row`). `charset` and `media_type` are what its carrier declares; `container` and
    `record` say where in an archive, feed or table it stood; `kept` whether the bytes are kept (see `keeping`).
    """

    id: str
    place: str
    form: str
    raw: bytes
    known: Known = Known()
    extraction: str = THOROUGH
    told: str | None = None
    charset: str | None = None
    media_type: str | None = None
    container: str | None = None
    record: str | None = None
    stories: tuple[StoryInput, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    kept: bool = False

    @property
    def sha256(self) -> str:
        """The digest of the bytes, as hexadecimal digits."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def digest(self) -> str:
        """The SHA-256 of all that decides the document's reading: its bytes and what is known of them, wherever they were found."""
        return hashlib.sha256(msgspec.json.encode(replace(self, raw=self.sha256.encode(), place="", container=None, kept=False))).hexdigest()

    def custody(self, **found: Any) -> Custody:
        """Whence these bytes came, with what was found on the way to their text."""
        custody = Custody(
            form=self.told or self.form,
            bytes=len(self.raw),
            media_type=self.media_type,
            container=self.container,
            record=self.record,
            kept=self.kept,
        )
        return replace(custody, **found)


def with_known(document: Document, known: Known) -> Document:
    """A document with what was known of it beforehand, which outweighs what the page says."""
    return replace(document, **{name: value for name, value in asdict(known).items() if value is not None})
