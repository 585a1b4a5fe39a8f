"""States that no list knows and the document treats as speakers: `أوليندار تنفي`, `قالت كولدانا إن`, `اتهم الوزير فلان فيسترا بقصف`.

An unknown word is one where it is the subject of a feminine verb of saying that opens a report, where it keeps silent
(`لم يصدر عن أوليندار تعليق`), or where it is accused. Once taught, every bare occurrence in the document names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from riwaya.lexicon.entries import Cue, Name, Particle
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.unlisted import is_name_like
from riwaya.read.parse import Parse
from riwaya.read.tags import CUE, GIVEN
from riwaya.text.clitics import Proclitic
from riwaya.text.function_words import CONTRASTING
from riwaya.text.inflection import FIXED, PARTICIPLE, PAST, PRESENT
from riwaya.text.tokens import MARK, WORD

_SHORTEST = 4
_NEGATORS = frozenset(("لم", "لا", "لن"))
_POINTING = frozenset(("ذلك", "هذا", "هذه", "تلك"))
_ENDINGS = ("ها", "هم", "هن", "ات", "ون", "ين", "ه", "ي")
_VERBAL = (PAST, PRESENT)


def split_accused(parse: Parse, groups: list[Group]) -> list[Group]:
    """The groups, each unknown run of names between a verb of accusing and its charge split: who accuses, and the last name, the accused."""
    found: list[Group] = []
    endings = _family_names(parse, groups)
    for group in groups:
        accused = _accused_in(parse, group, endings)
        found.append(group)
        if accused is not None:
            found.append(accused)
    return found


def _accused_in(parse: Parse, group: Group, endings: dict[str, int]) -> Group | None:
    """Cut the accused off the end of a person's name; None where the name is whole."""
    if group.type != "person" or group.name is None or group.preposition or group.name[1] != group.after or group.number != "s":
        return None
    first, after = group.name
    last, hit = after - 1, _accusing_before(parse, group.first)
    if hit is None or after - first < 2 or not _is_charge(parse, after, hit) or not _can_be_land(parse, last):
        return None
    if endings[parse.tokens.words[last]] > 1 or (after - first == 2 and (hit.before.conjunction or parse.tags[first] & GIVEN)):
        return None  # واتهم الوزير تامير كوسال بالفساد: one man of two names
    group.after, group.name = last, (first, last)
    group.known = group.known if group.known is not None and after - first > 2 else None
    return _land(last, skip=0)


def _accusing_before(parse: Parse, i: int) -> Hit | None:
    """The verb of accusing right before token i."""
    return next((h for h in (parse.hits[i - 1] if i else ()) if _accuses(h) and h.after == i and h.form.part in _VERBAL), None)


def _accuses(hit: Hit) -> bool:
    return type(hit.entry) is Cue and hit.entry.act == "accuse" and hit.entry.target and not hit.pronoun and hit.form.part != FIXED


def _is_charge(parse: Parse, i: int, hit: Hit) -> bool:
    """True where the charge of an accusation begins at token i: `بقصف`, `بأنها`, `مسؤولية`."""
    cue = hit.entry
    if i >= parse.sentence_end(i - 1) or not isinstance(cue, Cue):
        return False
    word = parse.tokens.words[i].removeprefix("ال")
    if cue.objects:
        return word.startswith(cue.objects)
    return "ب" in cue.takes and (any(h.before.preposition == "ب" for h in parse.hits[i]) or word in ("ب", "بان", "بانها", "بانه", "بانهم"))


def _family_names(parse: Parse, groups: list[Group]) -> dict[str, int]:
    """How often each last word of a person's name ends one of several words."""
    counts: dict[str, int] = {}
    for group in groups:
        if group.type == "person" and group.name is not None and group.name[1] - group.name[0] > 1:
            word = parse.tokens.words[group.name[1] - 1]
            counts[word] = counts.get(word, 0) + 1
    return counts


def learn_lands(parse: Parse, covered: list[bool]) -> None:
    """Keep in `parse.learned` the unknown words that the document treats as states; `covered`: tokens of groups and times."""
    for i in parse.tokens_with(CUE):
        for hit in parse.hits[i] if not covered[i] else ():
            if type(hit.entry) is Cue and (hit.entry.issuer or hit.entry.act == "accuse" or _is_of_one_woman(hit)):
                for j in _taught_by(parse, hit, covered):
                    parse.learned.setdefault(parse.tokens.words[j], "land")


def _is_of_one_woman(hit: Hit) -> bool:
    """True for a verb in the third person singular feminine, of which a state may be the subject."""
    form = hit.form
    return form.gender == "f" and form.part in _VERBAL and form.number == "s" and form.person == 3 and not hit.before.preposition


def _taught_by(parse: Parse, hit: Hit, covered: list[bool]) -> Iterator[int]:
    """The tokens that a cue shows to be states."""
    form, end = hit.form, parse.sentence_end(hit.first)
    assert isinstance(hit.entry, Cue)

    def fits(j: int) -> bool:
        return hit.first != j < end and not covered[j] and _can_be_land(parse, j)

    if hit.entry.issuer:
        yield from (j + 1 for j in range(hit.after, min(end, hit.after + 4)) if parse.tokens.words[j] in ("عن", "من", "قبل", "جانب") and fits(j + 1))
    if _accuses(hit) and form.part in (*_VERBAL, PARTICIPLE):
        j = _past_subject(parse, hit, end, covered)
        if fits(j) and _is_charge(parse, j + 1, hit):
            yield j
            if form.part in _VERBAL and form.gender == "f" and j - 1 == hit.after and fits(j - 1):
                yield j - 1  # تتهم أوليندار فيسترا بقصف
    if not _is_of_one_woman(hit):
        return
    if fits(hit.after) and _opens_report(parse, hit, hit.after + 1, end):
        yield hit.after
    j = hit.first - 1
    if j >= 0 and parse.tokens.words[j] in _NEGATORS:
        j -= 1
    if j >= 0 and not hit.before.conjunction and not covered[j] and _can_be_land(parse, j) and _opens_clause(parse, j):
        yield j


def _past_subject(parse: Parse, hit: Hit, end: int, covered: list[bool]) -> int:
    """The token behind the subject of a verb of accusing: behind what is known to be a group, or one unknown name."""
    j = hit.after
    while j < end and covered[j]:
        j += 1
    if j == hit.after and j + 1 < end and _can_be_land(parse, j) and _can_be_land(parse, j + 1) and not covered[j + 1]:
        return j + 1
    return j


def _can_be_land(parse: Parse, j: int) -> bool:
    """True for a single unknown word that may be the name of a state: bare, and no ordinary plural or possessed noun by its ending."""
    if parse.tokens.kinds[j] != WORD or not is_name_like(parse, j) or parse.tags[j] & GIVEN:
        return False
    word = parse.tokens.words[j]
    known = parse.learned.get(word)
    return (
        len(word) >= _SHORTEST
        and "\u0621" <= word[0] <= "\u064a"
        and not word.startswith(("ال", "لل"))
        and not word.endswith(_ENDINGS)
        and known is None
    )


def _opens_report(parse: Parse, hit: Hit, j: int, end: int) -> bool:
    """True where the words behind a subject show that the verb tells: `قالت كولدانا إن`, `نفت كولدانا ذلك`, `رفضتها كولدانا`."""
    assert isinstance(hit.entry, Cue)
    if hit.pronoun:
        return j >= end or not is_name_like(parse, j)
    if j >= end:
        return False
    if parse.tokens.words[j] in _POINTING:
        return True
    takes = hit.entry.takes
    if hit.entry.objects and parse.tokens.words[j].removeprefix("ال").startswith(hit.entry.objects):
        return True
    if any(type(h.entry) is Particle and h.entry.type == "complementiser" for h in parse.hits[j]):
        return "that" in takes
    silent = hit.entry.act == "unverified" and (hit.entry.negated or bool(hit.entry.objects))
    return silent and (parse.tokens.words[j] in ("علي", "عن", "حتي") or parse.tokens.kinds[j] == MARK)


def _opens_clause(parse: Parse, j: int) -> bool:
    first = parse.tokens.sentences[parse.tokens.sentence_of[j]][0]
    if j == first:
        return True
    return parse.tokens.kinds[j - 1] == MARK or parse.tokens.words[j - 1] in CONTRASTING or parse.tokens.words[j - 1] in ("لكن", "ولكن", "فيما")


def state(parse: Parse, i: int, clitic: Proclitic) -> Group:
    """The group of a state that the document has taught, at token i behind a clitic; a list may know it too (`أسيرا روسيا`, read as an adjective)."""
    group = _land(i, skip=clitic.length)
    group.known = next((h.entry for h in parse.hits[i] if type(h.entry) is Name and h.entry.level == "country" and h.after == i + 1), None)
    group.joined, group.preposition = clitic.conjunction == "و", clitic.preposition
    return group


def _land(i: int, *, skip: int) -> Group:
    return Group(i, i + 1, "place", "name.state", skip=skip, name=(i, i + 1), definite=True, level="country")
