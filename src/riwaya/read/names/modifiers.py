"""What all noun groups share: their first record, relational adjectives of nations, idafa and agreeing adjectives.

Source: Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapters 8 (idafa) and 10 (attributive adjectives).
"""

from __future__ import annotations

from collections.abc import Callable

from riwaya.lexicon.entries import Head, Name, Trigger
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
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
    PREPOSITION,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.inflection import PARTICIPLE
from riwaya.text.tokens import WORD

Nested = Callable[[int], Group | None]
"""The group that starts at a token inside another group; None where nesting is too deep."""

COMMAS = frozenset("،,")
OPENERS = frozenset('("“«”')
CLOSERS = frozenset(')"”»“″')
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
_KNOWN = (ORDINARY | NAME | GIVEN) & ~ARTICLE
_NO_ADJECTIVE = VERB | PARTICLE | TIME | NUMBER | CUE | PREPOSITION
_NOT_RELATIONAL = TIME | NUMBER | CUE | PREPOSITION | TRIGGER
_NO_GENITIVE = TIME | PARTICLE | CUE | NUMBER | NAME
_SOUND_PLURAL = ("ين", "ون")
_NISBA_ENDINGS = ("يتان", "يتين", "يون", "يين", "يات", "يان", "يه", "ي")


def new_group(parse: Parse, hit: Hit, entity_type: str, *, after: int | None = None) -> Group:
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
        pronoun=hit.pronoun,
    )


def _articled(parse: Parse, hit: Hit) -> bool:
    """True for a head that holds the article itself: مجلس الأمن, الاحتلال."""
    words = parse.tokens.words
    if hit.after - hit.first == 1:
        return words[hit.first].startswith("ال")
    return any(words[i].startswith("ال") for i in range(hit.first, hit.after))


def _skip(hit: Hit) -> int:
    """Folded characters of conjunction and preposition before the first word; the article belongs to the name."""
    before = hit.before
    if before.article and before.preposition == "ل":
        return before.length - 1  # للجيش: one lam is the article's
    return before.length - (2 if before.article else 0)


def accusative_nation(parse: Parse, j: int) -> str | None:
    """The nation whose adjective stands at j in the indefinite accusative, with the letters of the country: `هجوما روسيا`."""
    if j == 0 or not parse.tokens.words[j].endswith("يا"):
        return None
    before = j - 1
    while before > 0 and parse.tags[before] & ADJECTIVE and not parse.tags[before] & (NOUN | HEAD) and is_accusative(parse, before):
        before -= 1  # هجوما صاروخيا روسيا
    if (
        not parse.tags[before] & (NOUN | HEAD)
        or (parse.tags[before] & PARTICLE and not parse.tags[before] & HEAD)
        or not is_accusative(parse, before)
    ):
        return None
    return next(
        (
            hit.entry.id
            for hit in parse.hits[j]
            if type(hit.entry) is Name and hit.entry.level == "country" and hit.after == j + 1 and not hit.before.length
        ),
        None,
    )


def is_accusative(parse: Parse, j: int) -> bool:
    return parse.tokens.words[j].endswith("ا") and any(hit.form.indefinite and hit.after == j + 1 for hit in parse.hits[j])


def nation_at(parse: Parse, j: int, *, joined: bool) -> tuple[str, int] | None:
    """A relational adjective of a nation at j (with `joined`, behind و): the place's id and the token after."""
    if parse.tokens.words[j].endswith("يا") and (accusative := accusative_nation(parse, j)) is not None:
        return accusative, j + 1
    for hit in parse.hits[j] if parse.tags[j] & NATION else ():
        if type(hit.entry) is Name and hit.form.part == ADJECTIVE_FORM and not hit.before.preposition:
            if hit.before.conjunction and not (joined and hit.before.conjunction == "و"):
                continue
            if any(
                type(h.entry) is Name and h.form.part != ADJECTIVE_FORM and h.after >= hit.after and h.entry.type != "given" for h in parse.hits[j]
            ):
                return None
            return hit.entry.id, hit.after
    stem = None if parse.tags[j] & _KNOWN else unknown_nisba(parse, j, joined=joined)
    return None if stem is None else (f"nisba:{stem}", j + 1)


def unknown_nisba(parse: Parse, j: int, *, joined: bool) -> str | None:
    """The stem of a definite relational adjective that no list knows (السنادية), kept for the place it may come from."""
    if parse.tokens.kinds[j] != WORD or parse.tags[j] & _KNOWN:
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


def modifiers(parse: Parse, j: int, *, definite: bool, idafa: bool, nested: Nested) -> tuple[int, tuple[str, ...], Group | None]:
    """Consume an idafa and agreeing adjectives from j: the token after, nations by adjective, and a group in the genitive."""
    nations: list[str] = []
    of: Group | None = None
    end = parse.tokens.sentence_ends[j - 1] if j else 0
    first = j
    sound = j > 0 and parse.tokens.words[j - 1].endswith(("ون", "ان"))
    kept = (idafa or sound) and keeps_its_n(parse, j - 1)
    idafa, sound = idafa and not kept, sound and kept
    while j < end and j - first < 6:
        if parse.tokens.kinds[j] != WORD:
            break
        mask = parse.tags[j]
        nation = nation_at(parse, j, joined=False)
        if nation is not None:
            nations.append(nation[0])
            j = nation[1]
            definite = definite or bool(mask & ARTICLE)
            idafa = False
            continue
        if idafa:
            inner = None if _agrees(parse, j) else nested(j)
            if inner is not None and j == first and (not inner.definite or _is_head(parse, j, "facility")) and _is_nisba_of_people(parse, j - 1):
                break  # استهدف انتحاري قافلة
            if inner is not None and _opens_with_side(parse, inner) and _is_head(parse, j - 1, "facility"):
                break  # غارة على منزل شمال بغداد
            directed = inner is not None and _opens_with_side(parse, inner)  # منزل جنوب لبنان: where it is
            if inner is not None and not inner.preposition and not inner.joined and inner.type != "weapon" and not directed:
                return inner.after, tuple(nations), inner
            if inner is not None and inner.type == "weapon" and _is_head(parse, j - 1, "people"):
                break  # فجر انتحاري سيارة مفخخة
        if idafa and j == first and not mask & ARTICLE and _is_nisba_of_people(parse, j - 1) and mask & NOUN and not mask & ADJECTIVE:
            break  # اقتحم مهاجم انتحاري مجمعا
        if idafa and not _agrees(parse, j) and _is_genitive(parse, j, end):
            definite = definite or bool(mask & ARTICLE)
            idafa = not mask & ARTICLE and j - first < 2
            j += 1
        elif nations and mask & HEAD and parse.tokens.words[j].endswith(_SOUND_PLURAL):
            break  # الجيش السوداني المسلحين: others
        elif (nations or j > first) and _opens_clause(parse, j, end):
            break
        elif sound and is_accusative(parse, j):
            break  # اغتال مجهولون ضابطا
        elif (sound and _is_singular(parse, j)) or _changes_gender(parse, j):
            break  # اقتحم المسلحون المبنى, استهدف مهاجم انتحاري قافلة
        elif (_is_plain_adjective(mask) or _is_relational(parse, j)) and not has_clitic(parse, j) and bool(mask & ARTICLE) == definite:
            j += 1
            idafa = False
        elif j > first and parse.tags[j - 1] & ADJECTIVE and _loyal_to(parse, j):
            of = nested(j)
            return (of.after if of else j), tuple(nations), of
        else:
            break
    return j, tuple(nations), of


def _opens_with_side(parse: Parse, group: Group) -> bool:
    """True for a side of a place, or a region whose name begins with one (جنوب لبنان): where what stands before it lies, not whose it is."""
    if group.head is not None:
        return group.head.direction
    return group.type == "place" and group.known is not None and is_side(parse, group.first)


def is_side(parse: Parse, j: int) -> bool:
    """True for a word for a side (شمال, جنوبي), bare."""
    return any(type(hit.entry) is Head and hit.entry.direction and not hit.before.length for hit in parse.hits[j])


def keeps_its_n(parse: Parse, j: int) -> bool:
    """True for a dual or sound plural with its ن (مسيرتان, مسلحون) and for a word with tanwin (انتحاريا): no genitive follows it."""
    word = parse.tokens.words[j]
    if not word.endswith(("ان", "ين", "ون")):
        return is_accusative(parse, j)
    hits = [h for h in parse.hits[j] if h.after == j + 1 and h.form.part == NOUN_FORM and not h.form.construct]
    numbers = {h.form.number for h in hits}
    if word.endswith("ان"):
        return numbers == {"d"}  # طيران is no two birds
    broken = word.endswith("ين") and any(plural.endswith(word[-4:]) for h in hits for plural in getattr(h.entry, "plural", ()))  # ملايين
    return bool(numbers) and numbers <= {"d", "p"} and not broken


def _agrees(parse: Parse, j: int) -> bool:
    """True for a feminine adjective that may be a noun too, behind a feminine head of people: `مجموعة مسلحة`."""
    if not parse.tags[j] & ADJECTIVE or not parse.tokens.words[j].endswith("ه") or not parse.tokens.words[j - 1].endswith("ه"):
        return False
    return _is_head(parse, j - 1, "people") or _is_head(parse, j - 1, "body")


def _is_head(parse: Parse, j: int, kind: str) -> bool:
    return bool(parse.tags[j] & HEAD) and any(type(h.entry) is Head and h.entry.type == kind and h.after == j + 1 for h in parse.hits[j])


def _is_genitive(parse: Parse, j: int, end: int) -> bool:
    """True for a noun that an idafa may go on with; one that may be an adjective too must have a definite noun behind it."""
    mask = parse.tags[j]
    if not mask & (NOUN | HEAD) or mask & _NO_GENITIVE or has_clitic(parse, j) or (mask & VERB and not mask & ARTICLE):
        return False
    if mask & TRIGGER and any(hit.pronoun and type(hit.entry) is Trigger for hit in parse.hits[j]):
        return False  # لقي خمسة أشخاص مصرعهم
    if mask & TRIGGER and not mask & ARTICLE and j > 1 and parse.tags[j - 2] & CUE and _tells_victims(parse, j):
        return False  # أعلن مسؤول مقتل ثلاثة
    return not mask & ADJECTIVE or bool(mask & ARTICLE) or (j + 1 < end and bool(parse.tags[j + 1] & ARTICLE))


def _is_nisba_of_people(parse: Parse, j: int) -> bool:
    """True for a relational adjective that stands for a man (انتحاري, عسكري), which has no indefinite genitive."""
    return (
        parse.tokens.words[j].endswith("ي") and bool(parse.tags[j] & ADJECTIVE) and (_is_head(parse, j, "people") or _is_head(parse, j - 1, "people"))
    )


def _is_singular(parse: Parse, j: int) -> bool:
    """True for a singular adjective that may be a noun, which qualifies no plural of people in ون or ين: it is a noun of its own there."""
    forms = [h.form for h in parse.hits[j] if h.after == j + 1 and h.form.part in (ADJECTIVE_FORM, PARTICIPLE)]
    return bool(forms) and bool(parse.tags[j] & HEAD) and all(f.number == "s" for f in forms)


def _changes_gender(parse: Parse, j: int) -> bool:
    """True for a feminine adjective that may be a noun, behind a masculine one of a man: `مهاجم انتحاري قافلة`."""
    if not parse.tags[j] & HEAD or not parse.tokens.words[j].endswith("ه") or parse.tokens.words[j - 1].endswith("ه"):
        return False
    return bool(parse.tags[j - 1] & ADJECTIVE) and _is_nisba_of_people(parse, j - 1)


def _tells_victims(parse: Parse, j: int) -> bool:
    return any(isinstance(h.entry, Trigger) and h.entry.kind in ("casualties", "detention") and h.form.part == NOUN_FORM for h in parse.hits[j])


def _is_plain_adjective(mask: int) -> bool:
    return bool(mask & ADJECTIVE) and not mask & _NO_ADJECTIVE and not (mask & TRIGGER and mask & NOUN)


def _is_relational(parse: Parse, j: int) -> bool:
    """True for a relational adjective whose letters may be a verb too: `مصدر أمني`."""
    mask = parse.tags[j]
    return bool(mask & ADJECTIVE) and not mask & _NOT_RELATIONAL and len(parse.tokens.words[j]) > 3 and parse.tokens.words[j].endswith(("ي", "يه"))


def _opens_clause(parse: Parse, j: int, end: int) -> bool:
    """True for a participle with what it governs, which says more of a thing already qualified: `القوات العراقية المدعومة من`."""
    if (
        j + 1 >= end
        or not any(h.form.part == PARTICIPLE and h.after == j + 1 and not h.form.indefinite for h in parse.hits[j])
        or _loyal_to(parse, j + 1)
    ):
        return False
    return bool(parse.tags[j + 1] & PREPOSITION) or any(h.before.preposition and not h.before.conjunction for h in parse.hits[j + 1])


def _loyal_to(parse: Parse, j: int) -> bool:
    """A place governed by ل after an adjective: الموالية لروسيا."""
    return bool(parse.tags[j] & NAME) and any(
        type(h.entry) is Name and h.entry.type == "place" and h.before.preposition == "ل" and not h.before.conjunction for h in parse.hits[j]
    )


def has_clitic(parse: Parse, j: int) -> bool:
    """True where the token, by every reading, begins with a conjunction or preposition."""
    hits = [h for h in parse.hits[j] if h.after == j + 1]
    return bool(hits) and all(h.before.conjunction or h.before.preposition for h in hits)
