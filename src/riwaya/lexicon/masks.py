"""What a word can be, as the bits of one mask: for each entry and form, so that readers test a bit instead of a class."""

from riwaya.lexicon.entries import Anaphor, Counted, Cue, Entry, Head, Initiative, Light, Limit, Name, Number, Particle, Status, Time, Trigger, Word
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.inflection import PARTICIPLE, PAST, PRESENT, Form

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
INITIATIVE = 65536
LIMIT = 131072
COMPLEMENTISER = 262144
RELATIVE = 524288
NEGATOR = 1048576
CONJUNCTION = 2097152
AUXILIARY = 4194304
MODAL = 8388608
EARLIER = 16777216
ORDINARY = NOUN | ADJECTIVE | VERB | PARTICLE | TIME | NUMBER | HEAD | NATION | CUE | TRIGGER | ANAPHOR | STATUS
"""Bits of which any says that the token is no unknown name."""

_PARTICLES = {
    "preposition": PREPOSITION,
    "locative": PREPOSITION,
    "complementiser": COMPLEMENTISER,
    "relative": RELATIVE,
    "negator": NEGATOR,
    "conjunction": CONJUNCTION,
    "conditional": CONJUNCTION,
    "past_auxiliary": AUXILIARY,
    "modal": MODAL,
    "future": MODAL,
    "earlier": EARLIER,
}
"""The bits of particles by their type, for the types that readers look for."""


def mask_of(entry: Entry, form: Form) -> int:
    """The bits of an entry in one of its forms."""
    part = form.part
    if isinstance(entry, Word):
        if part in (PAST, PRESENT):
            return VERB
        if part == ADJECTIVE_FORM:
            return ADJECTIVE
        return NOUN | ADJECTIVE if part == PARTICIPLE else NOUN
    if isinstance(entry, Particle):
        return PARTICLE | _PARTICLES.get(entry.type, 0)
    if isinstance(entry, Name):
        if part == ADJECTIVE_FORM:
            return NATION
        return 0 if entry.type == "toponym" else GIVEN if entry.type == "given" else NAME
    verbal = VERB if part in (PAST, PRESENT) else NOUN if part == NOUN_FORM else 0
    if isinstance(entry, Cue):
        return CUE | verbal
    if isinstance(entry, Trigger):
        return TRIGGER | verbal
    if isinstance(entry, (Light, Status)):
        return STATUS | verbal
    if isinstance(entry, Initiative):
        return INITIATIVE
    if isinstance(entry, Limit):
        return LIMIT
    if isinstance(entry, (Head, Counted)):
        return HEAD
    if isinstance(entry, Anaphor):
        return ANAPHOR
    if isinstance(entry, Time):
        return TIME
    return NUMBER if isinstance(entry, Number) else 0
