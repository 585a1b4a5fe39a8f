"""Groups that name or describe places, facilities, weapons and kinds of people."""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.anaphors import is_capital
from riwaya.read.names.modifiers import CLOSERS, HEAD_TYPES, OPENERS, Nested, has_clitic, is_side, modifiers, new_group
from riwaya.read.names.persons import name_after
from riwaya.read.names.toponyms import hyphened, landform_end, toponym_end
from riwaya.read.names.unlisted import is_name_like, known_name
from riwaya.read.names.wholes import whole_of
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    CUE,
    GIVEN,
    HEAD,
    NAME,
    NATION,
    NOUN,
    NUMBER,
    ORDINARY,
    PARTICLE,
    STATUS,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.function_words import ANOTHER, LYING
from riwaya.text.tokens import MARK, WORD

_LONGEST_QUOTED = 6
"""Tokens to the closing mark of a name in quotation marks."""
_NAMED_AFTER = ("settlement", "district", "region", "front")
"""Levels of the heads behind which a person's name is the place's."""
_RELATIONAL = ("ي", "يا", "يه", "يين", "يان", "يات", "يتان", "يتين")


def parse_place(parse: Parse, hit: Hit, nested: Nested) -> Group | None:
    head = hit.entry
    assert isinstance(head, Head)
    group = new_group(parse, hit, "place")
    group.head, group.level = head, head.level
    j, end = hit.after, parse.sentence_end(hit.first)
    while j < end and parse.tags[j] & ADJECTIVE and (head.direction or parse.tags[j] & ARTICLE) and not parse.tags[j] & (NATION | VERB):
        if head.direction and _opens_place(parse, j):
            break  # قرب مدينة زيلوفا
        if not head.direction and not group.definite and (landform_end(parse, j) > j or known_name(parse, j, types=("place",)) is not None):
            break  # منطقة الحاج عبد الله
        j += 1  # جنوب شرقي، المقاطعة الجنوبية
    named = _place_name(parse, j, end, nested, group=group)
    if named is not None:
        inner, j = named
        is_name = inner.name is not None or inner.known is not None  # قرب المستشفى is none
        group.name, group.known, group.of, group.after = (inner.first, inner.after) if is_name else None, inner.known, inner, j
        if head.direction and inner.level in ("city", "town", "village", "settlement"):
            group.level = inner.level
        if head.level == "border":
            group.after = _second_side(parse, j, end)
        return group
    if head.direction or parse.tags[hit.first] & (VERB | STATUS):
        return None
    if group.definite and not hit.pronoun and hit.after == j < end and parse.tokens.words[j].startswith("ال") and is_name_like(parse, j):
        group.after = j + 1  # الساحل الأيمن: an attribute that no list knows
        return group
    if head.level == "settlement" and not group.definite and group.number == "s" and j == hit.after and j < end and _is_plain_noun(parse, j):
        after = hyphened(parse, j + 1)
        group.name, group.after = (j, after), after  # قرية دورين, بلدة الصيادين: whatever else the word may mean
        return group
    called = not group.definite and group.number == "s" and j == hit.after < end and _is_called(parse, j)
    j, nations, of = modifiers(parse, j, definite=group.definite, idafa=not group.definite and j == hit.after, nested=nested)
    group.after, group.nations, group.of = j, nations, of
    seat = is_capital(head) and j < end and (bool(nations and group.definite) or (of is not None and of.type == "place"))
    capital = known_name(parse, j, types=("place",)) if seat else None
    if capital is not None:  # العاصمة الليبية طرابلس, عاصمة الإقليم ميكيلي
        group.name, group.known, group.after = (j, capital[1]), capital[0], capital[1]
    elif seat and of is not None and is_name_like(parse, j):
        group.name, group.after = (j, j + 1), j + 1
    if of is not None and of.type == "person" and of.name is not None and of.first == hit.after and head.level in _NAMED_AFTER and not group.definite:
        group.name, group.of = (hit.after, j), None  # حي السلطان عمر
    if called and not nations and of is None and j > hit.after:
        group.name = (hit.after, j)  # منطقة التحرير, حي النصر
    if j == hit.after and not group.definite:
        return None
    bare = j == hit.after or (j == hit.after + 1 and parse.tokens.words[hit.after] in LYING)  # البلدة الواقعة في قضاء صور
    if group.definite and bare and not hit.pronoun:  # في طريقهم is nowhere
        group.anaphor = "place"
    return group


def _opens_place(parse: Parse, j: int) -> bool:
    """True for an indefinite word for a place, which may be an adjective too."""
    heads = (h.entry for h in parse.hits[j] if type(h.entry) is Head and not h.before.length and not h.pronoun)
    return any(h.type in ("place_head", "facility") and not h.direction for h in heads)


def _place_name(parse: Parse, j: int, end: int, nested: Nested, *, group: Group) -> tuple[Group, int] | None:
    if j >= end:
        return None
    directed = bool(group.head and group.head.direction)
    tokens = parse.tokens
    quoted = tokens.kinds[j] == MARK and tokens.words[j] in OPENERS and j + 1 < end
    start = j + 1 if quoted else j
    inner: Group | None = None
    known = known_name(parse, start, types=("place",))
    if known is not None:
        inner = Group(start, known[1], "place", known[0].id, known=known[0], name=(start, known[1]), level=known[0].level)
    elif not group.definite and (after := landform_end(parse, start)) > start and not (directed and parse.tags[start] & ORDINARY):
        inner = Group(start, after, "place", "name.place", name=(start, after), level=_level_of(group))
    elif directed or parse.tags[start] & HEAD:
        inner = nested(start) if directed else None
        if inner is not None and (inner.type != "place" or inner.preposition or inner.joined):
            inner = None
        elif inner is None and directed and is_name_like(parse, start):  # شرق زيلوفا
            inner = Group(start, start + 1, "place", "name.place", name=(start, start + 1), level="settlement")
    elif not group.definite and not quoted and (after := toponym_end(parse, start)) > start:
        inner = Group(start, after, "place", "name.place", name=(start, after), level=_level_of(group))
    elif is_name_like(parse, start):
        if group.definite and not quoted and group.head is not None and not is_capital(group.head):
            return None  # المنطقة وآلاتها, عاصمة الإقليم ميكيلي
        after = start + 1
        if after < end and is_name_like(parse, after) and not _starts_with_waw(parse, after) and not parse.tags[after] & GIVEN:
            after += 1  # a given name begins the name of whoever governs the place
        inner = Group(start, after, "place", "name.place", name=(start, after), level=_level_of(group))
    if inner is None and quoted and not group.definite and group.head is not None and group.head.level in ("settlement", "district", "region"):
        close = next((k for k in range(start + 1, min(start + _LONGEST_QUOTED, end)) if tokens.words[k] in CLOSERS), None)
        if close is not None and not any(parse.tags[k] & (VERB | CUE) and not parse.tags[k] & NOUN for k in range(start, close)):
            inner = Group(start, close, "place", "name.place", name=(start, close), level=_level_of(group))  # قرية "قرة سالم"
    if inner is None:
        return None
    if inner.rule == "name.place" and inner.name is not None:
        inner.after = hyphened(parse, inner.after)
        inner.name = (inner.name[0], inner.after)
    after = inner.after
    if quoted:
        if after >= end or tokens.words[after] not in CLOSERS:
            return None
        after += 1
    return inner, after


def _level_of(group: Group) -> str:
    """The level of an unknown name behind a head: a region's or district's own, else a settlement's."""
    return group.head.level if group.head is not None and group.head.level in ("region", "district", "front", "sea") else "settlement"


def _second_side(parse: Parse, j: int, end: int) -> int:
    """The token after the second land of a border: حدود أرمينيا وأذربيجان."""
    sides = (hit for hit in (parse.hits[j] if j < end else ()) if type(hit.entry) is Name and hit.entry.type == "place")
    return next((hit.after for hit in sides if hit.before.conjunction == "و" and not hit.before.preposition and hit.form.part == "fixed"), j)


def _is_called(parse: Parse, j: int) -> bool:
    """True for a definite ordinary noun and nothing else: behind the head of a place it is what the place is called."""
    return bool(parse.tags[j] & ARTICLE) and _is_plain_noun(parse, j)


def _is_plain_noun(parse: Parse, j: int) -> bool:
    """True for an ordinary noun and nothing else: no adjective, no head, no word of another class."""
    others = ADJECTIVE | HEAD | PARTICLE | TIME | NUMBER | CUE | TRIGGER | NATION | STATUS
    return parse.tokens.kinds[j] == WORD and bool(parse.tags[j] & NOUN) and not parse.tags[j] & others and not has_clitic(parse, j)


def _starts_with_waw(parse: Parse, j: int) -> bool:
    return parse.tokens.words[j].startswith("و")


def parse_thing(parse: Parse, hit: Hit, nested: Nested) -> Group | None:
    """A facility, weapon or kind of people with what qualifies it."""
    head = hit.entry
    assert isinstance(head, Head)
    group = new_group(parse, hit, HEAD_TYPES[head.type])
    group.head = head
    group.level = "facility" if head.type == "facility" else ""
    j = hit.after
    if head.type != "people" and not group.definite and j < parse.sentence_end(hit.first):
        j = _thing_name(parse, group, j)
    named = group.type == "place" and group.name is not None  # مركز ناصر الطبي
    j, nations, of = modifiers(parse, j, definite=group.definite or named, idafa=not group.definite and j == hit.after, nested=nested)
    if of is not None and of.type == "place" and group.type == "weapon" and of.level != "country":
        j, of = hit.after, None  # ضربت ثلاثة صواريخ جسر المدينة: what is hit, not whose they are
    group.after, group.nations = j, nations
    group.of = group.of or of
    if of is not None and of.definite:
        group.definite = True
    if head.type == "people" and group.number == "s":
        told = head.speaks and not group.definite and j > hit.after  # أبلغ مصدر حكومي رويترز: no name of the source
        nisba = parse.tokens.words[j - 1].endswith("ا") and j < parse.sentence_end(hit.first) and parse.tokens.words[j].endswith("يا")
        if nisba and j == hit.after and not hit.pronoun and is_name_like(parse, j) and not parse.tags[j] & (GIVEN | NAME):
            stem = parse.tokens.words[j][:-2]
            parse.nisbas.add(stem)
            group.nations, group.after, j = (f"nisba:{stem}",), j + 1, j + 1
        name = None if told or nisba else name_after(parse, j, spaced=False)  # ستين عسكريا كولماريا: no man's name
        if name is not None and not (head.speaks or head.force or head.counts in ("journalists", "medics")):
            name = name if group.definite and j == hit.after and name[0][1] - name[0][0] > 1 else None  # الطفل أحمد يوسف
        if name is None and head.speaks and group.definite and j + 1 < parse.sentence_end(hit.first) and parse.tokens.words[j] == "في":
            inner = nested(j + 1)
            if inner is not None and inner.type in ("organization", "medium") and not inner.joined:  # القيادي في الحركة، فلان
                group.of, j = inner, inner.after
                group.after = j
                name = name_after(parse, j, spaced=True)
        if name is None and head.speaks and not group.definite and group.of is None:
            _source_in(parse, group, nested)
        if name is None and (whole := whole_of(parse, group, nested)) is not None:
            group.of, group.after = whole, whole.after  # 14 مسلحا من قوات الجبهة
        if name is not None:  # المصور حسام المصري
            group.type, group.office, group.name, group.known, group.after = "person", (hit.first, j), name[0], name[1], name[0][1]
    elif head.type == "people" and (whole := whole_of(parse, group, nested)) is not None:
        group.of, group.after = whole, whole.after  # عناصر من الشرطة
    if group.type == "group" and not group.definite and group.after < parse.sentence_end(hit.first) and parse.tokens.words[group.after] in ANOTHER:
        group.after += 1  # مصدر أمني ثان
    return group


def _source_in(parse: Parse, group: Group, nested: Nested) -> None:
    """The body to which an unnamed source belongs: `مسؤول في وزارة الدفاع`, `مصدر بالجيش`."""
    j, end = group.after, parse.sentence_end(group.first)
    free = j + 1 < end and parse.tokens.words[j] == "في"
    inner = nested(j + 1) if free else nested(j) if j < end else None
    if inner is None or inner.type != "organization" or inner.joined or not (free or inner.preposition == "ب"):
        return
    group.of, group.after = inner, inner.after


def _thing_name(parse: Parse, group: Group, j: int) -> int:
    known = known_name(parse, j, types=("place",) if group.type == "place" else ("weapon",))
    if known is not None and group.type == "place" and is_side(parse, j):
        return j  # منزل جنوب لبنان
    if known is not None:
        group.name, group.known = (j, known[1]), known[0] if group.type == "weapon" else None
        if group.type == "place":
            group.of = Group(j, known[1], "place", known[0].id, known=known[0], name=(j, known[1]), level=known[0].level)
        return known[1]
    end = parse.sentence_end(j)
    if group.type == "place" and parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in OPENERS:  # مركز "إيبيسنتر"
        close = next((k for k in range(j + 2, min(j + _LONGEST_QUOTED, end)) if parse.tokens.words[k] in CLOSERS), None)
        if close is not None and not any(parse.tags[k] & (VERB | CUE) and not parse.tags[k] & NOUN for k in range(j + 1, close)):
            group.name = (j + 1, close)
            return close + 1
    if group.type == "place" and (after := toponym_end(parse, j)) > j:
        group.name = (j, after)
        return after
    if group.head is not None and group.head.level == "hospital" and _is_called(parse, j):
        group.name = (j, j + 1)  # مستشفى السلام
        return j + 1
    if is_name_like(parse, j):
        after = j + 1
        if group.type == "weapon" and not group.definite and parse.tokens.words[j].endswith(_RELATIONAL):
            return after  # صاروخين تورسانيين: whose they are, no name
        if after < end and is_name_like(parse, after):
            after += 1
        group.name = (j, after)
        return after
    return j
