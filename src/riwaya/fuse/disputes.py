"""On which fields the accounts of one incident disagree, by stated rules.

- `dispute.denied`, occurrence: one source tells it, another denies it.
- `dispute.actor`, participants: two accounts lay it to two sides that have nothing in common.
- `dispute.day`, when: both give a day of their own for a single happening, and the days do not meet.
- `dispute.place`, place: two documents name places of the gazetteer, and neither holds the other. Of places that the gazetteer does not hold nobody
  can say whether one lies in the other, so they are left alone.
- `dispute.amount`, an amount: the bounds do not meet, and the higher is not merely the later count: told on a later day, said to have risen,
  or against a toll that is called preliminary or earlier. What each side of an exchange counts of its own people is no dispute.

No source is in dispute with itself within one document.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

from riwaya.fuse.accounts import Voiced
from riwaya.fuse.denials import same_voice
from riwaya.fuse.identity import PLACE
from riwaya.fuse.likeness import APART, Containers, judge_parties, judge_places
from riwaya.fuse.tellings import Bounds
from riwaya.model import Dispute, DisputedValue

_ABOUT = 0.1
"""How far an approximate amount may lie from what is counted, as a share of it."""
_LAID_TO_SOMEBODY = frozenset(["strike", "casualties", "damage", "interception", "assault", "detention", "proposal"])
"""Kinds of which rival accounts name rival authors; of others (aid, a deployment) several may be the authors."""
_STATED = "stated"
_EXCHANGE = "exchange"


def find_disputes(
    accounts: Sequence[Voiced], *, containers: Containers, single: bool, versions: Mapping[str, str] = MappingProxyType({})
) -> tuple[Dispute, ...]:
    """The disputes of an incident, by field; `accounts` in the incident's order. `single`: it is of a kind that happens on one day.

    `versions` leads from a document to the page of which it is a version: a page that corrects itself disputes nothing.
    """
    grouped = partial(_grouped, versions=versions)
    found = [
        _occurrence(accounts),
        grouped("participants", accounts, value=_actors, apart=_actors_apart, rule="dispute.actor"),
        grouped("when", accounts, value=_day if single else _nothing, apart=_days_apart, rule="dispute.day"),
        grouped("place", accounts, value=_place, apart=lambda a, b: _places_apart(a, b, containers=containers), rule="dispute.place"),
    ]
    for what in sorted({w for v in accounts for w in v.amounts}):
        found.append(grouped(what, accounts, value=_amount_of(what), apart=_amounts_apart(what), rule="dispute.amount"))
    return tuple(d for d in found if d is not None)


def _occurrence(accounts: Sequence[Voiced]) -> Dispute | None:
    claims = [i for i, v in enumerate(accounts) if v.claims]
    denials = [i for i, v in enumerate(accounts) if v.denies]
    claims = [i for i in claims if any(not _one_voice(accounts[i], accounts[j]) for j in denials)]
    if not claims or not denials:
        return None
    values = (DisputedValue(True, tuple(claims)), DisputedValue(False, tuple(denials)))
    return Dispute(field="occurrence", values=values, rule="dispute.denied")


def _one_voice(a: Voiced, b: Voiced) -> bool:
    return bool(a.voices) and bool(b.voices) and same_voice(a.voices, b.voices)


def _itself(a: Voiced, b: Voiced, versions: Mapping[str, str]) -> bool:
    one, other = (versions.get(v.account.document, v.account.document) for v in (a, b))
    return one == other and (_one_voice(a, b) or not (a.voices or b.voices))


def _nothing(v: Voiced) -> Any:
    return None


def _grouped(
    field: str,
    accounts: Sequence[Voiced],
    *,
    value: Callable[[Voiced], Any],
    apart: Callable[[Voiced, Voiced], bool],
    rule: str,
    versions: Mapping[str, str],
) -> Dispute | None:
    """A dispute over a field, if any two accounts stand apart in it: the distinct values, each with its accounts."""
    given = [(i, v) for i, v in enumerate(accounts) if not v.denies and value(v) is not None]
    own = [v for _, v in given if not v.follows]
    if not any(apart(a, b) and not _itself(a, b, versions) for n, a in enumerate(own) for b in own[:n]):
        return None
    values: list[tuple[Any, list[int]]] = []
    for i, v in given:
        same = next((holders for known, holders in values if known == value(v)), None)
        if same is None:
            values.append((value(v), [i]))
        else:
            same.append(i)
    return Dispute(field=field, values=tuple(DisputedValue(known, tuple(holders)) for known, holders in values), rule=rule)


def _actors(v: Voiced) -> Any:
    return [{"role": "actor", "entity": who.id, "name": who.name} for who in v.actors] or None


def _actors_apart(a: Voiced, b: Voiced) -> bool:
    if any(v.telling is None or v.telling.kind not in _LAID_TO_SOMEBODY for v in (a, b)):
        return False
    hit = [who for v in (a, b) if v.telling for who in v.telling.roles.get("target", ()) if who.type != PLACE]
    if any(who.id == victim.id or who.sides & victim.sides for who in (*a.actors, *b.actors) for victim in hit):
        return False  # who was hit is no rival actor, but one who was taken for it
    return all(judge_parties(x, y) == APART for x in a.actors for y in b.actors)


def _day(v: Voiced) -> Any:
    return v.account.values["when"] if v.when and v.when.basis == _STATED else None


def _days_apart(a: Voiced, b: Voiced) -> bool:
    return bool(a.when and b.when and (a.when.last < b.when.first or b.when.last < a.when.first))


def _place(v: Voiced) -> Any:
    """The place of the gazetteer that an account's own sentence names; a scene set before it is no claim of this account."""
    if v.telling is None or v.place is None or not v.place.known or v.place.wide:
        return None
    span, (start, end) = v.telling.event.place_span, v.telling.sentence
    own = span is None or start <= span[0] < end
    return v.account.values["place"] if own else None


def _places_apart(a: Voiced, b: Voiced, *, containers: Containers) -> bool:
    if a.place is None or b.place is None or a.account.document == b.account.document:
        return False
    return judge_places(a.place, b.place, containers=containers) == APART


def _amount_of(what: str) -> Callable[[Voiced], Any]:
    return lambda v: v.account.values[what] if what in v.amounts else None


def _amounts_apart(what: str) -> Callable[[Voiced, Voiced], bool]:
    def apart(a: Voiced, b: Voiced) -> bool:
        low, high = sorted((a, b), key=lambda v: _key(_bounds(v, what)))
        if not _disjoint(_bounds(low, what), _bounds(high, what)):
            return False
        return not (_earlier(low, high) or _own_people(low, high))

    return apart


def _earlier(low: Voiced, high: Voiced) -> bool:
    """True where the lower amount is the older count."""
    if (low.telling is not None and low.telling.preliminary) or (high.telling is not None and high.telling.rising):
        return True
    return bool(low.account.told and high.account.told and low.account.told < high.account.told)


def _own_people(a: Voiced, b: Voiced) -> bool:
    """True for accounts of an exchange by or about different sides, of which each counts those who came back to it."""
    if a.telling is None or b.telling is None or a.telling.kind != _EXCHANGE:
        return False
    ours, theirs = ({who.id for who in t.roles.get("party", ())} for t in (a.telling, b.telling))
    return ours != theirs


def _bounds(v: Voiced, what: str) -> Bounds:
    """The bounds of an amount, widened where it is only about so much."""
    value = v.account.values[what]
    least, most = value["min"], value["max"]
    if value["approximate"]:
        return (least and int(least * (1 - _ABOUT)), most and int(most * (1 + _ABOUT)) + 1)
    return least, most


def _key(bounds: Bounds) -> tuple[int, int]:
    least, most = bounds
    return (least if least is not None else -1, most if most is not None else 2**62)


def _disjoint(a: Bounds, b: Bounds) -> bool:
    return (a[1] is not None and b[0] is not None and a[1] < b[0]) or (b[1] is not None and a[0] is not None and b[1] < a[0])
