"""Who a group means that names or describes a person: by full name, surname, known name, office and nation, or as the one named before."""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name
from riwaya.names import are_apart, skeletons
from riwaya.read.groups import Group
from riwaya.read.names.descriptions import find_back, find_described
from riwaya.read.names.drafts import Draft, class_of, consonants
from riwaya.read.names.entities import Entities, Key
from riwaya.text.edits import one_edit_apart
from riwaya.text.fold import fold_word

_LONG_ENOUGH_TO_FUZZ = 6


def find_person(entities: Entities, group: Group) -> int:
    office = _office_key(entities, group)
    if group.known is not None:
        number = _known_person(entities, group, group.known)
    elif group.name is not None:
        number = _named_person(entities, group, office)
    elif office is not None and (holder := _holder(entities, group, office)) is not None:
        number = holder
    elif group.anaphor:
        back = find_back(entities, group)
        number = back if back is not None else find_described(entities, group)
    else:
        number = _same_office(entities, group)
    if office is not None:
        entities.by_key.setdefault(office, number)
    if group.second is not None:
        _describe_again(entities, group.second, number)
    return number


def _describe_again(entities: Entities, second: Group, number: int) -> None:
    """Know a person by a second description too."""
    if second.second is not None:
        _describe_again(entities, second.second, number)
    second.entity = number
    office = _office_key(entities, second)
    if office is not None:
        entities.by_key.setdefault(office, number)


def latest_two(entities: Entities) -> tuple[int, ...]:
    """The two persons named last, whom a dual (`الوزيران`) means; none where fewer than two have been named."""
    found: list[int] = []
    for number in reversed(entities.recent):
        draft = entities.drafts[number]
        single = draft.groups and draft.groups[0].number == "s"
        if draft.type == "person" and single and (draft.named or draft.nation) and number not in found:
            found.append(number)
            if len(found) == 2:
                return (found[1], found[0])
    return ()


def _holder(entities: Entities, group: Group, office: Key) -> int | None:
    """Who holds the office: known by it already, or named with it where no nation was told (but not the counterpart's other)."""
    if office in entities.by_key:
        return entities.by_key[office]
    if not group.anaphor.startswith("counterpart"):
        return None
    assert isinstance(office, tuple)
    apart = {_peer(entities, group)}  # the one whose counterpart it is
    for draft in entities.drafts:
        if draft.number not in apart and draft.named and draft.office == office[1] and draft.nation in ("", group.nations[0]):
            draft.nation = group.nations[0]
            return draft.number
    return None


def _peer(entities: Entities, group: Group) -> int:
    """The person named last before the words of a counterpart, which may be two (`نظيريه الأرميني والأذربيجاني`); -1 where there is none."""
    for number in reversed(entities.recent):
        draft = entities.drafts[number]
        if draft.type == "person" and draft.groups and draft.groups[-1].first != group.first:
            return number
    return -1


def _office_key(entities: Entities, group: Group) -> Key | None:
    if group.head is None or group.head.type != "office":
        counterpart = _counterpart_office(entities, group)
        if counterpart is None:
            return None
        return ("office", counterpart, group.nations[0])
    owner = entities.owner(group)
    if owner is None:
        return None
    return ("office", class_of(group.head), owner)


def _counterpart_office(entities: Entities, group: Group) -> str | None:
    """The office that `نظيره` shares with the person before it."""
    if not group.anaphor.startswith("counterpart") or not group.nations:
        return None
    for number in reversed(entities.recent):
        draft = entities.drafts[number]
        if draft.type == "person" and draft.office:
            return draft.office
    return None


def _named_person(entities: Entities, group: Group, office: Key | None) -> int:
    assert group.name is not None
    words = entities.parse.tokens.words[group.name[0] : group.name[1]]
    words = [words[0][group.skip :] if group.name[0] == group.first else words[0], *words[1:]]
    last = words[-1]
    known = _known_surname(entities, group, words)
    if known is not None:
        group.known = known
        return _known_person(entities, group, known)
    found = entities.by_key.get(("person", last))
    if found is None:
        found = _fuzzy_person(entities, last)
    if found is not None and len(words) > 1 and not _may_be_same(entities, found, words):
        found = None
    if found is None and office is not None and office in entities.by_key and not entities.drafts[entities.by_key[office]].named:
        found = entities.by_key[office]
    if found is None:
        found = entities.new(group, rule=group.rule)
    draft = entities.drafts[found]
    text = " ".join(words)
    if len(text) > len(draft.label) or not draft.named:
        draft.label = text
    draft.named = True
    _remember_office(entities, draft, group)
    entities.by_key.setdefault(("person", last), found)
    return found


def _known_surname(entities: Entities, group: Group, words: list[str]) -> Name | None:
    """The known person whose surname ends the name and whose given name begins it (فلاديمير ف. بوتين)."""
    assert group.name is not None
    for hit in entities.parse.hits[group.name[1] - 1]:
        entry = hit.entry
        if (
            type(entry) is Name
            and entry.type == "person"
            and hit.before.length == 0
            and any(consonants(fold_word(f).split()[0]) == consonants(words[0]) for f in entry.forms)
        ):
            return entry
    return None


def _remember_office(entities: Entities, draft: Draft, group: Group) -> None:
    if group.head is not None and group.head.type == "office" and not draft.office:
        draft.office = class_of(group.head)
    elif group.anaphor == "counterpart" and not draft.office:
        draft.office = _counterpart_office(entities, group) or ""
    if not draft.nation:
        draft.nation = group.nations[0] if group.nations else _land_of(group)


def _land_of(group: Group) -> str:
    """The state that a genitive tells (`وزير خارجية روسيا`, `المتحدث باسم وزارة الدفاع الروسية`); empty where none does."""
    of = group.of
    if of is None:
        return ""
    if of.nations:
        return of.nations[0]
    if of.type == "place" and of.known is not None and of.known.level == "country":
        return of.known.id
    return _land_of(of)


def _fuzzy_person(entities: Entities, last: str) -> int | None:
    if len(last) < _LONG_ENOUGH_TO_FUZZ:
        return None
    for key, number in entities.by_key.items():
        if isinstance(key, tuple) and key[0] == "person" and one_edit_apart(str(key[1]), last):
            return number
    return None


def _may_be_same(entities: Entities, number: int, words: list[str]) -> bool:
    """True for a given name that is the same, an initial or a short form of it, or another spelling; not for another given name of one family."""
    label = entities.drafts[number].label.split()
    if len(label) < 2 or label[0] in words or words[0] in label:
        return True
    one, other = label[0], words[0]
    if one.startswith(other) or other.startswith(one):
        return True
    return not are_apart(one, other) and not set(skeletons(one)).isdisjoint(skeletons(other))


def _same_office(entities: Entities, group: Group) -> int:
    """An office without a name, and without a holder of just these words: the latest holder of that office in the text, else a new entity."""
    head = group.head
    if head is not None and head.type == "office" and group.of is None and len(group.nations) < 2 and (group.definite or not group.nations):
        found = [n for n in reversed(entities.recent) if _may_hold(entities.drafts[n], head, group)]
        if found:
            return next((n for n in found if not any(g.anaphor.startswith("counterpart") for g in entities.drafts[n].groups)), found[0])
        if head.en == "Leader" and len(heads := _heads_of_state(entities, group)) == 1:
            return heads[0]
    number = entities.new(group, rule=group.rule)
    draft = entities.drafts[number]
    draft.label = entities.label(group)
    _remember_office(entities, draft, group)
    if group.of is not None:
        draft.role_of = group.of.entity
    elif group.nations:
        draft.role_of = entities.nation(group.nations[0])
    return number


def _heads_of_state(entities: Entities, group: Group) -> list[int]:
    """The persons of the document whose office is a state itself, the one whose leader is meant (`الزعيم الروسي`)."""
    if len(group.nations) != 1 or not group.definite:
        return []
    found = []
    for number in entities.recent:
        draft = entities.drafts[number]
        nation = draft.nation or (f"place.{draft.known.of}" if draft.known is not None else "")
        if (
            draft.type == "person"
            and nation == group.nations[0]
            and any(g.head is not None and g.head.level == "territory" and (g.of is None or entities.state_of(g.of.entity)) for g in draft.groups)
        ):
            found.append(number)
    return found


def _may_hold(draft: Draft, head: Head, group: Group) -> bool:
    """True for a person of that office; with a nation, of one that ends like it (`الوزير التركي`: its minister of defence)."""
    if draft.type != "person" or not draft.office or _is_other_sex(draft, head, group):
        return False
    office, nations = class_of(head), group.nations
    if draft.groups and (draft.groups[0].number == "s") != (group.number == "s"):
        return False  # وزيرا خارجية دورانيا وكولماريا, then الوزير
    if draft.office != office and not draft.office.endswith(" " + office):
        return False
    if nations:
        return draft.nation == nations[0]
    return draft.office == office or any(
        g.head is not None and g.head.lemma.startswith(head.lemma + " ") for g in draft.groups
    )  # الوزير: وزير الدفاع


def _is_other_sex(draft: Draft, head: Head, group: Group) -> bool:
    """True where the words for an office, which has both forms, tell a man and a woman apart (الوزيرة, then الوزير)."""
    told = {g.gender for g in draft.groups if g.head is not None and g.head.type == "office" and g.head.feminine and g.gender}
    return head.feminine and group.gender != "" and bool(told) and group.gender not in told


def _known_person(entities: Entities, group: Group, entry: Name) -> int:
    number = entities.known(entry, rule=group.rule)
    _remember_office(entities, entities.drafts[number], group)
    head = group.head
    if head is not None and head.type == "office" and head.level in ("state", "territory") and entities.owner(group) is None:
        state = entities.parse.lexicon.by_id.get(f"place.{entry.of}") if entry.of else None
        if isinstance(state, Name) and state.level == "country":
            entities.by_key.setdefault(("office", class_of(head), state.id), number)  # الرئيس فلاديمير بوتين, then الرئيس الروسي
    return number
