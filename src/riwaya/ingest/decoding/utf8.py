"""UTF-8 with breaks or with stretches in another set, and UTF-16 or UTF-32 that has lost its byte-order mark."""

import re

from msgspec import Struct

from riwaya.ingest.decoding.letters import letters_of
from riwaya.ingest.decoding.sets import COMMON, UTF_8, decode_in, find_arabic_set

FEW = 0.02
"""How many breaks, for each letter of more than one byte, are taken for damage and not for another character set."""

_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_SAMPLE = 65536
_LIKELY = re.compile("[\t\n\r\x20-\x7e\xa0\xab\xbb\u0400-\u045f\u060c-\u06f9\u200b-\u2026\ufeff]")
_STRETCH = re.compile(rb"[\x80-\xff]+(?:[ .:,()\"-]+[\x80-\xff]+)*")
_LEAST_WIDE = 0.97


class Mended(Struct, frozen=True):
    """A text, the sets it was in, and what was put right."""

    text: str
    encoding: str
    repairs: tuple[str, ...]


def find_wide(raw: bytes) -> str | None:
    """The name of UTF-16 or UTF-32 in which bytes without a mark are letters, spaces and signs of news; None where they are not.

    >>> find_wide("في بيان".encode("utf-16-be")), find_wide(b"a\\0b\\0\\xff\\xd8")
    ('utf-16-be', None)
    """
    for name in _WIDE:
        size = 4 if "32" in name else 2
        if len(raw) % size:
            continue
        try:
            text = raw[:_SAMPLE].decode(name, "ignore")
            raw.decode(name)
        except UnicodeDecodeError:
            continue
        if len(text) > 3 and len(_LIKELY.findall(text)) >= _LEAST_WIDE * len(text) and "\0" not in text:
            return name
    return None


def decode_broken(raw: bytes) -> Mended | None:
    """The text of UTF-8 that breaks in few places, or of which stretches are proved to be in a set of Arabic letters; else None.

    A byte that is no UTF-8 stands as U+FFFD and is told.
    """
    text = raw.decode(UTF_8, "replace")
    breaks = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    sound = sum(c > "\x7f" for c in text) - breaks
    if breaks >= COMMON[0] and (mixed := _mixed(raw)):
        return mixed
    if breaks > FEW * sound:
        return None
    return Mended(text, UTF_8, (f"{breaks:,} places that are no UTF-8 stand as U+FFFD, the first at {first_break(raw)}",))


def _mixed(raw: bytes) -> Mended | None:
    """The text of UTF-8 with stretches in another set, each decoded in its own."""
    parts: list[bytes | str] = []
    foreign: list[int] = []
    sound = last = 0
    for run in _STRETCH.finditer(raw):
        parts.append(raw[last : run.start()].decode("ascii"))
        last = run.end()
        try:
            read = run[0].decode(UTF_8)
            sound += letters_of(read)
            parts.append(read)
        except UnicodeDecodeError:
            foreign.append(len(parts))
            parts.append(run[0])
    parts.append(raw[last:].decode("ascii"))
    wrong = [part for part in parts if isinstance(part, bytes)]
    name = find_arabic_set(b"\n".join(wrong)) if sound else None
    if name is None:
        return None
    read_all = [decode_in(part, name) if isinstance(part, bytes) else part for part in parts]
    if any(part is None for part in read_all):
        return None
    letters = sum(letters_of(read_all[n] or "") for n in foreign)
    told = f"stretches of {letters:,} letters in {name} amid utf-8, the first at byte {raw.find(wrong[0]):,}"
    return Mended("".join(part or "" for part in read_all), f"{UTF_8} and {name}", (told,))


def first_break(raw: bytes) -> str:
    """Where bytes cease to be UTF-8, for a message.

    >>> first_break(b"ab\\nc\\xff")
    'byte 4, line 2'
    """
    try:
        raw.decode(UTF_8)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return f"byte {error.start:,}, line {line:,}"
    return "its end"
