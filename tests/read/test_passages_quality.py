"""Tests `read/passages/quality.py`: which passages are flagged, and what is told as evidence."""

from riwaya.model import Reading
from tests.readings import cut, read

TRANSLATED = """تورسانيا تقول عقدة قيادة تم ضربها ، دالمورا تبقى في الظلام

قال المتحدث باسم وزارة الدفاع ، إلزا كوردان ، يوم الأحد ، إن قوات بلادها ضربت عقدة قيادة خارج Koldana في وقت متأخر من يوم الجمعة ، وليس السد.

"نحن لا نقاتل ضد الماء" ، أضافت السيدة كوردان في مكالمة فيديو استضافتها الوزارة.

وزارة الدفاع لم ترد على الفور على طلب للتعليق.
"""
PLAIN = """تورسانيا: ضربنا عقدة قيادة

قال المتحدث باسم وزارة الدفاع ، يوم الأحد ، إن قوات بلاده ضربت عقدة قيادة خارج كولدانا مساء الجمعة ، ولم تضرب السد ، بحسب البيان.
"""


def flags(reading: Reading) -> list[tuple[str, ...]]:
    return [passage.flags for passage in reading.passages]


def test_a_translation_is_flagged_with_its_signs() -> None:
    reading = read(TRANSLATED)
    assert flags(reading) == [("machine_translated",)] * 4
    evidence = [e for passage in reading.passages for e in passage.flag_evidence]
    rules = {e.why.partition(":")[0] for e in evidence}
    assert {"quality.spaced_commas", "quality.quote_then_said", "quality.more_calques"} <= rules
    assert all(e.span is not None and " ".join(cut(reading, e.span).split()) == e.says for e in evidence)
    own = reading.passages[2].flag_evidence
    assert {cut(reading, e.span)[-5:] for e in own if "quote_then_said" in e.why} == {"أضافت"}
    assert all(p.start <= e.span[0] < p.end for p in reading.passages for e in p.flag_evidence if e.span)


def test_one_habit_flags_nobody() -> None:
    assert flags(read(PLAIN)) == [(), ()]


def test_only_the_spoiled_passage_is_flagged() -> None:
    reading = read("مقتل ثلاثة\n\nقالت مصادر إن شـ.ـهيدا سقط في القصف على المدينة مساء أمس.\n\nوقال سكان إن المدينة هادئة منذ الفجر.")
    assert flags(reading) == [(), ("garbled",), ()]
    (evidence,) = reading.passages[1].flag_evidence
    assert evidence.why.startswith("quality.dotted_letters: ")
    assert cut(reading, evidence.span) == "شـ.ـه"


def test_a_passage_may_bear_both_flags() -> None:
    reading = read(TRANSLATED.replace("استضافتها", "است\ufffdضافتها"))
    assert reading.passages[2].flags == ("machine_translated", "garbled")


def test_furniture_and_posts_are_not_flagged() -> None:
    reading = read("هدنة\n\nأعلن الجيش هدنة تبدأ مساء اليوم في المدينة.\n\nجميع الحقوق محفوظة &copy; &#169; 2024")
    assert flags(reading) == [(), (), ()]


def test_the_stories_of_a_page_are_judged_apart() -> None:
    lines = ["مؤتمر للمانحين", "ثلاثون دولة تشارك", "افتتح رئيس الوزراء في نورهاف مؤتمرا للمانحين.", "وتعهدت الدول بملياري يورو خلال العام المقبل."]
    other = "\n\n".join(["", *lines])
    reading = read(TRANSLATED + other)
    assert {passage.story: passage.flags for passage in reading.passages} == {0: ("machine_translated",), 1: ()}
