"""What each token can be: one bit mask a token, from the lexical hits over it."""

from riwaya.lexicon.masks import (
    ADJECTIVE,
    ANAPHOR,
    ARTICLE,
    CUE,
    GIVEN,
    HEAD,
    INITIATIVE,
    LIMIT,
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
from riwaya.lexicon.scan import Hit
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.tokens import Tokens

__all__ = [
    "ADJECTIVE",
    "ANAPHOR",
    "ARTICLE",
    "CUE",
    "GIVEN",
    "HEAD",
    "INITIATIVE",
    "LIMIT",
    "NAME",
    "NATION",
    "NOUN",
    "NUMBER",
    "ORDINARY",
    "PARTICLE",
    "PREPOSITION",
    "STATUS",
    "TIME",
    "TRIGGER",
    "VERB",
    "tag_tokens",
]

_KNOWN = NAME | GIVEN | NATION
_ARTICLES = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "وبال", "فلل")


def tag_tokens(tokens: Tokens, hits: list[list[Hit]]) -> list[int]:
    """The mask of every token; a hit of several words marks each of them."""
    _prefer_names(hits)
    tags = [0] * len(tokens.words)
    for i, word in enumerate(tokens.words):
        if len(word) > 4 and word.startswith(_ARTICLES):
            tags[i] = ARTICLE
    for starting in hits:
        for hit in starting:
            bits = hit.mask
            if hit.after - hit.first == 1:
                tags[hit.first] |= bits
            else:
                for i in range(hit.first, hit.after):
                    tags[i] |= bits
    return tags


def _prefer_names(hits: list[list[Hit]]) -> None:
    """A word that is a known name as it stands is not read as a verb behind clitics (سيرجي is Sergei, not س + يرجى)."""
    for i, starting in enumerate(hits):
        if len(starting) > 1 and any(h.mask & _KNOWN and not h.before.length and h.form.part == FIXED for h in starting):
            hits[i] = [h for h in starting if not (h.form.part in (PAST, PRESENT) and (h.before.length or h.pronoun))]
