"""Whether an event happened: negation, attempt, plan, condition and denial in the words above its trigger."""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Initiative, Light, Limit, Particle, Status, Time, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import Clause, find_clauses, finite_forms, is_finite, is_lack
from riwaya.read.events.frames import Frame
from riwaya.read.events.hanging import (
    fellow_of,
    is_behind,
    is_definite,
    is_future_object,
    is_granted,
    is_told_behind,
    is_without,
    leads,
    may_have,
    may_join,
    nearly,
    perhaps,
)
from riwaya.read.events.tolls import summed
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import is_negated
from riwaya.read.statements.voices import Said
from riwaya.read.tags import ADJECTIVE, COMPLEMENTISER, CONJUNCTION, INITIATIVE, LIMIT, MODAL, NATION, PARTICLE, PREPOSITION, STATUS, TIME, TRIGGER
from riwaya.read.tags import NOUN as NOUN_TAG
from riwaya.text.function_words import ANY, BEING, CAME_ABOUT, EXCEPTING, GOVERNED, RELATIVES, SINCE, TURNING, UNFOLDED
from riwaya.text.inflection import FIXED, NOUN, PARTICIPLE, PAST, PRESENT
from riwaya.text.tokens import MARK

_NEAR_VERB = 4
_TELLING = LIMIT | STATUS | PREPOSITION | TRIGGER
_QUALITIES = 3
_GOVERNOR = 6
_HEAD = 3
_NEXT = 2
_PREPOSITIONS = frozenset(("ب", "على", "من", "إلى", "في", "عن"))
_TO_COME = ("planned", "hypothetical")


def judge_status(parse: Parse, frame: Frame, *, said: Said | None) -> str:
    """The contract's status of the event; `happened` where no word above it says otherwise."""
    hit, entry = frame.hit, frame.entry
    light = frame.light
    carriers = (hit,) if light is None else (hit, light)
    for carrier in carriers:
        if (frame.finite or carrier.first != hit.first) and is_negated(parse, carrier.first) and not _excepts(parse, frame):
            return carrier.entry.negated or "denied" if isinstance(carrier.entry, Light) else "denied"
        if is_without(parse, carrier.first):
            return "denied"
    for carrier in carriers:
        if (carrier.before.future and carrier.form.part == PRESENT) or _is_future(parse, carrier.first):
            return "planned"
    if not frame.finite:
        if _is_coming(parse, frame) or _is_to_be(parse, frame) or is_future_object(parse, frame):
            return "planned"
        if _is_only_possible(parse, frame):
            return "hypothetical"
    fellow = fellow_of(parse, frame)
    above = _status_above(parse, frame, at=fellow)
    if above == "attempted" and _conditional(parse, frame):
        return "hypothetical"  # إذا حاولت القوات مهاجمة البلدة
    if above and not (above in _TO_COME and _is_real(parse, frame, fellow)):
        return above
    if not frame.finite and is_lack(parse, hit.first - 1):
        return "denied"  # لعدم انفجار القنبلة
    if _conditional(parse, frame):
        return "hypothetical"
    if frame.hit.before.article and not frame.finite and _has_ceased(parse, frame):
        return "ended"
    by_act = _status_by_act(parse, frame, said)
    if by_act and not (by_act in _TO_COME and _is_real(parse, frame, fellow)):
        return by_act
    if light is not None and isinstance(light.entry, Light) and light.entry.status:
        return light.entry.status
    if entry.status:
        return entry.status
    if _is_purpose(frame):
        return "planned"
    if may_have(parse, frame):
        return "hypothetical"
    return "attempted" if nearly(parse, frame) else _mood(parse, frame, fellow)


def _is_real(parse: Parse, frame: Frame, fellow: int) -> bool:
    """True for a deed that other words tell of or take for granted, whatever governs it; `fellow`: the token of the noun that it is joined to."""
    return is_told_behind(parse, frame) or (not frame.finite and is_granted(parse, fellow))


def _status_by_act(parse: Parse, frame: Frame, said: Said | None) -> str:
    """What the act of the statement that asserts it says of a deed: denied, or a noun at the head of what is threatened or demanded."""
    at = frame.hit.first
    if said is None or not said.holds(at):
        return ""
    if said.act == "deny" and not _behind_turn(parse, said, at):
        return "denied"
    if frame.finite or said.content is None or at - said.content[0] > _HEAD:
        return ""
    return {"threaten": "planned", "promise": "planned", "demand": "planned", "warn": "hypothetical"}.get(said.act, "")


def _excepts(parse: Parse, frame: Frame) -> bool:
    """True where an exception behind the negated verb asserts what is left: `لم تسيطر سوى على حي واحد`."""
    return any(parse.tokens.words[j] in EXCEPTING for j in range(frame.hit.after, frame.clause.after))


def _behind_turn(parse: Parse, said: Said, at: int) -> bool:
    """True where the outlet has its word again: behind `لكن`, in a relative clause, behind `منذ` (`تنفي موسكو …، لكن هجماتها دمرت`)."""
    words = parse.tokens.words
    first = said.content[0] if said.content is not None else at
    if any(words[i] in TURNING for i in range(first, at)):
        return True
    return any(words[i] in RELATIVES or words[i] == SINCE for i in range(max(0, at - 2), at))


def denies_in_general(parse: Parse, frame: Frame, said: Said | None, *, placed: bool) -> bool:
    """True for a standing denial of a class of acts, which is no event: `تنفي موسكو استهداف المدنيين`, without a day or a place of its own."""
    if said is None or said.act != "deny" or frame.finite or placed:
        return False
    cue = said.cues[0][0]
    present = any(isinstance(h.entry, Cue) and h.form.part == PRESENT for h in parse.hits[cue])
    hit = [filler.group for filler in frame.fillers if filler.role == "target"]
    return present and bool(hit) and all(group is not None and group.type == "group" for group in hit)


def denies_manner(parse: Parse, frame: Frame) -> bool:
    """True where a denial is of how a deed was done (`لم تستهدف المستشفى عمدا`): nothing is said to have happened, nor not to have."""
    return any(_limits(parse, j, "manner") for j in parse.tokens_in(frame.clause.first, frame.clause.after, LIMIT))


def denies_part_in(parse: Parse, frame: Frame, said: Said | None) -> bool:
    """True where a denial is of having had a hand in a deed (`نفت موسكو ضلوعها في الهجوم`): the deed itself is granted."""
    if said is None or said.act != "deny" or frame.finite or said.content is None:
        return False
    return any(_limits(parse, j, "part") for j in range(max(said.cues[0][1], frame.hit.first - _NEAR_VERB), frame.hit.first))


def _limits(parse: Parse, j: int, frame: str) -> bool:
    """True where words stand at token j that spare the deed in a denial: of its manner, or of a part in it."""
    return bool(parse.tags[j] & LIMIT) and any(
        isinstance(h.entry, Limit) and h.entry.frame == frame and not h.before.conjunction for h in parse.hits[j]
    )


def _is_coming(parse: Parse, frame: Frame) -> bool:
    """True for a noun with an adjective of what is yet to come: `الاجتماع المقبل بين الرئيسين`."""
    after = frame.hit.after
    if after >= len(parse.hits):
        return False
    return bool(parse.tags[after] & (TIME | STATUS)) and any(
        (isinstance(h.entry, Time) and h.entry.type == "shift" and h.entry.value > 0) or (isinstance(h.entry, Status) and h.entry.status == "planned")
        for h in parse.hits[after]
    )


def _is_to_be(parse: Parse, frame: Frame) -> bool:
    """True for a noun whose own light verb, behind it, is in the future: `أفاد بأن هجوما سينفذ غدا`."""
    verb, clause = frame.clause.verb, frame.clause
    if frame.light is not None or clause.opener != "that" or not frame.hit.after <= verb <= frame.hit.after + _NEAR_VERB:
        return False
    return any(
        isinstance(h.entry, Light) and h.before.future and h.form.part == PRESENT and (h.form.passive or "subject" in h.entry.takes)
        for h in parse.hits[verb]
    )


def _is_only_possible(parse: Parse, frame: Frame) -> bool:
    """True for a noun behind `أي` (any attack, whichever) or with an adjective of what may be: `ضربة جوية أميركية محتملة`."""
    first, after = frame.hit.first, frame.hit.after
    if frame.hit.before.article:
        return False
    if first and parse.tokens.words[first - 1] in ANY and not frame.hit.before.length:
        return True
    for j in range(after, min(after + _QUALITIES, parse.sentence_end(first))):
        for hit in parse.hits[j] if parse.tags[j] & STATUS else ():
            if isinstance(hit.entry, Status) and hit.entry.status == "hypothetical" and hit.form.part == PARTICIPLE:
                return True
        if not parse.tags[j] & (ADJECTIVE | NATION):
            return False
    return False


def _is_future(parse: Parse, i: int) -> bool:
    return _particle_before(parse, i, "future", reach=_NEXT)


def _particle_before(parse: Parse, i: int, kind: str, *, reach: int) -> bool:
    """True where a particle of a kind (future, modal) stands within a few words before token i, in its sentence."""
    if reach == _NEXT and i >= _NEXT and not (parse.tags[i - 1] | parse.tags[i - 2]) & MODAL:
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    for j in range(max(first, i - reach), i):
        if parse.tags[j] & MODAL and any(isinstance(h.entry, Particle) and h.entry.type == kind for h in parse.hits[j]):
            return True
    return False


def _status_above(parse: Parse, frame: Frame, *, at: int) -> str:
    """The nearest status word before the trigger in its clause (or the one before it), with no other trigger between.

    `at`: the token of the trigger, or of the verbal noun that it is joined to, whose governor it shares.
    """
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    start = max(first, at - _NEAR_VERB if frame.finite else max(min(frame.clause.first, at), at - 16) - 2)
    for j in range(at - 1, start - 1, -1):
        mask = parse.tags[j]
        if not mask & _TELLING:
            continue
        if mask & LIMIT and _limits(parse, j, "part"):
            return ""
        for hit in parse.hits[j] if mask & STATUS else ():
            if isinstance(hit.entry, Status) and hit.after <= at and parse.group_at[j] is None:
                if hit.form.part != FIXED and mask & PARTICLE:
                    continue
                if hit.form.part == NOUN and is_finite(parse, j) is not None:
                    continue  # بحث الوزيران: no بـ and حث
                if hit.entry.status == "hypothetical" and _is_perceived(parse, frame, hit.after):
                    continue  # يمكن سماع إطلاق نار
                if hit.form.part != FIXED and not _takes(parse, frame, hit, at=at):
                    continue  # حكمت المحكمة بإعدامه, not نفذت حكم الإعدام
                if at == frame.hit.first and _goes_on_past(frame, hit) and not _that_between(parse, hit.after, at):
                    continue  # توعد بالانتقام، وقتل ثلاثة
                if _tells_who_sought(parse, j) or summed(parse, j + 1, j + 2):
                    continue  # مما يرفع حصيلة القتلى
                if hit.entry.status == "ended" and hit.form.part in (PAST, PRESENT) and _goes_on_yet(parse, hit, at):
                    return "happened"  # لم يوقف العدو هجومه
                if hit.entry.status == "ended" and frame.kind.scene and _is_halt_to_come(parse, hit, start):
                    if frame.hit.before.preposition == "ب":
                        continue  # احتمال انتهاء الحكم بقصف
                    return "happened"  # دعا إلى وقف القصف: it goes on
                if not may_join(parse, frame, at, status=hit):
                    return ""
                return hit.entry.status
        if mask & PREPOSITION and parse.tokens.words[j] not in GOVERNED:
            return ""  # توقف الملاحة بعد قصف المطار
        apart = 0 if frame.hit.before.preposition == "ب" else 1  # محاولة اغتيال بتفجير سيارة: the blast was
        if mask & TRIGGER and at - j > apart and parse.group_at[j] is None and any(isinstance(h.entry, Trigger) for h in parse.hits[j]):
            return ""
    return ""


def _goes_on_yet(parse: Parse, halt: Hit, at: int) -> bool:
    """True for a verb of stopping that is denied, with no exception before the trigger: `لم يوقف العدو هجومه`."""
    return is_negated(parse, halt.first) and EXCEPTING.isdisjoint(parse.tokens.words[halt.after : at])


def _is_halt_to_come(parse: Parse, halt: Hit, start: int) -> bool:
    """True for a noun of stopping or lifting that is itself only demanded, agreed or meant: `دعا إلى وقف القصف`, `خطة لإنهاء القتال`."""
    if halt.form.part not in (NOUN, FIXED):
        return False
    if halt.before.preposition == "ل" or parse.tokens.words[halt.first].startswith("ل"):
        return True
    return any(
        isinstance(h.entry, Status) and h.entry.status in _TO_COME and h.after <= halt.first and parse.group_at[j] is None
        for j in parse.tokens_in(max(start, halt.first - _GOVERNOR), halt.first, STATUS)
        for h in parse.hits[j]
    )


def _takes(parse: Parse, frame: Frame, status: Hit, *, at: int) -> bool:
    """True for a word of status whose preposition, the first behind it, leads to the trigger at token `at`, where it takes nothing else."""
    wanted = status.entry.takes if isinstance(status.entry, Status) else ()
    if not wanted or not _PREPOSITIONS.issuperset(wanted):
        return True
    words = parse.tokens.words
    behind = range(status.after, at + 1)
    led = (j for j in behind if UNFOLDED.get(words[j], words[j]) in wanted or any(h.before.preposition in wanted for h in parse.hits[j]))
    heads = [at] if frame.light is None or frame.light.form.part != NOUN else [at, frame.light.first]
    return next(led, -1) in {j for head in heads for j in (head - 1, head)}


def _goes_on_past(frame: Frame, status: Hit) -> bool:
    """True for a past verb behind و, which no word of planning or trying before it governs."""
    return frame.form.part == PAST and bool(frame.hit.before.conjunction) and status.form.part != FIXED


def _that_between(parse: Parse, first: int, after: int) -> bool:
    """True where a complementiser stands between a word of status and a past verb: `يخشى أنهم قتلوا`."""
    return bool(parse.tokens_in(first, after, COMPLEMENTISER))


def _has_ceased(parse: Parse, frame: Frame) -> bool:
    """True for a definite noun before a verb of ceasing whose subject it is, with no object behind it: `القصف على المدينة قد توقف`."""
    for j in range(frame.hit.after, frame.clause.after):
        if parse.tags[j] & TRIGGER and parse.group_at[j] is None and not parse.tags[j] & STATUS:
            return False
        if is_finite(parse, j) is None:
            continue
        end = j + 1 >= frame.clause.after or parse.tokens.kinds[j + 1] == MARK or bool(parse.tags[j + 1] & (PREPOSITION | TIME))
        if is_negated(parse, j):
            return False
        ceased = (h for h in parse.hits[j] if isinstance(h.entry, Status) and h.entry.status == "ended" and h.form.part == PAST)
        return end and any(not h.pronoun and not h.before.conjunction and not h.entry.takes for h in ceased if isinstance(h.entry, Status))
    return False


def _is_perceived(parse: Parse, frame: Frame, at: int) -> bool:
    """True where what can be done is only to hear or see it, by the verbal noun right behind token `at`: it happens."""
    light = frame.light
    return light is not None and light.first == at and light.form.part == NOUN and isinstance(light.entry, Light) and light.entry.perceives


def _tells_who_sought(parse: Parse, j: int) -> bool:
    """True for a noun in words like `بناء على طلب`: they say whose wish a contact was, not that it is still one."""
    asking = [k for k in range(max(0, j - 2), j + 1) if parse.tags[k] & INITIATIVE]
    return any(isinstance(h.entry, Initiative) and h.entry.frame == "after" and h.after > j for k in asking for h in parse.hits[k])


def _conditional(parse: Parse, frame: Frame) -> bool:
    """Under a conditional particle at the head of its clause, or of the one that its verb goes on from: `إذا قصفت المدينة وقتل أهلها`."""
    clause = frame.clause
    if clause.opener == "verb" and clause.parent >= 0 and parse.conjoins(clause.first) and frame.finite:
        above = find_clauses(parse, parse.tokens.sentence_of[clause.first])[clause.parent]
        if 0 <= above.verb <= above.first + 2 and not any(parse.tokens.kinds[j] == MARK for j in range(above.first, clause.first)):
            clause = above
    for j in range(clause.first, min(clause.first + 3, frame.hit.first)):
        if not parse.tags[j] & CONJUNCTION:
            continue
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Particle) and hit.entry.type == "conditional" and len(hit.entry.lemma) > 1:
                return True
    return False


def _is_purpose(frame: Frame) -> bool:
    """A verbal noun behind ل is a purpose (`معارك لاستعادة المدينة`), unless a light verb takes it so (`تعرض لقصف`)."""
    hit = frame.hit
    if frame.finite or hit.before.preposition != "ل" or hit.before.article or hit.form.part not in (NOUN, FIXED):
        return False
    if hit.form.part == NOUN and frame.entry.masdar_of != "object":
        return False
    if frame.entry.kind == "casualties" and frame.entry.subject != "actor":
        return False  # أدى لمقتل: a death is nobody's purpose
    return not (frame.light is not None and isinstance(frame.light.entry, Light) and {"ل", "إلى"} & set(frame.light.entry.takes))


def _mood(parse: Parse, frame: Frame, fellow: int) -> str:
    """قد or ربما before a present verb: it may happen; أن before one after a verb of wanting is left to the status words.

    `fellow`: the token of the trigger, or of the verbal noun that it is joined to.
    """
    if parse.language_of(frame.hit.first) == "en":
        return "hypothetical" if _particle_before(parse, frame.hit.first, "modal", reach=6) else "happened"
    clause = frame.clause
    if fellow != frame.hit.first and frame.finite:  # أمور يتوقع أن تسبب أزمة: تفجير أو ضرب
        clause = next((c for c in reversed(find_clauses(parse, parse.tokens.sentence_of[fellow])) if c.first <= fellow), clause)
    verb, form = (frame.hit.first, frame.form) if frame.finite and fellow == frame.hit.first else (clause.verb, clause.form)
    if not frame.finite and (verb == frame.hit.first or _is_presupposed(parse, frame, verb)):
        return "happened"
    led = not frame.finite and (leads(parse, frame) or (frame.light is not None and frame.light.first == verb))  # هجوم قد ينطلق
    if form is not None and verb >= 0 and (led or verb <= frame.hit.first) and _particle_before(parse, verb, "modal", reach=_NEXT):
        carries = frame.finite or (frame.light is not None and frame.light.first == verb)
        if form.part == PRESENT or (carries and form.part == PAST and perhaps(parse, verb)):
            return "hypothetical"
    if form is not None and _is_subjunctive(parse, clause, verb):
        return "hypothetical"
    return "happened"


def _is_presupposed(parse: Parse, frame: Frame, verb: int) -> bool:
    """True for a known deed of which something is only supposed: `رجح أن تكون هذه المجزرة انتقاما`, `قد ترد على الحزب بعد هجماته`."""
    hit = frame.hit
    if frame.background or is_behind(parse, frame):
        return True
    return frame.light is None and (hit.before.article or (0 <= verb < hit.first and parse.tokens.words[verb] in BEING and is_definite(parse, hit)))


def _is_subjunctive(parse: Parse, clause: Clause, verb: int) -> bool:
    """True behind أن, before a present verb: wished, feared or weighed, not where it came about (`استطاع أن`, `قبل أن`).

    Letters that may be a past verb too (`أن تسبب`) are a present one there.
    """
    words = parse.tokens.words
    if clause.opener != "that" or verb != clause.first + 1 or words[clause.first].removeprefix("ب") != "ان" or clause.first < 1:
        return False
    if words[clause.first - 1].lstrip("و") in CAME_ABOUT or not any(form.part == PRESENT for form in finite_forms(parse, verb)):
        return False
    near = range(max(0, clause.first - _NEAR_VERB), clause.first)
    if parse.tags[verb] & NOUN_TAG and not any(parse.tags[j] & STATUS for j in near):
        return False  # من الواضح أن تراجع النبرة: a noun behind أنّ
    return not any(
        isinstance(h.entry, Light) and h.form.part != NOUN and (h.entry.negated or not parse.tags[j] & STATUS) for j in near for h in parse.hits[j]
    )
