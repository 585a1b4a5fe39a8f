"""The folded key under which a name is looked up: one spelling for all that orthography leaves open, in every script."""

import re
import unicodedata
from functools import lru_cache

from riwaya.text.fold import fold_word

_NOT_LETTERS = re.compile(r"[^\w]+|_")
_MARKS = re.compile("[\u0300-\u036f]")
_LATIN_OR_CYRILLIC = re.compile("[a-z\u0400-\u04ff]")
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ё": "е", "ґ": "г", "ʼ": "", "’": "", "ʿ": "", "ʾ": ""}
)


_HAMZA_AT_END = re.compile(r"اء\b")
_PRINTED_ARTICLE = re.compile(r"(?<!\w)(?:ال|[Aa]l[- ])(?=\w{2})")
"""With a plain alif: إلزا has none."""
_ARTICLE = re.compile(r"\b(?:ال|al |el |as |ash |ar |an |ad |az )(?=\w{2})")


@lru_cache(maxsize=65536)
def plain_key(name: str) -> str:
    """A name's key without articles: what a new entity is called by in its id.

    >>> plain_key("المرصد السوري"), plain_key("Al Mayadeen")
    ('مرصد سوري', 'mayadeen')
    """
    return name_key(_PRINTED_ARTICLE.sub("", name))


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """A name as it is looked up where its own key finds nothing: without articles, spaces and the hamza after a final alif.

    >>> loose_key("البتراء") == loose_key("البترا") == loose_key("بترا"), loose_key("Al-Aqabah")
    (True, '~aqabah')
    """
    return "~" + _HAMZA_AT_END.sub("ا", _ARTICLE.sub("", name_key(name))).replace(" ", "")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A name without case, marks, punctuation and the article's hyphen; empty where nothing is left.

    >>> name_key("Al-Qaṭīf"), name_key("الصُّورة"), name_key("Ньютоновё")
    ('al qatif', 'الصوره', 'ньютонове')
    """
    folded = fold_word(name).translate(_LETTERS)
    if _LATIN_OR_CYRILLIC.search(folded):
        # й and ї are letters, not letters with marks
        kept = folded.replace("й", "\ue000").replace("ї", "\ue001")
        folded = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", kept))).replace("\ue000", "й").replace("\ue001", "ї")
    return _NOT_LETTERS.sub(" ", folded).strip()
