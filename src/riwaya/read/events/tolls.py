"""The arithmetic of a toll: its parts (`بينهم ستة مدنيين`), its total (`ارتفع عدد القتلى إلى 13`), and which of two verbs a number is told by."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Particle, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import Frame
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, CUE, HEAD, NATION, TRIGGER
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.function_words import AMONG, CONSISTING, GOVERNED, OF_THEM, SUMMING, UP_TO
from riwaya.text.inflection import NOUN, PAST, PRESENT
from riwaya.text.tokens import MARK, WORD

_SUMS = frozenset(before + word for before in ("", "و", "ال", "وال") for word in SUMMING)
_REACH = 28
_NEAR = 8
_PART_REACH = 20
"""How far back, in tokens, the part before a part may stand."""
_PART_NEAR = 5
_VAGUE = ("person", "man")
_OF_THINGS = "منها"
_ONE = ("واحد", "واحده")
_NO_KIND = ("", "people", "captured")
_ALSO_WOMEN = (*_NO_KIND, "soldiers", "fighters", "police", "civilians")
_IRREGULAR = {"child": "children", "woman": "women", "person": "people", "crew": "crew"}


class Part(Struct):
    """A part of a toll: what it counts (empty where no noun says), and the token after it."""

    what: str
    after: int


def subgroup(parse: Parse, amount: Amount) -> Part | None:
    """The part of a toll that a number is (`بينهم ستة مدنيين`, `ستة منهم مدنيون`, `بين القتلى ثلاثة جنود`); None where it is no part."""
    number: Amount | None = amount
    while number is not None:
        opened = _is_opened(parse, number)
        if opened is not None:
            return Part(*_noun(parse, amount.number_after + _is_of_them(parse, amount))) if opened else None
        number = _part_before(parse, number)
    return None


def _is_opened(parse: Parse, amount: Amount) -> bool | None:
    """Whether a number is a part of a toll by the words beside it; None where that is left to the part that it is joined to."""
    if _is_of_them(parse, amount):
        return _names_people(parse, amount.number_after + 1)  # but 51 منهم مصابون
    return _opens_part(parse, amount.first) or _follows_member(parse, amount.first) or None


def _follows_member(parse: Parse, i: int) -> bool:
    """True for a number joined to a member that has none: `بينهم امرأة و5 أطفال`."""
    words = parse.tokens.words
    detached = i > 1 and words[i - 1] == "و"
    if not detached and not words[i].startswith("و"):
        return False
    for j in range(i - 1 - detached, max(i - _PART_NEAR, 0), -1):
        if words[j] in AMONG or words[j] in OF_THEM:
            return parse.amount_before(j) is None or words[j] in AMONG
        if parse.tokens.kinds[j] != WORD or parse.tags[j] & TRIGGER:
            return False
    return False


def _is_of_them(parse: Parse, amount: Amount) -> bool:
    return amount.number_after < len(parse.hits) and parse.tokens.words[amount.number_after] in OF_THEM


def counts_things(parse: Parse, amount: Amount) -> bool:
    """True for a part of what is no people, by its pronoun: `أطلقت 30 صاروخا وسقط 4 منها` (of people: منهم)."""
    j = amount.number_after
    return j < len(parse.tokens) and parse.tokens.words[j] == _OF_THINGS and not _names_people(parse, j + 1)


def is_of_one(parse: Parse, amount: Amount) -> bool:
    """True for the one that only qualifies what those counted are of: `خمسة شهداء من عائلة واحدة`; not `أكثر من شخص واحد`."""
    words, i = parse.tokens.words, amount.number_first
    return i > 2 and words[i] in _ONE and words[i - 2] == "من" and bool(parse.tags[i - 3] & (HEAD | NATION | TRIGGER))


def _names_people(parse: Parse, j: int) -> bool:
    return j < len(parse.hits) and any(type(h.entry) is Head and h.entry.type == "people" for h in parse.hits[j])


def _opens_part(parse: Parse, i: int) -> bool:
    """True where the words before token i say that a part of those counted follows."""
    words = parse.tokens.words
    if i < 1:
        return False
    before = words[i - 1].removeprefix("و")
    if before in AMONG or before in OF_THEM:
        return True
    if words[i - 1] in CONSISTING:
        return i > 1
    for k in range(i - 1, max(i - 4, 1), -1):
        if words[k - 1] == "بين" and words[k - 2].removeprefix("و") == "من" and _counts_victims(parse, k):
            return True  # من بين قتلى الأمس 119
        if parse.tokens.kinds[k] != WORD:
            break
    j = i - 1
    while j > i - 3 and parse.tags[j] & (ADJECTIVE | NATION) and not parse.tags[j] & TRIGGER:
        j -= 1
    return j > 0 and words[j - 1].removeprefix("و") == "بين" and _counts_victims(parse, j) and words[j].startswith("ال")


def _tells_victims(parse: Parse, j: int) -> bool:
    for hit in parse.hits[j]:
        if type(hit.entry) is Trigger and hit.entry.kind == "casualties" and hit.entry.counts:
            return True
    return False


def _counts_victims(parse: Parse, j: int) -> bool:
    if not parse.tags[j] & TRIGGER:
        return False
    for hit in parse.hits[j]:
        if type(hit.entry) is Trigger and hit.entry.counts:
            return True
    return False


def _part_before(parse: Parse, amount: Amount) -> Amount | None:
    """The number before in a breakdown: `هم 65 أسيرا ... وستة من أفراد الطاقم وثلاثة مرافقين`; None where it goes on with nothing."""
    if not parse.conjoins(amount.first) and not parse.tokens.words[amount.first].startswith("و"):
        return None
    if any(_counts_victims(parse, j) for j in range(amount.first, min(amount.number_after + 1, len(parse.hits)))):
        return None
    before = [a for a in parse.amounts_in(max(0, amount.first - _PART_REACH), amount.first) if a.number_after <= amount.first]
    between = range(before[-1].number_after, amount.first) if before else ()
    if not before or any(_tells_victims(parse, j) and parse.group_at[j] is None for j in between):
        return None
    return before[-1]


def _noun(parse: Parse, j: int) -> tuple[str, int]:
    """The plain plural noun of a part and the token after it."""
    if j < len(parse.hits) and parse.tokens.words[j] == "من" and _names_people(parse, j + 1):
        j += 1
    for k in range(j, min(j + 2, len(parse.hits))):
        if parse.tokens.kinds[k] != WORD:
            break
        for hit in parse.hits[k]:
            if type(hit.entry) is Head and hit.entry.type in ("people", "office"):
                if hit.form.gender == "f" and hit.entry.counts in _ALSO_WOMEN:
                    return "women", hit.after  # ثماني مجندات
                named = plural(hit.entry.en) if hit.entry.counts in _NO_KIND else hit.entry.counts
                told = hit.after < len(parse.hits) and parse.tokens.words[hit.after] == "من" and _names_people(parse, hit.after + 1)
                return (named, hit.after) if named or not told else _noun(parse, hit.after)  # 119 شخصا من المدنيين
        for hit in parse.hits[k]:
            if type(hit.entry) is Counted:
                return "" if hit.entry.what in _NO_KIND else hit.entry.what, hit.after
    return "", j


def plural(label: str) -> str:
    """A plain English plural as the name of a quantity; empty for people of no kind.

    >>> plural("aid worker"), plural("policeman"), plural("person")
    ('aid_workers', 'policemen', '')
    """
    if not label or label in _VAGUE:
        return ""
    *rest, last = label.lower().partition(" of ")[0].split()
    if last in _IRREGULAR:
        last = _IRREGULAR[last]
    elif last.endswith("man"):
        last = last[:-3] + "men"
    elif last.endswith("y") and last[-2] not in "aeou":
        last = last[:-1] + "ies"
    elif not last.endswith("s"):
        last += "s"
    return "_".join((*rest, last))


def word_of_toll(parse: Parse, at: int) -> str:
    """What a number counts that stands away from its word: the total that a toll has reached (`ارتفع عدد القتلى ... إلى 13`,
    `ارتفع إلى 14 عدد القتلى`), and the subject of a verb behind it (`وأن 16 في عداد المفقودين`); empty elsewhere.
    """
    return _total_behind(parse, at) or _total_before(parse, at) or _verb_behind(parse, at)


def _total_behind(parse: Parse, at: int) -> str:
    """ارتفع إلى 14 عدد القتلى"""
    end = min(parse.sentence_end(at), at + 4)
    j = next((k for k in range(at + 1, end) if parse.tokens.words[k] in SUMMING), None)
    return _victims_at(parse, j + 1) if j is not None and j + 1 < parse.sentence_end(at) else ""


def _total_before(parse: Parse, at: int) -> str:
    amount = parse.amount_from(at)
    start = at if amount is None else amount.first
    after = start if amount is None else amount.number_after
    if after < len(parse.hits) and _counts_victims(parse, after):
        return ""  # إلى 11 قتيلا: the noun says
    summing = _summing_before(parse, start)
    return "" if summing is None else _victims_at(parse, summing + 1)


def _summing_before(parse: Parse, start: int) -> int | None:
    """The word of sum (عدد, حصيلة) whose total the number at token `start` is: `عدد القتلى إلى 13`; None where it is no total."""
    word = parse.tokens.words
    first = parse.tokens.sentences[parse.tokens.sentence_of[start]][0]
    if start < 1 or not (word[start - 1] in UP_TO or word[start].startswith("ب")):
        return None
    return next((j for j in range(start - 1, max(first, start - _REACH) - 1, -1) if word[j] in _SUMS), None)


def summed(parse: Parse, first: int, after: int) -> bool:
    """True where a sum is told in a token range (`ارتفعت حصيلة`, `عدد القتلى`): a tally, not `عدد من القتلى`."""
    words = parse.tokens.words
    for j in range(first, after):
        if words[j] in _SUMS and (words[j + 1] != "من" or is_finite(parse, j + 2) is not None):
            return True
    return False


def _total_after(parse: Parse, i: int) -> bool:
    """True where the total of a toll follows its word within a few tokens: `القتلى إلى 13`."""
    return any(a.number_first and parse.tokens.words[a.first - 1] in UP_TO for a in parse.amounts_in(i, min(i + _NEAR, parse.sentence_end(i - 1))))


def _victims_at(parse: Parse, j: int) -> str:
    return next((h.entry.counts for h in parse.hits[j] if type(h.entry) is Trigger and h.entry.counts), "")


def _verb_behind(parse: Parse, at: int) -> str:
    """For a number that opens its clause: the casualty verb, or the count of the missing, that follows in it."""
    amount = parse.amount_from(at)
    start = at if amount is None else amount.first
    if not _opens_clause(parse, start):
        return ""
    for j in range(at + 1, min(parse.sentence_end(at), at + _NEAR)):
        if (parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in ":؛") or (parse.tags[j] & CUE and is_finite(parse, j) is not None):
            return ""
        if parse.tokens.words[j - 1] == "من":
            continue  # ثلاثة من الجرحى فارقوا الحياة
        for hit in parse.hits[j]:
            if type(hit.entry) is Trigger and hit.entry.kind == "casualties" and hit.entry.counts:
                return hit.entry.counts
        if j > at + 1 and parse.conjoins(j) and is_finite(parse, j) is not None:
            return ""
    return ""


def _opens_clause(parse: Parse, i: int) -> bool:
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    if i <= first:
        return True
    for j in range(i - 1, max(i - 3, -1), -1):
        for hit in parse.hits[j]:
            entry = hit.entry
            if type(entry) is Particle and hit.after == i and (entry.type == "complementiser" or (entry.type == "adverb" and i - j > 1)):
                return True
    return False


def set_apart(parse: Parse, j: int) -> bool:
    """True where a word of time or cause before token j sets what it tells apart: `13، بعدما توفي`, `بعد وفاة`."""
    if j and parse.tokens.words[j - 1] == "بين" and not parse.tokens.words[j].startswith("ال"):
        return False  # 30 بين قتيل وجريح
    if j > 1 and (parse.tokens.words[j - 2].removeprefix("و"), parse.tokens.words[j - 1]) == ("بعد", "ان"):
        return True  # بعد أن توفي
    if not j or parse.tokens.words[j - 1] in GOVERNED:
        return False
    for hit in parse.hits[j - 1]:
        entry = hit.entry
        if type(entry) is Particle and hit.after == j and entry.type in ("conjunction", "preposition") and len(entry.lemma) > 2:
            return True
    return False


def is_of_another(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """True for a number right behind another casualty word that is set apart: `13، بعدما توفي أربعة جرحى`."""
    for j in range(amount.first - 1, max(frame.hit.after, amount.first - 3) - 1, -1):
        if _counts_victims(parse, j) and set_apart(parse, j):
            return True
    summing = _summing_before(parse, amount.first)
    if summing is not None and not summing <= frame.hit.first <= amount.number_after + 1:
        return True  # توفي أربعة جرحى ليرتفع عدد القتلى إلى 13
    if amount.first > frame.hit.first:
        return False
    if frame.hit.first and parse.tokens.words[frame.hit.first - 1] in SUMMING and _total_after(parse, frame.hit.after):
        return True
    if not set_apart(parse, frame.hit.first):
        return False
    if parse.amount_from(frame.hit.after) is not None:
        return True  # إلى 13 قتيلا و23 جريحا بعد وفاة اثنين
    return any(parse.tokens.kinds[j] == MARK for j in range(amount.number_after, frame.hit.first))  # إلى ستة، بعد وفاة اثنين


def describes(parse: Parse, hit: Hit) -> bool:
    """True for victims that another casualty word is told of: `وفاة اثنين من الجرحى`, `توفي أربعة جرحى`."""
    i = hit.first
    if hit.form.part != NOUN or not _counts_victims(parse, i):
        return False
    amount = parse.amount_before(i - 1 if i and parse.tokens.words[i - 1] == "من" else i)
    if amount is None:
        return False
    if parse.tokens.words[i - 1] == "من":
        return True
    return any(
        type(h.entry) is Trigger
        and h.entry.kind == "casualties"
        and h.entry.counts
        and h.form.part in (PAST, PRESENT, NOUN)
        and h.after == amount.first
        for h in parse.hits[amount.first - 1]
    )
