"""What only English writes of times: `the 9th of May`, `May 3-7`, `in 2023`, `in March`, `mid-April`, `a year ago`.

Everything else the readers of times find with the English lexicon.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from riwaya.lexicon.entries import Time
from riwaya.lexicon.scan import Hit
from riwaya.read.times.calendar import is_year
from riwaya.read.times.raw import RawTime
from riwaya.text.function_words_english import AUXILIARY, COORDINATE, PREPOSITIONS, RELATIVE, SUBORDINATE
from riwaya.text.tokens import NUMBER, WORD

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_ORDINAL = frozenset(("st", "nd", "rd", "th"))
_DAY_AND_YEAR = re.compile(r"(\d{1,2}),(\d{4})")
_BEFORE_PERIOD = frozenset(("in", "since", "until", "till", "by", "during", "of", "from", "through", "before", "after"))
_RANGE = frozenset(("to", "-", "–"))
_SECTIONS = {"mid": "middle", "early": "start", "late": "late"}
_MAY_FOLLOW = PREPOSITIONS | COORDINATE | RELATIVE | SUBORDINATE | AUXILIARY


def add_english_times(parse: Parse, found: list[RawTime]) -> list[RawTime]:
    """The times found so far with those of English writing, which take the place of shorter ones that they cover; in token order."""
    added: list[RawTime] = []
    for stretch in parse.stretches:
        if stretch.lexicon.language != "en":
            continue
        i = stretch.first
        while i < stretch.after:
            raw = _read(parse, i) if parse.tokens.kinds[i] in (WORD, NUMBER) else None
            if raw is not None and not any(old.first <= raw.first and old.after >= raw.after for old in found):
                added.append(raw)
            i = raw.after if raw is not None else i + 1
    kept = [old for old in found if not any(new.first < old.after and old.first < new.after for new in added)]
    return sorted([*kept, *added], key=lambda raw: raw.first) if added else found


def _read(parse: Parse, i: int) -> RawTime | None:
    raw = _date(parse, i) or _period(parse, i) or _ago(parse, i)
    if raw is not None:
        raw.entries = tuple(h.entry.id for j in range(raw.first, raw.after) for h in parse.hits[j] if isinstance(h.entry, Time))[:3]
    return raw


def _date(parse: Parse, i: int) -> RawTime | None:
    """`9th of May, 2024`; `May 9th`, `May 9,2024`, `May 3-7`, `May 3 to 7`."""
    words = parse.tokens.words
    day = _day(parse, i)
    if day is not None and day[1] > i + 1:
        k = day[1] + int(_word(parse, day[1]) == "of")
        month = _hit(parse, k, "month")
        if month is not None:
            year, after = _year(parse, month.after)
            return RawTime(i, after, "day", "time.date", day=day[0], month=_value(month), year=year)
    month = _hit(parse, i, "month")
    if month is None:
        return None
    glued = _DAY_AND_YEAR.fullmatch(_word(parse, month.after))
    if glued is not None and is_year(int(glued[2])) and int(glued[1]) <= 31:
        return RawTime(i, month.after + 1, "day", "time.date", day=int(glued[1]), month=_value(month), year=int(glued[2]))
    day = _day(parse, month.after)
    if day is None:
        return None
    after, last = day[1], None
    if _word(parse, after) in _RANGE and (to := _day(parse, after + 1)) is not None and to[0] > day[0] and _hit(parse, to[1], "month") is None:
        last, after = to[0], to[1]
    year, end = _year(parse, after)
    if last is None and day[1] == month.after + 1:
        return None  # May 9: found already
    return RawTime(i, end, "day", "time.date", day=day[0], day_to=last, month=_value(month), year=year) if words else None


def _period(parse: Parse, i: int) -> RawTime | None:
    """`in 2023`, `in March`, `mid-April 2023`."""
    word, before = _word(parse, i), _word(parse, i - 1) if i else ""
    if parse.tokens.kinds[i] == NUMBER:
        plain = len(word) == 4 and word.isdigit() and is_year(int(word)) and before in _BEFORE_PERIOD
        return RawTime(i, i + 1, "year", "time.year", year=int(word)) if plain and _closes(parse, i + 1) else None
    prefix, hyphen, name = word.partition("-")
    if hyphen and prefix in _SECTIONS and (value := _month_named(parse, name)):
        year, after = _year(parse, i + 1)
        return RawTime(i, after, "month", "time.month", month=value, year=year, section=_SECTIONS[prefix])
    month = _hit(parse, i, "month")
    if month is None or before not in _BEFORE_PERIOD or _day(parse, month.after) is not None:
        return None
    start, _ = parse.span(i, i + 1)
    if not parse.document.text[start].isupper() or not _closes(parse, month.after):
        return None
    return RawTime(i, month.after, "month", "time.month", month=_value(month))


def _ago(parse: Parse, i: int) -> RawTime | None:
    """`a year ago`, `a week ago`."""
    unit = _hit(parse, i + 1, "unit") if _word(parse, i) in ("a", "an") else None
    ago = _hit(parse, unit.after, "ago") if unit is not None else None
    if unit is None or ago is None or not isinstance(unit.entry, Time) or unit.entry.unit == "hour":
        return None
    return RawTime(i, ago.after, "ago", "time.ago", shift=-1, unit=unit.entry.unit, least=1, most=1)


def _closes(parse: Parse, i: int) -> bool:
    """True where no noun follows that the number would count: `in 2012`, but not `in 2012 cases`."""
    return i >= len(parse.tokens) or parse.tokens.kinds[i] != WORD or parse.tokens.words[i] in _MAY_FOLLOW


def _day(parse: Parse, i: int) -> tuple[int, int] | None:
    """The day of a month at token i and the token behind it and its ordinal ending."""
    word = _word(parse, i)
    if not (word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    glued = _word(parse, i + 1) in _ORDINAL and parse.tokens.starts[i + 1] == parse.tokens.ends[i]
    return int(word), i + 1 + int(glued)


def _year(parse: Parse, i: int) -> tuple[int | None, int]:
    """The year at token i, behind a comma or not, and the token behind it."""
    k = i + int(_word(parse, i) == ",")
    word = _word(parse, k)
    return (int(word), k + 1) if len(word) == 4 and word.isdigit() and is_year(int(word)) else (None, i)


def _word(parse: Parse, i: int) -> str:
    return parse.tokens.words[i] if 0 <= i < len(parse.tokens) else ""


def _hit(parse: Parse, i: int, kind: str) -> Hit | None:
    hits = parse.hits[i] if 0 <= i < len(parse.tokens) else []
    return next((h for h in hits if isinstance(h.entry, Time) and h.entry.type == kind), None)


def _value(hit: Hit) -> int:
    return hit.entry.value if isinstance(hit.entry, Time) else 0


def _month_named(parse: Parse, name: str) -> int:
    """The number of the month of a name, 0 where it is none."""
    lexicon = next(s.lexicon for s in parse.stretches if s.lexicon.language == "en")
    return next((e.value for e in lexicon.entries if isinstance(e, Time) and e.type == "month" and name in e.forms), 0)
