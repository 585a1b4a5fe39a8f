"""Tests `fuse/denials.py`: which event a denial speaks of that tells none itself."""

from collections.abc import Sequence

import pytest

from riwaya.fuse.denials import find_denials, same_voice
from riwaya.fuse.identity import identify
from riwaya.fuse.knowledge import load_knowledge
from riwaya.fuse.tellings import tellings_of
from riwaya.model import Reading
from tests.fuse.tellers import ARMY, BACKGROUND, ENEMY, FOES, FOREIGN, MINISTRY, NATION, TOWN, Said, Told, reading, who

NAMES = dict.fromkeys((ARMY, FOES, MINISTRY, FOREIGN), "organization") | dict.fromkeys((TOWN, NATION, ENEMY), "place")
CLAIM = f"أعلن {ARMY} أن {FOES} شن غارة على {TOWN} أدت إلى مقتل 5 أشخاص."
ARMY_SAYS = Said(cue="أعلن", by=(ARMY,))
RAID = Told(kind="strike", trigger="غارة", roles={"actor": (FOES,)}, place=TOWN, by=(0,))
DEATHS = Told(kind="casualties", trigger="مقتل", place=TOWN, by=(0,))


def made(text: str, *, says: Sequence[Said], tells: Sequence[Told], stories: Sequence[tuple[str, str | None]] = ()) -> Reading:
    text += BACKGROUND
    return reading("a", text, names={n: t for n, t in NAMES.items() if n in text}, says=says, tells=tells, stories=stories)


def answered(made: Reading) -> list[tuple[str, str]]:
    """What is denied, by its trigger, and the statement that denies it."""
    identities = identify([made])
    found = find_denials(made, tellings_of(made, identities), identities=identities, knowledge=load_knowledge())
    return [(made.document.text[slice(*telling.event.trigger)], statement.id) for telling, statement in found]


@pytest.mark.parametrize("content", ["ذلك", "هذه الاتهامات جملة وتفصيلا", "صحة هذه الأنباء", "أي صلة بما حدث", None])
def test_a_denial_answers_the_head_of_the_last_claim(content: str | None) -> None:
    denial = Said(cue="نفى", by=(FOES,), act="deny", content=content)
    found = made(f"{CLAIM} وقد نفى {FOES} {content or 'على الفور'}.", says=[ARMY_SAYS, denial], tells=[RAID, DEATHS])
    assert answered(found) == [("غارة", "s1")]


def test_the_last_claim_is_that_of_the_last_source() -> None:
    text = f"{CLAIM} وأضافت {MINISTRY} أن حريقا أتى على السوق. ثم نفى {FOES} ذلك."
    damage = Told(kind="damage", trigger="حريقا", by=(1,))
    says = [ARMY_SAYS, Said(cue="أضافت", by=(MINISTRY,)), Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")]
    assert answered(made(text, says=says, tells=[RAID, DEATHS, damage])) == [("حريقا", "s2")]


@pytest.mark.parametrize("denier", [ARMY, MINISTRY, NATION], ids=["itself", "of its side", "its country"])
def test_nobody_denies_a_claim_of_his_own(denier: str) -> None:
    denial = Said(cue="رد", by=(denier,), act="deny", content="ذلك")
    assert answered(made(f"{CLAIM} ثم رد {denier} ذلك.", says=[ARMY_SAYS, denial], tells=[RAID])) == []


def test_beyond_a_claim_of_his_own_it_is_the_other_sides() -> None:
    text = f"{CLAIM} وقال {FOES} إن قواته نفذت هجوما على جسر. ثم نفى {FOES} ذلك."
    own = Told(kind="assault", trigger="هجوما", by=(1,))
    says = [ARMY_SAYS, Said(cue="قال", by=(FOES,)), Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")]
    assert answered(made(text, says=says, tells=[RAID, DEATHS, own])) == [("غارة", "s2")]


def test_a_denial_does_not_reach_into_another_story() -> None:
    text = f"{CLAIM}\nوفي خبر آخر نفى {FOES} ذلك."
    says = [ARMY_SAYS, Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")]
    assert answered(made(text, says=says, tells=[RAID], stories=[("وفي خبر", None)])) == []
    assert answered(made(text, says=says, tells=[RAID])) == [("غارة", "s1")]


def test_what_names_its_content_points_at_nothing() -> None:
    content = "أن تكون قواته قد اقتربت من حدود المدينة ليلا"
    says = [ARMY_SAYS, Said(cue="نفى", by=(FOES,), act="deny", content=content)]
    assert answered(made(f"{CLAIM} ثم نفى {FOES} {content}.", says=says, tells=[RAID])) == []


def test_what_could_not_be_verified() -> None:
    says = [ARMY_SAYS, Said(cue="لم يتسن التحقق", act="unverified", content="ذلك")]
    assert answered(made(f"{CLAIM} و لم يتسن التحقق من ذلك.", says=says, tells=[RAID, DEATHS])) == [("غارة", "s1")]


@pytest.mark.parametrize("act", ["assert", "confirm", "accuse"])
def test_other_acts_deny_nothing(act: str) -> None:
    says = [ARMY_SAYS, Said(cue="ذكر", by=(FOES,), act=act, content="ذلك")]
    assert answered(made(f"{CLAIM} ثم ذكر {FOES} ذلك.", says=says, tells=[RAID])) == []


def test_a_denial_that_tells_an_event_itself_is_no_bare_one() -> None:
    text = f"{CLAIM} ثم نفى {FOES} ذلك الهجوم."
    says = [ARMY_SAYS, Said(cue="نفى", by=(FOES,), act="deny", content="ذلك الهجوم")]
    own = Told(kind="assault", trigger="الهجوم", status="denied", by=(1,))
    assert answered(made(text, says=says, tells=[RAID, own])) == []


def test_what_is_told_as_denied_is_not_denied_again() -> None:
    says = [ARMY_SAYS, Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")]
    refused = Told(kind="strike", trigger="غارة", status="denied", by=(0,))
    assert answered(made(f"{CLAIM} ثم نفى {FOES} ذلك.", says=says, tells=[refused])) == []


def test_a_denial_looks_back_not_forward_and_not_far() -> None:
    denial = Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")
    assert answered(made(f"نفى {FOES} ذلك. ثم {CLAIM}", says=[ARMY_SAYS, denial], tells=[RAID])) == []
    calm = " وساد الهدوء."
    for sentences, want in ((1, [("غارة", "s1")]), (2, [("غارة", "s1")]), (12, [])):
        assert answered(made(f"{CLAIM}{calm * sentences} ثم نفى {FOES} ذلك.", says=[ARMY_SAYS, denial], tells=[RAID])) == want


def test_the_outlets_own_voice_is_answered_at_once_or_not_at_all() -> None:
    denial = Said(cue="نفى", by=(FOES,), act="deny", content="ذلك")
    raid, talks = Told(kind="strike", trigger="غارة"), Told(kind="meeting", trigger="اجتماع")
    assert answered(made(f"وقعت غارة ليلا. ثم نفى {FOES} ذلك.", says=[denial], tells=[raid])) == [("غارة", "s0")]
    assert answered(made(f"وقعت غارة ليلا. وساد الهدوء. ثم نفى {FOES} ذلك.", says=[denial], tells=[raid])) == []
    assert answered(made(f"عُقد اجتماع ليلا. ثم نفى {FOES} ذلك.", says=[denial], tells=[talks])) == [], "both sides know of a meeting"


def test_one_voice_is_the_same_source_or_its_side() -> None:
    found = who(made(f"{CLAIM} وردت {MINISTRY} و{FOREIGN}.", says=[], tells=[]))
    assert same_voice([found[ARMY]], [found[ARMY]])
    assert same_voice([found[ARMY]], [found[FOES], found[MINISTRY]])
    assert not same_voice([found[ARMY]], [found[FOES], found[FOREIGN]])
    assert not same_voice([found[ARMY]], [])
