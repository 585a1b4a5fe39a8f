"""Tests `fuse/tellings.py`: events as fusion compares them."""

from datetime import date

import pytest

from riwaya.fuse.identity import identify
from riwaya.fuse.tellings import Days, Telling, field_of, sentence_around, story_at, told_on
from tests.fuse.tellers import ARMY, FOES, MINISTRY, NATION, TOWN, Count, Name, Said, Told, at, reading, strike, tell, toll


def telling_of(text: str, trigger: str, *, kind: str = "casualties", counts: tuple[Count, ...] = ()) -> Telling:
    (found,) = tell(reading("a", text, names={}, tells=[Told(kind=kind, trigger=trigger, counts=counts)]))
    return found


@pytest.mark.parametrize(
    ("text", "words", "want"),
    [
        ("هدأ الليل. وقع قصف عنيف! ثم عاد الهدوء.", "قصف", " وقع قصف عنيف!"),
        ("وقع قصف بقوة 3.5 كيلوغرام. انتهى.", "قصف", "وقع قصف بقوة 3.5 كيلوغرام."),
        ("التقى ج. كرم نظيره. انتهى.", "كرم", "التقى ج. كرم نظيره."),
        ("عنوان عن قصف\nوقع القصف ليلا", "قصف", "عنوان عن قصف\n"),
        ("هل وقع قصف؟ نعم.", "قصف", "هل وقع قصف؟"),
        ("وقع قصف", "قصف", "وقع قصف"),
    ],
)
def test_the_sentence_around_words(text: str, words: str, want: str) -> None:
    assert text[slice(*sentence_around(text, at(text, words)))] == want


def test_events_stand_in_the_order_of_their_triggers() -> None:
    text = "قصف ثم هجوم ثم انسحاب."
    told = [Told(kind="withdrawal", trigger="انسحاب"), Told(kind="strike", trigger="قصف"), Told(kind="assault", trigger="هجوم")]
    found = tell(reading("a", text, names={}, tells=told))
    assert [(t.kind, t.order, t.ref) for t in found] == [("strike", 0, "a#e1"), ("assault", 1, "a#e2"), ("withdrawal", 2, "a#e0")]


def test_a_telling_names_its_place_and_whoever_takes_part() -> None:
    (found,) = tell(strike("a", source=ARMY))
    assert found.place is not None
    assert found.place.name == TOWN
    assert [i.name for i in found.roles["actor"]] == [FOES]
    assert found.when == Days(date(2031, 3, 3), date(2031, 3, 3), "stated", None)
    assert {"place:بيرناك", "place:دالمورا", "body:جيش دالموري"} <= found.topic


def test_what_is_only_described_is_no_topic() -> None:
    (found,) = tell(strike("a", source="شهود عيان", names={TOWN: "place", "شهود عيان": Name(type="group", rule="people.witness")}))
    assert not any("شهود" in name for name in found.topic)


def test_days_are_known_or_not_there() -> None:
    assert tell(strike("a", on=None))[0].when is None
    assert str(tell(strike("a"))[0].when) == "2031-03-03"
    assert str(tell(strike("a", on="2031-03-01..2031-03-03"))[0].when) == "2031-03-01..2031-03-03"


def test_the_day_on_which_it_was_told() -> None:
    text = f"قُتل 12 شخصا في {TOWN}، بحسب {MINISTRY} التي تحدثت أمس، وأكد ذلك {ARMY}."
    names = {TOWN: "place", MINISTRY: "organization", ARMY: "organization"}
    says = [Said(cue="أكد", by=(ARMY,)), Said(cue="بحسب", by=(MINISTRY,), on="2031-03-02"), Said(cue="تحدثت", on="2031-03-01")]
    made = reading("a", text, names=names, says=says, tells=[Told(kind="casualties", trigger="قُتل", by=(0, 1, 2))])
    assert tell(made)[0].told == date(2031, 3, 2), "that of the first statement with a day"
    assert tell(strike("a", day="2031-03-07"))[0].told == date(2031, 3, 7), "that of the story"
    assert tell(strike("a", day=None))[0].told is None
    assert told_on([], None) is None


def test_each_story_has_its_day_and_its_topic() -> None:
    text = f"وقع قصف في {TOWN}.\nوفي خبر آخر: وقع قصف في لوماك."
    told = [Told(kind="strike", trigger="قصف", place=TOWN), Told(kind="strike", trigger="قصف@2", place="لوماك")]
    names = {TOWN: "place", "لوماك": "place"}
    made = reading("a", text, names=names, tells=told, stories=[("وفي خبر", "2031-03-09")])
    first, second = tell(made)
    assert (first.story, second.story) == (0, 1)
    assert (first.told, second.told) == (date(2031, 3, 4), date(2031, 3, 9))
    assert [set(t.topic) for t in (first, second)] == [{"place:بيرناك"}, {"place:لوماك"}]
    assert story_at(made.stories, len(text)) is None


@pytest.mark.parametrize(
    ("text", "trigger", "want"),
    [
        ("أسفر الهجوم عن قتلى.", "الهجوم", True),
        ("تصدى للهجوم.", "للهجوم", True),
        ("وبالقصف نفسه.", "بالقصف", True),
        ("وقع هجوم.", "هجوم", False),
        ("قتل آل.", "آل", False),
        pytest.param("التقى الوزيران.", "التقى", False, marks=pytest.mark.xfail(strict=True, reason="a verb of form VIII, no article")),
    ],
)
def test_a_trigger_with_the_article_is_definite(text: str, trigger: str, want: bool) -> None:
    assert telling_of(text, trigger).definite is want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("قُتل 5 أشخاص في حصيلة أولية.", True),
        ("وكانت الحصيلة الأولية قد أفادت بأنه قُتل 5 أشخاص.", True),
        ("قُتل 5 أشخاص وفق حصيلة سابقة.", True),
        ("أعلنت في وقت سابق أنه قُتل 5 أشخاص.", True),
        ("قُتل 5 أشخاص. وكانت حصيلة أولية أقل.", False),
        ("قُتل 5 أشخاص في حصيلة نهائية.", False),
        ("أعلنت في حصيلة مبدئية أنه قُتل 5 أشخاص.", True),
        ("قُتل 5 أشخاص في وقت سابق اليوم.", False),
        ("The preliminary toll: قُتل 5.", True),
    ],
)
def test_a_first_or_earlier_count_is_preliminary(text: str, want: bool) -> None:
    assert telling_of(text, "قُتل").preliminary is want


def test_amounts_by_name() -> None:
    counts = (Count(what="killed", words="12", min=12, max=12), Count(what="wounded", words="30", min=31, max=None))
    assert telling_of("قُتل 12 وجرح أكثر من 30.", "قُتل", counts=counts).amounts == {"killed": (12, 12), "wounded": (31, None)}


def test_a_count_given_twice() -> None:
    counts = (Count(what="killed", words="12", min=12, max=12), Count(what="killed", words="3", min=3, max=3))
    assert telling_of("قُتل 12 بينهم 3 أطفال.", "قُتل", counts=counts).amounts == {}, "neither figure is the whole"
    counts = (Count(what="killed", words="12", min=12, max=12), Count(what="killed", words="اثنا عشر", min=12, max=12))
    assert telling_of("قُتل 12 أي اثنا عشر شخصا.", "قُتل", counts=counts).amounts == {"killed": (12, 12)}


def test_a_count_of_participants_is_no_list_of_them() -> None:
    assert field_of("participants") == "participants_count"
    assert field_of("killed") == "killed"


def test_the_trigger_is_compared_by_its_stems() -> None:
    assert telling_of("وقع القصف.", "القصف").trigger == telling_of("وقع قصف.", "قصف").trigger


def test_a_reading_without_events() -> None:
    assert tell(reading("a", f"هدوء في {NATION}.", names={NATION: "place"})) == ()
    assert identify([]).of == {}


def test_a_toll_counts_what_it_says() -> None:
    assert tell(toll("a", 12))[0].amounts == {"killed": (12, 12)}
