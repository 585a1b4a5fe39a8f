"""From an entry to the folded surface forms by which a text shows it."""

from collections.abc import Iterator

from msgspec import Struct, structs

from riwaya.lexicon.entries import Anaphor, Counted, Cue, Entry, Head, Initiative, Light, Limit, Name, Number, Particle, Status, Time, Trigger, Word
from riwaya.text.fold import fold_word
from riwaya.text.inflection import (
    FIXED,
    NOUN,
    PARTICIPLE,
    PAST,
    PRESENT,
    Form,
    Inflected,
    fixed,
    inflect_noun,
    inflect_participle,
    inflect_plural,
    inflect_verb,
)

ADJECTIVE = "adjective"
_ATTACHED = frozenset("لبك")


class Pattern(Struct, frozen=True, gc=False):
    """A folded form, what it says, and the preposition that must be glued to the next word (`وفقا ل`)."""

    text: str
    form: Form
    next_preposition: str = ""


def patterns_of(entry: Entry, *, language: str) -> Iterator[Pattern]:
    """Every surface form of an entry (clitics apart), in a fixed order; one may come twice."""
    arabic = language == "ar"
    shortest = 1 if language == "en" and isinstance(entry, Name) else 2
    for text, form in _inflected(entry, language):
        next_preposition = ""
        if arabic and " " in text:
            before, _, last = text.rpartition(" ")
            if before and last in _ATTACHED:
                text, next_preposition = before, last
        if len(text) >= shortest:
            yield Pattern(text, form, next_preposition)


def _inflected(entry: Entry, language: str) -> Iterator[Inflected]:
    match entry:  # the commonest first
        case Word():
            yield from _english_word(entry) if language == "en" else _word(entry)
        case Name():
            yield from _name(entry, language)
        case Cue() | Trigger() | Light() | Status() | Initiative() | Limit():
            yield from _verbal(entry, language)
        case Head():
            yield from _noun(entry.lemma, entry.plural, language)
            if entry.feminine and language == "ar":
                first, _, rest = entry.lemma.partition(" ")
                yield from _noun(f"{first}ة {rest}".strip(), (), language)
        case Counted():
            yield from _noun(entry.lemma, entry.plural, language)
        case Anaphor():
            yield from _noun(entry.lemma, entry.plural, language) if " " not in entry.lemma else fixed(entry.lemma)
        case Time(type="dated"):
            return  # lemmas of ordinary words, which are found as these
        case Time() | Number():
            for text in entry.forms:
                yield from fixed(text)
        case Particle():
            yield from fixed(entry.lemma)


def _verbal(entry: Cue | Trigger | Light | Status | Initiative | Limit, language: str) -> Iterator[Inflected]:
    if language == "en":
        yield from _english(entry)
        return
    if entry.verb:
        yield from inflect_verb(entry.verb[0], entry.verb[1])
    if not isinstance(entry, Limit) and entry.passive:
        yield from inflect_verb(entry.passive[0], entry.passive[-1], passive=True)
    if entry.masdar:
        yield from inflect_noun(entry.masdar)
    if isinstance(entry, (Cue, Trigger, Status, Limit)) and entry.participle:
        yield from inflect_participle(entry.participle, doubled=bool(entry.verb) and len(entry.verb[0]) == 2)
    if isinstance(entry, (Trigger, Status, Limit)):
        for noun in entry.noun:
            yield from inflect_noun(noun)
    if isinstance(entry, (Trigger, Status, Limit)):
        for plural in entry.plural:
            yield from inflect_plural(plural)
    for phrase in entry.phrase:
        yield from fixed(phrase)


def _english(entry: Cue | Trigger | Light | Status | Initiative | Limit) -> Iterator[Inflected]:
    """English verbs are given as past and base form; a form in -s and one in -ing are derived, nouns get a plural in -s."""
    if entry.verb:
        past, base = fold_word(entry.verb[0]), fold_word(entry.verb[1])
        yield past, Form(PAST)
        yield base, Form(PRESENT, number="p")
        yield from _english_endings(base)
    if isinstance(entry, (Cue, Trigger, Status, Limit)) and entry.participle:
        yield from ((fold_word(entry.participle), Form(PARTICIPLE)),)
    for text in (entry.masdar, *getattr(entry, "noun", ())):
        if text:
            yield from _noun(text, (), "en")
    for text in (*getattr(entry, "plural", ()), *entry.phrase):
        yield fold_word(text), Form(FIXED if text in entry.phrase else NOUN, number="p")


def _english_endings(base: str) -> Iterator[Inflected]:
    """The forms of an English verb in -s and -ing: denies, striking, hitting; of two words the first is inflected.

    >>> [text for text, _ in _english_endings("carry out")]
    ['carries out', 'carrying out']
    """
    first, _, rest = base.partition(" ")
    rest = " " + rest if rest else ""
    consonant_y = first.endswith("y") and first[-2:-1] not in "aeiou"
    third = first[:-1] + "ies" if consonant_y else first + ("es" if first.endswith(("ch", "sh", "x", "s", "o", "z")) else "s")
    yield third + rest, Form(PRESENT)
    stem = first[:-1] if first.endswith("e") and not first.endswith("ee") else first
    yield f"{stem}ing{rest}", Form(PARTICIPLE)
    if len(first) > 2 and first[-1] in "bdgmnprt" and first[-2] in "aeiou" and first[-3] not in "aeiou":
        yield f"{first}{first[-1]}ing{rest}", Form(PARTICIPLE)


def _noun(lemma: str, plural: tuple[str, ...], language: str) -> Iterator[Inflected]:
    if language == "en":
        word = fold_word(lemma)
        yield word, Form(NOUN)
        if word[-1] != "s":
            yield word + "s", Form(NOUN, number="p")
        for text in plural:
            yield fold_word(text), Form(NOUN, number="p")
        return
    for text, form in inflect_noun(lemma, sound_plural=not plural):
        yield text, form
        if " " in text:
            yield _with_articles(text), form
            if lemma.endswith("ة") and text.endswith("ه"):
                yield text[:-1] + "ت", structs.replace(form, suffixed=True)  # وزير خارجيتها
    for text in plural:
        for inflected, form in inflect_plural(text):
            yield inflected, form
            if " " in inflected:
                yield _with_articles(inflected), form


def _with_articles(text: str) -> str:
    """The definite form of a noun with its adjective: every word after the first takes the article.

    >>> _with_articles("بنيه تحتيه")
    'بنيه التحتيه'
    """
    first, *rest = text.split(" ")
    return " ".join([first, *(w if w.startswith("ال") or len(w) < 3 else "ال" + w for w in rest)])


def _english_word(entry: Word) -> Iterator[Inflected]:
    if entry.part == "verb":
        yield fold_word(entry.lemma), Form(PAST)
        for present in entry.present:
            yield fold_word(present), Form(PRESENT, number="p")
            yield from _english_endings(fold_word(present))
        yield from ((fold_word(text), Form(PARTICIPLE)) for text in entry.participle)
    elif entry.part == "noun":
        yield from _noun(entry.lemma, entry.plural, "en")
    else:
        yield fold_word(entry.lemma), Form(ADJECTIVE)


def _word(entry: Word) -> Iterator[Inflected]:
    if entry.part == "verb":
        for present in entry.present or ("",):
            yield from inflect_verb(entry.lemma, present)
        for masdar in entry.masdar:
            yield from inflect_noun(masdar, construct=False)
        for participle in entry.participle:
            yield from inflect_participle(participle, doubled=len(entry.lemma) == 2)
    elif entry.part == "noun":
        yield from inflect_noun(entry.lemma, construct=False)
        for plural in entry.plural:
            yield from inflect_plural(plural)
    else:
        yield from _adjective(fold_word(entry.lemma))
        for plural in entry.plural:
            yield from inflect_plural(plural)


_ADJECTIVE_ENDINGS = tuple(
    (ending, Form(ADJECTIVE, gender=gender, number=number, indefinite=ending == "ا"))
    for ending, gender, number in (
        ("", "m", "s"),
        ("ا", "m", "s"),
        ("ه", "f", "s"),
        ("ان", "m", "d"),
        ("ين", "m", "p"),
        ("ون", "m", "p"),
        ("تان", "f", "d"),
        ("تين", "f", "d"),
        ("ات", "f", "p"),
    )
)


def _adjective(word: str) -> Iterator[Inflected]:
    for ending, form in _ADJECTIVE_ENDINGS:
        yield word + ending, form


def _name(entry: Name, language: str) -> Iterator[Inflected]:
    own = {fold_word(text) for text in (*entry.forms, *entry.short)}
    if language == "en":
        spaced = dict.fromkeys(_spaced(text) for text in (*entry.forms, *entry.short))
        yield from ((text.replace("'", mark), Form(FIXED)) for text in spaced for mark in ("'’" if "'" in text else "'"))
        yield from ((_spaced(text), Form(ADJECTIVE, number="p" if text.endswith("s") else "s")) for text in entry.adjective)
        return
    for text in (*entry.forms, *entry.short):
        folded = fold_word(text)
        yield folded, Form(FIXED)
        if language == "ar" and entry.type == "weapon" and " " not in text:
            yield from inflect_noun(text)
    if language == "ar":
        for adjective in entry.adjective:
            base, _, irregular = adjective.partition(";")
            for text, form in _adjective(fold_word(base)):
                if text not in own:
                    yield text, form
                elif not form.indefinite:
                    yield "ال" + text, form  # سورية is the country, السورية can only be the adjective
            for text in irregular.split(","):
                if text.strip():
                    yield fold_word(text), Form(ADJECTIVE, number="p")


def _spaced(text: str) -> str:
    """A folded name with its full stops and possessive apart, as tokens are.

    >>> _spaced("U.S. Navy")
    'u . s . navy'
    """
    return " ".join(fold_word(text).replace(".", " . ").replace("'s ", " ' s ").replace("s' ", "s ' ").split())
