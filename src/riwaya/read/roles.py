"""Who does what in an event: the words around a trigger fill the roles of its kind.

A finite verb takes its subject and object; a verbal noun its genitive, the adjective of a nation beside it and the subject
of the light verb that carries it; prepositions fill the roles that the trigger's entry gives them. A filler must be of a
type that the ontology lets play the role.
"""

from __future__ import annotations

from msgspec import Struct, field, structs

from riwaya.lexicon.entries import Light, Status, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.ontology.load import Kind
from riwaya.read.clauses import Clause, agrees, inherits, is_finite
from riwaya.read.groups import Group
from riwaya.read.modifiers import nation_at
from riwaya.read.numbers import Amount
from riwaya.read.parse import Parse
from riwaya.read.tags import NOUN, PREPOSITION, TRIGGER
from riwaya.text.function_words import AGENT, AMONG, COMPANY, UNFOLDED
from riwaya.text.inflection import FIXED, PAST, PRESENT, Form
from riwaya.text.tokens import MARK

_FARTHEST_ARGUMENT = 30


class Filler(Struct):
    """An entity in a role: by a group, or by the adjective of a nation at a token."""

    role: str
    group: Group | None = None
    nation: str = ""
    token: int = -1
    entity: int = -1


class Frame(Struct):
    """A trigger in its clause, with what fills it so far."""

    hit: Hit
    entry: Trigger
    kind: Kind
    clause: Clause
    form: Form
    fillers: list[Filler] = field(default_factory=list)
    light: Hit | None = None
    speaker: Group | None = None
    accused: Group | None = None
    opens_content: bool = False
    places: list[Group] = field(default_factory=list)

    @property
    def finite(self) -> bool:
        """True for a finite verb."""
        return self.form.part in (PAST, PRESENT)

    def add(self, role: str, group: Group, *, subject: bool = False) -> bool:
        """Put a group in a role that its type may play; `place` is no participant, nor is a town under fire (unless the `subject`)."""
        if role == "place":
            if group.type == "place":
                self.places.append(group)
                if not self.kind.scene and may_play(self.kind, "target", group):
                    self.fillers.append(Filler("target", group))  # what is annexed is target and place
                return True
            return False
        if not may_play(self.kind, role, group) or any(f.group is group for f in self.fillers):
            return False
        loser = group.preposition == "من"  # استعادة البلدة من أوكرانيا
        if role == "target" and group.type == "place" and self.kind.scene and not is_object(group) and not (subject and group.speaks) and not loser:
            self.places.append(group)
            if group.level != "country" and (group.known is not None or group.name is not None or group.anaphor):
                return True
        if role == "target" and group.type == "place" and group.name is not None and is_object(group):
            self.places.append(group)
        self.fillers.append(Filler(role, group))
        return True


def is_object(group: Group) -> bool:
    """True for a place that is a thing to hit (a bridge, a depot) rather than somewhere."""
    return group.head is not None and group.head.type == "facility"


def may_play(kind: Kind, role: str, group: Group) -> bool:
    """True where the group's type may play the role; of places, only states act."""
    if role == "place":
        return group.type == "place"
    if group.type not in kind.roles.get(role, ()):
        return False
    if group.type == "place" and role != "target":
        return group.speaks
    if group.type == "group" and role in ("actor", "party", "host"):  # of people, those who fight, speak or belong to a nation act
        return bool(group.nations) or group.head is None or group.head.force or group.head.speaks
    return True


def fill_roles(parse: Parse, frame: Frame, clauses: list[Clause]) -> None:
    """Fill the roles of a trigger from its clause."""
    if frame.finite:
        _fill_verb(parse, frame, clauses)
    else:
        _fill_noun(parse, frame, clauses)
    _fill_prepositions(parse, frame)
    _fill_weapons(parse, frame)
    if not frame.finite:
        _fill_understood(parse, frame)


def _fill_understood(parse: Parse, frame: Frame) -> None:
    """Who does what a bare verbal noun tells, where no words beside it say: the verb's subject for a purpose or an attempt
    (`يسعى الجيش إلى استعادة`), the accused (`تتهم موسكو كييف باستهداف`), else who announces it as its own (`أعلن الجيش إحباط`).
    """
    entry, hit = frame.entry, frame.hit
    if entry.subject != "actor" or entry.masdar_of != "object" or any(f.role == "actor" for f in frame.fillers) or "actor" not in frame.kind.roles:
        return
    clause = frame.clause
    controlled = hit.before.preposition == "ل" or any(
        isinstance(h.entry, Status) for j in range(max(clause.first, hit.first - 6), hit.first) for h in parse.hits[j]
    )
    doer = clause.subject if controlled and 0 <= clause.verb < hit.first else None
    doer = doer or frame.accused or (frame.speaker if frame.opens_content else None)
    if doer is not None and _may(frame, "actor", doer) and not any(f.group is doer for f in frame.fillers):
        for group in coordinated(parse, doer):
            frame.add("actor", group)


def coordinated(parse: Parse, group: Group) -> list[Group]:
    """A group and those joined to it by و right after it (or sharing its words): `شويغو وأوستن`."""
    found = [group]
    last = group
    for other in parse.groups_in(group.first, group.after + 30):
        if other is group or other.first < group.first or not other.joined:
            continue
        if other.first != group.first and not 0 <= other.first - last.after <= 1:
            break
        if other.type == group.type:
            found.append(other)
            last = other
    return found


# --- finite verbs ------------------------------------------------------------------------------------------------------


def _fill_verb(parse: Parse, frame: Frame, clauses: list[Clause]) -> None:
    hit, entry = frame.hit, frame.entry
    free = _free_after(parse, hit.after, frame.clause.after)
    if (
        hit.form.part == FIXED
        and (governed := parse.group_at[hit.after] if hit.after < frame.clause.after else None) is not None
        and governed.preposition
    ):
        frame.add(entry.object, governed)
    if free and free[0].type == "weapon" and agrees(free[0], frame.form, before_subject=True):
        _add_weapon_subject(parse, frame, free[0])
        free = free[1:]
        _add_joined(parse, frame, entry.object, free)
        return
    passive = hit.form.passive or _reads_passive(frame, free, parse.amounts)
    if passive:
        if free:
            _add_joined(parse, frame, entry.object, free)
        elif (subject := _subject_before(parse, frame, clauses, role=entry.object)) is not None:
            frame.add(entry.object, subject)
        return
    subject = None
    before = _subject_before(parse, frame, clauses)
    if (
        free
        and agrees(free[0], frame.form, before_subject=True)
        and _may(frame, entry.subject, free[0])
        and not (before is not None and _is_own(parse, frame, before))
    ):
        subject, rest = free[0], free[1:]
        joined = [g for g in rest if g.joined and _may(frame, entry.subject, g) and g.first - subject.after <= 1]
        for group in (subject, *joined):
            frame.add(entry.subject, group)
        rest = [g for g in rest if g not in joined]
    else:
        rest = free
        if before is not None:
            for group in coordinated(parse, before):
                frame.add(entry.subject, group)
    if hit.pronoun and entry.object:
        _add_antecedent(parse, frame, entry.object, clauses)
    elif rest:
        _add_joined(parse, frame, entry.object, rest)


def _add_weapon_subject(parse: Parse, frame: Frame, group: Group) -> None:
    """What strikes by a nation's weapon is the nation: `قصفت الطائرات الإسرائيلية منزلا`."""
    frame.add("weapon", group)
    for j in range(group.first, group.after):
        nation = nation_at(parse, j, joined=False)
        if nation is not None and "actor" in frame.kind.roles:
            frame.fillers.append(Filler("actor", nation=nation[0], token=j))
            return


def _may(frame: Frame, role: str, group: Group) -> bool:
    return may_play(frame.kind, role, group)


def _reads_passive(frame: Frame, free: list[Group], amounts: list[Amount]) -> bool:
    """For letters that are active or passive: passive where those who suffer it follow, and no one who does it."""
    entry = frame.entry
    if not entry.passive or not entry.object or frame.hit.pronoun:
        return False
    if not free:
        return entry.kind == "casualties"
    first = free[0]
    counted = any(frame.hit.after <= a.number_first < first.first for a in amounts)
    if counted and len([g for g in free if not g.joined]) < 2 and first.type in ("group", "organization"):
        return True  # قتل ثلاثة جنود
    if entry.kind == "casualties" or entry.object == "target":
        return first.type == "group" and not (first.head is not None and first.head.force) and len([g for g in free if not g.joined]) < 2
    return False


def _free_after(parse: Parse, first: int, after: int) -> list[Group]:
    """Groups in a range that no preposition governs, in order, up to the next trigger noun that takes over."""
    found: list[Group] = []
    j = first
    while j < after and j - first < _FARTHEST_ARGUMENT:
        group = parse.group_at[j]
        if group is not None and group.first >= first:
            found.extend(g for g in parse.groups_from(j) if not g.preposition)
            j = max(group.after, j + 1)
            continue
        if parse.tags[j] & TRIGGER and parse.tags[j] & NOUN and group is None and j > first:
            break
        j += 1
    return found


def _add_joined(parse: Parse, frame: Frame, role: str, groups: list[Group]) -> None:
    added = False
    last = None
    for group in groups:
        if added and not (group.joined and last is not None and group.first - last.after <= 2):
            break
        if frame.add(role, group) or (role == "place" and frame.add("target", group)):
            added, last = True, group
        elif not added:
            break


def _subject_before(parse: Parse, frame: Frame, clauses: list[Clause], *, role: str = "") -> Group | None:
    """The subject before the verb in its clause, else the one that the clause inherits, where it may play the role."""
    clause = frame.clause
    role = role or frame.entry.subject or "actor"
    found = None
    for group in _free_after(parse, clause.first, frame.hit.first):
        if not group.joined and agrees(group, frame.form, before_subject=False) and _may(frame, role, group):
            found = group
    if found is not None:
        return found
    if clause.opener == "relative":
        return _antecedent(parse, clause, frame, role) if not frame.hit.pronoun else None
    if (
        frame.hit.first != clause.verb
        and clause.subject is not None
        and clause.verb >= 0
        and agrees(clause.subject, frame.form, before_subject=False)
    ):
        return clause.subject if _may(frame, role, clause.subject) else None
    above = clause.parent if inherits(parse, clause) else -1
    while above >= 0:
        parent = clauses[above]
        if parent.subject is not None and agrees(parent.subject, frame.form, before_subject=False):
            return parent.subject if _may(frame, role, parent.subject) else None
        above = parent.parent if inherits(parse, parent) else -1
    speaker = frame.speaker
    if speaker is not None and _may(frame, role, speaker):
        if frame.form.person == 1 or (clause.opener == "that" and agrees(speaker, frame.form, before_subject=False)):
            return speaker  # إعلان أوكرانيا أنها أسقطت; "هاجمنا"
    return None


def _is_own(parse: Parse, frame: Frame, group: Group) -> bool:
    """True where the subject before the verb stands in the verb's own clause."""
    return frame.clause.first <= group.first < frame.hit.first


def _antecedent(parse: Parse, clause: Clause, frame: Frame, role: str) -> Group | None:
    j = clause.first - 1
    while j >= 0 and parse.tokens.kinds[j] == MARK:
        j -= 1
    group = parse.group_at[j] if j >= 0 else None
    return group if group is not None and _may(frame, role, group) else None


def _add_antecedent(parse: Parse, frame: Frame, role: str, clauses: list[Clause]) -> None:
    """The object pronoun of a relative clause is its antecedent: `المدينة التي احتلتها`, `الأربعة مناطق التي ضمتها`."""
    if frame.clause.opener != "relative":
        return
    j = frame.clause.first - 1
    while j >= 0 and parse.tokens.kinds[j] == MARK:
        j -= 1
    group = parse.group_at[j] if j >= 0 else None
    if group is not None and not frame.add(role, group) and role == "place":
        frame.add("target", group)


# --- nouns ---------------------------------------------------------------------------------------------------------------


def _fill_noun(parse: Parse, frame: Frame, clauses: list[Clause]) -> None:
    hit, entry = frame.hit, frame.entry
    roles = frame.kind.roles
    actor = "party" if "party" in roles and "actor" not in roles else "actor"
    j = hit.after
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
        if amount is not None:
            j = amount.after
            continue
        group = parse.group_at[j]
        if group is not None and group.type == "weapon" and not group.preposition and "weapon" in roles and group.first == j:
            frame.add("target" if "weapon" in roles.get("target", ()) else "weapon", group)  # اعتراض صاروخ
            j = group.after
            continue
        if group is None and parse.tags[j] & (NOUN | 2) and not parse.tags[j] & (PREPOSITION | TRIGGER) and j - hit.after < 2:
            j += 1
            continue
        break
    genitive = parse.group_at[j] if j < end else None
    if (
        genitive is not None
        and genitive.first == j
        and not genitive.preposition
        and not genitive.joined
        and not hit.before.article
        and not hit.form.indefinite
    ):
        _add_genitive(parse, frame, genitive, actor)
    if hit.pronoun:
        _add_possessor(parse, frame, actor, has_object=genitive is not None and genitive.first == j and not genitive.preposition)
    _add_light_subject(parse, frame, clauses, actor)


def _add_genitive(parse: Parse, frame: Frame, group: Group, actor: str) -> None:
    entry = frame.entry
    own = entry.subject or actor
    if entry.masdar_of == "object" and entry.object and group.head is not None and group.head.force and _may(frame, own, group):
        rest = [g for g in parse.groups_in(group.after, group.after + 4) if not g.preposition and not g.joined]
        if rest and rest[0].type in ("place", "group"):  # قصف قوات النظام مدرستين
            frame.add(own, group)
            frame.add(entry.object, rest[0])
            return
    order = [entry.object, own] if entry.masdar_of == "object" else [own, entry.object]
    for role in order:
        if role and frame.add(role, group):
            for other in coordinated(parse, group)[1:]:
                frame.add(role, other)
            return
    if "target" in frame.kind.roles:
        frame.add("target", group)


def _add_possessor(parse: Parse, frame: Frame, actor: str, *, has_object: bool) -> None:
    """The pronoun on a verbal noun is the latest group that agrees; before an object it is the subject (`بقصفها المستشفى`)."""
    entry = frame.entry
    feminine = frame.hit.pronoun == "ها"
    first = parse.tokens.sentences[parse.tokens.sentence_of[frame.hit.first]][0]
    role = entry.subject or actor
    for group in reversed(parse.groups_in(first, frame.hit.first)):
        gender = group.gender if group.type != "place" or group.head is not None else "f"
        if (gender == "f") == feminine or (not gender and group.type != "place"):
            if not has_object and entry.masdar_of == "object" and entry.object and _may(frame, entry.object, group):
                frame.add(entry.object, group)
                return
            if frame.add(role, group):
                return


def _add_light_subject(parse: Parse, frame: Frame, clauses: list[Clause], actor: str) -> None:
    light = _light_before(parse, frame)
    if light is None:
        return
    frame.light = light
    entry = light.entry
    assert isinstance(entry, Light)
    role = entry.subject
    if role in ("none", "cause", ""):
        return
    if role not in frame.kind.roles:
        role = frame.entry.subject if role == "actor" and frame.entry.subject in frame.kind.roles else actor if role in ("actor", "party") else ""
    if not role:
        return
    subject_frame = Frame(light, structs.replace(frame.entry, subject=role), frame.kind, frame.clause, light.form)
    if (
        frame.clause.verb == light.first
        and frame.clause.subject is not None
        and _may(frame, role, frame.clause.subject)
        and light.form.part in (PAST, PRESENT)
    ):
        for group in coordinated(parse, frame.clause.subject):
            frame.add(role, group, subject=True)
        return
    free = [g for g in _free_after(parse, light.after, frame.hit.first) if _may(frame, role, g)]
    if light.form.part not in (PAST, PRESENT):
        if free and free[0].first == light.after:
            frame.add(role, free[0])
        return
    if free and agrees(free[0], light.form, before_subject=True):
        for group in [free[0], *[g for g in free[1:] if g.joined]]:
            frame.add(role, group, subject=True)
        return
    before = _subject_before(parse, subject_frame, clauses)
    if before is not None:
        for group in coordinated(parse, before):
            frame.add(role, group, subject=True)


def _light_before(parse: Parse, frame: Frame) -> Hit | None:
    """The light verb that carries the noun: before it in the clause, no other trigger between."""
    j = frame.hit.first - 1
    while j >= frame.clause.first and frame.hit.first - j < _FARTHEST_ARGUMENT:
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Light) and hit.form.part != FIXED and (hit.form.part not in (PAST, PRESENT) or is_finite(parse, j) is not None):
                return hit
        if parse.tags[j] & TRIGGER and parse.group_at[j] is None and not parse.conjoins(frame.hit.first):
            return None
        j -= 1
    return None


# --- prepositions and weapons -----------------------------------------------------------------------------------------------


def _fill_prepositions(parse: Parse, frame: Frame) -> None:
    hit, entry = frame.hit, frame.entry
    roles = frame.kind.roles
    j = hit.after
    last_role = ""
    last: Group | None = None
    while j < frame.clause.after and j - hit.after < _FARTHEST_ARGUMENT:
        group = parse.group_at[j]
        if group is None:
            if parse.tags[j] & TRIGGER and parse.tags[j] & NOUN and not _same_event(parse, frame, j):
                break
            j += 1
            continue
        for item in parse.groups_from(j):
            if not item.preposition:
                continue
            if item.preposition == "ل" and last is not None and last.after == item.first and last.type in ("place", "group"):
                continue  # مواقع للقوات الأرمينية: whose they are
            last = item
            role = entry.roles.get(item.preposition) or entry.roles.get(UNFOLDED.get(item.preposition, ""), "")
            if item.preposition in AGENT:
                role = "actor"
            elif item.preposition in AMONG and item.type == "group" and entry.kind == "casualties":
                role = "target"
            elif item.preposition in COMPANY:
                role = "party" if "party" in roles else "actor" if item.preposition == "بين" and "actor" in roles else role
            if item.joined and not role:
                role = last_role
            if (
                role == "actor"
                and item.preposition == "ل"
                and item.type not in ("organization", "place")
                and not (item.head is not None and item.head.force)
            ):
                role = ""  # قصف لمنزل عائلة
            if role and not frame.add(role, item) and role == "target" and item.type == "place":
                frame.places.append(item)
            last_role = role
        j = max(group.after, j + 1)


def _same_event(parse: Parse, frame: Frame, j: int) -> bool:
    return any(isinstance(h.entry, Trigger) and h.entry.kind == frame.entry.kind for h in parse.hits[j])


def _fill_weapons(parse: Parse, frame: Frame) -> None:
    if "weapon" not in frame.kind.roles:
        return
    for group in parse.groups_in(frame.clause.first, frame.clause.after):
        inside = frame.hit.first <= group.first < frame.hit.after  # قصف صاروخي
        if group.type == "weapon" and (group.preposition in ("ب", "with") or inside):
            frame.add("weapon", group)
