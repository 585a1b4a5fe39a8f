"""Which blocks of a page are its story: an extractor's choice, held against the page's own lines.

The extractor (trafilatura or resiliparse) says which text is the main one; the blocks around it say what it left out between (a lead in
an element of its own, subheads, captions, quoted posts) and what it took along (teasers, labels, notices).
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from riwaya.ingest.html.blocks import ASIDE, HIDDEN, ITEM, Block, Node
from riwaya.ingest.html.words import CAPTION, COMMENTS, FURNITURE, load_page_words

_PROSE, _SENTENCE = 80, 35
"""Characters from which a line is prose, and from which one is that ends a sentence."""
_LEAST = 24
"""Characters from which a line is told by its words alone, wherever the extractor put it."""
_CHUNK = 14
_FEWEST_GAPS = 4
_SHARE = 0.85
_CLIMB = 14
_ENDINGS = frozenset('.!؟?…؛"”»“)')
_CLOSED_ONLY = frozenset(".!؟?…")
_HARDLY_LINKED, _MOSTLY_LINKED = 0.35, 0.6
OUTSIDE = FURNITURE | COMMENTS | ASIDE | HIDDEN


class Area(Struct, frozen=True):
    """The element that holds a story, and which of the blocks of it are its prose: indexes of the first and the last, and all of them."""

    node: Node
    first: int
    last: int
    prose: frozenset[int]


def match_blocks(blocks: Sequence[Block], text: str) -> list[bool]:
    """For each block whether the extractor's text holds it; blanks aside, and with a few letters that it may have put otherwise."""
    whole = "".join(text.split())
    lines = {"".join(line.split()) for line in text.split("\n")}
    found: list[bool] = []
    cursor = 0
    for block in blocks:
        key = block.key
        if len(key) < _LEAST:
            held = key in lines or (cursor > 0 and whole.startswith(key, cursor))
            at = cursor if held and whole.startswith(key, cursor) else -1
        else:
            at = whole.find(key, cursor)
            at = at if at >= 0 else whole.find(key)
            held = at >= 0 or _is_alike(key, whole)
        if at >= 0:
            cursor = at + len(key)
        found.append(held)
    return found


def _is_alike(key: str, whole: str) -> bool:
    middle = len(key) // 2
    return sum(whole.find(chunk) >= 0 for chunk in (key[:_CHUNK], key[middle : middle + _CHUNK], key[-_CHUNK:])) >= 2


def is_prose(block: Block) -> bool:
    """True for a line that can only be running text: long, or a sentence, and hardly any of it a link."""
    length = len(block.text)
    if length < _SENTENCE or (length < _PROSE and block.text[-1] not in _CLOSED_ONLY) or block.heading():
        return False
    return block.text.count(" ") >= _FEWEST_GAPS and block.linked <= _HARDLY_LINKED


def is_elsewhere(block: Block) -> bool:
    """True for a line that leads to other stories or belongs to the site, by its first words."""
    words = load_page_words()
    if words.teasers.match(block.text) is not None:
        return len(block.text) < 2 * _PROSE or block.linked > 0
    return words.site_lines.match(block.text) is not None and (len(block.text) < _PROSE or block.linked > 0 or not is_prose(block))


def is_notice(block: Block) -> bool:
    """True for a line of the site's own: whose rights, whose opinions, what cookies."""
    return load_page_words().site_lines.match(block.text) is not None


def marks_within(block: Block, area: Node) -> int:
    """The bits of the elements around a block, up to the area and without it."""
    found, node = 0, block.node
    while node is not area:
        found |= node.own
        if node.parent is None:
            break
        node = node.parent
    return found


def is_within(node: Node, area: Node) -> bool:
    """True where an element is the area or in it."""
    at: Node | None = node
    while at is not None:
        if at is area:
            return True
        at = at.parent
    return False


def find_area(blocks: Sequence[Block], matched: Sequence[bool]) -> Area | None:
    """Where the main story stands; None for a page without a line of prose."""
    prose = [i for i, block in enumerate(blocks) if matched[i] and is_prose(block) and not is_notice(block) and not block.node.marks & HIDDEN]
    if not prose:
        prose = _densest(
            blocks, [i for i, b in enumerate(blocks) if is_prose(b) and not is_elsewhere(b) and not b.node.marks & (COMMENTS | ASIDE | HIDDEN)]
        )
    if not prose:
        prose = [
            i for i, block in enumerate(blocks) if matched[i] and len(block.text) >= _LEAST and block.linked < _MOSTLY_LINKED and not block.heading()
        ]
    prose = _without_excerpts(blocks, prose) or prose
    prose = _without_headed_lists(blocks, prose)
    if not prose:
        return None
    weights: dict[Node, int] = {}
    total = 0
    for i in prose:
        length = len(blocks[i].text)
        total += length
        node: Node | None = blocks[i].node
        for _ in range(_CLIMB):
            if node is None:
                break
            weights[node] = weights.get(node, 0) + length
            node = node.parent
    best = max(weights.values())
    holding = [node for node, weight in weights.items() if weight >= min(best, _SHARE * total)]
    return _area_of(blocks, prose, max(holding, key=_depth))


def area_of_node(blocks: Sequence[Block], node: Node) -> Area | None:
    """A story in an element of its own, whatever the extractor said; None where it holds no prose."""
    prose = [
        i for i, b in enumerate(blocks) if is_within(b.node, node) and is_prose(b) and not is_elsewhere(b) and not marks_within(b, node) & OUTSIDE
    ]
    return _area_of(blocks, prose, node)


def _area_of(blocks: Sequence[Block], prose: Sequence[int], node: Node) -> Area | None:
    within = [i for i in prose if is_within(blocks[i].node, node)]
    weighty = [i for i in within if not marks_within(blocks[i], node) & OUTSIDE] or within
    return Area(node, weighty[0], weighty[-1], frozenset(weighty)) if weighty else None


def _depth(node: Node) -> int:
    depth, at = 0, node.parent
    while at is not None:
        depth, at = depth + 1, at.parent
    return depth


def belongs(block: Block, *, matched: bool, area: Node, home: Node | None) -> bool:
    """True for a block between the first and the last line of prose that is part of the story's running text."""
    if is_elsewhere(block) or block.linked > _MOSTLY_LINKED:
        return False
    marks = marks_within(block, area)
    if marks & (COMMENTS | HIDDEN | ASIDE):
        return False
    if is_prose(block):
        return matched or not marks & FURNITURE
    if marks & FURNITURE:
        return False
    return matched or (own_element(block) is home and not block.node.tag.startswith("h") and not marks & (CAPTION | ITEM))


def home_of(blocks: Sequence[Block], prose: Iterable[int]) -> Node | None:
    """The element whose own paragraphs hold most of the prose; None where there is none."""
    weights: dict[Node | None, int] = {}
    for i in sorted(prose):
        home = own_element(blocks[i])
        weights[home] = weights.get(home, 0) + len(blocks[i].text)
    return max(weights, key=lambda node: weights[node], default=None)


def own_element(block: Block) -> Node | None:
    """The element that a paragraph stands in; of text without one, its own."""
    return block.node.parent if block.node.tag in ("p", "li") else block.node


def _without_excerpts(blocks: Sequence[Block], prose: Sequence[int]) -> list[int]:
    """The lines of prose apart from those that stand alone below a link, as the first words of another story do in a list of stories."""
    weights: dict[Node | None, int] = {}
    for i in prose:
        weights[own_element(blocks[i])] = weights.get(own_element(blocks[i]), 0) + 1
    return [i for i in prose if weights[own_element(blocks[i])] > 1 or not _below_link(blocks, i)]


def _without_headed_lists(blocks: Sequence[Block], prose: list[int]) -> list[int]:
    """The lines of prose apart from those that stand behind the story under a heading of other stories ("Recent posts"), links or not.

    The story is what stands in the element with half of the prose and more; a heading of the same rank or a higher one ends the list.
    """
    home = home_of(blocks, prose)
    own = [i for i in prose if own_element(blocks[i]) is home]
    if 2 * sum(len(blocks[i].text) for i in own) < sum(len(blocks[i].text) for i in prose) or len(own) == len(prose):
        return prose
    dropped: set[int] = set()
    rank = 0
    for i in range(own[-1] + 1, prose[-1] + 1):
        level = blocks[i].heading()
        if level and load_page_words().teasers.match(blocks[i].text) is not None:
            rank = level
        elif level and level <= rank:
            rank = 0
        elif rank:
            dropped.add(i)
    return [i for i in prose if i not in dropped]


def _below_link(blocks: Sequence[Block], i: int) -> bool:
    above = [b for b in blocks[max(0, i - 3) : i] if len(b.key) >= _LEAST or b.linked > _MOSTLY_LINKED]
    return bool(above) and above[-1].linked > _MOSTLY_LINKED


def _densest(blocks: Sequence[Block], prose: Sequence[int]) -> list[int]:
    """The lines of prose in the element with most of them: where no extractor found the story, notices all over the page are prose too."""
    home = home_of(blocks, prose)
    return [i for i in prose if own_element(blocks[i]) is home]
