"""The grammar of Arabic noun groups: which hit opens a group, and which grammar reads it.

Each `parse_…` of `persons`, `bodies` and `places` takes the hit that opens the group and returns the group, or None where the
words do not carry one.
"""

from __future__ import annotations

from functools import partial

from riwaya.lexicon.entries import Anaphor, Head, Name, Particle, Trigger, Word
from riwaya.lexicon.patterns import ADJECTIVE as ADJECTIVE_FORM
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.bodies import parenthesis, parse_anaphor, parse_body, parse_people
from riwaya.read.names.doubtful import is_rather_adjective
from riwaya.read.names.modifiers import Nested, accusative_nation, keeps_its_n, modifiers, new_group
from riwaya.read.names.persons import apposition, parse_office
from riwaya.read.names.places import parse_place, parse_thing
from riwaya.read.names.unknown_persons import parse_unknown_person
from riwaya.read.names.unlisted import is_name_like
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ANAPHOR,
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
    PREPOSITION,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.fold import fold_word
from riwaya.text.function_words import SON
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.inflection import NOUN as NOUN_FORM
from riwaya.text.quotes import OPENING
from riwaya.text.tokens import MARK
from riwaya.text.tokens import NUMBER as NUMERAL

_DEEPEST = 3
_TELLING = (NOUN_FORM, PAST, PRESENT)
_TANWIN = "\u064b"
_RELATIONAL = ("ي", "يا", "يه")
_OPENING = HEAD | NAME | NATION | GIVEN | ANAPHOR
_ATTRIBUTES = ("people", "weapon", "body")
_NOMINATIVE = ("ون", "ان")
_DEFINITE_ATTRIBUTES = ("place_head", "facility", "medium_head")
_ORDINARY_TOO = PARTICLE | NOUN | ADJECTIVE
_NOMINAL = NOUN | HEAD | TRIGGER
_NO_NOUN = PARTICLE | CUE | NUMBER | VERB | TIME
_COVERING = ("preposition", "locative", "demonstrative", "adverb", "pronoun")


def openings(parse: Parse) -> set[int]:
    """The tokens that may begin a group: all but ordinary words that neither `بن` nor an unknown surname in -ي follows."""
    if not parse.openings:
        words, by_tag = parse.tokens.words, parse.tokens_by_tag()
        found = {i for tag, tokens in by_tag.items() if tag & _OPENING or not tag & ORDINARY for i in tokens}
        found.update([i - 1 for i in by_tag.get(ARTICLE, ()) if words[i].endswith("ي")])
        if not SON.isdisjoint(words):
            found.update([i - 1 for i, word in enumerate(words) if word in SON])
        found.difference_update(parse.tokens.marks)
        found.discard(-1)
        parse.openings = found
    return parse.openings


def parse_group(parse: Parse, i: int, *, depth: int = 0) -> Group | None:
    """The group that starts at token i, or None; nested ones (`of`) at most three deep."""
    if parse.tokens.words[i].endswith("يا") and accusative_nation(parse, i) is not None:
        return None
    nested = partial(_parse_nested, parse, depth=depth + 1)
    best: Hit | None = None
    for hit in parse.hits[i] if parse.tags[i] & _OPENING else ():
        if hit.mask & _OPENING and (best is None or hit.after >= best.after) and _opens(parse, hit):
            best = hit if best is None or _rank(hit) > _rank(best) else best
    if best is None:
        return parse_unknown_person(parse, i, nested)
    entry = best.entry
    if type(entry) is Head and entry.type == "body":
        best = _as_title(parse, _as_place(parse, best))
        entry = best.entry
    group: Group | None = None
    if type(entry) is Head:
        group = _HEAD_GRAMMAR[entry.type](parse, best, nested)
    elif type(entry) is Name:
        group = parse_people(parse, best) if best.form.part == ADJECTIVE_FORM else parse_known(parse, best, nested)
    elif type(entry) is Anaphor:
        group = parse_anaphor(parse, best)
    if group is None and type(entry) is Head and entry.type == "title" and _is_victim(parse, best):
        group = new_group(parse, best, "group")  # قتل عقيد في الجيش
        group.head, group.rule = entry, "people.titled"
    if group is not None:
        group.joined = group.joined or best.before.conjunction == "و"
        group.preposition = group.preposition or best.before.preposition
    return group


def _as_place(parse: Parse, hit: Hit) -> Hit:
    """The head of a place instead of a body under the same word, behind a preposition and before a name: `في مديرية التحيتا`."""
    if type(hit.entry) is not Head or hit.entry.type != "body" or hit.before.article or hit.after >= parse.sentence_end(hit.first):
        return hit
    place = next((h for h in parse.hits[hit.first] if type(h.entry) is Head and h.entry.type == "place_head" and h.after == hit.after), None)
    governed = hit.before.preposition or (hit.first > 0 and parse.tags[hit.first - 1] & PREPOSITION)
    if place is None or not governed:
        return hit
    named = is_name_like(parse, hit.after) or any(type(h.entry) is Name and h.entry.type == "place" for h in parse.hits[hit.after])
    return place if named else hit


def _as_title(parse: Parse, hit: Hit) -> Hit:
    """The title instead of a unit under the same word, where a man's name follows: `اللواء يحيى رسول`."""
    if type(hit.entry) is not Head or hit.entry.type != "body" or not hit.before.article or hit.after >= parse.sentence_end(hit.first):
        return hit
    title = next((h for h in parse.hits[hit.first] if type(h.entry) is Head and h.entry.type == "title" and h.after == hit.after), None)
    if title is None:
        return hit
    man = any(type(h.entry) is Name and h.entry.type in ("given", "person") and not h.before.length for h in parse.hits[hit.after])
    return title if man else hit


def _parse_nested(parse: Parse, i: int, *, depth: int) -> Group | None:
    return parse_group(parse, i, depth=depth) if depth <= _DEEPEST and i in openings(parse) else None


def _rank(hit: Hit) -> tuple[int, int, int]:
    """What the better of two hits has more of: tokens, a proper name before a head before an anaphor, fewer clitics."""
    entry = hit.entry
    kind = 0
    if type(entry) is Name:
        kind = 1 if hit.form.part == ADJECTIVE_FORM else 5 if entry.type == "organization" else 4
    elif type(entry) is Head:
        kind = 3
    elif type(entry) is Anaphor:
        kind = 2
    return hit.after - hit.first, kind, -hit.before.length


def _opens(parse: Parse, hit: Hit) -> bool:
    """True for a hit of a name, a head or an anaphor that may begin a group."""
    entry = hit.entry
    if type(entry) is Head:
        return _head_opens(parse, hit, entry)
    if type(entry) is Name:
        return _name_opens(parse, hit, entry)
    return type(entry) is Anaphor and not _qualifies(parse, hit)


def _qualifies(parse: Parse, hit: Hit) -> bool:
    """True for a definite adjective behind another, which points back to nothing: `العلاقات الثنائية الوثيقة`."""
    i = hit.first
    if i == 0 or hit.after - i > 1 or not parse.tags[i] & ADJECTIVE or not parse.tags[i - 1] & ARTICLE:
        return False
    return bool(parse.tags[i - 1] & ADJECTIVE) and not parse.tags[i - 1] & (NOUN | HEAD) and bool(hit.before.article) and not hit.before.conjunction


def _name_opens(parse: Parse, hit: Hit, entry: Name) -> bool:
    if entry.type == "given":
        return False
    mask = parse.tags[hit.first]
    if hit.form.part == ADJECTIVE_FORM:
        if hit.form.number == "s" and _is_one_of_a_nation(parse, hit):
            return True
        if hit.form.number == "d" and hit.form.gender != "f" and parse.tokens.words[hit.first].endswith("ان") and _is_victim(parse, hit):
            return True  # استشهد فلسطينيان
        return hit.form.number == "p" and (hit.before.article or hit.form.gender != "f") and not mask & NAME
    if entry.type == "place" and hit.after - hit.first == 1 and _prints_accusative(parse, hit.first) and not _counts_people(parse, hit, entry):
        return False  # هجومًا جويًا
    if entry.type == "place" and mask & ADJECTIVE and is_rather_adjective(parse, hit):
        return False  # دعم مالي
    return not (hit.after - hit.first == 1 and mask & (VERB | PARTICLE) and entry.type == "person")


def _head_opens(parse: Parse, hit: Hit, entry: Head) -> bool:
    mask, here = parse.tags[hit.first], parse.hits[hit.first]
    if entry.type == "place_head" and mask & PREPOSITION and not entry.direction:
        if hit.first and any(h.after > hit.first for h in parse.hits[hit.first - 1]):
            return False  # في محيط المستشفى
    if entry.type in ("body", "place_head") and mask & TRIGGER:
        if any(type(h.entry) is Trigger and h.form.part == FIXED and h.after > hit.after for h in here):
            return False  # القضاء على 120 عسكريا is no judiciary
    if entry.document and hit.after < len(parse.tokens) and _counts_victims(parse, hit.after):
        return False  # حصيلة القتلى
    if hit.pronoun and any(type(h.entry) is Word and h.after == hit.after and not h.pronoun and h.form.part != "past" for h in here):
        return False  # مسؤولية is no مسؤولي + ها
    if mask & VERB and not hit.before.article and _after_complementiser(parse, hit.first, relative=entry.type != "people"):
        return False  # أنه شاهد صاروخا, التي تجمع
    if (
        entry.type == "people"
        and not entry.speaks
        and mask & VERB
        and hit.form.number == "s"
        and not hit.before.article
        and _governs_office(parse, hit)
    ):
        return False  # فيما طالب رئيس الوزراء
    attribute = entry.type in _ATTRIBUTES or (entry.type in _DEFINITE_ATTRIBUTES and hit.before.article and mask & ADJECTIVE)
    if attribute and hit.after - hit.first == 1 and _is_attribute(parse, hit):
        if not (entry.type == "weapon" and _wants_weapon(parse, hit.first - 1)):
            return False
    if not entry.direction and _is_covered(parse, hit):
        return False  # بقيادة, برئاسة, بصورة
    if hit.form.number == "d" and mask & TRIGGER and any(type(h.entry) is Trigger and h.after == hit.after and h.form.number == "s" for h in here):
        return False  # العدوان is the aggression, not two enemies
    if entry.type == "facility" and _names_medium(parse, hit):
        return False  # موقع "أكسيوس"
    if entry.type == "people" and (mask & TRIGGER or mask & CUE):
        if hit.pronoun or _reports(parse, hit):
            return False
        if hit.after < len(parse.tokens) and parse.tokens.kinds[hit.after] == NUMERAL and not hit.before.article:
            return False  # أسر 12 جنديا
        return not (hit.form.gender == "f" and hit.form.number == "s")  # مهاجمة, متهمة: rather the verbal noun or participle
    return True


def _governs_office(parse: Parse, hit: Hit) -> bool:
    """True for what may be a verb before an office or a title, which no one of a people belongs to."""
    return hit.after < parse.sentence_end(hit.first) and any(
        type(h.entry) is Head and h.entry.type in ("office", "title") and not h.before.conjunction for h in parse.hits[hit.after]
    )


def _names_medium(parse: Parse, hit: Hit) -> bool:
    """True for a word that is a medium too, before a name in quotation marks."""
    quoted = hit.after + 1 < parse.sentence_end(hit.first) and parse.tokens.words[hit.after] in OPENING
    return quoted and any(type(h.entry) is Head and h.entry.type == "medium_head" for h in parse.hits[hit.first])


def _reports(parse: Parse, hit: Hit) -> bool:
    """True where letters of a person are rather a verb or participle of saying, with its subject or object: `وطالب الوزير بـ`, `متهما روسيا`."""
    i, before = hit.first, hit.before
    if not parse.tags[i] & CUE or before.article or before.preposition or hit.after >= parse.sentence_end(i):
        return False
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    opens = i == first or before.conjunction == "و" or parse.tokens.kinds[i - 1] == MARK
    named = bool(parse.tags[hit.after] & (ARTICLE | NAME)) and (opens or not parse.tags[hit.after] & NATION)
    if hit.form.indefinite or (hit.form.construct and opens):
        return named and parse.amount_before(i) is None
    office = any(type(h.entry) is Head and h.entry.type in ("office", "title", "body") and not h.before.length for h in parse.hits[hit.after])
    return bool(parse.tags[i] & VERB) and hit.form.gender == "m" and hit.form.number == "s" and opens and (named or office)


def _prints_accusative(parse: Parse, i: int) -> bool:
    """True where the indefinite accusative is printed with its sign, which no name of a place bears."""
    start, end = parse.span(i, i + 1)
    return _TANWIN in parse.document.text[start : end + 1]


def _wants_weapon(parse: Parse, i: int) -> bool:
    """True for a verbal noun that takes a weapon: إسقاط مقاتلة is the fighter's downing."""
    return any(type(h.entry) is Trigger and "weapon" in h.entry.needs for h in parse.hits[i])


def _is_covered(parse: Parse, hit: Hit) -> bool:
    """True where the same letters, clitics and all, are a particle or an ordinary word of the lexicon."""
    if not parse.tags[hit.first] & (_ORDINARY_TOO if hit.before.length else PARTICLE):
        return False
    if type(hit.entry) is Head and hit.entry.type == "people" and not hit.before.length and parse.amount_before(hit.first) is not None:
        return False  # 30 عسكريا
    for other in parse.hits[hit.first]:
        if other.after != hit.after or other.pronoun:
            continue
        if type(other.entry) is Particle and other.entry.type in _COVERING and other.before.length <= hit.before.length:
            return True
        if (
            type(other.entry) is Word
            and other.before.length < hit.before.length
            and not hit.before.article
            and other.form.part in ("noun", "adjective")
        ):
            return True
    return False


def _is_attribute(parse: Parse, hit: Hit) -> bool:
    """An adjective right behind a noun of its definiteness qualifies it (النزاع المسلح, رشقات صاروخية): it heads nothing."""
    i = hit.first
    if type(hit.entry) is Head and hit.entry.type == "people" and (_is_victim(parse, hit) or _is_second(parse, hit)):
        return False
    if i == 0 or hit.before.conjunction or hit.before.preposition or not parse.tags[i] & (ADJECTIVE | NATION):
        return parse.tokens.words[i].endswith(_RELATIONAL) and i > 0 and not hit.before.length and hit.form.number != "p" and _behind_noun(parse, i)
    if type(hit.entry) is Head and hit.entry.type in _DEFINITE_ATTRIBUTES and parse.tags[i - 1] & ARTICLE and parse.tags[i - 1] & ADJECTIVE:
        return True  # الحرب الأهلية الدائرة
    return _behind_noun(parse, i) and bool(parse.tags[i - 1] & ARTICLE) == bool(parse.tags[i] & ARTICLE)


def _is_one_of_a_nation(parse: Parse, hit: Hit) -> bool:
    """True for a nation's adjective that is a noun: behind a number (`20 فلسطينيا`) or a word of death or capture (`مقتل فلسطيني`)."""
    if hit.before.length or hit.form.gender == "f":
        return False
    return (hit.form.indefinite and parse.amount_before(hit.first) is not None) or _is_victim(parse, hit)


def _is_victim(parse: Parse, hit: Hit) -> bool:
    """True right behind a word of casualties or capture: `مقتل جندي` is a soldier's death, no military one."""
    i = hit.first
    if not i or hit.before.length or hit.form.gender == "f" or parse.tags[i - 1] & ARTICLE or not parse.tags[i - 1] & TRIGGER:
        return False
    return any(type(h.entry) is Trigger and h.entry.counts and h.form.part in _TELLING and h.after == i for h in parse.hits[i - 1])


def _is_second(parse: Parse, hit: Hit) -> bool:
    """True for one behind a plural or dual in the nominative, whom it cannot qualify: `اغتال مسلحون ضابطا`, `خطف مجهولون شقيق الوزير`."""
    return (
        hit.form.number == "s"
        and hit.form.gender != "f"
        and not hit.before.length
        and parse.tokens.words[hit.first - 1].endswith(_NOMINATIVE)
        and keeps_its_n(parse, hit.first - 1)
    )


def _behind_noun(parse: Parse, i: int) -> bool:
    before = parse.tags[i - 1]
    return bool(before & _NOMINAL) and not before & _NO_NOUN


def _after_complementiser(parse: Parse, i: int, *, relative: bool) -> bool:
    """True behind a particle that a verb follows; with `relative`, only behind one that no noun may follow."""
    if relative and any(h.before.length for h in parse.hits[i]):
        return False
    types = ("relative",) if relative else ("complementiser", "relative", "negator", "modal")
    return i > 0 and bool(parse.tags[i - 1] & PARTICLE) and any(type(h.entry) is Particle and h.entry.type in types for h in parse.hits[i - 1])


def _counts_victims(parse: Parse, i: int) -> bool:
    return bool(parse.tags[i] & TRIGGER) and any(type(h.entry) is Trigger and h.entry.counts and h.form.part == NOUN_FORM for h in parse.hits[i])


def _counts_people(parse: Parse, hit: Hit, entry: Name) -> bool:
    """True for the name of a land behind a number: its people in the accusative (21 أوكرانيا)."""
    counted = parse.amount_before(hit.first) is not None
    return counted and any(fold_word(a.partition(";")[0]) + "ا" == parse.tokens.words[hit.first] for a in entry.adjective)


def parse_known(parse: Parse, hit: Hit, nested: Nested) -> Group | None:
    """A proper name of the lists; a person's is followed by an office in apposition, a place's may carry an adjective."""
    entry = hit.entry
    assert isinstance(entry, Name)
    if entry.type == "place" and entry.adjective and _counts_people(parse, hit, entry):
        return parse_people(parse, hit)
    group = new_group(parse, hit, entry.type)
    group.known, group.name, group.level, group.definite = entry, (hit.first, hit.after), entry.level, True
    if entry.stands_for:
        group.level = "capital"
    if entry.type == "person":
        end = hit.after
        while end < parse.sentence_end(hit.first) and is_name_like(parse, end) and hit.after - hit.first == 1:
            end += 1
        group.after = end
        group.name = (hit.first, end)
        apposition(parse, group, nested)
        return group
    if entry.type in ("medium", "organization"):
        parenthesis(parse, group)
    if entry.type == "weapon":
        group.after, _, _ = modifiers(parse, group.after, definite=False, idafa=False, nested=nested)
    return group


_HEAD_GRAMMAR = {
    "office": parse_office,
    "title": parse_office,
    "body": parse_body,
    "medium_head": parse_body,
    "place_head": parse_place,
    "facility": parse_thing,
    "people": parse_thing,
    "weapon": parse_thing,
}
