"""What a story only looks back on: events behind `بعد يوم من`, `غداة`, `ردا على`, in a clause of `بعد أن`, behind `سبق أن`.

They neither give the scene and the day of the story nor take them: their own words alone say when and where they were.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Light, Particle
from riwaya.read.clauses.find import Clause
from riwaya.read.events.frames import Frame
from riwaya.read.parse import Parse
from riwaya.read.tags import AUXILIARY, NUMBER, STATUS, TIME
from riwaya.text.function_words import AFTER, ANSWERING, BRIEF, EARLIER_CLAUSE, HABITUAL, LAPSED, SEQUENCE
from riwaya.text.inflection import PRESENT
from riwaya.text.tokens import NUMBER as NUMERAL

_REACH = 6
_OPENING = 3


def is_background(parse: Parse, frame: Frame, clauses: list[Clause]) -> bool:
    """True where the words before a trigger set it before, or against, what the sentence tells."""
    if frame.finite or frame.light is not None:
        at = frame.hit.first if frame.finite or frame.light is None else frame.light.first
        if _in_earlier_clause(parse, frame.clause, at, clauses):
            return True
    return not frame.finite and adjunct_start(parse, frame.hit.first, frame.clause.first) is not None


def is_habitual(parse: Parse, frame: Frame) -> bool:
    """True behind an adverb that with ما tells what happens as a rule: `كثيرا ما تشن الحركة هجمات`."""
    at = frame.hit.first if frame.finite or frame.light is None else frame.light.first
    words = parse.tokens.words
    form = frame.form if frame.finite else frame.clause.form
    low = max(1, frame.clause.first, at - _REACH) if form is not None and form.part == PRESENT else at - 1  # غالبا ما كان الأهالي يصابون
    return at > 1 and "ما" in words[low:at] and any(words[j] == "ما" and words[j - 1].removeprefix("و") in HABITUAL for j in range(low, at))


def adjunct_start(parse: Parse, at: int, low: int) -> int | None:
    """The token of the word of sequence or answer that governs the noun at token `at` (`بعد يومين من هجوم`); None where none does."""
    words = parse.tokens.words
    j, lapse = at - 1, False
    low = max(low, at - _REACH)
    while j >= low:
        word = words[j].removeprefix("و")
        if word in SEQUENCE or (word in LAPSED and lapse) or (word in ANSWERING and words[j + 1] == "علي"):
            return j
        lapse = lapse or bool(parse.tags[j] & TIME) or word in BRIEF
        if parse.group_at[j] is not None:
            return None
        passed = parse.tags[j] & (TIME | NUMBER) or parse.tokens.kinds[j] == NUMERAL or word in ("من", "علي", "ان") or word in BRIEF
        if not passed and not (parse.tags[j] & STATUS and _is_light_noun(parse, j)):
            return None
        j -= 1
    return None


def _is_light_noun(parse: Parse, j: int) -> bool:
    for hit in parse.hits[j]:
        if isinstance(hit.entry, Light) and hit.form.part == "noun":
            return True
    return False


def _in_earlier_clause(parse: Parse, clause: Clause, at: int, clauses: list[Clause]) -> bool:
    """True in a clause that `بعدما` or `بعد أن` opens, or behind `سبق أن` before its verb."""
    words = parse.tokens.words
    while clause.opener == "verb" and clause.parent >= 0 and parse.conjoins(clause.first) and clauses[clause.parent].opener != "start":
        clause = clauses[clause.parent]  # بعد أن ألقوا السلاح واستسلموا
    for j in range(max(0, clause.first - 1), min(clause.first + _OPENING, at)):
        word = words[j].removeprefix("و")
        if word in EARLIER_CLAUSE or (word == AFTER and words[j + 1] == "ان"):
            return True
        for hit in parse.hits[j] if parse.tags[j] & AUXILIARY else ():
            if isinstance(hit.entry, Particle) and hit.entry.type == "past_auxiliary" and hit.after > hit.first + 1:
                return True
    return False
