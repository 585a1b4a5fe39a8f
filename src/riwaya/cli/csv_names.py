"""What the CSV forms share: one language a column, several names in a cell, lines as bytes."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from riwaya.model import Incident, Link
from riwaya.text.direction import is_arabic

ROLES = ("actor", "target", "party", "host", "weapon")
JOIN = "; "
ENGLISH = "_en"
Pair = tuple[str, str]
"""A name as Arabic texts have it (as printed where none is known), and the English one; empty where unknown."""


class Names:
    """The names of an incident's entities in two languages."""

    def __init__(self, incident: Incident) -> None:
        self._by_id: dict[str, Pair] = {e.id: _pair(e.name, e.labels) for e in incident.entities}
        self._by_member: dict[str, Pair] = {member: self._by_id[e.id] for e in incident.entities for member in e.members}

    def of_id(self, entity: str | None, text: str | None = None) -> Pair:
        """The names of an entity, else the printed words."""
        return self._by_id.get(entity or "") or _pair(text or entity or "", {})

    def of_link(self, document: str, link: Link) -> Pair:
        """The names of whoever a link of a document leads to."""
        return self._by_member.get(f"{document}#{link.entity}") or _pair(link.text or "", {})

    def of_value(self, value: Mapping[str, Any]) -> Pair:
        """The names of what an account's value names."""
        return self.of_id(value.get("entity"), value.get("name"))

    def cells(self, column: str, pairs: Sequence[Pair]) -> dict[str, str]:
        """The cell of a column and of its English one: each name once, in order."""
        both = list(dict.fromkeys(pair for pair in pairs if any(pair)))
        return {
            column: JOIN.join(dict.fromkeys(name for name, _ in both if name)),
            f"{column}{ENGLISH}": JOIN.join(dict.fromkeys(english for _, english in both if english)),
        }


def csv_line(values: Iterable[object]) -> bytes:
    """One line of CSV, as UTF-8."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue().encode("utf-8")


def _pair(name: str, labels: Mapping[str, str]) -> Pair:
    """The name as printed in Arabic, and in English.

    >>> _pair("بيرناك", {"en": "Bernak"}), _pair("NATO", {}), _pair("الجيش", {})
    (('بيرناك', 'Bernak'), ('NATO', 'NATO'), ('الجيش', ''))
    """
    english = labels.get("en") or ("" if is_arabic(name) else name)
    return labels.get("ar") or name, english
