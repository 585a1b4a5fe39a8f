"""The lines of a page's stories with the role of each: headline, byline, dateline, subhead, caption, body, quoted post."""

import re
from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from riwaya.ingest.html.blocks import FIGURE, HIDDEN, Block, Node
from riwaya.ingest.html.dates import printed_days
from riwaya.ingest.html.posts import Post, post_node, read_post
from riwaya.ingest.html.select import OUTSIDE, Area, belongs, home_of, is_elsewhere, is_prose, is_within, marks_within, own_element
from riwaya.ingest.html.words import BYLINE, CAPTION, COMMENTS, DATE, DECK, FURNITURE, load_page_words

HEADLINE, BYLINE_ROLE, DATELINE, SUBHEAD, CAPTION_ROLE, BODY, POST = "headline", "byline", "dateline", "subhead", "caption", "body", "quote_post"
UNDECIDED = ""
"""The role of a short line that nothing in its form tells from a headline: whoever reads the text decides."""
_DIGIT = re.compile(r"\d")
_LONGEST_DATELINE, _LONGEST_BYLINE, _LONGEST_CAPTION, _LONGEST_HEADING = 140, 90, 400, 250
_SHORTEST_TITLE, _LONGEST_BOLD = 12, 90
_BOLD = re.compile(r"\s*+(?:<(?:span|font|u|em|i|a)\b[^>]*>\s*+)*+<(?:b|strong)\b", re.IGNORECASE)
_AFTER_BOLD = re.compile(r"[^<]*</(?:b|strong)>[\s:]*(?:</\w+>\s*|&nbsp;|<br[^>]*>)*", re.IGNORECASE)
_LINKED = 0.6
_LEAST_OF_TITLE = 0.4
"""The share of a page's title that its headline is at least; the rest names the site."""
_COUNT = re.compile(r"[\d.,٬\s]+[KMB]?\s*(?:views?|likes?)?", re.IGNORECASE)
_HEAD_REACH = 40
"""Blocks before the first line of prose among which its headline is sought where no title is known."""


class Line(Struct):
    """A block of a story in its role; `post` is that of a quoted post, one object for all its lines."""

    block: Block
    role: str
    story: int = 0
    post: Post | None = None


class Layout(Struct, frozen=True):
    """What the lines of one story are told by: all blocks, those that the extractor holds, the page's titles without blanks, its source.

    `single`: the page has one story; of several, the headings are links to them.
    """

    blocks: Sequence[Block]
    matched: Sequence[bool]
    titles: tuple[str, ...]
    source: str
    single: bool = True


def find_headline(layout: Layout, area: Area, *, after: int = -1) -> int | None:
    """The block behind `after` that prints the story's title; None where none does."""
    found: tuple[int, int] | None = None
    for i in range(area.first, after, -1):
        block = layout.blocks[i]
        if len(block.text) > _LONGEST_HEADING or len(block.key) < _SHORTEST_TITLE or block.node.marks & HIDDEN:
            continue
        level = block.heading()
        if level and is_dateline(block):
            continue
        titled = any(_is_title(block.key, title) for title in layout.titles)
        if i == area.first and not titled:
            continue
        outside = marks_within(block, area.node) & OUTSIDE if is_within(block.node, area.node) else block.node.marks & COMMENTS
        near = area.first - i <= _HEAD_REACH
        score = (6 if titled and level else 4 if titled and block.linked < _LINKED else 0) + (
            3 if level == 1 and near else 1 if level == 2 and near else 0
        )
        score -= 3 if outside or (level and block.linked > _LINKED and not titled and layout.single) else 0
        if level in (3, 4) and not titled and near and is_within(block.node, area.node):
            score += 1
        if score > 0 and (level or titled) and (found is None or score > found[0]):
            found = score, i
    return found[1] if found else None


def _is_title(key: str, title: str) -> bool:
    """True where a line prints a title, with or without the name of the site before or behind it."""
    if len(key) >= max(_SHORTEST_TITLE, _LEAST_OF_TITLE * len(title)) and (title.startswith(key) or title.endswith(key)):
        return True
    return len(title) >= _SHORTEST_TITLE and key.startswith(title) and len(key) < 1.3 * len(title)


def story_lines(layout: Layout, area: Area, *, story: int = 0, after: int = -1) -> list[Line]:
    """The lines of one story in the order of the page; `after` is the last block of the story before it."""
    headline = find_headline(layout, area, after=after)
    lines = [Line(layout.blocks[headline], HEADLINE, story)] if headline is not None else []
    begin = area.first if headline is None else headline + 1
    if headline is None:
        begin = next((i for i in range(after + 1, area.first) if is_within(layout.blocks[i].node, area.node)), area.first)
    lines += _opening_lines(layout, area, begin=begin, story=story)
    home = home_of(layout.blocks, area.prose)
    lines += _running_lines(layout, area, home=home, story=story)
    lines += _closing_lines(layout, area, home=home, story=story)
    title = lines[0].block.key if headline is not None else ""
    return [line for i, line in enumerate(lines) if not i or line.block.key != title or line.role == POST]


def _opening_lines(layout: Layout, area: Area, *, begin: int, story: int) -> list[Line]:
    """Between the headline and the first line of prose: who wrote it, where and when, what the picture shows, a lead of its own."""
    lines: list[Line] = []
    for i in range(begin, area.first):
        block = layout.blocks[i]
        if block.node.marks & HIDDEN or is_elsewhere(block):
            continue
        within = is_within(block.node, area.node)
        marks = marks_within(block, area.node) if within else block.node.own
        role = _opening_role(block, marks, matched=layout.matched[i], within=within)
        if role is not None:
            lines.append(Line(block, role, story))
    return lines


def _opening_role(block: Block, marks: int, *, matched: bool, within: bool) -> str | None:
    if is_prose(block):
        return None if marks & (FURNITURE | COMMENTS) else CAPTION_ROLE if marks & CAPTION else BODY
    if is_dateline(block):
        return DATELINE
    if marks & COMMENTS or (marks & FURNITURE and not marks & BYLINE):
        return None
    if is_byline(block, marks):
        return BYLINE_ROLE
    if marks & CAPTION and len(block.text) <= _LONGEST_CAPTION:
        return CAPTION_ROLE
    if ((block.heading() and matched) or marks & DECK) and block.linked < _LINKED:
        return SUBHEAD
    return BODY if matched and within and block.linked < _LINKED and block.node.tag == "p" and len(block.text) >= _SHORTEST_TITLE else None


def is_dateline(block: Block) -> bool:
    """True for a short line that prints a whole date: a line of its own below the headline, not a sentence that tells one."""
    if len(block.text) > _LONGEST_DATELINE or _DIGIT.search(block.text) is None or not printed_days(block.text):
        return False
    return (
        bool(block.node.marks & DATE) or len(block.text) <= _LONGEST_DATELINE // 2 or load_page_words().dateline_words.match(block.text) is not None
    )


def is_byline(block: Block, marks: int) -> bool:
    """True for a short line that names who wrote the story, by its words or its mark-up."""
    if len(block.text) > _LONGEST_BYLINE or not any(c.isalpha() for c in block.text):
        return False
    return bool(marks & BYLINE and " " in block.text) or load_page_words().byline_words.match(block.text) is not None


def _running_lines(layout: Layout, area: Area, *, home: Node | None, story: int) -> list[Line]:
    lines: list[Line] = []
    seen: dict[Node, str | None] = {}
    i = area.first
    while i <= area.last:
        block = layout.blocks[i]
        if (quoted := post_node(block, area.node, layout.source, seen=seen)) is not None:
            after = i + 1
            while after < len(layout.blocks) and is_within(layout.blocks[after].node, quoted[0]):
                after += 1
            lines += _post_lines(layout.source, list(layout.blocks[i:after]), quoted[1], story)
            i = after
            continue
        if is_within(block.node, area.node) and (role := _running_role(block, layout, area, i=i, home=home)) is not None:
            lines.append(Line(block, role, story))
        i += 1
    return lines


def _running_role(block: Block, layout: Layout, area: Area, *, i: int, home: Node | None) -> str | None:
    marks = marks_within(block, area.node)
    if block.heading():
        if marks & OUTSIDE or is_elsewhere(block) or len(block.text) > _LONGEST_HEADING:
            return None
        return SUBHEAD if _leads_to_prose(layout, area, i) else None
    if marks & (CAPTION | FIGURE) and not marks & OUTSIDE:
        return CAPTION_ROLE if len(block.text) <= _LONGEST_CAPTION and (marks & CAPTION or layout.matched[i]) else None
    above = layout.blocks[i - 1]
    if i > area.first and above.heading() and above.linked < _LINKED and not marks & OUTSIDE and is_dateline(block) and not is_prose(block):
        return DATELINE
    return (
        (SUBHEAD if is_bold(block) else BODY if is_prose(block) else UNDECIDED)
        if belongs(block, matched=layout.matched[i], area=area.node, home=home)
        else None
    )


def is_bold(block: Block) -> bool:
    """True for a short line without a full stop that is bold as a whole: a subhead in all but name."""
    if len(block.text) > _LONGEST_BOLD or block.text[-1] in ".!؟?…،":
        return False
    opened = _BOLD.match(block.source)
    return opened is not None and _AFTER_BOLD.fullmatch(block.source, block.source.find(">", opened.end()) + 1) is not None


def _leads_to_prose(layout: Layout, area: Area, i: int) -> bool:
    """True where prose of the story follows a heading before anything that leads elsewhere."""
    for after in range(i + 1, min(i + 5, area.last + 1)):
        block = layout.blocks[after]
        if after in area.prose or (is_prose(block) and not marks_within(block, area.node) & OUTSIDE):
            return not is_elsewhere(block)
        if block.heading() and after > i + 1:
            return False
        if block.linked > _LINKED and not is_dateline(block):
            return False
    return False


def _post_lines(source: str, blocks: list[Block], platform: str, story: int) -> list[Line]:
    post = read_post(source, blocks, platform)
    return [Line(block, POST, story, post) for block in blocks if _COUNT.fullmatch(block.text) is None]


def _closing_lines(layout: Layout, area: Area, *, home: Node | None, story: int) -> list[Line]:
    """Behind the last line of prose: what the same element still prints without a link (a signature, the agency)."""
    lines: list[Line] = []
    seen: dict[Node, str | None] = {}
    for i in range(area.last + 1, min(area.last + 8, len(layout.blocks))):
        block = layout.blocks[i]
        if not is_within(block.node, area.node):
            break
        if (quoted := post_node(block, area.node, layout.source, seen=seen)) is not None:
            lines += _post_lines(layout.source, [block], quoted[1], story)
            continue
        marks = marks_within(block, area.node)
        if marks & OUTSIDE or is_elsewhere(block) or block.linked > 0 or block.heading():
            if block.heading() or block.linked > _LINKED or is_elsewhere(block):
                break
            continue
        if own_element(block) is home and layout.matched[i]:
            role = DATELINE if is_dateline(block) else BYLINE_ROLE if is_byline(block, marks) else BODY
            lines.append(Line(block, role, story))
    return lines


def days_of_line(block: Block) -> list[tuple[date, str, bool, bool]]:
    """The dates that a short line prints: the day, the words, whether it tells a last change, whether it is a Hijri one."""
    words, found, last = load_page_words(), [], 0
    days = printed_days(block.text)
    for number, printed in enumerate(days, 1):
        at = max(block.text.find(printed.says, last), last)
        end = at + len(printed.says)
        changed = words.updates.search(block.text, last, at) is not None
        if number == len(days) and not changed:  # a label behind the last date, with nothing but an hour of its own, tells that date's change
            changed = words.updates.search(block.text, end) is not None
        found.append((printed.day, printed.says, changed, printed.hijri))
        last = end
    return found
