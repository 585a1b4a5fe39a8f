"""What is told of no one time: done as a rule, by and to whole classes of people, or in a story that someone made up.

Source: Ryding (2005), 21.2 (the present of what is habitual); Hopper (1979) on the foreground of a narration, which is told in the past.
"""

from __future__ import annotations

from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import Filler, is_object
from riwaya.read.events.told import Telling, is_while, limits
from riwaya.read.tags import LIMIT, TIME, VERB
from riwaya.text.function_words import EITHER, EVERY, TEMPORAL, WHOEVER
from riwaya.text.inflection import PRESENT
from riwaya.text.tokens import MARK

_STORY = 16
_STATES = ("siege",)
"""Kinds that last: their present tells how things stand."""


def is_customary(t: Telling) -> bool:
    """Told in the present of no one time: each day or as a rule, whenever something else is, or of classes of people alone."""
    verb = _verb_of(t)
    if verb < 0 or t.title or "day" in t.own or t.item.status != "happened":
        return False
    if _goes_on_whoever(t, verb) or (_is_of_each_time(t, verb) and not _is_somewhere(t)):
        return True
    if verb != t.verb or "number" in t.own or t.item.frame.entry.kind in _STATES:
        return False
    words, clause = t.parse.tokens.words, t.clause
    if clause.opener in ("conjunction", "start") and words[clause.first].removeprefix("و") in TEMPORAL and not is_while(t.parse, clause.first):
        return True  # عندما تقصف القوات قرية يهرب السكان
    return _is_of_classes(t)


def _goes_on_whoever(t: Telling, verb: int) -> bool:
    """True for a verb that goes on from one behind `من`: `كل من يقتل مدنيا أو يخطف صحفيا`."""
    parse = t.parse
    words = parse.tokens.words
    if not parse.conjoins(verb) and words[verb - 1] not in EITHER:
        return False
    verbs = parse.tokens_in(max(0, verb - _STORY), verb, VERB)
    before = next((j for j in reversed(verbs) if is_finite(parse, j) is not None), 0)
    return before > 0 and words[before - 1] in WHOEVER and not any(words[j] in "،,." for j in range(before, verb))


def _verb_of(t: Telling) -> int:
    """The token of the present verb that tells it, or in whose clause the noun stands; -1 where that verb is of the past."""
    frame, clause = t.item.frame, t.item.frame.clause
    if t.verb >= 0:
        told = frame.hit if frame.finite else frame.light
        return t.verb if told is not None and told.form.part == PRESENT else -1
    return clause.verb if clause.form is not None and clause.form.part == PRESENT and clause.verb < frame.hit.first else -1


def _is_of_each_time(t: Telling, verb: int) -> bool:
    """Beside an adverb of what is done as a rule, or words for each day or year, in its clause: `يستهدفون عادة`, `كل عام`."""
    parse, clause = t.parse, t.item.frame.clause
    words = parse.tokens.words
    for j in range(clause.first, min(clause.after, t.item.trigger[1] + _STORY)):
        each = words[j].removeprefix("و") in EVERY and j + 1 < len(words) and parse.tags[j + 1] & TIME and parse.time_at(j + 1) is None
        if (each or "custom" in limits(parse, j)) and not any(words[k] in "،,؛" for k in range(min(j, verb), max(j, verb))):
            return True
    return False


def _is_of_classes(t: Telling) -> bool:
    """True where neither who does it, nor whom it hits, nor where it is, is anyone or anywhere in particular: `يتعرض السجناء للضرب`."""
    frame = t.item.frame
    clause = frame.clause
    form = None if clause.verb < 0 or clause.verb >= t.verb else is_finite(t.parse, clause.verb)
    if form is not None and form.part != PRESENT:
        return False  # شوهد مسلحون يطلقون النار
    if _is_somewhere(t):
        return False
    people = [filler for filler in frame.fillers if filler.role in ("actor", "target", "party")]
    if not people:
        return frame.finite and frame.form.number == "p" and not frame.hit.pronoun  # إنهم يخطفون على أبواب المقرات
    return any(_is_class(filler) for filler in people) and all(_is_any(filler) for filler in people)


def _is_somewhere(t: Telling) -> bool:
    """True where the sentence says where it is, and that is less than a country: `تتعرض كييف يوميا لقصف` tells of a place."""
    place = t.item.place
    if place is None or "place" not in t.own or place.level == "country":
        return False
    return place.known is not None or place.name is not None or is_object(place)


def _is_any(filler: Filler) -> bool:
    """True for a filler that is no one in particular."""
    group = filler.group
    if group is None or filler.nation or group.type != "group" or group.name is not None or group.known is not None or group.of is not None:
        return False
    return not group.nations or (filler.role == "target" and _is_class(filler))


def _is_class(filler: Filler) -> bool:
    """True for all people of a sort: definite and more than one (letters of an oblique plural are a dual's too)."""
    group = filler.group
    return group is not None and group.type == "group" and group.definite and group.number in ("p", "d") and not group.anaphor


def is_made_up(t: Telling) -> bool:
    """Told in the present behind a noun of something made up: `فيلم يخطف فيه جندي دبابة`."""
    parse, at = t.parse, t.item.trigger[0]
    if "day" in t.own or _verb_of(t) < 0:
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    low = max(first, at - _STORY)
    return any(
        "fiction" in (frames := limits(parse, j))
        and "topic" not in frames
        and not any(parse.tokens.kinds[k] == MARK and parse.tokens.words[k] in ".؛" for k in range(j, at))
        for j in parse.tokens_in(low, at, LIMIT)
    )
