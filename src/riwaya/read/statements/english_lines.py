"""The two ends of an English line: the dateline before a report, and whoever speaks before or behind a headline's mark."""

from __future__ import annotations

from riwaya.read.clauses.english_verbs import is_verb
from riwaya.read.names.english_names import is_capital
from riwaya.read.parse import Parse
from riwaya.read.statements.english_sources import voice_of
from riwaya.read.statements.voices import Said
from riwaya.text.tokens import MARK

_FEWEST_WORDS = 3
_LONGEST_DATELINE = 14


def behind_dateline(parse: Parse, first: int, end: int) -> int:
    """The token behind `GAZA, Feb 25 (WAFA) –` or `(CNN)` at the head of a paragraph; `first` where none stands there."""
    words, kinds = parse.tokens.words, parse.tokens.kinds
    for j in range(first, min(end - _FEWEST_WORDS, first + _LONGEST_DATELINE)):
        if (is_verb(parse, j) and parse.time_at(j) is None) or words[j] in '“"':
            break
        closing = words[j] == ")" and words[first] == "("
        dash = words[j] in ("–", "—", "-", "--") and j > first and is_capital(parse, first)
        if (closing and kinds[j + 1] != MARK) or (dash and parse.tokens.starts[j] > parse.tokens.ends[j - 1]):
            return j + 1
    return first


def headline_statements(parse: Parse, sentence: int, *, first: int, end: int) -> list[Said]:
    """What a headline `[first, end)` says by its marks alone: `Zelensky: …`, `… - ministry`, `…: UN`; at most one statement."""
    if parse.role_of(first) not in ("headline", "subhead", "caption"):
        return []
    words, group = parse.tokens.words, parse.group_at[first]
    opens = group is not None and group.first == first and group.after < end - _FEWEST_WORDS and words[group.after] == ":"
    if group is not None and opens and group.type != "place":
        content, at = (group.after + 1, end), group.after
    else:
        group = parse.group_at[end - 1]
        if group is None or group.after != end or words[group.first - 1] not in ":-–—" or group.first - first <= _FEWEST_WORDS:
            return []
        content, at = (first, group.first - 1), group.first - 1
    if not group.speaks:
        return []
    return [Said([(at, at + 1)], "assert", "headline.colon", sentence, sources=[voice_of(group)], content=content)]
