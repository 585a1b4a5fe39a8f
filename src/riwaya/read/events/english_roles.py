"""Who does what in an English event: subject, object, agent, possessor, nation, prepositions; and what its numbers count."""

from __future__ import annotations

from riwaya.lexicon.entries import Counted, Head, Light, Status, Trigger
from riwaya.read.clauses.english_verbs import (
    ACTIVE,
    INFINITIVE,
    ING,
    NOMINAL,
    PASSIVE,
    REDUCED,
    Use,
    chain_start,
    is_verb,
    joined_to,
    object_of,
    subject_before,
    use_of,
)
from riwaya.read.events.frames import Filler, Frame, may_play
from riwaya.read.events.quantities import Count
from riwaya.read.groups import Group
from riwaya.read.names.english_names import nation_hit, owner_after
from riwaya.read.parse import Parse
from riwaya.read.statements.english_sources import agent_of
from riwaya.read.times.numbers_raw import Amount
from riwaya.text.function_words_english import DETERMINERS, INCLUDING, PREPOSITIONS
from riwaya.text.inflection import FIXED, PAST, PRESENT
from riwaya.text.tokens import MARK, NUMBER, WORD

_FARTHEST = 24
_LIGHT_REACH = 7
_PEOPLE = frozenset(("people", "participants", ""))
_TOLL = "casualties"
_VICTIMS = frozenset(("killed", "wounded", "children", "women", "journalists", "medics", "captured", "released", "displaced"))
_OWN_COUNT = {"displacement": "displaced", "exchange": "released", "detention": "people"}


def fill_english_roles(parse: Parse, frame: Frame, use: Use, *, low: int, high: int) -> None:
    """Fill the roles of an event whose trigger is used so; `[low, high)`: the tokens that are its own."""
    hit, entry = frame.hit, frame.entry
    if use.kind == ACTIVE:
        _subject(parse, frame, entry.subject, use.first, low=frame.clause.first)
        _object(parse, frame, entry.object, hit.after, high)
    elif use.kind in (PASSIVE, REDUCED):
        _sufferer(parse, frame, use)
        for group in agent_of(parse, hit.after, frame.clause.after):
            _act(parse, frame, entry.subject, group)
    elif use.kind == NOMINAL:
        _before_noun(parse, frame, low)
        _carried(parse, frame)
        for group in agent_of(parse, hit.after, high):
            _act(parse, frame, "actor", group)
    else:
        _object(parse, frame, entry.object, hit.after, high)
        _understood_actor(parse, frame, use)
    _prepositions(parse, frame, use, high)
    _weapons(parse, frame, high)


def _subject(parse: Parse, frame: Frame, role: str, first: int, *, low: int) -> None:
    groups, pronoun = subject_before(parse, first, low)
    if pronoun in ("we", "they", "it", "he", "she"):
        nearer = [g for g in parse.groups_in(low, first) if not g.preposition and not g.joined and may_play(frame.kind, role, g)]
        doer = nearer[0] if nearer and pronoun != "we" else frame.speaker
        groups = [doer] if doer is not None and may_play(frame.kind, role, doer) else []
    for group in groups:
        _act(parse, frame, role, group)


def _act(parse: Parse, frame: Frame, role: str, group: Group) -> None:
    """Put a subject or agent in its role; of a nation's weapon the nation acts, and the weapon is a weapon."""
    if group.type == "weapon" and role == "actor":
        if "weapon" in frame.kind.roles:
            frame.add("weapon", group)
        _nation_of(parse, frame, group)
        return
    if role:
        frame.add(role, group, subject=True)


def _nation_of(parse: Parse, frame: Frame, group: Group) -> None:
    """The nation whose weapon it is acts: `a Russian missile`, `Israel's jets`."""
    if not group.nations or "actor" not in frame.kind.roles:
        return
    token = next((j for j in range(group.first, group.after) if nation_hit(parse, j) is not None), None)
    owner = next((g for g in parse.groups_in(max(0, group.first - 4), group.first) if owner_after(parse, g.after) == group.first), None)
    if token is not None:
        frame.fillers.append(Filler("actor", nation=group.nations[0], token=token))
    elif owner is not None:
        frame.add("actor", owner)


def _object(parse: Parse, frame: Frame, role: str, j: int, high: int) -> None:
    group = object_of(parse, j, high)
    if group is None or not role:
        return
    for item in joined_to(parse, group, high):
        if not frame.add(role, item) and role == "place":
            frame.add("target", item)


def _sufferer(parse: Parse, frame: Frame, use: Use) -> None:
    """The subject of a passive, or the noun right before a participle behind it, suffers it."""
    role = frame.entry.object
    if not role:
        return
    if use.kind == REDUCED:
        group = next((g for g in reversed(parse.groups_in(max(frame.clause.first, use.first - 6), use.first))), None)
        plain = group is not None and not any(is_verb(parse, j) or parse.tokens.kinds[j] == MARK for j in range(group.after, use.first))
        groups = [group] if group is not None and plain else []
    else:
        groups, _ = subject_before(parse, use.first, frame.clause.first)
    for group in groups:
        frame.add(role, group, subject=True)
        if group.type == "place" and not any(f.group is group for f in frame.fillers) and group not in frame.places:
            frame.places.append(group)


def _before_noun(parse: Parse, frame: Frame, low: int) -> None:
    """`Russian strikes`, `Israel's invasion`, `a drone attack`, `army shelling`: who acts and by what stands before the noun."""
    words, j = parse.tokens.words, frame.hit.first - 1
    role = "party" if "party" in frame.kind.roles and "actor" not in frame.kind.roles else "actor"
    role = "target" if frame.entry.kind == _TOLL and not frame.entry.subject else role
    steps = 0
    while j >= low and steps < 5:
        group = parse.group_at[j]
        nation = nation_hit(parse, j) if group is None else None
        if group is not None:
            owner = owner_after(parse, group.after)
            if group.type == "weapon":
                frame.add("weapon", group) if "weapon" in frame.kind.roles else None
                _nation_of(parse, frame, group)
            elif owner > group.after or (group.after == frame.hit.first and group.type in ("organization", "group")):
                frame.add(role, group)
            break
        if nation is not None and role in frame.kind.roles:
            frame.fillers.append(Filler(role, nation=nation.entry.id, token=j))
            break
        if words[j] in PREPOSITIONS | DETERMINERS or (parse.tokens.kinds[j] == MARK and words[j] not in "'’") or is_verb(parse, j):
            break
        j, steps = j - 1, steps + 1


def _carried(parse: Parse, frame: Frame) -> None:
    """`launched an attack`, `carried out strikes`: the subject of the verb that carries the noun."""
    low = max(frame.clause.first, frame.hit.first - _LIGHT_REACH)
    for j in range(frame.hit.first - 1, low - 1, -1):
        if parse.tokens.kinds[j] == MARK or parse.tokens.words[j] in PREPOSITIONS - {"of"}:
            return
        for hit in parse.hits[j]:
            if not isinstance(hit.entry, (Light, Status)) or hit.after > frame.hit.first or parse.group_at[j] is not None:
                continue
            use = use_of(parse, hit)
            if use.kind == NOMINAL:
                continue
            frame.light = hit if isinstance(hit.entry, Light) else frame.light
            own = hit.entry.subject if isinstance(hit.entry, Light) else "actor"
            role = own if own in frame.kind.roles else "party" if "party" in frame.kind.roles else "actor"
            if use.kind in (PASSIVE, REDUCED):
                return
            _subject(parse, frame, role, use.first - (use.kind == INFINITIVE), low=frame.clause.first)
            return


def _understood_actor(parse: Parse, frame: Frame, use: Use) -> None:
    """`accused Russia of shelling`, `denied targeting`, `agreed to withdraw`, `…, killing five`: whoever the verb before is about."""
    role = frame.entry.subject
    if not role or any(f.role == role for f in frame.fillers):
        return
    before = parse.tokens.words[use.first - 1] if use.first else ""
    doer = frame.accused if before in ("of", "for") and frame.accused is not None else None
    if doer is None and use.kind == ING and before in PREPOSITIONS:
        return
    if doer is None:
        governor = _governor(parse, use.first - 1, frame.clause.first) if before == "to" else None
        if governor is not None and (given := object_of(parse, governor + 1, use.first)) is not None:
            groups, pronoun = [given], ""  # ordered its troops to withdraw
        elif governor is not None:
            groups, pronoun = subject_before(parse, chain_start(parse, governor), frame.clause.first)
        else:
            groups, pronoun = subject_before(parse, use.first - (before == "to"), frame.clause.first)
        doers = [frame.speaker] if pronoun and frame.speaker is not None else groups
    else:
        doers = [doer]
    for group in doers:
        if (group is not None and frame.entry.kind != _TOLL) or use.kind == INFINITIVE or (group is not None and before == ","):
            if group is not None:
                _act(parse, frame, role, group)


def _governor(parse: Parse, at: int, low: int) -> int | None:
    """The verb that governs an infinitive whose `to` stands at a token: `tried to`, `agreed to`, `ordered its troops to`."""
    for j in range(at - 1, max(low, at - _LIGHT_REACH) - 1, -1):
        if parse.tokens.kinds[j] == MARK:
            return None
        if any(h.form.part in (PAST, PRESENT) and h.after == j + 1 for h in parse.hits[j]) and parse.group_at[j] is None:
            return j
    return None


def _prepositions(parse: Parse, frame: Frame, use: Use, high: int) -> None:
    entry, last_role, last = frame.entry, "", None
    for group in parse.groups_in(frame.hit.after, min(high, frame.hit.after + _FARTHEST)):
        if group.joined and not group.preposition and last is not None and group.first - last.after <= 3:
            role = last_role
        elif not group.preposition:
            continue
        else:
            role = entry.roles.get(group.preposition, "")
            if not role and group.preposition in ("between", "with") and "party" in frame.kind.roles:
                role = "party"
            if role and use.kind == PASSIVE and group.preposition == "by":
                role = ""
        if any(is_verb(parse, j) for j in range(frame.hit.after, group.first)):
            break
        last_role, last = role, group
        if role and not frame.add(role, group) and role == "target" and group.type == "place":
            frame.places.append(group)


def _weapons(parse: Parse, frame: Frame, high: int) -> None:
    if "weapon" not in frame.kind.roles:
        return
    for group in parse.groups_in(frame.hit.first, min(high, frame.hit.after + _FARTHEST)):
        inside = frame.hit.first <= group.first < frame.hit.after
        using = group.first > 0 and any(w in ("using", "with", "by") for w in parse.tokens.words[max(0, group.first - 4) : group.first])
        if group.type == "weapon" and (inside or group.preposition == "with" or using):
            if frame.add("weapon", group):
                _nation_of(parse, frame, group) if not any(f.role == "actor" for f in frame.fillers) else None


# --- numbers -----------------------------------------------------------------------------------------------------------


def english_counts(parse: Parse, frame: Frame, use: Use, *, low: int, high: int) -> list[Count]:
    """The numbers of an event among its own tokens: behind an active verb, before a passive one, on both sides of a noun."""
    found: list[Count] = []
    at = frame.hit.first
    for amount in parse.amounts_in(low, high):
        part = any(w in INCLUDING for w in parse.tokens.words[max(low, amount.first - 2) : amount.first])
        behind = amount.first > at
        if _is_age(parse, amount) or (amount.first and parse.tokens.words[amount.first - 1] == "no"):
            continue
        if use.kind == NOMINAL and frame.hit.form.part == FIXED and frame.entry.kind == _TOLL and not part and not 0 <= at - amount.number_after <= 2:
            continue
        if frame.entry.kind in (_TOLL, *_OWN_COUNT) and not part:
            if use.kind in (ACTIVE, ING, INFINITIVE) and frame.entry.object and frame.entry.subject != "target" and not behind:
                continue
            if use.kind in (PASSIVE, REDUCED) and behind and not _right_behind(parse, frame, amount):
                continue
        elif not part and behind and amount.first - frame.hit.after > 12:
            continue
        count = _count(parse, frame, amount, part=part)
        if count is not None and all((count.what, count.min, count.max) != (c.what, c.min, c.max) for c in found):
            found.append(count)
    return found


def _is_age(parse: Parse, amount: Amount) -> bool:
    """True for an age: `a 26-year-old`, `Mahdi, 20, was`."""
    words, j = parse.tokens.words, amount.number_after
    following = words[j] if j < len(words) else ""
    hyphen = following == "-" and parse.tokens.starts[j] == parse.tokens.ends[j - 1]
    return hyphen or (following == "," and amount.first > 0 and words[amount.first - 1] == "," and parse.tokens.kinds[amount.first] == NUMBER)


def _right_behind(parse: Parse, frame: Frame, amount: Amount) -> bool:
    return amount.first == frame.hit.after and parse.amount_before(frame.hit.first) is None


def _count(parse: Parse, frame: Frame, amount: Amount, *, part: bool) -> Count | None:
    what, after, factor = _counted(parse, amount.number_after, frame)
    if frame.entry.kind in _OWN_COUNT and what in ("people", "", "captured", "released"):
        what = _OWN_COUNT[frame.entry.kind]
    if frame.entry.kind == _TOLL and not part:
        if what in _PEOPLE or what in _VICTIMS:
            own = frame.entry.counts or (what if what in ("killed", "wounded") else "")
            what = own or ("people" if what == "people" else what)
    elif what == "people" and part:
        return None
    if what not in frame.kind.quantities:
        return None
    low = None if amount.min is None else round(amount.min * factor)
    top = None if amount.max is None else round(amount.max * factor)
    return Count(what, low, top, amount.approximate, amount.first, max(after, amount.after), "count.part" if part else "count.bare")


def _counted(parse: Parse, j: int, frame: Frame) -> tuple[str, int, float]:
    """What the noun behind a number counts, past adjectives; empty where it stands alone (`30 were killed`, `killed 12 in`)."""
    end = min(parse.sentence_end(max(0, j - 1)), j + 5)
    for k in range(j, end):
        if parse.tokens.kinds[k] != WORD:
            break
        for hit in parse.hits[k]:
            if isinstance(hit.entry, Counted):
                return hit.entry.what, hit.after, hit.entry.factor
            if isinstance(hit.entry, Trigger) and hit.entry.kind == frame.entry.kind and hit.form.part not in (PAST, PRESENT) and k > j - 1:
                if frame.entry.kind in ("strike", "assault", "repulse"):
                    return "explosions" if "explosions" in frame.kind.quantities and "blast" in hit.entry.noun else "attacks", hit.after, 1
                return "", j, 1
        if parse.tokens.words[k] in ("others", "other"):
            return "", k + 1, 1
        people = parse.group_at[k]
        if people is not None and people.rule == "people.nation":
            return "people", people.after, 1
        head = next((h for h in parse.hits[k] if isinstance(h.entry, Head)), None)
        if head is not None and isinstance(head.entry, Head):
            following = parse.hits[head.after] if head.after < end else ()
            if any(isinstance(h.entry, Head) for h in following) and parse.tokens.kinds[head.after] == WORD:
                continue
            known = head.entry.counts in frame.kind.quantities
            return head.entry.counts if known else "people" if head.entry.type == "people" else "thing", head.after, 1
        if k == j and parse.tokens.words[k] == "of":
            continue
        if parse.tokens.words[k] in PREPOSITIONS or is_verb(parse, k):
            break
        if k > j + 2:
            return "thing", j, 1
    else:
        return "thing", j, 1
    plain = all(parse.tokens.words[k] in DETERMINERS for k in range(j, k))
    return ("" if plain else "thing"), j, 1
