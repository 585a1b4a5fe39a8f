"""What on a page bears on its stories' days of publication: stamps, dates that it prints around a story, its address.

Nothing is judged here; that is for whoever reads the stories.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from riwaya.ingest.html.blocks import ASIDE, HIDDEN, Block, Node, printed_text
from riwaya.ingest.html.dates import printed_days, read_stamp, url_day, url_month
from riwaya.ingest.html.head import Head
from riwaya.ingest.html.roles import Line, days_of_line
from riwaya.ingest.html.select import Area, is_within, marks_within
from riwaya.ingest.html.words import CAPTION, COMMENTS, DATE, FURNITURE, load_page_words
from riwaya.model import Witness

METADATA, MODIFIED, STAMP, PRINTED, HIJRI = "metadata", "modified", "stamp", "printed", "hijri"
HEADER, URL, URL_MONTH = "header", "url", "url_month"
_LONGEST = 140
_BEHIND, _BEFORE = 12, 14
_RIGHT_ABOVE = 3
_LITTLE_ELSE = 20
_LINKED = 0.6
_MOST_HEADER = 3
_CELLS = frozenset(("td", "th", "span", "time", "p"))
_LEAST_LINK = 18
_TIME = re.compile(r"""<time\b([^>]*)>(.{0,200}?)</time""", re.IGNORECASE | re.DOTALL)
_STAMPED = re.compile(r"<(?:abbr|span|div|p|a|b|i|em|small|dd|li|td)\b([^<>]*\b(?:itemprop|property)\s*=[^<>]*)>", re.IGNORECASE)
_PROPERTY = re.compile(r"""\b(?:itemprop|property)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_VALUE = re.compile(r"""\b(?:content|datetime|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_DATETIME = re.compile(r"""\bdatetime\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_MODIFIED_TIME = re.compile(r"modified|updated|dateModified", re.IGNORECASE)
_CREATED_TIME = re.compile(r"pubdate|published|datePublished|dateCreated|entry-date", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}(?!\d)")
_YEARS = ("20", "٢٠")
_AROUND_YEAR = 70
_COPYRIGHT = ("©", "&copy;", "(c)", "حقوق")
_WIDEST_HEAD = 30_000


def find_witnesses(
    source: str, blocks: Sequence[Block], *, head: Head, areas: Sequence[Area], lines: Sequence[Line], url: str | None
) -> tuple[Witness, ...]:
    """The witnesses of all stories, the weightier kinds first, none twice; `areas` and the numbers of `lines` go together."""
    found = [*_of_head(head, lines)]
    if len(areas) == 1 or not any(w.kind == METADATA for w in found):
        found += _of_times(source, blocks, areas, lines)
    for number, area in enumerate(areas):
        headline = next((line.block for line in lines if line.story == number and line.role == "headline"), None)
        found += _around(blocks, area, headline=headline, story=number)
    found += _under_headlines(blocks, lines, first=len(areas))
    found += _of_header(source, lines, known={w.day for w in found if w.kind in (STAMP, PRINTED)})
    address = url or head.url
    if address is not None:
        if (day := url_day(address)) is not None:
            found.append(Witness(URL, day[0], day[1]))
        elif (month := url_month(address)) is not None:
            found.append(Witness(URL_MONTH, month[0], month[1]))
    return tuple(dict.fromkeys(found))


def _of_head(head: Head, lines: Sequence[Line]) -> list[Witness]:
    headlines = {line.block.key: line.story for line in lines if line.role == "headline"}
    found = []
    for stamp in sorted(head.stamps, key=lambda s: not s.published):
        key = stamp.headline.replace(" ", "")
        story = headlines.get(key, next((n for text, n in headlines.items() if key and (key.startswith(text) or text.startswith(key))), 0))
        found.append(Witness(METADATA if stamp.published else MODIFIED, stamp.day, stamp.says, story))
    return found


def _of_times(source: str, blocks: Sequence[Block], areas: Sequence[Area], lines: Sequence[Line]) -> list[Witness]:
    """The `<time>` elements between a story's headline and its first prose, or right behind its last."""
    found = []
    for number, area in enumerate(areas):
        own = [line.block for line in lines if line.story == number]
        start = min((block.start for block in own), default=blocks[area.first].start)
        start = min(start, max(area.node.start, start - 3000))
        for place, end in ((start, blocks[area.first].end), (blocks[area.last].end, blocks[area.last].end + 600)):
            for time in _TIME.finditer(source, place, min(end, len(source))):
                stamp = _DATETIME.search(time[1])
                value = (stamp[1] or stamp[2] or stamp[3] or "") if stamp else ""
                day = read_stamp(value) if value else None
                if day is None:
                    continue
                kind = MODIFIED if _MODIFIED_TIME.search(time[1]) and not _CREATED_TIME.search(time[1]) else METADATA
                found.append(Witness(kind, day, f"time {value}", number))
            found += _of_properties(source, place, min(end, len(source)), story=number)
    return found


def _of_properties(source: str, start: int, end: int, *, story: int) -> Iterator[Witness]:
    """The days that elements between two places record of their story, as microdata or RDFa: `datePublished`, `dc:date`, `schema:dateCreated`."""
    if source.find("itemprop", start, end) < 0 and source.find("property", start, end) < 0:
        return
    words = load_page_words()
    for element in _STAMPED.finditer(source, start, end):
        names = "".join(filter(None, _groups(_PROPERTY, element[1]))).lower().split()
        value = "".join(filter(None, _groups(_VALUE, element[1])))
        for name in (name.removeprefix("schema:") for name in names):
            if (name in words.published or name in words.modified) and (day := read_stamp(value)) is not None:
                yield Witness(METADATA if name in words.published else MODIFIED, day, f"{name} {value}", story)


def _groups(pattern: "re.Pattern[str]", text: str) -> tuple[str | None, ...]:
    found = pattern.search(text)
    return found.groups() if found else ()


def _around(blocks: Sequence[Block], area: Area, *, headline: Block | None, story: int) -> list[Witness]:
    """The dates printed in short lines of the story's own element: above and below its headline, and right behind its end."""
    found: list[Witness] = []
    first = area.first
    known = headline is not None
    if headline is not None:
        first = next((i for i, block in enumerate(blocks) if block is headline), area.first)
    for i in range(max(0, first - _BEFORE), min(len(blocks), area.last + _BEHIND)):
        block = blocks[i]
        if i in area.prose or area.first < i <= area.last or len(block.text) > _LONGEST or block.node.marks & HIDDEN or _is_copyright(block.text):
            continue
        if _lists_others(blocks, i, area):
            continue
        if i < first:
            own = _is_above(block, blocks[first], near=first - i)
        elif i < area.first:
            own = True
        else:
            own = is_within(block.node, area.node) and not marks_within(block, area.node) & (ASIDE | COMMENTS | FURNITURE) and block.linked < _LINKED
        if own:
            beside = known and i < area.first
            for day, says, changed, hijri in days_of_line(block):
                kind = kind_of(changed=changed, hijri=hijri)
                found.append(Witness(STAMP if kind == PRINTED and beside and _is_dateline(block, says) else kind, day, says, story))
    return found


def _under_headlines(blocks: Sequence[Block], lines: Sequence[Line], *, first: int) -> Iterator[Witness]:
    """The dates printed between the headlines and the first words of stories from the number `first` on, which have no element of their own."""
    opening: dict[int, tuple[int, int]] = {}
    for line, after in pairwise(lines):
        if line.role == "headline" and line.story >= first and after.story == line.story:
            body = next((other.block for other in lines if other.story == line.story and other.role == "body"), after.block)
            opening[line.story] = line.block.at, body.at
    for story, (start, end) in opening.items():
        for block in (block for block in blocks if start < block.at < end and len(block.text) <= _LONGEST):
            for day, says, changed, hijri in days_of_line(block):
                kind = kind_of(changed=changed, hijri=hijri)
                yield Witness(STAMP if kind == PRINTED and _is_dateline(block, says) else kind, day, says, story)


def _lists_others(blocks: Sequence[Block], i: int, area: Area) -> bool:
    """True for a date behind a story that shares a row or an entry of a list with a link to another one."""
    holder = blocks[i].node.parent if blocks[i].node.tag in _CELLS else blocks[i].node
    if i < area.last or holder is None or is_within(area.node, holder):
        return False
    near = (*blocks[max(area.last + 1, i - 1) : i], *blocks[i + 1 : i + 2])
    return any(len(block.key) >= _LEAST_LINK and block.linked > _LINKED and is_within(block.node, holder) for block in near)


def _is_dateline(block: Block, says: str) -> bool:
    """True for a line that dates its story: its element is named so, or begins with words that do, or it holds little else than the date."""
    if block.node.marks & CAPTION:
        return False
    words = load_page_words()
    if block.node.marks & DATE or words.dateline_words.match(block.text) or words.byline_words.match(block.text):
        return True
    return sum(letter.isalpha() for letter in block.text.replace(says, "")) <= _LITTLE_ELSE


def _is_above(block: Block, headline: Block, *, near: int) -> bool:
    """True for a block above a headline that belongs to it: both in one article, or a dated line right above it in an element of their own."""
    shared: Node | None = block.node
    marks = 0
    while shared is not None and not is_within(headline.node, shared):
        marks |= shared.own
        shared = shared.parent
    if shared is None or marks & (ASIDE | COMMENTS | FURNITURE):
        return False
    if near <= _RIGHT_ABOVE and block.node is shared is headline.node.parent and shared.tag not in ("body", "html"):
        return True  # both are in one element, the date without one of its own
    return shared.around("article") is not None or (near <= _RIGHT_ABOVE and bool(marks & DATE) and shared.tag not in ("body", "html"))


def kind_of(*, changed: bool, hijri: bool) -> str:
    """The kind of a date that a page prints beside a story."""
    return MODIFIED if changed else HIJRI if hijri else PRINTED


def _is_copyright(text: str) -> bool:
    return any(sign in text for sign in _COPYRIGHT)


def _of_header(source: str, lines: Sequence[Line], *, known: Collection[date]) -> list[Witness]:
    """The dates that the page prints above everything, often those of the day on which it was shown; `known` are told already."""
    body = source.find("<body")
    end = min((line.block.at for line in lines), default=0)
    found: list[Witness] = []
    start = max(0, body)
    for year in _years(source, start, min(end, start + _WIDEST_HEAD)):
        if source[year.end()] in "/\"'-_.%&":  # an address or a name
            continue
        before, after = source[max(start, year.start() - _AROUND_YEAR) : year.start()], source[year.end() : year.end() + 20]
        if before.rfind("<") > before.rfind(">") or (">" in after and "<" not in after.partition(">")[0]):
            continue  # inside a tag: an address or a name, not printed
        piece = before[before.find(">") + 1 :] if "<" in before and before.find(">") < before.find("<") else before
        text = printed_text(piece + year[0] + after.partition("<")[0])
        found += [
            Witness(HEADER, p.day, f"{p.says} (above the page)") for p in printed_days(text)[-1:] if p.day not in known and not _is_copyright(text)
        ]
        if len(found) >= _MOST_HEADER:
            break
    return found


def _years(source: str, start: int, end: int) -> Iterator["re.Match[str]"]:
    """What may be years between two places; the plain search for their first figures is many times faster than a pattern."""
    for sign in _YEARS:
        at = source.find(sign, start, end)
        while at >= 0:
            if (found := _YEAR.match(source, at)) is not None:
                yield found
            at = source.find(sign, at + len(sign), end)
