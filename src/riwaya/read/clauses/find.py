"""Shallow clauses: where one opens and closes in a sentence, which verb heads it, who its subject is.

A clause opens at the start of a sentence, after a complementiser, a relative, a colon or an opening quotation mark, at a
subordinating conjunction, and at a finite verb behind و or a comma; it closes where the next opens. Verb before subject
and subject before verb are both read. Source: Ryding (2005) chapters 4 (word order), 15 and 19 (subordination).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from msgspec import Struct

from riwaya.lexicon.entries import Cue, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.edges import is_name_in_quotes, is_sound, takes_up_people, time_before
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import is_accusative, keeps_its_n
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    AUXILIARY,
    COMPLEMENTISER,
    CONJUNCTION,
    CUE,
    GIVEN,
    HEAD,
    NAME,
    NOUN,
    ORDINARY,
    PARTICLE,
    PREPOSITION,
    RELATIVE,
    TIME,
    VERB,
)
from riwaya.read.tags import NUMBER as NUMBER_WORD
from riwaya.text.function_words import CAME_ABOUT, CLAUSAL, EVENTUAL, LACK, PLUPERFECT, THAT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.inflection import PAST, Form
from riwaya.text.tokens import MARK, NUMBER, WORD

_DAMMA = "\u064f"
_TO_RELATIVE = 8
_ATTRIBUTING = ("attribution", "attribution_clause")
_BROKEN = 2
"""Tokens from the verb of a relative clause to one that may go on behind it."""
_QUOTES = frozenset("“«„‹")
_OPENING_MARKS = _QUOTES | {":"}
_SUBORDINATORS = frozenset(("complementiser", "relative", "negator", "conjunction", "modal", "conditional", "pronoun"))
_OPENING = COMPLEMENTISER | RELATIVE | CONJUNCTION | AUXILIARY
"""Bits of the particles at which a clause may open."""
_EDGES = _OPENING | VERB
_NOMINAL = NOUN | ADJECTIVE | HEAD | NAME


class Clause(Struct):
    """Tokens `[first, after)`; `verb`: token of its finite verb (-1: none); `subject`: its subject group where one is found.

    `opener`: what opened it: start, that, relative, conjunction, verb, quote, colon, resume (behind a relative one).
    `parent` is the clause before it in
    the sentence (-1 for the first), from which a dropped subject is taken.
    """

    first: int
    after: int
    opener: str
    verb: int = -1
    form: Form | None = None
    subject: Group | None = None
    parent: int = -1


def is_finite(parse: Parse, i: int) -> Form | None:
    """The form of the finite verb at token i, where its context lets it be one."""
    if not parse.tags[i] & VERB:
        return None
    finite = parse.finite
    if i not in finite:
        finite[i] = None if parse.tags[i] & PARTICLE or parse.group_at[i] is not None else next(finite_forms(parse, i), None)
    return finite[i]


def finite_forms(parse: Parse, i: int) -> Iterator[Form]:
    """Every form that the finite verb at token i may be (تواصل: he went on, she goes on)."""
    mask = parse.tags[i]
    if not mask & VERB or mask & PARTICLE or parse.group_at[i] is not None or (i and is_lack(parse, i - 1)):
        return
    nominal = mask & _NOMINAL
    for hit in parse.hits[i]:
        if hit.mask & VERB and hit.after == i + 1:
            if hit.pronoun and _masdar_with_pronoun(parse, i, hit):
                continue
            if nominal and not verb_context(parse, i, hit):
                continue
            yield hit.form


def is_lack(parse: Parse, i: int) -> bool:
    """True for عدم at token i, which a verbal noun follows and never a verb: `طلب عدم كشف هويته`."""
    words = parse.tokens.words
    if not (0 <= i < len(words) and words[i].endswith(LACK)):
        return False
    return any(type(h.entry) is Particle and h.entry.lemma == LACK for h in parse.hits[i])


def _masdar_with_pronoun(parse: Parse, i: int, hit: Hit) -> bool:
    """True for سيطرتها, حملتهم away from the head of a clause: a feminine noun and its pronoun, spelled like a verb and its object."""
    if not any(h.form.part == NOUN_FORM and h.after == i + 1 and h.pronoun in (hit.pronoun, "") for h in parse.hits[i]):
        return False
    before = parse.tokens.words[i - 1] if i else ""
    named = parse.group_at[i + 1] if i + 1 < len(parse.tokens) else None
    if i and named is not None and named.first == i + 1 and named.speaks and not named.preposition and parse.tags[i - 1] & NOUN:
        return bool(parse.tags[i - 1] & ARTICLE) or named.type == "place"  # في ليلة وصفها مراسل الإذاعة بأنها
    if i and named is not None and named.first == i + 1 and named.type == "group" and not named.preposition and takes_up_people(parse, i, hit):
        return False  # جنودا خطفهم مسلحون
    return not (i == parse.tokens.sentences[parse.tokens.sentence_of[i]][0] or before in CLAUSAL)


def verb_context(parse: Parse, i: int, hit: Hit) -> bool:
    """For letters that can be verb or noun: True where the words before let a verb stand."""
    if hit.before.preposition and hit.before.preposition != "ل":
        return False
    form = hit.form
    if form.passive and prints_passive(parse, i, hit):
        return True
    if form.number == "p" or form.gender == "f" or hit.before.future:
        return not (i and parse.tags[i - 1] & PREPOSITION and _governs_noun(parse, i - 1)) or hit.before.conjunction != ""
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    if hit.before.conjunction or i == first or parse.tokens.kinds[i - 1] != WORD:
        return _subject_may_follow(parse, i)
    before = parse.tags[i - 1]
    if before & PREPOSITION and not _is_subordinator(parse, i):
        return False
    if hit.form.part == PAST and _follows_that(parse, i):
        return False  # إن ضرب المنشآت يضعف: the noun
    if before & PARTICLE and _is_subordinator(parse, i):
        return not (hit.form.part == PAST and hit.form.number == "d" and before & COMPLEMENTISER)  # إن شخصا, no two who stared
    group = parse.group_at[i - 1]
    if group is not None and group.first > first and group.speaks and parse.tokens.words[group.first - 1] in PLUPERFECT and not group.preposition:
        return True  # وكان المراسل نقل عن
    if group is not None:
        if group.first > first and parse.tags[i] & NOUN and is_finite(parse, group.first - 1) is not None:
            return False  # نفت روسيا قصف السوق: verb, subject, object
        if group.type == "group" and not group.preposition and (keeps_its_n(parse, group.after - 1) or is_sound(parse, group)):
            return not parse.tags[i] & ARTICLE  # إن مهاجما انتحاريا فجر نفسه: no genitive can follow
        return not group.preposition and not parse.tags[i] & ARTICLE and group.type in ("place", "organization", "person") and group.gender != "f"
    if before & (NOUN | VERB | HEAD) and not before & (PARTICLE | TIME):
        return bool(i > 1 and parse.tags[i - 2] & COMPLEMENTISER) and is_accusative(parse, i - 1)  # أن شخصا قتل
    return _subject_may_follow(parse, i)


def prints_passive(parse: Parse, i: int, hit: Hit) -> bool:
    """True for a past passive whose first letter is printed with its damma: جُرح."""
    if hit.form.part != PAST or not hit.form.passive or hit.pronoun:
        return False
    start, end = parse.span(i, i + 1)
    return _DAMMA in parse.document.text[start + hit.before.length : min(end, start + hit.before.length + 2)]


def _follows_that(parse: Parse, i: int) -> bool:
    """True right behind إنّ or أنّ, which a noun follows and no verb; `بعد أن` and its like open a verb's clause."""
    words = parse.tokens.words
    return words[i - 1] in THAT and (i < 2 or words[i - 2].removeprefix("و") not in CAME_ABOUT | EVENTUAL)


def _is_subordinator(parse: Parse, i: int) -> bool:
    """True where a complementiser, relative, negator, conjunction or modal ends right before token i."""
    for j in (i - 1, i - 2):
        if j >= 0 and parse.tags[j] & PARTICLE:
            for h in parse.hits[j]:
                if h.after == i and type(h.entry) is Particle and h.entry.type in _SUBORDINATORS:
                    return True
    return False


def _governs_noun(parse: Parse, i: int) -> bool:
    return any(type(h.entry) is Particle and h.entry.type in ("preposition", "locative") and h.after == i + 1 for h in parse.hits[i])


def _subject_may_follow(parse: Parse, i: int) -> bool:
    """A definite group or name right after the word: it may be a verb's subject."""
    j, end = i + 1, parse.sentence_end(i)
    while j < end and parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in "،,-–—":
        j += 1
    if j >= end:
        return False
    group = parse.group_at[j]
    if group is not None:
        return (
            not group.preposition
            and not group.joined
            and (group.definite or group.name is not None or group.of is not None or bool(group.nations) or group.type == "group")
        )
    if parse.tokens.kinds[j] == NUMBER or parse.tags[j] & (GIVEN | NUMBER_WORD):
        return True
    return bool(parse.tags[i] & CUE) and (not parse.tags[j] & ORDINARY or _has_type(parse, j, "complementiser"))


def find_clauses(parse: Parse, sentence: int) -> list[Clause]:
    """The clauses of a sentence, in order, covering every token of it; cut once for all who ask."""
    known = parse.clauses.get(sentence)
    if known is None:
        known = parse.clauses[sentence] = _cut_clauses(parse, *parse.tokens.sentences[sentence])
    return known


def _cut_clauses(parse: Parse, first: int, end: int) -> list[Clause]:
    last = Clause(first, end, "start")
    clauses = [last]
    tags, words = parse.tags, parse.tokens.words
    marks = parse.tokens.marks
    low = bisect_left(marks, first)
    edges = parse.tokens_in(first, end, _EDGES) + [j for j in marks[low : bisect_left(marks, end, low)] if words[j] in _OPENING_MARKS]
    for i in sorted(edges):
        form = is_finite(parse, i) if tags[i] & VERB else None
        if form is None and tags[i] & VERB and not tags[i] & _OPENING:
            continue  # letters of a verb that is none here
        opener = _opens_at(parse, i, first, form)
        if opener == "verb" and last.verb < 0 and not parse.conjoins(i):
            opener = None  # رئيسة اللجنة، فلانة، التقت: the verb of the clause that its subject opened
        if form is not None and opener is None and last.opener == "relative" and _resumes(parse, clauses, i):
            last.after = i
            last = Clause(i, end, "resume", parent=last.parent)
            clauses.append(last)
        if opener is not None and i > first:
            at = i + 1 if opener in ("quote", "colon") else i
            if opener == "verb":
                at = time_before(parse, i, last.first)
            if at < end and at > last.first:
                last.after = at
                last = Clause(at, end, opener, parent=len(clauses) - 1)
                clauses.append(last)
        if form is not None and last.verb < 0:
            last.verb, last.form = i, form
    for clause in clauses:
        _find_subject(parse, clause, clauses)
    return clauses


def _resumes(parse: Parse, clauses: list[Clause], i: int) -> bool:
    """True where a second verb at token i, with no conjunction, goes on with the clause that a relative one broke: its subject stands before
    the relative (`القوات التي دربتها واشنطن تسعى إلى`).
    """
    clause = clauses[-1]
    if clause.verb < 0 or clause.parent < 0 or i - clause.verb < _BROKEN or clauses[clause.parent].verb >= 0:
        return False
    if parse.tags[i - 1] & (PARTICLE | VERB) and parse.time_at(i - 1) is None and parse.group_at[i - 1] is None:
        return False
    return bool(parse.groups_in(clause.verb + 1, i))


def _opens_at(parse: Parse, i: int, first: int, form: Form | None) -> str | None:
    """What opens a clause at token i, whose finite verb is of the form given; None where nothing does."""
    tokens = parse.tokens
    word = tokens.words[i]
    if tokens.kinds[i] == MARK:
        if word == ":":
            return "colon"
        return "quote" if word in _QUOTES and not is_name_in_quotes(parse, i) else None
    if tokens.kinds[i] != WORD or parse.group_at[i] is not None:
        return None
    for hit in parse.hits[i] if parse.tags[i] & _OPENING else ():
        if type(hit.entry) is Particle:
            kind = hit.entry.type
            if kind == "complementiser":
                return "that"
            if kind == "relative" and len(word) > 2:
                return "relative"
            if kind in ("conjunction", "conditional") and len(hit.entry.lemma) > 2 and not _has_type(parse, i, "earlier"):
                return "conjunction"  # في وقت, not في وقت سابق
            if kind == "past_auxiliary" and not hit.before.conjunction and i > first and tokens.words[i - 1] in ("،", ","):
                return "start"  # مع تحول الجبهة، كان الرئيس يعقد
    if form is None:
        return None
    if i > first and (tokens.words[i - 1] in PLUPERFECT or (tokens.kinds[i - 1] == MARK and tokens.words[i - 1] in "،,؛;")):
        return "verb"
    for hit in parse.hits[i]:
        if not hit.before.conjunction and hit.form == form:
            return None  # فجر is one word, no ف and جر
    return "verb"


def _find_subject(parse: Parse, clause: Clause, clauses: list[Clause]) -> None:
    if clause.verb < 0:
        return
    form = clause.form
    assert form is not None
    if clause.opener == "resume":
        above = clauses[clause.parent]
        led = next((g for g in parse.groups_in(above.first, above.after) if not g.preposition), None)
        clause.subject = led if led is not None and agrees(led, form, before_subject=False) else None
        return
    topic = _topic(parse, clause, clauses)
    if topic is not None and agrees(topic, form, before_subject=False):
        clause.subject = topic
        return
    before = _first_free(parse, clause.first, clause.verb)
    # After أنّ the subject stands before its verb, or is the pronoun on أنّ.
    bound = clause.opener == "that" and _has_pronoun(parse, clause.first)
    after = None if bound else _first_free(parse, clause.verb + 1, clause.after)
    fronted = clause.opener == "that" or _leads(parse, clause, before)
    for group, follows in ((before, False), (after, True)) if fronted else ((after, True), (before, False)):
        if group is None:
            continue
        for fitting in finite_forms(parse, clause.verb):
            if agrees(group, fitting, before_subject=follows):
                clause.subject, clause.form = group, fitting
                return
    if clause.opener == "relative" and not _is_resumed(parse, clause):
        clause.subject = _antecedent(parse, clause, form)
        return
    parent = clause.parent if inherits(parse, clause) else -1
    while parent >= 0:
        above = clauses[parent]
        if above.subject is not None and agrees(above.subject, form, before_subject=False):
            clause.subject = above.subject
            return
        parent = above.parent if inherits(parse, above) else -1


def _leads(parse: Parse, clause: Clause, before: Group | None) -> bool:
    """True for a group that opens the clause right before its verb, which has no pronoun to take it up: `القوات تقتل عناصر من الحركة`."""
    if before is None or before.first - clause.first > 1 or before.after != clause.verb or before.joined:
        return False
    if before.first > clause.first and not _has_type(parse, clause.first, "past_auxiliary"):
        return False
    return not any(h.form.passive or h.pronoun for h in parse.hits[clause.verb] if h.form == clause.form)


def _is_resumed(parse: Parse, clause: Clause) -> bool:
    """True where an object pronoun on the verb takes up what the relative is about: its subject stands elsewhere."""
    return any(h.pronoun and h.after == clause.verb + 1 for h in parse.hits[clause.verb])


def _antecedent(parse: Parse, clause: Clause, form: Form) -> Group | None:
    """What a relative clause is about, where it agrees with the verb: the group right before it, or the one that holds it."""
    j = clause.first - 1
    while j >= 0 and parse.tokens.kinds[j] == MARK:
        j -= 1
    low = parse.tokens.sentences[parse.tokens.sentence_of[clause.first]][0]
    for group in reversed(parse.groups_in(max(low, j - _TO_RELATIVE), j + 1)):
        if agrees(group, form, before_subject=False) and group.type != "weapon":
            return group
    return None


def _topic(parse: Parse, clause: Clause, clauses: list[Clause]) -> Group | None:
    """The subject that stands between كان and قد: `كان المعبر قد تعرض لقصف`."""
    if not clause.verb or parse.tokens.words[clause.verb - 1] != "قد":
        return None
    first = clauses[clause.parent].first if clause.opener == "verb" and clause.parent >= 0 else clause.first
    was = next((j for j in range(first, clause.verb) if _has_type(parse, j, "past_auxiliary")), None)
    return None if was is None else _first_free(parse, was + 1, clause.verb)


def _has_type(parse: Parse, i: int, kind: str) -> bool:
    for hit in parse.hits[i] if parse.tags[i] & PARTICLE else ():
        if type(hit.entry) is Particle and hit.entry.type == kind:
            return True
    return False


def inherits(parse: Parse, clause: Clause) -> bool:
    """True where a dropped subject may be that of the clause above: behind أنّ only where it bears the pronoun (أنها)."""
    return clause.opener not in ("that", "quote", "colon") or _has_pronoun(parse, clause.first)


def _has_pronoun(parse: Parse, i: int) -> bool:
    """True for a complementiser with its pronoun (أنها): the subject is whoever was the subject above."""
    for hit in parse.hits[i] if parse.tags[i] & COMPLEMENTISER else ():
        entry = hit.entry
        if type(entry) is Particle and entry.type == "complementiser" and (hit.pronoun or _bears_pronoun(entry.lemma)):
            return True
    return False


def _bears_pronoun(lemma: str) -> bool:
    return len(lemma) > 3 or lemma.endswith("ه")


def _first_free(parse: Parse, first: int, after: int) -> Group | None:
    """The first group in a range that no preposition governs, before any other noun that could be the subject."""
    group_at = parse.group_at
    i = first
    while i < after:
        group = group_at[i]
        if group is None or group.first < first:
            if parse.tags[i] & CUE and any(isinstance(h.entry, Cue) and h.entry.frame in _ATTRIBUTING for h in parse.hits[i]):
                return None  # خطف في بغداد، حسبما أفاد رئيس النقابة: who tells of it
            i += 1
            continue
        if not group.preposition and group.type != "weapon":
            return group
        i = group.after
    return None
