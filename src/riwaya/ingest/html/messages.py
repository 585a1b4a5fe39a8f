"""Pages made of messages: previews of a channel, where each message is a story, and boards, where the first is and the rest answer it."""

import re
from collections.abc import Sequence

from riwaya.ingest.html.blocks import HIDDEN, Block, Node
from riwaya.ingest.html.select import Area, is_within
from riwaya.ingest.html.words import COMMENTS, FURNITURE, load_page_words

_CLASS = re.compile(r"""\bclass\s*=\s*["']?([^"'>]+)""")
_ID = re.compile(r"""\bid\s*=\s*["']?([A-Za-z_-]+)\d+["'\s>]""")
_HELD = 0.6
"""The share of the main story's lines that stand in the messages."""
_LINKED = 0.6
_MOST = 200


def messages_of(blocks: Sequence[Block], main: Area) -> list[Area] | None:
    """The areas of a channel's messages, each a story; None where the page is not made of two or more."""
    words = load_page_words()
    messages: dict[Node, Node | None] = {}
    texts: dict[Node, Node | None] = {}
    lines: dict[Node, list[int]] = {}
    for i, block in enumerate(blocks):
        message, text = _around(block.node, words.messages, messages), _around(block.node, words.message_texts, texts)
        if message is not None and text is not None and is_within(text, message) and block.linked < _LINKED and not block.node.marks & HIDDEN:
            lines.setdefault(message, []).append(i)
    held = {i for found in lines.values() for i in found}
    if not 2 <= len(lines) <= _MOST or len(held & main.prose) < _HELD * len(main.prose):
        return None
    for message, found in lines.items():
        for i in found:
            _clear(blocks[i].node, message)
    return [Area(message, found[0], found[-1], frozenset(found)) for message, found in lines.items()]


def _around(node: Node, words: frozenset[str], known: dict[Node, Node | None]) -> Node | None:
    """The outermost element around another that has a class among the words; None where there is none. `known` holds what was found before."""
    path: list[Node] = []
    at: Node | None = node
    while at is not None and at not in known:
        path.append(at)
        at = at.parent
    found = known[at] if at is not None else None
    for inner in reversed(path):
        names = _CLASS.search(inner.attributes) if found is None else None
        found = inner if names is not None and not words.isdisjoint(names[1].split()) else found
        known[inner] = found
    return found


def _clear(node: Node | None, message: Node) -> None:
    """Unmark the elements around a message's text as furniture: a channel's names call all of it so."""
    while node is not None and node is not message:
        node.own &= ~FURNITURE
        node = node.parent


def mark_answers(blocks: Sequence[Block], source: str) -> None:
    """Mark the messages of a board behind its first as comments, by the numbers in their ids."""
    for beginning in load_page_words().boards:
        if source.find(beginning) < 0:
            continue
        seen: set[Node] = set()
        first: Node | None = None
        for block in blocks:
            node: Node | None = block.node
            while node is not None and node not in seen:
                seen.add(node)
                found = _ID.search(node.attributes)
                if found is not None and found[1] == beginning:
                    if first is not None and not is_within(node, first):
                        node.own |= COMMENTS
                    first = first or node
                node = node.parent
