"""Tests `model/incident.py`."""

from riwaya.model import FusedEntity, label_of


def test_names_are_english_where_known() -> None:
    assert label_of(FusedEntity(id="x", type="person", name="كرم", labels={"ar": "كرم", "en": "Karam"}, members=())) == "Karam"
    assert label_of(FusedEntity(id="x", type="person", name="كرم", labels={"ar": "كرم"}, members=())) == "كرم"
