"""The lines of a page, each with what it looks like: running text, a title, a stamp, a credit, furniture of the page.

What stands within a line but is none of it (a read-also behind a sentence, a caption glued to the lead, the dateline of another
story) is cut off as a line of its own. What the form of the page says of a span (`Part`) stands.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from riwaya.lexicon.pages import LONGEST_SIGN, PageSigns, Sign
from riwaya.lexicon.posts import PostSigns
from riwaya.model import Page, Part
from riwaya.text.fold import Folded
from riwaya.text.languages import ARABIC, UNKNOWN, has_arabic_letters, holds_foreign_letters, language_of

TEXT, TITLE, STAMP, DATELINE, BYLINE, CAPTION, FURNITURE, ENDING, OTHER = (
    "text",
    "title",
    "stamp",
    "dateline",
    "byline",
    "caption",
    "furniture",
    "ending",
    "other",
)
LONGEST_TITLE = 130
_SIGN_KINDS = {"boilerplate": FURNITURE, "byline": BYLINE, "caption": CAPTION, "dateline": STAMP}
_PART_KINDS = {**_SIGN_KINDS, "dateline": DATELINE, "headline": TITLE, "subhead": OTHER, "quote_post": OTHER}
_QUOTES = frozenset('"“”«»،,')
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_TERMINAL = frozenset('.!؟?…:؛"”»“')
_DATE_LINE = re.compile(r"^[\W\d_]*(?:[^\W\d_]+[\W\d_]*){0,4}$")
_DATED_TITLE = re.compile(r"\S \((?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}|\d{1,2} [^\W\d_]+ \d{4})(?: \d{1,2}:\d\d)?\)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LONGEST_EXCERPT = 170
_FEWEST_DATED_TITLES = 3
_COMMAS = frozenset("،,")
_ASKS = frozenset("؟?!")
_CODE = re.compile(r"[\w)] ?\{[^}]*;|\bfunction ?\(|googletag|adsbygoogle")
_SIGNING, _TELLING = "-–—(/*#", ":|"
_LONGEST_SIGN_WORDS = 30
_CLOCK = re.compile(r"\d:\d\d")
_DAY = re.compile(r"(?<!\d)(?:(?:19|20|14)\d\d|\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4})(?!\d)")
_LONGEST_STAMP = 40
_LONGEST_SIGNED = 175
_LONGEST_DATELINE = 60
_EDGE_LINES, _FIRST_LINES, _LAST_LINES = 6, 2, 4
_LONGEST_TEASER, _LEAST_BEHIND, _LEAST_BEFORE = 150, 100, 150
_SENTENCE_END = re.compile(r"[.!؟?…]")
_RULE_OF_STORY = {"ending": "story.signed_off", "dateline": "story.dateline"}


class Line(Struct):
    """A non-blank line, or a part of one: offsets without outer blanks, what it looks like, and by which sign.

    `story` is the rule by which a story starts with it although no line does; `part` what the form of the page says of it.
    """

    start: int
    end: int
    text: str
    norm: str
    language: str
    short: bool
    kind: str = TEXT
    sign: Sign | None = None
    part: Part | None = None
    story: str = ""

    @property
    def rule(self) -> str:
        """The rule of the sign that it meets; empty where it meets none."""
        return self.sign.rule if self.sign is not None else ""


def find_lines(page: Page, folded: Folded, *, signs: PageSigns, posts: PostSigns) -> tuple[list[Line], str]:
    """The lines of a page in order, and its main language."""
    text = page.document.text
    cuts = dict(_glued(folded, signs))
    if "@" in text:
        cuts.update((found.end(), "") for found in posts.glued.finditer(text))
    for part in page.parts:
        cuts.setdefault(part.start, "")
        cuts.setdefault(part.end, "")
    bounds = sorted(cuts)
    lines = [_line(text, folded, span, rule) for found in _LINE.finditer(text) for span, rule in _pieces(text, found.span(), bounds, cuts)]
    language = _tell_languages(lines, text)
    _give_parts(lines, page.parts)
    _tell_kinds(lines, signs=signs, posts=posts, language=language)
    return lines, language


def _pieces(text: str, span: tuple[int, int], bounds: list[int], cuts: dict[int, str]) -> Iterator[tuple[tuple[int, int], str]]:
    start, end = span
    inner = bounds[bisect_right(bounds, start) : bisect_left(bounds, end)]
    edges = [start, *inner, end]
    for number, (first, after) in enumerate(pairwise(edges)):
        if text[first:after].strip():
            yield (first, after), cuts.get(first, "") if number else ""


def _line(text: str, folded: Folded, span: tuple[int, int], rule: str) -> Line:
    raw = text[span[0] : span[1]]
    words = raw.strip()
    start = span[0] + raw.index(words[0])
    end = start + len(words)
    first, after = (start, end) if folded.offsets is None else (bisect_left(folded.offsets, start), bisect_left(folded.offsets, end))
    norm = folded.text[first:after]
    return Line(start, end, words, norm, UNKNOWN, len(words) <= LONGEST_TITLE and words[-1] not in _TERMINAL, story=rule)


def _tell_languages(lines: list[Line], text: str) -> str:
    """Give each line its language; the main one is that in which the page opens where it has most letters, else Arabic where it stands at all."""
    if not holds_foreign_letters(text):
        for line in lines:
            line.language = ARABIC if has_arabic_letters(line.text) else UNKNOWN
        return ARABIC
    sizes: Counter[str] = Counter()
    for line in lines:
        line.language = language_of(line.text)
        sizes[line.language] += len(line.text)
    known = [language for language in sizes if language != UNKNOWN]
    if not known:
        return UNKNOWN
    opens = next(line.language for line in lines if line.language != UNKNOWN)
    most = max(known, key=lambda language: (sizes[language], language == opens))
    main = most if ARABIC not in known or (opens == most and sizes[most] > sizes[ARABIC]) or sizes[most] > 2 * sizes[ARABIC] else ARABIC
    if main != ARABIC:
        for line in lines:
            line.language = language_of(line.text, likely=main)
    return main


def _give_parts(lines: list[Line], parts: tuple[Part, ...]) -> None:
    starts = [part.start for part in parts]
    for line in lines:
        number = bisect_right(starts, line.start) - 1
        if number >= 0 and line.start < parts[number].end:
            line.part = parts[number]


def _tell_kinds(lines: list[Line], *, signs: PageSigns, posts: PostSigns, language: str) -> None:
    body = False
    for i, line in enumerate(lines):
        held = line.short or i < _FIRST_LINES or i >= len(lines) - _LAST_LINES
        line.kind, line.sign = _kind(line, signs, posts=posts, language=language, held=held)
        if line.kind == TITLE and body and signs.goes_on(line.norm):
            line.kind = TEXT
        body = body or line.kind == TEXT
    first = next((i for i, line in enumerate(lines) if line.kind == TEXT), len(lines))
    last = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].kind == TEXT), -1)
    for i, line in enumerate(lines):
        if line.kind == TITLE and (i < min(first, _EDGE_LINES) or i > last) and _is_open(line) and signs.is_section(line.norm):
            line.kind, line.sign = FURNITURE, None
    _tell_blocks(lines, signs)
    _tell_dated_titles(lines)
    _tell_excerpts(lines)


def _kind(line: Line, signs: PageSigns, *, posts: PostSigns, language: str, held: bool) -> tuple[str, Sign | None]:
    if line.part is not None and line.part.role != "body":  # a paragraph of the form may be any line
        return _PART_KINDS.get(line.part.role, TEXT), None
    if len(line.text) <= (LONGEST_SIGN if held else _LONGEST_SIGNED):
        sign = signs.of(line.text, held=held, norm=line.norm if line.norm[:1].isalnum() and "  " not in line.norm else None)
        if sign is not None:
            return _SIGN_KINDS[sign.role], sign
    if line.language not in (language, UNKNOWN):
        return FURNITURE if _CODE.search(line.text) else OTHER, None
    if not line.short or line.text[-1] in _COMMAS:
        return TEXT, None
    if signs.ends_story(line.norm):
        return ENDING, None
    if len(line.text) < _LONGEST_STAMP and _is_stamp(line.norm, posts):
        return STAMP, None
    return (DATELINE if len(line.text) < _LONGEST_DATELINE and signs.is_dateline(line.text) else TITLE), None


def _is_stamp(norm: str, posts: PostSigns) -> bool:
    """True for a short folded line that prints a day or an hour, with at most four words."""
    if _CLOCK.search(norm):
        return True
    if not any(c.isdigit() for c in norm) or not _DATE_LINE.match(norm):
        return False
    return _DAY.search(norm) is not None or any(month in norm for month in posts.months)


def _tell_blocks(lines: list[Line], signs: PageSigns) -> None:
    """What belongs to a sign before it: the next line of one that says no more, all short lines of a list of other stories."""
    titles: list[str] = []
    body = False
    i = 0
    while i < len(lines):
        line = lines[i]
        i += 1
        if line.sign is None or line.kind != FURNITURE or not line.sign.block or not _is_open(line):
            body = body or line.kind == TEXT
            if line.kind == TITLE:
                titles.append(line.norm)
            continue
        alone = signs.is_alone(line.norm)
        reach = 1 if line.sign.block == "next" else len(lines)
        if not alone or not (titles or body):
            continue
        while i < len(lines) and reach and _may_be_teaser(lines[i], titles):
            lines[i].kind, lines[i].sign = FURNITURE, line.sign
            reach -= 1
            i += 1


def _tell_dated_titles(lines: list[Line]) -> None:
    """Titles of other stories, each with its day in brackets: a list of them, not one, is furniture."""
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and len(line.text) <= LONGEST_TITLE and _DATED_TITLE.search(line.norm) and _is_open(line):
            run.append(line)
            continue
        if len(run) >= _FEWEST_DATED_TITLES:
            for each in run:
                each.kind, each.sign = FURNITURE, None
        run = []


def _tell_excerpts(lines: list[Line]) -> None:
    """Other stories, each by its title, its day and a sentence: three on end, printed in different years, are furniture."""
    i = 0
    while i < len(lines):
        after = i
        while _is_excerpt(lines, after):
            after += 3
        run = lines[i:after]
        if len(run) >= 3 * _FEWEST_DATED_TITLES and len({year for line in run[1::3] for year in _YEAR.findall(line.norm)}) > 1:
            for line in run:
                line.kind, line.sign = FURNITURE, None
        i = max(after, i + 1)


def _is_excerpt(lines: list[Line], i: int) -> bool:
    if i + 2 >= len(lines) or lines[i + 1].kind != STAMP or not _YEAR.search(lines[i + 1].norm) or lines[i + 2].kind != TEXT:
        return False
    heads = lines[i].kind == TITLE or (lines[i].kind == TEXT and len(lines[i].text) <= LONGEST_TITLE and lines[i].text[-1] in _ASKS)
    return heads and len(lines[i + 2].text) <= _LONGEST_EXCERPT and all(_is_open(line) for line in lines[i : i + 3])


def _is_open(line: Line) -> bool:
    """True for a line of which the form of the page says no more than that it is a paragraph."""
    return line.part is None or line.part.role == "body"


def _may_be_teaser(line: Line, titles: list[str]) -> bool:
    """True for a short line that repeats no title of the page; what says more of a day or a writer is left as it is."""
    asks = line.kind == TEXT and len(line.text) <= LONGEST_TITLE and line.text[-1] in _ASKS and not _SENTENCE_END.search(line.text[:-1])
    if not _is_open(line) or not (asks or line.kind in (TITLE, OTHER)):
        return False
    return not any(title.startswith(line.norm) or line.norm.startswith(title) for title in titles)


def _glued(folded: Folded, signs: PageSigns) -> Iterator[tuple[int, str]]:
    """Printed offsets within lines at which something else begins, and the rule of the story that starts there (empty: none)."""
    text = folded.text
    marked = [at for mark in _SIGNING for at in _places(text, mark)]
    for at, rule in (*_teasers(text, signs), *_endings(text, signs, marked), *_datelines(text, signs, marked), *_captions(text, signs)):
        yield (at if folded.offsets is None else folded.offsets[at]), rule


def _line_around(text: str, at: int) -> tuple[int, int]:
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    return start, len(text) if end < 0 else end


def _teasers(text: str, signs: PageSigns) -> Iterator[tuple[int, str]]:
    """… في المدينة. اقرأ أيضا: حكاية الجسر: the rest of the line, where it is one title."""
    for at in (at for mark in _TELLING for at in _places(text, mark)):
        before = text[max(at - _LONGEST_SIGN_WORDS, 0) : at].rstrip()
        found = signs.running_teaser.search(text, max(at - _LONGEST_SIGN_WORDS, 0), at + 1) if before.endswith(signs.teaser_words) else None
        if found is None:
            continue
        end = _line_around(text, found.end())[1]
        rest, before = text[found.end() : end].strip(), text[_line_around(text, found.start())[0] : found.start()]
        if len(rest) <= _LONGEST_TEASER and not _SENTENCE_END.search(rest[:-1]) and before.strip():
            yield found.start(), ""


def _endings(text: str, signs: PageSigns, marked: list[int]) -> Iterator[tuple[int, str]]:
    """… حتى الفجر. (انتهى) أعلنت …: running text goes on behind an agency's last word."""
    for found in filter(None, (signs.running_ending.match(text, at) for at in marked)):
        start, end = _line_around(text, found.start())
        if found.start() >= _LEAST_BEFORE and text[start : found.start()].strip() and end - found.end() >= _LEAST_BEHIND:
            yield found.end(), _RULE_OF_STORY["ending"]


def _datelines(text: str, signs: PageSigns, marked: list[int]) -> Iterator[tuple[int, str]]:
    """… لنحو ساعة. هدنة في زيلوفا دمشق – (سانا) – أعلنت: a sentence ends, and before a dateline stands at most a title."""
    for found in filter(None, (signs.signature.match(text, at) for at in marked)):
        start, end = _line_around(text, found.start())
        before = text[start : found.start()]
        last = max((m.end() for m in _SENTENCE_END.finditer(before)), default=-1)
        if last < 0 or start + last < _LEAST_BEFORE or end - found.end() < _LEAST_BEHIND:
            continue
        title = before[last:].strip()
        if title and before[last : last + 1] == " " and len(title) <= LONGEST_TITLE and not set(title) & _QUOTES and not signs.goes_on(title):
            yield start + last, _RULE_OF_STORY["dateline"]


def _places(text: str, mark: str) -> Iterator[int]:
    """Where a mark stands: looking for the few marks is many times faster than asking a pattern at each letter."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _captions(text: str, signs: PageSigns) -> Iterator[tuple[int, str]]:
    """جنود عند الجسر (رويترز)أعلنت …: a picture's credit to which the lead is glued."""
    for found in signs.glued_credit.finditer(text):
        start, _ = _line_around(text, found.start())
        before = text[start : found.start()]
        if 8 <= len(before) <= LONGEST_TITLE and not _SENTENCE_END.search(before) and not before.startswith("و"):
            yield found.end(), ""
