"""What lies behind a story: what the text dates long before it, tells in the pluperfect, or reminds of.

Source: Ryding (2005), 21 (the pluperfect); Badawi, Carter and Gully (2004), 3.10 (كان with and without قد); Hopper (1979), on what sets the
scene and what moves the story on.
"""

from __future__ import annotations

from datetime import timedelta

from riwaya.lexicon.entries import Particle
from riwaya.model import TimeExpression
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.told import Telling, is_before, is_with_told, is_within, limits
from riwaya.read.tags import AUXILIARY, LIMIT, PARTICLE, VERB
from riwaya.text.inflection import PAST
from riwaya.text.tokens import MARK

_OLD = timedelta(days=30)
"""What the text itself dates further back than this is past."""
_YEAR = timedelta(days=366)
_RECENT = timedelta(days=7)
_PARTICULARS = 2
_FAR = 8
_OPENING = 4


def is_old(t: Telling) -> bool:
    """Dated more than a month before the story; what a main clause tells of a day or month, with particulars, only if more than a year before."""
    if not is_before(t, _OLD):
        return False
    return is_before(t, _YEAR) or not (_is_told_fully(t) or is_with_told(t))


def _is_told_fully(t: Telling) -> bool:
    """Told by the verb of a main clause, with a day or a month and two other particulars: `في يناير أطلقت طائرة صواريخ على منزل في باجور`."""
    day = t.day
    if (
        t.verb < 0
        or t.verb != t.item.frame.clause.verb
        or t.clause.opener in ("relative", "conjunction", "resume")
        or day is None
        or day.from_ is None
        or day.to is None
    ):
        return False
    clause = t.item.frame.clause
    counted = any(other.counts for other in t.here if other.frame.clause is clause)  # وأدى هجوم بسيارة مفخخة في مارس إلى مقتل 51
    return day.to - day.from_ <= _OLD and len(t.own | {"number"} if counted else t.own) > _PARTICULARS


def is_set_back(t: Telling) -> bool:
    """In the pluperfect, and not of the last days: `وكانت القوات قد قصفت البلدة`."""
    parse = t.parse
    if t.verb < 1 or (parse.tokens.words[t.verb - 1] != "قد" and not _has_subject_before(t)):
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[t.verb]][0]
    before = [j for j in range(max(first, t.verb - _FAR), t.verb) if parse.tags[j] & AUXILIARY]
    for j in before:
        hit = next((h for h in parse.hits[j] if isinstance(h.entry, Particle) and h.entry.type == "past_auxiliary"), None)
        if hit is not None:
            resumed = any(h.pronoun for h in parse.hits[t.verb])
            asyndetic = j > first and not hit.before.conjunction and (resumed or parse.tokens.kinds[j - 1] != MARK)
            return asyndetic or not is_within(t, _RECENT)  # جثث رجال كان مسلحون قد خطفوهم أمس
    return False


def _has_subject_before(t: Telling) -> bool:
    """True for a past verb that only its subject parts from the auxiliary: `كان ثلاثة جنود قتلوا`."""
    parse, clause = t.parse, t.item.frame.clause
    form = t.item.frame.form if t.item.frame.finite else clause.form
    if t.verb != clause.verb or form is None or form.part != PAST or not parse.tags[clause.first] & AUXILIARY:
        return False
    between = [j for j in parse.tokens_in(clause.first + 1, t.verb, PARTICLE) if parse.group_at[j] is None]
    counted = {j for amount in parse.amounts_in(clause.first, t.verb) for j in range(amount.first, amount.after)}
    return t.verb <= clause.first + _FAR and counted.issuperset(between)


def is_recalled(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """In a sentence that reminds, of no day that is not long past: `يذكر أن الوزير نجا من محاولة اغتيال`."""
    return (t.day is None or is_before(t, _OLD)) and _reminds(t) and not _is_dated(t, times)


def _is_dated(t: Telling, times: tuple[TimeExpression, ...]) -> bool:
    """True where some day of the last month stands in the sentence; words for today or this night are fresh on any day."""
    parse, at = t.parse, t.item.trigger[0]
    published = parse.stories[parse.story_of(at)].published
    here = [n for n in parse.times_in(*parse.tokens.sentences[parse.tokens.sentence_of[at]]) if parse.raw_times[n].kind in ("day", "night")]
    if published is None:
        return any((offset := parse.raw_times[n].offset) is not None and offset >= -_OLD.days for n in here)
    return any((day := times[n].to) is not None and published - day <= _OLD for n in here)


def is_set_going(t: Telling) -> bool:
    """True where the main clause only sets the scene, with كان and no past verb: `كان الجنود نائمين عندما قصفت الطائرات المعسكر`."""
    parse = t.parse
    first = parse.tokens.sentences[parse.tokens.sentence_of[t.clause.first]][0]
    first = next((j for j in range(t.clause.first - 1, first, -1) if parse.tokens.kinds[j] == MARK), first)
    verbs = parse.tokens_in(first, t.clause.first, VERB)
    if any(form is not None and form.part == PAST for form in (is_finite(parse, j) for j in verbs)):
        return False
    auxiliaries = parse.tokens_in(first, t.clause.first, AUXILIARY)
    return any(isinstance(h.entry, Particle) and h.entry.type == "past_auxiliary" for j in auxiliaries for h in parse.hits[j])


def _reminds(t: Telling) -> bool:
    """In a sentence that opens with words of reminding: `يذكر أن`, `وتجدر الإشارة إلى أن`."""
    parse = t.parse
    first = parse.tokens.sentences[parse.tokens.sentence_of[t.item.trigger[0]]][0]
    return any("recall" in limits(parse, j) for j in parse.tokens_in(first, min(first + _OPENING, t.item.trigger[0]), LIMIT))
