"""Expressions of days: اليوم الجمعة, مساء أمس الخميس, الأربعاء 27 سبتمبر 2023, ليل الثلاثاء الأربعاء, في اليوم التالي."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from riwaya.lexicon.scan import Hit
from riwaya.read.times.dates import is_of_something, read_date
from riwaya.read.times.periods import last_at, pick_of_month
from riwaya.read.times.raw import DateParts, RawTime
from riwaya.read.times.words import TimeWords, entry_of
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import BREAK, WORD

_MOST_PIECES = 6
_MOST_WEEKS = 5
_TANWIN = "\u064b"
_MOST_NAME_WORDS = 5
_DASHES = frozenset("-–—")
_SIGNING = _DASHES | {":"}
_NAMING_DAYS = frozenset(("narrated", "deictic", "tonight", "weekday", "deictic_before_weekday", "shift_before", "this"))
_STRONG_GAPS = frozenset(("(", "joiner"))


def read_day(words: TimeWords, i: int) -> RawTime | None:
    """The day expression that starts at token i."""
    night = words.find(i, "night")
    if night is not None:
        return RawTime(i, night.after, "night", "time.night", offset=entry_of(night).value, part="night")
    raw = RawTime(i, i, "day", "")
    j = i
    part = words.find(i, "part")
    whole = words.find(i, "tonight", "narrated")
    if part is not None and (whole is None or whole.after < part.after):
        raw.part = entry_of(part).unit
        j = part.after
    day = words.find(j, "days_of") or words.unit(j, "day")
    if (
        day is not None
        and not words.find(j, "deictic")
        and not day.before.article
        and (part is None or not day.before.length)
        and entry_of(day).value > 0
    ):
        j = day.after
    j = _core(words, raw, j, fresh=j == i)
    if not raw.rule:
        return None
    raw.after = _extend(words, raw, j)
    if raw.part == "night" and raw.weekday is not None and raw.day is None:
        _second_weekday(words, raw)
    return raw


def read_dated_number(words: TimeWords, i: int) -> RawTime | None:
    """The date that starts at a number (13 مايو, 22/4): the short way of `read_day` for a token that is no word of time."""
    date = read_date(words, i)
    if date is None:
        return None
    raw = RawTime(i, i, "day", "")
    _take_date(raw, date)
    raw.after = _extend(words, raw, date.after)
    return raw


def _core(words: TimeWords, raw: RawTime, j: int, *, fresh: bool) -> int:
    """Read what names the day at token j; sets the rule where there is one."""
    after = _worded(words, raw, j, fresh=fresh) if j in words.types else None
    if after is not None:
        return after
    date = read_date(words, j, bare=not fresh)
    if date is None:
        return j if fresh else _numbered_day(words, raw, j)
    _take_date(raw, date)
    return date.after


def _worded(words: TimeWords, raw: RawTime, j: int, *, fresh: bool) -> int | None:
    """Read a word that names the day at token j: the token behind it, j where it names none after all, None where there is no such word."""
    if words.types[j].isdisjoint(_NAMING_DAYS):
        return None
    narrated = words.find(j, "narrated", bare=not fresh)
    if narrated is not None and entry_of(narrated).unit in ("day", "night"):
        if entry_of(narrated).value and is_of_something(words, narrated.after):
            return j
        raw.rule, raw.narrated, raw.shift = "time.narrated_day", True, entry_of(narrated).value
        raw.part = raw.part or ("night" if entry_of(narrated).unit == "night" else None)
        return narrated.after
    deictic = words.find(j, "deictic", "tonight", bare=not fresh)
    if deictic is not None:
        return _deictic(words, raw, deictic)
    weekday = words.find(j, "weekday", bare=not fresh)
    if weekday is not None:
        if _is_habit(words, weekday):
            return j
        raw.rule, raw.weekday = "time.weekday", entry_of(weekday).value
        return weekday.after
    before = words.find(j, "deictic_before_weekday", bare=not fresh)
    if before is not None and words.find(before.after, "weekday", bare=True):
        raw.rule, raw.offset = "time.today", entry_of(before).value
        return before.after
    shifted = words.find(j, "shift_before", bare=not fresh)
    weekday = words.find(shifted.after, "weekday") if shifted is not None else None
    if shifted is not None and weekday is not None:
        raw.rule, raw.weekday, raw.shift = "time.weekday", entry_of(weekday).value, entry_of(shifted).value
        return weekday.after
    this = words.find(j, "this", bare=not fresh)
    if this is not None and fresh:
        day = words.unit(this.after, "day")
        weekday = words.find(day.after if day is not None and not day.before.length else this.after, "weekday", bare=True)
        if weekday is not None:
            raw.rule, raw.weekday, raw.shift = "time.weekday", entry_of(weekday).value, 0
            return weekday.after
        part = words.find(this.after, "part")
        if part is not None and part.before.length == len("ال") and part.before.article:
            raw.rule, raw.offset, raw.part = "time.today", 0, entry_of(part).unit  # هذا الصباح
            return part.after
        return j
    return None


def _numbered_day(words: TimeWords, raw: RawTime, j: int) -> int:
    """يوم 27, يوم 27 نفسه: the number alone, closed by the phrase's end or a preposition; j itself where it counts or belongs to more."""
    number = words.day_number(j, bare=True)
    day = words.unit(j - 1, "day")
    if number is None or number.kind != "digits" or day is None or entry_of(day).value != 1 or words.over_of(number.after) > number.after:
        return j
    if not words.ends_phrase(number.after) and not words.has_particle(number.after):
        return j
    raw.rule, raw.day = "time.day_number", number.exact
    return number.after


def _deictic(words: TimeWords, raw: RawTime, hit: Hit) -> int:
    entry, after = entry_of(hit), hit.after
    if entry.unit == "tomorrow" and not _is_tomorrow(words, hit):
        return hit.first
    if entry.value == 0 and entry.type in ("deictic", "tonight"):
        numeral = words.numeral(after, bare=True)
        if numeral is not None:
            date = read_date(words, after, bare=True)
            if numeral.kind == "ordinal" or numeral.definite:
                if date is None or entry.type == "tonight":
                    return hit.first
                _take_date(raw, date)
                return date.after
            if date is None and words.unit(numeral.after) is None and not words.year(after):
                return hit.first
        if _signs(words, hit):
            return hit.first
        if words.has_particle(after, "particles.iladhi", "particles.ilati") or words.over_of(last_at(words, after)) > after + 1:
            return hit.first
    raw.rule = {0: "time.today", -1: "time.yesterday", 1: "time.tomorrow"}.get(entry.value, "time.deictic")
    raw.offset = entry.value
    if entry.type == "tonight":
        raw.part = "night"
    return after


def _signs(words: TimeWords, hit: Hit) -> bool:
    """وطنا اليوم – سيطرت, بغداد - العراق اليوم: أعلن: a line that opens with a name and a dash or colon signs its outlet; not with a verb."""
    after, tokens = hit.after, words.parse.tokens
    if after >= words.count or words.words[after] not in _SIGNING or hit.before.length:
        return False
    first = hit.first
    while first and (tokens.kinds[first - 1] == WORD or words.words[first - 1] in _DASHES) and hit.first - first < _MOST_NAME_WORDS:
        first -= 1
    if first == hit.first or (first and tokens.kinds[first - 1] != BREAK):
        return False
    test = any if words.words[after] == ":" else all
    return not any(_is_verb(words.parse.hits[k], test) for k in range(first, hit.first))


def _is_verb(hits: list[Hit], test: Callable[[Iterable[object]], bool]) -> bool:
    """True where all readings of a token (any of them) are of a verb."""
    return bool(hits) and test(hit.form.part in (PAST, PRESENT) for hit in hits)


def _is_tomorrow(words: TimeWords, hit: Hit) -> bool:
    """غدا is also "became": it is tomorrow with tanwin, before a weekday, at a phrase's end, or behind an outlook on the future."""
    after = hit.after
    tanwin = _TANWIN in words.parse.document.text[slice(*words.parse.span(hit.first, after))]
    if tanwin or words.find(after, "weekday") or words.ends_phrase(after) or words.has_particle(after):
        return True
    first = words.parse.tokens.sentences[words.parse.tokens.sentence_of[hit.first]][0]
    return any(h.before.future or words.find(k, "outlook") for k in range(first, hit.first) for h in words.parse.hits[k])


def _is_habit(words: TimeWords, weekday: Hit) -> bool:
    """أيام الجمعة: every one of them."""
    before = words.unit(weekday.first - 1, "day")
    return before is not None and entry_of(before).value == 0


def _take_date(raw: RawTime, date: DateParts) -> None:
    if date.ordinal and raw.weekday is not None and (date.day or 9) <= _MOST_WEEKS:
        raw.nth = date.day
    raw.day, raw.day_to, raw.month, raw.year = date.day, date.day_to, date.month, date.year
    raw.shift, raw.narrated = date.shift, date.narrated
    raw.year_shift, raw.year_narrated = date.year_shift, date.year_narrated
    if date.hijri:
        raw.kind, raw.approximate = "hijri", True
    elif raw.kind == "hijri":
        raw.kind, raw.approximate = "day", False
    if not raw.rule or raw.rule == "time.hijri":
        full = raw.year is not None
        raw.rule = "time.hijri" if date.hijri else "time.day_of_month" if date.month_unit else "time.date" if full else "time.date_no_year"


def _extend(words: TimeWords, raw: RawTime, j: int) -> int:
    """The token behind everything that says the same day again: its weekday, its date, its part, what moves it."""
    for _ in range(_MOST_PIECES):
        k, gap = words.over_gap(j)
        after = 0 if gap else _tight_piece(words, raw, j)
        if not after:
            after = _weekday_piece(words, raw, k, gap) or _date_piece(words, raw, k) or (0 if gap else _day_in_week(words, raw, k))
            if after and gap == "(":
                after = words.close(after)
        if not after:
            return j
        j = after
    return j


def _tight_piece(words: TimeWords, raw: RawTime, j: int) -> int:
    """A part of the day, a shift or a week right behind the day; 0 where there is none."""
    part = words.find(j, "part", bare=True)
    if part is not None and raw.part is None and not part.before.article and not words.find(part.after, "weekday", "deictic"):
        raw.part = entry_of(part).unit
        return part.after
    if raw.weekday is None or raw.day is not None or raw.shift is not None or raw.offset is not None:
        return 0
    shift = words.shift(j)
    if shift is not None:
        raw.shift = entry_of(shift).value
        return shift.after
    last = last_at(words, j)
    picked = pick_of_month(words, last, RawTime(raw.first, last, "month", "time.nth", nth=-1, weekday=raw.weekday)) if last > j else None
    if picked is not None:
        raw.kind, raw.rule, raw.nth = picked.kind, picked.rule, picked.nth
        raw.month, raw.year, raw.shift, raw.narrated = picked.month, picked.year, picked.shift, picked.narrated
        raw.year_shift, raw.year_narrated = picked.year_shift, picked.year_narrated
        return picked.after
    told = words.find(j, "shift_narrated", bare=True)
    if told is not None:
        raw.shift, raw.narrated = entry_of(told).value, True
        return told.after
    k = words.over_of(j)
    this = words.find(k, "this", bare=True)
    week = words.unit(this.after if this is not None else k, "week")
    if week is None or not week.before.article or entry_of(week).value != 1:
        return 0
    if this is not None:
        raw.week_shift = 0
        return week.after
    shift = words.shift(week.after)
    if shift is None:
        return 0
    raw.week_shift = entry_of(shift).value
    return shift.after


def _weekday_piece(words: TimeWords, raw: RawTime, k: int, gap: str) -> int:
    """The weekday of a deictic word: أمس الخميس, أمس (الخميس), اليوم، الجمعة،; 0 where there is none."""
    if raw.weekday is not None or gap in ("-", "–"):
        return 0
    day = words.unit(k, "day")
    weekday = words.find(day.after if day is not None and not day.before.length else k, "weekday", bare=True)
    if weekday is None or (gap and gap not in _STRONG_GAPS and not words.ends_phrase(weekday.after)):
        return 0
    raw.weekday = entry_of(weekday).value
    return weekday.after


def _date_piece(words: TimeWords, raw: RawTime, k: int) -> int:
    """The date of a day named otherwise; 0 where there is none."""
    if (raw.day is not None and raw.kind != "hijri") or (raw.offset is None and raw.weekday is None and raw.day is None):
        date = read_date(words, k, bare=True) if raw.day is not None and raw.year is not None else None
        return date.after if date is not None and date.hijri else 0
    date = read_date(words, k, bare=True)
    if date is None or (raw.kind == "hijri" and date.hijri):
        return 0
    if date.hijri and raw.offset is not None:
        return date.after
    _take_date(raw, date)
    return date.after


def _day_in_week(words: TimeWords, raw: RawTime, k: int) -> int:
    """الجمعة 15, الخميس في الحادي والعشرين, الاثنين في 18 شباط, and الأحد الثاني; 0 where the number is none of the day's.

    A number in figures must close its phrase; an ordinal up to five picks one of the month's weekdays (not للأحد الثاني على التوالي).
    """
    if raw.weekday is None or raw.day is not None or raw.offset is not None or raw.shift is not None or raw.kind != "day":
        return 0
    at = words.over_in(k) if words.over_of(k) == k else k
    if at > k:
        date = read_date(words, at, bare=True)
        if date is not None:
            _take_date(raw, date)
            return date.after
    number = words.day_number(at, bare=True)
    if number is None or number.kind == "words" or (words.skip(raw.first) and at == k) or not words.ends_phrase(number.after):
        return 0
    if number.kind == "ordinal" and (number.exact or 0) <= _MOST_WEEKS and at == k:
        raw.kind, raw.rule, raw.nth, raw.shift = "month", "time.nth", number.exact, 0
    else:
        raw.day = number.exact
    return number.after


def _second_weekday(words: TimeWords, raw: RawTime) -> None:
    """ليل الجمعة السبت, ليل الجمعة - السبت, ليل الجمعة إلى السبت: the day in which the night ends."""
    j = raw.after
    k = words.over_slash(j)
    if words.has_particle(k, "particles.ila"):
        k += 1
    second = words.find(k, "weekday", bare=k > j) or words.find(k, "weekday")
    if second is None or second.before.preposition or raw.weekday is None or (raw.weekday + 1) % 7 != entry_of(second).value:
        return
    raw.weekday_to, raw.after, raw.rule = entry_of(second).value, second.after, "time.night_of_two_days"
