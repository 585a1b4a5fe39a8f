"""PDF files made for the tests: text printed sign by sign, as programs print Arabic, with a table of letters for each font."""

import re
from collections.abc import Sequence

_RUNS = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:-]*[A-Za-z0-9]|[A-Za-z0-9]|.", re.DOTALL)
WIDTH = 0.5
"""How wide each sign is, in sizes of type."""


def printed(line: str) -> str:
    """The signs of a line read from right to left, from left to right as they stand on paper; numbers and Latin words stay as they are."""
    return "".join(reversed(_RUNS.findall(line)))


def pdf_of(pages: Sequence[Sequence[tuple[float, float, float, str]]], *, told: bool = True, created: str | None = None) -> bytes:
    """A PDF of pages of lines: left edge, base line, size of type, signs from left to right; without `told` the font keeps its letters to itself."""
    letters = sorted({c for page in pages for *_, text in page for c in text})
    rows = "\n".join(f"<{ord(c):04X}> <{c.encode('utf-16-be').hex()}>" for c in letters)
    table = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{7 + 2 * n} 0 R" for n in range(len(pages)))
    unicode = "/ToUnicode 6 0 R" if told else ""
    system = "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    metrics = "/Flags 4 /FontBBox [0 -200 500 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80"
    resources = "/MediaBox [0 0 600 800] /Resources << /Font << /F 3 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        f"<< /Type /Font /Subtype /Type0 /BaseFont /Made /Encoding /Identity-H /DescendantFonts [4 0 R] {unicode} >>".encode(),
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Made {system} /DW {int(WIDTH * 1000)} /FontDescriptor 5 0 R >>".encode(),
        f"<< /Type /FontDescriptor /FontName /Made {metrics} >>".encode(),
        _stream(table),
    ]
    for number, page in enumerate(pages):
        shown = "\n".join(f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{_codes(text, None if told else letters)}> Tj ET" for x, y, size, text in page)
        objects += [f"<< /Type /Page /Parent 2 0 R {resources} /Contents {8 + 2 * number} 0 R >>".encode(), _stream(shown)]
    objects.append(f"<< {f'/CreationDate ({created})' if created else ''} >>".encode())
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF".encode())


def _codes(text: str, letters: Sequence[str] | None) -> str:
    """The codes of signs: their code points, or where the font tells nothing, the numbers of its pictures."""
    return text.encode("utf-16-be").hex() if letters is None else "".join(f"{letters.index(c) + 3:04X}" for c in text)


def _stream(text: str) -> bytes:
    raw = text.encode("ascii")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(raw), raw)
