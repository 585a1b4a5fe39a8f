"""Whether a verb whose letters are active or passive is passive: who suffers it follows or goes before, and nobody who does it.

A transitive verb has an object in its clause; where none stands there it is passive. Source: Ryding (2005), chapter 38 (the passive);
Badawi, Carter and Gully (2004), 3.11 (the agent of a passive).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Trigger
from riwaya.read.clauses.find import Clause, inherits
from riwaya.read.events.frames import Frame, may_play, subject_before
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import is_accusative
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, HEAD, NAME, NATION, NOUN, NUMBER, PARTICLE, PREPOSITION, TIME, VERB
from riwaya.text.fold import fold_word
from riwaya.text.function_words import AGENT, ONE_OF_THEM
from riwaya.text.inflection import PAST
from riwaya.text.tokens import WORD

_DAMMA = "\u064f"
_COMMAS = ("،", ",")
_TAKEN = ("casualties", "detention")
_FEMININE = ("ه", "ات", "ي", "ا", "اء")
_OTHER = NUMBER | PARTICLE | PREPOSITION | TIME


def is_passive(parse: Parse, frame: Frame, free: list[Group], *, clauses: list[Clause]) -> bool:
    """True for a verb spelled or printed as a passive, and for one that is passive by what stands around it."""
    if frame.hit.form.passive or _prints_passive(parse, frame):
        return True
    if not _may_be_passive(frame):
        return False
    return _reads_passive(parse, frame, free, clauses=clauses) or names_agent(parse, frame, free)


def counted_joined(parse: Parse, group: Group) -> bool:
    """True for a counted group whose number has the و: وسبع مسيرات."""
    number = parse.amount_before(group.first)
    return number is not None and parse.conjoins(number.first)


def _may_be_passive(frame: Frame) -> bool:
    """True where the entry's active and passive are spelled alike: قتل, but not اغتال, whose passive is اغتيل."""
    entry = frame.entry
    if not entry.passive or not entry.object or frame.hit.pronoun:
        return False
    at = 0 if frame.form.part == PAST else -1
    return not entry.verb or fold_word(entry.verb[at]) == fold_word(entry.passive[at])


def _prints_passive(parse: Parse, frame: Frame) -> bool:
    """True for a past verb whose first letter is printed with its damma: أُطلقت."""
    hit = frame.hit
    if hit.form.part != PAST or hit.pronoun or not frame.entry.object:
        return False
    start, end = parse.span(hit.first, hit.first + 1)
    return _DAMMA in parse.document.text[start + hit.before.length : min(end, start + hit.before.length + 2)]


def _reads_passive(parse: Parse, frame: Frame, free: list[Group], *, clauses: list[Clause]) -> bool:
    """For letters that are active or passive: passive where those who suffer it follow, and no one who does it."""
    entry = frame.entry
    speaker = frame.speaker
    told = frame.form.number == "s" and frame.clause.opener == "that" and frame.clause.verb == frame.hit.first and inherits(parse, frame.clause)
    if told and entry.subject == "actor" and speaker is not None and speaker.type == "organization" and may_play(frame.kind, "actor", speaker):
        return False  # أعلن الجيش أنه قتل 116 مسلحا
    if not free:
        return _lacks_object(parse, frame, clauses)
    if frame.form.number == "p" and frame.form.person == 3:
        return False  # a plural verb has its subject before it: الجنود قتلوا عشرات المسلحين
    first = free[0]
    own = frame.clause.subject
    in_that = frame.clause.opener == "that" and frame.clause.verb == frame.hit.first
    if own is not None and own.first < frame.hit.first and in_that and may_play(frame.kind, entry.subject, own):
        return False  # أن السلطات أجلت مئات السكان
    if own is not None and frame.clause.first <= own.first < frame.hit.first == frame.clause.verb and own.type == "organization":
        if may_play(frame.kind, entry.subject, own):
            return False  # الدعم السريع يقتل 10 مدنيين
    attackers = entry.kind == "strike" and first.head is not None and first.head.force  # فجر ثلاثة انتحاريين أنفسهم
    if not attackers and first.type in ("group", "organization") and _is_alone(parse, free):
        if any(frame.hit.after <= a.number_first < first.first for a in parse.amounts):
            return True  # قتل ثلاثة جنود
    return _has_only_a_victim(parse, frame, free)


def _has_only_a_victim(parse: Parse, frame: Frame, free: list[Group]) -> bool:
    """True where the one group behind the verb, people or a person, can only be who suffers it: `قتل جنديان`, `طرد السفير`."""
    entry, first = frame.entry, free[0]
    alone = _is_alone(parse, free)
    subject = frame.clause.subject
    led = subject is not None and subject.first < frame.clause.verb
    if entry.given and alone and not led and first.type in ("group", "person"):
        return True  # طرد السفير
    if entry.kind == "casualties" and first.after < frame.clause.after and is_accusative(parse, first.after) and frame.form.number == "s":
        return False  # اغتال مجهولون ضابطا
    if alone and not first.definite and _is_bare_noun(parse, first.after) and first.after < frame.clause.after:
        return False  # قتل مسلحون عميد الكلية
    if alone and not first.definite and _is_numbered(parse, first.after, frame.clause.after):
        return False  # قتل جنود فجر أمس سبعة مسلحين
    if entry.kind == "casualties" and alone and not led and first.type in ("group", "person"):
        return True  # قتل جنديان; قتل القيادي
    if (
        entry.kind in _TAKEN
        and alone
        and not led
        and first.type == "person"
        and first.first == frame.hit.after
        and _closes(parse, frame, first.after)
    ):
        return True  # اعتقل أبو كويك في رام الله
    if entry.kind == "casualties" or entry.object == "target":
        return first.type == "group" and not (first.head is not None and first.head.force) and alone
    return False


def _lacks_object(parse: Parse, frame: Frame, clauses: list[Clause]) -> bool:
    """For a verb with no group behind it: passive, unless a word that is none of our groups is its object."""
    entry, j, end = frame.entry, frame.hit.after, frame.clause.after
    if entry.kind not in ("casualties", "damage"):
        return False
    if j < end and is_accusative(parse, j):
        return False  # قتلوا عقيدا
    people = (k for k in range(j, end) if parse.tags[k] & HEAD and not parse.tags[k] & (VERB | TIME) and parse.amount_before(k) is None)
    if entry.kind == "casualties" and any(is_accusative(parse, k) for k in people):
        return False  # قتلوا بالرصاص جنديا
    if entry.kind == "damage":
        return frame.form.part == PAST and _closes(parse, frame, j)  # مصنع دمر في وقت لاحق
    if j >= end or parse.tokens.kinds[j] != WORD or parse.conjoins(j) or parse.group_at[j] is not None:
        return True
    if parse.tags[j] & _OTHER and not (parse.tags[j] & NUMBER and parse.tags[j] & ARTICLE):
        return True  # but القتيل, التاسع may be an object
    if any(h.before.preposition for h in parse.hits[j]) or parse.time_at(j) is not None:
        return True
    form, word = frame.form, parse.tokens.words[j]
    if form.number == "p" and form.person == 3:
        return bool(parse.tags[j] & VERB and not parse.tags[j] & NOUN)  # قتلوا زعيمهم: what stands behind a plural verb is its object
    other = form.gender == "f" and bool(parse.tags[j] & ARTICLE) and not word.endswith(_FEMININE)  # وقتلت التاسع: a feminine verb, a masculine noun
    return not other or subject_before(parse, frame, clauses) is None


def _closes(parse: Parse, frame: Frame, j: int) -> bool:
    """True where nothing from token j to the end of the clause can be an object: a preposition, a time, a mark or the end, then no free number."""
    end = frame.clause.after
    if j < end and parse.tokens.kinds[j] == WORD and parse.time_at(j) is None and not parse.tags[j] & (PREPOSITION | PARTICLE | TIME):
        if not any(h.before.preposition for h in parse.hits[j]):
            return False
    if parse.amounts_in(j, end):
        return False
    nouns = (k for k in range(j, end) if parse.tags[k] & (NOUN | HEAD) and not parse.tags[k] & (PARTICLE | TIME))
    return not any(is_accusative(parse, k) and parse.time_at(k) is None for k in nouns)


def _is_bare_noun(parse: Parse, j: int) -> bool:
    """True for an ordinary noun with no article, no clitic and no group of its own."""
    if j >= len(parse.tokens) or parse.tokens.kinds[j] != WORD or parse.time_at(j) is not None or parse.conjoins(j):
        return False
    if not parse.tags[j] & (NOUN | HEAD) or parse.tags[j] & (_OTHER | ADJECTIVE | ARTICLE | VERB | NAME | NATION) or parse.group_at[j] is not None:
        return False
    return not any(h.before.length or isinstance(h.entry, Trigger) for h in parse.hits[j])


def _is_numbered(parse: Parse, j: int, end: int) -> bool:
    """True where a number of people stands at token j, or behind a time there: the object of a verb before it."""
    while j < end and (time := parse.time_at(j)) is not None and time.after > j:
        j = time.after
    amount = parse.amount_from(j) if j < end else None
    if amount is None or amount.first != j or amount.number_after >= end or parse.conjoins(j):
        return False
    return not parse.tags[amount.number_after] & (TIME | PREPOSITION) and parse.tokens.kinds[amount.number_after] == WORD


def is_unread_noun(parse: Parse, j: int) -> bool:
    """True for a noun at token j, with the article or a genitive with it, that no group holds and nothing governs."""
    if j + 1 >= len(parse.tokens) or parse.tokens.kinds[j] != WORD or parse.conjoins(j) or parse.group_at[j] is not None or parse.tags[j] & _OTHER:
        return False
    if not parse.tags[j] & NOUN or parse.time_at(j) is not None or any(h.before.preposition for h in parse.hits[j]):
        return False
    return bool(parse.tags[j] & ARTICLE or parse.tags[j + 1] & ARTICLE) and not any(isinstance(h.entry, Trigger) for h in parse.hits[j])


def _is_alone(parse: Parse, free: list[Group]) -> bool:
    """True where behind a verb stands one group, those joined to it, places and words in apposition behind a comma aside."""
    others = [g for g in free[1:] if g.type != "place" and not g.joined and not counted_joined(parse, g)]
    words = parse.tokens.words
    return not any(words[g.first - 1] not in _COMMAS and words[g.first - 1] not in ONE_OF_THEM for g in others)  # …، أحدهم ضابط


def names_agent(parse: Parse, frame: Frame, free: list[Group]) -> bool:
    """For letters that are active or passive: passive where words behind the verb, before any free group, say by whom (`اختطفا على يد مسلحين`)."""
    end = free[0].first if free else frame.clause.after
    return any(group.preposition in AGENT for group in parse.groups_in(frame.hit.after, end))
