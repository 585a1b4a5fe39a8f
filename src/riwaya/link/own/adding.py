"""Adds files of the user's to the gazetteers that linking knows: of which form each is, which belong together, and what became of them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct, structs

from riwaya.errors import DataFileError, UsageError
from riwaya.lexicon.compiled import DATA
from riwaya.link.base import Base, load_base
from riwaya.link.facts import Fact
from riwaya.link.own.geonames import ALTERNATE_COLUMNS, DUMP_COLUMNS, Scan, read_alternates, read_dump, scan_dump
from riwaya.link.own.kept import NAME, Kept, changing, kept_gazetteers, own_folder, read_kept, write_facts, write_manifest
from riwaya.link.own.lists import read_list
from riwaya.link.own.osm import header_of, read_osm
from riwaya.link.own.rows import Tally, names_by_language, read_levels
from riwaya.link.own.streams import LIMITS, Limits, open_lines
from riwaya.link.sources import LANGUAGES

FORMS = ("geonames", "alternates", "osm", "list")
_LANGUAGE = re.compile("[a-z]{2,3}")


class Added(Struct, frozen=True):
    """A gazetteer that was added, what became of its rows, and whether it took the place of one of its name."""

    kept: Kept
    tally: Tally
    replaced: bool


class _Group(Struct):
    """Files that make one gazetteer."""

    name: str
    form: str
    files: list[Path]


def add_files(
    files: Sequence[Path],
    *,
    name: str | None = None,
    form: str | None = None,
    languages: Collection[str] = LANGUAGES,
    country: str = "",
    most_bad: float = 1.0,
    data: Path = DATA,
    folder: Path | None = None,
    limits: Limits = LIMITS,
) -> list[Added]:
    """Make gazetteers of files and keep them: all of them, or none where one cannot be used.

    Each is called by its file's stem, or all files by `name`; alternate names belong to the dumps beside them, or to the gazetteer `name`
    that is kept. `form` is that of every file, None: each file's own tells it. `country` is the only one that a dump's rows may have, `most_bad` the
    share of lines that may be bad.
    Raises `DataFileError` for a file that cannot be used, `UsageError` for what does not fit together.
    """
    if wrong := [language for language in languages if not _LANGUAGE.fullmatch(language)]:
        raise UsageError(f"{wrong[0]!r} is no language; write codes such as ar,en,ru,uk")
    folder = folder or own_folder()
    forms = {path: form or form_of(path, limits=limits) for path in dict.fromkeys(files)}
    alternates = [path for path in forms if forms[path] == "alternates"]
    groups = _groups({path: forms[path] for path in forms if forms[path] != "alternates"}, name=name)
    if alternates and not any(group.form == "geonames" for group in groups):
        groups.append(_Group(_name(name, alternates[0]), "alternates", []))
    with changing(folder):
        before = kept_gazetteers(folder)
        maker = _Maker(before=before, alternates=alternates, languages=tuple(languages), country=country, most_bad=most_bad, data=data, limits=limits)
        added = [maker.make(group, folder) for group in groups]
        names = {one.kept.name for one in added}
        write_manifest([*(kept for kept in before if kept.name not in names), *(one.kept for one in added)], folder)
    return added


def form_of(path: Path, *, limits: Limits = LIMITS) -> str:
    """The form of a file, by its first line; raises `DataFileError` where that tells none."""
    with open_lines(path, limits=limits) as lines:
        first = next((line for _, line in lines if line.strip() and not line.lstrip().startswith(b"#")), b"")
    if not first:
        raise DataFileError("the file is empty", path=path)
    cells = first.split(b"\t")
    if len(cells) == DUMP_COLUMNS and cells[0].isdigit():
        return "geonames"
    if len(cells) in ALTERNATE_COLUMNS and cells[0].isdigit() and cells[1].isdigit():
        return "alternates"
    header = header_of(first)
    if "osm_id" in header:
        return "osm"
    if "id" in header or first.lstrip().startswith(b"[["):
        return "list"
    message = "neither a dump of GeoNames nor a table whose header has `id` or `osm_id`, nor TOML with [[entity]]; tell what it is by `--form`"
    raise DataFileError(message, path=path, line=1)


def _groups(forms: dict[Path, str], *, name: str | None) -> list[_Group]:
    found: dict[str, _Group] = {}
    for path, form in forms.items():
        group = found.setdefault(_name(name, path), _Group(_name(name, path), form, []))
        if group.form != form:
            raise UsageError(f"{path} and {group.files[0]} are of different forms; give each a --name of its own, in two commands")
        group.files.append(path)
    return list(found.values())


def _name(name: str | None, path: Path) -> str:
    """The name of a gazetteer: the one given, or the stem of its file."""
    wanted = (name or path.name.split(".")[0]).lower()
    if not NAME.fullmatch(wanted):
        raise UsageError(f"{wanted!r} is no name for a gazetteer; give one with --name: letters a to z, digits, - and _")
    return wanted


class _Maker(Struct):
    """What all gazetteers of one command share."""

    before: tuple[Kept, ...]
    alternates: list[Path]
    languages: tuple[str, ...]
    country: str
    most_bad: float
    data: Path
    limits: Limits

    def make(self, group: _Group, folder: Path) -> Added:
        """The gazetteer of a group, written but not yet counted; raises `DataFileError` where nothing is left of it."""
        tally = Tally()
        replaced = next((kept for kept in self.before if kept.name == group.name), None)
        facts = self._facts(group, tally, replaced)
        path, digest, rows = write_facts(facts, name=group.name, folder=folder)
        files = [*group.files, *(self.alternates if group.form in ("geonames", "alternates") else ())]
        if not rows:
            path.unlink()
            told = tally.told[0] if tally.told else "every row is of a kind that Riwaya has none for"
            raise DataFileError(f"nothing in it can be used: {told}", path=files[0])
        if tally.bad > self.most_bad * (rows + tally.bad):
            path.unlink()
            raise DataFileError(f"{tally.bad:,} bad lines beside {rows:,} good ones: {tally.told[0]}", path=files[0])
        names = tuple(file.name for file in files)
        if group.form == "alternates" and replaced is not None:
            names = tuple(dict.fromkeys((*replaced.sources, *names)))
        form = "geonames" if group.form == "alternates" else group.form
        left_out = sum(tally.left_out.values())
        kept = Kept(group.name, path, form, digest, rows, left_out, tally.bad, names, datetime.now(UTC).replace(microsecond=0))
        return Added(kept, tally, replaced is not None)

    def _facts(self, group: _Group, tally: Tally, replaced: Kept | None) -> Iterable[Fact]:
        if group.form == "geonames":
            return self._dumps(group.files, tally)
        if group.form == "alternates":
            return self._renamed(replaced, tally)
        base = load_base(self.data, own=self.before)
        if group.form == "list":
            return _unique(read_list(path, known=_known_besides(group.name, base)) for path in group.files)
        levels = read_levels(self.data, "osm")
        return _distinct(
            fact
            for path in group.files
            for fact in read_osm(path, levels, languages=self.languages, country_of=_country_of(base.named), tally=tally, limits=self.limits)
        )

    def _dumps(self, files: Sequence[Path], tally: Tally) -> Iterator[Fact]:
        levels = read_levels(self.data, "geonames")
        seen: set[int] = set()
        for path in files:
            scan = scan_dump(path, levels, limits=self.limits)
            names = self._alternates(scan, tally)
            yield from read_dump(path, levels, scan=scan, alternates=names, tally=tally, country=self.country, seen=seen, limits=self.limits)

    def _alternates(self, scan: Scan, tally: Tally) -> dict[int, list[tuple[int, str, str]]]:
        ids = {*scan.ids, *(id for id, _ in scan.regions.values())}
        return dict(read_alternates(self.alternates, ids=ids, languages=self.languages, tally=tally, limits=self.limits)) if self.alternates else {}

    def _renamed(self, kept: Kept | None, tally: Tally) -> Iterator[Fact]:
        """The facts of a gazetteer that is kept, with more names."""
        if kept is None or kept.form != "geonames":
            raise UsageError("alternate names need their dump: name it beside them, or the gazetteer that it was added as with --name")
        ids = {fact.geonames for fact in read_kept(kept) if fact.geonames is not None}
        names = read_alternates(self.alternates, ids=ids, languages=self.languages, tally=tally, limits=self.limits)
        for fact in read_kept(kept):
            given = [(language, name) for _, language, name in names.get(fact.geonames or 0, ()) if language != "wkdt"]
            before = [(language, name) for language, held in fact.names.items() for name in held]
            yield structs.replace(fact, names=names_by_language([*given, *before])) if given else fact


def _known_besides(name: str, base: Base) -> Callable[[str], Fact | None]:
    """What the base has under an id, leaving out what it has from one gazetteer alone: the one that is being replaced."""

    def find(id: str) -> Fact | None:
        fact = base.get(id)
        return None if fact is not None and fact.source == name else fact

    return find


def _unique(lists: Iterable[list[Fact]]) -> Iterator[Fact]:
    """The entries of several lists; raises `UsageError` where two of them have one id."""
    seen: set[str] = set()
    for facts in list(lists):
        for fact in facts:
            if fact.id in seen:
                raise UsageError(f"two of the lists have {fact.id}; keep it in one of them")
            seen.add(fact.id)
            yield fact


def _distinct(facts: Iterable[Fact]) -> Iterator[Fact]:
    seen: set[str] = set()
    for fact in facts:
        if fact.id not in seen:
            seen.add(fact.id)
            yield fact


def _country_of(named: Callable[..., tuple[Fact, ...]]) -> Callable[[str], str]:
    """The ISO code of a country's name in any language, empty for what is none; each name is looked up once."""
    memo: dict[str, str] = {}

    def find(name: str) -> str:
        if name not in memo:
            memo[name] = next((fact.country for fact in named(name, type="place") if fact.level == "country"), "") if name else ""
        return memo[name]

    return find
