"""What the name of an entity tells when it is compared with another: its words, bare of spelling, article and nisba ending.

The nisba (`روسي` from روسيا) is formed by the ending ي on the noun without its final ا or ة, feminine ـية, plural ـيون/ـيين
(Ryding (2005), A Reference Grammar of Modern Standard Arabic, chapter 11.5); English does alike (Russia, Russian). So the stems of
a country's name and of the adjective made from it agree, also for a country that no gazetteer holds.
"""

import re
import unicodedata
from functools import lru_cache

from riwaya.text.fold import fold_word

_WORD = re.compile(r"[^\W_]+")
_ARTICLES = ("وال", "بال", "لل", "ال")
_NISBA = ("يتين", "يات", "يين", "يون", "يان", "يتا", "يه", "ين", "ون", "يا", "ي", "ه", "ا")
_ENGLISH = ("ians", "ian", "ans", "ia", "an", "s", "a", "e", "i")
_SHORTEST_STEM = 3
_TATWEEL = "\u0640"
_SMALL = frozenset(["the", "of", "in", "and", "for", "at", "near", "to", "من", "في", "علي", "عن", "الي"])


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a name without articles and small words, in order.

    >>> words_of("القوات الروسية")
    ('قوات', 'روسيه')
    """
    plain = "".join(c for c in unicodedata.normalize("NFC", name) if c != _TATWEEL and not unicodedata.combining(c))
    return tuple(folded for printed in _WORD.findall(plain) if (folded := _bare(printed)) and folded not in _SMALL)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without the endings that make a nisba or a plural, never shorter than three letters.

    >>> stem("روسيه") == stem("روسيا") == "روس"
    True
    >>> stem("dalmoran") == stem("dalmora")
    True
    """
    for ending in _ENGLISH if word.isascii() else _NISBA:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def stems_of(name: str) -> frozenset[str]:
    """The stems of the words of a name.

    >>> stems_of("الجيش الدالموري") & stems_of("دالمورا")
    frozenset({'دالمور'})
    """
    return frozenset(stem(w) for w in words_of(name))


def _bare(printed: str) -> str:
    """A printed word folded, without the article; alif with hamza begins no article (ألمانيا)."""
    word = fold_word(printed)
    for article in _ARTICLES:
        if word.startswith(article) and len(word) - len(article) >= _SHORTEST_STEM and not printed.startswith(("أل", "إل", "آل")):
            return word[len(article) :]
    return word
