"""Which words of a sentence are reporting cues."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Cue, Head, Particle, Status
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite, is_lack, verb_context
from riwaya.read.parse import Parse
from riwaya.read.statements.openers import hides_name, particle_at, preposition_opener
from riwaya.read.tags import ADJECTIVE, ARTICLE, AUXILIARY, CUE, HEAD, NEGATOR, NOUN, PREPOSITION, STATUS
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import MARK, WORD

_FINITE = (PAST, PRESENT)
_NOMINAL = NOUN | ADJECTIVE | HEAD
_NEGATED_WITHIN = 3
"""How far before a word its negator may stand."""


class Candidate(Struct):
    """A hit of a cue that its context lets be one."""

    cue: Cue
    hit: Hit

    verbal: bool = False

    def __post_init__(self) -> None:
        """Note whether the hit is a finite verb, which is asked again and again."""
        self.verbal = self.hit.form.part in _FINITE


def find_candidates(parse: Parse, first: int, after: int) -> list[Candidate]:
    """The cues of a sentence in order, one a token, the longest first."""
    found: list[Candidate] = []
    covered = first
    for i in parse.tokens_in(first, after, CUE):
        if i < covered:
            continue
        counting: list[Candidate] = []
        for hit in parse.hits[i]:
            cue = hit.entry
            if type(cue) is Cue and _counts(parse, hit, cue) and not hides_name(parse, hit.after):
                counting.append(Candidate(cue, hit))
        if len(counting) > 1:
            counting.sort(key=lambda c: (-c.hit.after, not c.cue.objects, c.hit.form.passive and _has_speaker(parse, c.hit)))
        if counting:
            found.append(counting[0])
            covered = counting[0].hit.after
    return found


def _was(parse: Parse, i: int) -> bool:
    """True for كان at token i or before it in its clause: a participle behind it is a predicate (`كان بعض الجرحى مسجلا`)."""
    while i >= 0 and parse.tokens.kinds[i] == WORD:
        if parse.tags[i] & AUXILIARY and any(type(h.entry) is Particle and h.entry.type == "past_auxiliary" for h in parse.hits[i]):
            return True
        group = parse.group_at[i]
        if is_finite(parse, i) is not None or (group is not None and group.speaks):
            return False
        i -= 1
    return False


def _has_speaker(parse: Parse, hit: Hit) -> bool:
    """True where a speaker stands right behind or before a verb: letters that could be a passive (ورد) are و and the active (رد)."""
    after = parse.group_at[hit.after] if hit.after < parse.sentence_end(hit.first) else None
    before = parse.group_at[hit.first - 1] if hit.first else None
    return any(group is not None and group.speaks and not group.preposition for group in (after, before))


def _counts(parse: Parse, hit: Hit, cue: Cue) -> bool:
    i = hit.first
    group = parse.group_at[i]
    if group is not None and not (group.first == i and hit.after >= group.after):
        return False
    part = hit.form.part
    if cue.objects and not (hit.pronoun and "object" in cue.takes) and not has_word(parse, hit.after, parse.sentence_end(i), cue.objects):
        return False
    if part == FIXED:
        return True
    if hit.pronoun == "ني" and not cue.target:
        return False
    if is_negated(parse, i) != cue.negated:
        return False
    if part in _FINITE:
        if hit.form.person == 1 or hit.before.future or is_lack(parse, i - 1):
            return False
        if _impersonal(parse, hit) or _is_awaited(parse, hit):
            return False
        if _opens_report(parse, hit, cue):
            return True
        if parse.tags[i] & _NOMINAL and not verb_context(parse, i, hit):
            return False
        return bool(is_finite(parse, i)) or group is not None
    if part == PARTICIPLE:
        return _adverbial(parse, hit) and not _was(parse, i - 1)
    return part == NOUN_FORM and bool(cue.masdar)


def _impersonal(parse: Parse, hit: Hit) -> bool:
    """`يذكر أن`, `يشار إلى أن` at the head of a sentence: the outlet's own voice."""
    i = hit.first
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    if i != first or hit.form.part != PRESENT or hit.form.gender == "f" or hit.form.number != "s" or not any(h.form.passive for h in parse.hits[i]):
        return False
    j = i + 1
    if j < parse.sentence_end(i) and parse.tokens.words[j] == "الي":
        j += 1
    return j < parse.sentence_end(i) and (particle_at(parse, j) or ("", 0))[0] == "complementiser"


def _is_awaited(parse: Parse, hit: Hit) -> bool:
    """True behind words for what is yet to come: `من المنتظر أن تعلن الحكومة` tells of no statement made."""
    i = hit.first
    if hit.form.part != PRESENT or i < 2 or parse.tokens.words[i - 1] != "ان":
        return False
    return any(
        type(h.entry) is Status and h.entry.status == "planned" and h.form.part == FIXED and h.after == i
        for j in range(max(0, i - 3), i - 1)
        if parse.tags[j] & STATUS
        for h in parse.hits[j]
    )


def _opens_report(parse: Parse, hit: Hit, cue: Cue) -> bool:
    """Behind و at the head of a clause, before a preposition or a mark, letters that could be a noun are the verb: `وقال في بيان إن`."""
    i = hit.first
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    if (
        hit.form.part != PAST
        or hit.before.conjunction != "و"
        or hit.before.preposition
        or hit.pronoun
        or not (i == first or parse.tokens.kinds[i - 1] == MARK)
    ):
        return False
    if cue.target and not cue.negated and i > first and i + 1 < parse.sentence_end(i) and parse.tags[i + 1] & ARTICLE:
        return True  # …، وحث الطرفين على ضبط النفس
    if i + 1 >= parse.sentence_end(i) or "that" not in cue.takes or cue.negated:
        return False
    return parse.tokens.kinds[i + 1] == MARK or bool(parse.tags[i + 1] & PREPOSITION)


def _adverbial(parse: Parse, hit: Hit) -> bool:
    """A participle that goes on a report: indefinite, in the accusative or feminine, behind a comma, a clause or a quotation."""
    if hit.before.article or hit.before.preposition or (hit.form.gender == "m" and hit.form.number == "s" and not hit.form.indefinite):
        return False
    i = hit.first
    if i == parse.tokens.sentences[parse.tokens.sentence_of[i]][0] or _is_thing(parse, hit):
        return False  # مدينة is a town before it is "condemning"
    before = parse.group_at[i - 1]
    if before is not None and before.type == "group" and not before.definite and before.number != "s" and not hit.before.conjunction:
        return False  # مصادر مطلعة
    if i + 1 < parse.sentence_end(i) and type(hit.entry) is Cue:
        following = particle_at(parse, i + 1)
        if following is not None and (following[0] == "complementiser" or preposition_opener(parse, i + 1, hit.entry.takes) is not None):
            return True  # رحبت مصر بالاتفاق مشيرة إلى أنه
    return parse.tokens.kinds[i - 1] != WORD or not parse.tags[i - 1] & (PREPOSITION | NOUN) or hit.form.indefinite or hit.before.conjunction != ""


def _is_thing(parse: Parse, hit: Hit) -> bool:
    return not hit.form.indefinite and any(type(h.entry) is Head and h.entry.type != "people" and not h.pronoun for h in parse.hits[hit.first])


def _goes_on(parse: Parse, hit: Hit) -> bool:
    """True where a negator is part of a longer particle that says something goes on: `لا تزال تسيطر`."""
    return any(type(h.entry) is Particle and h.entry.type == "adverb" and h.after > hit.after for h in parse.hits[hit.first])


def is_negated(parse: Parse, i: int) -> bool:
    """True where a negator stands right before token i (لم، لا، لن، ليس، دون أن)."""
    tags = parse.tags
    if i >= _NEGATED_WITHIN and not (tags[i - 1] | tags[i - 2] | tags[i - 3]) & NEGATOR:
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    for back in range(1, _NEGATED_WITHIN + 1):
        if i - back < first:
            return False
        for hit in parse.hits[i - back] if tags[i - back] & NEGATOR else ():
            if (
                type(hit.entry) is Particle
                and hit.entry.type == "negator"
                and not _goes_on(parse, hit)
                and hit.after >= i - (1 if back > 1 else 0)
                and hit.after <= i
            ):
                return back == hit.after - hit.first or parse.tokens.words[i - 1] in ("ان", "يتم", "تتم")
    return False


def has_word(parse: Parse, first: int, end: int, wanted: tuple[str, ...]) -> bool:
    """True where one of the next words ends or begins with one of those wanted."""
    for word in parse.tokens.words[first : min(end, first + 12)]:
        if word.endswith(wanted) or word.startswith(wanted):
            return True
    return False
