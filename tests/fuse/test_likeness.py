"""Tests `fuse/likeness.py`: how places and parties stand to each other."""

import pytest

from riwaya.fuse.identity import Identity
from riwaya.fuse.likeness import judge_best, judge_parties, judge_places, judge_things
from riwaya.fuse.names import stem, stems_of, words_of

SIDES = {stem(words_of(country)[0]) for country in ("دالمورا", "تورسانيا", "كندا")}
CONTAINERS = {"place.market": "place.town", "place.town": "place.region", "place.region": "place.land", "place.loop": "place.loop"}


def being(name: str, type: str = "organization", *, known: str | None = None, also: tuple[str, ...] = (), named: bool = True) -> Identity:
    """An identity by its names; its sides are the countries that they speak of."""
    names = frozenset(words_of(n) for n in (name, *also))
    id = known or (f"{type}:{name}" if named else f"a#{name}")
    sides = frozenset(stem(w) for words in names for w in words) & SIDES
    return Identity(id=id, type=type, name=name, names=names, stems=stems_of(name), sides=sides, known=known, named=named, wide=False)


def place(name: str, known: str | None = None) -> Identity:
    return being(name, "place", known=known)


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (place("بيرناك"), place("بيرناك"), "same"),
        (place("بيرناك", "place.town"), place("Bernak", "place.town"), "same"),
        (place("السوق", "place.market"), place("بيرناك", "place.town"), "within"),
        (place("السوق", "place.market"), place("البلاد", "place.land"), "within"),
        (place("سوق بيرناك"), place("بيرناك"), "within"),
        (place("سوق السمك في بيرناك"), place("بيرناك"), "within"),
        (place("بيرناك الشرقية"), place("بيرناك"), "within"),
        (place("بيرناك"), place("لوماك"), "apart"),
        (place("بيرناك", "place.town"), place("لوماك", "place.other"), "apart"),
        (place("سوق بيرناك"), place("سوق لوماك"), "apart"),
        (place("بيرناك", "place.loop"), place("لوماك", "place.other"), "apart"),
        (place("طرابلس", "place.tripoli_west"), place("طرابلس", "place.tripoli_east"), "apart"),
    ],
    ids=lambda v: getattr(v, "name", v),
)
def test_places(one: Identity, other: Identity, want: str) -> None:
    assert judge_places(one, other, containers=CONTAINERS) == want
    assert judge_places(other, one, containers=CONTAINERS) == want


ARMY, MINISTRY = being("الجيش الدالموري"), being("وزارة الدفاع الدالمورية")
KARAM = being("كرم النجار", "person")


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (ARMY, being("الجيش الدالموري"), "same"),
        (ARMY, MINISTRY, "side"),
        (ARMY, being("دالمورا", "place"), "side"),
        (ARMY, being("الجيش التورساني"), "apart"),
        (MINISTRY, being("تورسانيا", "place"), "apart"),
        (being("كتيبة النسر"), being("لواء النسر"), "like"),
        (being("كتيبة النسر"), ARMY, "unknown"),
        (being("كتيبة النسر"), being("حزب الفجر"), "unknown"),
        (KARAM, being("كرم النجار", "person"), "same"),
        (KARAM, being("النجار", "person", named=False), "like"),
        (KARAM, being("سليم حداد", "person"), "apart"),
        (KARAM, being("سليم النجار", "person"), "apart"),
        (KARAM, being("الوزير", "person", named=False), "unknown"),
        (being("الوزير", "person", named=False), being("السفير", "person", named=False), "unknown"),
        (KARAM, ARMY, "unknown"),
        (being("لوماك", "person"), being("لوماك", "place"), "like"),
    ],
    ids=lambda v: getattr(v, "name", v),
)
def test_parties(one: Identity, other: Identity, want: str) -> None:
    assert judge_parties(one, other) == want
    assert judge_parties(other, one) == want


def test_two_persons_of_one_last_name_whom_a_text_calls_by_it() -> None:
    one = being("كرم النجار", "person", also=("النجار",))
    other = being("سليم النجار", "person")
    assert judge_parties(one, other) == judge_parties(other, one) == "apart"


def test_the_closest_of_several() -> None:
    foes = being("الجيش التورساني")
    assert judge_best([ARMY, foes], [MINISTRY], containers={}) == "side"
    assert judge_best([foes, ARMY], [MINISTRY, ARMY], containers={}) == "same"
    assert judge_best([foes], [MINISTRY, ARMY], containers={}) == "apart"
    assert judge_best([], [MINISTRY], containers={}) == judge_best([ARMY], [], containers={}) == "unknown"


def test_things_are_places_only_where_both_are() -> None:
    assert judge_things(place("سوق بيرناك"), place("بيرناك"), containers={}) == "within"
    assert judge_things(place("دالمورا"), ARMY, containers={}) == "side"
    assert judge_things(place("دالمورا"), place("تورسانيا"), containers={}) == "apart"
