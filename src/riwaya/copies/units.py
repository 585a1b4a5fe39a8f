"""What is compared: the running text of each story of a document, with what tells whence it came."""

from collections.abc import Iterator

from msgspec import Struct

from riwaya.model import Interval, Reading, Span, Story

_RUNNING = frozenset(["body", "subhead", "dateline", "caption"])
"""Roles of the text that a reprint keeps; headlines are written anew, quoted posts are anybody's, boilerplate is the page's."""

_SIGNED = frozenset(["dateline", "byline"])


class Unit(Struct, frozen=True, kw_only=True):
    """One story: `text` is the whole document's, `pieces` the spans of the running text, `whole` the span in which a credit may stand.

    `signed` are the datelines and bylines: lines that say nothing but where, when and by whom. `published` is a day or an interval
    of days, both ends included; None where it is unknown.
    """

    document: str
    story: int
    text: str
    pieces: tuple[Span, ...]
    whole: Span
    published: Interval | None = None
    signed: tuple[Span, ...] = ()
    outlet: str | None = None
    url: str | None = None


def units_of(reading: Reading) -> Iterator[Unit]:
    """The stories of a reading, in their order; a document without stories is one."""
    document = reading.document
    stories = reading.stories or (Story(id=0, start=0, end=len(document.text), published=document.published),)
    for story in stories:
        running = [(p.start, p.end) for p in reading.passages if p.story == story.id and p.role in _RUNNING]
        day = Interval(story.published, story.published) if story.published else story.published_range
        yield Unit(
            document=document.id,
            story=story.id,
            text=document.text,
            pieces=tuple(sorted(running)) or ((story.start, story.end),),
            whole=(story.start, story.end),
            published=day,
            signed=tuple(sorted((p.start, p.end) for p in reading.passages if p.story == story.id and p.role in _SIGNED)),
            outlet=document.outlet,
            url=document.url,
        )
