"""Those whom a text counts by the noun alone: one (`مقتل جندي`), two (`قريتين`), the single members of a toll (`بينهم طفلان وامرأة`)."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.events.counted import KINDS_OF_PEOPLE, PEOPLE, TOLD_APART
from riwaya.read.events.frames import Frame
from riwaya.read.events.tolls import plural
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, COMPLEMENTISER, HEAD, NAME, NATION, NUMBER, PREPOSITION, TRIGGER
from riwaya.text.function_words import AMONG, ANY, CONSISTING, OF_THEM, ONE_OF, ONE_OF_THEM, OTHER
from riwaya.text.inflection import FIXED, NOUN
from riwaya.text.tokens import MARK, WORD

_OF_VICTIMS = ("casualties", "detention")
_MOST_PARTS = 6
_OPENING = frozenset(phrase.split()[0] for phrase in (*AMONG, *ONE_OF_THEM, *OF_THEM, *CONSISTING))
_PEOPLE_HEADS = PEOPLE | KINDS_OF_PEOPLE | {"captured", "displaced", ""}


class One(Struct):
    """One or two people told by their noun: how many, what they are (empty: only people), its token range."""

    number: int
    kind: str
    first: int
    after: int


def find_victims(parse: Parse, frame: Frame) -> list[One]:
    """The victims that a trigger tells of without a number, right behind it (`قتل جندي`, `إصابة رجل وامرأة`), as its object
    (`قتل الجيش مسلحا`) or before what they met (`لقي مدني مصرعه`); none where one of those named together is numbered or named.
    """
    if frame.entry.kind not in _OF_VICTIMS or not frame.entry.counts or frame.entry.counts in PEOPLE:
        return []
    if frame.entry.noun and any(type(h.entry) is Counted for h in parse.hits[frame.hit.first]):
        return _lone_victim(parse, frame.hit)
    first = _first_of(parse, frame)
    if first is None:
        return []
    found: list[One] = []
    j: int | None = first
    while j is not None and len(found) < _MOST_PARTS:
        one = _one_at(parse, j, joined=bool(found))
        if one is None:
            return []
        found.append(one)
        j = _next_joined(parse, one.after)
    return found


def _lone_victim(parse: Parse, hit: Hit) -> list[One]:
    """`سقوط قتيل`: a noun of victims in the singular, with no number, that nothing else makes many of."""
    i = hit.first
    before = parse.tokens.words[i - 1].removeprefix("و") if i else ""
    bare = not hit.before.length and not hit.pronoun and hit.form.number == "s"
    if not bare or parse.amount_before(i) is not None or before in ANY or before in ("بين", "كل", "من", "غير", "عن"):
        return []
    if hit.form.indefinite or (hit.after < len(parse.hits) and any(h.before.conjunction and _tells(h) for h in parse.hits[hit.after])):
        return []  # بين قتيل وجريح, 60 قتيلا
    group = parse.group_at[i]
    adverbial = parse.tags[i - 1] & NUMBER if i else 0
    return [] if adverbial or (group is not None and group.name is not None) else [One(1, "", i, hit.after)]


def _tells(hit: Hit) -> bool:
    return type(hit.entry) is Trigger and hit.entry.kind == "casualties"


def _first_of(parse: Parse, frame: Frame) -> int | None:
    hit = frame.hit
    if hit.pronoun:
        return _before(parse, hit.first)
    i = hit.after
    if i < len(parse.hits) and _one_at(parse, i) is not None:
        return i
    if frame.finite and 1 < i - 1 == hit.first and parse.tags[hit.first - 2] & COMPLEMENTISER and _one_at(parse, hit.first - 1) is not None:
        return hit.first - 1  # أن شرطيا قتل
    if hit.form.part == FIXED and not frame.finite:
        return None
    for filler in frame.fillers:
        group = filler.group
        if filler.role == "target" and group is not None and hit.after < group.first < frame.clause.after and not group.preposition:
            return group.first
    return None


def _before(parse: Parse, i: int) -> int | None:
    """The head of the noun group that ends at token i: `لقي جندي إسرائيلي حتفه`."""
    group = parse.group_at[i - 1] if i else None
    first = i - 1 if group is None else group.first
    verbal = first > 0 and parse.tokens.kinds[first - 1] == WORD and not parse.tags[first - 1] & PREPOSITION
    return first if first >= 0 and verbal else None


def _one_at(parse: Parse, j: int, *, joined: bool = False) -> One | None:
    """One person told by an indefinite singular at token j, two by a dual; None for a name, a plural, a numbered or definite noun."""
    if j >= len(parse.hits) or parse.amount_before(j) is not None or (j and parse.tokens.words[j - 1] in ANY):
        return None
    if _is_other(parse, j) or _is_one_of(parse, j) or _is_gentilic(parse, j):
        return One(1, "", j, j + 1)
    if parse.tags[j] & NATION and parse.tokens.words[j].endswith("يان") and (two := parse.group_at[j]) is not None and two.number == "d":
        return One(2, "", j, j + 1)  # استشهد فلسطينيان
    group = parse.group_at[j]
    if group is not None and (group.name is not None or group.known is not None):
        return None
    for hit in parse.hits[j]:
        if _counts_people(hit) and _is_plain(hit, joined=joined):
            if _is_plural(parse, hit):
                return None
            kinds = [h.entry.counts for h in parse.hits[j] if type(h.entry) is Head and h.entry.type == "people"]
            return One(1 if hit.form.number == "s" else 2, next((k for k in kinds if k in TOLD_APART), ""), j, hit.after)
    return None


def _is_other(parse: Parse, j: int) -> bool:
    """True for `آخر` as a noun of its own: `وأصيب آخر في الهجوم`."""
    after = j + 1
    if parse.tokens.words[j] not in OTHER:
        return False
    if after >= len(parse.hits) or parse.tokens.kinds[after] == MARK or parse.tags[after] & PREPOSITION:
        return True
    return any(h.before.preposition == "ب" for h in parse.hits[after])


def _is_one_of(parse: Parse, j: int) -> bool:
    """`مقتل أحد جنودها`: one of people named behind it."""
    if parse.tokens.words[j] not in ONE_OF or j + 1 >= len(parse.hits):
        return False
    return any(_counts_people(h) and h.form.number == "p" and not h.before.preposition for h in parse.hits[j + 1])


def _is_gentilic(parse: Parse, j: int) -> bool:
    """`قتل عراقي`: a nation's adjective that stands for one of its people."""
    word = parse.tokens.words[j]
    if (
        not parse.tags[j] & NATION
        or not word.endswith(("ي", "يا", "يه"))
        or parse.tags[j] & (NAME | HEAD)
        or not j
        or not parse.tags[j - 1] & TRIGGER
    ):
        return False
    names = [h for h in parse.hits[j] if h.mask & NATION]
    return bool(names) and all(not h.before.length and h.form.number == "s" for h in names)


def _counts_people(hit: Hit) -> bool:
    entry = hit.entry
    if type(entry) is Counted:
        return entry.what == "people"
    return type(entry) is Head and entry.type == "people" and entry.counts in _PEOPLE_HEADS and bool(entry.counts)


def _is_plain(hit: Hit, *, joined: bool) -> bool:
    before = hit.before
    bare = not before.article and not before.preposition and not before.future and bool(before.conjunction) <= joined
    return bare and hit.form.part == NOUN and hit.form.number in "sd" and not hit.pronoun and not hit.form.construct and not hit.form.suffixed


def _is_plural(parse: Parse, hit: Hit) -> bool:
    """مدنيين is a plural more often than a dual."""
    return any(h.entry is hit.entry and h.form.number == "p" for h in parse.hits[hit.first])


def _next_joined(parse: Parse, i: int) -> int | None:
    """The token of the noun joined by و behind a noun and its adjectives; None where none is."""
    end = parse.sentence_end(i - 1)
    while i < end and parse.tags[i] & (ADJECTIVE | NATION) and not parse.conjoins(i) and not parse.tags[i] & TRIGGER:
        i += 1
    if i >= end or parse.tags[i] & TRIGGER or not parse.tokens.words[i].startswith("و"):
        return None
    return i if any(_counts_people(h) and h.before.conjunction for h in parse.hits[i]) else None


def find_members(parse: Parse, first: int, after: int) -> list[One]:
    """Single members of a toll, behind `بينهم` and the like: `بينهم طفل`, `من بينهم ثلاثة أطفال وامرأة`; the numbered ones are not given."""
    found: list[One] = []
    words = parse.tokens.words
    if _OPENING.isdisjoint(words[first:after]):
        return found
    for i in range(first, after):
        if words[i] not in _OPENING:
            continue
        for size in (1, 2):
            if i + size < after and _opens_members(parse, i, parse.words(i, i + size)):
                found.extend(_members(parse, i + size, after))
                break
    return found


def _opens_members(parse: Parse, i: int, words: str) -> bool:
    if words in AMONG or words in ONE_OF_THEM:
        return True
    if words in OF_THEM:
        return parse.amount_before(i) is None  # منهم امرأة وطفل, but ثلاثة منهم ضباط
    return words in CONSISTING and i > 0 and parse.tokens.kinds[i - 1] == MARK


def _members(parse: Parse, j: int, after: int) -> list[One]:
    found: list[One] = []
    for place in range(_MOST_PARTS):
        if j >= after:
            break
        amount = parse.amount_from(j)
        one = None
        if amount is not None:
            j = amount.number_after + 1
        elif (one := _one_at(parse, j, joined=bool(place))) is not None:
            found.append(_member(parse, one))
            j = one.after
        else:
            j += 1
        while j < after and parse.tags[j] & (ADJECTIVE | NATION) and not parse.tokens.words[j].startswith("و"):
            j += 1
        if j >= after or parse.tags[j] & TRIGGER or not parse.tokens.words[j].startswith("و"):
            break
    return found


def _member(parse: Parse, one: One) -> One:
    """A member by the plain plural of its noun; a woman where only its gender tells more."""
    head = next((h.entry for h in parse.hits[one.first] if type(h.entry) is Head and h.entry.type in ("people", "office")), None)
    kind = one.kind or ("" if head is None else plural(head.en))
    return One(one.number, kind, one.first, one.after)
