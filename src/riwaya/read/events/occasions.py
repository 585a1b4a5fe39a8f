"""What a clause only hangs on: what identifies something else, what frames a talk, what is long past by no count, what is yet to prove.

A relative clause identifies through a verb of thinking as it does by itself; a phrase of topic set in front frames the talk; a report is
younger than what it tells of. Source: Ryding (2005), 14.3 (relatives with a resumptive pronoun), 16 (prepositions), 21 (tenses); Badawi,
Carter and Gully (2004), 6 (coordination) and 7 (subordinate clauses); Labov (1972), orientation.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from riwaya.lexicon.entries import Cue, Time
from riwaya.model import TimeExpression
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.quantities import Count
from riwaya.read.events.sharing import Happening
from riwaya.read.events.told import Telling, start_of
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, AUXILIARY, CUE, NUMBER, TIME, VERB
from riwaya.text.function_words import ALL_RELATIVES, BEFORE, FOLLOWING, IN_WHICH, MUCH, TOPICAL
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK

_OLD = timedelta(days=30)
_YEAR = timedelta(days=366)
_OPENING = 6
_VAGUE = 4
_NEAR = 2
_FIGURES = ("number", "day")
_LONG = ("month", "year", "decade", "century")
_SORTS = ("background.sort", "background.bare", "background.aside")
_SPEAKERS = ("person", "organization", "medium", "group")
_PLURAL = ("وا", "ون")
_OF_ONE = frozenset(("الذي", "التي"))
_COMMAS = frozenset("،,")


def is_thought_of(t: Telling) -> bool:
    """Under a verb of thinking or saying that a relative opens, of one who does not speak: `الموقع الذي يعتقد أنهم فجروا فيه القنبلة`."""
    parse, at = t.parse, t.clause.first
    words, relative = parse.tokens.words, at - 2
    if t.clause.opener != "that" or relative < 0 or words[relative] not in ALL_RELATIVES:
        return False
    form = is_finite(parse, at - 1)
    if form is None:
        return False
    if words[relative] in _OF_ONE and words[at - 1].endswith(_PLURAL):
        return True  # الجيش الذي قالوا إنه يطوق منطقتهم
    head = parse.group_at[relative - 1] if relative else None
    resumed = any(words[j] in IN_WHICH for j in range(at, t.clause.after))
    return form.part == PRESENT and resumed and (head is None or head.type not in _SPEAKERS)


def is_to_prove(t: Telling) -> bool:
    """The subject, without a day, of a verb of the future: `وقوع هجوم مشترك سيفضح الاتفاق`."""
    frame, clause = t.item.frame, t.item.frame.clause
    if frame.finite or "day" in t.own or clause.form is None or clause.form.part != PRESENT or clause.verb < t.item.trigger[1]:
        return False
    future = t.parse.tokens.words[clause.verb - 1] == "سوف" or any(h.before.future for h in t.parse.hits[clause.verb])
    return future and start_of(t) == clause.first + (clause.opener == "that")


def frames_a_talk(t: Telling) -> bool:
    """In a phrase of topic before the verb of speech whose sentence it opens: `وحول ما بثته القناة عن تفجير أودى بحياة 14، علق الوزير`."""
    parse, at = t.parse, t.item.trigger[0]
    first, after = parse.tokens.sentences[parse.tokens.sentence_of[at]]
    words = parse.tokens.words
    if words[first].removeprefix("و") not in TOPICAL:
        return False
    for j in parse.tokens_in(first, after, CUE):
        if j > first and words[j - 1] in _COMMAS and parse.tags[j] & VERB:
            form = is_finite(parse, j)
            if form is not None and form.part == PAST:
                return at < j
    return False


def is_anyone(parse: Parse, count: Count) -> bool:
    """True for one that only a noun in the singular counts: `يصيب شخصا` may be said of anyone."""
    return count.min == count.max == 1 and not parse.amounts_in(count.first, count.after)


def is_listed(t: Telling) -> bool:
    """Joined right to a noun that only names a sort of deed, and without number or day itself: `اعتقالات تعسفية وتوقيف أشخاص`."""
    frame, parse = t.item.frame, t.parse
    if frame.finite or not (frame.hit.before.conjunction or parse.conjoins(start_of(t))) or not t.own.isdisjoint(_FIGURES):
        return False
    at = start_of(t)
    before = next((other for other in reversed(t.here) if other.trigger[0] < at), None)
    if before is None or before.background not in _SORTS or before.frame.finite:
        return False
    return all(parse.tags[j] & ADJECTIVE and parse.tokens.kinds[j] != MARK for j in range(before.trigger[1], at))


def is_long_ago(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """Of a verb's clause that sets it so many months or years back (`قتل في غارة قبل سنوات`), or in a sentence that opens there."""
    if t.day is not None:
        return False
    return _is_ago(t) or _is_set_then(t, times)


def _is_ago(t: Telling) -> bool:
    """Behind it in its clause stands قبل with months or years that nothing counts exactly: `قبل سنوات`, `قبل أكثر من عام`."""
    parse, clause = t.parse, t.item.frame.clause
    words = parse.tokens.words
    low, high = max(clause.first, t.verb), clause.after
    for j in parse.tokens_in(low, high, TIME):
        k = j - 1
        while k > low and k > j - _VAGUE and (parse.tags[k] & NUMBER or words[k] in MUCH):
            k -= 1
        if words[k] == BEFORE and (k < j - 1 or _is_many(parse, j)) and _is_long(parse, j) and _is_own(t, k):
            return True
    return False


def _is_own(t: Telling, at: int) -> bool:
    """True where nothing else is told between it and the time at a token: no comma, no other verb than the one right behind a noun."""
    parse, after = t.parse, t.item.trigger[1]
    if any(parse.tokens.words[j] in _COMMAS for j in range(after, at)) or parse.tokens_in(after, at, AUXILIARY):
        return False
    verbs = parse.tokens_in(after if t.item.frame.finite else after + _NEAR, at, VERB)
    return not any(is_finite(parse, j) for j in verbs if parse.group_at[j] is None)


def _is_long(parse: Parse, i: int) -> bool:
    return any(isinstance(h.entry, Time) and h.entry.type == "unit" and h.entry.unit in _LONG for h in parse.hits[i])


def _is_many(parse: Parse, i: int) -> bool:
    """True for a plural of a unit: `سنوات`."""
    return any(isinstance(h.entry, Time) and h.entry.type == "unit" and h.entry.value != 1 for h in parse.hits[i])


def is_of_old_report(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """In what a report of the past says that is itself more than a month old: `أعلن التنظيم في يونيو الماضي أنه قتلهم`."""
    clause, parse, at = t.clause, t.parse, start_of(t)
    if t.said is None or t.said.act not in ("assert", "confirm") or not (clause.opener == "that" or t.announced):
        return False
    cue = t.said.cues[0][0]
    form = is_finite(parse, cue)
    end = clause.first if clause.opener == "that" else at
    if form is None or form.part != PAST or cue >= end:
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[cue]][0]
    opening = parse.times_in(first, min(first + _OPENING, cue))
    return _all_old(t, [*opening, *parse.times_in(cue, end)], times, length=_OLD)


def _is_set_then(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """Told by a later verb of a sentence, or of a quotation, that opens in a year long past: `في عام 2006 كانت القرية آمنة، ثم دمروها`."""
    parse, clause = t.parse, t.clause
    if t.verb < 0 or clause.opener not in ("verb", "start", "quote"):
        return False
    first, after = parse.tokens.sentences[parse.tokens.sentence_of[t.item.trigger[0]]]
    if t.said is not None and t.said.content is not None and first <= t.said.content[0] <= t.verb:
        first = t.said.content[0]
    opening = parse.times_in(first, min(first + _OPENING, t.verb))
    return len(parse.times_in(first, after)) == len(opening) and _all_old(t, opening, times, length=_YEAR)


def _all_old(t: Telling, numbers: Sequence[int], times: tuple[TimeExpression, ...], *, length: timedelta) -> bool:
    """True where times stand there, and each is a day or more that ended longer than that before the story."""
    published = t.parse.stories[t.parse.story_of(t.item.trigger[0])].published
    ends = [times[n].to for n in numbers]
    return bool(ends) and published is not None and all(end is not None and published - end > length for end in ends)


def is_occasion(t: Telling) -> bool:
    """Behind a preposition of sequence in a sentence that opens with a demand or a judgement, and tells no violence before it."""
    parse, at = t.parse, start_of(t)
    words = parse.tokens.words
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    if words[at - 1] not in FOLLOWING and words[at - 1] not in ("اثر", "اعقاب"):
        return False
    if any(other.trigger[0] < at and not other.background and other.frame.entry.kind in _VIOLENT for other in t.here):
        return False
    verb = next((j for j in parse.tokens_in(first, min(first + _VAGUE, at), CUE) if _acts(parse, j)), -1)
    return verb >= 0 and not any(act in _REPORTS for act in _acts(parse, verb))


def _acts(parse: Parse, i: int) -> set[str]:
    """The acts of the past verb at a token, if it can be one of speech."""
    return {h.entry.act for h in parse.hits[i] if isinstance(h.entry, Cue) and h.form.part == PAST and not h.pronoun}


def goes_with(parse: Parse, at: int, other: Happening) -> bool:
    """True for a noun at a token behind `وإلى` or `وعن`, which takes up the preposition of the verb of another one: `وأدى إلى مقتل …، وإلى أضرار`."""
    light = other.frame.light
    return light is not None and at > light.first and parse.tokens.words[at - 1] in _AGAIN


_REPORTS = ("assert", "confirm", "unverified")
_VIOLENT = frozenset(("strike", "assault", "casualties", "damage", "siege", "detention"))
_AGAIN = frozenset(("والي", "وعن"))
