"""Posts of other platforms quoted in a page: who wrote them, where, and on which day, by the words and links of their embedding."""

import re
from datetime import UTC, date, datetime, timedelta

from msgspec import Struct

from riwaya.ingest.html.blocks import HIDDEN, QUOTE, Block, Node
from riwaya.ingest.html.dates import on_day, printed_days, read_stamp
from riwaya.ingest.html.words import BYLINE, load_page_words

_STATUS = re.compile(r"(?:twitter|x)\.com/(\w{1,30})/status(?:es)?/(\d{15,20})")
_ACCOUNT = re.compile(r"(?:t\.me/(?:s/)?|telegram\.me/|facebook\.com/|instagram\.com/|truthsocial\.com/|tiktok\.com/)(@?[\w.]{2,40})(?=[/\"'?])")
_NO_ACCOUNT = frozenset(("p", "reel", "watch", "plugins", "story.php", "permalink.php", "groups", "sharer", "share", "hashtag"))
_SIGNED = re.compile(r"[—–-]\s*([^—–()]{1,80}?)\s*\((@\w{1,30})\)")
_SHARED_BY = re.compile(r"(?:shared by|منشور من قبل|تمت مشاركة منشور بواسطة)\s+([^()]{1,80}?)\s*\((@[\w.]{1,40})\)")
_QUOTING = frozenset(("blockquote", "div", "section", "figure"))
_LONGEST_POST = 20_000
_LINKED, _LONGEST_NAME = 0.9, 60
_DATETIME = re.compile(r"""<time\b[^>]*?\bdatetime=["']([^"']{8,40})["']""")
_EPOCH_MS = 1_288_834_974_657
"""When X's numbers begin: the milliseconds of the first one since 1970, after which 22 bits follow that are no time (its Snowflake)."""


class Post(Struct, frozen=True):
    """A quoted post; `None` where its embedding does not tell."""

    platform: str
    author: str | None = None
    published: date | None = None


def post_node(block: Block, area: Node, source: str, *, seen: dict[Node, str | None]) -> tuple[Node, str] | None:
    """The element of a quoted post around a block, and its platform; None where it stands in none."""
    node: Node | None = block.node
    found: tuple[Node, str] | None = None
    while node is not None and node is not area:
        if node not in seen:
            seen[node] = _platform(node, source)
        if (platform := seen[node]) is not None:
            found = node, platform
        node = node.parent
    return found


def _platform(node: Node, source: str) -> str | None:
    if node.tag not in _QUOTING:
        return None
    if node.tag == "blockquote":
        end = source.find("</blockquote", node.start, node.start + _LONGEST_POST)
        signs = source[node.start : end if end >= 0 else node.start + len(node.attributes)]
        status = _STATUS.search(signs)
        return next((name for name, pattern in load_page_words().posts if pattern.search(node.attributes)), None) or ("x" if status else None)
    if not node.attributes or node.marks & HIDDEN:
        return None
    classes = _CLASSES.findall(node.attributes)
    return next(
        (name for name, pattern in load_page_words().posts if any(pattern.fullmatch(word) for text in classes for word in text.split())), None
    )


_CLASSES = re.compile(r"""class\s*=\s*["']?([^"'>]+)""")


def read_post(source: str, blocks: list[Block], platform: str) -> Post:
    """Author and day of a post from its lines and the links in it."""
    piece = source[blocks[0].start : min(blocks[-1].end + 400, blocks[0].start + _LONGEST_POST)]
    text = " ".join(block.text for block in blocks)
    signed = _last(_SIGNED, text) or _last(_SHARED_BY, text)
    status = _last(_STATUS, piece)
    named = next(
        (
            block
            for block in blocks
            if block.linked > _LINKED and _ACCOUNT.search(block.source) and block.node.own & BYLINE and len(block.text) < _LONGEST_NAME
        ),
        None,
    )
    author = f"{signed[1].strip()} ({signed[2]})" if signed else f"@{status[1]}" if status else named.text if named else _account(piece)
    printed = printed_days(text[-120:])
    stamped = _DATETIME.search(piece)
    if not printed and stamped is not None and (day := read_stamp(stamped[1])) is not None:
        return Post(platform, author, day)
    day = printed[-1].day if printed else _status_day(int(status[2])) if status else None
    return Post(platform, author, day)


def _last(pattern: "re.Pattern[str]", text: str) -> "re.Match[str] | None":
    found = list(pattern.finditer(text))
    return found[-1] if found else None


def _account(piece: str) -> str | None:
    return next((f"@{found[1].lstrip('@')}" for found in _ACCOUNT.finditer(piece) if found[1] not in _NO_ACCOUNT), None)


def _status_day(number: int) -> date | None:
    """The day (UTC) on which X numbered a post.

    >>> _status_day(1583392259230482432)
    datetime.date(2022, 10, 21)
    """
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=(number >> 22) + _EPOCH_MS)
    return on_day(moment.year, moment.month, moment.day)


def is_quoting(block: Block) -> bool:
    """True for a block in a blockquote."""
    return bool(block.node.marks & QUOTE)
