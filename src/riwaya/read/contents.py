"""What a cue says: where its content begins and ends, behind the cue or before it."""

from __future__ import annotations

from riwaya.lexicon.scan import Hit
from riwaya.read.clauses import is_finite
from riwaya.read.cueing import Candidate, Opener
from riwaya.read.parse import Parse
from riwaya.read.tags import ARTICLE, NOUN, PREPOSITION
from riwaya.text.function_words import RESUMING
from riwaya.text.tokens import BREAK, MARK, WORD

LONGEST_CONTENT = 900
QUOTES = {"“": "”", "«": "»", '"': '"', "”": "“"}
_THAT_IS = frozenset(("وهو", "وهي"))


def resumed_at(parse: Parse, hit: Hit) -> int | None:
    """Where a clause begins that takes up all that was said before it: `…، الأمر الذي ينفيه الجيش`, `…، وهو ما لم تؤكده كييف`."""
    if not hit.pronoun:
        return None
    words = parse.tokens.words
    first = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]][0]
    for i in range(hit.first - 1, max(first, hit.first - 4), -1):
        if (words[i - 1], words[i]) in RESUMING:
            return i - 1
    at = hit.first - 2
    if at > first and words[at] in _THAT_IS and parse.tokens.kinds[at - 1] == MARK and parse.tags[at + 1] & NOUN and not parse.tags[at + 1] & ARTICLE:
        return at  # …، وهي رواية رفضتها فيسترا
    return None


def content_before(parse: Parse, candidate: Candidate) -> tuple[int, int] | None:
    """What a cue behind its content says, from the sentence's start to the comma: `…، قال الكرملين.`, `…، كما قال وزير`."""
    hit = candidate.hit
    if not candidate.verbal or hit.before.length or hit.pronoun or not {"that", "quote"} & set(candidate.cue.takes):
        return None
    comma = hit.first - 2 if hit.first and parse.tokens.words[hit.first - 1] == "كما" else hit.first - 1
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    subject = parse.group_at[hit.after] if hit.after < end else None
    if comma <= first or parse.tokens.words[comma] not in "،," or subject is None or not subject.speaks or subject.preposition:
        return None
    if subject.after < end and parse.tokens.kinds[subject.after] == WORD and parse.time_at(subject.after) is None:
        return None
    if parse.tags[first] & PREPOSITION or not any(is_finite(parse, i) for i in range(first, comma)):
        return None  # بعد الهجوم، علق الكرملين
    return first, comma


def content_of(parse: Parse, opener: Opener, at: int) -> tuple[tuple[int, int] | None, bool]:
    """The tokens that a cue's content takes, and whether they are quoted; None where nothing follows the opener."""
    tokens = parse.tokens
    first = opener.first
    end = parse.sentence_end(at)
    if first >= len(tokens):
        return None, False
    if opener.kind == "quote":
        open_at = first if tokens.words[first] in QUOTES else first + 1 if first + 1 < len(tokens) and tokens.words[first + 1] in QUOTES else -1
        if open_at >= 0 and tokens.words[open_at] in QUOTES:
            close = _closing(parse, open_at)
            if close is not None:
                return (open_at, close + 1), True
        if first >= end:  # a colon at the end of its line: what follows is the speech
            end = parse.sentence_end(first)
    while end > first and tokens.kinds[end - 1] == BREAK:
        end -= 1
    return ((first, end), False) if end > first else (None, False)


def _closing(parse: Parse, open_at: int) -> int | None:
    """The token that closes the quotation opened at a token, within the longest content; None where it stays open."""
    tokens = parse.tokens
    wanted = QUOTES[tokens.words[open_at]]
    limit = tokens.starts[open_at] + LONGEST_CONTENT - 20
    depth = 0
    for j in range(open_at + 1, len(tokens)):
        if tokens.starts[j] > limit:
            return None
        word = tokens.words[j]
        if word == wanted or (wanted == "”" and word == '"') or (wanted == '"' and word in "”»"):
            if depth == 0:
                return j
            depth -= 1
        elif word == tokens.words[open_at] and word != wanted:
            depth += 1
    return None
