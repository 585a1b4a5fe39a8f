"""Reads the sixty test pages in both modes and tells what came of them, measure by measure and style by style.

python -m benchmarks.html_pages [--mode thorough|fast] [--blurred] [--errors]

The pages (`tests/pages`) were written for the project, each with the day of every story, its text, its quoted posts, and what stands around it.
They are read as files are: from the bytes, with nothing known beforehand.

- published: of all stories, those whose day is the gold's; where the gold knows none, any day is wrong. A story that was not found is wrong.
- text: token F1 (mean of pages). Main text are the headline, the lines below it, subheads, paragraphs and the texts of quoted posts. The tokens
  (words and numbers) of the passages that are not boilerplate are aligned with them in order, by longest matching runs; what is aligned is right.
  Captions, bylines, printed dates, agency signs and names of posts' authors are optional: read or not, they count neither way.
- stories: pages whose number of stories is right, and on which each further story begins at its headline (or at its date right above).
- leaked: of all tokens that readers touch (those of passages that are not boilerplate), the share that belongs to no story.
- posts: quoted posts found as such, with their author and their day. roles: lines of stories whose passage has their role.
- blurred: the same pages with every `class` and `id` in their bodies turned into letters that mean nothing, as some sites have them: what is
  then still right does not hang on names.
- ranges: where the gold knows no day, the reading's range holds the true one, or there is none.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256
from pathlib import Path
from typing import Any

from msgspec import Struct

from riwaya.engine.local import read_item
from riwaya.engine.tools import Tools, load_tools
from riwaya.ingest.raw import EXTRACTIONS, HTML, Raw
from riwaya.model import Interval, Passage, Problem, Reading, Story

PAGES = Path(__file__).resolve().parent.parent / "tests" / "pages"
BARS = {"published": 0.95, "text": 0.95, "stories": 0.93, "leaked": 0.02}
"""What the sixty pages must reach; `leaked` must stay below."""

_BEFORE = 15
"""Tokens that may stand between a story's beginning and its headline: its date, its section."""

Gold = dict[str, Any]


class Scored(Struct, frozen=True):
    """What came of one page: counts as (right, of), the F1 of its text, and what was wrong in words."""

    style: str
    published: tuple[int, int]
    text: float
    stories: int
    leaked: tuple[int, int]
    posts: tuple[int, int]
    roles: tuple[int, int]
    ranges: tuple[int, int]
    errors: tuple[str, ...]


def tokens_of(text: str) -> list[str]:
    """Words and numbers, in order.

    >>> tokens_of("قُتل 3، «منهم» طفل")
    ['ق', 'تل', '3', 'منهم', 'طفل']
    """
    return re.findall(r"\w+", unicodedata.normalize("NFC", text))


def load_gold() -> list[Gold]:
    """The gold of all pages."""
    return list(json.loads((PAGES / "gold.json").read_text(encoding="utf-8")))


def blurred(source: str) -> str:
    """A page whose names of classes and ids mean nothing; one name is blurred alike everywhere.

    >>> blurred('<body><p class="entry-date">1</p></body>')
    '<body><p class="c55c31a">1</p></body>'
    """

    def names(match: "re.Match[str]") -> str:
        return f"{match[1]}={match[2]}{' '.join('c' + sha256(name.encode()).hexdigest()[:6] for name in match[3].split())}{match[2]}"

    at = source.lower().find("<body")
    return source[:at] + re.sub(r"""\b(class|id)\s*=\s*(["'])([^"'<>]*)\2""", names, source[at:])


def read_gold_page(gold: Gold, *, mode: str, tools: Tools, blur: bool = False) -> Reading | Problem:
    """The reading of a page's file in one mode of extraction, its class names `blurred` or not."""
    path = PAGES / "html" / gold["file"]
    raw = path.read_bytes()
    if blur:
        raw = blurred(raw.decode(gold["encoding"])).encode(gold["encoding"])
    return read_item(Raw(id=gold["id"], place=str(path), form=HTML, raw=raw, extraction=mode), tools)


def score_page(gold: Gold, reading: Reading | Problem) -> Scored:
    """What came of a page; one that could not be read has nothing right."""
    count = len(gold["stories"])
    if isinstance(reading, Problem):
        lines = sum(line["kind"] != "optional" for line in gold["lines"])
        return Scored(gold["style"], (0, count), 0.0, 0, (0, 0), (0, len(gold["posts"])), (0, lines), (0, 0), (f"problem: {reading.message}",))
    errors: list[str] = []
    text, leaked = score_text(gold, reading, errors)
    found = [_story_at(reading, story["starts"], number, count) for number, story in enumerate(gold["stories"])]
    right = sum(_right_day(story, at, errors) for story, at in zip(gold["stories"], found, strict=True))
    undated = [(date.fromisoformat(s["true_day"]), at) for s, at in zip(gold["stories"], found, strict=True) if s["published"] is None and at]
    ranges = sum(at.published_range is None or _holds(at.published_range, day) for day, at in undated)
    stories = int(_right_stories(gold, reading, errors))
    roles = [_role_of(line, reading) for line in gold["lines"] if line["kind"] != "optional"]
    return Scored(
        gold["style"],
        (right, count),
        text,
        stories,
        leaked,
        (sum(_right_post(post, reading, errors) for post in gold["posts"]), len(gold["posts"])),
        (sum(roles), len(roles)),
        (ranges, len(undated)),
        tuple(errors),
    )


def score_text(gold: Gold, reading: Reading, errors: list[str]) -> tuple[float, tuple[int, int]]:
    """Token F1 of the main text, and (leaked, read) tokens; see the head of this script."""
    wanted = [(token, line["kind"] != "optional") for line in gold["lines"] for token in tokens_of(line["text"])]
    lines = [tokens_of(reading.document.text[p.start : p.end]) for p in kept(reading)]
    read = [token for line in lines for token in line]
    matcher = SequenceMatcher(None, [token for token, _ in wanted], read, autojunk=False)
    met, taken = set[int](), set[int]()
    for one, two, size in matcher.get_matching_blocks():
        met.update(range(one, one + size))
        taken.update(range(two, two + size))
    right = sum(wanted[i][1] for i in met)
    spare = Counter(token for i, (token, needed) in enumerate(wanted) if not needed and i not in met)
    surplus = []
    for i, token in enumerate(read):
        if i not in taken:
            if spare[token] > 0:
                spare[token] -= 1
            else:
                surplus.append(token)
    needed = sum(needed for _, needed in wanted)
    missed = [token for i, (token, is_needed) in enumerate(wanted) if is_needed and i not in met]
    errors += [f"leaked: {' '.join(surplus)[:300]}"] * bool(surplus) + [f"missed: {' '.join(missed)[:300]}"] * bool(missed)
    return (2 * right / (right + len(surplus) + needed) if needed else 1.0), (len(surplus), len(read))


def kept(reading: Reading) -> list[Passage]:
    """The passages that readers touch."""
    return [passage for passage in reading.passages if passage.role != "boilerplate"]


def _occurrences(starts: str, text: str) -> Iterator[int]:
    pattern = r"\W+".join(map(re.escape, re.findall(r"\w+", starts)[:7]))
    return (found.start() for found in re.finditer(pattern, text))


def _stands_in(line: str, text: str) -> bool:
    return next(_occurrences(line, text), None) is not None


def _story_at(reading: Reading, starts: str, number: int, count: int) -> Story | None:
    """The story of the reading in which a story of the gold begins; None where it is in none."""
    places = list(_occurrences(starts, reading.document.text))
    holding = [story for story in reading.stories if any(story.start <= at < story.end for at in places)]
    nearest = [story for story in holding if story.id == number]
    if nearest or holding:
        return (nearest or holding)[0]
    return reading.stories[number] if count == len(reading.stories) else None


def _right_day(gold: Gold, story: Story | None, errors: list[str]) -> bool:
    day = story.published.isoformat() if story and story.published else None
    if story is not None and day == gold["published"]:
        return True
    why = "; ".join(f"{e.why}: {e.says}" for e in story.published_evidence) if story else "no such story"
    errors.append(f"published {day}, not {gold['published']} ({why}): {gold['starts'][:50]}")
    return False


def _right_stories(gold: Gold, reading: Reading, errors: list[str]) -> bool:
    if len(reading.stories) != len(gold["stories"]):
        begun = " | ".join(reading.document.text[s.start : s.start + 40].replace("\n", " ") for s in reading.stories)
        errors.append(f"{len(reading.stories)} stories, not {len(gold['stories'])}: {begun}")
        return False
    for number, (wanted, story) in enumerate(zip(gold["stories"], reading.stories, strict=True)):
        last = next((line["text"] for line in reversed(gold["lines"]) if line["kind"] != "optional" and line["story"] == number - 1), "")
        before = [
            reading.document.text[story.start : at] for at in _occurrences(wanted["starts"], reading.document.text) if story.start <= at < story.end
        ]
        if number and not any(len(tokens_of(text)) <= _BEFORE and not (last and _stands_in(last[-40:], text)) for text in before):
            errors.append(f"story {number} begins elsewhere: {reading.document.text[story.start : story.start + 60]!r}")
            return False
    return True


def _holds(days: Interval, day: date) -> bool:
    return (days.from_ is None or days.from_ <= day) and (days.to is None or day <= days.to)


def _right_post(post: Gold, reading: Reading, errors: list[str]) -> bool:
    wanted = Counter(tokens_of(post["text"]))
    for passage in reading.passages:
        shared = wanted & Counter(tokens_of(reading.document.text[passage.start : passage.end]))
        if passage.role == "quote_post" and shared.total() > 0.5 * wanted.total():
            day = passage.published.isoformat() if passage.published else None
            if any(name in (passage.author or "") for name in (post["author"], post["handle"])) and day == post["published"]:
                return True
            errors.append(f"post by {passage.author} on {day}, not by {post['author']} on {post['published']}")
            return False
    errors.append(f"post not found: {post['text'][:60]}")
    return False


def _role_of(line: Gold, reading: Reading) -> bool:
    """True where a passage holds the line's first words and has its role."""
    return any(
        passage.role == line["kind"] and _stands_in(line["text"], reading.document.text[passage.start : passage.end]) for passage in reading.passages
    )


def summed(pages: Sequence[Scored]) -> dict[str, float]:
    """The measures over several pages, as shares of one."""

    def share(of: str) -> float:
        pairs: list[tuple[int, int]] = [getattr(page, of) for page in pages]
        return sum(a for a, _ in pairs) / max(1, sum(b for _, b in pairs))

    return {
        "published": share("published"),
        "text": sum(page.text for page in pages) / len(pages),
        "stories": sum(page.stories for page in pages) / len(pages),
        "leaked": share("leaked"),
        "posts": share("posts"),
        "roles": share("roles"),
        "ranges": share("ranges"),
    }


def measure(mode: str, tools: Tools, *, blur: bool = False) -> dict[str, Scored]:
    """Every page read in one mode, by id."""
    return {gold["id"]: score_page(gold, read_gold_page(gold, mode=mode, tools=tools, blur=blur)) for gold in load_gold()}


def main() -> None:
    """Print the measures of each mode."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", 1)[0])
    parser.add_argument("--mode", choices=EXTRACTIONS, help="one mode only")
    parser.add_argument("--blurred", action="store_true", help="make the names of classes and ids mean nothing")
    parser.add_argument("--errors", action="store_true", help="list what was wrong, page by page")
    options = parser.parse_args()
    tools = load_tools(own=())
    for mode in [options.mode] if options.mode else EXTRACTIONS:
        scored = measure(mode, tools, blur=options.blurred)
        all_pages = summed(list(scored.values()))
        print(f"{mode}: {len(scored)} pages, {sum(page.published[1] for page in scored.values())} stories")
        for name, value in all_pages.items():
            bar = f"   (bar: {'under' if name == 'leaked' else 'at least'} {BARS[name]})" if name in BARS else ""
            print(f"  {name:10} {value:.3f}{bar}")
        print(f"  {'style':12} published  text  stories  leaked")
        for style in dict.fromkeys(page.style for page in scored.values()):
            its = summed([page for page in scored.values() if page.style == style])
            print(f"  {style:12} {its['published']:9.2f} {its['text']:5.2f} {its['stories']:8.2f} {its['leaked']:7.3f}")
        for name, page in scored.items():
            for error in page.errors if options.errors else ():
                print(f"  {name}: {error}")


if __name__ == "__main__":
    main()
