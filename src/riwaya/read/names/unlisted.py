"""Proper names that no list knows: which tokens may form one, and where one ends.

An unknown token counts as a name only inside a frame that wants one: after a title, an office, a head of place or body, or
beside a given name. Frames: Ryding (2005) 9.5 on apposition; the press convention of office before name.
"""

from riwaya.lexicon.entries import Head, Name, Number, Word
from riwaya.read.names.doubtful import is_rather_adjective
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    CUE,
    GIVEN,
    HEAD,
    NAME,
    NATION,
    NOUN,
    NUMBER,
    ORDINARY,
    PARTICLE,
    PREPOSITION,
    STATUS,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.function_words import LETTERS
from riwaya.text.inflection import PRESENT
from riwaya.text.tokens import MARK, WORD

LONGEST_NAME = 5
_MOST_INITIALS = 3
_LISTED = NAME | GIVEN
_NO_FAMILY = TIME | CUE | TRIGGER | ADJECTIVE | NAME | PARTICLE
_NO_END = VERB | PARTICLE | CUE | TRIGGER | TIME | NATION | ARTICLE
_BODIES = ("body", "place_head", "facility", "medium_head", "weapon")
_RELATIONAL = ("يه", "ي", "يين", "يون", "يات")


def is_name_like(parse: Parse, i: int) -> bool:
    """True for a word that no list of ordinary words knows (a Latin one must be capitalised)."""
    tokens = parse.tokens
    if tokens.kinds[i] != WORD or parse.tags[i] & ORDINARY:
        return False
    if parse.tags[i] & NAME and not any(type(h.entry) is Name and not h.before.length for h in parse.hits[i]):
        return False
    word = tokens.words[i]
    if word.startswith(("ال", "وال")) and word.endswith(_RELATIONAL) and len(word) > 5:
        return False  # an adjective of some place that the gazetteer lacks
    if "\u0621" <= word[0] <= "\u064a":
        return len(word) > 1 and (word.isalpha() or not any(c.isdigit() for c in word))
    start, _ = parse.folded.printed(tokens.starts[i], tokens.ends[i])
    return parse.document.text[start].isupper()


def known_name(parse: Parse, i: int, *, types: tuple[str, ...]) -> tuple[Name, int] | None:
    """The longest known name of the types that starts at token i without clitics, and the token after it."""
    for hit in parse.hits[i] if parse.tags[i] & _LISTED else ():
        if type(hit.entry) is Name and hit.entry.type in types and hit.before.length == 0 and hit.form.part == "fixed":
            if hit.entry.type == "place" and is_rather_adjective(parse, hit):
                continue  # وفد مالي
            return hit.entry, hit.after
    return None


def name_end(parse: Parse, i: int, *, limit: int = LONGEST_NAME, framed: bool = True) -> int:
    """The token after the proper name that starts at i; i itself where none does.

    In a frame one unknown token is enough; outside, the name must begin with a known given name and go on.
    """
    tokens, tags = parse.tokens, parse.tags
    end = tokens.sentence_ends[i]
    if framed and (initials := _initials_end(parse, i, end)) > i:
        return initials
    given = bool(i < end and tags[i] & GIVEN)
    ordinary = framed and not given and _is_first_name(parse, i, end)
    if i >= end or not (given or ordinary or (framed and (is_name_like(parse, i) or _is_no_verb_here(parse, i)))):
        return i
    if given and tags[i] & PARTICLE and not framed and _is_ali(parse, i, end):
        pass
    elif given and tags[i] & (VERB | PARTICLE) and (not framed or not (i + 1 < end and (tags[i + 1] & GIVEN or is_name_like(parse, i + 1)))):
        return i  # على باخموت is no Ali Bakhmut
    j = i + 1
    while j < end and j - i < limit:
        if tokens.kinds[j] == MARK and tokens.words[j] == "." and len(tokens.words[j - 1]) == 1:
            j += 1  # an initial
        elif (
            _goes_on(parse, j, end)
            or (_is_family(parse, j) and tags[j - 1] & GIVEN)
            or (framed and j == i + 1 and (_ends_unknown(parse, j, end) or (given and _is_town(parse, j))))
        ):
            j += 1
        else:
            break
    while j > i and (is_connector(parse, j - 1) or tokens.kinds[j - 1] == MARK):
        j -= 1
    if not framed and (j - i < 2):
        return i
    return j + 1 if framed and j < end and _is_regnal(parse, j) else j


def _initials_end(parse: Parse, i: int, end: int) -> int:
    """The token after two or three spelled initials and the unknown surname behind them (`كي إس شودري`); i itself where none stand."""
    words, j = parse.tokens.words, i
    while j < end and j - i < _MOST_INITIALS and words[j] in LETTERS:
        j += 1
    return j + 1 if j - i > 1 and j < end and is_name_like(parse, j) and len(words[j]) > 2 else i


def _is_regnal(parse: Parse, j: int) -> bool:
    """True for the number of a king or pope: فالدمار الثالث."""
    return parse.tokens.words[j].startswith("ال") and any(type(h.entry) is Number and h.entry.type == "ordinal" for h in parse.hits[j])


def _is_ali(parse: Parse, i: int, end: int) -> bool:
    """True for a name that is also a preposition where it is printed with its dots and two names follow: `بقيادة علي ناصر شورين`."""
    _, after = parse.span(i, i + 1)
    if parse.document.text[after - 1 : after] != "ي" or i + 2 >= end or not parse.tags[i + 1] & GIVEN or parse.tags[i - 1] & VERB:
        return False
    return bool(parse.tags[i + 2] & GIVEN) or is_name_like(parse, i + 2)


def _is_first_name(parse: Parse, i: int, end: int) -> bool:
    """True for an ordinary noun before a given name, where a title or the like has announced a name: `الرقيب وسام سالم`."""
    if (
        i + 1 >= end
        or not parse.tags[i] & (NOUN | ADJECTIVE)
        or parse.tags[i] & (PARTICLE | HEAD | CUE | TRIGGER | TIME | NUMBER | NATION | ARTICLE | STATUS)
    ):
        return False
    if parse.tags[i] & VERB and any(h.form.part == PRESENT for h in parse.hits[i]):
        return False
    return bool(parse.tags[i + 1] & GIVEN) and not parse.tags[i + 1] & (ORDINARY | ARTICLE) and any(h.before.length == 0 for h in parse.hits[i])


def _is_no_verb_here(parse: Parse, i: int) -> bool:
    """True for what looks like a verb of two but stands before an unknown name, behind the title of one: `الحاكمة سيلفا برانيك`."""
    return _is_dual_verb(parse, i) and i + 1 < parse.sentence_end(i) and is_name_like(parse, i + 1)


def _is_dual_verb(parse: Parse, i: int) -> bool:
    for hit in parse.hits[i]:
        if hit.form.number != "d" or hit.form.part != PRESENT or type(hit.entry) is not Word:
            return False
    return bool(parse.hits[i])


def _goes_on(parse: Parse, j: int, end: int) -> bool:
    if j >= end:
        return False
    if is_connector(parse, j):
        return True
    words = parse.tokens.words
    if len(words[j]) == 1 and j + 1 < end and words[j + 1] == ".":
        return True  # an initial
    if parse.tokens.kinds[j] == WORD and is_connector(parse, j - 1) and not parse.tags[j] & (PARTICLE | CUE | TIME):
        return True  # أبو دقة
    if parse.tags[j - 1] & GIVEN and not parse.tags[j - 1] & ORDINARY and _ends_name(parse, j, end):
        return True  # محمد سلامة
    if parse.tags[j] & GIVEN:
        return not parse.tags[j] & (CUE | TRIGGER | PREPOSITION) or not parse.tags[j] & (VERB | PARTICLE)
    if (
        parse.tags[j - 1] & GIVEN
        and j + 1 < end
        and parse.tags[j + 1] & GIVEN
        and not parse.tags[j + 1] & ORDINARY & ~(TIME | NOUN)
        and _is_middle(parse, j)
    ):
        return True  # محمد المولود رمضان
    if parse.tags[j] & HEAD and parse.tags[j - 1] & GIVEN and j + 1 < end and parse.tags[j + 1] & GIVEN and _is_title(parse, j):
        return True  # شريف شيخ أحمد
    if _is_dual_verb(parse, j) and is_name_like(parse, j - 1):
        return True  # إنغار تولمان
    relational = parse.tokens.words[j].startswith("ال") and not parse.tags[j] & ORDINARY and bool(parse.tags[j - 1] & GIVEN)
    return (is_name_like(parse, j) or relational) and not _starts_joined(parse, j)


def _is_title(parse: Parse, j: int) -> bool:
    return any(type(h.entry) is Head and h.entry.type == "title" and not h.before.length and not h.pronoun for h in parse.hits[j])


def _is_middle(parse: Parse, j: int) -> bool:
    """True for a definite noun that may stand inside a name."""
    mask = parse.tags[j]
    return bool(mask & ARTICLE and mask & NOUN) and not mask & (HEAD | NATION | TIME | CUE | TRIGGER | PARTICLE | NUMBER | VERB)


def _ends_unknown(parse: Parse, j: int, end: int) -> bool:
    """True for an ordinary noun behind an unknown first name, where a title or office has announced one: `الدكتور رائف نجم`."""
    return not parse.tags[j - 1] & ORDINARY and len(parse.tokens.words[j]) > 2 and _ends_name(parse, j, end)


def _is_town(parse: Parse, j: int) -> bool:
    """True for a town's name right behind a given name that a title or office has announced: `الشرطي محمد عدن`."""
    hits = [h for h in parse.hits[j] if type(h.entry) is Name and h.after == j + 1 and not h.before.length]
    return bool(hits) and all(h.entry.type == "place" and h.entry.level != "country" for h in hits if type(h.entry) is Name)


def _ends_name(parse: Parse, j: int, end: int) -> bool:
    """True for an ordinary noun that can only be the end of a name: nothing that it could govern follows."""
    mask = parse.tags[j]
    if parse.tokens.kinds[j] != WORD or not mask & (NOUN | ADJECTIVE) or mask & _NO_END:
        return False
    if any(hit.before.conjunction or hit.before.preposition or hit.form.indefinite for hit in parse.hits[j] if hit.after == j + 1):
        return False
    return j + 1 >= end or parse.tokens.kinds[j + 1] != WORD or bool(parse.tags[j + 1] & (PARTICLE | CUE | VERB | TIME)) or parse.conjoins(j + 1)


def _starts_joined(parse: Parse, j: int) -> bool:
    """True for an unknown token that begins with و and is a known name without it (شويغو وأوستن)."""
    return any(hit.before.conjunction for hit in parse.hits[j]) or (
        parse.tokens.words[j][0] == "و" and len(parse.tokens.words[j]) > 4 and parse.tokens.words[j][1:] in parse.learned
    )


def is_connector(parse: Parse, j: int) -> bool:
    """True for a word inside names that begins no name by itself: بن, أبو."""
    return bool(parse.tags[j] & GIVEN) and any(
        type(hit.entry) is Name and hit.entry.role == "connector" and hit.before.length == 0 for hit in parse.hits[j]
    )


def _is_family(parse: Parse, j: int) -> bool:
    """True for a noun or a nation's adjective with the article that ends a name begun by a given name (بشار الأسد, حسام المصري)."""
    mask = parse.tags[j]
    if mask & NATION:
        return any(h.before.length == 2 and h.form.number == "s" and h.form.gender != "f" for h in parse.hits[j])
    if not (mask & ARTICLE and mask & NOUN) or mask & _NO_FAMILY:
        return False
    return not (mask & HEAD and any(type(h.entry) is Head and h.entry.type in _BODIES for h in parse.hits[j]))  # الشيخ شريف الحكومة
