"""What each token can be: one bit mask a token, from the lexical hits over it."""

from riwaya.lexicon.entries import Anaphor, Counted, Cue, Head, Light, Name, Number, Particle, Status, Time, Trigger, Word
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.lexicon.scan import Hit
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.tokens import Tokens

NOUN = 1
ADJECTIVE = 2
VERB = 4
PARTICLE = 8
TIME = 16
NUMBER = 32
HEAD = 64
NAME = 128
NATION = 256
GIVEN = 512
CUE = 1024
TRIGGER = 2048
ARTICLE = 4096
ANAPHOR = 8192
STATUS = 16384
PREPOSITION = 32768
ORDINARY = NOUN | ADJECTIVE | VERB | PARTICLE | TIME | NUMBER | HEAD | NATION | CUE | TRIGGER | ANAPHOR | STATUS
"""Bits of which any says that the token is no unknown name."""

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
            bits = _bits(hit)
            if hit.after - hit.first == 1:
                tags[hit.first] |= bits
            else:
                for i in range(hit.first, hit.after):
                    tags[i] |= bits
    return tags


def _prefer_names(hits: list[list[Hit]]) -> None:
    """A word that is a known name as it stands is not read as a verb behind clitics (سيرجي is Sergei, not س + يرجى)."""
    for i, starting in enumerate(hits):
        if len(starting) > 1 and any(isinstance(h.entry, Name) and not h.before.length and h.form.part == FIXED for h in starting):
            hits[i] = [h for h in starting if not (h.form.part in (PAST, PRESENT) and (h.before.length or h.pronoun))]


def _bits(hit: Hit) -> int:
    entry, part = hit.entry, hit.form.part
    if isinstance(entry, Word):
        if part in (PAST, PRESENT):
            return VERB
        if part == ADJECTIVE_FORM:
            return ADJECTIVE
        return NOUN | ADJECTIVE if part == PARTICIPLE else NOUN
    if isinstance(entry, Particle):
        if entry.type in ("preposition", "locative"):
            return PARTICLE | PREPOSITION
        return PARTICLE
    if isinstance(entry, Name):
        if part == ADJECTIVE_FORM:
            return NATION
        return GIVEN if entry.type == "given" else NAME
    verbal = VERB if part in (PAST, PRESENT) else NOUN if part == NOUN_FORM else 0
    if isinstance(entry, Cue):
        return CUE | verbal
    if isinstance(entry, Trigger):
        return TRIGGER | verbal
    if isinstance(entry, (Light, Status)):
        return STATUS | verbal
    if isinstance(entry, (Head, Counted)):
        return HEAD
    if isinstance(entry, Anaphor):
        return ANAPHOR
    if isinstance(entry, Time):
        return TIME
    return NUMBER if isinstance(entry, Number) else 0
