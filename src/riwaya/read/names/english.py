"""Noun groups of English passages: known names, heads with what modifies them, capitalised names, handles.

Modifiers stand before the head (`the Russian Defence Minister Sergei Shoigu`, `Russia's defence ministry`), an owner or a name behind
it (`the Ministry of Defence of Azerbaijan`, `the town of Vuhledar`). Of unknown capitalised words only those are a name beside which
a word says what they are: an office or title, a head, a given name, a preposition of place. Source: Quirk et al. (1985), chapter 17.
"""

from __future__ import annotations

from riwaya.lexicon.entries import Cue, Head, Name, Number, Particle, Time, Trigger, Word
from riwaya.lexicon.scan import Hit
from riwaya.read.groups import Group
from riwaya.read.names.english_names import (
    APOSTROPHES,
    CLOSED,
    capital_run,
    is_acronym,
    is_capital,
    is_unknown_capital,
    known_name,
    nation_hit,
    owner_after,
)
from riwaya.read.names.modifiers import HEAD_TYPES
from riwaya.read.parse import Parse
from riwaya.text.function_words_english import AUXILIARY, COORDINATE, DETERMINERS, LOCATIVE, PERSONAL, POSSESSIVE, PREPOSITIONS, RELATIVE, SUBORDINATE
from riwaya.text.inflection import PARTICIPLE, PAST, PRESENT
from riwaya.text.tokens import MARK, NUMBER, WORD

_LONGEST = 9
_MOST_PLAIN = 3


def parse_english(parse: Parse, i: int) -> Group | None:
    """The group that starts at token i of an English passage, or None."""
    tokens = parse.tokens
    if tokens.kinds[i] == MARK:
        return _handle(parse, i) if tokens.words[i] == "@" else None
    if tokens.kinds[i] != WORD or (tokens.words[i] in CLOSED and not is_acronym(parse, i)):
        return None
    group = _headed(parse, i) or _named(parse, i) or _capitalised(parse, i)
    if group is not None and group.first > i:
        group = _named(parse, i) or group  # whose it is comes first: Russia's defence ministry
    if group is None:
        return None
    if group.type == "person":
        _apposition(parse, group)
    group.definite = group.definite or (i > 0 and tokens.words[i - 1] in ("the", *POSSESSIVE))
    return _governed(parse, group)


def _named(parse: Parse, i: int) -> Group | None:
    hit = known_name(parse, i)
    if hit is None:
        nation = nation_hit(parse, i)
        return None if nation is None else _people(parse, nation)
    entry = hit.entry
    assert isinstance(entry, Name)
    after = hit.after
    if entry.type == "person" and after - i == 1 and after < len(parse.tokens) and is_unknown_capital(parse, after):
        return None  # Ali Mousa is no Ali
    level = "capital" if entry.stands_for else entry.level
    return Group(i, after, entry.type, entry.id, known=entry, name=(i, after), level=level, definite=True)


def _people(parse: Parse, hit: Hit) -> Group | None:
    """`the Israelis`, `two Russians`: the people of a nation; the bare adjective is none."""
    assert isinstance(hit.entry, Name)
    if hit.form.number != "p" or not parse.tokens.words[hit.after - 1].endswith("s"):
        return None
    return Group(hit.first, hit.after, "group", "people.nation", nations=(hit.entry.id,), number="p", definite=True)


def _handle(parse: Parse, i: int) -> Group | None:
    """`@name`: a person or body by the handle on a platform."""
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


# --- heads -------------------------------------------------------------------------------------------------------------


def _headed(parse: Parse, i: int) -> Group | None:
    """The group of the last head in a run of words: modifiers, nations and owners before it, its name or owner behind it."""
    tokens = parse.tokens
    end = min(parse.sentence_end(i), i + _LONGEST)
    nations: list[str] = _owner_before(parse, i)
    best: Hit | None = None
    inner: Hit | None = None
    first, j, plain = i, i, 0
    proper: list[int] = []
    while j < end and tokens.kinds[j] == WORD:
        head = next((h for h in parse.hits[j] if isinstance(h.entry, Head)), None)
        nation, known = nation_hit(parse, j), known_name(parse, j)
        if head is not None and _is_adjective(parse, head):
            plain, j = plain + 1, head.after
        elif head is not None and (known is None or head.after >= known.after) and not _is_verb_here(parse, head, first):
            inner = best if best is not None and isinstance(best.entry, Head) and best.entry.type == "body" else None
            best, j, plain = head, head.after, 0
        elif nation is not None and best is None:
            nations.append(nation.entry.id)
            j = nation.after
        elif known is not None and known.entry.type != "person" and best is None:  # type: ignore[union-attr]
            after = owner_after(parse, known.after)
            if not _continues(parse, after, end):
                break
            if known.entry.type in ("place", "organization"):  # type: ignore[union-attr]
                nations.append(known.entry.id)
            first, j = (after, after) if after > known.after else (first, known.after)
        elif best is None and plain < _MOST_PLAIN and _modifies(parse, j, first):
            proper += [j] if is_capital(parse, j) and (j > i or (i + 1 < end and is_capital(parse, i + 1))) and not parse.hits[j] else []
            plain, j = plain + 1, j + 1
            j = owner_after(parse, j)
        else:
            break
        if best is not None and not _continues(parse, j, end):
            break
    if best is None:
        return None
    group = _group_of_head(parse, best, first, nations=nations, proper=proper)
    if inner is not None and group.of is None and group.type in ("person", "group", "medium"):
        body = Group(first, inner.after, "organization", inner.entry.id, head=inner.entry, nations=tuple(nations))  # type: ignore[arg-type]
        group.of = body  # an army spokesman, a government statement
    return group


def _owner_before(parse: Parse, i: int) -> list[str]:
    """The id of the place or body whose possessive stands right before token i."""
    for end in (i - 2, i - 1):
        if end > 0 and owner_after(parse, end) == i:
            hits = (known_name(parse, j) for j in range(max(0, end - 4), end) if parse.tokens.kinds[j] == WORD)
            hit = next((h for h in hits if h is not None and h.after == end), None)
            if hit is not None and isinstance(hit.entry, Name) and hit.entry.type in ("place", "organization"):
                return [hit.entry.stands_for or hit.entry.id]
    return []


def _continues(parse: Parse, j: int, end: int) -> bool:
    """True where a head follows at token j, perhaps behind one capitalised or plain word."""
    for k in (j, j + 1):
        if k >= end or parse.tokens.kinds[k] != WORD or parse.tokens.words[k] in CLOSED:
            return False
        hit = next((h for h in parse.hits[k] if isinstance(h.entry, Head)), None)
        if hit is not None:
            return not _is_verb_here(parse, hit, j)
        if parse.tags[k] and k == j and not is_capital(parse, k):
            return False
    return False


def _is_adjective(parse: Parse, hit: Hit) -> bool:
    """True for a singular noun of people or forces that only qualifies the noun behind it: `civilian targets`, `military equipment`."""
    head, j = hit.entry, hit.after
    if not isinstance(head, Head) or hit.form.number == "p" or hit.after - hit.first > 1 or j >= parse.sentence_end(hit.first):
        return False
    if head.type != "people" and not any(isinstance(h.entry, Word) and h.entry.part == "adjective" for h in parse.hits[hit.first]):
        return False
    word = parse.tokens.words[j]
    if parse.tokens.kinds[j] != WORD or word in CLOSED or word.endswith(("ed", "ly", "ing")) or is_capital(parse, j) or parse.time_at(j) is not None:
        return False
    if any(isinstance(h.entry, Head) for h in parse.hits[j]):
        return head.type == "people"
    nouns = [h for h in parse.hits[j] if isinstance(h.entry, Trigger) and h.form.part not in (PAST, PRESENT, PARTICIPLE)]
    return bool(nouns) or (not any(h.form.part in (PAST, PRESENT) and not word.endswith("s") for h in parse.hits[j]) and not _says(parse, j))


def _says(parse: Parse, j: int) -> bool:
    """True for a verb of saying or doing right behind a noun: `police say`, `army shells`."""
    return any(isinstance(h.entry, Cue) for h in parse.hits[j]) or any(
        h.form.part == PRESENT and isinstance(h.entry, Trigger) for h in parse.hits[j] if len(parse.hits[j]) == 1
    )


def _is_verb_here(parse: Parse, head: Hit, first: int) -> bool:
    """True where a head's letters are rather a verb: `forces companies to`, `to shell the town`, `troops shell the town`."""
    verbs = [h for h in parse.hits[head.first] if h.form.part in (PAST, PRESENT) and h.after == head.after and not isinstance(h.entry, Head)]
    if not verbs or head.first == 0:
        return False
    before = parse.tokens.words[head.first - 1]
    plain = parse.tokens.kinds[head.first - 1] == WORD and not parse.hits[head.first - 1]
    plain = plain and before not in CLOSED and not is_capital(parse, head.first - 1)
    if plain and head.after < parse.sentence_end(first):
        word, behind = parse.tokens.words[head.after], parse.hits[head.after]
        if parse.tokens.kinds[head.after] == WORD and not behind and word not in CLOSED and not word.endswith(("ed", "ly", "ing")):
            return True  # the law forces companies
    return before == "to" or before in AUXILIARY | PERSONAL | RELATIVE


def _modifies(parse: Parse, j: int, first: int) -> bool:
    """True for a word that may stand between an article and its head: an adjective, a noun, a name; no finite verb, no closed-class word."""
    word = parse.tokens.words[j]
    if word in CLOSED or word.endswith("ly"):
        return False
    behind_article = j > 0 and first == j and parse.tokens.words[j - 1] in (DETERMINERS | PREPOSITIONS) - {"that"}
    if word.endswith(("ed", "ing")) and not parse.hits[j] and not behind_article and not is_capital(parse, j):
        return False
    for hit in parse.hits[j]:
        if isinstance(hit.entry, (Cue, Time, Number)) or (isinstance(hit.entry, Particle) and hit.entry.type != "locative"):
            return False
        if isinstance(hit.entry, Trigger) or hit.form.part in (PAST, PRESENT, PARTICIPLE):
            if hit.form.part not in (PAST, PARTICIPLE) or not behind_article:
                return False
    return True


def _group_of_head(parse: Parse, hit: Hit, first: int, *, nations: list[str], proper: list[int]) -> Group:
    head = hit.entry
    assert isinstance(head, Head)
    group = Group(first, hit.after, HEAD_TYPES[head.type], head.id, head=head, nations=tuple(nations), number=hit.form.number)
    group.level = "facility" if head.type == "facility" else head.level
    if group.type == "person":
        group.office = (first, hit.after)
        _name_behind_office(parse, group)
    elif proper and head.type in ("place_head", "facility", "body") and proper == list(range(proper[0], hit.first)):
        group.name = (proper[0], hit.after) if head.type != "place_head" else (proper[0], hit.first)
    elif head.type == "place_head" and (known := _known_inside(parse, first, hit.first)) is not None and isinstance(known.entry, Name):
        group.known, group.name, group.nations, group.definite = known.entry, (known.first, known.after), (), True
        group.first = known.first
    _owner_behind(parse, group)
    if head.document:
        _issuer_behind(parse, group)
    return group


def _issuer_behind(parse: Parse, group: Group) -> None:
    """`a statement from the city council`, `a report by the UN`: who issued it."""
    tokens, j = parse.tokens, group.after
    if j + 1 >= len(tokens) or tokens.words[j] not in ("from", "by", "of"):
        return
    k = j + 2 if tokens.words[j + 1] in ("the", "a") and j + 2 < len(tokens) else j + 1
    inner = (_headed(parse, k) or _named(parse, k)) if tokens.kinds[k] == WORD else None
    if inner is not None and inner.speaks:
        group.of = inner


def _known_inside(parse: Parse, first: int, after: int) -> Hit | None:
    """The known place whose name ends right before a head: `the disputed Donetsk region`."""
    hits = (known_name(parse, j) for j in range(first, after))
    return next((h for h in hits if h is not None and h.after == after and isinstance(h.entry, Name) and h.entry.type == "place"), None)


def _name_behind_office(parse: Parse, group: Group) -> None:
    """`Defence Minister Sergei Shoigu`, `Mayor Vadym Boychenko`: a known or a capitalised name right behind."""
    j = group.after
    if group.head is not None and group.head.type == "title" and j < len(parse.tokens) and parse.tokens.words[j] == ".":
        j += 1
    if j >= len(parse.tokens) or parse.tokens.kinds[j] != WORD or group.number == "p":
        return
    known = known_name(parse, j)
    alone = known is not None and known.after == j + 1 and is_unknown_capital(parse, known.after, inside=True)
    if known is not None and not alone and isinstance(known.entry, Name) and known.entry.type == "person":
        group.known, group.name, group.after = known.entry, (j, known.after), known.after
        return
    end = capital_run(parse, j)
    if end > j and (known is None or alone) and nation_hit(parse, j) is None:
        group.name, group.after = (j, end), end


def _owner_behind(parse: Parse, group: Group) -> None:
    """`… of X`: the name of a place (`the town of X`) or the owner of an office or body (`the Ministry of Defence of Azerbaijan`)."""
    tokens = parse.tokens
    j = group.after
    if j + 1 >= len(tokens) or tokens.words[j] != "of" or group.name is not None or tokens.sentence_of[j] != tokens.sentence_of[group.first]:
        return
    k = j + 2 if tokens.words[j + 1] in ("the", "a") else j + 1
    assert group.head is not None
    if group.head.document:
        return
    hit = known_name(parse, k) if k < len(tokens) and tokens.kinds[k] == WORD else None
    if group.head.type == "place_head" and group.number == "s":
        end = hit.after if hit is not None else capital_run(parse, k)
        if end > k and parse.time_at(k) is None and (hit is None or hit.entry.type == "place"):  # type: ignore[union-attr]
            known = hit.entry if hit is not None and isinstance(hit.entry, Name) else None
            group.known, group.name, group.after, group.definite = known, (k, end), end, True
    elif hit is not None and _continues(parse, hit.after, parse.sentence_end(j)):
        return
    elif hit is not None and isinstance(hit.entry, Name) and hit.entry.type in ("place", "organization") and group.type in ("person", "organization"):
        group.nations = (*group.nations, hit.entry.id)
        group.after = hit.after
        if group.office is not None:
            group.office = (group.office[0], hit.after)
    elif group.type == "person" and (inner := _headed(parse, k) if k < len(tokens) and tokens.kinds[k] == WORD else None) is not None:
        if inner.type == "organization":
            group.of, group.after = inner, inner.after
            group.office = (group.first, inner.after)


def _apposition(parse: Parse, group: Group) -> None:
    """`Sergei Lavrov, the Russian foreign minister, …`: an office between commas belongs to the name before it."""
    j, end = group.after, parse.sentence_end(group.first)
    if group.name is None or (group.head is not None and group.head.type != "title") or j + 2 >= end or parse.tokens.words[j] != ",":
        return
    k = j + 2 if parse.tokens.words[j + 1] in ("the", "a", "an") else j + 1
    inner = _headed(parse, k) if k < end and parse.tokens.kinds[k] == WORD else None
    if inner is None or inner.type != "person" or inner.name is not None:
        return
    close = next((n for n in range(inner.after, min(inner.after + 8, end)) if parse.tokens.words[n] in ",."), None)
    if close is not None and not any(h.form.part in (PAST, PRESENT) for n in range(inner.after, close) for h in parse.hits[n]):
        group.office, group.head, group.nations, group.of = (k, inner.after), inner.head, inner.nations, inner.of
        group.after = inner.after


# --- unknown names -----------------------------------------------------------------------------------------------------


def _capitalised(parse: Parse, i: int) -> Group | None:
    """A name that no list knows: a place behind a preposition of place, a person by a given name or by a verb of saying beside it."""
    end = capital_run(parse, i)
    if end == i or parse.time_at(i) is not None or (end == i + 1 and len(parse.tokens.words[i]) < 3):
        return None
    tokens = parse.tokens
    before = tokens.words[i - 1] if i else ""
    first = tokens.sentences[tokens.sentence_of[i]][0]
    if before in LOCATIVE and i - 1 >= first and end - i <= 3:
        inside_name = end < len(tokens) and any(isinstance(h.entry, Head) for h in parse.hits[end])
        return None if inside_name else Group(i, end, "place", "name.place", name=(i, end), definite=True, level="settlement")
    given = any(isinstance(h.entry, Name) and h.entry.type == "given" for h in parse.hits[i])
    if 2 <= end - i <= 4 and (given or _speaks_beside(parse, i, end)):
        return Group(i, end, "person", "name.person", name=(i, end), definite=True)
    return None


def _speaks_beside(parse: Parse, i: int, end: int) -> bool:
    """True for a name right before a verb of saying, or before a comma, an office and such a verb (`, head of the hospital,`)."""
    if end >= len(parse.tokens):
        return False
    if any(isinstance(h.entry, Cue) and h.form.part in (PAST, PRESENT) for h in parse.hits[end]):
        return True
    j = end + 1
    if parse.tokens.words[end] != "," or j >= len(parse.tokens) or parse.tokens.kinds[j] != WORD:
        return False
    if any(isinstance(h.entry, Cue) and h.form.part == PAST for h in parse.hits[j]):
        return i > 1 and parse.tokens.words[i - 1] == "," and any(isinstance(h.entry, Head) for h in parse.hits[i - 2])
    inner = _headed(parse, j + 1 if parse.tokens.words[j] in ("the", "a", "an") else j)
    return inner is not None and inner.type == "person"


def _governed(parse: Parse, group: Group) -> Group:
    """Note the preposition before a group, behind its article, number and adjectives, and whether a conjunction joins it."""
    tokens, j = parse.tokens, group.first - 1
    first = tokens.sentences[tokens.sentence_of[group.first]][0]
    steps = 0
    while j >= first and steps < 5 and not (parse.time_at(j) is not None):
        word = tokens.words[j]
        if word in COORDINATE:
            group.joined = word in ("and", "or")
            other = nation_hit(parse, j - 1) if j > first and group.nations and parse.tokens.kinds[j - 1] == WORD else None
            if other is None or not group.joined:
                break
            group.nations, group.number, group.joined = (other.entry.id, *group.nations), "p", False  # Armenian and Azerbaijani forces
            j -= 2
            continue
        if any(a.first <= j < a.after for a in parse.amounts_in(max(0, j - 3), j + 4)):
            j, steps = j - 1, steps + 1  # about 300, more than 70
            continue
        if tokens.kinds[j] == NUMBER or word in DETERMINERS or (tokens.kinds[j] == WORD and word not in CLOSED and not _is_verb(parse, j)):
            j, steps = j - 1, steps + 1
            continue
        if word in APOSTROPHES or word == "s":
            j -= 1
            continue
        if word in PREPOSITIONS and not (word in SUBORDINATE and _is_clause(parse, group.after)):
            group.preposition = word
        break
    return group


def _is_clause(parse: Parse, j: int) -> bool:
    """True where a finite verb follows a subordinator's noun: `since Russia invaded`, but `since Monday`."""
    if j >= len(parse.tokens):
        return False
    return parse.tokens.words[j] in AUXILIARY or any(h.form.part in (PAST, PRESENT) for h in parse.hits[j])


def _is_verb(parse: Parse, j: int) -> bool:
    return any(h.form.part in (PAST, PRESENT, PARTICIPLE) for h in parse.hits[j])
