"""Reads the Arabic time cases of Recognizers-Text and Duckling, and tells how many are found and how many get the right days.

python -m benchmarks.timex [FOLDER] [--errors]

FOLDER holds `recognizers_text` and `duckling`, copies of those projects' Arabic test cases (MIT and BSD-3-Clause; no part of Riwaya); by default
`../shared/data/timex` beside the checkout. Riwaya reads a case as it is, its reference date given as the day of publication.

**Recognizers-Text**: `DateParser.json`, `DatePeriodParser.json`, `DateExtractor.json`. A span counts where its value is a calendar day, month or
year: its resolution is one day (`date`), or begins and ends with a month or a year. Weeks, seasons, decades, ranges and parts of months are left
out, and what is read there is not held against the reader. The extractor's cases give no value; all of theirs are days. Where a case has no
reference date, 7 November 2016 is taken, as in most others.

- spans: the share of the spans that a time of the reading overlaps, one to one; `exact` where both ends agree; `precision`: of the times
  read in these cases, the share that overlaps a span of theirs. A day told by nothing but its number (سأعود في 15, عدت للثاني) is seldom one in
  a newspaper: these `bare days`, and the spans without them, are told beside.
- values: where the span is found, the days are those of the future or of the past resolution. A day that no calendar has (31 November; the specs
  write 0001-01-01) wants a time without days. `IgnoreResolution` marks values that the specs do not check: they are counted apart.

**Duckling**: the examples of `Duckling/Time/AR/Corpus.hs` whose value is a day, month or year, or an interval of days, holidays with their day
included. An example counts as right where one time of the reading has exactly these days (intervals of Duckling end before their second date).
Weeks are counted apart. The reference day is 12 February 2013. An example without a letter is no document and counts as missed.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import riwaya
from riwaya.errors import RiwayaError
from riwaya.model import TimeExpression

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "timex"
SPECS = Path("recognizers_text", "Specs", "DateTime", "Arabic")
CORPUS = Path("duckling", "Duckling", "Time", "AR", "Corpus.hs")
FILES = ("DateParser", "DatePeriodParser", "DateExtractor")
USUAL_DAY = "2016-11-07"
DUCKLING_DAY = date(2013, 2, 12)
NO_DAY = "0001-01-01"

Days = tuple[date, date] | None
"""First and last day; None: the calendar has no such day."""

_EXAMPLES = re.compile(r"examples \(datetime(\w*) (\(.*?\)) (\w+)(?: \"[^\"]*\")?\)\s*\[(.*?)\]", re.DOTALL)
_DATE = re.compile(r"\((\d+), (\d+), (\d+), 0, 0, 0\)")
_STRING = re.compile(r'"([^"]*)"')
_BARE = re.compile(r"(?:(?:إلى|يوم) )?(?:\d{1,2}|(?:ال|لل)(?:ثاني|حادي|ثلاثين)ة?(?: وال(?:عشرين|ثلاثين))?)")


class Wanted(NamedTuple):
    """A span that a case wants read: `[start, end)` and the days that are right (empty: not given).

    `checked`: the specs check its days; `counts`: it is a day, month or year; `bare`: it is nothing but the number of a day.
    """

    start: int
    end: int
    days: tuple[Days, ...]
    checked: bool
    counts: bool
    bare: bool


class Case(NamedTuple):
    """A text with its reference day and the spans wanted."""

    text: str
    day: date
    wanted: tuple[Wanted, ...]


class Share(NamedTuple):
    """How many of how many."""

    right: int
    of: int

    def __str__(self) -> str:
        return f"{self.right / self.of if self.of else 0:.3f} ({self.right} of {self.of})"


def read_times(text: str, day: date) -> list[TimeExpression]:
    """The times of a text that name days; none for what is no document."""
    try:
        reading = riwaya.read(text, published=day)
    except RiwayaError:
        return []
    return [time for time in reading.times if time.days is None]


def load_recognizers(folder: Path) -> dict[str, list[Case]]:
    """The cases of each file that counts."""
    return {name: [_case(item) for item in json.loads((folder / SPECS / f"{name}.json").read_text(encoding="utf-8-sig"))] for name in FILES}


def _case(item: Mapping[str, Any]) -> Case:
    text = item["Input"]
    day = date.fromisoformat(item.get("Context", {}).get("ReferenceDateTime", USUAL_DAY)[:10])
    return Case(text, day, tuple(_wanted(text, result, checked="IgnoreResolution" not in item) for result in item["Results"]))


def _wanted(text: str, result: Mapping[str, Any], *, checked: bool) -> Wanted:
    start = result["Start"]
    if text[start : start + result["Length"]] != result["Text"]:
        start = text.index(result["Text"])
    value = result.get("Value")
    bare = _BARE.fullmatch(result["Text"]) is not None
    if value is None:
        return Wanted(start, start + len(result["Text"]), (), False, True, bare)
    found = [days for key in ("FutureResolution", "PastResolution") for days in _resolved(value[key])]
    counts = bool(found) and all(days is None or _is_whole(*days) for days in found)
    return Wanted(start, start + len(result["Text"]), tuple(found), checked, counts, bare)


def _resolved(resolution: Mapping[str, str]) -> Iterator[Days]:
    if "date" in resolution:
        day = date.fromisoformat(resolution["date"])
        yield None if resolution["date"] == NO_DAY else (day, day)
    elif "startDate" in resolution and "endDate" in resolution:
        yield date.fromisoformat(resolution["startDate"]), date.fromisoformat(resolution["endDate"]) - timedelta(days=1)


def _is_whole(first: date, last: date) -> bool:
    """True for a day, a whole month and a whole year.

    >>> _is_whole(date(2016, 6, 1), date(2016, 6, 30)), _is_whole(date(2016, 6, 1), date(2016, 6, 15))
    (True, False)
    """
    after = last + timedelta(days=1)
    month = first.day == after.day == 1 and (after.year - first.year) * 12 + after.month - first.month == 1
    year = (first.day, first.month, after.day, after.month, after.year) == (1, 1, 1, 1, first.year + 1)
    return first == last or month or year


class Outcome(NamedTuple):
    """What came of one file, and the misses in words; `bare`: spans of bare days, `plain`: of all others, `precision`: of the times read."""

    spans: Share
    exact: Share
    precision: Share
    values: Share
    unchecked: Share
    bare: Share
    plain: Share
    misses: list[str]


def score_cases(cases: Sequence[Case]) -> Outcome:
    """Read every case and compare."""
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for case in cases:
        left = read_times(case.text, case.day)
        for wanted in case.wanted:
            time = next((t for t in left if t.start < wanted.end and wanted.start < t.end), None)
            if time is not None:
                left.remove(time)
            if wanted.counts:
                misses += _compare(case, wanted, time, counts)
        if not case.wanted or any(wanted.counts for wanted in case.wanted):
            counts["extra"] += len(left)
            misses += [f"not wanted: {case.text[time.start : time.end]} in: {case.text}" for time in left]
    return Outcome(
        spans=Share(counts["span"], counts["spans"]),
        exact=Share(counts["exact"], counts["spans"]),
        precision=Share(counts["read"], counts["read"] + counts["extra"]),
        values=Share(counts["value"], counts["values"]),
        unchecked=Share(counts["unchecked value"], counts["unchecked values"]),
        bare=Share(counts["bare day"], counts["bare days"]),
        plain=Share(counts["span"] - counts["bare day"], counts["spans"] - counts["bare days"]),
        misses=misses,
    )


def _compare(case: Case, wanted: Wanted, time: TimeExpression | None, counts: Counter[str]) -> Iterator[str]:
    """Count what came of one span; yields what was missed."""
    right = time is not None and _days_of(time) in wanted.days
    names = ["span"]
    if wanted.bare:
        names.append("bare day")
    for name in names:
        counts[f"{name}s"] += 1
        counts[name] += time is not None
    counts["read"] += time is not None
    counts["exact"] += time is not None and (time.start, time.end) == (wanted.start, wanted.end)
    if wanted.days:
        name = "value" if wanted.checked else "unchecked value"
        counts[f"{name}s"] += 1
        counts[name] += right
    if time is None or (wanted.days and not right):
        yield _miss(case, wanted, time)


def _days_of(time: TimeExpression) -> Days:
    return None if time.from_ is None or time.to is None else (time.from_, time.to)


def _told(days: Days) -> str:
    return "no day" if days is None else str(days[0]) if days[0] == days[1] else f"{days[0]}..{days[1]}"


def _miss(case: Case, wanted: Wanted, time: TimeExpression | None) -> str:
    want = " or ".join(sorted({_told(days) for days in wanted.days})) or "a span"
    got = "nothing" if time is None else f"{_told(_days_of(time))} ({case.text[time.start : time.end]})"
    return f"{case.text[wanted.start : wanted.end]}: {want}, got {got} in: {case.text} [{case.day}{'' if wanted.checked else ', unchecked'}]"


def load_duckling(folder: Path) -> Iterator[tuple[str, str, tuple[date, date]]]:
    """Each example that counts: its grain (`Day`, `Week` …), its text, its first and last day."""
    for kind, value, grain, texts in _EXAMPLES.findall((folder / CORPUS).read_text(encoding="utf-8")):
        ends = [date(int(y), int(m), int(d)) for y, m, d in _DATE.findall(value)]
        if grain not in ("Day", "Week", "Month", "Year") or len(ends) != 1 + kind.startswith("Interval"):
            continue
        last = ends[1] - timedelta(days=1) if len(ends) == 2 else _last_of(ends[0], grain)
        for text in _STRING.findall(texts):
            yield grain, text, (ends[0], last)


def _last_of(first: date, grain: str) -> date:
    if grain in ("Day", "Week"):
        return first + timedelta(days=6 if grain == "Week" else 0)
    months = 12 if grain == "Year" else 1
    return date(first.year + (first.month + months > 12), (first.month + months - 1) % 12 + 1, 1) - timedelta(days=1)


def score_duckling(folder: Path) -> tuple[Share, Share, list[str]]:
    """Days, months, years and intervals; weeks; the misses in words."""
    counts = {"Week": [0, 0], "": [0, 0]}
    misses: list[str] = []
    for grain, text, days in load_duckling(folder):
        found = [_days_of(time) for time in read_times(text, DUCKLING_DAY)]
        tally = counts["Week" if grain == "Week" else ""]
        tally[0] += days in found
        tally[1] += 1
        if days not in found:
            misses.append(f"{text}: {_told(days)}, got {', '.join(_told(other) for other in found) or 'nothing'}")
    return Share(*counts[""]), Share(*counts["Week"]), misses


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    def total(field: str) -> Share:
        return Share(sum(getattr(one, field).right for one in outcomes), sum(getattr(one, field).of for one in outcomes))

    return Outcome(total("spans"), total("exact"), total("precision"), total("values"), total("unchecked"), total("bare"), total("plain"), [])


def report(folder: Path, *, errors: bool) -> None:
    """Print the figures of both sets, and the misses where asked."""
    outcomes = {name: score_cases(cases) for name, cases in load_recognizers(folder).items()}
    outcomes["together"] = _together(list(outcomes.values()))
    for name, outcome in outcomes.items():
        print(f"Recognizers-Text {name}")
        print(f"  spans {outcome.spans}, exact {outcome.exact}, precision {outcome.precision}")
        print(f"  values {outcome.values}, unchecked ones {outcome.unchecked}; spans of bare days {outcome.bare}, of the others {outcome.plain}")
        if errors:
            print(*(f"    {miss}" for miss in outcome.misses), sep="\n")
    right, weeks, misses = score_duckling(folder)
    print(f"Duckling\n  values {right}, weeks {weeks}")
    if errors:
        print(*(f"    {miss}" for miss in misses), sep="\n")


def main() -> None:
    """Read the command line and report; exit 2 where the data is not there."""
    parser = argparse.ArgumentParser(description="Times against the Arabic cases of Recognizers-Text and Duckling.")
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT, help="holds recognizers_text and duckling (default: %(default)s)")
    parser.add_argument("--errors", action="store_true", help="print what was missed, and how")
    options = parser.parse_args()
    missing = [path for path in (*(SPECS / f"{name}.json" for name in FILES), CORPUS) if not (options.folder / path).is_file()]
    if missing:
        parser.exit(2, f"{options.folder}: no {missing[0]}; name the folder that holds it; benchmarks/README.md says where to get it\n")
    report(options.folder, errors=options.errors)


if __name__ == "__main__":
    main()
