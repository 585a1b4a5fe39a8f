"""The fused view of an incident: for each field the value that most accounts give, and the account whose words carry it."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from riwaya.fuse.accounts import SOUND, Voiced
from riwaya.fuse.identity import PERSON, Identities, Identity
from riwaya.fuse.likeness import LIKE, SAME, SIDE, judge_parties
from riwaya.fuse.tellings import field_of
from riwaya.model import FusedEntity, FusedParticipant, FusedQuantity, FusedTime, Participant

Value = TypeVar("Value", bound=Hashable)

NO_VERSIONS: Mapping[str, str] = MappingProxyType({})
NO_AGES: Mapping[str, int] = MappingProxyType({})
_STATED = "stated"
_MANY = 50
"""Documents from which on looking at every member is quicker than looking each document up."""
_PARTY, _ACTOR = "party", "actor"
_FIRMEST = ("happened", "ended", "attempted", "planned", "hypothetical", "denied")


def fused_status(accounts: Sequence[Voiced]) -> str:
    """The firmest status that an account gives; `denied` only where none tells it otherwise."""
    return min((v.telling.status for v in accounts if v.telling), key=_FIRMEST.index)


def fused_time(accounts: Sequence[Voiced], status: str) -> FusedTime | None:
    """The day that most accounts give, a stated one before an announced, a narrow one before a wide."""
    given = [(i, v.when, v) for i, v in _claims(accounts, status) if v.when]
    support = _support(((when.first, when.last), v) for _, when, v in given)
    ranked = [(-support[when.first, when.last], when.basis != _STATED, when.last - when.first, i, when) for i, when, _ in given]
    if not ranked:
        return None
    *_, at, when = min(ranked, key=lambda r: r[:-1])
    return FusedTime(when.first, when.last, when.basis, when.span, at)


def fused_place(accounts: Sequence[Voiced], status: str) -> str | None:
    """The place that most accounts give; among equals the one of the longest name, as a market before its town."""
    given = [(v.place, v) for _, v in _claims(accounts, status) if v.place]
    support = _support((place.id, v) for place, v in given)
    return min(((-support[place.id], -len(place.name), place.id) for place, _ in given), default=(0, 0, None))[2]


def fused_participants(accounts: Sequence[Voiced], status: str, *, identities: Identities) -> tuple[FusedParticipant, ...]:
    """Those in each role whom the account names that most others agree with, and who else is named elsewhere.

    Whom other accounts only describe ("the minister"), who is of a side already there, and who else is said to have done it adds nobody.
    Where persons meet, the countries that other accounts name in their stead are no further parties.
    """
    given: dict[str, dict[int, list[tuple[Identity, Participant]]]] = {}
    for i, v in _claims(accounts, status):
        for p in v.telling.event.participants if v.telling and not v.follows else ():
            who = identities.of.get((v.account.document, p.entity or ""))
            if who is not None:
                given.setdefault(p.role, {}).setdefault(i, []).append((who, p))
    found = []
    for role, by_account in sorted(given.items()):
        weights = {i: SOUND - bool(accounts[i].account.flags) for i in by_account}
        base = max(by_account, key=partial(_rank_of_base, by_account, weights))
        taken: list[Identity] = []
        for i in (base, *(i for i in by_account if i != base)):
            for who, p in by_account[i]:
                if _adds(who, taken, own=i == base, role=role):
                    taken.append(who)
                    found.append(FusedParticipant(role, who.id, p.mention, p.text, i))
    return tuple(found)


def _rank_of_base(
    by_account: Mapping[int, Sequence[tuple[Identity, Participant]]], weights: Mapping[int, int], i: int
) -> tuple[int, int, int, int, int]:
    """The account that most others agree with in a role, then an unflagged one, then the one with the most names, the most of them, the first."""
    ours = [who for who, _ in by_account[i]]
    agreeing = sum(weights[j] for j, theirs in by_account.items() if any(judge_parties(a, b) in (SAME, LIKE, SIDE) for a in ours for b, _ in theirs))
    return agreeing, weights[i], sum(who.named for who in ours), len(ours), -i


def _adds(who: Identity, taken: Sequence[Identity], *, own: bool, role: str) -> bool:
    """True for one more participant; `own`: the account itself names him beside those taken."""
    if own:
        return all(not _is_one(who, known) for known in taken)
    if not who.named or (role == _PARTY and PERSON in {known.type for known in taken} != {who.type}):
        return False
    if role == _ACTOR:  # two who are said to have done it are a dispute, not two who did it together
        return False
    return all(judge_parties(who, known) not in (SAME, LIKE, SIDE) for known in taken)


def _is_one(a: Identity, b: Identity) -> bool:
    """True for one and the same, and for a person and his last name."""
    found = judge_parties(a, b)
    return found == SAME or (found == LIKE and a.type == b.type == PERSON)


def fused_quantities(
    accounts: Sequence[Voiced],
    status: str,
    *,
    identities: Identities,
    versions: Mapping[str, str] = NO_VERSIONS,
    ages: Mapping[str, int] = NO_AGES,
) -> tuple[FusedQuantity, ...]:
    """Each amount as the latest accounts give it, the most of them where they differ.

    `versions` leads from documents that are versions of one page to one of them, `ages` to their number among them, the oldest first: what a
    page counted earlier it takes back where it counts anew.
    """
    claims = _claims(accounts, status)
    found = []
    for field in sorted({f for _, v in claims for f in v.amounts}):
        for given in _by_side(_newest([(i, v) for i, v in claims if field in v.amounts], versions=versions, ages=ages)):
            found.append(_fused_quantity(given, field, identities=identities))
    return tuple(found)


def _newest(given: Sequence[tuple[int, Voiced]], *, versions: Mapping[str, str], ages: Mapping[str, int]) -> list[tuple[int, Voiced]]:
    """The accounts without those of pages of which a later version is among them."""
    newest: dict[str, int] = {}
    for _, v in given:
        if (page := versions.get(v.account.document)) is not None:
            newest[page] = max(newest.get(page, 0), ages[v.account.document])
    return [(i, v) for i, v in given if (page := versions.get(v.account.document)) is None or ages[v.account.document] == newest[page]]


def _by_side(given: Sequence[tuple[int, Voiced]]) -> list[list[tuple[int, Voiced]]]:
    """All accounts together; those of an exchange by the parties of which they tell, since each side counts its own people."""
    groups: dict[frozenset[str], list[tuple[int, Voiced]]] = {}
    for i, v in given:
        parties = v.telling.roles.get("party", ()) if v.telling and v.telling.kind == "exchange" else ()
        groups.setdefault(frozenset(who.id for who in parties), []).append((i, v))
    return list(groups.values())


def _fused_quantity(given: Sequence[tuple[int, Voiced]], field: str, *, identities: Identities) -> FusedQuantity:
    """The amount that the latest accounts give, the most of them where they differ, the greatest among equals: counts grow."""
    support = _support((v.amounts[field], v) for _, v in given)
    at, best = max(given, key=lambda g: (g[1].account.told or date.min, support[g[1].amounts[field]], g[1].amounts[field][0] or 0, -g[0]))
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


def entities_of(ids: Sequence[str | None], *, identities: Identities, documents: Collection[str]) -> tuple[FusedEntity, ...]:
    """The fused entities of the given ids, each once, sorted, with their members in the given documents."""
    return tuple(_within(identities.fused[i], documents) for i in sorted({i for i in ids if i is not None}))


def _within(entity: FusedEntity, documents: Collection[str]) -> FusedEntity:
    """An entity with its members in some documents: with all of them, every incident would grow with the ledger."""
    if len(documents) > _MANY:
        return replace(entity, members=tuple(m for m in entity.members if _document_of(m) in documents))
    found: list[str] = []
    for document in sorted(documents):
        first, after = (find(entity.members, document, key=_document_of) for find in (bisect_left, bisect_right))
        found += entity.members[first:after]
    return replace(entity, members=tuple(found))


def _document_of(member: str) -> str:
    return member.rpartition("#")[0]


def _support(given: Iterable[tuple[Value, Voiced]]) -> Counter[Value]:
    """How much speaks for each value: copies nothing, flagged accounts half."""
    found: Counter[Value] = Counter()
    for value, v in given:
        found[value] += v.weight
    return found


def _claims(accounts: Sequence[Voiced], status: str) -> list[tuple[int, Voiced]]:
    """The accounts that tell the incident rather than deny it, with their positions; all of them where every one denies it."""
    return [(i, v) for i, v in enumerate(accounts) if not v.denies or status == "denied"]
