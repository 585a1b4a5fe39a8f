"""Where a second story starts on a page: told from outside, or by what only the head of a story has.

A story wrongly split is worse than two left together, so each rule asks for running text on both sides of the boundary.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct

from riwaya.lexicon.pages import PageSigns
from riwaya.model import Page
from riwaya.read.passages.lines import BYLINE, CAPTION, DATELINE, ENDING, STAMP, TEXT, TITLE, Line

GIVEN, PARTS, HEADLINES, SEPARATED, TITLED, DATED, SIGNED_OFF, DATELINED, ENTRY, ITEM = (
    f"story.{name}" for name in ("given", "parts", "headlines", "separated", "titled", "dated", "signed_off", "dateline", "entry", "item")
)
SAME_DAY = frozenset((ENTRY, ITEM))
"""Rules whose stories are of one publication: what dates one of them dates all."""
_FEWEST_BODY_LINES = 2
_LOOK_AHEAD = 3
_LEAST_TEXT = 150
_FEWEST_ENTRIES = 3
_LEAST_ENTRY = 60
_SEPARATES = re.compile(r"(?:[*•·=~#_—–−ـ-] ?){3,}")
_DIGITS = tuple("0123456789")
_ENTRY = re.compile(r"^\W*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)? ?(?P<half>[صم]\b|صباحا|مساء|am\b|pm\b)?(?P<rest>.*)$", re.DOTALL)
_AFTER_HOUR = re.compile(r"^(?: ?(?:بتوقيت \S+(?: \S+)?|gmt|utc|ت ?[.] ?غ[.]?)) ?|^ ?\([^)]{1,20}\) ?")
_SEPARATOR = re.compile(r"^\W{1,4}(?=\w)|^\W*$")
_ITEM = re.compile(r"^(?P<number>\d{1,2}) ?[-–—.)/:] ?(?=[^\W\d])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_UPDATED = ("تحديث", "updated", "modified")


class Start(Struct, frozen=True):
    """A later story: where it starts, its day where that was given, and the rule that starts it."""

    at: int
    published: date | None
    rule: str


def find_starts(page: Page, lines: list[Line], *, signs: PageSigns) -> list[Start]:
    """Where the later stories of a page start, in order; what was told from outside decides alone."""
    told = _given(page)
    if told:
        return told
    found = _entries(lines) or _items(page, lines, signs)
    if found:
        return found
    return list(_found(lines, signs))


def _given(page: Page) -> list[Start]:
    """Stories of the input by their first words, and those that the form of the page tells apart."""
    text = page.document.text
    by_words = sorted(((text.find(story.starts), story.published) for story in page.stories), key=lambda item: item[0])
    starts = {at: Start(at, day, GIVEN) for at, day in by_words if at > 0}
    highest = 0
    for part in page.parts:
        if part.story > highest:
            highest = part.story
            if not any(part.start <= at < part.end for at in starts):
                starts.setdefault(part.start, Start(part.start, None, PARTS))
    return [start for _, start in sorted(starts.items()) if text[: start.at].strip()]


def _found(lines: list[Line], signs: PageSigns) -> Iterator[Start]:
    """What a run of short lines, a dateline or a sign-off between running text says of another story."""
    state = _Before()
    i = 0
    while i < len(lines):
        line = lines[i]
        if line.story and line.kind == TEXT:
            yield Start(line.start, None, line.story)
            state = _Before()
        if line.kind == TEXT:
            if state.signed and state.may_end(signed=signs.signed_by(line.norm)):
                yield Start(line.start, None, DATELINED)
                state = _Before()
            state.add(line, signs)
            i += 1
            continue
        run = i
        while run < len(lines) and lines[run].kind != TEXT:
            run += 1
        start = _start_of(lines, i, run, state=state, signs=signs)
        if start is not None:
            yield start
            state = _Before()
        state.titles |= {each.text for each in lines[i:run] if each.kind == TITLE}
        if any(each.kind == DATELINE for each in lines[i:run]):
            state.signed.add("")
        i = run


class _Before(Struct):
    """The running text of the story so far, its titles, and who signed its datelines (empty: an agency of the list)."""

    lines: int = 0
    length: int = 0
    titles: set[str] = set()
    signed: set[str] = set()

    def add(self, line: Line, signs: PageSigns) -> None:
        if not self.lines:
            signed = signs.signed_by(line.norm)
            self.signed |= set() if signed is None else {signed}
        self.lines += 1
        self.length += len(line.text)

    def may_end(self, *, signed: str | None) -> bool:
        """True where enough was told, and whoever signs the next dateline has signed one before."""
        return signed in self.signed and self.length >= _LEAST_TEXT


def _start_of(lines: list[Line], i: int, run: int, *, state: _Before, signs: PageSigns) -> Start | None:
    """The story that the lines [i, run) between two texts begin; None where they are of the story at hand."""
    here = lines[i:run]
    after = [line for line in lines[run : run + _LOOK_AHEAD] if line.kind == TEXT]
    if not after:
        return None
    titles = [line for line in here if line.kind == TITLE and line.text not in state.titles and not _is_update(line)]
    parted = _behind_separator(here)
    if parted is not None and state.length >= _LEAST_TEXT and len(after) >= _FEWEST_BODY_LINES and parted.text not in state.titles:
        return Start(parted.start, None, SEPARATED)
    told = next((line for line in here if line.story), None)
    if told is not None:
        return Start(told.start, None, told.story)
    if state.lines < _FEWEST_BODY_LINES:
        return _behind_end(here, titles, after, state=state)
    if len(titles) >= 2 and len(after) >= _FEWEST_BODY_LINES and len({line.text for line in titles}) > 1 and _adjoin(here):
        return Start(_first(here, (TITLE, STAMP)).start, None, HEADLINES)
    if titles and len(after) >= _FEWEST_BODY_LINES and any(_is_full_stamp(line) for line in here):
        return Start(_first(here, (TITLE, STAMP)).start, None, DATED)
    if state.signed and state.may_end(signed="" if any(line.kind == DATELINE for line in here) else signs.signed_by(lines[run].norm)):
        return Start((titles or [each for each in here if each.kind == DATELINE] or [lines[run]])[0].start, None, DATELINED)
    return _behind_end(here, titles, after, state=state)


def _behind_separator(here: Sequence[Line]) -> Line | None:
    """The title right behind a line of stars or strokes; None where there is none."""
    for one, other in pairwise(here):
        heads = other.kind == TITLE or (other.part is not None and other.part.role == "subhead")
        if heads and _SEPARATES.fullmatch(one.text):
            return other
    return None


def _behind_end(here: list[Line], titles: list[Line], after: list[Line], *, state: _Before) -> Start | None:
    """The first title behind what ends a story (its agency's last word, a copyright, a list of tags); the text itself behind a last word."""
    ends = [n for n, line in enumerate(here) if line.kind == ENDING or (line.sign is not None and line.sign.ends)]
    if not ends or state.length < _LEAST_TEXT:
        return None
    behind = [line for line in titles if line.start > here[ends[0]].start]
    if behind and len(after) >= _FEWEST_BODY_LINES:
        return Start(behind[0].start, None, TITLED)
    return Start(after[0].start, None, SIGNED_OFF) if here[-1].kind == ENDING else None


def _adjoin(here: Sequence[Line]) -> bool:
    """True where two titles stand together, with no more than stamps and credits between them."""
    kinds = [line.kind for line in here if line.kind not in (STAMP, BYLINE, DATELINE, CAPTION)]
    return any(pair == (TITLE, TITLE) for pair in pairwise(kinds))


def _first(here: Sequence[Line], kinds: tuple[str, ...]) -> Line:
    return next((line for line in here if line.kind in kinds), here[0])


def _is_full_stamp(line: Line) -> bool:
    """True for a printed day with its year that does not say when the page was changed."""
    return line.kind == STAMP and _YEAR.search(line.norm) is not None and not _is_update(line)


def _is_update(line: Line) -> bool:
    return any(word in line.norm for word in _UPDATED)


def _entries(lines: list[Line]) -> list[Start]:
    """Entries of a live page, each headed by its hour, all in one order."""
    found: list[tuple[int, Line]] = []
    for line in lines:
        minute = _minute(line)
        if minute is not None:
            found.append((minute, line))
    hours = [minute for minute, _ in found]
    if len(found) < _FEWEST_ENTRIES or (hours != sorted(hours) and hours != sorted(hours, reverse=True)) or len(set(hours)) < len(hours):
        return []
    heads = [line.start for _, line in found]
    texts = [line for line in lines if line.kind == TEXT]
    sizes = [sum(len(line.text) for line in texts if first <= line.start < after) for first, after in pairwise([*heads, lines[-1].end])]
    if min(sizes) < _LEAST_ENTRY:
        return []
    opens = sum(len(line.text) for line in lines if line.start < heads[0] and line.kind == TEXT) < _LEAST_TEXT
    return [Start(at, None, ENTRY) for at in heads[opens:]]


def _minute(line: Line) -> int | None:
    """The hour that heads a line, in minutes; None for a day's stamp and for running text that opens with an hour."""
    if not line.norm[:8].strip(" [(•-–*").startswith(_DIGITS) or line.kind not in (TEXT, TITLE, STAMP):
        return None
    hour = _ENTRY.match(line.norm)
    if hour is None:
        return None
    rest = _AFTER_HOUR.sub("", hour["rest"])
    if not _SEPARATOR.match(rest):
        return None
    late = hour["half"] in ("م", "مساء", "pm") and int(hour["hour"]) < 12
    return (int(hour["hour"]) + 12 * late) * 60 + int(hour["minute"])


def _items(page: Page, lines: list[Line], signs: PageSigns) -> list[Start]:
    """Numbered items under a title that announces several: موجز الأخبار."""
    heads = [line for line in lines[:6] if line.kind in (TITLE, TEXT) and line.short]
    if not any(signs.roundup.match(line.norm) for line in heads):
        return []
    numbered = [(int(m["number"]), line) for line in lines if (m := _ITEM.match(line.norm)) and line.kind in (TITLE, TEXT, STAMP)]
    if len(numbered) < _FEWEST_ENTRIES or [number for number, _ in numbered] != list(range(1, len(numbered) + 1)):
        return []
    heads_at = [line.start for _, line in numbered]
    opens = sum(len(line.text) for line in lines if line.start < heads_at[0] and line.kind == TEXT) < _LEAST_TEXT
    return [Start(at, None, ITEM) for at in heads_at[opens:]]
