"""Tests `copies/direction.py` and `copies/credits.py`: who copied from whom, and by which words."""

import pytest
from msgspec.structs import replace

from riwaya.copies.credits import find_credits
from riwaya.copies.find import find_copies
from riwaya.copies.press import load_press
from riwaya.copies.units import Unit
from riwaya.model import Copy
from riwaya.text.fold import fold
from tests.copies.texts import OWN, TRUCE, unit

DAY, NEXT = "2031-03-04", "2031-03-05"


def only(*units: Unit) -> Copy:
    found = find_copies(units)
    assert len(found) == 1, found
    assert find_copies(units[::-1]) == found
    return found[0]


def test_a_dateline_by_itself_credits_the_agency_that_ends_it() -> None:
    lines = "بيرناك - أ ف ب\nأعلنت الوزارة وقف النار."
    for signed, want in (((0, 14),), ["afp"]), ((), []):
        story = replace(unit("x", lines), signed=signed)
        assert [credit.outlet for credit in find_credits(fold(lines), story, press=load_press())] == want


def credits(text: str) -> list[str]:
    return [credit.outlet for credit in find_credits(fold(text), unit("x", text), press=load_press())]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("بيرناك (أ ف ب) - أعلنت الوزارة", ["afp"]),
        ("بيرناك - رويترز: أعلنت الوزارة وقف النار", ["reuters"]),
        ("أعلنت الوزارة وقف النار.\nالمصدر: الأناضول", ["anadolu"]),
        ("أعلنت الوزارة وقف النار.\nالمصدر: وكالة رويترز + أ ف ب", ["reuters", "afp"]),
        ("أعلنت الوزارة، نقلا عن وكالة تاس، وقف النار", ["tass"]),
        ("أعلنت الوزارة وقف النار.\n(وكالات، رويترز)", ["reuters"]),
        ("رويترز\nأعلنت الوزارة وقف النار.", ["reuters"]),
        ("قالت رويترز إن الوزارة أعلنت وقف النار", []),
        ("وأظهرت لقطات حصلت عليها رويترز دمارا في المدينة", []),
        ("أعلن الناطق (سامي كارفان) وقف النار لوكالة رويترز", []),
        ("", []),
    ],
)
def test_a_credit_stands_by_itself(text: str, want: list[str]) -> None:
    assert credits(text) == want


def test_the_words_of_a_credit_are_pinned() -> None:
    text = f"بيرناك (أ ف ب) - {TRUCE}"
    found = only(unit("a", TRUCE, outlet="فرانس برس", day=NEXT), unit("b", text, outlet="الجزيرة", day=DAY))
    assert (found.document, found.of, found.basis, found.credited) == ("b", "a", "credit", "afp")
    (evidence,) = found.evidence
    assert evidence.span is not None
    assert text[slice(*evidence.span)] == evidence.says == "أ ف ب"


def test_a_credit_goes_before_the_day() -> None:
    found = only(unit("a", TRUCE, outlet="رويترز", day=NEXT), unit("b", f"{TRUCE}\nالمصدر: رويترز", outlet="الجزيرة", day=DAY))
    assert (found.document, found.basis) == ("b", "credit")


def test_the_day_goes_before_the_agency() -> None:
    found = only(unit("a", TRUCE, outlet="رويترز", day=NEXT), unit("b", TRUCE, outlet="الجزيرة", day=DAY))
    assert (found.document, found.basis) == ("a", "day")
    assert [e.says for e in found.evidence] == [f"{NEXT}, the other {DAY}"]


def test_days_that_may_be_one_tell_nothing() -> None:
    found = only(unit("a", TRUCE, day="2031-03-01..2031-03-09"), unit("b", TRUCE, day=NEXT))
    assert (found.document, found.of, found.basis) == ("a", "b", None), "the one that is surely out first"


def test_of_one_day_the_agency_s_is_the_original() -> None:
    found = only(unit("a", TRUCE, outlet="الجزيرة", day=DAY), unit("b", TRUCE, outlet="رويترز", day=DAY))
    assert (found.document, found.of, found.basis) == ("a", "b", "agency")


def test_the_longer_text_holds_the_shorter() -> None:
    found = only(unit("a", f"{TRUCE}\n{OWN}"), unit("b", TRUCE))
    assert (found.document, found.of, found.basis) == ("a", "b", "containment")


def test_nothing_tells() -> None:
    found = only(unit("a", TRUCE, day=DAY), unit("b", TRUCE, day=DAY))
    assert (found.document, found.of, found.basis, found.credited, found.evidence) == ("b", "a", None, None, ())


def test_two_that_credit_a_third_are_told_so() -> None:
    text = f"(أ ف ب) - {TRUCE}"
    found = only(unit("a", text, outlet="الجزيرة", day=DAY), unit("b", text, outlet="رووداو", day=DAY))
    assert (found.basis, found.credited) == (None, "afp")
    assert [e.why for e in found.evidence] == ["both credit it"]


def test_the_credited_one_is_taken_of_several() -> None:
    text = f"{TRUCE}\nالمصدر: رويترز"
    found = find_copies(
        [unit("a", TRUCE, outlet="الجزيرة", day=DAY), unit("b", TRUCE, outlet="رويترز", day=DAY), unit("c", text, outlet="سبوتنيك", day=NEXT)]
    )
    assert {c.document: (c.of, c.basis) for c in found} == {"a": ("b", "agency"), "c": ("b", "credit")}


def test_an_outlet_is_known_by_its_address_too() -> None:
    press = load_press()
    assert press.outlet(None, "https://www.reuters.com/world/1") == press.outlet("رويترز") == "reuters"
    assert press.outlet("صحيفة لا يعرفها أحد", "https://example.com/1") is None
