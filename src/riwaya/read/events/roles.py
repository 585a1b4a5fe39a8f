"""Who does what in an event: the words around a trigger fill the roles of its kind.

A finite verb takes its subject and object; a verbal noun its genitive, the adjective of a nation beside it and the subject
of the light verb that carries it; prepositions fill the roles that the trigger's entry gives them. A filler must be of a
type that the ontology lets play the role.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Light, Status, Trigger
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.find import Clause, inherits
from riwaya.read.events.frames import (
    Filler,
    Frame,
    add_joined,
    coordinated,
    fits_pronoun,
    free_after,
    is_object,
    is_own,
    may_play,
    subject_before,
    tells_of_noun,
)
from riwaya.read.events.portions import add_used
from riwaya.read.events.roles_means import add_means
from riwaya.read.events.roles_nouns import fill_noun
from riwaya.read.events.roles_prepositions import fill_prepositions, fill_weapons
from riwaya.read.events.roles_relative import fill_relative
from riwaya.read.events.roles_voice import counted_joined, is_passive, is_unread_noun, names_agent
from riwaya.read.groups import Group
from riwaya.read.names.drafts import count_of
from riwaya.read.parse import Parse
from riwaya.read.tags import CUE, STATUS
from riwaya.text.function_words import BRINGING, DURING
from riwaya.text.inflection import FIXED
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.quotes import OPENING
from riwaya.text.tokens import MARK

_COUNTS_PEOPLE = ("casualties", "displacement")
_NEAR = 4


def fill_roles(parse: Parse, frame: Frame, clauses: list[Clause]) -> None:
    """Fill the roles of a trigger from its clause."""
    told = _fill_phrase(parse, frame)
    if frame.finite and not told:
        _fill_verb(parse, frame, clauses)
    elif not frame.finite and not told:
        fill_noun(parse, frame, clauses)
        fill_relative(parse, frame)
    fill_prepositions(parse, frame)
    fill_weapons(parse, frame)
    add_used(parse, frame)
    if not frame.finite:
        _fill_understood(parse, frame)
        _fill_driven(parse, frame)
        _fill_parties(parse, frame)
    for group in frame.vague:
        if frame.entry.kind in _COUNTS_PEOPLE and (group.number == "d" or count_of(parse, group) is not None):
            frame.fillers.append(Filler("target", group))  # مقتل ثمانية أشخاص


def _fill_phrase(parse: Parse, frame: Frame) -> bool:
    """Fill the subject of a phrase whose last word is also the first of its subject: `تراجعت قوات الأمن`; False where it is none."""
    hit = frame.hit
    if hit.form.part != FIXED or not frame.entry.subject:
        return False
    inner = parse.group_at[hit.after - 1]
    if inner is None or not hit.first < inner.first or inner.after <= hit.after or inner.preposition:
        return False
    return frame.add(frame.entry.subject, inner)


def _fill_understood(parse: Parse, frame: Frame) -> None:
    """Who does what a bare verbal noun tells, where no words beside it say: the verb's subject for a purpose or an attempt
    (`يسعى الجيش إلى استعادة`), the accused (`تتهم موسكو كييف باستهداف`), else who announces it as its own (`أعلن الجيش إحباط`).
    """
    entry, hit = frame.entry, frame.hit
    if "actor" not in frame.kind.roles or frame.has("actor"):
        return
    if entry.subject != "actor" and entry.kind in ("casualties", "damage"):
        return  # a death is nobody's purpose
    clause = frame.clause
    doer = _controller(parse, frame) if 0 <= clause.verb < hit.first else None
    if doer is not None:  # استعداد روسيا لتدمير السد; دعا الرئيس الجيش إلى قصفه
        nearer = [
            g
            for g in parse.groups_in(max(doer.after, clause.first), hit.first)
            if not g.preposition and not g.joined and may_play(frame.kind, "actor", g)
        ]
        last = parse.groups_in(max(doer.after, clause.first), hit.first)[-1:]
        doer = None if last and frame.holds(last[0]) else nearer[-1] if nearer else doer  # حرصا على الجنود وتفادي تطويقهم
    carried = (
        frame.light is not None
        and frame.light.form.part == NOUN_FORM
        and isinstance(frame.light.entry, Light)
        and frame.light.entry.subject == "actor"
    )
    if (entry.subject == "actor" and entry.masdar_of == "object") or carried:
        told = clause.opener == "relative" and frame.light is not None and frame.light.first >= clause.first
        accused = None if told else frame.accused  # أمر باعتقال ضابط في المدينة التي شهدت تفجيرا
        doer = doer or accused or (frame.speaker if _tells_own(frame) or _denies_own(frame) else None)
    if carried and doer is None and frame.light is not None and 0 <= clause.verb < frame.light.first and not parse.tags[clause.verb] & CUE:
        doer = clause.subject if frame.light.first - clause.verb <= _NEAR + 1 else None  # أعاد الاتحاد فرض عقوبات
    if doer is None and entry.subject == "actor" and entry.masdar_of != "object":
        doer = _made_to(parse, frame)
    if doer is not None and doer is frame.speaker and doer.type == "person" and doer.of is not None and may_play(frame.kind, "actor", doer.of):
        doer = doer.of if doer.of.type == "organization" and frame.kind.scene else doer  # أعلن المتحدث باسم الحركة استهداف
    if doer is not None and may_play(frame.kind, "actor", doer) and not frame.holds(doer):
        for group in coordinated(parse, doer):
            frame.add("actor", group)


def _fill_parties(parse: Parse, frame: Frame) -> None:
    """The other party of talks and exchanges that a noun tells: whoever did something in them (`بحث الوزيران في اتصال هاتفي`,
    `شدد الوزير خلال لقائه نظيره`), and who announces as its own what it had with another (`أعلنت كييف تبادل أسرى مع موسكو`).
    """
    roles = frame.kind.roles
    if "party" not in roles or "actor" in roles or frame.hit.before.article:
        return
    parties = [f for f in frame.fillers if f.role in ("party", "host")]
    with_one = len(parties) == 1 and parties[0].group is not None and parties[0].group.preposition == "مع"
    if frame.opens_content and frame.speaker is not None and with_one:
        frame.add("party", frame.speaker)
        return
    subject = frame.clause.subject
    if subject is None or not 0 <= frame.clause.verb < frame.hit.first or len(parties) > 1 or frame.light is not None:
        return
    before = parse.tokens.words[frame.hit.first - 1]
    if before not in DURING or frame.kind.scene or not (frame.kind.placeless or frame.hit.pronoun):
        return
    if frame.holds(subject) or not _meets(subject):
        return
    for group in coordinated(parse, subject):
        frame.add("party", group)
    for group in parse.groups_in(frame.clause.verb + 1, frame.hit.first):
        if group.preposition == "مع":
            frame.add("party", group)  # بحث الوزير مع نظيره، خلال مكالمة


def _meets(group: Group) -> bool:
    """True for a person, or for what can speak and is no body of the press."""
    return group.type == "person" or bool(group.members)


def _controller(parse: Parse, frame: Frame) -> Group | None:
    """Whose purpose or attempt a verbal noun is: the genitive of a noun of planning (`التزام روسيا بسحب`), else the verb's subject."""
    hit, clause = frame.hit, frame.clause
    if _met_with(frame):
        return None
    if hit.before.preposition == "ل":
        before = hit.first - 2 if parse.tokens.words[hit.first - 1] in OPENING and hit.first > 1 else hit.first - 1
        takers = (h.entry for h in parse.hits[before] if isinstance(h.entry, Trigger) and h.form.part == NOUN_FORM)
        return None if any(taker.roles.get("ل") == "target" for taker in takers) else clause.subject  # التصدي لهجوم
    for j in range(max(clause.first, hit.first - 6), hit.first):
        for status in parse.hits[j] if parse.tags[j] & STATUS and parse.amount_from(j) is None else ():
            if not isinstance(status.entry, Status):
                continue
            if status.form.part != NOUN_FORM or "ل" in status.entry.takes:
                return clause.subject
            owner = parse.group_at[status.after] if status.after < hit.first else None
            if owner is not None and owner.first == status.after and not owner.preposition:
                return owner
    return None


def _met_with(frame: Frame) -> bool:
    """True for what somebody met with, which is nobody's purpose: `تعرض موكبه لانفجار`."""
    entry = None if frame.light is None else frame.light.entry
    return isinstance(entry, Light) and entry.subject == "target" and "ل" in entry.takes


def _made_to(parse: Parse, frame: Frame) -> Group | None:
    """Who is brought to do what an intransitive verbal noun tells: the group nearest before it (`أجبر الجيش المسلحين على الانسحاب`)."""
    clause, at = frame.clause, frame.hit.first
    if "target" in frame.kind.roles or not 0 <= clause.verb < at - 1 or parse.tokens.words[at - 1] not in BRINGING or parse.tags[clause.verb] & CUE:
        return None
    nearer = [g for g in parse.groups_in(clause.verb + 1, at) if not g.preposition and not g.joined]
    return nearer[-1] if nearer else clause.subject


def _fill_driven(parse: Parse, frame: Frame) -> None:
    """Who is brought to flee: the group nearest before a bare noun of flight (`أجبر القتال المدنيين على الفرار`)."""
    clause, at = frame.clause, frame.hit.first
    if frame.entry.kind != "displacement" or frame.entry.subject != "target" or frame.has("target"):
        return
    if at <= clause.first or parse.tokens.words[at - 1] not in BRINGING or (clause.verb >= 0 and parse.tags[clause.verb] & CUE):
        return
    nearer = [g for g in parse.groups_in(max(clause.verb + 1, clause.first), at) if g.type == "group" and not g.preposition]
    if nearer:
        frame.add("target", nearer[-1])


def _tells_own(frame: Frame) -> bool:
    """True where who announces an event announces its own: not a source or an official, who only tells (`أعلن مصدر في الوزارة اعتقال`)."""
    speaker = frame.speaker
    return frame.opens_content and (speaker is None or speaker.type != "group" or (speaker.head is not None and speaker.head.force))


def _denies_own(frame: Frame) -> bool:
    """True where a state or its forces deny a strike: their own, where nobody else is named (`نفت روسيا قصف السوق`)."""
    speaker = frame.speaker
    if not frame.denies or speaker is None or frame.entry.kind != "strike":
        return False
    return speaker.level in ("country", "capital") or (speaker.head is not None and speaker.head.force)


def _fill_verb(parse: Parse, frame: Frame, clauses: list[Clause]) -> None:
    hit, entry = frame.hit, frame.entry
    free = free_after(parse, hit.after, frame.clause.after)
    if hit.form.part == FIXED and hit.after - hit.first > 1 and entry.object and free and _follows(parse, hit.after, free[0]):
        add_joined(parse, frame, entry.object, free)  # أودى بحياة 30 عسكريا
        free = []
    if (
        hit.form.part == FIXED
        and (governed := parse.group_at[hit.after] if hit.after < frame.clause.after else None) is not None
        and governed.preposition
    ):
        frame.add(entry.object, governed)
    told = frame.clause.opener == "that" and inherits(parse, frame.clause)  # أنها أسقطت مسيرة: the subject is the pronoun
    hit_weapons = "weapon" in frame.kind.roles.get("target", ())
    if hit_weapons and not told and len(free) > 1 and free[1].type == "weapon" == free[0].type and not free[1].joined:
        if parse.amount_before(free[0].first) is None and agrees(free[0], frame.form, before_subject=True):
            add_means(parse, frame, free[0])  # اعترضت منظومة الدفاع صاروخا
            add_joined(parse, frame, entry.object, free[1:])
            return
    led = [] if hit_weapons or told else _weapons_before(parse, frame)
    if led:
        for weapon in led:
            add_means(parse, frame, weapon)
        if hit.pronoun and entry.object:
            _add_antecedent(parse, frame, entry.object, clauses)
        add_joined(parse, frame, entry.object, free)
        return
    struck = bool(free) and parse.tokens.words[free[0].first].endswith("ين")  # استهدف مدرعتين
    if free and free[0].type == "weapon" and not struck and agrees(free[0], frame.form, before_subject=True) and not told and not hit_weapons:
        add_means(parse, frame, free[0])
        free = free[1:]
        add_joined(parse, frame, entry.object, free)
        return
    if is_passive(parse, frame, free, clauses=clauses):
        if free and (free[0].first == hit.after or not names_agent(parse, frame, free)):
            add_joined(parse, frame, entry.object, free)
        elif (thing := _thing_before(parse, frame)) is not None:
            frame.add(entry.object, thing)  # غارة على مصنع دمر لاحقا
        elif parse.amount_from(hit.after) is None and (subject := subject_before(parse, frame, clauses, role=entry.object)) is not None:
            for group in coordinated(parse, subject) if entry.kind != "casualties" or subject.type != "place" else ():
                frame.add(entry.object, group)
        return
    rest = free if _hits_alone(parse, frame, free) else _fill_subject(parse, frame, clauses, free)
    if hit.pronoun and entry.object:
        _add_antecedent(parse, frame, entry.object, clauses)
    elif rest:
        add_joined(parse, frame, entry.object, rest)


def _fill_subject(parse: Parse, frame: Frame, clauses: list[Clause], free: list[Group]) -> list[Group]:
    """Fill the role of the verb's subject, from behind the verb or before it; what is left of the groups behind it."""
    role = frame.entry.subject
    counted = role == "target" and parse.amount_from(frame.hit.after) is not None  # توفي أربعة: no one before the verb
    before = None if counted else subject_before(parse, frame, clauses)
    told = before is not None and before is frame.speaker and frame.clause.opener == "that"  # أنه قتل 116 مسلحا
    bound = frame.clause.opener == "that" and frame.clause.verb == frame.hit.first and inherits(parse, frame.clause)  # أنها قتلت جنودا
    bound = bound and sum(not g.joined for g in free) == 1
    bare = (told or bound) and bool(free) and not free[0].definite and free[0].name is None
    follows = bool(free) and not bare and agrees(free[0], frame.form, before_subject=True) and may_play(frame.kind, role, free[0])
    taken = follows and bool(frame.hit.pronoun and frame.entry.object) and free[0].first == frame.hit.after  # تستهدفها الجماعات: no second object
    if follows and not _is_oblique(parse, free[0]) and (taken or before is None or not is_own(parse, frame, before)):
        joined = [g for g in free[1:] if g.joined and may_play(frame.kind, role, g) and g.first - free[0].after <= 1]
        for group in (free[0], *joined):
            frame.add(role, group)
        return [g for g in free[1:] if g not in joined]
    if before is not None and not frame.entry.object and not is_own(parse, frame, before) and is_unread_noun(parse, frame.hit.after):
        return free  # اعتدى أمن الرئاسة على المقر: a subject that we cannot read
    for group in coordinated(parse, before) if before is not None else ():
        frame.add(role, group)
    return free


def _thing_before(parse: Parse, frame: Frame) -> Group | None:
    """The thing without the article, right before a passive of damage that is not the verb of its clause: what it tells of."""
    hit, clause = frame.hit, frame.clause
    if frame.entry.kind != "damage" or hit.before.conjunction or clause.verb in (-1, hit.first):
        return None
    near = [g for g in parse.groups_in(max(clause.first, hit.first - 2 * _NEAR), hit.first) if is_object(g)]
    last = near[-1] if near else None
    return last if last is not None and not last.definite and last.name is None else None


def _hits_alone(parse: Parse, frame: Frame, free: list[Group]) -> bool:
    """True for a verb of striking that tells of the noun before it and has one group behind it: its object (`هجوم بسيارة مفخخة استهدف الجيش`)."""
    if frame.entry.kind != "strike" or frame.hit.pronoun or not free or not tells_of_noun(parse, frame.hit):
        return False
    stop = next((j for j in range(free[0].after, frame.clause.after) if parse.tokens.kinds[j] == MARK), frame.clause.after)
    return not any(not g.joined and g.first < stop for g in free[1:])


def _follows(parse: Parse, j: int, group: Group) -> bool:
    """True for a group that starts at token j, or behind a number that does."""
    amount = parse.amount_from(j) if j < group.first else None
    return group.first == j or (amount is not None and group.first == amount.number_after)


def _is_oblique(parse: Parse, group: Group) -> bool:
    """True for a dual or sound plural in ين: no subject (`أسرت ضابطين`), but behind a number, which puts every noun so."""
    if group.type not in ("group", "person") or group.number not in ("d", "p") or not parse.tokens.words[group.first].endswith("ين"):
        return False
    if parse.amount_before(group.first) is not None:
        return False
    return group.head is not None and not any(p.endswith("ين") for p in group.head.plural)


def _weapons_before(parse: Parse, frame: Frame) -> list[Group]:
    """The weapons that are the subject before their verb: `صواريخ ومسيرات روسية استهدفت المدينة`."""
    if "weapon" not in frame.kind.roles or "weapon" in frame.kind.roles.get("target", ()):
        return []
    found: list[Group] = []
    if frame.clause.opener == "resume" and frame.clause.subject is not None and frame.clause.subject.type == "weapon":
        return [frame.clause.subject]  # الصواريخ التي أطلقتها روسيا استهدفت محطة
    for group in reversed(free_after(parse, frame.clause.first, frame.hit.first)):
        if any(group is (weapon.of or weapon) for weapon in parse.groups_in(frame.clause.first, group.first) if weapon.type == "weapon"):
            continue
        if group.type != "weapon" or (not found and not agrees(group, frame.form, before_subject=False)):
            break
        found.insert(0, group)
        if not group.joined and not counted_joined(parse, group):
            break
    return found


def _add_antecedent(parse: Parse, frame: Frame, role: str, clauses: list[Clause]) -> None:
    """The object pronoun of a relative clause is its antecedent: `المدينة التي احتلتها`, `الأربعة مناطق التي ضمتها`, `جنودا خطفتهم الحركة`."""
    if frame.clause.opener != "relative" or frame.clause.verb != frame.hit.first:
        group = parse.group_at[frame.hit.first - 1] if frame.hit.first and not frame.hit.before.conjunction else None
        bare = group is not None and group.type in ("group", "place") and not group.definite and group.known is None and group.name is None
        if group is not None and bare and fits_pronoun(group, frame.hit.pronoun):
            frame.add(role, group)
        return
    j = frame.clause.first - 1
    while j >= 0 and parse.tokens.kinds[j] == MARK:
        j -= 1
    group = parse.group_at[j] if j >= 0 else None
    if group is not None and not frame.add(role, group) and role == "place":
        frame.add("target", group)
