"""Noun groups of English passages, shallower than the Arabic ones: known names, handles, capitalised names, heads and their nation.

Modifiers stand before the head (`the Russian Defence Minister Sergei Shoigu`), an apposition between commas behind the name.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.modifiers import HEAD_TYPES
from riwaya.read.parse import Parse
from riwaya.read.tags import ORDINARY
from riwaya.text.tokens import MARK, NUMBER, WORD

_PREPOSITIONS = frozenset(
    ("in", "on", "at", "near", "of", "by", "with", "from", "to", "against", "for", "between", "over", "into", "inside", "outside")
)
_MOST_MODIFIERS = 4


def parse_english(parse: Parse, i: int) -> Group | None:
    """The group that starts at token i of an English passage, or None."""
    tokens = parse.tokens
    if tokens.kinds[i] == MARK and tokens.words[i] == "@":
        return _handle(parse, i)
    if tokens.kinds[i] != WORD:
        return None
    named = next((h for h in parse.hits[i] if isinstance(h.entry, Name) and h.entry.type != "given" and _is_capital(parse, i)), None)
    if named is not None and not _head_follows(parse, named.after):
        return _with_preposition(parse, _named(parse, named))
    group = _headed(parse, i)
    if group is None and named is not None:
        group = _named(parse, named)
    if group is None:
        group = _capitalised(parse, i)
    if group is not None and group.name is not None and group.type == "person":
        _apposition(parse, group)
    return None if group is None else _with_preposition(parse, group)


def _apposition(parse: Parse, group: Group) -> None:
    """`…, Adviser to the Head of the Office, …`: an office between commas belongs to the name before it."""
    j, end = group.after, parse.sentence_end(group.first)
    if j + 1 >= end or parse.tokens.words[j] != ",":
        return
    inner = _headed(parse, j + 1)
    if inner is None or inner.type != "person":
        return
    close = next((k for k in range(inner.after, min(inner.after + 10, end)) if parse.tokens.words[k] == ","), None)
    if close is not None:
        group.office, group.head, group.nations = (j + 1, close), inner.head, inner.nations
        group.after = close


def _named(parse: Parse, hit: Hit) -> Group:
    entry = hit.entry
    assert isinstance(entry, Name)
    level = "capital" if entry.stands_for else entry.level
    return Group(hit.first, hit.after, entry.type, entry.id, known=entry, name=(hit.first, hit.after), level=level, definite=True)


def _handle(parse: Parse, i: int) -> Group | None:
    """`@name`: a person or body by the handle on a platform, with an apposition behind it."""
    tokens = parse.tokens
    j = i + 1
    while (
        j < len(tokens)
        and tokens.kinds[j] in (WORD, NUMBER, MARK)
        and tokens.starts[j] == tokens.ends[j - 1]
        and (tokens.kinds[j] != MARK or tokens.words[j] == "_")
    ):
        j += 1
    return None if j == i + 1 else Group(i, j, "person", "name.handle", name=(i, j), definite=True)


def _headed(parse: Parse, i: int) -> Group | None:
    """A head with what modifies it before it, and the name in apposition behind it."""
    tokens = parse.tokens
    j = i
    nations: list[str] = []
    while j - i <= _MOST_MODIFIERS and j < len(tokens) and tokens.kinds[j] == WORD:
        head = next((h for h in parse.hits[j] if isinstance(h.entry, Head)), None)
        if head is not None and not (head.after < len(tokens) and any(isinstance(h.entry, Head) for h in parse.hits[head.after])):
            entry = head.entry
            assert isinstance(entry, Head)
            group = Group(
                i,
                head.after,
                HEAD_TYPES[entry.type],
                entry.id,
                head=entry,
                nations=tuple(nations),
                definite=i > 0 and tokens.words[i - 1] == "the",
                number=head.form.number,
            )
            group.level = "facility" if entry.type == "facility" else entry.level
            group.office = (i, head.after) if group.type == "person" else None
            name = _capitalised(parse, head.after) if head.after < len(tokens) and group.type == "person" else None
            if name is not None:
                group.name, group.known, group.after = name.name, name.known, name.after
            return group
        nation = next((h for h in parse.hits[j] if isinstance(h.entry, Name) and h.entry.type == "place"), None)
        if nation is not None:
            nations.append(nation.entry.id)
            j = nation.after
        elif head is not None:
            j = head.after
        elif not parse.tags[j] & ORDINARY and (_is_capital(parse, j) or j > i or _modifies(parse, j)):
            j += 1
        else:
            return None
    return None


def _modifies(parse: Parse, j: int) -> bool:
    """An ordinary word right before a head may qualify it (civilian deaths)."""
    return (
        j + 1 < len(parse.tokens)
        and any(isinstance(h.entry, Head) for h in parse.hits[j + 1])
        and parse.tokens.words[j] not in _PREPOSITIONS
        and len(parse.tokens.words[j]) > 3
    )


def _head_follows(parse: Parse, j: int) -> bool:
    return j < len(parse.tokens) and any(isinstance(h.entry, Head) for h in parse.hits[j])


def _capitalised(parse: Parse, i: int) -> Group | None:
    """Two or more capitalised unknown words: a person's name."""
    j = i
    while (
        j < len(parse.tokens)
        and parse.tokens.kinds[j] == WORD
        and _is_capital(parse, j)
        and not parse.tags[j] & ORDINARY
        and parse.tokens.sentence_of[j] == parse.tokens.sentence_of[i]
    ):
        j += 1
    if j - i < 2:
        return None
    return Group(i, j, "person", "name.person", name=(i, j), definite=True)


def _is_capital(parse: Parse, i: int) -> bool:
    start, _ = parse.folded.printed(parse.tokens.starts[i], parse.tokens.ends[i])
    return parse.document.text[start].isupper()


def _with_preposition(parse: Parse, group: Group) -> Group:
    j = group.first - 1
    if j >= 0 and parse.tokens.words[j] in ("the", "a", "an"):
        j -= 1
    if j >= 0 and parse.tokens.words[j] in _PREPOSITIONS:
        group.preposition = parse.tokens.words[j]
    return group
