"""The registry of outlets (`data/outlets`): whose an address is, and by which names an outlet is known.

What an outlet is owned by, and how it describes itself, stands there only with the address where it says so.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.rows import read_rows, split_cell

DATA = Path(__file__).resolve().parent.parent / "data"
COLUMNS = (
    "id", "ar", "en", "domains", "credits", "country", "kind", "owner", "owner_source", "says", "says_source", "months", "calendar", "order",
)  # fmt: skip
HOST_COLUMNS = ("id", "kind", "domains")
CLOSED = {
    "kind": ("agency", "newspaper", "broadcaster", "site"),
    "months": ("mashriqi", "egyptian", "maghrebi", "moroccan"),
    "calendar": ("gregorian", "hijri"),
    "order": ("dmy", "ymd"),
}
"""What the cells of a column may hold; all but `kind` may be empty where it is not known."""
PLATFORM, ARCHIVE = "platform", "archive"

_DOMAIN = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d][\w-]+")
_FRONTS = ("www", "m", "amp", "mobile")
"""Labels before a domain that tell the edition for a device, not the outlet."""
_INNER = re.compile(r"https?:/{1,2}\S+")


class Said(Struct, frozen=True):
    """Words of an outlet about itself, and the address where they stand."""

    words: str
    url: str


class Outlet(Struct, frozen=True, kw_only=True):
    """One outlet or agency; its id is that of the gazetteer's medium where both list it.

    `names` are Arabic, the first is the one that documents get; `credits` are what credit lines call it, and nothing else is called so.
    `months` are the traditions of month names in its dates, `calendars` the calendars, the usual one first; empty where not known.
    `order` of a numeric date: `dmy`, `ymd` or None. `country` is a place of the gazetteer; None for an outlet of none.
    """

    id: str
    names: tuple[str, ...]
    en: str
    domains: tuple[str, ...]
    credits: tuple[str, ...]
    country: str | None
    kind: str
    owner: Said | None
    says: Said | None
    months: tuple[str, ...]
    calendars: tuple[str, ...]
    order: str | None

    @property
    def name(self) -> str:
        """The name that documents get."""
        return self.names[0]


class Outlets(Struct, frozen=True):
    """All outlets by id and by domain; `hosts` are domains of others' words: platforms and archives."""

    by_id: Mapping[str, Outlet]
    by_domain: Mapping[str, Outlet]
    hosts: Mapping[str, str]

    def of_url(self, url: str | None) -> Outlet | None:
        """The outlet that an address belongs to, by its domain or one above it; None where none is registered."""
        return next((self.by_domain[domain] for domain in _above(_host(self._inner(url))) if domain in self.by_domain), None)

    def name_of_url(self, url: str | None) -> str | None:
        """What a document of this address names as its outlet: the registered name, else the domain.

        None without an address, and for platforms, where the domain does not tell who writes.
        """
        inner = self._inner(url)
        if (outlet := self.of_url(inner)) is not None:
            return outlet.name
        host = _host(inner)
        if not _DOMAIN.fullmatch(host) or any(domain in self.hosts for domain in _above(host)):
            return None
        first, _, rest = host.partition(".")
        return rest if first in _FRONTS and "." in rest else host

    def _inner(self, url: str | None) -> str:
        """The address that an archive's address holds; any other as it is."""
        if not url:
            return ""
        if any(self.hosts.get(domain) == ARCHIVE for domain in _above(_host(url))):
            parts = urlsplit(url)
            found = _INNER.search(parts.path + (f"?{parts.query}" if parts.query else ""))
            return re.sub(r"^(https?:)/+", r"\1//", found[0]) if found else url
        return url


@cache
def load_outlets(data: Path = DATA) -> Outlets:
    """The outlets of a data folder; raises `DataFileError` where a cell is not as it must be, or two rows claim one domain."""
    path = data / "outlets" / "outlets.tsv"
    by_id: dict[str, Outlet] = {}
    by_domain: dict[str, Outlet] = {}
    for line, row in read_rows(path, COLUMNS):
        outlet = _outlet(row, path=path, line=line)
        if outlet.id in by_id:
            raise DataFileError(f"id {outlet.id!r} stands twice", path=path, line=line)
        by_id[outlet.id] = outlet
        for domain in _domains(outlet.domains, by_domain, path=path, line=line):
            by_domain[domain] = outlet
    hosts: dict[str, str] = {}
    path = data / "outlets" / "hosts.tsv"
    for line, row in read_rows(path, HOST_COLUMNS):
        if row["kind"] not in (PLATFORM, ARCHIVE):
            raise DataFileError(f"kind {row['kind']!r} is neither {PLATFORM} nor {ARCHIVE}", path=path, line=line)
        for domain in _domains(split_cell(row["domains"]), {**hosts, **by_domain}, path=path, line=line):
            hosts[domain] = row["kind"]
    return Outlets(by_id, by_domain, hosts)


def _outlet(row: dict[str, str], *, path: Path, line: int) -> Outlet:
    for column, allowed in CLOSED.items():
        values = split_cell(row[column])
        if wrong := [value for value in values if value not in allowed]:
            raise DataFileError(f"{column} {wrong[0]!r} is none of {' '.join(allowed)}", path=path, line=line)
    names, domains = split_cell(row["ar"]), split_cell(row["domains"])
    if not (names and row["en"] and domains and row["kind"]):
        raise DataFileError("an outlet needs an Arabic name, an English one, a domain and a kind", path=path, line=line)
    return Outlet(
        id=row["id"],
        names=names,
        en=row["en"],
        domains=domains,
        credits=split_cell(row["credits"]),
        country=row["country"] or None,
        kind=row["kind"],
        owner=_said(row, "owner", path=path, line=line),
        says=_said(row, "says", path=path, line=line),
        months=split_cell(row["months"]),
        calendars=split_cell(row["calendar"]),
        order=row["order"] or None,
    )


def _said(row: dict[str, str], column: str, *, path: Path, line: int) -> Said | None:
    """The words of a column with their source; raises `DataFileError` where one stands without the other."""
    words, url = row[column], row[f"{column}_source"]
    if bool(words) != bool(url):
        raise DataFileError(f"{column} and {column}_source stand together or not at all", path=path, line=line)
    return Said(words, url) if words else None


def _domains(domains: Iterable[str], taken: Mapping[str, object], *, path: Path, line: int) -> Iterable[str]:
    for domain in domains:
        if not _DOMAIN.fullmatch(domain) or domain != domain.lower() or domain.startswith("www."):
            raise DataFileError(f"{domain!r} is no domain in lower case without www", path=path, line=line)
        if domain in taken:
            raise DataFileError(f"the domain {domain} is another row's already", path=path, line=line)
        yield domain


def _host(url: str) -> str:
    """The host of an address in lower case; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _above(host: str) -> list[str]:
    """A host and the domains above it.

    >>> _above("arabic.rt.com")
    ['arabic.rt.com', 'rt.com', 'com']
    """
    labels = host.split(".")
    return [".".join(labels[i:]) for i in range(len(labels))] if host else []
