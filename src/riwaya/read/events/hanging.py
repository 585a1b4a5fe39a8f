"""What hangs on a deed that has not happened: what is joined to it, told of it, or comes of it.

A verbal noun joined to another shares its governor (`هدد بقصف المدينة وخطف الجنود`); a present verb that tells of a planned attack, or goes on
from a verb in the future, a wish or a possibility, is of the same mood (`هجوم يسفر عن مقتل`, `ستقصف المدينة ويقتل`).
Source: Ryding (2005), 14.2 (indefinite relative clauses), 34 (moods); Badawi, Carter and Gully (2004), 6.1 (coordination of nouns), 6.4.
"""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.lexicon.entries import Limit, Particle, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import Clause, find_clauses, is_finite
from riwaya.read.events.frames import Frame, tells_of_noun
from riwaya.read.events.sharing import Happening
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, LIMIT, MODAL, NATION, NEGATOR, PREPOSITION, STATUS, TRIGGER, VERB
from riwaya.text.function_words import ALL_RELATIVES, CAME_ABOUT, EITHER, FOLLOWING, NEARLY, OUTCOME, SUMMING, SUPPOSED, WHETHER, WITHOUT
from riwaya.text.inflection import FIXED, NOUN, PAST, PRESENT
from riwaya.text.tokens import MARK

_REACH = 12
_NEAR = 4
_QUALITIES = 3
_UNREAL = ("planned", "hypothetical", "attempted", "denied")
_AFTER_MARKS = frozenset(".؛;:،,")
_NO_GENITIVE = ("ان", "ون", "ا")
_LED = frozenset(("ل", "ف"))


def is_without(parse: Parse, i: int) -> bool:
    """True for a verb behind `دون أن`, and for a verbal noun right behind `دون`: it did not happen, unless that is denied (`لا يمر يوم دون قصف`)."""
    words = parse.tokens.words
    led = i > 1 and words[i - 1] == "ان"
    at = i - 2 if led else i - 1
    if at < 0 or words[at] not in WITHOUT or (not led and is_finite(parse, i) is not None):
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    return not parse.tokens_in(max(first, at - _NEAR), at, NEGATOR)


def fellow_of(parse: Parse, frame: Frame) -> int:
    """The token of the verbal noun that carries the trigger or that it is joined to by و or أو, first of several; else its own."""
    at, light = frame.hit.first, frame.light
    if light is not None and light.form.part == NOUN and light.after == at:
        return light.first  # تفاديا لسقوط ضحايا
    low = max(frame.clause.first if frame.clause.opener != "verb" or not frame.finite else 0, at - _REACH)
    while (before := _joined_before(parse, frame, at, low)) >= 0:
        at = before
    return at


def _joined_before(parse: Parse, frame: Frame, at: int, low: int) -> int:
    """The token of the verbal noun to which one at token `at` is joined; -1 where it is joined to none."""
    noun = _noun_at(parse, at, deed=frame.finite)
    if noun is None or noun.before.preposition or noun.before.article or parse.amount_from(noun.after) is not None:
        return -1  # إحباط مخطط لتفجير السوق واعتقال ثلاثة: who was arrested has been
    if frame.finite and at == frame.hit.first and (frame.form.part != PAST or frame.hit.pronoun or not _takes_genitive(parse, noun)):
        return -1
    if not (noun.before.conjunction or (at and parse.tokens.words[at - 1] in EITHER)):
        return -1
    for j in range(at - 1, low - 1, -1):
        if parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _AFTER_MARKS and not (parse.tokens.words[j] in "،," and not frame.finite):
            return -1
        if parse.tags[j] & VERB and is_finite(parse, j) is not None:
            return -1
        if parse.tags[j] & TRIGGER and parse.group_at[j] is None and (found := _noun_at(parse, j, deed=False)) is not None:
            return -1 if found.before.article else j
    return -1


def _takes_genitive(parse: Parse, noun: Hit) -> bool:
    """True where what follows letters of a past verb may be the genitive of a verbal noun: no nominative, no accusative, no named person."""
    if noun.after >= parse.sentence_end(noun.first):
        return False
    group = parse.group_at[noun.after]
    if group is not None and group.type == "person" and group.name is not None:
        return False
    return not parse.tokens.words[noun.after].endswith(_NO_GENITIVE) or any(h.pronoun for h in parse.hits[noun.after])


def may_join(parse: Parse, frame: Frame, fellow: int, *, status: Hit) -> bool:
    """False where what is joined to a plan or an attempt may as well go on from what was done about it.

    A past verb of the masculine may go on from one (`أحبط الجيش محاولة لاقتحام القاعدة وقتل المهاجمين`); arrests join a plan that was found
    out, an outcome (`مقتل`) one that was carried out.
    """
    if fellow == frame.hit.first or (frame.light is not None and frame.light.first == fellow):
        return True
    if (frame.entry.kind == "detention" or not frame.entry.masdar) and status.form.part not in (PAST, PRESENT):
        return False
    if not frame.finite or parse.tokens.words[frame.hit.first - 1] in EITHER:
        return True
    clause = next((c for c in reversed(find_clauses(parse, parse.tokens.sentence_of[fellow])) if c.first <= fellow), frame.clause)
    form = clause.form
    return form is None or form.part == PRESENT or form.gender == "f" or form.number == "p"


def _noun_at(parse: Parse, i: int, *, deed: bool = True) -> Hit | None:
    """The noun of an event at token i; of a `deed` only: a thing done, no outcome (`مقتل`) that tells by itself that it came about."""
    for hit in parse.hits[i] if parse.tags[i] & TRIGGER else ():
        if not isinstance(hit.entry, Trigger) or hit.first != i:
            continue
        if (hit.form.part == NOUN and hit.entry.masdar) or (hit.form.part in (NOUN, FIXED) and not deed):
            return hit
    return None


def is_granted(parse: Parse, at: int) -> bool:
    """True for a noun at token `at` behind words that take its deed for granted: an answer to it, an inquiry, those charged with it."""
    for j in range(at - 1, max(-1, at - _NEAR), -1):
        if parse.tags[j] & LIMIT and any(isinstance(h.entry, Limit) and h.entry.frame in ("topic", "answer") for h in parse.hits[j]):
            return True
        if parse.group_at[j] is not None or not parse.tags[j] & PREPOSITION:
            return False
    return False


def is_told_behind(parse: Parse, frame: Frame) -> bool:
    """True for a noun of which a past verb tells right behind it: `توعد بالرد على ضربة استهدفت القنصلية`."""
    if frame.finite or frame.hit.before.article or frame.entry.kind == "casualties":
        return False
    j = frame.hit.after
    end = min(parse.sentence_end(frame.hit.first), j + _QUALITIES)
    while j < end and parse.tags[j] & (ADJECTIVE | NATION) and is_finite(parse, j) is None:
        j += 1
    if j >= end:
        return False
    form = is_finite(parse, j)
    if form is None or form.part != PAST:
        return False
    event = bool(parse.tags[j] & (TRIGGER | STATUS))
    return any(h.form == form and not h.before.conjunction and (event or h.pronoun) and tells_of_noun(parse, h) for h in parse.hits[j])


def is_future_object(parse: Parse, frame: Frame) -> bool:
    """True for the object of a verb in the future, right behind it or its subject: `ستعيد احتجاز الرهائن`, `سيرد بضربات`.

    An indefinite noun before such a verb, at the head of its clause, is what it speaks of: `إن هجوما على السفارة سيكون كارثة`.
    """
    hit, verb = frame.hit, frame.clause.verb
    if frame.finite or verb < 0 or hit.pronoun or not is_future(parse, verb):
        return False
    if hit.first < verb:
        return leads(parse, frame)
    light = frame.light
    start = light.first if light is not None and verb < light.first < hit.first and light.form.part == NOUN else hit.first
    words, subject = parse.tokens.words, frame.clause.subject
    if start == verb + 2 and frame.entry.kind == "casualties" and words[verb + 1] in SUMMING | OUTCOME and not parse.tags[verb] & CUE:
        return True  # سيكون عدد القتلى, ستعاني من مقتل
    if start != hit.first and start <= verb + _NEAR:
        return True  # ستبدأ قريبا شن ضربات
    near = verb + 1 if subject is None or subject.first < verb else subject.after
    if hit.before.article or start not in (verb + 1, near):
        return False
    return hit.before.preposition == "ب" or (frame.entry.masdar_of == "object" and not parse.tags[verb] & CUE)


def leads(parse: Parse, frame: Frame) -> bool:
    """True for an indefinite noun at the head of its clause, before its verb, that no number tells of: `إن هجوما على السفارة سيكون كارثة`."""
    hit, clause = frame.hit, frame.clause
    if not clause.first <= hit.first <= clause.first + 1 or clause.verb < hit.after or hit.before.article:
        return False
    return frame.entry.kind != "casualties" and not parse.amounts_in(hit.first, clause.verb) and not is_definite(parse, hit)


def is_definite(parse: Parse, hit: Hit) -> bool:
    """True for a noun with a definite genitive right behind it."""
    if hit.after >= len(parse.hits):
        return False
    group = parse.group_at[hit.after]
    if group is not None and not group.preposition:
        return group.definite or group.name is not None or group.known is not None
    return bool(parse.tags[hit.after] & ARTICLE)


def is_behind(parse: Parse, frame: Frame) -> bool:
    """True for a known deed behind a preposition that sets it before what is told: `قد ترد بعد هجماتها على كولدانا`."""
    hit = frame.hit
    if not hit.first or parse.tokens.words[hit.first - 1].removeprefix("و") not in FOLLOWING:
        return False
    return bool(hit.before.article or hit.pronoun) or is_definite(parse, hit)


def nearly(parse: Parse, frame: Frame) -> bool:
    """True for a present verb behind كاد and its subject: `كاد الجيش يقصف المستشفى`."""
    verb = frame.hit if frame.finite else frame.light
    if verb is None or verb.form.part != PRESENT:
        return False
    return not NEARLY.isdisjoint(parse.tokens.words[max(frame.clause.first, verb.first - _NEAR) : verb.first])


def may_have(parse: Parse, frame: Frame) -> bool:
    """True for a past verb behind the copula of a wish or possibility, or in a question: `يحتمل أن يكون المسلحون خطفوه`, `هل اعتقلته الشرطة`."""
    verb = frame.hit if frame.finite else frame.light
    if verb is None or verb.form.part != PAST:
        return False
    words, clause = parse.tokens.words, frame.clause
    if verb.first and words[verb.first - 1] in WHETHER:
        return True
    if clause.opener != "that" or not clause.first < clause.verb == clause.first + 1 < verb.first or words[clause.verb] not in SUPPOSED:
        return False
    return words[clause.first] == "ان" and words[clause.first - 1].lstrip("و") not in CAME_ABOUT


def perhaps(parse: Parse, verb: int) -> bool:
    """True right behind ربما or لعل, which leave open what a past verb tells, as قد does not."""
    words = parse.tokens.words
    return any(parse.tags[j] & MODAL and not words[j].endswith("قد") for j in range(max(0, verb - 2), verb))


def is_future(parse: Parse, verb: int) -> bool:
    """True for a present verb with س or behind سوف."""
    for hit in parse.hits[verb]:
        if hit.before.future and hit.form.part == PRESENT:
            return True
    return verb > 0 and bool(parse.tags[verb - 1] & MODAL) and _is_particle(parse, verb - 1, "future")


def _is_particle(parse: Parse, i: int, kind: str) -> bool:
    return any(isinstance(h.entry, Particle) and h.entry.type == kind for h in parse.hits[i])


def hung_status(parse: Parse, item: Happening, here: list[Happening], *, clauses: list[Clause]) -> str:
    """The status of an event that would have happened but for what it hangs on, earlier in its sentence."""
    if item.status != "happened":
        return item.status
    frame = item.frame
    verb = frame.hit if frame.finite else frame.light
    if verb is None or verb.form.part not in (PAST, PRESENT):
        return item.status
    at = verb.first
    if verb.form.part == PAST:
        return _shared_past(parse, item, here, at) if verb.before.conjunction else item.status
    led = bool(verb.before.conjunction) or verb.before.preposition in _LED
    if led and (mood := _mood_above(parse, frame.clause, at, clauses)):
        return mood
    for other in reversed(here):
        if other.status in _UNREAL and not other.frame.finite and _is_told_of(parse, other, at, led=led):
            return other.status
        if other.frame.finite:
            break
    return item.status


def _shared_past(parse: Parse, item: Happening, here: list[Happening], at: int) -> str:
    """The status of a past verb that goes on from one which only may have happened, with no mark between: `يحتمل أن يكونوا خطفوا الرجل وقتلوه`."""
    other = here[-1]
    near = not any(parse.tokens.kinds[j] == MARK for j in range(other.trigger[1], at))
    return other.status if near and other.frame.finite and other.frame.form.part == PAST and other.status == "hypothetical" else item.status


def _mood_above(parse: Parse, clause: Clause, at: int, clauses: list[Clause]) -> str:
    """The mood of the present verb that one at token `at` goes on from, with no mark between (empty: it is indicative)."""
    for verb in _verbs_before(clause, at, clauses):
        if any(parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _AFTER_MARKS for j in range(verb, at)):
            return ""
        form = is_finite(parse, verb)
        if form is None or form.part != PRESENT:
            return ""
        if is_future(parse, verb):
            return "planned"
        if verb > 1 and parse.tokens.words[verb - 1] == "ان" and parse.tokens.words[verb - 2].lstrip("و") not in CAME_ABOUT:
            return "hypothetical"
        if verb > 0 and parse.tags[verb - 1] & MODAL and _is_particle(parse, verb - 1, "modal"):
            return "hypothetical"
        if not any(h.before.conjunction or h.before.preposition in _LED for h in parse.hits[verb] if h.form == form):
            return ""
    return ""


def _verbs_before(clause: Clause, at: int, clauses: list[Clause]) -> Iterator[int]:
    """The finite verbs from which one at token `at` may go on, nearest first: that of its clause, and of those that it continues."""
    while True:
        if 0 <= clause.verb < at:
            yield clause.verb
        if clause.opener != "verb" or clause.parent < 0:
            return
        clause = clauses[clause.parent]


def _is_told_of(parse: Parse, other: Happening, at: int, *, led: bool) -> bool:
    """True where the present verb at token `at` tells of an earlier noun that has not happened, in a relative clause with or without a pronoun."""
    first = other.trigger[1]
    if not first <= at <= first + _REACH or any(parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _AFTER_MARKS for j in range(first, at)):
        return False
    verbs = [j for j in parse.tokens_in(first, at, VERB) if is_finite(parse, j) is not None]
    if led:
        return bool(verbs) and all(is_present(parse, j) for j in verbs)
    if verbs:
        return False
    words = parse.tokens.words
    if other.frame.hit.before.article:
        return any(words[j] in ALL_RELATIVES for j in range(first, at))
    governed = parse.tags[at - 1] & PREPOSITION and parse.group_at[at - 1] is None
    return not governed


def is_present(parse: Parse, i: int) -> bool:
    """True for a finite verb of the present at token i."""
    form = is_finite(parse, i)
    return form is not None and form.part == PRESENT
