"""Capitals, possessives and names in English passages: what is printed as a name, known or not, and where it ends."""

from __future__ import annotations

from riwaya.lexicon.entries import Name
from riwaya.lexicon.patterns import ADJECTIVE as NATIONAL
from riwaya.lexicon.scan import Hit
from riwaya.read.parse import Parse
from riwaya.text.function_words_english import AUXILIARY, COORDINATE, DETERMINERS, PERSONAL, PREPOSITIONS, RELATIVE, SUBORDINATE
from riwaya.text.tokens import WORD

CLOSED = PREPOSITIONS | COORDINATE | DETERMINERS | AUXILIARY | PERSONAL | RELATIVE | SUBORDINATE | frozenset(("not", "s", "also", "there"))
"""Words that belong to no name and to no group of nouns."""
APOSTROPHES = frozenset("'’")
_PARTICLES_OF_NAMES = frozenset(("al", "el", "abu", "ibn", "bin", "ben", "de", "van", "von", "da", "del", "der", "la", "le"))


def is_capital(parse: Parse, i: int) -> bool:
    """True where token i is printed with a capital."""
    start, _ = parse.span(i, i + 1)
    return parse.document.text[start].isupper()


def owner_after(parse: Parse, i: int) -> int:
    """The token behind a possessive `'s` (or bare apostrophe) at token i; i where none stands there."""
    tokens = parse.tokens
    if i + 1 < len(tokens) and tokens.words[i] in APOSTROPHES and tokens.words[i + 1] == "s" and tokens.ends[i] == tokens.starts[i + 1]:
        return i + 2
    if 0 < i < len(tokens) and tokens.words[i] in APOSTROPHES and tokens.words[i - 1].endswith("s") and tokens.starts[i] == tokens.ends[i - 1]:
        return i + 1 if i + 1 < len(tokens) and tokens.kinds[i + 1] == WORD and tokens.starts[i + 1] > tokens.ends[i] else i
    return i


def is_acronym(parse: Parse, i: int) -> bool:
    """True where token i is printed wholly in capitals, two or more of them."""
    printed = parse.document.text[slice(*parse.span(i, i + 1))]
    return len(printed) > 1 and printed.isupper()


def known_name(parse: Parse, i: int) -> Hit | None:
    """The longest known name at token i, printed as a name: with a capital, a short one wholly in capitals."""
    for hit in sorted(parse.hits[i], key=_least_of_all_a_building) if len(parse.hits[i]) > 1 else parse.hits[i]:
        entry = hit.entry
        if not isinstance(entry, Name) or entry.type == "given" or hit.form.part == NATIONAL:
            continue
        short = hit.after - i == 1 and len(parse.tokens.words[i]) <= 3
        if is_acronym(parse, i) if short and parse.tokens.words[i] in ("us", "who", "is", "it", "ap", "au") else is_capital(parse, i):
            if short and len(parse.tokens.words[i]) == 1 and not (i and parse.tokens.words[i - 1] in ("on", "via", "to")):
                continue  # X is a platform only where one writes on it
            return hit
    return None


def _least_of_all_a_building(hit: Hit) -> tuple[int, bool]:
    """Longest first; of one name, whoever speaks before the building (the Kremlin)."""
    return -hit.after, isinstance(hit.entry, Name) and hit.entry.type == "place" and hit.entry.level == "facility"


def nation_hit(parse: Parse, i: int) -> Hit | None:
    """The adjective of a nation at token i (`Russian`, `U.S.`)."""
    hits = parse.hits[i]
    if not hits or (parse.tokens.words[i] == "us" and not is_acronym(parse, i)):
        return None
    return next((h for h in hits if isinstance(h.entry, Name) and h.form.part == NATIONAL and is_capital(parse, i)), None)


def is_unknown_capital(parse: Parse, j: int, *, inside: bool = False) -> bool:
    """True for a capitalised word that no list knows but as a name: as a given name or a person's, or (`inside`) as any."""
    tokens = parse.tokens
    if (
        j >= len(tokens)
        or tokens.kinds[j] != WORD
        or not (is_capital(parse, j) or _has_article(parse, j))
        or tokens.words[j] in CLOSED - _PARTICLES_OF_NAMES
    ):
        return False
    return all(isinstance(h.entry, Name) and (inside or h.entry.type in ("given", "person")) for h in parse.hits[j])


def _has_article(parse: Parse, j: int) -> bool:
    """True for an Arabic name with its article in small letters: `al-Nurayr`."""
    printed = parse.document.text[slice(*parse.span(j, j + 1))]
    return printed[:3] in ("al-", "el-", "an-", "as-", "ad-", "ar-") and printed[3:4].isupper()


def capital_run(parse: Parse, i: int) -> int:
    """The token behind a run of capitalised words that no list knows (name particles and initials between them count)."""
    j = i
    while j < min(parse.sentence_end(i), i + 5):
        here = is_unknown_capital(parse, j, inside=j > i and parse.hits[j] != [])
        particle = j > i and parse.tokens.words[j] in _PARTICLES_OF_NAMES
        if here or (particle and is_unknown_capital(parse, j + 1)):
            j += 1
        elif j > i and parse.tokens.words[j] in ".-" and parse.tokens.ends[j - 1] == parse.tokens.starts[j] and is_unknown_capital(parse, j + 1):
            if parse.tokens.words[j] == "." and j - 1 >= i and len(parse.tokens.words[j - 1]) > 1:
                break
            j += 1
        else:
            break
    return j
