"""A reading made again of its own page, with stories on other days, without the source that the page came from."""

from msgspec.structs import replace

from riwaya.engine.local import read_item
from riwaya.engine.tools import Tools
from riwaya.errors import RiwayaError
from riwaya.model import Page, Part, Problem, Reading, StoryDay
from riwaya.read.document import GIVEN

SETTLED = ("corrected", "inferred")
"""What the days of stories rest on that were settled outside their page."""


def read_again(reading: Reading, days: tuple[StoryDay, ...], tools: Tools) -> Reading:
    """The reading of the same page with `days` for some of its stories, in place of those settled before; a day that came with the page stays.

    With nothing settled, it is the reading that was made of the page. Raises `RiwayaError` where the page cannot be read any more.
    """
    made = read_item(page_of(reading, days=days), tools)
    if isinstance(made, Problem):
        raise RiwayaError(f"{reading.document.id}: {made.message}")
    if len(made.stories) != len(reading.stories):
        raise RiwayaError(f"{reading.document.id}: its stories are told otherwise by this Riwaya; run its page again")
    stories = tuple(replace(new, rule=old.rule) for new, old in zip(made.stories, reading.stories, strict=True))
    return replace(made, stories=stories, passages=reading.passages)  # where a role was found on the page, its rule is not in the text


def page_of(reading: Reading, *, days: tuple[StoryDay, ...] = ()) -> Page:
    """The page of a reading, its stories on the days that came with it and on `days`."""
    parts = tuple(
        Part(start=p.start, end=p.end, role=p.role, story=p.story, author=p.author, platform=p.platform, published=p.published)
        for p in reading.passages
    )
    came_with = {story.id: story.published if story.published_basis == GIVEN else story.published_given for story in reading.stories}
    given = tuple(StoryDay(story=story, first=day, last=day, basis=GIVEN) for story, day in came_with.items() if day is not None)
    bare = replace(reading.document, published=None, published_range=None, published_evidence=(), published_basis=None)
    return Page(bare, parts=parts, witnesses=reading.document.witnesses, days=(*given, *days))
