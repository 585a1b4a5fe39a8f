"""Days told by a number alone (سأعود في 15), and dates of two figures without a preposition (سأخرج 3/2015): where only a day can be meant.

A number behind في mostly counts (في 15 محافظة), and one with a stroke is a score, a share or a section. It is read as a day only
where it closes its phrase and a word of coming, going or meeting stands before it (`dated` words, times/dated.toml).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Time, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.tags import ARTICLE, GIVEN, NAME, NATION, PARTICLE
from riwaya.read.times.calendar import is_year, on_day
from riwaya.read.times.numeric import pieces_of
from riwaya.read.times.outlook import PUT_OFF, first_person_verbs
from riwaya.read.times.raw import RawTime
from riwaya.read.times.words import TimeWords, entry_of
from riwaya.text.function_words import AMONG, OF_THEM
from riwaya.text.inflection import NOUN
from riwaya.text.tokens import BREAK, MARK, NUMBER, WORD

_ENDS = frozenset(".!?؟،؛,;»”)")
_COMMAS = frozenset("،,")
_PARTS = AMONG | OF_THEM
"""وصلت القوافل في 15، بينها خمس طبية: what follows tells parts of what was counted."""
_SHORT = 8
"""Tokens of a text that is one utterance: longer ones that end without a mark may be cut off before what is counted (في 15 …)."""
_LOOK_BACK = 4
_ALONE = 10
"""في الثاني is often the second of two things: an ordinal up to the tenth is a day only in a short utterance."""
_AT, _NOUN = "dated.at", "dated.noun"
_PARTIES = frozenset(("body", "office", "title"))
_DEFINITE = ARTICLE | NAME | GIVEN | NATION
_TOWARDS = ("particles.ila", "particles.hata")
_LEAST_YEAR, _ROUND, _MONTHS = 1600, 100, 12


def read_bare(words: TimeWords, i: int) -> RawTime | None:
    """The day, month or year that a number at token i tells by itself; None where it may count something."""
    if words.kinds[i] == NUMBER and words.in_figures(i):
        return _figures(words, i)
    last = words.find(i, "nth", bare=True)
    if last is not None:
        raw = _last_day(words, last)
        if raw is not None:
            return raw
    numeral = words.numerals.get(i)
    if numeral is None or not _closes(words, numeral.after):
        return None
    return _day(words, i) or _year(words, i)


def _day(words: TimeWords, i: int) -> RawTime | None:
    """سأعود في 15, يجتمع المجلس في الثاني والعشرين, تأجلت الجلسة إلى 27."""
    number = words.day_number(i)
    if number is None or number.joined or number.kind == "words" or (number.preposition and number.preposition != "ل"):
        return None
    glued = bool(number.preposition)
    k = number.first - 1
    by = (PUT_OFF,) if glued or words.has_particle(k, *_TOWARDS) else (_AT, _NOUN) if words.has_particle(k, "particles.fi") else ()
    if not by or (number.kind == "ordinal" and (number.exact or 0) <= _ALONE and words.count > _SHORT):
        return None
    found = _tells(words, k if glued else k - 1, *by)
    return RawTime(number.first, number.after, "day", "time.day_number", day=number.exact, entries=(found,)) if found else None


def _year(words: TimeWords, i: int) -> RawTime | None:
    """في ألف وسبعمائة وتسعة وثمانين: an exact number of that size that counts nothing."""
    numeral = words.numeral(i, bare=True)
    value = numeral.exact if numeral is not None and numeral.kind == "words" else None
    if numeral is None or value is None or not value % _ROUND or not is_year(value, oldest=_LEAST_YEAR):
        return None
    return RawTime(i, numeral.after, "year", "time.year", year=value) if words.has_particle(i - 1, "particles.fi") else None


def _last_day(words: TimeWords, last: Hit) -> RawTime | None:
    """سأعود في آخر يوم: the last day of something that the words do not name."""
    day = words.unit(last.after, "day") if entry_of(last).value < 0 else None
    if day is None or day.before.length or entry_of(day).value != 1 or not _closes(words, day.after):
        return None
    k = last.first - 1
    if not _tells(words, k - words.has_particle(k, "particles.fi"), _AT):
        return None
    return RawTime(last.first, day.after, "day", "time.last_day", narrated=True, entries=(_AT,))


def _figures(words: TimeWords, i: int) -> RawTime | None:
    """سأعود 4/22, سأخرج في 2015.3: a day and month or a month and year right behind a word of coming, going or meeting."""
    k = i - 1 - words.has_particle(i - 1, "particles.fi", "particles.anad")
    if not _dated(words, k, _AT):
        return None
    parts, after = pieces_of(words, i)
    if len(parts) != 2 or not all(part.isdigit() and len(part) <= 4 for part in parts) or not _closes(words, after):
        return None
    first, second = (int(part) for part in parts)
    lengths = {len(part) for part in parts}
    if 4 in lengths:
        month, year = (first, second) if len(parts[1]) == 4 else (second, first)
        fits = max(lengths) == 4 and min(lengths) <= 2 and 1 <= month <= _MONTHS and is_year(year)
        return RawTime(i, after, "month", "time.month", month=month, year=year, entries=(_AT,)) if fits else None
    day, month = (first, second) if second <= _MONTHS else (second, first)
    is_stroke = "/" in words.words[i] or words.words[i + 1 : i + 2] == ["/"]
    if max(lengths) > 2 or not 1 <= month <= _MONTHS or on_day(2024, month, day) is None:
        return None
    if not (is_stroke and day > _MONTHS) and not (first_person_verbs(words.parse, k) and (is_stroke or day > _MONTHS)):
        return None  # انتهى 22-4 is a score, وصل 4.22 a price, وصل 1/3 a share; only the speaker himself has none of these
    return RawTime(i, after, "day", "time.date_no_year", day=day, month=month, entries=(_AT,))


def _closes(words: TimeWords, i: int) -> bool:
    """True where nothing that is counted can follow at token i; an ellipsis, a single line break and the end of a long text may hide it."""
    if i >= words.count:
        return words.count <= _SHORT
    kind = words.kinds[i]
    if kind == WORD:
        hour = words.unit(i, "hour")
        return hour is not None and hour.before.article
    if kind == BREAK:
        return len(words.words[i]) > 1 or i + 1 == words.count
    if kind != MARK or words.words[i] not in _ENDS:
        return False
    goes_on = words.words[i] in _COMMAS and i + 1 < words.count
    return not (goes_on and (words.kinds[i + 1] == NUMBER or words.words[i + 1] in _PARTS))


def _tells(words: TimeWords, k: int, *kinds: str) -> str:
    """The id of the dated word at token k, or of the verb of the few words that end there; "" where there is none.

    Between them stand only words with the article and names (يعود الرئيس السوري في 15): خرجت مسيرات في 15 may count places.
    """
    for j in range(k, max(k - _LOOK_BACK, -1), -1):
        if words.kinds[j] != WORD:
            return ""
        found = _dated(words, j, *kinds, near=j == k)
        if found:
            return found
        tags = words.parse.tags[j]
        if tags & PARTICLE or j in words.numerals or not (tags & _DEFINITE or _heads_party(words, j)):
            return ""
    return ""


def _heads_party(words: TimeWords, i: int) -> bool:
    """مجلس الوزراء, وزير الخارجية: the head of a body or an office, which its genitive makes definite."""
    return any(type(hit.entry) is Head and hit.entry.type in _PARTIES for hit in words.parse.hits[i])


def _dated(words: TimeWords, k: int, *kinds: str, near: bool = True) -> str:
    """The id of the dated word at token k: a verb; a noun only where it is `near` the number, with its article (الاجتماع في 27); تأجيل as well."""
    if k < 0 or words.parse.tags[k] & PARTICLE:
        return ""
    hits = words.parse.hits[k]
    for kind in kinds:
        entry = words.parse.lexicon.by_id.get(kind)
        forms = entry.forms if isinstance(entry, Time) else ()
        for hit in hits:
            if type(hit.entry) is not Word or hit.entry.lemma not in forms:
                continue
            if hit.form.part != NOUN if kind == _AT else kind == PUT_OFF or (near and hit.entry.part == "noun" and hit.before.article):
                return kind
        if not hits and kind == _AT and any(verb.lemma in forms for verb in first_person_verbs(words.parse, k)):
            return kind
    return ""
