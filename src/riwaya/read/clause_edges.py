"""Where a clause opens: at the time before its verb; not at quotation marks that only hold a name."""

from __future__ import annotations

from riwaya.read.parse import Parse
from riwaya.text.quotes import CLOSERS
from riwaya.text.tokens import MARK

_COMMAS = frozenset("،,؛;-–—")


def time_before(parse: Parse, i: int, first: int) -> int:
    """Where a clause starts whose verb stands at i: at the time right before it (`…، وأمس الأربعاء، وقع الرئيس`)."""
    j = i
    while j - 1 > first and parse.tokens.kinds[j - 1] == MARK and parse.tokens.words[j - 1] in "،,":
        j -= 1
    raw = next((parse.raw_times[n] for n in parse.times_in(first + 1, j) if parse.raw_times[n].after == j), None)
    if raw is None or not (parse.tokens.words[raw.first - 1] in _COMMAS or parse.tokens.words[raw.first].startswith("و")):
        return i
    return raw.first


def is_name_in_quotes(parse: Parse, i: int) -> bool:
    """True for quotation marks inside a group or right round one, as a name bears them: `قوات "درع الشمال"`, `"داعش"`."""
    group = parse.group_at[i]
    if group is not None and group.first < i:
        return True
    inner = parse.group_at[i + 1] if i + 1 < len(parse.tokens) else None
    closes = inner is not None and inner.first == i + 1 and inner.after < len(parse.tokens) and parse.tokens.kinds[inner.after] == MARK
    return closes and inner is not None and parse.tokens.words[inner.after] in CLOSERS
