"""Tests `fuse/fused.py`: which value stands for an incident, and whose words carry it."""

from collections.abc import Sequence

import pytest

from riwaya.fuse.fused import entities_of, fused_participants, fused_place, fused_quantities, fused_status, fused_time
from riwaya.model import FusedParticipant, FusedQuantity, FusedTime, Reading
from tests.fuse.tellers import (
    ARMY,
    ENEMY,
    FOES,
    MINISTRY,
    NATION,
    SCENE,
    TOWN,
    Count,
    Name,
    Said,
    Told,
    denied,
    flagged,
    gather,
    reading,
    strike,
    toll,
)


def time(*readings: Reading) -> FusedTime | None:
    accounts, _ = gather(*readings)
    return fused_time(accounts, fused_status(accounts))


def place(*readings: Reading) -> str | None:
    accounts, _ = gather(*readings)
    return fused_place(accounts, fused_status(accounts))


def participants(*readings: Reading) -> tuple[FusedParticipant, ...]:
    accounts, identities = gather(*readings)
    return fused_participants(accounts, fused_status(accounts), identities=identities)


def quantities(*readings: Reading) -> tuple[FusedQuantity, ...]:
    accounts, identities = gather(*readings)
    return fused_quantities(accounts, fused_status(accounts), identities=identities)


@pytest.mark.parametrize(
    ("statuses", "want"),
    [
        (["planned", "happened", "denied"], "happened"),
        (["planned", "ended"], "ended"),
        (["hypothetical", "planned"], "planned"),
        (["attempted", "planned"], "attempted"),
        (["denied", "hypothetical"], "hypothetical"),
        (["denied", "denied"], "denied"),
    ],
)
def test_the_firmest_status(statuses: Sequence[str], want: str) -> None:
    accounts, _ = gather(*(strike(f"a{n}", status=status) for n, status in enumerate(statuses)))
    assert fused_status(accounts) == want
    assert fused_status(accounts[::-1]) == want


def days(*readings: Reading) -> tuple[str, int] | None:
    found = time(*readings)
    return (str(found.from_), found.account) if found else None


def test_the_day_that_most_give() -> None:
    assert days(strike("a", on="2031-03-02"), strike("b"), strike("c")) == ("2031-03-03", 1)


def test_of_days_that_as_many_give_a_stated_one_then_a_narrow_one_then_the_first() -> None:
    assert days(strike("a", on="2031-03-04", basis="announced"), strike("b")) == ("2031-03-03", 1)
    assert days(strike("a", on="2031-03-01..2031-03-31"), strike("b")) == ("2031-03-03", 1)
    assert days(strike("a", on="2031-03-02"), strike("b")) == ("2031-03-02", 0)


def test_a_copy_supports_no_day() -> None:
    lead = "في مدينة تقع على ضفة النهر الكبير وقد هجرها كثير من سكانها منذ الشتاء "
    copied = toll("b", 12, lead=lead, on="2031-03-02"), toll("c", 12, lead=lead, on="2031-03-02")
    assert days(toll("a", 12), toll("aa", 12), *copied) == ("2031-03-03", 0)
    assert days(toll("a", 12), *copied[:1]) == ("2031-03-03", 0)


def test_a_denial_gives_no_day_where_someone_tells_it() -> None:
    assert days(denied("a", FOES), strike("b", on="2031-03-02")) == ("2031-03-02", 1)
    assert days(denied("a", FOES)) == ("2031-03-03", 0)
    assert days(strike("a", on=None)) is None


def test_a_page_takes_back_what_it_counted_in_an_earlier_version() -> None:
    accounts, identities = gather(toll("a", 12), toll("b", 7))
    versions, ages = {"a": "a", "b": "a"}, {"a": 0, "b": 1}
    for older, want in ((ages, 7), ({"a": 1, "b": 0}, 12)):
        (found,) = fused_quantities(accounts, "happened", identities=identities, versions=versions, ages=older)
        assert found.min == want


def test_the_place_that_most_give() -> None:
    assert place(strike("a", place="لوماك"), strike("b"), strike("c")) == f"place:{TOWN}"
    assert place(strike("a"), strike("b", place="سوق بيرناك")) == "place:سوق بيرناك", "among equals the longest name"
    text = "وقع قصف."
    assert place(reading("a", text, names={}, tells=[Told(kind="strike", trigger="قصف")])) is None


def test_everyone_in_a_role_once() -> None:
    found = participants(strike("a", source=ARMY), strike("b"), strike("c", actor="كتيبة النسر"))
    assert [(p.role, p.entity, p.account) for p in found] == [("actor", "body:جيش تورساني", 0)], "another actor is a rival account, no second one"
    assert found[0].text == FOES


def meeting(id: str, *who: str, roles: str = "party", type: str = "person") -> Reading:
    text = "اجتمع " + " و ".join(who) + "."
    return reading(id, text, names=dict.fromkeys(who, type), tells=[Told(kind="meeting", trigger="اجتمع", roles={roles: who})])


def test_a_last_name_is_no_second_person() -> None:
    found = participants(meeting("a", "كرم النجار", "سليم حداد"), meeting("b", "النجار", "نبيل شاهين"))
    assert [p.text for p in found] == ["كرم النجار", "سليم حداد", "نبيل شاهين"]


def test_one_in_two_roles_stands_in_both() -> None:
    found = participants(meeting("a", "كرم النجار"), meeting("b", "كرم النجار", roles="host"))
    assert [(p.role, p.account) for p in found] == [("host", 1), ("party", 0)]


def test_two_who_stand_side_by_side_in_one_account_are_two() -> None:
    assert len(participants(meeting("a", "حزب العدل", "حزب التنمية", type="organization"))) == 2


def test_the_latest_figure() -> None:
    (found,) = quantities(toll("a", 12, day="2031-03-06"), toll("b", 5), toll("c", 5))
    assert (found.what, found.min, found.account) == ("killed", 12, 0)
    (found,) = quantities(toll("a", 12), toll("b", 5, source=MINISTRY), toll("c", 5))
    assert (found.min, found.account) == (5, 1), "of one day the one that most give, from the first that gives it"
    (found,) = quantities(toll("a", 12, day=None), toll("b", 5))
    assert found.min == 5


def test_a_figure_with_its_words_and_whom_it_counts() -> None:
    soldiers = Name(type="group", rule="people.jundi")
    count = Count(what="killed", words="نحو 20", min=20, max=20, approximate=True, of="جنود")
    text = "قُتل نحو 20 من جنود الحامية."
    (found,) = quantities(reading("a", text, names={"جنود": soldiers}, tells=[Told(kind="casualties", trigger="قُتل", counts=(count,))]))
    assert (found.approximate, found.of) == (True, "a#x0")
    assert found.span is not None
    assert text[slice(*found.span)] == "نحو 20"


def test_a_figure_given_twice_by_one_account_is_none() -> None:
    counts = (Count(what="killed", words="12", min=12, max=12), Count(what="killed", words="3", min=3, max=3))
    made = reading("a", "قُتل 12 بينهم 3.", names={}, tells=[Told(kind="casualties", trigger="قُتل", counts=counts)])
    assert quantities(made) == ()
    (found,) = quantities(made, toll("b", 12))
    assert (found.min, found.account) == (12, 1)


def test_a_bare_denial_tells_nothing() -> None:
    text = f"أعلن {ARMY} أن {FOES} شن غارة على {TOWN}. ثم نفى {FOES} ذلك. ويجمع النهر {NATION} و{ENEMY}."
    says = [Said(cue="أعلن", by=(ARMY,)), Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")]
    event = Told(kind="strike", trigger="غارة", roles={"actor": (FOES,)}, place=TOWN, by=(0,))
    made = reading("a", text, names={**SCENE, ARMY: "organization", FOES: "organization"}, says=says, tells=[event])
    assert len(gather(made)[0]) == 2
    assert [p.account for p in participants(made)] == [0]


def test_entities_stand_once_in_order() -> None:
    _, identities = gather(strike("a", source=ARMY))
    found = entities_of([f"place:{TOWN}", None, "body:جيش تورساني", f"place:{TOWN}"], identities=identities, documents={"a"})
    assert [e.id for e in found] == ["body:جيش تورساني", f"place:{TOWN}"]


def test_entities_have_their_members_in_the_documents_at_hand() -> None:
    _, identities = gather(*(strike(id) for id in ("a", "a#x0", "b", "c")))
    (town,) = entities_of([f"place:{TOWN}"], identities=identities, documents={"c", "a"})
    assert [m.rpartition("#")[0] for m in town.members] == ["a", "c"]
    assert len(identities.fused[town.id].members) == 4


def test_flagged_accounts_weigh_half() -> None:
    doubtful = [flagged(strike(id, on="2031-03-02"), "machine_translated") for id in ("a", "b")]
    assert days(doubtful[0], strike("c")) == ("2031-03-03", 1)
    assert days(*doubtful, strike("c"), strike("d")) == ("2031-03-03", 2)
    assert days(*doubtful, flagged(strike("e", on="2031-03-02"), "garbled"), strike("f")) == ("2031-03-02", 0)


def test_an_unflagged_amount_before_a_flagged_one() -> None:
    found = quantities(flagged(toll("a", 12), "garbled"), toll("b", 9))
    assert [(each.min, each.account) for each in found] == [(9, 1)]


def test_whom_an_unflagged_account_names_stands_for_all() -> None:
    ours, theirs = strike("a", actor=ARMY), strike("b", actor=ENEMY)
    assert [each.account for each in participants(ours, theirs) if each.role == "actor"] == [0]
    assert [each.account for each in participants(flagged(ours, "machine_translated"), theirs) if each.role == "actor"] == [1]


def test_accounts_carry_the_flags_of_their_passages() -> None:
    accounts, _ = gather(flagged(strike("a"), "garbled"), strike("b"), flagged(denied("c", FOES), "machine_translated"))
    assert [each.account.flags for each in accounts] == [("garbled",), (), ("machine_translated",)]
    assert [each.weight for each in accounts] == [1, 2, 1]
