"""Which of two triggers a number is told by, where both could count it: `مقتل 15 وأسر 12 آخرين`, `20 ألف قتيل و14 مليون نازح`."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import Frame
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, COMPLEMENTISER, HEAD, NAME, NATION, NUMBER, STATUS, TRIGGER
from riwaya.read.times.numbers_raw import Amount
from riwaya.read.times.numerals import ANDS
from riwaya.text.function_words import EARLIER_CLAUSE, EITHER, UP_TO
from riwaya.text.inflection import NOUN, PAST, PRESENT
from riwaya.text.quotes import OPENING
from riwaya.text.tokens import MARK

_OF_VICTIMS = ("casualties", "detention")
_LONGEST = 3
_NEAR = 5
_MOVED = "displacement"


def told_by_another(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """True for a number that another word tells: the noun before it, the verb behind it, the verb of which it is the subject."""
    behind = amount.first >= frame.hit.after
    if behind and not EARLIER_CLAUSE.isdisjoint(parse.tokens.words[frame.hit.after : amount.first]):
        return True  # قتل 25، بعدما كانت الحصيلة 14 قتيلا
    joined = opens_joined(parse, amount)
    other = None if joined else _right_before(parse, frame, amount.first)
    if other is not None:
        return not (behind and summed_with(parse, other))
    if frame.entry.kind == "casualties" and behind and (joined or amount.first > frame.hit.after) and _moves(parse, amount.number_after):
        return True
    if behind and _is_subject(parse, amount.first - 1) and frame.entry.kind == "casualties":
        return amount.first > frame.hit.after
    if not behind and frame.finite and _is_of_verb_before(parse, frame, amount):
        return True  # قتل أربعة في هجوم، وقبله بيوم اغتال مسلحون القائد
    return _has_own_verb(parse, frame, amount, behind=behind) or (not behind and _is_governed(parse, frame, amount))


def _is_of_verb_before(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """True for a number right behind a finite verb of the same kind that stands before the trigger."""
    i = amount.first - 1
    if i < 0 or not parse.tags[i] & TRIGGER or is_finite(parse, i) is None:
        return False
    return any(isinstance(h.entry, Trigger) and h.entry.kind == frame.entry.kind for h in parse.hits[i])


def _is_governed(parse: Parse, frame: Frame, amount: Amount) -> bool:
    """True for a number before a verb where a verb of another kind, before it, already counts it: `تفرج عن 250 أسيرا اعتقلوا`."""
    if not frame.finite:
        return False
    for j in range(amount.first - 1, max(amount.first - _NEAR, frame.clause.first - 1, 0), -1):
        if parse.tokens.kinds[j] == MARK:
            return False
        for hit in parse.hits[j]:
            if type(hit.entry) is Trigger and hit.entry.counts and hit.entry.kind not in (frame.entry.kind, "casualties"):
                return hit.first != frame.hit.first
    return False


def opens_joined(parse: Parse, amount: Amount) -> bool:
    """True for a number that a conjunction joins to what stands before it: `و14 مليون`, `ونحو 14 مليون`."""
    word = parse.tokens.words[amount.first]
    return len(word) > 1 and word[0] == "و" and (word[1].isdigit() or parse.conjoins(amount.first))


def _right_before(parse: Parse, frame: Frame, i: int) -> Hit | None:
    """The trigger of another kind, with a number of its own, that ends right before token i."""
    for back in range(1, min(_LONGEST, i) + 1):
        if parse.tokens.kinds[i - back] == MARK or parse.amount_from(i - back) is not None:
            break
        for hit in parse.hits[i - back] if parse.tags[i - back] & TRIGGER else ():
            entry = hit.entry
            if type(entry) is not Trigger or not entry.counts or entry.kind == frame.entry.kind or hit.first == frame.hit.first:
                continue
            if (
                hit.after == i
                or _is_joined_noun(parse, hit, i - 1)
                or (hit.form.part == NOUN and frame.hit.after <= hit.first and parse.tokens.words[hit.after] in EITHER)
            ):
                return hit
    return None


def _is_joined_noun(parse: Parse, hit: Hit, j: int) -> bool:
    """True for one more noun at token j joined right to a verbal noun, which shares its number: `نزوح ولجوء 15 مليونا`."""
    return hit.after == j and hit.form.part == NOUN and parse.conjoins(j) and not parse.tags[j] & TRIGGER and is_finite(parse, j) is None


def _moves(parse: Parse, i: int) -> bool:
    """True where the displaced stand right behind a number."""
    return i < len(parse.hits) and any(type(h.entry) is Trigger and h.entry.kind == _MOVED and not h.before.length for h in parse.hits[i])


def _is_subject(parse: Parse, i: int) -> bool:
    """True where token i, right before a number, is a verb that tells something else of those counted: `هرع العشرات من المسعفين`."""
    if i < 0 or parse.tags[i] & (TRIGGER | NUMBER | STATUS) or parse.tokens.words[i] in UP_TO:
        return False
    verbal = any(h.after == i + 1 and h.form.part in (PAST, PRESENT) for h in parse.hits[i])
    return verbal and not parse.tags[i] & HEAD and is_finite(parse, i) is not None


def _has_own_verb(parse: Parse, frame: Frame, amount: Amount, *, behind: bool) -> bool:
    """True where a finite verb of another kind follows the number's noun and counts it: `وحوالي 300 ألف مدني فروا`."""
    if behind and not (parse.conjoins(amount.first) or parse.tokens.words[amount.first].startswith("و")):
        return False
    end = min(amount.number_after + _NEAR, parse.sentence_end(amount.first)) if behind else frame.hit.first
    for j in range(amount.number_after, end):
        if parse.tokens.kinds[j] == MARK and behind:
            return False
        for hit in parse.hits[j] if parse.tags[j] & TRIGGER else ():
            entry = hit.entry
            if type(entry) is Trigger and entry.counts and entry.kind != frame.entry.kind and is_finite(parse, j) is not None:
                return hit.first != frame.hit.first and hit.form.part in (PAST, PRESENT) and not hit.before.conjunction
    return False


def summed_with(parse: Parse, hit: Hit) -> bool:
    """True for a word of victims joined right to one of another kind: their number is of both (`مقتل وإصابة 64`, `قتل وأصيب 50`)."""
    words = parse.tokens.words
    detached = hit.first > 1 and words[hit.first - 1] in ANDS
    i = hit.first - 1 - detached
    if i >= 0 and (detached or _conjoined(parse, hit.first)):
        return any(_tells_victims(h, hit) and h.after == i + 1 and _is_open(parse, h) for h in parse.hits[i])
    i = hit.after
    if i < len(words) - 1 and words[i] in ANDS:
        i += 1
    elif i >= len(words) or not _conjoined(parse, i):
        return False
    return _is_open(parse, hit) and any(_tells_victims(h, hit) for h in parse.hits[i])


def _conjoined(parse: Parse, i: int) -> bool:
    for hit in parse.hits[i] if parse.tags[i] & TRIGGER else ():
        if hit.before.conjunction and type(hit.entry) is Trigger:
            return True
    return False


def _tells_victims(hit: Hit, other: Hit) -> bool:
    entry = hit.entry
    own = other.entry.counts if type(other.entry) is Trigger else ""
    return type(entry) is Trigger and entry.kind in _OF_VICTIMS and entry.counts not in ("", own)


def _before_brackets(parse: Parse, i: int) -> int:
    """The token of the bracket that opens an aside right before token i, such as an age: `فلان (55 عاما) استشهد`; i where none does."""
    words = parse.tokens.words
    if i and words[i - 1] == ")":
        return next((j for j in range(i - 2, max(i - _NEAR - 2, 0), -1) if words[j] == "("), i)
    return i


def _has_subject_before(parse: Parse, i: int) -> bool:
    """True for a verb at token i whose clause opens with أنّ and its subject, one person: no number, no plural between."""
    for j in range(i - 1, max(i - _NEAR - 1, 0), -1):
        if parse.tokens.words[j] in OPENING:
            continue
        if parse.tokens.kinds[j] == MARK or parse.amount_from(j) is not None or is_finite(parse, j) is not None:
            return False
        if parse.tags[j] & COMPLEMENTISER:
            return j < i - 1
    return False


def _is_open(parse: Parse, hit: Hit) -> bool:
    """True for a word that still wants whom it tells of: no victims, no plural verb, no verb behind its subject."""
    i = hit.first
    if hit.pronoun or hit.form.number != "s" or any(type(h.entry) is Counted for h in parse.hits[i]):
        return False
    if parse.amount_before(i) is not None:
        return False
    aside = _before_brackets(parse, i)
    if aside < i and parse.group_at[aside - 1] is not None:
        return False  # المزارع فلان (55 عاما) قتل وأصيب طفل
    if is_finite(parse, i) is not None and _has_subject_before(parse, i):
        return False  # أن أحد أفراد البعثة قتل وأصيب أربعة
    noun = hit.form.part == NOUN or is_finite(parse, i) is None
    return noun or i == 0 or not parse.tags[i - 1] & (NAME | HEAD | ADJECTIVE | NATION) or parse.group_at[i - 1] is None
