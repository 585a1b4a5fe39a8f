"""Entities of different documents: who is one, who is kept apart, what a person's judgement does, and that order does not matter."""

from datetime import UTC, datetime

import pytest

from riwaya.link.across import resolve_across
from riwaya.model import EntityJudgement, LedgerEntity, Reading
from tests.link.test_resolve import linked
from tests.readings import WEDNESDAY

SPOKESMAN = "قال الناطق العسكري أندري ديمشينكو إن المعارك مستمرة في باخموت."
SPELLED = "وقال أندري ديمتشينكو إن القصف توقف."
LAST = "وأضاف المتحدث ديمشينكو أن الخسائر كبيرة."
DOCTOR = "قال مصدر طبي إن شخصين قتلا في القصف."
MANAGER = "قال مدير المستشفى سامر الخطيب إن الجرحى كثيرون."


def document(id: str, text: str) -> Reading:
    reading = linked(text, WEDNESDAY)
    return Reading(**{**{f: getattr(reading, f) for f in reading.__struct_fields__}, "document": _named(reading, id)})


def _named(reading: Reading, id: str) -> object:
    fields = {f: getattr(reading.document, f) for f in reading.document.__struct_fields__}
    return type(reading.document)(**{**fields, "id": id})


def judged(left: str, right: str, verdict: str, *, at: datetime | None = None, by: str = "amal") -> EntityJudgement:
    first, second = sorted((left, right))
    return EntityJudgement(left=first, right=second, verdict=verdict, score=1.0, reason="", by=by, at=at, rule="entities.judged")


def bearing(entities: tuple[LedgerEntity, ...], document: str) -> set[str]:
    return {e.id for e in entities if any(m.startswith(f"{document}#") for m in e.members)}


def persons(entities: tuple[LedgerEntity, ...]) -> list[LedgerEntity]:
    return [e for e in entities if e.type == "person"]


def test_two_spellings_of_a_full_name_are_one_person() -> None:
    (person,) = persons(resolve_across([document("a", SPOKESMAN), document("b", SPELLED)]).entities)
    assert person.keys == ("person:اندري ديمتشينكو", "person:اندري ديمشينكو")
    assert len(person.members) == 2
    assert {form.text for form in person.forms} >= {"أندري ديمشينكو", "أندري ديمتشينكو"}


def test_a_last_name_alone_is_the_only_bearer() -> None:
    (person,) = persons(resolve_across([document("a", SPOKESMAN), document("b", LAST)]).entities)
    assert {m.partition("#")[0] for m in person.members} == {"a", "b"}


def test_unnamed_sources_never_leave_their_document() -> None:
    across = resolve_across([document("a", DOCTOR), document("b", DOCTOR)])
    assert not any("طبي" in e.name for e in across.entities)


def test_a_person_of_the_base_has_its_id_and_facts() -> None:
    first, second = document("a", "قال الرئيس الأوكراني فولوديمير زيلينسكي إن الهجوم فشل."), document("b", "أعلن فلاديمير زيلينسكي ذلك.")
    (person,) = persons(resolve_across([first, second]).entities)
    assert (person.id, person.labels["en"]) == ("person.volodymyr_zelensky", "Volodymyr Zelensky")


def test_a_person_keeps_two_apart_and_brings_them_together_again() -> None:
    readings = [document("a", SPOKESMAN), document("b", SPELLED)]
    left, right = "person:اندري ديمتشينكو", "person:اندري ديمشينكو"
    apart = judged(left, right, "different", at=datetime(2024, 5, 15, tzinfo=UTC))
    assert len(persons(resolve_across(readings, [apart]).entities)) == 2
    again = judged(left, right, "same", at=datetime(2024, 5, 16, tzinfo=UTC), by="omar")
    assert len(persons(resolve_across(readings, [apart, again]).entities)) == 1
    assert len(persons(resolve_across(readings, [again, apart]).entities)) == 1, "the later judgement counts, whatever the order"


def test_a_name_in_one_document_can_be_kept_apart() -> None:
    readings = [document("a", MANAGER), document("b", MANAGER)]
    assert len(persons(resolve_across(readings).entities)) == 1
    across = resolve_across(readings, [judged("b@person:سامر خطيب", "person:سامر خطيب", "different")])
    assert sorted(p.id for p in persons(across.entities)) == ["b@person:سامر خطيب", "person:سامر خطيب"]


def test_a_judgement_on_names_that_nobody_bears_now_waits() -> None:
    readings = [document("a", SPOKESMAN)]
    across = resolve_across(readings, [judged("person:لا أحد", "person:اندري ديمشينكو", "same")])
    assert across.entities == resolve_across(readings).entities


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_order_does_not_matter(verdict: str) -> None:
    texts = [SPOKESMAN, SPELLED, LAST, DOCTOR, MANAGER]
    readings = [document(f"d{n}", text) for n, text in enumerate(texts)]
    one = judged("person:اندري ديمتشينكو", "person:اندري ديمشينكو", verdict)
    assert resolve_across(readings, [one]) == resolve_across(list(reversed(readings)), [one])


def test_every_form_prints() -> None:
    readings = [document("a", SPOKESMAN), document("b", SPELLED)]
    texts = {r.document.id: r.document.text for r in readings}
    for entity in resolve_across(readings).entities:
        for form in entity.forms:
            assert texts[form.document][slice(*form.span)] == form.text


def test_common_given_names_never_make_one_of_two() -> None:
    doctor = "قال الطبيب محمد حسن إن الجرحى كثيرون."
    across = resolve_across([document("a", doctor), document("b", "قال الصياد محمد حسن إن الميناء مغلق.")])
    assert sorted(p.id for p in persons(across.entities)) == ["a@person:محمد حسن", "b@person:محمد حسن"]
    (judgement,) = (j for j in across.judgements if "محمد حسن" in j.left)
    assert (judgement.verdict, judgement.by, judgement.at) == ("unsure", "link", None)
    judged_same = judged(judgement.left, judgement.right, "same")
    (person,) = persons(resolve_across([document("a", doctor), document("b", doctor)], [judged_same]).entities)
    assert len(person.members) == 2


def test_other_given_names_are_other_men() -> None:
    across = resolve_across([document("a", "قال زياد الحمداني إن الجسر مغلق."), document("b", "قال سعيد الحمدان إن الجسر مغلق.")])
    assert len(persons(across.entities)) == 2
    assert not any(j.verdict == "same" for j in across.judgements)


def test_who_is_kept_apart_from_a_known_person_loses_what_is_known_of_him() -> None:
    readings = [document("a", "أعلن الرئيس فولوديمير زيلينسكي ذلك."), document("b", "أعلن الرئيس فولوديمير زيلينسكي ذلك.")]
    apart = judged("b@person.volodymyr_zelensky", "person.volodymyr_zelensky", "different")
    (own,) = [p for p in persons(resolve_across(readings, [apart]).entities) if p.id.startswith("b@")]
    assert (own.known, own.wikidata, own.labels) == (None, None, {})
