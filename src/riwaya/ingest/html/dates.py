"""Days in what a page says of itself: machine stamps, printed dates in Arabic, English and French, Hijri dates, the paths of addresses.

Only whole dates count: a year alone (of a copyright line, say) and a long number (an article's id) are none.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import import_module
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from riwaya.ingest.html.words import load_page_words
from riwaya.text.fold import fold_word

OLDEST_YEAR, NEWEST_YEAR = 1990, 2099
"""Years that a page on the web can be of."""

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?)?(?!\d)")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
_PATH_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_.?-]|$)")
_PATH_APART = re.compile(r"/((?:19|20)\d\d)(?:/[A-Za-z_]{2,30}){1,2}/(\d{1,2})/(\d{1,2})(?=/)")
_PATH_COMPACT = re.compile(r"(?<![\d])((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_PATH_MONTH = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(?!\d{1,2}/)")
_FIGURES = re.compile(r"(?<![\d./:-])(\d{1,4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?![\d./-]*\d)")
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+(?:[12](?!\d))?")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
_OF, _IN_YEAR, _BETWEEN = ("من", "of"), ("عام", "سنة", "سنه", "لعام", "of"), " \t\u00a0،,./()-–"
_YEAR = re.compile(r"(?:19|20|1[345])\d\d")
_HIJRI_YEARS = range(1343, 1501)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_LONGEST_STAMP = 80
_LONGEST_WEEKDAY = 14


_Token = tuple[str, int, int]
"""A word or number with its offsets."""


class PrintedDay(Struct, frozen=True):
    """A date as printed: the day, its words, and whether it is a Hijri one (then a day off at most, as the moon is sighted).

    A Hijri date whose own weekday bears the day out is as sure as any other.
    """

    day: date
    says: str
    hijri: bool = False


def on_day(year: int, month: int, day: int) -> date | None:
    """The day; None where there is none such or no page can be of it."""
    try:
        return date(year, month, day) if OLDEST_YEAR <= year <= NEWEST_YEAR else None
    except ValueError:
        return None


def read_stamp(value: str) -> date | None:
    """The day that a stamp of a page's head names, as written there, whatever its time zone; None where it names none.

    >>> read_stamp("2020-11-09T18:34:47+00:00"), read_stamp("الأربعاء، 07 أكتوبر 2020 - 12:09 م"), read_stamp("2020")
    (datetime.date(2020, 11, 9), datetime.date(2020, 10, 7), None)
    """
    value = value[:_LONGEST_STAMP].translate(_DIGITS)
    for pattern in (_ISO, _COMPACT):
        if (found := pattern.search(value)) is not None:
            return on_day(int(found[1]), int(found[2]), int(found[3]))
    if (epoch := _EPOCH.fullmatch(value)) is not None:
        return _plausible((datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch[1]))).date())
    printed = [found for found in printed_days(value) if not found.hijri]
    return printed[0].day if printed else None


@lru_cache(maxsize=4096)
def printed_days(text: str) -> tuple[PrintedDay, ...]:
    """The whole dates of a short text, in order, with the words that print them.

    The same few lines are asked about from several sides, hence the memory of the last ones.

    >>> [str(found.day) for found in printed_days("الجمعة 21 تشرين الأول / أكتوبر 2022 - 21/10/2022")]
    ['2022-10-21', '2022-10-21']
    """
    plain = text if text.isascii() else text.translate(_DIGITS)
    if _YEAR.search(plain) is None:
        return ()
    found = [(match.span(), *_of_figures(match)) for match in _FIGURES.finditer(plain)]
    tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(plain)]
    found += [written for k in range(1, len(tokens)) if len(tokens[k][0]) == 4 and (written := _of_words(plain, tokens, k)) is not None]
    days = sorted((item for item in found if item[1] is not None), key=lambda item: item[0])
    return tuple(
        PrintedDay(day, text[span[0] : span[1]].strip(), hijri and _weekday_before(plain, span[0]) != day.weekday())
        for span, day, hijri in days
        if day is not None
    )


def _weekday_before(plain: str, at: int) -> int | None:
    """The weekday whose name stands right before a place, counted from Monday, 0."""
    words = _TOKEN.findall(plain[max(0, at - _LONGEST_WEEKDAY) : at])
    return load_page_words().weekdays.get(fold_word(words[-1])) if words else None


def url_day(url: str) -> tuple[date, str] | None:
    """The day in an address's path (its year may stand before a section) and the words of it; None for an id in figures.

    >>> url_day("https://a.example/2022/10/21/khabar"), url_day("https://a.example/news/202003171044893040/")
    ((datetime.date(2022, 10, 21), '/2022/10/21'), None)
    """
    path = _path_of(url)
    for pattern in (_PATH_DAY, _PATH_APART, _PATH_COMPACT):
        for found in pattern.finditer(path):
            if (day := on_day(int(found[1]), int(found[2]), int(found[3]))) is not None:
                return day, found[0]
    return None


def url_month(url: str) -> tuple[date, str] | None:
    """The first day of the month in an address's path (`/2022/10/`), and the words of it."""
    found = _PATH_MONTH.search(_path_of(url))
    day = on_day(int(found[1]), int(found[2]), 1) if found else None
    return (day, found[0]) if found and day is not None else None


def _path_of(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:  # an address in brackets that is none
        return ""
    return unquote(parts.path)[:2000]


def _of_figures(match: "re.Match[str]") -> tuple[date | None, bool]:
    """21/10/2022 is day, month and year, as Arabic papers write it, but 10/21/2022 can only be month first."""
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        year, month, day = first, second, third
    elif len(match[4]) == 4 and len(match[1]) <= 2:
        day, month, year = first, second, third
    else:
        return None, False
    if month > 12 and day <= 12:
        day, month = month, day
    if year in _HIJRI_YEARS:
        return hijri_day(year, month, day), True
    return on_day(year, month, day), False


def _of_words(plain: str, tokens: list[_Token], k: int) -> tuple[tuple[int, int], date | None, bool] | None:
    """The date whose year is token k: 21 أكتوبر 2022, October 21, 2022, 25 ربيع الأول 1444; None where no month and day stand before it."""
    if not tokens[k][0].isdigit():
        return None
    year = int(tokens[k][0])
    words, hijri = load_page_words(), year in _HIJRI_YEARS
    months = words.hijri_months if hijri else words.months
    j = k - 1
    if j > 0 and tokens[j][0] in _IN_YEAR:
        j -= 1
    month = _month_before(plain, tokens, j, months)
    if month is not None:  # the day comes first
        i = month[1] - 1
        while (again := _month_before(plain, tokens, i, months)) is not None:  # the month by both its names
            i = again[1] - 1
        if i > 0 and tokens[i][0] in _OF:
            i -= 1
    elif not hijri and j > 0:  # the month comes first
        i, month = j, _month_before(plain, tokens, j - 1, months)
    first = _ORDINAL.fullmatch(tokens[i][0]) if month is not None and i >= 0 else None
    if month is None or first is None:
        return None
    start = min(i, month[1])
    if any(plain[tokens[n][2] : tokens[n + 1][1]].strip(_BETWEEN) for n in range(start, k)):
        return None
    number, day = month[0], int(first[1])
    return (tokens[start][1], tokens[k][2]), (hijri_day(year, number, day) if hijri else on_day(year, number, day)), hijri


def _month_before(plain: str, tokens: list[_Token], j: int, months: dict[str, int]) -> tuple[int, int] | None:
    """The month whose name ends with token j, and the token that it begins with."""
    if j < 0:
        return None
    last = fold_word(tokens[j][0])
    if j > 0 and plain[tokens[j - 1][2] : tokens[j][1]].isspace() and (found := months.get(f"{fold_word(tokens[j - 1][0])} {last}")) is not None:
        return found, j - 1
    found = months.get(last)
    return (found, j) if found is not None else None


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date by the tables of Umm al-Qura; None where they have none."""
    if year not in _HIJRI_YEARS or not 1 <= month <= 12 or not 1 <= day <= 30:
        return None
    try:
        found = import_module("hijridate").Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return _plausible(date(found.year, found.month, found.day))


def _plausible(day: date) -> date | None:
    return day if OLDEST_YEAR <= day.year <= NEWEST_YEAR else None
