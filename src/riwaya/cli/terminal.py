"""Lines of a terminal that hold right-to-left words without scrambling, whether or not the terminal reorders them.

Every stretch of printed words is wrapped in Unicode isolates line by line, since a terminal takes each line for a paragraph
of its own; it stands at the end of its line, behind left-to-right words, so that even a terminal that knows no isolates
keeps the columns. Source: Unicode Standard Annex 9, sections 2.4 and 3.1.2.
"""

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.text import Text

from riwaya.text.direction import first_strong, is_arabic

FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK = "\u2068", "\u2069", "\u200f"
LABEL = 10
"""Cells that the label of a field takes."""

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_WORDS = re.compile(r"\S+|\n")


def clean(text: str) -> str:
    """Text without direction marks (the isolates replace them) and with control characters made visible.

    >>> clean("a\\x1b[31m\\u202bب")
    'a�[31mب'
    """
    return _CONTROLS.sub("\ufffd", _DIRECTIONS.sub("", text))


def isolate(text: str | Text, *, right_to_left: bool = False) -> Text:
    """A stretch wrapped in isolates; `right_to_left` makes it so even where it begins with Latin letters."""
    inner = text if isinstance(text, Text) else Text(clean(text))
    mark = RIGHT_TO_LEFT_MARK if right_to_left and first_strong(inner.plain) == "L" else ""
    return Text.assemble(FIRST_STRONG_ISOLATE + mark, inner, POP_ISOLATE)


def wrap(text: str, width: int, *, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The stretches of `text[start:end]` that fill lines of `width` cells, broken at spaces and newlines; blank lines are dropped.

    >>> wrap("ab cd ef", 5)
    [(0, 5), (6, 8)]
    """
    lines: list[tuple[int, int]] = []
    first = last = None
    for word in _WORDS.finditer(text, start, len(text) if end is None else end):
        if word[0] == "\n":
            lines += [(first, last)] if first is not None and last is not None else []
            first = last = None
            continue
        if first is not None and last is not None and cell_len(text[first : word.end()]) > width:
            lines.append((first, last))
            first = None
        first = word.start() if first is None else first
        while cell_len(text[first : word.end()]) > width:
            cut = _cut(text, first, word.end(), width)
            lines.append((first, cut))
            first = cut
        last = word.end()
    return lines + ([(first, last)] if first is not None and last is not None else [])


def field(label: str, *, said: str = "", printed: str = "", width: int, style: str = "") -> list[Text]:
    """The lines of a field: its label, what Riwaya says of it, and the printed words behind, on a line of their own where too long."""
    label = f"{label:{LABEL}}" if len(label) < LABEL else f"{label} "
    room = width - len(label) - 3
    printed = clean(" ".join(printed.split()))
    heads = [said[a:b] for a, b in wrap(said, room)] or [""]
    tails = [printed[a:b] for a, b in wrap(printed, room)]
    lines = [Text(head) for head in heads]
    for number, tail in enumerate(tails):
        cell = isolate(Text(tail, style=style), right_to_left=is_arabic(printed))
        if number == 0 and len(heads) == 1 and len(tails) == 1 and cell_len(f"{heads[0]}  {tail}") <= room:
            lines[0] = Text.assemble(heads[0], "  " if heads[0] else "", cell)
        elif number == 0 and not said:
            lines[0] = cell
        else:
            lines.append(cell)
    return [Text.assemble(f"   {label if n == 0 else ' ' * len(label)}", line) for n, line in enumerate(lines)]


def said_field(label: str, said: str, printed: str = "", *, width: int, style: str = "") -> list[Text]:
    """The lines of a field whose words may be of either script: Arabic ones stand behind, as printed words do."""
    if is_arabic(said) and not printed:
        said, printed = "", said
    elif printed and not is_arabic(printed):
        said, printed = f"{said}  {printed}".strip(), ""
    return field(label, said=clean(said), printed=printed, width=width, style=style)


def heading(title: str) -> list[Text]:
    """A blank line, and the title of a section."""
    return [Text(), Text(title, style="bold")]


def row(head: str, forms: Iterable[str], *, width: int, style: str = "") -> list[Text]:
    """The lines of a table's row: left-to-right cells, then printed forms, each isolated, filling as many lines as they need."""
    margin = cell_len(head) + 3
    lines = [Text(f"   {head}")] if margin <= width else [Text(f"   {head[a:b]}") for a, b in wrap(head, width - 3)]
    if margin > width // 2:
        lines.append(Text(" " * (LABEL + 3)))
        margin = LABEL + 3
    used = margin
    for form in forms:
        form = clean(" ".join(form.split()))
        for number, (start, end) in enumerate(wrap(form, max(width - margin - 2, 10))):
            size = cell_len(form[start:end]) + 2
            if used > margin and (number or used + size > width):
                lines.append(Text(" " * margin))
                used = margin
            lines[-1].append_text(Text.assemble("  ", isolate(Text(form[start:end], style=style), right_to_left=is_arabic(form))))
            used += size
    return lines


def _cut(text: str, start: int, end: int, width: int) -> int:
    """Where a word too long for a line is cut: after at least one character, before what no longer fits."""
    at = start + 1
    while at < end and cell_len(text[start : at + 1]) <= width:
        at += 1
    return at
