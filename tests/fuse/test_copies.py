"""Tests `fuse/copies.py`: which sentences only reprint another document's."""

from collections.abc import Mapping

from riwaya.fuse.copies import find_reprints
from riwaya.fuse.identity import identify
from riwaya.model import Reading
from tests.fuse.tellers import Told, reading, tell

ALONE = (
    "قُتل 12 شخصا وأصيب عشرات آخرون في قصف استهدف سوقا شعبية وسط مدينة بيرناك صباح الاثنين وفق ما أعلنته وزارة الداخلية "
    "التي أكدت أن فرق الإنقاذ تواصل البحث عن مفقودين تحت الأنقاض."
)
SHORT = "قُتل 12 شخصا في بيرناك وفق الوزارة."
OTHER = "أسفر قصف عنيف على ميناء لوماك عن أن قُتل عدد من عمال الشحن بينما كانت سفينة ترسو قرب الرصيف الغربي ليلا."


def page(id: str, text: str, *, day: str | None = "2031-03-04", kind: str = "casualties") -> Reading:
    return reading(id, text, names={}, tells=[Told(kind=kind, trigger="قُتل")], day=day)


def copies(*readings: Reading) -> Mapping[str, str]:
    found = find_reprints(readings, tell(*readings), identities=identify(readings))
    assert found == find_reprints(readings[::-1], tell(*readings)[::-1], identities=identify(readings)), "whatever the order"
    return found


def test_a_reprint() -> None:
    assert copies(page("a", ALONE), page("b", ALONE)) == {"b#e0": "a#e0"}


def test_the_original_is_the_one_published_first() -> None:
    assert copies(page("a", ALONE, day="2031-03-06"), page("b", ALONE)) == {"a#e0": "b#e0"}
    assert copies(page("a", ALONE, day=None), page("b", ALONE)) == {"a#e0": "b#e0"}
    assert copies(page("a", ALONE, day=None), page("b", ALONE, day=None)) == {"b#e0": "a#e0"}


def test_spelling_and_points_do_not_hide_a_reprint() -> None:
    assert copies(page("a", ALONE), page("b", ALONE.replace("أ", "ا").replace(" وفق", "، وفق"))) == {"b#e0": "a#e0"}


def test_a_reprint_with_one_number_changed() -> None:
    assert copies(page("a", ALONE), page("b", ALONE.replace("12", "14"))) == {"b#e0": "a#e0"}


def test_a_partial_copy() -> None:
    part = ALONE[: ALONE.index(" وفق ما")] + "."
    assert copies(page("a", ALONE), page("b", part)) == {"b#e0": "a#e0"}
    assert copies(page("a", part), page("b", ALONE)) == {"b#e0": "a#e0"}, "also where the later one goes on"


def test_half_of_other_words_is_no_copy() -> None:
    half = ALONE[: ALONE.index(" وفق ما")] + " بينما كان تجار السمك يفتحون دكاكينهم ويعرضون ما اصطادوه ليلة العيد قرب النهر الكبير."
    assert copies(page("a", ALONE), page("b", half)) == {}
    assert copies(page("a", ALONE), page("b", OTHER)) == {}


def test_a_chain_of_copies_has_one_original() -> None:
    days = {"a": "2031-03-06", "b": "2031-03-04", "c": "2031-03-05", "d": "2031-03-07"}
    assert copies(*(page(id, ALONE, day=day) for id, day in days.items())) == {"a#e0": "b#e0", "c#e0": "b#e0", "d#e0": "b#e0"}


def test_short_sentences_are_never_copies() -> None:
    assert copies(page("a", SHORT), page("b", SHORT)) == {}


def test_events_of_other_kinds_copy_nothing() -> None:
    assert copies(page("a", ALONE), page("b", ALONE, kind="strike")) == {}


def test_a_document_does_not_copy_itself() -> None:
    twice = reading("a", f"{ALONE} {ALONE}", names={}, tells=[Told(kind="casualties", trigger="قُتل"), Told(kind="casualties", trigger="قُتل@2")])
    assert copies(twice) == {}


def test_nothing() -> None:
    assert find_reprints([], [], identities=identify([])) == {}
