"""Tests `fuse/candidates.py`: which tellings are compared."""

from itertools import combinations

from riwaya.fuse.candidates import are_apart, find_candidates
from riwaya.fuse.tellings import Telling
from riwaya.model import Reading
from tests.fuse.tellers import ARMY, BACKGROUND, PRESS, SCENE, TOWN, Told, reading, strike, tell, toll

FAR = {"لوماك": "place"}


def pairs(*readings: Reading) -> set[tuple[str, str]]:
    tellings = tell(*readings)
    found = find_candidates(tellings)
    assert all(a < b for a, b in found)
    backwards: list[Telling] = [*reversed(tellings)]
    assert {frozenset(tellings[i].ref for i in pair) for pair in found} == {
        frozenset(backwards[i].ref for i in pair) for pair in find_candidates(backwards)
    }, "whatever the order"
    return {(tellings[a].document, tellings[b].document) for a, b in found}


def test_days_that_touch() -> None:
    for day, meets in (("2031-03-03", True), ("2031-03-04", True), ("2031-03-06", False), ("2031-02-20..2031-03-20", True)):
        assert bool(pairs(strike("a"), strike("b", on=day, outlet=PRESS[1]))) == meets, day


def test_days_need_no_name_in_common() -> None:
    assert pairs(strike("a"), strike("b", place="لوماك", actor=None, names=FAR)) == {("a", "b")}


def test_kinds_are_never_compared() -> None:
    assert pairs(strike("a"), toll("b", 5)) == set()


def test_a_document_is_compared_with_itself_but_for_days_apart() -> None:
    text = f"تعرضت {TOWN} لقصف ثم تعرضت لوماك لقصف.{BACKGROUND}"
    for day, found in ((None, {("a", "a")}), ("2031-01-01", set())):
        told = [Told(kind="strike", trigger="لقصف", place=TOWN, day="2031-03-03"), Told(kind="strike", trigger="لقصف@2", place="لوماك", day=day)]
        assert pairs(reading("a", text, names={**SCENE, **FAR}, tells=told)) == found


def test_without_a_day_a_name_in_common_and_about_one_time() -> None:
    undated = strike("a", on=None)
    assert pairs(undated, strike("b")) == {("a", "b")}
    assert pairs(undated, strike("b", on=None, actor=ARMY)) == {("a", "b")}, "the place"
    assert pairs(undated, strike("b", place="لوماك", on=None, names=FAR)) == {("a", "b")}, "who did it"
    assert pairs(undated, strike("b", place="لوماك", actor=None, on=None, names=FAR)) == set(), "nothing"
    assert pairs(undated, strike("b", on=None, day="2031-07-04")) == set(), "told four months later"
    assert pairs(undated, strike("b", on="2031-03-03", day="2031-07-04")) == {("a", "b")}, "told later, but of that time"


def test_without_any_time_two_names_in_common() -> None:
    timeless = strike("a", on=None, day=None)
    assert pairs(timeless, strike("b", on="2020-01-01")) == {("a", "b")}
    assert pairs(timeless, strike("b", actor=ARMY)) == set()


def test_a_long_time_meets_what_it_holds_by_name() -> None:
    assert pairs(strike("a", on="2031-01-01..2031-06-30"), strike("b", on="2031-05-05", day="2031-05-06")) == {("a", "b")}


def test_the_calendar_ends() -> None:
    assert pairs(strike("a", on="9999-12-01..9999-12-31", day=None), strike("b", on="0001-01-01..0001-02-01", day=None)) == set()


def test_old_war_news_makes_no_pairs_with_new() -> None:
    many = [strike(f"d{n:03}", on=f"{2001 + n}-03-03", day=f"{2001 + n}-03-04") for n in range(60)]
    undated = [strike(f"u{n:03}", on=None, day=f"{2001 + n}-03-04") for n in range(60)]
    found = pairs(*many, *undated)
    assert found == {(f"d{n:03}", f"u{n:03}") for n in range(60)}, "of 7140 pairs"


def test_are_apart() -> None:
    for one, other in combinations(tell(strike("a"), strike("b", on=None), strike("c", on="2031-03-09")), 2):
        assert are_apart(one, other) == are_apart(other, one) == ({one.document, other.document} == {"a", "c"})


def test_nothing() -> None:
    assert find_candidates([]) == set()
