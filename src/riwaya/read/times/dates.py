"""Dates of the calendar in every written shape: 13 أيار/مايو 2022, الثالث من فبراير, 04.05.2025, March 21, 2025, 12 رمضان 1445."""

from __future__ import annotations

from riwaya.lexicon.entries import Head
from riwaya.lexicon.scan import Hit
from riwaya.read.times.hijri_dates import read_hijri_tail
from riwaya.read.times.numerals import ANDS, Numeral
from riwaya.read.times.numeric import numbered_month, ordinal_month, read_numeric
from riwaya.read.times.raw import DateParts
from riwaya.read.times.words import TimeWords, entry_of
from riwaya.text.tokens import NUMBER, WORD

_ARTICLE, _SHORTEST = "ال", 4
_DIGITS = frozenset("0123456789")
_FEMININE = "ه"
"""A folded ة: الـ15 الحالية counts what is feminine, as no month is."""
_EVERY = frozenset(("كل",))
_MOST_PARTS = 5
"""الأول منه is rather a part of a book or of an agreement than a day."""
_NAMERS = frozenset(("place_head", "facility", "body", "force"))


def read_date(words: TimeWords, i: int, *, bare: bool = False) -> DateParts | None:
    """The date that starts at token i with its day, or in the English order with its month."""
    found = read_numeric(words, i) or _first_of_month(words, i, bare=bare)
    if found is not None:
        return found
    number = words.day_number(i, bare=bare) or _worded_day(words, i, bare=bare)
    if number is None:
        return _month_first(words, i, bare=bare)
    if number.kind == "ordinal" and _qualifies(words, number):
        return None
    after, day_to = _second_day(words, number.after)
    found = _of_month(words, i, number.exact or 0, after)
    if found is None:
        return None
    found.day_to, found.ordinal = day_to, number.kind == "ordinal" and day_to is None
    return None if recurs(words, found.after) else found if found.month is None or found.hijri or not _names(words, i, found) else None


def recurs(words: TimeWords, i: int) -> bool:
    """من كل عام at token i: what stands before it names no one day."""
    k = words.over_of(i)
    return k < words.count and words.words[k] in _EVERY and words.unit(k + 1, "year", "month") is not None


def _qualifies(words: TimeWords, number: Numeral) -> bool:
    """العشرية الأولى من سبتمبر: the ordinal numbers the noun before it, which is no day."""
    i = number.first - 1
    if i < 0 or number.preposition or number.joined or (number.exact or 0) > _MOST_PARTS or not words.words[i].startswith(_ARTICLE):
        return False
    return len(words.words[i]) > _SHORTEST and words.find(i, "weekday", "deictic", "narrated") is None and words.unit(i, "day") is None


def _of_month(words: TimeWords, i: int, day: int, after: int) -> DateParts | None:
    """The month behind a day that ends before token `after`: مايو, من شهر أيار, من الشهر الجاري, 12 رمضان; the day starts at token i."""
    k = words.over_of(after)
    if k == after:
        k = _over_mark(words, i, k)
    unit = words.unit(k, "month")
    named = unit.after if unit is not None and not unit.before.article and entry_of(unit).value == 1 else k
    month = read_month(words, named, dated=True)
    if month is not None:
        found = DateParts(month.after, day, None, entry_of(month).value)
        found.after = over_twin(words, month)
        read_month_tail(words, found)
        return found
    hijri = words.find(named, "hijri_month", bare=True)
    if hijri is not None:
        return read_hijri_tail(words, hijri, day)
    numbered = numbered_month(words, named) if named > k else ordinal_month(words, k) if k > after else None
    if numbered is not None:
        found = DateParts(numbered[1], day, None, numbered[0])
        read_month_tail(words, found)
        return found if named > k or found.year is not None or not is_of_something(words, numbered[1]) else None
    told = words.kinds[after - 1] == NUMBER and words.has_particle(i - 1)
    if words.find(after, "of_it", bare=True) and (told or (words.kinds[i] == WORD and day > _MOST_PARTS)):
        return DateParts(after + 1, day, None, shift=0, narrated=True, month_unit=True)
    if k == after and words.find(k, "this", bare=True) is None:
        return _of_month_untied(words, i, day, after) if words.words[after - 1][-1] in _DIGITS else None
    return _of_shifted_month(words, k, day) or (_of_present(words, i, day, k) if day > _MOST_PARTS or told else None)


def _over_mark(words: TimeWords, i: int, k: int) -> int:
    """The token behind a slash or dash before a month at token k, or behind the dot of 2. أكتوبر, where the day is not the end of a sentence."""
    marked = words.over_slash(k)
    if marked == k and k < words.count and words.words[k] == "." and words.glued(k):
        opened = i == 0 or words.has_particle(i - 1) or words.unit(i - 1, "day") or words.ends_phrase(i - 1)
        marked = k + 1 if opened else k
    return marked if marked > k and words.find(marked, "month", "hijri_month", bare=True) else k


def _worded_day(words: TimeWords, i: int, *, bare: bool) -> Numeral | None:
    """واحد وعشرين مايو behind في or يوم: a cardinal in words, right before its month."""
    numeral = words.numeral(i, bare=bare)
    if numeral is None or numeral.kind != "words" or not 1 <= (numeral.exact or 0) <= 31 or words.find(numeral.after, "month", bare=True) is None:
        return None
    return numeral if words.has_particle(i - 1) or words.unit(i - 1, "day") else None


def _first_of_month(words: TimeWords, i: int, *, bare: bool) -> DateParts | None:
    """أول يناير, فاتح ماي, الفاتح من نوفمبر, غرة رمضان."""
    first = words.find(i, "nth", bare=bare)
    if first is None or entry_of(first).value != 1 or (first.before.article and not entry_of(first).unit):
        return None
    k = words.over_of(first.after) if entry_of(first).unit else first.after
    if words.find(k, "month", "hijri_month", bare=True) is None and (words.unit(k, "month") is None or not entry_of(first).unit):
        return None
    return _of_month(words, i, 1, first.after)


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
        unit = words.unit(words.over_of(found.after), "year")
        year = words.year(unit.after) if unit is not None and not unit.before.conjunction else words.year(found.after) if unit is None else None
        if year is not None:  # نوفمبر الفائت من العام 2017
            found.year, found.after = year
        return
    dotted = found.day is not None and i < words.count and words.words[i] == "." and words.glued(i)
    year = words.year(i + 1 if dotted else words.over_comma(i)) or _old_year(words, i, found)
    if year is not None:
        found.year, found.after = year
        return
    k = words.over_of(i)
    year = words.year(k) if k > i else None
    if year is not None:
        found.year, found.after = year
        return
    if not read_year_phrase(words, k, found):
        k = words.over_in(i)
        if words.unit(k, "year") is not None:
            read_year_phrase(words, k, found)


def _old_year(words: TimeWords, i: int, found: DateParts) -> tuple[int, int] | None:
    """The year of 5 ديسمبر 1391 at the phrase's end; None for a year of our times, which needs no such care."""
    numeral = words.numeral(i, bare=True) if found.day is not None else None
    if numeral is None or numeral.kind != "digits" or not 1000 <= (numeral.exact or 0) < 1600 or not words.ends_phrase(numeral.after):
        return None
    return int(numeral.low), numeral.after


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


def _of_shifted_month(words: TimeWords, i: int, day: int) -> DateParts | None:
    """19 من الشهر نفسه, العاشر من الشهر الجاري, من هذا الشهر."""
    narrated = words.find(i, "narrated", bare=True)
    if narrated is not None and entry_of(narrated).unit == "month":
        return DateParts(narrated.after, day, None, shift=entry_of(narrated).value, narrated=True, month_unit=True)
    this = words.find(i, "this", bare=True)
    unit = words.unit(this.after if this is not None else i, "month")
    if unit is None or not unit.before.article or entry_of(unit).value != 1:
        return None
    if this is not None:
        return DateParts(unit.after, day, None, shift=0, month_unit=True)
    shift = words.shift(unit.after)
    return DateParts(shift.after, day, None, shift=entry_of(shift).value, month_unit=True) if shift is not None else None


def _of_month_untied(words: TimeWords, i: int, day: int, after: int) -> DateParts | None:
    """في 15 الجاري, الاثنين 15 الحالي, في 10 الشهر الجاري: a day in figures and its month, the من between them left out.

    With its noun only behind في, منذ or يوم: قتل 10 الشهر الماضي and ارتفع إلى 10 الشهر الماضي count.
    """
    if words.unit(after, "month") is None:
        return _of_present(words, i, day, after)
    return _of_shifted_month(words, after, day) if _follows_day(words, i) or words.has_particle(i - 1, "particles.fi", "particles.manadh") else None


def _of_present(words: TimeWords, i: int, day: int, k: int) -> DateParts | None:
    """The الجاري or الحالي at token k that stands for this month, where a preposition or a word of days stands before the number."""
    shift = words.shift(k)
    if shift is None or entry_of(shift).value or words.words[k][-1] == _FEMININE:
        return None
    told = _follows_day(words, i) or words.has_particle(i - 1)
    return DateParts(shift.after, day, None, shift=0, month_unit=True) if told else None


def _follows_day(words: TimeWords, i: int) -> bool:
    """True for a number behind يوم, a weekday or a part of the day."""
    return words.unit(i - 1, "day") is not None or words.find(i - 1, "weekday", "part") is not None


def is_of_something(words: TimeWords, i: int) -> bool:
    """اليوم التالي للهجوم, الشهر الثامن من الحرب: token i opens what is counted from, which no day need be told of."""
    if words.has_particle(i, "particles.man", "particles.of"):
        return True
    return i < words.count and any(hit.before.preposition == "ل" for hit in words.parse.hits[i])


def _month_first(words: TimeWords, i: int, *, bare: bool) -> DateParts | None:
    """March 21, 2025; of Arabic months أكتوبر 21، 2022, يناير الثاني والعشرين, تموز 13 إلى 15: a year, an ordinal or the phrase's end closes it."""
    month = words.find(i, "month", bare=bare)
    if month is None or month.before.article:
        return None
    latin = words.printed(month).isascii()
    number = words.day_number(month.after if latin else words.over_slash(month.after), bare=True)
    if number is None or number.kind == "words" or (latin and number.kind != "digits"):
        return None
    after, day_to = _second_day(words, number.after)
    found = DateParts(after, number.exact, day_to, entry_of(month).value)
    read_month_tail(words, found)
    closed = found.year is not None or number.kind == "ordinal" or words.ends_phrase(after) or day_to is not None
    if not latin and (not closed or words.find(number.after, "month", bare=True)):
        return None
    return found


def _names(words: TimeWords, i: int, found: DateParts) -> bool:
    """True for a date inside a name (مدينة 6 أكتوبر): a head without article right before it, and no year of its own."""
    if i == 0 or found.year is not None or found.shift is not None or words.numerals[i].preposition or words.numerals[i].joined:
        return False
    hits = words.parse.hits[i - 1]
    if not any(isinstance(h.entry, Head) and h.entry.type in _NAMERS and h.after == i and not h.before.article and not h.pronoun for h in hits):
        return False
    words.named.update(range(i, found.after))
    return True
