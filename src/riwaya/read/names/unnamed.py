"""Which people without a name are the same: two numbers are two groups, `آخر` and `ثان` tell of another one, a definite word points back.

Source: Ryding (2005), chapter 6 (definiteness) and chapter 15 (numerals): what is counted or indefinite is told as new.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Name
from riwaya.read.groups import Group
from riwaya.read.names.drafts import class_of
from riwaya.read.names.entities import Entities, Key
from riwaya.read.names.modifiers import accusative_nation
from riwaya.read.tags import NATION
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.function_words import ANOTHER

_ONE, _MANY = "one", "many"
_OFFICIALS = frozenset(("official", "diplomat"))
"""Labels of the heads that may mean whoever has just been named with an office."""


def is_unnamed(entities: Entities, group: Group) -> bool:
    """True for Arabic people told by a noun without a name."""
    head = group.head
    return (
        group.type == "group"
        and head is not None
        and head.type == "people"
        and group.name is None
        and entities.parse.language_of(group.first) != "en"
    )


def find_unnamed(entities: Entities, group: Group) -> int:
    """The entity of people without a name: the same words of the same number, or what a definite word points back to."""
    assert group.head is not None
    words = entities.parse.tokens.words
    within = _body_of(entities, group)
    if within is not None:
        entities.by_key["head", "group", group.head.id, _MANY] = within  # المتمردون, after `المتمردون الحوثيون`
        return within
    counted = entities.parse.amount_before(group.first)
    count = _count(group, counted)
    number = _ONE if count == 1 or (count is None and group.number == "s") else _MANY
    base: Key = ("group", class_of(group.head), *_whose(entities, group), number)
    latest: Key = ("head", "group", group.head.id, number)
    if group.definite and base not in entities.by_key and (man := _official(entities, group)) is not None:
        group.type = "person"
        return man
    if group.definite and (counted is None or group.pronoun):
        return _pointed_back(entities, group, base, latest)
    fresh = words[group.after - 1] in ANOTHER  # مصدر آخر: never the one before
    key: Key = (base, count)
    if count is None and number == _MANY and ("kind", base) in entities.by_key:
        key = ("kind", base)  # مدنيون, after `المدنيون`
    if fresh or key not in entities.by_key:
        entities.by_key[key] = entities.new(group, rule=group.rule, label=entities.label(group))
    entities.by_key[base] = entities.by_key[latest] = entities.by_key[key]
    return entities.by_key[key]


def _body_of(entities: Entities, group: Group) -> int | None:
    """The body that all its fighters are: by its name in apposition (`المتمردون الحوثيون`), or told twice (`عناصر المرتزقة`); None else."""
    head, of = group.head, group.of
    if head is None or not head.force or not group.definite or group.number == "s" or entities.parse.amount_before(group.first) is not None:
        return None
    if of is not None:
        plain = of.type == "group" and of.definite and of.entity >= 0 and of.after == group.after and of.first == group.first + 1
        return of.entity if plain and of.head is not None and of.head.force else None
    last = group.after - 1
    if last != group.first + len(head.lemma.split()):
        return None
    named = (h.entry for h in entities.parse.hits[last] if type(h.entry) is Name and h.entry.type == "organization" and h.after == group.after)
    entry = next(named, None)
    return None if entry is None else entities.known(entry, rule=group.rule)


def _official(entities: Entities, group: Group) -> int | None:
    """The man with an office, named in this sentence or the one before, whom `المسؤول الروسي` means; None where another has been named since."""
    head = group.head
    if head is None or head.en not in _OFFICIALS or group.number != "s" or group.pronoun or group.of is not None or len(group.nations) > 1:
        return None
    sentence = entities.parse.tokens.sentence_of
    if group.after - group.first > 1 + len(group.nations):
        return None
    for number in reversed(entities.recent):
        draft = entities.drafts[number]
        last = draft.groups[-1] if draft.groups else None
        if last is None or sentence[group.first] - sentence[last.first] > 1:
            return None
        if draft.type != "person" or not draft.named:
            continue
        state = f"place.{draft.known.of}" if draft.known is not None and draft.known.of else ""
        fits = not group.nations or group.nations[0] in (draft.nation, state)
        return number if fits and draft.office else None
    return None


def _pointed_back(entities: Entities, group: Group, base: Key, latest: Key) -> int:
    """What definite people are: those of the number behind them (`الجنود الخمسة`), of the same words, or of the same noun."""
    behind = next(iter(entities.parse.amounts_in(group.after, group.after + 1)), None)
    exact: Key = (base, _value(behind)) if behind is not None else base
    if behind is not None and exact in entities.by_key:
        return entities.by_key[exact]
    if ("kind", base) in entities.by_key:
        return entities.by_key["kind", base]
    if base in entities.by_key:
        return entities.by_key[base]
    if group.after - group.first == 1 and not group.nations and latest in entities.by_key:
        return entities.by_key[latest]  # المسؤولون, after `مسؤولون أوكرانيون`
    number = entities.by_key["kind", base] = entities.by_key[latest] = entities.new(group, rule=group.rule, label=entities.label(group))
    return number


def _value(amount: Amount) -> int | None:
    return amount.min if amount.min is not None else amount.max


def _count(group: Group, counted: Amount | None) -> int | None:
    """How many they are; None where no number says so."""
    if counted is not None:
        return _value(counted)
    return 2 if group.number == "d" and not _is_plural(group) else None


def _is_plural(group: Group) -> bool:
    """True for a definite word in -ين whose noun has a sound plural, which the dual shares its letters with: `العسكريين الروس`."""
    return group.definite and group.head is not None and group.head.plural != () and group.head.plural[0].endswith("ون")


def _whose(entities: Entities, group: Group) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nations of people, by adjective or in the genitive (`جنود أرمينيا`), and what else qualifies them."""
    state = entities.state_of(group.of.entity) if group.of is not None and not group.nations else None
    if state is not None and group.of is not None and group.of.after == group.after and not group.of.pronoun:
        return (state,), _qualified(entities, group, before=group.of.first)
    return group.nations, _qualified(entities, group, before=group.after)


def _qualified(entities: Entities, group: Group, *, before: int) -> tuple[str, ...]:
    """What stands behind the noun, without articles and adjectives of nation, up to a token."""
    assert group.head is not None
    start = group.first + len(group.head.lemma.split())
    if start >= before:
        return ()
    tokens, tags = entities.parse.tokens.words, entities.parse.tags
    nations = tuple(n.removeprefix("nisba:") for n in group.nations)
    own = [j for j in range(start, before) if not tags[j] & NATION and accusative_nation(entities.parse, j) is None]
    return tuple(tokens[j].removeprefix("ال") for j in own if not tokens[j].removeprefix("ال").startswith(nations))
