"""Inflected forms of Arabic lemmas, in folded spelling.

A verb is given by its third person masculine singular in the past and in the present; a noun by its singular. What folding
merges is not told apart (an active and a passive of the same letters are one form). Sources: Ryding (2005), A Reference
Grammar of Modern Standard Arabic, chapters 5-7 (nouns, participles, verbal nouns) and 21-30 (verbs, by root type).
"""

from collections.abc import Iterator

from msgspec import Struct

from riwaya.text.fold import fold_word

PAST, PRESENT, NOUN, PARTICIPLE, FIXED = "past", "present", "noun", "participle", "fixed"


class Form(Struct, frozen=True, gc=False):
    """What an inflected form says: `part` (past, present, noun, participle, fixed), person 1 or 3, gender m f, number s d p.

    `suffixed` forms stand only before a pronoun (استعادتـها); `construct` ones only before a genitive (وزيرا الدفاع);
    `indefinite` ones carry the tanwin alif; `passive` is True only for forms spelled apart from the active, `jussive` for those of
    the present that lose a long vowel (لم تستعد).
    """

    part: str
    person: int = 3
    gender: str = ""
    number: str = "s"
    suffixed: bool = False
    construct: bool = False
    indefinite: bool = False
    passive: bool = False
    jussive: bool = False


Inflected = tuple[str, Form]


class _Root(Struct, frozen=True):
    """What the spelling of a verb tells about its root, before folding merges hamza with alif and ya."""

    weak: bool
    keeps_ya: bool
    hollow: bool
    doubled: bool
    hamza: str


def _root(past: str, present: str) -> _Root:
    """`hamza` is a final أ or ء (ئ inflects like a letter); form X of a doubled root (استمر) looks like form VIII (استلم) and is not told."""
    weak = len(past) > 2 and past[-1] in "اىي" and present[-1:] in ("ا", "ى", "و", "ي")
    long = len(past) > 2 and len(present) > 3 and not weak
    hollow = long and ((past[-2] == "ا" and present[-2] in "ويا") or (past[-2] == "ي" and present[-2] == "ا"))
    doubled = (len(past) == 2 and past[0] != "آ") or (len(past) == 3 and past[0] == "أ" and len(present) == 3 and not weak)
    if len(past) == 4 and past[0] == "ا" and not weak:
        doubled = past[1] == "ن" or (past[2] in "تطد" and past[1] not in "تطد")
    return _Root(weak, weak and past[-1] == "ي", hollow, doubled, past[-1] if past[-1] in "أء" else "")


def inflect_verb(past: str, present: str, *, passive: bool = False) -> Iterator[Inflected]:
    """Every finite form of a verb; a verb without a present (`ليس`) is given an empty one.

    >>> forms = {text for text, _ in inflect_verb("نفى", "ينفي")}
    >>> {"نفت", "نفوا", "نفا", "تنفي", "ينفون", "ينف"} <= forms
    True
    """
    root = _root(past, present)
    yield from _past_forms(fold_word(past), fold_word(present), root, passive=passive)
    if present:
        yield from _present_forms(fold_word(present), root, passive=passive)


def _past_forms(past: str, present: str, root: _Root, *, passive: bool) -> Iterator[Inflected]:
    def form(person: int = 3, gender: str = "m", number: str = "s", *, suffixed: bool = False) -> Form:
        return Form(PAST, person, gender, number, suffixed=suffixed, passive=passive)

    stem = past[:-1] if root.weak else past
    feminine = past if root.keeps_ya else stem
    yield past, form()
    yield feminine + "ت", form(gender="f")
    yield stem + "وا", form(number="p")
    if root.hamza:
        yield past[:-1] + "ووا", form(number="p")  # لجؤوا، جاؤوا
    yield stem + "و", form(number="p", suffixed=True)
    yield feminine + "تا", form(gender="f", number="d")
    if root.weak:
        glide = "و" if present[-1] == "و" else "ي"
        if not root.keeps_ya:
            yield stem if stem[-1] == "ا" else stem + "ا", form(suffixed=True)  # رآه، رماه
        yield stem + glide + "ا", form(number="d")
        yield stem + glide + "نا", form(1, "", "p")
        yield stem + glide + "ت", form(1, "")
        return
    yield past if root.hamza == "أ" else past + "ا", form(number="d")
    short = _before_consonant(past, present, root)
    yield short + "نا", form(1, "", "p")
    if short != past:
        yield short + "ت", form(1, "")
    yield short + "ن", form(gender="f", number="p")


def _before_consonant(past: str, present: str, root: _Root) -> str:
    """The past before an ending that begins with a consonant: قلـنا، رددنا، جئنا."""
    if root.doubled:
        return past + past[-1]
    if not root.hollow:
        return past
    if root.hamza:
        return past[:-2] + ("ا" if len(past) > 3 else "و" if present[-2] == "و" else "ي")
    return past[:-2] + past[-1]


def _present_forms(present: str, root: _Root, *, passive: bool) -> Iterator[Inflected]:
    # The first person singular is left out: reports hardly use it, and its letters are those of form IV in the past.
    def form(person: int = 3, gender: str = "m", number: str = "s", *, jussive: bool = False) -> Form:
        return Form(PRESENT, person, gender, number, passive=passive, jussive=jussive)

    body = present[1:]
    plural = body[:-1] if root.weak else body
    dual = body[:-1] + "ي" if root.weak and body[-1] != "و" else body
    if root.hamza and body[-1] == "ا":  # يلجآن: the dual's alif is one letter with the hamza's
        dual = body[:-1]
    for prefix, person, gender, number in (("ي", 3, "m", "s"), ("ت", 3, "f", "s"), ("ن", 1, "", "p")):
        yield prefix + body, form(person, gender, number)
        if root.weak:
            yield prefix + body[:-1], form(person, gender, number, jussive=True)
        if root.hollow:
            yield prefix + body[:-2] + (body[-2] if root.hamza else body[-1]), form(person, gender, number, jussive=True)
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield prefix + dual + "ان", form(3, gender, "d")
        yield prefix + dual + "ا", form(3, gender, "d")
    stems = [plural]
    if root.hamza and body[-1] in "اء":  # يلجؤون، يجيئون
        stems.append(body[:-1] + ("ي" if body[-2] == "ي" and body[-1] == "ء" else "و"))
    for stem in stems:
        yield "ي" + stem + "ون", form(3, "m", "p")
        yield "ي" + stem + "وا", form(3, "m", "p")


def inflect_noun(lemma: str, *, sound_plural: bool = True, construct: bool = True) -> Iterator[Inflected]:
    """The forms of a noun from its singular (a broken plural is a lemma of its own: `inflect_plural`).

    >>> forms = {text for text, _ in inflect_noun("وزير")}
    >>> {"وزير", "وزيرا", "وزيران", "وزيرين", "وزيري"} <= forms
    True
    >>> [text for text, form in inflect_noun("استعادة") if form.suffixed]
    ['استعادت']
    """
    first, _, rest = fold_word(lemma).partition(" ")
    rest = " " + rest if rest else ""
    for text, form in _noun_forms(first, sound_plural, construct, end=lemma.partition(" ")[0][-1:]):
        if not (rest and (form.suffixed or form.indefinite)):
            yield text + rest, form


def _noun_forms(word: str, sound_plural: bool, construct: bool, *, end: str) -> Iterator[Inflected]:
    """`end` is the last letter as printed: folding merges ة with ه, and ى with ي and ئ."""
    if word.endswith("ات") and (len(word) > 4 or word == "قوات"):  # a plural that is its own lemma; نبات is none
        yield word, Form(NOUN, gender="f", number="p")
        return
    gender = "f" if end == "ة" else "m"
    yield word, Form(NOUN, gender=gender)
    if len(word) < 3:
        return
    stem = _before_vowel(word, end)
    if end == "ة":
        yield stem, Form(NOUN, gender="f", suffixed=True)
    elif end in "ءأ":
        yield word[:-1] + "و", Form(NOUN, gender=gender, suffixed=True)
        yield word[:-1] + "ي", Form(NOUN, gender=gender, suffixed=True)
    elif end == "ى" and len(word) > 3:
        yield word[:-1] + "ا", Form(NOUN, gender=gender, suffixed=True)
    if end not in "ةأاى" and not word.endswith("اء"):
        yield stem + "ا", Form(NOUN, gender=gender, indefinite=True)
    yield (word if end == "أ" else stem + "ا") + "ن", Form(NOUN, gender=gender, number="d")
    yield stem + "ين", Form(NOUN, gender=gender, number="d")
    if construct:
        yield word if end == "أ" else stem + "ا", Form(NOUN, gender=gender, number="d", construct=True)
        yield stem + "ي", Form(NOUN, gender=gender, number="d", construct=True)
    if sound_plural:
        if end == "ة":
            yield word[:-1] + "ات", Form(NOUN, gender="f", number="p")
        else:
            yield word + "ون", Form(NOUN, gender="m", number="p")
            yield word + "ين", Form(NOUN, gender="m", number="p")
            yield word + "و", Form(NOUN, gender="m", number="p", construct=True)
            yield word + "ات", Form(NOUN, gender="f", number="p")


def _before_vowel(word: str, end: str) -> str:
    """The stem before an ending that begins with a vowel: غارتـان، شيئـا."""
    if end == "ة":
        return word[:-1] + "ت"
    return word[:-1] + "ي" if end == "ء" and word[-2] not in "اذدرزو" else word


def inflect_plural(lemma: str) -> Iterator[Inflected]:
    """The forms of a broken (or otherwise given) plural.

    >>> [text for text, _ in inflect_plural("هجمات")]
    ['هجمات']
    >>> [text for text, _ in inflect_plural("جنود")]
    ['جنود', 'جنودا']
    """
    first, _, rest = fold_word(lemma).partition(" ")
    rest = " " + rest if rest else ""
    yield first + rest, Form(NOUN, number="p")
    end = lemma.partition(" ")[0][-1:]
    if not rest and end == "ة":
        yield first[:-1] + "ت", Form(NOUN, number="p", suffixed=True)
    if not rest and end == "ى":
        yield first[:-1] + "ا", Form(NOUN, number="p", suffixed=True)
    if not rest and end != "ة" and first[-1] not in "اءي" and not first.endswith(("ات", "ون")) and len(first) > 2:
        yield first + "ا", Form(NOUN, number="p", indefinite=True)
    if not rest and first.endswith("اء"):
        yield first[:-1] + "و", Form(NOUN, number="p", suffixed=True)
        yield first[:-1] + "ي", Form(NOUN, number="p", suffixed=True)
    if first.endswith(("ون", "ين")) and not rest:
        yield first[:-2] + "ين", Form(NOUN, number="p")
        yield first[:-2] + "و", Form(NOUN, number="p", construct=True)
        yield first[:-2] + "ي", Form(NOUN, number="p", construct=True)


def inflect_participle(lemma: str, *, doubled: bool = False) -> Iterator[Inflected]:
    """Gender, number and case of a participle; `doubled`: of a root whose last radicals are one letter (خاص is no داع).

    >>> {"مشيرا", "مشيره", "مشيرين"} <= {text for text, _ in inflect_participle("مشير")}
    True
    """
    word = fold_word(lemma)
    cut = len(word) == 3 and word[1] == "ا" and not doubled and word[-1] != "ي"  # داع، ناف: the final ya returns before an ending
    stem = word + "ي" if cut else word
    short = stem[:-1] if cut or lemma.endswith("ي") else stem  # نافون، نافين
    yield word, Form(PARTICIPLE, gender="m")
    if short != word and len(short) > 3:  # of three letters (قال from قالى) they are other, commoner words
        yield short, Form(PARTICIPLE, gender="m")
    yield stem + "ا", Form(PARTICIPLE, gender="m", indefinite=True)
    yield stem + "ه", Form(PARTICIPLE, gender="f")
    yield stem + "ت", Form(PARTICIPLE, gender="f", suffixed=True)
    for ending, gender, number in (("ان", "m", "d"), ("تين", "f", "d"), ("تان", "f", "d"), ("ات", "f", "p")):
        yield stem + ending, Form(PARTICIPLE, gender=gender, number=number)
    for ending in ("ين", "ون"):
        yield short + ending, Form(PARTICIPLE, gender="m", number="p")


def fixed(text: str) -> Iterator[Inflected]:
    """A phrase or particle that does not inflect."""
    yield fold_word(text), Form(FIXED)
