"""Which person of the knowledge base a person of a document is: by the readers' own lists, by full name, or as holder of an office on that day."""

import re
from collections.abc import Iterator

from riwaya.link.context import Context
from riwaya.link.facts import Fact
from riwaya.link.scores import Linked
from riwaya.model import Entity
from riwaya.names import are_apart, is_given, judge_names
from riwaya.text.fold import fold_word
from riwaya.text.function_words import THEN

SURE, _AHEAD = 0.9, 0.1
_ARTICLE = "ال"
_FIRST_WORD = re.compile(r"\w+")
_WORD_BEFORE = re.compile(r"(\w+) $")
_ON = frozenset(("علي", "على"))  # the preposition, as many print it, or the name
_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]")


def resolve_person(entity: Entity, context: Context) -> Linked | None:
    """The person that an entity is, None where the base does not know, or not surely."""
    if entity.known is not None:
        fact = context.base.get(entity.known)
        if fact is None:
            return None
        return (
            Linked(None, 0.97, "link.another")
            if _is_another(entity, fact) or _has_other_given(entity, fact, context)
            else Linked(fact, 0.97, "link.listed")
        )
    if entity.role_of is not None:
        return _holder(entity, context)
    return _by_handle(entity, context) if entity.name.startswith("@") else _by_name(entity, context)


def _is_another(entity: Entity, fact: Fact) -> bool:
    """True where the text gives a full name that is nobody's of whom its last word is listed for: `رفيق الحريري` is not Saad."""
    words = entity.name.split()
    if len(words) < 2 or not entity.named:
        return False
    names = [name for language in ("ar", "en") for name in fact.names.get(language, ()) if " " in name]
    return bool(names) and all(judge_names(entity.name, name) == "different" for name in names)


def _has_other_given(entity: Entity, fact: Fact, context: Context) -> bool:
    """True where the first surname that stands for the person has a listed given name before it that is not the person's: `ياسر السيسي`."""
    text = context.reading.document.text
    own = {word for given in fact.names.values() for name in given for word in name.split()}
    mentions = [m for m in context.mentions.get(entity.id, ()) if m.type == "person"]
    if not mentions or any(" " in text[m.start : m.end] for m in mentions):
        return False
    before = _WORD_BEFORE.search(text[max(0, mentions[0].start - 30) : mentions[0].start])
    word = before[1] if before is not None else ""
    return word not in own and word not in _ON and is_given(word) and all(are_apart(word, o) or not is_given(o) for o in own)


def _by_handle(entity: Entity, context: Context) -> Linked | None:
    """Who an account is named after: a surname and what the given name begins with, in either order (`@Surname_G`)."""
    parts = [part.casefold() for part in _PARTS.findall(entity.name)]
    if len(parts) != 2:
        return None
    found = {fact.id: fact for surname, given in (parts, parts[::-1]) for fact in _bearers(surname, given, context)}
    return Linked(next(iter(found.values())), 0.85, "link.handle") if len(found) == 1 else None


def _bearers(surname: str, given: str, context: Context) -> Iterator[Fact]:
    for fact in context.base.surnamed(surname) if len(surname) > 3 else ():
        if any(words[0].casefold().startswith(given) for name in fact.names.get("en", ()) if len(words := name.split()) > 1):
            yield fact


def _by_name(entity: Entity, context: Context) -> Linked | None:
    for name in context.names(entity):
        if len(name.split()) < 2:
            continue  # a given name or a surname alone is nobody's
        found = context.base.named(name, type="person")
        if len(found) == 1:
            return Linked(found[0], 0.95, "link.name")
    return _by_spelling(entity, context)


def _by_spelling(entity: Entity, context: Context) -> Linked | None:
    """The person whose full name is spelled like the entity's, well before anybody else's, and whom the text gives to no other country."""
    if len(entity.name.split()) < 2 or not entity.named:
        return None
    found = [spelled for spelled in context.base.spelled(entity.name, type="person") if _may_be(spelled.fact, entity, context)]
    if not found or found[0].score < SURE or (len(found) > 1 and found[0].score - found[1].score < _AHEAD):
        return None
    return Linked(found[0].fact, round(found[0].score, 2), "link.spelling")


def _may_be(fact: Fact, entity: Entity, context: Context) -> bool:
    """False where the text says that the person is of another country than the base does."""
    owner = context.base.get(entity.of) if entity.of is not None else None
    if owner is None or not fact.of:
        return True
    homes = {fact.of, *(holder.id.partition(".")[2] for holder in context.base.containers(fact))}
    owners = {owner.id.partition(".")[2], *(holder.id.partition(".")[2] for holder in context.base.containers(owner))}
    return not homes.isdisjoint(owners)


def _holder(entity: Entity, context: Context) -> Linked | None:
    """Who held the office that the text names, on the day of publication: only where the base surely knows one, and nobody else may have."""
    roles = next((context.base.roles_of_head[head] for head in entity.heads if head in context.base.roles_of_head), ())
    if not roles or entity.of is None or context.day is None or not _is_the_one(entity, context):
        return None
    may = {fact.id: (fact, role) for role in roles for fact in context.base.holders(role, entity.of, day=context.day)}
    if len(may) != 1:
        return None
    fact, role = next(iter(may.values()))
    return Linked(fact, 0.9, "link.holder") if _surely(fact, role, entity.of.partition(".")[2], context) else None


def _is_the_one(entity: Entity, context: Context) -> bool:
    """True for an office that a definite description names, with nothing said behind it that may make it another's: `الوزير الروسي السابق`."""
    owner = context.base.get(entity.of or "")
    names = {name for given in owner.names.values() for name in given} if owner is not None else set()
    text = context.reading.document.text
    for mention in context.mentions.get(entity.id, ()):
        last = text[mention.start : mention.end].split()[-1]
        if not (last.startswith(_ARTICLE) or last in names) or _is_qualified(mention.end, context):
            return False
    return True


def _is_qualified(end: int, context: Context) -> bool:
    """True where a definite adjective (`السابق`) or a word of another time (`آنذاك`) stands behind an office; a day there is no such word."""
    rest = context.reading.document.text[end:].lstrip(" ")
    start = len(context.reading.document.text) - len(rest)
    if any(time.start == start for time in context.reading.times):
        return False
    word = _FIRST_WORD.match(rest)
    return rest.startswith(_ARTICLE) or (word is not None and fold_word(word[0]) in THEN)


def _surely(fact: Fact, role: str, body: str, context: Context) -> bool:
    assert context.day is not None
    return any(o.role == role and o.body == body and o.covers(context.day) for o in fact.offices)
