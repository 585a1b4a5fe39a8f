"""Text that was once read in a wrong character set and written again (mojibake): undone where the bytes prove it, refused where letters were lost.

UTF-8 read in a set of one byte a letter leaves a pattern that no language prints: each letter becomes a lead and its continuation
(`Ø§Ù„`, `ط§ظ„`). Written back in that set and read as UTF-8 the letters return, all of them or none (The Unicode Standard, table 3-7).
"""

import re
from functools import cache
from itertools import chain

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.letters import score_words
from riwaya.ingest.decoding.sets import WINDOWS_1252, WINDOWS_1256, decode_in, find_arabic_set

WRONGLY_READ = (WINDOWS_1256, "windows-1251", WINDOWS_1252)
"""The sets in which UTF-8 is read by mistake."""

_ROUNDS = 3
_STRONG = 3
_LOST = 0.01
_FEWEST_QUESTIONS = 0.01
_LEADS = {WINDOWS_1252: "ØÙ", WINDOWS_1256: "طظ", "windows-1251": "ШЩ"}
_SIGNS = {
    WINDOWS_1252: ("Ø", "Ù", "Ã", "Ð", "Ñ", "Â", "â€", "â\x80", "ï»¿"),
    WINDOWS_1256: ("ط§", "ظ„", "ظٹ", "ًں"),
    "windows-1251": ("Рѕ", "Р°", "СЂ", "Рё", "РЅ", "Ш§", "Щ„", "вЂ"),
}
_LEAD_BYTES = {WINDOWS_1252: (b"\xc3",), "windows-1251": (b"\xd0", b"\xd1")}
"""What all signs of a set begin with in UTF-8 (RFC 3629)."""
_SIGNS_LATIN = ("Çá", "Çä", "æÇ", "íÉ", "êÉ")
_HIGH_LATIN = re.compile("[\x80-\xff\u0152-\u0192]")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_QUESTIONS = re.compile(r"\?{2,}")
_LETTERS = re.compile(r"[^\W\d_]")


def repair(text: str, *, place: str, raw: bytes | None = None) -> tuple[str, tuple[str, ...]]:
    """The text as it was before it was wrongly read, with what was undone; the same text and nothing where it is sound.

    `raw` is the text as UTF-8 where it is at hand: a byte that all signs of a set share is looked for faster than the signs.

    Raises `DocumentError` (`input.encoding`) where letters were lost on the way, so that it cannot be had back.

    >>> repair("Ø§Ù„Ø¬ÙŠØ´ ÙŠØªÙ‚Ø¯Ù…", place="a.txt")
    ('الجيش يتقدم', ('utf-8 read as windows-1252 and written again: undone',))
    """
    text, wrong = _undo_latin(text, place) if _may_hold(raw, WINDOWS_1252) and _holds(text, _SIGNS_LATIN) else (text, ())
    rounds: dict[str, int] = {}
    for _ in range(_ROUNDS):
        before = text
        for name in WRONGLY_READ:
            if _may_hold(raw, name) and _holds(text, _SIGNS[name]):
                raw = None
                text, undone = _undo(text, name, place)
                rounds[name] = rounds.get(name, 0) + undone
        if text is before or text == before:
            break
    repairs = [f"utf-8 read as {name} and written again{f', {times} times' if times > 1 else ''}: undone" for name, times in rounds.items() if times]
    if text.count("?") > _FEWEST_QUESTIONS * len(text):  # one sign is counted many times faster than two are found
        _check_lost(text, place)
    return text, (*wrong, *repairs)


def _may_hold(raw: bytes | None, name: str) -> bool:
    """False where no byte of the text's UTF-8 can be of a sign of the set."""
    return raw is None or name not in _LEAD_BYTES or any(byte in raw for byte in _LEAD_BYTES[name])


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    """True where one of the signs stands in a text; one letter is found many times faster than two, and these are rare ones."""
    return any(sign[-1] in text and sign in text for sign in signs)


def _undo(text: str, name: str, place: str) -> tuple[str, bool]:
    """The text with UTF-8 that was read as `name` undone, line by line, and whether there was any."""
    table, pattern = _tables(name)

    def read(run: re.Match[str]) -> str:
        return run[0].translate(table).encode("latin-1").decode("utf-8")

    lines = _LINES.findall(text)
    runs = [[read(run) for run in pattern.finditer(line)] for line in lines]
    sure = [any(_weight(run) >= _STRONG for run in found) for found in runs]
    if not any(sure) and not (name == WINDOWS_1252 and sum(_weight(run, scattered=True) for run in chain.from_iterable(runs)) >= _STRONG):
        return text, False
    out, undone, lost = [], 0, 0
    beside = re.compile(f"\0[{_LEADS[name]}]|[{_LEADS[name]}]\0")
    for line, found, certain in zip(lines, runs, sure, strict=True):
        if found and (certain or name == WINDOWS_1252 or _all_runs(line, pattern)):
            undone += sum(map(len, found))
            lost += len(beside.findall(pattern.sub("\0", line)))
            line = pattern.sub(read, line)
        out.append(line)
    if lost > _LOST * undone:
        message = f"UTF-8 that was read as {name} and written again, with letters lost on the way (about {lost:,}); fetch or export it again"
        raise DocumentError(message, document=place, rule="input.encoding")
    return "".join(out), True


def _all_runs(line: str, pattern: re.Pattern[str]) -> bool:
    """True where nothing beyond ASCII stands outside the runs of a line."""
    return pattern.sub("", line).isascii()


def _weight(letters: str, *, scattered: bool = False) -> int:
    """How much a run proves: a sign of three bytes is three, a letter one (`scattered`: only Latin ones), other signs nothing."""
    return sum(3 if c >= "\u0800" else c.isalpha() and (c <= "\xff" or not scattered) for c in letters)


@cache
def _tables(name: str) -> tuple[dict[int, str], re.Pattern[str]]:
    """The characters of a set as those of Latin-1 with the same byte, and the pattern of UTF-8 read in it.

    In sets of letters that have words of their own in such pairs (`نگ` with its joiner in Persian) only leads of blocks in use count.
    """
    printed = {b: decode_in(bytes([b]), name) or chr(b) for b in range(0x80, 0x100)}
    table = {ord(c): chr(b) for b, c in printed.items()}
    if name == WINDOWS_1252:
        table |= {b: chr(b) for b in range(0x80, 0xA0)}

    def some(*spans: tuple[int, int]) -> str:
        return "[" + "".join(re.escape(chr(c)) for c, to in sorted(table.items()) if any(a <= ord(to) <= z for a, z in spans)) + "]"

    rest = some((0x80, 0xBF))
    signs = f"{some((0xC2, 0xC2))}{some((0xA0, 0xBF))}"
    if name == WINDOWS_1252:
        two, three = f"{some((0xC2, 0xDF))}{rest}", f"{some((0xE1, 0xEC), (0xEE, 0xEF))}{rest}{rest}"
    else:
        two, three = f"{signs}|{some((0xC3, 0xC3), (0xD0, 0xD3), (0xD8, 0xDB))}{rest}", f"{some((0xE2, 0xE2), (0xEF, 0xEF))}{rest}{rest}"
    four = f"{some((0xF0, 0xF0))}{some((0x90, 0xBF))}{rest}{rest}"
    return table, re.compile(f"(?:{two}|{three}|{four})+")


def _undo_latin(text: str, place: str) -> tuple[str, tuple[str, ...]]:
    """Text in a set of Arabic letters that was read as Windows-1252 (`ÇáÌíÔ`), undone line by line.

    Raises `DocumentError` where most of the text is such and the set cannot be told.
    """
    table, _ = _tables(WINDOWS_1252)
    lines = _LINES.findall(text)
    wrong = [n for n, line in enumerate(lines) if _is_wrong_latin(line)]
    raws = {n: lines[n].translate(table).encode("latin-1", "replace") for n in wrong if all(ord(c.translate(table)) < 256 for c in lines[n])}
    name = find_arabic_set(b"\n".join(raws.values()))
    if name is None:
        if sum(len(lines[n]) for n in wrong) > len(text) / 2:
            message = (
                "looks like Arabic letters of Windows-1256 or ISO-8859-6 that were read as Windows-1252, too few to prove it; save it again as UTF-8"
            )
            raise DocumentError(message, document=place, rule="input.encoding")
        return text, ()
    for n, raw in raws.items():
        read = decode_in(raw, name)
        if read is not None and score_words(read) > -5:
            lines[n] = read
    return "".join(lines), (f"{name} read as {WINDOWS_1252} and written again: undone",)


def _is_wrong_latin(line: str) -> bool:
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and len(_HIGH_LATIN.findall("".join(letters))) > 0.6 * len(letters)


def _check_lost(text: str, place: str) -> None:
    """Raise `DocumentError` where question marks stand in place of most letters."""
    if text.count("??") < 10:
        return
    questions, letters = sum(map(len, _QUESTIONS.findall(text))), len(_LETTERS.findall(text))
    if questions > letters:
        message = "question marks in place of its letters: it was written in a character set that lacks them; fetch or export it again"
        raise DocumentError(message, document=place, rule="input.encoding")
