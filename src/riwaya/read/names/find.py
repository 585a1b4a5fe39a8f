"""Finds every noun group of a document: one pass over the tokens, then the names that the document itself has taught."""

from riwaya.lexicon.entries import Cue, Head, Name, Particle, Trigger
from riwaya.read.groups import Group
from riwaya.read.names.english import parse_english
from riwaya.read.names.grammar import openings, parse_group
from riwaya.read.names.lands import learn_lands, split_accused, state
from riwaya.read.names.modifiers import is_accusative
from riwaya.read.names.toponyms import listed_places
from riwaya.read.names.unlisted import is_name_like
from riwaya.read.parse import Parse
from riwaya.read.tags import (
    ADJECTIVE,
    ARTICLE,
    CUE,
    GIVEN,
    HEAD,
    LIMIT,
    NAME,
    NATION,
    NOUN,
    NUMBER,
    ORDINARY,
    PARTICLE,
    PREPOSITION,
    STATUS,
    TIME,
    TRIGGER,
    VERB,
)
from riwaya.text.clitics import split_starts
from riwaya.text.fold import fold_word
from riwaya.text.function_words import AMONG, EACH, TOPICAL
from riwaya.text.inflection import PAST, PRESENT
from riwaya.text.tokens import MARK, WORD

_NO_GENITIVE = ARTICLE | CUE | LIMIT | NUMBER | PARTICLE | STATUS | TIME | TRIGGER | VERB | GIVEN | NAME
_KNOWN = ORDINARY & ~GIVEN
_SHORTEST_LEARNED = 4
_OPENERS = frozenset('("“«')
_NEAR = 5
_POSSESSED = ("ها", "هم", "هما", "هن")
_PLACED = ("withdrawal", "displacement", "strike", "assault", "seizure", "siege")


def find_groups(parse: Parse) -> None:
    """Fill `parse.groups` (in token order, not overlapping) and `parse.group_at`."""
    count = len(parse.tokens)
    busy = [False] * count
    for raw in parse.raw_times:
        for i in range(raw.first, raw.after):
            busy[i] = True
    read = 0
    for stretch in parse.stretches:
        busy[read : stretch.first] = [True] * (stretch.first - read)  # what no lexicon reads
        read = stretch.after
    busy[read:] = [True] * (count - read)
    foreign = [False] * count
    for stretch in parse.stretches:
        if stretch.lexicon.language == "en":
            foreign[stretch.first : stretch.after] = [True] * (stretch.after - stretch.first)
    groups: list[Group] = []
    kinds, tried = parse.tokens.kinds, openings(parse)
    if True in foreign:
        tried = tried | {i for i, kind in enumerate(kinds) if foreign[i] and kind in (WORD, MARK)}
    done = 0
    for i in sorted(tried):
        if i < done or busy[i] or (kinds[i] != WORD and not (foreign[i] and kinds[i] == MARK)):
            continue
        group = parse_english(parse, i) if foreign[i] else parse_group(parse, i)
        if group is None:
            continue
        groups.extend(split_members(group))
        if group.sibling is not None:
            groups.append(group.sibling)
            group = group.sibling
        done = group.after
    parse.groups = split_accused(parse, groups)
    _learn(parse)
    _find_learned(parse, busy)
    parse.keep_groups(parse.groups)
    for group in parse.groups:
        _govern(parse, group)


def split_members(group: Group) -> list[Group]:
    """A dual or plural office of several nations is several groups: وزيرا الدفاع الروسي والأميركي."""
    if len(group.nations) < 2 or group.type not in ("person", "organization") or (group.number == "s" and not group.anaphor.endswith("s")):
        return [group]
    parts = []
    for number, nation in enumerate(group.nations):
        part = Group(group.first, group.after, group.type, group.rule, skip=group.skip, head=group.head, nations=(nation,), of=group.of)
        part.office, part.gender, part.definite = group.office, group.gender, True
        part.preposition, part.joined = group.preposition, bool(number) or group.joined
        part.anaphor = "counterpart" if group.anaphor == "counterparts" else ""
        parts.append(part)
    return parts


def _learn(parse: Parse) -> None:
    """Keep what the document teaches: the last word of each unknown full name, each unknown place."""
    for group in parse.groups:
        if group.name is None:
            continue
        first, after = group.name
        if group.type == "person" and after - first >= 2:
            last = parse.tokens.words[after - 1]
            if len(last) >= _SHORTEST_LEARNED and not parse.tags[after - 1] & (ORDINARY & ~GIVEN):
                parse.learned.setdefault(last, "person")
            elif len(last) >= _SHORTEST_LEARNED:
                parse.families.add(last)
        elif group.type == "place" and group.known is None and (group.of is None or group.of.known is None):
            words = parse.words(first, after)
            if len(words) >= _SHORTEST_LEARNED and not any(parse.tags[i] & ORDINARY for i in range(first, after)):
                parse.learned.setdefault(words, "place")


def _find_learned(parse: Parse, busy: list[bool]) -> None:
    covered = list(busy)
    for group in parse.groups:
        covered[group.first : group.after] = [True] * (group.after - group.first)
        if _is_surname(parse, group):
            group.type, group.head, group.name, group.definite, group.rule = "person", None, (group.first, group.after), True, "name.person"
    _add_listed(parse, parse.groups, covered)
    known = len(parse.groups)
    learn_lands(parse, covered)
    words, kinds, families = parse.tokens.words, parse.tokens.kinds, parse.families
    unknown = {i for tag, tokens in parse.tokens_by_tag().items() if not tag & _KNOWN for i in tokens if not covered[i] and kinds[i] == WORD}
    if families:
        unknown.update([i for i, word in enumerate(words) if word in families and not covered[i] and kinds[i] == WORD])
    for i in sorted(unknown):
        word = words[i]
        if parse.tags[i] & _KNOWN:
            if _is_made_to_speak(parse, i):
                parse.groups.append(Group(i, i + 1, "person", "name.person", name=(i, i + 1), definite=True))
            continue
        for clitic in split_starts(word):
            if clitic.article or clitic.future:
                continue
            kind = parse.learned.get(word[clitic.length :]) if parse.learned else None
            if kind == "land":
                parse.groups.append(state(parse, i, clitic))
                break
            if kind is not None:
                level = "settlement" if kind == "place" else ""
                group = Group(i, i + 1, kind, f"name.{kind}", skip=clitic.length, name=(i, i + 1), definite=True, level=level)
                group.joined, group.preposition = clitic.conjunction == "و", clitic.preposition
                parse.groups.append(group)
                break
        else:
            place = _land_of_nisba(parse, i) or _unknown_place(parse, i)
            if place is not None and not _qualifies(parse, place):
                parse.groups.append(place)
    _add_listed(parse, parse.groups[known:], covered)


def _is_surname(parse: Parse, group: Group) -> bool:
    """True for a single word for people that ends a person's name in the document and speaks here: `وقال مجاهد`, after `ذبيح الله مجاهد`."""
    if group.type != "group" or group.after - group.first > 1 or group.skip or group.definite or group.head is None:
        return False
    return parse.tokens.words[group.first] in parse.families and _is_made_to_speak(parse, group.first)


def _add_listed(parse: Parse, groups: list[Group], covered: list[bool]) -> None:
    for listed in listed_places(parse, groups, covered):
        parse.groups.append(listed)
        covered[listed.first] = True


def _is_made_to_speak(parse: Parse, i: int) -> bool:
    """True for an ordinary word that ends a person's name in the document, where a verb of saying has it for its subject: `وأضاف الرشق أن`."""
    return (
        i > 0
        and bool(parse.tags[i - 1] & CUE)
        and any(
            type(h.entry) is Cue and h.entry.frame == "verb" and h.after == i and h.form.part in (PAST, PRESENT) and not h.pronoun
            for h in parse.hits[i - 1]
        )
    )


def _land_of_nisba(parse: Parse, i: int) -> Group | None:
    """An unknown word from which the document derives a relational adjective is the land it names (سناديا: السنادية)."""
    if not parse.nisbas:
        return None
    word = parse.tokens.words[i]
    for clitic in split_starts(word):
        if clitic.article or clitic.future:
            continue
        rest = word[clitic.length :]
        for ending in ("يا", "ا", "ه", "يه", ""):
            stem = rest[: len(rest) - len(ending)] if ending else rest
            if rest.endswith(ending) and len(stem) > 2 and stem in parse.nisbas:
                group = Group(
                    i, i + 1, "place", "name.land", skip=clitic.length, name=(i, i + 1), definite=True, level="country", nations=(f"nisba:{stem}",)
                )
                group.joined, group.preposition = clitic.conjunction == "و", clitic.preposition
                return group
    return None


def _qualifies(parse: Parse, land: Group) -> bool:
    """True for the relational adjective of an unlisted land in the accusative, which is then told of the people before it: `60 عسكريا كولماريا`."""
    if land.rule != "name.land" or land.skip or not land.first or not is_accusative(parse, land.first - 1):
        return False
    if not parse.tokens.words[land.first].endswith("يا"):
        return False
    people = next((g for g in parse.groups if g.after == land.first and g.type == "group" and not g.nations), None)
    if people is not None:
        people.after, people.nations = land.after, land.nations
    return people is not None


def _unknown_place(parse: Parse, i: int) -> Group | None:
    """An unknown word is a place behind a preposition of place (`في بيريسلاف`), or one by which a trigger near takes its place."""
    word = parse.tokens.words[i]
    if i == 0 or not is_name_like(parse, i) or len(word) < _SHORTEST_LEARNED or not "\u0621" <= word[0] <= "\u064a":
        return None
    at = i - 1 if parse.tokens.kinds[i - 1] == MARK and parse.tokens.words[i - 1] in _OPENERS else i  # الاستيلاء على "كاماتا"
    leading = (hit.entry for j in range(max(0, at - 2), at) for hit in parse.hits[j] if hit.after == at and type(hit.entry) is Particle)
    if _is_seat(parse, i):
        return Group(i, i + 1, "place", "name.place", name=(i, i + 1), definite=True, level="settlement")
    if not any(_leads_to_place(parse, particle, at) for particle in leading):
        return None
    after = i + 1
    end = parse.sentence_end(i)
    if word.endswith(_POSSESSED) and len(word) > _SHORTEST_LEARNED:
        return None  # في حوزتها
    if after < end and parse.tags[after] & (NOUN | HEAD) and not parse.tags[after] & (VERB | TIME | NAME | PARTICLE) and not parse.conjoins(after):
        return None  # في عداد المفقودين: an ordinary noun that no list has
    if after < end and any(type(h.entry) is Name and h.entry.type in ("organization", "medium") and not h.before.length for h in parse.hits[after]):
        return None
    if word.startswith("ال") and after < end and parse.tags[after] & ARTICLE and parse.tags[after] & ADJECTIVE and not parse.tags[after] & NATION:
        return None  # في المواضيع العلمية
    while (
        after < end
        and after - i < 2
        and parse.tokens.kinds[after] == WORD
        and not parse.tags[after]
        and not parse.tokens.words[after].startswith("و")
    ):
        after += 1
    return Group(i, after, "place", "name.place", name=(i, after), definite=True, level="settlement", preposition=parse.tokens.words[at - 1])


def _is_seat(parse: Parse, i: int) -> bool:
    """True for an unknown word in front of the word for a capital and what it is the capital of: `كاماتا عاصمة إقليم نورين`."""
    return any(
        type(hit.entry) is Head and hit.entry.en == "capital" and hit.form.number == "s" and not hit.before.length and not hit.pronoun
        for hit in (parse.hits[i + 1] if i + 1 < parse.sentence_end(i) else ())
    )


def _leads_to_place(parse: Parse, particle: Particle, i: int) -> bool:
    if particle.type == "locative":
        return True
    if particle.type != "preposition":
        return False
    lemma = fold_word(particle.lemma)
    if lemma.split()[0] == "في" or (lemma in TOPICAL and lemma != "عن" and lemma != "حول"):
        return True
    return any(
        type(hit.entry) is Trigger and hit.entry.roles.get(particle.lemma) in ("place", "target") and hit.entry.kind in _PLACED
        for j in range(max(0, i - _NEAR), i - 1)
        for hit in parse.hits[j]
    )


def _is_partitive(parse: Parse, i: int) -> bool:
    """True for `7 من جنودها`: the group behind من is what is counted."""
    return parse.amount_before(i) is not None


def _governed_noun(parse: Parse, i: int) -> str:
    """The noun at token i whose genitive stands behind it, where ب or ل on it, or a preposition before it, governs them both: `بزعامة التنظيم`,
    `عن أمن الدولة`; empty where none does. Source: Ryding (2005), 16 (prepositions), 8 (the genitive).
    """
    if i < 0 or parse.group_at[i] is not None or parse.tokens.kinds[i] != WORD or parse.tags[i] & _NO_GENITIVE or not parse.tags[i] & NOUN:
        return ""
    here = [hit for hit in parse.hits[i] if hit.after == i + 1]
    if any(hit.before.article or hit.pronoun or hit.form.indefinite for hit in here) or parse.time_at(i) is not None:
        return ""
    clitic = all(hit.before.preposition in ("ب", "ل") for hit in here)
    behind = i > 0 and bool(parse.tags[i - 1] & PREPOSITION) and parse.tags[i - 1] & PARTICLE and not any(h.pronoun for h in parse.hits[i - 1])
    return parse.tokens.words[i] if clitic or (behind and parse.group_at[i - 1] is None) else ""


def _govern(parse: Parse, group: Group) -> None:
    """Note the preposition before a group, and hand it on to the groups joined to it by و."""
    if group.preposition:
        return
    if group.head is not None and group.head.direction:
        group.preposition = parse.tokens.words[group.first][group.skip :]
        return
    i = group.first - 1
    while i >= 0 and parse.tokens.kinds[i] == MARK and parse.tokens.words[i] in _OPENERS:
        i -= 1
    if i < 0:
        return
    if len(parse.tokens.words[i]) == 1 and parse.tokens.words[i] in "بلك":
        group.preposition = parse.tokens.words[i]  # بـ"فيسبوك"
        return
    if parse.tags[i] & NUMBER and group.type in ("person", "organization", "medium", "group"):
        counted = parse.amount_before(group.first)
        i = counted.first - 1 if counted is not None and counted.first else i  # نقلت عن ثلاثة دبلوماسيين
    for back in (3, 2, 1) if parse.tags[i] & PREPOSITION else ():
        start = i + 1 - back
        if start < 0:
            continue
        for hit in parse.hits[start]:
            if hit.after == i + 1 and type(hit.entry) is Particle and hit.entry.type in ("preposition", "locative"):
                if hit.pronoun and " ".join(parse.tokens.words[start : i + 1]) not in AMONG:
                    return  # أعلنت عنها موسكو: it governs its own pronoun
                if parse.tokens.words[i] == "من" and start > 0 and (_is_partitive(parse, start) or parse.tokens.words[start - 1] in EACH):
                    return  # كل من الوزيرين
                group.preposition = " ".join(parse.tokens.words[start : i + 1])[hit.before.length :]
                return
    if group.type in ("person", "organization", "group") and (noun := _governed_noun(parse, i)):
        group.preposition = noun
        return
    if group.joined:
        before = parse.group_at[group.first - 1] if group.first else None
        if before is None and group.first > 1 and parse.tokens.words[group.first - 1] in ("،", ","):
            before = parse.group_at[group.first - 2]
        if before is not None and before is not group:
            group.preposition = before.preposition
