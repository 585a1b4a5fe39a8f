"""The text of a reading by passages, with what was read in it lit."""

from collections.abc import Iterator

from rich.text import Text

from riwaya.cli.terminal import clean, isolate, wrap
from riwaya.model import Passage, Reading
from riwaya.text.direction import is_arabic

NAME, TIME, CUE, TRIGGER = "cyan", "yellow", "magenta", "bold red"
LEGEND = (("names", NAME), ("times", TIME), ("cues", CUE), ("triggers", TRIGGER))


def text_lines(reading: Reading, *, width: int, lit: bool) -> Iterator[Text]:
    """The heading (with a legend where `lit`), and each passage: its role, then its lines."""
    legend = Text("  ").join([Text(word, style=style) for word, style in LEGEND]) if lit else Text()
    yield Text.assemble(("Text", "bold"), "   " if lit else "", legend)
    styles, text = _styles(reading), reading.document.text
    many, before = len(reading.stories) > 1, ""
    for passage in reading.passages:
        described = _described(passage, many=many)
        yield Text(f"   {described}", style="dim") if described != before else Text()
        before, last = described, passage.start
        arabic = passage.language == "ar" or is_arabic(text[passage.start : passage.end])
        for start, end in wrap(text, width - 6, start=passage.start, end=passage.end):
            if text.find("\n", last, start) >= 0 and last > passage.start:
                yield Text()
            last = end
            yield Text.assemble("     ", isolate(_painted(text, styles, start=start, end=end), right_to_left=arabic))


def _described(passage: Passage, *, many: bool) -> str:
    words = [passage.role.replace("_", " ")]
    words += [f"story {passage.story}"] if many else []
    words += [passage.language] if passage.language != "ar" else []
    words += [flag.replace("_", " ") for flag in passage.flags]
    words += [f"{name} {clean(value)}" for name, value in (("by", passage.author), ("on", passage.platform)) if value]
    words += [f"of {passage.published.isoformat()}"] if passage.published else []
    return f"[{', '.join(words)}]"


def _styles(reading: Reading) -> list[str]:
    """The style of each character; triggers cover cues, cues times, times names."""
    styles = [""] * len(reading.document.text)
    spans = [(m.start, m.end, NAME) for m in reading.mentions]
    spans += [(t.start, t.end, TIME) for t in reading.times]
    spans += [(start, end, CUE) for s in reading.statements for start, end in s.cues]
    spans += [(*event.trigger, TRIGGER) for event in reading.events]
    for start, end, style in spans:
        styles[start:end] = [style] * (end - start)
    return styles


def _painted(text: str, styles: list[str], *, start: int, end: int) -> Text:
    line, first = Text(), start
    for at in range(start + 1, end + 1):
        if at == end or styles[at] != styles[first]:
            line.append(clean(text[first:at]), style=styles[first] or None)
            first = at
    return line
