"""Dates written in figures: 21/10/2022, 04.05.2025, 3 / 3 / 1414هـ, 09-أكتوبر-2024; a day and month (في 22/4); a month and year (3/2015)."""

from __future__ import annotations

from riwaya.read.times.calendar import is_year, on_day
from riwaya.read.times.raw import DateParts
from riwaya.read.times.words import TimeWords, entry_of
from riwaya.text.tokens import NUMBER, WORD

HIJRI_YEARS = range(1300, 1501)
_DASHES = frozenset("-–")
_TIED = ("particles.fi", "particles.hata", "particles.manadh", "particles.man", "particles.of")


def read_numeric(words: TimeWords, i: int) -> DateParts | None:
    """The date in figures that starts at token i, by its day or its year."""
    if i >= words.count or words.kinds[i] != NUMBER:
        return None
    parts, after = pieces_of(words, i)
    if len(parts) == 2:
        return _day_and_month(words, i, parts, after)
    if len(parts) != 3 or not all(part.isdigit() and len(part) <= 4 for part in parts):
        return None
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        year, month, day = first, second, third
    else:
        day, month, year = first, second, third if len(parts[2]) == 4 else 2000 + third
    if month > 12 and day <= 12:
        day, month = month, day
    if year in HIJRI_YEARS and 1 <= month <= 12 and 1 <= day <= 30:
        return DateParts(_over_era(words, after), day, None, month, year, hijri=True)
    if len(parts[2]) == 3 or not is_year(year) or on_day(year, month, day) is None:
        return None
    return DateParts(after, day, None, month, year)


def pieces_of(words: TimeWords, i: int) -> tuple[list[str], int]:
    """The figures of one date and the token behind them; a month between dashes may be a word."""
    word = words.words[i]
    if not word.isdigit():
        return word.replace(".", "/").split("/") if "." in word or "/" in word else [], i + 1
    parts, k = [word], i + 1
    while k + 1 < words.count and len(parts) < 3:
        slash = words.words[k] == "/"
        if not slash and not (words.words[k] in _DASHES and words.glued(k) and words.glued(k + 1)):
            break
        month = words.find(k + 1, "month") if len(parts) == 1 else None
        if month is not None and (month.after != k + 2 or slash):
            break
        if month is None and not words.words[k + 1][:4].isdigit():
            return ([], i + 1) if len(parts) < 2 else (parts, k)
        parts.append(str(entry_of(month).value) if month is not None else words.words[k + 1])
        k += 2
    if len(parts) == 2 and words.find(i + 2, "month") is not None:
        return [], i + 1  # 28-نوفمبر is read as a day and its month
    return (parts, k) if len(parts) > 1 else ([], i + 1)


def _over_era(words: TimeWords, i: int) -> int:
    return i + (i < words.count and words.words[i] in ("ه", "هجري", "هجريه"))


def _day_and_month(words: TimeWords, i: int, parts: list[str], after: int) -> DateParts | None:
    """22/4 behind في, منذ, يوم or a weekday, and 04/22 wherever it stands: with a zero in front it is no fraction and no score."""
    if not all(part.isdigit() and len(part) <= 2 for part in parts) or "." in words.words[i]:
        return None
    first, second = int(parts[0]), int(parts[1])
    day, month = (first, second) if second <= 12 else (second, first)
    if on_day(2024, month, day) is None if 1 <= month <= 12 and day else True:
        return None
    k = words.over_comma(after)
    year = words.year(k) if k > after else None
    if year is not None:
        return DateParts(year[1], day, None, month, year[0])
    padded = all(len(part) == 2 for part in parts) and any(part[0] == "0" for part in parts) and "/" in words.words[i]
    tied = words.has_particle(i - 1, *_TIED) or words.unit(i - 1, "day") or words.find(i - 1, "weekday", "relation") is not None
    closed = words.ends_phrase(after) or words.has_particle(after) or words.shift(after) is not None
    return DateParts(after, day, None, month) if padded or (tied and closed) else None


def read_numeric_month(words: TimeWords, i: int) -> DateParts | None:
    """في 3/2015, حتى 2015/3, 3-2015: a month in figures with its year, behind a preposition; القانون 3/2015 is a number."""
    if i >= words.count or words.kinds[i] != NUMBER:
        return None
    if not (words.has_particle(i - 1, *_TIED) or words.unit(i - 1, "month") or words.find(i - 1, "section", "relation")):
        return None
    parts, after = pieces_of(words, i)
    if len(parts) != 2 or "." in words.words[i] or not all(part.isdigit() and len(part) <= 4 for part in parts) or not words.ends_phrase(after):
        return None
    month, year = (int(part) for part in sorted(parts, key=len))
    return DateParts(after, month=month, year=year) if 1 <= month <= 12 and is_year(year) else None


def ordinal_month(words: TimeWords, i: int) -> tuple[int, int] | None:
    """الشهر الثامن: the number of a month told by an ordinal, and the token after it; the eighth month of a siege looks the same."""
    unit = words.unit(i, "month")
    numeral = words.numeral(unit.after, bare=True) if unit is not None and unit.before.article and entry_of(unit).value == 1 else None
    if numeral is None or numeral.kind != "ordinal" or not 1 <= (numeral.exact or 0) <= 12:
        return None
    return int(numeral.low), numeral.after


def numbered_month(words: TimeWords, i: int) -> tuple[int, int] | None:
    """شهر 10, شهر ثلاثة: the number of a month behind the noun, and the token after it; a number that counts something is none."""
    numeral = words.numeral(i, bare=True)
    value = numeral.exact if numeral is not None and numeral.kind in ("digits", "words") and not numeral.definite else None
    if numeral is None or value is None or not 1 <= value <= 12:
        return None
    after = numeral.after
    follows = after >= words.count or words.kinds[after] != WORD or words.shift(after) or words.has_particle(after) or words.unit(after, "year")
    return (value, after) if follows else None
