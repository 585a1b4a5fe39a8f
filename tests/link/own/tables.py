"""Rows of invented dumps, tables and lists."""

import gzip
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

OSM_HEADER = ("osm_id", "osm_type", "name", "name:ar", "name:en", "name:ru", "name:uk", "place", "lat", "lon", "population", "is_in")


def feature(
    id: int | str,
    name: str,
    *,
    others: str = "",
    code: str = "P.PPL",
    country: str = "UA",
    admin1: str = "05",
    population: int | str = 0,
    at: tuple[float | str, float | str] = (48.5, 37.9),
) -> str:
    """A row of a dump of GeoNames."""
    first = (id, name, name, others, *at, *code.split("."), country, "", admin1, "", "", "", population, "", "", "Europe/Kiev", "2024-01-01")
    return "\t".join(map(str, first))


def alternate(id: int, language: str, name: str, *, preferred: bool = False, historic: bool = False) -> str:
    """A row of the alternate names of GeoNames."""
    return "\t".join(("900", str(id), language, name, "1" if preferred else "", "", "", "1" if historic else "", "", ""))


def write(path: Path, lines: Iterable[str]) -> Path:
    """A file of lines, packed as its suffix says."""
    text = "".join(f"{line}\n" for line in lines).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "Readme")
            archive.writestr(f"{path.stem}.txt", text)
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(text))
    else:
        path.write_bytes(text)
    return path


def table(path: Path, header: Sequence[str], *rows: Sequence[str]) -> Path:
    """A table with a header."""
    return write(path, ["\t".join(header), *("\t".join(row) for row in rows)])
