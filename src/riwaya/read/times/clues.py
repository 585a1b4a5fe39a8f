"""What a story says of its own day: words counted from it, dates at its head, posts that it quotes, what it tells as past."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct, field

from riwaya.lexicon.entries import Cue, Name, Particle, Time
from riwaya.model import Passage, Story, Witness
from riwaya.read.times import calendar
from riwaya.read.times.hijri_days import confirmed
from riwaya.read.times.outlook import looks_ahead
from riwaya.read.times.raw import RawTime
from riwaya.read.times.resolve import printed_span
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import BREAK, MARK, NUMBER, WORD

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_HEAD_LINES = 12
_HEAD_WORDS = 8
_HEAD_REACH = 8
_LEAD_SENTENCES = 4
_CUE_REACH = 14
_STAMPS = frozenset(("date", "updated", "published"))
_CLOSING_MARKS = frozenset(":-–—")
_LABEL_REACH = 8
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_RIGHTS = frozenset("©℗®")
_HEAD_ROLES = frozenset(("dateline", "byline"))


class Clues(Struct):
    """The times of one story that bear on its day of publication.

    `today`: times counted from the story's day; `months`: what is called the present month, with the least day of it; `years`:
    the present year; `headers`: full dates at the head; `datelines`: those of them that open the running text; `posts`: days of
    quoted posts; `leads`: full dates of a statement in the lead; `past`: the first day of each dated thing told as past;
    `ahead`: the last day of each told as yet to come; `fresh`: some day is named without its date; `lead_weekdays`: weekdays told as
    past in the lead, counted from no day; `stamps`: dates that a label at the head gives the story, with the kind of witness that they are;
    `body_from`: the token at which the running text begins.
    """

    today: list[RawTime] = field(default_factory=list)
    months: list[tuple[RawTime, int, int]] = field(default_factory=list)
    years: list[tuple[RawTime, int]] = field(default_factory=list)
    headers: list[RawTime] = field(default_factory=list)
    datelines: list[RawTime] = field(default_factory=list)
    posts: list[tuple[RawTime, date]] = field(default_factory=list)
    leads: list[RawTime] = field(default_factory=list)
    past: list[tuple[RawTime, date]] = field(default_factory=list)
    ahead: list[tuple[RawTime, date]] = field(default_factory=list)
    fresh: bool = False
    lead_weekdays: set[int] = field(default_factory=set)
    stamps: list[tuple[RawTime, Witness]] = field(default_factory=list)
    body_from: int = 0

    def weekdays(self) -> frozenset[int]:
        """The weekdays that the story's words give its own day."""
        return frozenset((raw.weekday - (raw.offset or 0)) % 7 for raw in self.today if raw.weekday is not None)

    def latest(self) -> tuple[RawTime, date] | None:
        """The latest of the days told as past; None where none is dated."""
        return max(self.past, key=lambda item: item[1]) if self.past else None

    def floor(self) -> date | None:
        """The day before which the story cannot be."""
        days = [day for _, day in (*self.past, *self.posts)]
        return max(days) if days else None

    def dated_floor(self) -> date | None:
        """The latest day that a full date, a month of a year or a post names; years alone are too wide."""
        days = [day for raw, day in self.past if raw.kind in ("day", "month")] + [day for _, day in self.posts]
        return max(days) if days else None

    def tells_day(self, day: date) -> bool:
        """True where a full date or a post names this very day."""
        return any(told == day and raw.has_full_date for raw, told in self.past) or any(posted == day for _, posted in self.posts)

    def ceiling(self) -> date | None:
        """The day after which it cannot be."""
        return min(day for _, day in self.ahead) if self.ahead else None


def gather_clues(parse: Parse, raws: list[RawTime], *, story: Story) -> Clues:
    """Sort the times of a story by what they say of its own day."""
    clues = Clues()
    clues.body_from = body_from = _body_start(parse, story)
    rights = any(sign in parse.document.text for sign in _RIGHTS)
    for raw in map(confirmed, raws):
        start, _ = printed_span(parse, raw)
        if not story.start <= start < story.end or raw.kind in ("duration", "hijri"):
            continue
        passage = parse.passage_at(start)
        if (passage is not None and passage.role == "boilerplate") or (rights and not raw.has_full_date and _is_rights(parse, raw)):
            continue
        if _is_post(parse, raw, passage):
            day = _full(raw) if passage is None or passage.published is None else passage.published
            if day is not None and (raw.has_full_date or (passage is not None and passage.published is not None)):
                clues.posts.append((raw, day))
            continue
        if raw.has_full_date and raw.offset is None and _keep_stamp(parse, clues, raw, body_from):
            continue
        if raw.has_full_date and raw.offset is None and _is_head(parse, raw, passage, body_from):
            clues.headers.append(raw)
            if _opens_text(parse, raw) or _signs_agency(parse, raw):
                clues.datelines.append(raw)
            continue
        _sort(parse, clues, raw, body_from)
    return clues


def _sort(parse: Parse, clues: Clues, raw: RawTime, body_from: int) -> None:
    if raw.offset is not None and raw.kind == "day":
        if raw.weekday is not None or raw.day is not None:
            clues.today.append(raw)
        if not raw.has_full_date:
            clues.fresh = True
            return
    elif raw.kind == "day" and raw.weekday is not None and raw.day is None:
        clues.fresh = True
        if raw.shift is None and raw.week_shift is None and _in_lead(parse, raw, body_from) and not looks_ahead(parse, raw):
            clues.lead_weekdays.add(raw.weekday)
        return
    if raw.shift == 0 and raw.month is not None and not raw.narrated and raw.year is None and raw.kind in ("day", "month"):
        least = raw.day if raw.day is not None and not looks_ahead(parse, raw) else 1
        clues.months.append((raw, raw.month, least))
    elif raw.kind == "year" and raw.year is not None and raw.shift is not None and not raw.narrated:
        clues.years.append((raw, raw.year - raw.shift))
    first, last = _bounds(raw)
    if first is None or last is None:
        return
    if looks_ahead(parse, raw) or first.year > 2090:
        clues.ahead.append((raw, last))
        return
    clues.past.append((raw, calendar.shift_days(first, -min(raw.offset or 0, 0)) if raw.offset is not None and raw.kind == "day" else first))
    if raw.has_full_date and raw.weekday is not None and _dates_a_statement(parse, raw, body_from):
        clues.leads.append(raw)


def _full(raw: RawTime) -> date | None:
    return calendar.on_day(raw.year or 0, raw.month or 0, raw.day or 0)


def _bounds(raw: RawTime) -> tuple[date | None, date | None]:
    """The days of a time that carries its own year; None and None for any other."""
    if raw.year is None or raw.kind not in ("day", "month", "year", "season"):
        return None, None
    if raw.kind == "day":
        day = _full(raw)
        return day, day
    if raw.kind == "month":
        return calendar.month_of(raw.year, raw.month or 1)
    if raw.kind == "season":
        return calendar.season_of(raw.year, raw.month or 1)
    return calendar.year_of(raw.year)


def _line(parse: Parse, raw: RawTime) -> tuple[int, int]:
    """The tokens of the line that a time stands on."""
    kinds = parse.tokens.kinds
    first, after = raw.first, raw.after
    while first and kinds[first - 1] != BREAK:
        first -= 1
    while after < len(kinds) and kinds[after] != BREAK:
        after += 1
    return first, after


def _is_post(parse: Parse, raw: RawTime, passage: Passage | None) -> bool:
    """True in a quoted post, or in the line that signs one: — Name (@handle) October 21, 2022."""
    if passage is not None and passage.role == "quote_post":
        return True
    if not raw.has_full_date:
        return False
    first, after = _line(parse, raw)
    return after - raw.after <= 2 and any(word == "@" for word in parse.tokens.words[first : raw.first])


def _body_start(parse: Parse, story: Story) -> int:
    """The token at which the story's running text begins: its first line that is longer than a head line and holds a verb."""
    tokens = parse.tokens
    first = tokens.sentences[parse.opening(story)][0] if tokens.sentences else 0
    breaks = [*[i for i in tokens.marks if tokens.kinds[i] == BREAK], len(tokens)]
    lines = 0
    while first < len(tokens):
        after = breaks[bisect_left(breaks, first)]
        if after > first:
            lines += 1
            if lines > _HEAD_LINES or (after - first > 2 * _HEAD_WORDS and _has_verb(parse, first, after)):
                return first
        first = after + 1
    return len(tokens)


def _has_verb(parse: Parse, first: int, after: int) -> bool:
    return any(hit.form.part in (PAST, PRESENT) and not hit.pronoun for i in range(first, after) for hit in parse.hits[i])


def _opens_text(parse: Parse, raw: RawTime) -> bool:
    """دورانيا – الجمعة 24 مايو 2024 – أعلن …: a date behind a place or with its own weekday, a dash or colon, and running text on one line.

    A page's header stands on a line of its own; what opens the sentence is the writer's.
    """
    day = _full(raw)
    first, after = _line(parse, raw)
    words, kinds = parse.tokens.words, parse.tokens.kinds
    k = raw.after + (raw.after < after and words[raw.after] == ")")
    placed = any(kinds[i] == WORD for i in range(first, raw.first)) and words[first] not in _STAMPS
    if day is None or k >= after or words[k] not in _CLOSING_MARKS or raw.first - first > _HEAD_REACH or not (placed or raw.weekday is not None):
        return False
    return raw.weekday in (None, day.weekday()) and after - k > _HEAD_WORDS and _has_verb(parse, k, after)


def _signs_agency(parse: Parse, raw: RawTime) -> bool:
    """True for a date between the place that opens a line and the agency behind it: `الرياض 12 ربيع الأول 1442 هـ الموافق 29 أكتوبر 2020 م واس`."""
    first, after = _line(parse, raw)
    if not first < raw.first <= first + _HEAD_REACH or raw.after >= after:
        return False
    placed = any(isinstance(h.entry, Name) and h.entry.type == "place" and h.after <= raw.first for h in parse.hits[first])
    return placed and any(isinstance(h.entry, Name) and h.entry.type == "medium" for h in parse.hits[raw.after])


def _is_head(parse: Parse, raw: RawTime, passage: Passage | None, body_from: int) -> bool:
    """True for a date that stands above the story, alone on a short line, or right at the front of its first line."""
    if passage is not None and passage.role in _HEAD_ROLES:
        return True
    if raw.first > body_from + _HEAD_REACH:
        return False
    first, after = _line(parse, raw)
    if raw.first - first <= _HEAD_REACH and not _has_verb(parse, first, raw.first) and not _is_governed(parse, raw):
        return True
    if raw.first >= body_from or _is_governed(parse, raw):
        return False
    others = sum(1 for i in range(first, after) if parse.tokens.kinds[i] != MARK and not raw.first <= i < raw.after)
    return others <= _HEAD_WORDS and not _has_clear_verb(parse, first, raw.first)


def _has_clear_verb(parse: Parse, first: int, after: int) -> bool:
    """True where a word can only be a verb."""
    for i in range(first, after):
        parts = {hit.form.part for hit in parse.hits[i]}
        if parts and parts <= {PAST, PRESENT}:
            return True
    return False


def _is_governed(parse: Parse, raw: RawTime) -> bool:
    """في 18 ديسمبر 2023 سيطرت القوات: a preposition ties the date to a sentence, so it heads nothing; نشر في 21/10/2022 is a stamp."""
    word = parse.tokens.words[raw.first]
    if parse.tokens.kinds[raw.first] == NUMBER and not word.isdigit():
        return False
    return bool(raw.skip) or (raw.first > 0 and any(getattr(hit.entry, "type", "") == "preposition" for hit in parse.hits[raw.first - 1]))


def _keep_stamp(parse: Parse, clues: Clues, raw: RawTime, body_from: int) -> bool:
    """Keep a date that a label at the head gives the story; True for any that is a stamp, also below, where it is another story's."""
    first, after = _line(parse, raw)
    kind = _label(parse, first, raw.first)
    if not kind and not (raw.first > body_from and _is_bare(parse, raw, (first, after))):
        return False
    day = _full(raw)
    if kind and day is not None and first <= body_from:
        clues.stamps.append((raw, Witness(kind, day, parse.words(raw.first, raw.after))))
    return True


def _is_bare(parse: Parse, raw: RawTime, line: tuple[int, int]) -> bool:
    """True for a date that has a line to itself, but for a clock and marks."""
    words, kinds = parse.tokens.words, parse.tokens.kinds
    beside = (*range(line[0], raw.first), *range(raw.after, line[1]))
    return all(kinds[i] != WORD for i in beside) and any(_CLOCK.fullmatch(word) for word in words[line[0] : line[1]])


def _label(parse: Parse, first: int, at: int) -> str:
    """The kind of witness that a label right before a date makes of it; a clock and marks may stand between them."""
    if parse.tokens.words[first] in _STAMPS and at - first <= 2:
        return "printed"
    for i in range(max(first, at - _LABEL_REACH), at):
        for hit in parse.hits[i]:
            if isinstance(hit.entry, Time) and hit.entry.type == "stamp" and all(parse.tokens.kinds[k] != WORD for k in range(hit.after, at)):
                return "modified" if hit.entry.unit == "modified" else "stamp"
    return ""


def _is_rights(parse: Parse, raw: RawTime) -> bool:
    """True on a line that reserves rights (© 2024): its year says when the site was last tended."""
    first, after = _line(parse, raw)
    return any(word in _RIGHTS for word in parse.tokens.words[first:after])


def _in_lead(parse: Parse, raw: RawTime, body_from: int) -> bool:
    """True in the first sentences of the running text."""
    tokens = parse.tokens
    return tokens.sentence_of[raw.first] - tokens.sentence_of[min(body_from, len(tokens) - 1)] < _LEAD_SENTENCES


def _dates_a_statement(parse: Parse, raw: RawTime, body_from: int) -> bool:
    """True in the lead, behind the past verb of a reporting cue: قالت الوزارة، الأحد 19 أكتوبر 2025، إن."""
    tokens = parse.tokens
    if not _in_lead(parse, raw, body_from):
        return False
    first = tokens.sentences[tokens.sentence_of[raw.first]][0]
    for i in range(raw.first - 1, max(first, raw.first - _CUE_REACH) - 1, -1):
        hits = parse.hits[i]
        if any(isinstance(hit.entry, Particle) and hit.entry.type == "complementiser" and not hit.before.preposition for hit in hits):
            return False
        if any(isinstance(hit.entry, Cue) and hit.form.part == PAST for hit in hits):
            return True
        if hits and all(hit.form.part in (PAST, PRESENT) and not hit.before.length for hit in hits):
            return False
    return False
