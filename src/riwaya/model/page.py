"""What a reader is given: a document as decoded, the stories that its provider has told of, and what its form said of its parts."""

from datetime import date, datetime

from msgspec import Struct

from riwaya.model.document import Document, Evidence, StoryInput, Witness


class Part(Struct, frozen=True, kw_only=True):
    """A run of the text whose role the form of the page tells: `start`, `end` in code points, sorted, not overlapping.

    `story` counts the stories of the page from 0; `author`, `platform`, `published` only for a quoted post.
    """

    start: int
    end: int
    role: str
    story: int = 0
    author: str | None = None
    platform: str | None = None
    published: date | None = None


class StoryDay(Struct, frozen=True, kw_only=True):
    """The day of publication of a story as settled outside its page: the days `first` to `last`, one where they are the same.

    `basis` is `given` (it came with the document), `corrected` (by a person) or `inferred` (from dated pages that tell the same).
    """

    story: int
    first: date
    last: date
    basis: str
    evidence: tuple[Evidence, ...] = ()


class Correction(Struct, frozen=True, kw_only=True):
    """The day of publication of a story as a person has corrected it: in the document of that id whose text has this SHA-256."""

    document: str
    story: int
    day: date
    text_sha256: str
    reason: str
    by: str
    at: datetime


class Page(Struct, frozen=True):
    """A document before it is read; `document.published` is set only where the day was given from outside.

    `stories` are the later stories of the page, in the order of the text; each `starts` stands in `document.text`. `parts` need not
    cover the text: what they leave out is told by the lines themselves. `days` outweigh all witnesses and the text.
    """

    document: Document
    stories: tuple[StoryInput, ...] = ()
    parts: tuple[Part, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    days: tuple[StoryDay, ...] = ()
