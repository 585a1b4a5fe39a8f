"""Reading and checking of the data files: TOML for the lexicon, TSV for word lists and gazetteers.

A file's problem is told with its path and line. Sources of truth: `docs/lexicon.md` and the entry classes.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.entries import TOML_CLASSES, Counted, Cue, Entry, Head, Light, Name, Particle, Status, Trigger, Word
from riwaya.ontology.load import Ontology
from riwaya.text.fold import fold_word

_ID = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
_TOML_LINE = re.compile(r"line (\d+)")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


class Located(Struct, frozen=True):
    """An entry and the file and line that it stands on."""

    entry: Entry
    path: str
    line: int


def load_entries(data: Path, language: str, *, ontology: Ontology) -> list[Located]:
    """Every entry of a language, in the order of file names and lines; raises `DataFileError` on the first bad one.

    `data` holds `lexicon/LANGUAGE/**` and `gazetteer/*.tsv`.
    """
    found: list[Located] = []
    for path in sorted((data / "lexicon" / language).rglob("*.toml")):
        found.extend(_toml_entries(path, ontology))
    for path in sorted((data / "lexicon" / language / "words").glob("*.tsv")):
        found.extend(_word_rows(path))
    for name in _NAME_COLUMNS:
        path = data / "gazetteer" / f"{name}.tsv"
        if path.exists():
            found.extend(_name_rows(path, name, language))
    _check_unique(found)
    return found


def _toml_entries(path: Path, ontology: Ontology) -> Iterator[Located]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise DataFileError("not UTF-8; save it as UTF-8", path=path, line=raw[: error.start].count(b"\n") + 1) from error
    except tomllib.TOMLDecodeError as error:
        line = _TOML_LINE.search(str(error))
        raise DataFileError(f"not TOML: {error}", path=path, line=int(line[1]) if line else len(text.splitlines())) from error
    _check_characters(path, text)
    lines = _entry_lines(text)
    if "meta" not in table:
        raise DataFileError("no [meta] table; add one with `source` and `license`", path=path, line=1)
    for name, rows in table.items():
        if name == "meta":
            continue
        shape = TOML_CLASSES.get(name)
        if shape is None:
            raise DataFileError(f"unknown table [[{name}]]; known are {', '.join(TOML_CLASSES)}", path=path, line=_line_of(text, name))
        if not isinstance(rows, list) or len(rows) != len(lines.get(name, ())):
            raise DataFileError(f"write every entry under a [[{name}]] of its own", path=path, line=_line_of(text, name))
        for number, row in enumerate(rows):
            line_number = lines[name][number]
            try:
                entry = msgspec.convert(row, shape, strict=True)
            except msgspec.ValidationError as error:
                raise DataFileError(f"{row.get('id', name)}: {error}", path=path, line=line_number) from error
            _check_entry(entry, path=path, line=line_number, ontology=ontology)
            yield Located(entry, str(path), line_number)


def _check_entry(entry: Entry, *, path: Path, line: int, ontology: Ontology) -> None:
    if not _ID.fullmatch(entry.id):
        raise DataFileError(f"id {entry.id!r} is not dotted ASCII in lower case", path=path, line=line)
    wrong = None
    if isinstance(entry, Cue) and entry.act not in ontology.acts:
        wrong = f"act {entry.act!r}"
    elif isinstance(entry, Trigger):
        kind = ontology.kinds.get(entry.kind)
        if kind is None:
            wrong = f"kind {entry.kind!r}"
        else:
            allowed = {*kind.roles, "place", "weapon", "none", ""}
            used = {entry.subject, entry.object, *entry.roles.values()}
            if used - allowed:
                wrong = f"role {sorted(used - allowed)[0]!r} of kind {entry.kind!r}"
    elif isinstance(entry, (Light, Status)) and entry.status and entry.status not in ontology.statuses:
        wrong = f"status {entry.status!r}"
    if wrong:
        raise DataFileError(f"{entry.id}: {wrong} is not in the ontology", path=path, line=line)
    if isinstance(entry, (Cue, Trigger, Light, Status)) and len(entry.verb) not in (0, 2):
        raise DataFileError(f"{entry.id}: `verb` takes a past and a present form", path=path, line=line)


def _check_characters(path: Path, text: str) -> None:
    for number, line in enumerate(text.splitlines(), 1):
        if found := _PRESENTATION.search(line):
            raise DataFileError(f"presentation form U+{ord(found[0]):04X}; write the plain letter", path=path, line=number)
        if not unicodedata.is_normalized("NFC", line):
            raise DataFileError("not in Unicode NFC; normalise the file", path=path, line=number)


def _entry_lines(text: str) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("[["):
            lines.setdefault(line.strip().split("]]")[0].strip("[ "), []).append(number)
    return lines


def _line_of(text: str, name: str) -> int | None:
    """The first line that opens or sets the table of that name."""
    return next((n for n, line in enumerate(text.splitlines(), 1) if re.match(rf"[\s\[]*{re.escape(name)}\b", line)), None)


def _check_unique(entries: list[Located]) -> None:
    seen: dict[str, Located] = {}
    lemmas: dict[tuple[object, ...], Located] = {}
    for located in entries:
        entry = located.entry
        other = seen.setdefault(entry.id, located)
        if other is not located:
            raise DataFileError(f"id {entry.id!r} stands already in {other.path}:{other.line}", path=located.path, line=located.line)
        key = _normal_key(entry)
        other = lemmas.setdefault(key, located) if key else located
        if other is not located:
            raise DataFileError(
                f"{entry.id}: same normal form as {other.entry.id!r} in {other.path}:{other.line}", path=located.path, line=located.line
            )


def _normal_key(entry: Entry) -> tuple[object, ...] | None:
    """What must not stand twice: the folded lemma within a class of inflecting entries."""
    if isinstance(entry, (Head, Counted)):
        return (type(entry), getattr(entry, "type", ""), fold_word(entry.lemma))
    return None


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataFileError("not UTF-8; save it as UTF-8", path=path, line=raw[: error.start].count(b"\n") + 1) from error
    _check_characters(path, text)
    lines = text.replace("\r\n", "\n").split("\n")
    header = tuple(lines[0].split("\t"))
    if header != columns:
        raise DataFileError(f"the header must be {' '.join(columns)}, separated by tabs", path=path, line=1)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise DataFileError(f"{len(cells)} cells where the header has {len(columns)}", path=path, line=number)
        row = dict(zip(columns, (c.strip() for c in cells), strict=True))
        if not _ID.fullmatch(row["id"]):
            raise DataFileError(f"id {row['id']!r} is not ASCII in lower case", path=path, line=number)
        yield number, row


def _many(cell: str, separator: str = "|") -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(separator) if part.strip())


_WORD_COLUMNS = {
    "verbs": ("id", "past", "present", "masdar", "active", "passive"),
    "nouns": ("id", "lemma", "plural", "gender"),
    "adjectives": ("id", "lemma", "plural"),
    "particles": ("id", "lemma", "class"),
}


def _word_rows(path: Path) -> Iterator[Located]:
    columns = _WORD_COLUMNS.get(path.stem)
    if columns is None:
        raise DataFileError(f"unknown word list; known are {', '.join(_WORD_COLUMNS)}", path=path)
    for line, row in _rows(path, columns):
        identity = f"{path.stem}.{row['id']}"
        entry: Entry
        if path.stem == "particles":
            entry = Particle(identity, row["lemma"], row["class"])
        elif path.stem == "verbs":
            participles = (*_many(row["active"]), *_many(row["passive"]))
            entry = Word(identity, row["past"], "verb", _many(row["present"]), masdar=_many(row["masdar"]), participle=participles)
        else:
            entry = Word(identity, row["lemma"], path.stem[:-1], plural=_many(row["plural"]))
        yield Located(entry, str(path), line)


_NAME_COLUMNS = {
    "places": ("id", "type", "en", "ar", "adjective", "in", "capital_of"),
    "organizations": ("id", "type", "en", "ar", "of"),
    "persons": ("id", "en", "ar", "short", "role", "of"),
    "weapons": ("id", "en", "ar"),
    "given_names": ("id", "type", "en", "ar"),
}
_NAME_PREFIXES = {"places": "place", "organizations": "organization", "persons": "person", "weapons": "weapon_name", "given_names": "given"}


def _name_rows(path: Path, kind: str, language: str) -> Iterator[Located]:
    for line, row in _rows(path, _NAME_COLUMNS[kind]):
        english = language == "en"
        forms = _many(row["en"]) if english else _many(row["ar"])
        entity_type = {"places": "place", "persons": "person", "weapons": "weapon", "given_names": "given"}.get(kind) or row["type"]
        short: tuple[str, ...] = _many(row.get("short", ""))
        if english:
            short = (forms[0].split()[-1],) if kind == "persons" and " " in forms[0] else ()
        yield Located(
            Name(
                id=f"{_NAME_PREFIXES[kind]}.{row['id']}",
                type=entity_type,
                en=row["en"].split("|")[0],
                forms=forms,
                short=short,
                adjective=() if english else _many(row.get("adjective", "")),
                level=row["type"] if kind == "places" else "",
                role=row["type"] if kind == "given_names" else row.get("role", ""),
                of=row.get("in") or row.get("of") or "",
                stands_for=f"place.{row['capital_of']}" if row.get("capital_of") else "",
            ),
            str(path),
            line,
        )
