"""What fusion knows beforehand: the weights of its considerations, which kinds belong together, and which place holds which."""

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.fuse.names import stems_of
from riwaya.lexicon.compiled import DATA
from riwaya.ontology.load import load_ontology

Form = TypeVar("Form")


class Knowledge(Struct, frozen=True):
    """`weights` are log-odds by consideration (`unknown`: of a pair that nothing brings together).

    `related` maps a kind to the kinds that belong to one happening with it, and what they are to it; `containers` a place of the gazetteer
    to the place that holds it; `countries` a person or body of the gazetteer to the stems of the names of its country. `fresh` are the kinds
    that happen once, on a day. `pointers` are folded words by which a denial points back, `fillers` those that may stand beside them.
    """

    weights: Mapping[str, float]
    unknown: float
    related: Mapping[str, Mapping[str, str]]
    containers: Mapping[str, str]
    fresh: frozenset[str]
    countries: Mapping[str, frozenset[str]]
    pointers: frozenset[str]
    fillers: frozenset[str]


class _Weights(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    unknown: float
    weights: dict[str, float]
    set_by_hand: dict[str, float]


class _Related(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    reverse: dict[str, str]
    pairs: dict[str, dict[str, str]]


class _BackReferences(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    words: dict[str, list[str]]
    alone: dict[str, list[str]]


@cache
def load_knowledge(data: Path = DATA) -> Knowledge:
    """The knowledge in a data folder; raises `DataFileError` where a file is missing or wrong."""
    weights = read_toml(data / "fusion" / "weights.toml", _Weights)
    related = read_toml(data / "fusion" / "related.toml", _Related)
    kinds = load_ontology(data).kinds
    fresh = frozenset(name for name, kind in kinds.items() if kind.fresh)
    both: dict[str, dict[str, str]] = {}
    for kind, others in related.pairs.items():
        for other, relation in others.items():
            for named in (kind, other):
                if named not in kinds:
                    raise DataFileError(f"{named!r} is no kind of the ontology", path=data / "fusion" / "related.toml")
            if relation not in related.reverse:
                raise DataFileError(f"{relation!r} has no reverse", path=data / "fusion" / "related.toml")
            both.setdefault(kind, {})[other] = relation
            both.setdefault(other, {})[kind] = related.reverse[relation]
    back = read_toml(data / "fusion" / "back_references.toml", _BackReferences)
    return Knowledge(
        weights={**weights.weights, **weights.set_by_hand},
        unknown=weights.unknown,
        related=both,
        containers=_containers(data / "gazetteer" / "places.tsv"),
        fresh=fresh,
        countries=_countries(data / "gazetteer"),
        pointers=frozenset(word for words in back.words.values() for word in words),
        fillers=frozenset(word for words in back.alone.values() for word in words),
    )


def read_toml(path: Path, form: type[Form]) -> Form:
    """A data file in a form; raises `DataFileError` where it is missing or wrong."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), form)
    except FileNotFoundError as error:
        raise DataFileError("no such file; is this a Riwaya data folder?", path=path) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(str(error), path=path) from error


def _countries(folder: Path) -> dict[str, frozenset[str]]:
    """The stems of a country's names for everyone of the gazetteer who belongs to one."""
    names = {row["id"]: (*row["en"].split("|"), *row["ar"].split("|")) for row in _rows(folder / "places.tsv")}
    stems = {id: frozenset(s for name in all_names for s in stems_of(name)) for id, all_names in names.items()}
    found = {}
    for kind, file in (("organization", "organizations.tsv"), ("person", "persons.tsv")):
        for row in _rows(folder / file):
            if row.get("of") in stems:
                found[f"{kind}.{row['id']}"] = stems[row["of"]]
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader(lines, delimiter="\t")
            missing = sorted({"id", "en"} - set(table.fieldnames or ()))
            if missing:
                raise DataFileError(f"no column {missing[0]!r} in its first line", path=path, line=1)
            return list(table)
    except OSError as error:
        raise DataFileError("cannot be read; is this a Riwaya data folder?", path=path) from error
    except UnicodeDecodeError as error:
        raise DataFileError("not UTF-8; save it as UTF-8", path=path) from error


def _containers(path: Path) -> dict[str, str]:
    """The place that holds each place.

    A region named after its town is put inside it here, against the map: texts call both by one name, so that a village of the region and
    "the town" are no two places that lie apart.
    """
    rows = {row["id"]: row for row in _rows(path)}
    holders = {id: row["in"].split("|")[0] for id, row in rows.items() if row.get("in")}
    for id, row in rows.items():
        region = rows.get(holders.get(id, ""))
        if region is not None and region["type"] == "region" and set(row["ar"].split("|")) & set(region["ar"].split("|")):
            holders[id] = holders.get(region["id"], "")
            holders[region["id"]] = id
    return {f"place.{id}": f"place.{holder}" for id, holder in holders.items() if holder}
