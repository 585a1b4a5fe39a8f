"""Names of places that are adjectives too (`مالي`): which of the two a word is, by what stands before it.

Source: Ryding (2005), chapters 8 and 10: an adjective follows a noun that it agrees with; behind a verb, a preposition, a feminine or
a plural, a masculine singular can only be a noun.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name, Particle, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, HEAD, NOUN, PARTICLE, PREPOSITION, TRIGGER, VERB
from riwaya.text.inflection import FIXED
from riwaya.text.quotes import CLOSERS, OPENING
from riwaya.text.tokens import MARK, WORD

_LEADING = ("preposition", "locative", "complementiser", "conjunction")


def is_rather_adjective(parse: Parse, hit: Hit) -> bool:
    """True for a single word that names a place, by its letters an adjective too, where nothing shows that it is the place."""
    i = hit.first
    if not parse.tags[i] & ADJECTIVE or hit.after - i > 1 or hit.form.part != FIXED:
        return False
    words = (h.entry for h in parse.hits[i] if type(h.entry) is Word and h.after == i + 1 and h.before == hit.before)
    return any(w.part == "adjective" for w in words) and not _is_place_here(parse, hit)


def _is_place_here(parse: Parse, hit: Hit) -> bool:
    i = hit.first
    if hit.before.preposition or i == parse.tokens.sentences[parse.tokens.sentence_of[i]][0]:
        return True
    if hit.before.conjunction:
        return _ends_place(parse, i)
    mask = parse.tags[i - 1]
    if parse.tokens.kinds[i - 1] != WORD:
        mark = parse.tokens.words[i - 1]
        return parse.tokens.kinds[i - 1] == MARK and mark not in OPENING and mark not in CLOSERS
    if mask & (PREPOSITION | PARTICLE) and not mask & NOUN:
        return any(type(h.entry) is Particle and h.entry.type in _LEADING and h.after == i for h in parse.hits[i - 1])
    if mask & VERB and not mask & (NOUN | HEAD | TRIGGER):
        return True
    return _cannot_agree(parse, i - 1)


def _ends_place(parse: Parse, i: int) -> bool:
    """True where the name of a country or region ends before token i: `النيجر ومالي`."""
    starts = range(max(0, i - 3), i)
    return any(type(h.entry) is Name and h.entry.type == "place" and h.form.part == FIXED and h.after == i for j in starts for h in parse.hits[j])


def _cannot_agree(parse: Parse, j: int) -> bool:
    """True for a noun without article that no masculine singular can qualify: feminine, plural, an army, a side of a place."""
    if parse.tags[j] & ARTICLE or not parse.tags[j] & (NOUN | HEAD):
        return False
    hits = [h for h in parse.hits[j] if h.after == j + 1 and isinstance(h.entry, (Head, Word))]
    if any(type(h.entry) is Head and (h.entry.level == "army" or h.entry.direction or h.entry.level == "border") for h in hits):
        return True
    return bool(hits) and all(h.form.gender == "f" or h.form.number == "p" or parse.tokens.words[j].endswith("ه") for h in hits)
