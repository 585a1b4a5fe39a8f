"""A reading back to the page that it was made of, so that it can be read again on another day without its source."""

from msgspec.structs import replace

from riwaya.model import Page, Part, Reading, StoryDay
from riwaya.read.document import GIVEN

SETTLED = ("corrected", "inferred")
"""Days of stories that were settled outside their page."""


def page_of(reading: Reading, *, days: tuple[StoryDay, ...] = ()) -> Page:
    """The page of a reading, with `days` for some of its stories in place of those settled before; a day that came with the page stays.

    Reading it, with nothing settled, gives the same reading again.
    """
    document = reading.document
    parts = tuple(
        Part(
            start=p.start,
            end=p.end,
            role=p.role,
            story=p.story,
            author=p.author,
            platform=p.platform,
            published=p.published,
            rule=p.rule,
        )
        for p in reading.passages
    )
    settled = {day.story for day in days}
    given = tuple(
        StoryDay(story=story.id, first=story.published, last=story.published, basis=GIVEN)
        for story in reading.stories
        if story.published_basis == GIVEN and story.published is not None and story.id not in settled
    )
    bare = replace(document, published=None, published_range=None, published_evidence=(), published_basis=None)
    return Page(bare, parts=parts, witnesses=document.witnesses, days=(*given, *days))
