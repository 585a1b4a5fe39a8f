"""Dates of the calendar in every written shape: 13 أيار/مايو 2022, الثالث من فبراير, 04.05.2025, March 21, 2025, 12 رمضان 1445."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Head
from riwaya.lexicon.scan import Hit
from riwaya.read.calendar import is_year, on_day
from riwaya.read.times_numerals import ANDS
from riwaya.read.times_words import TimeWords, entry_of
from riwaya.text.tokens import NUMBER

_NAMERS = frozenset(("place_head", "facility", "body", "force"))


class DateParts(Struct):
    """A date as written, up to the token `after`; what is not written is None."""

    after: int
    day: int | None = None
    day_to: int | None = None
    month: int | None = None
    year: int | None = None
    shift: int | None = None
    narrated: bool = False
    year_shift: int | None = None
    year_narrated: bool = False
    hijri: bool = False
    month_unit: bool = False


def read_date(words: TimeWords, i: int, *, bare: bool = False) -> DateParts | None:
    """The date that starts at token i with its day, or in the English order with its month."""
    found = _numeric(words, i)
    if found is not None:
        return found
    number = words.day_number(i, bare=bare)
    if number is None:
        return _month_first(words, i, bare=bare)
    after, day_to = _second_day(words, number.after)
    k = words.over_of(after)
    if k == after and words.find(words.over_slash(k), "month", bare=True):
        k = words.over_slash(k)
    unit = words.unit(k, "month")
    month = read_month(words, unit.after if unit is not None and not unit.before.article else k, dated=True)
    if month is not None:
        found = DateParts(month.after, number.exact, day_to, entry_of(month).value)
        found.after = over_twin(words, month)
        read_month_tail(words, found)
        return None if _names(words, i, found) else found
    hijri = words.find(unit.after if unit is not None else k, "hijri_month", bare=True)
    if hijri is not None:
        return _hijri(words, hijri, number.exact or 0)
    return _of_shifted_month(words, k, number.exact, day_to) if k > after else None


def _second_day(words: TimeWords, i: int) -> tuple[int, int | None]:
    """15 و16, 15-16, 15 إلى 16: the token after it and the last day of the range."""
    k = words.over_slash(i)
    if i < words.count and words.words[i] in ANDS:
        k = i + 1
    if words.has_particle(i, "particles.ila", "particles.hata"):
        k = i + 1
    second = words.day_number(k)
    if second is None or second.preposition or not (second.joined or k > i):
        return i, None
    return second.after, second.exact


def read_month(words: TimeWords, i: int, *, dated: bool = False) -> Hit | None:
    """The month at token i; a form that is also another word (مارس, آب) needs a day, a year, a twin, a shift or a preposition."""
    hit = words.find(i, "month", bare=dated)
    if hit is None or hit.before.article:
        return None
    guard = entry_of(hit).unit
    if not guard or dated or words.unit(i - 1, "month") or words.find(i - 1, "section") or _has_company(words, hit):
        return hit
    before = bool(hit.before.preposition) or words.has_particle(i - 1) or words.find(i - 1, "relation", "month") is not None
    if guard == "company" and not words.printed(hit).startswith("آ"):
        return None  # only its madda tells آب from أب
    return hit if before else None


def _has_company(words: TimeWords, hit: Hit) -> bool:
    k = hit.after
    if words.shift(k) or words.year(words.over_of(k)) or words.year(words.over_comma(k)) or over_twin(words, hit) > k:
        return True
    unit = words.unit(words.over_of(k), "year")
    if unit is not None:
        return True
    return words.day_number(k, bare=True) is not None and words.printed(hit).isascii()


def over_twin(words: TimeWords, month: Hit) -> int:
    """The token behind the same month in another tradition: مايو/أيار, مايو (أيار), مايو أيار."""
    after = month.after
    while True:
        k = words.over_slash(after)
        opened = k == after and words.opens(k)
        twin = words.find(k + opened, "month", bare=True)
        if twin is None or entry_of(twin).value != entry_of(month).value:
            return after
        after = words.close(twin.after) if opened else twin.after


def read_month_tail(words: TimeWords, found: DateParts) -> None:
    """The year behind a month, or what moves the month or its year: 2022, من عام 2022, الماضي, من العام نفسه."""
    i = found.after
    shift = words.shift(i)
    if shift is not None:
        found.shift, found.after = entry_of(shift).value, shift.after
        return
    year = words.year(words.over_comma(i))
    if year is not None:
        found.year, found.after = year
        return
    k = words.over_of(i)
    year = words.year(k) if k > i else None
    if year is not None:
        found.year, found.after = year
        return
    read_year_phrase(words, k, found)


def read_year_phrase(words: TimeWords, i: int, found: DateParts) -> bool:
    """عام 2022, العام الماضي, العام نفسه at token i, noted on `found`."""
    narrated = words.find(i, "narrated", bare=True)
    if narrated is not None and entry_of(narrated).unit == "year":
        found.year_shift, found.year_narrated, found.after = entry_of(narrated).value, True, narrated.after
        return True
    unit = words.unit(i, "year")
    if unit is None or unit.before.conjunction or entry_of(unit).value != 1:
        return False
    year = words.year(unit.after)
    if year is not None:
        found.year, found.after = year
        return True
    shift = words.shift(unit.after)
    if shift is None or not unit.before.article:
        return False
    found.year_shift, found.after = entry_of(shift).value, shift.after
    year = words.year(shift.after)
    if year is not None:
        found.year, found.after = year
    return True


def _of_shifted_month(words: TimeWords, i: int, day: int | None, day_to: int | None) -> DateParts | None:
    """19 من الشهر نفسه, العاشر من الشهر الجاري, من هذا الشهر."""
    narrated = words.find(i, "narrated", bare=True)
    if narrated is not None and entry_of(narrated).unit == "month":
        return DateParts(narrated.after, day, day_to, shift=entry_of(narrated).value, narrated=True, month_unit=True)
    this = words.find(i, "this", bare=True)
    unit = words.unit(this.after if this is not None else i, "month")
    if unit is None or not unit.before.article or entry_of(unit).value != 1:
        return None
    if this is not None:
        return DateParts(unit.after, day, day_to, shift=0, month_unit=True)
    shift = words.shift(unit.after)
    return DateParts(shift.after, day, day_to, shift=entry_of(shift).value, month_unit=True) if shift is not None else None


def _month_first(words: TimeWords, i: int, *, bare: bool) -> DateParts | None:
    """March 21, 2025."""
    month = words.find(i, "month", bare=bare)
    number = words.day_number(month.after, bare=True) if month is not None else None
    if month is None or number is None or number.kind != "digits" or not words.printed(month).isascii():
        return None
    found = DateParts(number.after, number.exact, None, entry_of(month).value)
    read_month_tail(words, found)
    return found


def _hijri(words: TimeWords, month: Hit, day: int) -> DateParts:
    after = month.after
    year = words.numeral(after, bare=True)
    if year is not None and year.exact is not None and 1300 <= year.exact <= 1600:
        after = year.after
        if after < words.count and words.words[after] in ("ه", "هجري", "هجريه"):
            after += 1
    return DateParts(after, day, None, entry_of(month).value, hijri=True)


def _numeric(words: TimeWords, i: int) -> DateParts | None:
    """21/10/2022, 04.05.2025, 2025-03-21, 09-أكتوبر-2024."""
    if i >= words.count or words.kinds[i] != NUMBER:
        return None
    word, after = words.words[i], i + 1
    parts = word.replace(".", "/").split("/")
    if len(parts) == 1 and i + 4 < words.count and all(words.words[k] == "-" and words.glued(k) and words.glued(k + 1) for k in (i + 1, i + 3)):
        month = words.find(i + 2, "month")
        parts = [word, str(entry_of(month).value) if month is not None else words.words[i + 2], words.words[i + 4]]
        after = i + 5
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        year, month_number, day = first, second, third
    else:
        day, month_number, year = first, second, third if len(parts[2]) == 4 else 2000 + third
    if month_number > 12 and day <= 12:
        day, month_number = month_number, day
    if len(parts[2]) == 3 or not is_year(year) or on_day(year, month_number, day) is None:
        return None
    return DateParts(after, day, None, month_number, year)


def _names(words: TimeWords, i: int, found: DateParts) -> bool:
    """True for a date inside a name (مدينة 6 أكتوبر): a head without article right before it, and no year of its own."""
    if i == 0 or found.year is not None or found.shift is not None or words.numerals[i].preposition or words.numerals[i].joined:
        return False
    hits = words.parse.hits[i - 1]
    return any(isinstance(h.entry, Head) and h.entry.type in _NAMERS and h.after == i and not h.before.article and not h.pronoun for h in hits)
