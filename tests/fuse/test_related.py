"""Tests `fuse/related.py`: which incidents belong to one happening."""

from riwaya.fuse.knowledge import load_knowledge
from riwaya.fuse.related import find_related
from riwaya.fuse.tellings import Telling
from riwaya.model import Reading
from tests.fuse.tellers import ARMY, BACKGROUND, FOES, MINISTRY, NATION, SCENE, TOWN, Told, reading, strike, tell, toll

KNOWS = load_knowledge()


def ties(*clusters: list[Telling]) -> dict[str, list[tuple[str, str]]]:
    """The relations of clusters, named a, b, c… in order."""
    found = find_related(dict(zip("abcdef", clusters, strict=False)), KNOWS)
    return {id: [(r.incident, r.relation) for r in relations] for id, relations in found.items()}


def apiece(*readings: Reading) -> list[list[Telling]]:
    """Every telling a cluster of its own."""
    return [[t] for t in tell(*readings)]


def both(between: str = " أدى إلى", *, status: str = "happened", day: str | None = None) -> Reading:
    """An article that tells a bombardment and the deaths from it; `between` may end the sentence."""
    text = f"شهدت {TOWN} قصفا{between} مقتل 5 أشخاص.{BACKGROUND}"
    told = [Told(kind="strike", trigger="قصفا", place=TOWN, day=day), Told(kind="casualties", trigger="مقتل", day=day, status=status)]
    return reading("a", text, names=SCENE, tells=told)


def test_one_sentence_tells_both() -> None:
    assert ties(*apiece(both())) == {"a": [("b", "consequence")], "b": [("a", "cause")]}


def test_place_and_day_agree() -> None:
    assert ties(*apiece(strike("a"), toll("b", 5))) == {"a": [("b", "consequence")], "b": [("a", "cause")]}
    assert ties(*apiece(strike("a", on="2031-03-02..2031-03-03"), toll("b", 5))) == {"a": [("b", "consequence")], "b": [("a", "cause")]}


def test_none_across_days() -> None:
    assert ties(*apiece(strike("a"), toll("b", 5, on="2031-03-06"))) == {}
    assert ties(*apiece(strike("a"), toll("b", 5, on="2031-03-04"))) == {}, "a day later may be another bombardment"
    assert ties(*apiece(strike("a"), toll("b", 5, on=None))) == {}


def test_none_across_places() -> None:
    assert ties(*apiece(strike("a"), toll("b", 5, place="لوماك"))) == {}


def test_a_country_is_too_wide_to_tie_by() -> None:
    of_a_country = [strike("c", source=ARMY), strike("d", source=MINISTRY)]
    first, second, *_ = tell(strike("a", place=NATION), toll("b", 5, place=NATION), *of_a_country)
    assert first.place is not None
    assert first.place.wide
    assert ties([first], [second]) == {}


def test_none_over_sentences_of_unknown_day() -> None:
    assert ties(*apiece(both(". وأعلن لاحقا عن"))) == {}


def test_one_sentence_that_gives_two_days_ties_nothing() -> None:
    text = f"شهدت {TOWN} قصفا الاثنين بعد مقتل 5 أشخاص الخميس.{BACKGROUND}"
    told = [Told(kind="strike", trigger="قصفا", day="2031-03-03"), Told(kind="casualties", trigger="مقتل", day="2031-02-27")]
    assert ties(*apiece(reading("a", text, names=SCENE, tells=told))) == {}


def test_what_is_planned_has_no_consequence_yet() -> None:
    assert ties(*apiece(both(status="planned"))) == {}


def test_kinds_that_are_nothing_to_each_other() -> None:
    text = "أعقب القصف اجتماع ثم قصف آخر."
    told = [Told(kind="strike", trigger="القصف"), Told(kind="meeting", trigger="اجتماع"), Told(kind="strike", trigger="قصف@2")]
    assert ties(*apiece(reading("a", text, names={}, tells=told))) == {}


def test_a_tie_of_any_two_tellings_ties_the_clusters() -> None:
    one, other = tell(strike("a", on=None), strike("b"))
    (deaths,) = tell(toll("c", 5))
    assert ties([one, other], [deaths]) == {"a": [("b", "consequence")], "b": [("a", "cause")]}


def test_both_ends_bear_every_tie_in_order() -> None:
    text = f"صد {ARMY} هجوم {FOES} وأسر منهم عددا و مقتل 5.{BACKGROUND}"
    told = [Told(kind=k, trigger=t) for k, t in (("repulse", "صد"), ("assault", "هجوم"), ("detention", "أسر"), ("casualties", "مقتل"))]
    found = ties(*apiece(reading("a", text, names={ARMY: "organization", FOES: "organization"}, tells=told)))
    assert found["b"] == [("a", "response"), ("c", "consequence"), ("d", "consequence")]
    assert found["a"] == [("b", "occasion"), ("d", "consequence")]
    assert all(id in [back for back, _ in found[other]] for id, relations in found.items() for other, _ in relations)


def test_nothing() -> None:
    assert find_related({}, KNOWS) == {}
