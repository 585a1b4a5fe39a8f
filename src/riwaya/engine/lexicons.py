"""The lexicons that a run reads with."""

from collections.abc import Mapping
from pathlib import Path

from riwaya.lexicon.compiled import DATA, Lexicon, load_lexicon
from riwaya.read.passages.find import load_signs

LANGUAGES = ("ar", "en")

Lexicons = Mapping[str, Lexicon]
"""Language to lexicon."""


def load_lexicons(data: Path = DATA) -> dict[str, Lexicon]:
    """The lexicon of every language, from a data folder; raises `DataFileError` on a bad file.

    What else every page asks is loaded with them: a bad file of it stops the start too, worker processes inherit it, and no page waits for it.
    """
    load_signs()
    lexicons = {language: load_lexicon(language, data=data) for language in LANGUAGES}
    _ = lexicons["ar"].history
    return lexicons
