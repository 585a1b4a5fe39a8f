"""The English words of the report, loaded from `data/report/labels.toml` and the ontology."""

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.compiled import DATA
from riwaya.ontology.load import load_ontology


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """Words for the ids of the contract; each table maps an id to its label."""

    kinds: dict[str, str]
    statuses: dict[str, str]
    acts: dict[str, str]
    standings: dict[str, str]
    standing_reasons: dict[str, str]
    standing_rules: dict[str, str]
    bases: dict[str, str]
    roles: dict[str, str]
    fields: dict[str, str]
    relations: dict[str, str]
    entity_types: dict[str, str]
    kind_titles: dict[str, str] = {}

    def field(self, name: str) -> str:
        """The label of a field or a role.

        >>> load_labels().field("killed"), load_labels().field("actor"), load_labels().field("broken_bridges")
        ('Killed', 'By', 'Broken bridges')
        """
        return self.roles.get(name) or word(self.fields, name)


@lru_cache(maxsize=4)
def load_labels(data: Path = DATA) -> Labels:
    """The labels of the report; raises `DataFileError` where their file is missing or wrong."""
    path = data / "report" / "labels.toml"
    try:
        labels = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Labels)
    except FileNotFoundError as error:
        raise DataFileError("no such file; is this a Riwaya data folder?", path=path) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError("not UTF-8; save it as UTF-8" if isinstance(error, UnicodeDecodeError) else str(error), path=path) from error
    titles = {name: kind.title for name, kind in load_ontology(data).kinds.items()}
    return msgspec.structs.replace(labels, kind_titles=titles)


def word(table: dict[str, str], name: str) -> str:
    """The label of an id, or the id itself in plain letters.

    >>> word({"deny": "denies"}, "deny"), word({}, "broken_bridges")
    ('denies', 'Broken bridges')
    """
    plain = name.replace("_", " ").replace(".", " ")
    return table.get(name) or plain[:1].upper() + plain[1:]
