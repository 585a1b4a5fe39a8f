"""Entities in the making, and what tells two of them apart or shows them to be one."""

from __future__ import annotations

from msgspec import Struct, field

from riwaya.lexicon.entries import Head, Name
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.read.tags import ARTICLE
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.fold import fold_word


class Draft(Struct):
    """An entity in the making; `openings` are the first words of its groups without the article, `heads` the ids of their heads, `kinds` the first
    words of the names under which a list knows it (حماس: حركة).

    `office`: the class of a person's office; `nation`: the place id of whose it is, or of what an adjective names.
    """

    number: int
    type: str
    rule: str
    known: Name | None = None
    label: str = ""
    named: bool = False
    role_of: int = -1
    office: str = ""
    nation: str = ""
    groups: list[Group] = field(default_factory=list)
    openings: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)
    speaks: bool = False


def class_of(head: Head) -> str:
    """What heads of one meaning share: their English label, else the head's own id (متحدث, ناطق)."""
    return head.en.casefold() or head.id


def level_gap(level: str, wanted: str) -> int:
    """How ill a place's level fits the head's; without a head a state fits best, then a settlement."""
    if not wanted:
        return {"country": 0, "city": 1, "town": 1, "village": 1}.get(level, 2)
    settlement = ("city", "town", "village", "settlement")
    if level == wanted or (wanted in settlement and level in settlement):
        return 0
    return 1


def count_of(parse: Parse, group: Group) -> Amount | None:
    """The number before people that it counts, with or without من: `خمسة أشخاص`, `771 من مقاتلي الكتيبة`."""
    if group.type != "group" or group.skip or not group.first:
        return None
    apart = 1 if group.first > 1 and parse.tokens.words[group.first - 1] == "من" else 0
    amount = parse.amount_before(group.first - apart)
    if amount is None or group.first - apart not in (amount.after, amount.number_after) or (apart and parse.tags[amount.number_first] & ARTICLE):
        return None  # الأشخاص الخمسة من عائلة واحدة
    return amount


def counted_span(parse: Parse, group: Group) -> tuple[int, int] | None:
    """The printed span of people with the number that counts them; None where none does."""
    amount = count_of(parse, group)
    return None if amount is None else span_of(parse, amount.number_first, group.after, skip=amount.skip)


def split_names(parse: Parse) -> set[str]:
    """Names that the document gives both to a settlement and to a region, each with its head."""
    heads: dict[str, set[str]] = {}
    for group in parse.groups:
        if group.type == "place" and group.head is not None and group.known is not None and not group.head.direction:
            level = "settlement" if group.head.level in ("city", "town", "village", "settlement") else "region"
            heads.setdefault(fold_word(group.known.forms[0]), set()).add(level)
    return {name for name, levels in heads.items() if len(levels) > 1}


def group_span(parse: Parse, group: Group) -> tuple[int, int]:
    """The printed span of a group without the clitics before it."""
    tokens = parse.tokens
    return parse.folded.printed(tokens.starts[group.first] + group.skip, tokens.ends[group.after - 1])


def span_of(parse: Parse, first: int, after: int, *, skip: int = 0) -> tuple[int, int]:
    """The printed span of tokens `[first, after)` without the first `skip` folded characters."""
    return parse.folded.printed(parse.tokens.starts[first] + skip, parse.tokens.ends[after - 1])


_LONG_VOWELS = str.maketrans("", "", "اويه ")


def consonants(name: str) -> str:
    """A folded name without the letters for long vowels, by which foreign names are spelled now one way, now another.

    >>> consonants("تينزاواتين") == consonants("تنزاوتن")
    True
    """
    return name.removeprefix("ال").translate(_LONG_VOWELS)
