"""Loads the ontology from `data/ontology/*.toml`."""

import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError


class Kind(Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of event: its roles and how a telling of it is placed and dated.

    `roles` maps a role to the entity types that may fill it. `scene`: takes the scene's place when its sentence names none.
    `fresh`: a single happening takes the day of its announcement. `quantities`: what may be counted of it.
    `placeless`: happens nowhere in particular (a call).
    `absorbs`: kinds that are no events of their own as its object ("repelled three attacks" is one event).
    """

    title: str
    roles: dict[str, tuple[str, ...]]
    scene: bool = False
    fresh: bool = False
    quantities: tuple[str, ...] = ()
    absorbs: tuple[str, ...] = ()
    placeless: bool = False


class Ontology(Struct, frozen=True, forbid_unknown_fields=True):
    """The closed vocabularies of the public contract."""

    acts: tuple[str, ...]
    statuses: tuple[str, ...]
    entity_types: tuple[str, ...]
    kinds: dict[str, Kind]


def load_ontology(data: Path) -> Ontology:
    """Read `data/ontology/ontology.toml`; raises `DataFileError` where it is missing or wrong."""
    path = data / "ontology" / "ontology.toml"
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Ontology)
    except FileNotFoundError as error:
        raise DataFileError("no such file; is this a Riwaya data folder?", path=path) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError("not UTF-8; save it as UTF-8" if isinstance(error, UnicodeDecodeError) else str(error), path=path) from error
