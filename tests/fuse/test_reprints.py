"""Tests what copies of whole texts do in fusion: accounts in copied words, reprints that follow their original, versions of a page."""

from collections.abc import Mapping

from msgspec.structs import replace

from riwaya.copies.find import find_copies
from riwaya.copies.units import units_of
from riwaya.fuse.copies import find_reprints
from riwaya.fuse.fusion import Fusion, fuse
from riwaya.fuse.identity import identify
from riwaya.model import Reading
from tests.fuse.tellers import ARMY, NATION, PRESS, TOWN, Said, Told, reading, tell

AGENCY = "هيئة الإغاثة"
LEAD = f"أعلن {ARMY} أن مقاتلين شنوا ليلة الاثنين هجوما على بلدة {TOWN} الواقعة على الضفة الشرقية للنهر، وأن المعارك استمرت حتى الفجر."
REST = f"""وأضاف البيان أن الجسر القديم أصيب بأضرار بالغة، وأن فرق الهندسة تحتاج إلى ثلاثة أسابيع لإصلاحه قبل أن تعود الشاحنات إلى عبوره.
وتشهد المنطقة توترا منذ انهيار الهدنة في الخريف، بينما تواصل لجان محلية نقل العائلات إلى القرى الجنوبية في {NATION}."""
OWN = f"""وقالت {AGENCY} لمراسلنا إن هجوما وقع على {TOWN} تلك الليلة، وإن متطوعيها أجلوا عشرين عائلة من البيوت القريبة من الجسر.
وفي السوق المجاورة جلس باعة الخضار يحصون ما تلف من صناديقهم، بينما كان صاحب المقهى الوحيد يوزع الشاي على العابرين مجانا منذ الصباح.
وروت معلمة متقاعدة أنها أيقظت أحفادها قبل أول انفجار بدقائق، لأن كلبها لم يكف عن النباح في الحديقة الخلفية للبيت."""
NAMES: Mapping[str, str] = {TOWN: "place", NATION: "place", ARMY: "organization"}


def page(id: str, text: str, *, day: str | None = "2031-03-04", outlet: str = PRESS[0]) -> Reading:
    """An article that tells of the attack: after the army, and where it says so, after the agency too."""
    names = {name: type for name, type in {**NAMES, AGENCY: "organization"}.items() if name in text}
    says = [Said(cue="أعلن", by=(ARMY,))] if ARMY in text else []
    tells = [Told(kind="assault", trigger="هجوما", place=TOWN, day="2031-03-03", by=(0,))] if says else []
    if AGENCY in text:
        says.append(Said(cue="وقالت", by=(AGENCY,)))
        trigger = "هجوما@2" if tells else "هجوما"
        tells.append(Told(kind="assault", trigger=trigger, place=TOWN, day="2031-03-03", by=(len(says) - 1,)))
    return reading(id, text, names=names, says=says, tells=tells, day=day, outlet=outlet)


def reprints(*readings: Reading) -> dict[str, str]:
    documents = find_copies(unit for r in readings for unit in units_of(r))
    return find_reprints(readings, tell(*readings), identities=identify(readings), documents=documents)


def standing(found: Fusion) -> list[str]:
    return [incident.standing for incident in found.incidents]


def test_an_edited_sentence_in_a_copied_text_is_a_copy() -> None:
    edited = LEAD.replace("شنوا ليلة الاثنين", "نفذوا مساء أمس").replace(
        "الواقعة على الضفة الشرقية للنهر، وأن المعارك استمرت", "الحدودية، واستمرت المعارك"
    )
    readings = page("a", f"{LEAD}\n{REST}"), page("b", f"{edited}\n{REST}", outlet=PRESS[1], day="2031-03-05")
    assert find_reprints(readings, tell(*readings), identities=identify(readings)) == {}, "by its sentence alone it is none"
    assert reprints(*readings) == {"b#e0": "a#e0"}


def test_the_credited_text_is_the_original_whatever_the_day() -> None:
    agency = page("b", f"{LEAD}\n{REST}", outlet="رويترز", day="2031-03-05")
    outlet = page("a", f"{LEAD}\n{REST}\nالمصدر: رويترز", outlet=PRESS[1], day="2031-03-04")
    assert reprints(agency, outlet) == {"a#e0": "b#e0"}


def test_another_place_in_a_copied_text_is_another_account() -> None:
    elsewhere = LEAD.replace(TOWN, "لوماك")
    names = {"لوماك": "place", NATION: "place", ARMY: "organization"}
    told = Told(kind="assault", trigger="هجوما", place="لوماك", day="2031-03-03", by=(0,))
    other = reading("b", f"{elsewhere}\n{REST}", names=names, says=[Said(cue="أعلن", by=(ARMY,))], tells=[told], outlet=PRESS[1])
    assert [c.kind for c in find_copies(u for r in (page("a", f"{LEAD}\n{REST}"), other) for u in units_of(r))] == ["near"]
    assert reprints(page("a", f"{LEAD}\n{REST}"), other) == {}


def test_copies_corroborate_nothing_and_keep_their_place() -> None:
    found = fuse([page(id, f"{LEAD}\n{REST}", outlet=outlet) for id, outlet in zip("abcd", PRESS, strict=True)])
    (incident,) = found.incidents
    assert [a.document for a in incident.accounts] == ["a", "b", "c", "d"]
    assert incident.copies == (1, 2, 3)
    assert incident.standing == "uncontested"
    assert [(c.document, c.of, c.kind) for c in found.copies] == [("b", "a", "exact"), ("c", "a", "exact"), ("d", "a", "exact")]


def test_a_copy_that_adds_reporting_of_its_own_corroborates_with_that() -> None:
    found = fuse([page("a", f"{LEAD}\n{REST}"), page("b", f"{LEAD}\n{REST}\n{OWN}", outlet=PRESS[1])])
    (incident,) = found.incidents
    assert [(a.document, n in incident.copies) for n, a in enumerate(incident.accounts)] == [("a", False), ("b", True), ("b", False)]
    assert incident.standing == "corroborated"


def test_versions_of_a_page_do_not_corroborate_each_other() -> None:
    first, second = page("a", f"{LEAD}\n{REST}"), page("b", OWN, outlet=PRESS[0])
    assert standing(fuse([first, second])) == ["corroborated"], "two documents, two sources"
    url = "https://news.example.com/a/1"
    versions = [
        replace(r, document=replace(r.document, url=url, fetched=day))
        for r, day in ((first, "2031-03-04T08:00:00Z"), (second, "2031-03-04T12:00:00Z"))
    ]
    found = fuse(versions)
    assert standing(found) == ["uncontested"]
    assert [(c.document, c.of, c.kind) for c in found.copies] == [("b", "a", "version")]
    third = page("c", f"وقالت {AGENCY} صباح اليوم في بيانها الأسبوعي إنها وثقت هجوما على {TOWN} ليل الاثنين.", outlet=PRESS[1])
    assert standing(fuse([*versions, third])) == ["corroborated"], "beside another's page it does"


def test_many_reprints_cost_a_judgement_each_and_change_nothing_else() -> None:
    few = [page("a", f"{LEAD}\n{REST}"), page("b", OWN, outlet=PRESS[1])]
    many = [page(f"c{n:03}", f"{LEAD}\n{REST}", outlet=f"صحيفة {n}", day="2031-03-05") for n in range(120)]
    alone, together = fuse(few), fuse([*few, *many])
    assert len(together.judgements) == len(alone.judgements) + len(many)
    (before,), (after,) = alone.incidents, together.incidents
    assert (before.id, before.standing, before.when, before.place) == (after.id, after.standing, after.when, after.place)
    assert len(after.accounts) == len(before.accounts) + len(many)
    assert len(after.copies) == len(many)
    assert all(j.verdict == "same" for j in together.judgements if j.right.startswith("c"))


def test_a_reprint_with_another_figure_is_judged_for_itself() -> None:
    told = page("a", f"{LEAD}\n{REST}")
    on_another_day = replace(told.events[0], when=None)
    other = page("b", f"{LEAD}\n{REST}", outlet=PRESS[1])
    found = fuse([told, replace(other, events=(on_another_day,))])
    assert len(found.judgements) == 1
    assert found.incidents[0].copies == (1,)
