"""Inflected forms of Arabic lemmas, in folded spelling.

A verb is given by its third person masculine singular in the past and in the present; a noun by its singular. What folding
merges is not told apart (an active and a passive of the same letters are one form). Sources: Ryding (2005), A Reference
Grammar of Modern Standard Arabic, chapters 5-7 (nouns, participles, verbal nouns) and 21-30 (verbs, by root type).
"""

from collections.abc import Iterator

from msgspec import Struct

from riwaya.text.fold import fold_word

PAST, PRESENT, NOUN, PARTICIPLE, FIXED = "past", "present", "noun", "participle", "fixed"


class Form(Struct, frozen=True):
    """What an inflected form says: `part` (past, present, noun, participle, fixed), person 1 or 3, gender m f, number s d p.

    `suffixed` forms stand only before a pronoun (استعادتـها); `construct` ones only before a genitive (وزيرا الدفاع);
    `indefinite` ones carry the tanwin alif; `passive` is True only for forms spelled apart from the active.
    """

    part: str
    person: int = 3
    gender: str = ""
    number: str = "s"
    suffixed: bool = False
    construct: bool = False
    indefinite: bool = False
    passive: bool = False


Inflected = tuple[str, Form]


def _is_weak(past: str, present: str) -> bool:
    """True for a final radical و or ي; a final hamza (بدأ) folds to alif but inflects as a consonant."""
    return len(past) > 2 and past[-1] in "اىي" and present[-1:] in ("ا", "ى", "و", "ي")


def inflect_verb(past: str, present: str, *, passive: bool = False) -> Iterator[Inflected]:
    """Every finite form of a verb; a verb without a present (`ليس`) is given an empty one.

    >>> forms = {text for text, _ in inflect_verb("نفى", "ينفي")}
    >>> {"نفت", "نفوا", "نفا", "تنفي", "ينفون", "ينف"} <= forms
    True
    """
    weak = _is_weak(past, present)
    yield from _past_forms(fold_word(past), fold_word(present), weak=weak, passive=passive)
    if present:
        yield from _present_forms(fold_word(past), fold_word(present), weak=weak, passive=passive)


def _past_forms(past: str, present: str, *, weak: bool, passive: bool) -> Iterator[Inflected]:
    def form(person: int = 3, gender: str = "m", number: str = "s", *, suffixed: bool = False) -> Form:
        return Form(PAST, person, gender, number, suffixed=suffixed, passive=passive)

    stem = past[:-1] if weak else past
    hollow = not weak and len(past) >= 3 and past[-2] == "ا" and len(present) > 2 and present[-2] in "ويا"
    short = past[:-2] + past[-1] if hollow else past
    yield past, form()
    yield stem + "ت", form(gender="f")
    yield stem + "وا", form(number="p")
    yield stem + "و", form(number="p", suffixed=True)
    yield stem + "تا", form(gender="f", number="d")
    if weak:
        glide = "و" if present[-1] == "و" else "ي"
        yield stem + "ا", form(suffixed=True)
        yield stem + glide + "ا", form(number="d")
        yield stem + glide + "نا", form(1, "", "p")
        yield stem + glide + "ت", form(1, "")
    else:
        yield past + "ا", form(number="d")
        yield short + "نا", form(1, "", "p")
        if hollow:
            yield short + "ت", form(1, "")
        yield short + "ن", form(gender="f", number="p")


def _present_forms(past: str, present: str, *, weak: bool, passive: bool) -> Iterator[Inflected]:
    # The first person singular is left out: reports hardly use it, and its letters are those of form IV in the past.
    def form(person: int = 3, gender: str = "m", number: str = "s") -> Form:
        return Form(PRESENT, person, gender, number, passive=passive)

    body = present[1:]
    hollow = not weak and len(body) > 2 and body[-2] in "ويا" and len(past) >= 3 and past[-2] == "ا"
    plural = body[:-1] if weak else body
    dual = body[:-1] + "ي" if weak and body[-1] != "و" else body
    for prefix, person, gender, number in (("ي", 3, "m", "s"), ("ت", 3, "f", "s"), ("ن", 1, "", "p")):
        yield prefix + body, form(person, gender, number)
        if weak:
            yield prefix + body[:-1], form(person, gender, number)
        if hollow:
            yield prefix + body[:-2] + body[-1], form(person, gender, number)
    for prefix, gender in (("ي", "m"), ("ت", "f")):
        yield prefix + dual + "ان", form(3, gender, "d")
        yield prefix + dual + "ا", form(3, gender, "d")
    yield "ي" + plural + "ون", form(3, "m", "p")
    yield "ي" + plural + "وا", form(3, "m", "p")


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
    for text, form in _noun_forms(first, sound_plural, construct):
        if not (rest and (form.suffixed or form.indefinite)):
            yield text + rest, form


def _noun_forms(word: str, sound_plural: bool, construct: bool) -> Iterator[Inflected]:
    if word.endswith("ات") and len(word) > 4:  # قوات، سلطات: a plural that is its own lemma
        yield word, Form(NOUN, gender="f", number="p")
        return
    feminine = word.endswith("ه") and len(word) > 2
    gender = "f" if feminine else "m"
    yield word, Form(NOUN, gender=gender)
    if len(word) < 3:
        return
    stem = word[:-1] + "ت" if feminine else word
    if feminine:
        yield stem, Form(NOUN, gender="f", suffixed=True)
    elif word.endswith("اء"):
        yield word[:-1] + "و", Form(NOUN, gender=gender, suffixed=True)
        yield word[:-1] + "ي", Form(NOUN, gender=gender, suffixed=True)
    elif word[-1] not in "اي":
        yield word + "ا", Form(NOUN, gender=gender, indefinite=True)
    elif word[-1] == "ي":
        yield word + "ا", Form(NOUN, gender=gender, indefinite=True)
        if len(word) > 3:
            yield word[:-1] + "ا", Form(NOUN, gender=gender, suffixed=True)
    yield stem + "ان", Form(NOUN, gender=gender, number="d")
    yield stem + "ين", Form(NOUN, gender=gender, number="d")
    if construct:
        yield stem + "ا", Form(NOUN, gender=gender, number="d", construct=True)
        yield stem + "ي", Form(NOUN, gender=gender, number="d", construct=True)
    if sound_plural:
        if feminine:
            yield word[:-1] + "ات", Form(NOUN, gender="f", number="p")
        else:
            yield word + "ون", Form(NOUN, gender="m", number="p")
            yield word + "ين", Form(NOUN, gender="m", number="p")
            yield word + "و", Form(NOUN, gender="m", number="p", construct=True)
            yield word + "ات", Form(NOUN, gender="f", number="p")


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
    if not rest and first[-1] not in "اءي" and not first.endswith("ات") and len(first) > 2:
        yield first + "ا", Form(NOUN, number="p", indefinite=True)
    if not rest and first.endswith("اء"):
        yield first[:-1] + "و", Form(NOUN, number="p", suffixed=True)
        yield first[:-1] + "ي", Form(NOUN, number="p", suffixed=True)
    if first.endswith(("ون", "ين")) and not rest:
        yield first[:-2] + "ين", Form(NOUN, number="p")
        yield first[:-2] + "و", Form(NOUN, number="p", construct=True)
        yield first[:-2] + "ي", Form(NOUN, number="p", construct=True)


def inflect_participle(lemma: str) -> Iterator[Inflected]:
    """Gender, number and case of a participle.

    >>> {"مشيرا", "مشيره", "مشيرين"} <= {text for text, _ in inflect_participle("مشير")}
    True
    """
    word = fold_word(lemma)
    stem = word + "ي" if len(word) == 3 and word[1] == "ا" else word  # داع، ناف: the final ya returns before an ending
    yield word, Form(PARTICIPLE, gender="m")
    yield stem + "ا", Form(PARTICIPLE, gender="m", indefinite=True)
    yield stem + "ه", Form(PARTICIPLE, gender="f")
    yield stem + "ت", Form(PARTICIPLE, gender="f", suffixed=True)
    for ending, gender, number in (("ان", "m", "d"), ("ين", "m", "p"), ("ون", "m", "p"), ("تين", "f", "d"), ("تان", "f", "d"), ("ات", "f", "p")):
        yield stem + ending, Form(PARTICIPLE, gender=gender, number=number)


def fixed(text: str) -> Iterator[Inflected]:
    """A phrase or particle that does not inflect."""
    yield fold_word(text), Form(FIXED)
