"""Tests `fuse/ties.py`: which stories that nothing dates are taken to be of one time."""

import pytest

from riwaya.fuse.fusion import fuse
from riwaya.fuse.ties import are_tied, find_tied_stories
from riwaya.model import Reading
from tests.fuse.tellers import BACKGROUND, PRESS, SCENE, Count, Told, reading, strike, tell, toll

FAR = {"لوماك": "place", "كيرات": "place", "أورسا": "place"}


def tied(*readings: Reading) -> set[tuple[str, str]]:
    tellings = tell(*readings)
    found = find_tied_stories(tellings)
    assert found == find_tied_stories(tellings[::-1]), "whatever the order"
    assert {(a.document, b.document) for a in tellings for b in tellings if a.document < b.document and are_tied(a, b, found)} == {
        (one[0], other[0]) for one, other in found
    }
    return {(one[0], other[0]) for one, other in found}


def death(id: str, victim: str = "سامر العوني", *, day: str | None = None) -> Reading:
    text = f"قُتل {victim} في غارة.{BACKGROUND}"
    told = Told(kind="casualties", trigger="قُتل", roles={"target": (victim,)})
    return reading(
        id, text, names={victim: "person", **{name: type for name, type in SCENE.items() if name in text}}, tells=[told], day=day, outlet=None
    )


def test_one_exact_count_in_stories_of_one_topic() -> None:
    undated = toll("a", 12, on=None, day=None)
    assert tied(undated, toll("b", 12, outlet=PRESS[1])) == {("a", "b")}
    assert tied(undated, toll("b", 12, on=None, day=None, outlet=PRESS[1])) == {("a", "b")}, "neither is dated"
    assert tied(undated, toll("b", 13, outlet=PRESS[1])) == set()
    assert tied(undated, strike("b", outlet=PRESS[1])) == set(), "another kind"


def test_a_small_count_or_an_open_one_ties_nothing() -> None:
    assert tied(toll("a", 2, on=None, day=None), toll("b", 2)) == set()
    many = Count(what="killed", words="أكثر من 12 شخصا", min=13, max=None)
    assert tied(toll("a", many, on=None, day=None), toll("b", many)) == set()


def test_dated_stories_need_no_tie() -> None:
    assert tied(toll("a", 12), toll("b", 12)) == set()


def test_a_count_ties_no_stories_of_other_topics() -> None:
    text = "قُتل 12 شخصا في لوماك القريبة من كيرات وأورسا."
    told = Told(kind="casualties", trigger="قُتل", place="لوماك", counts=(Count(what="killed", words="12 شخصا", min=12, max=12),))
    assert tied(toll("a", 12, on=None, day=None), reading("b", text, names=FAR, tells=[told])) == set()


def test_one_named_victim() -> None:
    assert tied(death("a"), death("b", day="2031-03-04")) == {("a", "b")}
    assert tied(death("a"), death("b", "هاني الدالي", day="2031-03-04")) == set()


def test_what_comes_again_and_again_ties_nothing() -> None:
    undated = toll("a", 12, on=None, day=None)
    early, late = toll("b", 12, outlet=PRESS[1]), toll("c", 12, on="2031-07-03", day="2031-07-04", outlet=PRESS[2])
    assert tied(undated, early, late) == set()


@pytest.mark.parametrize(("count", "incidents"), [(12, 1), (14, 2)])
def test_tied_stories_tell_one_incident(count: int, incidents: int) -> None:
    found = fuse([toll("a", 12, on=None, day=None), toll("b", count, outlet=PRESS[1])]).incidents
    assert len(found) == incidents
