"""The noun behind a number, and what it counts: `12 صاروخا`, `7 من جنودها`, `عشرات القذائف`, `245 شخصا بين قتيل وجريح`."""

from __future__ import annotations

from msgspec import Struct

from riwaya.lexicon.entries import Counted, Head, Number, Trigger
from riwaya.lexicon.scan import Hit
from riwaya.read.parse import Parse
from riwaya.read.tags import HEAD, TRIGGER
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.function_words import AMONG
from riwaya.text.inflection import NOUN
from riwaya.text.tokens import WORD

PEOPLE = frozenset(("people", "participants"))
KINDS_OF_PEOPLE = frozenset(("children", "women", "journalists", "medics", "aid_workers", "soldiers", "fighters", "police", "civilians"))
"""What a number of people says of them beside what happened to them."""
TOLD_APART = frozenset(("children", "women", "journalists", "medics", "aid_workers"))
"""Those of them that are a quantity of their own: `مقتل ثلاثة أطفال` tells three dead, three children."""
SUM = "count.sum"
_CIRCUMSTANCE = ("في", "خلال", "جراء", "اثر")
_FLIERS = frozenset(("missiles", "drones"))
_SUM_REACH = 5


class Noun(Struct):
    """What a number counts (empty: nothing known), the token after, the rule, the factor to the unit; `kind`: what people they are."""

    what: str
    after: int
    rule: str
    factor: float = 1
    kind: str = ""


def noun_behind(parse: Parse, amount: Amount, after: int) -> Noun:
    """The noun that a number counts; an adjective or two may stand between."""
    j = amount.number_after
    while j < amount.after and any(type(h.entry) is Number for h in parse.hits[j]):
        j += 1  # 3 على الأقل من
    article = parse.tokens.words[amount.number_first].removeprefix("و").startswith("ال")  # العشرات اليوم: no tens of days
    vague = amount.max is None and amount.rule.startswith("number.vague") and not article
    summed = _summed_at(parse, j + 1 if j + 1 < after and parse.tokens.words[j] == "بين" else j)
    if summed is not None:
        return summed
    for place in range(2):
        if j >= after or parse.tokens.kinds[j] != WORD or opens_number(parse, j) or parse.tokens.words[j] in AMONG:
            break  # إصابة 178 بينهم نساء: no number of women
        people = None if place else parse.group_at[j]
        if people is not None and people.rule == "people.nation" and people.first == j and not people.joined:
            return Noun("people", people.after, people.rule)  # 15 فلسطينيا من محافظات
        noun = noun_at(parse, j, definite=vague and not place)
        if noun is not None:
            return _summed_behind(parse, noun, after) or _mixed(parse, _munitions(parse, noun, after), after)
        if parse.tokens.words[j] in _CIRCUMSTANCE:  # إصابة 10 في هجوم: no ten attacks
            break
        if parse.tokens.words[j] == "من":
            return _partitive(parse, j, after) or Noun("", amount.number_after, "count.bare")
        j += 1
    return Noun("", amount.number_after, "count.bare")


def noun_at(parse: Parse, j: int, *, definite: bool = False) -> Noun | None:
    """The counted noun at token j, without an article unless `definite`; None where none stands."""
    if not parse.tags[j] & HEAD:
        return None
    here = parse.hits[j]
    kind = _kind_of_people(here)
    for hit in here:
        if type(hit.entry) is Counted and not hit.pronoun and _stands_bare(hit, definite):
            return Noun(hit.entry.what, hit.after, hit.entry.id, hit.entry.factor, kind)
    for hit in parse.hits[j]:
        if type(hit.entry) is Head and not hit.before.conjunction and (definite or not hit.before.article):
            what = hit.entry.counts or ("people" if hit.entry.type == "people" else "")
            return Noun("people" if what in KINDS_OF_PEOPLE else what, hit.after, hit.entry.id, 1, kind)
    return None


def _kind_of_people(hits: list[Hit]) -> str:
    """What people one of some readings of a word counts; empty where it counts only people, or none."""
    for hit in hits:
        if type(hit.entry) is Head and hit.entry.type == "people":
            return hit.entry.counts if hit.entry.counts in KINDS_OF_PEOPLE else ""
    return ""


def _stands_bare(hit: Hit, definite: bool) -> bool:
    return not hit.before.length or (definite and hit.before.article and not hit.before.conjunction and not hit.before.preposition)


def _partitive(parse: Parse, j: int, after: int) -> Noun | None:
    """`7 من جنودها`, `3 من أحياء المدينة`: what stands behind من at token j."""
    if j + 1 >= after:
        return None
    group = parse.group_at[j + 1]
    noun = noun_at(parse, j + 1, definite=True)
    if group is not None and group.first == j + 1 and group.type == "group":
        return Noun("people", group.after, group.rule, 1, "" if noun is None else noun.kind)
    return noun if noun is not None and noun.what not in ("", "killed", "wounded") else None


def opens_number(parse: Parse, j: int) -> bool:
    """True where another number, joined to the one before, starts: `من أصل 598 و26 صاروخا`."""
    return parse.tokens.words[j].startswith("و") and any(a.number_first == j or a.first == j for a in parse.amounts_in(j, j + 2))


def _summed_at(parse: Parse, j: int) -> Noun | None:
    """What words for several kinds of victims count together, dead and wounded in one: `47 ألف قتيل وجريح`."""
    for hit in parse.hits[j] if j < len(parse.tags) and parse.tags[j] & TRIGGER else ():
        if type(hit.entry) is Trigger and hit.entry.counts in PEOPLE and hit.after - hit.first > 1:
            return Noun(hit.entry.counts, hit.after, SUM)
    return None


def _summed_behind(parse: Parse, noun: Noun, after: int) -> Noun | None:
    """`245 شخصا بين قتيل وجريح`: the noun, then what they are in sum."""
    if noun.what not in PEOPLE:
        return None
    for j in range(noun.after, min(noun.after + _SUM_REACH, after) - 1):
        if parse.tokens.words[j] == "بين":
            return _summed_at(parse, j + 1)
        if parse.tokens.kinds[j] != WORD or parse.conjoins(j):
            return None
    return None


def _mixed(parse: Parse, noun: Noun, after: int) -> Noun:
    """`18 امرأة وطفلا`: one number of two kinds of people tells only people."""
    j = noun.after
    if not noun.kind or j >= after or not parse.tokens.words[j].startswith("و"):
        return noun
    if not any(type(h.entry) is Head and h.form.number == "p" for h in parse.hits[j - 1]):
        for hit in parse.hits[j]:
            other = type(hit.entry) is Head and hit.entry.type == "people" and hit.entry.counts != noun.kind
            if other and hit.before.conjunction and not hit.before.article and hit.form.number == "s" and hit.form.part == NOUN:
                noun.kind, noun.what = "", "people"
    return noun


def _munitions(parse: Parse, noun: Noun, after: int) -> Noun:
    """`629 مسيرة وصاروخا`: one number of drones and missiles."""
    j = noun.after
    if noun.what in _FLIERS and j < after and parse.tokens.words[j].startswith("و"):
        for hit in parse.hits[j]:
            if type(hit.entry) is Counted and hit.before.conjunction and not hit.before.article and hit.form.part == NOUN:
                if hit.entry.what in _FLIERS and hit.entry.what != noun.what and hit.form.number == "s":
                    return Noun("munitions", hit.after, noun.rule)
    return noun
