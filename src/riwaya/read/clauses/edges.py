"""Where a clause opens: at the time before its verb; not at quotation marks that only hold a name; what people a verb behind them takes up."""

from __future__ import annotations

from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import keeps_its_n
from riwaya.read.parse import Parse
from riwaya.read.tags import ARTICLE
from riwaya.text.quotes import CLOSERS
from riwaya.text.tokens import MARK

_COMMAS = frozenset("،,؛;-–—")
_SOUND = ("ين", "ون", "ان")


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
    if i + 2 < len(parse.tokens) and parse.tokens.words[i + 2] in CLOSERS and parse.tags[i + 1] & ARTICLE and parse.group_at[i + 1] is None:
        return True  # جنود «المارينز»: one definite word says nothing by itself
    inner = parse.group_at[i + 1] if i + 1 < len(parse.tokens) else None
    closes = inner is not None and inner.first == i + 1 and inner.after < len(parse.tokens) and parse.tokens.kinds[inner.after] == MARK
    return closes and inner is not None and parse.tokens.words[inner.after] in CLOSERS


def takes_up_people(parse: Parse, i: int, hit: Hit) -> bool:
    """True where a pronoun for people follows people without the article and with their ن or tanwin, whom no noun at token i can have."""
    group = parse.group_at[i - 1]
    if group is None or group.type != "group" or group.definite or hit.pronoun not in ("هم", "هما", "ه"):
        return False
    return keeps_its_n(parse, i - 1) or is_sound(parse, group)


def is_sound(parse: Parse, group: Group) -> bool:
    """True for two or more people and an adjective with its ن (عسكريين ماليين, جنودا أميركيين): they have no genitive."""
    words = parse.tokens.words
    if group.definite or group.number not in ("d", "p") or group.after - group.first < 2:
        return False
    return words[group.after - 1].endswith(_SOUND)
