"""Who does what in an event behind a preposition, by the roles that the entry of the trigger gives it; and the weapons."""

from __future__ import annotations

from riwaya.lexicon.entries import Trigger
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import (
    FARTHEST_ARGUMENT,
    Filler,
    Frame,
    attributes,
    is_object,
)
from riwaya.read.events.roles_means import add_means, owner_of
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, NOUN, TRIGGER, VERB
from riwaya.text.function_words import AGENT, AMONG, COMPANY, UNFOLDED
from riwaya.text.tokens import MARK

_NEAR = 4
_APART = 4
_FARTHEST_BETWEEN = 6


def fill_prepositions(parse: Parse, frame: Frame) -> None:
    """Give the groups behind prepositions their roles, up to another event or a report; and those joined to them."""
    hit, entry = frame.hit, frame.entry
    j = hit.after
    last_role = between_role = ""
    last: Group | None = None
    end = min(frame.clause.after, hit.after + FARTHEST_ARGUMENT)
    while j < end:
        mask = parse.tags[j]
        if mask & CUE and attributes(parse, j):
            break
        group = parse.group_at[j]
        if group is None:
            if mask & TRIGGER and mask & NOUN and not (j - hit.after <= _NEAR and _same_event(parse, frame, j)):
                break
            if frame.finite and mask & TRIGGER and mask & VERB and is_finite(parse, j) is not None and _same_event(parse, frame, j):
                break  # ألقوا عبوة ثم هاجموا الحاجز بالأسلحة
            j += 1
            continue
        for item in parse.groups_from(j):
            if not item.preposition:
                if item.joined and between_role and last is not None and item.first - last.after <= _APART and frame.add(between_role, item):
                    between_role = ""  # بين مسلحين من جهة، وقوات الحكومة
                last = item
                outer = _before_number(parse, item)
                if outer and (role := entry.roles.get(UNFOLDED.get(outer, outer), "")):
                    frame.add(role, item)  # عقوبات على ثلاثة من قادة الحركة
                continue
            if item.preposition == "ل" and last is not None and last.after == item.first and last.type in ("place", "group"):
                continue  # مواقع للقوات الأرمينية: whose they are
            last = item
            role = _role_by_preposition(parse, frame, item)
            if item.preposition in COMPANY and not _is_far_border(parse, item):
                between_role = role if item.preposition == "بين" else ""
            if item.joined and not role:
                role = last_role
            if item.type == "weapon" and item.preposition == "ل" and entry.roles.get("ل") == "actor" and item.first == hit.after:
                add_means(parse, frame, item)  # قصف لطيران الجيش
                continue
            role = _role_by_sense(parse, frame, item, role)
            if role and not frame.add(role, item):
                if role == "target" and item.type == "place":
                    frame.places.append(item)
                if role == "actor" and item.preposition in AGENT and item.type == "group" and not frame.holds(item):
                    frame.fillers.append(Filler("actor", item))  # خطفوا على أيدي رجال مسلحين
            last_role = role
        j = max(group.after, j + 1)


def _role_by_preposition(parse: Parse, frame: Frame, item: Group) -> str:
    """The role that the trigger's entry, or the preposition itself, gives a group; empty where none does."""
    roles, entry, preposition = frame.kind.roles, frame.entry, item.preposition
    role = entry.roles.get(preposition) or entry.roles.get(UNFOLDED.get(preposition, ""), "")
    if preposition in AGENT:
        return "" if _is_of_participle(parse, frame, item) else "actor"
    if preposition in AMONG and item.type == "group" and entry.kind == "casualties":
        return "target"
    if preposition not in COMPANY:
        return role
    if _is_far_border(parse, item):
        return ""
    between = preposition == "بين" and "actor" in roles and not role and item.first - frame.hit.after <= _FARTHEST_BETWEEN
    return "party" if "party" in roles else "actor" if between else role


def _is_of_participle(parse: Parse, frame: Frame, item: Group) -> bool:
    """True for an agent of a participle with the article behind a comma: `…، المصنفة إرهابية من قبل واشنطن`."""
    words = parse.tokens.words
    opens = (j for j in range(frame.hit.after, item.first) if parse.tokens.kinds[j] == MARK and words[j] in "،,")
    return any(parse.tags[j + 1] & ARTICLE and parse.tags[j + 1] & ADJECTIVE and parse.group_at[j + 1] is None for j in opens)


def _role_by_sense(parse: Parse, frame: Frame, item: Group, role: str) -> str:
    """The role where a preposition has two senses: ل before the doer or the one who is struck, من before the one who fires."""
    hit, entry = frame.hit, frame.entry
    for_whom = item.preposition == "ل"
    fights = not frame.finite and item.head is not None and item.head.force
    if role == "actor" and for_whom and not fights:
        far = item.first - hit.after > _NEAR or frame.finite or item.type not in ("organization", "place")
        if far or (is_object(item) and not any(parse.conjoins(j) for j in range(hit.after, item.first))):  # قصف طائرات الجيش لمنزل
            role = "target" if _is_struck(frame, item) else ""  # قصف لمنزل عائلة, قصف القوات للمخيم
    if not role and item.preposition == "من" and _comes_from(frame, item) and parse.amount_before(item.first) is None:
        role = "actor"  # إطلاق نار من القوات
    if role == "actor" and for_whom and item.first > hit.after and _is_of_a_noun(parse, item, hit.after):
        role = ""  # هجوم على وحدة للجيش
    if role in ("actor", "") and for_whom and item.anaphor == "place" and "target" in frame.kind.roles and "ل" in entry.roles:
        role = "target"  # قصف مدفعي للمخيم
    return role


def _before_number(parse: Parse, group: Group) -> str:
    """The preposition before the number of which some of a group are: `على ثلاثة من`; empty where none stands."""
    if not group.first or parse.tokens.words[group.first - 1] != "من":
        return ""
    amount = parse.amount_before(group.first - 1)
    return parse.tokens.words[amount.first - 1] if amount is not None and amount.first else ""


def _is_struck(frame: Frame, group: Group) -> bool:
    """True for what ل puts behind a noun or verb of striking as its object: a thing, or people who do not fight."""
    if frame.entry.kind != "strike" or group.first - frame.hit.after > _FARTHEST_BETWEEN or frame.has("target"):
        return False
    return is_object(group) or (group.type == "group" and group.head is not None and not group.head.force)


def _comes_from(frame: Frame, group: Group) -> bool:
    """True for the armed body from which fire or an attack comes, right behind its noun: `لإطلاق نار من القوات`, `هجوم من مسلحين`."""
    if frame.finite or frame.entry.kind not in ("strike", "assault") or group.first - frame.hit.after > 2:
        return False
    return group.type in ("organization", "group") and group.head is not None and group.head.force


def _is_far_border(parse: Parse, group: Group) -> bool:
    """True for the land behind a border that only says where a place is: `بلدة قريبة من الحدود مع الجزائر`."""
    border = parse.group_at[group.first - 2] if group.first > 1 and group.preposition == "مع" else None
    return border is not None and border.level == "border" and border.preposition == "من"


def _is_of_a_noun(parse: Parse, group: Group, at: int) -> bool:
    """True where an ordinary noun stands right before ل and its group: it is what belongs to the group."""
    before = group.first - 1
    while before > at and parse.tags[before] & ADJECTIVE and parse.group_at[before] is None:
        before -= 1  # معقلين عسكريين لقوات الحكومة
    if before < at:
        return False
    return bool(parse.tags[before] & NOUN) and not parse.tags[before] & (TRIGGER | ADJECTIVE) and parse.group_at[before] is None


def _same_event(parse: Parse, frame: Frame, j: int) -> bool:
    for hit in parse.hits[j]:
        if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind:
            return True
    return False


def _counted_by(parse: Parse, group: Group) -> bool:
    """True for a counted group whose number has the ب: بخمسة صواريخ."""
    number = parse.amount_before(group.first)
    return number is not None and any(h.before.preposition == "ب" for h in parse.hits[number.first])


def _is_of_another(parse: Parse, frame: Frame, group: Group) -> bool:
    """True for a weapon before a noun of attack that the trigger right before it has for its means: `قصفه بقذائف وتفجير سيارة`."""
    if group.first > frame.hit.first:
        others = parse.tokens_in(frame.hit.after, group.first, TRIGGER)
        return any(is_finite(parse, j) is not None and _same_event(parse, frame, j) for j in others)  # ألقوا عبوة ثم هاجموا الكمين بالأسلحة
    if frame.finite or group.first == 0:
        return False
    low = max(frame.clause.first, group.first - 2 * _NEAR)
    return any(
        frame.hit.before.article or (isinstance(h.entry, Trigger) and h.entry.kind == frame.entry.kind)
        for j in parse.tokens_in(low, group.first, TRIGGER)
        if parse.group_at[j] is None
        for h in parse.hits[j]
    )


def fill_weapons(parse: Parse, frame: Frame) -> None:
    if "weapon" not in frame.kind.roles:
        return
    for group in parse.groups_in(frame.clause.first, frame.clause.after):
        if group.type != "weapon":
            continue
        inside = frame.hit.first <= group.first < frame.hit.after  # قصف صاروخي
        by = group.preposition in ("ب", "with") or _counted_by(parse, group)
        if by and not inside and _is_of_another(parse, frame, group):
            continue
        if by or inside:
            frame.add("weapon", group)
            owner = owner_of(parse, group) if by else None
            if owner is not None and "actor" in frame.kind.roles and not frame.has("actor"):
                frame.add("actor", owner)  # هجوم بطائرة مسيرة لقوات الدعم
