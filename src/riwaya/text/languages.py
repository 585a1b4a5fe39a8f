"""The language of a line of text: by its script, by letters that few languages write, and by the commonest short words.

An ordinary Arabic line is told by one search for letters that Arabic does not have. Any other is weighed word by word against
`data/languages/languages.toml`. What settles nothing is `und`. Codes are those of ISO 639 (two letters, three where there are none).
"""

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from riwaya.errors import DataFileError

DATA = Path(__file__).resolve().parent.parent / "data"
UNKNOWN = "und"
ARABIC = "ar"
_SCRIPTS = {
    "arabic": "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f",
    "cyrillic": "\u0400-\u052f",
    "hebrew": "\u0590-\u05ff",
    "greek": "\u0370-\u03ff",
    "armenian": "\u0530-\u058f",
    "georgian": "\u10a0-\u10ff",
}
_UNCOMMON = r"[^ \u0621-\u063a\u0641-\u064a]"
_FOREIGN = re.compile(rf"{_UNCOMMON}(?<=[^\W\d_\u00aa\u00ba\u0621-\u063a\u0640-\u064a\u0671\ufb50-\ufdff\ufe70-\ufefc]|[\u0590-\u05ff])")
"""A letter that the Arabic language does not write; what most text is made of is passed over first."""
_NOT_ARABIC = re.compile(r"[\u066e-\u0670\u0672-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u063b-\u063f]")
"""A letter of the Arabic script that the Arabic language does not write."""
_ARABIC_LETTER = re.compile(f"[{_SCRIPTS['arabic']}]")
_RUNS = {name: re.compile(f"[{letters}]") for name, letters in _SCRIPTS.items()}
_WORD = re.compile(r"[^\W\d_]+(?:[\u200c'’][^\W\d_]+)*")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[@#]\w+|\b[\w-]+\.(?:com|net|org|tv|ws)\S*", re.IGNORECASE)
_ARTICLE = re.compile(r"\b[A-Za-z]{2,4}[-’'](?=[A-Z])")
"""The Arabic article of a name in Latin letters, which is a word of other languages."""
_MOST_WORDS = 80
"""Words of a line that are weighed: its language does not change behind them."""
_LETTER, _WORD_WEIGHT, _ENDING, _NEVER = 0.6, 1.0, 0.5, 1.2
_LONG = 5
"""Letters of a word whose ending is looked at."""
_LEAST, _MARGIN = 1.0, 0.5


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """What tells a language: see the head of the data file."""

    code: str
    script: str
    letters: str
    never: str
    words: list[str]
    hit: list[str]
    miss: list[str]
    alone: bool = False
    endings: list[str] = []


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    meta: dict[str, str]
    language: list[Language]


class _Model(Struct, frozen=True):
    language: Language
    letters: frozenset[str]
    never: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]


@cache
def load_languages(data: Path = DATA) -> dict[str, tuple[Language, ...]]:
    """The languages of each script; raises `DataFileError` for a bad file."""
    path = data / "languages" / "languages.toml"
    try:
        file = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _File, strict=True)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataFileError(f"no list of languages: {error}", path=path) from error
    found: dict[str, tuple[Language, ...]] = {}
    for language in file.language:
        if language.script not in _SCRIPTS:
            raise DataFileError(f"{language.code}: script {language.script!r} is none of {', '.join(_SCRIPTS)}", path=path)
        found[language.script] = (*found.get(language.script, ()), language)
    return found


@cache
def _models() -> dict[str, tuple[_Model, ...]]:
    return {
        script: tuple(_Model(each, frozenset(each.letters), frozenset(each.never), frozenset(each.words), tuple(each.endings)) for each in languages)
        for script, languages in load_languages().items()
    }


def holds_foreign_letters(text: str) -> bool:
    """True where a letter stands that the Arabic language does not write: without one, every line with letters is Arabic."""
    return _FOREIGN.search(text) is not None


def has_arabic_letters(text: str) -> bool:
    """True where a letter of the Arabic script stands."""
    return _ARABIC_LETTER.search(text) is not None


def language_of(text: str, *, likely: str | None = None) -> str:
    """The language of a line; `likely` is that of its page, which decides where the line leaves it open; `und` where nothing does.

    >>> [language_of(text) for text in ("أعلن الجيش", "پاسخ ما سخت خواهد بود", "Six drones over the city", "12.05.2024")]
    ['ar', 'fa', 'en', 'und']
    """
    if not holds_foreign_letters(text):
        return ARABIC if has_arabic_letters(text) else UNKNOWN
    plain = _ARTICLE.sub("", _ADDRESS.sub(" ", text))
    if not _WORD.search(plain):
        plain = text
    script = _script_of(plain)
    if script == "arabic" and not _NOT_ARABIC.search(plain):
        return ARABIC
    models = _models().get(script, ())
    if not models:
        return UNKNOWN
    if models[0].language.alone:
        return models[0].language.code
    scores = _scores(plain, script, models)
    best, second = sorted(scores.items(), key=lambda item: -item[1])[:2]
    if best[1] >= _LEAST and best[1] - second[1] >= _MARGIN:
        return best[0]
    if likely in scores and scores[likely] >= best[1] - 2 * _MARGIN:
        return likely
    if script == "arabic":  # a name in foreign letters among words that say nothing
        return ARABIC if scores[ARABIC] >= best[1] else UNKNOWN
    return best[0] if best[1] >= _MARGIN and best[1] > second[1] else UNKNOWN


def _script_of(text: str) -> str:
    """The script of most letters, the Arabic one where two are even; empty for one that no language here has."""
    if 2 * len(_ARABIC_LETTER.findall(text)) >= len(text):
        return "arabic"
    counts = {name: len(run.findall(text)) for name, run in _RUNS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def _scores(text: str, script: str, models: tuple[_Model, ...]) -> dict[str, float]:
    """For each language what its words and letters weigh, and less for words that it cannot write."""
    run = _RUNS[script]
    words = Counter(word.lower() for word in _WORD.findall(text)[:_MOST_WORDS] if run.match(word))
    scores = {model.language.code: 0.0 for model in models}
    for word, count in words.items():
        letters = set(word)
        for model in models:
            code = model.language.code
            scores[code] += _WORD_WEIGHT * count * (word in model.words)
            scores[code] += _ENDING * count * (len(word) >= _LONG and word.endswith(model.endings))
            scores[code] += _LETTER * count * (not letters.isdisjoint(model.letters))
            scores[code] -= _NEVER * count * (not letters.isdisjoint(model.never))
    return scores
