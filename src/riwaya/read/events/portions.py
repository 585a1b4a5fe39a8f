"""Weapons that stand behind another word of theirs: a portion of them is fired (`موجة من الصواريخ`), or they are used in a deed.

Source: Badawi, Carter and Gully (2004), 2.6 (partitive من); Ryding (2005), 16 (prepositions).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Limit
from riwaya.read.clauses.find import is_finite
from riwaya.read.events.frames import Frame
from riwaya.read.events.roles_means import add_means
from riwaya.read.parse import Parse
from riwaya.read.tags import CUE, LIMIT, TRIGGER
from riwaya.text.function_words import WITHIN

_BESIDE = 6
_USED = 8


def add_used(parse: Parse, frame: Frame) -> None:
    """What is used in a deed is its weapon: `استخدم في الهجوم لأول مرة صواريخ جديدة`, `استخدم الجيش في الغارة قنابل`."""
    hit, clause = frame.hit, frame.clause
    if frame.finite or parse.tokens.words[hit.first - 1] not in WITHIN or any(f.role == "weapon" for f in frame.fillers):
        return
    low = max(clause.first, hit.first - _BESIDE)
    if not any(_is_use(parse, j) and is_finite(parse, j) is not None for j in parse.tokens_in(low, hit.first, LIMIT)):
        return
    end = min(hit.after + _USED, parse.sentence_end(hit.first))
    for group in parse.groups_in(hit.after, end):
        if any(is_finite(parse, j) is not None for j in parse.tokens_in(hit.after, group.first, CUE | TRIGGER)):
            return
        if group.type == "weapon" and not group.preposition:
            add_means(parse, frame, group)
            return


def _is_use(parse: Parse, j: int) -> bool:
    return any(isinstance(h.entry, Limit) and h.entry.frame == "use" for h in parse.hits[j])
