"""What the words before a place's name announce: divisions, lists of them, and hills called like towns."""

import pytest

import riwaya
from riwaya.model import Entity


def the_place(text: str, name: str) -> Entity:
    found = [e for e in riwaya.read(text).entities if e.type == "place" and e.name.endswith(name)]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "known"),
    [
        ("وقع الهجوم في قرية بمحافظة كركوك.", "كركوك", "place.kirkuk_gov"),
        ("وقع الهجوم في مدينة كركوك.", "كركوك", "place.kirkuk"),
        ("قصفت المدفعية كركوك.", "كركوك", "place.kirkuk"),
        ("قصفت القوات منطقة خاركيف.", "خاركيف", "place.kharkiv_region"),
        ("استهدفت الطائرات مناطق لفيف، وسومي.", "سومي", "place.sumy_region"),
        ("استهدفت الطائرات مدينة لفيف، وسومي.", "سومي", "place.sumy"),
        ("قصف الطيران محافظتي مأرب وتعز.", "تعز", "place.taiz_gov"),
        ("قال حاكم مقاطعة كورسك إن الوضع في المقاطعة صعب.", "كورسك", "place.kursk_region"),
        ("قصف الطيران بلدة سنجة عاصمة ولاية سنار.", "سنار", "place.sennar_state"),
        ("قصفت الطائرات مدينة الضالع.", "الضالع", "place.dhale_city"),
    ],
)
def test_a_province_is_not_the_town_of_its_name(text: str, name: str, known: str) -> None:
    assert the_place(text, name).known == known


def test_a_district_that_the_base_lacks_reaches_wider_than_its_town() -> None:
    town, district = the_place("قصف الجيش بلدة مرجعيون.", "مرجعيون"), the_place("قصف الجيش بلدات في قضاء مرجعيون اللبناني.", "مرجعيون")
    assert (town.precision, district.precision, district.known) == ("settlement", "district", town.known)
    assert (district.radius_km or 0) >= 15 > (town.radius_km or 0)
    assert (district.geonames, district.wikidata) == (None, None)


def test_a_hill_is_not_the_town_of_its_name_unless_the_town_is_called_so() -> None:
    hill = the_place("سيطر المقاتلون على تل الناصرية شمالي حماة.", "الناصرية")
    assert (hill.known, hill.link, hill.latitude, hill.labels) == (None, None, None, {"ar": hill.name})
    assert the_place("سيطر المقاتلون على تل رفعت.", "تل رفعت").known == "place.tell_rifaat"
    assert the_place("انسحب المقاتلون من الناصرية ومن تل الناصرية.", "الناصرية").known == "place.nasiriyah"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("أعلن ذلك المرصد السوري ومقره لندن.", "place.london"),
        ("أصيب تاجر على طريق دمشق-السويداء.", "place.damascus"),
        ("رفضوا التحركات العسكرية التي تشهدها طرابلس.", "place.tripoli"),
    ],
)
def test_a_capital_that_is_a_spot_is_not_its_state(text: str, known: str) -> None:
    assert known in {e.known for e in riwaya.read(text).entities}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("وقال الشرطي محمد عدن لوكالة فرانس برس إن انفجارين وقعا.", "place.aden"),
        ("امتدت الهجمات إلى ولايتي كونر وبكتيكا.", "person.ali_akbar_velayati"),
        ("سيطرت القوات على بلدات كريمسكوي ودروجبا في دونيتسك.", "place.druzhba"),
        ("قال مسؤول في جمعية الهلال الأحمر الإيراني.", "organization.red_crescent"),
        ("استهدفت الطائرات سراقب وخان شيخون وسنجار وكفرنبل في إدلب السورية.", "place.sinjar"),
        ("تدور اشتباكات في الجيلي شمال الخرطوم بحري.", "place.jaili_refinery"),
        ("قال أردوغان إن موطن التركمان هو كركوك.", "place.turkmenistan"),
        ("أخرجت القوات الجيش من فيليكا كوميشوفاخا.", "place.komyshuvakha"),
    ],
)
def test_common_words_and_parts_of_names_are_nobody(text: str, wrong: str) -> None:
    assert wrong not in {e.known for e in riwaya.read(text).entities}
