"""Names of places that no list knows, behind the head that announces one: where such a name ends, and the lists that go on from one.

Source: the shapes of Arabic toponyms (father, mother, son of; an old common noun with a definite genitive; a saint's or person's name).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Head, Name
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import has_clitic
from riwaya.read.names.unlisted import is_connector, is_name_like, name_end
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    CUE,
    GIVEN,
    HEAD,
    NAME,
    NATION,
    NOUN,
    NUMBER,
    ORDINARY,
    PARTICLE,
    STATUS,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.tokens import WORD

_SHORTEST = 4
_NO_PLAIN_NOUN = HEAD | PARTICLE | TIME | NUMBER | CUE | TRIGGER | NATION | STATUS | VERB | ADJECTIVE | NAME


def toponym_end(parse: Parse, i: int) -> int:
    """The token after the name at i of what an indefinite head (`قرية`, `حي`, `مستشفى`) announces; i itself where none starts."""
    end = parse.sentence_end(i - 1) if i else 0
    if i >= end or parse.tokens.kinds[i] != WORD:
        return i
    if (landform := landform_end(parse, i)) > i:
        return landform
    if is_connector(parse, i) and i + 1 < end and parse.tokens.kinds[i + 1] == WORD and not parse.tags[i + 1] & (PARTICLE | CUE | TIME):
        return i + 2  # أم القرى, ابن سينا
    if _is_relational_name(parse, i):
        return i + 1  # مستشفى الرازي
    if parse.tags[i] & GIVEN and not parse.tags[i] & ORDINARY:
        return max(name_end(parse, i), i + 1)  # مدرسة خالد بن الوليد
    if not is_name_like(parse, i):
        return i
    after = i + 1
    if after < end and not parse.tokens.words[after].startswith("و") and not parse.tags[after] & GIVEN:
        if is_name_like(parse, after) or _is_relational_name(parse, after) or _is_genitive_part(parse, i, after):
            return after + 1
    return after


def landform_end(parse: Parse, i: int) -> int:
    """The token after a name of several words that a landform, a building or a saint's title opens (`رأس الهضبة`); i where none does.

    The second word is whatever a genitive may be, but no word of grammar, time or news, and no place that only points back (`سوق المدينة`).
    """
    end = parse.sentence_end(i)
    after = i + 1
    if after >= end or not _opens_toponym(parse, i):
        return i
    if parse.tokens.kinds[after] != WORD or _points_back(parse, after):
        return i
    if is_connector(parse, after) and after + 1 < end and parse.tokens.kinds[after + 1] == WORD:
        return after + 2
    if parse.tags[after] & (PARTICLE | CUE | TIME | NUMBER | STATUS | NATION) or (parse.tags[after] & ORDINARY and has_clitic(parse, after)):
        return i
    if not parse.tags[after] & (ARTICLE | GIVEN | NAME) and not is_name_like(parse, after) and not parse.tags[after] & NOUN:
        return i
    if parse.tags[after] & GIVEN and not parse.tags[after] & ORDINARY:
        return max(name_end(parse, after, limit=2), after + 1)
    return after + 1


def _opens_toponym(parse: Parse, i: int) -> bool:
    for hit in parse.hits[i]:
        if type(hit.entry) is Name and hit.entry.type == "toponym" and not hit.before.length:
            return True
    return False


def hyphened(parse: Parse, after: int) -> int:
    """The token behind the parts that a hyphen without spaces ties to a name before token `after`: `بلدة تين-أكوف`."""
    tokens = parse.tokens
    while after + 1 < len(tokens) and tokens.words[after] == "-" and tokens.kinds[after + 1] == WORD:
        if tokens.ends[after - 1] != tokens.starts[after] or tokens.ends[after] != tokens.starts[after + 1]:
            break
        after += 2
    return after


def _points_back(parse: Parse, j: int) -> bool:
    """True for a definite head of a settlement or state, which with a landform is no name: سوق المدينة."""
    return any(
        type(h.entry) is Head and h.before.article and h.entry.type == "place_head" and h.entry.level in ("settlement", "country")
        for h in parse.hits[j]
    )


def _is_relational_name(parse: Parse, i: int) -> bool:
    """True for an unknown definite word in -ي, which behind an indefinite head is a name, not an adjective."""
    word = parse.tokens.words[i]
    return word.startswith("ال") and word.endswith("ي") and len(word) > _SHORTEST and not parse.tags[i] & ~ARTICLE


def _is_genitive_part(parse: Parse, i: int, j: int) -> bool:
    """True for a definite plain noun behind an indefinite unknown word: `خلة الفرجان`."""
    mask = parse.tags[j]
    return not parse.tokens.words[i].startswith("ال") and bool(mask & ARTICLE) and bool(mask & NOUN) and not mask & _NO_PLAIN_NOUN


def listed_places(parse: Parse, groups: list[Group], covered: list[bool]) -> list[Group]:
    """Unknown names joined by و to a named settlement or region: `بلدات الطيرة وسميع ولبين`, `في زيلوفا وتورين`."""
    found: list[Group] = []
    for group in groups:
        if (
            group.type != "place"
            or group.name is None
            or group.level == "facility"
            or not (group.preposition or group.head is not None or _governed(parse, group))
        ):
            continue
        j = group.after
        while j < parse.sentence_end(group.first) and not covered[j] and _is_joined_name(parse, j):
            found.append(Group(j, j + 1, "place", "name.place", skip=1, name=(j, j + 1), definite=True, joined=True, level="settlement"))
            j += 1
    return found


def _governed(parse: Parse, group: Group) -> bool:
    return group.first > 0 and bool(parse.tags[group.first - 1] & PARTICLE)


def _is_joined_name(parse: Parse, j: int) -> bool:
    """True for و and an unknown word, with another joined one, a mark or a particle behind it."""
    word = parse.tokens.words[j]
    if parse.tokens.kinds[j] != WORD or word[0] != "و" or len(word) <= _SHORTEST or parse.tags[j] & ORDINARY or parse.tags[j] & (NAME | GIVEN):
        return False
    end = parse.sentence_end(j)
    after = j + 1
    if after >= end or parse.tokens.kinds[after] != WORD or parse.tags[after] & PARTICLE or parse.tokens.words[after][0] == "و":
        return True
    return any(h.before.preposition for h in parse.hits[after])
