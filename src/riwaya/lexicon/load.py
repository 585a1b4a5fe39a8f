"""Reading and checking of the data files: TOML for the lexicon, TSV for word lists and gazetteers.

A file's problem is told with its path and line. Sources of truth: `docs/lexicon.md` and the entry classes.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError
from riwaya.lexicon.closed import CLOSED, LEVELS, NAME_TYPES, OPENERS, PREPOSITIONS, TIME_UNITS
from riwaya.lexicon.entries import (
    TOML_CLASSES,
    Anaphor,
    Counted,
    Cue,
    Entry,
    Head,
    Initiative,
    Light,
    Limit,
    Name,
    Number,
    Particle,
    Status,
    Time,
    Trigger,
    Word,
)
from riwaya.lexicon.rows import ID, NAME_COLUMNS, NAME_PREFIXES, OPTIONAL_COLUMNS, check_characters, read_rows, split_cell
from riwaya.lexicon.terms import parse_offices
from riwaya.ontology.load import Ontology
from riwaya.text.fold import fold_word
from riwaya.text.function_words import FOLDED

_TOML_LINE = re.compile(r"line (\d+)")


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
    folder = data / "lexicon" / language
    if not folder.is_dir():
        raise DataFileError("no such folder; a data folder holds the lexicon of every language, even an empty one", path=folder)
    for path in sorted(folder.rglob("*.toml")):
        found.extend(_toml_entries(path, ontology))
    for path in sorted((folder / "words").glob("*.tsv")):
        found.extend(_word_rows(path))
    names: list[Located] = []
    for name in NAME_COLUMNS:
        path = data / "gazetteer" / f"{name}.tsv"
        if not path.is_file():
            raise DataFileError("no such file; a data folder holds every gazetteer, even one with a header only", path=path)
        names.extend(_name_rows(path, name, language))
    found += names
    _check_unique(found)
    _check_prepositions(found, language)
    _check_owners(names)
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
    check_characters(path, text)
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
    if not ID.fullmatch(entry.id):
        raise DataFileError(f"id {entry.id!r} is not dotted ASCII in lower case", path=path, line=line)
    wrong = None
    if isinstance(entry, Cue) and entry.act not in ontology.acts:
        wrong = f"act {entry.act!r}"
    elif isinstance(entry, Trigger):
        kind = ontology.kinds.get(entry.kind)
        if kind is None:
            wrong = f"kind {entry.kind!r}"
        elif entry.status and entry.status not in ontology.statuses:
            wrong = f"status {entry.status!r}"
        else:
            allowed = {*kind.roles, "place", "weapon", "none", ""}
            used = {entry.subject, entry.object, *entry.roles.values()}
            if used - allowed:
                wrong = f"role {sorted(used - allowed)[0]!r} of kind {entry.kind!r}"
    elif isinstance(entry, (Light, Status)) and entry.status and entry.status not in ontology.statuses:
        wrong = f"status {entry.status!r}"
    elif isinstance(entry, Light) and entry.subject not in {
        "",
        "none",
        "cause",
        "place",
        "weapon",
        *(r for k in ontology.kinds.values() for r in k.roles),
    }:
        wrong = f"role {entry.subject!r}"
    if wrong:
        raise DataFileError(f"{entry.id}: {wrong} is not in the ontology", path=path, line=line)
    if isinstance(entry, (Cue, Trigger, Light, Status, Initiative, Limit)) and len(entry.verb) not in (0, 2):
        raise DataFileError(f"{entry.id}: `verb` takes a past and a present form", path=path, line=line)
    _check_values(entry, path=path, line=line)
    _check_forms(entry, path=path, line=line)


def _check_values(entry: Entry, *, path: Path, line: int) -> None:
    """Raise `DataFileError` for a value that no reader knows: it would be passed over in silence."""
    sets = dict(CLOSED.get(type(entry), {}))
    if isinstance(entry, Time):
        sets["unit"] = TIME_UNITS.get(entry.type, ("",))
    elif isinstance(entry, Head):
        sets["level"] = ("", *LEVELS.get(entry.type, ()))
    for key, known in sets.items():
        given = getattr(entry, key)
        for value in given if isinstance(given, tuple) else (given,):
            if value not in known:
                words = ", ".join(filter(None, known))
                of = f" of type {entry.type}" if key in ("unit", "level") and isinstance(entry, (Time, Head)) else ""
                expected = f"known{of} are {words}" if words else f"leave it out: an entry{of} has none"
                raise DataFileError(f"{entry.id}: {key} {value!r} is not known; {expected}", path=path, line=line)


def _check_forms(entry: Entry, *, path: Path, line: int) -> None:
    """Raise `DataFileError` for an entry that no word of a text could ever show."""
    keys: tuple[str, ...]
    if isinstance(entry, (Cue, Light, Initiative)):
        keys = ("verb", "passive", "masdar", "participle", "phrase") if isinstance(entry, Cue) else ("verb", "passive", "masdar", "phrase")
    elif isinstance(entry, (Trigger, Status)):
        keys = ("verb", "passive", "masdar", "participle", "noun", "plural", "phrase")
    elif isinstance(entry, Limit):
        keys = ("verb", "masdar", "participle", "noun", "plural", "phrase")
    elif isinstance(entry, (Time, Number)):
        keys = ("forms",)
    elif isinstance(entry, (Head, Counted, Anaphor)):
        keys = ("lemma",)
    else:
        return
    given = [getattr(entry, key) for key in keys]
    if not any(form.strip() for value in given for form in (value if isinstance(value, tuple) else (value,))):
        raise DataFileError(f"{entry.id}: no form, so that it is found nowhere; fill {' or '.join(f'`{key}`' for key in keys)}", path=path, line=line)


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


def _check_prepositions(entries: list[Located], language: str) -> None:
    """Raise `DataFileError` for a word in `takes` or `roles` that is no preposition of the language, nor another opener, and for one
    in `unless` or `given` that is no noun of its lists.
    """
    particles = {e.entry.lemma for e in entries if isinstance(e.entry, Particle) and e.entry.type in ("preposition", "locative")}
    nouns = {e.entry.lemma for e in entries if isinstance(e.entry, Word) and e.entry.part == "noun"}
    known = {*PREPOSITIONS.get(language, ()), *particles}
    # what a cue takes is compared with single folded words
    single = {word for word in known if " " not in word and fold_word(word) == FOLDED.get(word, word)}
    for located in entries:
        entry = located.entry
        if isinstance(entry, (Cue, Light, Status, Initiative)):
            openers = OPENERS[type(entry).__struct_config__.tag]  # type: ignore[index]
            wrong = next((take for take in entry.takes if take not in openers and take not in single), None)
            if wrong is not None:
                message = f"{entry.id}: takes {wrong!r} is not known; write {', '.join(openers)} or a preposition ({_some(language)})"
                raise DataFileError(message, path=located.path, line=located.line)
        elif isinstance(entry, Trigger):
            wrong = next((word for word in entry.roles if word not in known), None)
            if wrong is not None:
                message = f"{entry.id}: {wrong!r} in `roles` is no known preposition; known are {_some(language)}, and those of words/particles.tsv"
                raise DataFileError(message, path=located.path, line=located.line)
            wrong = next((word for word in (*entry.unless, *entry.given) if word not in nouns), None)
            if wrong is not None:
                key = "given" if wrong in entry.given else "unless"
                message = f"{entry.id}: {wrong!r} in `{key}` is no lemma of words/nouns.tsv; add it there or correct it"
                raise DataFileError(message, path=located.path, line=located.line)


def _some(language: str) -> str:
    return " ".join(PREPOSITIONS.get(language, ())[:10]) + " …"


def _check_owners(names: list[Located]) -> None:
    """Raise `DataFileError` for a name that belongs to, or stands for, what no row of the gazetteers is."""
    ids = {located.entry.id for located in names}
    for located in names:
        entry = located.entry
        assert isinstance(entry, Name)
        place = entry.type == "place"
        owners = (f"place.{entry.of}",) if place else (f"place.{entry.of}", f"organization.{entry.of}")
        wrong = ""
        if entry.of and ids.isdisjoint(owners):
            wrong = f"`{'in' if place else 'of'}` names {entry.of!r}"
        elif entry.stands_for and entry.stands_for not in ids:
            wrong = f"`capital_of` names {entry.stands_for.removeprefix('place.')!r}"
        if wrong:
            files = "places.tsv" if place else "places.tsv or organizations.tsv"
            raise DataFileError(
                f"{entry.id}: {wrong}, which is no id of {files}; add its row or correct the id", path=located.path, line=located.line
            )


def _normal_key(entry: Entry) -> tuple[object, ...] | None:
    """What must not stand twice: the folded lemma within a class of inflecting entries."""
    if isinstance(entry, (Head, Counted)):
        return (type(entry), getattr(entry, "type", ""), fold_word(entry.lemma))
    return None


_WORD_COLUMNS = {
    "verbs": ("id", "past", "present", "masdar", "active", "passive"),
    "nouns": ("id", "lemma", "plural", "gender"),
    "adjectives": ("id", "lemma", "plural"),
    "particles": ("id", "lemma", "class"),
}


def _word_rows(path: Path) -> Iterator[Located]:
    stem = path.stem
    columns = _WORD_COLUMNS.get(stem)
    if columns is None:
        raise DataFileError(f"unknown word list; known are {', '.join(_WORD_COLUMNS)}", path=path)
    for line, row in read_rows(path, columns):
        identity = f"{stem}.{row['id']}"
        entry: Entry
        if stem == "particles":
            entry = Particle(identity, row["lemma"], row["class"])
            _check_values(entry, path=path, line=line)
        elif stem == "verbs":
            participles = (*split_cell(row["active"]), *split_cell(row["passive"]))
            entry = Word(identity, row["past"], "verb", split_cell(row["present"]), masdar=split_cell(row["masdar"]), participle=participles)
        else:
            entry = Word(identity, row["lemma"], stem[:-1], plural=split_cell(row["plural"]))
        yield Located(entry, str(path), line)


def _english_names(path: Path, kind: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Id of a row of the gazetteer to the further English names and the adjectives (Russian, Russians) that `english.tsv` gives it."""
    if not path.exists():
        return {}
    prefix = NAME_PREFIXES[kind] + "."
    rows = (row for _, row in read_rows(path, ("id", "names", "adjectives")))
    return {row["id"].removeprefix(prefix): (split_cell(row["names"]), split_cell(row["adjectives"])) for row in rows if row["id"].startswith(prefix)}


def _name_rows(path: Path, kind: str, language: str) -> Iterator[Located]:
    english = language == "en"
    also = _english_names(path.parent / "english.tsv", kind) if english else {}
    for line, row in read_rows(path, NAME_COLUMNS[kind], optional=OPTIONAL_COLUMNS.get(kind, ())):
        adjective: tuple[str, ...] = ()
        identity = f"{NAME_PREFIXES[kind]}.{row['id']}"
        for column in ("en", "ar"):
            if not split_cell(row[column]):
                raise DataFileError(f"{identity}: no name in `{column}`; every row is named in both languages", path=path, line=line)
        known = NAME_TYPES.get(kind)
        if known and row["type"] not in known:
            raise DataFileError(f"{identity}: type {row['type']!r} is not known; known are {', '.join(known)}", path=path, line=line)
        forms = split_cell(row["en"]) if english else split_cell(row["ar"])
        if english and row.get("type") == "toponym":
            continue  # English prints a place's name with capitals
        entity_type = {"places": "place", "persons": "person", "weapons": "weapon", "given_names": "given"}.get(kind) or row["type"]
        entity_type = "toponym" if row.get("type") == "toponym" else entity_type  # opens names of places, but is none
        short: tuple[str, ...] = split_cell(row.get("short", ""))
        try:
            parse_offices(row.get("offices", ""))
        except ValueError as error:
            raise DataFileError(f"{identity}: {error}", path=path, line=line) from error
        if english:
            forms, adjective = (*forms, *also.get(row["id"], ((), ()))[0]), also.get(row["id"], ((), ()))[1]
            short = tuple(dict.fromkeys(form.split()[-1] for form in forms if " " in form)) if kind == "persons" else ()
        yield Located(
            Name(
                id=identity,
                type=entity_type,
                en=row["en"].split("|")[0],
                forms=forms,
                short=short,
                adjective=adjective if english else split_cell(row.get("adjective", "")),
                level=row["type"] if kind == "places" else "",
                role=row["type"] if kind == "given_names" else row.get("role", ""),
                of=row.get("in") or row.get("of") or "",
                stands_for=f"place.{row['capital_of']}" if row.get("capital_of") else "",
                offices=row.get("offices", ""),
            ),
            str(path),
            line,
        )
