"""Whether a time lies ahead or behind, by the verbs around it, and whether it is mere background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from riwaya.lexicon.entries import Particle, Status, Time, Word
from riwaya.lexicon.masks import COMPLEMENTISER, PARTICLE
from riwaya.lexicon.scan import Hit
from riwaya.read.times.raw import RawTime
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK, NUMBER

if TYPE_CHECKING:
    from riwaya.read.parse import Parse

_LOOK_BACK = 30
_LOOK_AHEAD = 4
_ANNOUNCED = 3
_STOPS = frozenset(":؛")
FUTURE, PRESENT_TENSE, PAST_TENSE = 1, 2, -1
_FIRST_PERSON, _THIRD_PERSON = ("سا", "ا"), "ي"
_SHORTEST_VERB = 4
_THAT = frozenset(("particles.an_2", "particles.ala_an"))
PUT_OFF = "dated.to"
_TOWARDS = frozenset(("particles.ila", "particles.hata"))
_LIMITS = frozenset(("particles.qabal", "particles.hata"))
_CLOSED = frozenset(("particles.qabal", "particles.bad", "particles.dun", "particles.man"))


def looks_ahead(parse: Parse, raw: RawTime) -> bool:
    """True where the verb that tells of the time is of the future."""
    return tense_of(parse, raw) == FUTURE


def tense_of(parse: Parse, raw: RawTime) -> int:
    """FUTURE, PRESENT_TENSE or PAST_TENSE by the nearest verb before the time, or right behind a fronted one; 0 where none tells.

    A present does not hide a future before it: سيستمر حتى نهاية الموسم الذي ينتهي في سبتمبر.
    """
    tokens, hits, tags = parse.tokens, parse.hits, parse.tags
    first, after = tokens.sentences[tokens.sentence_of[raw.first]]
    nearest = 0
    for i in range(raw.first - 1, max(first, raw.first - _LOOK_BACK) - 1, -1):
        if tokens.kinds[i] == MARK and tokens.words[i] in _STOPS:
            break
        if not nearest and tags[i] & COMPLEMENTISER and _is_complementiser(hits[i]) and _is_fronted(parse, i + 1, raw.first):
            nearest = _tense_behind(parse, raw, after)
            if nearest:
                return nearest
        tense = _tense(hits[i]) if hits[i] else _promised(parse, i)
        if tense == PRESENT_TENSE and i > first:
            tense = _subjunctive(parse, i) or tense
        if tense in (FUTURE, PAST_TENSE):
            return FUTURE if tense == FUTURE else nearest or PAST_TENSE
        nearest = nearest or tense
    if nearest or not _is_fronted(parse, first, raw.first):
        return nearest
    return _tense_behind(parse, raw, after)


def _tense_behind(parse: Parse, raw: RawTime, after: int) -> int:
    return next((tense for i in range(raw.after, min(raw.after + _LOOK_AHEAD, after)) if (tense := _tense(parse.hits[i]))), 0)


def _is_complementiser(hits: list[Hit]) -> bool:
    return any(type(hit.entry) is Particle and hit.entry.type == "complementiser" for hit in hits)


def opens_in_present(parse: Parse, raw: RawTime) -> bool:
    """تنظم إيران السبت جنازة, وتستضيف المدينة الخميس جلسة: a sentence that opens with a present tense and soon names a day announces it."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[raw.first]][0]
    return 1 <= raw.first - first <= _ANNOUNCED and _tense(parse.hits[first]) == PRESENT_TENSE and not may_tell_of_past(parse, raw)


def may_tell_of_past(parse: Parse, raw: RawTime) -> bool:
    """True where the sentence holds a word that may be a verb of the past."""
    first, after = parse.tokens.sentences[parse.tokens.sentence_of[raw.first]]
    return any(hit.form.part == PAST for i in range(first, after) if not raw.first <= i < raw.after for hit in parse.hits[i])


def date_tense(parse: Parse, raw: RawTime) -> int:
    """The tense of a date without its year: that of `tense_of`, but FUTURE for what is put off and 0 behind منذ."""
    return 0 if is_since(parse, raw) else FUTURE if _is_put_off(parse, raw) else tense_of(parse, raw)


def _is_put_off(parse: Parse, raw: RawTime) -> bool:
    """أجلت المحكمة القضية إلى 12 أبريل: what is put off to a day lies ahead, unless it is told as background (كانت قد أجلت)."""
    entry = parse.lexicon.by_id.get(PUT_OFF)
    if not raw.first or not isinstance(entry, Time) or not (_has_particle(parse.hits[raw.first - 1], _TOWARDS) or _is_for(parse, raw.first)):
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[raw.first]][0]
    put_off = False
    for i in range(raw.first - 1, max(first, raw.first - _LOOK_BACK) - 1, -1):
        for hit in parse.hits[i]:
            found = hit.entry
            if type(found) is Particle and found.type == "past_auxiliary":
                return False
            put_off = put_off or (type(found) is Word and found.lemma in entry.forms and not parse.tags[i] & PARTICLE)
    return put_off


def _is_for(parse: Parse, i: int) -> bool:
    """True where ل is glued to token i or to the noun before it (لجلسة 20 أكتوبر), or إلى stands before that noun."""
    glued = any(hit.before.preposition == "ل" for j in (i - 1, i) for hit in parse.hits[j])
    return glued or (i > 1 and _has_particle(parse.hits[i - 2], _TOWARDS))


def is_untold(parse: Parse, raw: RawTime) -> bool:
    """True where no verb tells whether the time lies ahead or behind, and none may tell of the past (قمة 17 مايو)."""
    return not tense_of(parse, raw) and not is_since(parse, raw) and not may_tell_of_past(parse, raw)


def _is_fronted(parse: Parse, first: int, after: int) -> bool:
    """True where only marks, particles and words of time stand before a time: وفي يوم الخميس ستعقد."""
    return all(
        parse.tokens.kinds[i] in (MARK, NUMBER) or any(isinstance(hit.entry, (Particle, Time)) for hit in parse.hits[i]) for i in range(first, after)
    )


def _tense(hits: list[Hit]) -> int:
    """The tense that a token's readings agree on; 0 where they do not tell."""
    past = present = nominal = planned = future = False
    for hit in hits:
        entry, part = hit.entry, hit.form.part
        if type(entry) is Time and entry.type == "outlook":
            return FUTURE
        if hit.before.future:
            future = True
            continue
        past = past or part == PAST
        present = present or part == PRESENT
        planned = planned or (type(entry) is Status and entry.status == "planned")
        nominal = nominal or (part not in (PAST, PRESENT) and not isinstance(entry, (Particle, Time)) and not hit.pronoun)
    if future and not (past or nominal):
        return FUTURE
    if planned and not past:
        return FUTURE
    if past:
        return 0 if nominal or present else PAST_TENSE
    return PRESENT_TENSE if present and not nominal else 0


def first_person_verbs(parse: Parse, i: int) -> list[Word]:
    """The verbs of سأعود, سوف أعود at token i, where it has no other reading: forms of the first person singular stand in no list.

    Its third person is looked up instead. Source: Ryding (2005), chapter 21 (the imperfect: its first person has the prefix أ).
    """
    word = parse.tokens.words[i].removeprefix("و")
    if parse.hits[i] or len(word) < _SHORTEST_VERB or not word.startswith(_FIRST_PERSON):
        return []
    stem = word.removeprefix("س")
    if stem == word and "أ" not in parse.document.text[slice(*parse.span(i, i + 1))]:
        return []
    lexicon = parse.lexicon
    at = lexicon.words.get(_THIRD_PERSON + stem[1:])
    readings = lexicon.readings_at(at) if at is not None else ()
    return [entry for entry, use in readings if use.form.part == PRESENT and type(entry) is Word]


def _promised(parse: Parse, i: int) -> int:
    """FUTURE for سأعود; 0 for any other word without a reading."""
    return FUTURE if "سا" in parse.tokens.words[i][:3] and first_person_verbs(parse, i) else 0


def _subjunctive(parse: Parse, i: int) -> int:
    """FUTURE for a verb behind أن, which tells of what is yet to be, but not behind قبل أن and its like; 0 where there is no أن."""
    if not _has_particle(parse.hits[i - 1], _THAT):
        return 0
    return PAST_TENSE if i > 1 and _has_particle(parse.hits[i - 2], _CLOSED) else FUTURE


def _has_particle(hits: list[Hit], ids: frozenset[str]) -> bool:
    return any(type(hit.entry) is Particle and hit.entry.id in ids and not hit.before.preposition for hit in hits)


def is_background(parse: Parse, raw: RawTime) -> bool:
    """True inside a relative clause (الحرب التي اندلعت في …): its day does not move the narration."""
    tokens = parse.tokens
    first = tokens.sentences[tokens.sentence_of[raw.first]][0]
    for i in range(raw.first - 1, max(first, raw.first - _LOOK_BACK) - 1, -1):
        if tokens.kinds[i] == MARK:
            return False
        for hit in parse.hits[i]:
            entry = hit.entry
            if type(entry) is Particle and entry.type == "relative" and entry.lemma.startswith("ال"):
                return True
    return False


def is_limit(parse: Parse, raw: RawTime) -> bool:
    """True behind قبل or حتى: a term set for something (قبل نهاية الشهر), no day that the narration reaches."""
    return bool(raw.first) and _has_particle(parse.hits[raw.first - 1], _LIMITS)


def is_since(parse: Parse, raw: RawTime) -> bool:
    """True behind منذ: what began then is past, whatever the tense of its verb."""
    if not raw.first:
        return False
    return any(type(hit.entry) is Time and hit.entry.unit == "since" for hit in parse.hits[raw.first - 1])
