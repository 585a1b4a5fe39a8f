"""Tests `fuse/contacts.py` on incidents made by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from riwaya.fuse.contacts import day_of, find_contacts
from riwaya.model import Account, FusedEntity, FusedParticipant, FusedTime, Incident

KARAM, NAJI, SALIM = "a#x0", "a#x1", "a#x2"
TYPES = {KARAM: "person", NAJI: "person", SALIM: "person", "place": "place"}


def on(first: str | None, last: str | None = None) -> FusedTime | None:
    if first is None:
        return None
    return FusedTime(date.fromisoformat(first), date.fromisoformat(last or first), "stated", None, 0)


def account(**values: Any) -> Account:
    return Account(
        document="a", event="e0", statement=None, outlet="السراج", sources=(), relays=(), act="assert", told=None, values=values, evidence=(0, 1),
        rule="test",
    )  # fmt: skip


def incident(
    id: str,
    parties: Sequence[str] = (KARAM, NAJI),
    *,
    kind: str = "call",
    day: str | None = "2031-03-01",
    last: str | None = None,
    status: str = "happened",
    roles: Sequence[str] = (),
    accounts: Sequence[Account] = (),
) -> Incident:
    """A contact of some parties; `roles` are `party` where they are left out."""
    ids = sorted(set(parties))
    return Incident(
        id=id,
        kind=kind,
        status=status,
        when=on(day, last),
        place=None,
        participants=tuple(FusedParticipant(r, p, None, None, 0) for r, p in zip(roles or ["party"] * len(parties), parties, strict=True)),
        quantities=(),
        entities=tuple(FusedEntity(id=i, type=TYPES.get(i, "organization"), name=f"name {i}", labels={}, members=(i,)) for i in ids),
        related=(),
        accounts=tuple(accounts),
        standing="uncontested",
        standing_rule="test",
        field_standing={},
        disputes=(),
        copies=(),
        rule="test",
    )


def pairs(*incidents: Incident) -> list[tuple[str, str]]:
    return [c.pair for c in find_contacts(incidents)]


def test_one_contact_for_each_two_parties() -> None:
    assert pairs(incident("i0", [KARAM, NAJI, SALIM])) == [(KARAM, NAJI), (KARAM, SALIM), (NAJI, SALIM)]


def test_other_kinds_are_no_contacts() -> None:
    assert pairs(incident("i0", kind="agreement")) == []


def test_a_party_alone_makes_no_contact() -> None:
    assert pairs(incident("i0", [KARAM])) == []
    assert pairs(incident("i0", [KARAM, KARAM])) == []


def test_a_summons_is_between_actor_and_target() -> None:
    roles = ["actor", "target", "target"]
    assert pairs(incident("i0", ["ministry", KARAM, NAJI], kind="summon", roles=roles)) == [("ministry", KARAM), ("ministry", NAJI)]


def test_a_person_who_hosts_is_a_party() -> None:
    assert pairs(incident("i0", [KARAM, NAJI, SALIM], kind="meeting", roles=["host", "party", "party"])) == [
        (KARAM, NAJI),
        (KARAM, SALIM),
        (NAJI, SALIM),
    ]


@pytest.mark.parametrize(
    ("parties", "want"),
    [(["place", KARAM, NAJI], [(KARAM, NAJI)]), (["place", KARAM], [("place", KARAM)])],
    ids=["a host of two", "a host of one"],
)
def test_a_place_that_hosts_counts_for_a_single_guest(parties: list[str], want: list[tuple[str, str]]) -> None:
    assert pairs(incident("i0", parties, kind="meeting", roles=["host", *["party"] * (len(parties) - 1)])) == want


def test_of_many_parties_the_first_eight_make_pairs() -> None:
    found = pairs(incident("i0", [f"p{n:02}" for n in range(12)], kind="meeting"))
    assert len(found) == 28
    assert {who for pair in found for who in pair} == {f"p{n:02}" for n in range(8)}


def test_contacts_stand_by_day_and_unknown_ones_last() -> None:
    made = [incident("i0", day=None), incident("i1", day="2031-03-02"), incident("i2", kind="meeting"), incident("i3")]
    assert [c.incident for c in find_contacts(made)] == ["i3", "i2", "i1", "i0"]
    assert find_contacts(made) == find_contacts(made[::-1])


def test_the_last_contact_before() -> None:
    found = find_contacts(
        [
            incident("i0", day="2031-03-01"),
            incident("i1", [NAJI, KARAM], day="2031-03-05"),
            incident("i2", day="2031-03-05"),
            incident("i3", day="2031-03-20"),
        ]
    )
    assert [(c.previous, c.gap_days) for c in found] == [(None, None), ("i0", 4), ("i0", 4), ("i2", 15)]


def test_what_is_planned_or_of_unknown_day_is_no_last_contact() -> None:
    found = find_contacts(
        [
            incident("i0", day="2031-03-01"),
            incident("i1", day="2031-03-03", status="planned"),
            incident("i2", day="2031-03-04", last="2031-03-06"),
            incident("i3", day="2031-03-07", status="denied"),
            incident("i4", day="2031-03-09", kind="meeting"),
            incident("i5", [KARAM, SALIM], day="2031-03-09"),
            incident("i6", day="2031-03-11"),
            incident("i7", day=None),
        ]
    )
    by_id = {c.incident: (c.previous, c.gap_days) for c in found}
    assert by_id["i1"] == ("i0", 2)
    assert by_id["i2"] == by_id["i4"] == by_id["i5"] == by_id["i7"] == (None, None)
    assert by_id["i6"] == ("i0", 10)
    assert next(day_of(c) for c in found if c.incident == "i2") is None


def test_who_sought_it_in_the_order_of_accounts() -> None:
    accounts = [account(), account(initiative=NAJI), account(initiative=KARAM), account(initiative=NAJI)]
    (contact,) = find_contacts([incident("i0", accounts=accounts)])
    assert (contact.initiative, contact.initiative_accounts) == ((NAJI, KARAM), (1, 2, 3))
    (contact,) = find_contacts([incident("i0", accounts=[account()])])
    assert (contact.initiative, contact.initiative_accounts) == ((), ())
