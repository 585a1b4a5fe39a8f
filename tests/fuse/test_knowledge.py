"""Tests `fuse/knowledge.py`: what comes with Riwaya, and data files that cannot be used."""

import shutil
from pathlib import Path

import pytest

from riwaya.errors import DataFileError
from riwaya.fuse.knowledge import load_knowledge
from riwaya.lexicon.compiled import DATA
from riwaya.ontology.load import load_ontology


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of one's own, with all that fusion needs."""
    for folder in ("fusion", "ontology", "gazetteer"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    return tmp_path


def test_what_comes_with_riwaya() -> None:
    knows = load_knowledge()
    assert knows.unknown < 0, "what nothing brings together stays apart"
    assert knows.weights["day.same"] > knows.weights["day.near"]
    assert knows.fresh == {name for name, kind in load_ontology(DATA).kinds.items() if kind.fresh}


def test_kinds_are_related_both_ways() -> None:
    related = load_knowledge().related
    assert related["strike"]["casualties"] == "consequence"
    assert related["casualties"]["strike"] == "cause"
    kinds = load_ontology(DATA).kinds
    assert set(related) | {other for others in related.values() for other in others} <= set(kinds)
    assert all(kind in related[other] for kind, others in related.items() for other in others)


def test_places_lie_in_places() -> None:
    containers = load_knowledge().containers
    assert containers
    ids = {f"place.{row.split(chr(9))[0]}" for row in (DATA / "gazetteer" / "places.tsv").read_text(encoding="utf-8").splitlines()[1:]}
    assert set(containers) <= ids
    assert set(containers.values()) <= ids
    assert not any(holder == held for held, holder in containers.items())


def test_a_copy_of_the_data_says_the_same(data: Path) -> None:
    assert load_knowledge(data) == load_knowledge()


@pytest.mark.parametrize(
    "name", ["fusion/weights.toml", "fusion/related.toml", "fusion/back_references.toml", "gazetteer/places.tsv", "ontology/ontology.toml"]
)
def test_a_file_that_is_not_there(data: Path, name: str) -> None:
    (data / name).unlink()
    with pytest.raises(DataFileError, match="data folder") as error:
        load_knowledge(data)
    assert error.value.path == data / name


BAD = [
    ("fusion/weights.toml", b"unknown = -3.0\n[meta]\n[weights]\n\"day.same\" = 'much'\n", "float"),
    ("fusion/weights.toml", b"[meta]\n[weights]\n", "unknown"),
    ("fusion/weights.toml", b"unknown = -3.0\nbias = 1\n[meta]\n[weights]\n", "bias"),
    ("fusion/weights.toml", b'unknown = -3.0\n[meta]\n[weights]\n"bias" = 1\n"bias" = 2\n', "overwrite"),
    ("fusion/weights.toml", b"unknown =", "at end of document"),
    ("fusion/weights.toml", b"\xff\xfe", "utf-8"),
    ("fusion/related.toml", b"[meta]\n[reverse]\n[pairs]\nstrike = { casualties = 'sequel' }\n", "sequel"),
    ("fusion/related.toml", b"[meta]\n[reverse]\n[pairs]\nstrike = 'casualties'\n", "pairs"),
    ("fusion/back_references.toml", b"[meta]\n[alone]\n", "words"),
    ("fusion/related.toml", b"[meta]\n[reverse]\npart = 'part'\n[pairs]\nstrik = { casualties = 'part' }\n", "strik"),
    ("gazetteer/places.tsv", b"name\tin\nkyiv\tukraine\n", "no column"),
    ("gazetteer/places.tsv", b"id\tin\n\xff\tukraine\n", "UTF-8"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD)
def test_a_file_that_is_wrong_is_named(data: Path, name: str, content: bytes, said: str) -> None:
    (data / name).write_bytes(content)
    with pytest.raises(DataFileError, match=said) as error:
        load_knowledge(data)
    assert str(data / name) in str(error.value)
