"""Character sets of one byte a letter: their names, strict decoding, and which one the letters themselves speak for."""

import codecs
import re

from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from riwaya.ingest.decoding.letters import letters_of, score_words, words_of

UTF_8, WINDOWS_1252, WINDOWS_1256 = "utf-8", "windows-1252", "windows-1256"
ARABIC = (WINDOWS_1256, "iso-8859-6", "mac-arabic", "cp720")
"""The sets of Arabic letters that are looked for, the commoner first."""

CYRILLIC = ("windows-1251", "koi8-r", "iso-8859-5", "ibm866", "mac-cyrillic")
COMMON, SELDOM = (20, -3.4), (60, -3.0)
"""How many letters a set must give, and how probable they must be (`score_words`): the first two sets, the others."""

AGREED = (12, -3.6, 0.3)
"""The same, and the margin below, where uchardet finds the same set."""

MARGIN = 0.5
"""By how much the best reading must be more probable than the next one."""

_SAMPLE = 16384
_LEAST = -4.2
_CODECS = {"mac-arabic": "mac_arabic", "x-mac-arabic": "mac_arabic", "dos-720": "cp720", "ibm720": "cp720"}
_NAMES = {"cp1256": WINDOWS_1256, "cp1252": WINDOWS_1252, "cp1251": "windows-1251", "mac_arabic": "mac-arabic", "utf8": UTF_8}
_NO_TEXT = {"unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "utf_7", "mbcs", "oem"}
_HIGH = re.compile(rb"[\x80-\xff]+(?:[ \t\r\n,.:;()\"0-9-]*[\x80-\xff]+)*")
_TYPOGRAPHY = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa7\xa9\xab\xad\xae\xb0\xb1\xb7\xbb")
_SHARED = frozenset("áâäçéëíîóôöúüßÁÂÄÇÉËÍÎÓÔÖÚÜ")
_LATIN = re.compile(r"[A-Za-z]")
_SWAPPED = re.compile("[а-яё][А-ЯЁ]")
_RUSSIAN = re.compile("[а-яёА-ЯЁіїєґІЇЄҐ]")


def known_set(label: str) -> str | None:
    """The name of a declared character set, as browsers take it (WHATWG Encoding Standard, 4.2); None for what is none.

    >>> known_set("ISO-8859-1"), known_set("Windows-1256"), known_set("utf8"), known_set("hex")
    ('windows-1252', 'windows-1256', 'utf-8', None)
    """
    plain = label.strip().lower().replace("_", "-")
    name = map_encoding_to_html5(plain, False) or _CODECS.get(plain) or plain
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if codec.name.replace("-", "_") in _NO_TEXT or not getattr(codec, "_is_text_encoding", True):
        return None
    return _NAMES.get(name) or _NAMES.get(codec.name) or name.replace("iso8859", "iso-8859")


def decode_in(raw: bytes, name: str) -> str | None:
    """The text of bytes in a set, None where they do not keep to it; the gaps of Windows-1252 are control characters, as in browsers."""
    if name == WINDOWS_1252:
        return raw.decode("latin-1").translate(_WINDOWS)
    try:
        return raw.decode(_CODECS.get(name, name))
    except (UnicodeError, LookupError):
        return None


def find_arabic_set(raw: bytes) -> str | None:
    """The set in which bytes are words in Arabic letters, where one reading is far more probable than the others; else None.

    >>> find_arabic_set("أعلنت وزارة الدفاع سيطرتها على البلدة".encode("cp1256")), find_arabic_set("Été à Genève".encode("cp1252"))
    ('windows-1256', None)
    """
    sample = high_runs(raw)
    read = {name: text for name in ARABIC if (text := decode_in(sample, name)) is not None}
    scores = {name: score_words(text) for name, text in read.items()}
    if not scores:
        return None
    words = {name: words_of(text) for name, text in read.items()}
    likely = max(scores, key=lambda known: scores[known])
    spaced = raw.count(b"\xa0") > raw.count(b" ")  # spaces from right to left, of the Macintosh's set alone
    name = [other for other in read if words[other] == words[likely]][-1 if spaced else 0]
    letters, best = sum(map(len, words[name])), scores[likely]
    enough, least = COMMON if name in ARABIC[:2] else SELDOM
    margin = MARGIN
    if (letters < enough or best < least + 0.2) and known_set(detect_encoding(sample) or "") == name:
        enough, least, margin = AGREED
    rivals = [score for other, score in scores.items() if words[other] != words[name]]
    return name if letters >= enough and best >= least and all(best - rival >= margin for rival in rivals) else None


def is_unlikely(text: str, name: str) -> bool:
    """True where text decoded as declared cannot be what was meant: Arabic letters that make no words, Cyrillic with its cases swapped,
    mostly accented Latin letters, control characters."""
    high = "".join(c for c in text if c > "\x7f")[:_SAMPLE]
    if name in ARABIC:
        return letters_of(text) >= COMMON[0] and score_words(text[:_SAMPLE]) < _LEAST
    if name in CYRILLIC:
        return not _is_cyrillic(text[:_SAMPLE])
    if name == WINDOWS_1252:
        letters = sum(c.isalpha() for c in high)
        return any("\x80" <= c <= "\x9f" for c in high) or letters > 0.4 * (letters + len(_LATIN.findall(text[:_SAMPLE])))
    return any("\x80" <= c <= "\x9f" for c in high)


def find_other_set(raw: bytes) -> str | None:
    """Windows-1252 where the bytes beyond ASCII are typographic signs or letters that Latin sets share, amid Latin letters; a Cyrillic set
    where uchardet finds one and its words are such; else None."""
    if len(_LATIN.findall(raw[:_SAMPLE].decode("latin-1"))) > 4 * sum(b > 0x7F for b in raw[:_SAMPLE]) and all(_is_latin(raw)):
        return WINDOWS_1252
    name = known_set(detect_encoding(raw, max_len=_SAMPLE) or "")
    text = decode_in(raw, name) if name in CYRILLIC else None
    return name if text is not None and _is_cyrillic(text[:_SAMPLE]) else None


def looks_like(raw: bytes) -> str:
    """What bytes of no settled set look like, for a message; empty where nothing can be said."""
    name = known_set(detect_encoding(raw, max_len=_SAMPLE) or "")
    return "" if name in (None, UTF_8) else name or ""


def high_runs(raw: bytes, limit: int = _SAMPLE) -> bytes:
    """The stretches of bytes beyond ASCII with what stands between them in one sentence, each on a line; about `limit` bytes at most."""
    runs, length = [], 0
    for run in _HIGH.finditer(raw):
        runs.append(run[0])
        length += len(run[0])
        if length > limit:
            break
    return b"\n".join(runs)[: 2 * limit]


def _is_latin(raw: bytes) -> list[bool]:
    beyond = {b for b in raw if b > 0x7F}
    return [b in _TYPOGRAPHY or bytes([b]).decode("latin-1") in _SHARED for b in beyond]


def _is_cyrillic(text: str) -> bool:
    """True where most letters beyond ASCII are Russian or Ukrainian and capitals do not stand behind small ones."""
    letters = [c for c in text if c > "\x7f" and c.isalpha()]
    cyrillic = len(_RUSSIAN.findall("".join(letters)))
    common = sum(c in "оеаинтсрвл" for c in letters)
    swapped = len(_SWAPPED.findall(text))
    return cyrillic >= 20 and cyrillic > 0.95 * len(letters) and common > 0.5 * cyrillic and swapped * 50 <= cyrillic


_WINDOWS = {b: bytes([b]).decode("cp1252") for b in range(0x80, 0xA0) if b not in b"\x81\x8d\x8f\x90\x9d"}
