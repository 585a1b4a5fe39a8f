"""The stories of a page: one, or several in elements of their own or under headings of their own, in the order of the page."""

from collections.abc import Sequence

from riwaya.ingest.html_blocks import HIDDEN, Block, Node
from riwaya.ingest.html_roles import BODY, DATELINE, HEADLINE, SUBHEAD, Layout, Line, story_lines
from riwaya.ingest.html_select import Area, area_of_node, find_area, is_within
from riwaya.ingest.html_words import COMMENTS, FURNITURE
from riwaya.model import StoryInput

_LEAST_STORY = 220
"""Characters of prose from which an element of its own is a story, not a teaser of one."""
_LEAST_LINES = 2
_MOST_STORIES = 50
_STARTS = 120


def find_stories(layout: Layout) -> tuple[list[Area], list[Line]]:
    """The areas of the stories and the lines of all, numbered; both empty for a page without prose."""
    main = find_area(layout.blocks, layout.matched)
    if main is None:
        return [], []
    areas = _own_elements(layout.blocks, main) or [main]
    lines = [line for number, area in enumerate(areas) for line in story_lines(layout, area, story=number)]
    return (areas, lines) if len(areas) > 1 else ([main], _under_headings(lines))


def _own_elements(blocks: Sequence[Block], main: Area) -> list[Area] | None:
    """The areas of several `<article>` elements that each hold a story with its heading; None where there is but one."""
    nodes: dict[Node, int] = {}
    headed: set[Node] = set()
    for block in blocks:
        node = block.node.around("article")
        if node is None:
            continue
        if block.heading() in (1, 2, 3):
            headed.add(node)
        nodes[node] = nodes.get(node, 0) + len(block.text)
    large = [node for node, length in nodes.items() if length >= _LEAST_STORY and node in headed and not node.own & (COMMENTS | HIDDEN | FURNITURE)]
    if len(large) < 2:
        return None
    found = [area for node in large[:_MOST_STORIES] if (area := _story_area(blocks, node)) is not None]
    found = [area for area in found if not any(other.node is not area.node and is_within(other.node, area.node) for other in found)]
    if len(found) < 2 or not any(is_within(main.node, area.node) or is_within(area.node, main.node) for area in found):
        return None
    return sorted(found, key=lambda area: area.first)


def _story_area(blocks: Sequence[Block], node: Node) -> Area | None:
    area = area_of_node(blocks, node)
    if area is None or len(area.prose) < _LEAST_LINES:
        return None
    return area if sum(len(blocks[i].text) for i in area.prose) >= _LEAST_STORY else None


def _under_headings(lines: list[Line]) -> list[Line]:
    """The same lines, numbered anew where a later heading opens a story: one of the first rank, or one with a date line below it."""
    starts = [i for i, line in enumerate(lines) if i and line.role in (SUBHEAD, HEADLINE) and _opens(lines, i)]
    for number, start in enumerate(starts, 1):
        for line in lines[start:]:
            line.story = number
        lines[start].role = HEADLINE
    return lines


def _opens(lines: Sequence[Line], i: int) -> bool:
    before = sum(line.role == BODY for line in lines[:i])
    after = [line.role for line in lines[i + 1 : i + 5]]
    if before < _LEAST_LINES or after.count(BODY) < 1:
        return False
    own_date = DATELINE in after[: after.index(BODY)] if BODY in after else False
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
