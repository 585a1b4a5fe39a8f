"""How well character sets are told and wrongly read texts put right: `python -m benchmarks.encodings`.

Texts of the project (samples in Arabic, `encodings_texts` in other languages) are cut into pieces of 40 to 4,000 characters and written in
each character set, rightly and wrongly declared, wrongly read and written again. A piece is *right* where its text comes back letter by
letter, *refused* where Riwaya says that it cannot tell, *left* where a wrongly read text stays as it is for want of proof, *wrong* where
another text comes out. Beside it: uchardet (by resiliparse) and charset-normalizer on the same bytes. The letter pairs were learnt from the
samples and from the Persian and Urdu texts; `--held FILE…` names other texts in Arabic.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from charset_normalizer import from_bytes
from resiliparse.parse.encoding import detect_encoding

from riwaya.errors import DocumentError
from riwaya.ingest.decoding.decode import decode_bytes, decode_page
from riwaya.lexicon.compiled import DATA

TEXTS = Path(__file__).parent / "encodings_texts"
LENGTHS = (40, 100, 400, 1000, 4000)
PIECES = 40
BYTES = {
    "ar": ("utf-8", "cp1256", "iso8859-6", "mac_arabic", "cp720", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    "fa": ("utf-8", "cp1256", "utf-16-le"),
    "ur": ("utf-8", "cp1256"),
    "ru": ("utf-8", "cp1251", "koi8-r", "iso8859-5"),
    "uk": ("cp1251",),
    "en": ("cp1252",),
    "fr": ("cp1252",),
    "el": ("cp1253",),
    "he": ("cp1255",),
    "tr": ("cp1254",),
    "cs": ("cp1250",),
    "zh": ("gb18030", "big5"),
}
WRONG = (
    ("cp1256", "utf-8"),
    ("cp1256", "iso-8859-1"),
    ("cp1256", "windows-1252"),
    ("cp1256", "iso-8859-6"),
    ("utf-8", "windows-1256"),
    ("iso8859-6", "utf-8"),
)
AGAIN = (
    ("utf-8", "latin-1", 1),
    ("utf-8", "sloppy", 1),
    ("utf-8", "sloppy", 2),
    ("utf-8", "cp1256", 1),
    ("cp1256", "sloppy", 1),
    ("iso8859-6", "latin-1", 1),
)


def pieces_of(text: str, *, length: int, chance: random.Random) -> Iterator[str]:
    """Pieces of a text from places that chance picks; none where it is shorter than that."""
    for _ in range(PIECES if len(text) > length else 0):
        start = chance.randrange(len(text) - length)
        yield text[start : start + length]


def read_wrongly(raw: bytes, name: str) -> str:
    """Bytes as text in a set, the gaps of Windows-1252 as control characters."""
    if name != "sloppy":
        return raw.decode(name)
    return "".join(bytes([b]).decode("cp1252") if b not in b"\x81\x8d\x8f\x90\x9d" else chr(b) for b in raw)


def cases(texts: dict[str, str]) -> Iterator[tuple[str, int, str, Callable[[], str], bytes]]:
    """Each case: what it is, its length, the text that should come out, what reads it, its bytes."""
    chance = random.Random(6)
    for language, text in texts.items():
        for length in LENGTHS:
            for piece in pieces_of(text, length=length, chance=chance):
                for name in BYTES[language]:
                    raw = piece.encode(name, "ignore")
                    wanted = raw.decode(name)
                    yield f"bytes      {language} {name}", length, wanted, partial(_read, raw), raw
                for name, declared in WRONG if language == "ar" else ():
                    page = f'<meta charset="{declared}"><p>{piece}</p>'.encode(name, "ignore")
                    wanted = page.decode(name)
                    yield f"declared   {declared}, is {name}", length, wanted, partial(_read_page, page), page
                for name, read, times in AGAIN if language == "ar" else ():
                    again = wanted = piece.encode(name, "ignore").decode(name)
                    for turn in range(times):
                        again = read_wrongly(again.encode("utf-8" if turn else name), read)
                    raw = again.encode()
                    what = f"wrong twice {name} as {read}, {times}x"
                    yield what, length, wanted, partial(_read, raw), raw


def outcome(read: Callable[[], str], wanted: str, raw: bytes) -> str:
    """`right`, `refused`, `left` or `wrong`."""
    try:
        text = read()
        return "right" if text == wanted else "left" if text == raw.decode("utf-8", "replace") else "wrong"
    except (DocumentError, UnicodeError, LookupError):
        return "refused"


def _read(raw: bytes) -> str:
    return decode_bytes(raw, place="").text


def _read_page(raw: bytes) -> str:
    return decode_page(raw, charset=None, place="").text


def by_normalizer(raw: bytes) -> str | None:
    """The set that charset-normalizer names, None where it finds none."""
    best = from_bytes(raw).best()
    return best.encoding if best else None


def of_library(detect: Callable[[bytes], str | None], raw: bytes) -> str:
    """The text of bytes in the set that a library names; raises LookupError where it names none."""
    name = detect(raw)
    if not name:
        raise LookupError
    return raw.decode(name)


def texts_from(paths: list[str]) -> dict[str, str]:
    """The texts by language; Arabic from the files named, else the samples."""
    samples = [Path(path) for path in paths] or sorted((DATA / "samples" / "texts").glob("*.txt"))
    texts = {"ar": "\n".join(path.read_text("utf-8") for path in samples)}
    return texts | {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}


def main() -> None:
    """Print a line for each case and length where anything is not right, then the sums."""
    paths = [name for name in sys.argv[1:] if name != "--held"]
    counts: dict[str, dict[tuple[str, int], Counter[str]]] = {"riwaya": {}, "uchardet": {}, "charset-normalizer": {}}
    seconds = dict.fromkeys(counts, 0.0)
    readers: dict[str, Callable[[bytes], str | None]] = {"uchardet": detect_encoding, "charset-normalizer": by_normalizer}
    for number, (what, length, wanted, read, raw) in enumerate(cases(texts_from(paths))):
        started = time.perf_counter()
        counts["riwaya"].setdefault((what, length), Counter())[outcome(read, wanted, raw)] += 1
        seconds["riwaya"] += time.perf_counter() - started
        for name, detect in readers.items():
            if name == "charset-normalizer" and number % 5:
                continue
            started = time.perf_counter()
            result = outcome(partial(of_library, detect, raw), wanted, raw)
            seconds[name] += time.perf_counter() - started
            counts[name].setdefault((what, length), Counter())[result] += 1
    print(f"{'case':44}{'characters':>11}{'right':>7}{'refused':>9}{'left':>6}{'wrong':>7}")
    for (what, length), count in counts["riwaya"].items():
        if count["right"] != count.total():
            print(f"{what:44}{length:>11}{count['right']:>7}{count['refused']:>9}{count['left']:>6}{count['wrong']:>7}")
    for name, found in counts.items():
        for kind in ("bytes", "declared", "wrong twice"):
            for least, most in ((0, 99), (100, 9999)):
                total = sum((c for (what, length), c in found.items() if what.startswith(kind) and least <= length <= most), Counter())
                row = f"{total['right']:>7}{total['refused']:>9}{total['left']:>6}{total['wrong']:>7}"
                print(f"{name + ': ' + kind:44}{'under 100' if not least else '100 on':>11}{row}")
        print(f"{name}: {1e6 * seconds[name] / max(1, sum(c.total() for c in found.values())):,.0f} µs a text")


if __name__ == "__main__":
    main()
