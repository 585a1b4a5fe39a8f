"""Which words of a sentence are reporting cues, and what opens the content of each."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Cue, Head, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses import is_finite, is_lack, verb_context
from riwaya.read.parse import Parse
from riwaya.read.subjects import is_asyndetic, may_speak
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, HEAD, NOUN, PARTICLE, PREPOSITION, TRIGGER, VERB
from riwaya.text.function_words import FOLDED, GOVERNED, NEGATORS, OWN_NAME, SUBORDINATED
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.quotes import CLOSERS, OPENING
from riwaya.text.tokens import MARK, NUMBER, WORD

FARTHEST_OPENER = 40
_ANONYMITY = 5
"""Within how many tokens behind a cue a wish to go unnamed is said: `طلب عدم الكشف عن اسمه`."""


class Candidate(Struct):
    """A hit of a cue that its context lets be one."""

    cue: Cue
    hit: Hit

    @property
    def verbal(self) -> bool:
        """True for a finite verb."""
        return self.hit.form.part in (PAST, PRESENT)


class Opener(Struct):
    """What opens a content: that, quote, preposition or object; the content's first token; the opener's own token."""

    kind: str
    first: int
    at: int
    preposition: str = ""


def find_candidates(parse: Parse, first: int, after: int) -> list[Candidate]:
    """The cues of a sentence in order, one a token, the longest first."""
    found: list[Candidate] = []
    i = first
    while i < after:
        best = None
        if parse.tags[i] & CUE:
            counting = [Candidate(hit.entry, hit) for hit in parse.hits[i] if isinstance(hit.entry, Cue) and _counts(parse, hit, hit.entry)]
            best = min(counting, key=lambda c: (-c.hit.after, not c.cue.objects, c.hit.form.passive and _has_speaker(parse, c.hit)), default=None)
        if best is None:
            i += 1
            continue
        found.append(best)
        i = best.hit.after
    return found


def _was(parse: Parse, i: int) -> bool:
    """True for كان at token i: a participle behind it is a predicate (`كان مسجلا`)."""
    return i >= 0 and any(isinstance(h.entry, Particle) and h.entry.type == "past_auxiliary" for h in parse.hits[i])


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
    if _hides_name(parse, hit.after):
        return False
    if cue.objects and not (hit.pronoun and "object" in cue.takes) and not _has_word(parse, hit.after, parse.sentence_end(i), cue.objects):
        return False
    if part == FIXED:
        return True
    if is_negated(parse, i) != cue.negated:
        return False
    if part in (PAST, PRESENT):
        if hit.form.person == 1 or hit.before.future or is_lack(parse, i - 1):
            return False
        if _impersonal(parse, hit):
            return False
        if _opens_report(parse, hit, cue):
            return True
        if parse.tags[i] & (NOUN | ADJECTIVE | HEAD) and not verb_context(parse, i, hit):
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
    return j < parse.sentence_end(i) and (_particle(parse, j) or ("", 0))[0] == "complementiser"


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
    if i + 1 < parse.sentence_end(i) and isinstance(hit.entry, Cue):
        following = _particle(parse, i + 1)
        if following is not None and (following[0] == "complementiser" or _preposition_opener(parse, i + 1, hit.entry.takes) is not None):
            return True  # رحبت مصر بالاتفاق مشيرة إلى أنه
    return parse.tokens.kinds[i - 1] != WORD or not parse.tags[i - 1] & (PREPOSITION | NOUN) or hit.form.indefinite or hit.before.conjunction != ""


def _is_thing(parse: Parse, hit: Hit) -> bool:
    return not hit.form.indefinite and any(isinstance(h.entry, Head) and h.entry.type != "people" and not h.pronoun for h in parse.hits[hit.first])


def _goes_on(parse: Parse, hit: Hit) -> bool:
    """True where a negator is part of a longer particle that says something goes on: `لا تزال تسيطر`."""
    return any(isinstance(h.entry, Particle) and h.entry.type == "adverb" and h.after > hit.after for h in parse.hits[hit.first])


def is_negated(parse: Parse, i: int) -> bool:
    """True where a negator stands right before token i (لم، لا، لن، ليس، دون أن)."""
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    for back in (1, 2, 3):
        if i - back < first:
            return False
        for hit in parse.hits[i - back]:
            if (
                isinstance(hit.entry, Particle)
                and hit.entry.type == "negator"
                and not _goes_on(parse, hit)
                and hit.after >= i - (1 if back > 1 else 0)
                and hit.after <= i
            ):
                return back == hit.after - hit.first or parse.tokens.words[i - 1] in ("ان", "يتم", "تتم")
    return False


def _hides_name(parse: Parse, after: int) -> bool:
    """True where a wish to go unnamed follows, behind a verb that ends before token `after`: `طلب عدم ذكر اسمه`, `فضلت عدم الكشف عن هويتها`.

    Such a verb reports nothing.
    """
    words = parse.tokens.words[after : min(after + _ANONYMITY, parse.sentence_end(after - 1))]
    return any(word in OWN_NAME for word in words) and (is_lack(parse, after) or is_lack(parse, after + 1) or _negated_verb(parse, after))


def _negated_verb(parse: Parse, after: int) -> bool:
    """True for a negated verb right behind a noun, which ends before token `after`: `متحدث لم يكشف عن اسمه`."""
    return after > 2 and parse.tokens.words[after - 2] in NEGATORS and parse.group_at[after - 3] is not None


def find_opener(parse: Parse, candidate: Candidate) -> Opener | None:
    """What opens the content after a cue: the complementiser or quotation ahead, else a preposition, else an object."""
    cue, hit = candidate.cue, candidate.hit
    takes = cue.takes
    end = min(parse.sentence_end(hit.first), hit.after + FARTHEST_OPENER)
    weak: Opener | None = None
    subject_seen = False
    relative = False
    j = hit.after
    while j < end:
        group = parse.group_at[j]
        if parse.tokens.kinds[j] == MARK:
            opener = _mark_opener(parse, j, takes, weak)
            if opener is not None:
                return opener
            if parse.tokens.words[j] in "،,":
                if hit.pronoun and "object" in takes and candidate.verbal:
                    break  # ولم تنفه، مكتفية بالقول إنها
                if weak is not None and weak.kind == "object" and subject_seen:
                    return weak
                relative = False
            if parse.tokens.words[j] == ";" or parse.tokens.words[j] == "؛":
                break
            j += 1
            continue
        particle = _particle(parse, j)
        if particle is not None and particle[0] == "complementiser" and group is None and tokens_before(parse, j) not in SUBORDINATED:
            if "that" in takes:
                return Opener("that", particle[1], j)
            return weak
        if particle is not None and particle[0] == "relative" and len(parse.tokens.words[j]) > 2:
            relative = True
        preposition = None if cue.frame == "relay" else _preposition_opener(parse, j, takes)
        if preposition is not None and (weak is None or weak.kind == "object") and not (group is not None and group.first != j):
            inside, medium = parse.group_at[j], parse.group_at[preposition.first] if preposition.first < end else None
            if medium is not None and medium.type == "medium" and preposition.preposition == "على":
                j += 1  # في بيان على تيليغرام
                continue
            if cue.target or not (inside is not None and inside.speaks and preposition.preposition in ("ب", "ل", "في")):
                return preposition
        if group is not None:
            if not group.preposition and subject_seen and weak is None and "object" in takes and not group.joined:
                weak = Opener("object", group.first, group.first)
            elif not group.preposition and not subject_seen:
                if group.speaks or (j == hit.after and may_speak(parse, group)):
                    subject_seen = True
                elif weak is None and "object" in takes:
                    weak = Opener("object", group.first, group.first)
            j = max(group.after, j + 1)
            continue
        if (
            weak is None
            and subject_seen
            and "object" in takes
            and particle is None
            and not relative
            and not _asyndetic(parse, j)
            and _masdar_object(parse, j)
        ):
            weak = Opener("object", j, j)
            j += 1
            continue
        if _is_attributing(parse, j) and j > hit.after:
            relative = subject_seen = True  # أعلن مسؤول، وفق ما ذكرت الوكالة، أن
        if is_finite(parse, j) is not None and not relative and particle is None and _says_more(parse, j):
            relative = True
            j += 1
            continue
        if is_finite(parse, j) is not None and not relative and particle is None:
            if not ("quote" in takes and weak is None and _quote_near(parse, j)):
                break
        raw = parse.time_at(j)
        if raw is not None:
            j = max(raw.after, j + 1)
            continue
        if weak is None and "object" in takes and not relative and _object_noun(parse, j):
            weak = Opener("object", j, j)
        j += 1
    return weak


def _says_more(parse: Parse, j: int) -> bool:
    """True for a verb that says more of a noun and does not end the reach of the cue before it."""
    return _asyndetic(parse, j) or _hides_name(parse, j + 1) or parse.tokens.words[j - 1] == "ما"


def _is_attributing(parse: Parse, j: int) -> bool:
    return bool(parse.tags[j] & CUE) and any(isinstance(h.entry, Cue) and h.entry.frame == "attribution_clause" for h in parse.hits[j])


def tokens_before(parse: Parse, j: int) -> str:
    return parse.tokens.words[j - 1]


def _masdar_object(parse: Parse, j: int) -> bool:
    """A verbal noun right behind the subject whose letters could be a past verb (قصف, تضرر, سبب): no second verb stands there without و."""
    return (
        parse.tokens.kinds[j] == WORD
        and not parse.conjoins(j)
        and not parse.tags[j] & PARTICLE
        and not parse.tags[j - 1] & PREPOSITION
        and any(
            h.form.part == NOUN_FORM and h.after == j + 1 and not h.before.conjunction and not h.before.preposition and not h.before.article
            for h in parse.hits[j]
        )
    )


def _asyndetic(parse: Parse, j: int) -> bool:
    """A verb right behind an indefinite noun that a preposition governs: `في بيان نشرته`, `انفصاليون تدعمهم`."""
    if parse.conjoins(j) or parse.tokens.kinds[j - 1] != WORD:
        return False
    group = parse.group_at[j - 1]
    if is_asyndetic(parse, j):
        return True
    governed = group.preposition != "" if group is not None else bool(parse.tags[j - 2] & PREPOSITION)
    if not governed and not any(h.pronoun and h.form.part in (PAST, PRESENT) for h in parse.hits[j]):
        return False
    if group is not None:
        return not group.definite and group.name is None
    return bool(parse.tags[j - 1] & (NOUN | ADJECTIVE)) and not parse.tags[j - 1] & ARTICLE


def _mark_opener(parse: Parse, j: int, takes: tuple[str, ...], weak: Opener | None) -> Opener | None:
    word = parse.tokens.words[j]
    if "quote" not in takes:
        return None
    if word == ":":
        return Opener("quote", j + 1, j)
    if word in OPENING and weak is None and parse.opens_quote(j) and not _quotes_a_name(parse, j) and parse.tokens.words[j - 1] not in GOVERNED:
        return Opener("quote", j, j)
    return None


def _quote_near(parse: Parse, j: int) -> bool:
    """True where a quotation opens within a few words: the verb at j stands in a relative clause without a relative (بيان بث عبر)."""
    return parse.group_at[j - 1] is not None and any(parse.tokens.words[k] in OPENING for k in range(j + 1, min(j + 7, parse.sentence_end(j))))


def _quotes_a_name(parse: Parse, j: int) -> bool:
    """True for quotation marks around a name: inside a group, or closing within three words."""
    if parse.group_at[j] is not None:
        return True
    inside = parse.group_at[j + 1] if j + 1 < len(parse.tokens) else None
    if inside is not None and inside.after < len(parse.tokens) and parse.tokens.words[inside.after] in CLOSERS:
        return True
    return (
        any(k < len(parse.tokens) and parse.tokens.words[k] in CLOSERS for k in range(j + 2, j + 4))
        and j + 1 < len(parse.tokens)
        and not parse.tags[j + 1] & VERB
        and _more_follows(parse, j)
    )


def _more_follows(parse: Parse, j: int) -> bool:
    """True where a complementiser or colon still comes in the sentence."""
    return any(parse.tokens.words[k] == ":" or (_particle(parse, k) or ("", 0))[0] == "complementiser" for k in range(j + 1, parse.sentence_end(j)))


def _particle(parse: Parse, j: int) -> tuple[str, int] | None:
    for hit in parse.hits[j]:
        if isinstance(hit.entry, Particle) and not hit.before.conjunction:
            return hit.entry.type, hit.after
    return None


def _preposition_opener(parse: Parse, j: int, takes: tuple[str, ...]) -> Opener | None:
    """A preposition that the cue takes, free (`من`) or attached (`ب`): the content starts behind or at it."""
    word = parse.tokens.words[j]
    for take in takes:
        if take in ("that", "quote", "object"):
            continue
        if len(take) > 1:
            folded = FOLDED.get(take, take)
            if word == folded:
                after = j + 1
                particle = _particle(parse, after) if after < parse.sentence_end(j) else None
                if particle is not None and particle[0] == "complementiser":
                    after = particle[1]
                return Opener("preposition", after, j, take)
        elif word == take:
            return Opener("preposition", j + 1, j, take)
        elif (
            word[0] == take
            and not _is_compound(parse, j)
            and any(hit.before.preposition == take and not hit.before.conjunction for hit in parse.hits[j])
        ):
            return Opener("preposition", j, j, take)
    return None


def _is_compound(parse: Parse, j: int) -> bool:
    """True for a word that is part of a compound particle (بالنسبة إلى)."""
    return parse.tokens.words[j] not in ("بعدم", "باي", "لعدم", "بوجود") and any(isinstance(hit.entry, Particle) for hit in parse.hits[j])


def _object_noun(parse: Parse, j: int) -> bool:
    if parse.tokens.kinds[j] == NUMBER:
        return True
    mask = parse.tags[j]
    if not mask & (NOUN | TRIGGER | HEAD) or mask & PREPOSITION or (mask & VERB and not mask & (NOUN | TRIGGER)):
        return False
    if j and (parse.tags[j - 1] & PREPOSITION or (mask & ADJECTIVE and mask & ARTICLE and parse.tokens.kinds[j - 1] == MARK)):
        return False  # الصفحة، التابعة للحكومة
    if any(hit.before.preposition for hit in parse.hits[j]) and all(hit.before.preposition for hit in parse.hits[j] if hit.after == j + 1):
        return False
    return not (j and parse.tags[j - 1] & NOUN and mask & ARTICLE and parse.tags[j - 1] & PREPOSITION)


def _has_word(parse: Parse, first: int, end: int, wanted: tuple[str, ...]) -> bool:
    return any(word.endswith(wanted) or word.startswith(wanted) for word in parse.tokens.words[first : min(end, first + 12)])
