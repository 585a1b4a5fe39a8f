"""Names of places in three scripts: folded for comparing, romanised, and the Russian and Ukrainian ones told apart."""

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher

from benchmarks.places.sources import HERE, Settlement, read_table

from riwaya.text.fold import fold_word

LIKE = 0.6
"""A Cyrillic name less like every Latin name of its place than this (0 to 1) is an epithet, a former name, or of another language."""
_ARTICLE = re.compile(r"^(al|el|ad|as|ash|at|an|ar|az|ed|en|er|es|et) (?=\S)")
_LETTERS = tuple(read_table(HERE / "letters.tsv"))
_UKRAINIAN = {row["letter"]: row["uk"] for row in _LETTERS if row["uk"] != "-"}
_UKRAINIAN_FIRST = {row["letter"]: row["first"] for row in _LETTERS if row["first"]}
_RUSSIAN = {row["letter"]: row["ru"] for row in _LETTERS if row["ru"] != "-"}
_ONLY_RUSSIAN, _ONLY_UKRAINIAN = set("ыэъё"), set("іїєґ’'ʼ")
_UKRAINIAN_ENDING = re.compile("[сзц]ьк|ць|ьо")
_OTHERS = re.compile(r" (ош|хот|шаары|гӏала|ола|кала)$|ъ$")


def fold_latin(name: str) -> str:
    """A Latin name without case, marks, apostrophes, hyphens, a remark in brackets, and the Arabic article.

    >>> fold_latin("Al-Sukhnah"), fold_latin("Khān Yūnis"), fold_latin("Zolochiv (Kharkiv)"), fold_latin("Mykolayivka")
    ('sukhnah', 'khanyunis', 'zolochiv', 'mykolaivka')
    """
    text = re.sub(r"\(.*?\)|,.*", "", name)
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    text = re.sub("[ʿʾʼ‘’'`´ʹ\u02b0-\u02ff.]", "", text).replace("-", " ").strip()
    text = _ARTICLE.sub("", text).replace(" al ", " ").replace(" el ", " ").replace(" ", "")
    return text.replace("yi", "i").replace("ii", "i")


def fold_arabic(name: str) -> str:
    """An Arabic name folded word by word, without the article.

    >>> fold_arabic("الفاشر") == fold_arabic("فاشر")
    True
    """
    words = fold_word(name).replace("-", " ").split()
    return " ".join(w[2:] if w.startswith("ال") and len(w) > 4 else w for w in words)


def romanise_ukrainian(name: str) -> str:
    """A Ukrainian name in Latin letters by the resolution of the Cabinet of Ministers no. 55 of 2010.

    >>> romanise_ukrainian("Кліщіївка"), romanise_ukrainian("Єнакієве")
    ('klishchiivka', 'yenakiieve')
    """
    text = name.lower().replace("зг", "zgh")
    words = re.split("([ -])", text)
    found = []
    for word in words:
        letters = [_UKRAINIAN_FIRST.get(c, _UKRAINIAN.get(c, c)) if n == 0 else _UKRAINIAN.get(c, c) for n, c in enumerate(word)]
        found.append("".join(letters).replace("ʼ", "").replace("’", "").replace("'", ""))
    return "".join(found)


def romanise_russian(name: str) -> str:
    """A Russian name in Latin letters.

    >>> romanise_russian("Кременчуг"), romanise_russian("Эль-Фашир")
    ('kremenchug', 'el-fashir')
    """
    return "".join(_RUSSIAN.get(c, c) for c in name.lower())


def cyrillic_names(place: Settlement, *, known: str = "") -> tuple[list[str], list[str]]:
    """The Russian and the Ukrainian names of a settlement, likeliest first; `known`: its Russian name by another source.

    The two languages are told apart by the letters that only one of them has; a name with neither kind counts for both.

    >>> place = Settlement("", "Odesa", "UA", "17", 46.48, 30.73, 0, ("Odesa", "Odessa"), (), ("Адэса", "Одеса", "Одесса", "Перлина моря"))
    >>> cyrillic_names(place)
    (['Одесса', 'Одеса', 'Адэса'], ['Одеса', 'Одесса'])
    """
    names = [n for n in dict.fromkeys(place.cyrillic) if not _OTHERS.search(n.lower())]
    russian = [n for n in names if not set(n.lower()) & _ONLY_UKRAINIAN and not _UKRAINIAN_ENDING.search(n)]
    ukrainian = [n for n in names if not set(n.lower()) & _ONLY_RUSSIAN]
    latin = tuple(dict.fromkeys(fold_latin(n) for n in place.latin or (place.name,)))
    by_ukrainian = _rank(ukrainian, [fold_latin(romanise_ukrainian(n)) for n in ukrainian], latin=latin, by_main=1.0)
    first = by_ukrainian[0] if by_ukrainian and len(russian) > 1 else ""
    of_ukraine = place.country == "UA"
    by_russian = _rank(
        russian, [fold_latin(romanise_russian(n)) for n in russian], latin=latin, by_main=0.0 if of_ukraine else 1.0, last=first if of_ukraine else ""
    )
    return ([known] if known else []) + [n for n in by_russian if n != known], by_ukrainian


def _rank(names: Sequence[str], romanised: Sequence[str], *, latin: Sequence[str], by_main: float, last: str = "") -> list[str]:
    """Names that are like a Latin name of the place, likest first.

    `by_main`: how much the place's main name counts beside the name that is likest (in Ukraine it is Ukrainian, which tells nothing of
    Russian). `last`: a name that gives way to an equal one, being of the other language.
    """
    scored = []
    for name, form in zip(names, romanised, strict=True):
        like = max((SequenceMatcher(None, form, other).ratio() for other in latin), default=1.0)
        if not latin or like >= LIKE:
            main = SequenceMatcher(None, form, latin[0]).ratio() if latin else 1.0
            soft = 0.01 * ("ь" in name or "сс" in name) + 0.02 * bool(by_main and (_UKRAINIAN_ENDING.search(name) or "’" in name))
            scored.append((-round(like + by_main * main + soft - 0.05 * (name == last), 3), name))
    return [name for _, name in sorted(scored)]
