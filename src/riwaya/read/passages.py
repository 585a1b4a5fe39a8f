"""Passages and stories: which lines are headline, body, quoted post; where a second story starts.

A line is a headline where it is short and ends no sentence. Two such lines together behind a body open another story. A
block in another script than the page's is a passage of its own; with a handle and a date it is a quoted post.
"""

import re
from datetime import date

from msgspec import Struct

from riwaya.model import Passage, Story, StoryInput

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN = re.compile(r"[A-Za-z]")
_PERSIAN_LETTERS = "پچژگ"
_PERSIAN = re.compile(f"[{_PERSIAN_LETTERS}]")
_HANDLE = re.compile(r"(?:[—–-]\s*)?(?P<author>[^\n()—]*?)\s*\(?(?P<handle>@\w+)\)?\s*(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})?\s*$")
_DATE_LINE = re.compile(r"^[\W\d_]*(?:[^\W\d_]+[\W\d_]*){0,4}$")
_TERMINAL = '.!؟?…:؛"”»“'
_LONGEST_HEADLINE = 130
_FEWEST_BODY_LINES = 2
_LONGEST_STAMP = 40
_CLOCK = re.compile(r"\d:\d\d")
_LONGEST_POST = 4
_POST_MARKS = ("pic.twitter.com", "t.co/", "#", "@")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


class Line(Struct):
    """A non-blank line of the page, its offsets without outer blanks, and what it looks like."""

    start: int
    end: int
    text: str
    language: str
    short: bool


def find_passages(text: str, given: tuple[StoryInput, ...], *, published: date | None = None) -> tuple[tuple[Story, ...], tuple[Passage, ...]]:
    """Stories and passages of a page, in text order; both cover every non-blank line.

    `given` are later stories known from outside, by their first words; without them the text alone decides.
    """
    lines = [_line(found) for found in _LINE.finditer(text)]
    starts = _given_starts(text, given) if given else [(at, None) for at in _found_starts(lines)]
    rule = "story.given" if given else "story.headlines"
    bounds = [0, *(at for at, _ in starts)]
    days = [published, *(day for _, day in starts)]
    stories = tuple(
        Story(
            id=number,
            start=start,
            end=bounds[number + 1] if number + 1 < len(bounds) else len(text),
            published=days[number],
            rule="story.whole" if len(bounds) == 1 else rule,
        )
        for number, start in enumerate(bounds)
    )
    passages = tuple(
        passage for story in stories for passage in _story_passages([line for line in lines if story.start <= line.start < story.end], story.id)
    )
    return stories, passages


def _line(found: "re.Match[str]") -> Line:
    raw = found[0]
    text = raw.strip()
    start = found.start() + raw.index(text[0]) if text else found.start()
    return Line(start, start + len(text), text, language_of(text), len(text) <= _LONGEST_HEADLINE and text[-1] not in _TERMINAL)


def language_of(text: str) -> str:
    """ar, fa, en by the script of most letters; `und` for a text without letters of either."""
    mixed = _LATIN.search(text) is not None
    if not mixed and not any(letter in text for letter in _PERSIAN_LETTERS):
        return "ar" if _ARABIC.search(text) else "und"
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text)) if mixed else 0
    if arabic >= latin and arabic:
        return "fa" if len(_PERSIAN.findall(text)) * 25 > arabic else "ar"
    return "en" if latin else "und"


def _given_starts(text: str, given: tuple[StoryInput, ...]) -> list[tuple[int, date | None]]:
    found = [(text.find(story.starts), story.published) for story in given]
    return sorted((at, day) for at, day in found if at > 0)


def _found_starts(lines: list[Line]) -> list[int]:
    """Two or more headline-like lines behind a body and before another one."""
    starts: list[int] = []
    body = 0
    i = 0
    while i < len(lines):
        run = i
        while run < len(lines) and lines[run].short and lines[run].language == "ar":
            run += 1
        rest = [line for line in lines[run : run + 3] if not line.short]
        titles = sum(not _is_stamp(line) for line in lines[i:run])
        if titles >= 2 and body >= _FEWEST_BODY_LINES and len(rest) >= _FEWEST_BODY_LINES and len({line.text for line in lines[i:run]}) > 1:
            starts.append(lines[i].start)
            body = 0
        body += sum(not line.short for line in lines[i : max(run, i + 1)])
        i = max(run, i + 1)
    return starts


def _is_stamp(line: Line) -> bool:
    """True for a short line with a time of day, which says when the page was changed: no headline."""
    return len(line.text) < _LONGEST_STAMP and _CLOCK.search(line.text) is not None


def _story_passages(lines: list[Line], story: int) -> list[Passage]:
    passages: list[Passage] = []
    seen: set[str] = set()
    body = False
    i = 0
    opens = next((line.language for line in lines if line.language != "und"), "")
    english = opens == "en" and _length(lines, "en") > _length(lines, "ar")
    while i < len(lines):
        line = lines[i]
        if english and line.language == "en" and (block := _post_lines(lines, i)) == i:
            pass  # a line of an English page, read below as an Arabic one is
        elif line.language not in ("ar", "und") or (line.language == "und" and passages and passages[-1].role == "quote_post"):
            block = i + 1 if not english else max(block, i + 1)
            while not english and block < len(lines) and lines[block].language in (line.language, "und") and not _is_signed(lines[block - 1]):
                block += 1
            passages.append(_foreign(lines[i:block], story))
            i = block
            continue
        role = _role(line, body=body, seen=seen)
        body = body or role == "body"
        seen.add(line.text)
        passages.append(Passage(start=line.start, end=line.end, role=role, story=story, language=line.language, rule=f"passage.{role}"))
        i += 1
    return passages


def _length(lines: list[Line], language: str) -> int:
    return sum(len(line.text) for line in lines if line.language == language)


def _is_signed(line: Line) -> bool:
    """True for a line at whose end a handle and a day sign a post: what follows is none of it."""
    signed = _HANDLE.search(line.text)
    return signed is not None and bool(signed["day"])


def _post_lines(lines: list[Line], i: int) -> int:
    """The line behind a post quoted on an English page, which starts at line i and which its author signs at its end; i where none does."""
    for j in range(i, min(i + _LONGEST_POST, len(lines))):
        signed = _HANDLE.search(lines[j].text)
        if signed is not None and signed["day"]:
            own = j == i or all(any(mark in line.text for mark in _POST_MARKS) for line in lines[i:j])
            return j + 1 if own else i
    return i


def _role(line: Line, *, body: bool, seen: set[str]) -> str:
    if not line.short:
        return "body"
    if body:
        return "subhead"
    if line.text in seen:
        return "caption"
    if len(line.text) < 40 and any(c.isdigit() for c in line.text) and _DATE_LINE.match(line.text):
        return "dateline"
    return "headline"


def _foreign(lines: list[Line], story: int) -> Passage:
    """A block in another language: a quoted post where a handle signs it."""
    last = lines[-1]
    signed = _HANDLE.search(last.text)
    post = signed is not None or any("pic.twitter.com" in line.text or "@" in line.text for line in lines)
    dated = signed is not None and bool(signed["day"])  # how the pages of others show a post of that platform
    return Passage(
        start=lines[0].start,
        end=last.end,
        role="quote_post" if post else "body",
        story=story,
        language=lines[0].language,
        author=signed["handle"] if signed else None,
        platform="twitter" if dated or any("twitter.com" in line.text or "t.co/" in line.text for line in lines) else None,
        published=_post_day(signed["day"]) if signed and signed["day"] else None,
        rule="passage.post" if post else "passage.foreign",
    )


def _post_day(text: str) -> date | None:
    month, day, year = re.split(r"[ ,]+", text)
    try:
        return date(int(year), _MONTHS.index(month.lower()) + 1, int(day))
    except ValueError:
        return None
