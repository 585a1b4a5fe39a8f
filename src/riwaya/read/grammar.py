"""The grammar of Arabic noun groups, over classes of the lexicon: office of body, body of nation, place head and name.

Each `parse_…` takes the hit that opens the group and returns the group, or None where the words do not carry one.
Source: Ryding (2005) chapters 8 (idafa), 9 (apposition) and 10 (attributive adjectives), and the conventions of the press.
"""

from riwaya.lexicon.entries import Anaphor, Head, Name, Particle, Word
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names import is_name_like, known_name, name_end
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ANAPHOR,
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
    PREPOSITION,
    STATUS,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.tokens import MARK, WORD
from riwaya.text.tokens import NUMBER as NUMERAL

HEAD_TYPES = {
    "office": "person",
    "title": "person",
    "body": "organization",
    "medium_head": "medium",
    "place_head": "place",
    "facility": "place",
    "people": "group",
    "weapon": "weapon",
}
_COMMAS = frozenset("،,")
_OPENERS = frozenset('("“«”')
_CLOSERS = frozenset(')"”»“')
_DEEPEST = 3


def parse_group(parse: Parse, i: int, *, depth: int = 0) -> Group | None:
    """The group that starts at token i, or None; nested ones (`of`) at most three deep."""
    best: Hit | None = None
    for hit in parse.hits[i]:
        if _opens(parse, hit) and (best is None or _rank(hit) > _rank(best)):
            best = hit
    if best is None:
        return _unknown_person(parse, i)
    entry = best.entry
    group: Group | None = None
    if isinstance(entry, Name):
        group = _nation_people(parse, best) if best.form.part == ADJECTIVE_FORM else parse_known(parse, best, depth=depth)
    elif isinstance(entry, Anaphor):
        group = _parse_anaphor(parse, best)
    elif isinstance(entry, Head):
        group = _HEAD_GRAMMAR[entry.type](parse, best, depth)
    if group is not None:
        group.joined = group.joined or best.before.conjunction == "و"
        group.preposition = group.preposition or best.before.preposition
    return group


def _rank(hit: Hit) -> tuple[int, int, int]:
    entry = hit.entry
    kind = 0
    if isinstance(entry, Name):
        kind = 1 if hit.form.part == ADJECTIVE_FORM else 5 if entry.type == "organization" else 4
    elif isinstance(entry, Head):
        kind = 3
    elif isinstance(entry, Anaphor):
        kind = 2
    return hit.after - hit.first, kind, -hit.before.length


def _opens(parse: Parse, hit: Hit) -> bool:
    entry = hit.entry
    if isinstance(entry, Name):
        if entry.type == "given":
            return False
        mask = parse.tags[hit.first]
        if hit.form.part == ADJECTIVE_FORM:
            return hit.form.number == "p" and (hit.before.article or hit.form.gender != "f") and not mask & NAME
        return not (hit.after - hit.first == 1 and mask & (VERB | PARTICLE) and entry.type == "person")
    if isinstance(entry, Head) and entry.type == "place_head" and parse.tags[hit.first] & PREPOSITION and not entry.direction:
        if hit.first and any(h.after > hit.first for h in parse.hits[hit.first - 1]):
            return False  # في محيط المستشفى
    if (
        isinstance(entry, Head)
        and hit.pronoun
        and any(isinstance(h.entry, Word) and h.after == hit.after and not h.pronoun and h.form.part != "past" for h in parse.hits[hit.first])
    ):
        return False  # مسؤولية is no مسؤولي + ها
    if (
        isinstance(entry, Head)
        and entry.type == "people"
        and parse.tags[hit.first] & VERB
        and not hit.before.article
        and _after_complementiser(parse, hit.first)
    ):
        return False  # أنه شاهد صاروخا
    if isinstance(entry, Head) and entry.type == "people" and parse.tags[hit.first] & (TRIGGER | CUE):
        if hit.pronoun:
            return False
        if hit.after < len(parse.tokens) and parse.tokens.kinds[hit.after] == NUMERAL and not hit.before.article:
            return False  # أسر 12 جنديا
        return not (hit.form.gender == "f" and hit.form.number == "s")  # مهاجمة, متهمة: rather the verbal noun or participle
    return isinstance(entry, (Head, Anaphor))


def _after_complementiser(parse: Parse, i: int) -> bool:
    return i > 0 and any(
        isinstance(h.entry, Particle) and h.entry.type in ("complementiser", "relative", "negator", "modal") for h in parse.hits[i - 1]
    )


def _new(parse: Parse, hit: Hit, entity_type: str, *, after: int | None = None) -> Group:
    form = hit.form
    return Group(
        hit.first,
        hit.after if after is None else after,
        entity_type,
        hit.entry.id,
        skip=_skip(hit),
        gender=form.gender,
        number=form.number,
        definite=hit.before.article or bool(hit.pronoun) or _articled(parse, hit),
    )


def _articled(parse: Parse, hit: Hit) -> bool:
    """True for a head that holds the article itself: مجلس الأمن, الاحتلال."""
    return any(parse.tokens.words[i].startswith("ال") for i in range(hit.first, hit.after))


def _skip(hit: Hit) -> int:
    """Folded characters of conjunction and preposition before the first word; the article belongs to the name."""
    before = hit.before
    if before.article and before.preposition == "ل":
        return before.length - 1  # للجيش: one lam is the article's
    return before.length - (2 if before.article else 0)


# --- persons -----------------------------------------------------------------------------------------------------------


def parse_known(parse: Parse, hit: Hit, *, depth: int) -> Group | None:
    """A proper name of the lists; a person's is followed by an office in apposition, a place's may carry an adjective."""
    entry = hit.entry
    assert isinstance(entry, Name)
    group = _new(parse, hit, entry.type)
    group.known, group.name, group.level, group.definite = entry, (hit.first, hit.after), entry.level, True
    if entry.stands_for:
        group.level = "capital"
    if entry.type == "person":
        end = hit.after
        while end < parse.sentence_end(hit.first) and is_name_like(parse, end) and hit.after - hit.first == 1:
            end += 1
        group.after = end
        group.name = (hit.first, end)
        _apposition(parse, group, depth)
        return group
    if entry.type in ("medium", "organization"):
        _parenthesis(parse, group)
    if entry.type == "weapon":
        group.after, _, _ = modifiers(parse, group.after, definite=False, idafa=False, depth=depth)
    return group


def _unknown_person(parse: Parse, i: int) -> Group | None:
    """A given name and what goes on from it, outside any frame."""
    if not parse.tags[i] & GIVEN:
        return None
    end = name_end(parse, i, framed=False)
    if end - i < 2:
        return None
    hit = next(h for h in parse.hits[i] if isinstance(h.entry, Name) and h.entry.type == "given")
    if hit.before.article or (hit.before.length and hit.before.preposition and parse.tags[i] & ~(GIVEN | ARTICLE)):
        return None
    group = Group(i, end, "person", "name.person", skip=hit.before.length, name=(i, end), definite=True)
    group.joined, group.preposition = hit.before.conjunction == "و", hit.before.preposition
    _apposition(parse, group, 0)
    return group


def _parse_office(parse: Parse, hit: Hit, depth: int) -> Group | None:
    group = _new(parse, hit, "person")
    group.head = head = hit.entry if isinstance(hit.entry, Head) else None
    j = _office_tail(parse, group, hit, depth)
    group.after = j
    group.office = (hit.first, j)
    name = _name_after(parse, j, spaced=head is not None and head.type == "office")
    if name is None and head is not None and head.type == "office" and j < parse.sentence_end(hit.first) and parse.tokens.words[j] == "في":
        # الناطق باسم القوات في الشرق، …: one more place may stand before the name
        name = next(
            (
                found
                for k in range(j + 2, min(j + 5, parse.sentence_end(hit.first)))
                if (found := _name_after(parse, k, spaced=True)) is not None and not parse.tags[k] & (VERB | CUE)
            ),
            None,
        )
    if name is not None:
        group.name, group.known = name[0], name[1]
        if group.number != "s":  # الوزيران شويغو وأوستن: the second name is a group of its own
            group.name = (j, _before_joined(parse, name[0]))
            parse.learned.update({parse.tokens.words[i][1:]: "person" for i in range(group.name[1], name[0][1]) if i == group.name[1]})
        group.after = group.name[1]
        if group.number != "s" and len(group.nations) == 1:
            group.sibling = _second_holder(parse, group)
    elif head is not None and head.type == "title":
        if group.number != "s" or (not group.definite and not group.nations):
            return None
    if (
        group.name is None
        and not group.definite
        and not group.nations
        and group.of is None
        and group.after == hit.after
        and head is not None
        and not head.body
    ):
        return None
    return group


def _office_tail(parse: Parse, group: Group, hit: Hit, depth: int) -> int:
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
        follows = _belongs_to(parse, j, depth=depth, direct=j == hit.after and not nations) if group.of is None and depth < _DEEPEST else None
        if follows is not None:
            group.of = follows
            j = follows.after
        elif mask & ADJECTIVE and not mask & (VERB | PARTICLE | TIME | GIVEN) and (mask & ARTICLE or not group.definite) and not _clitic(parse, j):
            j += 1
        elif j == hit.after and not group.definite and mask & NOUN and not mask & (CUE | TIME | GIVEN | PARTICLE) and not _clitic(parse, j):
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


def _belongs_to(parse: Parse, j: int, *, depth: int, direct: bool) -> Group | None:
    """The body or country that an office belongs to, through an idafa (`direct`) or a preposition."""
    word = parse.tokens.words[j]
    if word in ("باسم", "باسمه", "في", "لدي", "عن", "من"):
        if j + 1 >= parse.sentence_end(j) or word == "باسمه":
            return None
        if word in ("عن", "من"):
            return None
        inner = parse_group(parse, j + 1, depth=depth + 1)
        if inner is None or inner.preposition or inner.joined:
            return None
        return inner if inner.type in ("organization", "place", "medium") or (word == "باسم" and inner.type in ("person", "group")) else None
    inner = parse_group(parse, j, depth=depth + 1)
    if inner is None or inner.joined or inner.type not in ("organization", "place", "medium", "person"):
        return None
    if inner.preposition:
        return inner if inner.preposition in ("ل", "ب") and inner.type != "person" else None
    if not direct:
        return None
    if inner.type == "person":
        return inner if inner.office is not None and inner.name is None and inner.head is not None and inner.head.type == "office" else None
    return inner


def _name_after(parse: Parse, j: int, *, spaced: bool) -> tuple[tuple[int, int], Name | None] | None:
    """The proper name in apposition at j, or (`spaced`) behind a comma or an opening bracket there."""
    end = parse.sentence_end(max(0, j - 1))
    if j >= end:
        return None
    comma = False
    if spaced and parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in _COMMAS and j + 1 < end:
        j += 1
        comma = True
    title = next(
        (h for h in parse.hits[j] if isinstance(h.entry, Head) and h.entry.type == "title" and not h.before.conjunction and not h.before.preposition),
        None,
    )
    if title is not None and title.after < end:  # رئيس الأركان الجنرال …
        j = title.after
    known = known_name(parse, j, types=("person",))
    if known is not None:
        after = max(known[1], name_end(parse, j) if known[1] - j == 1 else known[1])
        return (j, after), known[0]
    after = name_end(parse, j)
    if after == j or (comma and (after - j < 2 or not _closed(parse, after))):
        return None
    return (j, after), None


def _second_holder(parse: Parse, group: Group) -> Group | None:
    """The second of two holders of one office: `الرئيسان الأميركي دونالد ترامب والروسي فلاديمير بوتين`."""
    j, end = group.after, parse.sentence_end(group.first)
    if j < end and parse.tokens.words[j] in _COMMAS:
        j += 1
    nation = nation_at(parse, j, joined=True) if j < end else None
    name = _name_after(parse, nation[1], spaced=False) if nation is not None else None
    if nation is None or name is None:
        return None
    second = Group(j, name[0][1], "person", group.rule, skip=1, head=group.head, known=name[1], name=name[0], nations=(nation[0],))
    second.definite, second.joined, second.preposition = True, True, group.preposition
    return second


def _before_joined(parse: Parse, name: tuple[int, int]) -> int:
    """The token where the second of two names joined by و starts; the name's end where there is none."""
    return next((i for i in range(name[0] + 1, name[1]) if parse.tokens.words[i][0] == "و"), name[1])


def _closed(parse: Parse, j: int) -> bool:
    """True where an apposition ends: a comma, a bracket, a verb or the sentence's end stands at j."""
    return j >= parse.sentence_end(j - 1) or parse.tokens.kinds[j] == MARK or bool(parse.tags[j] & (CUE | VERB | PARTICLE | TIME))


def _apposition(parse: Parse, group: Group, depth: int) -> None:
    """An office after the name: `…، المتحدث باسم`, `… مستشار الرئيس`."""
    j, end = group.after, parse.sentence_end(group.first)
    if j + 1 >= end or depth >= _DEEPEST:
        return
    comma = parse.tokens.kinds[j] == MARK and (parse.tokens.words[j] in _COMMAS or parse.tokens.words[j] == "(")
    start = j + 1 if comma else j
    for hit in parse.hits[start]:
        if (
            isinstance(hit.entry, Head)
            and hit.entry.type == "office"
            and not hit.before.conjunction
            and not hit.before.preposition
            and hit.form.number == "s"
        ):
            inner = _parse_office(parse, hit, depth + 1)
            if inner is None or inner.name is not None or (not comma and inner.definite):
                return
            group.office, group.head, group.of, group.nations = (hit.first, inner.after), inner.head, inner.of, inner.nations
            group.after = inner.after
            return


# --- bodies, media, people ------------------------------------------------------------------------------------------------


def _parse_body(parse: Parse, hit: Hit, depth: int) -> Group | None:
    head = hit.entry
    assert isinstance(head, Head)
    group = _new(parse, hit, HEAD_TYPES[head.type])
    group.head = head
    j = hit.after
    if not group.definite and j < parse.sentence_end(hit.first):
        j = _proper_tail(parse, group, j)
    j, nations, of = modifiers(parse, j, definite=group.definite or j > hit.after, idafa=j == hit.after and not group.definite, depth=depth)
    group.after, group.nations = j, nations
    group.of = group.of or of
    group.definite = group.definite or bool(of and of.definite) or (j > hit.after and bool(parse.tags[hit.after] & ARTICLE))
    if head.type == "body" and not head.force and not nations and group.of is None and group.name is None:
        _body_in(parse, group, depth)
    _parenthesis(parse, group)
    if nations:
        group.gender = _nation_gender(parse, group) or group.gender
    if head.level == "named" and group.name is None and group.known is None:
        return None
    bare = group.after == hit.after and group.name is None and not group.nations
    if bare and not group.definite and head.force and group.after < parse.sentence_end(hit.first) - 1 and parse.tokens.words[group.after] == "من":
        whole = parse_group(parse, group.after + 1, depth=depth + 1) if depth < _DEEPEST else None
        if whole is not None and whole.type == "organization" and not whole.preposition and not whole.joined:
            group.of, group.after, bare = whole, whole.after, False  # وحدات من اللواء الرابع عشر
    if bare and not group.definite and not head.document and head.type != "people":
        return None
    if bare and group.definite and head.type != "people":
        group.anaphor = "medium" if group.type == "medium" else "organization"
    return group


def _body_in(parse: Parse, group: Group, depth: int) -> None:
    """The country or town of a body that nothing else names: `وزارة الصحة في غزة`."""
    j = group.after
    if depth >= _DEEPEST or j + 1 >= parse.sentence_end(group.first) or parse.tokens.words[j] != "في":
        return
    known = known_name(parse, j + 1, types=("place",))
    if known is not None:
        group.of = Group(j + 1, known[1], "place", known[0].id, known=known[0], name=(j + 1, known[1]), level=known[0].level, preposition="في")
        group.after, group.definite = known[1], True


def _nation_gender(parse: Parse, group: Group) -> str:
    """The gender that the adjective of nation shows: الدفاع الروسية is a feminine (the ministry)."""
    for j in range(group.first + 1, group.after):
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Name) and hit.form.part == ADJECTIVE_FORM and hit.form.number == "s":
                return hit.form.gender
    return ""


def _proper_tail(parse: Parse, group: Group, j: int) -> int:
    """A proper name after an indefinite head: `صحيفة "كوميرسانت"`, `حركة …`, `جيش أوكرانيا`."""
    tokens, end = parse.tokens, parse.sentence_end(j)
    known = known_name(parse, j, types=("medium", "organization") if group.type in ("medium", "organization") else ("place",))
    if known is not None:
        group.known, group.name = known[0], (j, known[1])
        return known[1]
    if group.type == "organization":
        place = known_name(parse, j, types=("place",))
        if place is not None:  # جيش أوكرانيا
            group.of = Group(j, place[1], "place", place[0].id, known=place[0], name=(j, place[1]), level=place[0].level)
            return place[1]
    if tokens.kinds[j] == MARK and tokens.words[j] in _OPENERS:
        for close in range(j + 1, min(j + 6, end)):
            if tokens.kinds[close] == MARK and tokens.words[close] in _CLOSERS and close > j + 1:
                group.name = (j + 1, close)
                named = known_name(parse, j + 1, types=("medium", "organization"))
                group.known = named[0] if named and named[1] == close else None
                return close + 1
        return j
    if is_name_like(parse, j):
        after = j + 1
        while after < end and after - j < 3 and is_name_like(parse, after):
            after += 1
        group.name = (j, after)
        return after
    return j


def _parenthesis(parse: Parse, group: Group) -> None:
    """A second name in brackets, or in bare apposition: `وزارة الدفاع الأميركية (البنتاغون)`."""
    j, end = group.after, parse.sentence_end(group.first)
    if j >= end:
        return
    tokens = parse.tokens
    if tokens.kinds[j] == MARK and tokens.words[j] in _OPENERS and j + 2 < end:
        known = known_name(parse, j + 1, types=(group.type,))
        if known is not None and known[1] < end and tokens.kinds[known[1]] == MARK and tokens.words[known[1]] in _CLOSERS:
            group.after = known[1] + 1
            group.known = group.known or known[0]
        elif group.type == "medium" and group.name is None:
            close = next((k for k in range(j + 2, min(j + 6, end)) if tokens.words[k] in _CLOSERS), None)
            if close is not None:
                group.name, group.after = (j + 1, close), close + 1
        return
    if group.known is None and (group.type == "medium" or (group.type == "organization" and group.nations)):
        known = known_name(parse, j, types=(group.type,))
        if known is not None:
            group.after, group.known = known[1], known[0]


def _nation_people(parse: Parse, hit: Hit) -> Group:
    """A people by its adjective: الروس, الأوكرانيون."""
    group = _new(parse, hit, "group")
    group.nations = (hit.entry.id,)
    group.rule = "people.nation"
    return group


def _parse_anaphor(parse: Parse, hit: Hit) -> Group | None:
    entry = hit.entry
    assert isinstance(entry, Anaphor)
    if entry.refers == "latest" and parse.tags[hit.first - 1] & ARTICLE and parse.tags[hit.first - 1] & (NOUN | HEAD):
        return None  # السنوات الأخيرة
    kind = {"source": "group", "place": "place"}.get(
        entry.refers, "person" if entry.refers.startswith(("person", "counterpart", "latest")) else "organization"
    )
    group = _new(parse, hit, kind)
    group.anaphor, group.definite = entry.refers, True
    nation = nation_at(parse, hit.after, joined=False) if hit.after < parse.sentence_end(hit.first) else None
    if nation is not None:
        group.nations, group.after = (nation[0],), nation[1]
        if group.number == "d" or entry.refers.endswith("s"):
            second = nation_at(parse, group.after, joined=True)
            if second is not None:
                group.nations, group.after = (nation[0], second[0]), second[1]
    if kind == "person":
        name = _name_after(parse, group.after, spaced=False)
        if name is not None:
            group.office, group.name, group.known, group.after = (hit.first, group.after), name[0], name[1], name[0][1]
    return group


# --- places and things ------------------------------------------------------------------------------------------------------


def _parse_place(parse: Parse, hit: Hit, depth: int) -> Group | None:
    head = hit.entry
    assert isinstance(head, Head)
    group = _new(parse, hit, "place")
    group.head, group.level = head, head.level
    j, end = hit.after, parse.sentence_end(hit.first)
    while j < end and parse.tags[j] & ADJECTIVE and (head.direction or parse.tags[j] & ARTICLE) and not parse.tags[j] & (NATION | VERB):
        j += 1  # جنوب شرقي، المقاطعة الجنوبية
    named = _place_name(parse, j, end, depth, directed=head.direction)
    if named is not None:
        inner, j = named
        group.name, group.known, group.of, group.after = (inner.first, inner.after), inner.known, inner, j
        if head.direction and inner.level in ("city", "town", "village", "settlement"):
            group.level = inner.level
        return group
    if head.direction or parse.tags[hit.first] & (VERB | STATUS):
        return None
    j, nations, of = modifiers(parse, j, definite=group.definite, idafa=not group.definite and j == hit.after, depth=depth)
    group.after, group.nations, group.of = j, nations, of
    if j == hit.after and not group.definite:
        return None
    if group.definite and j == hit.after:
        group.anaphor = "place"
    return group


def _place_name(parse: Parse, j: int, end: int, depth: int, *, directed: bool) -> tuple[Group, int] | None:
    if j >= end or depth >= _DEEPEST:
        return None
    tokens = parse.tokens
    quoted = tokens.kinds[j] == MARK and tokens.words[j] in _OPENERS and j + 1 < end
    start = j + 1 if quoted else j
    inner: Group | None = None
    known = known_name(parse, start, types=("place",))
    if known is not None:
        inner = Group(start, known[1], "place", known[0].id, known=known[0], name=(start, known[1]), level=known[0].level)
    elif directed or parse.tags[start] & HEAD:
        inner = parse_group(parse, start, depth=depth + 1) if directed else None
        if inner is not None and (inner.type != "place" or inner.preposition or inner.joined):
            inner = None
    elif is_name_like(parse, start):
        after = start + 1
        if after < end and is_name_like(parse, after) and not _starts_with_waw(parse, after):
            after += 1
        inner = Group(start, after, "place", "name.place", name=(start, after), level="settlement")
    if inner is None:
        return None
    after = inner.after
    if quoted:
        if after >= end or tokens.words[after] not in _CLOSERS:
            return None
        after += 1
    return inner, after


def _starts_with_waw(parse: Parse, j: int) -> bool:
    return parse.tokens.words[j].startswith("و")


def _parse_thing(parse: Parse, hit: Hit, depth: int) -> Group | None:
    """A facility, weapon or kind of people with what qualifies it."""
    head = hit.entry
    assert isinstance(head, Head)
    group = _new(parse, hit, HEAD_TYPES[head.type])
    group.head = head
    group.level = "facility" if head.type == "facility" else ""
    j = hit.after
    if head.type != "people" and not group.definite and j < parse.sentence_end(hit.first):
        j = _thing_name(parse, group, j)
    j, nations, of = modifiers(parse, j, definite=group.definite, idafa=not group.definite and j == hit.after, depth=depth)
    group.after, group.nations = j, nations
    group.of = group.of or of
    if of is not None and of.definite:
        group.definite = True
    if head.type == "people" and group.number == "s":
        name = _name_after(parse, j, spaced=False)
        if name is not None:  # المصور حسام المصري
            group.type, group.office, group.name, group.known, group.after = "person", (hit.first, j), name[0], name[1], name[0][1]
    return group


def _thing_name(parse: Parse, group: Group, j: int) -> int:
    known = known_name(parse, j, types=("place",) if group.type == "place" else ("weapon",))
    if known is not None:
        group.name, group.known = (j, known[1]), known[0] if group.type == "weapon" else None
        if group.type == "place":
            group.of = Group(j, known[1], "place", known[0].id, known=known[0], name=(j, known[1]), level=known[0].level)
        return known[1]
    if is_name_like(parse, j):
        after = j + 1
        if after < parse.sentence_end(j) and is_name_like(parse, after):
            after += 1
        group.name = (j, after)
        return after
    return j


# --- modifiers ------------------------------------------------------------------------------------------------------------


def nation_at(parse: Parse, j: int, *, joined: bool) -> tuple[str, int] | None:
    """A relational adjective of a nation at j (with `joined`, behind و): the place's id and the token after."""
    for hit in parse.hits[j]:
        if isinstance(hit.entry, Name) and hit.form.part == ADJECTIVE_FORM and not hit.before.preposition:
            if hit.before.conjunction and not (joined and hit.before.conjunction == "و"):
                continue
            if any(
                isinstance(h.entry, Name) and h.form.part != ADJECTIVE_FORM and h.after >= hit.after and h.entry.type != "given"
                for h in parse.hits[j]
            ):
                return None
            return hit.entry.id, hit.after
    stem = unknown_nisba(parse, j, joined=joined)
    return None if stem is None else (f"nisba:{stem}", j + 1)


_NISBA_ENDINGS = ("يتان", "يتين", "يون", "يين", "يات", "يان", "يه", "ي")


def unknown_nisba(parse: Parse, j: int, *, joined: bool) -> str | None:
    """The stem of a definite relational adjective that no list knows (السنادية), kept for the place it may come from."""
    if parse.tokens.kinds[j] != WORD or parse.tags[j] & (ORDINARY | NAME | GIVEN) & ~ARTICLE:
        return None
    word = parse.tokens.words[j]
    if joined and word.startswith("وال"):
        word = word[1:]
    if not word.startswith("ال") or len(word) < 7:
        return None
    for ending in _NISBA_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 5:
            stem = word[2 : -len(ending)]
            parse.nisbas.add(stem)
            return stem
    return None


def modifiers(parse: Parse, j: int, *, definite: bool, idafa: bool, depth: int) -> tuple[int, tuple[str, ...], Group | None]:
    """Consume an idafa and agreeing adjectives from j: the token after, nations by adjective, and a group in the genitive."""
    nations: list[str] = []
    of: Group | None = None
    end = parse.sentence_end(j - 1) if j else 0
    first = j
    while j < end and j - first < 6:
        if parse.tokens.kinds[j] != WORD:
            break
        nation = nation_at(parse, j, joined=False)
        mask = parse.tags[j]
        if nation is not None:
            nations.append(nation[0])
            j = nation[1]
            definite = definite or bool(mask & ARTICLE)
            idafa = False
            continue
        if idafa and depth < _DEEPEST:
            inner = parse_group(parse, j, depth=depth + 1)
            if inner is not None and not inner.preposition and not inner.joined and inner.type != "weapon":
                return inner.after, tuple(nations), inner
        if _is_plain_adjective(mask) and not _clitic(parse, j) and bool(mask & ARTICLE) == definite:
            j += 1
            idafa = False
        elif (
            idafa
            and mask & NOUN
            and not mask & (TIME | PARTICLE | CUE | NUMBER | NAME)
            and not _clitic(parse, j)
            and not (mask & VERB and not mask & ARTICLE)
        ):
            definite = definite or bool(mask & ARTICLE)
            idafa = not mask & ARTICLE and j - first < 2
            j += 1
        elif j > first and parse.tags[j - 1] & ADJECTIVE and _loyal_to(parse, j):
            of = parse_group(parse, j, depth=depth + 1)
            return (of.after if of else j), tuple(nations), of
        else:
            break
    return j, tuple(nations), of


def _is_plain_adjective(mask: int) -> bool:
    return bool(mask & ADJECTIVE) and not mask & (VERB | PARTICLE | TIME | NUMBER | CUE | PREPOSITION) and not (mask & TRIGGER and mask & NOUN)


def _loyal_to(parse: Parse, j: int) -> bool:
    """A place governed by ل after an adjective: الموالية لروسيا."""
    return any(
        isinstance(h.entry, Name) and h.entry.type == "place" and h.before.preposition == "ل" and not h.before.conjunction for h in parse.hits[j]
    )


def _clitic(parse: Parse, j: int) -> bool:
    """True where the token, by every reading, begins with a conjunction or preposition."""
    hits = [h for h in parse.hits[j] if h.after == j + 1]
    return bool(hits) and all(h.before.conjunction or h.before.preposition for h in hits)


_HEAD_GRAMMAR = {
    "office": _parse_office,
    "title": _parse_office,
    "body": _parse_body,
    "medium_head": _parse_body,
    "place_head": _parse_place,
    "facility": _parse_thing,
    "people": _parse_thing,
    "weapon": _parse_thing,
}
__all__ = ["ANAPHOR", "NATION", "modifiers", "nation_at", "parse_group", "parse_known"]
