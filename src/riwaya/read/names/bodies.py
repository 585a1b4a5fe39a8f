"""Groups that name or describe bodies and media: ministries, armies, agencies; peoples; and definite words that point back."""

from __future__ import annotations

from riwaya.lexicon.entries import Anaphor, Cue, Head, Name, Number
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import CLOSERS, HEAD_TYPES, OPENERS, Nested, is_accusative, modifiers, nation_at, new_group
from riwaya.read.names.persons import name_after, second_holder
from riwaya.read.names.unlisted import is_name_like, known_name
from riwaya.read.names.wholes import whole_of
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    HEAD,
    NOUN,
    PREPOSITION,
)
from riwaya.text.function_words import TEEN
from riwaya.text.tokens import MARK
from riwaya.text.tokens import NUMBER as NUMERAL


def parse_body(parse: Parse, hit: Hit, nested: Nested) -> Group | None:
    head = hit.entry
    assert isinstance(head, Head)
    group = new_group(parse, hit, HEAD_TYPES[head.type])
    group.head = head
    j = hit.after
    if not group.definite and j < parse.sentence_end(hit.first):
        j = _proper_tail(parse, group, j)
    j, nations, of = modifiers(parse, j, definite=group.definite or j > hit.after, idafa=j == hit.after and not group.definite, nested=nested)
    group.after, group.nations = j, nations
    group.of = group.of or of
    group.definite = group.definite or bool(of and of.definite) or (j > hit.after and bool(parse.tags[hit.after] & ARTICLE))
    if head.type == "body" and not nations and group.of is None and group.name is None and (not head.force or _says(parse, group)):
        _body_in(parse, group)
    parenthesis(parse, group)
    if head.force and group.number == "s" and group.name is None:
        _unit_number(parse, group)
    if nations:
        group.gender = _nation_gender(parse, group) or group.gender
    if head.level == "nation" and not group.nations and group.of is None:
        return None  # الدفاع عن المدينة
    owned = group.of is not None and group.of.known is not None and group.of.type == "organization"  # حساب الجيش الإسرائيلي
    if head.level == "named" and group.name is None and group.known is None and not owned:
        return None
    if head.document and group.of is None and group.after < parse.sentence_end(hit.first):
        issued = (
            parse.tags[group.after] & ADJECTIVE and group.after + 2 < parse.sentence_end(hit.first) and parse.tokens.words[group.after + 1] == "عن"
        )
        issuer = nested(group.after + 2) if issued else nested(group.after)  # بيان صادر عن الوزارة
        if issuer is not None and (issuer.preposition == "ل" or issued) and not issuer.joined and issuer.type in ("organization", "place", "person"):
            group.of, group.after = issuer, issuer.after  # بيان لوزارة الدفاع
    bare = group.after == hit.after and group.name is None and not group.nations
    whole = whole_of(parse, group, nested)
    if whole is not None:
        group.of, group.after, bare = whole, whole.after, False
    several = head.type == "medium_head" and hit.after - hit.first > 1  # وسائل إعلام
    if bare and not group.definite and not head.document and head.type != "people" and not several:
        return None
    if bare and group.definite and head.type != "people":
        group.anaphor = "medium" if group.type == "medium" else "organization"
    return group


def _says(parse: Parse, group: Group) -> bool:
    """True for a definite force right behind a verb of saying: `قال الجيش في ميانمار` is that country's."""
    before = parse.hits[group.first - 1] if group.definite and group.first else ()
    return any(type(h.entry) is Cue and h.entry.frame == "verb" and h.after == group.first for h in before)


def _body_in(parse: Parse, group: Group) -> None:
    """The country or town of a body that nothing else names: `وزارة الصحة في غزة`."""
    j = group.after
    if j + 1 >= parse.sentence_end(group.first) or parse.tokens.words[j] != "في":
        return
    known = known_name(parse, j + 1, types=("place",))
    if group.head is not None and group.head.force and known is not None and known[0].level != "country" and not known[0].stands_for:
        return  # قال الجيش في غزة
    if known is not None:
        group.of = Group(j + 1, known[1], "place", known[0].id, known=known[0], name=(j + 1, known[1]), level=known[0].level, preposition="في")
        group.after, group.definite = known[1], True


def _unit_number(parse: Parse, group: Group) -> None:
    """The number of a unit, which counts nothing: `اللواء 93`, `الفرقة الثانية والعشرون`."""
    j, end = group.after, parse.sentence_end(group.first)
    while j < end and _is_ordinal(parse, j, joined=j > group.after):
        j += 1
    if j > group.after and j < end and parse.tokens.words[j] in TEEN:
        j += 1  # اللواء الرابع عشر
    if j > group.after:
        group.after, group.definite = j, True
        return
    if j >= end or parse.tokens.kinds[j] != NUMERAL:
        return
    counted = j + 1 < end and parse.tags[j + 1] & HEAD and any(type(h.entry) is Head and h.entry.type == "people" for h in parse.hits[j + 1])
    told = j + 1 < end and parse.tags[j + 1] & NOUN and not parse.tags[j + 1] & PREPOSITION and is_accusative(parse, j + 1)
    if not counted and not told:  # سلطات الاحتلال 56 دونما
        group.after = j + 1


def _is_ordinal(parse: Parse, j: int, *, joined: bool) -> bool:
    """True for a definite ordinal, or (`joined`) the tens behind it."""
    wanted = "exact" if joined else "ordinal"
    for h in parse.hits[j]:
        if type(h.entry) is Number and h.entry.type == wanted and h.before.article and bool(h.before.conjunction) == joined:
            return True
    return not joined and _is_fixed_ordinal(parse, j)


def _is_fixed_ordinal(parse: Parse, j: int) -> bool:
    return parse.tokens.words[j].startswith("ال") and any(type(h.entry) is Number and h.entry.type == "ordinal" for h in parse.hits[j])


def _nation_gender(parse: Parse, group: Group) -> str:
    """The gender that the adjective of nation shows: الدفاع الروسية is a feminine (the ministry)."""
    for j in range(group.first + 1, group.after):
        for hit in parse.hits[j]:
            if type(hit.entry) is Name and hit.form.part == ADJECTIVE_FORM and hit.form.number == "s":
                return hit.form.gender
    return ""


def _proper_tail(parse: Parse, group: Group, j: int) -> int:
    """A proper name after an indefinite head: `صحيفة "كوميرسانت"`, `حركة …`, `جيش أوكرانيا`."""
    tokens, end = parse.tokens, parse.sentence_end(j)
    known = known_name(parse, j, types=("medium", "organization") if group.type in ("medium", "organization") else ("place",))
    if known is not None and group.type == "medium" and known[0].type == "organization":  # موقع حزب الله
        group.of = Group(j, known[1], known[0].type, known[0].id, known=known[0], name=(j, known[1]), definite=True)
        return known[1]
    if known is not None and group.head is not None and (group.head.part or (group.head.level == "army" and _is_civil(parse, j))):
        # مكاتب الاتحاد الأوروبي are not the union, قوات حكومة الوفاق not the government
        group.of = Group(j, known[1], known[0].type, known[0].id, known=known[0], name=(j, known[1]), definite=True)
        return known[1]
    if known is not None:
        group.known, group.name = known[0], (j, known[1])
        return known[1]
    man = known_name(parse, j, types=("person",)) if group.head is not None and group.head.level != "named" else None
    if man is not None and group.type == "organization":  # إدارة ترامب, طيران حفتر
        group.of = Group(j, man[1], "person", man[0].id, known=man[0], name=(j, man[1]), definite=True)
        group.definite = True
        return man[1]
    if group.type == "organization":
        place = known_name(parse, j, types=("place",))
        if place is not None:  # جيش أوكرانيا
            group.of = Group(j, place[1], "place", place[0].id, known=place[0], name=(j, place[1]), level=place[0].level)
            return place[1]
    if tokens.kinds[j] == MARK and tokens.words[j] in OPENERS:
        inner = 0
        for close in range(j + 1, min(j + 8, end)):
            if tokens.kinds[close] == MARK and tokens.words[close] == "(" and close > j + 1:
                inner = close
            elif tokens.kinds[close] == MARK and tokens.words[close] in CLOSERS and close > j + 1:
                if inner and tokens.words[close] == ")" and close + 1 < end and tokens.words[close + 1] in CLOSERS:
                    continue  # تنظيم «الدولة الإسلامية (داعش)»
                group.name = (j + 1, inner or close)
                named = known_name(parse, inner + 1 if inner else j + 1, types=("medium", "organization"))
                group.known = named[0] if named and named[1] == close - bool(inner) else None
                return close + 1
        return j
    if is_name_like(parse, j):
        after = j + 1
        while after < end and after - j < 3 and is_name_like(parse, after):
            after += 1
        group.name = (j, after)
        return after
    return j


def _is_civil(parse: Parse, j: int) -> bool:
    """True for a body that others have, by its first word: `حكومة الوفاق`, unlike `حركة طالبان`, `حزب الله` and `حماس`."""
    return any(type(h.entry) is Head and h.entry.type == "body" and h.entry.part for h in parse.hits[j])


def parenthesis(parse: Parse, group: Group) -> None:
    """A second name in brackets, or in bare apposition: `وزارة الدفاع الأميركية (البنتاغون)`."""
    j, end = group.after, parse.sentence_end(group.first)
    if j >= end:
        return
    tokens = parse.tokens
    if tokens.kinds[j] == MARK and tokens.words[j] in OPENERS and j + 2 < end:
        known = known_name(parse, j + 1, types=(group.type,))
        if known is not None and known[1] < end and tokens.kinds[known[1]] == MARK and tokens.words[known[1]] in CLOSERS:
            group.after = known[1] + 1
            group.known = group.known or known[0]
        elif group.type == "medium" and group.name is None:
            close = next((k for k in range(j + 2, min(j + 6, end)) if tokens.words[k] in CLOSERS), None)
            if close is not None:
                group.name, group.after = (j + 1, close), close + 1
        return
    if group.known is None and (group.type == "medium" or (group.type == "organization" and group.nations)):
        known = known_name(parse, j, types=(group.type,))
        if known is not None:
            group.after, group.known = known[1], known[0]


def parse_people(parse: Parse, hit: Hit) -> Group:
    """A people by its adjective: الروس, الأوكرانيون."""
    group = new_group(parse, hit, "group")
    group.nations = (hit.entry.id,)
    group.rule = "people.nation"
    return group


def parse_anaphor(parse: Parse, hit: Hit) -> Group | None:
    entry = hit.entry
    assert isinstance(entry, Anaphor)
    if entry.refers == "latest" and hit.first and (parse.tags[hit.first - 1] & ARTICLE or any(h.pronoun for h in parse.hits[hit.first - 1])):
        return None  # السنوات الأخيرة
    kind = {"source": "group", "place": "place"}.get(
        entry.refers, "person" if entry.refers.startswith(("person", "counterpart", "latest")) else "organization"
    )
    group = new_group(parse, hit, kind)
    group.anaphor, group.definite = entry.refers, True
    nation = nation_at(parse, hit.after, joined=False) if hit.after < parse.sentence_end(hit.first) else None
    if nation is not None:
        group.nations, group.after = (nation[0],), nation[1]
        if group.number == "d" or entry.refers.endswith("s"):
            while (second := nation_at(parse, group.after, joined=True) if group.after < parse.sentence_end(hit.first) else None) is not None:
                group.nations, group.after = (*group.nations, second[0]), second[1]
    if kind == "person":
        name = name_after(parse, group.after, spaced=entry.refers == "counterpart")
        if name is not None:
            group.office, group.name, group.known, group.after = (hit.first, group.after), name[0], name[1], name[0][1]
            if entry.refers.startswith("counterpart") and len(group.nations) == 1:
                group.sibling = second_holder(parse, group)
    return group
