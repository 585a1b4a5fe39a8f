"""Tests `lexicon/compiled.py`: the cache is written, reused and renewed, and the same data give the same tables."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from riwaya.lexicon import compiled
from riwaya.lexicon.compiled import DATA, Lexicon, compile_entries, load_lexicon
from riwaya.lexicon.entries import Entry, Name, Particle, Trigger, Word
from riwaya.ontology.load import load_ontology
from tests.lexicon.samples import NAFA, PLACES, SYRIA, make_data, write

TOML = "lexicon/ar/statements/deny.toml"
PROGRAM = """
import sys
from pathlib import Path
from riwaya.lexicon.compiled import load_lexicon
print("ready", flush=True)
sys.stdin.readline()
lexicon = load_lexicon(data=Path(sys.argv[1]), cache=Path(sys.argv[2]))
print(len(lexicon.entries), len(lexicon.readings), "نفت" in lexicon.words)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    made = make_data(tmp_path / "data")
    write(made, TOML, NAFA)
    write(made, "gazetteer/places.tsv", PLACES + SYRIA + "dimashq\tcity\tDamascus\tدمشق\tدمشقي\tsyria\t\n")
    return made


@pytest.fixture
def no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling fails from here on: what is loaded was in the cache."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(compiled, "compile_entries", refuse)


def words(lexicon: Lexicon) -> list[tuple[str, int]]:
    return sorted(lexicon.words.items())


def folders(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


def start(data: Path, cache: Path, *, seed: int = 0) -> "subprocess.Popen[str]":
    """A process that is ready to load the lexicon and waits for a line to begin."""
    environment = os.environ | {"PYTHONHASHSEED": str(seed), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", PROGRAM, str(data), str(cache)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, encoding="utf-8")


def finish(processes: list["subprocess.Popen[str]"]) -> list[str]:
    """Let them all go at once; what each printed."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    printed = [process.communicate(timeout=60)[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return printed


def made_of(entries: list[Entry]) -> Lexicon:
    """A lexicon of these entries, compiled in memory."""
    return Lexicon("ar", tables=compile_entries(entries, language="ar"), ontology=load_ontology(DATA))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    """A copy of the real data (others may be editing them) and two caches of it, made by processes that hash differently."""
    folder = tmp_path_factory.mktemp("real")
    data = folder / "data"
    for part in ("lexicon", "gazetteer", "ontology"):
        shutil.copytree(DATA / part, data / part)
    caches = [folder / "one", folder / "two"]
    finish([start(data, cache, seed=seed) for seed, cache in enumerate(caches, 1)])
    return data, caches


def test_the_cache_is_written(data: Path, tmp_path: Path) -> None:
    lexicon = load_lexicon(data=data, cache=tmp_path / "not" / "yet")
    assert set(lexicon.by_id) == {"deny.nafa", "place.syria", "place.dimashq"}
    (folder,) = folders(tmp_path / "not" / "yet")
    assert folder.name.startswith("lexicon-ar-")
    assert {path.name for path in folder.iterdir()} == {"tables"}


def test_the_cache_is_reused(data: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    fresh = load_lexicon(data=data, cache=tmp_path / "cache")
    request.getfixturevalue("no_compiling")
    again = load_lexicon(data=data, cache=tmp_path / "cache")
    assert (again.entries, again.uses, again.readings) == (fresh.entries, fresh.uses, fresh.readings)
    assert words(again) == words(fresh)


def test_the_cache_stands_where_the_environment_says(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_CACHE", str(tmp_path / "elsewhere"))
    load_lexicon(data=data)
    assert len(folders(tmp_path / "elsewhere")) == 1


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (TOML, "deny.nafa", "deny.new"),
        ("gazetteer/places.tsv", "dimashq", "sham"),
        ("ontology/ontology.toml", "telephone or video call", "telephone call"),
    ],
)
def test_a_changed_file_renews_the_cache(data: Path, tmp_path: Path, name: str, old: str, new: str) -> None:
    load_lexicon(data=data, cache=tmp_path / "cache")
    path = data / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    lexicon = load_lexicon(data=data, cache=tmp_path / "cache")
    assert len(folders(tmp_path / "cache")) == 2
    assert new in {*lexicon.by_id, *(identity.partition(".")[2] for identity in lexicon.by_id), lexicon.ontology.kinds["call"].title}


def test_a_new_file_renews_the_cache(data: Path, tmp_path: Path) -> None:
    load_lexicon(data=data, cache=tmp_path / "cache")
    write(data, "lexicon/ar/words/particles.tsv", "id\tlemma\tclass\nfi\tفي\tpreposition\n")
    assert "particles.fi" in load_lexicon(data=data, cache=tmp_path / "cache").by_id


def test_another_language_has_a_cache_of_its_own(data: Path, tmp_path: Path) -> None:
    load_lexicon(data=data, cache=tmp_path / "cache")
    english = load_lexicon("en", data=data, cache=tmp_path / "cache")
    assert "damascus" in english.words
    assert {folder.name[:11] for folder in folders(tmp_path / "cache")} == {"lexicon-ar-", "lexicon-en-"}


def test_a_folder_that_cannot_be_written(data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for _ in range(2):
        assert "deny.nafa" in load_lexicon(data=data, cache=tmp_path / "file" / "cache").by_id
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_a_cache_that_cannot_be_moved_into_place(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise OSError(f"no room for {target}")

    monkeypatch.setattr(Path, "rename", refuse)
    assert "deny.nafa" in load_lexicon(data=data, cache=tmp_path / "cache").by_id
    assert folders(tmp_path / "cache") == []


def test_a_damaged_cache_is_not_used(data: Path, tmp_path: Path) -> None:
    fresh = load_lexicon(data=data, cache=tmp_path / "cache")
    (folder,) = folders(tmp_path / "cache")
    whole = (folder / "tables").read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 5):
        (folder / "tables").write_bytes(whole[:size])
        again = load_lexicon(data=data, cache=tmp_path / "cache")
        assert (again.entries, words(again)) == (fresh.entries, words(fresh))
    assert folders(tmp_path / "cache") == [folder]


def test_a_damaged_cache_is_renewed(data: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    load_lexicon(data=data, cache=tmp_path / "cache")
    (folder,) = folders(tmp_path / "cache")
    (folder / "tables").write_bytes(b"")
    load_lexicon(data=data, cache=tmp_path / "cache")
    request.getfixturevalue("no_compiling")
    load_lexicon(data=data, cache=tmp_path / "cache")


def test_processes_at_once(data: Path, tmp_path: Path) -> None:
    printed = finish([start(data, tmp_path / "cache") for _ in range(3)])
    assert len(set(printed)) == 1
    assert printed[0].startswith("3 ")
    assert printed[0].endswith(" True")
    assert len(folders(tmp_path / "cache")) == 1


def test_the_same_data_give_the_same_bytes(real: tuple[Path, list[Path]]) -> None:
    (one,), (two,) = (folders(cache) for cache in real[1])
    assert one.name == two.name
    assert (one / "tables").read_bytes() == (two / "tables").read_bytes()


def test_the_real_lexicon_loads_well_under_a_second(real: tuple[Path, list[Path]], no_compiling: None) -> None:
    seconds = []
    for _ in range(3):
        began = time.process_time()
        lexicon = load_lexicon(data=real[0], cache=real[1][0])
        seconds.append(time.process_time() - began)
    assert len(lexicon.entries) > 1000
    assert min(seconds) < 0.7


def test_a_pattern_of_several_entries_has_a_reading_of_each() -> None:
    entries: list[Entry] = [Trigger("t", "withdrawal", verb=("سحب", "يسحب"), masdar="سحب"), Particle("p", "سحب", "adverb")]
    lexicon = made_of(entries)
    readings = lexicon.readings_at(lexicon.words["سحب"])
    assert [entry.id for entry, _ in readings] == ["t", "t", "p"]
    assert len({(entry.id, use.form) for entry, use in readings}) == 3


def test_a_name_with_the_article_is_also_found_without_its_alif() -> None:
    lexicon = made_of([Name("n", "place", "Sudan", ("السودان",))])
    assert [use.after_article for _, use in lexicon.readings_at(lexicon.words["السودان"])] == [False]
    # behind لل: the article's two letters are the preposition's
    assert [use.after_article for _, use in lexicon.readings_at(lexicon.words["سودان"])] == [True]


def test_the_participle_of_a_doubled_verb() -> None:
    found = compile_entries([Word("w", "خص", "verb", ("يخص",), participle=("خاص",))], language="ar").words
    assert "خاصه" in found
    assert "خاصيه" not in found


def test_the_participle_of_a_defective_verb() -> None:
    found = compile_entries([Word("w", "دعا", "verb", ("يدعو",), participle=("داع",))], language="ar").words
    assert "داعيه" in found
    assert "داعه" not in found


def test_phrases_stand_under_their_first_words() -> None:
    tables = compile_entries([Particle("a", "على الرغم من", "preposition"), Particle("b", "على الأقل", "adverb")], language="ar")
    assert {second: [others for others, _ in phrases] for second, phrases in tables.phrases["علي"].items()} == {"الرغم": ["من"], "الاقل": [""]}
    assert "علي" not in tables.words


def test_nothing_to_compile() -> None:
    tables = compile_entries([], language="ar")
    assert (tables.readings, tables.words, tables.phrases) == (b"", {}, {})


def test_an_empty_lexicon_is_loaded_from_its_cache(tmp_path: Path) -> None:
    data = make_data(tmp_path / "data")
    for _ in range(2):
        assert load_lexicon(data=data, cache=tmp_path / "cache").entries == []
