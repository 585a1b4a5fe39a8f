"""The fused view of an incident: for each field the value that most accounts give, and the account whose words carry it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from riwaya.fuse.accounts import Voiced
from riwaya.fuse.identity import PERSON, Identities, Identity
from riwaya.fuse.likeness import LIKE, SAME, judge_parties
from riwaya.fuse.tellings import field_of
from riwaya.model import FusedEntity, FusedParticipant, FusedQuantity, FusedTime

_STATED = "stated"
_FIRMEST = ("happened", "ended", "attempted", "planned", "hypothetical", "denied")


def fused_status(accounts: Sequence[Voiced]) -> str:
    """The firmest status that an account gives; `denied` only where none tells it otherwise."""
    return min((v.telling.status for v in accounts if v.telling), key=_FIRMEST.index)


def fused_time(accounts: Sequence[Voiced], status: str) -> FusedTime | None:
    """The day that most accounts give, a stated one before an announced, a narrow one before a wide."""
    given = [(i, v.when, v) for i, v in _claims(accounts, status) if v.when]
    support = Counter((when.first, when.last) for _, when, v in given if not v.copy)
    ranked = [(-support[when.first, when.last], when.basis != _STATED, when.last - when.first, i, when) for i, when, _ in given]
    if not ranked:
        return None
    *_, at, when = min(ranked, key=lambda r: r[:-1])
    return FusedTime(when.first, when.last, when.basis, when.span, at)


def fused_place(accounts: Sequence[Voiced], status: str) -> str | None:
    """The place that most accounts give; among equals the one of the longest name, as a market before its town."""
    given = [(v.place, v) for _, v in _claims(accounts, status) if v.place]
    support = Counter(place.id for place, v in given if not v.copy)
    return min(((-support[place.id], -len(place.name), place.id) for place, _ in given), default=(0, 0, None))[2]


def fused_participants(accounts: Sequence[Voiced], status: str, *, identities: Identities) -> tuple[FusedParticipant, ...]:
    """Everyone in a role, each once: who is the same by name is named by the first account that has him."""
    found: list[FusedParticipant] = []
    taken: list[tuple[str, Any]] = []
    for i, v in _claims(accounts, status):
        if v.telling is None:
            continue
        for p in v.telling.event.participants:
            who = identities.of.get((v.account.document, p.entity or ""))
            if who is None or any(role == p.role and _is_one(who, known) for role, known in taken):
                continue
            taken.append((p.role, who))
            found.append(FusedParticipant(p.role, who.id, p.mention, p.text, i))
    return tuple(sorted(found, key=lambda p: (p.role, p.account)))


def _is_one(a: Identity, b: Identity) -> bool:
    """True for one and the same, and for a person and his last name."""
    found = judge_parties(a, b)
    return found == SAME or (found == LIKE and a.type == b.type == PERSON)


def fused_quantities(accounts: Sequence[Voiced], status: str, *, identities: Identities) -> tuple[FusedQuantity, ...]:
    """Each amount as the latest accounts give it, the most of them where they differ."""
    claims = _claims(accounts, status)
    found = []
    for field in sorted({f for _, v in claims for f in v.amounts}):
        for given in _by_side([(i, v) for i, v in claims if field in v.amounts]):
            found.append(_fused_quantity(given, field, identities=identities))
    return tuple(found)


def _by_side(given: Sequence[tuple[int, Voiced]]) -> list[list[tuple[int, Voiced]]]:
    """All accounts together; those of an exchange by the parties of which they tell, since each side counts its own people."""
    groups: dict[frozenset[str], list[tuple[int, Voiced]]] = {}
    for i, v in given:
        parties = v.telling.roles.get("party", ()) if v.telling and v.telling.kind == "exchange" else ()
        groups.setdefault(frozenset(who.id for who in parties), []).append((i, v))
    return list(groups.values())


def _fused_quantity(given: Sequence[tuple[int, Voiced]], field: str, *, identities: Identities) -> FusedQuantity:
    """The amount that the latest accounts give, the most of them where they differ."""
    support = Counter(v.amounts[field] for _, v in given if not v.copy)
    at, best = max(given, key=lambda g: (g[1].account.told or date.min, support[g[1].amounts[field]], -g[0]))
    quantities = best.telling.event.quantities if best.telling else ()
    quantity = next(q for q in quantities if field_of(q.what) == field)
    of = identities.of.get((best.account.document, quantity.of or ""))
    return FusedQuantity(
        what=quantity.what,
        min=quantity.min,
        max=quantity.max,
        approximate=quantity.approximate,
        of=of.id if of else None,
        span=quantity.span,
        account=at,
    )


def entities_of(ids: Sequence[str | None], *, identities: Identities) -> tuple[FusedEntity, ...]:
    """The fused entities of the given ids, each once, sorted."""
    return tuple(identities.fused[i] for i in sorted({i for i in ids if i is not None}))


def _claims(accounts: Sequence[Voiced], status: str) -> list[tuple[int, Voiced]]:
    """The accounts that tell the incident rather than deny it, with their positions; all of them where every one denies it."""
    return [(i, v) for i, v in enumerate(accounts) if not v.denies or status == "denied"]
