"""Tests `cli/lexicon.py` on a small data folder of our own."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from riwaya.cli.main import cli

OWN = Path(__file__).resolve().parents[2] / "src" / "riwaya" / "data"
CUE = """[meta]
source = "hand-written"
license = "CC-BY-4.0"

[[cue]]
id = "deny.nafa"
act = "deny"
verb = ["نفى", "ينفي"]
takes = ["that", "quote", "object"]
hit = [{hit}]
miss = [{miss}]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "ontology" / "ontology.toml").write_bytes((OWN / "ontology" / "ontology.toml").read_bytes())
    (tmp_path / "lexicon" / "ar" / "statements").mkdir(parents=True)
    (tmp_path / "lexicon" / "en").mkdir()
    (tmp_path / "gazetteer").mkdir()
    for path in (OWN / "gazetteer").glob("*.tsv"):
        (tmp_path / "gazetteer" / path.name).write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    return tmp_path


def check(data: Path, *, hit: str = "", miss: str = "") -> Result:
    path = data / "lexicon" / "ar" / "statements" / "deny.toml"
    path.write_text(CUE.format(hit=hit, miss=miss), encoding="utf-8")
    return CliRunner().invoke(cli, ["lexicon", "check", "--data", str(data)])


def test_examples_that_hold(data: Path) -> None:
    result = check(data, miss='"زار الوفد المدينة"')
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "ar: entries 1, hits 0, misses 1, failed 0",
        "en: entries 0, hits 0, misses 0, failed 0",
    ]


def test_a_hit_that_is_not_read(data: Path) -> None:
    result = check(data, hit='"زار الوفد المدينة"')
    assert result.exit_code == 1
    place = data / "lexicon" / "ar" / "statements" / "deny.toml"
    first, counts, _ = result.stdout.splitlines()
    assert first.startswith(f"{place}:5: deny.nafa: \u2068زار الوفد المدينة\u2069: not found")
    assert counts == "ar: entries 1, hits 1, misses 0, failed 1"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_broken_file(data: Path, language: str) -> None:
    path = data / "lexicon" / language / "broken.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('[meta]\nsource = "s"\n[[kue]]\nid = "a"\n', encoding="utf-8")
    result = check(data)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}:3: unknown table [[kue]]" in result.stderr
