"""Bytes to text: UTF-8, or UTF-16 and UTF-32 with a byte-order mark; anything else is named, never guessed into letters."""

import codecs
import re
import unicodedata

from riwaya.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARIES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
)
_ARABIC = re.compile("[\u0621-\u064a]")
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65536


def decode_text(raw: bytes, *, place: str) -> str:
    """The text of a file's bytes, without its byte-order mark, newlines untouched.

    Raises `DocumentError` (`input.binary`, `input.encoding`, `input.empty`), naming what the bytes look like.

    >>> decode_text(b"\\xef\\xbb\\xbf\\xd8\\xa3\\xd8\\xa8\\r\\n", place="a.txt")
    'أب\\r\\n'
    """
    for start, what in _BINARIES:
        if raw.startswith(start):
            raise DocumentError(f"{what}, not text; extract its text first", document=place, rule="input.binary")
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    if encoding == "utf-8" and b"\0" in raw:
        raise _not_text(raw, place)
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_utf8(raw, error, place) from error
    check_text(text, place=place)
    return text


def check_text(text: str, *, place: str) -> None:
    """Raise `DocumentError` where a text holds NUL characters (`input.binary`) or nothing to read (`input.empty`)."""
    if "\0" in text:
        raise DocumentError("holds NUL characters: binary data, not text", document=place, rule="input.binary")
    if not any(unicodedata.category(c)[0] in "LN" for c in text):
        what = "empty" if not text else "blank" if not text.strip() else "without a single letter or digit"
        raise DocumentError(f"the text is {what}", document=place, rule="input.empty")


def _not_text(raw: bytes, place: str) -> DocumentError:
    for name in ("utf-16-le", "utf-16-be"):
        if _share_arabic(raw[:_SAMPLE].decode(name, "ignore")) > 0.6:
            return _encoding(f"looks like {name.upper()} without a byte-order mark", name.upper(), place)
    return DocumentError("holds NUL bytes: binary data, not text", document=place, rule="input.binary")


def _not_utf8(raw: bytes, error: UnicodeDecodeError, place: str) -> DocumentError:
    if error.encoding != "utf-8":
        return _encoding(f"begins as {error.encoding.upper()} and breaks at byte {error.start}", "", place)
    sample = raw[:_SAMPLE]
    whole = sample.decode("utf-8", "replace")
    broken = whole.count("\ufffd")
    if sum(c > "\x7f" for c in whole) - broken > 4 * broken:
        line = raw.count(b"\n", 0, error.start) + 1
        return _encoding(f"UTF-8 that breaks at byte {error.start}, line {line}", "", place)
    if len(_CONTROLS.findall(sample)) > len(sample) / 20:
        return DocumentError("binary data, not text", document=place, rule="input.binary")
    found = {name: sample.decode(name, "replace") for name in ("windows-1256", "iso-8859-6")}
    best = max(found, key=lambda name: (found[name].count("ال"), name))
    if _share_arabic(found[best]) > 0.5:
        return _encoding(f"not UTF-8; looks like {best.title() if best[0] == 'w' else best.upper()}", best.upper(), place)
    return _encoding("not UTF-8; looks like Latin-1 or Windows-1252", "WINDOWS-1252", place)


def _encoding(what: str, name: str, place: str) -> DocumentError:
    advice = f"convert it first: iconv -f {name} -t UTF-8" if name else "repair it or save it again as UTF-8"
    return DocumentError(f"{what}; {advice}", document=place, rule="input.encoding")


def _share_arabic(text: str) -> float:
    """The share of Arabic letters among the letters of a text (0 to 1)."""
    letters = sum(c.isalpha() for c in text)
    return len(_ARABIC.findall(text)) / letters if letters else 0.0
