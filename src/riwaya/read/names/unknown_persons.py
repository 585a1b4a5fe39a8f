"""Persons that no list and no title introduces: by a given name, by the verb that makes them speak, by the office or nation beside them.

Source: the frames of the press in which only a name can stand (Ryding 2005, 9.5, on apposition).
"""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Head, Name, Particle
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.read.groups import Group
from riwaya.read.names.modifiers import COMMAS, Nested
from riwaya.read.names.persons import apposition
from riwaya.read.names.unlisted import is_name_like, name_end
from riwaya.read.parse import Parse
from riwaya.read.tags import ADJECTIVE, ARTICLE, CUE, GIVEN, HEAD, NATION, NOUN, PARTICLE, TRIGGER, VERB
from riwaya.text.function_words import SON
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK, WORD

_OPENS_SPEECH = frozenset(':"«“')
_SHORTEST_ALONE = 3
_SHORTEST_NISBA = 5
_NO_FIRST_NAME = PARTICLE | CUE | HEAD | ARTICLE | TRIGGER


def parse_unknown_person(parse: Parse, i: int, nested: Nested) -> Group | None:
    """The person named at token i, outside any title; None where nothing there can only be a name."""
    mask, words = parse.tags[i], parse.tokens.words
    found = _given(parse, i) if mask & GIVEN else None
    if found is None and i + 1 < len(words) and words[i + 1] in SON:
        found = _son(parse, i)
    if found is None and mask & (NOUN | ADJECTIVE):
        found = _speaker_by_nisba(parse, i)
    if found is None and is_name_like(parse, i):
        found = _speaker(parse, i) or _before_office(parse, i) or _of_nation(parse, i)
    if found is not None:
        apposition(parse, found, nested)
    return found


def _person(parse: Parse, i: int, end: int) -> Group:
    return Group(i, end, "person", "name.person", name=(i, end), definite=True)


def _given(parse: Parse, i: int) -> Group | None:
    """A given name and what goes on from it."""
    end = name_end(parse, i, framed=False)
    if end - i < 2:
        return None
    hit = next((h for h in parse.hits[i] if type(h.entry) is Name and h.entry.type == "given" and h.after == i + 1), None)
    if hit is None:
        return None
    if hit.before.article or (hit.before.length and hit.before.preposition and parse.tags[i] & ~(GIVEN | ARTICLE)):
        return None
    group = _person(parse, i, end)
    group.skip, group.joined, group.preposition = hit.before.length, hit.before.conjunction == "و", hit.before.preposition
    return group


def _son(parse: Parse, i: int) -> Group | None:
    """A name whose first word may be an ordinary one, told by the `بن` behind it: `خليفة بن زايد`."""
    tokens = parse.tokens
    if parse.tags[i] & (PARTICLE | CUE | NATION) or i + 2 >= tokens.sentence_ends[i] or tokens.kinds[i] != WORD:
        return None
    if any(h.before.length for h in parse.hits[i] if h.after == i + 1):
        return None
    end = max(name_end(parse, i + 2), i + 3)
    return _person(parse, i, end) if tokens.kinds[i + 2] == WORD else None


def _speaker(parse: Parse, i: int) -> Group | None:
    """The unknown subject right behind a verb of saying, where what it says or a comma follows: `قال كولفاسي إن`."""
    if not i or not parse.tags[i - 1] & CUE:
        return None
    verb = next(
        (
            h
            for h in parse.hits[i - 1]
            if type(h.entry) is Cue and h.after == i and h.form.part in (PAST, PRESENT) and h.form.number == "s" and not h.pronoun
        ),
        None,
    )
    if verb is None or type(verb.entry) is not Cue or verb.entry.frame != "verb" or not {"that", "quote"} & set(verb.entry.takes):
        return None
    end = name_end(parse, i)
    if end == i or end >= parse.sentence_end(i):
        return None
    if _opens_content(parse, end):
        alone = end - i == 1
        return None if alone and (verb.form.gender == "f" or len(parse.tokens.words[i]) < _SHORTEST_ALONE) else _person(parse, i, end)
    return _person(parse, i, end) if end - i > 1 and (parse.tokens.words[end] in COMMAS or _is_office(parse, end)) else None


def _speaker_by_nisba(parse: Parse, i: int) -> Group | None:
    """An ordinary word with an unknown definite one in -ي behind it, right behind a verb of saying: `قال أصيل السقلدي، مدير`."""
    if i == 0 or parse.tags[i] & _NO_FIRST_NAME:
        return None
    if i + 2 >= parse.sentence_end(i):
        return None
    surname = parse.tokens.words[i + 1]
    if parse.tags[i + 1] & ~ARTICLE or not (surname.startswith("ال") and surname.endswith("ي") and len(surname) > _SHORTEST_NISBA):
        return None
    says = any(type(h.entry) is Cue and h.entry.frame == "verb" and h.after == i and h.form.part in (PAST, PRESENT) for h in parse.hits[i - 1])
    closed = parse.tokens.words[i + 2] in COMMAS or _opens_content(parse, i + 2)
    return _person(parse, i, i + 2) if says and closed else None


def _opens_content(parse: Parse, j: int) -> bool:
    if parse.tokens.kinds[j] == MARK:
        return parse.tokens.words[j] in _OPENS_SPEECH
    return bool(parse.tags[j] & PARTICLE) and any(type(h.entry) is Particle and h.entry.type == "complementiser" for h in parse.hits[j])


def _before_office(parse: Parse, i: int) -> Group | None:
    """An unknown name of two words or more with an office in apposition: `دارين كولفاسي، رئيس بلدية زيلوفا`."""
    end = name_end(parse, i)
    if end - i < 2 or end >= parse.sentence_end(i):
        return None
    j = end + 1 if parse.tokens.words[end] in COMMAS else end
    return _person(parse, i, end) if j < parse.sentence_end(i) and _is_office(parse, j) else None


def _is_office(parse: Parse, j: int) -> bool:
    return bool(parse.tags[j] & HEAD) and any(
        type(h.entry) is Head
        and h.entry.type == "office"
        and h.form.number == "s"
        and not (h.before.conjunction or h.before.preposition)
        and h.after < parse.sentence_end(j)
        and bool(parse.tags[h.after] & (NOUN | HEAD | ARTICLE))
        for h in parse.hits[j]
    )


def _of_nation(parse: Parse, i: int) -> Group | None:
    """An unknown name of two words or more behind the nation of the one it names: `بين الكولماري هالوك يلدران والدوراني …`."""
    if i == 0 or not parse.tags[i - 1] & NATION or not parse.tags[i - 1] & ARTICLE:
        return None
    before = parse.tags[i - 2] if i > 1 and parse.tokens.kinds[i - 2] == WORD else 0
    if before & (ARTICLE | NATION) or (before & (NOUN | HEAD) and not before & PARTICLE):
        return None  # the adjective of what stands before it
    if not any(h.form.part == ADJECTIVE_FORM and h.form.number == "s" for h in parse.hits[i - 1]):
        return None
    end = name_end(parse, i)
    return _person(parse, i, end) if end - i > 1 and not parse.tags[i] & VERB else None
