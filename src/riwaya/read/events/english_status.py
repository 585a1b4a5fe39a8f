"""Whether an English event happened: its verb's mood, the words above it, the statement that tells it."""

from __future__ import annotations

from riwaya.lexicon.entries import Particle, Status, Trigger
from riwaya.read.clauses.english_verbs import INFINITIVE, ING, NOMINAL, Use
from riwaya.read.events.frames import Frame
from riwaya.read.parse import Parse
from riwaya.read.statements.voices import Said
from riwaya.text.function_words_english import DEFINITE, HAVE, INVERTED, MODAL, PREPOSITIONS, SUBORDINATE
from riwaya.text.tokens import MARK

_REACH = 7
_BY_ACT = {"threaten": "planned", "promise": "planned", "demand": "planned", "warn": "hypothetical"}


def english_status(parse: Parse, frame: Frame, use: Use, *, said: Said | None) -> str:
    """The contract's status of the event; `happened` where no word says otherwise."""
    if use.negated:
        return "denied"
    if use.mood == "future":
        return "planned"
    if use.mood == "modal":
        return "hypothetical"
    above = _above(parse, frame, use)
    if above:
        return above
    if _is_conditional(parse, frame, use) or (use.kind == NOMINAL and _would_be(parse, frame, use)):
        return "hypothetical"
    words = parse.tokens.words
    if use.kind == INFINITIVE or use.mood == "to":
        had = any(words[j] in HAVE for j in range(use.first, frame.hit.first))
        return "happened" if had else "planned"
    if said is not None and said.holds(frame.hit.first):
        if said.act == "deny":
            return "denied"
        near = said.content is not None and frame.hit.first - said.content[0] <= _REACH
        if use.kind in (NOMINAL, ING) and said.act in _BY_ACT and near and not said.quoted:
            return _BY_ACT[said.act]
    return frame.entry.status or "happened"


def _above(parse: Parse, frame: Frame, use: Use) -> str:
    """The nearest word of trying, planning or stopping before the verb's chain, in its clause, with no other trigger between."""
    first = frame.clause.first
    at = frame.light.first if frame.light is not None else use.first
    for j in range(at - 1, max(first, at - _REACH) - 1, -1):
        if parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in ",;:“”":
            return ""
        for hit in parse.hits[j]:
            if isinstance(hit.entry, Status) and hit.after <= at and parse.group_at[j] is None:
                aim = hit.entry.status == "ended" and j > first and parse.tokens.words[j - 1] == "to"
                return "" if aim else hit.entry.status  # in order to stop the offensive: it goes on
        if any(isinstance(h.entry, Trigger) for h in parse.hits[j]) and parse.group_at[j] is None and at - j > 1:
            return ""
        if any(isinstance(h.entry, Particle) and h.entry.type in ("conjunction", "relative", "complementiser") for h in parse.hits[j]):
            return ""
    return ""


def _would_be(parse: Parse, frame: Frame, use: Use) -> bool:
    """True for a noun that a verb under a modal brings about: `would result in heavy losses`; what is definite is there already."""
    words = parse.tokens.words
    for j in range(use.first - 1, max(frame.clause.first, use.first - _REACH) - 1, -1):
        if words[j] in MODAL:
            return True
        if parse.tokens.kinds[j] == MARK or words[j] in DEFINITE or (words[j] in PREPOSITIONS | SUBORDINATE and words[j] not in ("in", "to")):
            return False
    return False


def _is_conditional(parse: Parse, frame: Frame, use: Use) -> bool:
    sentence = parse.tokens.sentence_of[use.first]
    first = parse.tokens.sentences[sentence][0]
    if parse.tokens.words[first] in INVERTED and frame.clause.first == first and not parse.is_question(sentence):
        return True
    for j in range(use.first - 1, frame.clause.first - 1, -1):
        if parse.tokens.kinds[j] == MARK and parse.tokens.words[j] in ",;:“”":
            return False
        if any(isinstance(h.entry, Particle) and h.entry.type == "conditional" for h in parse.hits[j]):
            return True
    return False
