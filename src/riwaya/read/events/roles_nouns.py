"""What fills the roles of an event that a verbal noun tells: its genitive, the nation's adjective beside it, the possessor
that its pronoun means, the subject of the light verb that carries it.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Light
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.find import Clause, is_finite
from riwaya.read.events.background import adjunct_start
from riwaya.read.events.extents import is_locative
from riwaya.read.events.frames import (
    FARTHEST_ARGUMENT,
    Filler,
    Frame,
    carries,
    coordinated,
    counts_some,
    fits_pronoun,
    free_after,
    is_some,
    may_play,
    portion_end,
    subject_before,
)
from riwaya.read.events.roles_means import add_means
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import nation_at
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import has_word
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, NOUN, PARTICLE, PREPOSITION, STATUS, TIME, TRIGGER, VERB
from riwaya.text.function_words import REACHING, UNFOLDED
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import MARK

_TITLE = 2

_QUOTES = frozenset("\"“«'‘")


def fill_noun(parse: Parse, frame: Frame, clauses: list[Clause]) -> None:
    """Fill the roles of a verbal noun, but for its prepositions."""
    hit, entry = frame.hit, frame.entry
    roles = frame.kind.roles
    actor = "party" if "party" in roles and "actor" not in roles else "actor"
    j = _past_weapon(parse, frame, entry.subject or actor)
    if j < frame.clause.after and parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _QUOTES:
        j += 1  # استهداف "قوات الدعم" للمدنيين
    end = frame.clause.after
    while j < end:
        nation = nation_at(parse, j, joined=True) if parse.group_at[j] is None else None
        if nation is not None:
            role = entry.subject or actor
            if role in roles and "place" in roles[role]:
                frame.fillers.append(Filler(role, nation=nation[0], token=j))
            j = nation[1]
            continue
        amount = parse.amount_from(j)
        if amount is not None or is_some(parse, j):
            bounded = amount is not None and amount.number_after < end and parse.group_at[amount.number_after] is not None  # مقتل 17 شخصا على الأقل
            j = j + 1 if amount is None else amount.number_after if bounded else amount.after
            j += parse.tokens.words[j : j + 1] == ["من"]  # مقتل عدد من الجنود, وفاة اثنين من الجرحى
            continue
        if (portion := portion_end(parse, j)) is not None:
            j = portion  # إطلاق موجة جديدة من الصواريخ
            continue
        group = parse.group_at[j]
        weapon = group is not None and group.type == "weapon" and "weapon" in roles and group.first == j
        weapon = weapon and group is not None and (not group.preposition or counts_some(parse, group))
        if group is not None and weapon and not hit.before.article:
            if "weapon" in roles.get("target", ()):
                frame.add("target", group)  # اعتراض صاروخ
            else:
                add_means(parse, frame, group)  # قصف طائرات الجيش
            j = group.after
            continue
        if parse.tags[j] & STATUS and any(isinstance(h.entry, Light) and h.pronoun and h.form.part in (PAST, PRESENT) for h in parse.hits[j]):
            break  # قصف شنه الطيران
        if group is None and parse.tags[j] & (NOUN | 2) and not parse.tags[j] & (PREPOSITION | TRIGGER) and j - hit.after < 2:
            j += 1
            continue
        break
    apart = hit.pronoun and entry.masdar_of != "object" and j > hit.after  # راح ضحية اعتداءاتها أمس سبعة عمال: who is no genitive
    genitive = parse.group_at[j] if j < end and not apart else None
    if (
        genitive is not None
        and genitive.first == j
        and (not genitive.preposition or counts_some(parse, genitive))
        and not genitive.joined
        and not hit.before.article
        and not hit.form.indefinite
    ):
        _add_genitive(parse, frame, genitive, actor)
    if hit.pronoun:
        _add_possessor(parse, frame, actor, has_object=genitive is not None and genitive.first == j and not genitive.preposition)
    _add_light_subject(parse, frame, clauses, actor)


def _past_weapon(parse: Parse, frame: Frame, role: str) -> int:
    """The token behind the trigger, and behind the nation of the weapon that its own words name: `هجوم صاروخي إيراني`."""
    after = frame.hit.after
    weapon = parse.group_at[after - 1]
    if weapon is None or weapon.type != "weapon" or weapon.after <= after or weapon.first <= frame.hit.first:
        return after
    for j in range(after, weapon.after):
        nation = nation_at(parse, j, joined=False)
        if nation is not None and "place" in frame.kind.roles.get(role, ()):
            frame.fillers.append(Filler(role, nation=nation[0], token=j))
    return weapon.after


def _add_genitive(parse: Parse, frame: Frame, group: Group, actor: str) -> None:
    entry = frame.entry
    own = entry.subject or actor
    doer = group.type == "organization" and (group.known is not None or bool(group.nations) or (group.head is not None and group.head.force))
    if entry.masdar_of == "object" and entry.object and doer and may_play(frame.kind, own, group):
        rest = [g for g in parse.groups_in(group.after, group.after + 4) if not g.joined and g.preposition != "ل"]
        if (
            rest
            and rest[0].type in ("place", "group")
            and (
                not rest[0].preposition
                or (rest[0].preposition == "علي" and frame.kind.scene)
                or (rest[0].first == group.after and rest[0].head is not None and rest[0].head.direction)
            )
        ):  # قصف قوات النظام مدرستين
            frame.add(own, group)
            frame.add(entry.object, rest[0])
            return
    if doer and entry.kind == "strike" and entry.masdar_of == "object" and _has_bare_object(parse, group.after) and frame.add(own, group):
        return  # قصف القوات التركية قرى
    after = next(iter(parse.groups_in(group.after, group.after + 1)), None)
    suffers = after is not None and after.preposition == "ل" and after.type in ("group", "place") and entry.masdar_of == "object"
    if after is not None and suffers and group.type in ("organization", "person") and may_play(frame.kind, own, group):
        frame.add(own, group)  # قصف الجيش للمدنيين
        frame.add(entry.object, after)
        return
    order = [entry.object, own] if entry.masdar_of == "object" else [own, entry.object]
    for role in order:
        if role and frame.add(role, group):
            for other in coordinated(parse, group)[1:]:
                frame.add(role, other)
            return
    if "target" in frame.kind.roles:
        frame.add("target", group)


def _has_bare_object(parse: Parse, j: int) -> bool:
    """True for an ordinary indefinite noun at token j, which only a verbal noun can govern there."""
    if j >= len(parse.hits) or parse.group_at[j] is not None or parse.conjoins(j) or parse.time_at(j) is not None:
        return False
    return bool(parse.tags[j] & NOUN) and not parse.tags[j] & (PREPOSITION | TRIGGER | ADJECTIVE | ARTICLE | PARTICLE | VERB | TIME)


def _add_possessor(parse: Parse, frame: Frame, actor: str, *, has_object: bool) -> None:
    """The pronoun on a verbal noun is the latest group that agrees; before an object it is the subject (`بقصفها المستشفى`)."""
    entry = frame.entry
    inside = frame.clause.opener in ("that", "quote", "colon")  # قالت مصادر إن تسعة لاقوا حتفهم
    first = frame.clause.first if inside else parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]
    role = entry.subject or actor
    subject = frame.clause.subject
    if frame.hit.pronoun == "هما" and subject is not None and len(pair := coordinated(parse, subject)) > 1:
        for group in pair:
            frame.add(role, group)  # توصلت أذربيجان وأرمينيا عقب محادثاتهما
        return
    for group in reversed(parse.groups_in(first, frame.hit.first)):
        if group.type == "organization" and is_locative(group):
            continue  # وفي مجلس النواب، تحدث الوزير عن إسقاطها
        if frame.hit.pronoun == "ها" and group.type == "group" and group.number == "p" and group.of is not None and group.of.type == "organization":
            group = group.of  # عناصر الحركة … بعد سيطرتها
        if entry.kind == "casualties" and (group is frame.speaker or (group.type == "group" and group.head is not None and group.head.speaks)):
            continue  # قال مصدر …، ما أدى إلى مقتله
        if group is subject and not has_object and _is_done_by(parse, frame):
            continue  # تمكنت القوات من طردها: whoever does it is not who suffers it
        if group.type == "place" and group.of is not None and group.of.type == "person" and frame.entry.subject == "target":
            group = group.of  # أطلقوا النار على سيارة العميد، ما أدى إلى مقتله
        if fits_pronoun(group, frame.hit.pronoun):
            if (
                not has_object
                and group.type == "weapon"
                and not carries(parse, group)
                and entry.masdar_of == "object"
                and entry.object
                and frame.add(entry.object, group)
            ):
                return  # سيارة مفخخة تم تفجيرها
            if not has_object and entry.masdar_of == "object" and entry.object and may_play(frame.kind, entry.object, group):
                frame.add(entry.object, group)
                return
            if frame.add(role, group):
                return


def _is_done_by(parse: Parse, frame: Frame) -> bool:
    """True for a verbal noun that a verb of doing carries: its subject does it, and the pronoun is another."""
    light = _light_before(parse, frame)
    return light is not None and isinstance(light.entry, Light) and light.entry.subject == "actor" and frame.clause.verb == light.first


def _add_light_subject(parse: Parse, frame: Frame, clauses: list[Clause], actor: str) -> None:
    light = _light_before(parse, frame)
    if light is None:
        return
    frame.light = light
    entry = light.entry
    assert isinstance(entry, Light)
    role = entry.subject
    if role == "none" and (signing := _signing(parse, light)) is not None:
        light, entry, role = signing, signing.entry, "party"
        frame.light = signing
    if role in ("none", "cause", "") or (role == "actor" and (light.form.passive or _begins(parse, frame, light))):
        return
    if role == "place":  # شهدت المدينة اشتباكات
        free = free_after(parse, light.after, frame.hit.first)
        ahead = [g for g in free_after(parse, frame.clause.first, light.first) if g.type == "place"]  # وكان المعبر قد تعرض لغارة
        scene = free[0] if free else frame.clause.subject if frame.clause.verb == light.first else ahead[-1] if ahead else None
        if scene is not None and scene.type == "place" and not frame.kind.placeless:
            frame.places.append(scene)
        return
    if role == "host":
        _add_venue(parse, frame, light)
    if role not in frame.kind.roles:
        role = frame.entry.subject if role == "actor" and frame.entry.subject in frame.kind.roles else actor if role in ("actor", "party") else ""
    if not role:
        return
    if (
        frame.clause.verb == light.first
        and frame.clause.subject is not None
        and may_play(frame.kind, role, frame.clause.subject)
        and light.form.part in (PAST, PRESENT)
    ):
        for group in coordinated(parse, frame.clause.subject):
            frame.add(role, group, subject=True)
        return
    free = [g for g in free_after(parse, light.after, frame.hit.first) if may_play(frame.kind, role, g)]
    if light.form.part not in (PAST, PRESENT):
        owner = frame.clause.subject if light.pronoun and frame.clause.verb < light.first else None
        if owner is not None and fits_pronoun(owner, light.pronoun):
            frame.add(role, owner, subject=True)  # أعلن الجيش تنفيذه غارة
        elif free and free[0].first - light.after <= _TITLE:  # تعرض المرجع الشيعي فلان لمحاولة اغتيال
            frame.add(role, free[0])
        return
    if free and agrees(free[0], light.form, before_subject=True):
        for group in [free[0], *[g for g in free[1:] if g.joined]]:
            frame.add(role, group, subject=True)
        return
    subject_frame = Frame(light, frame.entry, frame.kind, frame.clause, light.form)
    subject_frame.speaker, subject_frame.accused = frame.speaker, frame.accused
    before = subject_before(parse, subject_frame, clauses, role=role)
    if before is not None:
        for group in coordinated(parse, before):
            frame.add(role, group, subject=True)


def _begins(parse: Parse, frame: Frame, light: Hit) -> bool:
    """True for the noun with the article right behind a verb of beginning without a subject of its own: `وبدأ الهجوم`, the attack began."""
    entry, subject = light.entry, frame.clause.subject
    if not isinstance(entry, Light) or "subject" not in entry.takes or not frame.hit.before.article or light.after != frame.hit.first:
        return False
    return subject is None or subject.first < frame.clause.first


def _add_venue(parse: Parse, frame: Frame, light: Hit) -> None:
    """The town that hosts is also where people meet: `تستضيف جنيف محادثات`."""
    clause = frame.clause
    host = clause.subject if clause.verb == light.first else None
    groups = [host] if host is not None else free_after(parse, light.after, frame.hit.first)[:1]
    frame.places.extend(g for g in groups if g.type == "place" and g.level != "country")


def _signing(parse: Parse, light: Hit) -> Hit | None:
    """Of letters that are "happened" or "signed" (وقع), the latter where those who may sign follow the verb."""
    group = parse.group_at[light.after] if light.after < len(parse.hits) else None
    if group is None or group.preposition or not group.speaks:
        return None
    return next((h for h in parse.hits[light.first] if isinstance(h.entry, Light) and h.entry.subject == "party" and h.after == light.after), None)


def _light_before(parse: Parse, frame: Frame) -> Hit | None:
    """The light verb that carries the noun: before it in the clause, no other trigger between."""
    j = frame.hit.first - 1
    if (
        j >= 0
        and parse.tags[j] & PREPOSITION
        and parse.group_at[j] is None
        and not any(h.pronoun for h in parse.hits[j])
        and parse.tokens.words[j] not in REACHING
    ):
        return None  # سيفتح تحقيقا بعد مقتل
    low = adjunct_start(parse, frame.hit.first, frame.clause.first) or frame.clause.first  # أطلق عملية ردا على هجوم
    while j >= low and frame.hit.first - j < FARTHEST_ARGUMENT:
        for hit in _fitting_first(parse, frame, j) if parse.tags[j] & STATUS and parse.time_at(j) is None else ():  # فجر السبت is no blast
            if _is_about(parse, hit, frame.hit.first):
                return None
            if _reports(parse, hit, frame.hit.first):
                continue
            if isinstance(hit.entry, Light) and hit.form.part != FIXED and (hit.form.part not in (PAST, PRESENT) or is_finite(parse, j) is not None):
                return hit
        blocks = parse.tags[j] & TRIGGER and parse.group_at[j] is None and parse.time_at(j) is None
        if blocks and not parse.conjoins(frame.hit.first):
            return _caused_by(parse, j - 1, low)
        j -= 1
    return None


def _reports(parse: Parse, hit: Hit, end: int) -> bool:
    """True for a light verb that with its object, before the noun at token `end`, is a verb of saying: `تبادلت الدولتان الاتهامات بخرق الهدنة`."""
    if not parse.tags[hit.first] & CUE:
        return False
    return any(isinstance(h.entry, Cue) and h.entry.objects and has_word(parse, h.after, end, h.entry.objects) for h in parse.hits[hit.first])


def _is_about(parse: Parse, hit: Hit, end: int) -> bool:
    """True for a verbal noun that with a preposition which it does not take governs the noun at token `end`: `التحقيق في اغتيال النائب`."""
    if hit.form.part != NOUN_FORM or hit.after != end - 1 or not isinstance(hit.entry, Light) or not parse.tags[end - 1] & PREPOSITION:
        return False
    word = parse.tokens.words[end - 1]
    return UNFOLDED.get(word, word) not in hit.entry.takes


def _caused_by(parse: Parse, j: int, low: int) -> Hit | None:
    """The light verb of cause whose subject is the attack right behind it: `لم يخلف الهجوم ضحايا`."""
    if j < low or is_finite(parse, j) is None:
        return None
    return next((h for h in parse.hits[j] if isinstance(h.entry, Light) and h.entry.subject == "cause" and h.form.part in (PAST, PRESENT)), None)


def _fitting_first(parse: Parse, frame: Frame, j: int) -> list[Hit]:
    """The light verbs of token j, first that whose subject stands beside it: `تواصل القوات التقدم`, but `تواصل التقدم`."""
    lights = _pasts_first(parse.hits[j])
    subject = frame.clause.subject
    if len(lights) < 2 or frame.clause.verb != j or subject is None or subject.first > frame.hit.first:
        return lights
    return sorted(lights, key=lambda h: isinstance(h.entry, Light) and h.entry.subject == "none")


def _pasts_first(hits: list[Hit]) -> list[Hit]:
    """The light verbs of one token, a past before a present spelled alike: `تلقى الوزير اتصالا`."""
    lights = [h for h in hits if isinstance(h.entry, Light)]
    return sorted(lights, key=lambda h: h.form.part != PAST) if len(lights) > 1 else lights
