"""Bytes to text: by byte-order mark, as UTF-8, as declared or as the letters prove; anything else is named, never guessed into letters."""

import codecs
import re
import unicodedata

from msgspec import Struct

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.repairs import repair
from riwaya.ingest.decoding.sets import UTF_8, WINDOWS_1252, decode_in, find_arabic_set, find_other_set, is_unlikely, known_set, looks_like
from riwaya.ingest.decoding.utf8 import decode_broken, find_wide, first_break

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
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.IGNORECASE)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_HEAD = 4096
_SAMPLE = 65536
_FEW_NULS = 1000


class Decoded(Struct, frozen=True):
    """A text with the character set that its bytes are in, and what was put right in them (see `Custody`)."""

    text: str
    encoding: str
    repairs: tuple[str, ...] = ()


def decode_text(raw: bytes, *, place: str) -> str:
    """The text of a file's bytes, without its byte-order mark, newlines untouched; raises as `decode_bytes`.

    >>> decode_text(b"\\xef\\xbb\\xbf\\xd8\\xa3\\xd8\\xa8\\r\\n", place="a.txt")
    'أب\\r\\n'
    """
    return decode_bytes(raw, place=place).text


def decode_bytes(raw: bytes, *, place: str, charset: str | None = None) -> Decoded:
    """The text of a file's bytes, with its character set and repairs; `charset` is what its carrier declares, None where nothing.

    Raises `DocumentError` (`input.binary`, `input.encoding`, `input.empty`), naming what the bytes look like.

    >>> decode_bytes("أعلنت الوزارة في بيان اليوم".encode("cp1256"), place="a.txt").encoding
    'windows-1256'
    """
    found = _decode(raw, declared=(charset,) if charset else (), place=place)
    check_text(found.text, place=place)
    return found


def decode_page(raw: bytes, *, charset: str | None, place: str) -> Decoded:
    """The source of an HTML page: by its byte-order mark, else the character set of its HTTP header (`charset`) or of its own head, each
    checked against the bytes, else as the letters prove. NUL characters, which browsers pass over too, stand as U+FFFD.

    Raises `DocumentError` as `decode_bytes`.
    """
    head = _DECLARED.search(raw, 0, _HEAD)
    told = (head[1] or head[2]).decode("ascii", "replace") if head else None
    found = _decode(raw, declared=tuple(label for label in (charset, told) if label), place=place, page=True)
    if b"\0" not in raw or "\0" not in found.text:  # the bytes are looked through many times faster
        _check_letters(found.text, place)
        return found
    count = found.text.count("\0")
    if count * _FEW_NULS > len(found.text):
        raise DocumentError("holds NUL characters: binary data, not text", document=place, rule="input.binary")
    return Decoded(found.text.replace("\0", "\ufffd"), found.encoding, (*found.repairs, f"{count:,} NUL characters stand as U+FFFD"))


def check_text(text: str, *, place: str) -> None:
    """Raise `DocumentError` where a text holds NUL characters (`input.binary`) or nothing to read (`input.empty`)."""
    if "\0" in text:
        raise DocumentError("holds NUL characters: binary data, not text", document=place, rule="input.binary")
    _check_letters(text, place)


def _check_letters(text: str, place: str) -> None:
    if not any(unicodedata.category(c)[0] in "LN" for c in text):
        what = "empty" if not text else "blank" if not text.strip() else "without a single letter or digit"
        raise DocumentError(f"the text is {what}", document=place, rule="input.empty")


def _decode(raw: bytes, *, declared: tuple[str, ...], place: str, page: bool = False) -> Decoded:
    for start, what in _BINARIES:
        if raw.startswith(start):
            raise DocumentError(f"{what}, not text; extract its text first", document=place, rule="input.binary")
    found = _by_mark(raw, place) or _wide(raw, place, page=page) or _utf8(raw, declared) or _single(raw, declared, place)
    text, repairs = repair(found.text, place=place, raw=raw if found.encoding == UTF_8 and not found.repairs else None)
    return Decoded(text, found.encoding, (*found.repairs, *repairs)) if repairs else found


def _by_mark(raw: bytes, place: str) -> Decoded | None:
    """The text behind a byte-order mark, None without one; UTF-8 that breaks in places is left to the others."""
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if encoding is None:
        return None
    try:
        return Decoded(raw.decode(encoding), UTF_8 if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8-sig":
            return _broken(raw, place)
        raise _encoding(f"begins as {error.encoding.upper()} and breaks at byte {error.start}", "", place) from error


def _wide(raw: bytes, place: str, *, page: bool) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark, where the bytes prove it; None where no NUL byte stands in it."""
    if b"\0" not in raw:
        return None
    if name := find_wide(raw):
        text = raw.decode(name)
        return Decoded(text, name, (f"{name} without a byte-order mark",))
    if page and raw.count(b"\0") * _FEW_NULS <= len(raw):
        return None
    raise DocumentError("holds NUL bytes: binary data, not text", document=place, rule="input.binary")


def _utf8(raw: bytes, declared: tuple[str, ...]) -> Decoded | None:
    """UTF-8, whatever is declared: letters in another set are never valid UTF-8 by chance (RFC 3629, 1)."""
    try:
        text = raw.decode(UTF_8)
    except UnicodeDecodeError:
        return None
    return Decoded(text, UTF_8, () if text.isascii() else _wrongly(declared, UTF_8))


def _single(raw: bytes, declared: tuple[str, ...], place: str) -> Decoded:
    """Text in a set of one byte a letter or in UTF-8 with breaks: the letters outweigh the declaration, the declaration the absence of both."""
    if len(_CONTROLS.findall(raw[:_SAMPLE])) > len(raw[:_SAMPLE]) / 20:
        raise DocumentError("binary data, not text", document=place, rule="input.binary")
    if broken := decode_broken(raw):
        return Decoded(broken.text, broken.encoding, (*_wrongly(declared, UTF_8), *broken.repairs))
    proved = find_arabic_set(raw)
    for label in declared if proved is None else ():
        name = known_set(label)
        text = decode_in(raw, name) if name not in (None, UTF_8, "utf-16-le", "utf-16-be") and name else None
        if name and text is not None and not is_unlikely(text, name):
            return Decoded(text, name, _wrongly(declared, name))
    name = proved or find_other_set(raw)
    text = decode_in(raw, name) if name else None
    if name is None or text is None:
        return _broken(raw, place)
    return Decoded(text, name, _wrongly(declared, name))


def _broken(raw: bytes, place: str) -> Decoded:
    """UTF-8 with few breaks; raises `DocumentError` for anything else, with what it looks like."""
    if broken := decode_broken(raw.removeprefix(codecs.BOM_UTF8)):
        return Decoded(broken.text, broken.encoding, broken.repairs)
    sample = raw[:_SAMPLE]
    whole = sample.decode(UTF_8, "replace")
    broken_bytes = whole.count("\ufffd")
    if sum(c > "\x7f" for c in whole) - broken_bytes > 2 * broken_bytes:
        raise _encoding(f"UTF-8 that breaks in many places, first at {first_break(raw)}", "", place)
    name = looks_like(raw)
    if name in ("", WINDOWS_1252):
        raise _encoding("not UTF-8; looks like Latin-1 or Windows-1252", "WINDOWS-1252", place)
    raise _encoding(f"not UTF-8; looks like {name.upper()}, which its letters do not prove", name.upper(), place)


def _wrongly(declared: tuple[str, ...], name: str) -> tuple[str, ...]:
    """What was put right where the declarations, in their order, name another set."""
    wrong = [label for label in declared[:1] if (known_set(label) or label) != name]
    return tuple(f"declared {label.strip().lower()[:40]}, read as {name}" for label in wrong)


def _encoding(what: str, name: str, place: str) -> DocumentError:
    advice = f"if it is that, convert it first: iconv -f {name} -t UTF-8" if name else "repair it or save it again as UTF-8"
    return DocumentError(f"{what}; {advice}", document=place, rule="input.encoding")
