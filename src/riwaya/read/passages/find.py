"""Passages and stories: which lines are headline, body, quoted post, furniture of the page; where a second story starts.

What the form of the page says of its parts stands; the lines tell the rest. A line is a headline where it is short and ends no sentence.
A block in another language than the page's is a passage of its own; with a handle or an address it is a quoted post.
"""

import re
from collections import Counter
from itertools import pairwise

from msgspec import Struct

from riwaya.lexicon.pages import PageSigns, load_page_signs
from riwaya.lexicon.posts import PostSigns, load_post_signs
from riwaya.lexicon.quality import load_quality_signs
from riwaya.model import Page, Passage, Story
from riwaya.read.passages.lines import BYLINE, CAPTION, DATELINE, ENDING, FURNITURE, STAMP, TEXT, Line, find_lines
from riwaya.read.passages.posts import Signature, find_post, find_signature, is_post, is_signed, platform_of
from riwaya.read.passages.quality import flag_passages
from riwaya.read.passages.stories import find_starts
from riwaya.text.fold import Folded
from riwaya.text.languages import UNKNOWN, load_languages

_ROLES = {FURNITURE: "boilerplate", BYLINE: "byline", CAPTION: "caption", DATELINE: "dateline", ENDING: "boilerplate"}
_STROKES = ("—", "–", "-")
_ASKS = "؟?!"
_LONGEST_QUESTION = 110
_SIGNED = re.compile(r"^\W*[^\W\d_]+(?P<more>(?: [^\W\d_]+){0,2}) ?[-–—/] ?[^\W\d_]+(?: [^\W\d_]+){0,2}\W*$")
_LONGEST_SIGNED = 45


class _Scene(Struct):
    """What the passages of one page are told by."""

    signs: PageSigns
    posts: PostSigns
    main: str
    title: str
    quotes: bool


def load_signs() -> None:
    """Load what passages are told by, once for all pages; raises `DataFileError` for a bad file."""
    load_page_signs()
    load_post_signs()
    load_quality_signs()
    load_languages()


def find_passages(page: Page, folded: Folded) -> tuple[tuple[Story, ...], tuple[Passage, ...]]:
    """Stories and passages of a page, in text order; both cover every non-blank line. `folded` is the page's text folded."""
    signs, posts = load_page_signs(), load_post_signs()
    lines, main = find_lines(page, folded, signs=signs, posts=posts)
    starts = find_starts(page, lines, signs=signs)
    text = page.document.text
    bounds = [0, *(start.at for start in starts), len(text)]
    days = [page.document.published, *(start.published for start in starts)]
    rules = ["story.whole" if not starts else starts[0].rule, *(start.rule for start in starts)]
    scene = _Scene(signs, posts, main, (page.document.title or "").strip(), any(need in text for need in posts.needs))
    stories: list[Story] = []
    passages: list[Passage] = []
    for number, (start, end) in enumerate(pairwise(bounds)):
        own = [line for line in lines if start <= line.start < end] if starts else lines
        found = _story_passages(own, number, scene)
        title = next((text[p.start : p.end] for p in found if p.role == "headline"), None)
        stories.append(Story(id=number, start=start, end=end, title=title, published=days[number], rule=rules[number]))
        passages += found
    return tuple(stories), flag_passages(text, tuple(passages))


def main_language(passages: tuple[Passage, ...]) -> str | None:
    """The language in which most of a page is written, its furniture and quoted posts apart; None for a page without lines."""
    sizes: Counter[str] = Counter()
    for passage in passages:
        read = passage.role not in ("boilerplate", "quote_post") and passage.language != UNKNOWN
        sizes[passage.language] += (passage.end - passage.start) if read else 0
    return max(sizes, key=sizes.__getitem__) if sizes else None


def _story_passages(lines: list[Line], story: int, scene: _Scene) -> list[Passage]:
    passages: list[Passage] = []
    seen: set[str] = set()
    body = False
    i = 0
    while i < len(lines):
        line = lines[i]
        block = _block(lines, i, story, scene=scene, before=passages[-1] if passages else None)
        if block is not None:
            passages.append(block[0])
            i = block[1]
            continue
        role = _role(lines, i, body=body, seen=seen, scene=scene)
        body = body or role == "body"
        seen.add(line.text)
        rule = line.rule if line.rule.startswith(f"passage.{role}.") else "passage.part" if line.part is not None else f"passage.{role}"
        passages.append(Passage(start=line.start, end=line.end, role=role, story=story, language=line.language, rule=rule))
        i += 1
    return passages


def _block(lines: list[Line], i: int, story: int, *, scene: _Scene, before: Passage | None) -> tuple[Passage, int] | None:
    """A passage of several lines that starts at line i, and the line behind it: a quoted post, or words in another language."""
    line = lines[i]
    if line.part is not None:
        if line.part.role != "quote_post":
            return None
        after = i + 1
        while after < len(lines) and lines[after].part is line.part:
            after += 1
        return _part_post(lines[i:after], story, scene), after
    if line.kind == FURNITURE:
        return None
    after, signed = find_post(lines, i, signs=scene.posts) if scene.quotes else (i, None)
    foreign = line.language not in (scene.main, UNKNOWN) or (line.language == UNKNOWN and before is not None and before.role == "quote_post")
    if after > i and (not foreign or scene.main not in ("ar", UNKNOWN)):
        return _post(lines[i:after], story, scene, signed), after
    if not foreign:
        return None
    after = i + 1
    while after < len(lines) and _goes_on(line, lines[after - 1], lines[after], scene=scene):
        after += 1
    own = lines[i:after]
    texts = [each.text for each in own]
    if not is_post(texts, signs=scene.posts):
        return Passage(start=own[0].start, end=own[-1].end, role="body", story=story, language=line.language, rule="passage.foreign"), after
    return _post(own, story, scene, find_signature(own[-1], signs=scene.posts)), after


def _goes_on(first: Line, one: Line, other: Line, *, scene: _Scene) -> bool:
    """True where a block in another language goes on from one line to the next; a post may be signed in another language still."""
    if other.kind == FURNITURE or other.part is not None or (scene.quotes and is_signed(one, signs=scene.posts)):
        return False
    return other.language in (first.language, UNKNOWN) or (scene.quotes and other.text.startswith(_STROKES) and is_signed(other, signs=scene.posts))


def _post(lines: list[Line], story: int, scene: _Scene, signed: Signature | None) -> Passage:
    known = next((line.language for line in lines if line.language != UNKNOWN), lines[0].language)
    named = signed.platform if signed is not None else None
    return Passage(
        start=lines[0].start,
        end=lines[-1].end,
        role="quote_post",
        story=story,
        language=known,
        author=signed.author if signed is not None else None,
        platform=named or platform_of([line.text for line in lines], signs=scene.posts),
        published=signed.published if signed is not None else None,
        rule="passage.post",
    )


def _part_post(lines: list[Line], story: int, scene: _Scene) -> Passage:
    """A post that the form of the page marks: what it says of the author, the platform and the day goes before what its lines say."""
    part = lines[0].part
    assert part is not None
    signed = next((found for line in reversed(lines) if (found := find_signature(line, signs=scene.posts)) is not None), None)
    post = _post(lines, story, scene, signed)
    return Passage(
        start=post.start,
        end=post.end,
        role=post.role,
        story=story,
        language=post.language,
        author=part.author or post.author,
        platform=part.platform or post.platform,
        published=part.published or post.published,
        rule="passage.part",
    )


def _role(lines: list[Line], i: int, *, body: bool, seen: set[str], scene: _Scene) -> str:
    line = lines[i]
    if line.part is not None and (line.part.role != "body" or line.kind != FURNITURE):
        return line.part.role
    if line.kind in _ROLES:
        return _ROLES[line.kind]
    if line.kind == TEXT:
        return "headline" if not body and _is_asking_title(lines, i, scene) else "body"
    if body:
        return "subhead" if _is_subhead(lines, i) else "body"
    if line.text in seen:
        return "caption"
    if line.kind == STAMP:
        return "dateline"
    signed = _SIGNED.match(line.text) if seen and len(line.text) <= _LONGEST_SIGNED else None
    if signed is not None and i + 1 < len(lines) and lines[i + 1].kind == TEXT:  # فيسترا – دالبريس, سامية العمري - نيويورك
        return "byline" if signed["more"] else "dateline"
    return "headline"


def _is_asking_title(lines: list[Line], i: int, scene: _Scene) -> bool:
    """True for the page's own title, whatever mark ends it, and for a first line that asks or exclaims above longer ones."""
    line = lines[i]
    if scene.title and line.text == scene.title:
        return True
    alone = all(each.kind in (FURNITURE, STAMP) for each in lines[:i])
    plain = line.text[-1] in _ASKS and len(line.text) <= _LONGEST_QUESTION and not any(c in line.text[:-1] for c in ".؛")
    return alone and plain and i + 1 < len(lines) and len(lines[i + 1].text) > len(line.text)


def _is_subhead(lines: list[Line], i: int) -> bool:
    """True for a short line with something below it: the last of a page is a sentence whose stop is lost."""
    return lines[i].kind == STAMP or any(line.kind not in (FURNITURE, ENDING) for line in lines[i + 1 :])


__all__ = ["find_passages", "load_signs", "main_language"]
