"""How much a text looks like words in Arabic letters: how probable its pairs of letters are, learnt from texts (data/encodings/pairs.tsv)."""

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from riwaya.errors import DataFileError

PAIRS = Path(__file__).resolve().parent.parent.parent / "data" / "encodings" / "pairs.tsv"
HEADER = ("first", "second", "count")

_SMALLEST = 0.05
_NEVER = -9.0
_DROPPED = re.compile("[\u0640\u064b-\u0652\u0670]")
_LETTER = "\u0621-\u063a\u0641-\u064a\u066e-\u06d3\u06d5\u06fa-\u06fc"
_WORDS = re.compile(f"[{_LETTER}]+")
_JOINED = re.compile(f"(?:(?![{_LETTER}])\\w)[{_LETTER}]|[{_LETTER}](?:(?![{_LETTER}])[^\\W\\d_])|[{_LETTER}][][{{|}}\\\\^_](?=[{_LETTER}])")
_ODD = re.compile("[\x80-\x9f\u00a1-\u00a9\u00ac\u00ae-\u00b6\u00b8-\u00ba\u00bc-\u00ff\u0152-\u0192\u02c6\u2021\u2030\u2500-\u25ff\ufffd]")

Pairs = Mapping[tuple[str, str], float]


def letters_of(text: str) -> int:
    """How many Arabic letters stand in a text.

    >>> letters_of("في 12 May، كَتب")
    5
    """
    return sum(map(len, words_of(text)))


def words_of(text: str) -> list[str]:
    """The words in Arabic letters of a text, without signs of vowels and lengthening."""
    return _WORDS.findall(_DROPPED.sub("", text))


def score_words(text: str) -> float:
    """The mean logarithm of how probable each letter is behind the one before it, edges of words among them: about -2.5 for texts in
    Arabic, Persian or Urdu, below -4 for what only looks like letters; -9 without any.

    Letters grown together with those of another script and signs that news does not print count as what never stands there.

    >>> score_words("أعلنت الوزارة في بيان") > -3.2, score_words("غلخلت طصسجضج غر ذرثى") < -4
    (True, True)
    """
    pairs, total, count = known_pairs(), 0.0, 0
    for word in words_of(text):
        before = " "
        for letter in (*word, " "):
            total += pairs.get((before, letter), _NEVER)
            before = letter
        count += len(word) + 1
    odd = len(_JOINED.findall(text)) + len(_ODD.findall(text))
    return (total + odd * _NEVER) / (count + odd) if count else _NEVER


@cache
def known_pairs(path: Path = PAIRS) -> Pairs:
    """The logarithm of each pair's probability: of the second letter behind the first, a space for the edge of a word.

    Raises `DataFileError`.
    """
    counts: dict[tuple[str, str], int] = {}
    lines = path.read_text("utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != HEADER:
        raise DataFileError(f"the first line must be {' '.join(HEADER)}, parted by tabs", path=path, line=1)
    for number, line in enumerate(lines[1:], 2):
        try:
            first, second, count = line.split("\t")
            counts[chr(int(first, 16)), chr(int(second, 16))] = int(count)
        except ValueError as error:
            raise DataFileError("a line holds two code points in hexadecimal digits and a count", path=path, line=number) from error
    return probabilities(counts)


def probabilities(counts: Mapping[tuple[str, str], int]) -> Pairs:
    """Logarithms of probabilities from counts, what was seldom seen smoothed."""
    totals: dict[str, int] = {}
    for (first, _), count in counts.items():
        totals[first] = totals.get(first, 0) + count
    kinds = len(totals)
    return {pair: math.log((count + _SMALLEST) / (totals[pair[0]] + _SMALLEST * kinds)) for pair, count in counts.items()}


def count_pairs(text: str) -> dict[tuple[str, str], int]:
    """How often each pair of letters stands in a text, edges of words among them.

    >>> count_pairs("من")[" ", "م"]
    1
    """
    counts: dict[tuple[str, str], int] = {}
    for word in words_of(text):
        for pair in zip(" " + word, word + " ", strict=True):
            counts[pair] = counts.get(pair, 0) + 1
    return counts
