"""Tests `fuse/disputes.py`: every rule, and what is no dispute."""

from collections.abc import Mapping
from typing import Any

import pytest

from riwaya.fuse.disputes import find_disputes
from riwaya.fuse.knowledge import load_knowledge
from riwaya.model import Dispute, Reading
from tests.fuse.tellers import ARMY, BACKGROUND, FOES, FOREIGN, MINISTRY, SCENE, TOWN, Count, Name, Said, Told, denied, gather, reading, strike, toll

CONTAINERS = load_knowledge().containers
KYIV = Name(type="place", known="place.kyiv", forms=("كييف",))
KHARKIV = Name(type="place", known="place.kharkiv", forms=("خاركيف",))


def disputes(*readings: Reading, single: bool = True, containers: Mapping[str, str] = CONTAINERS) -> list[Dispute]:
    return list(find_disputes(gather(*readings)[0], containers=containers, single=single))


def said(*readings: Reading, **more: Any) -> dict[str, list[Any]]:
    """The disputed fields, and of each the accounts that stand together."""
    return {d.field: [v.accounts for v in d.values] for d in disputes(*readings, **more)}


def fields(*readings: Reading, **more: Any) -> list[str]:
    return [d.field for d in disputes(*readings, **more)]


def about(words: str, least: int | None, most: int | None, *, approximate: bool = False) -> Count:
    return Count(what="killed", words=words, min=least, max=most, approximate=approximate)


def test_one_tells_it_and_another_denies_it() -> None:
    (found,) = disputes(strike("a", source=ARMY), denied("b", FOES), strike("c"))
    assert (found.field, found.rule) == ("occurrence", "dispute.denied")
    assert [(v.value, v.accounts) for v in found.values] == [(True, (0, 2)), (False, (1,))]


@pytest.mark.parametrize("source", [FOES, FOREIGN], ids=["itself", "its own side"])
def test_who_denies_what_he_tells_himself_is_in_no_dispute(source: str) -> None:
    assert fields(strike("a", source=source), denied("b", FOES)) == []


def test_a_denial_alone_is_no_dispute() -> None:
    assert fields(denied("a", FOES), denied("b", FOES)) == []


def test_an_outlet_that_only_tells_of_a_denial_claims_nothing() -> None:
    assert fields(strike("a", status="denied"), denied("b", FOES)) == []


def test_the_outlets_own_voice_is_in_no_dispute_with_itself() -> None:
    text = f"شهدت {TOWN} قصفا. ولم يكن ثمة قصف.{BACKGROUND}"
    told = [Told(kind="strike", trigger="قصفا"), Told(kind="strike", trigger="قصف@2", status="denied")]
    assert fields(reading("a", text, names=SCENE, tells=told)) == []


def test_it_is_laid_to_two_sides() -> None:
    (found,) = disputes(strike("a", source=ARMY), strike("b", source=FOES, actor=ARMY))
    assert (found.field, found.rule) == ("participants", "dispute.actor")
    assert [[p["name"] for p in v.value] for v in found.values] == [[FOES], [ARMY]]


def test_who_is_no_other_side() -> None:
    assert fields(strike("a", source=ARMY), strike("b", actor=FOREIGN)) == [], "an army and a ministry of one country"
    assert fields(strike("a", source=ARMY), strike("b", actor=None)) == [], "one lays it to nobody"
    assert fields(strike("a"), strike("b", actor="كتيبة النسر")) == [], "nobody knows whose it is"


def test_two_days_of_a_single_happening() -> None:
    (found,) = disputes(strike("a", source=ARMY), strike("b", on="2031-03-02"))
    assert (found.field, found.rule) == ("when", "dispute.day")
    assert [v.value["from"] for v in found.values] == ["2031-03-03", "2031-03-02"]


def test_days_that_are_no_dispute() -> None:
    assert fields(strike("a"), strike("b", on="2031-03-02..2031-03-03")) == [], "they meet"
    assert fields(strike("a"), strike("b", on="2031-03-04", basis="announced")) == [], "the second is only that of its announcement"
    assert fields(strike("a"), strike("b", on="2031-03-02"), single=False) == [], "it may last"
    assert fields(strike("a"), strike("b", on=None)) == []


def test_two_places_of_the_gazetteer() -> None:
    kyiv, kharkiv = strike("a", place="كييف", names={"كييف": KYIV}), strike("b", place="خاركيف", names={"خاركيف": KHARKIV})
    (found,) = disputes(kyiv, kharkiv)
    assert (found.field, found.rule) == ("place", "dispute.place")
    assert [v.value["entity"] for v in found.values] == ["place.kyiv", "place.kharkiv"]


def test_places_that_are_no_dispute() -> None:
    kyiv, kharkiv = strike("a", place="كييف", names={"كييف": KYIV}), strike("b", place="خاركيف", names={"خاركيف": KHARKIV})
    assert fields(kyiv, kharkiv, containers={"place.kyiv": "place.kharkiv"}) == [], "one holds the other"
    assert fields(strike("a"), strike("b", place="لوماك")) == [], "nobody knows whether one lies in the other"
    assert fields(kyiv, strike("b", place="لوماك")) == []


def test_a_country_is_too_wide_to_be_disputed() -> None:
    land, army = Name(type="place", known="place.ukraine", forms=("أوكرانيا",)), "الجيش الأوكراني"
    wide = [strike(id, place="أوكرانيا", actor=army, names={"أوكرانيا": land}) for id in "ab"]
    assert fields(*wide, strike("c", place="خاركيف", names={"خاركيف": KHARKIV}), containers={}) == []


def test_a_scene_set_in_an_earlier_sentence_is_no_claim() -> None:
    text = "عاد الهدوء إلى كييف. وكان قد وقع قصف ليلا."
    scene = reading("a", text, names={"كييف": KYIV}, tells=[Told(kind="strike", trigger="قصف", place="كييف")])
    assert fields(scene, strike("b", place="خاركيف", names={"خاركيف": KHARKIV})) == []


def test_two_figures_of_one_day() -> None:
    (found,) = disputes(toll("a", 12, source=MINISTRY), toll("b", 5, source=FOES), toll("c", 12))
    assert (found.field, found.rule) == ("killed", "dispute.amount")
    assert [(v.value["min"], v.accounts) for v in found.values] == [(12, (0, 2)), (5, (1,))]


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (about("أكثر من 70 شخصا", 71, None), about("80 شخصا", 80, 80), []),
        (about("أكثر من 70 شخصا", 71, None), about("70 شخصا", 70, 70), ["killed"]),
        (about("ما يصل إلى 10 أشخاص", None, 10), about("9 أشخاص", 9, 9), []),
        (about("ما يصل إلى 10 أشخاص", None, 10), about("11 شخصا", 11, 11), ["killed"]),
        (about("نحو 100 شخص", 100, 100, approximate=True), about("108 أشخاص", 108, 108), []),
        (about("نحو 100 شخص", 100, 100, approximate=True), about("91 شخصا", 91, 91), []),
        (about("نحو 100 شخص", 100, 100, approximate=True), about("150 شخصا", 150, 150), ["killed"]),
        (about("نحو 100 شخص", 100, 100, approximate=True), about("80 شخصا", 80, 80), ["killed"]),
    ],
    ids=lambda v: getattr(v, "words", ""),
)
def test_figures_with_bounds(one: Count, other: Count, want: list[str]) -> None:
    assert fields(toll("a", one), toll("b", other)) == want
    assert fields(toll("a", other), toll("b", one)) == want


def test_a_toll_that_rises_is_no_dispute() -> None:
    assert fields(toll("a", 5), toll("b", 12, day="2031-03-05")) == []
    assert fields(toll("a", 12), toll("b", 5, day="2031-03-05")) == ["killed"], "but one that falls is"


def test_a_preliminary_toll_is_no_dispute() -> None:
    assert fields(toll("a", 5, lead="في حصيلة أولية "), toll("b", 12)) == []
    assert fields(toll("a", 5), toll("b", 12, lead="في حصيلة أولية ")) == ["killed"], "a higher one is"


def test_a_source_that_gives_two_figures_in_one_article_is_no_dispute() -> None:
    text = f"قُتل 12 شخصا وقُتل أيضا 5 أشخاص في {TOWN}، بحسب {MINISTRY}.{BACKGROUND}"
    counts = [about("12 شخصا", 12, 12), about("5 أشخاص", 5, 5)]
    names = {**SCENE, MINISTRY: "organization"}
    told = [Told(kind="casualties", trigger=f"قُتل@{n + 1}", counts=(count,), by=(0,)) for n, count in enumerate(counts)]
    assert fields(reading("a", text, names=names, says=[Said(cue="بحسب", by=(MINISTRY,))], tells=told)) == []
    own = [Told(kind="casualties", trigger=f"قُتل@{n + 1}", counts=(count,)) for n, count in enumerate(counts)]
    assert fields(reading("a", text, names=names, tells=own)) == [], "nor the outlet with itself"
    two = reading("a", text, names=names, says=[Said(cue="بحسب", by=(MINISTRY,))], tells=[told[0], own[1]])
    assert fields(two) == ["killed"], "but one of them and the other are"


def exchange(id: str, party: str, released: int) -> Reading:
    count = Count(what="released", words=f"{released} أسيرا", min=released, max=released)
    told = Told(kind="exchange", trigger="عودة", roles={"party": (party,)}, counts=(count,), by=(0,))
    text = f"أُعلنت عودة {released} أسيرا، بحسب {party}.{BACKGROUND}"
    return reading(
        id, text, names={party: "organization", **{n: t for n, t in SCENE.items() if n in text}}, says=[Said(cue="بحسب", by=(party,))], tells=[told]
    )


def test_each_side_of_an_exchange_counts_its_own() -> None:
    assert fields(exchange("a", ARMY, 40), exchange("b", FOES, 55)) == []
    assert fields(exchange("a", ARMY, 40), exchange("b", ARMY, 55)) == ["released"]


def test_no_dispute_and_nobody() -> None:
    assert disputes(strike("a", source=ARMY), strike("b", source=MINISTRY)) == []
    assert find_disputes([], containers={}, single=True) == ()


def test_the_disputes_stand_in_a_fixed_order() -> None:
    found = said(strike("a", source=ARMY), strike("b", source=FOES, actor=ARMY, on="2031-03-02"), denied("c", FOES))
    assert list(found) == ["occurrence", "participants", "when"]
    assert found["occurrence"] == [(0,), (2,)], "the denier's own claim is on neither side"
