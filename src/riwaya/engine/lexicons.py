"""The lexicons that a run reads with."""

from collections.abc import Mapping
from pathlib import Path

from riwaya.lexicon.compiled import DATA, Lexicon, load_lexicon

LANGUAGES = ("ar", "en")

Lexicons = Mapping[str, Lexicon]
"""Language to lexicon."""


def load_lexicons(data: Path = DATA) -> dict[str, Lexicon]:
    """The lexicon of every language, from a data folder; raises `DataFileError` on a bad file."""
    return {language: load_lexicon(language, data=data) for language in LANGUAGES}
