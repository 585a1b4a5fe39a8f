"""The documents say what the program does: every command, lexicon class and key, and nothing of any one machine."""

import importlib.util
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from riwaya.cli.main import cli
from riwaya.engine.lexicons import LANGUAGES
from riwaya.lexicon import entries
from riwaya.lexicon.compiled import DATA
from riwaya.lexicon.load import load_entries
from riwaya.ontology.load import load_ontology

ROOT = Path(__file__).resolve().parent.parent
LEXICON = (ROOT / "docs" / "lexicon.md").read_text(encoding="utf-8")
LINKING = (ROOT / "docs" / "linking.md").read_text(encoding="utf-8")
CLASSES = {**entries.TOML_CLASSES, "name": entries.Name, "word": entries.Word, "particle": entries.Particle}
EXPLAINED_ONCE = {"id", "hit", "miss", "hard_hit", "hard_miss"}
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.*"),
        *(ROOT / "benchmarks").glob("*.*"),
        *(ROOT / "src" / "riwaya" / "data").rglob("*.md"),
        *(ROOT / name for name in ("Makefile", "NOTICE", "requirements.lock", "pyproject.toml", ".ci/run")),
    ]
)
MACHINE = re.compile(r"(?<![\w./-])/(?:root|home|work|Users|mnt|opt|tmp|srv|var)/|[A-Z]:\\\\|localhost|127\.0\.0\.1")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)\)")
MAKE = re.compile(r"\bmake ([a-z]+)\b")

pytestmark = pytest.mark.skipif(not (ROOT / "Makefile").exists(), reason="the documents come with a checkout, not with the package")


def commands(group: click.Group, prefix: str) -> Iterator[str]:
    """Every command below a group, by its full name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}"


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("name", list(commands(cli, "riwaya")))
def test_readme_shows_every_command(name: str) -> None:
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


def test_readme_gives_two_commands_that_the_makefile_has() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make demo\nmake test\n" in blocks(readme, "")
    assert set(MAKE.findall("\n".join(blocks(readme, "")))) == {"demo", "test"}


@pytest.mark.parametrize("path", [p for p in DOCUMENTS if p.suffix == ".md"], ids=lambda p: p.name)
def test_make_targets_and_links_of_a_document_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)`", text)) | set(MAKE.findall("\n".join(blocks(text, ""))))
    assert named <= targets
    for link in LINK.findall(text):
        assert (path.parent / link).exists(), link


def test_architecture_names_every_module_of_the_readers() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("**The packages of `read`**")[2].partition("\n**")[0]
    modules = {path.stem for path in (ROOT / "src" / "riwaya" / "read").rglob("*.py")} - {"__init__"}
    packages = {path.parent.name for path in (ROOT / "src" / "riwaya" / "read").glob("*/__init__.py")}
    assert set(re.findall(r"`([a-z_]+)`", table)) - {"read"} == modules | packages


@pytest.mark.parametrize("name", list(CLASSES))
def test_lexicon_document_explains_every_class(name: str) -> None:
    assert f"[[{name}]]" in LEXICON or f"`{name}`" in LEXICON


@pytest.mark.parametrize(
    ("name", "key"), [(n, f.name) for n, c in CLASSES.items() for f in msgspec.structs.fields(c) if f.name not in EXPLAINED_ONCE]
)
def test_lexicon_document_explains_every_key(name: str, key: str) -> None:
    head = f"key of `{name}`"
    table = LEXICON.partition(head)[2].partition("\n\n")[0] if head in LEXICON else ""
    lines = [line for line in LEXICON.split("\n") if f"`{name}`" in line] + table.split("\n")
    section = LEXICON.partition(f"`[[{name}]]`")[2].partition("\n## ")[0]
    assert any(f"`{key}`" in line for line in lines) or (head not in LEXICON and f"`{key}`" in section)


@pytest.mark.parametrize("key", sorted(EXPLAINED_ONCE))
def test_lexicon_document_explains_what_all_entries_share(key: str) -> None:
    assert f"**`{key}`**" in LEXICON


def test_lexicon_document_shows_every_class_of_the_files() -> None:
    shown = {name for block in blocks(LEXICON, "toml") for name in tomllib.loads(block)}
    assert shown == set(entries.TOML_CLASSES)


def test_types_of_entries_are_explained() -> None:
    for path in (DATA / "lexicon").rglob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for entry in (*table.get("time", ()), *table.get("number", ()), *table.get("head", ())):
            for value in (entry["type"], entry.get("level", entry["type"])):
                assert f"`{value}`" in LEXICON, f"{path.name}: {entry['id']}: {value}"


def test_examples_of_the_lexicon_document_load_beside_the_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("samples", "*.py"))
    meta = '[meta]\nsource = "hand-written"\nlicense = "CC-BY-4.0"\n\n'
    (data / "lexicon" / "ar" / "document.toml").write_text(meta + "\n".join(blocks(LEXICON, "toml")), encoding="utf-8")
    for block in blocks(LEXICON, "tsv"):
        header, row = block.rstrip("\n").split("\n")
        path = next(p for p in sorted((data / "gazetteer").glob("*.tsv")) if p.read_text(encoding="utf-8").startswith(header + "\n"))
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + f"\n{row}\n", encoding="utf-8")
    ids = {located.entry.id for located in load_entries(data, LANGUAGES[0], ontology=load_ontology(data))}
    assert {"assert.tadharraa", "organization.sada_alsahil", "place.wadi_alrumman"} <= ids


def test_columns_of_every_table_are_explained() -> None:
    for path in [*(DATA / "gazetteer").glob("*.tsv"), *(DATA / "lexicon" / "ar" / "words").glob("*.tsv")]:
        columns = path.read_text(encoding="utf-8").partition("\n")[0].split("\t")
        assert f"| `{path.name}` | {' '.join(f'`{column}`' for column in columns)}" in LEXICON + LINKING


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.name)
def test_no_document_names_a_path_of_a_machine(path: Path) -> None:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        assert not MACHINE.search(line), f"{path.name}:{number}"


def test_lock_holds_names_and_versions_only() -> None:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+", line) for line in lines if not line.startswith("#"))


def test_every_dependency_is_locked_and_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    locked = {re.split("==", line)[0].lower().replace("_", "-") for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()}
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower().replace("_", "-")
    for requirement in wanted:
        name = re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")
        assert name in locked
        assert f"| {name} |" in explained


def test_the_tutorial_says_what_its_commands_print() -> None:
    spec = importlib.util.spec_from_file_location("make_tutorial", ROOT / "docs" / "make_tutorial.py")
    assert spec is not None
    assert spec.loader is not None
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    page = maker.PAGE.read_text(encoding="utf-8")
    assert page.count("```console\n$ riwaya ") >= 8
    assert maker.made(page) == page, "run `python docs/make_tutorial.py`, and see that what it tells around the output still holds"
