"""Tests `fuse/compare.py`: each consideration where it applies and not elsewhere, whichever telling comes first."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from riwaya.fuse.compare import Compared, compare, judge_days, score
from riwaya.fuse.identity import Identity
from riwaya.fuse.names import stem, stems_of, words_of
from riwaya.fuse.tellings import Days, Telling
from riwaya.model import Event

CONTAINERS = {"place.market": "place.town"}
SIDES = frozenset(["دالمور", "تورسان"])
NO_ROLES: Mapping[str, tuple[Identity, ...]] = MappingProxyType({})


def being(name: str, type: str = "organization", *, known: str | None = None, named: bool = True, wide: bool = False) -> Identity:
    names = frozenset([words_of(name)])
    sides = frozenset(stem(w) for w in words_of(name)) & SIDES
    id = known or (f"{type}:{name}" if named else f"a#{name}")
    return Identity(id=id, type=type, name=name, names=names, stems=stems_of(name), sides=sides, known=known, named=named, wide=wide)


TOWN, MARKET, LOMAK = being("بيرناك", "place", known="place.town"), being("السوق", "place", known="place.market"), being("لوماك", "place")
NATION = being("دالمورا", "place", wide=True)
ARMY, MINISTRY, FOES = being("الجيش الدالموري"), being("وزارة الدفاع الدالمورية"), being("الجيش التورساني")
KARAM, SALIM, NABIL = (being(name, "person") for name in ("كرم النجار", "سليم حداد", "نبيل شاهين"))
MINISTER = being("الوزير", "person", named=False)
EAGLES, DAWN = being("كتيبة النسر"), being("حزب الفجر")


def days(first: str, last: str | None = None, basis: str = "stated") -> Days:
    return Days(date.fromisoformat(first), date.fromisoformat(last or first), basis, None)


MONDAY, TUESDAY, THURSDAY = days("2031-03-03"), days("2031-03-04"), days("2031-03-06")


def telling(
    ref: str = "a#e0",
    *,
    kind: str = "strike",
    status: str = "happened",
    when: Days | None = MONDAY,
    place: Identity | None = TOWN,
    roles: Mapping[str, tuple[Identity, ...]] = NO_ROLES,
    amounts: Mapping[str, tuple[int | None, int | None]] = MappingProxyType({}),
    trigger: str = "قصف",
    definite: bool = False,
    sentence: int = 0,
    story: int = 0,
    topic: str = "",
) -> Telling:
    """A telling; `topic` is a string of which each letter is a named entity."""
    document, _, event = ref.partition("#")
    made = Event(
        id=event, kind=kind, trigger=(0, 1), evidence=(0, 1), participants=(), place=None, place_span=None, when=None, quantities=(), status=status,
        statements=(), rule="hand",
    )  # fmt: skip
    return Telling(
        ref=ref, document=document, order=int(event[1:]), event=made, kind=kind, status=status, when=when, told=None, place=place, roles=roles,
        amounts=amounts, trigger=frozenset([trigger]), definite=definite, another=False, preliminary=False,
        rising=False, sentence=(sentence, sentence + 9), story=story,
        topic=frozenset(topic),
    )  # fmt: skip


def found(a: Telling, b: Telling) -> set[str]:
    """The ids of all considerations, which are the same whichever comes first."""
    names = [name for name, _ in compare(a, b, containers=CONTAINERS).features]
    assert sorted(names) == sorted(name for name, _ in compare(b, a, containers=CONTAINERS).features)
    return set(names)


def of(prefix: str, a: Telling, b: Telling) -> list[str]:
    """The considerations whose id begins so."""
    return sorted(name for name in found(a, b) if name.startswith(f"{prefix}."))


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (MONDAY, MONDAY, "same"),
        (MONDAY, TUESDAY, "near"),
        (MONDAY, THURSDAY, "apart"),
        (MONDAY, days("2031-03-05"), "apart"),
        (MONDAY, days("2031-03-05", basis="announced"), "near"),
        (MONDAY, days("2031-03-06", basis="announced"), "apart"),
        (MONDAY, days("2031-03-01", "2031-03-03"), "overlap"),
        (MONDAY, days("2031-03-01", "2031-03-31"), "wide"),
        (days("2031-03-01", "2031-03-31"), days("2031-03-01", "2031-03-31"), "same"),
        (days("2031-02-25", "2031-03-01"), MONDAY, "apart"),
        (days("2031-02-25", "2031-03-02"), MONDAY, "near"),
    ],
    ids=str,
)
def test_days(one: Days, other: Days, want: str) -> None:
    assert judge_days(one, other) == judge_days(other, one) == want
    assert of("day", telling(when=one), telling("b#e0", when=other)) == [f"day.{want}"]


def test_days_that_are_not_known() -> None:
    assert of("day", telling(), telling("b#e0", when=None)) == ["day.one_unknown"]
    assert of("day", telling(when=None), telling("b#e0", when=None)) == ["day.both_unknown"]


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        ("happened", "happened", []),
        ("ended", "ended", []),
        ("planned", "planned", ["status.same"]),
        ("denied", "denied", ["status.same"]),
        ("planned", "hypothetical", ["status.open"]),
        ("happened", "denied", ["status.denied"]),
        ("planned", "denied", ["status.denied"]),
        ("happened", "planned", ["status.apart"]),
        ("hypothetical", "attempted", ["status.apart"]),
        ("happened", "ended", ["status.near"]),
        ("attempted", "happened", ["status.near"]),
    ],
)
def test_statuses(one: str, other: str, want: list[str]) -> None:
    assert of("status", telling(status=one), telling("b#e0", status=other)) == want


@pytest.mark.parametrize(
    ("kind", "one", "other", "want"),
    [
        ("strike", {}, {}, []),
        ("strike", {"drones": (12, 12)}, {}, []),
        ("strike", {"drones": (12, 12)}, {"missiles": (12, 12)}, []),
        ("strike", {"drones": (12, 12)}, {"drones": (12, 12)}, ["amount.same_many"]),
        ("strike", {"drones": (3, 3)}, {"drones": (3, 3)}, ["amount.same_few"]),
        ("strike", {"drones": (3, 3), "missiles": (2, 2)}, {"drones": (4, 4), "missiles": (2, 2)}, ["amount.same_few"]),
        ("strike", {"drones": (71, None)}, {"drones": (71, None)}, ["amount.same_many"]),
        ("strike", {"drones": (12, 12)}, {"drones": (13, 13)}, ["amount.apart"]),
        ("casualties", {"killed": (12, 12)}, {"killed": (13, 13)}, ["amount.toll"]),
        ("exchange", {"released": (12, 12)}, {"released": (30, 30)}, ["amount.toll"]),
    ],
)
def test_amounts(kind: str, one: dict[str, tuple[int, int | None]], other: dict[str, tuple[int, int | None]], want: list[str]) -> None:
    assert of("amount", telling(kind=kind, amounts=one), telling("b#e0", kind=kind, amounts=other)) == want


def test_what_the_text_says_of_two_events_of_a_document() -> None:
    first = telling("a#e0", trigger="قصف")
    assert of("text", first, telling("a#e1", trigger="هجوم")) == ["text.next", "text.same_sentence"]
    assert of("text", first, telling("a#e2", trigger="قصف", sentence=20)) == ["text.same_word"]
    assert of("text", first, telling("a#e2", trigger="هجوم", sentence=20, definite=True)) == ["text.definite"]
    assert of("text", telling("a#e0", definite=True), telling("a#e2", trigger="هجوم", sentence=20)) == [], "the first is spoken of as known"
    assert of("text", first, telling("a#e1", trigger="هجوم", sentence=20, story=1)) == ["text.next", "text.other_story"]


def test_what_the_text_says_of_events_of_two_documents() -> None:
    assert of("text", telling(), telling("b#e1", trigger="هجوم", definite=True)) == ["text.other_document"]
    assert of("text", telling(), telling("b#e1", story=1)) == ["text.other_document"]


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [("abc", "abc", ["topic.close"]), ("abcdef", "fghij", []), ("abcd", "cdefgh", ["topic.some"]), ("", "", []), ("abc", "", []), ("abc", "def", [])],
)
def test_topics(one: str, other: str, want: list[str]) -> None:
    assert of("topic", telling(topic=one), telling("b#e0", topic=other)) == want
    assert of("topic", telling(topic=one), telling("a#e1", topic=other)) == [], "of one document they say nothing"


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (None, None, "both_unknown"),
        (TOWN, None, "one_unknown"),
        (TOWN, TOWN, "same"),
        (NATION, NATION, "same_country"),
        (TOWN, MARKET, "within"),
        (TOWN, LOMAK, "apart"),
        (NATION, LOMAK, "apart"),
    ],
)
def test_places(one: Identity | None, other: Identity | None, want: str) -> None:
    assert of("place", telling(place=one), telling("b#e0", place=other)) == [f"place.{want}"]
    for kind in ("call", "appointment"):
        assert of("place", telling(kind=kind, place=one), telling("b#e0", kind=kind, place=other)) == [], "it happens nowhere in particular"


def test_two_places_of_a_document_are_told_apart_on_purpose() -> None:
    assert of("place", telling(place=TOWN), telling("a#e1", place=LOMAK)) == ["place.contrast"]
    assert of("place", telling(place=NATION), telling("a#e1", place=LOMAK)) == ["place.apart"]


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [(ARMY, ARMY, "same"), (ARMY, MINISTRY, "side"), (ARMY, FOES, "apart"), (EAGLES, being("لواء النسر"), "like"), (EAGLES, DAWN, "unlike")],
)
@pytest.mark.parametrize("role", ["actor", "target", "weapon"])
def test_roles(role: str, one: Identity, other: Identity, want: str) -> None:
    assert of(role, telling(roles={role: (one,)}), telling("b#e0", roles={role: (other,)})) == [f"{role}.{want}"]
    assert of(role, telling(roles={role: (one,)}), telling("b#e0")) == []
    assert of(role, telling(roles={role: (one,)}), telling("b#e0", roles={"other": (other,)})) == []


@pytest.mark.parametrize("kind", ["casualties", "damage", "displacement", "detention"])
def test_whom_it_befell(kind: str) -> None:
    one, other = telling(kind=kind, roles={"target": (ARMY,)}), telling("b#e0", kind=kind, roles={"target": (ARMY,)})
    assert of("victim", one, other) == ["victim.same"]
    assert of("target", one, other) == []


def test_the_dead_of_two_sides_are_two_tolls() -> None:
    one, other = telling(kind="casualties", roles={"target": (ARMY,)}), telling("b#e0", kind="casualties", roles={"target": (FOES,)})
    assert compare(one, other, containers={}).veto == "victim.two_sides"
    one, other = telling(kind="damage", roles={"target": (ARMY,)}), telling("b#e0", kind="damage", roles={"target": (FOES,)})
    assert compare(one, other, containers={}).veto is None
    one, other = telling(kind="casualties", roles={"target": (ARMY, EAGLES)}), telling("b#e0", kind="casualties", roles={"target": (FOES,)})
    assert compare(one, other, containers={}).veto is None, "of the one nobody knows the side"


def test_dead_that_are_laid_to_two_sides_are_one_toll() -> None:
    one, other = telling(kind="casualties", roles={"actor": (ARMY,)}), telling("b#e0", kind="casualties", roles={"actor": (FOES,)})
    assert of("victim", one, other) == []
    assert compare(one, other, containers={}).veto is None


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        ((KARAM, SALIM), (SALIM, KARAM), "same"),
        ((KARAM, SALIM), (KARAM, SALIM, NABIL), "same"),
        ((KARAM,), (KARAM, SALIM), "within"),
        ((ARMY, KARAM), (MINISTRY, KARAM), "within"),
        ((KARAM, SALIM), (KARAM, NABIL), "apart"),
        ((KARAM,), (SALIM, NABIL), "apart"),
        ((ARMY, SALIM), (ARMY, NABIL), "some"),
        ((ARMY,), (FOES,), "unlike"),
        ((KARAM,), (MINISTER,), "unlike"),
        ((), (KARAM,), "unknown"),
    ],
)
def test_parties(one: tuple[Identity, ...], other: tuple[Identity, ...], want: str) -> None:
    a, b = telling(kind="meeting", roles={"party": one}), telling("b#e0", kind="meeting", roles={"party": other})
    assert of("party", a, b) == [f"party.{want}"]
    assert (compare(a, b, containers={}).veto == "party.apart") is (want == "apart")


def test_a_host_is_a_party() -> None:
    a, b = telling(kind="meeting", roles={"party": (KARAM,), "host": (SALIM,)}), telling("b#e0", kind="meeting", roles={"party": (KARAM, SALIM)})
    assert of("party", a, b) == ["party.same"]
    assert of("party", telling(roles={"host": (KARAM,)}), telling("b#e0", roles={"host": (SALIM,)})) == [], "a host alone meets nobody"


def test_parties_of_one_side_on_one_hand_only() -> None:
    a, b = telling(kind="meeting", roles={"party": (ARMY, MINISTRY)}), telling("b#e0", kind="meeting", roles={"party": (MINISTRY, FOES)})
    found(a, b)


def test_a_veto_is_the_first_of_its_reasons() -> None:
    assert compare(telling(), telling("b#e0", when=THURSDAY), containers={}).veto == "day.apart"
    assert compare(telling(), telling("b#e0", when=TUESDAY), containers={}).veto is None


def test_the_score_is_the_sum_of_what_applies() -> None:
    compared = Compared((("bias", "strike"), ("day.same", ""), ("not.weighed", "")), None)
    assert score(compared, {"bias": -1.0, "day.same": 2.5, "day.near": 9.0}) == pytest.approx(1.5)
    assert ("bias", "strike") in compare(telling(), telling("b#e0"), containers={}).features


PEOPLE = st.lists(st.sampled_from([ARMY, MINISTRY, FOES, EAGLES, KARAM, SALIM, MINISTER, NATION]), max_size=3, unique=True).map(tuple)
TELLINGS = st.builds(
    telling,
    st.sampled_from(["a#e0", "a#e1", "a#e3", "b#e0", "b#e2"]),
    kind=st.just("casualties"),
    status=st.sampled_from(["happened", "ended", "attempted", "planned", "hypothetical", "denied"]),
    when=st.sampled_from([None, MONDAY, TUESDAY, THURSDAY, days("2031-03-01", "2031-03-31"), days("2031-03-05", basis="announced")]),
    place=st.sampled_from([None, TOWN, MARKET, LOMAK, NATION]),
    roles=st.dictionaries(st.sampled_from(["actor", "target", "weapon"]), PEOPLE.filter(bool), max_size=3),
    amounts=st.dictionaries(st.sampled_from(["killed", "wounded"]), st.sampled_from([(1, 1), (12, 12), (71, None)])),
    trigger=st.sampled_from(["قصف", "هجوم"]),
    definite=st.booleans(),
    sentence=st.sampled_from([0, 20]),
    topic=st.text("abcdef", max_size=6),
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(TELLINGS, TELLINGS)
@example(telling(), telling("b#e0"))
def test_it_does_not_matter_which_comes_first(a: Telling, b: Telling) -> None:
    if a.ref != b.ref:
        names = found(a, b)
        ours, theirs = compare(a, b, containers=CONTAINERS), compare(b, a, containers=CONTAINERS)
        assert ours.veto == theirs.veto
        assert len([n for n in names if n.startswith("day.")]) == len([n for n in names if n.startswith("place.")]) == 1
        weights = dict.fromkeys(names, 1.0)
        assert score(ours, weights) == score(theirs, weights) == sum(weights[name] for name, _ in ours.features)
