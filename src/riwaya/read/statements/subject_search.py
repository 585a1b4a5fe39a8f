"""The subject of a verb of saying: behind it, before it, or the genitive of its verbal noun; and those joined to it.

Source: Ryding (2005), chapter 4 (word order and agreement).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Particle
from riwaya.read.clauses.agreement import agrees
from riwaya.read.clauses.find import is_finite
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import Candidate
from riwaya.read.statements.openers import Opener
from riwaya.read.statements.subjects import answers_amma, antecedent, is_quoted_apposition, issuer, may_speak
from riwaya.read.tags import COMPLEMENTISER, CONJUNCTION, RELATIVE
from riwaya.text.function_words import EACH, FOCUSING
from riwaya.text.tokens import MARK

_FARTHEST_SUBJECT = 24


def find_subject(parse: Parse, candidate: Candidate, window: list[Group]) -> list[Group]:
    """The subject of a finite verb, wherever it stands; empty where it is dropped."""
    hit = candidate.hit
    head = antecedent(parse, hit)
    if head is not None and agrees(head, hit.form, before_subject=False):
        own = [] if hit.form.number != "s" or candidate.cue.target else subject_after(parse, candidate, window)
        return own if own and own[0].first == hit.after else [head]
    topic = answers_amma(parse, hit)
    if topic is not None and (hit.form.number != "s" or agrees(topic, hit.form, before_subject=False)):
        return [topic]
    written = parse.group_at[hit.first - 1] if hit.first and not hit.before.conjunction else None
    by = issuer(parse, written) if written is not None else None
    if by is not None and agrees(by, hit.form, before_subject=False):
        return [by]  # أصدرت القيادة بيانا قالت فيه
    found = adjacent_before(parse, candidate) or subject_after(parse, candidate, window) or subject_before(parse, candidate)
    behind = issuer(parse, found[0]) if found else None
    return found if behind is None else [behind]


def groups_between(parse: Parse, first: int, after: int) -> list[Group]:
    """The groups that start in a token range, those within another aside."""
    group_at = parse.group_at
    return [group for group in parse.groups_in(first, after) if (over := group_at[group.first]) is not None and over.first == group.first]


def subject_after(parse: Parse, candidate: Candidate, window: list[Group]) -> list[Group]:
    for number, group in enumerate(window):
        if group.preposition or group.first - candidate.hit.after > _FARTHEST_SUBJECT or is_quoted_apposition(parse, group, candidate.hit):
            continue
        speaks = group.speaks or (group.type == "group" and group.first == candidate.hit.after and may_speak(parse, group))
        each = group.first > 1 and parse.tokens.words[group.first - 2] in EACH  # أعلن كل من الوزيرة والوزير
        named = group.type == "place" and group.first == candidate.hit.after and candidate.cue.takes[:1] == ("that",) and not candidate.cue.target
        if not speaks or not (each or named or agrees(group, candidate.hit.form, before_subject=True)):
            return []
        return [group, *joined_to(parse, group, window[number + 1 :])]
    return []


def is_accused(parse: Parse, candidate: Candidate, opener: Opener | None, subject: list[Group]) -> bool:
    """True for the only group between a verb of accusing behind و and its charge: the subject is dropped (`واتهمت موسكو بقصف`)."""
    cue, hit = candidate.cue, candidate.hit
    if not subject or opener is None or not cue.target or hit.before.conjunction != "و":
        return False
    if not (cue.act == "accuse" and "ب" in cue.takes) and not (subject[0].type == "group" and subject[0].definite and hit.form.number == "s"):
        return False  # وحث السكان على الهدوء: who is addressed
    return subject[0].first >= hit.after and subject[-1].after == opener.at and opener.kind in ("preposition", "that")


def adjacent_before(parse: Parse, candidate: Candidate) -> list[Group]:
    """A subject right before its verb, with at most قد between: `وكانت روسيا قد اتهمت أوكرانيا`."""
    hit = candidate.hit
    i = hit.first - 1
    if hit.before.conjunction:
        return []
    if i > 0 and parse.tokens.words[i] in FOCUSING:
        i -= 1
    group = parse.group_at[i] if i >= 0 else None
    inherited = group is not None and group.joined and group.type == "place" and group.definite  # قصف خاركيف وموسكو تتحدث
    if group is None or (group.preposition and not inherited) or not group.speaks or not agrees(group, hit.form, before_subject=False):
        return []
    if parse.tokens.sentence_of[i] != parse.tokens.sentence_of[hit.first]:
        return []
    return list(parse.groups_from(i)) if group.number != "s" else [group]


def joined_to(parse: Parse, group: Group, rest: list[Group]) -> list[Group]:
    found = []
    after = group.after
    for other in rest:
        adjacent = other.first == group.first or other.first - after <= 1
        alike = other.type == group.type or (other.speaks and group.speaks and "place" not in (other.type, group.type))
        part = group.type == "person" and other.type == "organization" and other.head is not None and not other.nations  # الأمن والمخابرات
        if not (other.joined and adjacent and alike) or part:
            break
        found.append(other)
        after = other.after
    return found


def subject_before(parse: Parse, candidate: Candidate) -> list[Group]:
    """The subject before its verb: `القائد أوضح`, `المتحدث باسم الشرطة، قال`."""
    hit = candidate.hit
    if hit.before.conjunction or hit.before.preposition:
        return []
    first = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]][0]
    j = hit.first - 1
    while j >= first and hit.first - j < _FARTHEST_SUBJECT:
        group = parse.group_at[j]
        if group is not None:
            if not group.preposition:
                meant = hit.pronoun == "هم" and group.number == "p"  # دعاهم: those who are called
                if group.speaks and agrees(group, hit.form, before_subject=False) and not group.joined and not meant:
                    return [group]
                return []
            j = group.first - 1
            continue
        if stops_leftward(parse, j):
            return []
        j -= 1
    return []


def stops_leftward(parse: Parse, j: int) -> bool:
    if parse.tokens.kinds[j] == MARK:
        return parse.tokens.words[j] in ":;؛"
    if is_finite(parse, j) is not None:
        return True
    return bool(parse.tags[j] & (COMPLEMENTISER | RELATIVE | CONJUNCTION)) and any(
        type(h.entry) is Particle and h.entry.type in ("complementiser", "relative", "conjunction") and len(h.entry.lemma) > 1 and h.after == j + 1
        for h in parse.hits[j]
    )


def genitive_of(parse: Parse, candidate: Candidate, window: list[Group]) -> list[Group]:
    """The source of a verbal noun is its genitive: `إعلان الوزارة أن`."""
    hit = candidate.hit
    if hit.before.article or hit.pronoun:
        return []
    for group in window:
        if group.first == hit.after and not group.preposition and group.speaks:
            return [group, *joined_to(parse, group, window[1:])]
        break
    return []
