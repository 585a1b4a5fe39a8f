"""Makes docs/picture.svg: what `riwaya show` prints for the opening of a sample.

    python docs/make_picture.py

Every line becomes one SVG text with a part for each colour, and lines of the article run from right to left, so that every viewer puts
the words in order; an export that places each coloured part by itself would scramble them.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from xml.sax.saxutils import escape

from rich.style import Style
from rich.text import Text

import riwaya
from riwaya.cli.show import reading_lines
from riwaya.cli.terminal import FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK, is_arabic

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "riwaya" / "data" / "samples"
DOCUMENT, PARAGRAPHS, COLUMNS = "ukraine-01", 2, 92
FONT = "ui-monospace, 'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace"
CHARACTER, LINE, SIZE, MARGIN, BAR = 8.43, 19, 14, 18, 34
PAPER, INK, FAINT = "#1e2227", "#d7dae0", "#8a919e"
COLOURS = {"cyan": "#56c8d8", "yellow": "#e5c07b", "magenta": "#d68fe0", "red": "#ff6b74"}


def opening(document: str, paragraphs: int) -> tuple[str, str, str]:
    """The first paragraphs of a sample, its day and its outlet."""
    for line in (SAMPLES / "samples.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if item["id"] == document:
            blocks = (SAMPLES / item["file"]).read_text(encoding="utf-8").split("\n\n")
            return "\n\n".join(blocks[:paragraphs]) + "\n", item["published"], item["outlet"]
    raise SystemExit(f"no sample {document}")


def parts(line: Text) -> Iterator[tuple[str, Style]]:
    """The stretches of a line that share one style."""
    cuts = sorted({0, len(line), *(edge for span in line.spans for edge in (span.start, span.end))})
    for start, end in pairwise(cuts):
        style = Style.parse(str(line.style)) if line.style else Style()
        for span in line.spans:
            if span.start <= start and end <= span.end:
                style += Style.parse(str(span.style))
        yield line.plain[start:end], style


def attributes(style: Style) -> str:
    """The SVG attributes of a style."""
    colour = COLOURS.get(style.color.name, INK) if style.color else FAINT if style.dim else INK
    return f'fill="{colour}"' + (' font-weight="bold"' if style.bold else "")


def line_svg(line: Text, y: int) -> str:
    """A line as one SVG text; one that holds nothing but a right-to-left stretch runs so, its end on the left."""
    cut = list(parts(line))
    before, _, stretch = line.plain.partition(FIRST_STRONG_ISOLATE)
    article = not before.strip() and FIRST_STRONG_ISOLATE not in stretch and is_arabic(stretch)
    x, turn = float(MARGIN), ""
    if article:
        x += len(before) * CHARACTER
        turn = ' direction="rtl" text-anchor="end"'
        marks = str.maketrans("", "", FIRST_STRONG_ISOLATE + POP_ISOLATE + RIGHT_TO_LEFT_MARK)
        cut = [(text.translate(marks), style) for text, style in parts(line[len(before) :])]
    spans = "".join(f"<tspan {attributes(style)}>{escape(text)}</tspan>" for text, style in cut if text)
    return f'<text xml:space="preserve" x="{x:.0f}" y="{y}"{turn}>{spans}</text>'


def svg(lines: Iterable[Text], title: str) -> str:
    """A terminal window with the lines in it."""
    shown = list(lines)
    width, height = round(COLUMNS * CHARACTER) + 2 * MARGIN, len(shown) * LINE + BAR + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>",
        "<style>text { white-space: pre; }</style>",
        f'<rect width="{width}" height="{height}" rx="9" fill="{PAPER}"/>',
        *(f'<circle cx="{20 + 20 * n}" cy="18" r="6" fill="{colour}"/>' for n, colour in enumerate(("#ff5f57", "#febc2e", "#28c840"))),
        f'<g font-family="{FONT}" font-size="{SIZE}" fill="{INK}">',
        f'<text x="{width / 2:.0f}" y="23" text-anchor="middle" fill="{FAINT}">{escape(title)}</text>',
    ]
    out += [line_svg(line, BAR + MARGIN + number * LINE + SIZE) for number, line in enumerate(shown) if line.plain.strip()]
    return "\n".join([*out, "</g>", "</svg>", ""])


def main() -> None:
    """Read the opening of the sample and write its picture."""
    text, published, outlet = opening(DOCUMENT, PARAGRAPHS)
    reading = riwaya.read(text, id=DOCUMENT, published=published, outlet=outlet)
    picture = svg(reading_lines(reading, width=COLUMNS, lit=True), f"riwaya show {DOCUMENT}.txt")
    (ROOT / "docs" / "picture.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
