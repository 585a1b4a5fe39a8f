"""Tests `ontology/load.py`: the closed vocabularies are those of the public contract, and a broken file says where it stands."""

from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.ontology.load import Ontology, load_ontology

ACTS = {"assert", "confirm", "deny", "accuse", "warn", "threaten", "demand", "promise", "evaluate", "unverified"}
STATUSES = {"happened", "attempted", "planned", "ended", "hypothetical", "denied"}
ENTITY_TYPES = {"person", "organization", "place", "weapon", "medium", "group"}
ROLES = {
    "call": {"party"},
    "meeting": {"party", "host"},
    "summon": {"actor", "target"},
    "agreement": {"party"},
    "proposal": {"actor", "target"},
    "decree": {"actor", "target"},
    "appointment": {"actor", "target"},
    "sanction": {"actor", "target"},
    "aid": {"actor", "target"},
    "strike": {"actor", "target", "weapon"},
    "assault": {"actor", "target"},
    "repulse": {"actor", "target"},
    "interception": {"actor", "target", "weapon"},
    "seizure": {"actor", "target"},
    "withdrawal": {"actor"},
    "deployment": {"actor"},
    "siege": {"actor", "target"},
    "detention": {"actor", "target"},
    "exchange": {"party"},
    "casualties": {"actor", "target"},
    "damage": {"actor", "target"},
    "displacement": {"actor", "target"},
}
SMALL = 'acts = ["deny"]\nstatuses = ["happened"]\nentity_types = ["person"]\n[kinds.call]\ntitle = "a call"\nroles = {{ party = {} }}\n'


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology(DATA)


def write(folder: Path, raw: bytes) -> Path:
    path = folder / "ontology" / "ontology.toml"
    path.parent.mkdir()
    path.write_bytes(raw)
    return path


def test_acts(ontology: Ontology) -> None:
    assert sorted(ontology.acts) == sorted(ACTS)


def test_statuses(ontology: Ontology) -> None:
    assert sorted(ontology.statuses) == sorted(STATUSES)


def test_entity_types(ontology: Ontology) -> None:
    assert sorted(ontology.entity_types) == sorted(ENTITY_TYPES)


def test_kinds_and_their_roles(ontology: Ontology) -> None:
    assert {name: set(kind.roles) for name, kind in ontology.kinds.items()} == ROLES


def test_every_role_takes_types_of_the_contract(ontology: Ontology) -> None:
    for kind in ontology.kinds.values():
        assert kind.title
        for types in kind.roles.values():
            assert types
            assert set(types) <= ENTITY_TYPES


def test_weapons_are_the_only_fillers_of_the_role_weapon(ontology: Ontology) -> None:
    assert {kind.roles["weapon"] for kind in ontology.kinds.values() if "weapon" in kind.roles} == {("weapon",)}


def test_what_a_kind_absorbs_is_a_kind(ontology: Ontology) -> None:
    assert {absorbed for kind in ontology.kinds.values() for absorbed in kind.absorbs} <= set(ROLES)


def test_no_kind_both_has_a_scene_and_is_placeless(ontology: Ontology) -> None:
    assert [name for name, kind in ontology.kinds.items() if kind.scene and kind.placeless] == []


def test_a_small_ontology(tmp_path: Path) -> None:
    write(tmp_path, SMALL.format('["person"]').encode())
    kind = load_ontology(tmp_path).kinds["call"]
    assert (kind.roles, kind.scene, kind.quantities) == ({"party": ("person",)}, False, ())


def test_a_folder_without_an_ontology(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="no such file") as caught:
        load_ontology(tmp_path)
    assert caught.value.path == tmp_path / "ontology" / "ontology.toml"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("acts = [", "Unclosed array|Invalid value|Unexpected"),
        ('acts = ["deny"]\n', "missing required field `statuses`"),
        (SMALL.format('"person"'), "Expected `array`, got `str`"),
        ("colour = 3\n" + SMALL.format('["person"]'), "unknown field `colour`"),
        (SMALL.format('["person"]') + "colour = 3\n", "unknown field `colour`"),
    ],
)
def test_a_broken_ontology(tmp_path: Path, text: str, words: str) -> None:
    path = write(tmp_path, text.encode())
    with pytest.raises(DataFileError, match=words) as caught:
        load_ontology(tmp_path)
    assert caught.value.path == path


def test_an_ontology_that_is_not_utf_8(tmp_path: Path) -> None:
    write(tmp_path, "# نفى\n".encode("cp1256") + SMALL.format('["person"]').encode())
    with pytest.raises(DataFileError, match="UTF-8"):
        load_ontology(tmp_path)
