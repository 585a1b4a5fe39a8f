"""What a cue says: where its content begins and ends, behind the cue or before it."""

from __future__ import annotations

from riwaya.lexicon.scan import Hit
from riwaya.read.clauses.find import is_finite
from riwaya.read.parse import Parse
from riwaya.read.statements.cueing import Candidate
from riwaya.read.statements.openers import Opener
from riwaya.read.tags import ARTICLE, NOUN, PREPOSITION, VERB
from riwaya.text.function_words import RESUMING
from riwaya.text.quotes import CLOSERS, CLOSING, OPENING
from riwaya.text.tokens import BREAK, MARK, WORD

LONGEST_CONTENT = 900
_LONGEST_NAME = 4
_WHEN = frozenset(("بعد", "بعدما", "عقب", "غداه", "قبل"))
Ahead = tuple[tuple[int, int], bool]
"""A content before its cue, and whether it is quoted."""
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


def content_before(parse: Parse, candidate: Candidate) -> Ahead | None:
    """What a cue behind its content says, and whether it is quoted: `…، قال الكرملين.`, `…، كما قال وزير`, `"…"، يقول طبيب`."""
    hit = candidate.hit
    if not candidate.verbal or hit.before.length or hit.pronoun or not {"that", "quote"} & set(candidate.cue.takes):
        return None
    like = bool(hit.first) and parse.tokens.words[hit.first - 1] == "كما"
    comma = hit.first - 2 if like else hit.first - 1
    first, end = parse.tokens.sentences[parse.tokens.sentence_of[hit.first]]
    subject = parse.group_at[hit.after] if hit.after < end else None
    if comma <= first or parse.tokens.words[comma] not in "،,-–" or subject is None or not subject.speaks or subject.preposition:
        return None
    quoted = _quotation_before(parse, comma)
    if quoted is not None:
        return quoted, True
    more = subject.after < end and parse.tokens.kinds[subject.after] == WORD and parse.time_at(subject.after) is None
    if more or parse.tokens.words[comma] in "-–":
        return None
    if parse.tags[first] & PREPOSITION or not (like or any(is_finite(parse, i) for i in range(first, comma))):
        return None  # بعد الهجوم، علق الكرملين
    return (first, comma), False


def _quotation_before(parse: Parse, comma: int) -> tuple[int, int] | None:
    """The quotation that closes right before a comma, whatever sentences it takes; None where none does."""
    tokens = parse.tokens
    close = comma - 1
    if close < 1 or tokens.words[close] not in CLOSERS or tokens.starts[close] != tokens.ends[close - 1]:
        return None
    limit = tokens.ends[close] - LONGEST_CONTENT + 20
    for i in range(close - 1, -1, -1):
        if tokens.starts[i] < limit or tokens.kinds[i] == BREAK:
            return None
        if tokens.words[close] in CLOSING.get(tokens.words[i], "") and not _leans_back(parse, i):
            return i, close + 1
    return None


def _leans_back(parse: Parse, i: int) -> bool:
    return i > 0 and parse.tokens.ends[i - 1] == parse.tokens.starts[i] and parse.tokens.kinds[i - 1] != MARK


def content_of(parse: Parse, opener: Opener, at: int) -> tuple[tuple[int, int] | None, bool]:
    """The tokens that a cue's content takes, and whether they are quoted; None where nothing follows the opener."""
    tokens = parse.tokens
    first = opener.first
    end = parse.sentence_end(at)
    if first >= len(tokens):
        return None, False
    if opener.kind == "quote":
        open_at = first if tokens.words[first] in OPENING else first + 1 if first + 1 < len(tokens) and tokens.words[first + 1] in OPENING else -1
        if open_at >= 0:
            close = _closing(parse, open_at)
            if close is not None and not _is_first_word(parse, open_at, close):
                return (open_at, close + 1), True
        if first >= end:  # a colon at the end of its line: what follows is the speech
            end = parse.sentence_end(first)
    elif tokens.words[first] in OPENING:
        close = _closing(parse, first)
        if close is not None and close >= end:
            return (first, close + 1), True  # إن "السفن غادرت. لن تعود"
    if opener.kind != "quote":
        if "وذلك" in tokens.words[first + 1 : end - 1]:
            adds = (i for i in range(first + 1, end - 1) if tokens.words[i] == "وذلك" and tokens.words[i + 1] in _WHEN)
            end = next((i - (tokens.words[i - 1] in "،,") for i in adds), end)  # …، وذلك بعد ساعات من الغارة
        if ".." in tokens.words[first:end]:
            end = tokens.words.index("..", first, end)
    while end > first and tokens.kinds[end - 1] == BREAK:
        end -= 1
    return ((first, end), False) if end > first else (None, False)


def up_to_comma(parse: Parse, content: tuple[int, int] | None, *, quoted: bool) -> tuple[int, int] | None:
    """What a noun of saying says ends with its phrase, at the first comma: `مع إعلان الجيش توسيع العملية، تواصل القصف`."""
    if content is None or quoted:
        return content
    words = parse.tokens.words
    comma = next((i for i in range(*content) if words[i] in "،," or words[i] in OPENING), content[1])
    return content if comma == content[1] or words[comma] in OPENING or comma == content[0] else (content[0], comma)


def _is_first_word(parse: Parse, open_at: int, close: int) -> bool:
    """True for marks around a name with which the speech only begins: `الجيش: "الدعم السريع" تنتظر أسلحة`."""
    tokens = parse.tokens
    if close - open_at > _LONGEST_NAME or close + 1 >= parse.sentence_end(close) or tokens.kinds[close + 1] != WORD or parse.conjoins(close + 1):
        return False
    return (
        parse.tokens.words[open_at - 1] == ":"
        and bool(parse.tags[close + 1] & VERB)
        and not any(is_finite(parse, i) for i in range(open_at + 1, close))
    )


def _closing(parse: Parse, open_at: int) -> int | None:
    """The token that closes the quotation opened at a token, within the longest content; None where it stays open."""
    tokens = parse.tokens
    opening = tokens.words[open_at]
    start = open_at + 1
    while start < len(tokens) and tokens.words[start] == opening and tokens.starts[start] == tokens.ends[start - 1]:
        start += 1  # doubled marks
    styles = CLOSING[opening]
    for wanted in (styles[0], styles[1:]):
        close = _closed_by(parse, start, opening, wanted)
        if close is not None:
            return _last_of_run(parse, close)
    return None


def _closed_by(parse: Parse, start: int, opening: str, wanted: str) -> int | None:
    tokens = parse.tokens
    limit = tokens.starts[start - 1] + LONGEST_CONTENT - 20
    depth = 0
    for j in range(start, len(tokens)):
        if tokens.starts[j] > limit:
            return None
        word = tokens.words[j]
        if word == opening and (word not in wanted or _opens_inside(parse, j)):
            depth += 1
        elif word in wanted:
            if depth == 0:
                return j
            depth -= 1
    return None


def _opens_inside(parse: Parse, j: int) -> bool:
    """True for a straight mark that leans on the word behind it and not on the one before: it opens a quotation in a quotation."""
    tokens = parse.tokens
    free = tokens.ends[j - 1] < tokens.starts[j]
    return free and j + 1 < len(tokens) and tokens.starts[j + 1] == tokens.ends[j] and tokens.kinds[j + 1] != MARK


def _last_of_run(parse: Parse, j: int) -> int:
    tokens = parse.tokens
    while j + 1 < len(tokens) and tokens.words[j + 1] == tokens.words[j] and tokens.starts[j + 1] == tokens.ends[j]:
        j += 1
    return j
