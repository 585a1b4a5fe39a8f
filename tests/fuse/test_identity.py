"""Tests `fuse/identity.py`: which entities of different documents are one."""

from collections.abc import Mapping
from itertools import permutations
from types import MappingProxyType

import pytest

from riwaya.fuse.identity import identify
from riwaya.model import Reading
from tests.fuse.tellers import ARMY, MINISTRY, NATION, Name, reading, strike, who

COUNTRY = Name(type="place", known="place.kenda", labels={"ar": "كندا", "en": "Kenda"}, forms=("كندا", "الكندية"))


def naming(id: str, *names: str, type: str = "person", how: Mapping[str, Name] = MappingProxyType({})) -> Reading:
    """A reading that does nothing but name."""
    found: dict[str, str | Name] = {**dict.fromkeys(names, type), **how}
    forms = [form for name, n in found.items() for form in ((n.forms if isinstance(n, Name) else ()) or (name,))]
    return reading(id, "حضر " + " و ".join(forms) + ".", names=found)


def one(a: Reading, b: Reading, *, first: str, second: str | None = None) -> bool:
    """True where a name of one reading and a name of the other (default: the same) are one entity."""
    found = who([a, b])
    return found[f"{a.document.id}:{first}"].id == found[f"{b.document.id}:{second or first}"].id


def test_the_same_id_of_the_gazetteer() -> None:
    there = Name(type="place", known="place.kenda", labels={"en": "Kenda"})
    a, b = naming("a", how={"كندا": COUNTRY}), naming("b", how={"Kenda": there})
    assert one(a, b, first="كندا", second="Kenda")
    (fused,) = {e.id: e for e in identify([a, b]).fused.values()}.values()
    assert (fused.id, fused.members, fused.labels) == ("place.kenda", ("a#x0", "b#x0"), {"ar": "كندا", "en": "Kenda"})


def test_the_same_full_name() -> None:
    assert one(naming("a", "كرم النجار"), naming("b", "كرم النجّار"), first="كرم النجار", second="كرم النجّار")
    assert not one(naming("a", "كرم النجار"), naming("b", "سليم النجار"), first="كرم النجار", second="سليم النجار")


def test_a_name_in_another_class_is_another_thing() -> None:
    assert not one(naming("a", "لوماك", type="place"), naming("b", "لوماك"), first="لوماك")
    assert one(naming("a", "صوت لوماك", type="medium"), naming("b", "صوت لوماك", type="organization"), first="صوت لوماك")


def test_a_last_name_that_only_one_bears() -> None:
    assert one(naming("a", "كرم النجار"), naming("b", "النجار"), first="كرم النجار", second="النجار")


def test_a_last_name_that_two_bear() -> None:
    readings = [naming("a", "كرم النجار"), naming("b", "النجار"), naming("c", "سليم النجار")]
    found = who(readings)
    assert len({i.id for i in found.values()}) == 3
    assert not found["b:النجار"].named


def test_a_last_name_that_nobody_bears_in_full() -> None:
    found = who([naming("a", "النجار"), naming("b", "النجار")])
    assert found["a:النجار"].id == "a#x0"
    assert found["b:النجار"].id == "b#x0"


def test_a_last_name_that_a_known_person_bears_too() -> None:
    known = Name(type="person", known="person.salim", labels={"ar": "سليم النجار"}, forms=("سليم النجار",))
    found = who([naming("a", "كرم النجار"), naming("b", "النجار"), naming("c", how={"سليم": known})])
    assert found["b:النجار"].id == "b#x0"


@pytest.mark.parametrize(
    "how",
    [
        Name(type="group", rule="group.soldiers"),
        Name(type="person", rule="people.witness"),
        Name(type="person", rule="anaphor.he"),
        Name(type="organization", rule="body.jaysh"),
        Name(type="medium", rule="medium_head.qanat"),
        Name(type="place", rule="place_head.madina", forms=("المدينة الساحلية",)),
        Name(type="place", rule="facility.suq", forms=("السوق الكبير",)),
    ],
    ids=lambda how: f"{how.type} {how.rule}",
)
def test_what_is_only_described_stays_with_its_document(how: Name) -> None:
    name = how.forms[0] if how.forms else "شاهد محلي"
    found = who([naming("a", how={name: how}), naming("b", how={name: how})])
    assert {i.id for i in found.values()} == {"a#x0", "b#x0"}
    assert not any(i.named for i in found.values())


@pytest.mark.parametrize("name", ["بلاده", "السد", "المعبر"])
def test_a_described_place_of_one_word_stays_with_its_document(name: str) -> None:
    how = Name(type="place", rule="place_head.bilad")
    assert not one(naming("a", how={name: how}), naming("b", how={name: how}), first=name)


def test_a_body_is_named_where_its_country_is() -> None:
    body = Name(type="organization", rule="body.jaysh")
    text = f"تقدم {ARMY} نحو النهر، ثم تراجع الجيش."
    names = {ARMY: body, "الجيش": body}
    readings = [reading("a", f"{text} وعاد الهدوء إلى {NATION}.", names={**names, NATION: "place"})]
    readings += [reading(id, text, names=names) for id in "bc"]
    found = who(readings)
    assert len({found[f"{id}:{ARMY}"].id for id in "abc"}) == 1
    assert len({found[f"{id}:الجيش"].id for id in "abc"}) == 3
    assert found[f"b:{ARMY}"].sides
    assert not found["b:الجيش"].named


def test_an_office_without_a_name_is_its_documents_own() -> None:
    office = Name(type="person", role_of=MINISTRY, rule="office.minister")
    readings = [
        reading(id, f"قال وزير الداخلية من {MINISTRY} إن الطريق آمن.", names={MINISTRY: "organization", "وزير الداخلية": office}) for id in "ab"
    ]
    found = who(readings)
    assert found["a:وزير الداخلية"].id != found["b:وزير الداخلية"].id
    assert found[f"a:{MINISTRY}"].id == found[f"b:{MINISTRY}"].id


def test_a_country_is_wide_and_a_town_is_not() -> None:
    found = who([strike("a", source=ARMY), strike("b", source=MINISTRY)])
    assert found["a:دالمورا"].wide
    assert not found["a:بيرناك"].wide
    assert not found[f"a:{ARMY}"].wide


def test_the_names_of_an_entity_are_also_its_surfaces_but_no_anaphors() -> None:
    made = naming("a", how={"كرم النجار": Name(type="person", forms=("كرم النجار", "النجار"))})
    assert who(made)["كرم النجار"].names == {("كرم", "نجار"), ("نجار",)}
    made = naming("a", how={"كرم النجار": Name(type="person", forms=("الرجل",), rule="anaphor.man")})
    assert who(made)["كرم النجار"].names == {("كرم", "نجار")}


def test_the_most_frequent_name_and_label_stand_for_all() -> None:
    named = [("a", "كندة", "Kendah"), ("b", "كندا", "Kenda"), ("c", "كندا", "Kenda")]
    readings = [naming(id, how={name: Name(type="place", known="place.kenda", labels={"en": en})}) for id, name, en in named]
    fused = identify(readings).fused["place.kenda"]
    assert (fused.name, fused.labels) == ("كندا", {"en": "Kenda"})
    assert identify(readings[:2]).fused["place.kenda"].name == "كندا", "the first in order among equals"


def test_the_order_of_documents_does_not_matter() -> None:
    readings = [naming("a", "كرم النجار", "سليم حداد"), naming("b", "النجار"), naming("c", "حداد", "نبيل حداد"), strike("d", source=ARMY)]
    first = identify(readings)
    for order in permutations(readings):
        assert identify(order) == first


def test_nothing_to_identify() -> None:
    assert identify([]).fused == {}
    assert identify([reading("a", "هدوء.", names={})]).of == {}
