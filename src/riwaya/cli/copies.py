"""`riwaya copies`: which texts reprint others, wholly or in part, and who copied from whom."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import msgspec
from rich.text import Text

from riwaya.cli.options import check_fused, ledger_option
from riwaya.cli.output import open_output, print_lines
from riwaya.cli.terminal import clean, isolate
from riwaya.ledger.store import DocumentRow, open_ledger
from riwaya.model import Copy

KINDS = ("exact", "near", "partial", "version")
_WHY = {
    "credit": "it credits the other",
    "day": "it was published later",
    "agency": "the other is an agency",
    "containment": "it holds the other and more",
    None: "nothing tells which was first",
}
_EARLIER = "an earlier version of the page"


@click.command("copies")
@ledger_option
@click.option("--format", "output_format", type=click.Choice(["table", "jsonl"]), default="table", show_default=True, help="Form of the output.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only copies of this kind; may be given several times.")
@click.option("--document", metavar="DOCUMENT", help="Only what this document copies, and what copies it.")
def command(*, ledger: Path, output_format: str, kinds: tuple[str, ...], document: str | None) -> None:
    """List every text of a ledger that is another's: the same words, nearly so, a part of it, or a later version of one page.

    Copies keep their place among the accounts of incidents, and never count as corroboration. A line of the table gives the copy, the
    original, the kind, how much of both is the same (resemblance) and of the shorter (containment), and why it is the one that copied;
    jsonl gives the whole record, with the stretches of words that are the same.

    \b
    Example:
      riwaya copies --ledger war.db --kind partial
    """
    with open_ledger(ledger) as opened:
        check_fused(opened)
        found = [c for c in opened.copies() if (not kinds or c.kind in kinds) and (document is None or document in (c.document, c.of))]
        documents = {row.id: row for row in opened.documents()}
    with open_output(Path("-")) as stream:
        if output_format == "jsonl":
            for copy in found:
                stream.write(msgspec.json.encode(copy) + b"\n")
        else:
            print_lines(stream, lambda width: table_lines(found, documents))


def table_lines(copies: list[Copy], documents: Mapping[str, DocumentRow]) -> Iterator[Text]:
    """A heading, then three lines for each copy: how alike it is and why it is one; the copy; the original."""
    if not copies:
        yield Text("No copies.")
        return
    yield Text(f"   {'kind':8} {'both':>5} {'shorter':>8}  why", style="bold")
    for copy in copies:
        why = _EARLIER if copy.kind == "version" else _WHY[copy.basis]
        credited = f"; credits {copy.credited}" if copy.credited else ""
        yield Text(f"   {copy.kind:8} {copy.resemblance:>5.0%} {copy.containment:>8.0%}  {why}{credited}")
        yield _place("copy", copy.document, copy.story, documents=documents)
        yield _place("of", copy.of, copy.of_story, documents=documents)


def _place(label: str, document: str, story: int, *, documents: Mapping[str, DocumentRow]) -> Text:
    """A document with its day and outlet, and the story of it where that is not the first."""
    row = documents.get(document)
    day = row.published.isoformat() if row is not None and row.published else "day unknown"
    nth = f"  story {story}" if story else ""
    outlet = (row.outlet if row is not None else None) or ""
    return Text.assemble(f"      {label:5}{day:12}{nth}  ", isolate(clean(document)), "  ", isolate(clean(outlet)))
