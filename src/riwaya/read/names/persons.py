"""Groups that name or describe persons: office of body, nation and name, titles, appositions in either order.

Source: Ryding (2005), chapter 9.5 (apposition), and the conventions of the press.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Head, Name
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import CLOSERS, COMMAS, OPENERS, Nested, has_clitic, modifiers, nation_at, new_group
from riwaya.read.names.unlisted import is_name_like, known_name, name_end
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    CUE,
    GIVEN,
    HEAD,
    NOUN,
    PARTICLE,
    PREPOSITION,
    TIME,
    VERB,
)
from riwaya.text.tokens import MARK, WORD

_OF_A_LAND = ("state", "territory")


def parse_office(parse: Parse, hit: Hit, nested: Nested) -> Group | None:
    group = new_group(parse, hit, "person")
    group.head = head = hit.entry if type(hit.entry) is Head else None
    j = _office_tail(parse, group, hit, nested)
    if j == hit.after and head is not None and head.level == "territory" and not group.definite and _is_land_of(parse, j):
        group.of = Group(j, j + 1, "place", "name.place", name=(j, j + 1), definite=True, level="country")
        j += 1
    group.after = j
    group.office = (hit.first, j)
    name = name_after(parse, j, spaced=head is not None and head.type == "office")
    if name is None and head is not None and head.type == "office" and not (head.level in _OF_A_LAND and group.nations):
        name = _name_past_place(parse, j, parse.sentence_end(hit.first))
    if name is None and head is not None and head.type == "office" and group.number == "s":
        described = _described_again(parse, group, j, nested)
        if described is not None:
            group.name, group.known, group.second, group.after = described.name, described.known, described, described.after
            return group
    if name is not None:
        group.name, group.known = name[0], name[1]
        if group.number != "s":  # الوزيران شويغو وأوستن: the second name is a group of its own
            group.name = (j, _before_joined(parse, name[0]))
            parse.learned.update({parse.tokens.words[i][1:]: "person" for i in range(group.name[1], name[0][1]) if i == group.name[1]})
        group.after = group.name[1]
        if group.number != "s" and len(group.nations) == 1:
            group.sibling = second_holder(parse, group)
        if group.number == "s":
            apposition(parse, group, nested)
    elif head is not None and head.type == "title" and (group.number != "s" or (not group.definite and not group.nations)):
        return None
    if (
        group.name is None
        and not group.definite
        and not group.nations
        and group.of is None
        and group.after == hit.after
        and hit.after - hit.first == 1  # متحدث عسكري
        and head is not None
        and not head.body
    ):
        return None
    return group


def _name_past_place(parse: Parse, j: int, end: int) -> tuple[tuple[int, int], Name | None] | None:
    """The name behind one more place: `الناطق باسم القوات في الشرق، …`."""
    if j >= end or parse.tokens.words[j] != "في":
        return None
    for k in range(j + 2, min(j + 5, end)):
        place = known_name(parse, k, types=("place",))
        behind = name_after(parse, place[1], spaced=False) if place is not None and place[1] < end else None
        if behind is not None:
            return behind  # قائد الشرطة في إقليم كشمير فلان
        found = name_after(parse, k, spaced=True)
        if found is not None and not parse.tags[k] & (VERB | CUE):
            return found
    return None


def _is_land_of(parse: Parse, j: int) -> bool:
    """True for an unknown word that an indefinite office governs: `ملك هيلار فالدمار الثالث`; a name beside an office makes that definite."""
    return j < parse.sentence_end(j - 1) and is_name_like(parse, j) and not parse.tags[j] & GIVEN


def _described_again(parse: Parse, group: Group, j: int, nested: Nested) -> Group | None:
    """A second description with the name behind it: `وزير الخارجية، الأمير فلان`, `قائد المنطقة الجنرال الروسي فلان`."""
    end = parse.sentence_end(max(0, j - 1))
    types = ("office", "title") if _is_no_object(parse, group) else ("title",)
    if j < end and parse.tokens.words[j] in COMMAS:
        j, types = j + 1, ("office", "title")
    if j >= end:
        return None
    for hit in parse.hits[j]:
        entry = hit.entry
        if type(entry) is Head and entry.type in types and hit.form.number == "s" and not (hit.before.conjunction or hit.before.preposition):
            again = nested(j)
            named = again is not None and again.type == "person" and again.name is not None and again.sibling is None
            return again if named else None
    return None


def _office_tail(parse: Parse, group: Group, hit: Hit, nested: Nested) -> int:
    """Consume what says whose office it is: adjectives of nation, `باسم`, a body, a country."""
    j, end = hit.after, parse.sentence_end(hit.first)
    title = group.head is not None and group.head.type == "title"
    nations: list[str] = []
    while j < end:
        nation = nation_at(parse, j, joined=bool(nations) and group.number != "s")
        if nation is not None:
            nations.append(nation[0])
            j = nation[1]
            continue
        mask = parse.tags[j]
        if title or parse.tokens.kinds[j] != WORD:
            break
        if nations and parse.tokens.words[j] == "في" and group.head is not None and group.head.level in _OF_A_LAND:
            break  # الرئيس الفرنسي في باريس
        if group.definite and group.number == "d" and parse.tokens.words[j] == "في":
            break  # التقى الزعيمان في ألاسكا
        follows = _belongs_to(parse, j, nested=nested, direct=j == hit.after and not nations) if group.of is None else None
        if follows is not None and follows.type == "medium" and follows.preposition == "ل" and nations:
            break  # رئيس الوزراء السوداني لقناة العربية: whom he told
        if follows is not None:
            if follows.type == "place" and follows.name is not None and follows.name[0] == j + 1 and follows.known is None and mask & ARTICLE:
                follows = _without_name(follows)  # حاكم المقاطعة فلان: the name is the governor's
            group.of = follows
            j = follows.after
        elif _is_former(parse, j, end):
            j += 1
        elif nations and _is_office(parse, j):
            break  # ولي العهد السعودي الرئيس الفرنسي: another one
        elif (
            mask & ADJECTIVE
            and not mask & (VERB | PARTICLE | TIME | GIVEN)
            and not _is_office_word(parse, j)
            and (mask & ARTICLE or not group.definite)
            and not has_clitic(parse, j)
        ):
            j += 1
        elif j == hit.after and not group.definite and mask & NOUN and not mask & (CUE | TIME | GIVEN | PARTICLE) and not has_clitic(parse, j):
            if mask & ARTICLE:
                j += 1
            elif j + 1 < end and parse.tags[j + 1] & ARTICLE and parse.tags[j + 1] & (NOUN | HEAD) and not mask & VERB:
                j += 2  # مفوضة شؤون الأسرى
            else:
                break
        else:
            break
    group.nations = tuple(nations)
    return j


def _without_name(place: Group) -> Group:
    """A place told by a definite word alone, which points back."""
    bare = Group(place.first, place.first + 1, "place", place.rule, skip=place.skip, head=place.head, level=place.level)
    bare.definite, bare.anaphor = True, "place"
    return bare


def _is_office(parse: Parse, j: int) -> bool:
    return any(type(h.entry) is Head and h.entry.type == "office" for h in parse.hits[j])


def _is_former(parse: Parse, j: int, end: int) -> bool:
    """True for an adjective that tells a time as well, before the holder's name: `الرئيس اليمني السابق علي عبد الله صالح`."""
    mask = parse.tags[j]
    if not (mask & TIME and mask & ADJECTIVE and mask & ARTICLE) or mask & (VERB | PARTICLE) or j + 1 >= end:
        return False
    titled = any(type(h.entry) is Head and h.entry.type == "title" and not h.before.conjunction for h in parse.hits[j + 1])
    return titled or bool(parse.tags[j + 1] & GIVEN) or known_name(parse, j + 1, types=("person",)) is not None or is_name_like(parse, j + 1)


def _is_office_word(parse: Parse, j: int) -> bool:
    """True for a definite word that is an adjective too, but here another office: `رئيس الوزراء الرئيس`."""
    return any(type(h.entry) is Head and h.entry.type == "office" and h.before.article and h.after - h.first == 1 for h in parse.hits[j])


def _belongs_to(parse: Parse, j: int, *, nested: Nested, direct: bool) -> Group | None:
    """The body or country that an office belongs to, through an idafa (`direct`) or a preposition."""
    word = parse.tokens.words[j]
    if word in ("باسم", "باسمه", "في", "لدي", "عن", "من"):
        if j + 1 >= parse.sentence_end(j) or word == "باسمه":
            return None
        if word in ("عن", "من"):
            return None
        inner = nested(j + 1)
        if inner is not None and inner.head is not None and inner.head.document:
            return None  # الوزيران في بيانين منفصلين
        if inner is None and word == "باسم":
            return _described_body(parse, j + 1, nested)
        if inner is None or inner.preposition or inner.joined:
            return None
        return inner if inner.type in ("organization", "place", "medium") or (word == "باسم" and inner.type in ("person", "group")) else None
    inner = nested(j)
    if inner is None or inner.joined or inner.type not in ("organization", "place", "medium", "person"):
        return None
    if inner.preposition:
        return inner if inner.preposition in ("ل", "ب") and inner.type != "person" else None
    if not direct:
        return None
    if inner.type == "person":
        return inner if inner.office is not None and inner.name is None and inner.head is not None and inner.head.type == "office" else None
    return inner


def name_after(parse: Parse, j: int, *, spaced: bool) -> tuple[tuple[int, int], Name | None] | None:
    """The proper name in apposition at j, or (`spaced`) behind a comma or an opening bracket there."""
    end = parse.sentence_end(max(0, j - 1))
    if j >= end:
        return None
    comma = False
    if spaced and parse.tokens.kinds[j] == MARK and (parse.tokens.words[j] in COMMAS or parse.tokens.words[j] == "؛") and j + 1 < end:
        j += 1
        comma = True
        if any(hit.before.conjunction for hit in parse.hits[j]):
            return None  # وزير خارجية قطر، وهاكان فيدان: another one
    title = next(
        (
            h
            for h in parse.hits[j]
            if type(h.entry) is Head and h.entry.type == "title" and not (h.before.conjunction or h.before.preposition or h.pronoun)
        ),
        None,
    )
    if title is not None and title.after < end:  # رئيس الأركان الجنرال …
        j = title.after
    if parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in OPENERS - {"("} and j + 2 < end:
        after = name_end(parse, j + 1)  # الجنرال "ماهامان توري"
        closed = after > j + 1 and after < end and parse.tokens.words[after] in CLOSERS
        return ((j + 1, after), None) if closed else None
    known = known_name(parse, j, types=("person",))
    if known is not None:
        after = max(known[1], name_end(parse, j) if known[1] - j == 1 else known[1])
        return (j, after), known[0]
    after = name_end(parse, j)
    if after == j or (comma and (after - j < 2 or not _closed(parse, after))):
        return None
    return (j, after), None


def _described_body(parse: Parse, j: int, nested: Nested) -> Group | None:
    """What one speaks for is a body, whatever noun names it: `المتحدث باسم خدمة حرس الحدود`."""
    mask = parse.tags[j]
    if not mask & NOUN or mask & (PARTICLE | TIME):
        return None
    definite = bool(mask & ARTICLE)
    after, nations, of = modifiers(parse, j + 1, definite=definite, idafa=not definite, nested=nested)
    return Group(j, after, "organization", "body.described", nations=nations, of=of, definite=True)


def second_holder(parse: Parse, group: Group) -> Group | None:
    """The second of two holders of one office: `الرئيسان الأميركي دونالد ترامب والروسي فلاديمير بوتين`, `نظيره الفرنسي …، والتركي …`."""
    j, end = group.after, parse.sentence_end(group.first)
    if j < end and parse.tokens.words[j] in COMMAS:
        j += 1
    nation = nation_at(parse, j, joined=True) if j < end else None
    name = name_after(parse, nation[1], spaced=False) if nation is not None else None
    if nation is None or name is None:
        return None
    second = Group(j, name[0][1], "person", group.rule, skip=1, head=group.head, known=name[1], name=name[0], nations=(nation[0],))
    second.definite, second.joined, second.preposition, second.anaphor = True, True, group.preposition, group.anaphor
    return second


def _before_joined(parse: Parse, name: tuple[int, int]) -> int:
    """The token where the second of two names joined by و starts; the name's end where there is none."""
    return next((i for i in range(name[0] + 1, name[1]) if parse.tokens.words[i][0] == "و"), name[1])


def _closed(parse: Parse, j: int) -> bool:
    """True where an apposition ends: a comma, a bracket, a verb or the sentence's end stands at j."""
    return j >= parse.sentence_end(j - 1) or parse.tokens.kinds[j] == MARK or bool(parse.tags[j] & (CUE | VERB | PARTICLE | TIME))


def apposition(parse: Parse, group: Group, nested: Nested) -> None:
    """An office after the name: `…، المتحدث باسم`, `… مستشار الرئيس`; beside one before the name, it is a second description."""
    j, end = group.after, parse.sentence_end(group.first)
    if j + 1 >= end:
        return
    comma = parse.tokens.kinds[j] == MARK and (parse.tokens.words[j] in COMMAS or parse.tokens.words[j] == "(")
    start = j + 1 if comma else j
    for hit in parse.hits[start]:
        if type(hit.entry) is not Head or hit.entry.type != "office" or hit.form.number != "s" or hit.before.conjunction or hit.before.preposition:
            continue
        inner = parse_office(parse, hit, nested)
        if inner is None or inner.name is not None or (not comma and hit.before.article and not _is_no_object(parse, group)):
            return
        if group.head is not None and group.head.type == "office":
            group.second = inner
        else:
            group.office, group.head, group.of, group.nations = (hit.first, inner.after), inner.head, inner.of, inner.nations
        group.after = inner.after
        return


def _is_no_object(parse: Parse, group: Group) -> bool:
    """True where a definite office behind a name cannot be an object: behind a preposition, or behind a verb that only says."""
    first = group.first
    governed = group.skip > 0 or (first > 0 and bool(parse.tags[first - 1] & PREPOSITION))
    says = first > 0 and any(type(h.entry) is Cue and h.after == first and not h.entry.target for h in parse.hits[first - 1])
    return governed or says
