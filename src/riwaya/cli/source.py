"""`riwaya source`: whence a document came."""

from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
from rich.text import Text

from riwaya.cli.options import ledger_option
from riwaya.cli.output import OUT, open_output, print_lines
from riwaya.cli.terminal import clean, isolate, said_field
from riwaya.engine.whence import PagePlace, Whence, raw_bytes, whence
from riwaya.ledger.store import open_ledger

KEEP = click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="The folder of kept bytes, where it was moved.")
_LONGEST = 400
"""Characters of a page that are shown around words."""


@click.command("source")
@click.argument("cell", metavar="DOCUMENT")
@ledger_option
@KEEP
@click.option("--raw", is_flag=True, help="Write the raw bytes as they were fetched or read, compared with their hash first.")
@click.option("--out", type=OUT, default=Path("-"), help="Write to this file instead of standard output.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of the output.")
def command(*, cell: str, ledger: Path, keep: Path | None, raw: bool, out: Path, output_format: str) -> None:
    """Tell whence a document came: address or file, when it was fetched, its hash, character set, repairs, how its text was found.

    DOCUMENT is the id of a document, or a cell of it (DOCUMENT#e3.when), whose words are then shown where the page prints them.
    Raw bytes are there for what was fetched, and for all documents of runs with --keep.

    \b
    Example:
      riwaya source 'nahr-01#e0.when' --ledger war.db
    """
    with open_ledger(ledger) as opened:
        content = raw_bytes(cell, opened, named=keep) if raw else None
        found = None if raw else whence(cell, opened, named=keep)
    with open_output(out) as stream:
        if content is not None:
            stream.write(content)
        elif found is not None and output_format == "json":
            stream.write(msgspec.json.encode(found) + b"\n")
        elif found is not None:
            print_lines(stream, lambda width: _lines(found, width=width))


def _lines(found: Whence, *, width: int) -> Iterator[Text]:
    yield isolate(Text(clean(found.document), style="bold"))
    for label, said in _facts(found):
        if said:
            yield from said_field(label, said, width=width)
    for answer in found.answers:
        checked = "fetched" if answer.status != 304 and not answer.same else "unchanged"
        via = f", by way of {', '.join(answer.via)}" if answer.via else ""
        yield from said_field("answer", f"{answer.at}  {answer.status}  {checked}{via}", width=width)
    for place in found.places:
        yield Text()
        yield from _place_lines(place, width=width)


def _facts(found: Whence) -> Iterator[tuple[str, str]]:
    custody = found.custody
    yield "address", found.url or ""
    yield "outlet", found.outlet or ""
    yield "title", found.title or ""
    for file in found.files:
        yield "file", file
    if custody is not None:
        yield "in", "  ".join(filter(None, [custody.container, custody.record]))
        yield "form", "  ".join(filter(None, [custody.form, custody.media_type, f"{custody.bytes:,} bytes"]))
    yield "fetched", found.fetched or ""
    yield "sha256", found.sha256
    if custody is not None:
        yield "encoding", custody.encoding or ""
        yield "repairs", "; ".join(custody.repairs)
        yield "text", f"found by the {custody.extraction} extraction" if custody.extraction else ""
    yield "kept", found.kept_in or "no: the raw bytes are not kept"


def _place_lines(place: PagePlace, *, width: int) -> Iterator[Text]:
    start, end = place.words.span
    yield from said_field(place.words.label, f"[{start}, {end})", place.words.text, width=width)
    if place.page is None:
        yield from said_field("page", "no place in it is known", width=width)
        return
    printed = place.printed or ""
    shown = printed if len(printed) <= _LONGEST else f"{printed[:_LONGEST]} …"
    yield from said_field("page", f"[{place.page[0]}, {place.page[1]})", shown, width=width)
