"""The stories of a page: one, or several in elements of their own or under headings of their own, in the order of the page."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.ingest.html.blocks import HIDDEN, Block, Node
from riwaya.ingest.html.messages import mark_answers, messages_of
from riwaya.ingest.html.roles import BODY, DATELINE, HEADLINE, POST, SUBHEAD, UNDECIDED, Layout, Line, is_dateline, story_lines
from riwaya.ingest.html.select import Area, area_of_node, find_area, is_prose, is_within
from riwaya.ingest.html.words import COMMENTS, FURNITURE
from riwaya.model import StoryInput

_LEAST_STORY = 220
"""Characters of prose from which an element of its own is a story, not a teaser of one."""
_LEAST_LINES = 2
_HELD = 0.6
"""The share of the main story's lines that stand in the elements of several stories."""
_CLIMB, _SHORTEST_HEADING = 10, 12
_FROM = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){0,2}(?: \d{1,2} [^\W\d_]+)?(?: ?\([^()]{1,30}\))? [-–—] ?(?=\w)")
_CLASS = re.compile(r"""\bclass\s*=\s*["']?([^"'>]+)""")
_FIGURES = re.compile(r"\d+")
_MOST_STORIES = 50
_STARTS = 120


def find_stories(layout: Layout) -> tuple[list[Area], list[Line]]:
    """The areas of the stories and the lines of all, numbered; both empty for a page without prose."""
    mark_answers(layout.blocks, layout.source)
    main = find_area(layout.blocks, layout.matched)
    if main is None:
        return [], []
    areas = messages_of(layout.blocks, main) or _own_elements(layout.blocks, main) or [main]
    if len(areas) > 1:
        layout = replace(layout, single=False)
    lasts = [-1, *(area.last for area in areas)]
    lines = [line for number, area in enumerate(areas) for line in story_lines(layout, area, story=number, after=lasts[number])]
    return (areas, lines) if len(areas) > 1 else ([main], _under_headings(lines))


def _own_elements(blocks: Sequence[Block], main: Area) -> list[Area] | None:
    """The areas of several like elements that each hold a story with its heading; None where there is but one.

    Elements are alike where tag and class are the same (an entry of a live page, a post of a blog), and all `<article>` are.
    """
    prose: dict[Node, list[int]] = {}
    headed: set[Node] = set()
    for block in blocks:
        level = block.heading()
        if not level and not is_prose(block):
            continue
        node: Node | None = block.node
        for _ in range(_CLIMB):
            if node is None or (level and node in headed):
                break
            if level:
                headed.add(node)
            else:
                prose.setdefault(node, []).append(len(block.text))
            node = node.parent
    alike: dict[str, list[Node]] = {}
    for node, lengths in prose.items():
        name = _likeness(node)
        if (
            name
            and node in headed
            and len(lengths) >= _LEAST_LINES
            and sum(lengths) >= _LEAST_STORY
            and not node.own & (COMMENTS | HIDDEN | FURNITURE)
        ):
            alike.setdefault(name, []).append(node)
    groups = [group for nodes in alike.values() if (group := _story_areas(blocks, nodes, main)) is not None]
    return max(groups, key=lambda group: (len(group), -group[0].node.start), default=None)


def _likeness(node: Node) -> str:
    """What an element shares with its likes: `article`, or its tag and class; empty for one without a class."""
    if node.tag == "article":
        return "article"
    found = _CLASS.search(node.attributes) if node.tag in ("div", "section", "li", "td", "main") else None
    return f"{node.tag} {_FIGURES.sub('', found[1])}" if found else ""


def _story_areas(blocks: Sequence[Block], nodes: list[Node], main: Area) -> list[Area] | None:
    """The stories in elements that are alike, none in another, in the order of the page; None where they are no two or not the main ones."""
    if len(nodes) < 2:
        return None
    found = [area for node in nodes[:_MOST_STORIES] if (area := area_of_node(blocks, node)) is not None and len(area.prose) >= _LEAST_LINES]
    found = [area for area in found if not any(other.node is not area.node and is_within(other.node, area.node) for other in found)]
    held = {i for area in found for i in area.prose}
    if len(found) < 2 or len(held & main.prose) < _HELD * len(main.prose):
        return None
    return sorted(found, key=lambda area: area.first)


def _under_headings(lines: list[Line]) -> list[Line]:
    """The same lines, numbered anew where a later heading opens a story: one of the first rank, or one with a line of its own date or place
    below it (`المدينة - أعلن`, `المدينة 13 ديسمبر (وكالة) -`)."""
    starts = [i for i, line in enumerate(lines) if i and line.role in (SUBHEAD, HEADLINE, UNDECIDED) and _opens(lines, i)]
    for number, start in enumerate(starts, 1):
        for line in lines[start:]:
            line.story = number
        lines[start].role = HEADLINE
    return lines


def _opens(lines: Sequence[Line], i: int) -> bool:
    before = sum(line.role == BODY for line in lines[:i])
    after = [line.role for line in lines[i + 1 : i + 5]]
    if (
        before < _LEAST_LINES
        or after.count(BODY) < 1
        or len(lines[i].block.key) < _SHORTEST_HEADING
        or lines[i - 1].role not in (BODY, POST, DATELINE, "")
        or is_dateline(lines[i].block)
    ):
        return False
    below = lines[i + 1 + after.index(BODY)].block.text
    own_date = DATELINE in after[: after.index(BODY)] or (after.count(BODY) >= _LEAST_LINES and _FROM.match(below) is not None)
    return own_date or (lines[i].block.heading() == 1 and after.count(BODY) >= _LEAST_LINES)


def story_inputs(text: str, starts: Sequence[int]) -> tuple[StoryInput, ...]:
    """The later stories by their first words: as many of them as make the place the first where they stand."""
    found = []
    for start in starts:
        length = _STARTS
        while text.find(text[start : start + length]) != start and start + length < len(text):
            length *= 2
        found.append(StoryInput(text[start : start + length]))
    return tuple(found)
