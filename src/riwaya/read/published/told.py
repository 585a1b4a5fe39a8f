"""The evidence for a day of publication: each clue and each witness, accepted or not, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from riwaya.model import Evidence
from riwaya.read.published.text import full_date, what_differs
from riwaya.read.published.windows import Window
from riwaya.read.published.witnesses import Verdict
from riwaya.read.times.clues import Clues
from riwaya.read.times.raw import RawTime
from riwaya.read.times.resolve import printed_span

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_COUNTED = {0: "the story's own day", -1: "the day before the story's own", -2: "two days before it", 1: "the day after the story's own"}
_KINDS = {
    "metadata": "the page's record",
    "modified": "the page's record of its last change",
    "printed": "a date printed on the page",
    "header": "a date above the page",
    "hijri": "a Hijri date",
    "url_month": "the page's address",
    "stamp": "a labelled date",
    "url": "the page's address",
    "feed": "the feed",
    "export": "the export",
    "archived": "the time of its capture",
}


def tell_evidence(parse: Parse, clues: Clues, verdict: Verdict, windows: tuple[Sequence[Window], Sequence[Window]]) -> Iterator[Evidence]:
    """The verdict where there is anything to judge, then one witness for each clue, each window (kept, left out), each date from outside."""
    kept = [Evidence(w.words, w.says, _fitting(w, verdict)) for w in windows[0] if w.words is not None]
    left = [Evidence(w.words, w.says, "published.unfit: others do not leave it a day, so it is of another time") for w in windows[1] if w.words]
    witnesses = [*_words(parse, clues, verdict.day, verdict.rule), *kept, *left, *_outside(verdict)]
    if witnesses:
        yield _verdict(clues, verdict)
    yield from witnesses


def _fitting(window: Window, verdict: Verdict) -> str:
    """Why a window counts, or that the day which was settled lies outside it."""
    if verdict.day is None or window.holds(verdict.day):
        return window.why
    return f"published.unfit: {verdict.day} lies outside it, which other witnesses outweigh; look at the day again"


def _verdict(clues: Clues, verdict: Verdict) -> Evidence:
    if verdict.day is not None:
        weekdays = clues.weekdays()
        note = ""
        if weekdays and verdict.day.weekday() not in weekdays:
            named = " and ".join(WEEKDAYS[w] for w in sorted(weekdays))
            note = f"; its words call their own day a {named}, and times are counted from that"
        return Evidence(None, f"published on {verdict.day}", f"published.verdict: settled by {verdict.rule}{note}")
    if verdict.between is not None:
        return Evidence(None, "not settled", f"published.disagree: {verdict.between[0]} and {verdict.between[1]} weigh the same")
    if len(clues.weekdays()) > 1:
        named = " and ".join(WEEKDAYS[w] for w in sorted(clues.weekdays()))
        return Evidence(None, "not settled", f"published.two_weekdays: the words call the story's own day a {named}")
    return Evidence(None, "not settled", "published.open: nothing names one day that all the witnesses bear out")


def _outside(verdict: Verdict) -> Iterator[Evidence]:
    for item in verdict.weighed:
        kind = item.witness.kind
        said = f" ({item.witness.says})" if item.words is None and item.witness.says and item.witness.says != item.day.isoformat() else ""
        why = item.why or "published.unknown_kind: no rule knows this kind of witness"
        yield Evidence(item.words, f"{_KINDS.get(kind, kind)} says {item.day}{said}", why)


def _words(parse: Parse, clues: Clues, day: date | None, rule: str) -> Iterator[Evidence]:
    """One witness for each clue, in the order of the text within each sort of clue."""
    for raw in clues.today:
        yield from own_day_evidence(parse, raw)
    for raw, month, least in clues.months:
        said = f"the story's own month is number {month}, not before its day {least}"
        yield _witness(parse, raw, said, "published.month: called the present month")
    for raw, year in clues.years:
        yield _witness(parse, raw, f"the story's own year is {year}", "published.year: counted from the present year")
    for raw, posted in clues.posts:
        yield _witness(parse, raw, f"a quoted post is dated {posted}", "published.post: a story is not older than a post that it quotes")
    for raw in clues.headers:
        yield _header(parse, clues, raw, day)
    if rule == "published.lead_statement":
        for raw in clues.leads:
            yield _witness(parse, raw, f"the lead dates a statement {full_date(raw)}", f"{rule}: nothing later is told")
    latest = clues.latest()
    if latest is not None:
        yield _witness(parse, latest[0], f"told as past: {latest[1]}", "published.not_before: a story is not older than what it tells")


def _witness(parse: Parse, raw: RawTime, says: str, why: str) -> Evidence:
    return Evidence(printed_span(parse, raw), says, why)


def own_day_evidence(parse: Parse, raw: RawTime, why: str = "") -> Iterator[Evidence]:
    """What a time counted from the story's day says of it; `why` in place of the rule that it follows by itself."""
    full = full_date(raw)
    if raw.weekday is not None:
        own = WEEKDAYS[(raw.weekday - (raw.offset or 0)) % 7]
        yield _witness(parse, raw, f"the story's own day is a {own}", why or "published.today_weekday: counted from the day of publication")
    if full is not None and raw.weekday is not None and full.weekday() != raw.weekday:
        said = f"{full} is a {WEEKDAYS[full.weekday()]}, and called a {WEEKDAYS[raw.weekday]}"
        yield _witness(parse, raw, said, "published.weekday_differs: a date and its weekday contradict each other")
    if raw.has_full_date:
        told = f"{full} is {_COUNTED.get(raw.offset or 0, 'near the story')}"
        yield _witness(parse, raw, told, why or "published.today_date: its own day in full")
    elif raw.day is not None:
        told = f"day {raw.day} of month {raw.month} is {_COUNTED.get(raw.offset or 0, 'near the story')}"
        yield _witness(parse, raw, told, "published.today_date_year: the weekday fixes the year")


def _header(parse: Parse, clues: Clues, raw: RawTime, day: date | None) -> Evidence:
    head = full_date(raw)
    why = "published.header_unsupported: nothing in the story confirms it"
    if head is not None and day == head:
        why = "published.header: the story's own words agree with it"
        if raw in clues.datelines and not clues.weekdays():
            why = "published.dateline: the story opens with it, and nothing speaks against it"
    elif head is not None and (differs := what_differs(clues, head, slack=0)):
        why = f"published.header_contradicted: {differs}, so it may be the day of fetching"
    return _witness(parse, raw, f"the page is headed {head}", why)
