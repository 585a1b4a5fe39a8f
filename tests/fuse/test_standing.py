"""Tests `fuse/standing.py`: every rule of the standing of an incident and of its fields."""

import pytest

from riwaya.fuse.disputes import find_disputes
from riwaya.fuse.standing import judge_fields, judge_standing
from riwaya.model import Reading
from tests.fuse.tellers import (
    ARMY,
    BACKGROUND,
    FOES,
    FOREIGN,
    MINISTRY,
    PRESS,
    SCENE,
    TOWN,
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

AGENCY = "هيئة الإغاثة"
ONE_VOICE = ("uncontested", "standing.one_voice")
TWO_VOICES = ("corroborated", "standing.independent_sources")


def standing(*readings: Reading) -> tuple[str, str]:
    accounts, _ = gather(*readings)
    return judge_standing(accounts, find_disputes(accounts, containers={}, single=True))


def by_field(*readings: Reading) -> dict[str, str]:
    accounts, _ = gather(*readings)
    return judge_fields(accounts, find_disputes(accounts, containers={}, single=True))


def sourced_twice(first: str, second: str, *, act: str = "assert", type: str = "organization") -> Reading:
    """One article that gives a bombardment after two sources."""
    text = f"شهدت {TOWN} قصفا، بحسب {first} و حسبما ذكر {second}.{BACKGROUND}"
    how = Name(type=type, rule="people.source") if type == "group" else Name(type=type)
    says = [Said(cue="بحسب", by=(first,)), Said(cue="ذكر", by=(second,), act=act)]
    return reading("a", text, names={**SCENE, first: how, second: how}, says=says, tells=[Told(kind="strike", trigger="قصفا", place=TOWN, by=(0, 1))])


def test_one_voice() -> None:
    assert standing(strike("a", source=ARMY)) == ONE_VOICE
    assert standing(strike("a")) == ONE_VOICE


def test_a_denied_claim() -> None:
    assert standing(strike("a", source=ARMY), strike("b", source=AGENCY, outlet=PRESS[1]), denied("c", FOES)) == ("contested", "standing.denied")


def test_a_denial_of_what_nobody_claims() -> None:
    assert standing(denied("a", FOES)) == ("contested", "standing.only_denied")


def test_outlets_that_tell_only_of_a_denial_corroborate_nothing() -> None:
    assert standing(strike("a", status="denied"), strike("b", status="denied", outlet=PRESS[1])) != TWO_VOICES


@pytest.mark.parametrize("other", [strike("b", source=FOES, actor=ARMY), strike("b", source=AGENCY, on="2031-03-02")], ids=["actor", "day"])
def test_a_contradicted_claim(other: Reading) -> None:
    assert standing(strike("a", source=ARMY), other) == ("contested", "standing.contradicted")


def test_a_disputed_figure_contests_the_incident_and_leaves_its_other_fields() -> None:
    readings = toll("a", 12, source=ARMY), toll("b", 5, source=AGENCY, outlet=PRESS[1])
    assert standing(*readings) == ("contested", "standing.contradicted")
    assert by_field(*readings) == {"killed": "contested", "place": "corroborated", "when": "corroborated"}


def test_independent_sources() -> None:
    assert standing(strike("a", source=ARMY), strike("b", source=AGENCY)) == TWO_VOICES
    assert standing(strike("a", source=ARMY), strike("b", source=FOES, actor=None)) == TWO_VOICES, "the other party says the same"
    assert standing(sourced_twice(ARMY, AGENCY)) == TWO_VOICES, "in one article"
    assert standing(strike("a"), strike("b", outlet=PRESS[1])) == TWO_VOICES, "two outlets on their own account"


def test_sources_that_are_not_independent() -> None:
    assert standing(strike("a", source=ARMY), strike("b", source=MINISTRY)) == ONE_VOICE, "of one side"
    assert standing(strike("a", source=FOES), strike("b", source=FOREIGN)) == ONE_VOICE
    assert standing(strike("a"), strike("b")) == ONE_VOICE, "the same outlet twice"
    assert standing(strike("a", outlet=None), strike("b", outlet=None)) == ONE_VOICE, "nobody knows the outlets"


def test_the_outlets_own_voice_beside_a_source_of_its_article() -> None:
    text = f"شهدت {TOWN} قصفا. وقالت {MINISTRY} إن القصف كان عنيفا.{BACKGROUND}"
    told = [Told(kind="strike", trigger="قصفا", place=TOWN), Told(kind="strike", trigger="القصف", place=TOWN, by=(0,))]
    both = reading("a", text, names={**SCENE, MINISTRY: "organization"}, says=[Said(cue="قالت", by=(MINISTRY,))], tells=told)
    assert standing(both) == ONE_VOICE


def test_unnamed_sources() -> None:
    unnamed: dict[str, str | Name] = {**SCENE, "شهود": Name(type="group", rule="people.witness"), "مسعفون": Name(type="group", rule="people.medic")}
    one, other = strike("a", source="شهود", names=unnamed), strike("b", source="مسعفون", names=unnamed, outlet=PRESS[1])
    assert standing(one, other) == ONE_VOICE, "they may be the same, over documents"
    assert standing(one, strike("b", source=ARMY)) == ONE_VOICE
    assert standing(sourced_twice("شهود", "مسعفون", type="group")) == ONE_VOICE, "nor in one article"


def test_a_copy_corroborates_nothing() -> None:
    lead = "في مدينة تقع على ضفة النهر الكبير وقد هجرها كثير من سكانها منذ الشتاء "
    readings = toll("a", 12, lead=lead), toll("b", 12, lead=lead, outlet=PRESS[1])
    assert [v.copy for v in gather(*readings)[0]] == [False, True]
    assert standing(*readings) == ONE_VOICE
    assert set(by_field(*readings).values()) == {"uncontested"}


def test_what_could_not_be_verified() -> None:
    text = f"أعلن {ARMY} أن {FOES} شن غارة على {TOWN}، و لم يتسن التحقق من ذلك.{BACKGROUND}"
    says = [Said(cue="أعلن", by=(ARMY,)), Said(cue="لم يتسن التحقق", act="unverified", content="ذلك")]
    names = {**SCENE, ARMY: "organization", FOES: "organization"}
    made = reading("a", text, names=names, says=says, tells=[Told(kind="strike", trigger="غارة", place=TOWN, by=(0,))])
    assert standing(made) == ("unverified", "standing.not_verified")
    assert standing(made, strike("b", source=AGENCY)) == TWO_VOICES, "someone else says the same"


def test_who_could_not_verify_it_corroborates_nothing() -> None:
    assert standing(sourced_twice(ARMY, AGENCY, act="unverified")) != TWO_VOICES


def test_the_standing_of_each_field() -> None:
    one, other = strike("a", source=ARMY), strike("b", source=AGENCY, outlet=PRESS[1])
    assert by_field(one) == {"participants": "uncontested", "place": "uncontested", "when": "uncontested"}
    assert by_field(one, other) == {"participants": "corroborated", "place": "corroborated", "when": "corroborated"}
    day = strike("b", source=AGENCY, on="2031-03-02")
    assert by_field(one, day) == {"participants": "corroborated", "place": "corroborated", "when": "contested"}
    assert by_field(one, strike("b", source=AGENCY, on=None))["when"] == "uncontested"


def test_a_denial_gives_no_field() -> None:
    assert by_field(denied("a", FOES)) == {}


def test_a_place_by_two_names_is_one_place() -> None:
    kyiv = [Name(type="place", known="place.kyiv", forms=(form,)) for form in ("كييف", "العاصمة الأوكرانية")]
    one = strike("a", place="كييف", source=ARMY, names={**SCENE, "كييف": kyiv[0]})
    other = strike("b", place="العاصمة الأوكرانية", source=AGENCY, names={**SCENE, "العاصمة الأوكرانية": kyiv[1]}, outlet=PRESS[1])
    assert by_field(one, other)["place"] == "corroborated"


def test_a_day_stated_and_announced_is_one_day() -> None:
    one = strike("a", source=ARMY)
    assert by_field(one, strike("b", source=AGENCY, basis="announced", outlet=PRESS[1]))["when"] == "corroborated"


def test_nobody_at_all() -> None:
    assert judge_standing([], []) == ONE_VOICE
    assert judge_fields([], []) == {}


@pytest.mark.parametrize("flag", ["machine_translated", "garbled"])
def test_what_is_flagged_does_not_bear_out_its_like(flag: str) -> None:
    ours, theirs = strike("a", source=ARMY), strike("b", source=AGENCY, outlet=PRESS[1])
    assert standing(ours, theirs) == TWO_VOICES
    assert standing(flagged(ours, flag), theirs) == standing(ours, flagged(theirs, flag)) == TWO_VOICES
    assert standing(flagged(ours, flag), flagged(theirs, flag)) == ONE_VOICE
    assert by_field(flagged(ours, flag), flagged(theirs, flag)) == {"participants": "uncontested", "place": "uncontested", "when": "uncontested"}
