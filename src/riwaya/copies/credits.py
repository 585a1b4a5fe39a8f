"""Credit lines: where a text names the outlet or agency that it has its words from.

A name credits where it stands alone on a line or last in a dateline, in brackets, before the dash that opens a line, or behind a cue
(«نقلا عن»). A name within a sentence ("Reuters reported that") vouches for that sentence only and is none.
"""

import re

from msgspec import Struct

from riwaya.copies.press import Press
from riwaya.copies.units import Unit
from riwaya.model import Span
from riwaya.text.fold import Folded

_WORD = re.compile(r"[^\W_]+")
_LONGEST_OPENING = 60
"""Letters that a place, a day and the names may take before the dash that opens a text."""
_LONGEST_CUE = 4
_OPENERS, _CLOSERS = "([«", ")]»"
_DASHES = "-–—:"
_PROCLITICS = "ولبكف"


class Credit(Struct, frozen=True):
    """An outlet that a text is credited to, and the printed words that name it."""

    outlet: str
    agency: bool
    span: Span
    says: str


def find_credits(folded: Folded, unit: Unit, *, press: Press) -> tuple[Credit, ...]:
    """The outlets that a story, here folded, is credited to, in order, each once."""
    found: dict[str, Credit] = {}
    after_last = 0
    for end, length in press.automaton.iter_long(folded.text):
        start, end = end + 1 - length, end + 1
        if start < after_last or not _is_word(folded.text, start, end):
            continue
        after_last = end
        outlet = press.names[folded.text[start:end]]
        if outlet in found:
            continue
        span = _printed(folded, start, end, offset=unit.whole[0])
        if _credits(folded.text, start, end, press=press) or _signs(folded.text, start, end, signed=_within(span, unit.signed)):
            found[outlet] = Credit(outlet, outlet in press.agencies, span, unit.text[slice(*span)])
    return tuple(found.values())


def _printed(folded: Folded, start: int, end: int, *, offset: int) -> Span:
    first, last = folded.printed(start, end)
    return first + offset, last + offset


def _is_word(text: str, start: int, end: int) -> bool:
    return not (end < len(text) and text[end].isalnum()) and not (start and text[start - 1].isalnum())


def _credits(text: str, start: int, end: int, *, press: Press) -> bool:
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    return _behind_cue(before, press) or _in_brackets(before, after, press) or _opens(before, after) or _alone(before, after, press)


def _within(span: Span, lines: tuple[Span, ...]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in lines)


def _signs(text: str, start: int, end: int, *, signed: bool) -> bool:
    """True behind the last dash of a dateline that stands by itself (القاهرة - أ ف ب)."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    opening, after = text[line_start:start].rstrip(), text[end : line_end if line_end >= 0 else len(text)]
    return signed and opening[-1:] in tuple(_DASHES) and not _WORD.search(after)


def _behind_cue(before: str, press: Press) -> bool:
    words = _WORD.findall(before)[-_LONGEST_CUE:]
    while words and (words[-1] in press.fillers or words[-1] in press.names):
        words.pop()
    return any(" ".join(words[n:]) in press.cues for n in range(len(words)))


def _in_brackets(before: str, after: str, press: Press) -> bool:
    """True where the brackets around a name hold nothing but names of outlets and what goes with them."""
    opened = max(before.rfind(mark) for mark in _OPENERS[:2])
    closes = [at for at in map(after.find, _CLOSERS[:2]) if at >= 0]
    if opened < 0 or not closes:
        return False
    return _is_filler(before[opened + 1 :], press) and _is_filler(after[: min(closes)], press)


def _opens(before: str, after: str) -> bool:
    """True before the dash that ends the opening of a line: a place, names, a day."""
    at = min((n for n in map(after.find, _DASHES) if n >= 0), default=-1)
    opening = before + (after[:at] if at >= 0 else "")
    return at >= 0 and len(opening) <= _LONGEST_OPENING and not any(mark in opening for mark in ".؟!،") and len(_WORD.findall(after[:at])) <= 2


def _alone(before: str, after: str, press: Press) -> bool:
    return _is_filler(before, press) and _is_filler(after, press)


def _is_filler(words: str, press: Press) -> bool:
    """True for words that are names of outlets, or go with them; also for none."""
    plain = " ".join(_WORD.findall(words))
    if not plain or plain in press.names:
        return True
    return all(word in press.fillers or word.lstrip(_PROCLITICS) in press.fillers or word in press.names for word in plain.split())
