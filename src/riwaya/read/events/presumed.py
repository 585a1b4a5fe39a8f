"""What a text takes as known because of what it hangs on, is said of, or is recalled by.

What hangs on a happening that is taken as known is taken as known with it: its scene, what is joined to it, the relative clause on it and
what it led to. A predicate tells what a happening was, not that it was; `يذكر أن` recalls. Source: Ryding (2005), 14 (relative clauses) and
4.2 (equational sentences); Badawi, Carter and Gully (2004), 5.7 (asyndetic relatives); Prince (1981), on what is inferrable.
"""

from __future__ import annotations

from datetime import timedelta

from riwaya.lexicon.entries import Cue, Light, Status
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import tells_of_noun
from riwaya.read.events.occasions import goes_with, is_occasion
from riwaya.read.events.sharing import Happening
from riwaya.read.events.told import Telling, is_counted, is_scene, is_with_told, is_within, limits, start_of
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, NATION, PARTICLE, STATUS
from riwaya.text.function_words import ALL_RELATIVES, ALSO, ASTRIDE, CAME_WITH, FOLLOWING, IN_WHICH, RESUMED, THAT_IS
from riwaya.text.inflection import PAST
from riwaya.text.tokens import MARK, WORD

_NEAR = 2
_WEEK = timedelta(days=7)
_COUNTED = ("number", "day")
_REACH = 5
_REPORTS = ("assert", "confirm", "unverified")
_ADJECTIVES = 3
_COMMAS = frozenset("،,؛;:")
_SET_BACK = frozenset(
    (
        "background.relative",
        "background.topic",
        "background.earlier",
        "background.old",
        "background.tally",
        "background.circumstance",
        "background.pluperfect",
        "background.recalled",
        "background.inherited",
    )
)
"""Rules by which what stands before is surely taken as known, with all that follows from it."""
_KNOWN = _SET_BACK | {"background.known", "background.judged"}


def hangs_on_known(t: Telling) -> bool:
    """True for what is joined to, is the scene of, tells of or follows from a happening taken as known, where nothing told stands before it.

    What has a number and a day of the last week, not that of the known one, is news, wherever it hangs:
    `قرى شهدت اشتباكات إثر مقتل عشرات المزارعين في اليومين الماضيين`.
    """
    if len(t.here) == 1:
        return False
    before = [other for other in t.here if other.trigger[0] < t.item.trigger[0] and other.frame.kind.scene]
    if not before or any(other.status == "happened" and not other.background for other in before):
        return False
    known = next((other for other in reversed(before) if other.background in _KNOWN), None)
    if known is None or known.status != t.item.status:
        return False
    if t.item.when != known.when and t.own.issuperset(_COUNTED) and is_within(t, _WEEK):
        return False
    return _is_joined(t, known) or _is_said_of(t, known) or _follows_from(t, known)


def _is_joined(t: Telling, known: Happening) -> bool:
    """A noun of the same clause that is joined to the known one, or is its scene or means: `غداة تفجير … ومقتل منفذه`, `اغتيال النائب في هجوم`."""
    frame, parse = t.item.frame, t.parse
    if frame.finite or t.verb >= 0 or frame.clause is not known.frame.clause or frame.opens_content:
        return False
    if known.trigger[1] <= frame.clause.verb < t.item.trigger[0]:
        return False
    if known.background == "background.relative" and "day" in t.own:
        return False  # النائب الذي قتل في تفجير أمس
    at = start_of(t)
    if goes_with(parse, at, known):
        return True
    if any(parse.tokens.kinds[j] == MARK for j in range(known.trigger[1], at) if parse.tokens.words[j] in _COMMAS):
        return False
    if parse.tokens.words[at - 1].removeprefix("و") in ALSO:
        at -= 1
    return bool(frame.hit.before.conjunction) or parse.conjoins(at) or is_scene(t)


def _is_said_of(t: Telling, known: Happening) -> bool:
    """In a relative clause on the known one, with or without a relative word: `بعد هجوم أودى بحياة ثلاثة`, `والذي خلف عشرات القتلى`."""
    frame, parse = t.item.frame, t.parse
    clause = frame.clause
    heads = t.verb < 0 or t.verb == clause.verb
    if (
        heads
        and clause.opener == "relative"
        and known.trigger[0] < clause.first
        and parse.tokens.words[clause.first].removeprefix("و") in ALL_RELATIVES
    ):
        return True
    if frame.hit.after < len(parse.hits) and parse.tokens.words[frame.hit.after] in IN_WHICH and not frame.hit.before.conjunction:
        return True  # تفجير منتجع قتل فيه عشرة
    if t.verb <= known.trigger[0]:
        return False
    hit = frame.hit if frame.finite else frame.light
    if hit is None or hit.before.conjunction or hit.before.preposition:
        return False  # لتوقع 37 قتيلا
    if tells_of_noun(parse, hit):
        return True
    return clause is known.frame.clause and -1 < clause.verb < known.trigger[0] and _is_asyndetic(t, hit.first)


def _is_asyndetic(t: Telling, at: int) -> bool:
    """True for a verb right behind an indefinite word, of which it tells without a relative: `بقنبلة زنة طن ألقتها طائرة`."""
    parse = t.parse
    return parse.tokens.kinds[at - 1] == WORD and not parse.tags[at - 1] & (ARTICLE | PARTICLE) and parse.time_at(at - 1) is None


def _follows_from(t: Telling, known: Happening) -> bool:
    """What the known one led to: `مما أسفر عن سقوط خمسة`, `وأدى إلى مقتل جندي` behind one that a clause or preposition sets back."""
    if known.background not in _SET_BACK or t.verb <= known.trigger[0]:
        return False
    words = t.parse.tokens.words
    if words[t.verb - 1] in RESUMED or words[t.verb].removeprefix("و") in RESUMED:
        return True
    if not t.parse.conjoins(t.verb) or t.parse.groups_in(t.verb + 1, t.verb + _NEAR):
        return False
    light = t.item.frame.light
    if light is not None and isinstance(light.entry, Light) and light.entry.subject == "cause":
        return True
    form, other = t.item.frame.form, known.frame.form
    return t.item.frame.finite and known.frame.finite and (form.part, form.gender, form.number) == (other.part, other.gender, other.number)


def is_judged(t: Telling) -> bool:
    """A noun by which something else is judged or defined, or that is itself judged: `هو اعتداء على الجيش`, `يعد أحدث هجوم`."""
    frame, parse = t.item.frame, t.parse
    if frame.finite or t.carried or frame.hit.before.preposition:
        return False
    words, at = parse.tokens.words, start_of(t)
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    j = at - 1
    while j > max(first, at - _ADJECTIVES) and parse.tags[j] & ADJECTIVE and not parse.tags[j] & NATION:
        j -= 1  # يعد أحدث هجوم
    return j >= first and (words[j] in THAT_IS or "copula" in limits(parse, j))


def is_people(t: Telling) -> bool:
    """A noun of those whom a happening befell, which tells it no more than a name would: `الرهينة السابق`, `تعويض الضحايا`."""
    frame = t.item.frame
    if frame.finite or not frame.entry.people or t.carried or t.title or frame.light is not None or (t.announced and not frame.hit.before.article):
        return False
    if frame.entry.kind == "detention":
        return True
    return bool(frame.hit.before.article) and not is_counted(t)


def dates_a_report(t: Telling) -> bool:
    """A noun behind a preposition of time where the clause tells who said or asked what, or what came with it: `جاء ذلك بعد هجوم على حافلة`."""
    frame, parse = t.item.frame, t.parse
    if not frame.finite and not t.carried and is_occasion(t):
        return True
    if frame.finite or t.carried or frame.clause.verb < 0 or is_with_told(t):
        return False
    words, at = parse.tokens.words, start_of(t)
    j = at - 1
    while j > frame.clause.first and "act" in limits(parse, j):
        j -= 1
    verb = frame.clause.verb
    if words[j] in CAME_WITH and verb < j and "link" in limits(parse, verb):
        return True
    if words[j] == "اعقاب":
        j -= 1
    elif words[j] not in FOLLOWING and words[j] != "اثر":
        return False
    return words[j - 1] == "وذلك" or (verb < j and _is_demand(t, verb))


def sequel_start(parse: Parse, at: int, low: int) -> int:
    """The token of the preposition of sequence right above the noun at token `at` (-1: none); a day before it is not the noun's."""
    j = at - 1
    while j > low and "act" in limits(parse, j):
        j -= 1
    return j if j >= low and (parse.tokens.words[j] in FOLLOWING or parse.tokens.words[j] in ASTRIDE) else -1


def _is_demand(t: Telling, i: int) -> bool:
    """True for a verb that demands, blames, denies or warns, and is no report: `دعت الحكومة إلى الهدوء إثر مقتل جنديين`."""
    acts = {h.entry.act for h in t.parse.hits[i] if isinstance(h.entry, Cue)} if t.parse.tags[i] & CUE else set()
    return bool(acts) and acts.isdisjoint(_REPORTS)


def is_tried(t: Telling) -> bool:
    """The object of a past verb of trying, which tells the attempt: `حاول المسلحون اقتحامها`."""
    parse, hit = t.parse, t.item.frame.hit
    if t.item.status != "attempted" or hit.before.article:
        return False
    low = max(t.item.frame.clause.first, hit.first - _REACH)
    if not hit.before.conjunction:
        low = max([low, *(other.trigger[1] for other in t.here if other.trigger[0] < hit.first)])  # حاولوا اختراق حصار الشرطة
    tried = parse.tokens_in(low, hit.first, STATUS)
    return any(
        isinstance(h.entry, Status) and h.entry.status == "attempted" and h.form.part == PAST
        for j in tried
        if is_finite(parse, j) is not None
        for h in parse.hits[j]
    )
