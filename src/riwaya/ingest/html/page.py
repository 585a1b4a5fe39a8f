"""HTML to a page: its stories' lines with their roles, where in the source each is printed, and what tells the day of publication.

An extractor finds the main text (`thorough`, `fast`); the lines themselves are read off the source (`blocks`), so that
every word stands where the page has it; `select` brings the two together. `roles` and `stories` say what the lines are,
`head` and `witnesses` gather what the page says of itself.
"""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.decode import check_text, decode_page
from riwaya.ingest.html.blocks import Block, find_blocks
from riwaya.ingest.html.fast import fast_text
from riwaya.ingest.html.head import Head, read_head
from riwaya.ingest.html.roles import BODY, HEADLINE, Layout, Line
from riwaya.ingest.html.select import match_blocks
from riwaya.ingest.html.stories import find_stories, story_inputs
from riwaya.ingest.html.thorough import thorough_text
from riwaya.ingest.html.witnesses import find_witnesses
from riwaya.ingest.html.words import load_page_words
from riwaya.ingest.raw import FAST, Raw
from riwaya.lexicon.compiled import collector_paused
from riwaya.model import Document, Page, Part

_BODY = re.compile(r"<body\b", re.IGNORECASE)
_PROBE_WORDS = 4
_BEFORE_REGION, _AFTER_REGION = 1000, 1500
_WITHOUT_REGION = 40_000
"""How much of the source is looked at behind the headline where the extractor found nothing."""
_MOST_ARTICLES, _LEAST_ARTICLE, _LEAST_PARAGRAPHS = 50, 700, 2
_NOTHING = "no article text found in the HTML; is it a list of links or an empty shell?"


def page_of_html(raw: Raw) -> Page:
    """The page of an HTML file's bytes; raises `DocumentError` (`input.html` where no text can be extracted)."""
    with collector_paused():  # lines and elements are many, and no cycles
        return _read(raw)


def _read(raw: Raw) -> Page:
    decoded = decode_page(raw.raw, charset=raw.charset, place=raw.place)
    source = decoded.text
    text = fast_text(source) if raw.extraction == FAST else thorough_text(source)
    head = read_head(source)
    start, end = _region(source, text) if raw.extraction == FAST else (_body(source), len(source))
    page = _page(raw, source, blocks=find_blocks(source, start, end), text=text, head=head)
    if page is None and raw.extraction == FAST:  # the extractor took the wrong part: the whole page is looked at
        page = _page(raw, source, blocks=find_blocks(source, _body(source), len(source)), text="", head=head)
    if page is None and raw.told:  # a row's cell or a feed's entry is all text: no extractor need tell which
        blocks = find_blocks(source, _body(source), len(source))
        page = _page(raw, source, blocks=blocks, text="", head=head, whole=True)
    if page is None:
        raise DocumentError(_NOTHING, document=raw.place, rule="input.html")
    check_text(page.document.text, place=raw.place)
    custody = replace(page.document.custody or raw.custody(), encoding=decoded.encoding, repairs=decoded.repairs)
    return replace(page, document=replace(page.document, custody=custody))


def _page(raw: Raw, source: str, *, blocks: Sequence[Block], text: str, head: Head, whole: bool = False) -> Page | None:
    titles = tuple(dict.fromkeys(title.replace(" ", "") for title in (*head.titles, *head.headlines)))
    layout = Layout(blocks, match_blocks(blocks, text), titles, source)
    areas, lines = find_stories(layout) if not whole else ([], [_line(block) for block in blocks if block.text])
    if not lines:
        return None
    text, parts, anchors, starts = _set_out(lines)
    document = Document(
        id=raw.id,
        text=text,
        sha256=raw.sha256,
        url=head.url,
        outlet=head.site,
        title=next((line.block.text for line in lines if line.role == "headline"), None) or next(iter(head.titles), None),
        custody=raw.custody(extraction=raw.extraction, anchors=anchors),
    )
    witnesses = find_witnesses(source, blocks, head=head, areas=areas, lines=lines, url=raw.known.url)
    return Page(document, story_inputs(text, starts), parts, witnesses)


def _line(block: Block) -> Line:
    return Line(block, HEADLINE if block.heading() == 1 else BODY)


def _set_out(lines: Sequence[Line]) -> tuple[str, tuple[Part, ...], tuple[tuple[int, int, int, int], ...], list[int]]:
    """The text of the lines, its parts, its map to the source, and where each later story starts."""
    parts: list[Part] = []
    anchors: list[tuple[int, int, int, int]] = []
    starts: list[int] = []
    at, story = 0, 0
    for line in lines:
        block, post = line.block, line.post
        end = at + len(block.text)
        if line.story != story:
            starts.append(at)
            story = line.story
        if not line.role:
            anchors.append((at, end, block.start, block.end))
            at = end + 1
            continue
        if post is None:
            parts.append(Part(start=at, end=end, role=line.role, story=story))
        elif at and lines[len(anchors) - 1].post is post:
            parts[-1] = replace(parts[-1], end=end)
        else:
            parts.append(Part(start=at, end=end, role=line.role, story=story, author=post.author, platform=post.platform, published=post.published))
        anchors.append((at, end, block.start, block.end))
        at = end + 1
    return "\n".join(line.block.text for line in lines), tuple(parts), tuple(anchors), starts


def _body(source: str) -> int:
    at = source.find("<body")
    if at < 0 and (found := _BODY.search(source)) is not None:
        at = found.start()
    return max(at, 0)


def _region(source: str, text: str) -> tuple[int, int]:
    """The part of the source that prints the extractor's text, with the headline above it and stories below it."""
    body = _body(source)
    if any(source.find(name, body) >= 0 for name in load_page_words().messages):  # each message is read, whatever the extractor chose
        return body, len(source)
    probes = [" ".join(words[:_PROBE_WORDS]) for line in text.split("\n") if len(words := line.split()) >= 2 * _PROBE_WORDS]
    first = next((at for probe in probes[:3] if (at := source.find(probe, body)) >= 0), -1)
    last = next((at for probe in probes[:-4:-1] if (at := source.find(probe, max(first, 0))) >= 0), -1)
    if first < 0 or last < first:
        headline = source.find("<h1", body)
        return (body, len(source)) if headline < 0 else (max(body, headline - _BEFORE_REGION), min(len(source), headline + _WITHOUT_REGION))
    headline = source.rfind("<h1", body, first)
    start = max(body, min(headline if headline >= 0 else first, first) - _BEFORE_REGION)
    start = max(source.rfind("<", body, start), body)
    article = source.rfind("<article", body, start)
    if article >= 0 and source.find("</article", article, start) < 0:
        start = article
    end = source.find(">", max(_last_story(source, last), last + _AFTER_REGION))
    return start, end + 1 if end >= 0 else len(source)


def _last_story(source: str, at: int) -> int:
    """The end of the last `<article>` behind a place that has paragraphs enough for a story of its own; the place itself where none has."""
    last = at
    for _ in range(_MOST_ARTICLES):
        at = source.find("<article", at)
        if at < 0:
            break
        end = source.find("</article", at)
        end = end if end >= 0 else len(source)
        if end - at > _LEAST_ARTICLE and source.count("<p", at, end) >= _LEAST_PARAGRAPHS:
            last = end
        at = end
    return last
