"""Who a verb of saying without a subject of its own means: the noun before a relative, whoever issued the statement it stands in."""

from __future__ import annotations

from riwaya.lexicon.entries import Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.find import find_clauses
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import may_go_on
from riwaya.read.tags import ARTICLE, NOUN, PARTICLE, PREPOSITION, TIME
from riwaya.text.function_words import ALL_RELATIVES, FOCUSING, NEGATORS
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.quotes import OPENING
from riwaya.text.tokens import WORD

_COMMAS = "،,"
_RESUMING = 3
"""Within how many tokens behind a verb the pronoun of an antecedent stands: `بيانا قال فيه`."""


def antecedent(parse: Parse, hit: Hit) -> Group | None:
    """The speaker that a relative right before the verb goes on from: `الحوثيين، الذين اتهموا`; None where there is none.

    Source: Ryding (2005), chapter 14 (relative pronouns and relative clauses).
    """
    words = parse.tokens.words
    i = hit.first - 1
    while i > 0 and words[i] in FOCUSING:
        i -= 1
    if i < 1 or words[i] not in ALL_RELATIVES:
        return None
    i -= 1
    if words[i] in _COMMAS and i:
        i -= 1
    group = parse.group_at[i]
    return group if group is not None and group.speaks and parse.tokens.sentence_of[i] == parse.tokens.sentence_of[hit.first] else None


def is_asyndetic(parse: Parse, i: int) -> bool:
    """True for a verb right behind an indefinite noun, with a pronoun that takes it up: `وثائق اطلعت عليها`, `متحدث لم يكشف عن اسمه`."""
    before = i - 1
    if parse.conjoins(i) or before < 0:
        return False
    if parse.tokens.words[before] in NEGATORS:
        before -= 1
    group = parse.group_at[before] if before >= 0 else None
    if group is None or group.definite or group.name is not None:
        return False
    if before < i - 1 and any(h.pronoun and h.form.part in (PAST, PRESENT) for h in parse.hits[i]):
        return True  # مصدر لم تسمه
    behind = (h for j in range(i + 1, min(i + _RESUMING, parse.sentence_end(i))) if parse.tags[j] & PREPOSITION for h in parse.hits[j])
    return any(h.pronoun and type(h.entry) is Particle and h.entry.type == "preposition" for h in behind)


def issuer(parse: Parse, group: Group) -> Group | None:
    """Whoever issued the statement that a group is: the free group before it in its sentence (`أصدر الجيش بيانا قال فيه`)."""
    if group.head is None or not group.head.document or group.of is not None or group.definite:
        return None
    first = parse.tokens.sentences[parse.tokens.sentence_of[group.first]][0]
    for i in range(group.first - 1, first - 1, -1):
        other = parse.group_at[i]
        if other is not None and not other.preposition and other.speaks and other.type != "medium":
            return other
    return None


def may_speak(parse: Parse, group: Group) -> bool:
    """True for people who, right behind a verb of saying, can only be its subject: `نفى المسلحون`, `قالت النازحة`."""
    if group.type != "group":
        return False
    return group.definite if group.number == "s" else parse.tokens.words[group.first].endswith(("ون", "ان"))


def purpose_subject(parse: Parse, at: int) -> Group | None:
    """The subject of the verb before a purpose: `استدعت الوزارة السفير لإبلاغه`, whatever the pronoun means."""
    for clause in reversed(find_clauses(parse, parse.tokens.sentence_of[at])):
        if 0 <= clause.verb < at:
            return clause.subject if clause.subject is not None and clause.subject.speaks else None
    return None


def subject_going_on(parse: Parse, hit: Hit) -> Group | None:
    """The subject of the verb before, in the same sentence, which a verb behind و goes on with: `زار الرئيس المدينة وتعهد`."""
    clauses = find_clauses(parse, parse.tokens.sentence_of[hit.first])
    for clause in reversed(clauses):
        if clause.verb < 0 or clause.verb >= hit.first:
            continue
        subject = clause.subject
        if subject is not None and subject.first < hit.first and subject.speaks and may_go_on(subject, hit):
            return subject
        return None
    return None


def is_unread(parse: Parse, hit: Hit, objects: tuple[str, ...], *, limit: int) -> bool:
    """True where the subject stands right behind its verb but cannot be read: an unknown name, a thing that does not speak."""
    j = hit.after
    if hit.form.part not in (PAST, PRESENT) or j >= limit:
        return False
    if any(parse.tokens.words[j].endswith(word) for word in objects):
        return False
    group = parse.group_at[j]
    if group is not None:
        return group.first == j and not group.preposition and not group.speaks and agrees(group, hit.form, before_subject=True)
    word = parse.tokens.words[j]
    known = any(type(h.entry) is Particle or h.before.preposition for h in parse.hits[j]) or bool(parse.tags[j] & PREPOSITION)
    if parse.tokens.kinds[j] != WORD or known or parse.time_at(j) is not None:
        return False
    return not word.endswith(("ا", "ين"))  # the accusative is an object's: وحث الطرفين


def answers_amma(parse: Parse, hit: Hit) -> Group | None:
    """The subject between أما and the verb with ف that answers it: `أما الوزير فقال`, `أما الحوثيون فلم يعلقوا`; None where there is none."""
    i = hit.first
    negated = i > 0 and parse.tokens.words[i - 1][:1] == "ف" and parse.tokens.words[i - 1][1:] in FOCUSING
    if hit.before.conjunction != "ف" and not negated:
        return None
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    at = next((j for j in range(i - 1, first - 1, -1) if parse.tokens.words[j] in ("اما", "واما")), None)
    group = parse.group_at[at + 1] if at is not None else None
    return group if group is not None and group.speaks and not group.preposition else None


def is_quoted_apposition(parse: Parse, group: Group, hit: Hit) -> bool:
    """True for a medium in quotation marks behind another noun than the cue itself: `موقع التواصل الاجتماعي «فيسبوك»`."""
    i = group.first - 1
    if group.type != "medium" or group.known is None or i < 1 or parse.tokens.words[i] not in OPENING:
        return False
    return i - 1 >= hit.after and parse.tokens.kinds[i - 1] == WORD and bool(parse.tags[i - 1] & ARTICLE)


def has_unread_before(parse: Parse, hit: Hit) -> bool:
    """True where a word that could not be read as a group stands right before a verb without و, as its subject: `سفينة أبلغت عن`."""
    i = hit.first - 1
    while i > 0 and parse.tokens.words[i] in FOCUSING:
        i -= 1
    first = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]][0]
    if hit.form.part not in (PAST, PRESENT) or hit.before.conjunction or i < first or parse.tokens.kinds[i] != WORD:
        return False
    follows = parse.tokens.words[hit.after] if hit.after < len(parse.tokens) else ""
    if follows.startswith("ان") and len(follows) > 2:
        return False  # ثلاثة من جنودها قالت إنهم قضوا
    group = parse.group_at[i]
    if group is not None:
        return not group.speaks
    return not parse.tags[i] or bool(parse.tags[i] & NOUN and not parse.tags[i] & (PARTICLE | TIME) and parse.time_at(i) is None)
