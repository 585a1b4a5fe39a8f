"""What a group means that only describes: the same words, or the same force of a nation, are one; a definite word points back."""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name
from riwaya.read.groups import Group
from riwaya.read.names.anaphors import latest_settlement, settlement_beside
from riwaya.read.names.drafts import Draft, class_of
from riwaya.read.names.entities import Entities, Key
from riwaya.read.names.modifiers import accusative_nation
from riwaya.read.names.owners import owner_before
from riwaya.read.names.unnamed import find_unnamed, is_unnamed
from riwaya.read.tags import NATION
from riwaya.text.fold import fold_word


def find_described(entities: Entities, group: Group) -> int:
    """An entity known only by its description: the same words (or force and nation) are the same entity."""
    army = _army(entities, group)
    if isinstance(army, int):
        return army
    if is_unnamed(entities, group):
        return find_unnamed(entities, group)
    key = army or _description(entities, group)
    if army is None and key not in entities.by_key and (body := _by_epithet(entities, group)) is not None:
        entities.by_key[key] = body
        return body
    if army is None and group.definite and not group.nations and key not in entities.by_key and group.after - group.first == 1:
        latest = _latest_of_head(entities, group)
        if latest is not None:
            return latest  # المسؤولون, after `مسؤولون أوكرانيون`
    if key not in entities.by_key:
        entities.by_key[key] = entities.new(group, rule=group.rule, label=entities.label(group))
    if group.head is not None:
        entities.by_key[("head", group.type, group.head.id)] = entities.by_key[key]
        if " " in group.head.lemma and entities.parse.language_of(group.first) == "en":
            entities.by_key[("noun", group.type, group.head.lemma.split()[-1])] = entities.by_key[key]  # the ministry
    return entities.by_key[key]


def _by_epithet(entities: Entities, group: Group) -> int | None:
    """The armed body known by its name that a definite word for its kind with an adjective means (`الحركة الانفصالية`); None where none is."""
    head = group.head
    if head is None or not head.force or group.type != "organization" or group.number != "s" or not group.definite or group.after - group.first != 2:
        return None
    if group.nations or group.of is not None or group.name is not None or group.known is not None or head.level:
        return None
    word = head.lemma.split()[0]
    found = [d.number for d in entities.drafts if d.type == "organization" and d.known is not None and fold_word(word) in d.kinds]
    return found[0] if len(found) == 1 else None


def _army(entities: Entities, group: Group) -> Key | int | None:
    """What a word for the forces as a whole means: those of a state, by one key whatever the word; those of a body are the body."""
    if group.head is None or group.head.level != "army" or group.type != "organization":
        return None
    if group.head.en == "Unit" and group.number == "s":
        return None  # الوحدة الروسية: one of its units
    owner = entities.owner(group) or (owner_before(entities, group) if group.pronoun else None)
    if owner is None and (adjective := _adjective(entities, group)):
        return ("force", adjective)  # الجيش المالي, القوات المسلحة المالية: by a land whose adjective is an ordinary one too
    if owner is None or not _is_general_force(entities, group):
        return None
    if not owner.startswith("#"):
        return ("force", _country(entities, owner))
    number = int(owner[1:])
    draft = entities.drafts[number]
    if group.pronoun and group.of is None:
        return number if draft.type == "organization" else None
    if draft.type == "person":
        return _called(entities, group, draft)
    state = next((g.nations[0] for g in draft.groups if g.nations and g.head is not None and g.head.level == "occupier"), None)
    if state is not None:
        return ("force", state)  # جيش الاحتلال, after `الاحتلال الإسرائيلي`
    return number if any(_fights(entities, g) for g in draft.groups) else None


def _adjective(entities: Entities, group: Group) -> str:
    """The one relational adjective that qualifies a definite army, in the masculine; empty where it has none or more."""
    last = group.after - 1
    assert group.head is not None
    if not group.definite or group.pronoun or group.of is not None or last != group.first + len(group.head.lemma.split()):
        return ""
    word = entities.parse.tokens.words[last].removeprefix("ال").removesuffix("ه")
    return word if word.endswith("ي") else ""


def _called(entities: Entities, group: Group, draft: Draft) -> Key:
    """The key of forces by the surname of whom they belong to, by which a list may know them (`قوات الجنرال تامير كوسال`: قوات كوسال)."""
    word = entities.folded(group).split(" ", 1)[0]
    known = entities.parse.lexicon.by_id.get(draft.known.id) if draft.known is not None else None
    names = known.short if isinstance(known, Name) and known.short else draft.label.split()[-1:]
    keys = [("called", f"{word} {fold_word(name)}") for name in names]
    return next((key for key in keys if key in entities.by_key), keys[0] if keys else ("force", f"#{draft.number}"))


def _fights(entities: Entities, group: Group) -> bool:
    """True for an army, a unit or an armed movement: its forces are it."""
    if group.head is not None:
        return group.head.force and group.head.level != "occupier"
    return any(type(h.entry) is Head and h.entry.force for h in entities.parse.hits[group.first])


def _latest_of_head(entities: Entities, group: Group) -> int | None:
    """The entity described last by the same head, in English also by one that ends in it (the ministry: a defence ministry)."""
    if group.head is None:
        return None
    return entities.by_key.get(("head", group.type, group.head.id), entities.by_key.get(("noun", group.type, group.head.lemma)))


def _description(entities: Entities, group: Group) -> Key:
    """What tells described entities apart: the head in whatever number and definiteness, its nations, what else qualifies it."""
    if group.head is not None and group.type == "organization" and group.name is not None:
        return (group.type, class_of(group.head), entities.parse.words(*group.name))  # حركة "النور", حركة "النور" الكولمارية المسلحة
    if group.head is None or group.name is not None:
        return (group.type, entities.folded(group), group.nations)
    tokens = entities.parse.tokens.words
    if entities.parse.language_of(group.first) == "en":  # modifiers stand before the head
        before = range(group.first, group.after - len(group.head.lemma.split()))
        own = tuple(tokens[j] for j in before if not entities.parse.tags[j] & NATION and tokens[j] not in "'’s")
        return (group.type, group.head.id, group.nations, own)
    start, end, nations, of = group.first + len(group.head.lemma.split()), group.after, group.nations, group.of
    if of is not None and of.entity >= 0 and of.after == end and start <= of.first:
        state = None if nations else entities.state_of(of.entity)
        end = of.first - (of.first > start and tokens[of.first - 1] == "في")  # وزارة الدفاع في دورانيا: وزارة الدفاع الدورانية
        nations = nations if state is None else (state,)
    rest: tuple[str | int, ...] = ()
    if start < end:
        adjectives = (j for j in range(start, end) if not entities.parse.tags[j] & NATION and accusative_nation(entities.parse, j) is None)
        rest = tuple([tokens[j].removeprefix("ال") for j in adjectives])
    if of is not None and end < group.after and nations is group.nations:
        only = group.type == "organization" and group.head.part and _is_facility(entities, of)
        rest = (of.entity,) if only else (*rest, of.entity)  # الإدارة العليا لمخيم زمزم: إدارة المخيم
    return (group.type, class_of(group.head), nations, rest)


def _is_facility(entities: Entities, group: Group) -> bool:
    """True for a camp, port or other facility by a name, which one body runs."""
    draft = entities.drafts[group.entity]
    return draft.type == "place" and bool(
        draft.kinds or any(g.head is not None and g.head.type == "facility" and g.name is not None for g in draft.groups)
    )


def _country(entities: Entities, owner: str) -> str:
    if owner.startswith("place."):
        entry = entities.entry(owner)
        return entry.stands_for or entry.id
    return owner


def _is_general_force(entities: Entities, group: Group) -> bool:
    """True where nothing but the nation qualifies the force."""
    assert group.head is not None
    head = len(group.head.lemma.split())
    of = group.of
    if of is not None and of.first == group.first + head + (of.preposition == "في") and of.after == group.after:
        return True
    if of is not None and not group.definite and entities.parse.tokens.words[of.first - 1] == "من":
        return True  # قوات كبيرة من الجيش
    words = head + len(group.nations) + (1 if group.name or group.of else 0)
    return group.after - group.first <= words


def _by_last_word(entities: Entities, group: Group) -> int | None:
    """The army that the text calls by another word with the same attribute: `قوات الاحتلال`, after `جيش الاحتلال`."""
    armies = {n for key, n in entities.by_key.items() if isinstance(key, tuple) and key[0] == "force"}
    last = entities.folded(group).split(" ")[-1]
    return next(
        (n for n in reversed(entities.recent) if n in armies and any(last in entities.folded(g).split(" ") for g in entities.drafts[n].groups)), None
    )


def find_back(entities: Entities, group: Group) -> int | None:
    """The entity that a definite word points back to; None where the text has none that fits."""
    word = entities.folded(group).split(" ")[0]
    word = word[2:] if word.startswith("ال") else word
    if group.nations:
        return None
    wanted = {  # what each kind of anaphor may mean; by default a body or medium
        "latest": ("person", "organization", "medium"),
        "person": ("person",),
        "persons": ("person",),
        "source": ("group", "medium", "person"),
        "place": ("place",),
    }.get(group.anaphor, ("organization", "medium"))
    if entities.parse.tokens.words[group.first].endswith("نا") and not entities.one_army:
        return None  # قواتنا: whoever speaks
    if group.anaphor == "place" and (beside := settlement_beside(entities.parse, entities.drafts, entities.recent, group=group)) is not None:
        return beside
    own = len(group.head.lemma.split()) if group.head is not None and group.head.level == "army" else 1
    qualified = group.after - group.first > own  # القوات الخاصة are no other قوات
    fallback = vague = None
    for number in reversed(entities.recent):
        draft = entities.drafts[number]
        if draft.type not in wanted:
            continue
        if group.head.id in draft.heads if (qualified or own > 1) and group.head is not None else word in draft.openings:
            if (
                vague is None
                and draft.type == "organization"
                and draft.known is None
                and not any(g.definite or g.name is not None or g.of is not None for g in draft.groups)
            ):
                vague = number  # حركة مسلحة, told of one that has a name
                continue
            return number
        if word in draft.kinds and not qualified and not (group.head is not None and group.head.level == "army"):
            return number  # الحركة, after `حماس`
        if fallback is None and group.anaphor in ("latest",):
            fallback = number
    if vague is not None:
        return vague
    if own > 1 and not qualified and (known := _by_last_word(entities, group)) is not None:
        return known
    if group.head is not None and group.head.level == "army" and not qualified and fallback is None:
        armies = {n for key, n in entities.by_key.items() if isinstance(key, tuple) and key[0] == "force"}
        return next(iter(armies)) if len(armies) == 1 and entities.one_army else None  # القوات, where the text names the army of one state alone
    return fallback if group.anaphor != "place" else latest_settlement(entities.parse, entities.drafts, entities.recent, group=group)
