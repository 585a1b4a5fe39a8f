"""Tests `fuse/accounts.py`: each telling of an event by each statement that asserts it."""

from datetime import date

import pytest

from riwaya.fuse.accounts import Voiced
from riwaya.model import Reading
from tests.fuse.tellers import (
    ARMY,
    BACKGROUND,
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
    gather,
    reading,
    strike,
    toll,
)

NAMES = {**SCENE, ARMY: "organization", FOES: "organization", MINISTRY: "organization"}


def told_twice(*, act: str = "assert", status: str = "happened") -> Reading:
    """An article in which two sources tell one bombardment."""
    text = f"شهدت {TOWN} قصفا شنه {FOES}، بحسب {ARMY} و حسبما أعلنت {MINISTRY} الأحد.{BACKGROUND}"
    says = [Said(cue="بحسب", by=(ARMY,)), Said(cue="أعلنت", by=(MINISTRY,), act=act, on="2031-03-02")]
    event = Told(kind="strike", trigger="قصفا", roles={"actor": (FOES,)}, place=TOWN, day="2031-03-01", status=status, by=(0, 1))
    return reading("a", text, names=NAMES, says=says, tells=[event])


def accounts(*readings: Reading) -> list[Voiced]:
    return gather(*readings)[0]


def test_one_account_for_each_statement() -> None:
    first, second = accounts(told_twice())
    assert (first.account.statement, second.account.statement) == ("s0", "s1")
    assert [i.name for v in (first, second) for i in v.voices] == [ARMY, MINISTRY]
    assert (first.account.told, second.account.told) == (date(2031, 3, 4), date(2031, 3, 2)), "the story's day where none is said"
    assert first.account.values == second.account.values
    assert first.account.event == second.account.event == "e0"


def test_the_outlets_own_voice() -> None:
    (own,) = accounts(strike("a"))
    assert (own.account.statement, own.account.sources, own.account.act, own.account.outlet) == (None, (), "assert", "السراج")
    assert own.voices == ()
    assert own.account.told == date(2031, 3, 4)


def test_the_values_of_an_event() -> None:
    (found,) = accounts(strike("a", source=ARMY))
    assert found.account.values == {
        "status": "happened",
        "occurrence": True,
        "when": {"from": "2031-03-03", "to": "2031-03-03", "basis": "stated"},
        "place": {"entity": "place:بيرناك", "name": TOWN},
        "participants": [{"role": "actor", "entity": "body:جيش تورساني", "name": FOES}],
    }
    assert found.telling is not None
    assert (found.when, found.place) == (found.telling.when, found.telling.place)
    assert [i.name for i in found.actors] == [FOES]


def test_unknown_values_are_not_given() -> None:
    text = "وقع قصف."
    (found,) = accounts(reading("a", text, names={}, tells=[Told(kind="strike", trigger="قصف", status="planned")]))
    assert found.account.values == {"status": "planned"}


@pytest.mark.parametrize(
    ("status", "occurrence"), [("happened", True), ("ended", True), ("denied", False), ("planned", None), ("attempted", None), ("hypothetical", None)]
)
def test_whether_it_happened(status: str, occurrence: bool | None) -> None:
    (found,) = accounts(strike("a", source=ARMY, status=status))
    assert found.account.values.get("occurrence") is occurrence
    assert found.denies is (occurrence is False)


def test_the_outlet_itself_denies_nothing() -> None:
    (found,) = accounts(strike("a", status="denied"))
    assert found.account.values["status"] == "denied"
    assert not found.denies


def test_who_denies_and_who_speaks_of_the_denied() -> None:
    assert [v.denies for v in accounts(told_twice(act="deny", status="denied"))] == [True, True]
    assert [v.denies for v in accounts(told_twice(act="warn", status="denied"))] == [True, False], "who warns does not say whether it happened"


def test_amounts_are_values_with_their_bounds() -> None:
    about = Count(what="killed", words="نحو 20", min=20, max=20, approximate=True)
    (found,) = accounts(toll("a", about))
    assert found.account.values["killed"] == {"min": 20, "max": 20, "approximate": True}
    assert found.amounts == {"killed": (20, 20)}


def test_a_figure_given_twice_is_no_value() -> None:
    counts = (Count(what="killed", words="12", min=12, max=12), Count(what="killed", words="3", min=3, max=3))
    (found,) = accounts(reading("a", "قُتل 12 بينهم 3.", names={}, tells=[Told(kind="casualties", trigger="قُتل", counts=counts)]))
    assert "killed" not in found.account.values


def test_a_number_of_participants_and_the_participants() -> None:
    counts = (Count(what="participants", words="30", min=30, max=30),)
    event = Told(kind="meeting", trigger="اجتمع", roles={"party": (NATION,)}, counts=counts)
    (found,) = accounts(reading("a", f"اجتمع 30 مندوبا من {NATION}.", names={NATION: "place"}, tells=[event]))
    assert found.account.values["participants_count"]["min"] == 30
    assert [p["role"] for p in found.account.values["participants"]] == ["party"]


def test_who_sought_it() -> None:
    names = {"كرم النجار": "person", "سليم حداد": "person"}
    event = Told(kind="call", trigger="هاتف", roles={"party": tuple(names)}, initiative="كرم النجار")
    (found,) = accounts(reading("a", "هاتف كرم النجار سليم حداد.", names=names, tells=[event]))
    assert found.account.values["initiative"] == "person:كرم نجار"


def test_what_is_described_keeps_its_documents_id() -> None:
    soldiers = Name(type="group", rule="people.jundi")
    event = Told(kind="casualties", trigger="مقتل", roles={"target": ("جنود",)})
    (found,) = accounts(reading("a", "مقتل جنود.", names={"جنود": soldiers}, tells=[event]))
    assert found.account.values["participants"] == [{"role": "target", "entity": "a#x0", "name": "جنود"}]


def test_a_bare_denial_and_a_bare_doubt() -> None:
    text = f"أعلن {ARMY} أن {FOES} شن غارة على {TOWN}. ثم نفى {FOES} ذلك، و لم يتسن التحقق من الأمر.{BACKGROUND}"
    says = [Said(cue="أعلن", by=(ARMY,)), Said(cue="نفى", by=(FOES,), act="deny", content="ذلك"), Said(cue="لم يتسن التحقق", act="unverified")]
    names = {**SCENE, ARMY: "organization", FOES: "organization"}
    claim, denial, doubt = accounts(reading("a", text, names=names, says=says, tells=[Told(kind="strike", trigger="غارة", place=TOWN, by=(0,))]))
    assert (claim.denies, denial.denies, doubt.denies) == (False, True, False)
    assert (denial.account.event, denial.account.statement, denial.account.act) == (None, "s1", "deny")
    assert (denial.account.values, doubt.account.values) == ({"occurrence": False}, {})
    assert text[slice(*denial.account.evidence)] == f"نفى {FOES} ذلك"
    assert [i.name for i in denial.voices] == [FOES]
    assert (denial.telling, denial.when, denial.place, denial.amounts, denial.actors) == (None, None, None, {}, ())


def test_whoever_denies_in_an_event_of_his_own() -> None:
    (found,) = accounts(denied("a", FOES))
    assert found.denies
    assert (found.account.act, found.account.event) == ("deny", "e0")
    assert ENEMY in BACKGROUND
