"""Words of violence that tell of none: attacks in words, blows to a name or a market, matches, storms, trials, illness.

What a verb or noun of violence does is decided by its arguments: where what is hit cannot be struck (a policy, a currency), where what
strikes has no hand (a storm), where an adjective names another field than war (`معركة انتخابية`), and, of words that the press uses in both
senses (`figurative` in the lexicon), where whoever does it does not fight and speaks, where it is played or traded, or where it is only
what something is called. A weapon or an armed body beside it says that it is meant. Source: Lakoff and Johnson (1980), argument is war;
selection restrictions as in Wilks (1978); Ryding (2005), 4 (arguments of verbs), 10 (adjectives), 5 (the construct phrase).
"""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.lexicon.entries import Cue, Light, Limit, Time, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.attacks import is_armed
from riwaya.read.clauses import is_finite
from riwaya.read.frames import Frame
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, CUE, LIMIT, NATION, PREPOSITION, RELATIVE, STATUS, TRIGGER
from riwaya.text.function_words import AGAINST, ASTRIDE, EACH, FOLLOWING, RELAYING, UNFOLDED, WITHIN
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.tokens import MARK

_VIOLENT = frozenset(("strike", "assault", "siege", "detention", "casualties", "damage"))
_DEEDS = frozenset(("strike", "assault"))
_BY_HAND = frozenset(("strike", "assault", "siege", "detention"))
_NOWHERE = -9
_QUALITIES = 3
_OBJECT = 9
_BEFORE = 5
_AROUND = 7
_CAUSE = 12
_NO_HAND = frozenset(("nature", "matter", "field", "cyber"))
_SAID = 14
_ILL = 9
_ACCUSING = ("accuse", "evaluate")
_OFFICES = ("office",)
_COUNTABLE = frozenset(("place", "weapon"))
_SPEAKING = frozenset(("person", "organization", "medium"))


def is_figure(parse: Parse, frame: Frame) -> bool:
    """True where a trigger of violence, its roles filled, tells of none."""
    kind, entry = frame.entry.kind, frame.entry
    if kind not in _VIOLENT:
        return False
    if kind in _DEEDS and not frame.finite and _is_of_field(parse, frame.hit.after):
        return True
    if _hits_matter(parse, frame) or _is_illness(parse, frame):
        return True
    if kind in _BY_HAND and not _doers(frame) and _strikes_without_hand(parse, frame):
        return True
    if kind == "strike" and _is_trial(parse, frame):
        return True
    if not entry.figurative or kind not in _DEEDS:
        return False
    return _is_cyber(parse, frame) or (not _is_armed_deed(parse, frame) and _is_loosely_meant(parse, frame))


def frames_at(parse: Parse, j: int) -> frozenset[str]:
    """The frames of the words of limit that start at token j."""
    if not parse.tags[j] & LIMIT:
        return frozenset()
    return frozenset(h.entry.frame for h in parse.hits[j] if isinstance(h.entry, Limit))


def _is_of_field(parse: Parse, after: int) -> bool:
    """True where an adjective right behind the noun, or behind another one, names a field without arms: `معركة انتخابية`."""
    end = min(after + _QUALITIES, parse.sentence_end(after - 1))
    for j in range(after, end):
        if "field" in frames_at(parse, j):
            return True
        if not parse.tags[j] & (ADJECTIVE | NATION):
            return False
    return False


def _hits_matter(parse: Parse, frame: Frame) -> bool:
    """True where the first thing behind it that may be its object is nothing that can be struck: `هاجم خطباء الحزب سياسة الحكومة`."""
    hit, entry = frame.hit, frame.entry
    if hit.pronoun and (frame.finite or entry.masdar_of == "object"):
        return False
    if not frame.finite and _is_of_matter(parse, frame):
        return True
    end = min(hit.after + _OBJECT, parse.sentence_end(hit.first))
    told = hit.form.passive or any(group.first < hit.first for group in _doers(frame))
    subjects = 1 if frame.finite and not told else 0
    plain, j = _NOWHERE, hit.after
    while j < end:
        if "matter" in frames_at(parse, j) and _fits(parse, j, entry):
            if not (frame.finite and frame.entry.kind not in _BY_HAND and subjects):
                return True
            subjects = 0
        taken = parse.tags[j] & (RELATIVE | STATUS | CUE | TRIGGER) and parse.group_at[j] is None and j > hit.after + 1 and plain != j - 1
        if parse.tokens.kinds[j] == MARK or taken:
            return False
        group = parse.group_at[j]
        if group is not None:
            if group.preposition or not (subjects or plain == j - 1):
                return False
            subjects, j = 0, max(group.after, j + 1)
            continue
        if parse.tags[j] & PREPOSITION:
            if UNFOLDED.get(parse.tokens.words[j], parse.tokens.words[j]) not in entry.roles:
                return False
        elif j in parse.amount_at:
            return False  # what is counted is something else
        elif not parse.tags[j] & ADJECTIVE and parse.tokens.words[j] not in EACH:
            if not subjects and plain != j - 1:
                return False
            subjects, plain = 0, j if subjects else plain
        j += 1
    return False


def _is_of_matter(parse: Parse, frame: Frame) -> bool:
    """True where the subject of the verb that carries the noun is nothing that can be struck: `شهدت أسواق المال انهيارا`."""
    light = frame.light
    if light is None or light.form.part not in (PAST, PRESENT) or light.after >= frame.hit.first:
        return False
    frames = frames_at(parse, light.after)
    return "matter" in frames and not _is_led(parse, light.after)


def _fits(parse: Parse, j: int, entry: Trigger) -> bool:
    """True where no preposition on the word keeps it from being what the trigger takes: `ضربة لسمعة`, not `قصف بسبب`."""
    return any(
        isinstance(h.entry, Limit) and h.entry.frame == "matter" and (not h.before.preposition or h.before.preposition in entry.roles)
        for h in parse.hits[j]
    )


def _doers(frame: Frame) -> list[Group]:
    return [f.group for f in frame.fillers if f.role in ("actor", "weapon") and f.group is not None]


def _strikes_without_hand(parse: Parse, frame: Frame) -> bool:
    """True where a storm, a crisis or a policy does it: `ضربت عاصفة`, `الأزمة التي ضربت`, `أدت الأمطار إلى إغلاق الطريق`."""
    hit = frame.hit
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    for j in range(hit.after, min(hit.after + (2 if frame.finite else 1), end)):
        if "nature" in frames_at(parse, j) and not _is_led(parse, j):
            return True
    if frame.entry.kind == "siege":
        return _is_caused_so(parse, hit)
    if hit.before.conjunction or not frame.finite:
        if not frame.finite and (frame.entry.kind not in _DEEDS or parse.tokens.words[hit.first - 1] in WITHIN | ASTRIDE | FOLLOWING):
            return False
        return any("nature" in frames_at(parse, j) and not _is_led(parse, j) for j in range(first, min(first + 2, hit.first)))
    for j in range(hit.first - 1, max(first, hit.first - _BEFORE) - 1, -1):
        if not frames_at(parse, j).isdisjoint(_NO_HAND):
            return not _is_led(parse, j)
        if parse.tokens.kinds[j] == MARK or is_finite(parse, j) is not None or (parse.group_at[j] is not None and not parse.tags[j] & NATION):
            return False
    return False


def _is_caused_so(parse: Parse, hit: Hit) -> bool:
    """True for a road that weather closes: `أدت الأمطار إلى إغلاق الطريق`, `أغلق الميناء بسبب الرياح`."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    if any("nature" in frames_at(parse, j) and not _is_led(parse, j) for j in range(max(first, hit.first - _AROUND), hit.first)):
        return True
    behind = range(hit.after + 1, min(end, hit.after + _CAUSE))
    return any("nature" in frames_at(parse, j) and not WITHIN.isdisjoint(parse.tokens.words[max(hit.after, j - 2) : j]) for j in behind)


def _is_led(parse: Parse, j: int) -> bool:
    """True where a preposition or an adverb of time governs the word: `بعد الأزمة قصفت القوات`."""
    if any(h.before.preposition for h in parse.hits[j] if isinstance(h.entry, Limit)):
        return True
    return j > 0 and bool(parse.tags[j - 1] & PREPOSITION) and not parse.tags[j] & RELATIVE


def _is_trial(parse: Parse, frame: Frame) -> bool:
    """True for a missile or bomb that is only tried, at nobody: `أطلقت صاروخا في تجربة`, `إطلاق تجريبي`."""
    roles = {filler.role for filler in frame.fillers}
    return "weapon" in roles and "target" not in roles and any("trial" in frames_at(parse, j) for j in _around(parse, frame.hit, _AROUND))


def _is_illness(parse: Parse, frame: Frame) -> bool:
    """True for the sick who are counted like the wounded, and for a death in bed: `إصابة مئة شخص بالكوليرا`, `توفي عن عمر`.

    What the sentence before says holds for a noun that only counts on: `وارتفع عدد الإصابات إلى ألف`.
    """
    entry = frame.entry
    if entry.kind != "casualties" or not (entry.counts == "wounded" or entry.figurative):
        return False
    number = parse.tokens.sentence_of[frame.hit.first]
    first, end = parse.tokens.sentences[number]
    if any(_tells_deed(parse, j) for j in parse.tokens_in(first, end, TRIGGER)) or any(
        f.group is not None and is_armed(parse, f.group) for f in frame.fillers
    ):
        return False
    if not frame.finite and number and parse.story_of(parse.tokens.sentences[number - 1][0]) == parse.story_of(first):
        first = parse.tokens.sentences[number - 1][0]
    if any("illness" in frames_at(parse, j) for j in parse.tokens_in(first, end, LIMIT)):
        return True
    return entry.figurative and any(_tells_age(parse, j) for j in _around(parse, frame.hit, _ILL))


def _tells_age(parse: Parse, j: int) -> bool:
    """True for عن before a number of years: `توفي عن 90 عاما`."""
    amount = parse.amount_from(j + 1) if parse.tokens.words[j] == "عن" and j + 1 < len(parse.tokens) else None
    if amount is None or amount.number_after >= len(parse.tokens):
        return False
    return any(isinstance(h.entry, Time) and h.entry.unit == "year" for h in parse.hits[amount.number_after])


def _tells_deed(parse: Parse, j: int) -> bool:
    return bool(parse.tags[j] & TRIGGER) and any(
        isinstance(h.entry, Trigger) and h.entry.kind in _DEEDS and not h.entry.figurative for h in parse.hits[j]
    )


def _around(parse: Parse, hit: Hit, reach: int) -> Iterable[int]:
    """The tokens beside a trigger, within its sentence."""
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    return (j for j in range(max(first, hit.first - reach), min(end, hit.after + reach)) if not hit.first <= j < hit.after)


def _is_cyber(parse: Parse, frame: Frame) -> bool:
    """True for an attack on computers, by whomever, with no weapon named: `هجوم عطل خوادم الشركة`."""
    if any(filler.role == "weapon" for filler in frame.fillers):
        return False
    return any("cyber" in frames_at(parse, j) for j in _around(parse, frame.hit, _AROUND))


def _is_armed_deed(parse: Parse, frame: Frame) -> bool:
    """True where a weapon, fighters or an armed body do it, or are hit."""
    for filler in frame.fillers:
        group = filler.group
        if filler.role == "weapon" or (group is not None and is_armed(parse, group)):
            return True
    return any(g.type == "weapon" or is_armed(parse, g) for g in _beside(parse, frame.hit))


def _beside(parse: Parse, hit: Hit) -> list[Group]:
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    return parse.groups_in(max(first, hit.first - _AROUND), min(end, hit.after + _AROUND))


def _is_loosely_meant(parse: Parse, frame: Frame) -> bool:
    """True where nothing armed stands by a word of two senses and its arguments say that it is meant in the other one."""
    if any("arena" in frames_at(parse, j) for j in _around(parse, frame.hit, _AROUND)):
        return True
    if not frame.finite and _is_sharp(parse, frame.hit.after):
        return True
    if _is_by_critics(parse, frame) or (_is_online(parse, frame.hit) and _struck_type(parse, frame) != "place"):
        return True
    if not frame.finite and not frame.hit.before.article and _is_called_so(parse, frame.hit.first):
        return True
    if not frame.finite and _is_blow_to(parse, frame.hit.after):
        return True
    if not frame.finite and frame.hit.before.article and frame.light is None:
        return False  # تعليقا على هذا الهجوم: one that has been told
    doer, struck = _doer(parse, frame), _struck(parse, frame)
    if _are_persons(frame):
        return True
    if doer is None:
        return struck is not None and _holds_office(struck) and _is_said(parse, frame)
    if doer.type == "medium" or (doer.head is not None and doer.head.civil):
        return True
    if doer.type == "person":
        return (frame.finite and doer.known is not None if struck is None else struck.type in _SPEAKING) or _is_said(parse, frame)
    if struck is not None and struck.type == "person":
        return doer.type in ("organization", "place") or _is_said(parse, frame)
    return struck is not None and struck.type not in _COUNTABLE and doer.type != "place" and _is_said(parse, frame)


def _are_persons(frame: Frame) -> bool:
    """True where all who clash are persons by their names, who are no armies: `اشتبك المرشحان فلان وفلان`."""
    actors = [f.group for f in frame.fillers if f.role == "actor" and f.group is not None]
    return len(actors) > 1 and all(group.type == "person" for group in actors)


def _is_sharp(parse: Parse, after: int) -> bool:
    """True where an adjective that only words have follows: `هجوما حادا على خصومه`."""
    for j in range(after, min(after + _QUALITIES, parse.sentence_end(after - 1))):
        if "sharp" in frames_at(parse, j):
            return True
        if not parse.tags[j] & ADJECTIVE:
            return False
    return False


def _is_by_critics(parse: Parse, frame: Frame) -> bool:
    """True where critics, listeners or readers do it: behind the verb, or behind من: `شن المدونون هجوما`, `تعرض لهجوم من متابعيه`."""
    hit, light = frame.hit, frame.light
    verb = hit if frame.finite else light if light is not None and light.form.part in (PAST, PRESENT) and _is_done(light) else None
    if verb is not None and any("critic" in frames_at(parse, j) for j in range(verb.after, min(verb.after + 2, parse.sentence_end(verb.first)))):
        return True
    end = min(hit.after + _QUALITIES + 2, parse.sentence_end(hit.first))
    return any("critic" in frames_at(parse, j) and parse.tokens.words[j - 1] in ("من", "قبل") for j in range(hit.after + 1, end))


def _is_online(parse: Parse, hit: Hit) -> bool:
    """True where it is done through a medium of words: `هجوم كبير على مواقع التواصل`."""
    end = min(hit.after + _SAID, parse.sentence_end(hit.first))
    return any("speech" in frames_at(parse, j) and parse.tokens.words[j - 1] in RELAYING for j in range(hit.after + 1, end))


def _struck_type(parse: Parse, frame: Frame) -> str:
    struck = _struck(parse, frame)
    return "" if struck is None else struck.type


def _is_called_so(parse: Parse, at: int) -> bool:
    """True behind a word that calls one thing another: `شكلت النتيجة ضربة`, `بمثابة ضربة`; what is ranked has happened: `يعد أعنف هجوم`."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[at]][0]
    if at > first and parse.tags[at - 1] & ADJECTIVE:
        return False
    return any("amounts" in frames_at(parse, j) and not parse.tags[j] & PREPOSITION for j in range(max(first, at - _QUALITIES), at))


def _is_blow_to(parse: Parse, after: int) -> bool:
    """True for a noun of two senses with ل and a person or a body of state behind it: `ضربة موجعة للزعيم`; fighters would be its doer."""
    for group in parse.groups_in(after, min(after + _QUALITIES, parse.sentence_end(after - 1))):
        return group.preposition == "ل" and (group.type == "person" or (group.type == "organization" and group.head is not None))
    return False


def _doer(parse: Parse, frame: Frame) -> Group | None:
    """Whoever does it, fit for the role or not: the filler, else the subject of the verb that tells or carries it."""
    held = [f.group for f in frame.fillers if f.role != "actor"]
    for filler in frame.fillers:
        if filler.role == "actor":
            return filler.group
    light = frame.light
    verb = frame.hit if frame.finite else light if light is not None and light.form.part in (PAST, PRESENT) and _is_done(light) else None
    if verb is None or verb.form.passive or verb.pronoun:
        return None
    end = frame.hit.first if verb is light and light is not None and verb.after <= frame.hit.first else verb.after + 1
    for group in parse.groups_in(verb.after, min(end, parse.sentence_end(verb.first))):
        return None if group.preposition or any(group is other for other in held) else group
    subject = frame.clause.subject
    return None if any(subject is other for other in held) else subject


def _is_done(light: Hit) -> bool:
    """True for a light verb whose subject does what its noun tells: `شن هجوما`, not `وقع هجوم`."""
    return isinstance(light.entry, Light) and light.entry.subject == "actor" and "subject" not in light.entry.takes


def _struck(parse: Parse, frame: Frame) -> Group | None:
    """Whom it hits: the filler, else the group behind على or ضد."""
    for filler in frame.fillers:
        if filler.role == "target" and filler.group is not None:
            return filler.group
    end = min(frame.hit.after + _AROUND, parse.sentence_end(frame.hit.first))
    return next((g for g in parse.groups_in(frame.hit.after, end) if g.preposition in AGAINST), None)


def _holds_office(group: Group) -> bool:
    return group.type == "person" and group.head is not None and group.head.type in _OFFICES


def _is_said(parse: Parse, frame: Frame) -> bool:
    """True where words are its means, or an accusation of the same clause goes on with it: `في خطاب`, `هاجمه واصفا إياه`."""
    hit = frame.hit
    start = hit.first if frame.light is None else min(frame.light.first, hit.first)
    for j in range(start, min(hit.after + _SAID, parse.sentence_end(hit.first))):
        if "speech" in frames_at(parse, j) and _is_means(parse, j):
            return True
        if j >= hit.after and parse.tags[j] & CUE and any(_goes_on(h) for h in parse.hits[j]):
            return True
    return False


def _is_means(parse: Parse, j: int) -> bool:
    """True behind في, خلال, ب and the like."""
    if any(h.before.preposition == "ب" for h in parse.hits[j] if isinstance(h.entry, Limit)):
        return True
    return j > 0 and (parse.tokens.words[j - 1] in WITHIN or parse.tokens.words[j - 1] in RELAYING)


def _goes_on(hit: Hit) -> bool:
    entry = hit.entry
    if not isinstance(entry, Cue) or entry.frame != "verb":
        return False
    return hit.form.part == PARTICIPLE or (entry.act in _ACCUSING and bool(hit.before.conjunction) and hit.form.part in (PAST, PRESENT, FIXED))
