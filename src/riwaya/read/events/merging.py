"""Which triggers tell one event: what one clause joins, what goes on about a noun, the attack that is repelled."""

from __future__ import annotations

from riwaya.read.events.frames import Filler, tells_of_noun
from riwaya.read.events.sharing import Happening
from riwaya.read.events.tolls import set_apart
from riwaya.read.parse import Parse
from riwaya.text.function_words import EARLIER_CLAUSE

_NEAR = 4
_GOES_ON = 20
_ONCE_A_CLAUSE = ("call", "meeting", "proposal")


def _linked(parse: Parse, first: int, last: int) -> bool:
    """True where a conjunction stands between two triggers or on the second (or on its number: و23 جريحا)."""
    return any(parse.conjoins(j) or (parse.tokens.words[j][0] == "و" and parse.tokens.words[j][1:].isdigit()) for j in range(first, last + 1))


def _goes_on(parse: Parse, old: Happening, new: Happening) -> bool:
    """True for a verb of attack that goes on about the attack which a noun told: in its relative clause, or behind a comma without
    a conjunction (`الغارة التي استهدفت مبنى`, `قصف نفذته القوات، استهدف أحياء`).
    """
    at = new.trigger[0]
    if new.frame.entry.kind != "strike" or not new.frame.finite or old.frame.finite or parse.conjoins(at) or new.frame.hit.pronoun:
        return False
    if not 0 <= at - old.trigger[1] <= _GOES_ON or new.frame.form.number == "d":
        return False
    if new.frame.clause.opener == "relative":
        return new.frame.clause.first - old.trigger[1] <= _NEAR
    return parse.tokens.words[at - 1] in ("،", ",") and parse.tokens.sentence_of[at] == parse.tokens.sentence_of[old.trigger[0]]


def merge(parse: Parse, here: list[Happening], new: Happening) -> bool:
    """Join a trigger to the event of the same kind that its clause told just before (`مقتل 5 وإصابة 12`, `استعادت السيطرة`)."""
    for old in reversed(here):
        told_on = _tells_of_assault(parse, old, new)
        if (old.frame.entry.kind != new.frame.entry.kind and not told_on) or old.status != new.status:
            continue
        gap = new.trigger[0] - old.trigger[1]
        adjacent = gap <= 1 and not parse.conjoins(new.trigger[0])
        qualifies = (
            new.frame.finite and not old.frame.finite and 0 <= gap <= _NEAR and new.frame.clause is old.frame.clause
        )  # قصف واسع استهدف المدينة
        qualifies = qualifies or _goes_on(parse, old, new)
        joined = (
            new.frame.entry.kind == "casualties"
            and gap <= 16
            and old.said == new.said
            and not set_apart(parse, new.trigger[0])
            and not any(parse.tokens.words[j] in EARLIER_CLAUSE for j in range(old.trigger[1], new.trigger[0]))
            and (_linked(parse, old.trigger[1], new.trigger[0]) or old.counts == new.counts)
        )
        taken = old.frame.finite and 0 <= gap <= _NEAR and new.frame.clause is old.frame.clause and _is_its_object(parse, new)
        same_talk = new.frame.entry.kind in _ONCE_A_CLAUSE and new.frame.clause is old.frame.clause and not parse.conjoins(new.trigger[0])
        same_talk = same_talk or (new.frame.entry.kind == "agreement" and _is_agreed(old, new))
        if not (adjacent or joined or qualifies or same_talk or taken or told_on):
            return False
        seen = {(c.what, c.min, c.max) for c in old.counts}
        old.counts.extend(c for c in new.counts if (c.what, c.min, c.max) not in seen)
        known = {(f.role, id(f.group), f.nation) for f in old.frame.fillers}
        played = {id(f.group) for f in old.frame.fillers if f.group is not None}  # قتل ثلاثة جنود وأصاب خمسة: the soldiers did not
        old.frame.fillers.extend(f for f in new.frame.fillers if (f.role, id(f.group), f.nation) not in known and id(f.group) not in played)
        if new.place is not None and (qualifies or old.place is None):
            old.place, old.around = new.place, new.around
        if old.when < 0:
            old.when = new.when
        return True
    return False


def _tells_of_assault(parse: Parse, old: Happening, new: Happening) -> bool:
    """True for a verb of striking whose subject is the noun of an attack on the ground: `هجوم استهدف قافلة عسكرية`."""
    if old.frame.entry.kind != "assault" or new.frame.entry.kind != "strike" or old.frame.finite or not new.frame.finite:
        return False
    return 0 <= new.trigger[0] - old.trigger[1] <= _NEAR and tells_of_noun(parse, new.frame.hit)


def _is_agreed(old: Happening, new: Happening) -> bool:
    """True for the noun of what a verb of agreeing has agreed: `اتفق الطرفان على وقف لإطلاق النار`."""
    return old.frame.finite and not new.frame.finite and new.frame.clause is old.frame.clause


def _is_its_object(parse: Parse, new: Happening) -> bool:
    """True for a definite noun that a verb of its kind has as object behind its subject: `استعادت الكتيبة السيطرة على البلدة`."""
    at = new.trigger[0]
    return new.frame.entry.kind == "seizure" and not new.frame.finite and new.frame.hit.before.article and not parse.conjoins(at)


def absorb(parse: Parse, here: list[Happening], new: Happening) -> bool:
    """The attack that is repelled is no event of its own: its attacker is the target of the repulse."""
    if not here:
        return False
    old = here[-1]
    if old.frame.entry.kind == "interception" and new.frame.entry.kind == "strike":  # أسقطتها بصاروخ أُطلق من البلدة
        means = {id(f.group) for f in old.frame.fillers if f.role == "weapon"}
        return new.trigger[0] - old.trigger[1] <= 2 * _NEAR and any(f.role == "weapon" and id(f.group) in means for f in new.frame.fillers)
    if new.frame.entry.kind not in old.frame.kind.absorbs or new.frame.entry is old.frame.entry:
        return False
    subject = parse.group_at[old.trigger[1]] if old.trigger[1] < len(parse.hits) else None
    behind = subject.after if subject is not None and subject.first == old.trigger[1] else old.trigger[1]
    if old.frame.clause is not new.frame.clause or new.trigger[0] < old.trigger[1] or new.trigger[0] - behind > _NEAR:
        return False
    known = {id(f.group) for f in old.frame.fillers}
    for filler in new.frame.fillers:
        if filler.role == "actor" and (filler.group is None or id(filler.group) not in known):
            old.frame.fillers.append(Filler("target", filler.group, filler.nation, filler.token))
    old.counts.extend(c for c in new.counts if c not in old.counts and c.what in old.frame.kind.quantities)
    if new.frame.places and new.place is not None:
        old.place, old.around = new.place, new.around
    return True
