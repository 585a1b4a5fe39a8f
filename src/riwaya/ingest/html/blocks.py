"""The blocks of a page's source: runs of text between the tags that break lines, each with its place and the elements around it.

The source is read as browsers read it as far as lines go (HTML Standard, 15.3, elements displayed as blocks), in one pass over
the tags that break lines; nothing is built of the rest, so that a page costs a millisecond.
"""

import re
from functools import lru_cache

from msgspec import Struct

from riwaya.ingest.html.words import CAPTION, MARKS, load_page_words
from riwaya.ingest.references import unescape

LONGEST = 3_000_000
"""The code points of a page that are looked at; what stands behind them is told of in no block."""

ASIDE, QUOTE, ITEM, FIGURE, HIDDEN, TABLE = 32, 64, 128, 256, 512, 1024
"""What the elements around a block are, as bits beside those of `words`."""

_TAGS = (
    "address|article|aside|blockquote|body|br|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    "|hr|html|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|time|tr|ul"
    "|span(?=[^>]{0,200}?(?:[Dd]ate|[Tt]ime|[Aa]uthor|[Bb]yline))"
)
_TAG_PATTERN = rf"<(/?)({_TAGS})(?=[\s/>])((?:[^>\"']++|\"[^\"]{{0,4000}}+\"|'[^']{{0,4000}}+')*+>|[^>]{{0,4000}}+>)\s*+"
_TAG = re.compile(_TAG_PATTERN)
_CAPITAL_TAG = re.compile(r"</?[A-Z][A-Za-z0-9]*|<![A-Z]+")
_CAPITALS = re.compile(r"</[A-Z]")
_SILENT_NAMES = (
    *("script", "style", "noscript", "template", "svg", "iframe", "select", "button", "textarea"),
    *("object", "math", "title", "head", "audio", "video", "canvas"),
)
_SILENT_PATTERN = rf"<(?:({'|'.join(_SILENT_NAMES)})\b|(!--)|[!?])"
_SILENT = re.compile(_SILENT_PATTERN)
_CLOSINGS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in _SILENT_NAMES} | {"!--": re.compile("--!?>")}
_LONGEST_TAG = 4000
_MARKUP = re.compile(r"</?[a-zA-Z!?](?:(?:[^>\"']++|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+>|[^>]*>?)")
_LINK = re.compile(r"<a\b[^>]*>(.*?)(?:</a\s*>|$)", re.IGNORECASE | re.DOTALL)
_LEAD = re.compile(r"(?:\s++|</?[a-zA-Z!?][^>]*>|&nbsp;|&#160;|&#xa0;)*+", re.IGNORECASE)
_NAMED = re.compile(r"""\b(?:class|id|itemprop|rel|role)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_]+[a-z0-9]+)*")
_UNSEEN = re.compile(r"""(?:^|\s)hidden(?=[\s=>/]|$)|display\s*:\s*none""", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_KINDS = {
    "nav": ASIDE,
    "aside": ASIDE,
    "footer": ASIDE,
    "blockquote": QUOTE,
    "figure": FIGURE,
    "figcaption": FIGURE | CAPTION,
    "li": ITEM,
    "td": TABLE,
    "th": TABLE,
}
_BREAKS = frozenset(("br", "hr", "span"))
"""What ends a line and holds none; a `span` counts only where its names say that it is a date's or an author's, which styles set apart."""
_LEVELS = {f"h{level}": level for level in range(1, 7)}


class Node(Struct, eq=False, gc=False):
    """An element that breaks lines: its tag, what it opens with, the element around it, where it starts, its rank as a heading (0 for none),
    and what its own mark-up stands for (`own`) and that of all elements around it too (`marks`), as bits.
    """

    tag: str
    attributes: str
    parent: "Node | None"
    start: int
    level: int
    own: int
    marks: int

    def around(self, tag: str) -> "Node | None":
        """This element or the nearest around it with a tag; None where there is none."""
        node: Node | None = self
        while node is not None and node.tag != tag:
            node = node.parent
        return node


class Block(Struct, eq=False, gc=False):
    """One line of a page: its text (`key`: without blanks), the run of the source that prints it and where that begins, its element."""

    text: str
    key: str
    source: str
    at: int
    node: Node
    in_link: bool
    found_share: float = -1.0
    found_start: int = -1

    @property
    def linked(self) -> float:
        """The share of the text that is links, 0 to 1."""
        if self.found_share < 0:
            self.found_share = _share_linked(self.source, len(self.text), in_link=self.in_link)
        return self.found_share

    @property
    def start(self) -> int:
        """The first code point of the source that prints the line."""
        if self.found_start < 0:
            lead = _LEAD.match(self.source)
            self.found_start = self.at + (lead.end() if lead else 0)
        return self.found_start

    @property
    def end(self) -> int:
        """The one behind the last."""
        return self.at + _trimmed(self.source, self.start - self.at)

    def heading(self) -> int:
        """1 to 6 for a heading; 0 for anything else."""
        parent = self.node.parent
        return self.node.level or (parent.level if parent is not None else 0)


@lru_cache(maxsize=8192)
def marks_of(attributes: str) -> int:
    """The bits that an element's attributes stand for: of its classes and names, and whether it is shown."""
    found = HIDDEN if _UNSEEN.search(attributes) else 0
    for groups in _NAMED.findall(attributes):
        value = groups[0] or groups[1] or groups[2]
        for name in _NAME.findall(_CAMEL.sub("-", value).lower() if not value.islower() else value):
            found |= _name_marks(name)
    return found


@lru_cache(maxsize=8192)
def _name_marks(name: str) -> int:
    words = load_page_words()
    found = 0
    for part in {name, *re.split(r"[-_]+", name)}:
        found |= words.class_names.get(part, 0)
        if (beginning := words.class_beginnings.match(part)) is not None:
            found |= MARKS[str(beginning.lastgroup)]
    return found


def masked(source: str, start: int, end: int) -> str:
    """The source between two places with all that prints nothing (scripts, styles, comments, forms) blanked out, all tags in small letters."""
    if _CAPITALS.search(source, start, end) is not None:  # old pages; looking for both everywhere takes several times longer
        source = source[:start] + _CAPITAL_TAG.sub(_lowered, source[start:end])
    pieces: list[str] = []
    unclosed: set[str] = set()
    last = at = start
    while (found := _SILENT.search(source, at, end)) is not None:
        close = _silence_end(source, found, end=end, unclosed=unclosed)
        pieces += (source[last : found.start()], " " * (close - found.start()))
        last = at = close
    pieces.append(source[last:end])
    return "".join(pieces)


def _lowered(found: "re.Match[str]") -> str:
    return found[0].lower()


def _silence_end(source: str, found: "re.Match[str]", *, end: int, unclosed: set[str]) -> int:
    """Where what prints nothing ends; an element that is never closed ends with its own tag, but a script or style with the page."""
    name = (found[1] or found[2] or "").lower()
    if name and name not in unclosed:
        closing = _CLOSINGS[name].search(source, found.end(), end)
        if closing is not None:
            return closing.end()
        unclosed.add(name)  # sought but once: a page of a million such tags must not cost a million searches
    if name in ("script", "style"):
        return end
    tag = source.find(">", found.end(), min(end, found.end() + _LONGEST_TAG))
    return tag + 1 if tag >= 0 else found.end()


def find_blocks(source: str, start: int, end: int) -> list[Block]:
    """The blocks of the source between two places, in order; the whole text of it, every printed word in one of them."""
    page = masked(source, start, min(end, start + LONGEST))
    root = node = Node("html", "", None, start, 0, 0, 0)
    blocks: list[Block] = []
    last, in_link = 0, False
    for found in _TAG.finditer(page):
        at, behind = found.span()
        if last < at and not (piece := page[last:at]).isspace():
            in_link = _add_block(blocks, piece, at=start + last, node=node, in_link=in_link)
        last = behind
        closing, tag, attributes = found.groups()
        if closing:
            node = (node.parent if node.tag == tag else _closed(node, tag)) or root
        elif tag not in _BREAKS:
            if node.tag == "p" or (tag == "li" and node.tag == "li"):
                node = node.parent or root
            own = _KINDS.get(tag, 0) | (marks_of(attributes) if attributes != ">" else 0)
            node = Node(tag, attributes, node, start + at, _LEVELS.get(tag, 0), own, own | node.marks)
    if last < len(page):
        _add_block(blocks, page[last:], at=start + last, node=node, in_link=in_link)
    return blocks


_DEEPEST = 60
"""How far up a closing tag looks for what it closes."""


def _closed(node: Node, tag: str) -> Node:
    """The element that goes on behind a closing tag; the same one where the tag closes nothing."""
    at: Node | None = node
    for _ in range(_DEEPEST):
        if at is None or (at.tag in ("td", "th") and tag in ("p", "div")):
            break
        if at.tag == tag:
            return at.parent or at
        at = at.parent
    return node


def _add_block(blocks: list[Block], piece: str, *, at: int, node: Node, in_link: bool) -> bool:
    """Add the text of a run of the source, if it prints any; True where a link is still open behind it."""
    tagged, link_before = "<" in piece, in_link
    printed = _MARKUP.sub("", piece) if tagged else piece
    if tagged and piece.rfind("<a") > (closed := piece.rfind("</a")):
        in_link = True
    elif tagged and closed >= 0:
        in_link = False
    text = " ".join((unescape(printed) if "&" in printed else printed).split())
    if text:
        blocks.append(Block(text, text.replace(" ", ""), piece, at, node, link_before))
    return in_link


def _share_linked(piece: str, length: int, *, in_link: bool) -> float:
    """The share of a run's text that stands in links; `length` is that of the text."""
    if "<a" not in piece and "</a" not in piece:
        return 1.0 if in_link else 0.0
    bare = piece.strip()
    if not in_link and bare.startswith("<a") and bare.endswith("</a>") and bare.find("<a", 2) < 0:
        return 1.0
    outside = _MARKUP.sub("", _LINK.sub("", ("<a>" if in_link else "") + piece))
    return max(0.0, 1 - len(" ".join(outside.split())) / length)


def _trimmed(piece: str, start: int) -> int:
    """Where the text of a run ends, without the blanks and tags behind it."""
    end = len(piece.rstrip())
    while end > start and piece[end - 1] == ">":
        opening = piece.rfind("<", start, end)
        if opening < 0 or _MARKUP.fullmatch(piece, opening, end) is None:
            break
        end = len(piece[:opening].rstrip())
    return end


def printed_text(piece: str) -> str:
    """What a slice of a page's source prints, blanks made one: tags, comments and scripts left out, entities read.

    >>> printed_text("<b>قال</b> &quot;نعم&quot;<!-- x -->")
    'قال "نعم"'
    """
    return " ".join(unescape(_MARKUP.sub("", masked(piece, 0, len(piece)))).split())
