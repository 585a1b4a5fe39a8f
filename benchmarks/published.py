"""The day of publication that bare texts are given, beside the true one.

    python -m benchmarks.published [FOLDER]

Reads the project's samples, and the texts of FOLDER/seeds.jsonl where there is one (`../shared/gold` without FOLDER), without any day
from outside, and
prints what each story is given: `right`, `wrong`, or `open` with the days that its words leave and whether the true one is among them.
Ends with status 1 where a day is wrong or a range does not hold the true one.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.engine.lexicons import load_lexicons
from riwaya.lexicon.compiled import DATA
from riwaya.model import Document, DocumentInput, Page, Story, StoryInput
from riwaya.read.document import read_document

SAMPLES = DATA / "samples" / "samples.jsonl"
GOLD = Path(__file__).resolve().parents[2] / "shared" / "gold" / "seeds.jsonl"


class Bare(Struct, frozen=True):
    """A story of a text that was read without any day, and the true one."""

    id: str
    story: Story
    true: date | None

    @property
    def verdict(self) -> str:
        """`right`, `wrong`, or `open`; `out` where the true day is not in the range that is told."""
        told = self.story.published_range
        if told and self.true and not ((told.from_ or self.true) <= self.true <= (told.to or self.true)):
            return "out"
        return "open" if self.story.published is None else "right" if self.story.published == self.true else "wrong"

    @property
    def width_days(self) -> int | None:
        """How many days after its first the range ends; None where a side is open."""
        told = self.story.published_range
        return (told.to - told.from_).days if told and told.from_ and told.to else None


def read_bare(source: Path) -> Iterator[Bare]:
    """The stories of the documents of JSON Lines, each read of its text alone; where later stories start is told, their days are not."""
    lexicons = load_lexicons()
    for line in source.read_bytes().splitlines():
        item = msgspec.json.decode(line, type=DocumentInput)
        text = item.text if item.text is not None else (source.parent / (item.file or "")).read_text(encoding="utf-8")
        stories = tuple(StoryInput(story.starts) for story in item.stories)
        reading = read_document(Page(Document(id=item.id, text=text, sha256=""), stories), lexicons=lexicons)
        days = [item.published, *(story.published for story in item.stories)]
        yield from (Bare(item.id, story, day) for story, day in zip(reading.stories, days, strict=False))


def main() -> int:
    """Print the stories of each source and their count; the exit status."""
    given = Path(sys.argv[1]) / "seeds.jsonl" if len(sys.argv) > 1 else GOLD
    failed = False
    for source in (SAMPLES, given):
        if not source.is_file():
            print(f"{source}: not here; name the folder of seeds.jsonl, or do without")
            continue
        found = list(read_bare(source))
        for bare in found:
            told = bare.story.published_range
            days = f"{told.from_ or '…'} to {told.to or '…'}, {bare.width_days} days" if told else "no range"
            print(f"  {bare.verdict:6}{bare.id} story {bare.story.id}: true {bare.true}, given {bare.story.published}; {days}")
        counts = Counter(bare.verdict for bare in found)
        print(f"{source.parent.name}/{source.name}: {len(found)} stories, {', '.join(f'{n} {verdict}' for verdict, n in sorted(counts.items()))}")
        failed |= bool(counts["wrong"] + counts["out"])
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
