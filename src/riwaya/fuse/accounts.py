"""Accounts: each telling of an event by each statement that asserts it, with the values it gives, ready to be shown and compared."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from riwaya.fuse.denials import UNVERIFIED, voices_of
from riwaya.fuse.identity import Identities, Identity
from riwaya.fuse.tellings import Bounds, Days, Telling, field_of, story_at, told_on
from riwaya.model import Account, Passage, Quantity, Reading, Statement

ASSERT, DENY, DENIED = "assert", "deny", "denied"
_TELLING_ACTS = frozenset(["assert", "confirm", "accuse", "deny"])
"""Acts by which a source says that something did not happen; who warns, regrets or does not comment says no such thing."""
SOUND = 2
"""What an account weighs whose words came as they were written."""
HAPPENED = {"happened": True, "ended": True, "denied": False}
"""What a status says of whether it happened; the others leave it open."""


class Voiced(Struct, frozen=True, gc=False):
    """An account with what judging it takes: its telling (None for a bare denial), who vouches for it, and whether it reprints another.

    `follows`: a copy that says of the event just what its original does, so that nothing need be compared with it.
    """

    account: Account
    telling: Telling | None
    voices: tuple[Identity, ...]
    copy: bool
    follows: bool = False

    @property
    def when(self) -> Days | None:
        """The day that the account gives."""
        return self.telling.when if self.telling else None

    @property
    def place(self) -> Identity | None:
        """The place that the account gives."""
        return self.telling.place if self.telling else None

    @property
    def amounts(self) -> Mapping[str, Bounds]:
        """The amounts that the account gives."""
        return self.telling.amounts if self.telling else {}

    @property
    def actors(self) -> tuple[Identity, ...]:
        """Those whom the account holds to have done it."""
        return self.telling.roles.get("actor", ()) if self.telling else ()

    @property
    def claims(self) -> bool:
        """True where the account tells the event as such: not who denies it, could not verify it, or only tells of a denial."""
        return self.telling is not None and self.telling.status != DENIED and self.account.act not in (DENY, UNVERIFIED)

    @property
    def vouches(self) -> bool:
        """True where the source says that it happened; who demands, warns or praises takes it for granted."""
        return self.claims and self.account.act in _TELLING_ACTS

    @property
    def weight(self) -> int:
        """How much it counts where accounts are counted: nothing for a copy, half for one whose passage is flagged."""
        return 0 if self.copy else SOUND - bool(self.account.flags)

    @property
    def denies(self) -> bool:
        """True where the account says that it did not happen."""
        return self.account.values.get("occurrence") is False


def accounts_of(telling: Telling, reading: Reading, *, identities: Identities, copy: bool, follows: bool = False) -> list[Voiced]:
    """One account for each statement that asserts an event; one in the outlet's own voice where none does."""
    by_id = {s.id: s for s in reading.statements}
    statements: Sequence[Statement | None] = [by_id[s] for s in telling.event.statements if s in by_id] or [None]
    values = values_of(telling, identities)
    unsaid = {name: value for name, value in values.items() if name != "occurrence"}
    return [
        _voiced(
            telling,
            reading,
            statement=s,
            values=unsaid if telling.status == DENIED and (s is None or s.act not in _TELLING_ACTS) else values,
            identities=identities,
            copy=copy,
            follows=follows,
        )
        for s in statements
    ]


def bare_denial(telling: Telling, statement: Statement, reading: Reading, *, identities: Identities, copy: bool) -> Voiced:
    """The account of a statement that denies, or cannot verify, an event told before it, and tells none itself."""
    denies = statement.act == DENY
    account = Account(
        document=telling.document,
        event=None,
        statement=statement.id,
        outlet=reading.document.outlet,
        sources=statement.sources,
        relays=statement.relays,
        act=statement.act,
        told=told_on([statement], story_at(reading.stories, statement.start)),
        values={"occurrence": False} if denies else {},
        evidence=(statement.start, statement.end),
        rule=statement.rule,
        flags=flags_at(reading.passages, statement.start),
    )
    return Voiced(account, None, voices_of(telling.document, statement.sources, identities=identities), copy=copy)


def values_of(telling: Telling, identities: Identities) -> dict[str, Any]:
    """The fields that an event gives, by name; entities by their id beyond the document."""
    event, document = telling.event, telling.document
    values: dict[str, Any] = {"status": event.status}
    if event.status in HAPPENED:
        values["occurrence"] = HAPPENED[event.status]
    if telling.when is not None:
        values["when"] = {"from": str(telling.when.first), "to": str(telling.when.last), "basis": telling.when.basis}
    if telling.place is not None:
        values["place"] = {"entity": telling.place.id, "name": telling.place.name}
    participants = [(p, identities.of.get((document, p.entity or ""))) for p in event.participants]
    if participants:
        values["participants"] = [{"role": p.role, "entity": who.id if who else None, "name": who.name if who else p.text} for p, who in participants]
    if event.initiative is not None:
        who = identities.of.get((document, event.initiative.entity or ""))
        values |= {"initiative": who.id} if who else {}
    for quantity in event.quantities:
        if field_of(quantity.what) in telling.amounts:
            values[field_of(quantity.what)] = amount_of(quantity)
    return values


def amount_of(quantity: Quantity) -> Mapping[str, Any]:
    """A quantity as a value: its bounds, both included, and whether it is approximate."""
    return {"min": quantity.min, "max": quantity.max, "approximate": quantity.approximate}


def flags_at(passages: Sequence[Passage], at: int) -> tuple[str, ...]:
    """The flags of the passage that holds an offset."""
    number = bisect_right(passages, at, key=_start_of) - 1
    return passages[number].flags if number >= 0 else ()


def _start_of(passage: Passage) -> int:
    return passage.start


def _voiced(
    telling: Telling, reading: Reading, *, statement: Statement | None, values: dict[str, Any], identities: Identities, copy: bool, follows: bool
) -> Voiced:
    story = story_at(reading.stories, telling.event.trigger[0])
    account = Account(
        document=telling.document,
        event=telling.event.id,
        statement=statement.id if statement else None,
        outlet=reading.document.outlet,
        sources=statement.sources if statement else (),
        relays=statement.relays if statement else (),
        act=statement.act if statement else ASSERT,
        told=told_on([statement] if statement else [], story),
        values=values,
        evidence=telling.event.evidence,
        rule=telling.event.rule,
        flags=flags_at(reading.passages, telling.event.trigger[0]),
    )
    return Voiced(account, telling, voices_of(telling.document, account.sources, identities=identities), copy=copy, follows=follows)
