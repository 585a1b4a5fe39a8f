"""What a reader is given: a document as decoded, the stories that its provider has told of, and what its form said of its parts."""

from datetime import date

from msgspec import Struct

from riwaya.model.document import Document, StoryInput


class Witness(Struct, frozen=True):
    """What stands outside the running text and bears on a story's day of publication.

    `kind`: `metadata` (the page's own record), `modified` (of its last change), `printed` (a date beside the story that the text left out),
    `header` (a date of the whole page, such as that above its menu), `url`, `feed`, `export` (a tool's record of it), `archived` (when it was
    captured: no story of the page is younger). `says` is what was found, as found.
    """

    kind: str
    day: date
    says: str
    story: int = 0


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


class Page(Struct, frozen=True):
    """A document before it is read; `document.published` is set only where the day was given from outside.

    `stories` are the later stories of the page, in the order of the text; each `starts` stands in `document.text`. `parts` need not
    cover the text: what they leave out is told by the lines themselves.
    """

    document: Document
    stories: tuple[StoryInput, ...] = ()
    parts: tuple[Part, ...] = ()
    witnesses: tuple[Witness, ...] = ()
