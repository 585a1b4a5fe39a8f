"""The verbs of English sentences: active, passive or none; what negates them or puts them in the future; their subject and object.

A verb's chain is the run of auxiliaries and adverbs before it (`had not yet been verified`). The subject stands before the chain, the
object behind the verb; a verb behind `and` shares the subject of the verb before. Source: Quirk et al. (1985), chapters 3 and 10.
"""

from __future__ import annotations

import itertools

from msgspec import Struct

from riwaya.lexicon.entries import Cue, Light, Particle, Status, Trigger, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.parse import Parse
from riwaya.text.function_words_english import (
    ADVERBIAL,
    AUXILIARY,
    BE,
    COORDINATE,
    DETERMINERS,
    DO,
    FUTURE,
    HAVE,
    MODAL,
    NEGATORS,
    PERSONAL,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATE,
)
from riwaya.text.inflection import NOUN, PARTICIPLE, PAST, PRESENT
from riwaya.text.tokens import BREAK, MARK, NUMBER, WORD

ACTIVE, PASSIVE, REDUCED, ING, INFINITIVE, NOMINAL, ATTRIBUTE = "active", "passive", "reduced", "ing", "infinitive", "noun", "attribute"
_FARTHEST_OBJECT = 9
_VERBAL = (PAST, PRESENT, PARTICIPLE)
_SUFFERED = frozenset(("casualties", "damage", "detention", "displacement", "interception", "siege", "exchange"))


class Use(Struct):
    """How a verb form is used; `first` is the first token of its chain, `mood` future, modal or empty, `perfect`: had done."""

    kind: str
    first: int
    negated: bool = False
    mood: str = ""
    perfect: bool = False

    @property
    def finite(self) -> bool:
        """True for a verb that heads a clause."""
        return self.kind in (ACTIVE, PASSIVE)


def plain(word: str) -> str:
    """An auxiliary without its contracted negation: `didn't` is `did`, `won't` is `will`."""
    word = word.replace("’", "'")
    if not word.endswith("n't"):
        return word
    return {"ca": "can", "wo": "will", "sha": "shall"}.get(word[:-3], word[:-3])


def use_of(parse: Parse, hit: Hit, *, suffers: bool = False) -> Use:
    """How the form at a hit is used; `suffers`: with no object behind it, its subject suffers it (`30 killed in shelling`)."""
    words = parse.tokens.words
    use, aux = _chain(parse, hit.first)
    verbal = hit.form.part in _VERBAL
    if not verbal:
        return Use(NOMINAL, hit.first)
    before = words[hit.first - 1] if hit.first else ""
    if words[hit.first].endswith("ing"):
        use.kind = ACTIVE if any(a in BE for a in aux) else ING
        return use
    if before == "to" or (use.first and words[use.first - 1] == "to" and (aux or use.first < hit.first)):
        use.kind = PASSIVE if any(a in BE for a in aux) else INFINITIVE
        use.mood = use.mood or "to"
        return use
    past = hit.form.part in (PAST, PARTICIPLE)
    if past and aux and aux[0] in BE:
        use.kind = PASSIVE
    elif past and (any(a in HAVE for a in aux) or (hit.form.part == PAST and any(a in DO | MODAL | FUTURE for a in aux))):
        use.kind = ACTIVE
    elif past:
        use.kind = _bare_past(parse, hit, suffers=suffers)
    elif any(a in DO | MODAL | FUTURE for a in aux):
        use.kind = ACTIVE
    elif isinstance(hit.entry, Trigger) and hit.entry.object and object_of(parse, hit.after, parse.sentence_end(hit.first)) is None:
        use.kind = NOMINAL if not _object_pronoun(parse, hit.after) else ACTIVE if _subject_stands(parse, use.first, hit) else NOMINAL
    else:
        use.kind = ACTIVE if _subject_stands(parse, use.first, hit) else NOMINAL
    return use


def _chain(parse: Parse, i: int) -> tuple[Use, list[str]]:
    """The chain of auxiliaries before token i, and its auxiliaries, the nearest first."""
    words, aux = parse.tokens.words, list[str]()
    first = parse.tokens.sentences[parse.tokens.sentence_of[i]][0]
    use, j = Use(ACTIVE, i), i - 1
    while j >= first and parse.tokens.kinds[j] == WORD:
        word = plain(words[j])
        if word in AUXILIARY:
            aux.append(word)
            use.negated = use.negated or words[j] != word or word == "cannot"
            use.first = j
        elif words[j] in NEGATORS:
            use.negated, use.first = True, j
        elif words[j] in ADVERBIAL or (words[j].endswith("ly") and len(words[j]) > 4 and parse.group_at[j] is None):
            use.first = j if aux else use.first
            if not aux and j == i - 1:
                use.first = j
        else:
            break
        j -= 1
    if any(a in FUTURE for a in aux):
        use.mood = "future"
    elif any(a in MODAL for a in aux):
        use.mood = "modal"
    use.perfect = "had" in aux
    return use, aux


def chain_start(parse: Parse, i: int) -> int:
    """The token at which the auxiliaries and adverbs before token i begin."""
    return _chain(parse, i)[0].first


def _bare_past(parse: Parse, hit: Hit, *, suffers: bool) -> str:
    """A past form without auxiliary: a finite verb, a participle behind its noun (`shelled by`, `killed in`), or an attribute."""
    tokens, j = parse.tokens, hit.after
    before = tokens.words[hit.first - 1] if hit.first else ""
    following = tokens.words[j] if j < len(tokens) else ""
    if before in DETERMINERS and j < len(tokens) and tokens.kinds[j] == WORD and following not in PREPOSITIONS:
        return ATTRIBUTE
    if hit.form.part == PARTICIPLE and not any(h.form.part == PAST and h.after == hit.after for h in parse.hits[hit.first]):
        return REDUCED
    if following == "by":
        return REDUCED
    if suffers and object_of(parse, j, parse.sentence_end(hit.first)) is None and not _object_pronoun(parse, j):
        return REDUCED
    return ACTIVE


def _object_pronoun(parse: Parse, j: int) -> bool:
    return j < len(parse.tokens) and (parse.tokens.words[j] in ("him", "her", "it", "them", "us", "itself") or parse.amount_from(j) is not None)


def _subject_stands(parse: Parse, first: int, hit: Hit) -> bool:
    """True where a present form has its subject right before it (`forces shell Sumy`, `who say`, `they deny`), and is no noun."""
    j = first - 1
    if j < 0 or parse.tokens.sentence_of[j] != parse.tokens.sentence_of[hit.first]:
        return False
    word = parse.tokens.words[j]
    if word in PERSONAL | RELATIVE:
        return True
    if word in DETERMINERS | PREPOSITIONS:
        return False
    group = parse.group_at[j]
    nominal = any(h.form.part == NOUN and h.after == hit.after for h in parse.hits[hit.first])
    if group is None:
        return not nominal and (word in COORDINATE or parse.tokens.kinds[j] == MARK) and isinstance(hit.entry, Cue)
    plural = hit.form.number == "p"
    fits = (group.number == "p" or group.type == "organization" or (group.head is not None and group.head.force)) if plural else group.number != "p"
    if nominal:
        return fits and group.after == j + 1 and group.speaks and object_of(parse, hit.after, parse.sentence_end(hit.first)) is not None
    return fits


# --- around the verb ---------------------------------------------------------------------------------------------------


def is_verb(parse: Parse, j: int) -> bool:
    """True where token j is read as a verb: an auxiliary, or a form that the lexicon knows as one and no noun group covers."""
    if parse.group_at[j] is not None or parse.tokens.kinds[j] != WORD:
        return False
    word = parse.tokens.words[j]
    if plain(word) in AUXILIARY:
        return True
    forms = [h for h in parse.hits[j] if h.form.part in (PAST, PRESENT) and isinstance(h.entry, (Cue, Trigger, Light, Status, Word))]
    if not forms:
        return word.endswith("ed") and len(word) > 4 and not parse.hits[j] and _is_free_past(parse, j)
    return any(use_of(parse, h).finite for h in forms[:2])


def _is_free_past(parse: Parse, j: int) -> bool:
    before = parse.tokens.words[j - 1] if j else ""
    return before not in DETERMINERS | PREPOSITIONS and parse.group_at[j - 1] is not None if j else False


def object_of(parse: Parse, j: int, end: int) -> Group | None:
    """The first group behind a verb that no preposition governs, before any other verb, preposition, comma or conjunction."""
    tokens = parse.tokens
    for k in range(j, min(end, j + _FARTHEST_OBJECT)):
        group = parse.group_at[k]
        if group is not None:
            return group if group.first >= j else None
        word = tokens.words[k]
        if tokens.kinds[k] == BREAK or (tokens.kinds[k] == MARK and word not in "“\"'’‘"):
            return None
        if (
            word in ("than", "to", "of")
            and parse.amount_from(j) is not None
            and any(a.first <= k < a.number_after for a in parse.amounts_in(j, k + 1))
        ):
            continue  # more than 70, up to 10
        if tokens.kinds[k] == NUMBER or any(a.first <= k < a.after for a in parse.amounts_in(max(j, k - 4), k + 1)):
            continue
        if word in PREPOSITIONS | COORDINATE | SUBORDINATE | RELATIVE and word not in DETERMINERS:
            return None
        if parse.time_at(k) is not None or (k > j and is_verb(parse, k)):
            return None
    return None


def joined_to(parse: Parse, group: Group, end: int) -> list[Group]:
    """A group and those that `and` or commas tie to it: `Lavrov and Kuleba`, `Armenia, Azerbaijan and Russia`."""
    found, last = [group], group
    words = parse.tokens.words
    for other in parse.groups_in(group.after, min(end, group.after + 30)):
        between = [w for w in words[last.after : other.first] if w not in DETERMINERS and not w.isdigit()]
        listed = between in (["and"], [",", "and"], ["or"]) or (between == [","] and other.type == last.type)
        alike = other.type == group.type or (other.speaks and group.speaks)
        if not listed or not alike:
            break
        found.append(other)
        last = other
    if len(found) > 1 and words[found[-1].first - 1] == "," and not any("and" in words[a.after : b.first] for a, b in itertools.pairwise(found)):
        return found[:1]  # only an apposition
    return found


def subject_before(parse: Parse, first: int, low: int) -> tuple[list[Group], str]:
    """The subject of the verb whose chain starts at `first`, and the pronoun that stands for it instead (empty: none)."""
    tokens = parse.tokens
    j, commas = first - 1, 0
    shared = j >= low and tokens.words[j] in COORDINATE
    j -= int(shared)
    while j >= low:
        word, group = tokens.words[j], parse.group_at[j]
        if group is not None:
            if not shared and not _is_governed(parse, group, low):
                return _whole(parse, group, low), ""
            j = group.first - 1
            continue
        if word in PERSONAL and tokens.kinds[j] == WORD and not shared:
            return [], word
        if word in RELATIVE or (word == "that" and j == first - 1):
            before = _antecedent(parse, j - 1, low)
            return ([before] if before is not None else []), ""
        if tokens.kinds[j] == MARK and word in '”"' and (opened := _quoted_name(parse, j, low)) < j:
            j = opened if parse.group_at[opened + 1] is None else opened + 1
            if parse.group_at[j] is None:
                j -= 1
            continue
        if tokens.kinds[j] == MARK:
            if word in ':;“”"—–' or (commas := commas + (word == ",")) > 3:
                break
        elif word in SUBORDINATE and word not in PREPOSITIONS and not shared and not _is_time_word(parse, j):
            break
        elif is_verb(parse, j):
            if not shared:
                commas += 1
                if not commas_enclose(parse, j, first):
                    break
            elif plain(word) not in AUXILIARY:
                return subject_before(parse, _chain(parse, j)[0].first, low)
        j -= 1
    return [], ""


def _quoted_name(parse: Parse, j: int, low: int) -> int:
    """The opening mark of a name in quotation marks that closes at token j: `the "Central Command"`; j where none opens near."""
    marks = "“" if parse.tokens.words[j] == "”" else '"'
    return next((k for k in range(j - 1, max(low, j - 5) - 1, -1) if parse.tokens.words[k] in marks), j)


def commas_enclose(parse: Parse, j: int, first: int) -> bool:
    """True for a verb in a clause between commas that interrupts subject and verb: `the town, which fell in May, was`."""
    words = parse.tokens.words
    return first > 0 and words[first - 1] == "," and any(w in RELATIVE for w in words[max(0, j - 4) : j])


def _is_time_word(parse: Parse, j: int) -> bool:
    return any(isinstance(h.entry, Particle) and h.entry.type == "adverb" for h in parse.hits[j])


def _is_governed(parse: Parse, group: Group, low: int) -> bool:
    """True where a preposition stands before a group, or before the group that `and` ties it to."""
    if not group.joined or group.preposition:
        return bool(group.preposition)
    j = group.first - 1
    while j >= low and parse.group_at[j] is None and group.first - j < 5:
        if is_verb(parse, j):
            return False
        j -= 1
    before = parse.group_at[j] if j >= low else None
    return before is not None and before is not group and _is_governed(parse, before, low)


def _whole(parse: Parse, group: Group, low: int) -> list[Group]:
    """A subject with those that `and` ties to it before it, in text order."""
    found = [group]
    while found[0].joined:
        j = found[0].first - 1
        while j > low and parse.group_at[j] is None and found[0].first - j < 4:
            j -= 1
        before = parse.group_at[j]
        if before is None or before is found[0] or not (before.type == group.type or (before.speaks and group.speaks)):
            break
        found.insert(0, before)
    return found


def _antecedent(parse: Parse, j: int, low: int) -> Group | None:
    while j >= low and parse.tokens.kinds[j] == MARK:
        j -= 1
    return parse.group_at[j] if j >= low else None
