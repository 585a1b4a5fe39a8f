"""Sentences and tokens over folded text.

Tokens are words, numbers and single punctuation marks; a sentence ends at a full stop, question or exclamation mark or a
line break, but not after an initial (`ف. بوتين`), inside a number or at an ellipsis. A full stop glued to the next
Arabic word ends a sentence (`المنطقة.وقال`); a year glued to the word before it is a number of its own
(`عام2006`), as is any number glued to a preposition (`إلى30`). In English the possessive `'s` is a word of its own, and words that are
always shortened (`Feb.`, `Gen.`) end none.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from riwaya.text.fold import Folded
from riwaya.text.function_words import BEFORE_FIGURES
from riwaya.text.function_words_english import ABBREVIATED

WORD, NUMBER, MARK, BREAK = 0, 1, 2, 3

_TOKEN = re.compile(
    r"(?! )(?:"  # a space begins nothing, and is passed over without a look at all that follows
    r"([\u0621-\u063a\u0641-\u064a]++(?![^\W_]))"  # most words are of Arabic letters alone
    r"|((?<!\d)\d{1,15}+(?:[.,:/]\d{1,15}+)*(?!\d))"  # what is longer is no number that anybody means, and a mark
    r"|([وفبلك]{1,3}\d+(?:[.,:/]\d+)+"
    r"|(?![وفبك]ال\d)[\u0621-\u063a\u0641-\u064a]{3,}(?=(?:1[6-9]|20)\d\d(?![^\W_]))"  # a year whose space is lost: عام2006
    rf"|و?(?:{'|'.join(BEFORE_FIGURES)})(?=\d)"
    r"|[^\W\d_](?:[^\W_]|(?<=[^\W\u0600-\u06ff])(?:-|['’](?!s(?![^\W_])))(?=[^\W\u0600-\u06ff]))*)"
    r"|(\n+)"
    r"|(\.{2,}|…|[^\s\w]|_|\d+))"
)
_KINDS = (MARK, WORD, NUMBER, WORD, BREAK, MARK)
"""Kind of a token by the group of the pattern that it matches."""
_ENDERS = frozenset(".!?؟")
_CLOSERS = frozenset("\"'”»)]’")
_TRAILERS = _ENDERS | _CLOSERS

_LONGEST = 500
"""Tokens of the longest sentence: what goes on without a stop for longer is a list or garbage, and would be read for minutes."""


class Tokens(Struct, frozen=True):
    """Parallel lists, one item a token: folded offsets, folded word, kind; and the sentence of each.

    `sentences` are token ranges `[first, end)`, in order, covering every token; `sentence_ends` has the end of that of each token,
    `others` the tokens that are no words of Arabic letters alone, `marks` those of them that are marks or breaks.
    """

    starts: list[int]
    ends: list[int]
    words: list[str]
    kinds: list[int]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]
    sentence_ends: list[int]
    others: list[int]
    marks: list[int]

    def __len__(self) -> int:
        return len(self.words)


def tokenise(folded: Folded, *, start: int = 0, end: int | None = None, cuts: Sequence[int] = ()) -> Tokens:
    """Cut folded text (or the part `[start, end)` of it) into tokens and sentences; at each of `cuts` a sentence ends, whatever its marks.

    >>> tokenise(Folded("قال ف. بوتين إنه مستعد. وأضاف", None)).sentences
    [(0, 7), (7, 8)]
    """
    found = list(_TOKEN.finditer(folded.text, start, len(folded.text) if end is None else end))
    starts, ends = [*map(re.Match.start, found)], [*map(re.Match.end, found)]
    words = [match[0] for match in found]
    groups = [match.lastindex for match in found]
    others = [at for at, group in enumerate(groups) if group != 1]
    kinds = [WORD] * len(found)
    for at in others:
        kinds[at] = _KINDS[groups[at] or 0]
    marks = [at for at in others if kinds[at] >= MARK]
    sentences = _sentences(words, kinds, starts=starts, ends=ends, marks=marks)
    if cuts:
        bounds = sorted({*(first for first, _ in sentences), *(bisect_left(starts, at) for at in cuts), len(words)} - {len(words)})
        sentences = [*zip(bounds, [*bounds[1:], len(words)], strict=True)]
    sentence_of: list[int] = []
    sentence_ends: list[int] = []
    for number, (first, after) in enumerate(sentences):
        sentence_of += [number] * (after - first)
        sentence_ends += [after] * (after - first)
    return Tokens(starts, ends, words, kinds, sentence_of, sentences, sentence_ends, others, marks)


def _sentences(words: list[str], kinds: list[int], *, starts: list[int], ends: list[int], marks: list[int]) -> list[tuple[int, int]]:
    sentences: list[tuple[int, int]] = []
    first, i, count = 0, 0, len(words)
    for at in marks:
        if at < i:  # a trailer of the sentence before
            continue
        kind = kinds[at]
        if kind == BREAK or (words[at] in _ENDERS and _ends_sentence(words, kinds, starts=starts, ends=ends, at=at)):
            i = at + 1
            while i < count and (kinds[i] == BREAK or (kinds[i] == MARK and words[i] in _TRAILERS and starts[i] == ends[i - 1])):
                i += 1
            sentences.append((first, i))
            first = i
    if first < count:
        sentences.append((first, count))
    if all(after - first <= _LONGEST for first, after in sentences):
        return sentences
    return [(at, min(at + _LONGEST, after)) for first, after in sentences for at in range(first, after, _LONGEST)]


def _ends_sentence(words: list[str], kinds: list[int], *, starts: list[int], ends: list[int], at: int) -> bool:
    if words[at] != ".":
        return not (at + 1 < len(words) and words[at + 1] in _CLOSERS and at + 2 < len(words) and words[at + 2] in {"،", ","})
    before = words[at - 1] if at else ""
    glued = at > 0 and ends[at - 1] == starts[at]
    if glued and kinds[at - 1] == WORD and len(before.removeprefix("و") or before) == 1:  # an initial, but no era (1445هـ.)
        again = at + 1 < len(words) and starts[at + 1] == ends[at] and len(words[at + 1]) == 1  # 21:15 ت.غ
        if at < 2 or kinds[at - 2] != NUMBER or again:
            return False
    if glued and before in ABBREVIATED:
        return False
    if at + 1 == len(words) or kinds[at + 1] == BREAK or words[at + 1] in _CLOSERS:
        return True
    follows = starts[at + 1] == ends[at]
    return not follows or "\u0621" <= words[at + 1][0] <= "\u064a"
