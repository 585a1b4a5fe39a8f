"""The compiled lexicon: automata over all surface forms of a language, kept in a cache beside nothing else.

Compiling takes about a second, loading the cache a third of it or less. The cache is keyed by the content of the data files and
of the code that inflects them, so that a changed entry is never missed.
"""

import gc
import hashlib
import os
import shutil
import tempfile
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import ahocorasick
import msgspec
from msgspec import Struct
from platformdirs import user_cache_path

from riwaya.lexicon import closed as closed_module
from riwaya.lexicon import entries as entries_module
from riwaya.lexicon import load as load_module
from riwaya.lexicon import masks as masks_module
from riwaya.lexicon import patterns as patterns_module
from riwaya.lexicon import rows as rows_module
from riwaya.lexicon.entries import Entry, Name, Particle, Time, Word
from riwaya.lexicon.history import History, load_history
from riwaya.lexicon.load import load_entries
from riwaya.lexicon.masks import mask_of
from riwaya.lexicon.patterns import patterns_of
from riwaya.ontology.load import Ontology, load_ontology
from riwaya.text import fold as fold_module
from riwaya.text import inflection as inflection_module
from riwaya.text.clitics import Proclitic
from riwaya.text.inflection import PAST, PRESENT, Form

DATA = Path(__file__).resolve().parent.parent / "data"

LONGEST = 255
"""The longest pattern, in letters, whose length its value in an automaton tells."""
_PACKED = "Q"
ENTRY, USES, LAST = 17, 0xFFFF, 1
"""A packed reading: the bit at which the number of its entry begins, the bits of that of its use above the last one, its pattern's last."""

VERBAL, NOMINAL, PROPER, BARE, RELATIONAL = 0, 1, 2, 3, 4
"""Which clitics a reading allows: of a verb, a noun, a proper name, a particle, a nation's adjective."""


class Hit(Struct, gc=False):
    """An entry found over the tokens `[first, after)`, with the clitics around it; `mask` tells what it makes of each of them."""

    first: int
    after: int
    entry: Entry
    form: Form
    before: Proclitic
    pronoun: str
    next_preposition: str
    mask: int


class Known(Struct, frozen=True, gc=False):
    """All readings of a word, the bits of all of them together, and whether any wants something glued to the next word: which decides the bits.

    The readings are those of a text of this one word.

    A word that is a known name as it stands is not read as a verb with clitics (سيرجي is Sergei, not س + يرجى).
    """

    found: tuple[Hit, ...]
    mask: int
    glued: bool


class Use(Struct, array_like=True, frozen=True, gc=False):
    """How an entry stands in a pattern: its form, its clitic class, what must be glued to the next word, and its mask."""

    form: Form
    clitics: int
    next_preposition: str
    after_article: bool
    mask: int


class Tables(Struct, array_like=True):
    """What the automata's values point into: entries, uses, and the packed readings of one pattern after another.

    A reading is the number of its entry, that of its use (16 bits) and whether it is its pattern's last (1 bit), in eight bytes: so
    that what is asked of a word never read before lies together in memory.
    """

    entries: list[Entry]
    uses: list[Use]
    readings: bytes


class Lexicon:
    """A compiled lexicon of one language: an automaton over all forms of one word, another over those of several.

    Read-only but for `memo`, what the scan has looked up before."""

    def __init__(
        self,
        language: str,
        *,
        automaton: "ahocorasick.Automaton",
        phrases: "ahocorasick.Automaton",
        tables: Tables,
        ontology: Ontology,
        data: Path = DATA,
    ) -> None:
        self.language = language
        self.automaton = automaton
        self.phrases = phrases
        self.entries = tables.entries
        self.uses = tables.uses
        self.readings = array(_PACKED, tables.readings)
        self.memo: dict[str, Known] = {}
        self.ontology = ontology
        self.by_id = {entry.id: entry for entry in tables.entries}
        self.data = data

    @cached_property
    def history(self) -> History:
        """Wars and offices, by which texts are dated; read when first asked for."""
        return load_history(self.data)

    def readings_at(self, first: int) -> list[tuple[Entry, Use]]:
        """The readings of the pattern whose first stands there."""
        entries, uses, readings = self.entries, self.uses, self.readings
        found: list[tuple[Entry, Use]] = []
        while True:
            packed = readings[first]
            found.append((entries[packed >> ENTRY], uses[packed >> 1 & USES]))
            if packed & LAST:
                return found
            first += 1


def load_lexicon(language: str = "ar", *, data: Path = DATA, cache: Path | None = None) -> Lexicon:
    """The lexicon of a language, from the cache where that is current; raises `DataFileError` on a bad data file.

    `cache` defaults to the user's cache folder (or `RIWAYA_CACHE`); where it cannot be written, compiling is repeated.
    """
    with collector_paused():
        lexicon = _load(language, data, cache)
        gc.freeze()  # a million small objects that live on: the first collection afterwards need not look at them; counting still frees them
    return lexicon


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for garbage in cycles while many small objects are made of which none is such; counting still frees them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(language: str, data: Path, cache: Path | None) -> Lexicon:
    ontology = load_ontology(data)
    folder = (cache or Path(os.environ.get("RIWAYA_CACHE") or user_cache_path("riwaya"))) / f"lexicon-{language}-{content_key(data, language)}"
    try:
        tables = msgspec.msgpack.decode((folder / "tables").read_bytes(), type=Tables)
        automaton, phrases = (ahocorasick.load(str(folder / name), bytes) for name in ("automaton", "phrases"))
    except (OSError, ValueError, msgspec.DecodeError):
        tables, automaton, phrases = compile_entries(
            [located.entry for located in load_entries(data, language, ontology=ontology)], language=language
        )
        shutil.rmtree(folder, ignore_errors=True)  # a damaged cache would stay in the way of the new one
        _store(folder, tables=tables, automaton=automaton, phrases=phrases)
    return Lexicon(language, automaton=automaton, phrases=phrases, tables=tables, ontology=ontology, data=data)


def compile_entries(entries: list[Entry], *, language: str) -> tuple[Tables, "ahocorasick.Automaton", "ahocorasick.Automaton"]:
    """Inflect every entry and build the automata of words and of phrases; deterministic in the order of the entries."""
    use_numbers: dict[Use, int] = {}
    by_text: dict[str, dict[int, None]] = {}
    judged_by_sort: dict[tuple[type[Entry], str], dict[Form, tuple[int, int]]] = {}

    def add(text: str, number: int, use: Use) -> None:
        by_text.setdefault(text, {})[number << ENTRY | use_numbers.setdefault(use, len(use_numbers)) << 1] = None

    for number, entry in enumerate(entries):
        judged = judged_by_sort.setdefault((type(entry), getattr(entry, "type", "")), {})  # class and type decide, and the form
        for pattern in patterns_of(entry, language=language):
            known = judged.get(pattern.form)
            if known is None:
                known = judged[pattern.form] = _clitic_class(entry, pattern.form), mask_of(entry, pattern.form)
            clitics, mask = known
            text = pattern.text
            holds_article = text.startswith("ال") and len(text) > 4
            if holds_article and clitics == NOMINAL and not isinstance(entry, Word):
                clitics = PROPER  # it holds the article itself: neither another one nor a pronoun
            add(text, number, Use(pattern.form, clitics, pattern.next_preposition, False, mask))
            if holds_article and clitics == PROPER:
                # للسودان: the article's alif is dropped after the preposition ل
                add(text[2:], number, Use(pattern.form, clitics, pattern.next_preposition, True, mask))
    words, phrases = (ahocorasick.Automaton(ahocorasick.STORE_INTS) for _ in range(2))
    readings = array(_PACKED)
    for text in sorted(by_text):
        (phrases if " " in text else words).add_word(text, len(readings) * 256 + min(len(text), LONGEST))
        readings.extend(by_text[text])
        readings[-1] |= 1
    for automaton in (words, phrases):
        automaton.make_automaton()
    return Tables(entries, list(use_numbers), readings.tobytes()), words, phrases


def _clitic_class(entry: Entry, form: Form) -> int:
    if form.part in (PAST, PRESENT):
        return VERBAL
    if isinstance(entry, Name):
        return RELATIONAL if form.part == patterns_module.ADJECTIVE else PROPER
    return BARE if isinstance(entry, Particle) and entry.type != "adverb" and not isinstance(entry, Time) else NOMINAL


def content_key(data: Path, language: str) -> str:
    """What the compiled lexicon of a language hangs on: the content of its data and of the code that inflects it."""
    digest = hashlib.sha256(language.encode())
    modules = (closed_module, entries_module, load_module, masks_module, patterns_module, rows_module, fold_module, inflection_module)
    sources = [Path(module.__file__) for module in modules if module.__file__]
    files = [
        *sources,
        Path(__file__),
        *sorted((data / "lexicon" / language).rglob("*.t*")),
        *sorted((data / "gazetteer").glob("*.tsv")),
        *sorted((data / "ontology").glob("*.toml")),
    ]
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _store(folder: Path, *, tables: Tables, automaton: "ahocorasick.Automaton", phrases: "ahocorasick.Automaton") -> None:
    """Write the cache beside its place and move it there, so that two processes never see half of one."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    except OSError:
        return
    try:
        (made / "tables").write_bytes(msgspec.msgpack.encode(tables))
        automaton.save(str(made / "automaton"))
        phrases.save(str(made / "phrases"))
        made.rename(folder)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
