"""A small data folder for the tests of the lexicon."""

import shutil
from pathlib import Path

from riwaya.lexicon.compiled import DATA

META = '[meta]\nsource = "hand-written"\nlicense = "CC-BY-4.0"\n\n'
"""Four lines: what follows begins on line 5."""
NAFA = '[[cue]]\nid = "deny.nafa"\nact = "deny"\nverb = ["نفى", "ينفي"]\ntakes = ["that"]\n'
PLACES = "id\ttype\ten\tar\tadjective\tin\tcapital_of\n"
SYRIA = "syria\tcountry\tSyria\tسوريا\tسوري\t\t\n"


def make_data(folder: Path) -> Path:
    """An empty data folder with the real ontology: no entries, and gazetteers that are headers only."""
    (folder / "ontology").mkdir(parents=True)
    shutil.copy(DATA / "ontology" / "ontology.toml", folder / "ontology")
    for language in ("ar", "en"):
        (folder / "lexicon" / language).mkdir(parents=True)
    (folder / "gazetteer").mkdir()
    for path in (DATA / "gazetteer").glob("*.tsv"):
        (folder / "gazetteer" / path.name).write_text(path.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    return folder


def write(data: Path, name: str, text: str | bytes) -> Path:
    """Write a file of the data folder; text gets the usual [meta] before it where it is TOML."""
    path = data / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(text, str):
        text = ((META if path.suffix == ".toml" else "") + text).encode()
    path.write_bytes(text)
    return path
