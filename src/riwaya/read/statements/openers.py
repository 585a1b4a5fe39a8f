"""What opens the content of a cue: a complementiser, a quotation or colon, a preposition, an object."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Cue, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite, is_lack
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.statements.subjects import is_asyndetic, may_speak
from riwaya.read.tags import ADJECTIVE, ARTICLE, COMPLEMENTISER, CUE, HEAD, NOUN, PARTICLE, PREPOSITION, TRIGGER, VERB
from riwaya.text.function_words import FOLDED, GOVERNED, NEGATORS, OWN_NAME, SUBORDINATED
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.inflection import PARTICIPLE, PAST, PRESENT
from riwaya.text.quotes import CLOSERS, OPENING
from riwaya.text.tokens import MARK, NUMBER, WORD

FARTHEST_OPENER = 40
_NO_PREPOSITIONS = ("that", "quote", "object")
_ANONYMITY = 5
"""Within how many tokens behind a cue a wish to go unnamed is said: `طلب عدم الكشف عن اسمه`."""


class Opener(Struct):
    """What opens a content: that, quote, preposition or object; the content's first token; the opener's own token."""

    kind: str
    first: int
    at: int
    preposition: str = ""


class _Search(Struct):
    """A walk over the words behind a cue: the best opener so far, whether the subject and a relative clause have been passed."""

    parse: Parse
    cue: Cue
    hit: Hit
    weak: Opener | None = None
    subject_seen: bool = False
    relative: bool = False
    comma: int = -1
    other: int = -1
    prepositions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Note which prepositions open what the cue tells, which every word behind it is asked for."""
        if self.cue.frame != "relay":
            self.prepositions = tuple([take for take in self.cue.takes if take not in _NO_PREPOSITIONS])

    def mark(self, j: int) -> Opener | None:
        """The opener that a mark is or shows; a comma ends an object and a relative clause."""
        parse, takes = self.parse, self.cue.takes
        opener = _mark_opener(parse, j, takes, self.weak)
        if opener is not None and self.relative and opener.first == j:
            opener = None  # التي يقودها «…»: a name in the clause of a noun
        if opener is not None:
            stated = self.weak is not None and self.weak.kind == "object" and self.cue.act != "assert"
            return self.weak if stated and parse.tokens.words[j] == ":" else opener  # ينفي علاقته بالهجوم: …
        if parse.tokens.words[j] in "،,":
            self.relative, self.comma = False, j
            if self.weak is not None and self.weak.kind == "object" and self.subject_seen:
                return self._that_behind(j) or self.weak
        return None

    def _that_behind(self, j: int) -> Opener | None:
        """The complementiser right behind a comma: what stood before it was a name, no object."""
        found = particle_at(self.parse, j + 1) if j + 1 < len(self.parse.tokens) else None
        return Opener("that", found[1], j + 1) if found is not None and found[0] == "complementiser" and "that" in self.cue.takes else None

    def that(self, j: int, after: int) -> Opener | None:
        """The opener where a complementiser stands at j; one right behind a participle of saying is that one's."""
        if "that" not in self.cue.takes or (self.other >= 0 and self.other > self.comma):
            return self.weak
        return Opener("that", after, j)

    def preposition(self, j: int) -> Opener | None:
        """The opener that a preposition at j is; one behind an object that stands by itself is the object's."""
        parse, group = self.parse, self.parse.group_at[j]
        if group is not None and group.first != j:
            return None
        if self.weak is not None and (self.weak.kind != "object" or not (self.cue.target or parse.group_at[self.weak.first] is not None)):
            return None
        return preposition_opener(parse, j, self.prepositions)

    def group(self, group: Group, j: int) -> None:
        """Take a group as the subject or, behind it, as the object."""
        if group.preposition:
            return
        takes_object = self.weak is None and "object" in self.cue.takes
        if self.subject_seen:
            if takes_object and not group.joined:
                self.weak = Opener("object", group.first, group.first)
        elif group.speaks or (j == self.hit.after and may_speak(self.parse, group)):
            self.subject_seen = True
        elif takes_object:
            self.weak = Opener("object", group.first, group.first)

    def word(self, j: int, *, particle: bool) -> bool:
        """Look at any other word; False where it is a verb that ends the reach of the cue."""
        parse = self.parse
        wants = self.weak is None and "object" in self.cue.takes and not self.relative
        if wants and self.subject_seen and not particle and not _asyndetic(parse, j) and _masdar_object(parse, j):
            self.weak = Opener("object", j, j)
            return True
        if _is_attributing(parse, j):
            self.relative = self.subject_seen = True  # أعلن مسؤول، وفق ما ذكرت الوكالة، أن
        if not self.relative and not particle and is_finite(parse, j) is not None:
            if _says_more(parse, j):
                self.relative = True
                return True
            if not self._is_name(j) and not ("quote" in self.cue.takes and self.weak is None and _quote_near(parse, j)):
                return False
        if wants and not self.relative and not _is_attribute(parse, j) and _object_noun(parse, j):
            self.weak = Opener("object", j, j)
        return True

    def _is_name(self, j: int) -> bool:
        """Right behind a verb of saying stands no second verb without و: letters of a verb are a name there (`قال بشير جبر، المراسل، إن`)."""
        hit = self.hit
        return j - hit.after < 2 and not self.subject_seen and hit.form.part in (PAST, PRESENT) and not self.parse.conjoins(j)


def find_opener(parse: Parse, cue: Cue, hit: Hit) -> Opener | None:
    """What opens the content after a cue: the complementiser or quotation ahead, else a preposition, else an object."""
    search = _Search(parse, cue, hit)
    end = min(parse.sentence_end(hit.first), hit.after + FARTHEST_OPENER)
    finite = hit.form.part in (PAST, PRESENT)
    words, kinds = parse.tokens.words, parse.tokens.kinds
    j = hit.after
    while j < end:
        group = parse.group_at[j]
        if kinds[j] == MARK:
            opener = search.mark(j)
            if opener is not None:
                return opener
            if words[j] in ";؛" or (words[j] in "،," and hit.pronoun and finite and "object" in cue.takes):
                break  # ولم تنفه، مكتفية بالقول إنها
            j += 1
            continue
        particle = particle_at(parse, j)
        if particle is not None and particle[0] == "complementiser" and group is None and words[j - 1] not in SUBORDINATED:
            return search.that(j, particle[1])
        if particle is not None and particle[0] == "relative" and len(words[j]) > 2:
            search.relative = True
        preposition = search.preposition(j) if search.prepositions else None
        if preposition is not None:
            medium = parse.group_at[preposition.first] if preposition.first < end else None
            if medium is not None and medium.type == "medium" and preposition.preposition == "على":
                j += 1  # في بيان على تيليغرام
                continue
            inside = parse.group_at[j]
            placed = inside is not None and (inside.speaks or inside.type == "place") and preposition.preposition in ("ب", "ل", "في")
            if cue.target or not placed:  # أفاد مصدر بمحافظة الأنبار عن
                return preposition
        if group is not None:
            search.group(group, j)
            j = max(group.after, j + 1)
            continue
        raw = parse.time_at(j)
        if raw is not None:
            j = max(raw.after, j + 1)
            continue
        if finite and _goes_on(parse, j):
            search.other = j
        if not search.word(j, particle=particle is not None):
            break
        j += 1
    return search.weak


def _goes_on(parse: Parse, j: int) -> bool:
    """True for an indefinite participle of saying (`مشيرا`), which has a content of its own."""
    for hit in parse.hits[j] if parse.tags[j] & CUE else ():
        if hit.form.indefinite and hit.form.part == PARTICIPLE and type(hit.entry) is Cue:
            return True
    return False


def _is_attribute(parse: Parse, j: int) -> bool:
    """True for a definite participle with its complement right behind the subject: `الحكومة المدعومة من البرلمان`."""
    mask = parse.tags[j]
    if not (mask & ADJECTIVE and mask & ARTICLE) or parse.group_at[j - 1] is None or j + 1 >= parse.sentence_end(j):
        return False
    return bool(parse.tags[j + 1] & PREPOSITION) or any(h.before.preposition in ("ل", "ب") for h in parse.hits[j + 1])


def hides_name(parse: Parse, after: int) -> bool:
    """True where a wish to go unnamed follows, behind a verb that ends before token `after`: `طلب عدم ذكر اسمه`, `فضلت عدم الكشف عن هويتها`.

    Such a verb reports nothing.
    """
    tokens = parse.tokens
    if OWN_NAME.isdisjoint(tokens.words[after : min(after + _ANONYMITY, tokens.sentence_ends[after - 1])]):
        return False
    return is_lack(parse, after) or is_lack(parse, after + 1) or _negated_verb(parse, after) or _refuses(parse, after - 1)


def _negated_verb(parse: Parse, after: int) -> bool:
    """True for a negated verb right behind a noun, which ends before token `after`: `متحدث لم يكشف عن اسمه`."""
    return after > 2 and parse.tokens.words[after - 2] in NEGATORS and parse.group_at[after - 3] is not None


def _refuses(parse: Parse, i: int) -> bool:
    """True for a verb of keeping silent: `رفض الكشف عن اسمه`."""
    return bool(parse.tags[i] & CUE) and any(type(h.entry) is Cue and h.entry.act == "unverified" and not h.entry.negated for h in parse.hits[i])


def _says_more(parse: Parse, j: int) -> bool:
    """True for a verb that says more of a noun and does not end the reach of the cue before it."""
    return _asyndetic(parse, j) or hides_name(parse, j + 1) or parse.tokens.words[j - 1] in ("ما", "وهي", "وهو", "وهم")


def _is_attributing(parse: Parse, j: int) -> bool:
    for hit in parse.hits[j] if parse.tags[j] & CUE else ():
        if type(hit.entry) is Cue and hit.entry.frame == "attribution_clause":
            return True
    return False


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
    for k in range(j + 1, parse.sentence_end(j)):
        if parse.tokens.words[k] == ":" or (parse.tags[k] & COMPLEMENTISER and (particle_at(parse, k) or ("", 0))[0] == "complementiser"):
            return True
    return False


def particle_at(parse: Parse, j: int) -> tuple[str, int] | None:
    if not parse.tags[j] & PARTICLE:
        return None
    for hit in parse.hits[j]:
        if type(hit.entry) is Particle and not hit.before.conjunction:
            return hit.entry.type, hit.after
    return None


def preposition_opener(parse: Parse, j: int, takes: tuple[str, ...]) -> Opener | None:
    """A preposition that the cue takes, free (`من`) or attached (`ب`): the content starts behind or at it."""
    word = parse.tokens.words[j]
    for take in takes:
        if take in _NO_PREPOSITIONS:
            continue
        if len(take) > 1:
            folded = FOLDED.get(take, take)
            if word == folded:
                after = j + 1
                particle = particle_at(parse, after) if after < parse.sentence_end(j) else None
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
    return parse.tokens.words[j] not in ("بعدم", "باي", "لعدم", "بوجود") and any(type(hit.entry) is Particle for hit in parse.hits[j])


def _object_noun(parse: Parse, j: int) -> bool:
    if parse.tokens.kinds[j] == NUMBER:
        return True
    mask = parse.tags[j]
    if not mask & (NOUN | TRIGGER | HEAD) or mask & PREPOSITION or (mask & VERB and not mask & (NOUN | TRIGGER)):
        return False
    if j and (parse.tags[j - 1] & PREPOSITION or (mask & ADJECTIVE and mask & ARTICLE and parse.tokens.kinds[j - 1] == MARK)):
        return False  # الصفحة، التابعة للحكومة
    if mask & ADJECTIVE and j > 1 and parse.tags[j - 1] & NOUN and parse.tags[j - 2] & PREPOSITION and not mask & ARTICLE:
        return False  # في وقت سابق
    if any(hit.before.preposition for hit in parse.hits[j]) and all(hit.before.preposition for hit in parse.hits[j] if hit.after == j + 1):
        return False
    return not (j and parse.tags[j - 1] & NOUN and mask & ARTICLE and parse.tags[j - 1] & PREPOSITION)
