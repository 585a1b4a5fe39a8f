"""One pass of the automaton over a text's tokens: every lexical hit that stands between token edges."""

from functools import lru_cache

from msgspec import Struct

from riwaya.lexicon.compiled import BARE, NOMINAL, PROPER, RELATIONAL, VERBAL, Lexicon
from riwaya.lexicon.entries import Entry
from riwaya.text.clitics import PRONOUNS, Proclitic, split_starts
from riwaya.text.inflection import PAST, PRESENT, Form
from riwaya.text.tokens import BREAK, Tokens


class Hit(Struct, gc=False):
    """An entry found over the tokens `[first, after)`, with the clitics around it."""

    first: int
    after: int
    entry: Entry
    form: Form
    before: Proclitic
    pronoun: str
    next_preposition: str


def scan(lexicon: Lexicon, tokens: Tokens, *, first: int = 0, after: int | None = None, marbuta: frozenset[int] = frozenset()) -> list[list[Hit]]:
    """For each token of `[first, after)`, the hits that start there, longest first, then in the order of the data files.

    Tokens in `marbuta` end in a printed ة, which is no pronoun (سيطرة is no "controlled it").
    """
    after = len(tokens) if after is None else after
    words = tokens.words[first:after]
    found: list[list[Hit]] = [[] for _ in words]
    if not lexicon.readings:
        return found
    starts: dict[int, tuple[int, Proclitic]] = {}
    ends: dict[int, tuple[int, str]] = {}
    position = 0
    kinds = tokens.kinds
    offset = first
    for i, word in enumerate(words):
        if kinds[offset + i] != BREAK:
            for clitic in split_starts(word):
                starts[position + clitic.length] = (i, clitic)
            for cut, pronoun in _split_ends(word):
                if pronoun == "ه" and offset + i in marbuta:
                    continue
                ends[position + cut] = (i, pronoun)
        position += len(word) + 1
    buffer = " ".join(words)
    readings, forms, entries = lexicon.readings, lexicon.forms, lexicon.entries
    for last, value in lexicon.automaton.iter(buffer):
        start = starts.get(last + 1 - (value & 255))
        if start is None:
            continue
        end = ends.get(last + 1)
        if end is None:
            continue
        at, before = start
        final, pronoun = end
        for reading in readings[value >> 8]:
            form = forms[reading.form]
            if _allowed(reading.clitics, form, before=before, pronoun=pronoun, after_article=reading.after_article):
                glued = reading.next_preposition
                if not glued or (final + 1 < len(words) and words[final + 1].startswith(glued)):
                    found[at].append(Hit(offset + at, offset + final + 1, entries[reading.entry], form, before, pronoun, glued))
    for hits in found:
        if len(hits) > 1:
            hits.sort(key=_longest_first)
    return found


def _longest_first(hit: Hit) -> tuple[int, int]:
    return -hit.after, hit.before.length + len(hit.pronoun)


def _allowed(clitics: int, form: Form, *, before: Proclitic, pronoun: str, after_article: bool) -> bool:
    if form.suffixed and not pronoun:
        return False
    if pronoun == "ي" and form.part in (PAST, PRESENT):
        return False  # verbs take ني: أوردي is a name, not "he brought me"
    if clitics == VERBAL:
        if before.article or (before.preposition and not (before.preposition == "ل" and form.part == PRESENT)):
            return False
        return not before.future or form.part == PRESENT
    if before.future:
        return False
    if after_article and not (before.article and before.preposition == "ل"):
        return False
    if clitics == RELATIONAL:
        return not pronoun
    if clitics == NOMINAL:
        return not (pronoun and (before.article or form.indefinite)) and not (before.article and (form.indefinite or form.construct))
    if clitics == PROPER:
        return not pronoun and before.article == after_article and (not after_article or before.preposition == "ل")
    return clitics == BARE and not before.article and not (pronoun and len(pronoun) < 2)


@lru_cache(maxsize=65536)
def _split_ends(word: str) -> tuple[tuple[int, str], ...]:
    """Every reading of the folded word's end: the cut and the pronoun after it, the whole word first."""
    found = [(len(word), "")]
    if "\u0621" <= word[0] <= "\u064a":
        for length in (1, 2, 3):
            if len(word) > length + 1 and word[-length:] in PRONOUNS:
                found.append((len(word) - length, word[-length:]))
    return tuple(found)
