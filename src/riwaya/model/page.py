"""What a reader is given: a document as decoded, and the stories that its provider has told of."""

from msgspec import Struct

from riwaya.model.document import Document, StoryInput


class Page(Struct, frozen=True):
    """A document before it is read; `document.published` is set only where the day was given from outside.

    `stories` are the later stories of the page, in the order of the text; each `starts` stands in `document.text`.
    """

    document: Document
    stories: tuple[StoryInput, ...] = ()
